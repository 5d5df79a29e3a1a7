//! The plain RNN's formulas: a_t = W_xh x_t + b_xh + W_hh h_{t−1} + b_hh, h_t = tanh(a_t) or max(0, a_t).

use unrolled_engine::Activation;

use super::formula::{from_input, from_state, gradient, one_minus, tanh, transposed_times, value};
use super::{Formula, Function, Variable, Weight};
use Variable::{Hidden, Pre};

pub(super) const FORWARD: &[Variable] = &[Pre(0), Hidden];
pub(super) const BACKWARD: &[Variable] = &[Hidden, Pre(0)];

pub(super) fn forward(activation: Activation, variable: Variable, t: usize) -> Option<Formula> {
    Some(match (variable, activation) {
        (Pre(0), _) => from_input(0, t) + from_state(0, value(Hidden, t - 1)),
        (Hidden, Activation::Tanh) => tanh(value(Pre(0), t)),
        (Hidden, Activation::Relu) => value(Pre(0), t).apply(Function::Relu),
        _ => return None,
    })
}

pub(super) fn backward(activation: Activation, variable: Variable, t: usize) -> Option<Formula> {
    let (dh, h) = (gradient(Hidden, t), value(Hidden, t));
    Some(match (variable, activation) {
        (Pre(0), Activation::Tanh) => dh * one_minus(h.square()),
        (Pre(0), Activation::Relu) => dh * h.apply(Function::Step),
        _ => return None,
    })
}

/// What step t sends back to h_{t−1}.
pub(super) fn to_state_before(t: usize) -> Formula {
    transposed_times(Weight::RECURRENT, 0, gradient(Pre(0), t))
}
