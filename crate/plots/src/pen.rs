//! Lines, markers and text in CSS pixels on plotters' drawing areas: the one place where the device pixel ratio is applied.

use plotters::coord::Shift;
use plotters::element::{Circle, DashedPathElement, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::prelude::{Color, DrawingArea, IntoDrawingArea, RGBColor, ShapeStyle, TextStyle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle};
use plotters_backend::{BackendCoord, DrawingBackend};

use crate::{FixedText, Marker, PlotError, Rect, Rgb, Theme};

/// Whether a marker shows its colour inside or only as its outline, over this paper.
#[derive(Clone, Copy)]
pub(crate) enum Fill {
    Solid,
    Hollow(Rgb),
}

pub(crate) struct Pen<'a, DB: DrawingBackend> {
    area: DrawingArea<FixedText<DB>, Shift>,
    theme: &'a Theme,
}

pub(crate) type Drawn = Result<(), PlotError>;

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    pub fn new(backend: DB, theme: &'a Theme) -> Self {
        Self { area: FixedText(backend).into_drawing_area(), theme }
    }

    /// Tells the backend that the picture is complete.
    pub fn finish(self) -> Drawn {
        self.area.present().map_err(backend_error)
    }

    pub fn rect(&self, rect: Rect, color: Rgb) -> Drawn {
        let corners = [self.device((rect.left, rect.top)), self.device((rect.right(), rect.bottom()))];
        self.draw(&Rectangle::new(corners, style(color, 1).filled()))
    }

    /// A rectangle with an outline of one pixel inside of its edges; as wide as the outline, it is filled with it.
    pub fn framed(&self, rect: Rect, outline: Rgb, fill: Rgb) -> Drawn {
        self.rect(rect, outline)?;
        let inside = rect.grown(-1.0);
        if inside.width > 0.0 && inside.height > 0.0 { self.rect(inside, fill) } else { Ok(()) }
    }

    /// Horizontal stripes, two pixels of every four, at the same heights in all rectangles of a chart.
    pub fn stripes(&self, rect: Rect, color: Rgb) -> Drawn {
        let ((left, top), (right, bottom)) =
            (self.device((rect.left, rect.top)), self.device((rect.right(), rect.bottom())));
        let period = self.stroke(4.0) as i32;
        let first = top.div_euclid(period) * period;
        for y in (first..bottom).step_by(period as usize) {
            let (from, to) = (y.max(top), (y + period / 2).min(bottom));
            if from < to {
                self.draw(&Rectangle::new([(left, from), (right, to)], style(color, 1).filled()))?;
            }
        }
        Ok(())
    }

    /// A filled polygon, `opacity` from 0 to 1.
    pub fn polygon(&self, corners: &[(f64, f64)], color: Rgb, opacity: f64) -> Drawn {
        let corners: Vec<BackendCoord> = corners.iter().map(|&corner| self.device(corner)).collect();
        self.draw(&Polygon::new(corners, rgb(color).mix(opacity).filled()))
    }

    /// A filled rectangle: a stroke on whole pixels would be blurred over two rows of a canvas.
    pub fn horizontal(&self, (left, right): (f64, f64), y: f64, color: Rgb) -> Drawn {
        let ((left, top), (right, _)) = (self.device((left, y)), self.device((right, y)));
        let corners = [(left, top), (right, top + self.stroke(1.0) as i32)];
        self.draw(&Rectangle::new(corners, style(color, 1).filled()))
    }

    /// A vertical line, in dashes of `dash` pixels if that is given.
    pub fn vertical(&self, x: f64, (top, bottom): (f64, f64), color: Rgb, dash: Option<f64>) -> Drawn {
        let length = dash.unwrap_or(bottom - top);
        let width = self.stroke(1.25) as i32;
        let mut y = top;
        while y < bottom {
            let (from, to) = (self.device((x, y)), self.device((x, (y + length).min(bottom))));
            let left = from.0 - width / 2;
            self.draw(&Rectangle::new([(left, from.1), (left + width, to.1)], style(color, 1).filled()))?;
            y += length * 1.8;
        }
        Ok(())
    }

    pub fn line(&self, points: &[(f64, f64)], width: f64, color: Rgb, dashed: bool) -> Drawn {
        let points: Vec<BackendCoord> = points.iter().map(|&point| self.device(point)).collect();
        let style = style(color, self.stroke(width));
        if dashed {
            self.draw(&DashedPathElement::new(points, self.stroke(5.0), self.stroke(3.0), style))
        } else {
            self.draw(&PathElement::new(points, style))
        }
    }

    pub fn dotted(&self, points: &[(f64, f64)], width: f64, color: Rgb) -> Drawn {
        let points: Vec<BackendCoord> = points.iter().map(|&point| self.device(point)).collect();
        let style = style(color, self.stroke(width));
        self.draw(&DashedPathElement::new(points, self.stroke(1.5), self.stroke(3.5), style))
    }

    /// A filled disc.
    pub fn circle(&self, center: (f64, f64), radius: f64, color: Rgb) -> Drawn {
        let device = quantized(radius * self.theme.scale) as i32;
        self.draw(&Circle::new(self.device(center), device, style(color, 1).filled()))
    }

    pub fn circle_line(&self, center: (f64, f64), radius: f64, width: f64, color: Rgb) -> Drawn {
        let device = quantized(radius * self.theme.scale) as i32;
        self.draw(&Circle::new(self.device(center), device, style(color, self.stroke(width))))
    }

    /// Dashes of about six pixels; nothing for a radius below one pixel.
    pub fn dashed_circle(&self, (x, y): (f64, f64), radius: f64, width: f64, color: Rgb) -> Drawn {
        if radius < 1.0 {
            return Ok(());
        }
        let dashes = (radius * std::f64::consts::TAU / 10.0).ceil().max(6.0) as usize;
        let point = |turn: f64| {
            let angle = turn * std::f64::consts::TAU / dashes as f64;
            (x + radius * libm::cos(angle), y - radius * libm::sin(angle))
        };
        (0..dashes)
            .map(|dash| dash as f64)
            .try_for_each(|dash| self.line(&[-0.3, 0.0, 0.3].map(|part| point(dash + part)), width, color, false))
    }

    /// A marker of the given radius; hollow ones are an outline around the paper.
    pub fn marker(&self, shape: Marker, at: (f64, f64), radius: f64, color: Rgb, fill: Fill) -> Drawn {
        self.markers(shape, &[at], radius, color, fill)
    }

    /// Markers that do not touch one another: colour by colour, since a backend may paint at once what has one colour.
    pub fn markers(&self, shape: Marker, places: &[(f64, f64)], radius: f64, color: Rgb, fill: Fill) -> Drawn {
        places.iter().try_for_each(|&at| self.shape(shape, at, radius, color))?;
        match fill {
            Fill::Hollow(paper) => places.iter().try_for_each(|&at| self.shape(shape, at, radius - 1.75, paper)),
            Fill::Solid => Ok(()),
        }
    }

    /// Only the outline, so that markers on one place all stay to be seen.
    pub fn outline(&self, shape: Marker, (x, y): (f64, f64), radius: f64, color: Rgb) -> Drawn {
        let stroke = 1.75;
        let corners = match shape {
            Marker::Disc => {
                let device = quantized(radius * self.theme.scale).max(1.0) as i32;
                return self.draw(&Circle::new(self.device((x, y)), device, style(color, self.stroke(stroke))));
            }
            Marker::Square => {
                let half = radius * 0.9;
                vec![(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
            }
            Marker::Triangle => triangle((x, y), radius).to_vec(),
        };
        // Once around and one side more: the first corner is joined like the others.
        let around: Vec<(f64, f64)> = corners.iter().chain(&corners[..2]).copied().collect();
        self.line(&around, stroke, color, false)
    }

    /// ×
    pub fn cross(&self, (x, y): (f64, f64), radius: f64, color: Rgb) -> Drawn {
        self.line(&[(x - radius, y - radius), (x + radius, y + radius)], 1.75, color, false)?;
        self.line(&[(x - radius, y + radius), (x + radius, y - radius)], 1.75, color, false)
    }

    pub fn text(&self, text: &str, at: (f64, f64), h_pos: HPos, color: Rgb, bold: bool) -> Drawn {
        let size = self.theme.font_px * self.theme.font_factor * self.theme.scale;
        // Not `into_font`, which looks for generic families among all of Unicode's letters.
        let style = if bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(self.theme.font_family.as_str()), size, style);
        let color = rgb(color);
        let style = TextStyle::from(font).color(&color).pos(Pos::new(h_pos, VPos::Center));
        self.area.draw_text(text, &style, self.device(at)).map_err(backend_error)
    }

    /// Discs, squares and triangles of the same weight for the eye at the same radius.
    fn shape(&self, shape: Marker, (x, y): (f64, f64), radius: f64, color: Rgb) -> Drawn {
        let style = style(color, 1).filled();
        match shape {
            Marker::Disc => {
                let device = quantized(radius * self.theme.scale).max(1.0) as i32;
                self.draw(&Circle::new(self.device((x, y)), device, style))
            }
            Marker::Square => {
                let (center, half) = (self.device((x, y)), quantized(radius * 0.9 * self.theme.scale) as i32);
                let corners = [(center.0 - half, center.1 - half), (center.0 + half, center.1 + half)];
                self.draw(&Rectangle::new(corners, style))
            }
            Marker::Triangle => {
                let corners = triangle((x, y), radius).map(|corner| self.device(corner));
                self.draw(&Polygon::new(corners.to_vec(), style))
            }
        }
    }

    fn draw<E>(&self, element: &E) -> Drawn
    where
        for<'b> &'b E: PointCollection<'b, BackendCoord>,
        E: Drawable<FixedText<DB>>,
    {
        self.area.draw(element).map_err(backend_error)
    }

    fn device(&self, (x, y): (f64, f64)) -> BackendCoord {
        (quantized(x * self.theme.scale) as i32, quantized(y * self.theme.scale) as i32)
    }

    fn stroke(&self, width: f64) -> u32 {
        quantized(width * self.theme.scale).max(1.0) as u32
    }
}

fn triangle((x, y): (f64, f64), radius: f64) -> [(f64, f64); 3] {
    let (wide, up, down) = (radius * 1.15, radius * 1.25, radius * 0.85);
    [(x, y - up), (x + wide, y + down), (x - wide, y + down)]
}

/// To whole pixels, halves up.
fn quantized(device_px: f64) -> f64 {
    (device_px + 0.5).floor()
}

fn style(color: Rgb, stroke: u32) -> ShapeStyle {
    ShapeStyle::from(rgb(color)).stroke_width(stroke)
}

fn rgb(Rgb(r, g, b): Rgb) -> RGBColor {
    RGBColor(r, g, b)
}

fn backend_error(error: impl std::fmt::Display) -> PlotError {
    PlotError::Backend(error.to_string())
}
