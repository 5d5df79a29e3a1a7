//! What a trace is made of: the specification, and the one kind of error that it can have.

use crate::{Activation, CellKind, Convention, LossKind};
use serde::Serialize;

/// A network with its weights under PyTorch's names, what it reads and what it should say.
///
/// Deserialising checks the form, [`TraceSpec::prepare`] whether it fits together. Unknown fields are ignored; `null`
/// counts as left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceSpec {
    pub cell: CellKind,
    /// RNN only.
    pub activation: Activation,
    /// GRU only.
    pub convention: Convention,
    pub weights: TraceWeights,
    /// `None` is no input at that step: zeros.
    pub inputs: Vec<Option<Vec<f64>>>, // (T, I)
    /// `None` is no loss at that step.
    pub targets: Vec<Option<TraceTarget>>, // (T)
    pub loss: LossKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub h0: Option<Vec<f64>>, // (H)
    /// LSTM only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub c0: Option<Vec<f64>>, // (H)
}

/// The six tensors; gates in the order i f g o or r z n.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TraceWeights {
    pub weight_ih: Vec<Vec<f64>>, // (G·H, I)
    pub weight_hh: Vec<Vec<f64>>, // (G·H, H)
    pub bias_ih: Vec<f64>,        // (G·H)
    pub bias_hh: Vec<f64>,        // (G·H)
    pub weight_ho: Vec<Vec<f64>>, // (O, H)
    pub bias_o: Vec<f64>,         // (O)
}

/// The target of one step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum TraceTarget {
    /// A class index, for the cross-entropy; a number because that is what JavaScript has.
    Class(f64),
    /// O numbers, for the mean squared error.
    Vector(Vec<f64>),
}

/// Why a specification cannot be run. Its message names the field, what was wanted and what was found:
/// ``weights.weight_hh: expected (16, 4) for lstm with H = 4, found (12, 4)``.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: expected {expected}, found {found}")]
pub struct TraceError {
    /// Its path in the specification, such as `inputs[3][1]`.
    pub field: String,
    pub expected: String,
    pub found: String,
}

impl TraceError {
    pub(super) fn new(field: impl Into<String>, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self { field: field.into(), expected: expected.into(), found: found.into() }
    }
}
