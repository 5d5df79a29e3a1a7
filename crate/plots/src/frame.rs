//! What charts over steps have around their lines: margins, grid, tick labels, strips, and the way back from pixels.

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use crate::pen::{Drawn, Pen};
use crate::step_axis::StepAxis;
use crate::value_axis::strip_label;
use crate::{Mark, PlotError, Rect, Scale, Size, Theme, ValueAxis, text_width_em};

/// The axes of a chart laid over its size. CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    pub size: Size,
    /// The scale with its strips, without tick labels.
    pub plot: Rect,
    pub values: ValueAxis,
    pub steps: StepAxis,
    /// The number printed at index 0 of the horizontal axis.
    first: usize,
}

/// The last label of the horizontal axis is centred below the last point: it needs this much room.
const RIGHT_MARGIN: f64 = 20.0;
const TOP_MARGIN: f64 = 16.0;
const TICK_TO_PLOT: f64 = 8.0;
/// Between the plot's edge and the first point, so that markers are whole.
const INSET: f64 = 8.0;
const LEAST: Size = Size { width: 120.0, height: 80.0 };

impl Frame {
    pub fn new(
        size: Size,
        scale: Scale,
        series: &[&[f64]],
        (count, first): (usize, usize),
        theme: &Theme,
    ) -> Result<Self, PlotError> {
        if !(size.width >= LEAST.width && size.height >= LEAST.height) {
            return Err(PlotError::TooSmall { width: size.width, height: size.height });
        }
        let bottom = (size.height - theme.font_px - 12.0).floor();
        let values = ValueAxis::new(scale, series, (TOP_MARGIN, bottom));
        let ticks = values.ticks();
        let labels = ticks.iter().map(|(_, label)| label.as_str());
        let strips = values.strips().iter().map(|strip| strip_label(strip.mark));
        let widest = labels.chain(strips).map(text_width_em).fold(1.8, f64::max) * theme.font_px;
        let left = (widest + TICK_TO_PLOT + 4.0).ceil();
        let plot = Rect::from_edges(left, TOP_MARGIN, size.width - RIGHT_MARGIN + INSET, bottom);
        let steps = StepAxis { left: plot.left + INSET, right: plot.right() - INSET, count };
        Ok(Self { size, plot, values, steps, first })
    }

    /// Where names of series may stand: the plot and the margin above it.
    pub fn label_area(&self) -> Rect {
        Rect::from_edges(self.plot.left, 0.0, self.plot.right(), self.plot.bottom())
    }

    /// The part between two values of the scale; `None` if nothing of it is on the scale.
    pub fn band(&self, from: f64, to: f64) -> Option<Rect> {
        let (top, bottom) = (self.values.y_of_point(to), self.values.y_of_point(from));
        (bottom - top > 1.0).then(|| Rect::from_edges(self.plot.left, top, self.plot.right(), bottom))
    }

    /// Grid, tick labels and strips.
    pub fn draw<DB: DrawingBackend>(&self, pen: &Pen<DB>, theme: &Theme, highlight: Option<usize>) -> Drawn {
        self.draw_values(pen, theme)?;
        let label = |index: usize| (self.steps.x(index), (index + self.first).to_string());
        let ticks: Vec<_> = self.steps.ticks(self.first, theme.font_px).into_iter().map(label).collect();
        self.draw_labels_below(pen, theme, &ticks, highlight.map(label))
    }

    /// The vertical axis: grid, tick labels and strips.
    pub fn draw_values<DB: DrawingBackend>(&self, pen: &Pen<DB>, theme: &Theme) -> Drawn {
        let across = (self.plot.left, self.plot.right());
        let beside = self.plot.left - TICK_TO_PLOT;
        for (y, label) in self.values.ticks() {
            pen.horizontal(across, y, theme.grid)?;
            pen.text(&label, (beside, y), HPos::Right, theme.muted, false)?;
        }
        for strip in self.values.strips() {
            pen.rect(Rect::from_edges(across.0, strip.top, across.1, strip.bottom), theme.band)?;
            let edge = if strip.mark == Mark::Zero { strip.top } else { strip.bottom };
            pen.horizontal(across, edge, theme.muted)?;
            let middle = (strip.top + strip.bottom) / 2.0;
            pen.text(strip_label(strip.mark), (beside, middle), HPos::Right, theme.muted, false)?;
        }
        Ok(())
    }

    /// Labels of the horizontal axis with their places. The highlighted one is always there; others that would touch it give
    /// way.
    pub fn draw_labels_below<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        theme: &Theme,
        ticks: &[(f64, String)],
        highlight: Option<(f64, String)>,
    ) -> Drawn {
        let y = self.plot.bottom() + theme.font_px / 2.0 + 7.0;
        let half = |text: &str| text_width_em(text) * theme.font_px / 2.0;
        for (x, tick) in ticks {
            let gives_way =
                highlight.as_ref().is_some_and(|(at, text)| (at - x).abs() < half(text) + half(tick) + 10.0);
            if !gives_way {
                pen.text(tick, (*x, y), HPos::Center, theme.muted, false)?;
            }
        }
        match highlight {
            Some((x, text)) => pen.text(&text, (x, y), HPos::Center, theme.ink, true),
            None => Ok(()),
        }
    }
}

/// Refuses what no norm and no loss can be.
pub(crate) fn check_not_negative(series: usize, values: &[f64]) -> Result<(), PlotError> {
    match values.iter().position(|&value| value < 0.0) {
        Some(index) => Err(PlotError::Negative { series, index, value: values[index] }),
        None => Ok(()),
    }
}
