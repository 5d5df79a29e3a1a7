//! The LSTM's formulas, gates in the order i f g o:
//! i, f, o = σ(a_i), σ(a_f), σ(a_o); g = tanh(a_g); c_t = f ⊙ c_{t−1} + i ⊙ g; h_t = o ⊙ tanh(c_t).

use super::formula::{from_input, from_state, gradient, one_minus, sigmoid, tanh, transposed_times, value};
use super::{Formula, Variable, Weight};
use Variable::{Cell, Extra, Gate, Hidden, Pre};

pub(super) const I: usize = 0;
pub(super) const F: usize = 1;
const G: usize = 2;
const O: usize = 3;

pub(super) const FORWARD: &[Variable] =
    &[Pre(I), Pre(F), Pre(G), Pre(O), Gate(I), Gate(F), Gate(G), Gate(O), Cell, Extra, Hidden];
/// With i = 1 − f.
pub(super) const FORWARD_COUPLED: &[Variable] =
    &[Pre(I), Pre(F), Pre(G), Pre(O), Gate(F), Gate(I), Gate(G), Gate(O), Cell, Extra, Hidden];
pub(super) const BACKWARD: &[Variable] =
    &[Hidden, Gate(O), Extra, Cell, Gate(I), Gate(F), Gate(G), Pre(I), Pre(F), Pre(G), Pre(O)];

pub(super) fn forward(variable: Variable, t: usize) -> Option<Formula> {
    let gate = |k| value(Gate(k), t);
    Some(match variable {
        Pre(k) => from_input(k, t) + from_state(k, value(Hidden, t - 1)),
        Gate(G) => tanh(value(Pre(G), t)),
        Gate(k) => sigmoid(value(Pre(k), t)),
        Cell => gate(F) * value(Cell, t - 1) + gate(I) * gate(G),
        Extra => tanh(value(Cell, t)),
        Hidden => gate(O) * value(Extra, t),
        _ => return None,
    })
}

pub(super) fn backward(variable: Variable, t: usize) -> Option<Formula> {
    let gate = |k| value(Gate(k), t);
    let (dh, dc) = (gradient(Hidden, t), gradient(Cell, t));
    Some(match variable {
        Gate(O) => dh * value(Extra, t),
        Extra => dh * gate(O),
        Gate(I) => dc * gate(G),
        Gate(F) => dc * value(Cell, t - 1),
        Gate(G) => dc * gate(I),
        // Derivatives from cached outputs: tanh' = 1 − tanh², σ' = σ(1 − σ).
        Pre(G) => gradient(Gate(G), t) * one_minus(gate(G).square()),
        Pre(k) => gradient(Gate(k), t) * gate(k) * one_minus(gate(k)),
        _ => return None,
    })
}

/// What h_t sends to c_t.
pub(super) fn to_cell(t: usize) -> Formula {
    gradient(Extra, t) * one_minus(value(Extra, t).square())
}

/// What step t sends back to c_{t−1}: the road without a weight.
pub(super) fn to_cell_before(t: usize) -> Formula {
    gradient(Cell, t) * value(Gate(F), t)
}

/// What step t sends back to h_{t−1}, through all four gates.
pub(super) fn to_state_before(t: usize) -> Formula {
    Formula::sum((0..4).map(|k| transposed_times(Weight::RECURRENT, k, gradient(Pre(k), t))).collect())
}
