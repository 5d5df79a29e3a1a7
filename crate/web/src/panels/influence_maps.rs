//! ‖∂L_s/∂h_t‖ of the three cells for the page: at once where that is quick, else in slices while nothing else happens.

use std::time::Duration;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::Experiment;

use crate::reactive::RwSignal;
use crate::store::Store;

/// One cell's map: a row for every loss s, a column for every state t; `None` where there is no loss, or not yet.
pub type Rows = Vec<Option<Vec<f64>>>; // (T, T)

/// The maps of the numbers of one revision.
#[derive(Clone, Default, PartialEq)]
pub struct Maps {
    revision: u32,
    pub of_cell: [Rows; 3],
    pub is_complete: bool,
}

/// T²·H² up to which all three maps take a few milliseconds.
const AT_ONCE: usize = 1 << 21;
/// How long nothing may have changed before a large map is begun.
const QUIET: Duration = Duration::from_millis(250);
/// Between two slices, so that the page answers.
const BREATH: Duration = Duration::from_millis(4);
/// Multiplications in a slice: about 10 ms.
const SLICE: usize = 10_000_000;

/// The maps for the numbers of now; `None` if they are the present ones. Large ones come later, bit by bit.
pub fn follow(store: Store, maps: RwSignal<Maps>) {
    let revision = store.revision.get_untracked();
    if maps.with_untracked(|maps| maps.revision == revision && !maps.of_cell[0].is_empty()) {
        return;
    }
    let is_quick = store.with_untracked(|experiment| {
        let (steps, units) = (experiment.sequence.steps(), most_units(experiment));
        steps * steps * units * units <= AT_ONCE
    });
    if is_quick {
        let of_cell = store.with_untracked(|experiment| CellKind::ALL.map(|kind| experiment.influence(kind).h.clone()));
        maps.set(Maps { revision, of_cell, is_complete: true });
    } else {
        let steps = store.with_untracked(|experiment| experiment.sequence.steps());
        maps.set(Maps { revision, of_cell: std::array::from_fn(|_| vec![None; steps]), is_complete: false });
        set_timeout(move || slice(store, maps, revision, 0, 0), QUIET);
    }
}

fn most_units(experiment: &Experiment) -> usize {
    experiment.lanes.iter().map(|lane| lane.tape.units).max().unwrap_or(0)
}

/// Computes some rows of a cell's map, from the row `first` on, and asks for the next.
fn slice(store: Store, maps: RwSignal<Maps>, revision: u32, cell: usize, first: usize) {
    // The panel may be another one by now.
    if store.revision.get_untracked() != revision || maps.try_get_untracked().is_none() {
        return;
    }
    let Some(kind) = CellKind::ALL.get(cell) else {
        return maps.update(|maps| maps.is_complete = true);
    };
    let (rows, end) = store.with_untracked(|experiment| rows(experiment, *kind, first));
    let steps = store.with_untracked(|experiment| experiment.sequence.steps());
    maps.update(|maps| {
        for (row, new) in maps.of_cell[cell].iter_mut().zip(rows).skip(first).take(end - first) {
            *row = new;
        }
    });
    let next = if end < steps { (cell, end) } else { (cell + 1, 0) };
    set_timeout(move || slice(store, maps, revision, next.0, next.1), BREATH);
}

/// The map with the losses of some steps only, from `first` on, and the end of these steps.
fn rows(experiment: &Experiment, kind: CellKind, first: usize) -> (Rows, usize) {
    let lane = experiment.lane(kind);
    let (steps, units) = (experiment.sequence.steps(), lane.tape.units);
    let row_cost = steps * lane.network.cell.gate_blocks() * units * units;
    let end = (first + (SLICE / row_cost).max(1)).min(steps);
    (experiment.influence_of(kind, first..end).h, end)
}
