//! The formulas of an update: ‖∂L/∂W‖, clipping, what the optimizer remembers, the new weight (PyTorch's, as in the
//! engine's `clip` and `optim`).

use unrolled_engine::{Clipping, OptimizerKind};

use super::formula::{Function, gradient, number};
use super::{Formula, Place, Quantity, Stage, Variable, Weight};

/// PyTorch's guard against a division by zero in `clip_grad_norm_`.
const NORM_EPSILON: f64 = 1e-6;

fn of(stage: Stage, weight: Weight) -> Formula {
    Formula::Place(Place { quantity: Quantity::Update(stage, weight), time: 0 })
}

/// The gradient that the optimizer gets.
fn used(clipping: Clipping, weight: Weight) -> Formula {
    match clipping {
        Clipping::Off => gradient(Variable::Weight(weight), 0),
        Clipping::Value(_) | Clipping::GlobalNorm(_) => of(Stage::Clipped, weight),
    }
}

pub(super) fn clipped(clipping: Clipping, weight: Weight) -> Option<Formula> {
    let gradient = gradient(Variable::Weight(weight), 0);
    Some(match clipping {
        Clipping::Off => return None,
        Clipping::Value(limit) => gradient.apply(Function::Clamp(limit)),
        Clipping::GlobalNorm(limit) => {
            let norm = Formula::Place(Place { quantity: Quantity::GradientNorm, time: 0 });
            number(limit).over(norm + number(NORM_EPSILON)).apply(Function::AtMostOne) * gradient
        }
    })
}

/// What the optimizer remembers of a weight after the update, `which` in the order of its memory.
pub(super) fn remembers(kind: OptimizerKind, clipping: Clipping, weight: Weight, which: usize) -> Option<Formula> {
    let before = of(Stage::Remembered(which), weight);
    let g = used(clipping, weight);
    Some(match (kind, which) {
        (OptimizerKind::Momentum { momentum }, 0) => number(momentum) * before + g,
        (OptimizerKind::RmsProp { alpha, .. }, 0) => number(alpha) * before + number(1.0 - alpha) * g.square(),
        (OptimizerKind::Adam { beta1, .. }, 0) => number(beta1) * before + number(1.0 - beta1) * g,
        (OptimizerKind::Adam { beta2, .. }, 1) => number(beta2) * before + number(1.0 - beta2) * g.square(),
        _ => return None,
    })
}

/// The new weight; `n` counts the update from 1.
pub(super) fn after(kind: OptimizerKind, rate: f64, n: u64, clipping: Clipping, weight: Weight) -> Formula {
    let before = Formula::Place(Place::value(Variable::Weight(weight), 0));
    let memory = |which| of(Stage::Remembers(which), weight);
    before
        - match kind {
            OptimizerKind::Sgd => number(rate) * used(clipping, weight),
            OptimizerKind::Momentum { .. } => number(rate) * memory(0),
            OptimizerKind::RmsProp { epsilon, .. } => {
                number(rate) * used(clipping, weight).over(memory(0).apply(Function::Sqrt) + number(epsilon))
            }
            OptimizerKind::Adam { beta1, beta2, epsilon } => {
                // Both means start at zero; the corrections 1 − βⁿ make up for it.
                let correction = |beta: f64| number(1.0 - libm::pow(beta, n as f64));
                let size = memory(1).over(correction(beta2)).apply(Function::Sqrt) + number(epsilon);
                number(rate) * memory(0).over(correction(beta1)).over(size)
            }
        }
}

/// How many arrays an optimizer remembers for each weight.
pub(super) fn memories(kind: OptimizerKind) -> usize {
    match kind {
        OptimizerKind::Sgd => 0,
        OptimizerKind::Momentum { .. } | OptimizerKind::RmsProp { .. } => 1,
        OptimizerKind::Adam { .. } => 2,
    }
}
