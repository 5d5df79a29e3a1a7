//! What each cell is made of, costs and has reached.

use leptos::prelude::*;
use unrolled_engine::CellKind;

use super::history::newest;
use crate::numbers::{decimals, short};
use crate::race::CellRace;
use crate::reactive::{live, memo};
use crate::stage::escaped;
use crate::stage::marker::{self, key};
use crate::store::Store;
use crate::strings::words;

/// Bytes of a number in training.
const BYTES: usize = 4;

#[component]
pub fn Table() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().race;
    let measure = memo(move || store.settings.read().measure());
    let head = move || {
        let right = (words.right_column)(measure.get());
        let names = words.columns.iter().map(|name| if name.is_empty() { &right } else { *name });
        format!("<tr>{}</tr>", names.map(|name| format!("<th scope=\"col\">{name}</th>")).collect::<String>())
    };
    let updates = store.updates;
    let rows = move || {
        let (cells, at) = (store.race.cells.read(), updates.get());
        store.shown.read().iter().map(|kind| row(store, *kind, &cells[*kind as usize], at)).collect::<String>()
    };
    let said = memo(move || {
        let (cells, at) = (store.race.cells.read(), updates.get());
        let judged = store.shown.read().first().and_then(|kind| cells[*kind as usize].judged_at(at).copied());
        // While the cells learn, the page follows them.
        let is_newest = store.race.is_busy() || at == store.race.kept.with(|kept| newest(kept));
        (words.table_at)(at, judged.map(|judged| judged.updates), is_newest)
    });
    let costs = move || {
        let kept = |kind| store.with(|experiment| BYTES * experiment.lane(kind).network.cell.kept_per_unit());
        (words.costs)(CellKind::ALL.map(kept))
    };
    view! {
        <p class="help race-table-at" id="race-table-at">{live(move || said.get())}</p>
        <div class="race-table">
            <table id="race-table" aria-describedby="race-table-at">
                <thead inner_html=live(head)></thead>
                <tbody inner_html=live(rows)></tbody>
            </table>
        </div>
        <p class="help" id="race-costs">{live(costs)}</p>
    }
}

/// What it had reached after so many updates.
fn row(store: Store, kind: CellKind, race: &CellRace, at: u32) -> String {
    let (cell, inputs, units, parameters) = store.with(|experiment| {
        let lane = experiment.lane(kind);
        (lane.network.cell, lane.tape.inputs, lane.tape.units, lane.network.params.count())
    });
    let judged = race.judged_at(at);
    let both = |test: Option<f64>, train: Option<f64>, text: &dyn Fn(f64) -> String| match (test, train) {
        (None, _) => "–".to_owned(),
        (Some(test), None) => text(test),
        (Some(test), Some(train)) => format!("{}, {}", text(test), text(train)),
    };
    let per_cent = |share: f64| format!("{} %", decimals(100.0 * share, 1));
    let loss = |loss: f64| decimals(loss, 3);
    let (test, train) = (judged.map(|at| at.test), judged.and_then(|at| at.train));
    let norm = race.norm_at(at).map_or("–".to_owned(), |[before, after]| {
        if before == after { short(before) } else { format!("{} → {}", short(before), short(after)) }
    });
    let numbers = [
        units.to_string(),
        parameters.to_string(),
        cell.multiply_adds(inputs, units).to_string(),
        (BYTES * cell.kept_per_unit() * units).to_string(),
        if race.rate > 0.0 { decimals(race.rate, 0) } else { "–".to_owned() },
        both(test.map(|score| score.loss), train.map(|score| score.loss), &loss),
        both(test.map(|score| score.accuracy), train.map(|score| score.accuracy), &per_cent),
        norm,
    ];
    let numbers: String = numbers.iter().map(|number| format!("<td>{number}</td>")).collect();
    format!(
        r#"<tr data-cell="{0}"><th scope="row"><svg class="cell-marker" viewBox="0 0 12 12" aria-hidden="true">{1}</svg>{2}</th>{numbers}</tr>"#,
        key(kind),
        marker::markup(kind, 6.0, 6.0),
        escaped((words().cell_name)(kind)),
    )
}
