//! A share from 0 to 1 against a lag of 0, 1, 2 … steps, such as how well a read-out tells what was read so long ago, with the
//! share that guessing gets.

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use crate::frame::Frame;
use crate::labels::{SeriesLabel, place_labels, words_at};
use crate::pen::{Drawn, Pen};
use crate::series::{Dot, LineStyle, dots, draw_line, draw_markers, draw_rings};
use crate::{Identity, Mark, PlotError, Rect, Scale, Size, Theme, ValueAxis};

/// One line of the chart.
#[derive(Clone, Copy, Debug)]
pub struct ShareSeries<'a> {
    pub identity: Identity,
    /// A second line of the same cell, such as that before training: thinner, dashed, with hollow markers.
    pub secondary: bool,
    /// From 0 to 1, for lag 0 first. NaN is allowed and drawn as such.
    pub shares: &'a [f64], // (lags)
    /// Its name beside the line.
    pub label: &'a str,
    pub visible: bool,
}

/// The chart: data and what the reader points at.
#[derive(Clone, Copy, Debug)]
pub struct ShareCurve<'a> {
    pub size: Size,
    pub series: &'a [ShareSeries<'a>],
    /// What guessing gets, with its words: a dashed line.
    pub floor: Option<(f64, &'a str)>,
    /// Lag under the pointer: a line, rings on the series.
    pub hover: Option<usize>,
    /// Draws names and words into the picture: for export. The page puts HTML at [`ShareLayout::labels`].
    pub draw_text: bool,
}

/// Where everything is, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareLayout {
    frame: Frame,
    pub labels: Vec<SeriesLabel>,
    /// Height of the line of guessing.
    pub floor_y: Option<f64>,
}

impl ShareLayout {
    /// The area of the lines, the strip of NaN included.
    pub fn plot(&self) -> Rect {
        self.frame.plot
    }

    pub fn axis(&self) -> &ValueAxis {
        &self.frame.values
    }

    pub fn x(&self, lag: usize) -> f64 {
        self.frame.steps.x(lag)
    }

    pub fn y(&self, series: usize, share: f64) -> f64 {
        self.frame.values.y(share, series)
    }

    /// The lag nearest to a pixel; `None` outside of the plot.
    pub fn lag_at(&self, x: f64) -> Option<usize> {
        self.frame.steps.nearest(x)
    }
}

/// The dots of each visible series, with its index.
type Lines = Vec<(usize, Vec<Dot>)>;

impl ShareCurve<'_> {
    /// Where everything is, without drawing.
    ///
    /// # Errors
    /// No series, series of different lengths, what is no share ([`PlotError::Share`]; for the floor with the number of series
    /// as its series), or a chart below 120 × 80 CSS pixels.
    pub fn layout(&self, theme: &Theme) -> Result<ShareLayout, PlotError> {
        self.prepared(theme).map(|(layout, _)| layout)
    }

    /// Draws on any plotters backend of `size × theme.scale` device pixels and says where everything is.
    ///
    /// # Errors
    /// As [`ShareCurve::layout`], and [`PlotError::Backend`].
    pub fn draw<DB: DrawingBackend>(&self, backend: DB, theme: &Theme) -> Result<ShareLayout, PlotError> {
        let (layout, lines) = self.prepared(theme)?;
        let pen = Pen::new(backend, theme);
        let frame = &layout.frame;
        pen.rect(Rect { left: 0.0, top: 0.0, width: self.size.width, height: self.size.height }, theme.surface)?;
        let hover = self.hover.filter(|&lag| lag < frame.steps.count);
        frame.draw(&pen, theme, hover)?;
        if let Some(y) = layout.floor_y {
            pen.line(&[(frame.plot.left, y), (frame.plot.right(), y)], 1.0, theme.muted, true)?;
        }
        if let Some(lag) = hover {
            pen.vertical(layout.x(lag), (frame.plot.top, frame.plot.bottom()), theme.muted, None)?;
        }
        let spacing = frame.steps.spacing();
        let styles: Vec<LineStyle> = lines.iter().map(|(index, _)| self.style(*index, spacing, theme)).collect();
        for ((_, dots), style) in lines.iter().zip(&styles) {
            draw_line(&pen, dots, style)?;
        }
        for ((_, dots), style) in lines.iter().zip(&styles) {
            draw_markers(&pen, dots, style)?;
        }
        if let Some(lag) = hover {
            let rings: Vec<_> = lines.iter().zip(&styles).map(|((_, dots), style)| (dots[lag], *style)).collect();
            draw_rings(&pen, &rings)?;
        }
        if self.draw_text {
            self.draw_words(&pen, &layout, theme)?;
        }
        pen.finish()?;
        Ok(layout)
    }

    /// The layout and what is drawn.
    fn prepared(&self, theme: &Theme) -> Result<(ShareLayout, Lines), PlotError> {
        let lags = self.check()?;
        let shares: Vec<&[f64]> = self.series.iter().map(|series| series.shares).collect();
        let frame = Frame::new(self.size, Scale::Linear { top: 1.0 }, &shares, (lags, 0), theme)?;
        let lines: Lines = self
            .series
            .iter()
            .enumerate()
            .filter(|(_, series)| series.visible)
            .map(|(index, series)| (index, dots(series.shares, |lag| frame.steps.x(lag), &frame.values, index)))
            .collect();
        let named: Vec<(usize, &str, &[Dot])> =
            lines.iter().map(|(index, dots)| (*index, self.series[*index].label, dots.as_slice())).collect();
        let floor_y = self.floor.map(|(floor, _)| frame.values.y_of_point(floor));
        let line = floor_y.map(|y| [frame.plot.left, frame.plot.right()].map(|x| Dot { x, y, mark: Mark::Point }));
        let others: Vec<&[Dot]> = line.iter().map(|line| line.as_slice()).collect();
        let words = floor_y.zip(self.floor).map(|(y, (_, words))| words_at(y, words, frame.plot, theme.font_px));
        let labels = place_labels(&named, &others, words.as_slice(), frame.label_area(), theme.font_px);
        Ok((ShareLayout { frame, labels, floor_y }, lines))
    }

    fn check(&self) -> Result<usize, PlotError> {
        let wanted = self.series.first().map_or(0, |series| series.shares.len());
        if wanted == 0 {
            return Err(PlotError::Empty);
        }
        for (index, series) in self.series.iter().enumerate() {
            if series.shares.len() != wanted {
                return Err(PlotError::Length { series: index, found: series.shares.len(), wanted });
            }
            check_shares(index, series.shares)?;
        }
        if let Some((floor, _)) = self.floor.filter(|(floor, _)| !(0.0..=1.0).contains(floor)) {
            return Err(PlotError::Share { series: self.series.len(), index: 0, value: floor });
        }
        Ok(wanted)
    }

    fn style(&self, index: usize, spacing: f64, theme: &Theme) -> LineStyle {
        let series = &self.series[index];
        LineStyle {
            marker: series.identity.marker(),
            color: theme.cell(series.identity),
            secondary: series.secondary,
            dotted: false,
            paper: theme.surface,
            // A marker on every lag as long as they stay apart, else on every 2nd, 3rd …
            marker_gap: if spacing >= 9.0 { spacing } else { spacing * (14.0 / spacing).ceil() },
            marker_offset: 0.0,
        }
    }

    fn draw_words<DB: DrawingBackend>(&self, pen: &Pen<DB>, layout: &ShareLayout, theme: &Theme) -> Drawn {
        if let (Some(y), Some((_, words))) = (layout.floor_y, self.floor) {
            let at = (layout.frame.plot.right() - 4.0, y + theme.font_px * 0.75);
            pen.text(words, at, HPos::Right, theme.muted, false)?;
        }
        for label in &layout.labels {
            let series = &self.series[label.series];
            let at = (label.place.left, label.place.top + label.place.height / 2.0);
            pen.text(series.label, at, HPos::Left, theme.cell(series.identity), true)?;
        }
        Ok(())
    }
}

fn check_shares(series: usize, shares: &[f64]) -> Result<(), PlotError> {
    match shares.iter().position(|share| !share.is_nan() && !(0.0..=1.0).contains(share)) {
        Some(index) => Err(PlotError::Share { series, index, value: shares[index] }),
        None => Ok(()),
    }
}
