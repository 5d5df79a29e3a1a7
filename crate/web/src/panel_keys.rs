//! From panel to panel by a key: the last one is two hundred controls away from the first.

use leptos::prelude::*;
use unrolled_lab::Direction;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use crate::lesson::all;

const STOPS: &str = "main .stage, main .cell-view, main .panel";
/// What begins so far below the window's upper edge is what is looked at, in CSS pixels.
const NEAR_TOP: f64 = 120.0;

/// To the panel after the one that has the focus, else after the one at the top of the window; or to the one before. `false` if
/// there is none.
pub fn go(direction: Direction) -> bool {
    let Some(root) = document().document_element() else { return false };
    let is_shown = |panel: &Element| panel.get_bounding_client_rect().height() > 0.0;
    let panels = all(&root, STOPS).into_iter().filter(is_shown).collect::<Vec<_>>();
    let focused = document().active_element();
    let has_focus = |panel: &Element| panel.contains(focused.as_ref().map(AsRef::as_ref));
    let is_above = |panel: &Element| panel.get_bounding_client_rect().top() < NEAR_TOP;
    let now = panels.iter().position(has_focus).or_else(|| panels.iter().rposition(is_above));
    let next = match (direction, now) {
        (Direction::Forward, now) => now.map_or(Some(0), |now| now.checked_add(1)),
        (Direction::Back, now) => now.and_then(|now| now.checked_sub(1)),
    };
    let panel = next.and_then(|next| panels.get(next));
    panel.inspect(|panel| look(panel));
    panel.is_some()
}

/// Brings a panel onto the screen; the keyboard goes on from there.
pub fn look(panel: &Element) {
    panel.scroll_into_view();
    // The stage has keys of its own.
    let target = panel.query_selector("#stage").ok().flatten();
    if let Some(target) = target.as_ref().unwrap_or(panel).dyn_ref::<HtmlElement>() {
        if target.tab_index() < 0 {
            target.set_tab_index(-1);
        }
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = target.focus_with_options(&options);
    }
}
