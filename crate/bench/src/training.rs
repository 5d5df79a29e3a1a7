//! One training step as it is in the page: a character model, one-hot inputs, a loss at every step, full BPTT, SGD.

use std::cell::RefCell;
use unrolled_engine::{
    Activation, Batch, Cell, Convention, InitSpec, Initializer, Inputs, LossKind, Network, OptimizerKind, Targets,
    Trainer,
};

/// Symbols V (inputs and outputs), units H, steps T, sequences B.
#[derive(Clone, Copy)]
struct Size {
    symbols: usize,
    units: usize,
    steps: usize,
    batch: usize,
}

const SIZES: [Size; 4] = [
    Size { symbols: 4, units: 8, steps: 16, batch: 1 },
    Size { symbols: 32, units: 32, steps: 32, batch: 1 },
    Size { symbols: 64, units: 128, steps: 64, batch: 16 },
    Size { symbols: 96, units: 256, steps: 128, batch: 32 },
];

struct Prepared {
    trainer: Trainer<f32>,
    batch: Batch<f32>,
    flops: f64,
}

thread_local! {
    static PREPARED: RefCell<Option<Prepared>> = const { RefCell::new(None) };
}

pub fn prepare(cell: u32, size: u32) {
    let cell = [Cell::Rnn(Activation::Tanh), Cell::Lstm, Cell::Gru(Convention::Chung2014)][cell as usize];
    let size = SIZES[size as usize];
    let spec = InitSpec { initializer: Initializer::PytorchUniform, forget_bias: Some(1.0), seed: 1 };
    let network = Network::init(cell, size.symbols, size.units, size.symbols, LossKind::CrossEntropy, &spec);
    let prepared = Prepared {
        trainer: Trainer::new(network, OptimizerKind::Sgd, 0.01),
        batch: text(size),
        flops: flops_of(cell, size),
    };
    PREPARED.set(Some(prepared));
}

pub fn train(updates: u32) -> f64 {
    with_prepared(|prepared| {
        (0..updates).fold(f64::NAN, |_, _| prepared.trainer.update(&prepared.batch).loss_per_target)
    })
}

pub fn flops() -> f64 {
    with_prepared(|prepared| prepared.flops)
}

fn with_prepared<T>(run: impl FnOnce(&mut Prepared) -> T) -> T {
    PREPARED.with_borrow_mut(|prepared| run(prepared.as_mut().expect("prepare() comes first")))
}

/// 6·T·B·(G·H² + H·V): forward, and twice backward, of the recurrence and the readout; one-hot inputs cost no product.
fn flops_of(cell: Cell, size: Size) -> f64 {
    let Size { symbols, units, steps, batch } = size;
    (6 * steps * batch * (cell.gate_blocks() * units * units + units * symbols)) as f64
}

/// A text whose next symbol follows from the last one by a fixed rule with a little noise.
fn text(size: Size) -> Batch<f32> {
    let rows = size.steps * size.batch;
    let mut state = 1_u32;
    let mut symbols = vec![0; rows + size.batch];
    for at in 0..symbols.len() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let before = at.checked_sub(size.batch).map_or(at, |before| symbols[before]);
        symbols[at] = (before * 5 + 1 + (state >> 30) as usize) % size.symbols;
    }
    Batch {
        steps: size.steps,
        batch: size.batch,
        inputs: Inputs::Symbols(symbols[..rows].iter().copied().map(Some).collect()),
        targets: Targets::Classes(symbols[size.batch..].iter().copied().map(Some).collect()),
        h0: None,
        c0: None,
    }
}
