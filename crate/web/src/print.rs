//! Paper shows the figure as it stands on the screen: what is far from the window is drawn before it is printed, and the style sheet
//! scales the whole to the width of the paper.

use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::browser::matches_media;
use crate::frame;
use crate::reactive::RwSignal;

/// Of A4 and of Letter between margins of 14 mm, in CSS pixels.
const PAPER_PX: f64 = 680.0;
/// Of windows in which no rule for narrower ones holds, in which panels stand beside each other.
const HAS_COLUMNS: &str = "(min-width: 1280px)";

/// Whether the page is being printed; in context.
#[derive(Clone, Copy)]
pub struct Printed(RwSignal<bool>);

impl Printed {
    pub fn track(self) {
        self.0.track();
    }

    pub fn is_printed(self) -> bool {
        self.0.get_untracked()
    }
}

/// Follows the browser's printing as long as the page lives.
pub fn provide() {
    let printed = RwSignal::new(false);
    provide_context(Printed(printed));
    let before = window_event_listener(leptos::ev::beforeprint, move |_| {
        fit_to_paper();
        frame::print(true);
        printed.set(true);
    });
    let after = window_event_listener(leptos::ev::afterprint, move |_| {
        frame::print(false);
        printed.set(false);
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}

/// Says how wide the figure is and how much smaller on paper, for the style sheet.
fn fit_to_paper() {
    let main = document().query_selector("main").ok().flatten();
    let root = document().document_element().and_then(|root| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(root).ok());
    if let (Some(main), Some(root)) = (main, root) {
        let width = f64::from(main.client_width());
        let shape = if matches_media(HAS_COLUMNS) { "wide" } else { "narrow" };
        let _ = root.set_attribute("data-printed", shape);
        let _ = root.style().set_property("--print-width", &format!("{width}px"));
        let _ = root.style().set_property("--print-zoom", &format!("{:.4}", PAPER_PX / width));
    }
}
