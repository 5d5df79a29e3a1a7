//! The three recurrent cells. One file each, in the same order: equations, parameters, step, forward, backward, tests.

mod gru;
mod lstm;
mod rnn;
pub(crate) mod step;
mod switches;
#[cfg(test)]
mod testing;

use self::step::{ForwardStep, StepGradients, StepValues, WeightSums};
pub use self::switches::{Switch, Switches};
use crate::packed::PackedWeights;
use crate::{Params, Real};
use serde::{Deserialize, Serialize};

/// Which cell it is, without its variants: the identity that has a colour and a marker on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CellKind {
    Rnn,
    Lstm,
    Gru,
}

impl CellKind {
    pub const ALL: [CellKind; 3] = [CellKind::Rnn, CellKind::Lstm, CellKind::Gru];
}

/// The nonlinearity of the plain RNN.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Activation {
    #[default]
    Tanh,
    Relu,
}

impl Activation {
    /// γ, the largest slope that it has anywhere: 1, of tanh at 0 and of the ReLU above 0.
    pub fn steepest_slope(self) -> f64 {
        match self {
            Activation::Tanh | Activation::Relu => 1.0,
        }
    }
}

/// Which published GRU: where the reset gate acts and which side of the average the update gate keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Convention {
    /// Chung et al. 2014: h_t = (1−z)⊙h_{t−1} + z⊙n, n = tanh(a_n + W_hn (r⊙h_{t−1}) + b_hn).
    #[default]
    Chung2014,
    /// PyTorch: h_t = (1−z)⊙n + z⊙h_{t−1}, n = tanh(a_n + r⊙(W_hn h_{t−1} + b_hn)).
    Pytorch,
}

/// A cell with its variant: everything about the equations, nothing about sizes or weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    Rnn(Activation),
    Lstm,
    Gru(Convention),
}

impl Cell {
    pub fn kind(self) -> CellKind {
        match self {
            Cell::Rnn(_) => CellKind::Rnn,
            Cell::Lstm => CellKind::Lstm,
            Cell::Gru(_) => CellKind::Gru,
        }
    }

    /// G, the number of blocks of H rows in each weight matrix: 1, 4 or 3.
    pub fn gate_blocks(self) -> usize {
        match self.kind() {
            CellKind::Rnn => 1,
            CellKind::Lstm => 4,
            CellKind::Gru => 3,
        }
    }

    /// The gates in PyTorch's order, empty for the RNN.
    pub fn gate_names(self) -> &'static [&'static str] {
        match self {
            Cell::Rnn(_) => rnn::GATES,
            Cell::Lstm => lstm::GATES,
            Cell::Gru(_) => gru::GATES,
        }
    }

    /// The one further value of a step that the tape keeps because the backward pass reads it, `(H)`.
    pub fn extra_name(self) -> Option<&'static str> {
        match self {
            Cell::Rnn(_) => None,
            Cell::Lstm => Some("tanh(c)"),
            Cell::Gru(Convention::Chung2014) => Some("r⊙h"),
            Cell::Gru(Convention::Pytorch) => Some("W_hn h + b_hn"),
        }
    }

    pub fn has_cell_state(self) -> bool {
        self.kind() == CellKind::Lstm
    }

    /// The variant of each kind that is used where nothing else is said.
    pub fn default_of(kind: CellKind) -> Self {
        match kind {
            CellKind::Rnn => Cell::Rnn(Activation::default()),
            CellKind::Lstm => Cell::Lstm,
            CellKind::Gru => Cell::Gru(Convention::default()),
        }
    }

    /// The gates that a switch opens, by their place among the names.
    fn switched_gates(self) -> &'static [(Switch, usize)] {
        match self {
            Cell::Rnn(_) => rnn::SWITCHED,
            Cell::Lstm => lstm::SWITCHED,
            Cell::Gru(_) => gru::SWITCHED,
        }
    }

    /// The sizes, in units of H rows, of the parts in which W_hh is multiplied.
    pub(crate) fn recurrent_blocks(self) -> &'static [usize] {
        match self {
            Cell::Rnn(_) => rnn::RECURRENT_BLOCKS,
            Cell::Lstm => lstm::RECURRENT_BLOCKS,
            Cell::Gru(_) => gru::RECURRENT_BLOCKS,
        }
    }

    /// What the pre-activations start from at every step, `(G·H)`; the input projection is added to it.
    pub(crate) fn gate_bias<R: Real>(self, params: &Params<R>, bias: &mut [R]) {
        match self {
            Cell::Rnn(_) => rnn::gate_bias(params, bias),
            Cell::Lstm => lstm::gate_bias(params, bias),
            Cell::Gru(convention) => gru::gate_bias(convention, params, bias),
        }
    }

    /// One time step for a batch.
    pub(crate) fn forward<R: Real>(self, switches: Switches, weights: &mut PackedWeights<R>, now: ForwardStep<R>) {
        match self {
            Cell::Rnn(activation) => rnn::forward(activation, weights, now),
            Cell::Lstm => lstm::forward(switches, weights, now),
            Cell::Gru(convention) => gru::forward(convention, switches, weights, now),
        }
    }

    /// Numbers that training keeps of each step for each unit, values and gradients: h and ∂L/∂h, c and ∂L/∂c, the gates and
    /// their ∂L/∂a, and what is between gates and state.
    pub fn kept_per_unit(self) -> usize {
        let gates = if self.gate_names().is_empty() { 0 } else { self.gate_blocks() };
        let states = if self.has_cell_state() { 4 } else { 2 };
        // The GRU's backward pass needs the gradient of what is in between, the LSTM's does not.
        let between = match self {
            Cell::Rnn(_) => 0,
            Cell::Lstm => 1,
            Cell::Gru(_) => 2,
        };
        states + gates + self.gate_blocks() + between
    }

    /// Multiplications with weights of one step of one sequence, readout left out: G·H·(I + H).
    pub fn multiply_adds(self, inputs: usize, units: usize) -> usize {
        self.gate_blocks() * units * (inputs + units)
    }

    /// One time step back, for a batch or for the sources of an itemised sweep.
    pub(crate) fn backward<R: Real>(
        self,
        switches: Switches,
        weights: &mut PackedWeights<R>,
        values: StepValues<R>,
        now: StepGradients<R>,
    ) {
        match self {
            Cell::Rnn(activation) => rnn::backward(activation, weights, values, now),
            Cell::Lstm => lstm::backward(switches, weights, values, now),
            Cell::Gru(convention) => gru::backward(convention, switches, weights, values, now),
        }
    }

    /// ∂L/∂W_hh and the gradients of both biases, added to what is there, once all steps are done.
    pub(crate) fn weight_gradients<R: Real>(self, sums: WeightSums<R>) {
        match self {
            Cell::Rnn(_) => rnn::weight_gradients(sums),
            Cell::Lstm => lstm::weight_gradients(sums),
            Cell::Gru(convention) => gru::weight_gradients(convention, sums),
        }
    }
}
