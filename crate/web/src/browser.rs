//! The few things that the page asks of the browser and that no component should spell out again.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// In www/boot.js: shows that the page crashed, and why.
    #[wasm_bindgen(js_name = unrolledCrashed)]
    fn crashed(reason: &str);
}

/// Tells the reader when the page panics, and where.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| crashed(&info.to_string())));
}

/// Whether the system asks for less motion.
pub fn prefers_reduced_motion() -> bool {
    matches_media("(prefers-reduced-motion: reduce)")
}

pub fn matches_media(query: &str) -> bool {
    leptos::prelude::window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Whether what was pointed at is left. A finger that is lifted only makes room to see it.
pub fn leaves(event: &web_sys::PointerEvent) -> bool {
    event.pointer_type() != "touch"
}

/// Milliseconds, monotone.
pub fn now_ms() -> f64 {
    leptos::prelude::window().performance().map_or(0.0, |performance| performance.now())
}
