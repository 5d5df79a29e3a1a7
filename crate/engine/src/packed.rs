//! The weights in the form that the matrix products read, made once per pass and used at every time step.

use crate::gemm::{GemmScratch, PackedMatrix};
use crate::{Cell, Params, Real};

/// W_hh comes in the row blocks that a cell multiplies at different moments: one for the RNN and the LSTM, (r z) and n
/// for the GRU.
#[derive(Clone, Debug)]
pub(crate) struct PackedWeights<R> {
    units: usize,
    blocks: &'static [usize],
    /// The blocks of W_hh, transposed: h W_hhᵀ.
    pub recurrent_t: Vec<PackedMatrix<R>>, // each (H, block·H)
    /// The blocks of W_hh: ∂L/∂a W_hh.
    pub recurrent: Vec<PackedMatrix<R>>, // each (block·H, H)
    pub readout_t: PackedMatrix<R>,       // (H, O)
    pub readout: PackedMatrix<R>,         // (O, H)
    pub input_t: Option<PackedMatrix<R>>, // (I, G·H), made by the first pass with dense inputs
    pub input: Option<PackedMatrix<R>>,   // (G·H, I), made by the first pass that asks for ∂L/∂x
    /// What products with them work in.
    pub scratch: GemmScratch<R>,
}

impl<R: Real> PackedWeights<R> {
    pub fn new(cell: Cell, inputs: usize, units: usize, outputs: usize) -> Self {
        let blocks = cell.recurrent_blocks();
        Self {
            units,
            blocks,
            recurrent_t: blocks.iter().map(|block| PackedMatrix::zeros(units, block * units)).collect(),
            recurrent: blocks.iter().map(|block| PackedMatrix::zeros(block * units, units)).collect(),
            readout_t: PackedMatrix::zeros(units, outputs),
            readout: PackedMatrix::zeros(outputs, units),
            input_t: None,
            input: None,
            scratch: GemmScratch::for_sizes(inputs.max(units)),
        }
    }

    /// For [`crate::Network::forward`].
    pub fn pack_forward(&mut self, params: &Params<R>, dense_inputs: bool) {
        let mut first = 0;
        for (packed, block) in self.recurrent_t.iter_mut().zip(self.blocks) {
            packed.pack_transposed(params.weight_hh.rows_from(first, block * self.units));
            first += block * self.units;
        }
        self.readout_t.pack_transposed(&params.weight_ho.data);
        if dense_inputs {
            let (rows, cols) = (params.weight_ih.rows, params.weight_ih.cols);
            let input_t = self.input_t.get_or_insert_with(|| PackedMatrix::zeros(cols, rows));
            input_t.pack_transposed(&params.weight_ih.data);
        }
    }

    /// For [`crate::Network::backward`].
    pub fn pack_backward(&mut self, params: &Params<R>, input_gradients: bool) {
        let mut first = 0;
        for (packed, block) in self.recurrent.iter_mut().zip(self.blocks) {
            packed.pack(params.weight_hh.rows_from(first, block * self.units));
            first += block * self.units;
        }
        self.readout.pack(&params.weight_ho.data);
        if input_gradients {
            let (rows, cols) = (params.weight_ih.rows, params.weight_ih.cols);
            self.input.get_or_insert_with(|| PackedMatrix::zeros(rows, cols)).pack(&params.weight_ih.data);
        }
    }
}
