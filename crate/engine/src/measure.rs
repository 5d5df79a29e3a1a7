//! What is measured on a tape: norms on an absolute scale, and where a pass left the finite numbers.

use crate::{PARAMETER_NAMES, Real, Tape};
use serde::{Deserialize, Serialize};

/// Sums of squares between these need no rescaling: nothing was lost to overflow or underflow.
const SAFE_SQUARES: std::ops::Range<f64> = 1e-200..1e200;

/// ‖v‖₂ = √Σ v_k², in `f64`, without overflow or underflow in between: 1e-300 and 1e300 have norms too.
///
/// NaN if an element is NaN, infinite if an element is infinite and none is NaN.
pub fn norm<R: Real>(values: &[R]) -> f64 {
    let squares = sum_of_squares(values, 1.0);
    if SAFE_SQUARES.contains(&squares) {
        return squares.sqrt();
    }
    let largest = largest(values);
    if largest == 0.0 || !largest.is_finite() { largest } else { largest * sum_of_squares(values, largest).sqrt() }
}

/// The largest |v_k|; NaN if an element is NaN, zero of nothing.
pub fn largest<R: Real>(values: &[R]) -> f64 {
    let (mut largest, mut any_nan) = ([R::ZERO; 8], false);
    for chunk in values.chunks(8) {
        for (largest, value) in largest.iter_mut().zip(chunk) {
            let size = value.abs();
            *largest = if size > *largest { size } else { *largest };
            any_nan |= size.is_nan();
        }
    }
    if any_nan { f64::NAN } else { largest.into_iter().map(Real::to_f64).fold(0.0, f64::max) }
}

/// Σ (v_k / unit)², in four partial sums.
fn sum_of_squares<R: Real>(values: &[R], unit: f64) -> f64 {
    let mut sums = [0.0; 4];
    let (chunks, rest) = values.as_chunks::<4>();
    for chunk in chunks {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            let value = value.to_f64() / unit;
            *sum += value * value;
        }
    }
    for (sum, value) in sums.iter_mut().zip(rest) {
        let value = value.to_f64() / unit;
        *sum += value * value;
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

/// The first number that was not finite, in the order in which a pass computes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NonFinite {
    /// The step, counted from 0. For a weight gradient, which is complete only after the first step, 0.
    pub t: usize,
    pub pass: Pass,
    /// Its name in the trace: `h`, `gates.f`, `logits`, `loss`, `grad.h`, `grad.gates.f`, `grad.weight_hh`…
    pub quantity: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pass {
    Forward,
    Backward,
}

impl<R: Real> Tape<R> {
    /// ‖∂L/∂h_t‖₂, over the whole batch.
    pub fn dh_norm(&self, t: usize) -> f64 {
        norm(self.dh(t))
    }

    /// ‖∂L/∂c_t‖₂, over the whole batch; zero without a cell state.
    pub fn dc_norm(&self, t: usize) -> f64 {
        norm(self.dc(t))
    }

    /// Looks through the forward pass from the first step to the last, then the backward pass from the last to the first,
    /// within a step in the order of computation, and then the gradients of the weights.
    pub fn first_non_finite(&self) -> Option<NonFinite> {
        (0..self.steps)
            .find_map(|t| self.non_finite_value(t))
            .or_else(|| (!self.loss().is_finite()).then(|| non_finite(self.steps - 1, Pass::Forward, "loss")))
            .or_else(|| (0..self.steps).rev().find_map(|t| self.non_finite_gradient(t)))
            .or_else(|| {
                let tensors = self.dparams.tensors().into_iter().zip(PARAMETER_NAMES);
                let mut overflown = tensors.filter(|(tensor, _)| !all_finite(tensor.iter().copied()));
                overflown.next().map(|(_, name)| non_finite(0, Pass::Backward, &format!("grad.{name}")))
            })
    }

    fn non_finite_value(&self, t: usize) -> Option<NonFinite> {
        let found = |quantity: &str| Some(non_finite(t, Pass::Forward, quantity));
        for (k, name) in self.cell.gate_names().iter().enumerate() {
            if !all_finite(self.gate(k, t).iter()) {
                return found(&format!("gates.{name}"));
            }
        }
        let values = [("c", self.c(t)), ("h", self.h(t)), ("logits", self.logits(t)), ("probs", self.probs(t))];
        for (quantity, values) in values {
            if !all_finite(values.iter().copied()) {
                return found(quantity);
            }
        }
        self.loss_at(t).filter(|loss| !loss.is_finite()).and_then(|_| found("loss"))
    }

    fn non_finite_gradient(&self, t: usize) -> Option<NonFinite> {
        let found = |quantity: &str| Some(non_finite(t, Pass::Backward, quantity));
        for (quantity, values) in [("grad.h", self.dh(t)), ("grad.c", self.dc(t))] {
            if !all_finite(values.iter().copied()) {
                return found(quantity);
            }
        }
        if !self.dgates.is_empty() {
            for (k, name) in self.cell.gate_names().iter().enumerate() {
                if !all_finite(self.dgate(k, t).iter()) {
                    return found(&format!("grad.gates.{name}"));
                }
            }
        }
        None
    }
}

fn non_finite(t: usize, pass: Pass, quantity: &str) -> NonFinite {
    NonFinite { t, pass, quantity: quantity.to_owned() }
}

fn all_finite<R: Real>(mut values: impl Iterator<Item = R>) -> bool {
    values.all(Real::is_finite)
}
