//! How far the gates are open on what the stage reads, with the weights that are shown.

use leptos::prelude::*;
use unrolled_lab::Experiment;

use crate::numbers::decimals;
use crate::reactive::live;
use crate::stage::escaped;
use crate::stage::marker::{self, key};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn GateMeans() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().race;
    let lines = move || {
        let shown = store.shown.get();
        store.with(|experiment| shown.into_iter().map(|kind| line(experiment, kind)).collect::<String>())
    };
    view! {
        <div class="gate-means">
            <h4 title=words.gate_means_hint>{words.gate_means}</h4>
            <ul id="race-gate-means" inner_html=live(lines)></ul>
        </div>
    }
}

/// `LSTM i 0.41 f 0.93 o 0.55`; nothing of a cell without gates.
fn line(experiment: &Experiment, kind: unrolled_engine::CellKind) -> String {
    let means = experiment.lane(kind).tape.gate_means();
    if means.is_empty() {
        return String::new();
    }
    let gates: String =
        means.into_iter().map(|(gate, mean)| format!(" <span><i>{gate}</i> {}</span>", decimals(mean, 2))).collect();
    format!(
        r#"<li data-cell="{0}"><svg class="cell-marker" viewBox="0 0 12 12" aria-hidden="true">{1}</svg><b>{2}</b>{gates}</li>"#,
        key(kind),
        marker::markup(kind, 6.0, 6.0),
        escaped((words().cell_name)(kind)),
    )
}
