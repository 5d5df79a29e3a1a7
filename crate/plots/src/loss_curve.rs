//! The loss, or another number that says how well a cell does, against the number of updates, for up to three cells trained
//! on the same data.

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use crate::frame::{Frame, check_not_negative};
use crate::labels::{SeriesLabel, place_labels, words_at};
use crate::pen::{Drawn, Pen};
use crate::series::{Dot, LineStyle, dots, draw_line, draw_markers, draw_rings, thinned};
use crate::{Identity, Mark, PlotError, Rect, Scale, Size, Theme, ValueAxis};

/// One cell's losses.
#[derive(Clone, Copy, Debug)]
pub struct LossSeries<'a> {
    pub identity: Identity,
    /// In the unit of the task's loss (nats for cross-entropy). Cells may be at different updates.
    /// Infinity and NaN are allowed and drawn as such.
    pub losses: &'a [f64],
    /// After how many updates each of them was taken, ascending; `None` if they were taken at all of them.
    pub updates: Option<&'a [usize]>,
    pub label: &'a str,
}

impl LossSeries<'_> {
    /// After how many updates an entry was taken.
    fn update_of(&self, entry: usize) -> Option<usize> {
        self.updates.map_or(Some(entry), |updates| updates.get(entry).copied())
    }

    /// The entry that was taken after so many updates.
    fn entry_at(&self, update: usize) -> Option<usize> {
        self.updates.map_or(Some(update), |updates| updates.binary_search(&update).ok())
    }
}

/// The chart: data and what the reader points at.
#[derive(Clone, Copy, Debug)]
pub struct LossCurve<'a> {
    pub size: Size,
    pub series: &'a [LossSeries<'a>],
    /// Loss of guessing (ln V for each of V equally likely symbols), with its words: a dashed line.
    pub chance: Option<(f64, &'a str)>,
    /// A log scale instead of one that starts at zero.
    pub log: bool,
    /// The top of a scale from zero, if it is not to follow the numbers: 1 for a share.
    pub top: Option<f64>,
    /// Updates that the horizontal axis holds at least.
    pub updates: usize,
    /// The update under the pointer or the cursor.
    pub cursor: Option<usize>,
    /// Draws names and words into the picture: for export. The page puts HTML at [`LossLayout::labels`].
    pub draw_text: bool,
}

/// Where everything is, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct LossLayout {
    frame: Frame,
    pub labels: Vec<SeriesLabel>,
    /// Height of the line of guessing.
    pub chance_y: Option<f64>,
    /// Updates in one column of device pixels if there is more than one: each column then shows its first, lowest, highest and
    /// last loss, and the caption must say so.
    pub updates_per_column: Option<f64>,
}

impl LossLayout {
    pub fn plot(&self) -> Rect {
        self.frame.plot
    }

    pub fn axis(&self) -> &ValueAxis {
        &self.frame.values
    }

    /// The last update of the horizontal axis.
    pub fn last(&self) -> usize {
        self.frame.steps.count - 1
    }

    pub fn x(&self, update: usize) -> f64 {
        self.frame.steps.x(update)
    }

    pub fn y(&self, series: usize, loss: f64) -> f64 {
        self.frame.values.y(loss, series)
    }

    /// The update nearest to a pixel; `None` outside of the plot.
    pub fn update_at(&self, x: f64) -> Option<usize> {
        self.frame.steps.nearest(x)
    }
}

/// Between two markers of one line; lines are staggered, so that identical losses show all their markers.
const MARKER_GAP: f64 = 66.0;
/// What a log scale of losses shows at least: 10⁻² to 10.
const LOG_LOSS_DECADES: (i32, i32) = (-2, 1);
/// Updates this far apart all have their marker.
const EVERY_MARKER_FROM: f64 = 22.0;

impl LossCurve<'_> {
    /// Where everything is, without drawing.
    ///
    /// # Errors
    /// No loss at all, a negative loss, or a chart below 120 × 80 CSS pixels.
    pub fn layout(&self, theme: &Theme) -> Result<LossLayout, PlotError> {
        self.prepared(theme).map(|(layout, _)| layout)
    }

    /// Draws on any plotters backend of `size × theme.scale` device pixels and says where everything is.
    ///
    /// # Errors
    /// As [`LossCurve::layout`], and [`PlotError::Backend`].
    pub fn draw<DB: DrawingBackend>(&self, backend: DB, theme: &Theme) -> Result<LossLayout, PlotError> {
        let (layout, lines) = self.prepared(theme)?;
        let pen = Pen::new(backend, theme);
        let frame = &layout.frame;
        pen.rect(Rect { left: 0.0, top: 0.0, width: self.size.width, height: self.size.height }, theme.surface)?;
        let cursor = self.cursor.filter(|&update| update < frame.steps.count);
        frame.draw(&pen, theme, cursor)?;
        if let Some(y) = layout.chance_y {
            pen.line(&[(frame.plot.left, y), (frame.plot.right(), y)], 1.0, theme.muted, true)?;
        }
        if let Some(update) = cursor {
            pen.vertical(layout.x(update), (frame.plot.top, frame.plot.bottom()), theme.ink, Some(4.0))?;
        }
        let spacing = frame.steps.spacing();
        for (series, line) in self.series.iter().zip(&lines) {
            draw_line(&pen, line, &self.style(series, 0, spacing, theme))?;
        }
        let mut rings = Vec::new();
        for (index, (series, line)) in self.series.iter().zip(&lines).enumerate() {
            let style = self.style(series, index, spacing, theme);
            draw_markers(&pen, line, &style)?;
            let at_cursor = cursor.and_then(|update| Some((update, series.losses.get(series.entry_at(update)?)?)));
            if let Some((update, loss)) = at_cursor {
                let here = dots(std::slice::from_ref(loss), |_| layout.x(update), &frame.values, index);
                rings.push((here[0], style));
            }
        }
        draw_rings(&pen, &rings)?;
        if self.draw_text {
            self.draw_words(&pen, &layout, theme)?;
        }
        pen.finish()?;
        Ok(layout)
    }

    /// The layout and the dots of each series, thinned to device pixels.
    fn prepared(&self, theme: &Theme) -> Result<(LossLayout, Vec<Vec<Dot>>), PlotError> {
        for (index, series) in self.series.iter().enumerate() {
            check_not_negative(index, series.losses)?;
        }
        let losses: Vec<&[f64]> = self.series.iter().map(|series| series.losses).collect();
        let last = self.series.iter().filter_map(|series| series.update_of(series.losses.len().checked_sub(1)?)).max();
        // Empty axes, if they are asked for.
        let Some(last) = last.or((self.updates > 0).then_some(0)) else { return Err(PlotError::Empty) };
        let chance = self.chance.map(|(loss, _)| loss);
        let all = losses.iter().flat_map(|losses| losses.iter().copied()).chain(chance);
        let scale = match self.top {
            _ if self.log => Scale::log_of(LOG_LOSS_DECADES, all),
            Some(top) => Scale::Linear { top },
            None => Scale::linear_of(all),
        };
        let count = last.max(self.updates).saturating_add(1);
        let frame = Frame::new(self.size, scale, &losses, (count, 0), theme)?;
        let column_px = 1.0 / theme.scale;
        let lines: Vec<Vec<Dot>> = losses
            .iter()
            .enumerate()
            .map(|(index, losses)| {
                let x = |entry| frame.steps.x(self.series[index].update_of(entry).unwrap_or(0));
                thinned(&dots(losses, x, &frame.values, index), column_px)
            })
            .collect();
        let named: Vec<(usize, &str, &[Dot])> =
            lines.iter().enumerate().map(|(index, dots)| (index, self.series[index].label, dots.as_slice())).collect();
        let chance_y = chance.filter(|loss| loss.is_finite()).map(|loss| frame.values.y(loss, 0));
        let line = chance_y.map(|y| [frame.plot.left, frame.plot.right()].map(|x| Dot { x, y, mark: Mark::Point }));
        let others: Vec<&[Dot]> = line.iter().map(|line| line.as_slice()).collect();
        let words = chance_y.zip(self.chance).map(|(y, (_, words))| words_at(y, words, frame.plot, theme.font_px));
        let labels = place_labels(&named, &others, words.as_slice(), frame.label_area(), theme.font_px);
        let per_column = column_px / frame.steps.spacing();
        let layout =
            LossLayout { labels, chance_y, updates_per_column: (per_column > 1.0).then_some(per_column), frame };
        Ok((layout, lines))
    }

    fn style(&self, series: &LossSeries, index: usize, spacing: f64, theme: &Theme) -> LineStyle {
        let few = spacing >= EVERY_MARKER_FROM;
        LineStyle {
            marker: series.identity.marker(),
            color: theme.cell(series.identity),
            secondary: false,
            dotted: false,
            paper: theme.surface,
            marker_gap: if few { spacing } else { MARKER_GAP },
            marker_offset: if few { 0.0 } else { (index as f64 + 0.5) * MARKER_GAP / self.series.len() as f64 },
        }
    }

    fn draw_words<DB: DrawingBackend>(&self, pen: &Pen<DB>, layout: &LossLayout, theme: &Theme) -> Drawn {
        if let (Some(y), Some((_, words))) = (layout.chance_y, self.chance) {
            let at = (layout.frame.plot.right() - 4.0, y - theme.font_px * 0.75);
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
