//! The four optimizers, with PyTorch's formulas, defaults and places of ε.

use crate::{Params, Real};
use serde::{Deserialize, Serialize};

/// g is the gradient, p a parameter, η the learning rate; all state starts at zero; n counts the steps from 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OptimizerKind {
    /// p −= η g (`torch.optim.SGD`).
    Sgd,
    /// v = μ v + g; p −= η v (`torch.optim.SGD` with momentum μ and no dampening; Polyak 1964).
    Momentum { momentum: f64 },
    /// v = α v + (1−α) g²; p −= η g / (√v + ε) (`torch.optim.RMSprop`; Tieleman & Hinton 2012).
    RmsProp { alpha: f64, epsilon: f64 },
    /// m = β₁ m + (1−β₁) g; v = β₂ v + (1−β₂) g²; p −= η/(1−β₁ⁿ) m / (√v/√(1−β₂ⁿ) + ε)
    /// (`torch.optim.Adam`; Kingma & Ba 2015).
    Adam { beta1: f64, beta2: f64, epsilon: f64 },
}

impl OptimizerKind {
    /// μ = 0.9.
    pub const MOMENTUM: Self = OptimizerKind::Momentum { momentum: 0.9 };
    /// α = 0.99, ε = 1e-8.
    pub const RMS_PROP: Self = OptimizerKind::RmsProp { alpha: 0.99, epsilon: 1e-8 };
    /// β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
    pub const ADAM: Self = OptimizerKind::Adam { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
}

/// An optimizer with its state.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimizer<R> {
    pub kind: OptimizerKind,
    pub learning_rate: f64,
    steps: u64,
    /// v of momentum, m of Adam.
    first: Option<Params<R>>,
    /// v of RMSProp and Adam.
    second: Option<Params<R>>,
}

impl<R: Real> Optimizer<R> {
    /// State of zeros in the shapes of `params`.
    pub fn new(kind: OptimizerKind, learning_rate: f64, params: &Params<R>) -> Self {
        let first = matches!(kind, OptimizerKind::Momentum { .. } | OptimizerKind::Adam { .. });
        let second = matches!(kind, OptimizerKind::RmsProp { .. } | OptimizerKind::Adam { .. });
        let state = |used: bool| used.then(|| params.zeros_like());
        Self { kind, learning_rate, steps: 0, first: state(first), second: state(second) }
    }

    /// What it remembers of earlier gradients, in the order in which they are documented: none to two structures.
    pub fn memory(&self) -> impl Iterator<Item = &Params<R>> {
        self.first.iter().chain(&self.second)
    }

    /// The same to be filled, with the number of updates that it stands for: how a stored optimizer comes back.
    pub fn restore(&mut self, steps: u64) -> impl Iterator<Item = &mut Params<R>> {
        self.steps = steps;
        self.first.iter_mut().chain(&mut self.second)
    }

    /// How many updates have been made.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// One update of `params` along `gradient`, without allocating.
    ///
    /// # Panics
    /// If the shapes are not those that the optimizer was made for.
    pub fn step(&mut self, params: &mut Params<R>, gradient: &Params<R>) {
        self.steps += 1;
        let rate = self.learning_rate;
        match self.kind {
            OptimizerKind::Sgd => sgd(params, gradient, rate),
            OptimizerKind::Momentum { momentum } => {
                let velocity = self.first.as_mut().expect("made with the optimizer");
                accumulate(velocity, gradient, momentum);
                sgd(params, velocity, rate);
            }
            OptimizerKind::RmsProp { alpha, epsilon } => {
                let squares = self.second.as_mut().expect("made with the optimizer");
                rms_prop(params, gradient, squares, [rate, alpha, epsilon]);
            }
            OptimizerKind::Adam { beta1, beta2, epsilon } => {
                let mean = self.first.as_mut().expect("made with the optimizer");
                let squares = self.second.as_mut().expect("made with the optimizer");
                let n = self.steps as f64;
                let rate = rate / (1.0 - libm::pow(beta1, n));
                let correction = (1.0 - libm::pow(beta2, n)).sqrt();
                adam(params, gradient, mean, squares, [rate, beta1, beta2, epsilon, correction]);
            }
        }
    }
}

fn sgd<R: Real>(params: &mut Params<R>, gradient: &Params<R>, rate: f64) {
    let rate = R::from_f64(rate);
    for (params, gradient) in params.tensors_mut().into_iter().zip(gradient.tensors()) {
        assert_eq!(params.len(), gradient.len(), "a gradient of another shape");
        for (p, &g) in params.iter_mut().zip(gradient) {
            *p -= rate * g;
        }
    }
}

fn accumulate<R: Real>(velocity: &mut Params<R>, gradient: &Params<R>, momentum: f64) {
    let momentum = R::from_f64(momentum);
    for (velocity, gradient) in velocity.tensors_mut().into_iter().zip(gradient.tensors()) {
        assert_eq!(velocity.len(), gradient.len(), "a gradient of another shape");
        for (v, &g) in velocity.iter_mut().zip(gradient) {
            *v = momentum * *v + g;
        }
    }
}

fn rms_prop<R: Real>(params: &mut Params<R>, gradient: &Params<R>, squares: &mut Params<R>, settings: [f64; 3]) {
    let [rate, alpha, epsilon] = settings.map(R::from_f64);
    let rest = R::from_f64(1.0 - settings[1]);
    let tensors = params.tensors_mut().into_iter().zip(gradient.tensors()).zip(squares.tensors_mut());
    for ((params, gradient), squares) in tensors {
        assert_eq!((params.len(), squares.len()), (gradient.len(), gradient.len()), "a gradient of another shape");
        for ((p, &g), v) in params.iter_mut().zip(gradient).zip(squares) {
            *v = alpha * *v + rest * g * g;
            *p -= rate * (g / (v.sqrt() + epsilon));
        }
    }
}

fn adam<R: Real>(
    params: &mut Params<R>,
    gradient: &Params<R>,
    mean: &mut Params<R>,
    squares: &mut Params<R>,
    settings: [f64; 5],
) {
    let [rate, _, beta2, epsilon, correction] = settings.map(R::from_f64);
    let (rest1, rest2) = (R::from_f64(1.0 - settings[1]), R::from_f64(1.0 - settings[2]));
    let state = mean.tensors_mut().into_iter().zip(squares.tensors_mut());
    for ((params, gradient), (mean, squares)) in params.tensors_mut().into_iter().zip(gradient.tensors()).zip(state) {
        assert_eq!((params.len(), mean.len()), (gradient.len(), gradient.len()), "a gradient of another shape");
        for ((p, &g), (m, v)) in params.iter_mut().zip(gradient).zip(mean.iter_mut().zip(squares)) {
            // β₁ m + (1−β₁) g, in the form that PyTorch interpolates it.
            *m += (g - *m) * rest1;
            *v = beta2 * *v + rest2 * g * g;
            *p -= rate * (*m / (v.sqrt() / correction + epsilon));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Cell;

    /// The bias b_o of a network of one unit after each of three steps along the gradients 1, −2 and 0.5, from 1.
    fn path(kind: OptimizerKind) -> Vec<f64> {
        let mut params = Params::zeros(Cell::Lstm, 1, 1, 1);
        params.bias_o[0] = 1.0;
        let mut optimizer = Optimizer::new(kind, 0.1, &params);
        [1.0, -2.0, 0.5]
            .into_iter()
            .map(|g| {
                let mut gradient = params.zeros_like();
                gradient.bias_o[0] = g;
                optimizer.step(&mut params, &gradient);
                params.bias_o[0]
            })
            .collect()
    }

    #[track_caller]
    fn assert_path(kind: OptimizerKind, wanted: [f64; 3]) {
        for (found, wanted) in path(kind).into_iter().zip(wanted) {
            assert!((found - wanted).abs() < 1e-12, "{kind:?}: {found}, wanted {wanted}");
        }
    }

    #[test]
    fn three_steps_by_hand() {
        assert_path(OptimizerKind::Sgd, [0.9, 1.1, 1.05]);
        // v = 1, −1.1, −0.49
        assert_path(OptimizerKind::MOMENTUM, [0.9, 1.01, 1.059]);
        // v = 0.01, 0.0499, 0.051901
        let rms = |v: f64, g: f64| -0.1 * g / (v.sqrt() + 1e-8);
        let first = 1.0 + rms(0.01, 1.0);
        let second = first + rms(0.0499, -2.0);
        assert_path(OptimizerKind::RMS_PROP, [first, second, second + rms(0.051901, 0.5)]);
    }

    #[test]
    fn the_first_step_of_adam_is_the_learning_rate() {
        // Corrected moments are g and g².
        assert!((path(OptimizerKind::ADAM)[0] - (1.0 - 0.1 / (1.0 + 1e-8))).abs() < 1e-15);
        let (m, v) = (0.9 * 0.1 + 0.1 * -2.0, 0.999 * 0.001 + 0.001 * 4.0);
        let step = 0.1 / (1.0 - 0.81) * m / ((v / (1.0 - 0.999_f64 * 0.999)).sqrt() + 1e-8);
        let path = path(OptimizerKind::ADAM);
        assert!((path[1] - (path[0] - step)).abs() < 1e-12, "{path:?}");
    }
}
