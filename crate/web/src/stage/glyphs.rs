//! Characters and short names as pixels, each drawn by the browser once: to draw one anew takes it as long as the rest of a column.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::reading::estimated_width;

/// What a glyph looks like.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Style {
    /// As in CSS.
    pub font: String,
    pub color: String,
}

/// A rectangle of RGBA pixels; the text's middle is at its middle, its line at three quarters of its height.
pub struct Glyph {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

type Key = (String, Style, u64);

thread_local! {
    static DRAWN: RefCell<HashMap<Key, Rc<Glyph>>> = RefCell::default();
}

/// A character on a screen with so many device pixels per CSS pixel; nothing where there is no canvas to be had.
pub fn glyph(text: &str, style: &Style, ratio: f64) -> Option<Rc<Glyph>> {
    let key = (text.to_owned(), style.clone(), ratio.to_bits());
    if let Some(glyph) = DRAWN.with_borrow(|drawn| drawn.get(&key).cloned()) {
        return Some(glyph);
    }
    let glyph = Rc::new(draw(text, style, ratio)?);
    DRAWN.with_borrow_mut(|drawn| {
        // Whoever reads many texts in many languages need not keep them all.
        if drawn.len() > 2000 {
            drawn.clear();
        }
        drawn.insert(key, glyph.clone());
    });
    Some(glyph)
}

/// CSS pixels: room for two characters of a full em, or a line of them.
const SIDE: f64 = 24.0;

fn draw(text: &str, style: &Style, ratio: f64) -> Option<Glyph> {
    // Rules of thumb err by a little; what is too wide is only transparent.
    let room = SIDE.max(1.2 * estimated_width(text) + 4.0);
    let (width, height) = ((room * ratio).ceil(), (SIDE * ratio).ceil());
    let canvas = document().create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    context.scale(ratio, ratio).ok()?;
    context.set_font(&style.font);
    context.set_text_align("center");
    context.set_fill_style_str(&style.color);
    context.fill_text(text, room / 2.0, SIDE * 0.75).ok()?;
    let pixels = context.get_image_data(0.0, 0.0, width, height).ok()?.data().0;
    Some(Glyph { width: width as usize, height: height as usize, pixels })
}
