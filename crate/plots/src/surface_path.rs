//! A path of weights over a surface: its line, cut at the edges of the plot, its points, start and end.

use plotters_backend::DrawingBackend;

use crate::pen::{Drawn, Fill, Pen};
use crate::{Marker, Rect, Theme};

/// The weights after each update.
#[derive(Clone, Copy, Debug)]
pub struct SurfacePath<'a> {
    /// (w, b), the start first. The path ends before the first point that is not finite.
    pub points: &'a [(f64, f64)],
    /// With clipping: dashed, with hollow points and a hollow end.
    pub clipped: bool,
}

/// Line, points and ends of a path whose points stand at these places. In two rounds, `under` first: paper beneath all lines,
/// so that they are read on every shade.
pub(crate) fn draw_path<DB: DrawingBackend>(
    pen: &Pen<DB>,
    places: &[(f64, f64)],
    clipped: bool,
    plot: Rect,
    theme: &Theme,
    under: bool,
) -> Drawn {
    let (width, color) = if under { (4.5, theme.surface) } else { (1.5, theme.ink) };
    for pair in places.windows(2) {
        let Some([from, to]) = cut(pair[0], pair[1], plot) else { continue };
        pen.line(&[from, to], width, color, clipped && !under)?;
        if to != pair[1] && !under {
            draw_arrowhead(pen, from, to, theme)?;
        }
    }
    let inside = |&&(x, y): &&(f64, f64)| plot.contains(x, y);
    let fill = if clipped { Fill::Hollow(theme.surface) } else { Fill::Solid };
    let more = if under { 1.5 } else { 0.0 };
    let inner = places.len().saturating_sub(1).max(1);
    for place in places[..inner.min(places.len())].iter().skip(1).filter(inside) {
        pen.marker(Marker::Disc, *place, 2.5 + more, color, if under { Fill::Solid } else { fill })?;
    }
    if let Some(&(x, y)) = places.first().filter(inside) {
        let size = 5.5 + more;
        pen.polygon(&[(x, y - size), (x + size, y), (x, y + size), (x - size, y)], color, 1.0)?;
    }
    if let Some(end) = places.last().filter(inside).filter(|_| places.len() > 1) {
        pen.marker(Marker::Disc, *end, 5.0 + more, color, if under { Fill::Solid } else { fill })?;
    }
    Ok(())
}

/// Where a line leaves the plot.
fn draw_arrowhead<DB: DrawingBackend>(pen: &Pen<DB>, from: (f64, f64), to: (f64, f64), theme: &Theme) -> Drawn {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = libm::hypot(dx, dy);
    if length < 1.0 {
        return Ok(());
    }
    let (dx, dy) = (dx / length, dy / length);
    let back = (to.0 - 9.0 * dx, to.1 - 9.0 * dy);
    pen.polygon(&[to, (back.0 - 4.0 * dy, back.1 + 4.0 * dx), (back.0 + 4.0 * dy, back.1 - 4.0 * dx)], theme.ink, 1.0)
}

/// The part of a line inside of a rectangle (Liang and Barsky 1984), in its own direction.
pub(crate) fn cut(from: (f64, f64), to: (f64, f64), inside: Rect) -> Option<[(f64, f64); 2]> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let sides = [
        (-dx, from.0 - inside.left),
        (dx, inside.right() - from.0),
        (-dy, from.1 - inside.top),
        (dy, inside.bottom() - from.1),
    ];
    let (mut enters, mut leaves) = (0.0f64, 1.0f64);
    for (speed, distance) in sides {
        match () {
            () if speed == 0.0 && distance < 0.0 => return None,
            () if speed == 0.0 => {}
            () if speed < 0.0 => enters = enters.max(distance / speed),
            () => leaves = leaves.min(distance / speed),
        }
    }
    let point = |share: f64| match share {
        0.0 => from,
        1.0 => to,
        _ => (from.0 + share * dx, from.1 + share * dy),
    };
    (enters <= leaves).then(|| [point(enters), point(leaves)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_at_the_edges() {
        let plot = Rect::from_edges(0.0, 0.0, 10.0, 10.0);
        let inner = [(1.0, 1.0), (9.0, 5.0)];
        assert_eq!(cut(inner[0], inner[1], plot), Some(inner));
        assert_eq!(cut((5.0, 5.0), (25.0, 5.0), plot), Some([(5.0, 5.0), (10.0, 5.0)]));
        assert_eq!(cut((-5.0, 0.0), (5.0, 10.0), plot), Some([(0.0, 5.0), (5.0, 10.0)]));
        assert_eq!(cut((-5.0, 5.0), (15.0, 5.0), plot), Some([(0.0, 5.0), (10.0, 5.0)]));
        assert_eq!(cut((-5.0, -1.0), (15.0, -1.0), plot), None);
        assert_eq!(cut((-9.0, 5.0), (5.0, 19.0), plot), None);
    }
}
