//! Truncated backpropagation through time, in the one form that covers what textbooks mean.
//!
//! Williams & Peng (1990, *An efficient gradient-based algorithm for on-line training of recurrent network
//! trajectories*) define BPTT(h; h′): every h′ steps, run back through the last h steps, injecting the losses of the
//! last h′. Sutskever (2013) calls the two numbers k1 = h′ and k2 = h. Here:
//!
//! * chunks are k1 steps long, counted from the first step: [0, k1), [k1, 2·k1), …; the last one may be shorter;
//! * the losses of the chunk [j·k1, (j+1)·k1) flow back to step max(0, (j+1)·k1 − k2), inclusive, and no further.
//!
//! The two special cases that have names of their own:
//!
//! * k1 = 1: *each loss flows back through at most k2 steps*, its own included (the exact "truncated to k steps");
//! * k1 = k2: *the state is detached every k steps*, as training loops on long texts do.
//!
//! k2 ≥ T is full backpropagation whatever k1 is. A last chunk that is shorter keeps the same starting point, so that
//! k1 = k2 never crosses a point of detachment.

use crate::cell::step::StepGradients;
use crate::gemm::gemm;
use crate::params::Part;
use crate::roads::Roads;
use crate::tape::{step_mut, target_runs};
use crate::workspace::WindowStep;
use crate::{Network, Real, Tape};

/// How far each loss flows back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Truncation {
    /// To the first step.
    #[default]
    Full,
    /// Every `k1` steps, back through `k2`; 1 ≤ k1 ≤ k2.
    Window { k1: usize, k2: usize },
}

impl Truncation {
    /// Each loss flows back through at most `k` steps, its own included: k1 = 1, k2 = k.
    pub fn per_loss(k: usize) -> Self {
        Truncation::Window { k1: 1, k2: k }
    }

    /// The state is detached every `k` steps: k1 = k2 = k.
    pub fn detached_every(k: usize) -> Self {
        Truncation::Window { k1: k, k2: k }
    }

    pub fn is_valid(self) -> bool {
        match self {
            Truncation::Full => true,
            Truncation::Window { k1, k2 } => k1 >= 1 && k1 <= k2,
        }
    }

    /// The first step that the loss at step `s` reaches.
    pub fn reach(self, s: usize) -> usize {
        match self {
            Truncation::Full => 0,
            Truncation::Window { k1, k2 } => ((s / k1 + 1) * k1).saturating_sub(k2),
        }
    }
}

impl<R: Real> Network<R> {
    /// One sweep for each chunk of `k1` steps, from its last step down to where it is cut; the sweeps add up on the tape.
    pub(crate) fn sweep_windows(&self, tape: &mut Tape<R>, k1: usize, k2: usize) {
        let truncation = Truncation::Window { k1, k2 };
        assert!(truncation.is_valid(), "a truncation needs 1 ≤ k1 ≤ k2, found k1 = {k1}, k2 = {k2}");
        let Tape { dh, dc, dgates, dpre, dextra, .. } = tape;
        [dh, dc, dgates, dpre, dextra].into_iter().for_each(|gradients| gradients.fill(R::ZERO));
        for start in (0..tape.steps).step_by(k1) {
            let end = (start + k1).min(tape.steps);
            let rows = start * tape.batch..end * tape.batch;
            // Steps of the chunk after its last target have no part in its loss.
            if let Some(row) = tape.has_target[rows].iter().rposition(|has| *has) {
                self.sweep_window(tape, start..start + row / tape.batch + 1, truncation.reach(start));
            }
        }
    }

    fn sweep_window(&self, tape: &mut Tape<R>, losses: std::ops::Range<usize>, first: usize) {
        let WindowStep { dh, dc, .. } = &mut tape.workspace.window;
        dh.fill(R::ZERO);
        dc.fill(R::ZERO);
        for t in (first..losses.end).rev() {
            self.window_step(tape, t, losses.contains(&t));
            if t == first && t > 0 {
                break;
            }
            let (size, has_c) = (tape.batch * tape.units, !tape.dc.is_empty());
            let WindowStep { dh, dc, dh_before, dc_before, .. } = &mut tape.workspace.window;
            std::mem::swap(dh, dh_before);
            std::mem::swap(dc, dc_before);
            if t == 0 {
                add(&mut tape.dh[..size], dh);
                if has_c {
                    add(&mut tape.dc[..size], dc);
                }
            }
        }
    }

    /// Step t of a sweep: the share of its own loss, if that is one of this chunk's; the cell; then onto the tape.
    fn window_step(&self, tape: &mut Tape<R>, t: usize, with_loss: bool) {
        let mut window = std::mem::take(&mut tape.workspace.window);
        let WindowStep { dh, dh_before, dc, dc_before, dgates, dpre, dextra } = &mut window;
        let (units, has_c) = (tape.units, !tape.dc.is_empty());
        if with_loss {
            let Tape { workspace, dlogits, has_target, batch, outputs, .. } = tape;
            let weights = &mut workspace.weights;
            for run in target_runs(&has_target[t * *batch..(t + 1) * *batch]) {
                let dlogits = &dlogits[(t * *batch + run.start) * *outputs..];
                let dh = &mut dh[run.start * units..];
                gemm(run.len(), (dlogits, *outputs), &weights.readout, (dh, units), true, &mut weights.scratch);
            }
        }
        dh_before.fill(R::ZERO);
        let gradients = StepGradients {
            rows: tape.batch,
            roads: Roads::default(),
            dh,
            dc,
            dgates: if tape.dgates.is_empty() { &mut [] } else { dgates },
            dpre,
            dextra: if tape.dextra.is_empty() { &mut [] } else { dextra },
            dh_before,
            dc_before,
        };
        let part = Part::of(t, tape.source);
        let (workspace, values, _) = tape.backward_step(t);
        self.cell.backward(self.switches, &mut workspace.part_mut(part).weights, values, gradients);
        let (size, width) = tape.step_sizes();
        add(&mut tape.dh[(t + 1) * size..][..size], &window.dh);
        if has_c {
            add(&mut tape.dc[(t + 1) * size..][..size], &window.dc);
        }
        add(step_mut(&mut tape.dgates, width, t), &window.dgates);
        add(step_mut(&mut tape.dpre, width, t), &window.dpre);
        add(step_mut(&mut tape.dextra, size, t), &window.dextra);
        tape.workspace.window = window;
    }
}

/// `sums += values` for as many as there are sums.
fn add<R: Real>(sums: &mut [R], values: &[R]) {
    for (sum, &value) in sums.iter_mut().zip(values) {
        *sum += value;
    }
}
