//! What playing stops at: the choice of it beside the transport, playing and running up to it, and the words why.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::settings::Range;
use unrolled_lab::{Command, Condition, Direction, Reason, Stops, Way};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::reactive::{RwSignal, handler, live, memo};
use crate::sidebar::number_field::TypedNumber;
use crate::store::Store;
use crate::strings::words;
use crate::transport::by_hand;

/// The next moment of playing: one step on, or as far as the first stop on its way.
pub fn play_on(store: Store) {
    let before = store.state.get_untracked();
    store.send(Command::Step(Direction::Forward));
    let now = store.state.get_untracked();
    if let Some(stop) = store.with_untracked(|experiment| experiment.stop_between(&before, &now)) {
        by_hand(store, stop.seek(now.granularity));
    }
}

/// Straight to the next stop of this iteration; without one the cursor stays, and the moment line says so.
pub fn run_to_next(store: Store) {
    store.playing.set(false);
    let state = store.state.get_untracked();
    match store.with_untracked(|experiment| experiment.next_stop(&state, Some(state.position()))) {
        Some(stop) => store.send(stop.seek(state.granularity)),
        None => store.no_stop.set(true),
    }
}

/// How many conditions are chosen.
pub fn count(store: Store) -> usize {
    store.state.read().stops.count()
}

/// Why the cursor stands where it does, or that there is nothing to stop at from here on.
pub fn said(store: Store) -> Option<String> {
    let words = words().stops;
    if store.no_stop.get() {
        return Some(if count(store) == 0 { words.none_chosen } else { words.none_ahead }.to_owned());
    }
    let state = store.state.read();
    store.with(|experiment| {
        let reasons = experiment.reasons_here(&state);
        let gates = |cell| experiment.lane(cell).tape.cell.gate_names();
        let first = reasons.first().map(|reason| reason_text(*reason, &state.stops, gates));
        first.map(|first| (words.stopped)(&first, reasons.len() - 1))
    })
}

fn reason_text(reason: Reason, stops: &Stops, gates: impl Fn(CellKind) -> &'static [&'static str]) -> String {
    let symbol = match reason {
        Reason::Saturated { cell, unit, .. } => unit.gate.map_or("h", |gate| gates(cell)[gate]),
        _ => "",
    };
    (words().stops.reason)(reason, stops, reason.cell().map_or("", words().cell_name), symbol)
}

/// Changes what playing stops at.
fn change(store: Store, change: impl FnOnce(&mut Stops)) {
    let mut stops = store.state.read_untracked().stops;
    change(&mut stops);
    store.send(Command::Stops(stops));
}

/// The button, and the card that it opens above the transport.
#[component]
pub fn StopChoice() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().stops;
    let count = memo(move || count(store));
    let is_open = RwSignal::new(false);
    close_outside(is_open);
    let toggled = move |event: web_sys::Event| is_open.set(event_target::<Element>(&event).has_attribute("open"));
    let key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.prevent_default();
            is_open.set(false);
            focus_button();
        }
    };
    view! {
        <details class="stops" id="stops" prop:open=live(move || is_open.get()) on:toggle=handler(toggled) on:keydown=handler(key)>
            <summary id="stop-at" title=words.open aria-label=live(move || (words.open_with)(count.get()))>
                <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4z" /></svg>
                <span class="stop-name">{words.open}</span>
                <span class="stop-count" hidden=live(move || count.get() == 0)>{live(move || count.get())}</span>
            </summary>
            <div class="stops-card">
                <p class="help">{words.note}</p>
                <ChosenStep />
                {norm_row(store, Condition::Small, ["stop-below", "stop-below-limit", words.below, words.below_number], Stops::BELOW, |stops| stops.below, |stops, limit| stops.below = limit)}
                {norm_row(store, Condition::Large, ["stop-above", "stop-above-limit", words.above, words.above_number], Stops::ABOVE, |stops| stops.above, |stops, limit| stops.above = limit)}
                <div class="stop-row">{check(store, Condition::Saturated, "stop-saturated", words.saturated)}</div>
                <p class="help">{words.saturated_note}</p>
                <button type="button" class="button" id="run-to-stop" on:click=handler(move |_| run_to_next(store))>
                    {words.run}
                    <kbd aria-hidden="true">"."</kbd>
                </button>
            </div>
        </details>
    }
}

/// As a click or a finger anywhere else closes a list.
fn close_outside(is_open: RwSignal<bool>) {
    let listener = window_event_listener(leptos::ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if is_open.get_untracked() && target.is_none_or(|target| !matches!(target.closest("#stops"), Ok(Some(_)))) {
            is_open.set(false);
        }
    });
    on_cleanup(move || listener.remove());
}

fn focus_button() {
    let button = document().get_element_by_id("stop-at").and_then(|button| button.dyn_into::<HtmlElement>().ok());
    if let Some(button) = button {
        // Without the focus the page works as well.
        let _ = button.focus();
    }
}

fn check(store: Store, condition: Condition, id: &'static str, name: &'static str) -> impl IntoView {
    let is_on = memo(move || store.state.read().stops.has(condition));
    view! {
        <label>
            <input
                type="checkbox" id=id
                prop:checked=live(move || is_on.get())
                on:change=handler(move |_| change(store, |stops| stops.on[condition as usize] ^= true))
            />
            {name}
        </label>
    }
}

/// Whoever types a number means it: the condition is chosen then.
fn typed_number(
    store: Store,
    condition: Condition,
    [id, name]: [&'static str; 2],
    range: Range,
    value: fn(&Stops) -> f64,
    set: fn(&mut Stops, f64),
) -> (TypedNumber, impl IntoView) {
    let current = memo(move || value(&store.state.read().stops));
    let is_whole = condition == Condition::Step;
    let typed = TypedNumber { id, range, is_whole, current, error: RwSignal::new(None), still: words().stops.still };
    let show = move |value| {
        change(store, |stops| {
            set(stops, value);
            stops.on[condition as usize] = true;
        });
    };
    (typed, typed.input(Some(name), Box::new(show)))
}

fn norm_row(
    store: Store,
    condition: Condition,
    [id, number_id, name, number_name]: [&'static str; 4],
    range: Range,
    value: fn(&Stops) -> f64,
    set: fn(&mut Stops, f64),
) -> impl IntoView {
    let (typed, input) = typed_number(store, condition, [number_id, number_name], range, value, set);
    view! {
        <div class="stop-row">{check(store, condition, id, name)} {input}</div>
        {typed.complaint()}
    }
}

#[component]
fn ChosenStep() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().stops;
    let (typed, input) = typed_number(
        store,
        Condition::Step,
        ["stop-step-number", words.step_number],
        Stops::STEP,
        |stops| stops.step as f64,
        |stops, step| stops.step = step as usize,
    );
    let way = memo(move || store.state.read().stops.way);
    let choose = move |event: web_sys::Event| {
        let found = event_target_value(&event);
        if let Some(way) = Way::ALL.into_iter().find(|way| format!("{way:?}") == found) {
            change(store, |stops| stops.way = way);
        }
    };
    let options = Way::ALL.map(|choice| {
        let chosen = live(move || way.get() == choice);
        view! { <option value=format!("{choice:?}") selected=chosen>{(words.way_name)(choice)}</option> }
    });
    let steps = memo(move || store.timeline().steps);
    let is_met = memo(move || {
        let stops = store.state.read().stops;
        !stops.has(Condition::Step) || stops.step <= steps.get()
    });
    view! {
        <div class="stop-row">
            {check(store, Condition::Step, "stop-step", words.step)}
            {input}
            <select id="stop-way" aria-label=words.way on:change=handler(choose)>{options}</select>
        </div>
        {typed.complaint()}
        <p class="help" hidden=live(move || is_met.get())>{live(move || (words.no_such_step)(steps.get()))}</p>
    }
}
