//! A lesson for a room: a section at a time, turned by the keys that clickers press.

use leptos::prelude::*;
use unrolled_lab::{Command, Layout};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::sentences::all;
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

/// Shows one slide while the page is laid out for a room, and everything else otherwise.
pub fn present(store: Store, article: &Element) {
    let slides = slides(article);
    let count = slides.len();
    let is_presented = memo(move || store.state.read().layout == Layout::Presented);
    let at = RwSignal::new(0_usize);
    effect(move || {
        let at = is_presented.get().then(|| at.get());
        for (index, slide) in slides.iter().enumerate() {
            slide.iter().for_each(|part| part.set_hidden(at.is_some_and(|at| at != index)));
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
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if !is_presented.get_untracked() {
            return;
        }
        let now = at.get_untracked();
        match event.key().as_str() {
            "PageDown" => at.set((now + 1).min(count - 1)),
            "PageUp" => at.set(now.saturating_sub(1)),
            "Escape" => store.send(Command::LayOut(Layout::Whole)),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}
