//! A lesson for a room: a section at a time, turned by the keys that clickers press.

use leptos::prelude::*;
use unrolled_lab::url::patched;
use unrolled_lab::{Command, Direction, Layout, State};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::move_figure;
use super::patches::Patched;
use super::sentences::{all, look_at};
use crate::browser::{is_loaded_again, keep, kept, recall, remember};
use crate::canvas::Resized;
use crate::reactive::{RwSignal, effect, memo};
use crate::store::Store;

/// The parts of an article that stand together: its beginning, then each section.
fn slides(article: &Element) -> Vec<Vec<HtmlElement>> {
    let mut slides: Vec<Vec<HtmlElement>> = vec![Vec::new()];
    let children = all(article, ":scope > *").into_iter().filter_map(|child| child.dyn_into::<HtmlElement>().ok());
    for child in children.filter(|child| !child.class_list().contains("notes")) {
        if child.local_name() == "section" {
            slides.push(Vec::new());
        }
        if let Some(last) = slides.last_mut() {
            last.push(child);
        }
    }
    slides
}

/// Which slide is shown, for the speaker's notes in another window: lesson, number, and what the slide is about.
const STORED_AS: &str = "unrolled-slide";
/// The window with the speaker's notes asks for the next slide, or the one before, by writing it here with the time.
const TURN: &str = "unrolled-turn";
/// Which slide of which lesson this tab shows, for when it is loaded again.
const KEPT_AS: &str = "unrolled-slide-here";
/// Of the type on a slide, in CSS pixels: the largest that fits.
const TYPE_PX: (u32, u32) = (14, 23);

/// Which slide a room sees, from 0, and of how many; nothing while no lesson is presented.
pub type Slide = Option<(usize, usize)>;

/// Sets the type as large as the slide can have it without scrolling.
fn fit(article: &HtmlElement) {
    let Some(text) = document().get_element_by_id("lesson") else { return };
    let (smallest, largest) = TYPE_PX;
    for size in (smallest..=largest).rev() {
        let _ = article.style().set_property("font-size", &format!("{size}px"));
        if text.scroll_height() <= text.client_height() {
            return;
        }
    }
}

/// Shows one slide while the page is laid out for a room, and everything else otherwise. `start` is how the lesson begins.
pub fn present(store: Store, article: &Element, start: State, note: RwSignal<Option<Patched>>) {
    let slides = slides(article);
    let count = slides.len();
    let is_presented = memo(move || store.state.read().layout == Layout::Presented);
    let lesson = article.get_attribute("data-lesson").unwrap_or_default();
    let at = RwSignal::new(slide_of_tab(&lesson).filter(|_| is_presented.get_untracked()).unwrap_or(0).min(count - 1));
    let article = article.clone().unchecked_into::<HtmlElement>();
    let (text, parts, on_slide) = (article.clone(), slides.clone(), article.clone());
    effect(move || {
        let at = is_presented.get().then(|| at.get());
        for (index, slide) in slides.iter().enumerate() {
            slide.iter().for_each(|part| part.set_hidden(at.is_some_and(|at| at != index)));
        }
        store.slide.set(at.map(|at| (at, count)));
        keep(KEPT_AS, &at.map(|at| format!("{lesson}\t{at}")).unwrap_or_default());
        tell_notes(&lesson, at.map(|at| (at, count)), at.and_then(|at| slides[at].iter().find_map(heading)));
        let _ = article.style().remove_property("font-size");
        if at.is_some() {
            // By then the page is laid out for a room.
            let article = article.clone();
            request_animation_frame(move || fit(&article));
        }
        if at == Some(0) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        if at.is_some()
            && let Some(text) = document().get_element_by_id("lesson")
        {
            text.set_scroll_top(0);
        }
    });
    // Whoever presents may have answered while preparing; the room has not.
    let (mut was_presented, asking) = (is_presented.get_untracked(), on_slide.clone());
    effect(move || {
        let now = is_presented.get();
        if now && !was_presented {
            all(&asking, "button.once-more")
                .iter()
                .filter_map(|button| button.dyn_ref::<HtmlElement>())
                .for_each(HtmlElement::click);
        }
        was_presented = now;
    });
    let turn = move |direction: Direction| {
        let now = at.get_untracked();
        let to = match direction {
            // What has been asked is answered before it is passed by.
            Direction::Forward if reveal(&parts[now]) => {
                let text = text.clone();
                request_animation_frame(move || {
                    fit(&text);
                    // The answer stands at the end, and there may be no room for all.
                    if let Some(text) = document().get_element_by_id("lesson") {
                        text.set_scroll_top(text.scroll_height());
                    }
                });
                return;
            }
            Direction::Forward => (now + 1).min(count - 1),
            Direction::Back => now.saturating_sub(1),
        };
        if to != now {
            at.set(to);
            note.set(None);
            match direction {
                Direction::Back if asks(&parts[to]) => return_to_question(store, &parts, to, &start, note),
                _ => follow_slide(store, &parts[to], note),
            }
        }
    };
    // An answer makes a slide longer, and may wait for data before it does.
    let size = RwSignal::new(None);
    let observer = StoredValue::new_local(Resized::watch(&on_slide, size));
    let resized = window_event_listener(leptos::ev::resize, {
        let on_slide = on_slide.clone();
        move |_| {
            if is_presented.get_untracked() {
                fit(&on_slide)
            }
        }
    });
    effect(move || {
        size.track();
        if is_presented.get_untracked() {
            fit(&on_slide);
        }
    });
    effect(move || {
        if let Some(direction) = store.turn_slide.get() {
            store.turn_slide.set(None);
            turn(direction);
        }
    });
    let asked = window_event_listener(leptos::ev::storage, move |event| {
        if !is_presented.get_untracked() || event.key().as_deref() != Some(TURN) {
            return;
        }
        match event.new_value().unwrap_or_default().split(' ').next() {
            Some("forward") => store.turn_slide.set(Some(Direction::Forward)),
            Some("back") => store.turn_slide.set(Some(Direction::Back)),
            _ => {}
        }
    });
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        // A dialog has keys of its own.
        if !is_presented.get_untracked() || matches!(document().query_selector("dialog[open]"), Ok(Some(_))) {
            return;
        }
        match event.key().as_str() {
            "PageDown" => store.turn_slide.set(Some(Direction::Forward)),
            "PageUp" => store.turn_slide.set(Some(Direction::Back)),
            "Escape" => store.send(Command::LayOut(Layout::Whole)),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || {
        listener.remove();
        asked.remove();
        resized.remove();
        observer.dispose();
        store.slide.set(None);
    });
}

fn asks(slide: &[HtmlElement]) -> bool {
    slide.iter().any(|part| part.has_attribute("data-predict") || part.has_attribute("data-check"))
}

fn first_link(slide: &[HtmlElement]) -> Option<Element> {
    slide.iter().find_map(|part| part.query_selector("a.patch").ok().flatten())
}

/// The figure goes where the first link of a section leads. A question leads there itself, once it is answered.
fn follow_slide(store: Store, slide: &[HtmlElement], note: RwSignal<Option<Patched>>) {
    if let Some(link) = first_link(slide).filter(|_| !asks(slide)) {
        move_figure(store, &link, note, false);
    }
}

/// The figure is what it was when the question was come to, from the slides before, or what has answered it.
fn return_to_question(
    store: Store,
    slides: &[Vec<HtmlElement>],
    at: usize,
    start: &State,
    note: RwSignal<Option<Patched>>,
) {
    let outcome = slides[at].iter().find_map(|part| part.query_selector(".outcome:not([hidden])").ok().flatten());
    // What has been trained is shown on, and not given up for the way back.
    if outcome.as_ref().is_some_and(|outcome| outcome.has_attribute("data-train")) {
        return;
    }
    let run = outcome
        .as_ref()
        .and_then(|outcome| patched(start, &format!("v=1&{}", outcome.get_attribute("data-run")?)).ok());
    if let Some(state) = run {
        store.take(state);
        look_at(&outcome.and_then(|outcome| outcome.get_attribute("data-look")).unwrap_or("stage".to_owned()));
        return;
    }
    match slides[..at].iter().rev().filter(|slide| !asks(slide)).find_map(|slide| first_link(slide)) {
        Some(link) => move_figure(store, &link, note, false),
        None => {
            store.take(start.clone());
            look_at("stage");
        }
    }
}

/// Which slide of this lesson the page showed before it was loaded again.
fn slide_of_tab(lesson: &str) -> Option<usize> {
    kept(KEPT_AS).filter(|_| is_loaded_again())?.strip_prefix(lesson)?.strip_prefix('\t')?.parse().ok()
}

/// Answers the question of a slide; `false` if there is none to be answered.
fn reveal(slide: &[HtmlElement]) -> bool {
    let button = slide.iter().find_map(|part| part.query_selector("button.reveal").ok().flatten());
    let button = button.and_then(|button| button.dyn_into::<HtmlElement>().ok());
    if let Some(button) = &button {
        button.click();
    }
    button.is_some()
}

/// Tells the window with the speaker's notes which slide is shown; whoever only reads has nothing stored.
fn tell_notes(lesson: &str, slide: Slide, about: Option<String>) {
    match slide {
        Some((at, count)) => {
            remember(STORED_AS, &format!("{lesson}\t{} / {count}\t{}", at + 1, about.unwrap_or_default()));
        }
        None if recall(STORED_AS).is_some_and(|stored| !stored.is_empty()) => remember(STORED_AS, ""),
        None => {}
    }
}

/// What a part of the text is about.
fn heading(part: &HtmlElement) -> Option<String> {
    let is_heading = part.local_name() == "h1";
    let heading = if is_heading { Some(part.clone().into()) } else { part.query_selector("h2").ok().flatten() };
    heading.and_then(|heading: Element| heading.text_content())
}
