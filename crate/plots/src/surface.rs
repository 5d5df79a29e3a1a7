//! The loss over two weights (w, b) as a heat map, with the paths of gradient descent over it.

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use crate::frame::check_not_negative;
use crate::pen::{Drawn, Pen};
use crate::plane_axes::round_ticks;
use crate::surface_path::{SurfacePath, draw_path};
use crate::{LossColors, Marker, PlotError, Rect, Size, Theme, text_width_em};

/// The chart: data and what the reader points at.
#[derive(Clone, Copy, Debug)]
pub struct Surface<'a> {
    pub size: Size,
    /// The loss at each point of the grid; w grows along a row, b from row to row. Zero, infinity and NaN are allowed.
    pub losses: &'a [f64], // (rows, columns)
    pub rows: usize,
    pub columns: usize,
    /// The first and the last w of the grid; the columns divide the way evenly.
    pub w: (f64, f64),
    /// The first and the last b of the grid.
    pub b: (f64, f64),
    pub paths: &'a [SurfacePath<'a>],
    /// The update under the cursor: a ring on each path where it is then.
    pub cursor: Option<usize>,
}

/// A point of a path: index of the path, and the update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurfacePoint {
    pub path: usize,
    pub update: usize,
}

/// Where everything is, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct SurfaceLayout {
    plot: Rect,
    rows: usize,
    columns: usize,
    w: (f64, f64),
    b: (f64, f64),
    /// The points of each path, as far as they are finite.
    paths: Vec<Vec<(f64, f64)>>,
}

const LEAST: Size = Size { width: 120.0, height: 100.0 };
const MARGIN: f64 = 10.0;
const TICK_TO_PLOT: f64 = 8.0;
/// For the names of the axes, w below the plot and b beside it.
const NAME_PX: f64 = 15.0;
/// Least distance of ticks, across and up.
const TICK_GAPS: (f64, f64) = (56.0, 32.0);
const HIT_PX: f64 = 10.0;
const UNDER_PX: f64 = 1.0;
const RING: f64 = 7.0;

impl SurfaceLayout {
    /// The area of the heat map. A value of the grid stands in the middle of its square, so half a square is outside of the
    /// grid at each edge.
    pub fn plot(&self) -> Rect {
        self.plot
    }

    /// Where the weights (w, b) stand, also beyond the plot.
    pub fn point(&self, (w, b): (f64, f64)) -> (f64, f64) {
        let place = |value: f64, (first, last): (f64, f64), count: usize| {
            ((value - first) / (last - first) * (count as f64 - 1.0) + 0.5) / count as f64
        };
        let (across, up) = (place(w, self.w, self.columns), place(b, self.b, self.rows));
        (self.plot.left + across * self.plot.width, self.plot.bottom() - up * self.plot.height)
    }

    /// The weights (w, b) at a pixel; `None` outside of the plot.
    pub fn weights_at(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let value = |share: f64, (first, last): (f64, f64), count: usize| {
            first + (share * count as f64 - 0.5) / (count as f64 - 1.0) * (last - first)
        };
        let (across, up) = ((x - self.plot.left) / self.plot.width, (self.plot.bottom() - y) / self.plot.height);
        self.plot.contains(x, y).then(|| (value(across, self.w, self.columns), value(up, self.b, self.rows)))
    }

    /// Row and column of the square at a pixel; `None` outside of the plot.
    pub fn square_at(&self, x: f64, y: f64) -> Option<(usize, usize)> {
        let index = |share: f64, count: usize| ((share * count as f64) as usize).min(count - 1);
        let (across, up) = ((x - self.plot.left) / self.plot.width, (self.plot.bottom() - y) / self.plot.height);
        self.plot.contains(x, y).then(|| (index(up, self.rows), index(across, self.columns)))
    }

    /// The point of a path nearest to a pixel, at most 10 px away.
    pub fn hit(&self, x: f64, y: f64) -> Option<SurfacePoint> {
        let all = self.paths.iter().enumerate().flat_map(|(path, points)| {
            points.iter().enumerate().map(move |(update, at)| (SurfacePoint { path, update }, *at))
        });
        let distance = |at: (f64, f64)| libm::hypot(at.0 - x, at.1 - y);
        let (point, at) = all.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)))?;
        (distance(at) <= HIT_PX).then_some(point)
    }

    /// How many points of a path are beyond the plot, where only arrowheads on its edge tell of them.
    pub fn outside(&self, path: usize) -> usize {
        let points = self.paths.get(path).map_or(&[][..], Vec::as_slice);
        points.iter().filter(|(x, y)| !self.plot.contains(*x, *y)).count()
    }
}

impl Surface<'_> {
    /// Where everything is, without drawing.
    ///
    /// # Errors
    /// Losses that are not `rows × columns`, a grid with fewer than 2 rows or columns or without an extent
    /// ([`PlotError::Empty`]), a negative loss (its row is the series), or a chart below 120 × 100 CSS pixels.
    pub fn layout(&self, theme: &Theme) -> Result<SurfaceLayout, PlotError> {
        let (rows, columns) = (self.rows, self.columns);
        if self.losses.len() != rows * columns {
            return Err(PlotError::Shape { rows, columns, found: self.losses.len() });
        }
        let extent = |(first, last): (f64, f64)| last > first && (last - first).is_finite();
        if rows < 2 || columns < 2 || !extent(self.w) || !extent(self.b) {
            return Err(PlotError::Empty);
        }
        for (row, losses) in self.losses.chunks(columns).enumerate() {
            check_not_negative(row, losses)?;
        }
        let Size { width, height } = self.size;
        if !(width >= LEAST.width && height >= LEAST.height) {
            return Err(PlotError::TooSmall { width, height });
        }
        let bottom = (height - theme.font_px - 12.0 - NAME_PX).floor();
        let gap = TICK_GAPS.1 / (bottom - MARGIN) * (self.b.1 - self.b.0);
        let widest = round_ticks(self.b, gap).iter().map(|(_, label)| text_width_em(label)).fold(1.8, f64::max);
        let left = (widest * theme.font_px + TICK_TO_PLOT + 4.0 + NAME_PX).ceil();
        let plot = Rect::from_edges(left, MARGIN, width - MARGIN, bottom);
        let mut layout = SurfaceLayout { plot, rows, columns, w: self.w, b: self.b, paths: Vec::new() };
        let finite = |point: &&(f64, f64)| point.0.is_finite() && point.1.is_finite();
        let places = |path: &SurfacePath| path.points.iter().take_while(finite).map(|&at| layout.point(at)).collect();
        layout.paths = self.paths.iter().map(places).collect();
        Ok(layout)
    }

    /// Draws on any plotters backend of `size × theme.scale` device pixels and says where everything is.
    ///
    /// # Errors
    /// As [`Surface::layout`], and [`PlotError::Backend`].
    pub fn draw<DB: DrawingBackend>(
        &self,
        backend: DB,
        colors: &LossColors,
        theme: &Theme,
    ) -> Result<SurfaceLayout, PlotError> {
        let layout = self.layout(theme)?;
        let pen = Pen::new(backend, theme);
        pen.rect(Rect { left: 0.0, top: 0.0, width: self.size.width, height: self.size.height }, theme.surface)?;
        self.draw_squares(&pen, &layout, colors)?;
        layout.draw_ticks(&pen, theme)?;
        for under in [true, false] {
            for (path, places) in self.paths.iter().zip(&layout.paths) {
                draw_path(&pen, places, path.clipped, layout.plot, theme, under)?;
            }
        }
        for places in &layout.paths {
            let at = self.cursor.and_then(|update| places.get(update)).filter(|at| layout.plot.contains(at.0, at.1));
            if let Some(&at) = at {
                pen.circle_line(at, RING, 4.5, theme.surface)?;
                pen.outline(Marker::Disc, at, RING, theme.ink)?;
            }
        }
        pen.finish()?;
        Ok(layout)
    }

    /// Neighbours of one colour in a row are one rectangle. Each reaches below those that are drawn after it, to the right and
    /// above, so that no seam is seen between them where a picture is scaled.
    fn draw_squares<DB: DrawingBackend>(&self, pen: &Pen<DB>, layout: &SurfaceLayout, colors: &LossColors) -> Drawn {
        let plot = layout.plot;
        let x = |column: usize| plot.left + plot.width * column as f64 / self.columns as f64;
        let y = |row: usize| plot.bottom() - plot.height * row as f64 / self.rows as f64;
        for (row, losses) in self.losses.chunks(self.columns).enumerate() {
            let shades: Vec<_> = losses.iter().map(|&loss| colors.color(loss)).collect();
            let mut column = 0;
            for run in shades.chunk_by(|a, b| a == b) {
                let next = column + run.len();
                let (top, right) = ((y(row + 1) - UNDER_PX).max(plot.top), (x(next) + UNDER_PX).min(plot.right()));
                pen.rect(Rect::from_edges(x(column), top, right, y(row)), run[0])?;
                column = next;
            }
        }
        Ok(())
    }
}

impl SurfaceLayout {
    fn draw_ticks<DB: DrawingBackend>(&self, pen: &Pen<DB>, theme: &Theme) -> Drawn {
        let Rect { left, top, width, height } = self.plot;
        let bottom = self.plot.bottom();
        for (w, label) in round_ticks(self.w, TICK_GAPS.0 / width * (self.w.1 - self.w.0)) {
            let x = self.point((w, self.b.0)).0;
            pen.vertical(x, (bottom, bottom + 4.0), theme.muted, None)?;
            pen.text(&label, (x, bottom + theme.font_px / 2.0 + 7.0), HPos::Center, theme.muted, false)?;
        }
        for (b, label) in round_ticks(self.b, TICK_GAPS.1 / height * (self.b.1 - self.b.0)) {
            let y = self.point((self.w.0, b)).1;
            pen.horizontal((left - 4.0, left), y, theme.muted)?;
            pen.text(&label, (left - TICK_TO_PLOT, y), HPos::Right, theme.muted, false)?;
        }
        let below = bottom + theme.font_px * 1.5 + 7.0;
        pen.text("w", (left + width / 2.0, below), HPos::Center, theme.ink, true)?;
        pen.text("b", (4.0, top + height / 2.0), HPos::Left, theme.ink, true)
    }
}
