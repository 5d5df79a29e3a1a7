//! The words about training on data.

use unrolled_engine::{CellKind, Pass};
use unrolled_lab::Explosion;

use crate::numbers::short;
use crate::race::Incident;

pub struct RaceWords {
    pub title: &'static str,
    pub subtitle: fn(usize) -> String,
    pub play: &'static str,
    pub pause: &'static str,
    pub one: &'static str,
    pub until: &'static str,
    pub goal: &'static str,
    pub reset: &'static str,
    /// Updates and examples so far.
    pub progress: fn(u32, u64) -> String,
    pub computing: fn(u32) -> String,
    pub loss: &'static str,
    pub accuracy: &'static str,
    pub canvas_loss: &'static str,
    pub canvas_accuracy: &'static str,
    pub floor: fn(f64) -> String,
    pub update: fn(u32) -> String,
    pub history: &'static str,
    pub history_at: fn(u32) -> String,
    pub history_hint: &'static str,
    pub columns: [&'static str; 9],
    pub incident: fn(&Incident, &dyn Fn(CellKind) -> &'static str) -> String,
    pub exploded: fn(&str, &Explosion) -> String,
    pub clip: &'static str,
    pub slower: &'static str,
    pub answers: &'static str,
    pub wanted: &'static str,
    pub right_of: fn(usize, usize) -> String,
}

pub static EN: RaceWords = RaceWords {
    title: "Training",
    subtitle: |batch| {
        format!(
            "All cells make the same updates, each from {batch} sequences. Loss and accuracy are those of the test set."
        )
    },
    play: "Train",
    pause: "Pause",
    one: "One update",
    until: "Train until",
    goal: "Test accuracy in per cent to train until",
    reset: "Start again",
    progress: |updates, examples| match updates {
        1 => format!("1 update, {examples} examples"),
        _ => format!("{updates} updates, {examples} examples"),
    },
    computing: |to| format!("Working out the weights after {to} updates…"),
    loss: "Loss per answer",
    accuracy: "Right answers",
    canvas_loss: "Chart: the test loss of each cell over the updates",
    canvas_accuracy: "Chart: the share of right answers of each cell over the updates",
    floor: |loss| format!("remembers nothing: {loss:.3}"),
    update: |update| format!("update {update}"),
    history: "Weights",
    history_at: |updates| match updates {
        0 => "at the start".to_owned(),
        1 => "after 1 update".to_owned(),
        updates => format!("after {updates} updates"),
    },
    history_hint: "Drag to see stage, cell and gradient at any time of the training.",
    columns: [
        "Cell",
        "units",
        "parameters",
        "multiply-adds a step",
        "bytes a step",
        "updates a second",
        "loss: test, training",
        "right: test, training",
        "‖∂L/∂W‖",
    ],
    incident: |incident, name| match incident {
        Incident::Replaced { kind, updates, reason } => format!(
            "The worker of the {} was lost{}. Another one went on from update {updates}.",
            name(*kind),
            because(reason)
        ),
        Incident::NoWorker { reason } => {
            format!(
                "Training runs beside the page, but no worker can be had{}. The page does it by itself, more slowly.",
                because(reason)
            )
        }
    },
    exploded: |cell, explosion| {
        let place = match explosion.pass {
            Some(Pass::Forward) => format!("reading step {}", explosion.t + 1),
            Some(Pass::Backward) if explosion.quantity.contains("weight") || explosion.quantity == "grad" => {
                "summing the gradient over the steps".to_owned()
            }
            Some(Pass::Backward) => format!("going back through step {}", explosion.t + 1),
            None => "making the step".to_owned(),
        };
        format!(
            "{cell}: at update {} a number overflowed, {} when {place}.{}{} The weights are the last finite ones.",
            explosion.updates + 1,
            quantity(&explosion.quantity),
            chain(explosion),
            before(&explosion.before),
        )
    },
    clip: "Clip the norm to 1",
    slower: "A tenth of the learning rate",
    answers: "What they answer to this example",
    wanted: "right",
    right_of: |right, all| format!("{right} of {all}"),
};

fn because(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(" ({reason})") }
}

/// `grad.weight_hh` → `∂L/∂weight_hh`.
fn quantity(name: &str) -> String {
    match name.strip_prefix("grad") {
        Some("") => "‖∂L/∂W‖".to_owned(),
        Some(rest) => format!("∂L/∂{}", rest.trim_start_matches('.')),
        None => name.to_owned(),
    }
}

/// How the norms grew to there: the first finite one on the way, and the last.
fn chain(explosion: &Explosion) -> String {
    let is_back = explosion.pass != Some(Pass::Forward);
    let all = explosion.norms.iter().copied().enumerate();
    let on_the_way: Vec<(usize, f64)> = if is_back { all.rev().collect() } else { all.collect() };
    let finite: Vec<(usize, f64)> =
        on_the_way.into_iter().take_while(|(_, norm)| norm.is_finite()).filter(|(_, norm)| *norm > 0.0).collect();
    let symbol = if is_back { "∂L/∂h" } else { "h" };
    match (finite.first(), finite.last()) {
        (Some((first, from)), Some((last, to))) if first != last => {
            format!(
                " ‖{symbol}‖ went from {} at t = {} to {} at t = {}.",
                short(*from),
                first + 1,
                short(*to),
                last + 1
            )
        }
        _ => String::new(),
    }
}

fn before(norms: &[f64]) -> String {
    if norms.is_empty() {
        return String::new();
    }
    let last: Vec<String> = norms.iter().rev().take(4).rev().map(|norm| short(*norm)).collect();
    format!(" ‖∂L/∂W‖ of the updates before: {}.", last.join(", "))
}
