//! The itemised gradient: how much the loss at each step s owes to the state at each step t, ‖∂L_s/∂h_t‖₂.
//!
//! ∂L/∂h_t is a sum over the losses at s ≥ t. Here every source s is a row of one gradient matrix: a single sweep from
//! the last step to the first starts a row wherever there is a target and carries all of them back together, through
//! the cell's own backward pass, with the values of a step shared by all rows.

use crate::measure::norm;
use crate::sweep::Sweep;
use crate::{Batch, Network, Recording, Roads, Tape};

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
    let steps = tape.steps;
    let has_c = network.cell.has_cell_state();
    // The sources from the last to the first: those that are under way at step t are the first rows.
    let sources: Vec<usize> = (0..steps).rev().filter(|&s| batch.targets.is_present(s)).collect();
    let mut sweep = Sweep::new(network, tape, batch, sources.len(), Roads::default(), Recording::Training);
    let table = || sources.iter().map(|_| vec![0.0; steps]).collect::<Vec<_>>();
    let (mut h_norms, mut c_norms) = (table(), table());

    let mut active = 0;
    for t in (0..steps).rev() {
        if sources.get(active) == Some(&t) {
            sweep.add_loss(t, active);
            active += 1;
        }
        // The last steps may be without a target.
        if active == 0 {
            continue;
        }
        sweep.arrive();
        sweep.back(t, active);
        for (row, (h_norms, c_norms)) in h_norms[..active].iter_mut().zip(&mut c_norms).enumerate() {
            h_norms[t] = norm(sweep.dh(row));
            c_norms[t] = norm(sweep.dc(row));
        }
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
