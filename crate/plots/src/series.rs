//! One series as a line with markers: breaks at what is no number, strips for what is on no scale, honest thinning.

use plotters_backend::DrawingBackend;

use crate::pen::{Drawn, Fill, Pen};
use crate::{Mark, Marker, Rgb, ValueAxis};

/// A value with its place in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dot {
    pub x: f64,
    pub y: f64,
    pub mark: Mark,
}

/// How a series looks.
#[derive(Clone, Copy)]
pub(crate) struct LineStyle {
    pub marker: Marker,
    pub color: Rgb,
    /// Thinner, dashed, with hollow markers: the cell state beside the hidden state.
    pub secondary: bool,
    /// Of a secondary line: dots in place of dashes.
    pub dotted: bool,
    pub paper: Rgb,
    /// Least distance of markers in CSS pixels; the first stands `marker_offset` after the first dot.
    pub marker_gap: f64,
    pub marker_offset: f64,
}

const RADIUS: f64 = 3.5;

impl LineStyle {
    fn fill(&self) -> Fill {
        if self.secondary { Fill::Hollow(self.paper) } else { Fill::Solid }
    }
}

/// Places the values of the series with this index along the axis.
pub(crate) fn dots(values: &[f64], x: impl Fn(usize) -> f64, axis: &ValueAxis, series: usize) -> Vec<Dot> {
    let scale = axis.scale();
    let dot =
        |(index, &value): (usize, &f64)| Dot { x: x(index), y: axis.y(value, series), mark: Mark::of(value, &scale) };
    values.iter().enumerate().map(dot).collect()
}

/// At most four points per column of `column_px` pixels: its first, lowest, highest and last, in their order, so that no spike
/// is lost and none is made up. Special marks stay, one of each kind in a row per column.
pub(crate) fn thinned(dots: &[Dot], column_px: f64) -> Vec<Dot> {
    let column = |dot: &Dot| (dot.x / column_px).floor() as i64;
    let same = |a: &Dot, b: &Dot| column(a) == column(b) && a.mark == b.mark;
    let mut kept = Vec::new();
    for group in dots.chunk_by(same) {
        let (first, last) = (0, group.len() - 1);
        if group[0].mark != Mark::Point {
            kept.push(group[0]);
            continue;
        }
        let height = |&a: &usize, &b: &usize| group[a].y.total_cmp(&group[b].y);
        let highest = (0..group.len()).min_by(height).unwrap_or(first);
        let lowest = (0..group.len()).max_by(height).unwrap_or(last);
        let indices = [first, highest.min(lowest), highest.max(lowest), last];
        for (position, &index) in indices.iter().enumerate() {
            if position == 0 || indices[position - 1] != index {
                kept.push(group[index]);
            }
        }
    }
    kept
}

pub(crate) fn draw_line<DB: DrawingBackend>(pen: &Pen<DB>, dots: &[Dot], style: &LineStyle) -> Drawn {
    for run in dots.chunk_by(|a, b| a.mark == b.mark) {
        match run[0].mark {
            // A number between two breaks has no line to be on.
            Mark::Point if run.len() == 1 => {
                pen.marker(style.marker, (run[0].x, run[0].y), RADIUS, style.color, style.fill())?;
            }
            Mark::Point => {
                let points: Vec<(f64, f64)> = run.iter().map(|dot| (dot.x, dot.y)).collect();
                match (style.secondary, style.dotted) {
                    (true, true) => pen.dotted(&points, 1.5, style.color)?,
                    (true, false) => pen.line(&points, 1.5, style.color, true)?,
                    (false, _) => pen.line(&points, 2.0, style.color, false)?,
                }
            }
            _ => {}
        }
    }
    Ok(())
}

pub(crate) fn draw_markers<DB: DrawingBackend>(pen: &Pen<DB>, dots: &[Dot], style: &LineStyle) -> Drawn {
    let mut next = dots.first().map_or(0.0, |dot| dot.x) + style.marker_offset;
    let mut places = Vec::new();
    for run in dots.chunk_by(|a, b| a.mark == b.mark) {
        if run[0].mark != Mark::Point {
            draw_specials(pen, run, style)?;
            continue;
        }
        for dot in run {
            if dot.x >= next - 1e-6 {
                places.push((dot.x, dot.y));
                while next <= dot.x + 1e-6 {
                    next += style.marker_gap;
                }
            }
        }
    }
    pen.markers(style.marker, &places, RADIUS, style.color, style.fill())
}

/// Hollow markers or crosses where there is room for each, otherwise one at each end of a bar over the whole run.
fn draw_specials<DB: DrawingBackend>(pen: &Pen<DB>, run: &[Dot], style: &LineStyle) -> Drawn {
    let (first, last) = (run[0], run[run.len() - 1]);
    let glyph = |dot: &Dot| match dot.mark {
        Mark::NotANumber => pen.cross((dot.x, dot.y), 3.0, style.color),
        _ => pen.marker(style.marker, (dot.x, dot.y), RADIUS, style.color, Fill::Hollow(style.paper)),
    };
    let apart = run.windows(2).all(|pair| pair[1].x - pair[0].x >= 9.0);
    if apart {
        return run.iter().try_for_each(glyph);
    }
    pen.line(&[(first.x, first.y), (last.x, last.y)], 1.5, style.color, false)?;
    glyph(&first)?;
    if last.x - first.x >= 9.0 { glyph(&last) } else { Ok(()) }
}

/// Rings around the values that the reader points at: first paper under all of them, then their outlines, so that none
/// hides another.
pub(crate) fn draw_rings<DB: DrawingBackend>(pen: &Pen<DB>, rings: &[(Dot, LineStyle)]) -> Drawn {
    const RING: f64 = 6.0;
    for (dot, style) in rings.iter().filter(|(dot, _)| dot.mark != Mark::NotANumber) {
        pen.marker(style.marker, (dot.x, dot.y), RING, style.paper, Fill::Solid)?;
    }
    for (dot, style) in rings {
        match dot.mark {
            Mark::NotANumber => pen.cross((dot.x, dot.y), 5.0, style.color)?,
            _ => pen.outline(style.marker, (dot.x, dot.y), RING, style.color)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64) -> Dot {
        Dot { x, y, mark: Mark::Point }
    }

    #[test]
    fn thinning_keeps_ends_and_extremes_of_each_column_in_order() {
        let dots: Vec<Dot> = [5.0, 1.0, 7.0, 9.0, 3.0].iter().map(|&y| point(0.5, y)).collect();
        let heights: Vec<f64> = thinned(&dots, 1.0).iter().map(|dot| dot.y).collect();
        assert_eq!(heights, [5.0, 1.0, 9.0, 3.0]);
    }

    #[test]
    fn thinning_leaves_sparse_series_as_they_are() {
        let dots: Vec<Dot> = (0..50).map(|index| point(f64::from(index) * 2.0, 1.0)).collect();
        assert_eq!(thinned(&dots, 1.0), dots);
    }

    #[test]
    fn thinning_never_drops_a_break() {
        let nan = Dot { mark: Mark::NotANumber, ..point(0.3, 0.0) };
        let dots = [point(0.1, 2.0), point(0.2, 2.0), nan, nan, point(0.4, 2.0)];
        let marks: Vec<Mark> = thinned(&dots, 1.0).iter().map(|dot| dot.mark).collect();
        assert_eq!(marks, [Mark::Point, Mark::Point, Mark::NotANumber, Mark::Point]);
    }
}
