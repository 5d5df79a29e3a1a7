//! The plain recurrent network (Elman 1990, *Finding structure in time*; weights and biases as `torch.nn.RNN`):
//!
//! a_t = W_ih x_t + b_ih + W_hh h_{t−1} + b_hh
//! h_t = tanh(a_t), or max(0, a_t) for the ReLU

use super::Activation;
use super::step::{ForwardStep, StepGradients, StepValues, WeightSums, add_column_sums};
use crate::gemm::{gemm, gemm_tn};
use crate::packed::PackedWeights;
use crate::{Params, Real};

// Parameters: weight_ih (H, I), weight_hh (H, H), bias_ih (H), bias_hh (H).

pub(super) const GATES: &[&str] = &[];
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

pub(super) fn forward<R: Real>(activation: Activation, weights: &PackedWeights<R>, now: ForwardStep<R>) {
    let rows = now.h.len() / now.units;
    gemm(rows, now.h_before, now.units, &weights.recurrent_t[0], now.h, now.units, true);
    step(activation, now.h);
}

/// ∂L/∂a from the cached output: ∂L/∂h (1 − h²) for tanh; ∂L/∂h where h > 0 for the ReLU.
pub(super) fn backward<R: Real>(
    activation: Activation,
    weights: &PackedWeights<R>,
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
    // a_t = … + W_hh h_{t−1}
    let rows = now.dh.len() / units;
    gemm(rows, now.dpre, units, &weights.recurrent[0], now.dh_before, units, true);
}

/// ∂L/∂W_hh = Σ_t ∂L/∂a_t h_{t−1}ᵀ; both biases receive Σ_t ∂L/∂a_t.
pub(super) fn weight_gradients<R: Real>(sums: WeightSums<R>) {
    let WeightSums { rows, units, h_before, dpre, dparams, scratch, .. } = sums;
    let dw = &mut dparams.weight_hh.data;
    gemm_tn(rows, units, units, dpre, units, h_before, units, dw, units, scratch);
    add_column_sums(dpre, units, &mut dparams.bias_ih);
    add_column_sums(dpre, units, &mut dparams.bias_hh);
}
