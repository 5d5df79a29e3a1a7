//! A quantity of many runs against sequence length: the median as a line, the quartiles as a band, on one absolute log scale.

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use crate::frame::{Frame, check_not_negative};
use crate::labels::{SeriesLabel, place_labels};
use crate::pen::{Drawn, Pen};
use crate::place_axis::PlaceAxis;
use crate::series::{Dot, LineStyle, dots, draw_line, draw_markers, draw_rings};
use crate::{Identity, PlotError, Rect, Scale, Size, Theme, ValueAxis};

/// One line with its band. Zero, infinity and NaN are allowed everywhere and drawn as such.
#[derive(Clone, Copy, Debug)]
pub struct BandSeries<'a> {
    pub identity: Identity,
    /// A second line of the same cell, such as its clipped gradient: thinner, dashed, with hollow markers.
    pub secondary: bool,
    pub medians: &'a [f64], // (lengths)
    /// Lower and upper quartiles.
    pub quartiles: Option<[&'a [f64]; 2]>, // (lengths) each
    /// Least and greatest values, as whiskers.
    pub extremes: Option<[&'a [f64]; 2]>, // (lengths) each
    /// Its name beside the line.
    pub label: &'a str,
    /// A hidden series still counts for the scale, so that showing it moves nothing.
    pub visible: bool,
}

/// The chart: data and what the reader points at.
#[derive(Clone, Copy, Debug)]
pub struct Bands<'a> {
    pub size: Size,
    /// The lengths T that were measured, ascending.
    pub lengths: &'a [usize],
    /// Lengths on a log axis too: an exponential is a straight line only if they are not.
    pub log_lengths: bool,
    pub series: &'a [BandSeries<'a>],
    /// Index into `lengths` of what is pointed at: a line, and rings on the medians.
    pub hover: Option<usize>,
    /// Decades that the scale holds at least; the data can only widen it.
    pub decades: (i32, i32),
    /// A value with a dashed line of its own, such as the limit of clipping.
    pub limit: Option<f64>,
    /// Draws names into the picture: for export. The page puts HTML at [`BandsLayout::labels`].
    pub draw_text: bool,
}

/// Where everything is, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct BandsLayout {
    frame: Frame,
    lengths: PlaceAxis,
    pub labels: Vec<SeriesLabel>,
    /// Height of the limit's line.
    pub limit_y: Option<f64>,
}

impl BandsLayout {
    /// The area of the lines, strips included.
    pub fn plot(&self) -> Rect {
        self.frame.plot
    }

    pub fn axis(&self) -> &ValueAxis {
        &self.frame.values
    }

    /// Where the length with this index stands.
    pub fn x(&self, index: usize) -> f64 {
        self.lengths.x(index)
    }

    /// Height at which `value` of the series with this index is drawn, strips included.
    pub fn y(&self, series: usize, value: f64) -> f64 {
        self.frame.values.y(value, series)
    }

    /// Index of the length nearest to a pixel; `None` outside of the plot.
    pub fn length_at(&self, x: f64) -> Option<usize> {
        self.lengths.nearest(x)
    }
}

/// The dots of the median of each visible series, with its index.
type Lines = Vec<(usize, Vec<Dot>)>;

const BAND_OPACITY: f64 = 0.2;
const SECONDARY_BAND_OPACITY: f64 = 0.1;
/// Half the width of a whisker's end, and of a band at a single length.
const HALF_PX: f64 = 3.0;
/// Between the whiskers of two series at one length.
const WHISKER_GAP: f64 = 5.0;

impl Bands<'_> {
    /// Where everything is, without drawing.
    ///
    /// # Errors
    /// No length or no series, a series of another length, lengths that do not ascend, a negative value, a median outside of
    /// its quartiles or quartiles outside of the extremes, or a chart below 120 × 80 CSS pixels.
    pub fn layout(&self, theme: &Theme) -> Result<BandsLayout, PlotError> {
        self.prepared(theme).map(|(layout, _)| layout)
    }

    /// Draws on any plotters backend of `size × theme.scale` device pixels and says where everything is.
    ///
    /// # Errors
    /// As [`Bands::layout`], and [`PlotError::Backend`].
    pub fn draw<DB: DrawingBackend>(&self, backend: DB, theme: &Theme) -> Result<BandsLayout, PlotError> {
        let (layout, lines) = self.prepared(theme)?;
        let pen = Pen::new(backend, theme);
        let frame = &layout.frame;
        pen.rect(Rect { left: 0.0, top: 0.0, width: self.size.width, height: self.size.height }, theme.surface)?;
        frame.draw_values(&pen, theme)?;
        let hover = self.hover.filter(|&index| index < self.lengths.len());
        let ticks = layout.lengths.ticks(theme.font_px);
        frame.draw_labels_below(&pen, theme, &ticks, hover.map(|index| layout.lengths.label(index)))?;
        if let Some(y) = layout.limit_y {
            pen.line(&[(frame.plot.left, y), (frame.plot.right(), y)], 1.0, theme.muted, true)?;
        }
        if let Some(index) = hover {
            pen.vertical(layout.x(index), (frame.plot.top, frame.plot.bottom()), theme.muted, None)?;
        }
        for (index, _) in &lines {
            self.draw_band(&pen, &layout, *index, theme)?;
        }
        for (place, (index, _)) in lines.iter().enumerate() {
            let aside = (place as f64 - (lines.len() as f64 - 1.0) / 2.0) * WHISKER_GAP;
            self.draw_whiskers(&pen, &layout, *index, aside, theme)?;
        }
        let styles: Vec<LineStyle> = lines.iter().map(|(index, _)| self.style(*index, theme)).collect();
        for ((_, dots), style) in lines.iter().zip(&styles) {
            draw_line(&pen, dots, style)?;
        }
        for ((_, dots), style) in lines.iter().zip(&styles) {
            draw_markers(&pen, dots, style)?;
        }
        if let Some(point) = hover {
            let rings: Vec<_> = lines.iter().zip(&styles).map(|((_, dots), style)| (dots[point], *style)).collect();
            draw_rings(&pen, &rings)?;
        }
        if self.draw_text {
            for label in &layout.labels {
                let series = &self.series[label.series];
                let at = (label.place.left, label.place.top + label.place.height / 2.0);
                pen.text(series.label, at, HPos::Left, theme.cell(series.identity), true)?;
            }
        }
        pen.finish()?;
        Ok(layout)
    }

    /// The layout and the medians.
    fn prepared(&self, theme: &Theme) -> Result<(BandsLayout, Lines), PlotError> {
        self.check()?;
        // All values of a series: its strips hold its whiskers too.
        let all: Vec<Vec<f64>> = self.series.iter().map(|series| series.rows().flatten().copied().collect()).collect();
        let rows: Vec<&[f64]> = all.iter().map(Vec::as_slice).collect();
        let scale = Scale::log_of(self.decades, all.iter().flatten().copied().chain(self.limit));
        let frame = Frame::new(self.size, scale, &rows, (self.lengths.len(), 0), theme)?;
        let lengths = PlaceAxis::new((frame.steps.left, frame.steps.right), self.lengths, self.log_lengths);
        let shown = self.series.iter().enumerate().filter(|(_, series)| series.visible);
        let lines: Lines = shown
            .map(|(index, series)| (index, dots(series.medians, |point| lengths.x(point), &frame.values, index)))
            .collect();
        let named: Vec<(usize, &str, &[Dot])> =
            lines.iter().map(|(index, dots)| (*index, self.series[*index].label, dots.as_slice())).collect();
        let labels = place_labels(&named, &[], &[], frame.label_area(), theme.font_px);
        let limit_y =
            self.limit.filter(|&limit| limit > 0.0 && limit.is_finite()).map(|limit| frame.values.y(limit, 0));
        Ok((BandsLayout { frame, lengths, labels, limit_y }, lines))
    }

    fn check(&self) -> Result<(), PlotError> {
        let wanted = self.lengths.len();
        if wanted == 0 || self.series.is_empty() {
            return Err(PlotError::Empty);
        }
        if let Some(index) = (1..wanted).find(|&index| self.lengths[index] <= self.lengths[index - 1]) {
            return Err(PlotError::NotAscending { index });
        }
        for (index, series) in self.series.iter().enumerate() {
            let rows: Vec<&[f64]> = series.rows().collect();
            for row in &rows {
                if row.len() != wanted {
                    return Err(PlotError::Length { series: index, found: row.len(), wanted });
                }
                check_not_negative(index, row)?;
            }
            for (below, above) in rows.iter().zip(&rows[1..]) {
                if let Some(point) = (0..wanted).find(|&point| below[point] > above[point]) {
                    return Err(PlotError::Order { series: index, index: point });
                }
            }
        }
        Ok(())
    }

    fn draw_band<DB: DrawingBackend>(&self, pen: &Pen<DB>, layout: &BandsLayout, index: usize, theme: &Theme) -> Drawn {
        let series = &self.series[index];
        let Some([lower, upper]) = series.quartiles else { return Ok(()) };
        let opacity = if series.secondary { SECONDARY_BAND_OPACITY } else { BAND_OPACITY };
        let points: Vec<usize> = (0..lower.len()).collect();
        let known = |point: usize| !lower[point].is_nan() && !upper[point].is_nan();
        for run in points.chunk_by(|&a, &b| known(a) == known(b)).filter(|run| known(run[0])) {
            let edge = |values: &[f64], point: usize| (layout.x(point), layout.y(index, values[point]));
            let mut corners: Vec<(f64, f64)> = run.iter().map(|&point| edge(upper, point)).collect();
            corners.extend(run.iter().rev().map(|&point| edge(lower, point)));
            if let [(x, top), (_, bottom)] = corners[..] {
                let (left, right) = (x - HALF_PX, x + HALF_PX);
                corners = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
            }
            pen.polygon(&corners, theme.cell(series.identity), opacity)?;
        }
        Ok(())
    }

    fn draw_whiskers<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        layout: &BandsLayout,
        index: usize,
        aside: f64,
        theme: &Theme,
    ) -> Drawn {
        let series = &self.series[index];
        let Some([least, most]) = series.extremes else { return Ok(()) };
        let color = theme.surface.mixed(theme.cell(series.identity), 0.7);
        for (point, (&least, &most)) in least.iter().zip(most).enumerate() {
            if least.is_nan() || most.is_nan() {
                continue;
            }
            let x = layout.x(point) + aside;
            let (bottom, top) = (layout.y(index, least), layout.y(index, most));
            pen.line(&[(x, bottom), (x, top)], 1.0, color, series.secondary)?;
            for y in [bottom, top] {
                pen.horizontal((x - HALF_PX, x + HALF_PX), y, color)?;
            }
        }
        Ok(())
    }

    fn style(&self, index: usize, theme: &Theme) -> LineStyle {
        let series = &self.series[index];
        LineStyle {
            marker: series.identity.marker(),
            color: theme.cell(series.identity),
            secondary: series.secondary,
            dotted: false,
            paper: theme.surface,
            marker_gap: MARKER_GAP,
            marker_offset: 0.0,
        }
    }
}

/// Lengths that are nearer to each other share a marker; the line bends at all of them.
const MARKER_GAP: f64 = 8.0;

impl<'a> BandSeries<'a> {
    /// From the least values to the greatest, as far as they are there.
    fn rows(&self) -> impl Iterator<Item = &'a [f64]> {
        let least = self.extremes.map(|[least, _]| least);
        let most = self.extremes.map(|[_, most]| most);
        let lower = self.quartiles.map(|[lower, _]| lower);
        let upper = self.quartiles.map(|[_, upper]| upper);
        [least, lower, Some(self.medians), upper, most].into_iter().flatten()
    }
}
