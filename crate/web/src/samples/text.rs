//! A written text, each symbol of which can be pointed at or gone to by the arrow keys.

use std::fmt::Write;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{Command, Moment, Sample};
use unrolled_tasks::hangul::syllables;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::Pointed;
use crate::frame::on_frame;
use crate::numbers::{plain, probability};
use crate::reactive::{Memo, RwSignal, handler, live, memo};
use crate::stage::escaped;
use crate::stage::marker::key;
use crate::stage::parts::{all, set};
use crate::stage::reading::{input_text, output_name};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn SampleText(kind: CellKind, sample: Memo<Option<Sample>>, pointed: RwSignal<Option<Pointed>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let given = move || sample.read().as_ref().map_or_else(String::new, given);
    let written = memo(move || sample.read().as_ref().map_or_else(String::new, |sample| written(kind, sample)));
    let composed = memo(move || sample.read().as_ref().map_or_else(String::new, composed));
    let count = move || sample.read_untracked().as_ref().map_or(0, |sample| sample.drawn.len());
    let here = memo(move || pointed.get().filter(|at| at.cell == kind).map(|at| at.index));
    let point = move |index: Option<usize>| {
        let to = index.map(|index| Pointed { cell: kind, index });
        pointed.maybe_update(|pointed| std::mem::replace(pointed, to) != to);
    };
    let moved = move |event: web_sys::PointerEvent| {
        if let Some(index) = event.target().and_then(|target| index_of(target.unchecked_ref())) {
            point(Some(index));
        }
    };
    // While the sample is on the stage, a symbol leads to the step that wrote it.
    let seek = move |index: usize| {
        let t = sample.read_untracked().as_ref().and_then(|sample| sample.drawn.get(index).map(|drawn| drawn.t));
        if let Some(t) = t.filter(|_| store.state.read_untracked().stepped == Some(kind)) {
            store.playing.set(false);
            store.send(Command::Seek(
                store.with_untracked(|experiment| experiment.timeline().index(Moment::Forward { t })),
            ));
        }
    };
    let clicked = move |event: web_sys::MouseEvent| {
        if let Some(index) = event.target().and_then(|target| index_of(target.unchecked_ref())) {
            point(Some(index));
            seek(index);
        }
    };
    let key_pressed = move |event: web_sys::KeyboardEvent| {
        let (last, at) = (count().saturating_sub(1), here.get_untracked());
        let to = match (event.key().as_str(), at) {
            ("ArrowRight" | "ArrowDown", Some(at)) => (at + 1).min(last),
            ("ArrowLeft" | "ArrowUp", Some(at)) => at.saturating_sub(1),
            ("ArrowRight" | "ArrowLeft" | "ArrowDown" | "ArrowUp" | "Home", _) => 0,
            ("End", _) => last,
            ("Enter", Some(at)) => {
                seek(at);
                at
            }
            _ => return,
        };
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        point(Some(to));
    };
    let active = move || here.get().map_or_else(String::new, |index| option_id(kind, index));
    // What the stage has come to, while it reads this sample.
    let current = memo(move || {
        let Moment::Forward { t } = store.moment() else { return None };
        let is_read = store.state.read().stepped == Some(kind);
        sample.read().as_ref().filter(|_| is_read)?.drawn.iter().position(|drawn| drawn.t == t)
    });
    on_frame(
        move || {
            here.track();
            current.track();
            written.track();
        },
        move || mark(kind, here.get_untracked(), current.get_untracked()),
    );
    view! {
        <div class="sample-text">
            <span class="given" inner_html=live(given)></span>
            <span
                class="written" id=format!("sample-{}", key(kind)) role="listbox" tabindex="0" aria-orientation="horizontal"
                aria-label=(words().samples.written_by)((words().cell_name)(kind))
                aria-activedescendant=live(active)
                on:pointermove=handler(moved)
                on:click=handler(clicked)
                on:keydown=handler(key_pressed)
                on:focus=handler(move |_| if here.get_untracked().is_none() { point(Some(0)) })
                inner_html=live(move || written.get())
            ></span>
            <p class="composed" lang="ko" hidden=live(move || composed.read().is_empty())>{live(move || composed.get())}</p>
        </div>
    }
}

/// Marks the symbol that is read out and the one that the stage is at, and no other ones of this text.
fn mark(kind: CellKind, index: Option<usize>, current: Option<usize>) {
    let Some(written) = document().get_element_by_id(&format!("sample-{}", key(kind))) else { return };
    all(&written, "[aria-selected=true]").iter().for_each(|symbol| set(symbol, "aria-selected", "false"));
    if let Some(symbol) = index.and_then(|index| document().get_element_by_id(&option_id(kind, index))) {
        set(&symbol, "aria-selected", "true");
    }
    all(&written, "[data-current]").iter().for_each(|symbol| drop(symbol.remove_attribute("data-current")));
    if let Some(symbol) = current.and_then(|index| document().get_element_by_id(&option_id(kind, index))) {
        set(&symbol, "data-current", "true");
    }
}

fn option_id(kind: CellKind, index: usize) -> String {
    format!("sample-{}-{index}", key(kind))
}

fn index_of(target: &Element) -> Option<usize> {
    target.closest("[data-index]").ok()??.get_attribute("data-index")?.parse().ok()
}

/// What the network is given before it writes.
fn given(sample: &Sample) -> String {
    let sequence = &sample.sequence;
    let until = sequence.free_from.unwrap_or(1).max(1);
    let read: Vec<String> = (0..until).map(|t| input_text(sequence, t)).collect();
    escaped(&read.join(if has_words(sample) { " " } else { "" }))
}

pub fn has_words(sample: &Sample) -> bool {
    sample.sequence.coding.inputs.iter().any(|name| name.chars().count() > 2)
}

/// What letters of Hangul are read as; empty where there are none.
fn composed(sample: &Sample) -> String {
    let sequence = &sample.sequence;
    let name = |symbol: usize| sequence.coding.outputs[symbol].as_str();
    let read = (0..sequence.free_from.unwrap_or(1).max(1))
        .filter_map(|t| sequence.symbol(t))
        .map(|symbol| sequence.coding.inputs[symbol].as_str());
    let written = sample.drawn.iter().map(|drawn| name(drawn.symbol)).take_while(|name| *name != "⏎");
    let letters: String = if sequence.coding.is_text() { read.chain(written).collect() } else { written.collect() };
    Some(syllables(&letters)).filter(|text| *text != letters).unwrap_or_default()
}

/// Each symbol with a bar as high as its p; what comes after the end mark is pale.
fn written(kind: CellKind, sample: &Sample) -> String {
    let (mut html, mut is_over) = (String::new(), false);
    let words = words().samples;
    let class_of_words = if has_words(sample) { " word" } else { "" };
    for (index, drawn) in sample.drawn.iter().enumerate() {
        let name = &sample.sequence.coding.outputs[drawn.symbol];
        let text = output_name(&sample.sequence, drawn.symbol);
        let blank = if matches!(text, "␣" | "↵") { " blank" } else { "" };
        let over = if is_over { " over" } else { "" };
        let _ = write!(
            html,
            r#"<span class="symbol{class_of_words}{blank}{over}" role="option" aria-selected="false" id="{}" data-index="{index}" data-p="{}" aria-label="{}" style="--p:{:.3}">{}</span>"#,
            option_id(kind, index),
            plain(drawn.p),
            escaped(&(words.symbol)(text, &probability(drawn.p))),
            if drawn.p.is_nan() { 0.0 } else { drawn.p },
            escaped(text),
        );
        if name == "\n" {
            html.push_str("<br>");
        }
        is_over |= name == "⏎" && !sample.sequence.coding.is_text();
    }
    html
}
