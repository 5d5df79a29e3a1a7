//! The words of the stops: what playing can stop at, and why it did.

use unrolled_lab::stops::{SATURATED_GATE, SATURATED_TANH};
use unrolled_lab::{Reason, Stops, Way};
use unrolled_plots::decade_label;

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

pub static EN: StopWords = StopWords {
    open: "Stop at…",
    open_with: |count| match count {
        0 => "Stop at…".to_owned(),
        count => format!("Stop at… ({count} chosen)"),
    },
    note: "Playing pauses at the first moment at which something chosen here comes true, in any of the cells shown.",
    step: "Step t =",
    step_number: "Step t to stop at",
    way: "In which pass",
    way_name: |way| match way {
        Way::Both => "both passes",
        Way::Forward => "forward",
        Way::Backward => "backward",
    },
    no_such_step: |steps| format!("This text has {steps} steps, so it is never met."),
    below: "‖∂L/∂hₜ‖ below",
    below_number: "The norm of ∂L/∂h is below",
    above: "‖∂L/∂hₜ‖ above",
    above_number: "The norm of ∂L/∂h is above",
    saturated: "First saturated unit",
    saturated_note: "A gate (σ) below 0.1 or above 0.9, the limits of Karpathy, Johnson and Fei-Fei (2015). The RNN has no \
                     gates: there it is a tanh unit with |h| above 0.9. A ReLU does not saturate.",
    still: |value| format!("It is still {value}."),
    run: "Run to the next stop",
    none_chosen: "nothing chosen to stop at",
    none_ahead: "no stop in the rest of this iteration",
    stopped: |reason, more| match more {
        0 => format!("stopped: {reason}"),
        more => format!("stopped: {reason} (and {more} more)"),
    },
    reason,
};

fn reason(reason: Reason, stops: &Stops, cell: &str, symbol: &str) -> String {
    let (closed, open) = SATURATED_GATE;
    match reason {
        Reason::Step { t } => format!("step t = {}", t + 1),
        Reason::Small { t, norm, .. } => {
            format!("‖∂L/∂h{}‖ of the {cell} is {}", subscript(t + 1), beside(norm, stops.below, "below"))
        }
        Reason::Large { t, norm, .. } if norm.is_nan() => {
            format!("‖∂L/∂h{}‖ of the {cell} is no number any more", subscript(t + 1))
        }
        Reason::Large { t, norm, .. } => {
            format!("‖∂L/∂h{}‖ of the {cell} is {}", subscript(t + 1), beside(norm, stops.above, "above"))
        }
        Reason::Saturated { t, unit, .. } => {
            let how = match unit.gate {
                Some(_) if unit.value < closed => beside(unit.value, closed, "below"),
                Some(_) => beside(unit.value, open, "above"),
                None if unit.value < 0.0 => beside(unit.value, -SATURATED_TANH, "below"),
                None => beside(unit.value, SATURATED_TANH, "above"),
            };
            format!("{symbol}{} of the {cell}, unit {}, is {how}", subscript(t + 1), unit.index + 1)
        }
    }
}

/// `8.1·10⁻⁴, below 10⁻³`, with as many digits as it takes to tell them apart.
fn beside(value: f64, limit: f64, side: &str) -> String {
    let said = if short(value) == short(limit) { full(value) } else { short(value) };
    format!("{said}, {side} {}", limit_text(limit))
}

/// `10⁻³`, `0.01`, `2·10⁻⁴`.
fn limit_text(limit: f64) -> String {
    match format!("{limit:e}").strip_prefix("1e").map(str::parse) {
        Some(Ok(exponent)) if !(-2..=3).contains(&exponent) => decade_label(exponent),
        _ => full(limit),
    }
}
