//! The itemised gradient: how much the loss at each step s owes to the state at each step t, ‖∂L_s/∂h_t‖₂.
//!
//! ∂L/∂h_t is a sum over the losses at s ≥ t. Here every source s is a row of one gradient matrix: a single sweep from
//! the last step to the first starts a row wherever there is a target and carries all of them back together, through
//! the cell's own backward pass, with the values of a step shared by all rows.

use crate::cell::step::{StepGradients, StepValues};
use crate::gemm::gemm;
use crate::measure::norm;
use crate::packed::PackedWeights;
use crate::params::Part;
use crate::{Batch, Network, Tape};

/// Rows are where the loss is, columns which state; zero where t > s; a row is `None` if step s has no target.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// ‖∂L_s/∂h_t‖₂. For s = t it is what the readout of that step sends.
    pub h: Vec<Option<Vec<f64>>>, // (T, T)
    /// ‖∂L_s/∂c_t‖₂, with a cell state only.
    pub c: Option<Vec<Option<Vec<f64>>>>, // (T, T)
}

/// The influence of every state on every loss, from the values that a forward pass left on the tape.
///
/// # Panics
/// If the tape holds more than one sequence, or does not belong to the network and the batch.
pub fn influence(network: &Network<f64>, tape: &Tape<f64>, batch: &Batch<f64>) -> Influence {
    network.assert_fits(batch, tape);
    assert_eq!(tape.batch, 1, "influence is of one sequence");
    let (steps, units) = (tape.steps, tape.units);
    let width = network.cell.gate_blocks() * units;
    let has_c = network.cell.has_cell_state();
    let source = network.source(batch);
    let packed = |part: Part| {
        let params = network.params.part(part);
        let mut weights = PackedWeights::new(network.cell, units, params.weight_ho.rows);
        weights.pack_backward(params, false);
        weights
    };
    let (encoder, decoder) = ((source > 0).then(|| packed(Part::Encoder)), packed(Part::Decoder));

    // The sources from the last to the first: those that are under way at step t are the first rows.
    let sources: Vec<usize> = (0..steps).rev().filter(|&s| batch.targets.is_present(s)).collect();
    let zeros = |width: usize| vec![0.0; sources.len() * width];
    let (mut dh, mut dh_before, mut dc, mut dc_before) = (zeros(units), zeros(units), zeros(units), zeros(units));
    let (mut dpre, mut dextra) = (zeros(width), zeros(units));
    let mut dlogits = vec![0.0; tape.outputs];
    let table = || sources.iter().map(|_| vec![0.0; steps]).collect::<Vec<_>>();
    let (mut h_norms, mut c_norms) = (table(), table());

    let mut active = 0;
    for t in (0..steps).rev() {
        if sources.get(active) == Some(&t) {
            crate::loss::backward_row(&batch.targets, tape, t, 1.0, &mut dlogits);
            let row = &mut dh[active * units..][..units];
            gemm(1, &dlogits, tape.outputs, &decoder.readout, row, units, false);
            active += 1;
        }
        // The last steps may be without a target.
        if active == 0 {
            continue;
        }
        let rows = active * units;
        dh_before[..rows].fill(0.0);
        let values = StepValues { shared: true, ..tape.step_values(t) };
        let gradients = StepGradients {
            dh: &dh[..rows],
            dc: if has_c { &mut dc[..rows] } else { &mut [] },
            dgates: &mut [],
            dpre: &mut dpre[..active * width],
            dextra: if has_c { &mut [] } else { &mut dextra[..rows] },
            dh_before: &mut dh_before[..rows],
            dc_before: if has_c { &mut dc_before[..rows] } else { &mut [] },
        };
        let weights = encoder.as_ref().filter(|_| t < source).unwrap_or(&decoder);
        network.cell.backward(network.switches, weights, values, gradients);
        for (row, norms) in h_norms[..active].iter_mut().enumerate() {
            norms[t] = norm(&dh[row * units..][..units]);
        }
        if has_c {
            for (row, norms) in c_norms[..active].iter_mut().enumerate() {
                norms[t] = norm(&dc[row * units..][..units]);
            }
        }
        std::mem::swap(&mut dh, &mut dh_before);
        std::mem::swap(&mut dc, &mut dc_before);
    }
    Influence { h: rows_by_step(steps, &sources, h_norms), c: has_c.then(|| rows_by_step(steps, &sources, c_norms)) }
}

fn rows_by_step(steps: usize, sources: &[usize], norms: Vec<Vec<f64>>) -> Vec<Option<Vec<f64>>> {
    let mut rows = vec![None; steps];
    for (&source, norms) in sources.iter().zip(norms) {
        rows[source] = Some(norms);
    }
    rows
}
