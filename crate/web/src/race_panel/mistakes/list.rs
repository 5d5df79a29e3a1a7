//! The list: each example with what would be right and what each cell answered.

use std::fmt::Write;

use leptos::html::Ul;
use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::score::is_right;
use unrolled_lab::{Command, Reply};
use unrolled_tasks::{Measure, Sequence};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::Choice;
use super::asked::Asked;
use crate::lesson::look_at;
use crate::race_panel::answers::{piece, text};
use crate::reactive::{RwSignal, effect, handler, live, memo};
use crate::stage::escaped;
use crate::stage::marker::{self, key};
use crate::stage::reading::{answer_text, picture_markup, sequence_text};
use crate::store::Store;
use crate::strings::words;

/// So many are listed at first, and so many more at a time: each is a dozen elements.
const PAGE: usize = 50;

/// Where an example is asked more than this, answers are counted and not written out.
const MOST_WRITTEN: usize = 40;

/// How large a picture is, in CSS pixels.
const PICTURE_PX: f64 = 26.0;

#[component]
pub fn List(choice: Choice) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().mistakes;
    let list = NodeRef::<Ul>::new();
    let places = memo(move || Asked::read(store, choice, |asked| asked.listed()).unwrap_or_default());
    let most = RwSignal::new(PAGE);
    // Another choice is read from its beginning.
    effect(move || {
        choice.is_training.track();
        choice.cell.track();
        choice.only_wrong.track();
        choice.pair.track();
        most.set(PAGE);
        if let Some(list) = list.get_untracked() {
            list.set_scroll_top(0);
        }
    });
    let rows = move || {
        let shown = store.shown.get();
        let all = places.read();
        let rows =
            |asked: &Asked| all.iter().take(most.get()).map(|place| row(asked, *place, &shown)).collect::<String>();
        Asked::read(store, choice, rows).unwrap_or_default()
    };
    let html = memo(rows);
    // The row of the example on the stage, also when the list is another one.
    effect(move || {
        html.track();
        let example = store.example.get().to_string();
        let Some(list) = list.get() else { return };
        request_animation_frame(move || mark(&list, &example));
    });
    let press = move |event: web_sys::MouseEvent| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let row = pressed.and_then(|pressed| pressed.closest("[data-example]").ok().flatten());
        let example = row.and_then(|row| row.get_attribute("data-example")?.parse().ok());
        if let Some(example) = example {
            store.send(Command::Example(example));
            look_at("stage");
        }
    };
    let more = move || {
        let (shown, all) = (most.get(), places.read().len());
        (shown < all).then(|| {
            view! {
                <button
                    type="button" class="button quiet" id="mistakes-more"
                    on:click=handler(move |_| most.set(most.get_untracked() + PAGE))
                >{(words.more)(shown, all)}</button>
            }
        })
    };
    let head = move || {
        let names = |kind: &CellKind| format!("<span>{}</span>", name(*kind));
        let cells: String = store.shown.read().iter().map(names).collect();
        format!("<span>{}</span><span>{}</span><span>{}</span>{cells}", words.number, words.read, words.wanted)
    };
    let columns = move || format!("--cells: {}", store.shown.read().len());
    view! {
        <div class="mistakes-list" style=live(columns) hidden=live(move || places.read().is_empty())>
            <div class="mistakes-head" aria-hidden="true" inner_html=live(head)></div>
            <ul node_ref=list id="mistakes-list" inner_html=live(move || html.get()) on:click=handler(press)></ul>
            {live(more)}
        </div>
    }
}

fn mark(list: &Element, example: &str) {
    let Ok(rows) = list.query_selector_all("[data-example]") else { return };
    for row in (0..rows.length()).filter_map(|index| rows.get(index)?.dyn_into::<Element>().ok()) {
        let _ = match row.get_attribute("data-example").as_deref() == Some(example) {
            true => row.set_attribute("aria-current", "true"),
            false => row.remove_attribute("aria-current"),
        };
    }
}

/// The marker and the name of a cell.
fn name(kind: CellKind) -> String {
    let marker = marker::markup(kind, 6.0, 6.0);
    format!(
        r#"<svg class="cell-marker" viewBox="0 0 12 12" aria-hidden="true">{marker}</svg><span class="cell-name">{}</span>"#,
        escaped((words().cell_name)(kind)),
    )
}

/// An example is one button, which says all of it.
fn row(asked: &Asked, place: usize, shown: &[CellKind]) -> String {
    let words = words().mistakes;
    let sequence = asked.sequence(place);
    let steps: Vec<usize> = (0..sequence.steps()).filter(|t| sequence.is_measured(*t)).collect();
    let wanted = match steps.len() {
        0..=MOST_WRITTEN => steps.iter().map(|t| piece(&answer_text(sequence, *t), true)).collect(),
        _ => "…".to_owned(),
    };
    let mut html = format!(
        r#"<li><button type="button" data-example="{}"><span class="number">{}</span><span class="read">{}</span><span class="wanted"><span class="key">{}:</span> {wanted}</span>"#,
        asked.example(place),
        place + 1,
        read(sequence, asked.data.measure),
        words.wanted,
    );
    for kind in shown {
        let (reply, is_single) = (&asked.replies(*kind)[place], steps.len() == 1);
        let (mark, said) = if reply.is_right() { ("✓", words.is_right) } else { ("✗", words.is_wrong) };
        let class = if reply.is_right() { "reply" } else { "reply is-wrong" };
        let _ = write!(
            html,
            r#"<span class="{class}" data-cell="{}"><span class="key">{}</span><b aria-hidden="true">{mark}</b><span class="visually-hidden"> {said}</span> {}</span>"#,
            key(*kind),
            name(*kind),
            answered(sequence, reply, asked.data.measure, is_single),
        );
    }
    html + "</button></li>"
}

/// What a network reads of an example before it goes on by itself.
fn read(sequence: &Sequence, measure: Measure) -> String {
    if sequence.coding.picture.is_some() {
        let mut svg = format!(
            r#"<svg viewBox="0 0 {PICTURE_PX} {PICTURE_PX}" width="{PICTURE_PX}" height="{PICTURE_PX}" aria-hidden="true">"#
        );
        picture_markup(&mut svg, sequence, 0, PICTURE_PX / 2.0, 0.0, PICTURE_PX);
        return svg + "</svg>";
    }
    let given = sequence.free_from.filter(|_| measure == Measure::Whole).unwrap_or(sequence.steps());
    let mut read = sequence.clone();
    read.inputs.truncate(given);
    escaped(&sequence_text(&read))
}

/// One answer as it is; several only where one of them is wrong, and then which.
fn answered(sequence: &Sequence, reply: &Reply, measure: Measure, is_single: bool) -> String {
    if reply.is_right() && !is_single {
        return String::new();
    }
    let written = |(t, answer)| piece(&text(sequence, answer), is_right(sequence, t, answer, measure));
    let count = match measure {
        Measure::Whole => String::new(),
        _ if is_single => String::new(),
        _ => format!(
            r#"<span class="how-many">{}</span> "#,
            (words().mistakes.wrong_answers)(reply.all - reply.right, reply.all)
        ),
    };
    let said = reply.said(sequence);
    if sequence.losses() > MOST_WRITTEN { count } else { count + &said.map(written).collect::<String>() }
}
