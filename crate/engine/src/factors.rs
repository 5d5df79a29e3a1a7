//! Where a gradient dies: each step back, t → t−1, split into what gates, saturation and weights do to its length.
//!
//! The vectors that backpropagation makes within a step are followed from the gradient that arrives at the state of step
//! t, from later steps and from its own loss, to what leaves for t−1, before the loss of t−1. The norms of neighbouring
//! vectors give the ratios, and their product is ‖leaves‖/‖arrives‖ exactly: on a log scale the parts add up. Vectors of
//! several parts have the norm √Σ‖part‖².
//!
//! RNN:
//! A = ∂L/∂h_t → A ⊙ act′ (saturation) → W_hhᵀ· (weights)
//!
//! LSTM, where ∂L/∂c_t⁺ is what came along c from t+1:
//! (∂L/∂h_t, ∂L/∂c_t⁺) → (∂L/∂o, o ⊙ ∂L/∂h_t, ∂L/∂c_t⁺) (gates) → (∂L/∂o, ∂L/∂c_t) (saturation of tanh c)
//! → (∂L/∂i, ∂L/∂f, ∂L/∂g, ∂L/∂o, f ⊙ ∂L/∂c_t) (gates) → slopes of σ and tanh (saturation) → W_hhᵀ· (weights)
//!
//! GRU, where the road is (1−z) ⊙ ∂L/∂h_t, or z ⊙ ∂L/∂h_t in PyTorch's convention:
//! ∂L/∂h_t → (∂L/∂z, ∂L/∂n, road) (gates) → slopes of z and n (saturation)
//! → W_hnᵀ ∂L/∂a_n (weights; Chung 2014 only) → its products with r, which go on to h_{t−1}, and to r (gates)
//! → slope of r (saturation) → W_hrᵀ·, W_hzᵀ·, and in PyTorch's convention W_hnᵀ· (weights)
//!
//! A gate that is fixed passes nothing on, so what arrives at it is no part of these vectors. Gates and weights may make
//! a vector longer; so may, in the LSTM, two parts that are added up in ∂L/∂c_t.

use crate::measure::norm;
use crate::sweep::Sweep;
use crate::{Batch, Cell, Convention, Network, Recording, Roads, Source, Switch, Tape};

/// What one step back does to the length of the gradient: two norms, and the ratios that lead from one to the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// ‖what arrives at t‖, the loss of t included: of ∂L/∂h_t, for the LSTM of (∂L/∂h_t, ∂L/∂c_t⁺).
    pub arrives: f64,
    /// ‖what leaves for t−1‖.
    pub leaves: f64,
    /// Products with gates and with what gates multiply; 1 for the RNN.
    pub gates: f64,
    /// Slopes of activations.
    pub saturation: f64,
    /// Products with W_hh.
    pub weights: f64,
}

/// One of the three ratios.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FactorPart {
    Gates,
    Saturation,
    Weights,
}

impl FactorPart {
    pub const ALL: [Self; 3] = [Self::Gates, Self::Saturation, Self::Weights];
}

impl Factor {
    /// ‖what leaves for t−1‖ / ‖what arrives at t‖.
    pub fn whole(self) -> f64 {
        self.gates * self.saturation * self.weights
    }

    pub fn part(self, part: FactorPart) -> f64 {
        match part {
            FactorPart::Gates => self.gates,
            FactorPart::Saturation => self.saturation,
            FactorPart::Weights => self.weights,
        }
    }
}

/// The factor of each step t, whose move leads to t−1; that of step 0 leads to the initial state. `(T)`
///
/// `None` where no gradient arrives, or one of the vectors is not finite. Once a vector is exactly zero, the ratios after
/// it are 1.
///
/// # Panics
/// If the tape holds more than one sequence, or does not belong to the network and the batch, or the source is no step.
pub fn factors(network: &Network<f64>, tape: &Tape<f64>, batch: &Batch<f64>, source: Source) -> Vec<Option<Factor>> {
    let mut sweep = Sweep::new(network, tape, batch, 1, Roads::default(), Recording::Everything);
    let mut factors = vec![None; tape.steps];
    for t in (0..source.end(batch)).rev() {
        if source.has(batch, t) {
            sweep.add_loss(t, 0);
        }
        sweep.arrive();
        let mut path = Path::from(&[sweep.dh(0), sweep.dc(0)]);
        let dc_arriving = sweep.dc(0).to_vec();
        sweep.back(t, 1);
        match network.cell {
            Cell::Rnn(_) => follow_rnn(&sweep, &mut path),
            Cell::Lstm => follow_lstm(network, &sweep, &dc_arriving, &mut path),
            Cell::Gru(convention) => follow_gru(network, tape, t, convention, &sweep, &mut path),
        }
        factors[t] = path.factor();
    }
    factors
}

/// The moves from one step to another: without that of the first step, which leads on to the initial state h_0. h_0 is given
/// and no step; what arrives at the first step, ∂L/∂h_1, has made these moves and no other. `(T)`
pub fn between_steps(factors: &[Option<Factor>]) -> Vec<Option<Factor>> {
    let of_step = |(t, factor): (usize, &Option<Factor>)| factor.filter(|_| t > 0);
    factors.iter().enumerate().map(of_step).collect()
}

/// Where the most is lost: the step and the part with the smallest ratio, the later step if there are several.
pub fn costliest(factors: &[Option<Factor>]) -> Option<(usize, FactorPart)> {
    let of_step = |(t, factor): (usize, &Option<Factor>)| (*factor).map(|factor| (t, factor));
    let mut least: Option<(usize, FactorPart, f64)> = None;
    for (t, factor) in factors.iter().enumerate().rev().filter_map(of_step) {
        for part in FactorPart::ALL {
            if least.is_none_or(|(_, _, smallest)| factor.part(part) < smallest) {
                least = Some((t, part, factor.part(part)));
            }
        }
    }
    least.map(|(t, part, _)| (t, part))
}

/// A gradient on its way through a step.
struct Path {
    /// Up to the vector that it has come to.
    factor: Factor,
    is_finite: bool,
}

impl Path {
    fn from(parts: &[&[f64]]) -> Self {
        let arrives = norm_of(parts);
        let factor = Factor { arrives, leaves: arrives, gates: 1.0, saturation: 1.0, weights: 1.0 };
        Self { factor, is_finite: arrives.is_finite() }
    }

    /// Goes on to the next vector.
    fn to(&mut self, part: FactorPart, parts: &[&[f64]]) {
        let norm = norm_of(parts);
        let ratio = if self.factor.leaves == 0.0 { 1.0 } else { norm / self.factor.leaves };
        match part {
            FactorPart::Gates => self.factor.gates *= ratio,
            FactorPart::Saturation => self.factor.saturation *= ratio,
            FactorPart::Weights => self.factor.weights *= ratio,
        }
        self.is_finite &= norm.is_finite();
        self.factor.leaves = norm;
    }

    fn factor(self) -> Option<Factor> {
        (self.is_finite && self.factor.arrives > 0.0).then_some(self.factor)
    }
}

/// √Σ‖part‖².
fn norm_of(parts: &[&[f64]]) -> f64 {
    norm(&parts.iter().map(|part| norm(part)).collect::<Vec<f64>>())
}

fn product(one: impl Iterator<Item = f64>, other: &[f64]) -> Vec<f64> {
    one.into_iter().zip(other).map(|(one, other)| one * other).collect()
}

fn follow_rnn(sweep: &Sweep, path: &mut Path) {
    path.to(FactorPart::Saturation, &[sweep.dpre(0)]);
    path.to(FactorPart::Weights, &[sweep.dh_before(0)]);
}

fn follow_lstm(network: &Network<f64>, sweep: &Sweep, dc_arriving: &[f64], path: &mut Path) {
    const O: usize = 3;
    let switches = network.switches;
    let is_fixed = |k: usize| switches.opens(Cell::Lstm, k) || k == 0 && switches.has(Switch::Coupled);
    let gate = |k: usize| if is_fixed(k) { &[][..] } else { sweep.dgate(k) };
    path.to(FactorPart::Gates, &[gate(O), sweep.dextra(), dc_arriving]);
    path.to(FactorPart::Saturation, &[gate(O), sweep.dc(0)]);
    let road = sweep.dc_before(0);
    path.to(FactorPart::Gates, &[gate(0), gate(1), gate(2), gate(O), road]);
    path.to(FactorPart::Saturation, &[sweep.dpre(0), sweep.dpre(1), sweep.dpre(2), sweep.dpre(O), road]);
    path.to(FactorPart::Weights, &[sweep.dh_before(0), road]);
}

fn follow_gru(
    network: &Network<f64>,
    tape: &Tape<f64>,
    t: usize,
    convention: Convention,
    sweep: &Sweep,
    path: &mut Path,
) {
    const R: usize = 0;
    const Z: usize = 1;
    const N: usize = 2;
    let z = tape.gate(Z, t).iter();
    let road = match convention {
        Convention::Chung2014 => product(z.map(|z| 1.0 - z), sweep.dh(0)),
        Convention::Pytorch => product(z, sweep.dh(0)),
    };
    path.to(FactorPart::Gates, &[sweep.dgate(Z), sweep.dgate(N), &road]);
    path.to(FactorPart::Saturation, &[sweep.dpre(Z), sweep.dpre(N), &road]);
    let gate_r = if network.switches.has(Switch::ResetOpen) { &[][..] } else { sweep.dgate(R) };
    // What goes on beside r: to h_{t−1} itself, or to the product W_hn h_{t−1}.
    let beside_r = match convention {
        Convention::Chung2014 => {
            path.to(FactorPart::Weights, &[sweep.dpre(Z), sweep.dextra(), &road]);
            product(tape.gate(R, t).iter(), sweep.dextra())
        }
        Convention::Pytorch => sweep.dextra().to_vec(),
    };
    path.to(FactorPart::Gates, &[sweep.dpre(Z), gate_r, &beside_r, &road]);
    path.to(FactorPart::Saturation, &[sweep.dpre(Z), sweep.dpre(R), &beside_r, &road]);
    path.to(FactorPart::Weights, &[sweep.dh_before(0)]);
}
