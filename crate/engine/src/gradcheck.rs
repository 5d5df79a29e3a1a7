//! Whether the backward pass is the derivative of the forward pass: two independent answers from the loss alone.

use crate::random::Random;
use crate::{Batch, Network, PARAMETER_NAMES, Params, Recording, Tape, Truncation};

/// Settings of a check. Central differences with ε = 1e-5 are good to about ten digits in `f64`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GradientCheckSpec {
    pub epsilon: f64,
    /// How many random directions.
    pub directions: usize,
    pub seed: u64,
}

impl Default for GradientCheckSpec {
    fn default() -> Self {
        Self { epsilon: 1e-5, directions: 4, seed: 1 }
    }
}

/// One entry of the gradient, both ways.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EntryCheck {
    /// One of [`PARAMETER_NAMES`].
    pub parameter: &'static str,
    /// Row-major index within it.
    pub index: usize,
    pub analytic: f64,
    pub numeric: f64,
    /// |analytic − numeric| / max(1, |analytic|, |numeric|).
    pub error: f64,
}

/// ∇L·v for a random unit vector v, both ways: one number in which every entry takes part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DirectionCheck {
    pub analytic: f64,
    pub numeric: f64,
    pub error: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct GradientCheck {
    /// The entry with the largest error.
    pub worst: EntryCheck,
    pub directions: Vec<DirectionCheck>,
}

impl GradientCheck {
    /// Whether every error is at most `tolerance`.
    pub fn passes(&self, tolerance: f64) -> bool {
        self.worst.error <= tolerance && self.directions.iter().all(|direction| direction.error <= tolerance)
    }
}

/// Compares every entry of ∂L/∂W with (L(w+ε) − L(w−ε)) / 2ε, and ∇L·v with the same difference along v.
///
/// # Panics
/// If the batch does not fit the network.
pub fn gradient_check(network: &Network<f64>, batch: &Batch<f64>, spec: GradientCheckSpec) -> GradientCheck {
    let mut tape = network.tape(Recording::Training, batch.steps, batch.batch);
    network.forward(batch, &mut tape);
    network.backward(batch, &mut tape, Truncation::Full);
    let gradient = tape.dparams.clone();
    let mut probe = Probe { network: network.clone(), batch, tape };
    GradientCheck {
        worst: probe.worst_entry(&gradient, spec.epsilon),
        directions: (0..spec.directions as u64)
            .map(|stream| probe.direction(&gradient, spec.epsilon, &mut Random::new(spec.seed, stream)))
            .collect(),
    }
}

/// A network whose weights are moved a little, and put back.
struct Probe<'a> {
    network: Network<f64>,
    batch: &'a Batch<f64>,
    tape: Tape<f64>,
}

impl Probe<'_> {
    fn loss(&mut self) -> f64 {
        self.network.forward(self.batch, &mut self.tape);
        self.tape.loss()
    }

    fn worst_entry(&mut self, gradient: &Params<f64>, epsilon: f64) -> EntryCheck {
        let mut worst =
            EntryCheck { parameter: PARAMETER_NAMES[0], index: 0, analytic: 0.0, numeric: 0.0, error: -1.0 };
        for (tensor, parameter) in PARAMETER_NAMES.into_iter().enumerate() {
            for (index, &analytic) in gradient.tensors()[tensor].iter().enumerate() {
                let weight = self.network.params.tensors()[tensor][index];
                let mut loss_at = |weight: f64| {
                    self.network.params.tensors_mut()[tensor][index] = weight;
                    self.loss()
                };
                let numeric = (loss_at(weight + epsilon) - loss_at(weight - epsilon)) / (2.0 * epsilon);
                loss_at(weight);
                let error = relative_error(analytic, numeric);
                if error > worst.error || error.is_nan() {
                    worst = EntryCheck { parameter, index, analytic, numeric, error };
                }
            }
        }
        worst
    }

    fn direction(&mut self, gradient: &Params<f64>, epsilon: f64, random: &mut Random) -> DirectionCheck {
        let mut direction = gradient.zeros_like();
        direction.tensors_mut().into_iter().flatten().for_each(|value| *value = random.gaussian());
        let length = crate::clip::global_norm(&direction);
        direction.tensors_mut().into_iter().flatten().for_each(|value| *value /= length);
        let start = self.network.params.clone();
        let mut loss_at = |distance: f64| {
            self.network.params.clone_from(&start);
            let tensors = self.network.params.tensors_mut().into_iter().flatten();
            tensors.zip(direction.tensors().into_iter().flatten()).for_each(|(w, v)| *w += distance * v);
            self.loss()
        };
        let numeric = (loss_at(epsilon) - loss_at(-epsilon)) / (2.0 * epsilon);
        self.network.params = start;
        let pairs = gradient.tensors().into_iter().flatten().zip(direction.tensors().into_iter().flatten());
        let analytic: f64 = pairs.map(|(g, v)| g * v).sum();
        DirectionCheck { analytic, numeric, error: relative_error(analytic, numeric) }
    }
}

fn relative_error(a: f64, b: f64) -> f64 {
    (a - b).abs() / a.abs().max(b.abs()).max(1.0)
}
