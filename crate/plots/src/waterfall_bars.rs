//! The bars of a waterfall: which steps share bars, from where to where each part goes, and where that is drawn.

use crate::frame::Frame;
use crate::{Rect, WaterfallPart, WaterfallStep};

/// One floating bar. Steps count from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaterfallBar {
    pub part: WaterfallPart,
    /// The first and the last of the steps whose parts it sums up; the same one where there is room.
    pub first: usize,
    pub last: usize,
    /// log₁₀ of the norm to its right and to its left; ±∞ stand in the strips.
    pub from: f64,
    pub to: f64,
    /// In CSS pixels; without height where the part changes nothing.
    pub place: Rect,
}

impl WaterfallBar {
    /// Whether a step's part is in it.
    pub fn has(&self, step: usize) -> bool {
        (self.first..=self.last).contains(&step)
    }
}

/// Consecutive steps with one bar for each part.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    pub first: usize,
    pub last: usize,
    /// log₁₀ of the norm that the parts start from.
    pub start: f64,
    /// Sums of log₁₀ of the factors, in the chart's order.
    parts: Vec<(WaterfallPart, f64)>,
}

impl Column {
    /// The levels between the parts, from what arrives to what leaves. An infinite one is the last: no part of nothing is
    /// known.
    pub fn exponents(&self) -> Vec<f64> {
        let mut levels = vec![self.start];
        for (_, part) in &self.parts {
            let level = levels[levels.len() - 1] + part;
            if level.is_nan() {
                break;
            }
            levels.push(level);
            if level.is_infinite() {
                break;
            }
        }
        levels
    }
}

/// Least width of a step's bars, with which stripes and hollow bars are still told apart; narrower steps share theirs.
const COLUMN_PX: f64 = 20.0;
/// Most width of one bar.
const BAR_PX: f64 = 32.0;
/// Between the bars of two columns, where levels and their markers stand.
const LEVEL_PX: f64 = 11.0;

/// How many steps share their bars in a chart of this width.
pub(crate) fn steps_per_column(steps: usize, width_px: f64) -> usize {
    ((steps as f64 * COLUMN_PX / width_px).ceil() as usize).max(1)
}

/// From the last step to the first, at most so many steps in each. Steps without a gradient, and those with a part of exactly
/// zero, share with no other.
pub(crate) fn columns(steps: &[WaterfallStep], parts: &[WaterfallPart], most: usize) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (index, step) in steps.iter().enumerate().rev() {
        let start = libm::log10(step.before);
        let Some(factors) = step.log10_factors.filter(|_| start.is_finite()) else { continue };
        let own: Vec<_> = parts.iter().map(|&part| (part, factors[part as usize])).collect();
        let shared = columns.last_mut().filter(|column| {
            let sums = column.parts.iter().chain(&own).all(|(_, part)| part.is_finite());
            sums && column.first == index + 1 && column.last - index < most
        });
        if let Some(column) = shared {
            column.first = index;
            column.parts.iter_mut().zip(own).for_each(|((_, sum), (_, part))| *sum += part);
        } else {
            columns.push(Column { first: index, last: index, start, parts: own });
        }
    }
    columns
}

pub(crate) fn bars(columns: &[Column], frame: &Frame) -> Vec<WaterfallBar> {
    let y = |exponent: f64| frame.values.y_of_exponent(exponent, 0);
    let in_column = |column: &Column| {
        let (left, right) = (frame.steps.x(column.first), frame.steps.x(column.last + 1));
        let level = LEVEL_PX.min((right - left) * 0.3);
        let count = column.parts.len() as f64;
        let width = ((right - left - level) / count).min(BAR_PX);
        let middle = (left + right) / 2.0;
        let exponents = column.exponents();
        let (first, last) = (column.first, column.last);
        let bar = move |(place, &(part, _)): (usize, &(WaterfallPart, f64))| {
            let (from, to) = (*exponents.get(place)?, *exponents.get(place + 1)?);
            let left = middle + width * (count / 2.0 - 1.0 - place as f64);
            let (top, bottom) = (y(from).min(y(to)), y(from).max(y(to)));
            Some(WaterfallBar { part, first, last, from, to, place: Rect::from_edges(left, top, left + width, bottom) })
        };
        column.parts.iter().enumerate().filter_map(bar).collect::<Vec<_>>()
    };
    columns.iter().flat_map(in_column).collect()
}
