//! A hash of the weights after a fixed piece of training: the same seed has the same bits on every machine.

use crate::order::sort_by;
use crate::random::Random;
use crate::{
    Activation, Batch, Cell, CellKind, Clipping, ForgetBias, InitSpec, Initializer, Inputs, LossKind, Network,
    OptimizerKind, Real, Targets, Trainer,
};

/// What the networks read, one character after the other.
const TEXT: &str = "the network reads one letter, keeps a little of it, and guesses the next one. ";
const SEED: u64 = 20_260_101;
const UPDATES: usize = 200;
const STEPS: usize = 20;
const BATCH: usize = 5;
const UNITS: usize = 19;

/// FNV-1a over the bits of all weights after 200 updates: a character model, T = 20, B = 5, H = 19.
///
/// The cells differ in initialiser and optimizer too, so that each of those is covered by one. Generic, so that who asks
/// compiles it: the page, which has no other use for `f32`, makes it small.
pub fn fingerprint<R: Real>(cell: Cell) -> u64 {
    let mut vocabulary: Vec<char> = TEXT.chars().collect();
    sort_by(&mut vocabulary, char::cmp);
    vocabulary.dedup();
    let text: Vec<usize> =
        TEXT.chars().map(|c| vocabulary.binary_search(&c).expect("the vocabulary is what occurs")).collect();
    let (initializer, optimizer, learning_rate) = settings(cell);
    let spec = InitSpec { initializer, forget_bias: Some(ForgetBias::Constant(1.0)), seed: SEED };
    let network = Network::<R>::init(cell, vocabulary.len(), UNITS, vocabulary.len(), LossKind::CrossEntropy, &spec);
    let mut trainer = Trainer::new(network, optimizer, learning_rate);
    trainer.clipping = Clipping::GlobalNorm(5.0);
    let mut random = Random::new(SEED, 1_000);
    for _ in 0..UPDATES {
        trainer.update(&excerpt(&text, &mut random));
    }
    let params = &trainer.network.params;
    bits_of(params.tensors().into_iter().flatten().map(|value| value.to_f64()))
}

fn settings(cell: Cell) -> (Initializer, OptimizerKind, f64) {
    match (cell.kind(), cell) {
        (_, Cell::Rnn(Activation::Relu)) => (Initializer::Identity { scale: 0.9 }, OptimizerKind::Sgd, 0.01),
        (CellKind::Rnn, _) => (Initializer::Gaussian { gain: 1.1 }, OptimizerKind::MOMENTUM, 0.01),
        (CellKind::Lstm, _) => (Initializer::Orthogonal { gain: 1.0 }, OptimizerKind::ADAM, 0.01),
        (CellKind::Gru, _) => (Initializer::SpectralRadius { radius: 1.2 }, OptimizerKind::RMS_PROP, 0.003),
    }
}

/// BATCH places of the text; each symbol is followed by its target.
fn excerpt<R: Real>(text: &[usize], random: &mut Random) -> Batch<R> {
    let starts: [usize; BATCH] = std::array::from_fn(|_| random.below(text.len()));
    let symbols = |offset: usize| {
        let at = |t: usize, start: usize| Some(text[(start + t + offset) % text.len()]);
        (0..STEPS).flat_map(|t| starts.map(|start| at(t, start))).collect::<Vec<_>>()
    };
    Batch {
        steps: STEPS,
        batch: BATCH,
        inputs: Inputs::Symbols(symbols(0)),
        targets: Targets::Classes(symbols(1)),
        h0: None,
        c0: None,
        source: None,
    }
}

/// FNV-1a over the bits of numbers: equal for equal bits, in the same order.
pub fn bits_of(numbers: impl Iterator<Item = f64>) -> u64 {
    fnv1a(numbers.flat_map(|number| number.to_bits().to_le_bytes()))
}

/// Fowler, Noll & Vo, 64 bits, variant 1a.
fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
