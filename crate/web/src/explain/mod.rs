//! The cards that say where a number comes from: the one of now, which follows the operations and what is pressed, and
//! those that are pinned.

mod bitmap;
mod card;

use leptos::html;
use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{Asked, Command, Granularity, Moment};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::canvas::Area;
use crate::frame::on_frame;
use crate::reactive::{Memo, handler, memo};
use crate::stage::marker::key;
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;

/// The card of now: of what was pressed, or of the operation.
#[component]
pub fn ExplainNow() -> impl IntoView {
    let store = expect_context::<Store>();
    let subject = memo(move || vec![store.with(|experiment| store.state.read().subject(&experiment.sequence))]);
    view! { <Cards id="explain" label=words().explain.title asked=subject is_kept=false /> }
}

/// The cards that stay.
#[component]
pub fn Pinned() -> impl IntoView {
    let store = expect_context::<Store>();
    let pinned = memo(move || store.state.read().pinned.clone());
    view! { <Cards id="pinned" label=words().explain.pinned asked=pinned is_kept=true /> }
}

#[component]
fn Cards(id: &'static str, label: &'static str, asked: Memo<Vec<Asked>>, is_kept: bool) -> impl IntoView {
    let store = expect_context::<Store>();
    let room = NodeRef::<html::Div>::new();
    keep_written(store, room, asked, is_kept);
    let pressed = move |event: web_sys::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| press(store, &target)) {
            // The card is written anew: what had the focus is gone.
            if let Some(room) = room.get_untracked() {
                let room: &HtmlElement = &room;
                let _ = room.focus();
            }
        }
    };
    view! {
        <div
            class="cards" id=id node_ref=room tabindex="-1" role="group" aria-label=label
            on:click=handler(pressed)
        ></div>
    }
}

/// Writes the cards once a frame, and only while they are on or near the screen; while it plays, on the screen itself.
fn keep_written(store: Store, room: NodeRef<html::Div>, asked: Memo<Vec<Asked>>, is_kept: bool) {
    let dark = DarkMode::get();
    let area = Area::of(room);
    let written = StoredValue::new(String::new());
    on_frame(
        move || {
            area.track_wanted(store.playing);
            asked.track();
            store.state.track();
            store.revision.track();
            store.whole_sums.track();
            dark.0.track();
        },
        move || {
            let Some(room) = room.get_untracked() else { return };
            // Cards that follow each other faster than they can be read are not written.
            if !area.is_wanted(store.playing.get_untracked()) || store.is_brisk_untracked() {
                return;
            }
            let state = store.state.read_untracked();
            let card = |asked: &Asked| {
                let is_pinned = state.pinned.contains(asked);
                let how = (is_pinned, is_kept, store.whole_sums.get_untracked());
                store.with_untracked(|experiment| card::markup(experiment, &state, *asked, how, dark.scales()))
            };
            let cards = asked.read_untracked().iter().map(card).collect::<String>();
            if written.with_value(|written| *written != cards) {
                room.set_inner_html(&cards);
                written.set_value(cards);
            }
        },
    );
}

/// What a press on a part of a card does; `true` if it does something.
fn press(store: Store, target: &Element) -> bool {
    let up = |selector: &str| target.closest(selector).ok().flatten();
    if up("[data-rest]").is_some() {
        store.whole_sums.set(!store.whole_sums.get_untracked());
        return true;
    }
    let Some(card) = up("[data-asked]") else { return false };
    let asked_of = |element: &Element, attribute: &str| {
        let kind =
            CellKind::ALL.into_iter().find(|kind| card.get_attribute("data-cell").as_deref() == Some(key(*kind)))?;
        let name = element.get_attribute(attribute)?;
        let entry = store.state.read_untracked().outline(kind).entry_named(&name)?;
        Some(Asked { cell: kind, entry })
    };
    if let Some(button) = up("[data-pin]") {
        let Some(asked) = asked_of(&card, "data-asked") else { return false };
        store.send(Command::Pin(asked, button.get_attribute("data-pin").as_deref() == Some("true")));
        return true;
    }
    let Some(link) = up("[data-entry]") else { return false };
    let Some(asked) = asked_of(&link, "data-entry") else { return false };
    ask(store, asked);
    true
}

/// Goes to where a number is computed, and asks about it.
pub fn ask(store: Store, asked: Asked) {
    let state = store.state.get_untracked();
    let outline = state.outline(asked.cell);
    store.playing.set(false);
    let moment = outline.moment_of(asked.entry.place);
    // A state before the first step, an input, a weight: given at the step where they are looked at.
    let moment = moment.or_else(|| {
        let time = asked.entry.place.time;
        (time > 0).then(|| Moment::Forward { t: time - 1 })
    });
    if let Some(moment) = moment {
        let index = state.timeline().index(moment);
        if state.granularity == Granularity::Operation {
            store.send(Command::View(asked.cell));
            let place = asked.entry.place;
            let operations = outline.operations(moment);
            let operation = operations.iter().position(|operation| operation.places.contains(&place));
            store.send(Command::SeekOperation(index, operation.unwrap_or(0)));
        } else {
            store.send(Command::Seek(index));
        }
    }
    store.send(Command::Ask(Some(asked)));
}
