//! The Jacobian of a step, J_t = ∂s_t/∂s_{t−1}, where the state s is h, or (h, c) for a cell with a cell state.
//!
//! Row k is what the cell's own backward pass makes of the gradient e_k, ∂(s_t)_k/∂s_{t−1}. The product J_to ⋯ J_from is
//! found by carrying such rows further back, not by multiplying matrices.

use crate::sweep::Sweep;
use crate::{Batch, Matrix, Network, Recording, Roads, Tape};

/// J_t = ∂s_t/∂s_{t−1}, `(S, S)` with S = H, or 2H for (h, c); for t = 0 s_{t−1} is the initial state.
///
/// # Panics
/// As [`jacobian_between`].
pub fn jacobian(network: &Network<f64>, tape: &Tape<f64>, batch: &Batch<f64>, t: usize) -> Matrix<f64> {
    jacobian_between(network, tape, batch, t, t)
}

/// J_to ⋯ J_from = ∂s_to/∂s_{from−1}, `(S, S)`, over the steps from the earlier one to the later one, both included.
///
/// # Panics
/// If `from` is later than `to`, or `to` is no step; if the tape holds more than one sequence, or does not belong to the
/// network and the batch.
pub fn jacobian_between(
    network: &Network<f64>,
    tape: &Tape<f64>,
    batch: &Batch<f64>,
    from: usize,
    to: usize,
) -> Matrix<f64> {
    assert!(from <= to && to < tape.steps, "the Jacobians of the steps {from} to {to} of {}", tape.steps);
    let size = if network.cell.has_cell_state() { 2 * tape.units } else { tape.units };
    let mut sweep = Sweep::new(network, tape, batch, size, Roads::default(), Recording::Training);
    let mut unit = vec![0.0; size];
    for row in 0..size {
        unit[row] = 1.0;
        sweep.add(row, &unit);
        unit[row] = 0.0;
    }
    for t in (from..=to).rev() {
        sweep.arrive();
        sweep.back(t, size);
    }
    let data = (0..size).flat_map(|row| [sweep.dh_before(row), sweep.dc_before(row)].concat()).collect();
    Matrix { rows: size, cols: size, data }
}
