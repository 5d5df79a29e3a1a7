//! The browser: Leptos components over the lab, the training worker, and the JavaScript package.
//!
//! Only this crate knows the browser. `mount` starts the page; `trace` and `fingerprint` (`api`) also work in Node and
//! in workers, so nothing here runs by itself when the module is loaded.

mod address;
mod api;
mod app;
mod browser;
mod store;
mod strings;

pub use api::*;

use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the page in the element `#app`.
#[wasm_bindgen]
pub fn mount() {
    browser::report_panics();
    app::mount();
}
