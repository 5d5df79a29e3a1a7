//! The updates that a changed setting gave up, and the way back to them until the next training begins.

use leptos::prelude::*;
use unrolled_lab::State;

use crate::race::PutAside;
use crate::reactive::{handler, live};
use crate::store::Store;
use crate::strings::words;

#[derive(Clone)]
pub struct GivenUp {
    pub updates: u32,
    /// The state before the change.
    pub state: State,
    /// What the cells had learned of a task; a text's updates are computed again.
    pub race: Option<PutAside>,
}

/// The line that offers the way back.
#[component]
pub fn GivenUpNotice() -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, dismiss) = (words().race, words().dismiss);
    live(move || {
        let updates = store.given_up.with(|given_up| given_up.as_ref().map(|given_up| given_up.updates));
        updates.map(|updates| {
            view! {
                <div class="notice" role="status" id="given-up">
                    <p>{(words.given_up)(updates)}</p>
                    <button
                        type="button" class="button" id="take-back" title=words.take_back_hint
                        on:click=handler(move |_| store.take_back())
                    >{words.take_back}</button>
                    <button type="button" class="button quiet" on:click=handler(move |_| store.forget_given_up())>
                        {dismiss}
                    </button>
                </div>
            }
        })
    })
}
