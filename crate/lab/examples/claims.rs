//! Measures what is often said of recurrent networks, as the table that is kept in `docs/claims.md`:
//!
//! ```sh
//! cargo run --release -p unrolled-lab --example claims > docs/claims.md
//! ```
//!
//! Everything follows from seeds, so the numbers are the same on every machine.

use std::error::Error;

use unrolled_engine::sample::{Sizes, symbols};
use unrolled_engine::{
    Activation, Batch, Cell, CellKind, Convention, ForgetBias, InitSpec, Initializer, LossKind, Network, Recording,
    Targets,
};
use unrolled_lab::settings::Sizing;
use unrolled_lab::{Racer, Setting, Settings, quantile};
use unrolled_tasks::Task;

/// Steps, and how far back the gradient is looked at.
const STEPS: usize = 50;
const UNITS: usize = 32;
const SYMBOLS: usize = 8;
const SEEDS: u64 = 20;
/// The race: updates at most, and when it counts as won.
const MOST_UPDATES: u32 = 3000;
const SOLVED: f64 = 0.95;
const RUNS: u32 = 3;

fn main() -> Result<(), Box<dyn Error>> {
    println!("# What is often said, measured\n");
    println!("Written by `cargo run --release -p unrolled-lab --example claims`.\n");
    println!("## What is left of ∂L/∂h, {} steps back\n", STEPS - 1);
    println!(
        "Fresh weights, H = {UNITS}, {SYMBOLS} symbols drawn at random, T = {STEPS}, the loss at the last step only: ‖∂L/∂h₁‖ / ‖∂L/∂h_T‖, median of"
    );
    println!("{SEEDS} seeds with quartiles.\n");
    println!("| cell | left | quartiles |");
    println!("|---|---|---|");
    let uniform = Initializer::PytorchUniform;
    let tanh = Cell::Rnn(Activation::Tanh);
    let rows = [
        ("LSTM, forget bias 0", Cell::Lstm, uniform, Some(0.0)),
        ("LSTM, forget bias 1", Cell::Lstm, uniform, Some(1.0)),
        ("LSTM, forget bias 3", Cell::Lstm, uniform, Some(3.0)),
        ("GRU", Cell::Gru(Convention::Chung2014), uniform, None),
        ("tanh RNN, PyTorch's uniform", tanh, uniform, None),
        ("tanh RNN, gain 1", tanh, Initializer::Gaussian { gain: 1.0 }, None),
        ("tanh RNN, gain 1.5", tanh, Initializer::Gaussian { gain: 1.5 }, None),
        ("tanh RNN, gain 3", tanh, Initializer::Gaussian { gain: 3.0 }, None),
        ("tanh RNN, orthogonal", tanh, Initializer::Orthogonal { gain: 1.0 }, None),
    ];
    for (name, cell, initializer, forget_bias) in rows {
        let mut left: Vec<f64> = (0..SEEDS).map(|seed| left(cell, initializer, forget_bias, seed)).collect();
        left.sort_by(f64::total_cmp);
        let [low, median, high] = [0.25, 0.5, 0.75].map(|part| quantile(&left, part));
        println!("| {name} | {median:.1e} | {low:.1e} – {high:.1e} |");
    }
    println!("\n## Temporal order, T = 50, with about as many parameters\n");
    println!(
        "Updates until {:.0} % of the test sequences are right, looked at every 50 updates; at most {MOST_UPDATES}. The usual settings of the task with",
        100.0 * SOLVED
    );
    println!("forget bias 1. One number for each of the seeds 1, 2 and 3.\n");
    println!("| cell | units | parameters | solved after |");
    println!("|---|---|---|---|");
    for (kind, units) in [(CellKind::Rnn, 32), (CellKind::Lstm, 15), (CellKind::Gru, 18), (CellKind::Rnn, 64)] {
        let mut parameters = 0;
        let mut ends = Vec::new();
        for seed in 1..=RUNS {
            let (count, end) = race(kind, units, seed)?;
            parameters = count;
            ends.push(end.map_or_else(|| "never".to_owned(), |updates| updates.to_string()));
        }
        println!("| {} | {units} | {parameters} | {} |", format!("{kind:?}").to_uppercase(), ends.join(", "));
    }
    Ok(())
}

/// ‖∂L/∂h₁‖ / ‖∂L/∂h_T‖.
fn left(cell: Cell, initializer: Initializer, forget_bias: Option<f64>, seed: u64) -> f64 {
    let spec = InitSpec { initializer, forget_bias: forget_bias.map(ForgetBias::Constant), seed };
    let network = Network::<f64>::init(cell, SYMBOLS, UNITS, SYMBOLS, LossKind::CrossEntropy, &spec);
    let sizes = Sizes { steps: STEPS, batch: 1, inputs: SYMBOLS, units: UNITS, outputs: SYMBOLS };
    let mut targets = vec![None; STEPS];
    targets[STEPS - 1] = Some(0);
    let batch = Batch { targets: Targets::Classes(targets), ..symbols(sizes, seed) };
    let mut tape = network.tape(Recording::Training, STEPS, 1);
    network.run(&batch, &mut tape);
    tape.dh_norm(0) / tape.dh_norm(STEPS - 1)
}

/// How many parameters there are, and after how many updates the task is solved.
fn race(kind: CellKind, units: usize, seed: u32) -> Result<(usize, Option<u32>), Box<dyn Error>> {
    let settings = Settings::default()
        .with(Setting::Task(Some(Task::TemporalOrder)))?
        .with(Setting::Sizing(Sizing::Free))?
        .with(Setting::OwnUnits(kind, units))?
        .with(Setting::ForgetBias(1.0))?
        .with(Setting::Seed(seed))?;
    let mut racer = Racer::new(kind, &settings)?;
    let parameters = racer.params().count();
    while racer.updates < MOST_UPDATES {
        if racer.advance().is_err() {
            return Ok((parameters, None));
        }
        if racer.updates.is_multiple_of(50) && racer.judge().0.accuracy >= SOLVED {
            return Ok((parameters, Some(racer.updates)));
        }
    }
    Ok((parameters, None))
}
