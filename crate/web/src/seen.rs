//! Whether an element can be seen, or soon may be.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::reactive::RwSignal;

/// Watches whether an element is on the screen or near it, until it is dropped.
pub struct Seen {
    observer: Option<IntersectionObserver>,
    _changed: Closure<dyn FnMut(js_sys::Array)>,
}

impl Seen {
    /// `margin` is how near: a share of the window's height.
    pub fn watch(element: &Element, margin: &str, is_near: RwSignal<bool>) -> Self {
        let changed = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let last = entries.get(entries.length().saturating_sub(1)).dyn_into::<IntersectionObserverEntry>();
            let now = last.map_or(true, |entry| entry.is_intersecting());
            if is_near.try_get_untracked().is_some_and(|before| before != now) {
                is_near.set(now);
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(margin);
        let observer = IntersectionObserver::new_with_options(changed.as_ref().unchecked_ref(), &options).ok();
        match &observer {
            Some(observer) => observer.observe(element),
            None => is_near.set(true),
        }
        Self { observer, _changed: changed }
    }
}

impl Drop for Seen {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
            // Entries that are already queued would still be delivered, to a closure that is gone.
            observer.take_records();
        }
    }
}
