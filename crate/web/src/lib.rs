//! The browser: Leptos components over the lab, the training worker, and the JavaScript package.
//!
//! Only this crate knows the browser. `mount` starts the page; `trace` and `fingerprint` (`api`) also work in Node and
//! in workers, so nothing here runs by itself when the module is loaded.

mod address;
mod api;
mod app;
mod browser;
mod canvas;
mod cell_tabs;
mod cell_view;
mod clock;
mod code_dialog;
mod data;
mod data_table;
mod dialogs;
mod explain;
mod figure;
mod gate_trials;
mod given_up;
mod gradient_check;
mod gradient_lab;
mod keyboard;
mod lesson;
mod measures;
mod numbers;
mod panels;
mod paper;
mod race;
mod race_panel;
mod reactive;
mod samples;
mod segmented;
mod sidebar;
mod stage;
mod stops;
mod store;
mod strings;
mod theme;
mod toolbar;
mod tour;
mod training;
mod transport;
mod worker;
mod worker_link;

pub use api::*;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the page in the element `#app`. `module` is the compiled `WebAssembly.Module` that runs here: the training
/// worker gets it too.
#[wasm_bindgen]
pub fn mount(module: JsValue) {
    browser::report_panics();
    worker_link::use_module(module);
    app::mount();
}
