//! The current moment in words.

use unrolled_engine::{Activation, CellKind, Convention};
use unrolled_lab::{Experiment, Moment};

use crate::numbers::{decimals, measured, subscript};
use crate::strings::words;

/// The pass that a moment belongs to, as the page's styles and tests name it.
pub fn phase(moment: Moment) -> &'static str {
    match moment {
        Moment::Forward { .. } => "forward",
        Moment::Loss => "loss",
        Moment::Backward { .. } => "backward",
        Moment::Update => "update",
    }
}

/// `forward:3`, `loss`, `backward:2`, `update`; steps from 1.
pub fn attribute(moment: Moment) -> String {
    match moment {
        Moment::Forward { t } | Moment::Backward { t } => format!("{}:{}", phase(moment), t + 1),
        Moment::Loss | Moment::Update => phase(moment).to_owned(),
    }
}

/// `Forward t = 3`. Where an update is made from other sequences, this one ends with its own gradient of the weights.
pub fn title(moment: Moment, makes_updates: bool) -> String {
    let words = &words().stage;
    match moment {
        Moment::Forward { t } => (words.forward_at)(t + 1),
        Moment::Loss => words.loss.to_owned(),
        Moment::Backward { t } => (words.backward_at)(t + 1),
        Moment::Update if !makes_updates => words.weight_gradient.to_owned(),
        Moment::Update => words.update.to_owned(),
    }
}

/// What is computed at the moment, for the shown cells.
pub fn formula(experiment: &Experiment, shown: &[CellKind], moment: Moment) -> String {
    match moment {
        Moment::Forward { t } => forward_formula(experiment, shown, t),
        Moment::Loss => {
            let losses = shown.iter().map(|kind| {
                let loss = measured(experiment.lane(*kind).loss(), |loss| decimals(loss, 3));
                if shown.len() == 1 {
                    format!("L = Σ −ln p = {loss}")
                } else {
                    format!("{} {loss}", (words().cell_name)(*kind))
                }
            });
            losses.collect::<Vec<_>>().join("  ")
        }
        Moment::Backward { t } if t + 1 == experiment.sequence.steps() => format!("L → ∂L/∂h{}", subscript(t + 1)),
        Moment::Backward { t } => format!("∂L/∂h{} → ∂L/∂h{}", subscript(t + 2), subscript(t + 1)),
        Moment::Update if !experiment.makes_updates() => words().stage.weight_gradient_formula.to_owned(),
        Moment::Update => words().stage.update_formula.to_owned(),
    }
}

fn forward_formula(experiment: &Experiment, shown: &[CellKind], t: usize) -> String {
    let now = subscript(t + 1);
    let before = subscript(t);
    match shown {
        [CellKind::Rnn] => {
            let activation = match experiment.settings.activation {
                Activation::Tanh => "tanh",
                Activation::Relu => "relu",
            };
            format!("h{now} = {activation}(Wₓₕ x{now} + Wₕₕ h{before} + b)")
        }
        [CellKind::Lstm] => format!("c{now} = f{now}⊙c{before} + i{now}⊙g{now},  h{now} = o{now}⊙tanh(c{now})"),
        [CellKind::Gru] => match experiment.settings.convention {
            Convention::Chung2014 => format!("h{now} = (1−z{now})⊙h{before} + z{now}⊙n{now}"),
            Convention::Pytorch => format!("h{now} = (1−z{now})⊙n{now} + z{now}⊙h{before}"),
        },
        _ => format!("x{now}, h{before} → h{now} → p{now}"),
    }
}
