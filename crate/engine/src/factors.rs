//! Where a gradient dies: each step back, t → t−1, split into what gates, saturation and weights do to its length.
//!
//! The gradient v that arrives at the state of step t, from later steps and from its own loss, is sent back by the cell's own
//! backward pass, as the step is, and twice as it would be without something that makes gradients shorter:
//!
//! - with an open road: the gate of the additive road, f of the LSTM, 1−z of the GRU (z in PyTorch's convention), lets
//!   everything through;
//! - with an open road, and nothing saturated: where the step has tanh(c_t), the candidate, or the RNN its state, they are at 0,
//!   where tanh has the slope 1 (and the ReLU of the RNN above 0).
//!
//! gates = ‖as it is‖ / ‖open road‖,  saturation = ‖open road‖ / ‖open road, nothing saturated‖,
//! weights = ‖open road, nothing saturated‖ / ‖v‖
//!
//! so that on a log scale the parts add up to ‖what leaves‖/‖v‖ exactly; what leaves is without the loss of t−1. Each part is
//! measured by what it does to what leaves, so a slope that only matters where next to nothing goes costs next to nothing. The
//! weights are what remains: W_hhᵀ v in the RNN; in the LSTM and the GRU W_hh and the other gates, with what goes along the
//! open road, so that they may make a gradient longer. A part that ends a cancellation may, too.

use crate::cell::step::StepValues;
use crate::measure::norm;
use crate::sweep::Sweep;
use crate::{Activation, Batch, Cell, Network, Recording, Roads, Source, Tape};

/// What one step back does to the length of the gradient: two norms, and the ratios that lead from one to the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// ‖what arrives at t‖, the loss of t included: of ∂L/∂h_t, for the LSTM of (∂L/∂h_t, ∂L/∂c_t⁺).
    pub arrives: f64,
    /// ‖what leaves for t−1‖.
    pub leaves: f64,
    /// Beside the same step with an open road; 1 for the RNN.
    pub gates: f64,
    /// Beside the same step with nothing saturated.
    pub saturation: f64,
    /// What remains.
    pub weights: f64,
}

/// One of the three ratios.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FactorPart {
    Weights,
    Saturation,
    Gates,
}

impl FactorPart {
    /// In the order in which one leads to the next.
    pub const ALL: [Self; 3] = [Self::Weights, Self::Saturation, Self::Gates];
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
/// `None` where no gradient arrives, or one of the norms or ratios is not finite. Once a part leaves nothing, the parts after
/// it, in the order weights, saturation, gates, are 1.
///
/// # Panics
/// If the tape holds more than one sequence, or does not belong to the network and the batch, or the source is no step.
pub fn factors(network: &Network<f64>, tape: &Tape<f64>, batch: &Batch<f64>, source: Source) -> Vec<Option<Factor>> {
    let mut sweep = Sweep::new(network, tape, batch, 1, Roads::default(), Recording::Training);
    let mut factors = vec![None; tape.steps];
    for t in (0..source.end(batch)).rev() {
        if source.has(batch, t) {
            sweep.add_loss(t, 0);
        }
        sweep.arrive();
        let arrives = norm_of(&[sweep.dh(0), sweep.dc(0)]);
        let values = tape.step_values(t);
        let straight = Straight::of(network.cell, values);
        let unsaturated = sent_by_open_road(network.cell, &mut sweep, t, straight.values(values));
        let open = sent_by_open_road(network.cell, &mut sweep, t, values);
        sweep.back(t, 1);
        let leaves = norm_of(&[sweep.dh_before(0), sweep.dc_before(0)]);
        factors[t] = factor([arrives, unsaturated, open, leaves]);
    }
    factors
}

/// From the norms of what arrives, of what would leave by an open road with nothing saturated, by an open road, and of what
/// leaves.
fn factor(norms: [f64; 4]) -> Option<Factor> {
    let [arrives, _, _, leaves] = norms;
    let ratio = |at: usize| if norms[at] == 0.0 && norms[at - 1] == 0.0 { 1.0 } else { norms[at] / norms[at - 1] };
    let [weights, saturation, gates] = [1, 2, 3].map(ratio);
    let is_known = norms.iter().chain(&[weights, saturation, gates]).all(|value| value.is_finite());
    (is_known && arrives > 0.0).then_some(Factor { arrives, leaves, gates, saturation, weights })
}

/// ‖what would leave step t‖ if it had these values and its road were open.
fn sent_by_open_road(cell: Cell, sweep: &mut Sweep, t: usize, values: StepValues<f64>) -> f64 {
    let mut sent = sweep.would_send(t, values, Roads::default());
    match cell {
        Cell::Rnn(_) => {}
        // c_t = f ⊙ c_{t−1} + …
        Cell::Lstm => sent.to_c = sent.dc,
        // What the gate keeps back is added.
        Cell::Gru(_) => {
            let road = sweep.would_send(t, values, Roads { additive: true, gates: false }).to_h;
            for (sent, (dh, road)) in sent.to_h.iter_mut().zip(sweep.dh(0).iter().zip(road)) {
                *sent += dh - road;
            }
        }
    }
    norm_of(&[&sent.to_h, &sent.to_c])
}

/// What of a step's values decides about the slopes of tanh, where it is steepest.
struct Straight {
    h: Vec<f64>,     // (H)
    gates: Vec<f64>, // (G·H), or empty
    extra: Vec<f64>, // (H), or empty
}

impl Straight {
    fn of(cell: Cell, values: StepValues<f64>) -> Self {
        let units = values.units;
        let [mut h, mut gates, mut extra] = [values.h, values.gates, values.extra].map(<[f64]>::to_vec);
        match cell {
            Cell::Rnn(Activation::Tanh) => h.fill(0.0),
            Cell::Rnn(Activation::Relu) => h.fill(1.0),
            // g, and tanh(c_t).
            Cell::Lstm => {
                gates[2 * units..3 * units].fill(0.0);
                extra.fill(0.0);
            }
            // n.
            Cell::Gru(_) => gates[2 * units..].fill(0.0),
        }
        Self { h, gates, extra }
    }

    fn values<'a>(&'a self, values: StepValues<'a, f64>) -> StepValues<'a, f64> {
        StepValues { h: &self.h, gates: &self.gates, extra: &self.extra, ..values }
    }
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

/// √Σ‖part‖².
fn norm_of(parts: &[&[f64]]) -> f64 {
    norm(&parts.iter().map(|part| norm(part)).collect::<Vec<f64>>())
}
