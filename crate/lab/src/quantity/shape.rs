//! How large each place is: its letters and its numbers.

use super::{Entry, Place, Quantity, Variable, Weight};

/// One of the dimensions that the arrays of a network have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    Inputs,
    Units,
    Outputs,
}

impl Dimension {
    pub fn letter(self) -> &'static str {
        match self {
            Self::Inputs => "I",
            Self::Units => "H",
            Self::Outputs => "O",
        }
    }
}

/// I, H and O of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimensions {
    pub inputs: usize,
    pub units: usize,
    pub outputs: usize,
}

impl Dimensions {
    pub fn size(self, dimension: Dimension) -> usize {
        match dimension {
            Dimension::Inputs => self.inputs,
            Dimension::Units => self.units,
            Dimension::Outputs => self.outputs,
        }
    }

    /// (rows, columns) of a place; a vector is one column, a number one entry.
    pub fn shape(self, place: Place) -> (usize, usize) {
        match place.dimensions() {
            (None, _) => (1, 1),
            (Some(rows), None) => (self.size(rows), 1),
            (Some(rows), Some(cols)) => (self.size(rows), self.size(cols)),
        }
    }

    /// Whether the place has such a row and column.
    pub fn has(self, entry: Entry) -> bool {
        let (rows, cols) = self.shape(entry.place);
        entry.row < rows && entry.col < cols
    }
}

impl Place {
    /// What its rows and its columns count: a matrix has both, a vector rows only, a number neither.
    pub fn dimensions(self) -> (Option<Dimension>, Option<Dimension>) {
        if let Some(weight) = self.of_weight() {
            let rows = if weight.is_readout() { Dimension::Outputs } else { Dimension::Units };
            let cols = match weight.role() {
                Weight::INPUT => Some(Dimension::Inputs),
                Weight::RECURRENT | Weight::READOUT => Some(Dimension::Units),
                _ => None,
            };
            return (Some(rows), cols);
        }
        let rows = match self.quantity {
            Quantity::Value(variable) | Quantity::Gradient(variable) => match variable {
                Variable::Input => Some(Dimension::Inputs),
                Variable::Logits | Variable::Probs | Variable::Target => Some(Dimension::Outputs),
                Variable::StepLoss | Variable::Loss => None,
                _ => Some(Dimension::Units),
            },
            Quantity::GradientNorm | Quantity::Update(..) => None,
        };
        (rows, None)
    }

    pub fn is_matrix(self) -> bool {
        self.dimensions().1.is_some()
    }
}
