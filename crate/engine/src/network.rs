//! A network: a cell, its weights, a linear readout at every step, and the loss it is measured by.

use crate::{Cell, Params, Real, Recording, Switches, Tape};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LossKind {
    /// Softmax followed by −ln p(target), natural logarithm.
    #[serde(rename = "cross_entropy")]
    CrossEntropy,
    /// The mean over the O outputs of the squared difference.
    #[serde(rename = "mse")]
    MeanSquaredError,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Network<R> {
    pub cell: Cell,
    pub params: Params<R>,
    pub loss: LossKind,
    /// The gates that are fixed.
    pub switches: Switches,
}

impl<R: Real> Network<R> {
    pub fn inputs(&self) -> usize {
        self.params.weight_ih.cols
    }

    pub fn units(&self) -> usize {
        self.params.weight_hh.cols
    }

    pub fn outputs(&self) -> usize {
        self.params.weight_ho.rows
    }

    /// A tape for `batch` sequences of `steps` steps.
    pub fn tape(&self, recording: Recording, steps: usize, batch: usize) -> Tape<R> {
        let (inputs, units, outputs) = (self.inputs(), self.units(), self.outputs());
        let tape = Tape::with_recording(recording, self.cell, steps, batch, inputs, units, outputs);
        if self.params.encoder.is_some() { tape.with_encoder() } else { tape }
    }

    /// The same network in the other precision.
    pub fn convert<S: Real>(&self) -> Network<S> {
        Network { cell: self.cell, params: self.params.convert(), loss: self.loss, switches: self.switches }
    }
}
