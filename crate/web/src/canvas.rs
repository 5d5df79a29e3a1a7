//! Canvases as sharp as the screen: their size, and whether they can be seen.

use leptos::html::{Canvas, ElementType};
use leptos::prelude::*;
use unrolled_plots::Size;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData, ResizeObserver};

use crate::canvas_backend::CanvasBackend;
use crate::frame;
use crate::paper::Backend;
use crate::print::Printed;
use crate::reactive::{RwSignal, effect};
use crate::seen::Seen;

/// Half a screen above or below the window a canvas is drawn.
const NEAR: &str = "50%";

/// Size and place of an element, followed as they change.
#[derive(Clone, Copy)]
pub struct Area {
    /// Width and height in CSS pixels and the pixel ratio, once they are known.
    layout: RwSignal<Option<(f64, f64, f64)>>,
    is_near: RwSignal<bool>,
    is_seen: RwSignal<bool>,
    printed: Printed,
    observers: StoredValue<Option<(Resized, [Seen; 2])>, LocalStorage>,
}

impl Area {
    /// To be called in the component that has the element.
    pub fn of<E>(node: NodeRef<E>) -> Self
    where
        E: ElementType,
        E::Output: JsCast + Clone + 'static,
    {
        let (is_near, is_seen) = (RwSignal::new(false), RwSignal::new(false));
        let (printed, observers) = (expect_context(), StoredValue::new_local(None));
        let area = Self { layout: RwSignal::new(None), is_near, is_seen, printed, observers };
        effect(move || {
            if let Some(element) = node.get() {
                area.follow(element.unchecked_ref());
            }
        });
        area
    }

    /// Follows this element from now on.
    fn follow(self, element: &Element) {
        let seen = [Seen::watch(element, NEAR, self.is_near), Seen::watch(element, "0%", self.is_seen)];
        self.observers.set_value(Some((Resized::watch(element, self.layout), seen)));
        // What is made for paper is not observed before it is printed.
        if self.printed.is_printed() {
            self.layout.set(Some(size_of(element)));
        }
    }

    /// Reads everything that asks for drawing anew when it changes.
    pub fn track(self) {
        self.layout.track();
        self.is_near.track();
        self.printed.track();
    }

    /// Whether drawing would be seen.
    pub fn is_near(self) -> bool {
        self.is_near.get_untracked() || self.printed.is_printed()
    }

    /// Whether what changes with each moment is worth drawing: while it plays only what is on the screen itself.
    pub fn is_wanted(self, is_playing: bool) -> bool {
        if is_playing { self.is_seen.get_untracked() || self.printed.is_printed() } else { self.is_near() }
    }

    /// As [`Area::is_wanted`], and told when it changes.
    pub fn is_wanted_now(self, is_playing: RwSignal<bool>) -> bool {
        self.track_wanted(is_playing);
        self.is_wanted(is_playing.get_untracked())
    }

    /// Reads everything that makes [`Area::is_wanted`] true.
    pub fn track_wanted(self, is_playing: RwSignal<bool>) {
        is_playing.track();
        self.is_seen.track();
        self.track();
    }

    /// In CSS pixels.
    pub fn width(self) -> Option<f64> {
        self.layout.get().map(|(width, ..)| width)
    }
}

/// A canvas in the page; its CSS decides its size.
#[derive(Clone, Copy)]
pub struct Surface {
    pub node: NodeRef<Canvas>,
    area: Area,
}

impl Surface {
    /// To be called in the component that has the `<canvas node_ref=surface.node>`.
    pub fn new() -> Self {
        let node = NodeRef::new();
        Self { node, area: Area::of(node) }
    }

    /// Reads everything that asks for drawing anew when it changes.
    pub fn track(self) {
        self.area.track();
    }

    /// Size in CSS pixels and device pixels per CSS pixel, of a canvas that can be drawn on and is on or near the screen.
    pub fn ready(self) -> Option<(HtmlCanvasElement, Size, f64)> {
        let (width, height, ratio) = self.area.layout.get_untracked()?;
        let canvas = self.node.get_untracked()?;
        (self.area.is_near() && width > 0.0 && height > 0.0).then_some((canvas, Size { width, height }, ratio))
    }
}

/// Gives the canvas the pixels of the screen and a plotters backend for them.
pub fn backend(canvas: HtmlCanvasElement, size: Size, ratio: f64) -> Option<Backend<'static>> {
    resize(&canvas, (size.width * ratio).round() as u32, (size.height * ratio).round() as u32);
    CanvasBackend::new(canvas).map(Backend::Canvas)
}

/// Puts RGBA pixels on a canvas, which takes their size.
pub fn put_pixels(canvas: &HtmlCanvasElement, pixels: &[u8], width: u32, height: u32) {
    resize(canvas, width, height);
    let context = canvas.get_context("2d").ok().flatten();
    let context = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels), width, height);
    if let (Some(context), Ok(image)) = (context, image) {
        // Fails for an image without pixels only.
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}

/// Puts one canvas on another one, pixel on pixel.
pub fn copy(from: &HtmlCanvasElement, to: &HtmlCanvasElement) {
    let context = to.get_context("2d").ok().flatten();
    if let Some(context) = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok()) {
        // Fails for a canvas without pixels only.
        let _ = context.draw_image_with_html_canvas_element(from, 0.0, 0.0);
    }
}

/// Setting a size clears the canvas even where it is the same.
fn resize(canvas: &HtmlCanvasElement, width: u32, height: u32) {
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
}

/// Device pixels per CSS pixel.
pub fn pixel_ratio() -> f64 {
    window().device_pixel_ratio().max(0.5)
}

/// Width and height in CSS pixels and the pixel ratio.
fn size_of(element: &Element) -> (f64, f64, f64) {
    let shape = element.get_bounding_client_rect();
    (shape.width(), shape.height(), pixel_ratio())
}

/// Follows an element's width and height in CSS pixels and the pixel ratio until it is dropped.
pub struct Resized {
    observer: ResizeObserver,
    _changed: Closure<dyn FnMut()>,
}

impl Resized {
    pub fn watch(element: &Element, layout: RwSignal<Option<(f64, f64, f64)>>) -> Self {
        let target = element.clone();
        let changed = Closure::<dyn FnMut()>::new(move || {
            let now = Some(size_of(&target));
            // In the next frame: what it moves may be observed too, and browsers complain of that within one frame.
            frame::next(move || {
                if layout.try_get_untracked().is_some_and(|before| before != now) {
                    layout.set(now);
                }
            });
        });
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).expect("boot.js checked for it");
        observer.observe(element);
        Self { observer, _changed: changed }
    }
}

impl Drop for Resized {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
