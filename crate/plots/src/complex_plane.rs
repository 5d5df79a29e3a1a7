//! Eigenvalues of W_hh or of a Jacobian in the complex plane, with the unit circle and the circle of the spectral radius
//! ρ = max |λ|. Both axes have the same scale.

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use crate::pen::{Drawn, Fill, Pen};
use crate::plane_axes::{PlaneAxes, reach_of};
use crate::{Identity, Mark, PlotError, Rect, Size, Theme};

/// The modulus that the axes show at least.
pub const PLANE_REACH: f64 = 1.25;

/// The eigenvalues of one matrix.
#[derive(Clone, Copy, Debug)]
pub struct Eigenvalues<'a> {
    pub identity: Identity,
    /// Of a second matrix of the same cell: hollow markers.
    pub secondary: bool,
    /// (real part, imaginary part). What is infinite or no number stands in a strip above the plane.
    pub values: &'a [(f64, f64)],
    /// A hidden set still counts for the axes.
    pub visible: bool,
}

/// The chart: data and what the reader points at.
#[derive(Clone, Copy, Debug)]
pub struct ComplexPlane<'a> {
    pub size: Size,
    pub sets: &'a [Eigenvalues<'a>],
    /// What is pointed at or dragged: rings on it and on its conjugate, and the way from 0 to both.
    pub hover: Option<Eigenvalue>,
    /// The modulus that the axes show at least, [`PLANE_REACH`] to begin with; the data can only widen it.
    pub reach: f64,
}

/// Which eigenvalue: index of the set, and index in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eigenvalue {
    pub set: usize,
    pub index: usize,
}

/// Where everything is, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaneLayout {
    axes: PlaneAxes,
    /// What stands above the plane, and the middle of its row.
    strips: Vec<(Mark, f64)>,
    spots: Vec<Spot>,
    /// max |λ| of each set; `None` for hidden sets and for those with a value that is not finite.
    pub spectral_radii: Vec<Option<f64>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    of: Eigenvalue,
    at: (f64, f64),
    mark: Mark,
}

impl PlaneLayout {
    pub fn plot(&self) -> Rect {
        self.axes.plot
    }

    /// Where a number stands.
    pub fn point(&self, number: (f64, f64)) -> (f64, f64) {
        self.axes.point(number)
    }

    /// The number at a pixel, also beyond the plot: for dragging.
    pub fn number(&self, x: f64, y: f64) -> (f64, f64) {
        self.axes.number((x, y))
    }

    /// The visible eigenvalue nearest to a pixel, at most 14 px away.
    pub fn hit(&self, x: f64, y: f64) -> Option<Eigenvalue> {
        let distance = |spot: &Spot| libm::hypot(spot.at.0 - x, spot.at.1 - y);
        let nearest = self.spots.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        (distance(nearest) <= HIT_PX).then_some(nearest.of)
    }
}

const HIT_PX: f64 = 14.0;
const RADIUS: f64 = 4.0;
const RING: f64 = 7.0;
const STRIP_PX: f64 = 18.0;
/// Between marks in a strip.
const STRIP_GAP: f64 = 12.0;

impl ComplexPlane<'_> {
    /// Where everything is, without drawing.
    ///
    /// # Errors
    /// No eigenvalue, or a chart below 120 × 120 CSS pixels.
    pub fn layout(&self, theme: &Theme) -> Result<PlaneLayout, PlotError> {
        if self.sets.iter().all(|set| set.values.is_empty()) {
            return Err(PlotError::Empty);
        }
        let all = self.sets.iter().flat_map(|set| set.values).copied();
        let has = |mark: Mark| all.clone().any(|value| mark_of(value) == mark);
        let kinds = [Mark::NotANumber, Mark::Infinite].into_iter().filter(|&mark| has(mark));
        let strips: Vec<(Mark, f64)> =
            kinds.enumerate().map(|(row, mark)| (mark, 8.0 + STRIP_PX * (row as f64 + 0.5))).collect();
        let reach = reach_of(self.reach, all.clone().map(modulus));
        let axes = PlaneAxes::new(self.size, reach, STRIP_PX * strips.len() as f64, theme)?;
        let mut spots: Vec<Spot> = Vec::new();
        for (set, eigenvalues) in self.sets.iter().enumerate().filter(|(_, set)| set.visible) {
            for (index, &value) in eigenvalues.values.iter().enumerate() {
                let mark = mark_of(value);
                let before = spots.iter().filter(|spot| spot.mark == mark).count();
                let at = match strips.iter().find(|(kind, _)| *kind == mark) {
                    Some((_, y)) => (axes.plot.left + STRIP_GAP * (before as f64 + 1.0), *y),
                    None => axes.point(value),
                };
                spots.push(Spot { of: Eigenvalue { set, index }, at, mark });
            }
        }
        let spectral_radii = self.sets.iter().map(spectral_radius).collect();
        Ok(PlaneLayout { axes, strips, spots, spectral_radii })
    }

    /// Draws on any plotters backend of `size × theme.scale` device pixels and says where everything is.
    ///
    /// # Errors
    /// As [`ComplexPlane::layout`], and [`PlotError::Backend`].
    pub fn draw<DB: DrawingBackend>(&self, backend: DB, theme: &Theme) -> Result<PlaneLayout, PlotError> {
        let layout = self.layout(theme)?;
        let pen = Pen::new(backend, theme);
        pen.rect(Rect { left: 0.0, top: 0.0, width: self.size.width, height: self.size.height }, theme.surface)?;
        layout.draw_ground(&pen, theme)?;
        for (set, radius) in self.sets.iter().zip(&layout.spectral_radii) {
            if let Some(radius) = radius {
                let radius_px = radius * layout.axes.unit_px;
                pen.dashed_circle(layout.axes.center(), radius_px, 1.5, theme.cell(set.identity))?;
            }
        }
        let pointed: Vec<&Spot> = layout.spots.iter().filter(|spot| self.points_at(spot.of)).collect();
        for spot in pointed.iter().filter(|spot| spot.mark == Mark::Point) {
            pen.line(&[layout.axes.center(), spot.at], 1.25, theme.muted, false)?;
        }
        for spot in &layout.spots {
            let set = &self.sets[spot.of.set];
            let color = theme.cell(set.identity);
            let hollow = set.secondary || spot.mark == Mark::Infinite;
            let fill = if hollow { Fill::Hollow(theme.surface) } else { Fill::Solid };
            match spot.mark {
                Mark::NotANumber => pen.cross(spot.at, 3.0, color)?,
                _ => pen.marker(set.identity.marker(), spot.at, RADIUS, color, fill)?,
            }
        }
        for spot in pointed {
            let set = &self.sets[spot.of.set];
            pen.outline(set.identity.marker(), spot.at, RING, theme.cell(set.identity))?;
        }
        pen.finish()?;
        Ok(layout)
    }

    /// Whether this is what is pointed at, or its conjugate.
    fn points_at(&self, one: Eigenvalue) -> bool {
        self.hover.is_some_and(|hover| {
            let values = self.sets.get(hover.set).map_or(&[][..], |set| set.values);
            one.set == hover.set && (one.index == hover.index || conjugate_of(values, hover.index) == Some(one.index))
        })
    }
}

impl PlaneLayout {
    /// Strips, grid, axes and the unit circle with what decays inside of it.
    fn draw_ground<DB: DrawingBackend>(&self, pen: &Pen<DB>, theme: &Theme) -> Drawn {
        let PlaneAxes { plot, unit_px } = self.axes;
        let (beside, below) = (plot.left - 8.0, plot.bottom() + theme.font_px / 2.0 + 7.0);
        for &(mark, y) in &self.strips {
            let half = STRIP_PX / 2.0 - 1.0;
            pen.rect(Rect::from_edges(plot.left, y - half, plot.right(), y + half), theme.band)?;
            let name = if mark == Mark::Infinite { "∞" } else { "NaN" };
            pen.text(name, (beside, y), HPos::Right, theme.muted, false)?;
        }
        pen.circle(self.axes.center(), unit_px, theme.band)?;
        for (re, label) in self.axes.ticks(plot.width) {
            let x = self.axes.point((re, 0.0)).0;
            pen.vertical(x, (plot.top, plot.bottom()), if re == 0.0 { theme.muted } else { theme.grid }, None)?;
            pen.text(&label, (x, below), HPos::Center, theme.muted, false)?;
        }
        for (im, label) in self.axes.ticks(plot.height) {
            let y = self.axes.point((0.0, im)).1;
            pen.horizontal((plot.left, plot.right()), y, if im == 0.0 { theme.muted } else { theme.grid })?;
            let label = if im == 0.0 { label } else { label + "i" };
            pen.text(&label, (beside, y), HPos::Right, theme.muted, false)?;
        }
        pen.circle_line(self.axes.center(), unit_px, 1.5, theme.ink)
    }
}

/// The other one of a pair of complex conjugates in the same set; `None` for real eigenvalues. Rounding may tell the two apart.
pub fn conjugate_of(values: &[(f64, f64)], index: usize) -> Option<usize> {
    let &(re, im) = values.get(index)?;
    if im == 0.0 {
        return None;
    }
    let close = 1e-9 * modulus((re, im));
    (0..values.len()).find(|&other| other != index && modulus((values[other].0 - re, values[other].1 + im)) <= close)
}

fn modulus((re, im): (f64, f64)) -> f64 {
    libm::hypot(re, im)
}

fn mark_of((re, im): (f64, f64)) -> Mark {
    match () {
        () if re.is_nan() || im.is_nan() => Mark::NotANumber,
        () if re.is_infinite() || im.is_infinite() => Mark::Infinite,
        () => Mark::Point,
    }
}

fn spectral_radius(set: &Eigenvalues) -> Option<f64> {
    let known = set.visible && !set.values.is_empty() && set.values.iter().all(|&value| mark_of(value) == Mark::Point);
    known.then(|| set.values.iter().copied().map(modulus).fold(0.0, f64::max))
}
