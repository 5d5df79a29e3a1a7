//! What the panels share whose numbers are measured in the worker: the button with its progress, and names beside lines.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{GradientLab, Settings, State};
use unrolled_plots::SeriesLabel;

use crate::figure::About;
use crate::measures::{Age, Kind};
use crate::panels::chart_text::ChartText;
use crate::reactive::{handler, live, memo};
use crate::store::Store;
use crate::strings::words;

/// Measures, or stops; says how far it is, and whether what is known is about the page as it is.
#[component]
pub fn MeasureButton(kind: Kind, id: &'static str) -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, measures) = (words().measures, store.measures);
    let progress = measures.progress(kind);
    let is_busy = memo(move || progress.read().is_some());
    let age = memo(move || measures.age(store, kind));
    let toggle =
        move |_| if is_busy.get_untracked() { measures.stop(store, kind) } else { measures.begin(store, kind) };
    let name = move || match (is_busy.get(), age.get()) {
        (true, _) => words.stop,
        (false, Age::Nothing) => words.measure,
        (false, _) => words.again,
    };
    let share = move || progress.get().map_or(0.0, |progress| progress.done as f64 / progress.all.max(1) as f64);
    let note = move || match age.get() {
        Age::Nothing | Age::Now => String::new(),
        Age::OtherSettings => words.other_settings.to_owned(),
        Age::OtherUpdates(then) => (words.other_updates)(then, store.updates.get()),
    };
    let progress_id = format!("{id}-progress");
    view! {
        <div class="run-buttons">
            <button type="button" class="button" id=format!("{id}-measure") on:click=handler(toggle)>{live(name)}</button>
            <progress max="1" aria-labelledby=progress_id.clone() hidden=live(move || !is_busy.get()) prop:value=live(share)></progress>
            <span class="measure-progress" id=progress_id>
                {live(move || progress.get().map_or_else(String::new, words.progress))}
            </span>
        </div>
        <p class="run-status" id=format!("{id}-age") role="status">{live(note)}</p>
    }
}

/// Whether what is drawn is about something else than the page as it is.
pub fn is_old(store: Store, kind: Kind) -> bool {
    matches!(store.measures.age(store, kind), Age::OtherSettings | Age::OtherUpdates(_))
}

/// What was measured: the page as it is, or the settings and the weights of then.
pub fn about(store: Store, kind: Kind, settings: &Settings, updates: u32) -> About {
    if !is_old(store, kind) {
        return About::page(store);
    }
    let now = store.state.read_untracked();
    let lab = GradientLab { clipped: now.lab.clipped, ..GradientLab::default() };
    About::state(&State { settings: settings.clone(), updates, cells: now.cells, lab, ..State::default() })
}

/// The names of cells where a chart has left room for them; `cells` has one for each series that is called by it.
pub fn names(labels: &[SeriesLabel], cells: &[Option<CellKind>]) -> impl Iterator<Item = ChartText> {
    let cell_name = words().cell_name;
    let named = labels.iter().filter_map(|label| Some((label, (*cells.get(label.series)?)?)));
    named.map(move |(label, kind)| ChartText::name(kind, label, cell_name(kind)))
}
