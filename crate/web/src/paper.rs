//! What a chart is drawn on: a canvas of the page, or the text of an SVG that is saved; with its size and its colours.
//!
//! It is one type for both, so that each chart is said once and compiled once.

use std::fmt::{self, Display};

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use plotters_svg::SVGBackend;
use unrolled_plots::{LossColors, Size, Theme};

use crate::canvas::{Surface, backend};
use crate::canvas_backend::CanvasBackend;
use crate::theme::{DarkMode, style_value};

/// Pixels of a saved picture per CSS pixel: a PNG has them, and an SVG is drawn on them and shown at half the size.
pub const SAVED_SCALE: f64 = 2.0;

pub struct Paper<'a> {
    pub backend: Backend<'a>,
    /// Whole CSS pixels.
    pub size: Size,
    pub theme: Theme,
    /// Whether names and words stand in the picture; on the page they are HTML over it.
    pub draw_text: bool,
    is_dark: bool,
}

impl Paper<'static> {
    /// A canvas in the colours of the page; `None` if it cannot be drawn on, or is not seen.
    pub fn on(surface: Surface, dark: DarkMode) -> Option<Self> {
        let (canvas, size, ratio) = surface.ready()?;
        let backend = backend(canvas, size, ratio)?;
        let size = Size { width: size.width.floor(), height: size.height.floor() };
        Some(Self { backend, size, theme: dark.charts(ratio), draw_text: false, is_dark: dark.0.get_untracked() })
    }
}

impl<'a> Paper<'a> {
    /// The text of an SVG, light whatever the page is: it is to be printed.
    pub fn svg(text: &'a mut String, size: Size) -> Self {
        let pixels = |css: f64| (css * SAVED_SCALE) as u32;
        let backend = SVGBackend::with_string(text, (pixels(size.width), pixels(size.height)));
        let theme = Theme { font_family: style_value("--font"), ..Theme::light().for_svg().with_scale(SAVED_SCALE) };
        Self { backend: Backend::Svg(backend), size, theme, draw_text: true, is_dark: false }
    }

    pub fn loss_colors(&self, decades: (i32, i32)) -> LossColors {
        if self.is_dark { LossColors::dark(decades) } else { LossColors::light(decades) }
    }
}

pub enum Backend<'a> {
    Canvas(CanvasBackend),
    Svg(SVGBackend<'a>),
}

/// What went wrong, as either backend says it.
#[derive(Debug)]
pub struct BackendError(String);

impl Display for BackendError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for BackendError {}

fn said(error: impl Display) -> DrawingErrorKind<BackendError> {
    DrawingErrorKind::DrawingError(BackendError(error.to_string()))
}

pub type Drawn = Result<(), DrawingErrorKind<BackendError>>;

/// The same on whichever backend it is.
macro_rules! either {
    ($self:ident, $backend:ident => $draw:expr) => {
        match $self {
            Backend::Canvas($backend) => $draw.map_err(said),
            Backend::Svg($backend) => $draw.map_err(said),
        }
    };
}

impl DrawingBackend for Backend<'_> {
    type ErrorType = BackendError;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Self::Canvas(backend) => backend.get_size(),
            Self::Svg(backend) => backend.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Drawn {
        either!(self, backend => backend.ensure_prepared())
    }

    fn present(&mut self) -> Drawn {
        either!(self, backend => backend.present())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        either!(self, backend => backend.draw_pixel(point, color))
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        either!(self, backend => backend.draw_line(from, to, style))
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        either!(self, backend => backend.draw_rect(from, to, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        either!(self, backend => backend.draw_path(path, style))
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        either!(self, backend => backend.draw_circle(center, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        either!(self, backend => backend.fill_polygon(corners, style))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        either!(self, backend => backend.draw_text(text, style, at))
    }
}
