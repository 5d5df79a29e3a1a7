//! What an experiment is to reach, and what it is now: beside its question, and in a line at the upper edge of the window while the
//! question is above it, so that it stays in sight of whoever moves the controls.

use leptos::prelude::*;
use unrolled_lab::teaching::{Kind, Quantity, Question, is_met};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::card::{read, said};
use crate::lesson::written;
use crate::numbers::short;
use crate::reactive::{Memo, RwSignal, effect, handler, live, memo};
use crate::store::Store;
use crate::strings::words;

/// What is under the line is as good as above the window, in CSS pixels.
const LINE_PX: f64 = 44.0;

/// A question that asks for an experiment.
#[derive(Clone, Copy)]
pub struct Sought {
    /// Its place among the questions.
    pub at: usize,
    /// What is to be reached.
    pub condition: StoredValue<String>,
    /// Whether it is, and what the quantity is in the figure, as that changes.
    now: Memo<(bool, String)>,
}

impl Sought {
    /// `None` if the question asks for something else.
    pub fn of(store: Store, at: usize, question: &Question) -> Option<Self> {
        let Kind::Experiment { quantity, is_more, value } = &question.kind else { return None };
        let condition = (words().homework.condition)(&said(quantity), *is_more, &short(*value));
        let now = now(store, quantity.clone(), *is_more, *value);
        Some(Self { at, condition: StoredValue::new(condition), now })
    }

    /// The id of what says it beside the question.
    fn id(self) -> String {
        format!("now-{}", self.at + 1)
    }
}

fn now(store: Store, quantity: Quantity, is_more: bool, value: f64) -> Memo<(bool, String)> {
    let found = memo(move || {
        store.track_numbers();
        read(store, &store.state.read_untracked(), &quantity)
    });
    memo(move || {
        let (words, found) = (words().homework, found.read());
        let is_met = is_met(&found, is_more, value) == Some(true);
        (is_met, if is_met { words.met } else { words.now }(&written(&found)))
    })
}

/// Beside the question.
#[component]
pub fn Now(sought: Sought) -> impl IntoView {
    let now = sought.now;
    view! {
        <p class="condition">{sought.condition.get_value()}</p>
        <p class="help" id=sought.id() class:is-met=live(move || now.get().0) role="status">{live(move || now.get().1)}</p>
    }
}

/// Whether all of the elements are above the window.
fn are_above(sought: &[Sought]) -> bool {
    let is_above = |sought: &Sought| {
        let element = document().get_element_by_id(&sought.id());
        element.is_some_and(|element| element.get_bounding_client_rect().bottom() < LINE_PX)
    };
    !sought.is_empty() && sought.iter().all(is_above)
}

/// Brings a question onto the screen; the keyboard goes on from there.
fn go_to_question(at: usize) {
    let found = document().get_element_by_id(&format!("question-{}", at + 1));
    if let Some(question) = found.and_then(|question| question.dyn_into::<HtmlElement>().ok()) {
        question.scroll_into_view();
        let _ = question.focus();
    }
}

/// At the upper edge of the window.
#[component]
pub fn NowLine(sought: Vec<Sought>) -> impl IntoView {
    let is_there = RwSignal::new(false);
    let watched = sought.clone();
    let look = move || {
        let is_above = are_above(&watched);
        if is_there.try_get_untracked().is_some_and(|before| before != is_above) {
            is_there.set(is_above);
        }
    };
    // Not by an observer of intersections: whoever jumps from above a question to below it crosses nothing.
    let scrolled = window_event_listener(leptos::ev::scroll, {
        let look = look.clone();
        move |_| look()
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| look());
    // What else stands at the window's upper edge makes room.
    let mark = |is_there: bool| {
        if let Some(root) = document().document_element() {
            let _ = root.toggle_attribute_with_force("data-now-line", is_there);
        }
    };
    effect(move || mark(is_there.get()));
    on_cleanup(move || {
        scrolled.remove();
        resized.remove();
        mark(false);
    });
    live(move || {
        is_there.get().then(|| {
            let words = words().homework;
            let lines = sought.iter().map(|sought| {
                let now = sought.now;
                view! {
                    <li>
                        <b class:is-met=live(move || now.get().0)>{live(move || now.get().1)}</b>" "
                        <span>{sought.condition.get_value()}</span>
                    </li>
                }
            });
            let lines = lines.collect_view();
            let sought = sought.clone();
            let back = move |_| {
                let open = sought.iter().find(|sought| !sought.now.get_untracked().0).or(sought.first());
                if let Some(sought) = open {
                    go_to_question(sought.at);
                }
            };
            view! {
                <div class="now-line" id="now-line">
                    <ul>{lines}</ul>
                    <button type="button" class="button" id="to-question" aria-label=words.to_question on:click=handler(back)>
                        <span aria-hidden="true">"↑"</span>
                        <span class="wide" aria-hidden="true">{words.to_question}</span>
                    </button>
                </div>
            }
        })
    })
}
