//! The formulas of readout and loss: y_t = W_hy h_t + b_y, p_t = softmax(y_t), L = Σ L_t.

use unrolled_engine::LossKind::{self, CrossEntropy, MeanSquaredError};

use super::formula::{bias, gradient, number, times, transposed_times, value};
use super::{Formula, Place, Variable, Weight};
use Variable::{Hidden, Logits, Probs, StepLoss, Target};

/// `class`: the target's index, with the cross-entropy.
pub(super) fn forward(kind: LossKind, variable: Variable, t: usize, class: Option<usize>) -> Option<Formula> {
    Some(match (variable, kind) {
        (Logits, _) => times(Weight::READOUT, 0, value(Hidden, t)) + bias(Weight::READOUT_BIAS, 0),
        (Probs, CrossEntropy) => Formula::Softmax(Box::new(value(Logits, t))),
        // = −ln p_t[target]
        (StepLoss, CrossEntropy) => {
            let all = Formula::LogSumExp(Box::new(value(Logits, t)));
            all - Formula::Element(Place::value(Logits, t), class?)
        }
        (StepLoss, MeanSquaredError) => Formula::Mean(Box::new((value(Logits, t) - value(Target, t)).square())),
        _ => return None,
    })
}

/// ∂L/∂y_t of a step that has a target.
pub(super) fn to_logits(kind: LossKind, t: usize, outputs: usize) -> Formula {
    match kind {
        CrossEntropy => value(Probs, t) - value(Target, t),
        MeanSquaredError => number(2.0 / outputs as f64) * (value(Logits, t) - value(Target, t)),
    }
}

/// What the readout of step t sends back to h_t.
pub(super) fn to_state(t: usize) -> Formula {
    transposed_times(Weight::READOUT, 0, gradient(Logits, t))
}
