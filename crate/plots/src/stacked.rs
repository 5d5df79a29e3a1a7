//! ∂L/∂h_t by the step whose loss it comes from: for each t the norms ‖∂L_s/∂h_t‖₂ of all s ≥ t, stacked, and ‖∂L/∂h_t‖₂
//! as a line.
//!
//! The norm of a sum is not the sum of the norms: the line is at the top of its bar only where all contributions point the
//! same way, and lower the more of them cancel. Both are drawn as they are.

use plotters_backend::DrawingBackend;

use crate::frame::{Frame, check_not_negative};
use crate::pen::{Drawn, Pen};
use crate::series::{LineStyle, dots, draw_line, draw_markers, draw_rings};
use crate::{Identity, Mark, PlotError, Rect, Rgb, Scale, Size, Theme, ValueAxis};

/// The chart: data of one cell and what the reader points at. Steps count from 0.
#[derive(Clone, Copy, Debug)]
pub struct Stacked<'a> {
    pub size: Size,
    pub identity: Identity,
    /// ‖∂L_s/∂h_t‖₂, row t, column s; zero for s < t. Infinity and NaN are allowed: a bar with one of them has no height, and
    /// its sum stands in the strip.
    pub contributions: &'a [f64], // (T, T)
    /// ‖∂L/∂h_t‖₂.
    pub norms: &'a [f64], // (T)
    /// Every bar is divided by its sum, and the norm by the same: 1 if nothing cancels. A bar without a gradient is NaN then.
    pub shares: bool,
    /// Step of the timeline's cursor: a dashed line in the gradient's colour, a ring on its norm.
    pub cursor: Option<usize>,
    /// Step under the pointer: its column is shaded, a ring on its norm.
    pub hover: Option<usize>,
    /// The step whose loss is followed: its part of every bar is in ink.
    pub source: Option<usize>,
}

/// One part of a bar: what the loss of step `source` contributes at `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StackedPart {
    pub step: usize,
    pub source: usize,
}

/// Where everything is, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct StackedLayout {
    frame: Frame,
    /// The edges of the parts of each bar from the floor up, T − t + 1 of them; none if its sum is not finite.
    edges: Vec<Vec<f64>>, // (T, T − t + 1)
    sums: Vec<f64>,  // (T), or 1 or NaN if bars are shares
    norms: Vec<f64>, // (T)
    bar_px: f64,
}

/// Of a column; the rest is between the bars.
const BAR_SHARE: f64 = 0.72;
const MOST_BAR_PX: f64 = 36.0;
/// Narrower columns have no room between their bars.
const GAPS_FROM: f64 = 4.0;
/// Parts from this height on are parted by a line of paper.
const PARTED_FROM: f64 = 4.0;

impl StackedLayout {
    /// The area of the bars, strips included.
    pub fn plot(&self) -> Rect {
        self.frame.plot
    }

    pub fn axis(&self) -> &ValueAxis {
        &self.frame.values
    }

    /// The middle of a bar.
    pub fn x(&self, step: usize) -> f64 {
        self.frame.steps.x(step)
    }

    /// The top of a bar, or the place of its sum in a strip.
    pub fn top(&self, step: usize) -> f64 {
        self.frame.values.y(self.sums[step], 0)
    }

    /// Where the norm stands.
    pub fn norm_y(&self, step: usize) -> f64 {
        self.frame.values.y(self.norms[step], 1)
    }

    /// The step whose column is at a pixel; `None` outside of the plot.
    pub fn step_at(&self, x: f64) -> Option<usize> {
        let place = (x - self.frame.steps.left) / self.column_px() + 0.5;
        (place >= 0.0 && place < self.frame.steps.count as f64).then_some(place as usize)
    }

    /// The part of a bar at a pixel.
    pub fn hit(&self, x: f64, y: f64) -> Option<StackedPart> {
        let step = self.step_at(x)?;
        if (x - self.x(step)).abs() > self.bar_px / 2.0 {
            return None;
        }
        let part = self.edges[step].windows(2).position(|pair| y <= pair[0] && y > pair[1])?;
        Some(StackedPart { step, source: step + part })
    }

    /// The parts of a bar with their sources. What is thinner than a device pixel is drawn with the next.
    fn drawn_parts(&self, step: usize, theme: &Theme) -> Vec<(usize, Rect)> {
        let (left, right) = (self.x(step) - self.bar_px / 2.0, self.x(step) + self.bar_px / 2.0);
        let edges = &self.edges[step];
        let Some(&floor) = edges.first() else { return Vec::new() };
        let (mut parts, mut drawn) = (Vec::new(), floor);
        for (part, &top) in edges[1..].iter().enumerate() {
            let thin = drawn - top < 1.0 / theme.scale;
            if drawn == top || (thin && part + 2 < edges.len()) {
                continue;
            }
            parts.push((step + part, Rect::from_edges(left, top, right, drawn)));
            drawn = top;
        }
        parts
    }

    fn column_px(&self) -> f64 {
        let inside = self.frame.steps.right - self.frame.steps.left;
        if self.frame.steps.count > 1 { inside / (self.frame.steps.count as f64 - 1.0) } else { self.frame.plot.width }
    }
}

/// The shade of a source among so many steps, from light for the first to the full colour of the gradient for the last.
///
/// For legends. A single step has the full colour.
pub fn source_shade(source: usize, steps: usize, theme: &Theme) -> Rgb {
    let share = if steps > 1 { source as f64 / (steps as f64 - 1.0) } else { 1.0 };
    theme.surface.mixed(theme.gradient, 0.2 + 0.8 * share)
}

impl Stacked<'_> {
    /// Where everything is, without drawing.
    ///
    /// # Errors
    /// No step, contributions that are not T × T, something negative ([`PlotError::Negative`] with the step as its series, or
    /// T for the norms), a loss that reaches a later step ([`PlotError::LaterStep`]), or a chart below 120 × 80 CSS pixels.
    pub fn layout(&self, theme: &Theme) -> Result<StackedLayout, PlotError> {
        let steps = self.check()?;
        let rows: Vec<&[f64]> = self.contributions.chunks(steps).collect();
        let whole: Vec<f64> = rows.iter().map(|row| row.iter().sum()).collect();
        let unit = |step: usize| if self.shares { whole[step] } else { 1.0 };
        let sums: Vec<f64> = (0..steps).map(|step| whole[step] / unit(step)).collect();
        let norms: Vec<f64> = (0..steps).map(|step| self.norms[step] / unit(step)).collect();
        let all = sums.iter().chain(&norms).copied();
        let scale = if self.shares { Scale::Linear { top: 1.0 } } else { Scale::linear_of(all) };
        let mut frame = Frame::new(self.size, scale, &[&sums, &norms], (steps, 1), theme)?;
        // Whole columns inside of the plot, not only their middles.
        let column = (frame.steps.right - frame.steps.left) / steps as f64;
        frame.steps.left += column / 2.0;
        frame.steps.right -= column / 2.0;
        let edges_of = |step: usize| {
            let mut height = 0.0;
            let mut edges = vec![frame.values.y_of_point(0.0)];
            for part in &rows[step][step..] {
                height += part;
                edges.push(frame.values.y_of_point(height / unit(step)));
            }
            edges
        };
        let edges = (0..steps).map(|step| if sums[step].is_finite() { edges_of(step) } else { Vec::new() }).collect();
        let bar_px = if column < GAPS_FROM { column } else { (column * BAR_SHARE).min(MOST_BAR_PX) };
        Ok(StackedLayout { frame, edges, sums, norms, bar_px })
    }

    /// Draws on any plotters backend of `size × theme.scale` device pixels and says where everything is. Parts thinner than one
    /// device pixel share one.
    ///
    /// # Errors
    /// As [`Stacked::layout`], and [`PlotError::Backend`].
    pub fn draw<DB: DrawingBackend>(&self, backend: DB, theme: &Theme) -> Result<StackedLayout, PlotError> {
        let layout = self.layout(theme)?;
        let pen = Pen::new(backend, theme);
        let frame = &layout.frame;
        let steps = frame.steps.count;
        pen.rect(Rect { left: 0.0, top: 0.0, width: self.size.width, height: self.size.height }, theme.surface)?;
        let [cursor, hover] = [self.cursor, self.hover].map(|step| step.filter(|&step| step < steps));
        let upright = (frame.plot.top, frame.plot.bottom());
        if let Some(step) = hover {
            let (x, half) = (layout.x(step), layout.column_px() / 2.0);
            pen.rect(Rect::from_edges(x - half, upright.0, x + half, upright.1), theme.band)?;
        }
        frame.draw(&pen, theme, hover.or(cursor))?;
        self.draw_bars(&pen, &layout, theme)?;
        if let Some(step) = cursor {
            pen.vertical(layout.x(step), upright, theme.gradient, Some(4.0))?;
        }
        let style = self.style(layout.column_px(), theme);
        let outer = LineStyle { color: theme.gradient, ..style };
        let sums = dots(&layout.sums, |step| layout.x(step), &frame.values, 0);
        for run in sums.chunk_by(|a, b| a.mark == b.mark).filter(|run| run[0].mark != Mark::Point) {
            draw_markers(&pen, run, &outer)?;
        }
        let norms = dots(&layout.norms, |step| layout.x(step), &frame.values, 1);
        draw_line(&pen, &norms, &style)?;
        draw_markers(&pen, &norms, &style)?;
        let rings: Vec<_> = [hover, cursor].into_iter().flatten().map(|step| (norms[step], style)).collect();
        draw_rings(&pen, &rings)?;
        pen.finish()?;
        Ok(layout)
    }

    /// Source by source, since a backend may paint at once what has one colour.
    fn draw_bars<DB: DrawingBackend>(&self, pen: &Pen<DB>, layout: &StackedLayout, theme: &Theme) -> Drawn {
        let steps = layout.frame.steps.count;
        let mut parts: Vec<(usize, Rect)> = (0..steps).flat_map(|step| layout.drawn_parts(step, theme)).collect();
        parts.sort_by_key(|(source, _)| *source);
        for same in parts.chunk_by(|a, b| a.0 == b.0) {
            let source = same[0].0;
            let color = if self.source == Some(source) { theme.ink } else { source_shade(source, steps, theme) };
            same.iter().try_for_each(|(_, rect)| pen.rect(*rect, color))?;
        }
        let has_room = |rect: &Rect| rect.height >= PARTED_FROM && rect.width >= PARTED_FROM;
        let mut parted = parts.iter().map(|(_, rect)| rect).filter(|rect| has_room(rect));
        parted.try_for_each(|rect| pen.horizontal((rect.left, rect.right()), rect.top, theme.surface))
    }

    fn style(&self, spacing: f64, theme: &Theme) -> LineStyle {
        LineStyle {
            marker: self.identity.marker(),
            color: theme.cell(self.identity),
            secondary: false,
            dotted: false,
            paper: theme.surface,
            marker_gap: if spacing >= 9.0 { spacing } else { spacing * (14.0 / spacing).ceil() },
            marker_offset: 0.0,
        }
    }

    fn check(&self) -> Result<usize, PlotError> {
        let steps = self.norms.len();
        if steps == 0 {
            return Err(PlotError::Empty);
        }
        if self.contributions.len() != steps * steps {
            return Err(PlotError::Shape { rows: steps, columns: steps, found: self.contributions.len() });
        }
        for (step, row) in self.contributions.chunks(steps).enumerate() {
            check_not_negative(step, row)?;
            if let Some(source) = row[..step].iter().position(|&part| part != 0.0) {
                return Err(PlotError::LaterStep { step, source });
            }
        }
        check_not_negative(steps, self.norms)?;
        Ok(steps)
    }
}
