//! The line above a chart that names its cells and says their numbers at one place.

use leptos::prelude::*;
use unrolled_engine::CellKind;

use crate::reactive::live;
use crate::stage::marker::CellMarker;
use crate::strings::words;

/// The numbers of one cell, as text.
pub type CellNumbers = (CellKind, String);

/// `place` says where the numbers are from.
#[component]
pub fn Readout(place: Signal<String>, numbers: Signal<Vec<CellNumbers>>) -> impl IntoView {
    let cell_name = words().cell_name;
    view! {
        <p class="readout">
            <span class="readout-place">{live(move || place.get())}</span>
            {live(move || {
                numbers
                    .get()
                    .into_iter()
                    .map(|(kind, number)| view! {
                        <span class="readout-cell"><CellMarker kind /> {cell_name(kind)} <b>{number}</b></span>
                    })
                    .collect_view()
            })}
        </p>
    }
}
