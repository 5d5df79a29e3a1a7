//! The backward sweep of the measures: gradients of one sequence, any number of them side by side, carried from step to
//! step by the cell's own backward pass. Every row shares the values of the tape.

use crate::cell::step::{StepGradients, StepValues};
use crate::gemm::gemm;
use crate::packed::PackedWeights;
use crate::params::Part;
use crate::roads::Roads;
use crate::{Batch, Network, Recording, Tape};

/// At any time there is a step that the sweep has come to, and what goes to the step before is being added up.
pub(crate) struct Sweep<'a> {
    network: &'a Network<f64>,
    tape: &'a Tape<f64>,
    batch: &'a Batch<f64>,
    roads: Roads,
    weights: Weights,
    dlogits: Vec<f64>,   // (O)
    dh: Vec<f64>,        // (S, H)
    dc: Vec<f64>,        // (S, H)
    dpre: Vec<f64>,      // (S, G·H)
    dextra: Vec<f64>,    // (S, H)
    dh_before: Vec<f64>, // (S, H)
    dc_before: Vec<f64>, // (S, H)
}

/// What one gradient sends to the step before.
pub(crate) struct Sent {
    /// To h_{t−1}. `(H)`
    pub to_h: Vec<f64>,
    /// To c_{t−1}; empty without a cell state, like the next. `(H)`
    pub to_c: Vec<f64>,
    /// ∂L/∂c_t, complete. `(H)`
    pub dc: Vec<f64>,
}

/// Those of both parts of a network.
struct Weights {
    /// How many steps are the encoder's.
    source: usize,
    encoder: Option<PackedWeights<f64>>,
    decoder: PackedWeights<f64>,
}

impl Weights {
    fn of(&mut self, t: usize) -> &mut PackedWeights<f64> {
        self.encoder.as_mut().filter(|_| t < self.source).unwrap_or(&mut self.decoder)
    }
}

impl<'a> Sweep<'a> {
    /// A sweep of at most `rows` gradients, all zero, from behind the last step.
    ///
    /// # Panics
    /// If the tape holds more than one sequence, or does not belong to the network and the batch.
    pub fn new(
        network: &'a Network<f64>,
        tape: &'a Tape<f64>,
        batch: &'a Batch<f64>,
        rows: usize,
        roads: Roads,
        recording: Recording,
    ) -> Self {
        network.assert_fits(batch, tape);
        assert_eq!(tape.batch, 1, "a measure is of one sequence");
        let units = tape.units;
        let width = network.cell.gate_blocks() * units;
        let source = network.source(batch);
        let everything = recording == Recording::Everything;
        let packed = |part: Part| {
            let params = network.params.part(part);
            let mut weights = PackedWeights::new(network.cell, params.weight_ih.cols, units, params.weight_ho.rows);
            weights.pack_backward(params, everything);
            weights
        };
        let zeros = |used: bool, width: usize| vec![0.0; if used { rows * width } else { 0 }];
        let has_c = network.cell.has_cell_state();
        let has_gates = !network.cell.gate_names().is_empty();
        Self {
            network,
            tape,
            batch,
            roads,
            weights: Weights {
                source,
                encoder: (source > 0).then(|| packed(Part::Encoder)),
                decoder: packed(Part::Decoder),
            },
            dlogits: vec![0.0; tape.outputs],
            dh: zeros(true, units),
            dc: zeros(has_c, units),
            dpre: zeros(true, width),
            // A part of the GRU's backward pass.
            dextra: zeros(has_gates && !has_c, units),
            dh_before: zeros(true, units),
            dc_before: zeros(has_c, units),
        }
    }

    /// Adds to what goes to step t what its own loss sends to h_t.
    pub fn add_loss(&mut self, t: usize, row: usize) {
        let (units, outputs) = (self.tape.units, self.tape.outputs);
        crate::loss::backward_row(&self.batch.targets, self.tape, t, 1.0, &mut self.dlogits);
        let dh = &mut self.dh_before[row * units..][..units];
        let readout = &mut self.weights.decoder;
        gemm(1, (&self.dlogits, outputs), &readout.readout, (dh, units), true, &mut readout.scratch);
    }

    /// Adds `gradient`, of (h_t, c_t) or of h_t alone, to what goes to step t.
    pub fn add(&mut self, row: usize, gradient: &[f64]) {
        let units = self.tape.units;
        let before = row * units..(row + 1) * units;
        let (of_h, of_c) = gradient.split_at(units);
        self.dh_before[before.clone()].iter_mut().zip(of_h).for_each(|(sum, value)| *sum += value);
        self.dc_before.get_mut(before).unwrap_or_default().iter_mut().zip(of_c).for_each(|(sum, value)| *sum += value);
    }

    /// Comes to the step that all this goes to.
    pub fn arrive(&mut self) {
        std::mem::swap(&mut self.dh, &mut self.dh_before);
        std::mem::swap(&mut self.dc, &mut self.dc_before);
        self.dh_before.fill(0.0);
        self.dc_before.fill(0.0);
    }

    /// Runs the first `rows` rows back through step t: ∂L/∂c_t becomes complete, and what comes out goes to t−1.
    pub fn back(&mut self, t: usize, rows: usize) {
        let units = self.tape.units;
        let width = self.network.cell.gate_blocks() * units;
        let gradients = StepGradients {
            rows,
            roads: self.roads,
            dh: &self.dh[..rows * units],
            dc: first(&mut self.dc, rows * units),
            dgates: &mut [],
            dpre: &mut self.dpre[..rows * width],
            dextra: first(&mut self.dextra, rows * units),
            dh_before: &mut self.dh_before[..rows * units],
            dc_before: first(&mut self.dc_before, rows * units),
        };
        let values = StepValues { shared: true, ..self.tape.step_values(t) };
        self.network.cell.backward(self.network.switches, self.weights.of(t), values, gradients);
    }

    /// What the first row would send from step t, if the step had these values: before [`Self::back`].
    pub fn would_send(&mut self, t: usize, values: StepValues<f64>, roads: Roads) -> Sent {
        let units = self.tape.units;
        let mut dpre = vec![0.0; self.network.cell.gate_blocks() * units];
        let mut dextra = vec![0.0; self.dextra.len().min(units)];
        let mut dc = first(&mut self.dc, units).to_vec();
        let mut sent = Sent { to_h: vec![0.0; units], to_c: vec![0.0; dc.len()], dc: Vec::new() };
        let gradients = StepGradients {
            rows: 1,
            roads,
            dh: &self.dh[..units],
            dc: &mut dc,
            dgates: &mut [],
            dpre: &mut dpre,
            dextra: &mut dextra,
            dh_before: &mut sent.to_h,
            dc_before: &mut sent.to_c,
        };
        let values = StepValues { shared: true, ..values };
        self.network.cell.backward(self.network.switches, self.weights.of(t), values, gradients);
        Sent { dc, ..sent }
    }

    /// ∂L/∂x_t = W_ihᵀ ∂L/∂a_t of the first row, after [`Self::back`].
    ///
    /// # Panics
    /// If the sweep records for training only.
    pub fn dx(&mut self, t: usize) -> Vec<f64> {
        let weights = self.weights.of(t);
        let input = weights.input.as_ref().expect("a sweep that records everything");
        let (width, inputs) = (self.network.cell.gate_blocks() * self.tape.units, self.tape.inputs);
        let mut dx = vec![0.0; inputs];
        gemm(1, (&self.dpre, width), input, (&mut dx, inputs), false, &mut weights.scratch);
        dx
    }

    /// ∂L/∂h_t of a row.
    pub fn dh(&self, row: usize) -> &[f64] {
        self.row(&self.dh, row)
    }

    /// ∂L/∂c_t of a row: before [`Self::back`] what step t+1 sent, then complete. Empty without a cell state.
    pub fn dc(&self, row: usize) -> &[f64] {
        self.row(&self.dc, row)
    }

    /// What goes to h_{t−1} so far.
    pub fn dh_before(&self, row: usize) -> &[f64] {
        self.row(&self.dh_before, row)
    }

    /// What goes to c_{t−1}; empty without a cell state.
    pub fn dc_before(&self, row: usize) -> &[f64] {
        self.row(&self.dc_before, row)
    }

    fn row<'b>(&self, values: &'b [f64], row: usize) -> &'b [f64] {
        if values.is_empty() { values } else { &values[row * self.tape.units..][..self.tape.units] }
    }
}

/// The first `count` numbers, or none if there are none.
fn first(values: &mut [f64], count: usize) -> &mut [f64] {
    if values.is_empty() { values } else { &mut values[..count] }
}
