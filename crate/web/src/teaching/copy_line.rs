//! A button that copies a link, and says how long it is; where the clipboard is refused, the link stands there to be copied.

use leptos::html;
use leptos::prelude::*;
use unrolled_lab::State;
use unrolled_lab::url::{MOST_CHARACTERS, fragment_from_state, names_own};

use crate::address;
use crate::browser;
use crate::reactive::{RwSignal, effect, handler, live};
use crate::strings::words;

/// What has come of it.
#[derive(Clone)]
struct Copied {
    is_copied: bool,
    length: usize,
    /// Whether the reader's own data are left out.
    names_data: bool,
    /// What the link has not, in a sentence.
    lacks: Option<String>,
    link: String,
}

#[component]
pub fn CopyLine(
    id: &'static str,
    name: &'static str,
    /// Says that so many characters have been copied.
    said: fn(usize) -> String,
    /// What the link leads to; `None` if something is still wrong, which is said elsewhere.
    state: Box<dyn Fn() -> Option<State>>,
    /// What the link should have and has not, in a sentence.
    lacks: fn(&State) -> Option<String>,
) -> impl IntoView {
    let words = words().homework;
    let copied = RwSignal::new(None::<Copied>);
    let field = NodeRef::<html::Input>::new();
    let copy = move |_| {
        let Some(state) = state() else { return copied.set(None) };
        let (link, length) = (address::link_to(&state), fragment_from_state(&state).len());
        let (names_data, lacks) = (names_own(&state), lacks(&state));
        leptos::task::spawn_local(async move {
            let is_copied = browser::copy(&link).await;
            // The dialog may be closed by now.
            copied.try_set(Some(Copied { is_copied, length, names_data, lacks, link }));
        });
    };
    let line = NodeRef::<html::Div>::new();
    effect(move || {
        if let Some(field) = field.get() {
            field.select();
        }
    });
    // What is said may come to stand below the edge of the dialog.
    effect(move || {
        if let (true, Some(line)) = (copied.with(Option::is_some), line.get()) {
            browser::show((*line).clone().into());
        }
    });
    let outcome = move || {
        copied.get().map(|Copied { is_copied, length, names_data, lacks, link }| {
            let long = (length > MOST_CHARACTERS).then(|| (words.too_long)(length, MOST_CHARACTERS));
            let text = if is_copied { said(link.chars().count()) } else { words.refused.to_owned() };
            view! {
                <p>{text}</p>
                {lacks.map(|lacks| view! { <p class="field-error">{lacks}</p> })}
                {names_data.then(|| view! { <p class="field-error">{words.names_data}</p> })}
                {long.map(|long| view! { <p class="field-error">{long}</p> })}
            }
        })
    };
    let by_hand = move || {
        copied.get().filter(|copied| !copied.is_copied).map(|Copied { link, .. }| {
            view! { <input type="text" class="link-field" readonly aria-label=words.link prop:value=link node_ref=field /> }
        })
    };
    view! {
        <div class="copy-line" node_ref=line>
            <button type="button" class="button primary" id=id on:click=handler(copy)>{name}</button>
            <div role="status">{live(outcome)}</div>
            {live(by_hand)}
        </div>
    }
}
