//! Keys for the whole page: the transport, the forms of the stage, the dialogs.

use leptos::prelude::*;
use unrolled_lab::{Command, Direction, Fold, Granularity, Layout};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::browser;
use crate::dialogs::{Dialogs, Opened};
use crate::panel_keys;
use crate::sound::Sound;
use crate::stops::run_to_next;
use crate::store::Store;
use crate::transport::{by_hand, pass, toggle};

/// Listens as long as the component that calls this is there.
pub fn listen(store: Store, dialogs: Dialogs, sound: Sound) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let taken = event.default_prevented() || event.ctrl_key() || event.alt_key() || event.meta_key();
        if taken || belongs_to_a_field(&event) {
            return;
        }
        if handle(store, dialogs, sound, &event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether the key is typed into something, or into an open dialog.
fn belongs_to_a_field(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    let key = event.key();
    let types =
        "textarea, select, [contenteditable], dialog, input:not([type=checkbox]):not([type=radio]):not([type=button])";
    if matches!(target.closest(types), Ok(Some(_))) {
        return true;
    }
    // Space presses what has the focus; radio buttons and summaries have arrows and space of their own.
    let presses = "button, summary, a, input, [role=radio], [role=tab]";
    key == " " && matches!(target.closest(presses), Ok(Some(_)))
        || key.starts_with("Arrow") && matches!(target.closest("input, [role=radiogroup], [role=tablist]"), Ok(Some(_)))
}

/// `true` if the key does something.
fn handle(store: Store, dialogs: Dialogs, sound: Sound, event: &KeyboardEvent) -> bool {
    match (event.key().as_str(), event.shift_key()) {
        ("ArrowRight", false) => by_hand(store, Command::Step(Direction::Forward)),
        ("ArrowLeft", false) => by_hand(store, Command::Step(Direction::Back)),
        ("ArrowRight", true) => pass(store, Direction::Forward),
        ("ArrowLeft", true) => pass(store, Direction::Back),
        (" ", _) => toggle(store),
        (".", _) => run_to_next(store),
        ("Home", _) => by_hand(store, Command::First),
        ("End", _) => by_hand(store, Command::Last),
        ("u" | "U", _) => next_iteration(store),
        ("r" | "R", _) => {
            let fold = store.state.read_untracked().fold;
            store.send(Command::Fold(if fold == Fold::Rolled { Fold::Unrolled } else { Fold::Rolled }));
        }
        ("o" | "O", _) => {
            let next = match store.state.read_untracked().granularity {
                Granularity::Operation => Granularity::Step,
                Granularity::Step | Granularity::Pass => Granularity::Operation,
            };
            by_hand(store, Command::Granularity(next));
        }
        ("n" | "N", _) => return panel_keys::go(Direction::Forward),
        ("p" | "P", _) => return panel_keys::go(Direction::Back),
        ("s" | "S", _) => sound.toggle(),
        ("d" | "D", _) => dialogs.open(Opened::Data),
        ("c" | "C", _) => dialogs.open(Opened::Code),
        ("t" | "T", _) => dialogs.open(Opened::Teach),
        ("f" | "F", _) if store.state.read_untracked().layout == Layout::Presented => {
            browser::fill_screen(!browser::fills_screen());
        }
        ("?", _) => dialogs.open(Opened::Keys),
        _ => return false,
    }
    true
}

/// The same moment one update later.
fn next_iteration(store: Store) {
    let updates = store.state.read_untracked().updates;
    by_hand(store, Command::GoToUpdate(updates.saturating_add(1)));
}
