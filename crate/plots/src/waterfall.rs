//! Where the gradient dies: how each step of backpropagation changes ‖∂L/∂h_t‖₂, in up to three parts, as a waterfall.
//!
//! The way from step t to t − 1 multiplies the norm by three factors, those of weights, saturation and gates. On a log scale
//! they add up, so that floating bars lead exactly from the level of t to what leaves for t − 1. An RNN has no gates, and so
//! two bars. Time runs as on the stage: the levels of h_0 (the initial state), h_1 … h_T stand from left to right, and the
//! gradient goes from right to left: to what would leave with an open road and nothing saturated, to what would leave with
//! an open road, to what leaves. What a step's own loss adds to the gradient that came is an upright line at its level.
//!
//! The parts are told apart by solid, striped and hollow bars in the gradient's one colour.

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use crate::frame::{Frame, check_not_negative};
use crate::pen::{Drawn, Pen};
use crate::series::{Dot, LineStyle, dots, draw_markers, draw_rings};
use crate::waterfall_bars::{Column, WaterfallBar, bars, columns, steps_per_column};
use crate::waterfall_wedge::WaterfallWedge;
use crate::{EXPLODING_ABOVE, Identity, PlotError, Rect, Scale, Size, Theme, VANISHED_BELOW, ValueAxis};

/// What takes its share of the gradient between two steps, in the order in which the bars stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaterfallPart {
    /// What would be done with an open road and nothing saturated: hollow.
    Weights,
    /// Striped.
    Saturation,
    /// Solid.
    Gates,
}

impl WaterfallPart {
    pub const ALL: [WaterfallPart; 3] = [WaterfallPart::Weights, WaterfallPart::Saturation, WaterfallPart::Gates];

    /// Fills a picture with the part's pattern, for a legend.
    ///
    /// # Errors
    /// [`PlotError::Backend`].
    pub fn draw_swatch<DB: DrawingBackend>(self, backend: DB, size: Size, theme: &Theme) -> Drawn {
        let pen = Pen::new(backend, theme);
        self.fill(&pen, Rect { left: 0.0, top: 0.0, width: size.width, height: size.height }, theme)?;
        pen.finish()
    }

    pub(crate) fn fill<DB: DrawingBackend>(self, pen: &Pen<DB>, rect: Rect, theme: &Theme) -> Drawn {
        match self {
            WaterfallPart::Gates => pen.rect(rect, theme.gradient),
            WaterfallPart::Saturation => {
                pen.rect(rect, theme.surface.mixed(theme.gradient, 0.35))?;
                pen.stripes(rect, theme.gradient)
            }
            WaterfallPart::Weights => pen.framed(rect, theme.gradient, theme.surface),
        }
    }
}

/// The move of one step: what arrives at h_t, and what leaves for h_{t−1}.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaterfallStep {
    /// ‖∂L/∂h_t‖₂ with the step's own loss (for the LSTM of the pair h_t, c_t). Zero, infinity and NaN are allowed.
    pub before: f64,
    /// The norm of what arrives at t − 1, before the loss of t − 1 is added.
    pub after: f64,
    /// log₁₀ of the three factors, in the order of [`WaterfallPart::ALL`]; `None` where there is no gradient to follow. −∞ is
    /// a factor of exactly zero.
    pub log10_factors: Option<[f64; 3]>,
}

/// Words in the bands.
#[derive(Clone, Copy, Debug)]
pub struct WaterfallWords<'a> {
    pub vanished: &'a str,
    pub exploding: &'a str,
}

/// The chart: data of one cell and what the reader points at.
#[derive(Clone, Copy, Debug)]
pub struct Waterfall<'a> {
    pub size: Size,
    pub identity: Identity,
    /// First step first.
    pub steps: &'a [WaterfallStep], // (T)
    /// The parts that the cell has, in the order of [`WaterfallPart::ALL`].
    pub parts: &'a [WaterfallPart],
    /// The step and the part that cost most, marked with a wedge that names the step.
    pub costliest: Option<(usize, WaterfallPart)>,
    /// Step of the timeline's cursor, from 0: a dashed line in the gradient's colour, a ring on its level.
    pub cursor: Option<usize>,
    /// Step under the pointer, from 0: its move is shaded, a ring on its level.
    pub hover: Option<usize>,
    /// Decades that the scale holds at least; the data can only widen it.
    pub decades: (i32, i32),
    /// Drawn into the picture: for export. The page puts HTML into [`WaterfallLayout::vanished`] and its like.
    pub words: Option<WaterfallWords<'a>>,
}

/// Where everything is, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallLayout {
    frame: Frame,
    /// All bars, from the last step to the first and in the order of [`Waterfall::parts`].
    pub bars: Vec<WaterfallBar>,
    /// Steps that share their bars, if steps are too narrow for their own: the bars show the sums of their parts (and the
    /// upright line what all of their losses add), and the caption must say so. Otherwise 1.
    pub steps_per_column: usize,
    pub costliest: Option<WaterfallWedge>,
    /// Below [`VANISHED_BELOW`], down to the floor of the scale.
    pub vanished: Option<Rect>,
    /// Above [`EXPLODING_ABOVE`], up to the top of the scale.
    pub exploding: Option<Rect>,
    columns: Vec<Column>,
}

impl WaterfallLayout {
    /// The area of the bars, strips included.
    pub fn plot(&self) -> Rect {
        self.frame.plot
    }

    pub fn axis(&self) -> &ValueAxis {
        &self.frame.values
    }

    /// Where the level of a step stands, counted from 0: the right end of its move. What reaches h_0 stands at
    /// [`WaterfallLayout::initial_x`].
    pub fn x(&self, step: usize) -> f64 {
        self.frame.steps.x(step + 1)
    }

    pub fn initial_x(&self) -> f64 {
        self.frame.steps.x(0)
    }

    /// Height of a norm, strips included.
    pub fn y(&self, norm: f64) -> f64 {
        self.frame.values.y(norm, 0)
    }

    /// The step, from 0, whose move or level is at a pixel; `None` outside of the plot.
    pub fn step_at(&self, x: f64) -> Option<usize> {
        self.frame.steps.nearest(x)?;
        // A marker belongs to its step on both sides.
        let place = (x - self.frame.steps.left) / self.frame.steps.spacing() - 0.15;
        Some((place.ceil().max(1.0) as usize).min(self.frame.steps.count - 1) - 1)
    }

    /// The first and the last of the steps that share bars with this one; `None` if it has no bars.
    pub fn column_of(&self, step: usize) -> Option<(usize, usize)> {
        self.bars.iter().find(|bar| bar.has(step)).map(|bar| (bar.first, bar.last))
    }

    /// Whether each bar is of [`WaterfallLayout::steps_per_column`] steps, and none of fewer.
    pub fn shares_evenly(&self) -> bool {
        self.bars.iter().all(|bar| bar.last + 1 - bar.first == self.steps_per_column)
    }

    /// The bar at a pixel; a bar without height can be hit within three pixels of its level.
    pub fn hit(&self, x: f64, y: f64) -> Option<&WaterfallBar> {
        self.bars.iter().find(|bar| {
            let slack = (3.0 - bar.place.height / 2.0).max(0.0);
            x >= bar.place.left
                && x < bar.place.right()
                && y >= bar.place.top - slack
                && y <= bar.place.bottom() + slack
        })
    }
}

/// Least distance of levels that all have their marker.
const EVERY_MARKER_FROM: f64 = 15.0;
/// Width of a chart that is not for its steps, about.
const AROUND_PX: f64 = 80.0;

impl Waterfall<'_> {
    /// Where everything is, without drawing.
    ///
    /// # Errors
    /// No step, a negative norm ([`PlotError::Negative`] with the step as its series), parts that do not add up ([`PlotError::Sum`]), or a chart below 120 × 80 CSS pixels.
    pub fn layout(&self, theme: &Theme) -> Result<WaterfallLayout, PlotError> {
        check(self.steps, self.parts)?;
        let levels = self.levels();
        let steps_per_column = steps_per_column(self.steps.len(), self.size.width - AROUND_PX);
        let columns = columns(self.steps, self.parts, steps_per_column);
        let held = columns.iter().flat_map(Column::exponents).map(|exponent| libm::pow(10.0, exponent));
        let scale = Scale::log_of(self.decades, held.chain(levels.iter().copied()));
        let afters = self.steps.iter().map(|step| step.after);
        let strips: Vec<f64> = levels.iter().copied().chain(afters).collect();
        let frame = Frame::new(self.size, scale, &[&strips], (self.steps.len() + 1, 0), theme)?;
        let bars = bars(&columns, &frame);
        let costliest = self
            .costliest
            .and_then(|(step, part)| WaterfallWedge::on((step, part), &bars, frame.label_area(), theme.font_px));
        let (vanished, exploding) = (frame.band(0.0, VANISHED_BELOW), frame.band(EXPLODING_ABOVE, f64::INFINITY));
        Ok(WaterfallLayout { frame, bars, steps_per_column, costliest, vanished, exploding, columns })
    }

    /// Draws on any plotters backend of `size × theme.scale` device pixels and says where everything is.
    ///
    /// # Errors
    /// As [`Waterfall::layout`], and [`PlotError::Backend`].
    pub fn draw<DB: DrawingBackend>(&self, backend: DB, theme: &Theme) -> Result<WaterfallLayout, PlotError> {
        let layout = self.layout(theme)?;
        let pen = Pen::new(backend, theme);
        let frame = &layout.frame;
        pen.rect(Rect { left: 0.0, top: 0.0, width: self.size.width, height: self.size.height }, theme.surface)?;
        self.draw_bands(&pen, &layout, theme)?;
        let known = |step: &usize| *step < self.steps.len();
        let (cursor, hover) = (self.cursor.filter(known), self.hover.filter(known));
        let upright = (frame.plot.top, frame.plot.bottom());
        if let Some(step) = hover {
            let (left, right) = (frame.steps.x(step), frame.steps.x(step + 1));
            pen.rect(Rect::from_edges(left, upright.0, right, upright.1), theme.band)?;
        }
        frame.draw(&pen, theme, hover.or(cursor).map(|step| step + 1))?;
        if let Some(step) = cursor {
            pen.vertical(layout.x(step), upright, theme.gradient, Some(4.0))?;
        }
        layout.draw_levels(&pen, theme)?;
        for bar in &layout.bars {
            bar.part.fill(&pen, bar.place, theme)?;
        }
        if let Some(wedge) = &layout.costliest {
            wedge.draw(&pen, theme)?;
        }
        let style = self.style(frame.steps.spacing(), theme);
        let dots = dots(&self.levels(), |point| frame.steps.x(point), &frame.values, 0);
        draw_markers(&pen, &dots, &style)?;
        let rings: Vec<(Dot, LineStyle)> =
            [hover, cursor].into_iter().flatten().map(|step| (dots[step + 1], style)).collect();
        draw_rings(&pen, &rings)?;
        pen.finish()?;
        Ok(layout)
    }

    /// The bands of the flow chart, each with a line at its limit, so that it is seen where a bar crosses it.
    fn draw_bands<DB: DrawingBackend>(&self, pen: &Pen<DB>, layout: &WaterfallLayout, theme: &Theme) -> Drawn {
        let right = layout.frame.plot.right() - 6.0;
        let words = self.words.map_or(["", ""], |words| [words.vanished, words.exploding]);
        let vanished = layout.vanished.map(|band| (band, band.top, band.bottom() - 11.0, words[0]));
        let exploding = layout.exploding.map(|band| (band, band.bottom(), band.top + 11.0, words[1]));
        for (band, limit, middle, text) in [vanished, exploding].into_iter().flatten() {
            pen.rect(band, theme.band)?;
            pen.line(&[(band.left, limit), (band.right(), limit)], 1.0, theme.muted, true)?;
            if !text.is_empty() {
                pen.text(text, (right, middle), HPos::Right, theme.muted, false)?;
            }
        }
        Ok(())
    }

    /// What reaches h_0, then ‖∂L/∂h_t‖ of each step.
    fn levels(&self) -> Vec<f64> {
        let initial = self.steps.first().map(|step| step.after);
        initial.into_iter().chain(self.steps.iter().map(|step| step.before)).collect()
    }

    fn style(&self, spacing: f64, theme: &Theme) -> LineStyle {
        LineStyle {
            marker: self.identity.marker(),
            color: theme.cell(self.identity),
            secondary: false,
            dotted: false,
            paper: theme.surface,
            marker_gap: spacing,
            // Narrow steps leave room for the marks of zero, infinity and NaN only.
            marker_offset: if spacing >= EVERY_MARKER_FROM { 0.0 } else { f64::INFINITY },
        }
    }
}

impl WaterfallLayout {
    /// The levels between the bars of each column, and what losses add from column to column.
    fn draw_levels<DB: DrawingBackend>(&self, pen: &Pen<DB>, theme: &Theme) -> Drawn {
        let y = |exponent: f64| self.frame.values.y_of_exponent(exponent, 0);
        let mut left_over = None;
        for column in &self.columns {
            let (start, end) = (self.frame.steps.x(column.last + 1), self.frame.steps.x(column.first));
            let exponents = column.exponents();
            let own = self.bars.iter().filter(|bar| bar.first == column.first);
            let lefts = own.map(|bar| bar.place.left).chain([end]);
            let mut right = start;
            for (left, exponent) in lefts.zip(&exponents) {
                pen.horizontal((left, right), y(*exponent), theme.gradient)?;
                right = left;
            }
            let came =
                left_over.filter(|&(first, came): &(usize, f64)| first == column.last + 1 && came != column.start);
            if let Some((_, came)) = came {
                pen.line(&[(start, y(came)), (start, y(column.start))], 1.5, theme.ink, false)?;
            }
            left_over = exponents.last().map(|&exponent| (column.first, exponent));
        }
        Ok(())
    }
}

/// Decades by which parts and norms may differ: the rounding of their logarithms.
const SUM_TOLERANCE: f64 = 1e-6;
/// Smaller norms have lost digits.
const EXACT_FROM: f64 = 1e-290;

fn check(steps: &[WaterfallStep], parts: &[WaterfallPart]) -> Result<(), PlotError> {
    if steps.is_empty() {
        return Err(PlotError::Empty);
    }
    for (index, step) in steps.iter().enumerate() {
        check_not_negative(index, &[step.before, step.after])?;
        let sum = |factors: [f64; 3]| parts.iter().map(|&part| factors[part as usize]).sum();
        let sum = step.log10_factors.map_or(f64::NAN, sum);
        let whole = libm::log10(step.after) - libm::log10(step.before);
        let exact = [step.before, step.after].iter().all(|norm| (EXACT_FROM..f64::INFINITY).contains(norm));
        let agree = (sum - whole).abs() <= SUM_TOLERANCE * whole.abs().max(1.0);
        if exact && !agree {
            return Err(PlotError::Sum { step: index, parts: sum, whole });
        }
    }
    Ok(())
}
