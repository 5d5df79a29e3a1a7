//! What is measured on a tape: norms on an absolute scale, and where a pass left the finite numbers.

use crate::{Real, TENSOR_NAMES, Tape, Targets};
use serde::{Deserialize, Serialize};

/// Sums of squares between these need no rescaling: nothing was lost to overflow or underflow.
const SAFE_SQUARES: std::ops::Range<f64> = 1e-200..1e200;

/// ‖v‖₂ = √Σ v_k², in `f64`, without overflow or underflow in between: 1e-300 and 1e300 have norms too.
///
/// NaN if an element is NaN, infinite if an element is infinite and none is NaN.
pub fn norm<R: Real>(values: &[R]) -> f64 {
    let squares = sum_of_squares(values, |value| value);
    if SAFE_SQUARES.contains(&squares) {
        return squares.sqrt();
    }
    let largest = largest(values);
    if largest == 0.0 || !largest.is_finite() {
        largest
    } else {
        largest * sum_of_squares(values, |value| value / largest).sqrt()
    }
}

/// The largest |v_k|; NaN if an element is NaN, zero of nothing.
pub fn largest<R: Real>(values: &[R]) -> f64 {
    let (mut largest, mut nan) = ([R::ZERO; 8], [R::ZERO; 8]);
    let (chunks, rest) = values.as_chunks::<8>();
    for chunk in chunks {
        for k in 0..8 {
            let size = chunk[k].abs();
            largest[k] = if size > largest[k] { size } else { largest[k] };
            nan[k] = if size.is_nan() { size } else { nan[k] };
        }
    }
    let largest = largest
        .into_iter()
        .chain(rest.iter().map(|value| value.abs()))
        .fold(R::ZERO, |largest, size| if size > largest { size } else { largest })
        .to_f64();
    if nan.iter().chain(rest).any(|value| value.is_nan()) { f64::NAN } else { largest }
}

/// The angle between two gradients of several tensors each, in degrees from 0 to 180, as Kahan (2006, *How futile are mindless
/// assessments of roundoff*) finds it: 2 atan2(‖u − v‖, ‖u + v‖) of the unit vectors u and v. Unlike the arc cosine it
/// loses no digits of small angles, and equal directions have the angle 0.
///
/// `None` if one of them is zero or not finite.
///
/// # Panics
/// If they are of different sizes.
pub fn angle(one: &[&[f64]], other: &[&[f64]]) -> Option<f64> {
    let lengths = |tensors: &[&[f64]]| tensors.iter().map(|tensor| tensor.len()).collect::<Vec<usize>>();
    assert_eq!(lengths(one), lengths(other), "an angle is between gradients of one size");
    let unit = |tensors: &[&[f64]]| {
        let length = norm(&tensors.iter().map(|tensor| norm(tensor)).collect::<Vec<f64>>());
        let is_direction = length > 0.0 && length.is_finite();
        is_direction.then(|| tensors.iter().flat_map(|tensor| tensor.iter().map(move |x| x / length)).collect())
    };
    let (u, v): (Vec<f64>, Vec<f64>) = (unit(one)?, unit(other)?);
    let combined =
        |combine: fn(f64, f64) -> f64| norm(&u.iter().zip(&v).map(|(u, v)| combine(*u, *v)).collect::<Vec<_>>());
    let radians = 2.0 * libm::atan2(combined(|u, v| u - v), combined(|u, v| u + v));
    Some(radians * (180.0 / std::f64::consts::PI))
}

/// Σ unit(v_k)², in eight partial sums.
fn sum_of_squares<R: Real>(values: &[R], unit: impl Fn(f64) -> f64) -> f64 {
    let mut sums = [0.0; 8];
    let (chunks, rest) = values.as_chunks::<8>();
    let mut add = |chunk: &[R]| {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            let value = unit(value.to_f64());
            *sum += value * value;
        }
    };
    chunks.iter().for_each(|chunk| add(chunk));
    add(rest);
    let [a, b, c, d, e, f, g, h] = sums;
    ((a + b) + (c + d)) + ((e + f) + (g + h))
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

    /// The mean of each gate, a σ between 0 and 1, over everything that was read: Σ_t Σ_b Σ_k gate_t[b][k] / (T·B·H), in
    /// PyTorch's order. The candidates g and n are no gates, and the RNN has none.
    pub fn gate_means(&self) -> Vec<(&'static str, f64)> {
        let names = self.cell.gate_names().iter().enumerate().filter(|(_, name)| !matches!(**name, "g" | "n"));
        let count = (self.steps * self.batch * self.units) as f64;
        let mean = |k: usize| {
            let all = (0..self.steps).flat_map(|t| self.gate(k, t).iter());
            all.map(Real::to_f64).sum::<f64>() / count
        };
        names.map(|(k, name)| (*name, mean(k))).collect()
    }

    /// In how many rows the largest logit is that of the target, and how many rows have a target class.
    pub fn correct(&self, targets: &Targets<R>) -> (usize, usize) {
        let Targets::Classes(classes) = targets else { return (0, 0) };
        let rows = self.logits.chunks_exact(self.outputs).zip(classes);
        rows.filter_map(|(logits, class)| Some((logits, (*class)?))).fold(
            (0, 0),
            |(correct, total), (logits, class)| {
                let best = (0..self.outputs).fold(0, |best, k| if logits[k] > logits[best] { k } else { best });
                (correct + usize::from(best == class), total + 1)
            },
        )
    }

    /// Looks through the forward pass from the first step to the last, then the backward pass from the last to the first,
    /// within a step in the order of computation, and then the gradients of the weights.
    pub fn first_non_finite(&self) -> Option<NonFinite> {
        (0..self.steps)
            .find_map(|t| self.non_finite_value(t))
            .or_else(|| (!self.loss().is_finite()).then(|| non_finite(self.steps - 1, Pass::Forward, "loss")))
            .or_else(|| (0..self.steps).rev().find_map(|t| self.non_finite_gradient(t)))
            .or_else(|| {
                let tensors = self.dparams.tensors().into_iter().zip(TENSOR_NAMES);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Activation, Batch, Cell, InitSpec, LossKind, Network, Recording};

    #[test]
    fn a_norm_neither_overflows_nor_underflows() {
        assert_eq!(norm(&[3.0, 4.0]), 5.0);
        assert_eq!(norm(&[3e300, 4e300]), 5e300);
        assert!((norm(&[3e-300, 4e-300]) / 5e-300 - 1.0).abs() < 1e-15);
        assert_eq!(norm(&[3.0_f32, -4.0]), 5.0);
        assert_eq!(norm::<f64>(&[]), 0.0);
        assert_eq!(norm(&[0.0, -0.0]), 0.0);
        // The smallest number that there is.
        assert_eq!(norm(&[5e-324, 0.0]), 5e-324);
        assert_eq!(norm(&[f64::MAX]), f64::MAX);
    }

    #[test]
    fn angles_are_those_of_geometry() {
        let between = |one: &[f64], other: &[f64]| angle(&[one], &[other]);
        assert_eq!(between(&[1.0, 2.0], &[1.0, 2.0]), Some(0.0));
        assert_eq!(between(&[1.0, 0.0], &[-2.0, 0.0]), Some(180.0));
        assert!((between(&[3.0, 0.0], &[0.0, 1e-300]).unwrap() - 90.0).abs() < 1e-13);
        assert!((between(&[1.0, 0.0], &[1.0, 1.0]).unwrap() - 45.0).abs() < 1e-13);
        // The arc cosine of this one's cosine, which is rounded to 1, would be 0.
        assert!((between(&[1.0, 0.0], &[1.0, 1e-10]).unwrap() / 1e-10_f64.to_degrees() - 1.0).abs() < 1e-13);
        assert!((angle(&[&[1.0], &[0.0]], &[&[1.0], &[1.0]]).unwrap() - 45.0).abs() < 1e-13);
        for none in [0.0, f64::INFINITY, f64::NAN] {
            assert_eq!((between(&[none], &[1.0]), between(&[1.0], &[none])), (None, None));
        }
    }

    #[test]
    fn what_is_not_finite_passes_through() {
        for position in 0..11 {
            let mut values = [1.0; 11];
            values[position] = f64::NEG_INFINITY;
            assert_eq!((norm(&values), largest(&values)), (f64::INFINITY, f64::INFINITY));
            values[(position + 3) % 11] = f64::NAN;
            assert!(norm(&values).is_nan() && largest(&values).is_nan());
        }
    }

    #[test]
    fn gates_are_averaged_over_units_and_steps() {
        // Symbol 0 gives a_f = ln 3 to the first unit, everything else is zero: σ(ln 3) = 3/4, σ(0) = 1/2. It is read in two
        // of three steps, so the mean of f is (2·(3/4 + 1/2) + 2·1/2) / 6 = 7/12.
        let mut network = Network::<f64>::init(Cell::Lstm, 2, 2, 2, LossKind::CrossEntropy, &InitSpec::default());
        network.params.tensors_mut().into_iter().flatten().for_each(|weight| *weight = 0.0);
        network.params.weight_ih.data[2 * 2] = 3_f64.ln();
        let mut tape = network.tape(Recording::Everything, 3, 1);
        network.forward(&Batch::from_symbols(vec![Some(0), Some(1), Some(0)], vec![None; 3]), &mut tape);
        let means = tape.gate_means();
        assert_eq!(means.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["i", "f", "o"]);
        for ((name, mean), wanted) in means.into_iter().zip([0.5, 7.0 / 12.0, 0.5]) {
            assert!((mean - wanted).abs() < 1e-15, "{name}: {mean}");
        }
        let rnn =
            Network::<f64>::init(Cell::Rnn(Activation::Tanh), 2, 2, 2, LossKind::CrossEntropy, &InitSpec::default());
        assert!(rnn.tape(Recording::Everything, 3, 1).gate_means().is_empty());
    }

    #[test]
    fn the_largest_is_found_everywhere() {
        for position in 0..19 {
            let mut values = [0.5; 19];
            values[position] = -2.0;
            assert_eq!(largest(&values), 2.0);
        }
    }
}
