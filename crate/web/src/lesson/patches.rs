//! What a link in the text has changed of the figure, said until the next one, with the way back.

use leptos::prelude::*;
use unrolled_lab::State;
use unrolled_lab::settings::Sizing;
use unrolled_lab::url::{LinkError, differences};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::reactive::{RwSignal, handler, live};
use crate::stage::title;
use crate::store::Store;
use crate::strings::words;

#[derive(Clone)]
pub struct Patched {
    /// The words of the link.
    said: String,
    /// Its id.
    from: String,
    /// What is otherwise now; or why the figure could not be moved.
    changes: Result<String, String>,
    before: Option<State>,
}

impl Patched {
    /// Whether the figure is another now, or could not be moved.
    pub fn has_changed(&self) -> bool {
        self.before.is_some() || self.changes.is_err()
    }

    /// Nothing but the way back to where something was pressed.
    pub fn way_back(said: String, from: String) -> Self {
        Self { said, from, changes: Ok(String::new()), before: None }
    }

    /// From the state before to the one that the link leads to.
    pub fn of(said: String, from: String, states: Result<[State; 2], LinkError>) -> Self {
        let words = words();
        match states {
            Ok([before, after]) => {
                let lesson = words.lesson;
                let one = |(name, value): (String, Option<String>)| {
                    let value =
                        value.map(|value| as_called(&after, &name).unwrap_or_else(|| (lesson.value)(&name, &value)));
                    let name = (lesson.setting)(&name);
                    value.map_or_else(|| (lesson.has_none)(&name), |value| format!("{name} = {value}"))
                };
                let all: Vec<String> = differences(&before, &after).into_iter().map(one).collect();
                let changes = if all.is_empty() { lesson.changed_nothing.to_owned() } else { all.join(", ") };
                Self { said, from, changes: Ok(changes), before: (!all.is_empty()).then_some(before) }
            }
            Err(error) => Self { said, from, changes: Err((words.broken_link)(&error)), before: None },
        }
    }
}

/// What the address has a word for, as the figure and the settings call it.
fn as_called(state: &State, name: &str) -> Option<String> {
    let (words, settings) = (words(), &state.settings);
    let known = match name {
        "task" => settings.task.map_or(words.task.character, words.task.name),
        "start" => (words.sidebar.start_name)(settings.start),
        "bias" => (words.sidebar.bias_name)(settings.bias),
        "phi" => (words.lab.chain.phi_name)(state.lab.chain.phi),
        "same" => match settings.sizing {
            Sizing::SameUnits => words.task.same_units,
            Sizing::SameParameters => words.task.same_parameters,
            Sizing::Free => words.task.same_nothing,
        },
        _ => return in_figure(state, name),
    };
    Some(known.to_owned())
}

/// A moment, and a number that is asked for.
fn in_figure(state: &State, name: &str) -> Option<String> {
    let words = words();
    match name {
        "at" => Some(title(state.timeline().moment(state.cursor), state.makes_updates())),
        "ask" => {
            let asked = state.asked?;
            let (place, cell) = (asked.entry.place, state.outline(asked.cell).cell);
            let time = if place.quantity.has_time() { (words.explain.at_step)(place.time) } else { String::new() };
            Some(format!("{} {}{time}", (words.cell_name)(asked.cell), (words.explain.quantity)(cell, place.quantity)))
        }
        _ => None,
    }
}

/// Back to the link, for eyes and keys.
fn go_to(link: &str) {
    let found = document().get_element_by_id(link).and_then(|link| link.dyn_into::<HtmlElement>().ok());
    if let Some(link) = found {
        link.scroll_into_view();
        let _ = link.focus();
    }
}

#[component]
pub fn PatchedNote(note: RwSignal<Option<Patched>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let all_words = words();
    let words = all_words.lesson;
    let undo = move |_| {
        let Some(Patched { before, from, .. }) = note.get_untracked() else { return };
        if let Some(before) = before {
            store.take(before);
        }
        note.set(None);
        go_to(&from);
    };
    let to_text = move |_| {
        if let Some(Patched { from, .. }) = note.get_untracked() {
            go_to(&from);
        }
    };
    view! {
        <div class="patched" role="status" class:is-empty=live(move || note.with(Option::is_none))>
            {live(move || note.get().map(|Patched { said, changes, before, .. }| view! {
                <p>
                    <b>{said}</b>" "
                    {match changes {
                        Ok(changes) if before.is_some() => format!("{} {changes}.", words.changed),
                        Ok(text) | Err(text) => text,
                    }}
                </p>
                <p class="patched-buttons">
                    {before.is_some().then(|| view! {
                        <button type="button" class="button" on:click=handler(undo)>{words.undo}</button>
                    })}
                    <button type="button" class="button to-text" on:click=handler(to_text)>{words.to_text}</button>
                    <button type="button" class="button quiet" on:click=handler(move |_| note.set(None))>{all_words.dismiss}</button>
                </p>
            }))}
        </div>
    }
}
