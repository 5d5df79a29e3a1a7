//! The six parameter tensors of a network, under PyTorch's names. Gradients reuse the same structure.

use crate::{Cell, Matrix, Real};

pub const PARAMETER_NAMES: [&str; 6] = ["weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_ho", "bias_o"];

/// Weights and biases of a cell with its linear readout; also their gradients, steps and moments.
#[derive(Clone, Debug, PartialEq)]
pub struct Params<R> {
    pub weight_ih: Matrix<R>, // (G·H, I)
    pub weight_hh: Matrix<R>, // (G·H, H)
    pub bias_ih: Vec<R>,      // (G·H)
    pub bias_hh: Vec<R>,      // (G·H)
    pub weight_ho: Matrix<R>, // (O, H)
    pub bias_o: Vec<R>,       // (O)
}

impl<R: Real> Params<R> {
    pub fn zeros(cell: Cell, inputs: usize, units: usize, outputs: usize) -> Self {
        let rows = cell.gate_blocks() * units;
        Self {
            weight_ih: Matrix::zeros(rows, inputs),
            weight_hh: Matrix::zeros(rows, units),
            bias_ih: vec![R::ZERO; rows],
            bias_hh: vec![R::ZERO; rows],
            weight_ho: Matrix::zeros(outputs, units),
            bias_o: vec![R::ZERO; outputs],
        }
    }

    /// How many numbers a network of these sizes has: G·(H·I + H² + 2H) + O·H + O.
    pub fn count_of(cell: Cell, inputs: usize, units: usize, outputs: usize) -> usize {
        cell.gate_blocks() * units * (inputs + units + 2) + outputs * (units + 1)
    }

    /// The six tensors in the order of [`PARAMETER_NAMES`].
    pub fn tensors(&self) -> [&[R]; 6] {
        [&self.weight_ih.data, &self.weight_hh.data, &self.bias_ih, &self.bias_hh, &self.weight_ho.data, &self.bias_o]
    }

    pub fn tensors_mut(&mut self) -> [&mut [R]; 6] {
        [
            &mut self.weight_ih.data,
            &mut self.weight_hh.data,
            &mut self.bias_ih,
            &mut self.bias_hh,
            &mut self.weight_ho.data,
            &mut self.bias_o,
        ]
    }

    /// (rows, columns) of each tensor in the same order; a bias is one column.
    pub fn shapes(&self) -> [(usize, usize); 6] {
        [
            (self.weight_ih.rows, self.weight_ih.cols),
            (self.weight_hh.rows, self.weight_hh.cols),
            (self.bias_ih.len(), 1),
            (self.bias_hh.len(), 1),
            (self.weight_ho.rows, self.weight_ho.cols),
            (self.bias_o.len(), 1),
        ]
    }

    /// Zeros in the same shapes: an empty gradient, or the state of an optimizer.
    pub fn zeros_like(&self) -> Self {
        let mut zeros = self.clone();
        zeros.tensors_mut().into_iter().for_each(|tensor| tensor.fill(R::ZERO));
        zeros
    }

    /// The same numbers in the other precision.
    pub fn convert<S: Real>(&self) -> Params<S> {
        let numbers = |values: &[R]| values.iter().map(|value| S::from_f64(value.to_f64())).collect::<Vec<S>>();
        let matrix = |m: &Matrix<R>| Matrix { rows: m.rows, cols: m.cols, data: numbers(&m.data) };
        Params {
            weight_ih: matrix(&self.weight_ih),
            weight_hh: matrix(&self.weight_hh),
            bias_ih: numbers(&self.bias_ih),
            bias_hh: numbers(&self.bias_hh),
            weight_ho: matrix(&self.weight_ho),
            bias_o: numbers(&self.bias_o),
        }
    }

    pub fn count(&self) -> usize {
        self.tensors().iter().map(|tensor| tensor.len()).sum()
    }
}
