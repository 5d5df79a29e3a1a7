//! Initial weights, drawn in `f64` from a seed and then rounded.
//!
//! Every block of H rows of every tensor draws from a stream of its own, so that another cell, another number of units
//! or another initialiser of W_hh leaves the first draws of all other blocks where they were.

use crate::random::Random;
use crate::spectrum::{orthogonal_factor, spectral_radius};
use crate::{Cell, Convention, ENCODER_TENSORS, LossKind, Matrix, Network, Params, Real, Switches};
use serde::{Deserialize, Serialize};

/// How each gate's block of W_hh, `(H, H)`, is drawn. All other tensors are PyTorch's: uniform within ±1/√H.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Initializer {
    /// U(−1/√H, 1/√H), as `torch.nn.RNN`, `LSTM` and `GRU`. Its spectral radius is near 1/√3.
    #[default]
    PytorchUniform,
    /// N(0, gain²/H). Its spectral radius is near the gain.
    Gaussian { gain: f64 },
    /// An orthogonal matrix, uniformly distributed, times the gain (Saxe et al. 2014).
    Orthogonal { gain: f64 },
    /// The identity times a scale (Le, Jaitly & Hinton 2015, *A simple way to initialize recurrent networks of
    /// rectified linear units*).
    Identity { scale: f64 },
    /// N(0, 1/H), rescaled so that the largest |eigenvalue| is exactly this (Jaeger 2001).
    SpectralRadius { radius: f64 },
}

/// The bias that a cell's forgetting starts with, in place of PyTorch's draws: of the LSTM's f, or of the GRU's z.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForgetBias {
    /// Of the LSTM's forget gate: the part in `bias_ih` is this and that in `bias_hh` zero, so that b_f is exactly this
    /// (Gers et al. 2000; Jozefowicz et al. 2015). No other cell has one.
    Constant(f64),
    /// Each unit forgets at its own pace, with half-lives up to `longest` steps: ln U(1, longest − 1), and the negative of it
    /// for the LSTM's input gate (Tallec & Ollivier 2018, *Can recurrent neural networks warp time?*, the chrono
    /// initialiser). In a GRU it is the bias of what keeps the state: −b_z, in PyTorch's convention b_z.
    Chrono { longest: f64 },
}

/// Everything that decides the initial weights, besides the sizes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InitSpec {
    pub initializer: Initializer,
    /// `None` keeps PyTorch's draws.
    pub forget_bias: Option<ForgetBias>,
    pub seed: u64,
}

impl<R: Real> Network<R> {
    /// A network with initial weights and no gate fixed.
    ///
    /// # Panics
    /// If a size is zero.
    pub fn init(cell: Cell, inputs: usize, units: usize, outputs: usize, loss: LossKind, spec: &InitSpec) -> Self {
        assert!(inputs > 0 && units > 0 && outputs > 0, "a network needs at least one input, unit and output");
        let params = drawn(cell, Params::zeros(cell, inputs, units, outputs), spec, 0);
        Self { cell, params: params.convert(), loss, switches: Switches::default() }
    }

    /// The same network with weights of their own for the steps that read the source, drawn in the same way from other
    /// numbers.
    pub fn with_encoder(mut self, spec: &InitSpec) -> Self {
        let zeros = Params::zeros(self.cell, self.inputs(), self.units(), 0);
        self.params.encoder = Some(Box::new(drawn(self.cell, zeros, spec, ENCODER_TENSORS).convert()));
        self
    }
}

/// Values for all tensors of `params`. The streams are counted from that of the tensor `first`.
fn drawn(cell: Cell, mut params: Params<f64>, spec: &InitSpec, first: usize) -> Params<f64> {
    let units = params.weight_hh.cols;
    let bound = 1.0 / (units as f64).sqrt();
    for (tensor, (rows, cols)) in params.shapes().into_iter().enumerate().filter(|(_, (rows, _))| *rows > 0) {
        // The cell's tensors have a block of H rows for each gate, the readout's are one block.
        let block = if tensor < 4 { units * cols } else { rows * cols };
        for (part, values) in params.tensors_mut()[tensor].chunks_exact_mut(block).enumerate() {
            let mut random = Random::new(spec.seed, ((first + tensor) * 8 + part) as u64);
            if tensor == WEIGHT_HH {
                fill_recurrent(values, units, spec.initializer, &mut random);
            } else {
                values.iter_mut().for_each(|value| *value = random.uniform_in(-bound, bound));
            }
        }
    }
    match spec.forget_bias {
        Some(ForgetBias::Constant(bias)) if cell == Cell::Lstm => {
            params.bias_ih[units..2 * units].fill(bias);
            params.bias_hh[units..2 * units].fill(0.0);
        }
        Some(ForgetBias::Chrono { longest }) => {
            let mut random = Random::new(spec.seed, ((first + BIAS_IH) * 8 + FORGETS) as u64);
            fill_chrono(cell, &mut params, longest, &mut random);
        }
        _ => {}
    }
    params
}

/// The bias of what forgets, at the second place in both gated cells: i *f* g o and r *z* n.
fn fill_chrono(cell: Cell, params: &mut Params<f64>, longest: f64, random: &mut Random) {
    let units = params.weight_hh.cols;
    let keeps = match cell {
        Cell::Rnn(_) => return,
        Cell::Lstm | Cell::Gru(Convention::Pytorch) => 1.0,
        Cell::Gru(Convention::Chung2014) => -1.0,
    };
    let range = units..2 * units;
    params.bias_hh[range.clone()].fill(0.0);
    for unit in range {
        let bias = libm::log(random.uniform_in(1.0, (longest - 1.0).max(1.0)));
        params.bias_ih[unit] = keeps * bias;
        if cell == Cell::Lstm {
            (params.bias_ih[unit - units], params.bias_hh[unit - units]) = (-bias, 0.0);
        }
    }
}

/// The index of W_hh among the tensors.
const WEIGHT_HH: usize = 1;
const BIAS_IH: usize = 2;
/// The stream of a block that no tensor has.
const FORGETS: usize = 7;

/// Runs once for a network, so whoever asks for one compiles it, as small as that package is.
#[inline]
fn fill_recurrent(block: &mut [f64], units: usize, initializer: Initializer, random: &mut Random) {
    let bound = 1.0 / (units as f64).sqrt();
    match initializer {
        Initializer::PytorchUniform => block.iter_mut().for_each(|value| *value = random.uniform_in(-bound, bound)),
        Initializer::Gaussian { gain } => block.iter_mut().for_each(|value| *value = gain * bound * random.gaussian()),
        Initializer::Orthogonal { gain } => {
            let factor = orthogonal_factor(&gaussian(units, 1.0, random));
            block.iter_mut().zip(factor.data).for_each(|(value, q)| *value = gain * q);
        }
        Initializer::Identity { scale } => {
            block.fill(0.0);
            block.iter_mut().step_by(units + 1).for_each(|diagonal| *diagonal = scale);
        }
        Initializer::SpectralRadius { radius } => {
            let (matrix, found) = loop {
                let matrix = gaussian(units, bound, random);
                // A draw whose eigenvalues cannot be found is replaced by the next one.
                if let Some(found) = spectral_radius(&matrix).filter(|found| *found > 0.0) {
                    break (matrix, found);
                }
            };
            block.iter_mut().zip(matrix.data).for_each(|(value, drawn)| *value = drawn * (radius / found));
        }
    }
}

#[inline]
fn gaussian(units: usize, deviation: f64, random: &mut Random) -> Matrix<f64> {
    let data = (0..units * units).map(|_| deviation * random.gaussian()).collect();
    Matrix { rows: units, cols: units, data }
}
