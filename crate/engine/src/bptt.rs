//! Backpropagation through time (Werbos 1990, *Backpropagation through time: what it does and how to do it*).
//!
//! The loss sends ∂L/∂h_t down through the readout of every step at once; one loop from the last step to the first adds
//! what comes back from step t+1; the weight gradients are then one product over all T·B rows, because a weight that is
//! used T times receives the sum of T contributions.

use crate::cell::step::{WeightSums, add_column_sums};
use crate::gemm::{gemm, gemm_tn};
use crate::loss;
use crate::matrix::transpose;
use crate::params::Part;
use crate::tape::target_runs;
use crate::workspace::Workspace;
use crate::{Batch, Inputs, Network, Real, Recording, Tape, Truncation};
use std::ops::Range;

impl<R: Real> Network<R> {
    /// Fills every gradient of `tape`, whose values come from [`Network::forward`] with the same weights and batch.
    ///
    /// `tape.dparams` is set, not added to. With a [`Truncation`] the gradient of each value is what reaches it within
    /// the window.
    ///
    /// # Panics
    /// If the batch does not fit the network or the tape, or the truncation is not a valid one.
    pub fn backward(&self, batch: &Batch<R>, tape: &mut Tape<R>, truncation: Truncation) {
        self.assert_fits(batch, tape);
        let everything = tape.recording == Recording::Everything;
        tape.source = self.source(batch);
        for part in self.parts() {
            tape.workspace.part_mut(*part).weights.pack_backward(self.params.part(*part), everything);
        }
        loss::backward(&batch.targets, tape);
        match truncation {
            Truncation::Full => self.sweep(tape),
            Truncation::Window { k1, k2 } => self.sweep_windows(tape, k1, k2),
        }
        tape.dparams.tensors_mut().into_iter().for_each(|tensor| tensor.fill(R::ZERO));
        readout_gradients(tape);
        // Rows without a part in the loss are left out, not multiplied by zero: their values may be infinite.
        let end = tape.steps_with_gradient();
        for part in self.parts() {
            let steps = part.steps(0..end, tape.source);
            if !steps.is_empty() {
                let rows = steps.start * tape.batch..steps.end * tape.batch;
                self.recurrent_gradients(*part, tape, rows.clone());
                input_weight_gradients(*part, &batch.inputs, tape, rows);
            }
            if everything {
                input_gradients(*part, tape);
            }
        }
    }

    /// All steps from the last that has a target to the first.
    fn sweep(&self, tape: &mut Tape<R>) {
        let end = tape.steps_with_gradient();
        let Tape { dh, dc, dgates, dpre, dextra, dlogits, has_target, workspace, units, outputs, .. } = tape;
        let size = tape.batch * *units;
        dh.fill(R::ZERO);
        for run in target_runs(has_target) {
            let (dlogits, dh) = (&dlogits[run.start * *outputs..], &mut dh[size + run.start * *units..]);
            let weights = &mut workspace.weights;
            gemm(run.len(), (dlogits, *outputs), &weights.readout, (dh, *units), false, &mut weights.scratch);
        }
        if !dc.is_empty() {
            dc[end * size..].fill(R::ZERO);
        }
        if end < tape.steps {
            for gradients in [dgates, dpre, dextra] {
                let size = gradients.len() / tape.steps;
                gradients[end * size..].fill(R::ZERO);
            }
        }
        for t in (0..end).rev() {
            let part = Part::of(t, tape.source);
            let (workspace, values, gradients) = tape.backward_step(t);
            self.cell.backward(self.switches, &mut workspace.part_mut(part).weights, values, gradients);
        }
    }

    /// Over the rows of a part.
    fn recurrent_gradients(&self, part: Part, tape: &mut Tape<R>, rows: Range<usize>) {
        let Tape { h, extra, dpre, dextra, dparams, workspace, units, .. } = tape;
        let width = self.cell.gate_blocks() * *units;
        let those = |values: &[R]| if values.is_empty() { 0..0 } else { rows.start * *units..rows.end * *units };
        self.cell.weight_gradients(WeightSums {
            rows: rows.len(),
            units: *units,
            h_before: &h[rows.start * *units..],
            extra: &extra[those(extra)],
            dpre: &dpre[rows.start * width..rows.end * width],
            dextra: &dextra[those(dextra)],
            dparams: dparams.part_mut(part),
            scratch: &mut workspace.weights.scratch,
        });
    }
}

/// ∂L/∂W_ho = Σ_t ∂L/∂y_t h_tᵀ, ∂L/∂b_o = Σ_t ∂L/∂y_t, over the rows that have a target.
fn readout_gradients<R: Real>(tape: &mut Tape<R>) {
    let Tape { h, dlogits, has_target, dparams, workspace, outputs, units, .. } = tape;
    let h = &h[tape.batch * *units..];
    let dw = &mut dparams.weight_ho.data;
    for run in target_runs(has_target) {
        let dlogits = &dlogits[run.start * *outputs..run.end * *outputs];
        let h = &h[run.start * *units..];
        let (shape, scratch) = ([run.len(), *outputs, *units], &mut workspace.weights.scratch);
        gemm_tn(shape, (dlogits, *outputs), (h, *units), (dw, *units), scratch);
        add_column_sums(dlogits, *outputs, &mut dparams.bias_o);
    }
}

/// ∂L/∂W_ih = Σ_t ∂L/∂a_t x_tᵀ. A one-hot input sends the whole of ∂L/∂a_t to one column.
fn input_weight_gradients<R: Real>(part: Part, batch: &Inputs<R>, tape: &mut Tape<R>, rows: Range<usize>) {
    let Tape { dpre, dparams, workspace, inputs, units, .. } = tape;
    let width = tape.cell.gate_blocks() * *units;
    let Workspace { columns, dense, weights, .. } = workspace.part_mut(part);
    let (dpre, dparams) = (&dpre[rows.start * width..rows.end * width], dparams.part_mut(part));
    match batch {
        Inputs::Symbols(symbols) => {
            columns.fill(R::ZERO);
            for (dpre, symbol) in dpre.chunks_exact(width).zip(&symbols[rows]) {
                if let Some(symbol) = symbol {
                    for (sum, &da) in columns[symbol * width..][..width].iter_mut().zip(dpre) {
                        *sum += da;
                    }
                }
            }
            transpose(columns, width, &mut dparams.weight_ih.data, *inputs);
        }
        Inputs::Vectors { .. } => {
            let dw = &mut dparams.weight_ih.data;
            let dense = &dense[rows.start * *inputs..];
            let shape = [rows.len(), width, *inputs];
            gemm_tn(shape, (dpre, width), (dense, *inputs), (dw, *inputs), &mut weights.scratch);
        }
    }
}

/// ∂L/∂x_t = W_ihᵀ ∂L/∂a_t.
fn input_gradients<R: Real>(part: Part, tape: &mut Tape<R>) {
    let steps = part.steps(0..tape.steps, tape.source);
    let Tape { dpre, dx, workspace, inputs, units, .. } = tape;
    let width = tape.cell.gate_blocks() * *units;
    let weights = &mut workspace.part_mut(part).weights;
    let input = weights.input.as_ref().expect("packed for input gradients");
    let (first, rows) = (steps.start * tape.batch, steps.len() * tape.batch);
    let dx = &mut dx[first * *inputs..];
    gemm(rows, (&dpre[first * width..], width), input, (dx, *inputs), false, &mut weights.scratch);
}
