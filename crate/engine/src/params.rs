//! The parameter tensors of a network, under PyTorch's names. Gradients reuse the same structure.

use crate::{Cell, Matrix, Real};
use std::ops::Range;

/// Of a network without an encoder.
pub const PARAMETER_NAMES: [&str; 6] = ["weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_ho", "bias_o"];

/// Of all tensors: those of [`PARAMETER_NAMES`], then the encoder's.
pub const TENSOR_NAMES: [&str; 10] = [
    "weight_ih",
    "weight_hh",
    "bias_ih",
    "bias_hh",
    "weight_ho",
    "bias_o",
    "encoder.weight_ih",
    "encoder.weight_hh",
    "encoder.bias_ih",
    "encoder.bias_hh",
];

/// The index of the first of the encoder's tensors among all.
pub const ENCODER_TENSORS: usize = PARAMETER_NAMES.len();

/// Which of the steps of a sequence: those that read the source, or those that answer. Without an encoder all are the
/// decoder's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Encoder,
    Decoder,
}

impl Part {
    pub const BOTH: [Self; 2] = [Self::Encoder, Self::Decoder];

    /// The part of step `t`, if the first `source` steps are the encoder's.
    pub fn of(t: usize, source: usize) -> Self {
        if t < source { Self::Encoder } else { Self::Decoder }
    }

    /// Those of `steps` that belong to it; none can be left.
    pub fn steps(self, steps: Range<usize>, source: usize) -> Range<usize> {
        match self {
            Self::Encoder => steps.start..steps.end.min(source).max(steps.start),
            Self::Decoder => steps.start.max(source).min(steps.end)..steps.end,
        }
    }
}

/// Weights and biases of a cell with its linear readout; also their gradients, steps and moments.
#[derive(Clone, Debug, PartialEq)]
pub struct Params<R> {
    pub weight_ih: Matrix<R>, // (G·H, I)
    pub weight_hh: Matrix<R>, // (G·H, H)
    pub bias_ih: Vec<R>,      // (G·H)
    pub bias_hh: Vec<R>,      // (G·H)
    pub weight_ho: Matrix<R>, // (O, H)
    pub bias_o: Vec<R>,       // (O)
    /// The weights of the steps that read the source, if they have their own (Cho et al. 2014, *Learning phrase
    /// representations using RNN encoder–decoder for statistical machine translation*; Sutskever, Vinyals & Le 2014,
    /// *Sequence to sequence learning with neural networks*). An encoder has no readout, O = 0, and no encoder.
    pub encoder: Option<Box<Params<R>>>,
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
            encoder: None,
        }
    }

    /// How many numbers a network of these sizes has: G·(H·I + H² + 2H) + O·H + O. An encoder has as many as a network
    /// of no output.
    pub fn count_of(cell: Cell, inputs: usize, units: usize, outputs: usize) -> usize {
        cell.gate_blocks() * units * (inputs + units + 2) + outputs * (units + 1)
    }

    /// The tensors in the order of [`TENSOR_NAMES`]; those of an encoder that is not there are empty.
    pub fn tensors(&self) -> [&[R]; 10] {
        let [weight_ih, weight_hh, bias_ih, bias_hh] = self.encoder.as_ref().map_or([&[][..]; 4], |encoder| {
            [&encoder.weight_ih.data, &encoder.weight_hh.data, &encoder.bias_ih, &encoder.bias_hh]
        });
        [
            &self.weight_ih.data,
            &self.weight_hh.data,
            &self.bias_ih,
            &self.bias_hh,
            &self.weight_ho.data,
            &self.bias_o,
            weight_ih,
            weight_hh,
            bias_ih,
            bias_hh,
        ]
    }

    pub fn tensors_mut(&mut self) -> [&mut [R]; 10] {
        let [weight_ih, weight_hh, bias_ih, bias_hh] = match &mut self.encoder {
            None => [&mut [][..], &mut [], &mut [], &mut []],
            Some(encoder) => [
                &mut encoder.weight_ih.data[..],
                &mut encoder.weight_hh.data,
                &mut encoder.bias_ih,
                &mut encoder.bias_hh,
            ],
        };
        [
            &mut self.weight_ih.data,
            &mut self.weight_hh.data,
            &mut self.bias_ih,
            &mut self.bias_hh,
            &mut self.weight_ho.data,
            &mut self.bias_o,
            weight_ih,
            weight_hh,
            bias_ih,
            bias_hh,
        ]
    }

    /// (rows, columns) of each tensor in the same order; a bias is one column, a tensor that is not there has neither.
    pub fn shapes(&self) -> [(usize, usize); 10] {
        let of = |matrix: &Matrix<R>| (matrix.rows, matrix.cols);
        let [weight_ih, weight_hh, bias_ih, bias_hh] = self.encoder.as_ref().map_or([(0, 0); 4], |encoder| {
            [of(&encoder.weight_ih), of(&encoder.weight_hh), (encoder.bias_ih.len(), 1), (encoder.bias_hh.len(), 1)]
        });
        [
            of(&self.weight_ih),
            of(&self.weight_hh),
            (self.bias_ih.len(), 1),
            (self.bias_hh.len(), 1),
            of(&self.weight_ho),
            (self.bias_o.len(), 1),
            weight_ih,
            weight_hh,
            bias_ih,
            bias_hh,
        ]
    }

    /// What the steps of a part use; without an encoder both use the same.
    pub(crate) fn part(&self, part: Part) -> &Self {
        match (part, &self.encoder) {
            (Part::Encoder, Some(encoder)) => encoder,
            _ => self,
        }
    }

    pub(crate) fn part_mut(&mut self, part: Part) -> &mut Self {
        match part {
            Part::Encoder if self.encoder.is_some() => self.encoder.as_mut().expect("it is there"),
            _ => self,
        }
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
            encoder: self.encoder.as_ref().map(|encoder| Box::new(encoder.convert())),
        }
    }

    pub fn count(&self) -> usize {
        self.tensors().iter().map(|tensor| tensor.len()).sum()
    }
}
