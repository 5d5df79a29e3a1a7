//! The state in the address: read when the page opens or the address changes, written when the state rests.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use unrolled_lab::url::{LinkError, fragment_from_state, named_lesson, names_language, state_from_fragment};
use unrolled_lab::{Language, State};
use wasm_bindgen::JsValue;

use crate::lesson::look_at;
use crate::reactive::effect;
use crate::store::Store;
use crate::strings;
use crate::teaching::Review;

/// Browsers refuse an address that changes many times a second.
const REST: Duration = Duration::from_millis(400);

fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Whether the address describes more than a language.
pub fn has_state() -> bool {
    let described = state_from_fragment(&fragment());
    described.map_or(true, |state| State { language: Language::default(), ..state } != State::default())
}

/// The state that the address describes, the default one for an empty address; in the language that the page speaks.
///
/// # Errors
/// If the address was not written by this page.
pub fn read() -> Result<State, LinkError> {
    let language = strings::spoken();
    state_from_fragment(&fragment()).map(|state| State { language, ..state })
}

/// A link that names no language is read in the one of now.
fn state_of(fragment: &str, store: Store) -> Result<State, LinkError> {
    let state = state_from_fragment(fragment)?;
    let now = store.state.read_untracked().language;
    Ok(State { language: if names_language(fragment) { state.language } else { now }, ..state })
}

/// Shows what the address describes, once its data are there.
pub fn open(store: Store, complain: impl Fn(LinkError) + 'static) {
    show(store, fragment(), complain);
}

fn show(store: Store, fragment: String, complain: impl Fn(LinkError) + 'static) {
    match state_of(&fragment, store) {
        Ok(state) if fragment_from_state(&state) != fragment_from_state(&store.state.get_untracked()) => {
            let panel = state.teaching.panel;
            store.open(state);
            if let Some(panel) = panel {
                look_at(panel);
            }
        }
        Ok(_) => {}
        Err(error) => match error.missing() {
            Some(file) => store.load_then(file, move |store| show(store, fragment, complain)),
            None => complain(error),
        },
    }
}

/// Keeps address and state in step from now on. A link that cannot be read goes to `complain` and changes nothing.
pub fn keep_in_step(store: Store, complain: impl Fn(LinkError) + Copy + 'static) {
    let pending: StoredValue<Option<TimeoutHandle>, LocalStorage> = StoredValue::new_local(None);
    effect(move || {
        let state = store.state.get();
        if let Some(handle) = pending.write_value().take() {
            handle.clear();
        }
        // What plays does not rest. Each new address makes the browser fetch and draw the page's icon anew. A lesson is a
        // place of its own all the same.
        if store.playing.get() && named_lesson(&fragment()).is_ok_and(|lesson| lesson == state.lesson) {
            return;
        }
        // What the address describes may still be on its way.
        let handle = set_timeout_with_handle(
            move || {
                let is_elsewhere =
                    store.review.with_untracked(|review| review.as_ref().is_some_and(Review::is_elsewhere));
                if !store.loading.get_untracked() && !is_elsewhere {
                    write(&state)
                }
            },
            REST,
        );
        pending.set_value(handle.ok());
    });
    let listener = window_event_listener(leptos::ev::hashchange, move |event| {
        // The event comes later than the change: a state that came to rest in between may have been written since.
        let address = event.new_url();
        show(store, address.split_once('#').map_or_else(String::new, |(_, fragment)| fragment.to_owned()), complain);
    });
    on_cleanup(move || listener.remove());
}

/// The address of this page with the state in it.
pub fn link_to(state: &State) -> String {
    let location = window().location();
    let page = location.href().unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    format!("{page}#{}", fragment_from_state(state))
}

/// Replaces the fragment without a new entry in the history; another lesson is a place of its own, that Back returns to.
fn write(state: &State) {
    let fragment = fragment_from_state(state);
    let is_elsewhere = named_lesson(&self::fragment()).is_ok_and(|before| before != state.lesson);
    let location = window().location();
    let path = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    let address = if fragment.is_empty() { path } else { format!("{path}#{fragment}") };
    if let Ok(history) = window().history() {
        // A page in a sandboxed frame may not write its address; it goes on without.
        let _ = match is_elsewhere {
            true => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
            false => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        };
    }
}
