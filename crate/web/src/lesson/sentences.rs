//! What is alive in the sentences of a lesson: numbers that follow the figure, and links that move it.

use std::time::Duration;

use leptos::prelude::*;
use unrolled_lab::State;
use unrolled_lab::lesson::{Read, Reading, aside};
use unrolled_lab::url::patched;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::numbers::short;
use crate::reactive::{RwSignal, effect};
use crate::seen::Seen;
use crate::store::Store;

/// Elements below this one.
pub fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// What was found, as it stands in a sentence.
pub fn written(read: &Read) -> String {
    match read {
        Read::Number(number) => short(*number),
        Read::Whole(number) => number.to_string(),
        Read::Symbol(symbol) if symbol.trim().is_empty() => format!("“{symbol}”"),
        Read::Symbol(symbol) => symbol.clone(),
        Read::Nothing => "–".to_owned(),
    }
}

/// What a reading is now, what training has measured included.
pub fn now(store: Store, reading: Reading) -> Read {
    let state = store.state.read_untracked();
    match reading {
        Reading::Accuracy(kind) | Reading::TestLoss(kind) => store.race.cells.with_untracked(|cells| {
            let Some(judged) = cells[kind as usize].judged_at(state.updates) else { return Read::Nothing };
            let score = &judged.test;
            Read::Number(if matches!(reading, Reading::Accuracy(_)) { score.accuracy } else { score.loss })
        }),
        _ => store.with_untracked(|experiment| reading.read(&state, experiment)),
    }
}

/// Keeps the numbers of an article in step with the figure; those that belong to another state stay.
pub fn follow(store: Store, article: &Element, start: &State) {
    let (fixed, live): (Vec<Element>, Vec<Element>) =
        all(article, "data[data-reading]").into_iter().partition(|element| element.has_attribute("data-with"));
    for element in fixed {
        compute_when_seen(element, start.clone());
    }
    let live: Vec<(Element, Reading)> =
        live.into_iter().filter_map(|element| Some((element.clone(), reading_of(&element)?))).collect();
    effect(move || {
        store.track_numbers();
        for (element, reading) in &live {
            let text = written(&now(store, *reading));
            if element.text_content().as_deref() != Some(&text) {
                element.set_text_content(Some(&text));
            }
        }
    });
}

/// A number of another state takes an experiment of its own, which nobody waits for who does not see it.
fn compute_when_seen(element: Element, start: State) {
    let is_seen = RwSignal::new(false);
    let seen = StoredValue::new_local(Some(Seen::watch(&element, "0%", is_seen)));
    effect(move || {
        if !is_seen.get() {
            return;
        }
        seen.set_value(None);
        let element = element.clone();
        let start = start.clone();
        set_timeout(move || compute(&element, &start), Duration::ZERO);
    });
}

fn compute(element: &Element, start: &State) {
    let with = element.get_attribute("data-with").unwrap_or_default();
    let state = patched(start, &format!("v=1&{with}")).ok();
    let read = state.and_then(|state| Some(reading_of(element)?.read(&state, &aside(&state)?)));
    // What it says stays if it cannot be computed here; it was computed when it was written.
    if let Some(read) = read {
        element.set_text_content(Some(&written(&read)));
    }
}

fn reading_of(element: &Element) -> Option<Reading> {
    Reading::parse(&element.get_attribute("data-reading")?).ok()
}

/// The fragment of a link that moves the figure, and the panel to look at.
pub fn patch_of(link: &Element) -> Option<(String, Option<String>)> {
    let address = link.get_attribute("href")?;
    let fragment = address.split_once('#')?.1.to_owned();
    Some((fragment, link.get_attribute("data-look")))
}

/// Brings a panel, or what the cells answer in the training panel, onto the screen, once it is there.
pub fn look_at(panel: &str) {
    let selector = match panel {
        "stage" => "main > .toolbar".to_owned(),
        "flow" => "#gradient-flow".to_owned(),
        "surface" => ".chain-surface".to_owned(),
        "training" => "#race, #training".to_owned(),
        "answers" => ".race-answers".to_owned(),
        name => format!("#{name}"),
    };
    // What has just changed may bring panels and take others away; those of a page that opens come one after the other.
    look_for(selector, 40);
}

/// What stands above may still become higher or lower. Whoever scrolls meanwhile is left alone.
fn stay_at(element: Element, tries: u32) {
    let scrolled = || window().scroll_y().unwrap_or_default();
    let (top, left_at) = (element.get_bounding_client_rect().top(), scrolled());
    let look = move || {
        let moved = element.get_bounding_client_rect().top() - top;
        if !element.is_connected() || scrolled() != left_at {
            return;
        }
        if moved.abs() > 1.0 {
            element.scroll_into_view();
        }
        if tries > 1 {
            stay_at(element, tries - 1);
        }
    };
    set_timeout(look, Duration::from_millis(200));
}

/// Brings what a selector finds onto the screen, as soon as it is there.
fn look_for(selector: String, tries: u32) {
    let look = move || match document().query_selector(&selector) {
        Ok(Some(element)) => {
            element.scroll_into_view();
            stay_at(element, 4);
        }
        _ if tries > 0 => look_for(selector, tries - 1),
        _ => {}
    };
    set_timeout(look, Duration::from_millis(80));
}
