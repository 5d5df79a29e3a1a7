//! The words of the gradient check.

use unrolled_engine::{Comparison, GRADIENT_TOLERANCE, GradientCheck, Verdict};
use unrolled_lab::Summary;

use super::message::{say, text};
use crate::numbers::short;

pub struct CheckWords {
    pub title: &'static str,
    pub nothing: &'static str,
    pub waiting: &'static str,
    pub checking: &'static str,
    /// The icon and the words of the badge.
    pub badge: fn(&Summary) -> (&'static str, String),
    pub compared: &'static str,
    /// What it means that it differs; the largest error.
    pub alarm: fn(f64) -> String,
    pub verdict: fn(Verdict) -> &'static str,
    pub error: &'static str,
    pub weight: &'static str,
    pub analytic: &'static str,
    pub numeric: &'static str,
    pub epsilon: &'static str,
    pub entries: &'static str,
    pub entries_of: fn(&GradientCheck) -> String,
    pub directions: &'static str,
    pub directions_of: fn(&[Comparison]) -> String,
    pub measure: &'static str,
}

pub fn words() -> CheckWords {
    CheckWords {
        title: text("check-title"),
        nothing: text("check-nothing"),
        waiting: text("check-waiting"),
        checking: text("check-checking"),
        badge: |summary| {
            let some = if summary.compared < summary.cells {
                say!("check-badge-some", compared = summary.compared, cells = summary.cells)
            } else {
                String::new()
            };
            match summary.verdict {
                Verdict::Agrees => ("✓", say!("check-badge-agrees", error = short(summary.error), some)),
                Verdict::Differs => ("✕", say!("check-badge-differs", error = short(summary.error))),
                Verdict::Untold => ("–", say!("check-badge-untold")),
                Verdict::NotFinite => ("–", say!("check-badge-not-finite")),
            }
        },
        compared: text("check-compared"),
        alarm: |error| say!("check-alarm", error = short(error), tolerance = short(GRADIENT_TOLERANCE)),
        verdict: |verdict| match verdict {
            Verdict::Agrees => text("check-verdict-agrees"),
            Verdict::Differs => text("check-verdict-differs"),
            Verdict::Untold => text("check-verdict-untold"),
            Verdict::NotFinite => text("check-verdict-not-finite"),
        },
        error: text("check-error"),
        weight: text("check-weight"),
        analytic: text("check-analytic"),
        numeric: text("check-numeric"),
        epsilon: text("check-epsilon"),
        entries: text("check-entries"),
        entries_of: |check| {
            let told = check.checked - check.untold;
            let rest = match check.untold {
                0 => String::new(),
                untold => say!("check-entries-rest", untold),
            };
            match check.untold {
                _ if check.checked < check.entries => say!("check-entries-drawn", told, entries = check.entries, rest),
                0 => say!("check-entries-all", told),
                _ => say!("check-entries-told", told, entries = check.entries, rest),
            }
        },
        directions: text("check-directions"),
        directions_of: |directions| {
            let largest = directions.iter().map(|direction| direction.error).fold(0.0, f64::max);
            match directions.len() {
                0 => say!("check-directions-none"),
                count => say!("check-directions-of", count, largest = short(largest)),
            }
        },
        measure: text("check-measure"),
    }
}
