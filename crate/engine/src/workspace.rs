//! Room that passes work in, allocated with the tape.

use crate::packed::PackedWeights;
use crate::params::Part;
use crate::{Cell, Real};

#[derive(Clone, Debug)]
pub(crate) struct Workspace<R> {
    pub weights: PackedWeights<R>,
    pub gate_bias: Vec<R>, // (G·H)
    pub columns: Vec<R>,   // (I, G·H): W_ih by symbol; in the backward pass its gradient
    pub dense: Vec<R>,     // (T, B, I), zeros where an input is missing; made by the first dense pass
    pub window: WindowStep<R>,
    /// The same for the steps of the encoder, if it has weights of its own; it reads nothing out.
    pub encoder: Option<Box<Workspace<R>>>,
}

/// One step of a truncated sweep, before it is added to the tape.
#[derive(Clone, Debug, Default)]
pub(crate) struct WindowStep<R> {
    pub dh: Vec<R>,        // (B, H)
    pub dh_before: Vec<R>, // (B, H)
    pub dc: Vec<R>,        // (B, H)
    pub dc_before: Vec<R>, // (B, H)
    pub dgates: Vec<R>,    // (B, G·H)
    pub dpre: Vec<R>,      // (B, G·H)
    pub dextra: Vec<R>,    // (B, H)
}

impl<R: Real> Workspace<R> {
    pub fn new(cell: Cell, batch: usize, inputs: usize, units: usize, outputs: usize) -> Self {
        let rows = cell.gate_blocks() * units;
        let zeros = |count: usize| vec![R::ZERO; count];
        Self {
            weights: PackedWeights::new(cell, inputs, units, outputs),
            gate_bias: zeros(rows),
            columns: zeros(inputs * rows),
            dense: Vec::new(),
            window: WindowStep {
                dh: zeros(batch * units),
                dh_before: zeros(batch * units),
                dc: zeros(batch * units),
                dc_before: zeros(batch * units),
                dgates: zeros(batch * rows),
                dpre: zeros(batch * rows),
                dextra: zeros(batch * units),
            },
            encoder: None,
        }
    }

    /// Where the steps of a part are worked on; without an encoder in the same place.
    pub fn part_mut(&mut self, part: Part) -> &mut Self {
        match part {
            Part::Encoder if self.encoder.is_some() => self.encoder.as_mut().expect("it is there"),
            _ => self,
        }
    }
}
