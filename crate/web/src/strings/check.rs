//! The words of the gradient check.

use unrolled_engine::{Comparison, GRADIENT_TOLERANCE, GradientCheck, Verdict};
use unrolled_lab::Summary;

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

pub static EN: CheckWords = CheckWords {
    title: "Gradient check",
    nothing: "no loss, no gradient",
    waiting: "gradient check waits",
    checking: "checking…",
    badge: |summary| {
        let some = if summary.compared < summary.cells {
            format!(" ({} of {} cells)", summary.compared, summary.cells)
        } else {
            String::new()
        };
        match summary.verdict {
            Verdict::Agrees => ("✓", format!("gradient check {}{some}", short(summary.error))),
            Verdict::Differs => ("✕", format!("gradient wrong by {}", short(summary.error))),
            Verdict::Untold => ("–", "gradient cannot be told".to_owned()),
            Verdict::NotFinite => ("–", "gradient not checked".to_owned()),
        }
    },
    compared: "Backpropagation says how L changes with each weight w. The loss alone says it too: change w by ±ε, read the \
               text again, and (L(w\u{a0}+\u{a0}ε) − L(w\u{a0}−\u{a0}ε))\u{a0}/\u{a0}2ε must be ∂L/∂w. It is worked out \
               whenever nothing has changed for a moment.",
    alarm: |error| {
        format!(
            "Something is wrong: the two differ by {}, and rounding explains no more than {}. Do not trust the gradients \
             of this pass. This is a mistake of the program, not of your network: please report it with the link of \
             this page.",
            short(error),
            short(GRADIENT_TOLERANCE)
        )
    },
    verdict: |verdict| match verdict {
        Verdict::Agrees => "✓ agrees",
        Verdict::Differs => "✕ differs",
        Verdict::Untold => "– not told: differences of L are too coarse for every weight that was looked at",
        Verdict::NotFinite => "– not checked: the pass left the finite numbers",
    },
    error: "largest relative error",
    weight: "at the weight",
    analytic: "∂L/∂w, backpropagation",
    numeric: "∂L/∂w, from L alone",
    epsilon: "smallest ε",
    entries: "weights compared",
    entries_of: |check| {
        let told = check.checked - check.untold;
        let rest = match check.untold {
            0 => String::new(),
            untold => format!("; {untold} too small for differences, or at a kink"),
        };
        match check.untold {
            _ if check.checked < check.entries => format!("{told}, drawn from all {}{rest}", check.entries),
            0 => format!("all {told}"),
            _ => format!("{told} of {}{rest}", check.entries),
        }
    },
    directions: "random directions",
    directions_of: |directions| {
        let largest = directions.iter().map(|direction| direction.error).fold(0.0, f64::max);
        match directions.len() {
            0 => "none that differences can tell".to_owned(),
            count => format!("{count}, all weights at once; largest error {}", short(largest)),
        }
    },
    measure: "The differences are taken for smaller and smaller ε and extrapolated to ε → 0; the smallest one is written above. \
              The error of a, \
              from backpropagation, is |a − n| / max(|a|, |n|, 10⁷ u), where u is what rounding and curvature leave n unsure of: L has \
              16 digits, so of a very small gradient its differences know only a few.",
};
