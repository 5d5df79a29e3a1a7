//! Every value and every gradient of a network by its name, with the formula that it was computed by: the one table from
//! which equations, numbers put into them, shapes, operands and operations on the page come.
//!
//! The cells' formulas stand in a file each, in the order of the engine's; `readout`, `weights` and `update` have those
//! that all cells share. A formula is data ([`Formula`]): it is printed as MathML, with symbols or with numbers, and it can
//! be evaluated entry by entry. Tests evaluate what is printed and compare it with the engine's tape.

mod evaluate;
mod formula;
mod gru;
mod lstm;
mod mathml;
mod name;
mod operation;
mod readout;
mod record;
mod rnn;
mod scalar;
mod shape;
mod switches;
mod update;
mod weights;

pub use formula::{Formula, Function};
pub use mathml::Printer;
pub use operation::{Operation, Outline};
pub use record::{Numbers, Record};
pub use scalar::Scalar;
pub use shape::{Dimension, Dimensions};
use unrolled_engine::ENCODER_TENSORS;
pub use weights::Contribution;

/// What a network has one array of: at each step, or once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Variable {
    /// x_t, `(I)`.
    Input,
    /// a_t of a gate, by its place in [`unrolled_engine::Cell::gate_names`]; the RNN has one and no gates. `(H)`.
    Pre(usize),
    /// A gate after its activation, `(H)`.
    Gate(usize),
    /// The value named by [`unrolled_engine::Cell::extra_name`], `(H)`.
    Extra,
    /// c_t, `(H)`; c_0 is the state before the first step.
    Cell,
    /// h_t, `(H)`; h_0 is the state before the first step.
    Hidden,
    /// y_t, `(O)`.
    Logits,
    /// p_t, `(O)`.
    Probs,
    /// What y_t is measured by: one-hot for a class, `(O)`.
    Target,
    /// L_t, a number.
    StepLoss,
    /// L = Σ L_t, a number.
    Loss,
    Weight(Weight),
}

/// One gate's rows of a parameter tensor, or the whole of one that has no gates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Weight {
    /// Index into [`unrolled_engine::TENSOR_NAMES`].
    pub tensor: usize,
    /// Which H rows of it; 0 for the readout.
    pub block: usize,
}

impl Weight {
    pub const INPUT: usize = 0;
    pub const RECURRENT: usize = 1;
    pub const INPUT_BIAS: usize = 2;
    pub const RECURRENT_BIAS: usize = 3;
    pub const READOUT: usize = 4;
    pub const READOUT_BIAS: usize = 5;

    /// What the tensor is for, whichever part of the network it belongs to: one of those above.
    pub fn role(self) -> usize {
        if self.is_of_encoder() { self.tensor - ENCODER_TENSORS } else { self.tensor }
    }

    pub fn is_of_encoder(self) -> bool {
        self.tensor >= ENCODER_TENSORS
    }

    pub fn is_bias(self) -> bool {
        matches!(self.role(), Self::INPUT_BIAS | Self::RECURRENT_BIAS | Self::READOUT_BIAS)
    }

    pub fn is_readout(self) -> bool {
        matches!(self.tensor, Self::READOUT | Self::READOUT_BIAS)
    }
}

/// A stage of an update, of one weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The gradient after clipping.
    Clipped,
    /// What the optimizer remembered before, by its place in [`unrolled_engine::Optimizer::memory`], and remembers after.
    Remembered(usize),
    Remembers(usize),
    /// The weight after the update.
    After,
}

/// The name of an array of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    Value(Variable),
    /// ∂L/∂ the very value, every path included.
    Gradient(Variable),
    Update(Stage, Weight),
    /// ‖∂L/∂W‖₂ over all weights, before clipping.
    GradientNorm,
}

/// A quantity at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub quantity: Quantity,
    /// The index that is printed: 1..=T for a step, 0 for a state before the first step and for what belongs to no step.
    pub time: usize,
}

/// One number of a place, counted from 0; `col` is 0 in a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    pub place: Place,
    pub row: usize,
    pub col: usize,
}

impl Place {
    pub fn value(variable: Variable, time: usize) -> Self {
        Self { quantity: Quantity::Value(variable), time }
    }

    pub fn gradient(variable: Variable, time: usize) -> Self {
        Self { quantity: Quantity::Gradient(variable), time }
    }

    pub fn weight(tensor: usize, block: usize) -> Self {
        Self::value(Variable::Weight(Weight { tensor, block }), 0)
    }

    pub fn entry(self, row: usize, col: usize) -> Entry {
        Entry { place: self, row, col }
    }

    /// The weight that it is about, as itself, as its gradient or in an update.
    pub fn of_weight(self) -> Option<Weight> {
        match self.quantity {
            Quantity::Value(Variable::Weight(weight))
            | Quantity::Gradient(Variable::Weight(weight))
            | Quantity::Update(_, weight) => Some(weight),
            _ => None,
        }
    }

    /// Whether it comes back: a gradient, before the update.
    pub fn is_gradient(self) -> bool {
        matches!(self.quantity, Quantity::Gradient(_) | Quantity::GradientNorm)
    }
}
