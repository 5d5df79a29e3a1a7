//! A plotters backend that delegates all drawing and measures text by a fixed rule.
//!
//! Plotters measures text in wasm by adding an element to the page: the page's CSS leaks into the chart, each measure is
//! a reflow, and it panics in a worker and under Node. The rule below is a little too wide for most fonts and the same
//! everywhere.

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

/// Line height in multiples of the font size.
const LINE_HEIGHT_EM: f64 = 1.2;

/// Estimated width of `text` in multiples of the font size, for a sans-serif font.
///
/// ```
/// assert!(unrolled_plots::text_width_em("10⁻³") < unrolled_plots::text_width_em("1000"));
/// ```
pub fn text_width_em(text: &str) -> f64 {
    text.chars().map(char_width_em).sum()
}

fn char_width_em(character: char) -> f64 {
    match character {
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻' => 0.42,
        ' ' | '.' | ',' | ':' | 'i' | 'l' | 'j' | '\'' | '|' => 0.3,
        'm' | 'w' | 'M' | 'W' | '∞' | '∂' | '−' => 0.85,
        'A'..='Z' => 0.66,
        // Hangul, CJK and full-width forms fill the square.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{ff00}'..='\u{ff60}' => 1.0,
        _ => 0.56,
    }
}

/// Wraps any backend; only [`DrawingBackend::estimate_text_size`] is its own.
pub struct FixedText<DB>(pub DB);

type Drawn<DB> = Result<(), DrawingErrorKind<<DB as DrawingBackend>::ErrorType>>;

impl<DB: DrawingBackend> DrawingBackend for FixedText<DB> {
    type ErrorType = DB::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.0.get_size()
    }

    fn ensure_prepared(&mut self) -> Drawn<DB> {
        self.0.ensure_prepared()
    }

    fn present(&mut self) -> Drawn<DB> {
        self.0.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn<DB> {
        self.0.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn<DB> {
        self.0.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn<DB> {
        self.0.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn<DB> {
        self.0.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn<DB> {
        self.0.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Drawn<DB> {
        self.0.fill_polygon(vertices, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn<DB> {
        self.0.draw_text(text, style, at)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let width = text_width_em(text) * style.size();
        Ok((width.ceil() as u32, (LINE_HEIGHT_EM * style.size()).ceil() as u32))
    }

    fn blit_bitmap(&mut self, at: BackendCoord, size: (u32, u32), pixels: &[u8]) -> Drawn<DB> {
        self.0.blit_bitmap(at, size, pixels)
    }
}
