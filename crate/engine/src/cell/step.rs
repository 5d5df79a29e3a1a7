//! What one time step of a cell reads and writes. The three cells share these borrows, never each other's equations.

use crate::Real;
use crate::gemm::GemmScratch;
use crate::params::Params;
use crate::roads::Roads;

/// One step of the forward pass for B sequences.
///
/// On entry the pre-activations hold the input projection and the biases, a_t + biases (see [`crate::Cell::gate_bias`]):
/// in `gates`, and for the RNN, which has no gates, in `h`.
pub(crate) struct ForwardStep<'a, R> {
    /// B.
    pub rows: usize,
    pub units: usize,
    pub bias_hh: &'a [R],   // (G·H)
    pub h_before: &'a [R],  // (B, H)
    pub c_before: &'a [R],  // (B, H), LSTM only
    pub gates: &'a mut [R], // (B, G·H), out: after their activation; empty for the RNN
    pub pre: &'a mut [R],   // (B, G·H), out: the complete pre-activations, unless empty
    pub extra: &'a mut [R], // (B, H), see `Cell::extra_name`; empty for the RNN
    pub h: &'a mut [R],     // (B, H)
    pub c: &'a mut [R],     // (B, H), LSTM only
}

/// The values of one step that a backward pass reads: a row for each row of the gradients, or one row for all of them.
#[derive(Clone, Copy)]
pub(crate) struct StepValues<'a, R> {
    pub units: usize,
    /// One row of values serves every row of gradients: the sources of an itemised sweep.
    pub shared: bool,
    pub h_before: &'a [R], // (V, H)
    pub h: &'a [R],        // (V, H)
    pub c_before: &'a [R], // (V, H), LSTM only
    pub gates: &'a [R],    // (V, G·H)
    pub extra: &'a [R],    // (V, H)
}

impl<'a, R: Real> StepValues<'a, R> {
    /// Row `row` of `values`, which has `width` numbers a row.
    pub fn row(&self, values: &'a [R], width: usize, row: usize) -> &'a [R] {
        let row = if self.shared { 0 } else { row };
        &values[row * width..][..width]
    }
}

/// The gradients of one step, S rows: B sequences, or the sources of an itemised sweep.
pub(crate) struct StepGradients<'a, R> {
    /// S.
    pub rows: usize,
    /// What of it is followed to the step before; a road that is cut adds nothing to `dh_before` and `dc_before`.
    pub roads: Roads,
    pub dh: &'a [R],            // (S, H), complete
    pub dc: &'a mut [R],        // (S, H), LSTM: in, what step t+1 sent; out, complete
    pub dgates: &'a mut [R],    // (S, G·H), written unless empty
    pub dpre: &'a mut [R],      // (S, G·H), written
    pub dextra: &'a mut [R],    // (S, H), written; may be empty for the LSTM
    pub dh_before: &'a mut [R], // (S, H), added to
    pub dc_before: &'a mut [R], // (S, H), LSTM: written
}

/// The sums over all steps and rows that give ∂L/∂W_hh and the gradients of both biases, which start from zero.
pub(crate) struct WeightSums<'a, R> {
    pub rows: usize, // T·B
    pub units: usize,
    pub h_before: &'a [R], // (T·B, H)
    pub extra: &'a [R],    // (T·B, H)
    pub dpre: &'a [R],     // (T·B, G·H)
    pub dextra: &'a [R],   // (T·B, H)
    pub dparams: &'a mut Params<R>,
    pub scratch: &'a mut GemmScratch<R>,
}

/// `sums += ` the sum of the first `sums.len()` columns of all rows, which are `stride` apart.
pub(crate) fn add_column_sums<R: Real>(rows: &[R], stride: usize, sums: &mut [R]) {
    for row in rows.chunks(stride) {
        for (sum, &value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
    }
}
