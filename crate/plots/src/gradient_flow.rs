//! How much gradient reaches each step: ‖∂L/∂h_t‖₂ of every cell over t, on one absolute log scale.

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use crate::frame::{Frame, check_not_negative};
use crate::labels::{SeriesLabel, draw_leaders, place_led_labels};
use crate::pen::{Drawn, Pen};
use crate::series::{Dot, LineStyle, dots, draw_line, draw_markers, draw_rings};
use crate::{Identity, PlotError, Rect, Scale, Size, Theme, ValueAxis, text_width_em};

/// Norms below this are in the "vanished" band. Absolute, as the scale is: a norm, not a share of another norm.
pub const VANISHED_BELOW: f64 = 1e-3;
/// Norms above this are in the "exploding" band.
pub const EXPLODING_ABOVE: f64 = 1e3;
/// The smallest normal number of single precision, about 1.18·10⁻³⁸: below it numbers lose their digits one by one, and
/// below 10⁻⁴⁵ they are zero.
pub const F32_UNDERFLOWS_BELOW: f64 = f32::MIN_POSITIVE as f64;

/// What the scale shows at least: 10⁻⁵ to 10.
pub const GRADIENT_FLOW_DECADES: (i32, i32) = (-5, 1);

/// Whose gradient a series is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// ‖∂L/∂h_t‖₂: a full line, solid markers.
    Hidden,
    /// ‖∂L/∂c_t‖₂ of the LSTM: a thinner dashed line, hollow markers.
    Cell,
    /// ‖∂L/∂x_t‖₂, or what else is a third beside these two: a thin dotted line, hollow markers.
    Input,
}

/// One line of the chart.
#[derive(Clone, Copy, Debug)]
pub struct GradientSeries<'a> {
    pub identity: Identity,
    pub quantity: Quantity,
    /// The norm at every step, first step first. Zero, infinity and NaN are allowed and drawn as such.
    pub norms: &'a [f64], // (T)
    /// Its name beside the line.
    pub label: &'a str,
    /// A hidden series still counts for the scale, so that showing it moves nothing.
    pub visible: bool,
}

/// Words in the bands, drawn only if [`GradientFlow::draw_text`] is set.
#[derive(Clone, Copy, Debug)]
pub struct FlowWords<'a> {
    pub vanished: &'a str,
    pub exploding: &'a str,
    /// At the line of [`F32_UNDERFLOWS_BELOW`].
    pub underflow: &'a str,
}

/// The chart: data and what the reader points at.
#[derive(Clone, Copy, Debug)]
pub struct GradientFlow<'a> {
    pub size: Size,
    pub series: &'a [GradientSeries<'a>],
    /// Step of the timeline's cursor, from 0: a dashed line in the gradient's colour, rings on the series.
    pub cursor: Option<usize>,
    /// Step under the pointer, from 0: a quiet line, rings on the series.
    pub hover: Option<usize>,
    /// Decades that the scale holds at least, for instance those seen since the page was opened. The data can only widen it.
    /// [`GRADIENT_FLOW_DECADES`] to begin with.
    pub decades: (i32, i32),
    pub words: FlowWords<'a>,
    /// Draws names and words into the picture: for export. The page leaves it out and puts HTML at [`FlowLayout::labels`].
    pub draw_text: bool,
}

/// Where everything is, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowLayout {
    frame: Frame,
    pub labels: Vec<SeriesLabel>,
    /// Below [`VANISHED_BELOW`], down to the floor of the scale.
    pub vanished: Option<Rect>,
    /// Above [`EXPLODING_ABOVE`], up to the top of the scale.
    pub exploding: Option<Rect>,
    /// Below [`F32_UNDERFLOWS_BELOW`], down to the floor of the scale; `None` as long as no norm has taken the scale there.
    pub underflow: Option<Rect>,
}

impl FlowLayout {
    /// The area of the lines, strips included.
    pub fn plot(&self) -> Rect {
        self.frame.plot
    }

    /// The middle of a line of text of this height at the line of the underflow: below it where there is room for two, else above,
    /// and above the words of the vanished band if these stand on the floor of the scale.
    pub fn underflow_words(&self, line_px: f64) -> Option<f64> {
        let below = self.underflow?;
        let over_words = below.bottom() - 1.5 * line_px - 2.0;
        Some(match below.height {
            height if height >= 2.0 * line_px => below.top + line_px / 2.0,
            height if height >= line_px + 4.0 => over_words.min(below.top - line_px / 2.0),
            _ => below.top - line_px / 2.0,
        })
    }

    /// The middle of the words of the vanished band: on the floor of the scale, unless the line of the underflow would run through
    /// them; then above the words of that line.
    pub fn vanished_words(&self, line_px: f64) -> Option<f64> {
        let floor = self.vanished?.bottom() - 11.0;
        Some(match self.underflow {
            Some(below) if below.height < line_px + 4.0 => below.top - 1.5 * line_px,
            _ => floor,
        })
    }

    /// Whether everything but the lines is at the same places.
    pub fn has_ground_of(&self, other: &Self) -> bool {
        self.frame == other.frame
    }

    pub fn axis(&self) -> &ValueAxis {
        &self.frame.values
    }

    pub fn x(&self, step: usize) -> f64 {
        self.frame.steps.x(step)
    }

    /// Height at which `value` of the series with this index is drawn, strips included.
    pub fn y(&self, series: usize, value: f64) -> f64 {
        self.frame.values.y(value, series)
    }

    /// The step nearest to a pixel, from 0; `None` outside of the plot.
    pub fn step_at(&self, x: f64) -> Option<usize> {
        self.frame.steps.nearest(x)
    }
}

/// Room that the words of the underflow take.
const UNDERFLOW_LINE_PX: f64 = 18.0;

/// The dots of each visible series, with its index.
type Lines = Vec<(usize, Vec<Dot>)>;

impl FlowLayout {
    /// No rule of the grid runs through a name.
    fn clear_names<DB: DrawingBackend>(&self, pen: &Pen<DB>, theme: &Theme) -> Drawn {
        let (top, bottom) = self.frame.values.range();
        let on_scale = |place: &Rect| place.top >= top && place.bottom() <= bottom;
        for place in self.labels.iter().map(|label| label.place).filter(on_scale) {
            pen.rect(place, theme.surface)?;
            for part in [self.vanished, self.exploding].into_iter().flatten().filter_map(|band| band.common(&place)) {
                pen.rect(part, theme.band)?;
            }
        }
        Ok(())
    }
}

impl GradientFlow<'_> {
    /// Where everything is, without drawing.
    ///
    /// # Errors
    /// No series, series of different lengths, a negative norm, or a chart below 120 × 80 CSS pixels.
    pub fn layout(&self, theme: &Theme) -> Result<FlowLayout, PlotError> {
        self.prepared(theme).map(|(layout, _)| layout)
    }

    /// Draws on any plotters backend of `size × theme.scale` device pixels and says where everything is.
    ///
    /// # Errors
    /// As [`GradientFlow::layout`], and [`PlotError::Backend`].
    pub fn draw<DB: DrawingBackend>(&self, backend: DB, theme: &Theme) -> Result<FlowLayout, PlotError> {
        let (layout, lines) = self.prepared(theme)?;
        let pen = Pen::new(backend, theme);
        self.ground(&pen, &layout, theme)?;
        self.lines(&pen, &layout, &lines, theme)?;
        pen.finish()?;
        Ok(layout)
    }

    /// Draws what is the same for all norms on these axes: surface, bands, grid and labels.
    ///
    /// # Errors
    /// [`PlotError::Backend`].
    pub fn draw_ground<DB: DrawingBackend>(&self, backend: DB, layout: &FlowLayout, theme: &Theme) -> Drawn {
        let pen = Pen::new(backend, theme);
        self.ground(&pen, layout, theme)?;
        pen.finish()
    }

    /// [`GradientFlow::draw`] on a ground that is there already, or that `ground` puts there.
    ///
    /// # Errors
    /// As [`GradientFlow::draw`].
    pub fn draw_on_ground<DB: DrawingBackend>(
        &self,
        backend: DB,
        theme: &Theme,
        ground: impl FnOnce(&FlowLayout),
    ) -> Result<FlowLayout, PlotError> {
        let (layout, lines) = self.prepared(theme)?;
        ground(&layout);
        let pen = Pen::new(backend, theme);
        self.lines(&pen, &layout, &lines, theme)?;
        pen.finish()?;
        Ok(layout)
    }

    fn ground<DB: DrawingBackend>(&self, pen: &Pen<DB>, layout: &FlowLayout, theme: &Theme) -> Drawn {
        pen.rect(Rect { left: 0.0, top: 0.0, width: self.size.width, height: self.size.height }, theme.surface)?;
        for band in [layout.vanished, layout.exploding].into_iter().flatten() {
            pen.rect(band, theme.band)?;
        }
        let [cursor, hover] = self.pointed(layout);
        layout.frame.draw(pen, theme, hover.or(cursor))?;
        match layout.underflow {
            Some(band) => pen.line(&[(band.left, band.top), (band.right(), band.top)], 1.0, theme.muted, true),
            None => Ok(()),
        }
    }

    /// Cursor and pointer where they are at a step that there is.
    fn pointed(&self, layout: &FlowLayout) -> [Option<usize>; 2] {
        let steps = layout.frame.steps.count;
        let cursor = self.cursor.filter(|&step| step < steps);
        [cursor, self.hover.filter(|&step| step < steps && cursor != Some(step))]
    }

    fn lines<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        layout: &FlowLayout,
        lines: &[(usize, Vec<Dot>)],
        theme: &Theme,
    ) -> Drawn {
        let frame = &layout.frame;
        let [cursor, hover] = self.pointed(layout);
        layout.clear_names(pen, theme)?;
        if self.draw_text {
            self.draw_words(pen, layout, theme)?;
        }
        let upright = (frame.plot.top, frame.plot.bottom());
        if let Some(step) = hover {
            pen.vertical(layout.x(step), upright, theme.muted, None)?;
        }
        if let Some(step) = cursor {
            pen.vertical(layout.x(step), upright, theme.gradient, Some(4.0))?;
        }
        let styles: Vec<LineStyle> = lines.iter().map(|(index, _)| self.style(*index, layout, theme)).collect();
        draw_leaders(pen, &layout.labels, |index| theme.cell(self.series[index].identity))?;
        for ((_, dots), style) in lines.iter().zip(&styles) {
            draw_line(pen, dots, style)?;
        }
        for ((_, dots), style) in lines.iter().zip(&styles) {
            draw_markers(pen, dots, style)?;
        }
        for step in [hover, cursor].into_iter().flatten() {
            let rings: Vec<(Dot, LineStyle)> =
                lines.iter().zip(&styles).map(|((_, dots), style)| (dots[step], *style)).collect();
            draw_rings(pen, &rings)?;
        }
        Ok(())
    }

    /// The layout and what is drawn.
    fn prepared(&self, theme: &Theme) -> Result<(FlowLayout, Lines), PlotError> {
        let steps = self.check()?;
        let norms: Vec<&[f64]> = self.series.iter().map(|series| series.norms).collect();
        let scale = Scale::log_of(self.decades, norms.iter().flat_map(|norms| norms.iter().copied()));
        let frame = Frame::new(self.size, scale, &norms, (steps, 1), theme)?;
        let shown = |(_, series): &(usize, &GradientSeries)| series.visible;
        let lines: Lines = self
            .series
            .iter()
            .enumerate()
            .filter(shown)
            .map(|(index, series)| (index, dots(series.norms, |step| frame.steps.x(step), &frame.values, index)))
            .collect();
        let named: Vec<(usize, &str, &[Dot])> =
            lines.iter().map(|(index, dots)| (*index, self.series[*index].label, dots.as_slice())).collect();
        let (vanished, exploding) = (frame.band(0.0, VANISHED_BELOW), frame.band(EXPLODING_ABOVE, f64::INFINITY));
        let underflow = frame.band(0.0, F32_UNDERFLOWS_BELOW);
        let mut layout = FlowLayout { frame, labels: Vec::new(), vanished, exploding, underflow };
        // The margin above has the name of the step that is pointed at.
        layout.labels = place_led_labels(&named, &self.places_of_words(&layout, theme), layout.plot(), theme.font_px);
        Ok((layout, lines))
    }

    /// Where [`GradientFlow::words`] stand.
    fn places_of_words(&self, layout: &FlowLayout, theme: &Theme) -> Vec<Rect> {
        let (plot, half) = (layout.plot(), UNDERFLOW_LINE_PX / 2.0);
        let place = |words: &str, y: f64| {
            let left = plot.right() - 8.0 - text_width_em(words) * theme.font_px;
            Rect::from_edges(left, y - half, plot.right(), y + half)
        };
        let vanished = layout.vanished_words(UNDERFLOW_LINE_PX).map(|y| place(self.words.vanished, y));
        let exploding = layout.exploding.map(|band| place(self.words.exploding, band.top + 11.0));
        let underflow = layout.underflow_words(UNDERFLOW_LINE_PX).map(|y| place(self.words.underflow, y));
        [vanished, exploding, underflow].into_iter().flatten().collect()
    }

    fn check(&self) -> Result<usize, PlotError> {
        let wanted = self.series.first().map_or(0, |series| series.norms.len());
        if wanted == 0 {
            return Err(PlotError::Empty);
        }
        for (index, series) in self.series.iter().enumerate() {
            if series.norms.len() != wanted {
                return Err(PlotError::Length { series: index, found: series.norms.len(), wanted });
            }
            check_not_negative(index, series.norms)?;
        }
        Ok(wanted)
    }

    fn style(&self, index: usize, layout: &FlowLayout, theme: &Theme) -> LineStyle {
        let series = &self.series[index];
        let spacing = layout.frame.steps.spacing();
        LineStyle {
            marker: series.identity.marker(),
            color: theme.cell(series.identity),
            secondary: series.quantity != Quantity::Hidden,
            dotted: series.quantity == Quantity::Input,
            paper: theme.surface,
            // A marker on every step as long as they stay apart, else on every 2nd, 3rd …
            marker_gap: if spacing >= 9.0 { spacing } else { spacing * (14.0 / spacing).ceil() },
            marker_offset: 0.0,
        }
    }

    fn draw_words<DB: DrawingBackend>(&self, pen: &Pen<DB>, layout: &FlowLayout, theme: &Theme) -> Drawn {
        let right = layout.frame.plot.right() - 6.0;
        if let Some(y) = layout.vanished_words(UNDERFLOW_LINE_PX) {
            pen.text(self.words.vanished, (right, y), HPos::Right, theme.muted, false)?;
        }
        if let Some(band) = layout.exploding {
            pen.text(self.words.exploding, (right, band.top + 11.0), HPos::Right, theme.muted, false)?;
        }
        if let Some(y) = layout.underflow_words(UNDERFLOW_LINE_PX) {
            pen.text(self.words.underflow, (right, y), HPos::Right, theme.muted, false)?;
        }
        for label in &layout.labels {
            let series = &self.series[label.series];
            let at = (label.place.left, label.place.top + label.place.height / 2.0);
            pen.text(series.label, at, HPos::Left, theme.cell(series.identity), true)?;
        }
        Ok(())
    }
}
