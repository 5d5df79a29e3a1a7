//! Whether the backward pass is the derivative of the forward pass: asked of the loss alone, weight by weight.
//!
//! Each entry a of ∂L/∂W is compared with n, the limit of central differences (`difference.rs`), which comes with u, what
//! it is unsure of. The measure is
//!
//! error = |a − n| / max(|a|, |n|, 10⁷ u)
//!
//! A plain relative error cries wolf at small entries: L has 16 digits, so n is only known to about 10⁻¹², and of a
//! gradient of 1e-12 nothing at all. A fixed floor, such as max(1, …), hides every mistake in a net whose gradients vanish.
//! Here the floor is what the differences themselves can tell: what rounding alone can do stays below 1e-7, and above the
//! floor it is the relative error that it is called. An entry of which n does not hold three digits bears no witness; it
//! is counted, not judged. u is found without looking at a, so that no mistake can hide behind it.

mod difference;
mod lines;

use crate::{Batch, Network, Params, Recording, TENSOR_NAMES, Tape};
use difference::{Derivative, Ladder, Noise};
use lines::{Line, direction, lines};
use serde::{Deserialize, Serialize};

/// The largest error of a backward pass that is right.
pub const GRADIENT_TOLERANCE: f64 = 1e-6;

/// How many times what n is unsure of the smallest gradient is that is measured against itself.
const FLOOR: f64 = 1e7;
/// The share of an entry that n may be unsure of if it is to bear witness.
const WITNESS: f64 = 1e-3;

/// How much is checked. The same spec checks the same entries on every machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GradientCheckSpec {
    /// About how many multiplications a check may take: nets too big for it are sampled.
    pub work: u64,
    /// How many random directions.
    pub directions: u64,
    pub seed: u64,
}

impl GradientCheckSpec {
    /// Every entry, however long it takes.
    pub const EVERYTHING: Self = Self { work: u64::MAX, directions: 4, seed: 1 };
}

impl Default for GradientCheckSpec {
    fn default() -> Self {
        Self { work: 500_000_000, ..Self::EVERYTHING }
    }
}

/// A derivative, both ways.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// From backpropagation: a.
    pub analytic: f64,
    /// From differences of the loss: n.
    pub numeric: f64,
    /// u, what n is unsure of: rounding, curvature and kinks.
    pub uncertainty: f64,
    /// The smallest ε that n was taken with.
    pub epsilon: f64,
    /// |a − n| / max(|a|, |n|, 10⁷ u).
    pub error: f64,
}

/// One entry of the gradient.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryCheck {
    /// An index into [`TENSOR_NAMES`].
    pub tensor: usize,
    /// Row-major index within it.
    pub index: usize,
    pub comparison: Comparison,
}

impl EntryCheck {
    pub fn parameter(&self) -> &'static str {
        TENSOR_NAMES[self.tensor]
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GradientCheck {
    /// Whether the pass has only finite numbers; if not, nothing is compared.
    pub is_finite: bool,
    /// How many entries the gradient has.
    pub entries: usize,
    /// How many of them were compared.
    pub checked: usize,
    /// How many of those bear no witness: too small for differences, or at a kink of the loss.
    pub untold: usize,
    /// The entry with the largest error.
    pub worst: Option<EntryCheck>,
    /// ∇L·v for random unit vectors v: numbers in which every entry takes part. Those that bear witness.
    pub directions: Vec<Comparison>,
}

/// What is to be concluded from a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every error is at most [`GRADIENT_TOLERANCE`].
    Agrees,
    Differs,
    /// No entry can be told by differences.
    Untold,
    /// The pass left the finite numbers.
    NotFinite,
}

impl GradientCheck {
    /// The largest error of an entry or a direction.
    pub fn error(&self) -> f64 {
        let entry = self.worst.map(|worst| worst.comparison);
        self.directions.iter().copied().chain(entry).fold(0.0, |largest, one| one.error.max(largest))
    }

    pub fn verdict(&self) -> Verdict {
        if !self.is_finite {
            Verdict::NotFinite
        } else if self.error() > GRADIENT_TOLERANCE {
            Verdict::Differs
        } else if self.worst.is_none() {
            Verdict::Untold
        } else {
            Verdict::Agrees
        }
    }
}

/// Compares a gradient with differences of the loss, from the first entry to the last.
///
/// # Panics
/// If the batch does not fit the network.
pub fn gradient_check(network: &Network<f64>, batch: &Batch<f64>, spec: GradientCheckSpec) -> GradientCheck {
    let mut tape = network.tape(Recording::Training, batch.steps, batch.batch);
    network.run(batch, &mut tape);
    let mut checker = GradientChecker::new(network, batch, &tape, spec);
    while checker.step() {}
    checker.into_report()
}

/// A check in pieces of two forward passes at most.
pub struct GradientChecker {
    /// Its weights are moved a little for each difference, and put back.
    network: Network<f64>,
    batch: Batch<f64>,
    tape: Tape<f64>,
    start: Params<f64>,
    gradient: Params<f64>,
    /// L at the weights themselves.
    loss: f64,
    spec: GradientCheckSpec,
    noise: Noise,
    /// What is yet to be compared, the last one first.
    lines: Vec<Line>,
    ladder: Ladder,
    /// The unit vector of the line being worked on, if it is a direction.
    direction: Option<Params<f64>>,
    report: GradientCheck,
}

impl GradientChecker {
    /// For L and ∂L/∂W as the two passes have left them on `tape`.
    ///
    /// # Panics
    /// If the batch or the tape does not fit the network.
    pub fn new(network: &Network<f64>, batch: &Batch<f64>, tape: &Tape<f64>, spec: GradientCheckSpec) -> Self {
        network.assert_fits(batch, tape);
        let (loss, gradient) = (tape.loss(), tape.dparams.clone());
        let is_finite = loss.is_finite() && gradient.tensors().into_iter().flatten().all(|entry| entry.is_finite());
        let passes = spec.work / (batch.steps * batch.batch * gradient.count()).max(1) as u64;
        let lines = if is_finite { lines(&gradient, passes / Ladder::USUAL_PASSES, spec) } else { Vec::new() };
        let report = GradientCheck {
            is_finite,
            entries: gradient.count(),
            checked: 0,
            untold: 0,
            worst: None,
            directions: Vec::new(),
        };
        Self {
            network: network.clone(),
            batch: batch.clone(),
            tape: network.tape(Recording::Training, batch.steps, batch.batch),
            start: network.params.clone(),
            gradient,
            loss,
            spec,
            noise: Noise::new(loss),
            lines,
            ladder: Ladder::default(),
            direction: None,
            report,
        }
    }

    /// The next piece; `false` once there is none.
    pub fn step(&mut self) -> bool {
        let Some(&line) = self.lines.last() else { return false };
        if let Some(distance) = self.noise.next_distance() {
            // How much rounding there is in L is found along a direction of its own.
            let loss = self.along(Line::Direction(u64::MAX), distance).0;
            self.noise.push(loss);
            if self.noise.next_distance().is_none() {
                self.put_back();
            }
            return true;
        }
        let epsilon = self.ladder.next_epsilon();
        let (above, to) = self.along(line, epsilon);
        let (below, from) = self.along(line, -epsilon);
        self.ladder.push([below, self.loss, above], to - from, self.noise.size());
        if self.ladder.is_done() {
            self.put_back();
            self.note(line);
            self.ladder = Ladder::default();
            self.lines.pop();
        }
        !self.lines.is_empty()
    }

    pub fn into_report(self) -> GradientCheck {
        self.report
    }

    /// L at w + `distance`·v, and the distance as rounding has left it.
    fn along(&mut self, line: Line, distance: f64) -> (f64, f64) {
        let moved = match line {
            Line::Entry { tensor, index } => {
                let start = self.start.tensors()[tensor][index];
                let weight = start + distance;
                self.network.params.tensors_mut()[tensor][index] = weight;
                weight - start
            }
            Line::Direction(stream) => {
                let v = self.direction.get_or_insert_with(|| direction(&self.gradient, self.spec.seed, stream));
                let vectors = self.start.tensors().into_iter().flatten().zip(v.tensors().into_iter().flatten());
                let weights = self.network.params.tensors_mut().into_iter().flatten();
                weights.zip(vectors).for_each(|(weight, (start, v))| *weight = start + distance * v);
                distance
            }
        };
        self.network.forward(&self.batch, &mut self.tape);
        (self.tape.loss(), moved)
    }

    fn put_back(&mut self) {
        self.network.params.clone_from(&self.start);
        self.direction = None;
    }

    fn note(&mut self, line: Line) {
        let analytic = match line {
            Line::Entry { tensor, index } => self.gradient.tensors()[tensor][index],
            Line::Direction(stream) => {
                let v = direction(&self.gradient, self.spec.seed, stream);
                let pairs = self.gradient.tensors().into_iter().flatten().zip(v.tensors().into_iter().flatten());
                pairs.map(|(g, v)| g * v).sum()
            }
        };
        let comparison = compare(analytic, &self.ladder, &self.noise);
        match line {
            Line::Direction(_) => self.report.directions.extend(comparison),
            Line::Entry { tensor, index } => {
                self.report.checked += 1;
                match comparison {
                    None => self.report.untold += 1,
                    Some(comparison) => {
                        let worst = self.report.worst.map_or(-1.0, |worst| worst.comparison.error);
                        if comparison.error > worst {
                            self.report.worst = Some(EntryCheck { tensor, index, comparison });
                        }
                    }
                }
            }
        }
    }
}

/// Nothing if the differences are no witness: they do not hold three digits of n, nor, where n is about nothing, say how
/// much less than a it is for no other reason than rounding.
fn compare(analytic: f64, ladder: &Ladder, noise: &Noise) -> Option<Comparison> {
    let Derivative { value: numeric, uncertainty, is_settled, epsilon } = ladder.best()?;
    let size = analytic.abs().max(numeric.abs());
    let is_known = uncertainty <= WITNESS * numeric.abs();
    let is_nothing = is_settled && noise.is_small() && uncertainty <= WITNESS * size;
    // Exactly nothing, both ways, as of a unit that is off, is agreement.
    let error = if size == 0.0 { 0.0 } else { (analytic - numeric).abs() / size.max(FLOOR * uncertainty) };
    (is_known || is_nothing || size == 0.0).then_some(Comparison { analytic, numeric, uncertainty, epsilon, error })
}
