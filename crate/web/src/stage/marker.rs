//! The shape that stands for a cell: ● RNN, ■ LSTM, ▲ GRU.

use leptos::prelude::*;
use unrolled_engine::CellKind;

/// The name of a cell in attributes and class names.
pub fn key(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Rnn => "rnn",
        CellKind::Lstm => "lstm",
        CellKind::Gru => "gru",
    }
}

/// SVG of the marker around a point, about 9 px wide.
pub fn markup(kind: CellKind, x: f64, y: f64) -> String {
    let class = format!("marker {}", key(kind));
    match kind {
        CellKind::Rnn => format!(r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="4.5"/>"#),
        CellKind::Lstm => {
            format!(r#"<rect class="{class}" x="{:.1}" y="{:.1}" width="9" height="9" rx="1.5"/>"#, x - 4.5, y - 4.5)
        }
        CellKind::Gru => {
            format!(r#"<path class="{class}" d="M{:.1} {:.1}l5.2 9h-10.4z"/>"#, x, y - 5.0)
        }
    }
}

/// The same in the flow of text.
#[component]
pub fn CellMarker(kind: CellKind) -> impl IntoView {
    view! { <svg class="cell-marker" viewBox="0 0 12 12" aria-hidden="true" inner_html=markup(kind, 6.0, 6.0)></svg> }
}
