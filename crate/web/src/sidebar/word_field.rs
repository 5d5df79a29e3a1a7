//! The text that is read. It is applied as it is typed, but not in the middle of composing a character.

use leptos::ev;
use leptos::prelude::*;
use unrolled_lab::{Command, Setting};
use wasm_bindgen::JsCast;

use crate::reactive::{RwSignal, effect, handler, live};
use crate::sidebar::setting;
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn WordField() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().sidebar;
    let current = setting(|settings| settings.text.clone());
    let text = RwSignal::new(current.get_untracked());
    let error = RwSignal::new(None::<String>);
    effect(move || {
        let value = current.get();
        if *text.read_untracked() != value {
            text.set(value);
            error.set(None);
        }
    });
    let apply = move || {
        store.send(Command::Set(Setting::Text(text.get_untracked())));
        let message = store.rejection.read_untracked().as_ref().map(words.rejection);
        error.set(message.map(|message| {
            let still = (words.still_shows)(&format!("“{}”", shortened(&current.get_untracked())));
            format!("{message} {still}")
        }));
    };
    let typed = move |event: ev::Event| {
        if !event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing) {
            text.set(event_target_value(&event));
            apply();
        }
    };
    let composed = move |event: ev::CompositionEvent| {
        text.set(event_target_value(&event));
        apply();
    };
    // Enter plays what has been typed; Escape gives the keys back to the transport.
    let key = move |event: ev::KeyboardEvent| {
        let field: web_sys::HtmlElement = event_target(&event);
        let leaves = !event.is_composing() && matches!(event.key().as_str(), "Enter" | "Escape");
        if leaves && field.blur().is_ok() && event.key() == "Enter" && error.read_untracked().is_none() {
            event.prevent_default();
            store.send(Command::First);
            store.playing.set(true);
        }
    };
    view! {
        <div class="word-field">
            <label for="word">{words.word.name}</label>
            <input
                type="text" id="word" name="word" autocomplete="off" autocapitalize="off" spellcheck="false"
                prop:value=live(move || text.get())
                on:input=handler(typed)
                on:compositionend=handler(composed)
                on:keydown=handler(key)
                aria-invalid=live(move || error.read().is_some().then_some("true"))
                aria-describedby=live(move || if error.read().is_some() { "word-error" } else { "word-help" })
            />
            {live(move || match error.get() {
                Some(error) => view! { <p class="field-error" role="alert" id="word-error">{error}</p> }.into_any(),
                None => view! { <p class="help" id="word-help">{words.word.help}</p> }.into_any(),
            })}
        </div>
    }
}

/// Enough of a long text to know it by.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 24;
    let mut start: String = text.chars().take(SHOWN).collect();
    if text.chars().count() > SHOWN {
        start.push('…');
    }
    start
}
