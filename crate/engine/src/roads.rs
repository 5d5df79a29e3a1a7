//! The two roads of the gradient from one step to the step before, either of which can be cut.
//!
//! LSTM: the additive road is ∂L/∂c_{t−1} ← f ⊙ ∂L/∂c_t (the *constant error carousel* of Hochreiter & Schmidhuber 1997,
//! with the forget gate of Gers, Schmidhuber & Cummins 2000); the road through the gates is all that reaches h_{t−1}
//! through W_hh. GRU: the additive road is ∂L/∂h_{t−1} ← (1−z) ⊙ ∂L/∂h_t (Chung et al. 2014), z ⊙ ∂L/∂h_t in PyTorch's
//! convention; the other one goes through z, r and n. The RNN has no additive road.
//!
//! A cut road is not followed from step t to t−1; within a step everything is as usual, so the LSTM's ∂L/∂h_t still
//! reaches c_t of the same step. What comes along the two roads alone does not add up to the whole: there are also the
//! paths that change roads between steps. It does for the single step back to h_{t−1} or c_{t−1}, and wherever one of the
//! roads does not exist.

use crate::measure::norm;
use crate::sweep::Sweep;
use crate::{Batch, Network, Recording, Tape};

/// Which roads are open; both where nothing else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Roads {
    /// From c_t to c_{t−1} by f, or from h_t to h_{t−1} by the update gate.
    pub additive: bool,
    /// Everything that comes back through W_hh.
    pub gates: bool,
}

impl Default for Roads {
    fn default() -> Self {
        Self { additive: true, gates: true }
    }
}

impl Roads {
    /// Whether neither is cut.
    pub fn are_open(self) -> bool {
        self.additive && self.gates
    }
}

/// Which losses the gradient comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Source {
    /// L, the sum of all.
    #[default]
    Every,
    /// L_s, the loss of one step s alone; nothing where that step has no target.
    Step(usize),
}

impl Source {
    /// One more than the last step whose loss it has; 0 if there is none.
    ///
    /// # Panics
    /// If the sequence has no such step.
    pub(crate) fn end(self, batch: &Batch<f64>) -> usize {
        match self {
            Source::Every => (0..batch.steps).rev().find(|t| self.has(batch, *t)).map_or(0, |last| last + 1),
            Source::Step(step) => {
                assert!(step < batch.steps, "the loss of step {step} of {}", batch.steps);
                if self.has(batch, step) { step + 1 } else { 0 }
            }
        }
    }

    /// Whether the loss of step t belongs to it.
    pub(crate) fn has(self, batch: &Batch<f64>, t: usize) -> bool {
        batch.targets.is_present(t) && (self == Source::Every || self == Source::Step(t))
    }
}

/// What arrives at each step, `(T)` each; exactly zero behind the last loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// ‖∂L/∂h_t‖₂, its own loss included.
    pub h: Vec<f64>,
    /// ‖∂L/∂c_t‖₂, the path c_t → h_t included; with a cell state only.
    pub c: Option<Vec<f64>>,
    /// ‖∂L/∂x_t‖₂, for a one-hot input the norm over all I entries.
    pub x: Vec<f64>,
}

impl Flow {
    /// From all losses on both roads: what the full backward pass left on a tape of one sequence.
    ///
    /// # Panics
    /// If the tape holds more than one sequence, or records for training only.
    pub fn of_tape(tape: &Tape<f64>) -> Self {
        assert_eq!(tape.batch, 1, "a flow is one sequence's");
        let over_time = |values: &dyn Fn(usize) -> f64| (0..tape.steps).map(values).collect();
        Self {
            h: over_time(&|t| tape.dh_norm(t)),
            c: tape.cell.has_cell_state().then(|| over_time(&|t| tape.dc_norm(t))),
            x: over_time(&|t| norm(tape.dx(t))),
        }
    }

    /// Of each step the larger norm of its two states: what says whether a gradient is alive there. `(T)`
    pub fn larger(&self) -> Vec<f64> {
        let Some(c) = &self.c else { return self.h.clone() };
        self.h.iter().zip(c).map(|(h, c)| if h > c || h.is_nan() { *h } else { *c }).collect()
    }
}

/// The gradient of some losses with some roads open, from the values that a forward pass left on the tape.
///
/// With both roads open and [`Source::Every`] it is [`Flow::of_tape`], to the bit.
///
/// # Panics
/// If the tape holds more than one sequence, or does not belong to the network and the batch, or the source is no step.
pub fn flow(network: &Network<f64>, tape: &Tape<f64>, batch: &Batch<f64>, source: Source, roads: Roads) -> Flow {
    let mut sweep = Sweep::new(network, tape, batch, 1, roads, Recording::Everything);
    let zeros = || vec![0.0; tape.steps];
    let mut flow = Flow { h: zeros(), c: network.cell.has_cell_state().then(zeros), x: zeros() };
    let end = source.end(batch);
    if end > 0 {
        sweep.add_loss(end - 1, 0);
    }
    for t in (0..end).rev() {
        sweep.arrive();
        // The loss comes first, as in the backward pass of training, so that the sums have the same bits.
        if t > 0 && source.has(batch, t - 1) {
            sweep.add_loss(t - 1, 0);
        }
        sweep.back(t, 1);
        flow.h[t] = norm(sweep.dh(0));
        if let Some(c) = &mut flow.c {
            c[t] = norm(sweep.dc(0));
        }
        flow.x[t] = norm(&sweep.dx(t));
    }
    flow
}
