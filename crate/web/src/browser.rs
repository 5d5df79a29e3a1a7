//! The few things that the page asks of the browser and that no component should spell out again.

use std::time::Duration;

use js_sys::futures::JsFuture;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement, HtmlImageElement, ScrollIntoViewOptions,
    ScrollLogicalPosition, Url,
};

#[wasm_bindgen]
extern "C" {
    /// In www/boot.js: shows that the page crashed, and why.
    #[wasm_bindgen(js_name = unrolledCrashed)]
    fn crashed(reason: &str);

    /// In www/boot.js: the page is there, as far as it can be seen.
    #[wasm_bindgen(js_name = unrolledReady)]
    pub fn say_ready();

    /// Throws where there is no clipboard.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
}

/// Tells the reader when the page panics, and where.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| crashed(&info.to_string())));
}

/// Says on the page's root that all parts of the page are there.
pub fn say_whole() {
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute("data-whole", "");
    }
}

/// Whether the page is still being opened: nobody has done anything in it.
pub fn is_loading() -> bool {
    let state = leptos::prelude::document().document_element().and_then(|root| root.get_attribute("data-state"));
    state.as_deref() == Some("loading")
}

/// Whether the system asks for less motion.
pub fn prefers_reduced_motion() -> bool {
    matches_media("(prefers-reduced-motion: reduce)")
}

pub fn matches_media(query: &str) -> bool {
    leptos::prelude::window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Scrolls no more than it takes to see an element, in the next frame.
pub fn show(element: Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    let show = move || element.scroll_into_view_with_scroll_into_view_options(&nearest);
    leptos::prelude::request_animation_frame(show);
}

/// Does what may change the height of what stands above an element, and keeps the element where it is in the window.
pub fn hold(element: Element, change: impl FnOnce()) {
    let top = element.get_bounding_client_rect().top();
    change();
    hold_at(element, top, 3);
}

/// In so many frames: charts get their height in the frame after what they stand in.
fn hold_at(element: Element, top: f64, frames: u32) {
    leptos::prelude::request_animation_frame(move || {
        let moved = element.get_bounding_client_rect().top() - top;
        if element.is_connected() && moved.abs() >= 1.0 {
            leptos::prelude::window().scroll_by_with_x_and_y(0.0, moved);
        }
        if frames > 1 {
            hold_at(element, top, frames - 1);
        }
    });
}

/// Whether the page was loaded again, or is come back to.
pub fn is_loaded_again() -> bool {
    let entries =
        leptos::prelude::window().performance().map(|performance| performance.get_entries_by_type("navigation"));
    let kind = entries.and_then(|entries| js_sys::Reflect::get(&entries.get(0), &"type".into()).ok());
    kind.and_then(|kind| kind.as_string()).is_some_and(|kind| kind == "reload" || kind == "back_forward")
}

/// Whether the page can be shown without the browser around it.
pub fn can_fill_screen() -> bool {
    leptos::prelude::document().fullscreen_enabled()
}

/// Shows the page without the browser around it, or with it again.
pub fn fill_screen(is_wanted: bool) {
    let document = leptos::prelude::document();
    match (is_wanted, document.document_element()) {
        (true, Some(root)) if can_fill_screen() => {
            // A browser may refuse what no hand has asked for.
            let _ = root.request_fullscreen();
        }
        (false, _) if fills_screen() => document.exit_fullscreen(),
        _ => {}
    }
}

pub fn fills_screen() -> bool {
    leptos::prelude::document().fullscreen_element().is_some()
}

/// Whether what was pointed at is left. A finger that is lifted only makes room to see it.
pub fn leaves(event: &web_sys::PointerEvent) -> bool {
    event.pointer_type() != "touch"
}

/// What the browser was told to remember under a name; nothing where it remembers nothing.
pub fn recall(name: &str) -> Option<String> {
    leptos::prelude::window().local_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Tells the browser to remember, where it does.
pub fn remember(name: &str, value: &str) {
    if let Ok(Some(storage)) = leptos::prelude::window().local_storage() {
        let _ = storage.set_item(name, value);
    }
}

/// What was kept under a name in this tab; nothing where the browser keeps nothing.
pub fn kept(name: &str) -> Option<String> {
    leptos::prelude::window().session_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Keeps a text as long as the tab is open, also when the page is loaded again; an empty one is forgotten.
pub fn keep(name: &str, value: &str) {
    if let Ok(Some(storage)) = leptos::prelude::window().session_storage() {
        // A browser may be out of room, or keep nothing.
        let _ = if value.is_empty() { storage.remove_item(name) } else { storage.set_item(name, value) };
    }
}

/// Milliseconds, monotone.
pub fn now_ms() -> f64 {
    leptos::prelude::window().performance().map_or(0.0, |performance| performance.now())
}

/// Puts a text on the clipboard. `false` if the browser refuses, or has none for pages without encryption.
pub async fn copy(text: &str) -> bool {
    match write_text(text) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// Selects all that is written in an element, as dragging over it would.
pub fn select(element: &Element) {
    if let Ok(Some(selection)) = leptos::prelude::window().get_selection() {
        // Refused only for what is not on the page any more.
        let _ = selection.select_all_children(element);
    }
}

/// The bytes of a file of the reader's.
///
/// # Errors
/// Why the browser cannot read it, as far as it says.
pub async fn bytes_of(file: &Blob) -> Result<Vec<u8>, String> {
    let reason = |error: JsValue| {
        error.dyn_ref::<js_sys::Error>().map_or_else(String::new, |error| String::from(error.message()))
    };
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(reason)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Saves a text as a file of the reader's.
pub fn save(name: &str, text: &str) {
    if let Ok(blob) = Blob::new_with_str_sequence(&Array::of1(&text.into())) {
        save_blob(name, &blob);
    }
}

/// The same for what is there as bytes.
pub fn save_blob(name: &str, blob: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return };
    if let Ok(link) = leptos::prelude::document().create_element("a") {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        link.unchecked_into::<HtmlElement>().click();
    }
    // The browser reads it in its own time.
    let forget = move || drop(Url::revoke_object_url(&address));
    leptos::prelude::set_timeout(forget, Duration::from_secs(60));
}

/// A picture that is written as SVG, as a PNG of so many pixels. `None` if the browser cannot make one.
pub async fn png_of(svg: &str, width: u32, height: u32) -> Option<Blob> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(svg)));
    JsFuture::from(image.decode()).await.ok()?;
    let canvas = leptos::prelude::document().create_element("canvas").ok()?.unchecked_into::<HtmlCanvasElement>();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, f64::from(width), f64::from(height))
        .ok()?;
    let blob = Promise::new(&mut |resolve, _| {
        // Throws for a canvas with pixels of another site only, and then `resolve` is never called: so it is, with nothing.
        if canvas.to_blob(&resolve).is_err() {
            let _ = resolve.call1(&JsValue::NULL, &JsValue::NULL);
        }
    });
    JsFuture::from(blob).await.ok()?.dyn_into().ok()
}
