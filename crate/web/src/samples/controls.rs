//! How samples are drawn: the beginning, the temperature, the random numbers and the length.

use leptos::ev;
use leptos::prelude::*;
use unrolled_lab::decimal::number_from;
use unrolled_lab::{Command, Sampling};
use wasm_bindgen::JsCast;

use crate::reactive::{Memo, RwSignal, effect, handler, live, memo};
use crate::sidebar::number_field::TypedNumber;
use crate::stage::symbols::visible;
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn Controls(sampling: Memo<Sampling>, is_text: Memo<bool>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().samples;
    let is_greedy = memo(move || sampling.read().temperature == 0.0);
    let again = move |_| {
        if !is_greedy.get_untracked() {
            change(store, |sampling| sampling.seed = sampling.seed.wrapping_add(1));
        }
    };
    view! {
        <div class="sample-controls">
            <Show when=move || is_text.get()>
                <Prompt sampling />
                <Length sampling />
            </Show>
            <Temperature sampling />
            <span class="draw-again">
                <button
                    type="button" class="button" id="draw-again" title=words.draw_hint
                    aria-disabled=live(move || is_greedy.get().to_string())
                    on:click=handler(again)
                >{words.draw}</button>
                <span class="draw-number" role="status">
                    {live(move || if is_greedy.get() { String::new() } else { (words.seed)(sampling.read().seed) })}
                </span>
            </span>
        </div>
    }
}

fn change(store: Store, change: impl FnOnce(&mut Sampling)) {
    let mut sampling = store.state.read_untracked().sampling.clone();
    change(&mut sampling);
    store.send(Command::Sample(sampling));
}

/// The beginning is applied as it is typed, but not in the middle of composing a character. What cannot be read stays in the
/// field, with a message that names it.
#[component]
fn Prompt(sampling: Memo<Sampling>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().samples;
    let current = memo(move || sampling.read().prompt.clone());
    let given = memo(move || {
        store.with(|experiment| {
            let example = experiment.example_sequence();
            let name = |symbol: &usize| visible(&example.coding.inputs[*symbol]).to_owned();
            let given = Sampling::default().given(&example).unwrap_or_default();
            given.iter().map(name).collect::<String>()
        })
    });
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
        let typed = text.get_untracked();
        change(store, |sampling| sampling.prompt = typed);
        let message = store.rejection.read_untracked().as_ref().and_then(words.rejection);
        let begins = move || {
            let prompt = current.get_untracked();
            if prompt.is_empty() { given.get_untracked() } else { prompt }
        };
        error.set(message.map(|message| format!("{message} {}", (words.still)(&begins()))));
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
    view! {
        <div class="sample-prompt">
            <label for="sample-prompt">{words.prompt}</label>
            <input
                type="text" id="sample-prompt" name="sample-prompt" autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder=live(move || (words.begins_with)(&given.get()))
                prop:value=live(move || text.get())
                on:input=handler(typed)
                on:compositionend=handler(composed)
                aria-invalid=live(move || error.read().is_some().then_some("true"))
                aria-describedby=live(move || error.read().is_some().then_some("sample-prompt-error"))
            />
            {live(move || {
                error.get().map(|error| view! { <p class="field-error" role="alert" id="sample-prompt-error">{error}</p> })
            })}
        </div>
    }
}

#[component]
fn Length(sampling: Memo<Sampling>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words_here = words().samples;
    let current = memo(move || sampling.read().length as f64);
    let still = words().sidebar.still_shows;
    let error = RwSignal::new(None);
    let typed = TypedNumber { id: "sample-length", range: Sampling::LENGTH, is_whole: true, current, error, still };
    let show = move |value: f64| change(store, |sampling| sampling.length = value as usize);
    view! {
        <div class="sample-length">
            <label for="sample-length">{words_here.length}</label>
            {typed.input(None, Box::new(show))}
            {typed.complaint()}
        </div>
    }
}

#[component]
fn Temperature(sampling: Memo<Sampling>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().samples;
    let temperature = memo(move || sampling.read().temperature);
    let text = move || match temperature.get() {
        0.0 => words.greedy.to_owned(),
        temperature => temperature.to_string(),
    };
    let drag = move |event: web_sys::Event| {
        if let Some(value) = number_from(&event_target_value(&event)) {
            change(store, |sampling| sampling.temperature = value);
        }
    };
    view! {
        <div class="sample-temperature">
            <label for="temperature">{words.temperature}</label>
            <input
                type="range" id="temperature" min="0" max="2" step="0.1"
                prop:value=live(move || temperature.get().to_string())
                aria-valuetext=live(text)
                on:input=handler(drag)
            />
            <output for="temperature" id="temperature-value">{live(text)}</output>
        </div>
    }
}
