//! What the network is shown: inputs and targets for T steps of B sequences, either of which may be missing at any step.

use crate::{LossKind, Network, Real};

/// B sequences of T steps each, stored step by step.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch<R> {
    pub steps: usize,
    pub batch: usize,
    pub inputs: Inputs<R>,
    pub targets: Targets<R>,
    /// State before the first step, zeros if `None`.
    pub h0: Option<Vec<R>>, // (B, H)
    pub c0: Option<Vec<R>>, // (B, H), LSTM only
    /// How many steps, the first ones, only read: those of an encoder, and of no account to a network without one.
    /// `None` if there is no such number, or the sequences differ in it.
    pub source: Option<usize>,
}

/// A missing input is a vector of zeros.
#[derive(Clone, Debug, PartialEq)]
pub enum Inputs<R> {
    /// One-hot inputs, by index.
    Symbols(Vec<Option<usize>>), // (T, B)
    /// Where `present` is false the numbers are ignored.
    Vectors { values: Vec<R>, present: Vec<bool> }, // (T, B, I), (T, B)
}

/// Steps without a target contribute nothing to the loss.
#[derive(Clone, Debug, PartialEq)]
pub enum Targets<R> {
    /// For cross-entropy.
    Classes(Vec<Option<usize>>), // (T, B)
    /// For mean squared error. Where `present` is false the numbers are ignored.
    Vectors { values: Vec<R>, present: Vec<bool> }, // (T, B, O), (T, B)
}

impl<R: Real> Inputs<R> {
    /// Lets the row `row = t·B + b` read one of `inputs` symbols.
    ///
    /// # Panics
    /// If there is no such row or symbol.
    pub fn set_symbol(&mut self, row: usize, symbol: usize, inputs: usize) {
        assert!(symbol < inputs, "symbol {symbol} of {inputs}");
        match self {
            Inputs::Symbols(symbols) => symbols[row] = Some(symbol),
            Inputs::Vectors { values, present } => {
                let values = &mut values[row * inputs..][..inputs];
                values.fill(R::ZERO);
                values[symbol] = R::ONE;
                present[row] = true;
            }
        }
    }
}

impl<R: Real> Targets<R> {
    /// Whether the row `row = t·B + b` has a target.
    pub fn is_present(&self, row: usize) -> bool {
        match self {
            Targets::Classes(classes) => classes[row].is_some(),
            Targets::Vectors { present, .. } => present[row],
        }
    }
}

/// Why a batch does not fit a network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: expected {expected}, found {found}")]
pub struct BatchError {
    pub field: &'static str,
    pub expected: String,
    pub found: String,
}

impl<R: Real> Batch<R> {
    /// One sequence (B = 1) of one-hot inputs and class targets, from zero states.
    ///
    /// # Panics
    /// If the two lengths differ.
    pub fn from_symbols(inputs: Vec<Option<usize>>, targets: Vec<Option<usize>>) -> Self {
        assert_eq!(inputs.len(), targets.len(), "as many targets as inputs");
        Self {
            steps: inputs.len(),
            batch: 1,
            inputs: Inputs::Symbols(inputs),
            targets: Targets::Classes(targets),
            h0: None,
            c0: None,
            source: None,
        }
    }

    /// Whether every length and every index fits the network. Allocates only to report an error.
    ///
    /// # Errors
    /// Names the first field that does not fit.
    pub fn check(&self, network: &Network<R>) -> Result<(), BatchError> {
        let (rows, units) = (self.steps * self.batch, network.units());
        if rows == 0 {
            return Err(wrong("steps and batch", "at least one", 0));
        }
        match &self.inputs {
            Inputs::Symbols(symbols) => check_indices("inputs", symbols, rows, network.inputs())?,
            Inputs::Vectors { values, present } => {
                check_length("inputs.values", values.len(), rows * network.inputs())?;
                check_length("inputs.present", present.len(), rows)?;
            }
        }
        match (&self.targets, network.loss) {
            (Targets::Classes(classes), LossKind::CrossEntropy) => {
                check_indices("targets", classes, rows, network.outputs())?;
            }
            (Targets::Vectors { values, present }, LossKind::MeanSquaredError) => {
                check_length("targets.values", values.len(), rows * network.outputs())?;
                check_length("targets.present", present.len(), rows)?;
            }
            (Targets::Classes(_), LossKind::MeanSquaredError) => {
                return Err(wrong("targets", "vectors for the mean squared error", "classes"));
            }
            (Targets::Vectors { .. }, LossKind::CrossEntropy) => {
                return Err(wrong("targets", "classes for the cross-entropy", "vectors"));
            }
        }
        if network.params.encoder.is_some() && self.source.is_none_or(|source| source > self.steps) {
            let found = self.source.map_or("none".to_owned(), |source| source.to_string());
            return Err(wrong("source", &format!("at most {} steps that the encoder reads", self.steps), found));
        }
        if let Some(h0) = &self.h0 {
            check_length("h0", h0.len(), self.batch * units)?;
        }
        match &self.c0 {
            Some(_) if !network.cell.has_cell_state() => Err(wrong("c0", "none for a cell without c", "some")),
            Some(c0) => check_length("c0", c0.len(), self.batch * units),
            None => Ok(()),
        }
    }
}

fn check_length(field: &'static str, found: usize, expected: usize) -> Result<(), BatchError> {
    if found == expected { Ok(()) } else { Err(wrong(field, &format!("{expected} numbers"), found)) }
}

fn check_indices(
    field: &'static str,
    indices: &[Option<usize>],
    rows: usize,
    classes: usize,
) -> Result<(), BatchError> {
    check_length(field, indices.len(), rows)?;
    match indices.iter().flatten().find(|&&index| index >= classes) {
        Some(index) => Err(wrong(field, &format!("indices below {classes}"), index)),
        None => Ok(()),
    }
}

fn wrong(field: &'static str, expected: &str, found: impl ToString) -> BatchError {
    BatchError { field, expected: expected.to_owned(), found: found.to_string() }
}
