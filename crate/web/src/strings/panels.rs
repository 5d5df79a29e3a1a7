//! The words of the panels below the stage.

use std::cmp::Ordering;

use unrolled_engine::CellKind;
use unrolled_lab::OptimizerKind;
use unrolled_plots::Fate;

use super::leaked;
use super::message::{say, text};
use crate::numbers::{decimals, full, short, trimmed};
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
    /// The one step that has a loss, if there is but one; whether the reader can choose that, above the stage.
    pub subtitle: fn(Option<usize>, bool) -> String,
    pub vanished: &'static str,
    pub exploding: &'static str,
    /// At a line below which single precision underflows.
    pub underflow: &'static str,
    /// Name, at how many steps its norm is below that line, of how many.
    pub underflows: fn(&str, usize, usize) -> String,
    pub cell_state: &'static str,
    pub canvas: &'static str,
    /// Name, and the norm where there is one step.
    pub summary_single: fn(&str, f64) -> String,
    /// Name, the last step that is reached, from 1, with the norm there, and the norm at the first step.
    pub summary: fn(&str, (usize, f64), f64) -> String,
    /// What arrives at the first c.
    pub of_cell_state: fn(f64) -> String,
    /// The step of the last loss, from 1, and what arrives of that one alone at the first step.
    pub alone: fn(usize, f64) -> String,
    /// What becomes of a gradient with these norms, first step first: where it is last alive, where it explodes.
    pub fate: fn(&[f64]) -> String,
    /// Before it, of a cell with two states.
    pub by_larger: &'static str,
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
    /// In place of a table.
    pub too_many: &'static str,
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

pub fn words() -> PanelWords {
    PanelWords {
        step: |t| format!("t = {t}"),
        numbers: text("panels-numbers"),
        step_head: "t",
        flow: FlowPanelWords {
            title: text("panels-flow-title"),
            subtitle: |last, can_choose| match last {
                Some(steps) => say!("panels-flow-loss-at", steps),
                None if can_choose => say!("panels-flow-every"),
                None => say!("panels-flow-task"),
            },
            vanished: text("panels-flow-vanished"),
            exploding: text("panels-flow-exploding"),
            cell_state: "c",
            canvas: text("panels-flow-canvas"),
            underflow: text("panels-flow-underflow"),
            underflows: |name, count, steps| say!("panels-flow-underflows", name, count, steps),
            summary_single: |name, to| say!("panels-flow-summary-single", name, to = short(to)),
            summary: |name, (last, from), to| {
                let (to_text, from_text) = (short(to), short(from));
                match to.partial_cmp(&from) {
                    _ if last == 1 => say!("panels-flow-summary-one", name, to = to_text),
                    Some(Ordering::Less) => {
                        say!("panels-flow-summary-falls", name, from = from_text, last, to = to_text)
                    }
                    Some(Ordering::Greater) => {
                        say!("panels-flow-summary-grows", name, from = from_text, last, to = to_text)
                    }
                    Some(Ordering::Equal) | None => {
                        say!("panels-flow-summary-is", name, from = from_text, last, to = to_text)
                    }
                }
            },
            of_cell_state: |first| say!("panels-flow-of-cell-state", first = short(first)),
            alone: |s, first| say!("panels-flow-alone", s, first = short(first)),
            fate,
            by_larger: text("panels-flow-by-larger"),
            nothing: |name| say!("panels-flow-nothing", name),
            click: text("panels-flow-click"),
        },
        influence: InfluenceWords {
            title: text("panels-influence-title"),
            subtitle: text("panels-influence-subtitle"),
            canvas: |name, farthest| {
                let farthest = farthest.map(|norm| say!("panels-influence-canvas-farthest", norm = short(norm)));
                say!("panels-influence-canvas", name, farthest = farthest.unwrap_or_default())
            },
            loss_at: text("panels-influence-loss-at"),
            state_at: text("panels-influence-state-at"),
            summary: |name, s, first, own| {
                say!("panels-influence-summary", name, s, first = short(first), own = short(own))
            },
            keys: text("panels-influence-keys"),
            hint: text("panels-influence-hint"),
            hint_last: text("panels-influence-hint-last"),
            computing: text("panels-influence-computing"),
            too_many: text("panels-influence-too-many"),
            value: |s, t, norm| say!("panels-influence-value", s, t, norm = short(norm)),
            no_loss: |s| say!("panels-influence-no-loss", s),
            later: |s, t| say!("panels-influence-later", t, s),
            scale: text("panels-influence-scale"),
        },
        sum: leaked(sum::words()),
        update: UpdateWords {
            title: text("panels-update-title"),
            lit: text("panels-update-lit"),
            before: text("panels-update-before"),
            step: text("panels-update-step"),
            after: text("panels-update-after"),
            own_domain: text("panels-update-own-domain"),
            domain: |domain| format!("±{}", power(domain)),
            norm: "‖∂L/∂W‖₂",
            largest: text("panels-update-largest"),
            clipped: text("panels-update-clipped"),
            not_clipped: text("panels-update-not-clipped"),
            rule: |kind, rate| {
                let rate = trimmed(rate, 4);
                match kind {
                    OptimizerKind::Sgd => format!("W ← W − {rate} · ∂L/∂W"),
                    OptimizerKind::Momentum => format!("v ← 0.9 v + ∂L/∂W,  W ← W − {rate} · v"),
                    OptimizerKind::RmsProp => {
                        format!("v ← 0.99 v + 0.01 (∂L/∂W)²,  W ← W − {rate} · ∂L/∂W / (√v + 10⁻⁸)")
                    }
                    OptimizerKind::Adam => {
                        say!("panels-update-rule-adam", rate)
                    }
                }
            },
            canvas: |tensor, stage| say!("panels-update-canvas", tensor, stage),
            entry: |name, before, step, after| {
                let sign = if step < 0.0 { '−' } else { '+' };
                format!("{name}: {} {sign} {} = {}", full(before), full(step.abs()), full(after))
            },
            hint: text("panels-update-hint"),
        },
        training: TrainingWords {
            title: text("panels-training-title"),
            subtitle: |measured| match measured {
                1 => say!("panels-training-subtitle-last"),
                steps => say!("panels-training-subtitle-every", steps),
            },
            one: text("panels-training-one"),
            hundred: text("panels-training-hundred"),
            stop: text("panels-training-stop"),
            reset: text("panels-training-reset"),
            running: |updates, to| say!("panels-training-running", updates, to),
            computing: |updates| say!("panels-training-computing", updates),
            outcome: |outcome, cell| match outcome {
                Outcome::NotFinite { updates, .. } => {
                    say!("panels-training-not-finite", updates, cell)
                }
                Outcome::Stopped { updates } => say!("panels-training-stopped", updates),
                Outcome::NoWorker { reason } => {
                    let reason = if reason.is_empty() { text("panels-training-not-loaded") } else { reason };
                    say!("panels-training-no-worker", reason)
                }
            },
            chance: |loss| say!("panels-training-chance", loss = decimals(loss, 2)),
            update: |update| say!("panels-training-update", update),
            canvas: text("panels-training-canvas"),
            summary: |name, first, last| {
                say!("panels-training-summary", name, first = decimals(first, 3), last = decimals(last, 3))
            },
        },
    }
}

/// By the limits of the bands.
fn fate(norms: &[f64]) -> String {
    let Fate { explodes_at, last_alive, kept_of_small } = Fate::of(norms);
    let explodes = explodes_at.map(|t| match norms[t].is_finite() {
        true => say!("panels-fate-explodes", t = t + 1),
        false => say!("panels-fate-overflows", t = t + 1),
    });
    let dies = match (last_alive, kept_of_small) {
        (Some(0), _) => explodes.is_none().then(|| say!("panels-fate-alive")),
        (_, Some(kept)) => Some(say!("panels-fate-small", kept = short(kept))),
        (None, None) => Some(say!("panels-fate-vanished")),
        (Some(t), None) => Some(say!("panels-fate-dies", t = t + 1)),
    };
    [explodes, dies].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

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
