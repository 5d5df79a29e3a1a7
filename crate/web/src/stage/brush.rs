//! Painting on a canvas in the stage's own coordinates: CSS pixels from its top left corner.

use unrolled_plots::Rect;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::pixels::Pixels;

pub struct Brush {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// Device pixels per CSS pixel.
    ratio: f64,
    /// Of the canvas on the stage.
    top: f64,
}

impl Brush {
    /// For a canvas that begins at the left edge of the stage, `top` below its upper one.
    pub fn new(canvas: HtmlCanvasElement, top: f64, ratio: f64) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        context.set_text_align("center");
        Some(Self { canvas, context, ratio, top })
    }

    /// Device pixels per CSS pixel.
    pub fn ratio(&self) -> f64 {
        self.ratio
    }

    /// The device columns between two places; neighbours meet without a seam.
    fn columns(&self, left: f64, right: f64) -> (usize, usize) {
        let column = |x: f64| (x * self.ratio).round() as usize;
        (column(left), column(right))
    }

    /// Puts what `paint` makes between two places, over the whole height, in the place of what was there.
    pub fn replace(&self, left: f64, right: f64, paint: impl FnOnce(&mut Pixels)) {
        let columns = self.columns(left, right);
        let mut pixels = Pixels::new(columns, (self.top, self.canvas.height() as usize), self.ratio);
        paint(&mut pixels);
        if let Ok(image) = ImageData::new_with_u8_clamped_array(Clamped(&pixels.data), pixels.width as u32) {
            // Fails for places that are no numbers only.
            let _ = self.context.put_image_data(&image, columns.0 as f64, 0.0);
        }
    }

    /// Runs `paint`, which leaves no trace outside of two places.
    pub fn within(&self, left: f64, right: f64, paint: impl FnOnce(&Self)) {
        let (from, to) = self.columns(left, right);
        self.context.save();
        // Never fails: all numbers are finite.
        let _ = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        self.context.begin_path();
        self.context.rect(from as f64, 0.0, (to - from) as f64, f64::from(self.canvas.height()));
        self.context.clip();
        let _ = self.context.set_transform(self.ratio, 0.0, 0.0, self.ratio, 0.0, -self.top * self.ratio);
        paint(self);
        self.context.restore();
    }

    /// Fills the path behind everything that is there.
    pub fn fill_behind(&self, color: &str) {
        // Fails for unknown names only.
        let _ = self.context.set_global_composite_operation("destination-over");
        self.fill(color);
        let _ = self.context.set_global_composite_operation("source-over");
    }

    pub fn alpha(&self, alpha: f64) {
        self.context.set_global_alpha(alpha);
    }

    /// A path with round corners, for [`Brush::fill`] and [`Brush::stroke`].
    pub fn round_rect(&self, rect: Rect, radius: f64) {
        let Rect { left, top, .. } = rect;
        let (right, bottom) = (rect.right(), rect.bottom());
        self.context.begin_path();
        self.context.move_to(left + radius, top);
        // Fails for negative radii only.
        for (corner, end) in [
            ((right, top), (right, bottom)),
            ((right, bottom), (left, bottom)),
            ((left, bottom), (left, top)),
            ((left, top), (right, top)),
        ] {
            let _ = self.context.arc_to(corner.0, corner.1, end.0, end.1, radius);
        }
        self.context.close_path();
    }

    /// A closed path through all points.
    pub fn polygon(&self, points: &[(f64, f64)]) {
        self.context.begin_path();
        for (index, (x, y)) in points.iter().enumerate() {
            if index == 0 { self.context.move_to(*x, *y) } else { self.context.line_to(*x, *y) }
        }
        self.context.close_path();
    }

    pub fn fill(&self, color: &str) {
        self.context.set_fill_style_str(color);
        self.context.fill();
    }

    pub fn stroke(&self, color: &str, width: f64) {
        self.context.set_stroke_style_str(color);
        self.context.set_line_width(width);
        self.context.stroke();
    }

    pub fn line(&self, from: (f64, f64), to: (f64, f64), color: &str, width: f64) {
        self.context.begin_path();
        self.context.move_to(from.0, from.1);
        self.context.line_to(to.0, to.1);
        self.stroke(color, width);
    }

    /// Strokes are dashed from here on: so much line, so much gap; an empty list for none.
    pub fn dash(&self, pattern: &[f64]) {
        let list: js_sys::Array = pattern.iter().copied().map(JsValue::from_f64).collect();
        // Fails for what is no list only.
        let _ = self.context.set_line_dash(&list);
    }

    /// Text whose middle is at `x`, on the line `y`.
    pub fn text(&self, text: &str, (x, y): (f64, f64), font: &str, color: &str) {
        self.context.set_font(font);
        self.context.set_fill_style_str(color);
        // Fails for places that are no numbers only.
        let _ = self.context.fill_text(text, x, y);
    }
}
