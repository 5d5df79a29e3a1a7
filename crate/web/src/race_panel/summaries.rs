//! What the curves of the race say as sentences and as tables: of the loss, of who was right first, and of the gradients.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{Course, Evaluation, NormCourse, arrivals};

use super::chart::{Shown, lines, rows};
use crate::panels::chart_table::ChartTable;
use crate::panels::summary::Summary;
use crate::race::CellRace;
use crate::store::Store;
use crate::strings::words;

/// The accuracy whose arrivals are told where no other one is the goal.
const USUAL_GOAL: f64 = 0.9;

/// Of the chart; nothing as long as nothing has been judged.
pub fn of_chart(store: Store, shown: Shown) -> String {
    match shown {
        Shown::Loss => losses(store),
        Shown::Accuracy => accuracies(store),
    }
}

/// Below a chart: its sentence, and its numbers.
#[component]
pub fn Said(shown: Shown) -> impl IntoView {
    let store = expect_context::<Store>();
    let id = shown.id();
    let numbers = move || {
        store.shown.track();
        store.race.cells.track();
        rows(&lines(store, shown))
    };
    view! {
        <Summary id=format!("{id}-summary") text=Box::new(move || of_chart(store, shown)) is_answer=true />
        <ChartTable id=id rows=Box::new(numbers) />
    }
}

/// What is known of each shown cell, with its name.
fn of_cells(store: Store, say: impl Fn(&'static str, &CellRace) -> Option<String>) -> Vec<String> {
    let (shown, cells) = (store.shown.get(), store.race.cells.read());
    let of_cell = |kind: &CellKind| say((words().cell_name)(*kind), &cells[*kind as usize]);
    shown.iter().filter_map(of_cell).collect()
}

fn losses(store: Store) -> String {
    let say = words().race.loss_summary;
    of_cells(store, |name, cell| Some(say(name, Course::of_losses(&cell.evaluations)?))).join(" ")
}

/// Who came first to the goal, then how far each is.
fn accuracies(store: Store) -> String {
    let words = words();
    let say = words.race.accuracy_summary;
    let mut all = of_cells(store, |name, cell| Some(say(name, Course::of_accuracies(&cell.evaluations)?)));
    if all.is_empty() {
        return String::new();
    }
    let goal = store.race.goal.get().map_or(USUAL_GOAL, |goal| goal.accuracy);
    let (shown, cells) = (store.shown.get(), store.race.cells.read());
    let judged: Vec<&[Evaluation]> = shown.iter().map(|kind| cells[*kind as usize].evaluations.as_slice()).collect();
    let name = |cell: usize| (words.cell_name)(shown[cell]);
    let arrived = arrivals(goal, &judged);
    let missing = (0..shown.len()).filter(|cell| arrived.iter().all(|(other, _)| other != cell)).map(name);
    let reached: Vec<(&str, u32)> = arrived.iter().map(|(cell, updates)| (name(*cell), *updates)).collect();
    all.insert(0, (words.race.arrivals)(goal, &reached, &missing.collect::<Vec<_>>()));
    all.join(" ")
}

/// Of the gradients of all updates that were made, and of the one that could not be.
#[component]
pub fn Norms() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().race;
    let text = move || {
        let say = |name: &'static str, cell: &CellRace| {
            let norms = NormCourse::of(&cell.norms).map(|course| (words.norms_summary)(name, course));
            let explodes = cell.exploded.as_ref().map(|explosion| (words.explodes)(name, explosion.updates + 1));
            let all: Vec<String> = [norms, explodes].into_iter().flatten().collect();
            (!all.is_empty()).then(|| all.join(" "))
        };
        of_cells(store, say).join(" ")
    };
    view! { <Summary id="race-norms-summary" text=Box::new(text) is_answer=true /> }
}
