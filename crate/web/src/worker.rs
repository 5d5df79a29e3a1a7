//! The worker's side: it gets requests, works in short pieces, and posts how far it got. It never draws.

use std::cell::RefCell;

use js_sys::{Array, Float64Array};
use unrolled_lab::training::{Posted, Report, Request};
use unrolled_lab::work::Work;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

/// How long a piece of work takes at least, in ms: between two pieces "stop" gets in.
const PIECE_MS: f64 = 25.0;

thread_local! {
    static WORK: RefCell<Work> = RefCell::default();
    /// Set while a piece of work is waiting for its turn.
    static IS_WAITING: RefCell<bool> = const { RefCell::new(false) };
}

/// Used by worker.js: a message of the page.
///
/// # Errors
/// If the message is none of the page's.
#[wasm_bindgen(skip_typescript)]
pub fn training_request(message: JsValue) -> Result<(), JsError> {
    std::panic::set_hook(Box::new(|info| post(Posted { report: failed(&info.to_string()), numbers: Vec::new() })));
    let (request, numbers) = read(&message)?;
    WORK.with_borrow_mut(|work| work.receive(request, &numbers))?;
    next_piece();
    Ok(())
}

/// A request and its numbers; most have none.
fn read(message: &JsValue) -> Result<(Request, Vec<f64>), JsError> {
    let parts = message.dyn_ref::<Array>().ok_or_else(|| JsError::new("a message is a request and its numbers"))?;
    let numbers = parts.get(1).dyn_into::<Float64Array>().map(|numbers| numbers.to_vec()).unwrap_or_default();
    Ok((serde_wasm_bindgen::from_value(parts.get(0))?, numbers))
}

fn failed(reason: &str) -> Report {
    Report::Failed { reason: reason.to_owned() }
}

/// Lets waiting messages in, then works on.
fn next_piece() {
    if !WORK.with_borrow(Work::is_running) || IS_WAITING.replace(true) {
        return;
    }
    let piece = Closure::once_into_js(|| {
        IS_WAITING.set(false);
        let start = js_sys::Date::now();
        let posted = WORK.with_borrow_mut(|work| work.work(|| js_sys::Date::now() - start >= PIECE_MS));
        if let Some(posted) = posted {
            post(posted);
        }
        next_piece();
    });
    // Fails only for a delay that is none.
    let _ = scope().set_timeout_with_callback(piece.unchecked_ref());
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Posts the report with its numbers, which are moved, not copied.
fn post(posted: Posted) {
    let numbers = Float64Array::from(posted.numbers.as_slice());
    let Ok(report) = serde_wasm_bindgen::to_value(&posted.report) else { return };
    let moved = Array::of1(&numbers.buffer());
    // A page that is gone gets no messages.
    let _ = scope().post_message_with_transfer(&Array::of2(&report, &numbers), &moved);
}
