//! Every value and every gradient of one forward and one backward pass.

use crate::cell::step::{ForwardStep, StepGradients, StepValues};
use crate::matrix::View;
use crate::roads::Roads;
use crate::workspace::Workspace;
use crate::{Cell, Params, Real};
use std::ops::Range;

/// How much a backward pass writes down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recording {
    /// What an update needs: no pre-activations, no ∂L/∂x and no gradients of gates after their activation.
    Training,
    /// Every value and every gradient.
    Everything,
}

/// Filled by [`crate::Network::forward`] and [`crate::Network::backward`]; allocated once, reused for batches of the
/// same shape.
///
/// Steps are counted from 0. All slices are row-major over the batch. All gates of a step stand in one row.
#[derive(Clone, Debug)]
pub struct Tape<R> {
    pub cell: Cell,
    pub steps: usize,
    pub batch: usize,
    pub inputs: usize,
    pub units: usize,
    pub outputs: usize,
    pub recording: Recording,
    pub(crate) h: Vec<R>,             // (T+1, B, H), [0] is the state before the first step
    pub(crate) c: Vec<R>,             // (T+1, B, H), LSTM only
    pub(crate) gates: Vec<R>,         // (T, B, G·H), empty for the RNN
    pub(crate) pre: Vec<R>,           // (T, B, G·H), recording everything only
    pub(crate) extra: Vec<R>,         // (T, B, H), empty for the RNN
    pub(crate) logits: Vec<R>,        // (T, B, O)
    pub(crate) probs: Vec<R>,         // (T, B, O)
    pub(crate) losses: Vec<R>,        // (T, B), zero where there is no target
    pub(crate) has_target: Vec<bool>, // (T, B)
    pub(crate) dh: Vec<R>,            // (T+1, B, H)
    pub(crate) dc: Vec<R>,            // (T+1, B, H), LSTM only
    pub(crate) dgates: Vec<R>,        // (T, B, G·H), recording everything only
    pub(crate) dpre: Vec<R>,          // (T, B, G·H)
    pub(crate) dextra: Vec<R>,        // (T, B, H)
    pub(crate) dlogits: Vec<R>,       // (T, B, O)
    pub(crate) dx: Vec<R>,            // (T, B, I), recording everything only
    /// How many steps, the first ones, the encoder read; 0 without one.
    pub(crate) source: usize,
    /// ∂L/∂W, before any clipping.
    pub dparams: Params<R>,
    pub(crate) workspace: Workspace<R>,
}

impl<R: Real> Tape<R> {
    /// A tape that records every value and every gradient.
    pub fn new(cell: Cell, steps: usize, batch: usize, inputs: usize, units: usize, outputs: usize) -> Self {
        Self::with_recording(Recording::Everything, cell, steps, batch, inputs, units, outputs)
    }

    pub fn with_recording(
        recording: Recording,
        cell: Cell,
        steps: usize,
        batch: usize,
        inputs: usize,
        units: usize,
        outputs: usize,
    ) -> Self {
        let zeros = |used: bool, width: usize| vec![R::ZERO; if used { steps * batch * width } else { 0 }];
        let states = |used: bool| vec![R::ZERO; if used { (steps + 1) * batch * units } else { 0 }];
        let everything = recording == Recording::Everything;
        let rows = cell.gate_blocks() * units;
        let has_gates = !cell.gate_names().is_empty();
        let has_extra = cell.extra_name().is_some();
        Self {
            cell,
            steps,
            batch,
            inputs,
            units,
            outputs,
            recording,
            h: states(true),
            c: states(cell.has_cell_state()),
            gates: zeros(has_gates, rows),
            pre: zeros(everything, rows),
            extra: zeros(has_extra, units),
            logits: zeros(true, outputs),
            probs: zeros(true, outputs),
            losses: zeros(true, 1),
            has_target: vec![false; steps * batch],
            dh: states(true),
            dc: states(cell.has_cell_state()),
            dgates: zeros(has_gates && everything, rows),
            dpre: zeros(true, rows),
            // The LSTM's ∂L/∂tanh(c) is for showing only; the GRU's is a part of its backward pass.
            dextra: zeros(has_extra && (everything || !cell.has_cell_state()), units),
            dlogits: zeros(true, outputs),
            dx: zeros(everything, inputs),
            source: 0,
            dparams: Params::zeros(cell, inputs, units, outputs),
            workspace: Workspace::new(cell, batch, inputs, units, outputs),
        }
    }

    /// The same for a network whose encoder has weights of its own.
    pub(crate) fn with_encoder(mut self) -> Self {
        self.dparams.encoder = Some(Box::new(Params::zeros(self.cell, self.inputs, self.units, 0)));
        self.workspace.encoder = Some(Box::new(Workspace::new(self.cell, self.batch, self.inputs, self.units, 0)));
        self
    }

    /// How many steps, the first ones, an encoder with weights of its own read in the last pass; 0 without one.
    pub fn source(&self) -> usize {
        self.source
    }

    /// State after step t, `(B, H)`.
    pub fn h(&self, t: usize) -> &[R] {
        self.state(&self.h, t + 1)
    }

    /// State before step t, `(B, H)`.
    pub fn h_before(&self, t: usize) -> &[R] {
        self.state(&self.h, t)
    }

    /// Cell state after step t, `(B, H)`; empty without a cell state.
    pub fn c(&self, t: usize) -> &[R] {
        self.state(&self.c, t + 1)
    }

    /// Cell state before step t, `(B, H)`; empty without a cell state.
    pub fn c_before(&self, t: usize) -> &[R] {
        self.state(&self.c, t)
    }

    /// Gate `k` in the order of [`Cell::gate_names`], after its activation, `(B, H)`.
    pub fn gate(&self, k: usize, t: usize) -> View<'_, R> {
        self.block(&self.gates, k, t)
    }

    /// The pre-activations of all gates, `(B, G·H)`; empty if the tape records for training only.
    pub fn pre(&self, t: usize) -> &[R] {
        self.step(&self.pre, t)
    }

    /// The value named by [`Cell::extra_name`], `(B, H)`; empty for the RNN.
    pub fn extra(&self, t: usize) -> &[R] {
        self.step(&self.extra, t)
    }

    /// `(B, O)`.
    pub fn logits(&self, t: usize) -> &[R] {
        self.step(&self.logits, t)
    }

    /// Softmax of the logits, `(B, O)`; zeros with the mean squared error.
    pub fn probs(&self, t: usize) -> &[R] {
        self.step(&self.probs, t)
    }

    /// The loss of one sequence at step t, `None` where it has no target.
    pub fn row_loss(&self, t: usize, row: usize) -> Option<R> {
        let index = t * self.batch + row;
        self.has_target[index].then(|| self.losses[index])
    }

    /// Step t's share of the loss: the sum over the rows that have a target, divided by B; `None` if none has one.
    pub fn loss_at(&self, t: usize) -> Option<R> {
        let rows = t * self.batch..(t + 1) * self.batch;
        let any = self.has_target[rows.clone()].contains(&true);
        any.then(|| self.mean(&self.losses[rows]))
    }

    /// L = 1/B Σ_b Σ_t: the sum over the steps that have a target, the mean over the sequences.
    pub fn loss(&self) -> R {
        self.mean(&self.losses)
    }

    /// How many of the T·B rows have a target.
    pub fn target_count(&self) -> usize {
        self.has_target.iter().filter(|has| **has).count()
    }

    /// Steps from the first to the last that has a target: later ones have no part in the loss.
    pub(crate) fn steps_with_gradient(&self) -> usize {
        self.has_target.iter().rposition(|has| *has).map_or(0, |row| row / self.batch + 1)
    }

    /// ∂L/∂h_t, its own readout and everything that comes back from later steps, `(B, H)`.
    pub fn dh(&self, t: usize) -> &[R] {
        self.state(&self.dh, t + 1)
    }

    /// ∂L/∂h_{t−1}, for t = 0 the gradient of the initial state, `(B, H)`.
    pub fn dh_before(&self, t: usize) -> &[R] {
        self.state(&self.dh, t)
    }

    /// ∂L/∂c_t including the path c_t → h_t, `(B, H)`; empty without a cell state.
    pub fn dc(&self, t: usize) -> &[R] {
        self.state(&self.dc, t + 1)
    }

    /// ∂L/∂c_{t−1}, `(B, H)`; empty without a cell state.
    pub fn dc_before(&self, t: usize) -> &[R] {
        self.state(&self.dc, t)
    }

    /// ∂L/∂ gate `k`, after its activation, `(B, H)`.
    ///
    /// # Panics
    /// If the tape records for training only.
    pub fn dgate(&self, k: usize, t: usize) -> View<'_, R> {
        self.block(&self.dgates, k, t)
    }

    /// ∂L/∂ the pre-activations of all gates, `(B, G·H)`.
    pub fn dpre(&self, t: usize) -> &[R] {
        self.step(&self.dpre, t)
    }

    /// ∂L/∂ the value named by [`Cell::extra_name`], `(B, H)`; empty for the RNN.
    pub fn dextra(&self, t: usize) -> &[R] {
        self.step(&self.dextra, t)
    }

    /// `(B, O)`.
    pub fn dlogits(&self, t: usize) -> &[R] {
        self.step(&self.dlogits, t)
    }

    /// ∂L/∂x_t, also for one-hot and missing inputs, `(B, I)`; empty if the tape records for training only.
    pub fn dx(&self, t: usize) -> &[R] {
        self.step(&self.dx, t)
    }

    fn mean(&self, losses: &[R]) -> R {
        let mut sum = R::ZERO;
        losses.iter().for_each(|&loss| sum += loss);
        sum / R::from_f64(self.batch as f64)
    }

    fn state<'a>(&self, values: &'a [R], index: usize) -> &'a [R] {
        let size = self.batch * self.units;
        if values.is_empty() { values } else { &values[index * size..][..size] }
    }

    fn step<'a>(&self, values: &'a [R], t: usize) -> &'a [R] {
        let size = values.len() / self.steps;
        &values[t * size..][..size]
    }

    fn block<'a>(&self, values: &'a [R], k: usize, t: usize) -> View<'a, R> {
        let stride = self.cell.gate_blocks() * self.units;
        View::new(self.batch, self.units, stride, &self.step(values, t)[k * self.units..])
    }

    /// Numbers of one step: B·H of a state, B·G·H of the gates.
    pub(crate) fn step_sizes(&self) -> (usize, usize) {
        let size = self.batch * self.units;
        (size, self.cell.gate_blocks() * size)
    }

    /// The borrows of step t for the forward pass.
    pub(crate) fn forward_step<'a>(
        &'a mut self,
        params: &'a Params<R>,
        t: usize,
    ) -> (&'a mut Workspace<R>, ForwardStep<'a, R>) {
        let (size, width) = self.step_sizes();
        let (h_before, h) = neighbours(&mut self.h, size, t);
        let (c_before, c) = neighbours(&mut self.c, size, t);
        let now = ForwardStep {
            rows: self.batch,
            units: self.units,
            bias_hh: &params.bias_hh,
            h_before,
            c_before,
            gates: step_mut(&mut self.gates, width, t),
            pre: step_mut(&mut self.pre, width, t),
            extra: step_mut(&mut self.extra, size, t),
            h,
            c,
        };
        (&mut self.workspace, now)
    }

    /// The values of step t that a backward pass reads, of all rows.
    pub(crate) fn step_values(&self, t: usize) -> StepValues<'_, R> {
        StepValues {
            units: self.units,
            shared: false,
            h_before: self.h_before(t),
            h: self.h(t),
            c_before: self.c_before(t),
            gates: self.step(&self.gates, t),
            extra: self.extra(t),
        }
    }

    /// The borrows of step t for the backward pass; inlined, as they would go through memory at each step.
    #[inline(always)]
    pub(crate) fn backward_step(&mut self, t: usize) -> (&mut Workspace<R>, StepValues<'_, R>, StepGradients<'_, R>) {
        let (size, width) = self.step_sizes();
        let values = StepValues {
            units: self.units,
            shared: false,
            h_before: &self.h[t * size..][..size],
            h: &self.h[(t + 1) * size..][..size],
            c_before: if self.c.is_empty() { &[] } else { &self.c[t * size..][..size] },
            gates: step_ref(&self.gates, width, t),
            extra: step_ref(&self.extra, size, t),
        };
        let (dh_before, dh) = neighbours_mut(&mut self.dh, size, t);
        let (dc_before, dc) = neighbours_mut(&mut self.dc, size, t);
        let gradients = StepGradients {
            rows: self.batch,
            roads: Roads::default(),
            dh,
            dc,
            dgates: step_mut(&mut self.dgates, width, t),
            dpre: step_mut(&mut self.dpre, width, t),
            dextra: step_mut(&mut self.dextra, size, t),
            dh_before,
            dc_before,
        };
        (&mut self.workspace, values, gradients)
    }
}

/// The ranges of neighbouring rows that have a target.
pub(crate) fn target_runs(has_target: &[bool]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next + has_target[next..].iter().position(|has| *has)?;
        let end = has_target[start..].iter().position(|has| !*has).map_or(has_target.len(), |count| start + count);
        next = end;
        Some(start..end)
    })
}

/// Step t of values that have `size` numbers a step, empty if there are none.
fn step_ref<R>(values: &[R], size: usize, t: usize) -> &[R] {
    if values.is_empty() { values } else { &values[t * size..][..size] }
}

pub(crate) fn step_mut<R>(values: &mut [R], size: usize, t: usize) -> &mut [R] {
    if values.is_empty() { values } else { &mut values[t * size..][..size] }
}

/// The entries t and t+1 of states, both empty if there are none.
fn neighbours<R>(states: &mut [R], size: usize, t: usize) -> (&[R], &mut [R]) {
    let (before, after) = neighbours_mut(states, size, t);
    (before, after)
}

fn neighbours_mut<R>(states: &mut [R], size: usize, t: usize) -> (&mut [R], &mut [R]) {
    if states.is_empty() {
        return (&mut [], &mut []);
    }
    states[t * size..(t + 2) * size].split_at_mut(size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::ALL_CELLS;

    #[test]
    fn what_training_keeps_is_what_the_cells_say() {
        let (steps, batch, units) = (5, 3, 7);
        for cell in ALL_CELLS {
            let tape = Tape::<f32>::with_recording(Recording::Training, cell, steps, batch, 2, units, 4);
            // The states before the first step are kept once.
            let states = [&tape.h, &tape.c, &tape.dh, &tape.dc].map(|states| states.len() / (steps + 1) * steps);
            let others = [&tape.gates, &tape.pre, &tape.extra, &tape.dgates, &tape.dpre, &tape.dextra].map(Vec::len);
            let kept: usize = states.iter().chain(&others).sum();
            assert_eq!(kept, steps * batch * units * cell.kept_per_unit(), "{cell:?}");
        }
    }
}
