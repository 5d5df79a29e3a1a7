//! A worker with its listeners: a second instance of the page's compiled module, which is asked and answers in messages of
//! plain data and a row of numbers.

use std::cell::RefCell;

use js_sys::{Array, Float64Array};
use unrolled_lab::training::{Posted, Request};
use unrolled_lab::{Settings, Start, WeightsFile, trained};
use unrolled_tasks::{DataFile, Own, Task, data, own};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker, WorkerOptions, WorkerType};

thread_local! {
    /// The compiled WebAssembly.Module that the workers get.
    static MODULE: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

/// Keeps the page's compiled module for the workers.
pub fn use_module(module: JsValue) {
    MODULE.set(module);
}

/// Dropping it ends the worker.
pub struct WorkerLink {
    worker: Worker,
    provided: RefCell<Vec<DataFile>>,
    provided_own: RefCell<Vec<Own>>,
    provided_weights: RefCell<Vec<WeightsFile>>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(Event)>,
}

impl Drop for WorkerLink {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl WorkerLink {
    /// Starts a worker. `heard` gets what it says, `lost` why it cannot go on (empty if its script did not load).
    ///
    /// # Errors
    /// The reason why the browser starts none.
    pub fn start(heard: impl Fn(Posted) + 'static, lost: impl Fn(String) + Clone + 'static) -> Result<Self, String> {
        let connect = || -> Result<Self, JsValue> {
            let options = WorkerOptions::new();
            options.set_type(WorkerType::Module);
            let worker = Worker::new_with_options("./worker.js", &options)?;
            let lost_at_message = lost.clone();
            let message =
                Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match read(&event.data()) {
                    Some(Ok(posted)) => heard(posted),
                    Some(Err(reason)) => lost_at_message(reason),
                    None => {}
                });
            let error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                event.prevent_default();
                // A script that does not load sends an event without a message.
                lost(event.dyn_ref().map(ErrorEvent::message).unwrap_or_default());
            });
            worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
            worker.set_onerror(Some(error.as_ref().unchecked_ref()));
            MODULE.with_borrow(|module| worker.post_message(module))?;
            Ok(Self {
                worker,
                provided: RefCell::default(),
                provided_own: RefCell::default(),
                provided_weights: RefCell::default(),
                _message: message,
                _error: error,
            })
        };
        connect().map_err(|error| reason_of(&error))
    }

    /// Gives the worker a file, once.
    fn provide(&self, file: DataFile, text: &str) {
        if !self.provided.borrow().contains(&file) {
            self.post(&Request::Provide { file, text: text.to_owned() }, &[]);
            self.provided.borrow_mut().push(file);
        }
    }

    /// Gives the worker data of the reader's own, once.
    fn provide_own(&self, own: Own) {
        if let Ok(source) = own::source(own)
            && !self.provided_own.borrow().contains(&own)
        {
            self.post(&Request::ProvideOwn { source: source.to_string() }, &[]);
            self.provided_own.borrow_mut().push(own);
        }
    }

    /// Gives the worker a file of trained weights, once.
    fn provide_weights(&self, file: WeightsFile) {
        if let Some(bytes) = trained::bytes(file)
            && !self.provided_weights.borrow().contains(&file)
        {
            self.post(&Request::ProvideWeights { file, bytes: bytes.to_vec() }, &[]);
            self.provided_weights.borrow_mut().push(file);
        }
    }

    /// Gives the worker all files that some settings need.
    pub fn provide_for(&self, settings: &Settings) {
        let task = settings.task;
        if settings.start == Start::Trained
            && let Some(file) = WeightsFile::of(settings)
        {
            self.provide_weights(file);
        }
        if let Some((_, own)) = task.and_then(Task::own) {
            self.provide_own(own);
        }
        for file in task.map_or(&[][..], Task::files) {
            if let Ok(text) = data::text(*file) {
                self.provide(*file, text);
            }
        }
    }

    /// Posts a request with its numbers, which are moved, not copied.
    pub fn post(&self, request: &Request, numbers: &[f64]) {
        if let Ok(request) = serde_wasm_bindgen::to_value(request) {
            let numbers = Float64Array::from(numbers);
            let moved = Array::of1(&numbers.buffer());
            // Plain data can always be posted.
            let _ = self.worker.post_message_with_transfer(&Array::of2(&request, &numbers), &moved);
        }
    }
}

/// A report and its numbers; what is neither is nobody's message.
fn read(message: &JsValue) -> Option<Result<Posted, String>> {
    let parts = message.dyn_ref::<Array>()?;
    let numbers = parts.get(1).dyn_into::<Float64Array>().map(|numbers| numbers.to_vec()).unwrap_or_default();
    let report = serde_wasm_bindgen::from_value(parts.get(0));
    Some(report.map(|report| Posted { report, numbers }).map_err(|error| error.to_string()))
}

fn reason_of(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |error| String::from(error.message()))
}
