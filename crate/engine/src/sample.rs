//! Random networks and batches with holes in them, for gradient checks, tests and benchmarks.

use crate::random::Random;
use crate::{Batch, Cell, InitSpec, Initializer, Inputs, LossKind, Network, Switch, Switches, Targets};

/// The sizes of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    pub steps: usize,
    pub batch: usize,
    pub inputs: usize,
    pub units: usize,
    pub outputs: usize,
}

/// Every cell in every variant.
pub const ALL_CELLS: [Cell; 5] = [
    Cell::Rnn(crate::Activation::Tanh),
    Cell::Rnn(crate::Activation::Relu),
    Cell::Lstm,
    Cell::Gru(crate::Convention::Chung2014),
    Cell::Gru(crate::Convention::Pytorch),
];

/// Every gated cell with each switch that it has, and with several.
pub fn switched_cells() -> Vec<(Cell, Switches)> {
    use Switch::{Coupled, ForgetOpen, InputOpen, OutputOpen, ResetOpen};
    let of_lstm: [&[Switch]; 7] = [
        &[ForgetOpen],
        &[InputOpen],
        &[OutputOpen],
        &[Coupled],
        &[Coupled, OutputOpen],
        &[Coupled, ForgetOpen],
        &[ForgetOpen, InputOpen, OutputOpen],
    ];
    let of_lstm = of_lstm.map(|switches| (Cell::Lstm, Switches::of(switches)));
    let grus = ALL_CELLS.into_iter().filter(|cell| matches!(cell, Cell::Gru(_)));
    of_lstm.into_iter().chain(grus.map(|gru| (gru, Switches::of(&[ResetOpen])))).collect()
}

/// PyTorch's initial weights with a Gaussian W_hh of gain 1.
pub fn network(cell: Cell, sizes: Sizes, loss: LossKind, seed: u64) -> Network<f64> {
    let spec = InitSpec { initializer: Initializer::Gaussian { gain: 1.0 }, forget_bias: None, seed };
    Network::init(cell, sizes.inputs, sizes.units, sizes.outputs, loss, &spec)
}

/// Gaussian inputs and random targets, about one in four of either missing, from random initial states.
pub fn batch(cell: Cell, sizes: Sizes, loss: LossKind, seed: u64) -> Batch<f64> {
    let Sizes { steps, batch, inputs, units, outputs } = sizes;
    let rows = steps * batch;
    let mut random = Random::new(seed, 2_000);
    let mut numbers = |count: usize| (0..count).map(|_| random.gaussian()).collect::<Vec<f64>>();
    let (values, targets, h0, c0) =
        (numbers(rows * inputs), numbers(rows * outputs), numbers(batch * units), numbers(batch * units));
    let present: Vec<bool> = (0..rows).map(|_| random.uniform() < 0.75).collect();
    // The very last row has a target, so that no sample is without a loss.
    let has_target: Vec<bool> = (0..rows).map(|row| row + 1 == rows || random.uniform() < 0.75).collect();
    Batch {
        steps,
        batch,
        inputs: Inputs::Vectors { values, present },
        targets: match loss {
            LossKind::CrossEntropy => {
                let mut class = |&has: &bool| has.then(|| random.below(outputs));
                Targets::Classes(has_target.iter().map(&mut class).collect())
            }
            LossKind::MeanSquaredError => Targets::Vectors { values: targets, present: has_target },
        },
        h0: Some(h0),
        c0: cell.has_cell_state().then_some(c0),
        source: None,
    }
}

/// One-hot inputs, every one of them followed by the next as its target, from zero states.
pub fn symbols(sizes: Sizes, seed: u64) -> Batch<f64> {
    let mut random = Random::new(seed, 2_001);
    let mut draw = |count: usize| (0..sizes.steps * sizes.batch).map(|_| Some(random.below(count))).collect();
    Batch {
        steps: sizes.steps,
        batch: sizes.batch,
        inputs: Inputs::Symbols(draw(sizes.inputs)),
        targets: Targets::Classes(draw(sizes.outputs)),
        h0: None,
        c0: None,
        source: None,
    }
}

impl Batch<f64> {
    /// The same batch in single precision.
    pub fn to_f32(&self) -> Batch<f32> {
        let convert = |values: &[f64]| values.iter().map(|&value| value as f32).collect::<Vec<f32>>();
        Batch {
            steps: self.steps,
            batch: self.batch,
            inputs: match &self.inputs {
                Inputs::Symbols(symbols) => Inputs::Symbols(symbols.clone()),
                Inputs::Vectors { values, present } => {
                    Inputs::Vectors { values: convert(values), present: present.clone() }
                }
            },
            targets: match &self.targets {
                Targets::Classes(classes) => Targets::Classes(classes.clone()),
                Targets::Vectors { values, present } => {
                    Targets::Vectors { values: convert(values), present: present.clone() }
                }
            },
            h0: self.h0.as_deref().map(convert),
            c0: self.c0.as_deref().map(convert),
            source: self.source,
        }
    }
}
