//! ∂L/∂W: one set of weights is used at every step, so its gradient is the sum of what each step contributes.

use unrolled_engine::{Cell, Convention};

use super::formula::{gradient, value};
use super::{Formula, Variable, Weight};
use Variable::{Extra, Hidden, Input, Logits, Pre};

/// What step t adds to ∂L/∂ a weight: ∂L/∂a_t x_tᵀ, ∂L/∂a_t h_{t−1}ᵀ, ∂L/∂a_t, ∂L/∂y_t h_tᵀ or ∂L/∂y_t.
pub(super) fn share(cell: Cell, weight: Weight, t: usize) -> Formula {
    let k = weight.block;
    let is_candidate = k + 1 == cell.gate_blocks();
    match (weight.tensor, cell) {
        (Weight::INPUT, _) => gradient(Pre(k), t).outer(value(Input, t)),
        (Weight::RECURRENT, Cell::Gru(Convention::Chung2014)) if is_candidate => {
            gradient(Pre(k), t).outer(value(Extra, t))
        }
        (Weight::RECURRENT, Cell::Gru(Convention::Pytorch)) if is_candidate => {
            gradient(Extra, t).outer(value(Hidden, t - 1))
        }
        (Weight::RECURRENT, _) => gradient(Pre(k), t).outer(value(Hidden, t - 1)),
        (Weight::RECURRENT_BIAS, Cell::Gru(Convention::Pytorch)) if is_candidate => gradient(Extra, t),
        (Weight::INPUT_BIAS | Weight::RECURRENT_BIAS, _) => gradient(Pre(k), t),
        (Weight::READOUT, _) => gradient(Logits, t).outer(value(Hidden, t)),
        _ => gradient(Logits, t),
    }
}
