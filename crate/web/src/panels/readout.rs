//! The line above a chart that names its cells and says their numbers at one place.

use leptos::prelude::*;
use unrolled_engine::CellKind;

use crate::reactive::{live, memo};
use crate::stage::marker::CellMarker;
use crate::strings::words;

/// The numbers of one cell, as text.
pub type CellNumbers = (CellKind, String);

/// `place` says where the numbers are from. Only the text follows them.
#[component]
pub fn Readout(place: Signal<String>, numbers: Signal<Vec<CellNumbers>>) -> impl IntoView {
    let cell_name = words().cell_name;
    let numbers = memo(move || numbers.get());
    let cells = CellKind::ALL.map(|kind| {
        let number = memo(move || {
            numbers.with(|numbers| numbers.iter().find(|(of, _)| *of == kind).map(|(_, number)| number.clone()))
        });
        view! {
            <span class="readout-cell" hidden=live(move || number.read().is_none())>
                <CellMarker kind /> {cell_name(kind)} <b>{live(move || number.get().unwrap_or_default())}</b>
            </span>
        }
    });
    view! {
        <p class="readout">
            <span class="readout-place">{live(move || place.get())}</span>
            {cells}
        </p>
    }
}
