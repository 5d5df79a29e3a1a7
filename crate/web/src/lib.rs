//! The browser: Leptos components over the lab, the training worker, and the JavaScript package.
//!
//! Only this crate knows the browser. `mount` starts the page; `trace` and `fingerprint` (`api`) also work in Node and
//! in workers, so nothing here runs by itself when the module is loaded.

mod address;
mod api;
mod app;
mod browser;
mod canvas;
mod canvas_backend;
mod cell_tabs;
mod cell_view;
mod clock;
mod code_dialog;
mod data;
mod data_table;
mod dialogs;
mod embed_dialog;
mod explain;
mod figure;
mod frame;
mod gate_trials;
mod given_up;
mod gradient_check;
mod gradient_lab;
mod indices;
mod keyboard;
mod language;
mod lesson;
mod measures;
mod numbers;
mod panel_keys;
mod panels;
mod paper;
mod print;
mod race;
mod race_panel;
mod reactive;
mod remount;
mod samples;
mod seen;
mod segmented;
mod sidebar;
mod sound;
mod stage;
mod stops;
mod store;
mod strings;
mod teaching;
mod theme;
mod toolbar;
mod tour;
mod training;
mod transport;
mod turns;
mod worker;
mod worker_link;
mod written;

pub use api::*;

use unrolled_lab::Language;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

/// Starts the page in the element `#app`. `module` is the compiled `WebAssembly.Module` that runs here: the training
/// workers get it too. `language` is the tag of a language that the page speaks, and `messages` the text of its file in `locale/`.
///
/// # Errors
/// If the page does not speak the language, or the text is not that file.
#[wasm_bindgen]
pub fn mount(module: JsValue, language: &str, messages: String) -> Result<(), JsError> {
    browser::report_panics();
    let language = Language::from_tag(language).ok_or_else(|| JsError::new(&format!("no language {language:?}")))?;
    strings::provide(language, messages)
        .map_err(|reason| JsError::new(&format!("locale/{}.ftl: {reason}", language.tag())))?;
    strings::speak(language);
    worker_link::use_module(module);
    app::mount();
    Ok(())
}
