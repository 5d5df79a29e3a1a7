//! The forward pass: unrolling the recurrence over time onto a tape.

use crate::gemm::gemm;
use crate::loss;
use crate::matrix::transpose;
use crate::workspace::Workspace;
use crate::{Batch, Inputs, Network, Params, Real, Tape};

impl<R: Real> Network<R> {
    /// Fills the values of `tape`. A pass that overflows is no error: its numbers come out as they are.
    ///
    /// # Panics
    /// If the batch does not fit the network ([`Batch::check`] tells beforehand), or the tape was made for other sizes.
    pub fn forward(&self, batch: &Batch<R>, tape: &mut Tape<R>) {
        self.assert_fits(batch, tape);
        let dense = matches!(batch.inputs, Inputs::Vectors { .. });
        tape.workspace.weights.pack_forward(&self.params, dense);
        set_initial_state(&mut tape.h, batch.h0.as_deref(), tape.batch * tape.units);
        if self.cell.has_cell_state() {
            set_initial_state(&mut tape.c, batch.c0.as_deref(), tape.batch * tape.units);
        }
        self.project_inputs(batch, tape);
        for t in 0..tape.steps {
            let (workspace, now) = tape.forward_step(&self.params, t);
            self.cell.forward(&workspace.weights, now);
        }
        self.read_out(tape);
        loss::forward(self.loss, &batch.targets, tape);
    }

    pub(crate) fn assert_fits(&self, batch: &Batch<R>, tape: &Tape<R>) {
        if let Err(error) = batch.check(self) {
            panic!("the batch does not fit the network: {error}");
        }
        assert_eq!(
            (tape.cell, tape.steps, tape.batch, tape.inputs, tape.units, tape.outputs),
            (self.cell, batch.steps, batch.batch, self.inputs(), self.units(), self.outputs()),
            "the tape was made for another cell, T, B, I, H or O"
        );
    }

    /// W_ih x_t plus biases for all steps at once, to where each cell expects its pre-activations.
    fn project_inputs(&self, batch: &Batch<R>, tape: &mut Tape<R>) {
        let Tape { h, gates, workspace, units, inputs, .. } = tape;
        let width = self.cell.gate_blocks() * *units;
        let pre = if gates.is_empty() { &mut h[tape.batch * *units..] } else { &mut gates[..] }; // (T, B, G·H)
        let Workspace { weights, gate_bias, columns, dense, .. } = workspace;
        self.cell.gate_bias(&self.params, gate_bias);
        match &batch.inputs {
            Inputs::Symbols(symbols) => {
                tabulate_columns(&self.params, gate_bias, columns);
                for (pre, symbol) in pre.chunks_exact_mut(width).zip(symbols) {
                    match symbol {
                        Some(symbol) => pre.copy_from_slice(&columns[symbol * width..][..width]),
                        None => pre.copy_from_slice(gate_bias),
                    }
                }
            }
            Inputs::Vectors { values, present } => {
                copy_present(values, present, *inputs, dense);
                pre.chunks_exact_mut(width).for_each(|pre| pre.copy_from_slice(gate_bias));
                let input_t = weights.input_t.as_ref().expect("packed for dense inputs");
                gemm(present.len(), dense, *inputs, input_t, pre, width, true);
            }
        }
    }

    /// y_t = W_ho h_t + b_o for all steps at once.
    fn read_out(&self, tape: &mut Tape<R>) {
        let Tape { h, logits, workspace, units, outputs, .. } = tape;
        let rows = tape.steps * tape.batch;
        let h = &h[tape.batch * *units..];
        logits.chunks_exact_mut(*outputs).for_each(|logits| logits.copy_from_slice(&self.params.bias_o));
        gemm(rows, h, *units, &workspace.weights.readout_t, logits, *outputs, true);
    }
}

fn set_initial_state<R: Real>(states: &mut [R], initial: Option<&[R]>, size: usize) {
    match initial {
        Some(initial) => states[..size].copy_from_slice(initial),
        None => states[..size].fill(R::ZERO),
    }
}

/// Row s of `columns` becomes column s of W_ih plus the bias: what a one-hot input adds up to.
fn tabulate_columns<R: Real>(params: &Params<R>, bias: &[R], columns: &mut [R]) {
    let (width, inputs) = (params.weight_ih.rows, params.weight_ih.cols);
    transpose(&params.weight_ih.data, inputs, columns, width);
    for column in columns.chunks_exact_mut(width) {
        for (sum, &bias) in column.iter_mut().zip(bias) {
            *sum += bias;
        }
    }
}

/// The inputs with zeros where one is missing.
fn copy_present<R: Real>(values: &[R], present: &[bool], inputs: usize, dense: &mut Vec<R>) {
    dense.clear();
    dense.extend_from_slice(values);
    for (row, _) in present.iter().enumerate().filter(|(_, present)| !**present) {
        dense[row * inputs..][..inputs].fill(R::ZERO);
    }
}
