//! The way through the weights that are kept: a slider that stands under the chart's axis and moves along it.

use leptos::html::Input;
use leptos::prelude::*;
use unrolled_lab::Command;
use unrolled_lab::history::{nearest, next};
use unrolled_plots::LossLayout;

use crate::reactive::{Memo, RwSignal, effect, handler, live, memo};
use crate::store::Store;
use crate::strings::words;

/// The slider's thumb is this wide in every browser (`race.css`): its middle goes from half of it to half of it.
const THUMB_PX: f64 = 16.0;

/// Where the first and the last update of a chart's horizontal axis stand, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    pub left: f64,
    pub right: f64,
    pub last: usize,
}

impl Axis {
    pub fn of(layout: &LossLayout) -> Self {
        Self { left: layout.x(0), right: layout.x(layout.last()), last: layout.last() }
    }
}

/// The newest weights of those that are kept.
pub fn newest(kept: &[u32]) -> u32 {
    kept.last().copied().unwrap_or(0)
}

fn has_history(store: Store) -> bool {
    store.race.kept.with_untracked(|kept| !kept.is_empty())
        && store.race.pace.with_untracked(|pace| *pace == crate::race::Pace::Resting)
}

/// Shows the weights that are kept of the nearest update, unless the race is under way.
pub fn go_near(store: Store, update: u32) {
    if has_history(store) {
        store.send(Command::GoToUpdate(store.race.kept.with_untracked(|kept| nearest(kept, update))));
    }
}

fn go_next(store: Store, above: bool) {
    let now = store.state.read_untracked().updates;
    store.send(Command::GoToUpdate(store.race.kept.with_untracked(|kept| next(kept, now, above))));
}

#[component]
pub fn History(axis: RwSignal<Option<Axis>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().race;
    let slider = NodeRef::<Input>::new();
    let shown: Memo<u32> = store.updates;
    let newest = memo(move || store.race.kept.with(|kept| newest(kept)));
    let place = memo(move || axis.get());
    let rest = memo(move || newest.get() > 0 && !store.race.is_busy());
    // Both at once: a value beyond the end that there was before would be cut.
    let put = move |slider: &web_sys::HtmlInputElement, last: usize, updates: u32| {
        slider.set_max(&last.to_string());
        slider.set_value(&updates.to_string());
    };
    effect(move || {
        let (last, updates) = (place.get().map_or(0, |place| place.last), shown.get());
        if let Some(slider) = slider.get() {
            put(&slider, last, updates);
        }
    });
    let drag = move |event: web_sys::Event| {
        let wanted = event_target_value(&event).parse().unwrap_or(0.0) as u32;
        go_near(store, wanted);
        // There are not weights of every update: the thumb stands where there are.
        if let Some(slider) = slider.get_untracked() {
            slider.set_value(&shown.get_untracked().to_string());
        }
    };
    // One update on there may be no weights.
    let key = move |event: web_sys::KeyboardEvent| {
        let above = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => true,
            "ArrowLeft" | "ArrowDown" => false,
            _ => return,
        };
        event.prevent_default();
        go_next(store, above);
    };
    // While the cells learn, the page follows them.
    let at = memo(move || {
        let newest = if store.race.is_busy() { shown.get() } else { newest.get() };
        (words.history_at)(shown.get(), newest)
    });
    let style = move || {
        let place = place.get();
        place.map_or(String::new(), |Axis { left, right, .. }| {
            format!("margin-left:{:.1}px;width:{:.1}px", left - THUMB_PX / 2.0, right - left + THUMB_PX)
        })
    };
    view! {
        <div class="race-history">
            <input
                type="range" id="race-history" min="0" step="1" node_ref=slider
                style=live(style)
                disabled=live(move || !rest.get())
                aria-valuetext=live(move || at.get())
                title=words.history_hint
                on:input=handler(drag)
                on:keydown=handler(key)
            />
            <p>
                <label for="race-history">{words.history}</label>
                <output for="race-history" id="race-history-at">{live(move || at.get())}</output>
                <button
                    type="button" class="button quiet" id="race-newest"
                    disabled=live(move || !rest.get() || shown.get() == newest.get())
                    on:click=handler(move |_| go_near(store, newest.get_untracked()))
                >{words.newest}</button>
            </p>
        </div>
    }
}
