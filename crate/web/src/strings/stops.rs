//! The words of the stops: what playing can stop at, and why it did.

use unrolled_lab::stops::{SATURATED_GATE, SATURATED_TANH};
use unrolled_lab::{Reason, Stops, Way};
use unrolled_plots::decade_label;

use super::message::{say, text};
use crate::numbers::{full, short, subscript};

pub struct StopWords {
    pub open: &'static str,
    /// The same for those who do not see how many are chosen.
    pub open_with: fn(usize) -> String,
    pub note: &'static str,
    pub step: &'static str,
    pub step_number: &'static str,
    pub way: &'static str,
    pub way_name: fn(Way) -> &'static str,
    /// The text has only so many steps.
    pub no_such_step: fn(usize) -> String,
    pub below: &'static str,
    pub below_number: &'static str,
    pub above: &'static str,
    pub above_number: &'static str,
    pub saturated: &'static str,
    pub saturated_note: &'static str,
    pub still: fn(&str) -> String,
    pub run: &'static str,
    pub none_chosen: &'static str,
    pub none_ahead: &'static str,
    /// Why it stopped, and how many reasons more there are.
    pub stopped: fn(&str, usize) -> String,
    /// The reason, the limits, the names of the cell and of the symbol that it is about.
    pub reason: fn(Reason, &Stops, &str, &str) -> String,
}

pub fn words() -> StopWords {
    StopWords {
        open: text("stops-open"),
        open_with: |count| match count {
            0 => say!("stops-open"),
            count => say!("stops-open-with", count),
        },
        note: text("stops-note"),
        step: text("stops-step"),
        step_number: text("stops-step-number"),
        way: text("stops-way"),
        way_name: |way| match way {
            Way::Both => text("stops-way-name-both"),
            Way::Forward => text("stops-way-name-forward"),
            Way::Backward => text("stops-way-name-backward"),
        },
        no_such_step: |steps| say!("stops-no-such-step", steps),
        below: text("stops-below"),
        below_number: text("stops-below-number"),
        above: text("stops-above"),
        above_number: text("stops-above-number"),
        saturated: text("stops-saturated"),
        saturated_note: text("stops-saturated-note"),
        still: |value| say!("stops-still", value),
        run: text("stops-run"),
        none_chosen: text("stops-none-chosen"),
        none_ahead: text("stops-none-ahead"),
        stopped: |reason, more| match more {
            0 => say!("stops-stopped", reason),
            more => say!("stops-stopped-more", reason, more),
        },
        reason,
    }
}

fn reason(reason: Reason, stops: &Stops, cell: &str, symbol: &str) -> String {
    let (closed, open) = SATURATED_GATE;
    match reason {
        Reason::Step { t } => say!("stops-reason-step", t = t + 1),
        Reason::Small { t, norm, .. } => {
            say!("stops-reason-norm", t = subscript(t + 1), cell, how = below(norm, stops.below))
        }
        Reason::Large { t, norm, .. } if norm.is_nan() => {
            say!("stops-reason-no-number", t = subscript(t + 1), cell)
        }
        Reason::Large { t, norm, .. } => {
            say!("stops-reason-norm", t = subscript(t + 1), cell, how = above(norm, stops.above))
        }
        Reason::Saturated { t, unit, .. } => {
            let how = match unit.gate {
                Some(_) if unit.value < closed => below(unit.value, closed),
                Some(_) => above(unit.value, open),
                None if unit.value < 0.0 => below(unit.value, -SATURATED_TANH),
                None => above(unit.value, SATURATED_TANH),
            };
            say!("stops-reason-unit", symbol, t = subscript(t + 1), cell, unit = unit.index + 1, how)
        }
    }
}

/// `8.1·10⁻⁴, below 10⁻³`.
fn below(value: f64, limit: f64) -> String {
    say!("stops-below-limit", value = beside(value, limit), limit = limit_text(limit))
}

fn above(value: f64, limit: f64) -> String {
    say!("stops-above-limit", value = beside(value, limit), limit = limit_text(limit))
}

/// With as many digits as it takes to tell it from the limit.
fn beside(value: f64, limit: f64) -> String {
    if short(value) == short(limit) { full(value) } else { short(value) }
}

/// `10⁻³`, `0.01`, `2·10⁻⁴`.
fn limit_text(limit: f64) -> String {
    match format!("{limit:e}").strip_prefix("1e").map(str::parse) {
        Some(Ok(exponent)) if !(-2..=3).contains(&exponent) => decade_label(exponent),
        _ => full(limit),
    }
}
