//! The words about training on data.

use unrolled_engine::{CellKind, LossKind, Pass};
use unrolled_lab::{Course, Explosion, NormCourse, Who};
use unrolled_tasks::Measure;

use super::message::{say, text};
use crate::numbers::{decimals, short};
use crate::race::Incident;
use crate::race_panel::Standing;

/// A cell's name, and after how many updates it came.
type Arrival<'a> = (&'a str, u32);

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
    /// Of one cell: its name and what its curve says.
    pub loss_summary: fn(&str, Course) -> String,
    pub accuracy_summary: fn(&str, Course) -> String,
    /// The accuracy, who came to it after how many updates, the first one first, and who did not.
    pub arrivals: fn(f64, &[Arrival], &[&str]) -> String,
    pub norms_summary: fn(&str, NormCourse) -> String,
    /// The update that could not be made, from 1.
    pub explodes: fn(&str, u32) -> String,
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
    /// What two of them count: the bytes a unit in the order of `CellKind::ALL`.
    pub costs: fn([usize; 3]) -> String,
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

pub fn words() -> RaceWords {
    RaceWords {
        title: text("race-title"),
        subtitle: |batch| say!("race-subtitle", batch),
        play: text("race-play"),
        pause: text("race-pause"),
        one: text("race-one"),
        until: text("race-until"),
        who: text("race-who"),
        all_cells: text("race-all-cells"),
        any_cell: text("race-any-cell"),
        reach: text("race-reach"),
        goal: text("race-goal"),
        waiting,
        reset: text("race-reset"),
        progress: |updates, examples| say!("race-progress", updates, examples),
        computing: |to| say!("race-computing", to),
        loss: text("race-loss"),
        accuracy: |measure| match measure {
            Some(Measure::Whole) => say!("race-accuracy-whole"),
            Some(Measure::Within(most)) => say!("race-accuracy-within", most),
            Some(Measure::Classes) | None => say!("race-accuracy-classes"),
        },
        canvas_loss: text("race-canvas-loss"),
        canvas_accuracy: text("race-canvas-accuracy"),
        loss_summary: |name, course| {
            let number = |value| decimals(value, 3);
            let best = match course.best == course.last {
                true => String::new(),
                false => say!("race-summary-lowest", best = number(course.best.1), after = after(course.best.0)),
            };
            let (first, last) = (number(course.first.1), number(course.last.1));
            if course.first == course.last {
                return say!("race-summary-loss-one", name, last, after = after(course.last.0));
            }
            say!("race-summary-loss", name, first, last, after = after(course.last.0), best)
        },
        accuracy_summary: |name, course| {
            let best = match course.best.1 == course.last.1 {
                true => String::new(),
                false => say!("race-summary-highest", best = per_cent(course.best.1), after = after(course.best.0)),
            };
            say!("race-summary-accuracy", name, last = per_cent(course.last.1), after = after(course.last.0), best)
        },
        arrivals: |accuracy, reached, missing| {
            let accuracy = format!("{} %", decimals(100.0 * accuracy, 0));
            let Some(((first, updates), others)) = reached.split_first() else {
                return say!("race-summary-nobody", accuracy);
            };
            let then = |(name, updates): &Arrival| say!("race-summary-then", name = *name, after = after(*updates));
            let then = others.iter().map(then).collect::<String>();
            let missing = match missing {
                [] => String::new(),
                missing => say!("race-summary-missing", names = missing.join(", ")),
            };
            say!("race-summary-first", accuracy, name = *first, after = after(*updates), then, missing)
        },
        norms_summary: |name, course| {
            let (largest, at) = (short(course.largest.1), course.largest.0);
            let last = match course.last {
                [before, after] if before == after => short(before),
                [before, after] => format!("{} → {}", short(before), short(after)),
            };
            match course.clipped {
                0 => say!("race-summary-norms", name, largest, at, last),
                clipped => {
                    say!("race-summary-norms-clipped", name, largest, at, clipped, updates = course.updates, last)
                }
            }
        },
        explodes: |name, updates| say!("race-summary-explodes", name, updates),
        floor: |loss| say!("race-floor", loss = format!("{loss:.3}")),
        after,
        history: text("race-history"),
        history_at: |shown, newest| match (shown, newest) {
            (0, 0) => after(0),
            (shown, newest) if shown == newest => say!("race-history-newest", shown = after(shown)),
            (0, newest) => say!("race-history-first", after = after(0), newest = after(newest)),
            (shown, newest) => say!("race-history-after", shown = after(shown), newest),
        },
        history_hint: text("race-history-hint"),
        newest: text("race-newest"),
        gate_means: text("race-gate-means"),
        gate_means_hint: text("race-gate-means-hint"),
        table_at: |updates, judged, is_newest| {
            let judged = judged
                .filter(|judged| *judged != updates)
                .map_or(String::new(), |judged| say!("race-table-at-judged", judged = after(judged)));
            let speed = if is_newest { "" } else { text("race-table-at-speed") };
            say!("race-table-at", updates = after(updates), judged, speed)
        },
        columns: [
            text("race-column-cell"),
            text("race-column-units"),
            text("race-column-parameters"),
            text("race-column-multiply-adds"),
            text("race-column-bytes"),
            text("race-column-speed"),
            text("race-column-loss"),
            "",
            "‖∂L/∂W‖",
        ],
        costs: |[rnn, lstm, gru]| say!("race-costs", rnn, gru, lstm),
        right_column: |measure| match measure {
            Some(Measure::Whole) => say!("race-column-right-whole"),
            _ => say!("race-column-right"),
        },
        incident: |incident, name| match incident {
            Incident::Replaced { kind, updates, reason } => {
                say!("race-incident-replaced", kind = name(*kind), reason = because(reason), updates)
            }
            Incident::NoWorker { reason } => {
                say!("race-incident-no-worker", reason = because(reason))
            }
        },
        exploded: |cell, explosion, loss| {
            let place = match explosion.pass {
                Some(Pass::Forward) => say!("race-exploded-at", t = explosion.t + 1),
                Some(Pass::Backward) if is_of_weights(&explosion.quantity) => say!("race-exploded-sum"),
                Some(Pass::Backward) => say!("race-exploded-back", t = explosion.t + 1),
                None => say!("race-exploded-change"),
            };
            say!(
                "race-exploded",
                cell,
                updates = explosion.updates + 1,
                good = say!("race-exploded-good", good = explosion.updates),
                quantity = quantity(&explosion.quantity, loss),
                place,
                chain = chain(explosion),
                before = before(&explosion.before),
                after = after(explosion.updates)
            )
        },
        clip: text("race-clip"),
        slower: text("race-slower"),
        answers: text("race-answers"),
        wanted: text("race-wanted"),
        right_of: |right, all, is_whole| match (is_whole, right == all) {
            (false, _) => say!("race-right-of", right, all),
            (true, false) => say!("race-right-not-whole", right, all),
            (true, true) => say!("race-right-whole", right, all),
        },
        given_up: |updates| say!("race-given-up", updates),
        take_back: text("race-take-back"),
        take_back_hint: text("race-take-back-hint"),
    }
}

fn per_cent(share: f64) -> String {
    format!("{} %", decimals(100.0 * share, 1))
}

fn because(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(" ({reason})") }
}

fn after(updates: u32) -> String {
    say!("race-after", updates)
}

/// `RNN 24 %, LSTM ✓ at 210: waiting for the RNN.`
fn waiting(cells: &[Standing], who: Who, is_running: bool) -> String {
    let per_cent = |share: f64| format!("{} %", decimals(100.0 * share, 0));
    let standing = |cell: &Standing| match (cell.reached, cell.accuracy) {
        (Some(0), _) => say!("race-from-the-start", cell = cell.name),
        (Some(updates), _) => say!("race-there-at", cell = cell.name, updates),
        (None, accuracy) => format!("{} {}", cell.name, accuracy.map_or("–".to_owned(), per_cent)),
    };
    let missing: Vec<&str> = cells.iter().filter(|cell| cell.reached.is_none()).map(|cell| cell.name).collect();
    let is_met = match who {
        Who::All => missing.is_empty(),
        Who::Any => missing.len() < cells.len(),
    };
    let end = match (is_met, is_running, who) {
        (true, ..) => say!("race-done"),
        (false, false, _) => say!("race-not-there"),
        (false, true, Who::Any) => say!("race-waiting-first"),
        (false, true, Who::All) => say!("race-waiting-for", names = listed(&missing)),
    };
    format!("{}: {end}.", cells.iter().map(standing).collect::<Vec<_>>().join(", "))
}

/// `the RNN, the LSTM and the GRU`.
fn listed(names: &[&str]) -> String {
    match names {
        [others @ .., before, last] => {
            let others: String = others.iter().map(|name| say!("race-list-more", name = *name)).collect();
            say!("race-list-last", others, before = *before, last = *last)
        }
        names => say!("race-list-one", name = names.concat()),
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
        ("h", _) => text("race-hidden-state"),
        ("c", _) => text("race-cell-state"),
        ("gates.g" | "gates.n", _) => return say!("race-candidate", symbol = &name["gates.".len()..]),
        ("logits", LossKind::MeanSquaredError) => text("race-output"),
        ("logits", LossKind::CrossEntropy) => text("race-logits"),
        ("probs", _) => text("race-probabilities"),
        ("loss", _) => text("race-loss-name"),
        _ => match (name.strip_prefix("grad."), name.strip_prefix("gates.")) {
            (Some(of), _) => return format!("∂L/∂{}", of.trim_start_matches("gates.")),
            (_, Some(gate)) => return say!("race-gate", gate),
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
            say!("race-chain", symbol, from = short(*from), first = first + 1, to = short(*to), last = last + 1)
        }
        _ => String::new(),
    }
}

fn before(norms: &[f64]) -> String {
    if norms.is_empty() {
        return String::new();
    }
    let last: Vec<String> = norms.iter().rev().take(4).rev().map(|norm| short(*norm)).collect();
    say!("race-before", last = last.join(", "))
}
