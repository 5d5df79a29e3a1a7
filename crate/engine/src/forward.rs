//! The forward pass: unrolling the recurrence over time onto a tape.

use crate::gemm::gemm;
use crate::loss;
use crate::matrix::transpose;
use crate::params::Part;
use crate::workspace::Workspace;
use crate::{Batch, Inputs, Network, Real, Tape};
use std::ops::Range;

impl<R: Real> Network<R> {
    /// Fills the values of `tape`. A pass that overflows is no error: its numbers come out as they are.
    ///
    /// # Panics
    /// If the batch does not fit the network ([`Batch::check`] tells beforehand), or the tape was made for other sizes.
    pub fn forward(&self, batch: &Batch<R>, tape: &mut Tape<R>) {
        self.begin(batch, tape);
        self.unroll(batch, tape, 0..batch.steps);
        loss::forward(&batch.targets, tape);
    }

    /// What a pass needs before its first step.
    fn begin(&self, batch: &Batch<R>, tape: &mut Tape<R>) {
        self.assert_fits(batch, tape);
        tape.source = self.source(batch);
        let dense = matches!(batch.inputs, Inputs::Vectors { .. });
        for part in self.parts() {
            let params = self.params.part(*part);
            let Workspace { weights, gate_bias, columns, .. } = tape.workspace.part_mut(*part);
            weights.pack_forward(params, dense);
            self.cell.gate_bias(params, gate_bias);
            if !dense {
                transpose(&params.weight_ih.data, params.weight_ih.cols, columns, params.weight_ih.rows);
            }
        }
        set_initial_state(&mut tape.h, batch.h0.as_deref(), tape.batch * tape.units);
        if self.cell.has_cell_state() {
            set_initial_state(&mut tape.c, batch.c0.as_deref(), tape.batch * tape.units);
        }
    }

    /// States and logits of some steps, whose inputs are known and whose states before are there.
    fn unroll(&self, batch: &Batch<R>, tape: &mut Tape<R>, steps: Range<usize>) {
        for part in self.parts() {
            let steps = part.steps(steps.clone(), tape.source);
            self.project_inputs(*part, batch, tape, steps.clone());
            for t in steps {
                let (workspace, now) = tape.forward_step(self.params.part(*part), t);
                self.cell.forward(self.switches, &mut workspace.part_mut(*part).weights, now);
            }
        }
        self.read_out(tape, steps);
    }

    /// The same step by step, for a network that reads its own answers: after step t, `next(t, b, logits)` chooses the
    /// one-hot input that sequence b reads at step t+1, or leaves the batch's input as it is with `None`. The batch then
    /// holds what has been read, and the tape is that of [`Network::forward`] on it.
    ///
    /// # Panics
    /// If the batch does not fit the network or the tape, or a chosen input is none.
    pub fn forward_freely(
        &self,
        batch: &mut Batch<R>,
        tape: &mut Tape<R>,
        mut next: impl FnMut(usize, usize, &[R]) -> Option<usize>,
    ) {
        self.begin(batch, tape);
        for t in 0..batch.steps {
            self.unroll(batch, tape, t..t + 1);
            if t + 1 == batch.steps {
                break;
            }
            for (row, logits) in tape.logits(t).chunks_exact(tape.outputs).enumerate() {
                if let Some(symbol) = next(t, row, logits) {
                    batch.inputs.set_symbol((t + 1) * tape.batch + row, symbol, self.inputs());
                }
            }
        }
        loss::forward(&batch.targets, tape);
    }

    /// The parts with weights of their own, in the order of time.
    pub(crate) fn parts(&self) -> &'static [Part] {
        if self.params.encoder.is_some() { &Part::BOTH } else { &[Part::Decoder] }
    }

    /// How many steps of a batch that fits are the encoder's.
    pub(crate) fn source(&self, batch: &Batch<R>) -> usize {
        batch.source.filter(|_| self.params.encoder.is_some()).unwrap_or(0)
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
        assert_eq!(
            tape.dparams.encoder.is_some(),
            self.params.encoder.is_some(),
            "the tape was made for a network with an encoder, or without one"
        );
    }

    /// W_ih x_t plus biases for all these steps of a part at once, to where each cell expects its pre-activations.
    fn project_inputs(&self, part: Part, batch: &Batch<R>, tape: &mut Tape<R>, steps: Range<usize>) {
        let Tape { h, gates, workspace, units, inputs, .. } = tape;
        let width = self.cell.gate_blocks() * *units;
        let rows = steps.start * tape.batch..steps.end * tape.batch;
        let pre = if gates.is_empty() { &mut h[tape.batch * *units..] } else { &mut gates[..] }; // (T, B, G·H)
        let pre = &mut pre[rows.start * width..rows.end * width];
        let Workspace { weights, gate_bias, columns, dense, .. } = workspace.part_mut(part);
        match &batch.inputs {
            Inputs::Symbols(symbols) => {
                for (pre, symbol) in pre.chunks_exact_mut(width).zip(&symbols[rows]) {
                    match symbol {
                        // What a one-hot input adds up to is a column of W_ih.
                        Some(symbol) => {
                            let column = &columns[symbol * width..][..width];
                            for ((pre, &weight), &bias) in pre.iter_mut().zip(column).zip(&*gate_bias) {
                                *pre = weight + bias;
                            }
                        }
                        None => pre.copy_from_slice(gate_bias),
                    }
                }
            }
            Inputs::Vectors { values, present } => {
                dense.resize(values.len(), R::ZERO);
                let (count, part) = (rows.len(), rows.start * *inputs..rows.end * *inputs);
                let dense = &mut dense[part.clone()];
                copy_present(&values[part], &present[rows], *inputs, dense);
                repeat(gate_bias, pre);
                let input_t = weights.input_t.as_ref().expect("packed for dense inputs");
                gemm(count, (dense, *inputs), input_t, (pre, width), true, &mut weights.scratch);
            }
        }
    }

    /// y_t = W_ho h_t + b_o for all these steps at once.
    fn read_out(&self, tape: &mut Tape<R>, steps: Range<usize>) {
        let Tape { h, logits, workspace, units, outputs, .. } = tape;
        let rows = steps.len() * tape.batch;
        let h = &h[(steps.start + 1) * tape.batch * *units..];
        let logits = &mut logits[steps.start * tape.batch * *outputs..steps.end * tape.batch * *outputs];
        repeat(&self.params.bias_o, logits);
        let weights = &mut workspace.weights;
        gemm(rows, (h, *units), &weights.readout_t, (logits, *outputs), true, &mut weights.scratch);
    }
}

fn set_initial_state<R: Real>(states: &mut [R], initial: Option<&[R]>, size: usize) {
    match initial {
        Some(initial) => states[..size].copy_from_slice(initial),
        None => states[..size].fill(R::ZERO),
    }
}

/// Fills `rows` with copies of `row`, twice as many each time: a few large ones cost less than many small ones.
fn repeat<R: Real>(row: &[R], rows: &mut [R]) {
    let Some(first) = rows.get_mut(..row.len()) else { return };
    first.copy_from_slice(row);
    let mut done = row.len();
    while done < rows.len() {
        let count = done.min(rows.len() - done);
        rows.copy_within(..count, done);
        done += count;
    }
}

/// The inputs with zeros where one is missing.
fn copy_present<R: Real>(values: &[R], present: &[bool], inputs: usize, dense: &mut [R]) {
    dense.copy_from_slice(values);
    for (row, _) in present.iter().enumerate().filter(|(_, present)| !**present) {
        dense[row * inputs..][..inputs].fill(R::ZERO);
    }
}
