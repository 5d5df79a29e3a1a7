//! Making the page anew without the reader noticing: where it is scrolled to, also when it is loaded again; what has the focus
//! and what is unfolded.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement};

use crate::browser::{is_loaded_again, keep, kept};
use crate::frame;

/// Under this name the tab keeps where the page was scrolled to when it was left.
const LEFT_AT: &str = "unrolled-left-at";

/// Has the tab keep where the page is scrolled to when it is left.
pub fn keep_when_left() {
    let left = window_event_listener_untyped("pagehide", move |_| {
        let y = window().scroll_y().unwrap_or_default();
        keep(LEFT_AT, &if y > 0.0 { format!("{y} {}", fragment()) } else { String::new() });
    });
    on_cleanup(move || left.remove());
}

/// Where the page was scrolled to that is loaded again; nothing for another one, or for the top.
pub fn left_at() -> Option<f64> {
    let place = kept(LEFT_AT).filter(|_| is_loaded_again())?;
    let (y, address) = place.split_once(' ')?;
    y.parse().ok().filter(|_| address == fragment())
}

fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// What the browser knows of the page and the state does not.
pub struct Place {
    scrolled: (f64, f64),
    focused: Option<String>,
    /// Of every part that can be unfolded, in the order of the document.
    unfolded: Vec<bool>,
}

impl Place {
    /// `root` keeps its height until [`Place::restore`], so that nothing jumps.
    pub fn of(root: &HtmlElement) -> Self {
        let height = root.get_bounding_client_rect().height();
        let _ = root.style().set_property("min-height", &format!("{height}px"));
        let window = window();
        let focused = document().active_element().map(|element| element.id()).filter(|id| !id.is_empty());
        let scrolled = (window.scroll_x().unwrap_or_default(), window.scroll_y().unwrap_or_default());
        Self { scrolled, focused, unfolded: details(root).iter().map(HtmlDetailsElement::open).collect() }
    }

    pub fn restore(self, root: &HtmlElement) {
        for (part, is_open) in details(root).iter().zip(self.unfolded) {
            part.set_open(is_open);
        }
        let (x, y) = self.scrolled;
        window().scroll_to_with_x_and_y(x, y);
        let (root, focused) = (root.clone(), self.focused);
        // What stands outside of the root comes a little later, and charts get their height with their first frame.
        frame::next(move || {
            let focused = focused.and_then(|id| document().get_element_by_id(&id));
            if let Some(focused) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
                let _ = focused.focus();
            }
            window().scroll_to_with_x_and_y(x, y);
            let _ = root.style().remove_property("min-height");
        });
    }
}

fn details(root: &HtmlElement) -> Vec<HtmlDetailsElement> {
    let Ok(found) = root.query_selector_all("details") else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}
