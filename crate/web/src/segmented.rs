//! A row of buttons of which one is pressed: a choice between few.

use leptos::prelude::*;
use unrolled_lab::Command;

use crate::reactive::{handler, live, memo};
use crate::store::Store;

/// One of the buttons.
#[derive(Clone)]
pub struct Choice {
    pub id: &'static str,
    pub name: &'static str,
    /// What pressing it does.
    pub send: Command,
    pub is_chosen: fn(Store) -> bool,
}

#[component]
pub fn Segmented(label: &'static str, choices: Vec<Choice>) -> impl IntoView {
    let store = expect_context::<Store>();
    let button = |Choice { id, name, send, is_chosen }| {
        let pressed = memo(move || is_chosen(store));
        view! {
            <button
                type="button"
                id=id
                aria-pressed=live(move || pressed.get().to_string())
                on:click=handler(move |_| store.send(Command::clone(&send)))
            >
                {name}
            </button>
        }
    };
    view! { <div class="segmented" role="group" aria-label=label>{choices.into_iter().map(button).collect_view()}</div> }
}
