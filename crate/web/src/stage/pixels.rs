//! A part of a picture, pixel by pixel: what is made of upright rectangles and characters goes onto a canvas in one call.

use unrolled_plots::{Rect, Rgb};

use super::glyphs::Glyph;

/// RGBA pixels of an area of the stage.
pub struct Pixels {
    pub data: Vec<u8>,
    /// Device pixels.
    pub width: usize,
    height: usize,
    /// Of the area on the stage.
    left: usize,
    top: f64,
    /// Device pixels per CSS pixel.
    ratio: f64,
}

/// Device pixels below which a cell has no rim.
const NARROW: f64 = 6.0;

/// Half-open ranges of columns and rows.
type Place = ((usize, usize), (usize, usize));

impl Pixels {
    /// Transparent, from device column `left` to `right` and `height` device pixels down from `top` CSS pixels.
    pub fn new((left, right): (usize, usize), (top, height): (f64, usize), ratio: f64) -> Self {
        let width = right - left;
        Self { data: vec![0; 4 * width * height], width, height, left, top, ratio }
    }

    /// The device pixels whose edges are nearest to those of a rectangle.
    fn place(&self, rect: Rect) -> Place {
        let device = |x: f64, end: usize| ((x * self.ratio).round().max(0.0) as usize).min(end);
        let column = |x: f64| device(x, self.left + self.width).saturating_sub(self.left);
        let row = |y: f64| device(y - self.top, self.height);
        ((column(rect.left), column(rect.right())), (row(rect.top), row(rect.bottom())))
    }

    fn fill(&mut self, ((left, right), (top, bottom)): Place, color: [u8; 4]) {
        for row in top..bottom {
            let row = &mut self.data[4 * (row * self.width + left)..4 * (row * self.width + right)];
            row.as_chunks_mut().0.fill(color);
        }
    }

    /// A rectangle in one colour; `alpha` is that of the pixels, whatever was there before.
    pub fn rect(&mut self, rect: Rect, Rgb(red, green, blue): Rgb, alpha: u8) {
        self.fill(self.place(rect), [red, green, blue, alpha]);
    }

    /// A value as a rectangle of its colour with a thin rim that is a little nearer to `ink`.
    pub fn cell(&mut self, rect: Rect, color: Rgb, ink: Rgb) {
        let place = self.place(rect);
        let ((left, right), (top, bottom)) = place;
        let opaque = |Rgb(red, green, blue): Rgb| [red, green, blue, 255];
        // Where it is narrow a rim would outweigh the value. As planned, so that all cells of a strip are alike.
        if rect.width.min(rect.height) * self.ratio < NARROW || right - left < 3 || bottom - top < 3 {
            return self.fill(place, opaque(color));
        }
        self.fill(place, opaque(rim(color, ink)));
        self.fill(((left + 1, right - 1), (top + 1, bottom - 1)), opaque(color));
    }

    /// A character with its middle at `x`, on the line `y`, where nothing is yet.
    pub fn glyph(&mut self, glyph: &Glyph, (x, y): (f64, f64)) {
        let left = (x * self.ratio - glyph.width as f64 / 2.0).round() as isize - self.left as isize;
        let top = ((y - self.top) * self.ratio - 0.75 * glyph.height as f64).round() as isize;
        for row in 0..glyph.height {
            for column in 0..glyph.width {
                let pixel = &glyph.pixels[4 * (row * glyph.width + column)..][..4];
                let (at, down) = (left + column as isize, top + row as isize);
                let is_inside = at >= 0 && at < self.width as isize && down >= 0 && down < self.height as isize;
                if is_inside && pixel[3] > 0 {
                    self.data[4 * (down as usize * self.width + at as usize)..][..4].copy_from_slice(pixel);
                }
            }
        }
    }
}

/// A seventh of the way from a colour to ink.
fn rim(color: Rgb, ink: Rgb) -> Rgb {
    let mix = |from: u8, to: u8| ((6 * u16::from(from) + u16::from(to)) / 7) as u8;
    Rgb(mix(color.0, ink.0), mix(color.1, ink.1), mix(color.2, ink.2))
}
