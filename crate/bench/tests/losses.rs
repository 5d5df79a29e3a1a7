//! The training step that is compared with those of other libraries computes what PyTorch computes: ten losses of each cell
//! and size, in `f32`.

use serde::Deserialize;
use unrolled_bench::training;

/// Of a loss in `f32`, relative to PyTorch's in `f64`.
const TOLERANCE: f64 = 1e-5;
/// Over 128 steps the gradient of the plain RNN explodes: a rounding error grows some twentyfold with each update, so that
/// losses in `f32` and `f64` part after three.
const BEFORE_CHAOS: usize = 3;
/// As `unrolled-bench` counts them; the GRU is PyTorch's.
const CELLS: [(&str, u32); 3] = [("rnn", 0), ("lstm", 1), ("gru", 3)];
const SIZES: [&str; 4] = ["tiny", "small", "medium", "large"];

#[derive(Deserialize)]
struct Run {
    cell: String,
    size: String,
    one_bias: bool,
    losses: Vec<f64>,
}

fn check(size: &str) {
    let runs: Vec<Run> =
        serde_json::from_str(include_str!("../../../tests/peers/losses.json")).expect("a list of runs");
    let number = SIZES.iter().position(|name| *name == size).expect("a size") as u32;
    for (cell, cell_number) in CELLS {
        let is_it = |run: &&Run| run.cell == cell && run.size == size && !run.one_bias;
        let expected = &runs.iter().find(is_it).expect("a run").losses;
        training::prepare(cell_number, number);
        let compared = if (cell, size) == ("rnn", "large") { BEFORE_CHAOS } else { expected.len() };
        for (update, expected) in expected.iter().enumerate().take(compared) {
            let found = training::train(1);
            let error = ((found - expected) / expected).abs();
            assert!(error <= TOLERANCE, "{cell} {size}, update {update}: expected {expected}, found {found}");
        }
    }
}

#[test]
fn tiny() {
    check("tiny");
}

#[test]
fn small() {
    check("small");
}

#[test]
fn medium() {
    check("medium");
}

#[test]
fn large() {
    check("large");
}
