//! The GRU's formulas, gates in the order r z n: r, z = σ(a_r), σ(a_z); n = tanh(a_n).
//! Chung et al. 2014: a_n = … + W_hn (r ⊙ h_{t−1}) + b_hn, h_t = (1 − z) ⊙ h_{t−1} + z ⊙ n.
//! PyTorch: u = W_hn h_{t−1} + b_hn, a_n = … + r ⊙ u, h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}.

use unrolled_engine::Convention::{self, Chung2014, Pytorch};

use super::formula::{from_input, from_state, gradient, one_minus, sigmoid, tanh, transposed_times, value};
use super::{Formula, Variable, Weight};
use Variable::{Extra, Gate, Hidden, Pre};

const R: usize = 0;
const Z: usize = 1;
const N: usize = 2;

/// W_hn h_{t−1} + b_hn needs no gate; r ⊙ h_{t−1} needs r.
pub(super) fn forward_order(convention: Convention) -> &'static [Variable] {
    match convention {
        Chung2014 => &[Pre(R), Pre(Z), Gate(R), Gate(Z), Extra, Pre(N), Gate(N), Hidden],
        Pytorch => &[Pre(R), Pre(Z), Extra, Gate(R), Gate(Z), Pre(N), Gate(N), Hidden],
    }
}

pub(super) const BACKWARD: &[Variable] = &[Hidden, Gate(Z), Gate(N), Pre(Z), Pre(N), Extra, Gate(R), Pre(R)];

pub(super) fn forward(convention: Convention, variable: Variable, t: usize) -> Option<Formula> {
    let before = || value(Hidden, t - 1);
    let (r, z, n) = (value(Gate(R), t), value(Gate(Z), t), value(Gate(N), t));
    Some(match (variable, convention) {
        (Pre(N), Chung2014) => from_input(N, t) + from_state(N, value(Extra, t)),
        (Pre(N), Pytorch) => from_input(N, t) + r * value(Extra, t),
        (Pre(k), _) => from_input(k, t) + from_state(k, before()),
        (Gate(N), _) => tanh(value(Pre(N), t)),
        (Gate(k), _) => sigmoid(value(Pre(k), t)),
        (Extra, Chung2014) => r * before(),
        (Extra, Pytorch) => from_state(N, before()),
        (Hidden, Chung2014) => one_minus(z.clone()) * before() + z * n,
        (Hidden, Pytorch) => one_minus(z.clone()) * n + z * before(),
        _ => return None,
    })
}

pub(super) fn backward(convention: Convention, variable: Variable, t: usize) -> Option<Formula> {
    let before = || value(Hidden, t - 1);
    let gate = |k| value(Gate(k), t);
    let dh = gradient(Hidden, t);
    Some(match (variable, convention) {
        (Gate(Z), Chung2014) => dh * (gate(N) - before()),
        (Gate(Z), Pytorch) => dh * (before() - gate(N)),
        (Gate(N), Chung2014) => dh * gate(Z),
        (Gate(N), Pytorch) => dh * one_minus(gate(Z)),
        (Extra, Chung2014) => transposed_times(Weight::RECURRENT, N, gradient(Pre(N), t)),
        (Extra, Pytorch) => gradient(Pre(N), t) * gate(R),
        (Gate(R), Chung2014) => gradient(Extra, t) * before(),
        (Gate(R), Pytorch) => gradient(Pre(N), t) * value(Extra, t),
        // Derivatives from cached outputs: tanh' = 1 − tanh², σ' = σ(1 − σ).
        (Pre(N), _) => gradient(Gate(N), t) * one_minus(gate(N).square()),
        (Pre(k), _) => gradient(Gate(k), t) * gate(k) * one_minus(gate(k)),
        _ => return None,
    })
}

/// What step t sends back to h_{t−1}: by the weighted average, by the candidate, by the two gates.
pub(super) fn to_state_before(convention: Convention, t: usize) -> Formula {
    let (dh, z) = (gradient(Hidden, t), value(Gate(Z), t));
    let (average, candidate) = match convention {
        Chung2014 => (dh * one_minus(z), gradient(Extra, t) * value(Gate(R), t)),
        Pytorch => (dh * z, transposed_times(Weight::RECURRENT, N, gradient(Extra, t))),
    };
    let through = |k| transposed_times(Weight::RECURRENT, k, gradient(Pre(k), t));
    average + candidate + through(R) + through(Z)
}
