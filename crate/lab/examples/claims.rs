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
    Activation, Batch, Cell, CellKind, Convention, ForgetBias, InitSpec, Initializer, LossKind, Network, Random,
    Recording, Targets,
};
use unrolled_lab::settings::Sizing;
use unrolled_lab::{Chain, Descent, Phi, Racer, Setting, Settings, quantile};
use unrolled_tasks::Task;

/// Steps, and how far back the gradient is looked at.
const STEPS: usize = 50;
const UNITS: usize = 32;
const SYMBOLS: usize = 8;
const SEEDS: u64 = 20;
/// How far a median may be from its reference, up or down.
const TOLERANCE: f64 = 3.0;
/// The race: updates at most, and when it counts as won.
const MOST_UPDATES: u32 = 3000;
const SOLVED: f64 = 0.95;
const RUNS: u32 = 3;

fn main() -> Result<(), Box<dyn Error>> {
    println!("# What is often said, measured\n");
    println!("Written by `cargo run --release -p unrolled-lab --example claims`.\n");
    compare_with_reference()?;
    what_is_left();
    at_a_cliff();
    races()
}

/// Gaussian weights in all tensors of the cell and no biases but the LSTM's of f, beside numbers of another program.
fn compare_with_reference() -> Result<(), Box<dyn Error>> {
    println!("## What is left of ∂L/∂h, {} steps back, beside a reference\n", STEPS - 1);
    println!(
        "H = {UNITS}, {SYMBOLS} symbols drawn at random, T = {STEPS}, the loss at the last step only: ‖∂L/∂h₁‖ / ‖∂L/∂h_T‖, median of {SEEDS} seeds"
    );
    println!(
        "with quartiles. W_hh is N(0, gain²/H), W_ih N(0, 1/I); biases are zero, but for the LSTM's b_f. The reference was measured"
    );
    println!(
        "by another program, whose set-up is not written down: of those tried with these inputs this one comes closest, in all six rows within"
    );
    println!("a factor of {TOLERANCE}, up or down.\n");
    println!("| cell | left | quartiles | reference | left / reference |");
    println!("|---|---|---|---|---|");
    let tanh = Cell::Rnn(Activation::Tanh);
    let rows = [
        ("LSTM, forget bias 0", Cell::Lstm, 1.0, Some(0.0), 5e-9),
        ("LSTM, forget bias 3", Cell::Lstm, 1.0, Some(3.0), 0.2),
        ("GRU", Cell::Gru(Convention::Chung2014), 1.0, None, 4e-8),
        ("tanh RNN, gain 1", tanh, 1.0, None, 7e-5),
        ("tanh RNN, gain 1.5", tanh, 1.5, None, 0.33),
        ("tanh RNN, gain 3", tanh, 3.0, None, 3e4),
    ];
    for (name, cell, gain, forget_bias, reference) in rows {
        let [low, median, high] = quartiles(|seed| {
            let mut network = network_of(cell, Initializer::Gaussian { gain }, None, seed);
            fill_as_reference(&mut network, forget_bias, seed);
            left(&network, seed)
        });
        let ratio = median / reference;
        println!("| {name} | {median:.1e} | {low:.1e} – {high:.1e} | {reference:e} | {ratio:.1} |");
        if !(1.0 / TOLERANCE..=TOLERANCE).contains(&ratio) {
            return Err(format!("{name}: {median:e} for {reference:e}").into());
        }
    }
    println!();
    Ok(())
}

/// Leaves W_hh and the readout as they are.
fn fill_as_reference(network: &mut Network<f64>, forget_bias: Option<f64>, seed: u64) {
    // A stream that no initial weight is drawn from.
    let mut random = Random::new(seed, 1 << 32);
    let deviation = 1.0 / (SYMBOLS as f64).sqrt();
    let params = &mut network.params;
    params.weight_ih.data.iter_mut().for_each(|weight| *weight = deviation * random.gaussian());
    params.bias_ih.fill(0.0);
    params.bias_hh.fill(0.0);
    if let Some(bias) = forget_bias {
        params.bias_ih[UNITS..2 * UNITS].fill(bias);
    }
}

fn what_is_left() {
    println!("## What is left of ∂L/∂h, {} steps back, with the weights of the page\n", STEPS - 1);
    println!(
        "Fresh weights, H = {UNITS}, {SYMBOLS} symbols drawn at random, T = {STEPS}, the loss at the last step only: ‖∂L/∂h₁‖ / ‖∂L/∂h_T‖, median of"
    );
    println!("{SEEDS} seeds with quartiles.\n");
    println!("| cell | kept | quartiles |");
    println!("|---|---|---|");
    let (uniform, gaussian) = (Initializer::PytorchUniform, Initializer::Gaussian { gain: 1.0 });
    let tanh = Cell::Rnn(Activation::Tanh);
    let rows = [
        ("LSTM, forget bias 0", Cell::Lstm, uniform, Some(0.0)),
        ("LSTM, forget bias 1", Cell::Lstm, uniform, Some(1.0)),
        ("LSTM, forget bias 3", Cell::Lstm, uniform, Some(3.0)),
        ("LSTM, gain 1, forget bias 0", Cell::Lstm, gaussian, Some(0.0)),
        ("LSTM, gain 1, forget bias 1", Cell::Lstm, gaussian, Some(1.0)),
        ("LSTM, gain 1, forget bias 3", Cell::Lstm, gaussian, Some(3.0)),
        ("LSTM, gain 1, forget bias 5", Cell::Lstm, gaussian, Some(5.0)),
        ("LSTM, gain 1, forget bias 10", Cell::Lstm, gaussian, Some(10.0)),
        ("GRU", Cell::Gru(Convention::Chung2014), uniform, None),
        ("tanh RNN, PyTorch's uniform", tanh, uniform, None),
        ("tanh RNN, gain 1", tanh, gaussian, None),
        ("tanh RNN, gain 1.5", tanh, Initializer::Gaussian { gain: 1.5 }, None),
        ("tanh RNN, gain 3", tanh, Initializer::Gaussian { gain: 3.0 }, None),
        ("tanh RNN, orthogonal", tanh, Initializer::Orthogonal { gain: 1.0 }, None),
    ];
    for (name, cell, initializer, forget_bias) in rows {
        let [low, median, high] = quartiles(|seed| left(&network_of(cell, initializer, forget_bias, seed), seed));
        println!("| {name} | {median:.1e} | {low:.1e} – {high:.1e} |");
    }
}

/// The chain of lesson 5: one unit beside the state that it can only balance on.
fn at_a_cliff() {
    let chain = Chain { phi: Phi::Sigmoid, w: 6.0, b: -3.0, x: 3.0001, steps: 25, target: 0.2 };
    let (rate, limit, updates) = (4.0, 0.05, 100);
    println!("\n## Gradient descent from a cliff\n");
    println!(
        "One sigmoid unit with w = {}, b = {}, x = {}, T = {}, y = {}: {updates} updates of (w, b) with the learning rate {rate}, free and",
        chain.w, chain.b, chain.x, chain.steps, chain.target
    );
    println!("with the gradient clipped at {limit}.\n");
    println!("| way | L at the start | w at the end | b at the end | L at the end |");
    println!("|---|---|---|---|---|");
    for (name, limit) in [("free", None), ("clipped", Some(limit))] {
        let path = chain.descend(&Descent { rate, limit, updates });
        let (first, last) = (path[0], path[path.len() - 1]);
        println!("| {name} | {:.1e} | {:.2} | {:.2} | {:.1e} |", first.loss, last.w, last.b, last.loss);
    }
}

/// Lower quartile, median and upper quartile over the seeds.
fn quartiles(of: impl Fn(u64) -> f64) -> [f64; 3] {
    let mut found: Vec<f64> = (0..SEEDS).map(of).collect();
    found.sort_by(f64::total_cmp);
    [0.25, 0.5, 0.75].map(|part| quantile(&found, part))
}

fn races() -> Result<(), Box<dyn Error>> {
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

fn network_of(cell: Cell, initializer: Initializer, forget_bias: Option<f64>, seed: u64) -> Network<f64> {
    let spec = InitSpec { initializer, forget_bias: forget_bias.map(ForgetBias::Constant), seed };
    Network::init(cell, SYMBOLS, UNITS, SYMBOLS, LossKind::CrossEntropy, &spec)
}

/// ‖∂L/∂h₁‖ / ‖∂L/∂h_T‖.
fn left(network: &Network<f64>, seed: u64) -> f64 {
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
