//! The width of an element, as it changes.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

use crate::frame;
use crate::reactive::{RwSignal, effect};

/// In whole CSS pixels; 0 until the element is on the page.
pub fn of(element: NodeRef<html::Div>) -> RwSignal<f64> {
    let width = RwSignal::new(0.0);
    let changed = Closure::<dyn FnMut(Vec<ResizeObserverEntry>)>::new(move |entries: Vec<ResizeObserverEntry>| {
        if let Some(entry) = entries.last() {
            let new = entry.content_rect().width().floor();
            // In the next frame: what it moves may be observed too, and browsers complain of that within one frame.
            frame::next(move || {
                if width.try_get_untracked().is_some_and(|before| before != new) {
                    width.set(new);
                }
            });
        }
    });
    // boot.js has made sure that the browser knows it.
    let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
    let kept = StoredValue::new_local((observer, changed));
    effect(move || {
        let Some(element) = element.get() else { return };
        let element: &Element = element.as_ref();
        width.set(element.get_bounding_client_rect().width().floor());
        kept.with_value(|(observer, _)| {
            if let Some(observer) = observer {
                observer.observe(element);
            }
        });
    });
    on_cleanup(move || {
        kept.with_value(|(observer, _)| {
            if let Some(observer) = observer {
                observer.disconnect();
            }
        });
    });
    width
}
