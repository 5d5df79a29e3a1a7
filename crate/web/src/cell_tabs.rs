//! The shown cells as a row of buttons: which one is looked into.

use leptos::prelude::*;
use unrolled_lab::Command;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::browser::hold;
use crate::reactive::{handler, live};
use crate::stage::marker::{CellMarker, key};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn CellTabs() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let viewed = store.viewed;
    // All panels follow the choice, also those above, which may be of another height then.
    let view_cell = move |event: web_sys::MouseEvent, cell| {
        let change = move || store.send(Command::View(cell));
        match event.current_target().and_then(|pressed| pressed.dyn_into::<Element>().ok()) {
            Some(pressed) => hold(pressed, change),
            None => change(),
        }
    };
    view! {
        <div class="cell-tabs" role="group" aria-label=words.explain.cells>
            {live(move || {
                store
                    .shown
                    .get()
                    .into_iter()
                    .map(|cell| view! {
                        <button
                            type="button" class="cell-tab" data-view=key(cell)
                            aria-pressed=live(move || if viewed.get() == cell { "true" } else { "false" })
                            on:click=handler(move |event| view_cell(event, cell))
                        >
                            <CellMarker kind=cell /> {(words.cell_name)(cell)}
                        </button>
                    })
                    .collect_view()
            })}
        </div>
    }
}
