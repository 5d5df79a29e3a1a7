//! Names beside their lines: near the start, over no line, over no other name.

use crate::series::Dot;
use crate::{Mark, Rect, text_width_em};

/// Where the name of a series belongs: the page puts HTML there, so that it can be selected and translated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeriesLabel {
    /// Index into the chart's series.
    pub series: usize,
    /// The text's box in CSS pixels; start it at the left edge, in the middle of the height.
    pub place: Rect,
}

/// Between a line and the box of its name.
const CLEARANCE: f64 = 5.0;
/// Points along the line that are tried.
const TRIES: usize = 28;
/// How finely the paper is divided into free and taken.
const SQUARE_PX: f64 = 3.0;

/// Places one name per line. `lines` are the names with the dots of their series (its index first), in order of drawing;
/// `others` are lines without a name.
pub(crate) fn place_labels(
    lines: &[(usize, &str, &[Dot])],
    others: &[&[Dot]],
    plot: Rect,
    font_px: f64,
) -> Vec<SeriesLabel> {
    let all = lines.iter().map(|(_, _, dots)| dots).chain(others);
    let mut taken = Grid::new(plot);
    all.enumerate().for_each(|(index, dots)| taken.add_line(index, dots));
    let mut placed: Vec<SeriesLabel> = Vec::new();
    for (own, &(series, name, dots)) in lines.iter().enumerate() {
        let size = (text_width_em(name) * font_px * 1.06, font_px * 1.15);
        let best = candidates(dots, size)
            .filter(|place| plot.overlaps_fully(place))
            .map(|place| (cost(&place, own, &taken, &placed, plot), place))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, place)) = best {
            placed.push(SeriesLabel { series, place });
        }
    }
    placed
}

impl Rect {
    fn overlaps_fully(&self, inner: &Rect) -> bool {
        self.contains(inner.left, inner.top) && self.contains(inner.right(), inner.bottom())
    }
}

/// Beside the numbers of a series, or, if it has none, beside its strip, at some distance from the other rows.
fn candidates(dots: &[Dot], (width, height): (f64, f64)) -> impl Iterator<Item = Rect> + '_ {
    let has_points = dots.iter().any(|dot| dot.mark == Mark::Point);
    let usable = move |dot: &&Dot| !has_points || dot.mark == Mark::Point;
    let stride = dots.iter().filter(usable).count().div_ceil(TRIES).max(1);
    let away: &[f64] = if has_points { &[CLEARANCE] } else { &[CLEARANCE, 14.0, 23.0, 32.0, 41.0] };
    dots.iter().filter(usable).step_by(stride).flat_map(move |dot| {
        [dot.x + 3.0, dot.x - width - 3.0].into_iter().flat_map(move |left| {
            away.iter().flat_map(move |away| [dot.y - away - height, dot.y + away]).map(move |top| Rect {
                left,
                top,
                width,
                height,
            })
        })
    })
}

/// Lower is better: no other name, no line under the text, no foreign line nearer than one's own, then near the start.
fn cost(place: &Rect, own: usize, taken: &Grid, placed: &[SeriesLabel], plot: Rect) -> f64 {
    let names = placed.iter().filter(|label| label.place.grown(3.0).overlaps(place)).count();
    let foreign = !(1 << own);
    (place.left - plot.left) / plot.width * 6.0
        + names as f64 * 1000.0
        + taken.count(place.grown(2.0), u32::MAX) * 20.0
        + taken.count(place.grown(CLEARANCE + 3.0), foreign) * 2.0
}

/// Which lines run through each square of [`SQUARE_PX`]: one bit per line.
struct Grid {
    area: Rect,
    columns: usize,
    squares: Vec<u32>, // (rows, columns)
}

impl Grid {
    fn new(area: Rect) -> Self {
        let count = |length: f64| (length / SQUARE_PX).ceil() as usize + 1;
        let columns = count(area.width);
        Self { area, columns, squares: vec![0; columns * count(area.height)] }
    }

    /// Breaks stay open.
    fn add_line(&mut self, index: usize, dots: &[Dot]) {
        let bit = 1u32.checked_shl(index as u32).unwrap_or(0);
        for (position, dot) in dots.iter().enumerate() {
            let from = if position > 0 && dots[position - 1].mark == dot.mark { dots[position - 1] } else { *dot };
            let (width, height) = (dot.x - from.x, dot.y - from.y);
            let parts = (width.abs().max(height.abs()) / SQUARE_PX).ceil().max(1.0);
            for part in 1..=parts as usize {
                let share = part as f64 / parts;
                let column = (from.x + width * share - self.area.left) / SQUARE_PX;
                let row = (from.y + height * share - self.area.top) / SQUARE_PX;
                if let Some(square) = self.squares.get_mut(row as usize * self.columns + column as usize) {
                    *square |= bit;
                }
            }
        }
    }

    /// Squares under a rectangle, once for each of these lines in them.
    fn count(&self, place: Rect, lines: u32) -> f64 {
        let square = |length: f64| (length.max(0.0) / SQUARE_PX) as usize;
        let rows = square(place.top - self.area.top)..=square(place.bottom() - self.area.top);
        let columns = square(place.left - self.area.left)..=square(place.right() - self.area.left);
        let (first, last) = (*columns.start(), (*columns.end()).min(self.columns - 1));
        let in_row = |row: usize| {
            let squares = self.squares.get(row * self.columns + first..=row * self.columns + last);
            squares.unwrap_or_default().iter().map(|square| (square & lines).count_ones()).sum::<u32>()
        };
        f64::from(rows.map(in_row).sum::<u32>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: impl Fn(f64) -> f64) -> Vec<Dot> {
        (0..16).map(|step| f64::from(step) * 20.0).map(|x| Dot { x, y: y(x), mark: Mark::Point }).collect()
    }

    #[test]
    fn names_are_beside_lines_and_apart() {
        let plot = Rect::from_edges(-10.0, -40.0, 330.0, 240.0);
        let lines = [line(|_| 100.0), line(|x| 104.0 - x / 40.0), line(|x| 200.0 - x / 2.0)];
        let named: Vec<(usize, &str, &[Dot])> =
            lines.iter().enumerate().map(|(index, line)| (index, "LSTM", line.as_slice())).collect();
        let labels = place_labels(&named, &[], plot, 12.0);
        assert_eq!(labels.len(), 3);
        for (index, label) in labels.iter().enumerate() {
            assert!(labels[..index].iter().all(|other| !other.place.overlaps(&label.place)));
            for dot in lines.iter().flatten() {
                assert!(!label.place.contains(dot.x, dot.y), "{label:?} {dot:?}");
            }
        }
    }
}
