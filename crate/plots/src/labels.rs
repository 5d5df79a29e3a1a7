//! Names beside their lines: near the start, over no line, over no other name and no other words; farther away, on a thin line
//! of their own, where there is no room beside the line.

use plotters_backend::DrawingBackend;

use crate::pen::{Drawn, Pen};
use crate::series::Dot;
use crate::{Mark, Rect, Rgb, text_width_em};

/// Where the name of a series belongs: the page puts HTML there, so that it can be selected and translated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeriesLabel {
    /// Index into the chart's series.
    pub series: usize,
    /// The text's box in CSS pixels; start it at the left edge, in the middle of the height.
    pub place: Rect,
    /// From the line to the box, where they are apart.
    pub leader: Option<[(f64, f64); 2]>,
}

/// The leaders of names that are not beside their lines. `color` is that of the series with an index.
pub(crate) fn draw_leaders<DB: DrawingBackend>(
    pen: &Pen<DB>,
    labels: &[SeriesLabel],
    color: impl Fn(usize) -> Rgb,
) -> Drawn {
    let led = labels.iter().filter_map(|label| Some((label.series, label.leader?)));
    led.into_iter().try_for_each(|(series, leader)| pen.line(&leader, 1.0, color(series), false))
}

/// Between a line and the box of its name.
const CLEARANCE: f64 = 5.0;
/// Farther away, where a leader goes to the name; its price, and that of each pixel of its length.
const AFAR: [f64; 5] = [14.0, 23.0, 32.0, 45.0, 60.0];
const LEADER_COST: f64 = 15.0;
const LEADER_COST_PER_PX: f64 = 0.5;
/// Of a foreign line on the leader's way.
const CROSSING_COST: f64 = 3.0;
/// Points along the line that are tried.
const TRIES: usize = 28;
/// How finely the paper is divided into free and taken.
const SQUARE_PX: f64 = 3.0;

/// A line's name with the dots of its series and that series' index.
type Named<'a> = (usize, &'a str, &'a [Dot]);

/// Places one name per line, beside it. `lines` are in order of drawing; `others` are lines without a name; on `words` there
/// stands something else.
pub(crate) fn place_labels(
    lines: &[Named],
    others: &[&[Dot]],
    words: &[Rect],
    plot: Rect,
    font_px: f64,
) -> Vec<SeriesLabel> {
    place(lines, others, words, false, (plot, font_px))
}

/// The same, with leaders where there is no room beside a line.
pub(crate) fn place_led_labels(lines: &[Named], words: &[Rect], plot: Rect, font_px: f64) -> Vec<SeriesLabel> {
    place(lines, &[], words, true, (plot, font_px))
}

fn place(
    lines: &[Named],
    others: &[&[Dot]],
    words: &[Rect],
    may_lead: bool,
    (plot, font_px): (Rect, f64),
) -> Vec<SeriesLabel> {
    let all = lines.iter().map(|(_, _, dots)| dots).chain(others);
    let mut taken = Grid::new(plot);
    all.enumerate().for_each(|(index, dots)| taken.add_line(index, dots));
    let mut placed: Vec<SeriesLabel> = Vec::new();
    for (own, &(series, name, dots)) in lines.iter().enumerate() {
        let size = (text_width_em(name) * font_px * 1.06, font_px * 1.15);
        let mut best: Option<(f64, SeriesLabel)> = None;
        let fits = |label: &SeriesLabel| (may_lead || label.leader.is_none()) && plot.overlaps_fully(&label.place);
        for label in candidates(series, dots, size).filter(fits) {
            let apart_from_lines = cost_without_lines(&label, &placed, words, plot);
            let is_worse = |cost: f64| best.as_ref().is_some_and(|(least, _)| cost >= *least);
            // Most places are too far already, and what lies under them need not be counted.
            if is_worse(apart_from_lines) {
                continue;
            }
            let cost = apart_from_lines + cost_of_lines(&label, own, &taken);
            if !is_worse(cost) {
                best = Some((cost, label));
            }
        }
        placed.extend(best.map(|(_, label)| label));
    }
    placed
}

impl Rect {
    fn overlaps_fully(&self, inner: &Rect) -> bool {
        self.contains(inner.left, inner.top) && self.contains(inner.right(), inner.bottom())
    }
}

/// Beside the numbers of a series or above and below them at some distance; if it has none, beside its strip, at some distance
/// from the other rows.
fn candidates(series: usize, dots: &[Dot], size: (f64, f64)) -> impl Iterator<Item = SeriesLabel> + '_ {
    let has_points = dots.iter().any(|dot| dot.mark == Mark::Point);
    let usable = move |dot: &&Dot| !has_points || dot.mark == Mark::Point;
    let stride = dots.iter().filter(usable).count().div_ceil(TRIES).max(1);
    let beside = move |dot: &Dot| {
        let dot = *dot;
        let away: &[f64] = if has_points { &[CLEARANCE] } else { &[CLEARANCE, 14.0, 23.0, 32.0, 41.0] };
        let lefts = [dot.x + 3.0, dot.x - size.0 - 3.0];
        lefts.into_iter().flat_map(move |left| {
            away.iter()
                .flat_map(move |away| tops(dot, *away, size.1))
                .map(move |top| at(series, (left, top), size, None))
        })
    };
    let afar = move |dot: &Dot| {
        let dot = *dot;
        AFAR.into_iter().filter(move |_| has_points).flat_map(move |away| {
            tops(dot, away, size.1).into_iter().flat_map(move |top| {
                let edge = if top > dot.y { top } else { top + size.1 };
                let lefts = [dot.x - 6.0, dot.x - size.0 / 2.0, dot.x + 6.0 - size.0];
                lefts.map(|left| at(series, (left, top), size, Some([(dot.x, dot.y), (dot.x, edge)])))
            })
        })
    };
    dots.iter().filter(usable).step_by(stride).flat_map(move |dot| beside(dot).chain(afar(dot)))
}

/// Above and below a dot.
fn tops(dot: Dot, away: f64, height: f64) -> [f64; 2] {
    [dot.y - away - height, dot.y + away]
}

fn at(
    series: usize,
    (left, top): (f64, f64),
    (width, height): (f64, f64),
    leader: Option<[(f64, f64); 2]>,
) -> SeriesLabel {
    SeriesLabel { series, place: Rect { left, top, width, height }, leader }
}

/// Lower is better: no other name, no leader, then near the start.
fn cost_without_lines(label: &SeriesLabel, placed: &[SeriesLabel], words: &[Rect], plot: Rect) -> f64 {
    let place = label.place;
    let names = placed.iter().map(|label| &label.place).chain(words).filter(|other| other.grown(3.0).overlaps(&place));
    let leader = label.leader.map(|[(x, from), (_, to)]| {
        let leader = Rect::from_edges(x, from.min(to), x, from.max(to));
        let names = placed.iter().filter(|label| label.place.grown(1.0).overlaps(&leader.grown(1.0)));
        names.count() as f64 * 1000.0 + LEADER_COST + (to - from).abs() * LEADER_COST_PER_PX
    });
    (place.left - plot.left) / plot.width * 6.0 + names.count() as f64 * 1000.0 + leader.unwrap_or(0.0)
}

/// Lower is better: nothing under the text, no foreign line nearer than one's own, none on the leader's way.
fn cost_of_lines(label: &SeriesLabel, own: usize, taken: &Grid) -> f64 {
    let place = label.place;
    let crossed = label.leader.map_or(0.0, |[(x, from), (_, to)]| {
        let leader = Rect::from_edges(x, from.min(to), x, from.max(to));
        taken.count(leader, !(1 << own)) * CROSSING_COST
    });
    let foreign = if label.leader.is_some() { 0 } else { !(1 << own) };
    taken.count(place.grown(2.0), u32::MAX) * 20.0 + taken.count(place.grown(CLEARANCE + 3.0), foreign) * 2.0 + crossed
}

/// What is taken by words at the right end of a line, whether they stand above or below it.
pub(crate) fn words_at(y: f64, words: &str, plot: Rect, font_px: f64) -> Rect {
    let left = plot.right() - 8.0 - text_width_em(words) * font_px;
    Rect::from_edges(left, y - 1.5 * font_px, plot.right(), y + 1.5 * font_px)
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
        let labels = place_labels(&named, &[], &[], plot, 12.0);
        assert_eq!(labels.len(), 3);
        for (index, label) in labels.iter().enumerate() {
            assert!(labels[..index].iter().all(|other| !other.place.overlaps(&label.place)));
            for dot in lines.iter().flatten() {
                assert!(!label.place.contains(dot.x, dot.y), "{label:?} {dot:?}");
            }
        }
    }

    /// Between two lines that are as near as a name is high, and with words where it would go first.
    #[test]
    fn a_name_without_room_beside_its_line_is_led_to_one() {
        let plot = Rect::from_edges(-10.0, -40.0, 330.0, 240.0);
        let lines = [line(|_| 90.0), line(|_| 100.0), line(|_| 110.0)];
        let named: Vec<(usize, &str, &[Dot])> =
            lines.iter().enumerate().map(|(index, line)| (index, "LSTM c", line.as_slice())).collect();
        let words = [Rect::from_edges(-10.0, 112.0, 330.0, 150.0)];
        let labels = place_led_labels(&named, &words, plot, 12.0);
        let [(x, from), (_, to)] = labels[1].leader.unwrap();
        assert_eq!(from, 100.0);
        assert!(labels[1].place.contains(x, to), "{:?}", labels[1]);
        for (index, label) in labels.iter().enumerate() {
            let free = labels[..index].iter().map(|label| &label.place).chain(&words);
            assert!(free.into_iter().all(|other| !other.overlaps(&label.place)), "{labels:?}");
            assert!(lines.iter().flatten().all(|dot| !label.place.contains(dot.x, dot.y)), "{label:?}");
        }
        // Where there is room, no name is led.
        let apart = [line(|_| 20.0), line(|_| 100.0), line(|_| 180.0)];
        let named: Vec<(usize, &str, &[Dot])> =
            apart.iter().enumerate().map(|(index, line)| (index, "LSTM", line.as_slice())).collect();
        assert!(place_led_labels(&named, &[], plot, 12.0).iter().all(|label| label.leader.is_none()));
    }
}
