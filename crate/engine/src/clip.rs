//! Clipping of a gradient before an update, with what it was before and after.

use crate::measure::{largest, norm};
use crate::{Params, Real};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clipping {
    #[default]
    Off,
    /// Each number into [−limit, limit] (`torch.nn.utils.clip_grad_value_`). It changes the direction.
    Value(f64),
    /// g · min(1, limit / (‖g‖₂ + 1e-6)) over all parameters together (`torch.nn.utils.clip_grad_norm_`; Pascanu,
    /// Mikolov & Bengio 2013). It keeps the direction.
    GlobalNorm(f64),
}

/// PyTorch's guard against a division by zero.
const NORM_EPSILON: f64 = 1e-6;

/// Norms are global: over all tensors.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ClipReport {
    pub norm_before: f64,
    pub norm_after: f64,
    /// The largest |g| before and after, which is looked at to clip by value.
    pub largest: Option<[f64; 2]>,
    /// Whether the gradient went through the clamp or the factor.
    pub changed: bool,
}

/// Clips in place, without allocating. NaN stays NaN; an infinite norm makes finite numbers 0 and infinite ones NaN.
pub fn clip<R: Real>(gradient: &mut Params<R>, clipping: Clipping) -> ClipReport {
    let norm_before = global_norm(gradient);
    let unchanged = ClipReport { norm_before, norm_after: norm_before, largest: None, changed: false };
    match clipping {
        Clipping::Off => unchanged,
        Clipping::Value(limit) => {
            let before = global_largest(gradient);
            // A NaN hides how large the others are; then all are looked at.
            if before <= limit {
                return ClipReport { largest: Some([before; 2]), ..unchanged };
            }
            clamp(gradient, R::from_f64(limit));
            let largest = Some([before, global_largest(gradient)]);
            ClipReport { norm_before, norm_after: global_norm(gradient), largest, changed: true }
        }
        Clipping::GlobalNorm(limit) => {
            let factor = norm_factor(norm_before, limit);
            if factor >= 1.0 {
                return unchanged;
            }
            scale(gradient, R::from_f64(factor));
            ClipReport { norm_before, norm_after: global_norm(gradient), largest: None, changed: true }
        }
    }
}

/// min(1, limit / (‖g‖₂ + 1e-6)), by which [`Clipping::GlobalNorm`] multiplies a gradient; NaN if the norm is NaN.
pub fn norm_factor(norm: f64, limit: f64) -> f64 {
    let factor = limit / (norm + NORM_EPSILON);
    if factor > 1.0 { 1.0 } else { factor }
}

/// ‖g‖₂ over all tensors.
pub fn global_norm<R: Real>(gradient: &Params<R>) -> f64 {
    norm(&gradient.tensors().map(norm))
}

fn global_largest<R: Real>(gradient: &Params<R>) -> f64 {
    largest(&gradient.tensors().map(largest))
}

fn clamp<R: Real>(gradient: &mut Params<R>, limit: R) {
    for tensor in gradient.tensors_mut() {
        for value in tensor {
            if *value > limit {
                *value = limit;
            } else if *value < -limit {
                *value = -limit;
            }
        }
    }
}

fn scale<R: Real>(gradient: &mut Params<R>, factor: R) {
    gradient.tensors_mut().into_iter().flatten().for_each(|value| *value *= factor);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Cell;

    /// A gradient of norm 13 with the numbers 3, −4 and 12 in three tensors.
    fn gradient() -> Params<f64> {
        let mut gradient = Params::zeros(Cell::Lstm, 2, 2, 2);
        gradient.weight_ih.data[5] = 3.0;
        gradient.bias_hh[1] = -4.0;
        gradient.bias_o[0] = 12.0;
        gradient
    }

    #[test]
    fn off_reports_and_changes_nothing() {
        let mut clipped = gradient();
        let report = clip(&mut clipped, Clipping::Off);
        assert_eq!(clipped, gradient());
        let wanted = ClipReport { norm_before: 13.0, norm_after: 13.0, largest: None, changed: false };
        assert_eq!(report, wanted);
    }

    #[test]
    fn values_are_clamped_one_by_one() {
        let mut clipped = gradient();
        let report = clip(&mut clipped, Clipping::Value(3.5));
        assert_eq!((clipped.weight_ih.data[5], clipped.bias_hh[1], clipped.bias_o[0]), (3.0, -3.5, 3.5));
        assert!(report.changed);
        assert_eq!(report.largest, Some([12.0, 3.5]));
        assert!((report.norm_after - (9.0 + 2.0 * 3.5 * 3.5_f64).sqrt()).abs() < 1e-15);
        assert!(!clip(&mut clipped, Clipping::Value(3.5)).changed);
    }

    #[test]
    fn the_global_norm_keeps_the_direction() {
        let mut clipped = gradient();
        let report = clip(&mut clipped, Clipping::GlobalNorm(6.5));
        let factor = 6.5 / (13.0 + 1e-6);
        assert_eq!((clipped.bias_hh[1], clipped.bias_o[0]), (-4.0 * factor, 12.0 * factor));
        assert!(report.changed && (report.norm_after - 13.0 * factor).abs() < 1e-14);
        let mut small = gradient();
        assert!(!clip(&mut small, Clipping::GlobalNorm(14.0)).changed);
        assert_eq!(small, gradient());
    }

    #[test]
    fn what_is_not_finite_stays_visible() {
        let mut nan = gradient();
        nan.bias_o[1] = f64::NAN;
        let report = clip(&mut nan, Clipping::Value(1.0));
        assert!(report.norm_before.is_nan() && nan.bias_o[1].is_nan());
        assert_eq!(nan.bias_o[0], 1.0);
        let mut infinite = gradient();
        infinite.bias_o[1] = f64::INFINITY;
        assert_eq!(clip(&mut infinite.clone(), Clipping::Off).norm_before, f64::INFINITY);
        clip(&mut infinite, Clipping::GlobalNorm(1.0));
        assert!(infinite.bias_o[1].is_nan() && infinite.bias_o[0] == 0.0);
    }
}
