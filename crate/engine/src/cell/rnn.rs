//! The plain recurrent network (Elman 1990, *Finding structure in time*; weights and biases as `torch.nn.RNN`):
//!
//! a_t = W_ih x_t + b_ih + W_hh h_{t−1} + b_hh
//! h_t = tanh(a_t), or max(0, a_t) for the ReLU

use super::step::{ForwardStep, StepGradients, StepValues, WeightSums, add_column_sums};
use super::{Activation, Switch};
use crate::gemm::{gemm, gemm_tn};
use crate::packed::PackedWeights;
use crate::{Params, Real};

// Parameters: weight_ih (H, I), weight_hh (H, H), bias_ih (H), bias_hh (H).

pub(super) const GATES: &[&str] = &[];
pub(super) const SWITCHED: &[(Switch, usize)] = &[];
/// W_hh is multiplied as a whole.
pub(super) const RECURRENT_BLOCKS: &[usize] = &[1];

/// The part of a_t that does not depend on the step: b_ih + b_hh.
pub(super) fn gate_bias<R: Real>(params: &Params<R>, bias: &mut [R]) {
    for ((bias, &ih), &hh) in bias.iter_mut().zip(&params.bias_ih).zip(&params.bias_hh) {
        *bias = ih + hh;
    }
}

/// h = act(a), in place. NaN stays NaN in either activation.
fn step<R: Real>(activation: Activation, h: &mut [R]) {
    match activation {
        Activation::Tanh => R::tanh_slice(h),
        Activation::Relu => h.iter_mut().filter(|a| **a <= R::ZERO).for_each(|a| *a = R::ZERO),
    }
}

pub(super) fn forward<R: Real>(activation: Activation, weights: &mut PackedWeights<R>, now: ForwardStep<R>) {
    gemm(now.rows, (now.h_before, now.units), &weights.recurrent_t[0], (now.h, now.units), true, &mut weights.scratch);
    if !now.pre.is_empty() {
        now.pre.copy_from_slice(now.h);
    }
    step(activation, now.h);
}

/// ∂L/∂a from the cached output: ∂L/∂h (1 − h²) for tanh; ∂L/∂h where h > 0 for the ReLU.
pub(super) fn backward<R: Real>(
    activation: Activation,
    weights: &mut PackedWeights<R>,
    values: StepValues<R>,
    now: StepGradients<R>,
) {
    let units = values.units;
    for (row, (dh, da)) in now.dh.chunks_exact(units).zip(now.dpre.chunks_exact_mut(units)).enumerate() {
        let h = values.row(values.h, units, row);
        match activation {
            Activation::Tanh => {
                for ((da, &dh), &h) in da.iter_mut().zip(dh).zip(h) {
                    *da = dh * (R::ONE - h * h);
                }
            }
            // A selection, not a product: an infinite gradient stops at a unit that is off.
            Activation::Relu => {
                for ((da, &dh), &h) in da.iter_mut().zip(dh).zip(h) {
                    *da = if h <= R::ZERO { R::ZERO } else { dh };
                }
            }
        }
    }
    if !now.roads.gates {
        return;
    }
    // a_t = … + W_hh h_{t−1}
    gemm(now.rows, (now.dpre, units), &weights.recurrent[0], (now.dh_before, units), true, &mut weights.scratch);
}

/// ∂L/∂W_hh = Σ_t ∂L/∂a_t h_{t−1}ᵀ; both biases receive Σ_t ∂L/∂a_t.
pub(super) fn weight_gradients<R: Real>(sums: WeightSums<R>) {
    let WeightSums { rows, units, h_before, dpre, dparams, scratch, .. } = sums;
    let dw = &mut dparams.weight_hh.data;
    gemm_tn([rows, units, units], (dpre, units), (h_before, units), (dw, units), scratch);
    add_column_sums(dpre, units, &mut dparams.bias_ih);
    dparams.bias_hh.copy_from_slice(&dparams.bias_ih);
}

#[cfg(test)]
mod tests {
    use super::super::Cell;
    use super::super::testing::{assert_close, one_unit};
    use super::Activation;

    /// Two steps of one unit, W_ih 0.5, W_hh 3, b_ih 0.1, b_hh 0.2, readout 1; x = 1, 1; ∂L/∂h_2 = 1.
    #[test]
    fn one_unit_by_hand() {
        let tape = one_unit(Cell::Rnn(Activation::Tanh), &[[0.5, 3.0, 0.1, 0.2]], [1.0, 1.0]);
        let h1 = (0.5_f64 + 0.1 + 0.2).tanh();
        let h2 = (0.5 + 0.1 + 0.2 + 3.0 * h1).tanh();
        assert_close(tape.h(0)[0], h1);
        assert_close(tape.h(1)[0], h2);
        let da2 = 1.0 - h2 * h2;
        assert_close(tape.dpre(1)[0], da2);
        assert_close(tape.dh(0)[0], 3.0 * da2);
        let da1 = 3.0 * da2 * (1.0 - h1 * h1);
        assert_close(tape.dh_before(0)[0], 3.0 * da1);
        assert_close(tape.dparams.weight_hh.at(0, 0), da2 * h1);
        assert_close(tape.dparams.weight_ih.at(0, 0), da1 + da2);
        assert_close(tape.dparams.bias_ih[0], da1 + da2);
        assert_close(tape.dparams.bias_hh[0], da1 + da2);
        assert_close(tape.dx(0)[0], 0.5 * da1);
    }

    #[test]
    fn the_relu_is_linear_above_zero_and_off_below() {
        let on = one_unit(Cell::Rnn(Activation::Relu), &[[0.5, 3.0, 0.1, 0.2]], [1.0, 1.0]);
        assert_close(on.h(0)[0], 0.8);
        assert_close(on.h(1)[0], 0.8 + 3.0 * 0.8);
        assert_close(on.dh_before(0)[0], 9.0);
        let off = one_unit(Cell::Rnn(Activation::Relu), &[[0.5, -3.0, 0.1, 0.2]], [1.0, 1.0]);
        assert_eq!((off.h(0)[0], off.h(1)[0]), (0.8, 0.0));
        assert_eq!((off.dh(1)[0], off.dpre(1)[0], off.dh(0)[0]), (1.0, 0.0, 0.0));
    }
}
