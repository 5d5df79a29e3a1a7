//! Singular values by rank, from σ_max on, on one absolute log scale with 1 marked: what is above it can grow, what is below
//! it shrinks.

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use crate::frame::{Frame, check_not_negative};
use crate::labels::{SeriesLabel, place_labels};
use crate::pen::{Drawn, Fill, Pen};
use crate::series::{Dot, dots};
use crate::{Identity, Mark, PlotError, Rect, Rgb, Scale, Size, Theme, ValueAxis, text_width_em};

/// What the scale shows at least: 10⁻² to 10.
pub const SINGULAR_DECADES: (i32, i32) = (-2, 1);

/// How the sets of one cell are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SingularStyle {
    /// Solid markers: W_hh.
    Solid,
    /// Hollow markers: the Jacobian of one step.
    Hollow,
    /// Small solid markers on a line: the product of many Jacobians.
    Line,
}

/// The singular values of one matrix.
#[derive(Clone, Copy, Debug)]
pub struct SingularSet<'a> {
    pub identity: Identity,
    pub style: SingularStyle,
    /// From the greatest on. Zero, infinity and NaN are allowed and drawn as such.
    pub values: &'a [f64],
    /// The ranks after those of the values.
    pub below: Option<Below<'a>>,
    /// Its name beside the dots.
    pub label: &'a str,
    /// A hidden set still counts for the scale.
    pub visible: bool,
}

/// Ranks of which nothing is known but that they are smaller than a limit: strokes that hang from it.
#[derive(Clone, Copy, Debug)]
pub struct Below<'a> {
    pub limit: f64,
    pub ranks: usize,
    /// What is said of them.
    pub label: &'a str,
}

/// The chart: data and what the reader points at.
#[derive(Clone, Copy, Debug)]
pub struct SingularValues<'a> {
    pub size: Size,
    pub sets: &'a [SingularSet<'a>],
    /// Rank under the pointer, from 0: a line, rings on the dots.
    pub hover: Option<usize>,
    /// Decades that the scale holds at least; the data can only widen it.
    pub decades: (i32, i32),
    /// Draws names into the picture: for export. The page puts HTML at [`SingularLayout::labels`].
    pub draw_text: bool,
}

/// Where everything is, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct SingularLayout {
    frame: Frame,
    pub labels: Vec<SeriesLabel>,
    /// What is said of the ranks below a limit, where there is room.
    pub limits: Vec<SeriesLabel>,
}

impl SingularLayout {
    /// The area of the dots, strips included.
    pub fn plot(&self) -> Rect {
        self.frame.plot
    }

    pub fn axis(&self) -> &ValueAxis {
        &self.frame.values
    }

    /// Where a rank stands, from 0.
    pub fn x(&self, rank: usize) -> f64 {
        self.frame.steps.x(rank)
    }

    /// Height at which `value` of the set with this index is drawn, strips included.
    pub fn y(&self, set: usize, value: f64) -> f64 {
        self.frame.values.y(value, set)
    }

    /// The rank nearest to a pixel, from 0; `None` outside of the plot.
    pub fn rank_at(&self, x: f64) -> Option<usize> {
        self.frame.steps.nearest(x)
    }
}

/// Of a visible set its index, its dots and where strokes hang from its limit.
type Rows = Vec<(usize, Vec<Dot>, Vec<Dot>)>;

/// Of a stroke that hangs from a limit.
const STROKE_PX: f64 = 6.0;
/// The scale goes on below a limit, so that there is room for what is said of it.
const ROOM_BELOW: f64 = 1e-2;

impl SingularValues<'_> {
    /// Where everything is, without drawing.
    ///
    /// # Errors
    /// No value, a negative one, values that are not from the greatest on, or a chart below 120 × 80 CSS pixels.
    pub fn layout(&self, theme: &Theme) -> Result<SingularLayout, PlotError> {
        self.prepared(theme).map(|(layout, _)| layout)
    }

    /// Draws on any plotters backend of `size × theme.scale` device pixels and says where everything is.
    ///
    /// # Errors
    /// As [`SingularValues::layout`], and [`PlotError::Backend`].
    pub fn draw<DB: DrawingBackend>(&self, backend: DB, theme: &Theme) -> Result<SingularLayout, PlotError> {
        let (layout, rows) = self.prepared(theme)?;
        let pen = Pen::new(backend, theme);
        let frame = &layout.frame;
        pen.rect(Rect { left: 0.0, top: 0.0, width: self.size.width, height: self.size.height }, theme.surface)?;
        let hover = self.hover.filter(|&rank| rank < frame.steps.count);
        frame.draw(&pen, theme, hover)?;
        let one = frame.values.y_of_point(1.0);
        pen.line(&[(frame.plot.left, one), (frame.plot.right(), one)], 1.0, theme.ink, false)?;
        if let Some(rank) = hover {
            pen.vertical(layout.x(rank), (frame.plot.top, frame.plot.bottom()), theme.muted, None)?;
        }
        for (index, dots, below) in &rows {
            self.draw_set(&pen, *index, dots, frame.steps.spacing(), theme)?;
            draw_below(&pen, below, frame.steps.spacing(), theme.cell(self.sets[*index].identity))?;
        }
        for (index, dots, _) in &rows {
            let set = &self.sets[*index];
            if let Some(dot) = hover.and_then(|rank| dots.get(rank)) {
                pen.outline(set.identity.marker(), (dot.x, dot.y), 6.5, theme.cell(set.identity))?;
            }
        }
        if self.draw_text {
            for label in &layout.labels {
                let set = &self.sets[label.series];
                let at = (label.place.left, label.place.top + label.place.height / 2.0);
                pen.text(set.label, at, HPos::Left, theme.cell(set.identity), true)?;
            }
            for limit in &layout.limits {
                let text = self.sets[limit.series].below.map_or("", |below| below.label);
                let at = (limit.place.right(), limit.place.top + limit.place.height / 2.0);
                pen.text(text, at, HPos::Right, theme.muted, false)?;
            }
        }
        pen.finish()?;
        Ok(layout)
    }

    fn draw_set<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        index: usize,
        dots: &[Dot],
        spacing: f64,
        theme: &Theme,
    ) -> Drawn {
        let set = &self.sets[index];
        let color = theme.cell(set.identity);
        // Ranks that stand close have smaller dots, but all of them.
        let radius = if set.style == SingularStyle::Line { 2.0 } else { (spacing * 0.45).clamp(2.0, 3.5) };
        if set.style == SingularStyle::Line {
            for run in dots.chunk_by(|a, b| a.mark == b.mark).filter(|run| run[0].mark == Mark::Point && run.len() > 1)
            {
                let points: Vec<(f64, f64)> = run.iter().map(|dot| (dot.x, dot.y)).collect();
                pen.line(&points, 1.25, color, false)?;
            }
        }
        for dot in dots {
            let hollow = set.style == SingularStyle::Hollow || dot.mark != Mark::Point;
            let fill = if hollow { Fill::Hollow(theme.surface) } else { Fill::Solid };
            match dot.mark {
                Mark::NotANumber => pen.cross((dot.x, dot.y), radius, color)?,
                _ => pen.marker(set.identity.marker(), (dot.x, dot.y), radius, color, fill)?,
            }
        }
        Ok(())
    }

    /// The layout and what is drawn.
    fn prepared(&self, theme: &Theme) -> Result<(SingularLayout, Rows), PlotError> {
        let count = self.check()?;
        let values: Vec<&[f64]> = self.sets.iter().map(|set| set.values).collect();
        let limits = self.sets.iter().filter_map(|set| Some(ROOM_BELOW * set.below?.limit));
        let scale = Scale::log_of(self.decades, values.iter().flat_map(|values| values.iter().copied()).chain(limits));
        let frame = Frame::new(self.size, scale, &values, (count, 1), theme)?;
        let rows: Rows = self
            .sets
            .iter()
            .enumerate()
            .filter(|(_, set)| set.visible)
            .map(|(index, set)| {
                let values = dots(set.values, |rank| frame.steps.x(rank), &frame.values, index);
                let below = set.below.map_or_else(Vec::new, |below| {
                    let x = |rank: usize| frame.steps.x(set.values.len() + rank);
                    dots(&vec![below.limit; below.ranks], x, &frame.values, index)
                });
                (index, values, below)
            })
            .collect();
        let named: Vec<(usize, &str, &[Dot])> =
            rows.iter().map(|(index, dots, _)| (*index, self.sets[*index].label, dots.as_slice())).collect();
        let limits = self.limits(&rows, &frame, theme.font_px);
        let words: Vec<Rect> = limits.iter().map(|limit| limit.place).collect();
        let one = frame.values.y_of_point(1.0);
        let line = [frame.plot.left, frame.plot.right()].map(|x| Dot { x, y: one, mark: Mark::Point });
        let labels = place_labels(&named, &[&line], &words, frame.label_area(), theme.font_px);
        Ok((SingularLayout { frame, labels, limits }, rows))
    }

    /// Below the strokes, where nothing else can be, or above their line; the later of two that would touch is left out.
    fn limits(&self, rows: &Rows, frame: &Frame, font_px: f64) -> Vec<SeriesLabel> {
        let mut limits: Vec<SeriesLabel> = Vec::new();
        for (series, _, below) in rows {
            let (Some(last), Some(text)) = (below.last(), self.sets[*series].below) else { continue };
            let (width, height) = (text_width_em(text.label) * font_px, font_px * 1.15);
            let under = last.y + STROKE_PX + 2.0;
            let top = if under + height <= frame.plot.bottom() { under } else { last.y - height - 2.0 };
            let place = Rect { left: last.x - width, top, width, height };
            if place.left >= frame.plot.left && !limits.iter().any(|limit| limit.place.overlaps(&place)) {
                limits.push(SeriesLabel { series: *series, place, leader: None });
            }
        }
        limits
    }

    fn check(&self) -> Result<usize, PlotError> {
        let ranks = |set: &SingularSet| set.values.len() + set.below.map_or(0, |below| below.ranks);
        let most = self.sets.iter().map(ranks).max().unwrap_or(0);
        if most == 0 {
            return Err(PlotError::Empty);
        }
        for (index, set) in self.sets.iter().enumerate() {
            check_not_negative(index, set.values)?;
            if let Some(rank) = (1..set.values.len()).find(|&rank| set.values[rank] > set.values[rank - 1]) {
                return Err(PlotError::Order { series: index, index: rank });
            }
        }
        Ok(most)
    }
}

/// The limit over these ranks, with a stroke below each.
fn draw_below<DB: DrawingBackend>(pen: &Pen<DB>, below: &[Dot], spacing: f64, color: Rgb) -> Drawn {
    let (Some(first), Some(last)) = (below.first(), below.last()) else { return Ok(()) };
    let beyond = (spacing * 0.4).min(3.0);
    pen.line(&[(first.x - beyond, first.y), (last.x + beyond, last.y)], 1.25, color, false)?;
    below.iter().try_for_each(|dot| pen.line(&[(dot.x, dot.y), (dot.x, dot.y + STROKE_PX)], 1.25, color, false))
}
