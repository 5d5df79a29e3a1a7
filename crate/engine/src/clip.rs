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

/// Norms are global: over all six tensors.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ClipReport {
    pub norm_before: f64,
    pub norm_after: f64,
    /// The largest |g|.
    pub largest_before: f64,
    pub largest_after: f64,
    /// Whether any number is another one now.
    pub changed: bool,
}

/// Clips in place, without allocating. NaN stays NaN; an infinite norm makes finite numbers 0 and infinite ones NaN.
pub fn clip<R: Real>(gradient: &mut Params<R>, clipping: Clipping) -> ClipReport {
    let (norm_before, largest_before) = (global_norm(gradient), global_largest(gradient));
    let changed = match clipping {
        Clipping::Off => false,
        Clipping::Value(limit) => {
            let changed = largest_before > limit;
            if changed || largest_before.is_nan() {
                clamp(gradient, R::from_f64(limit));
            }
            changed
        }
        Clipping::GlobalNorm(limit) => {
            let factor = limit / (norm_before + NORM_EPSILON);
            let changed = factor < 1.0 || factor.is_nan();
            if changed {
                scale(gradient, R::from_f64(factor));
            }
            changed
        }
    };
    let (norm_after, largest_after) =
        if changed { (global_norm(gradient), global_largest(gradient)) } else { (norm_before, largest_before) };
    ClipReport { norm_before, norm_after, largest_before, largest_after, changed }
}

/// ‖g‖₂ over all six tensors.
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
