//! Plotters on a canvas of the page. What has one style and follows one another is one path: plotters hands over a dashed line
//! dash by dash, and a browser takes as long for each dash that it strokes as for a whole line.

use std::mem;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::paper::{BackendError, Drawn};

pub struct CanvasBackend {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// What is in the context's path and not on the canvas yet.
    open: Option<Paint>,
    /// What the context was told last: each word for it is a string to be read by the browser.
    fill: Option<Ink>,
    stroke: Option<Ink>,
    font: String,
    anchor: [&'static str; 2],
}

/// Red, green, blue, and how opaque.
type Ink = ((u8, u8, u8), f64);

#[derive(Clone, Copy, PartialEq)]
struct Paint {
    color: Ink,
    tool: Tool,
}

#[derive(Clone, Copy, PartialEq)]
enum Tool {
    /// Of this width.
    Stroke(u32),
    Fill(Shape),
}

/// Shapes of one kind all turn the same way, so that where they overlap inside of one path there is no hole.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Rect,
    Circle,
    Polygon,
}

impl CanvasBackend {
    /// `None` if the canvas has no context for drawing.
    pub fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { canvas, context, open: None, fill: None, stroke: None, font: String::new(), anchor: [""; 2] })
    }

    fn set_fill(&mut self, color: Ink) {
        if self.fill.replace(color) != Some(color) {
            self.context.set_fill_style_str(&css(color));
        }
    }

    fn set_stroke(&mut self, color: Ink) {
        if self.stroke.replace(color) != Some(color) {
            self.context.set_stroke_style_str(&css(color));
        }
    }

    /// Calls `shape` with a context whose path is to be painted like this; nothing is to be done for what is transparent.
    fn add(&mut self, paint: Paint, shape: impl FnOnce(&CanvasRenderingContext2d)) {
        let Paint { color, tool } = paint;
        if color.1 == 0.0 {
            return;
        }
        // What shines through would be as dark where it overlaps as elsewhere.
        if self.open != Some(paint) || color.1 < 1.0 {
            self.paint();
            match tool {
                Tool::Stroke(width) => {
                    self.set_stroke(color);
                    self.context.set_line_width(f64::from(width));
                }
                Tool::Fill(_) => self.set_fill(color),
            }
            self.context.begin_path();
            self.open = Some(paint);
        }
        shape(&self.context);
    }

    fn paint(&mut self) {
        match mem::take(&mut self.open) {
            Some(Paint { tool: Tool::Stroke(_), .. }) => self.context.stroke(),
            Some(Paint { tool: Tool::Fill(_), .. }) => self.context.fill(),
            None => {}
        }
    }
}

/// What nobody has finished is drawn all the same.
impl Drop for CanvasBackend {
    fn drop(&mut self) {
        self.paint();
    }
}

impl DrawingBackend for CanvasBackend {
    type ErrorType = BackendError;

    fn get_size(&self) -> (u32, u32) {
        (self.canvas.width(), self.canvas.height())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.paint();
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        let size = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        self.add(paint(style, fill, Shape::Rect), |context| {
            context.rect(f64::from(from.0), f64::from(from.1), size.0, size.1);
        });
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.add(paint(style, false, Shape::Polygon), |context| go(context, path));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let (x, y, radius) = (f64::from(x), f64::from(y), f64::from(radius));
        self.add(paint(style, fill, Shape::Circle), |context| {
            // No line leads to it from the one before.
            context.move_to(x + radius, y);
            // Fails for a negative radius only.
            let _ = context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        self.add(paint(style, true, Shape::Polygon), |context| {
            go(context, corners);
            context.close_path();
        });
        Ok(())
    }

    /// Upright text alone, which is all that charts have.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        self.paint();
        let across = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "center",
            HPos::Right => "end",
        };
        let down = match style.anchor().v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        };
        if self.anchor != [across, down] {
            self.context.set_text_align(across);
            self.context.set_text_baseline(down);
            self.anchor = [across, down];
        }
        self.set_fill(ink(style.color()));
        let font = format!("{} {}px {}", style.style().as_str(), style.size(), style.family().as_str());
        if self.font != font {
            self.context.set_font(&font);
            self.font = font;
        }
        // Fails for no text.
        let _ = self.context.fill_text(text, f64::from(x), f64::from(y));
        Ok(())
    }
}

fn paint<S: BackendStyle>(style: &S, fill: bool, shape: Shape) -> Paint {
    Paint { color: ink(style.color()), tool: if fill { Tool::Fill(shape) } else { Tool::Stroke(style.stroke_width()) } }
}

fn go(context: &CanvasRenderingContext2d, path: impl IntoIterator<Item = BackendCoord>) {
    let mut path = path.into_iter().map(|(x, y)| (f64::from(x), f64::from(y)));
    if let Some((x, y)) = path.next() {
        context.move_to(x, y);
    }
    path.for_each(|(x, y)| context.line_to(x, y));
}

fn ink(BackendColor { rgb, alpha }: BackendColor) -> Ink {
    (rgb, alpha)
}

fn css(((r, g, b), alpha): Ink) -> String {
    if alpha < 1.0 { format!("rgba({r},{g},{b},{alpha})") } else { format!("#{r:02x}{g:02x}{b:02x}") }
}
