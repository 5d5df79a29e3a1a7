//! The words about training on data.

use unrolled_engine::{CellKind, LossKind, Pass};
use unrolled_lab::{Explosion, Who};
use unrolled_tasks::Measure;

use crate::numbers::{decimals, short};
use crate::race::Incident;
use crate::race_panel::Standing;

pub struct RaceWords {
    pub title: &'static str,
    pub subtitle: fn(usize) -> String,
    pub play: &'static str,
    pub pause: &'static str,
    pub one: &'static str,
    pub until: &'static str,
    pub who: &'static str,
    pub all_cells: &'static str,
    pub any_cell: &'static str,
    /// Between who and how much.
    pub reach: &'static str,
    pub goal: &'static str,
    /// Who is there, whose accuracy is asked for, and whether training goes on.
    pub waiting: fn(&[Standing], Who, bool) -> String,
    pub reset: &'static str,
    /// Updates and examples so far.
    pub progress: fn(u32, u64) -> String,
    pub computing: fn(u32) -> String,
    pub loss: &'static str,
    pub accuracy: fn(Option<Measure>) -> String,
    pub canvas_loss: &'static str,
    pub canvas_accuracy: &'static str,
    pub floor: fn(f64) -> String,
    pub after: fn(u32) -> String,
    pub history: &'static str,
    /// The weights that are shown, and the newest ones.
    pub history_at: fn(u32, u32) -> String,
    pub history_hint: &'static str,
    pub newest: &'static str,
    pub gate_means: &'static str,
    pub gate_means_hint: &'static str,
    /// What the table is about, after how many updates the test set was judged, and whether these are the newest weights.
    pub table_at: fn(u32, Option<u32>, bool) -> String,
    /// The empty one is [`RaceWords::right_column`].
    pub columns: [&'static str; 9],
    pub right_column: fn(Option<Measure>) -> String,
    pub incident: fn(&Incident, &dyn Fn(CellKind) -> &'static str) -> String,
    pub exploded: fn(&str, &Explosion, LossKind) -> String,
    pub clip: &'static str,
    pub slower: &'static str,
    pub answers: &'static str,
    pub wanted: &'static str,
    /// How many are right of how many, and whether only all of them together count.
    pub right_of: fn(usize, usize, bool) -> String,
    pub given_up: fn(u32) -> String,
    pub take_back: &'static str,
    pub take_back_hint: &'static str,
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
    who: "Who has to reach the accuracy",
    all_cells: "all cells",
    any_cell: "any cell",
    reach: "reach",
    goal: "Test accuracy in per cent to train until",
    waiting,
    reset: "Start again",
    progress: |updates, examples| match updates {
        1 => format!("1 update, {examples} examples"),
        _ => format!("{updates} updates, {examples} examples"),
    },
    computing: |to| format!("Working out the weights after {to} updates…"),
    loss: "Loss per answer",
    accuracy: |measure| match measure {
        Some(Measure::Whole) => "Right answers (whole sequences)".to_owned(),
        Some(Measure::Within(most)) => format!("Right answers (off by less than {most})"),
        Some(Measure::Classes) | None => "Right answers".to_owned(),
    },
    canvas_loss: "Chart: the test loss of each cell over the updates",
    canvas_accuracy: "Chart: the share of right answers of each cell over the updates",
    floor: |loss| format!("remembers nothing: {loss:.3}"),
    after,
    history: "Weights",
    history_at: |shown, newest| match (shown, newest) {
        (0, 0) => after(0),
        (shown, newest) if shown == newest => format!("{}, the newest", after(shown)),
        (0, newest) => format!("{}; the newest are {}", after(0), after(newest)),
        (shown, newest) => format!("{}; the newest after {newest}", after(shown)),
    },
    history_hint: "Click or drag to see stage, cell and gradient at any time of the training.",
    newest: "Newest",
    gate_means: "How far the gates are open",
    gate_means_hint: "The mean of each gate over its units and the steps on the stage, with the weights that are shown",
    table_at: |updates, judged, is_newest| {
        let judged = judged
            .filter(|judged| *judged != updates)
            .map_or(String::new(), |judged| format!("; loss and right answers were last judged {}", after(judged)));
        let speed = if is_newest { "" } else { " Only the speed is that of the newest." };
        format!("These numbers are those {}{judged}.{speed}", after(updates))
    },
    columns: [
        "Cell",
        "units",
        "parameters",
        "multiply-adds a step",
        "bytes a step",
        "updates a second",
        "loss: test, training",
        "",
        "‖∂L/∂W‖",
    ],
    right_column: |measure| match measure {
        Some(Measure::Whole) => "whole sequences right: test, training".to_owned(),
        _ => "right: test, training".to_owned(),
    },
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
    exploded: |cell, explosion, loss| {
        let place = match explosion.pass {
            Some(Pass::Forward) => format!("at step {}", explosion.t + 1),
            Some(Pass::Backward) if is_of_weights(&explosion.quantity) => "summed over the steps".to_owned(),
            Some(Pass::Backward) => format!("on the way back, at step {}", explosion.t + 1),
            None => "when it was changed".to_owned(),
        };
        let good = match explosion.updates {
            0 => "the first one".to_owned(),
            good => format!("after {good} good {}", if good == 1 { "one" } else { "ones" }),
        };
        format!(
            "{cell}: in update {}, {good}, a number overflowed: {} {place}.{}{} All cells stay at the weights {}.",
            explosion.updates + 1,
            quantity(&explosion.quantity, loss),
            chain(explosion),
            before(&explosion.before),
            after(explosion.updates),
        )
    },
    clip: "Clip the norm to 1",
    slower: "A tenth of the learning rate",
    answers: "What they answer to this example",
    wanted: "right",
    right_of: |right, all, is_whole| match (is_whole, right == all) {
        (false, _) => format!("{right} of {all}"),
        (true, false) => format!("{right} of {all}: not the whole, counts as wrong"),
        (true, true) => format!("{right} of {all}: counts as right"),
    },
    given_up: |updates| match updates {
        1 => "1 update was given up.".to_owned(),
        updates => format!("{updates} updates were given up."),
    },
    take_back: "Undo",
    take_back_hint: "Back to the settings and the weights of before",
};

fn because(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(" ({reason})") }
}

fn after(updates: u32) -> String {
    match updates {
        0 => "at the start".to_owned(),
        1 => "after 1 update".to_owned(),
        updates => format!("after {updates} updates"),
    }
}

/// `RNN 24 %, LSTM ✓ at 210: waiting for the RNN.`
fn waiting(cells: &[Standing], who: Who, is_running: bool) -> String {
    let per_cent = |share: f64| format!("{} %", decimals(100.0 * share, 0));
    let standing = |cell: &Standing| match (cell.reached, cell.accuracy) {
        (Some(0), _) => format!("{} ✓ from the start", cell.name),
        (Some(updates), _) => format!("{} ✓ at {updates}", cell.name),
        (None, accuracy) => format!("{} {}", cell.name, accuracy.map_or("–".to_owned(), per_cent)),
    };
    let missing: Vec<&str> = cells.iter().filter(|cell| cell.reached.is_none()).map(|cell| cell.name).collect();
    let is_met = match who {
        Who::All => missing.is_empty(),
        Who::Any => missing.len() < cells.len(),
    };
    let end = match (is_met, is_running, who) {
        (true, ..) => "done".to_owned(),
        (false, false, _) => "not there yet".to_owned(),
        (false, true, Who::Any) => "waiting for the first".to_owned(),
        (false, true, Who::All) => format!("waiting for {}", listed(&missing)),
    };
    format!("{}: {end}.", cells.iter().map(standing).collect::<Vec<_>>().join(", "))
}

/// `the RNN, the LSTM and the GRU`.
fn listed(names: &[&str]) -> String {
    match names {
        [others @ .., before, last] => {
            let others: String = others.iter().map(|name| format!("the {name}, ")).collect();
            format!("{others}the {before} and the {last}")
        }
        names => format!("the {}", names.concat()),
    }
}

/// The gradient of a weight, or of all.
fn is_of_weights(quantity: &str) -> bool {
    quantity == "grad" || quantity.contains("weight") || quantity.contains("bias")
}

/// `h` → `the hidden state h`, `grad.gates.f` → `∂L/∂f`.
fn quantity(name: &str, loss: LossKind) -> String {
    let known = match (name, loss) {
        ("grad", _) => "‖∂L/∂W‖",
        ("h", _) => "the hidden state h",
        ("c", _) => "the cell state c",
        ("gates.g" | "gates.n", _) => return format!("the candidate {}", &name["gates.".len()..]),
        ("logits", LossKind::MeanSquaredError) => "the output y",
        ("logits", LossKind::CrossEntropy) => "the output, its logits,",
        ("probs", _) => "the probabilities of the answers",
        ("loss", _) => "the loss L",
        _ => match (name.strip_prefix("grad."), name.strip_prefix("gates.")) {
            (Some(of), _) => return format!("∂L/∂{}", of.trim_start_matches("gates.")),
            (_, Some(gate)) => return format!("the gate {gate}"),
            _ => name,
        },
    };
    known.to_owned()
}

/// How the norms grew to there, if they did: the first finite one on the way, and the last.
fn chain(explosion: &Explosion) -> String {
    let is_back = explosion.pass != Some(Pass::Forward);
    let all = explosion.norms.iter().copied().enumerate();
    let on_the_way: Vec<(usize, f64)> = if is_back { all.rev().collect() } else { all.collect() };
    let finite: Vec<(usize, f64)> =
        on_the_way.into_iter().take_while(|(_, norm)| norm.is_finite()).filter(|(_, norm)| *norm > 0.0).collect();
    let symbol = if is_back { "∂L/∂h" } else { "h" };
    match (finite.first(), finite.last()) {
        (Some((first, from)), Some((last, to))) if *to > 2.0 * from => {
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
