//! The words of the panels below the stage.

use std::cmp::Ordering;

use unrolled_engine::CellKind;
use unrolled_lab::OptimizerKind;

use crate::numbers::{decimals, full, short};
use crate::strings::sum::{self, SumWords};
use crate::training::Outcome;

pub struct PanelWords {
    pub flow: FlowPanelWords,
    pub influence: InfluenceWords,
    pub sum: &'static SumWords,
    pub update: UpdateWords,
    pub training: TrainingWords,
    pub step: fn(usize) -> String,
    /// Opens the numbers of a chart as a table, and the head of its steps.
    pub numbers: &'static str,
    pub step_head: &'static str,
}

pub struct FlowPanelWords {
    pub title: &'static str,
    /// The formula and the scale; then where the loss is, for the last of so many steps only or for all.
    /// The one step that has a loss, if there is but one; whether a task is learned from data.
    pub subtitle: fn(Option<usize>, bool) -> String,
    pub vanished: &'static str,
    pub exploding: &'static str,
    /// At a line below which single precision underflows.
    pub underflow: &'static str,
    /// Name, at how many steps its norm is below that line, of how many.
    pub underflows: fn(&str, usize, usize) -> String,
    pub cell_state: &'static str,
    pub canvas: &'static str,
    /// Name, the last step that is reached, from 1, with the norm there, and the norm at the first step.
    pub summary: fn(&str, (usize, f64), f64) -> String,
    /// No step is reached.
    pub nothing: fn(&str) -> String,
    pub click: &'static str,
}

pub struct InfluenceWords {
    pub title: &'static str,
    pub subtitle: &'static str,
    /// Name of the cell; ‖∂L_s/∂h_1‖ of the last loss, if it is known.
    pub canvas: fn(&str, Option<f64>) -> String,
    /// Name, the step s of the last loss, from 1, ‖∂L_s/∂h_1‖ and ‖∂L_s/∂h_s‖.
    pub summary: fn(&str, usize, f64, f64) -> String,
    pub loss_at: &'static str,
    pub state_at: &'static str,
    pub hint: &'static str,
    pub keys: &'static str,
    /// The same where nothing but the last step has a loss.
    pub hint_last: &'static str,
    pub computing: &'static str,
    /// s, t (from 1), norm.
    pub value: fn(usize, usize, f64) -> String,
    pub no_loss: fn(usize) -> String,
    pub later: fn(usize, usize) -> String,
    pub scale: &'static str,
}

pub struct UpdateWords {
    pub title: &'static str,
    pub lit: &'static str,
    pub before: &'static str,
    pub step: &'static str,
    pub after: &'static str,
    /// Of a step: each tensor has its own domain.
    pub own_domain: &'static str,
    /// ±this is full colour.
    pub domain: fn(f64) -> String,
    pub norm: &'static str,
    pub largest: &'static str,
    pub clipped: &'static str,
    pub not_clipped: &'static str,
    pub rule: fn(OptimizerKind, f64) -> String,
    pub canvas: fn(&str, &str) -> String,
    pub entry: fn(&str, f64, f64, f64) -> String,
    pub hint: &'static str,
}

pub struct TrainingWords {
    pub title: &'static str,
    pub subtitle: fn(usize) -> String,
    pub one: &'static str,
    pub hundred: &'static str,
    pub stop: &'static str,
    pub reset: &'static str,
    pub running: fn(u32, u32) -> String,
    pub computing: fn(u32) -> String,
    pub outcome: fn(&Outcome, &str) -> String,
    pub chance: fn(f64) -> String,
    pub update: fn(u32) -> String,
    pub canvas: &'static str,
    pub summary: fn(&str, f64, f64) -> String,
}

pub static EN: PanelWords = PanelWords {
    step: |t| format!("t = {t}"),
    numbers: "Numbers",
    step_head: "t",
    flow: FlowPanelWords {
        title: "How much gradient reaches each step",
        subtitle: |last, has_data| {
            match last {
            Some(steps) => format!("‖∂L/∂hₜ‖₂, log scale, absolute; the loss is at t = {steps}"),
            None if has_data => "‖∂L/∂hₜ‖₂, log scale, absolute; each loss after a step adds to it".to_owned(),
            None => "‖∂L/∂hₜ‖₂, log scale, absolute; a loss at every step keeps it up: choose “last step” above to see one loss fade".to_owned(),
        }
        },
        vanished: "vanished: below 10⁻³",
        exploding: "exploding: above 10³",
        underflow: "f32 underflows below 1.2·10⁻³⁸",
        underflows: |name, count, steps| {
            format!("{name}: in single precision (f32) this norm would be subnormal or 0 at {count} of {steps} steps. ")
        },
        cell_state: "c",
        canvas: "Line chart of the gradient that reaches each step",
        summary: |name, (last, from), to| {
            let (at, to_text) = (format!("{} at t = {last}", short(from)), short(to));
            match to.partial_cmp(&from) {
                _ if last == 1 => format!("{name}: {to_text} arrives at t = 1, and no later step is reached."),
                Some(Ordering::Less) => format!("{name} falls from {at} to {to_text} at t = 1."),
                Some(Ordering::Greater) => format!("{name} grows from {at} to {to_text} at t = 1."),
                Some(Ordering::Equal) | None => format!("{name} is {at} and {to_text} at t = 1."),
            }
        },
        nothing: |name| format!("{name}: no gradient arrives anywhere."),
        click: "Click to go to that step.",
    },
    influence: InfluenceWords {
        title: "Which loss reaches which state",
        subtitle: "‖∂Lₛ/∂hₜ‖₂: what each single loss sends back, before all are summed",
        canvas: |name, farthest| {
            let farthest = farthest.map(|norm| format!("; the last loss reaches the first state with {}", short(norm)));
            format!(
                "{name}: heat map, losses from top to bottom, states from left to right{}",
                farthest.unwrap_or_default()
            )
        },
        summary: |name, s, first, own| {
            format!(
                "{name}: of the loss at s = {s}, {} reaches its own step and {} the first.",
                short(own),
                short(first)
            )
        },
        loss_at: "loss at s",
        state_at: "state at t",
        hint: "Point at a square, or tap it, for its value; the stage shows the way from that loss back to that state.",
        keys: "Arrow keys move through states and losses, Home and End to the first state and to the loss; the stage shows the way.",
        hint_last: "Only the last step has a loss here, so only the lowest row is filled. Point at a square, or tap it; the stage shows the way.",
        computing: "computing…",
        value: |s, t, norm| format!("loss at s = {s}, state at t = {t}: {}", short(norm)),
        no_loss: |s| format!("no loss at s = {s}"),
        later: |s, t| format!("state t = {t} comes after the loss at s = {s}"),
        scale: "log scale, absolute",
    },
    sum: &sum::EN,
    update: UpdateWords {
        title: "What the next update does to the weights",
        lit: "now",
        before: "now",
        step: "step",
        after: "after it",
        own_domain: "± as written",
        domain: |domain| format!("±{}", power(domain)),
        norm: "‖∂L/∂W‖₂",
        largest: "largest |∂L/∂W|",
        clipped: "clipped",
        not_clipped: "not clipped",
        rule: |kind, rate| {
            let rate = decimals(rate, 4).trim_end_matches('0').trim_end_matches('.').to_owned();
            match kind {
                OptimizerKind::Sgd => format!("W ← W − {rate} · ∂L/∂W"),
                OptimizerKind::Momentum => format!("v ← 0.9 v + ∂L/∂W,  W ← W − {rate} · v"),
                OptimizerKind::RmsProp => format!("v ← 0.99 v + 0.01 (∂L/∂W)²,  W ← W − {rate} · ∂L/∂W / (√v + 10⁻⁸)"),
                OptimizerKind::Adam => {
                    format!("m, v: averages of ∂L/∂W, (∂L/∂W)² (β 0.9, 0.999),  W ← W − {rate} · m̂ / (√v̂ + 10⁻⁸)")
                }
            }
        },
        canvas: |tensor, stage| format!("{tensor} {stage}, heat map"),
        entry: |name, before, step, after| {
            let sign = if step < 0.0 { '−' } else { '+' };
            format!("{name}: {} {sign} {} = {}", full(before), full(step.abs()), full(after))
        },
        hint: "Point at a weight, or tap it, for its numbers.",
    },
    training: TrainingWords {
        title: "Loss over the updates",
        subtitle: |measured| match measured {
            1 => "L = −ln p(target) at the last step; all cells learn from the same text".to_owned(),
            steps => format!("L = Σ −ln p(target) over {steps} steps; all cells learn from the same text"),
        },
        one: "One update",
        hundred: "100 updates",
        stop: "Stop",
        reset: "Back to update 0",
        running: |updates, to| format!("update {updates} of {to}"),
        computing: |updates| format!("computing update {updates}…"),
        outcome: |outcome, cell| match outcome {
            Outcome::NotFinite { updates, .. } => {
                format!("Ended at update {updates}: the loss of the {cell} is no finite number any more.")
            }
            Outcome::Stopped { updates } => format!("Stopped at update {updates}."),
            Outcome::NoWorker { reason } => {
                let reason = if reason.is_empty() { "its script did not load" } else { reason };
                format!(
                    "The background worker failed ({reason}), so the page computes by itself, a little less smoothly."
                )
            }
        },
        chance: |loss| format!("guessing: {}", decimals(loss, 2)),
        update: |update| format!("update {update}"),
        canvas: "Line chart of the loss over the updates",
        summary: |name, first, last| format!("{name}: {} at update 0, now {}. ", decimals(first, 3), decimals(last, 3)),
    },
};

/// 1, 2 or 5 times a power of ten, as people write it.
fn power(value: f64) -> String {
    if (1e-4..1e4).contains(&value) { value.to_string() } else { short(value).replace(".0·", "·").replace("1·", "") }
}

/// The cell an outcome is about.
pub fn cell_of(outcome: &Outcome) -> Option<CellKind> {
    match outcome {
        Outcome::NotFinite { cell, .. } => Some(*cell),
        _ => None,
    }
}
