//! One training step as it is in the page: a character model, one-hot inputs, a loss at every step, full BPTT, SGD.

use std::cell::RefCell;
use unrolled_engine::{
    Activation, Batch, Cell, Convention, Inputs, LossKind, Network, OptimizerKind, Params, Switches, Targets, Trainer,
};

/// Of plain gradient descent.
const LEARNING_RATE: f64 = 0.01;
/// By their numbers in `prepare`.
const CELLS: [Cell; 4] =
    [Cell::Rnn(Activation::Tanh), Cell::Lstm, Cell::Gru(Convention::Chung2014), Cell::Gru(Convention::Pytorch)];

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
    let (cell, size) = (CELLS[cell as usize], SIZES[size as usize]);
    let prepared = Prepared {
        trainer: Trainer::new(network(cell, size), OptimizerKind::Sgd, LEARNING_RATE),
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

/// The numbers of a tensor, in the order of `unrolled_engine::PARAMETER_NAMES`: where they begin, and how many.
pub fn weights(tensor: u32) -> (*const f32, usize) {
    with_prepared(|prepared| {
        let numbers = prepared.trainer.network.params.tensors()[tensor as usize];
        (numbers.as_ptr(), numbers.len())
    })
}

/// Steps T and sequences B.
pub fn shape() -> (usize, usize) {
    with_prepared(|prepared| (prepared.batch.steps, prepared.batch.batch))
}

/// What is read, and what is to be answered, at a row of (T, B).
pub fn symbols(row: u32) -> (usize, usize) {
    with_prepared(|prepared| match (&prepared.batch.inputs, &prepared.batch.targets) {
        (Inputs::Symbols(inputs), Targets::Classes(targets)) => {
            let symbol = |symbols: &[Option<usize>]| symbols[row as usize].expect("no row is left out");
            (symbol(inputs), symbol(targets))
        }
        _ => unreachable!("a text has symbols on both sides"),
    })
}

fn with_prepared<T>(run: impl FnOnce(&mut Prepared) -> T) -> T {
    PREPARED.with_borrow_mut(|prepared| run(prepared.as_mut().expect("prepare() comes first")))
}

/// 6·T·B·(G·H² + H·V): forward, and twice backward, of the recurrence and the readout; one-hot inputs cost no product.
///
/// Those of the large network are more than a `usize` of WebAssembly holds.
fn flops_of(cell: Cell, size: Size) -> f64 {
    let Size { symbols, units, steps, batch } = size;
    let products = (cell.gate_blocks() * units * units + units * symbols) as f64;
    6.0 * (steps * batch) as f64 * products
}

/// Weights that are soon written down in any language: uniform in ±⅛, and exact in `f32`.
fn network(cell: Cell, size: Size) -> Network<f32> {
    let mut params = Params::zeros(cell, size.symbols, size.units, size.symbols);
    let mut state = 2;
    for weight in params.tensors_mut().into_iter().flatten() {
        state = following(state);
        *weight = ((state >> 8) as f32 / (1 << 24) as f32 - 0.5) / 4.0;
    }
    Network { cell, params, loss: LossKind::CrossEntropy, switches: Switches::default() }
}

/// The congruential generator of Knuth and Lewis.
fn following(state: u32) -> u32 {
    state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223)
}

/// A text whose next symbol follows from the last one by a fixed rule with a little noise.
fn text(size: Size) -> Batch<f32> {
    let rows = size.steps * size.batch;
    let mut state = 1;
    let mut symbols = vec![0; rows + size.batch];
    for at in 0..symbols.len() {
        state = following(state);
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
        source: None,
    }
}
