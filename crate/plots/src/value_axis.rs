//! The vertical axis: a log or linear scale, and strips beside it for what no scale can hold.
//!
//! Exact zero (on a log scale) has a strip below the floor, infinity one above the top, NaN one above that. A strip is
//! there only if something is in it, and has one row for each series that is in it, so that series do not hide each other.

use crate::linear_axis::{linear_ticks, round_top};
use crate::log_axis::{decade_label, decade_ticks, decades_of};

/// How finite values become heights. Absolute: chosen for all series of a chart together, never for one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// log₁₀, from 10^low to 10^high.
    Log { low: i32, high: i32 },
    /// From 0 to `top`.
    Linear { top: f64 },
}

impl Scale {
    /// A log scale of at least these decades for these values; see [`decades_of`].
    pub fn log_of(at_least: (i32, i32), values: impl IntoIterator<Item = f64>) -> Self {
        let (low, high) = decades_of(at_least, values);
        Scale::Log { low, high }
    }

    /// A linear scale from 0 to a round number above all these values.
    pub fn linear_of(values: impl IntoIterator<Item = f64>) -> Self {
        let greatest = values.into_iter().filter(|value| value.is_finite()).fold(0.0, f64::max);
        Scale::Linear { top: round_top(greatest) }
    }

    /// Where a finite value stands between floor (0) and top (1).
    fn share(&self, value: f64) -> f64 {
        match *self {
            Scale::Log { low, high } => (libm::log10(value) - f64::from(low)) / f64::from(high - low),
            Scale::Linear { top } => value / top,
        }
    }

    fn value(&self, share: f64) -> f64 {
        match *self {
            Scale::Log { low, high } => libm::pow(10.0, f64::from(low) + share * f64::from(high - low)),
            Scale::Linear { top } => share * top,
        }
    }
}

/// How a value is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// At its height.
    Point,
    /// Exactly zero on a log scale: a hollow marker in the strip "0".
    Zero,
    /// A hollow marker in the strip "∞".
    Infinite,
    /// A cross in the strip "NaN".
    NotANumber,
}

impl Mark {
    pub fn of(value: f64, scale: &Scale) -> Self {
        match scale {
            _ if value.is_nan() => Mark::NotANumber,
            _ if value.is_infinite() => Mark::Infinite,
            Scale::Log { .. } if value == 0.0 => Mark::Zero,
            _ => Mark::Point,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Strip {
    pub mark: Mark,
    pub top: f64,
    pub bottom: f64,
    /// The series that are in it, from its top row to its last.
    series: Vec<usize>,
}

impl Strip {
    fn y(&self, series: usize) -> f64 {
        let row = self.series.iter().position(|&other| other == series).unwrap_or(0);
        (self.top + self.bottom) / 2.0 + (row as f64 - (self.series.len() as f64 - 1.0) / 2.0) * ROW_PX
    }
}

/// A scale laid over a range of pixels. All heights are CSS pixels from the top of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueAxis {
    scale: Scale,
    top: f64,
    bottom: f64,
    strips: Vec<Strip>,
}

/// Between a strip and the scale.
const STRIP_GAP: f64 = 8.0;
/// Between two rows of a strip.
const ROW_PX: f64 = 9.0;
/// Least distance of tick labels, so that they read apart.
const TICK_GAP: f64 = 26.0;

impl ValueAxis {
    /// An axis from `top` to `bottom` with the strips that these series need.
    pub(crate) fn new(scale: Scale, series: &[&[f64]], (top, bottom): (f64, f64)) -> Self {
        let mut axis = Self { scale, top, bottom, strips: Vec::new() };
        for mark in [Mark::NotANumber, Mark::Infinite, Mark::Zero] {
            let has_it = |values: &[f64]| values.iter().any(|&value| Mark::of(value, &scale) == mark);
            let inside: Vec<usize> = (0..series.len()).filter(|&index| has_it(series[index])).collect();
            if !inside.is_empty() {
                axis.add_strip(mark, inside);
            }
        }
        axis
    }

    /// Takes room from the scale: below it for zeros, above it for the others.
    fn add_strip(&mut self, mark: Mark, series: Vec<usize>) {
        let height = ROW_PX * series.len() as f64 + 7.0;
        let (top, bottom) = if mark == Mark::Zero {
            self.bottom -= height + STRIP_GAP;
            (self.bottom + STRIP_GAP, self.bottom + STRIP_GAP + height)
        } else {
            self.top += height + STRIP_GAP;
            (self.top - STRIP_GAP - height, self.top - STRIP_GAP)
        };
        self.strips.push(Strip { mark, top, bottom, series });
    }

    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// Top and bottom of the scale itself, without the strips.
    pub fn range(&self) -> (f64, f64) {
        (self.top, self.bottom)
    }

    /// Height of a finite value on the scale; kept at its ends if it is outside of the domain.
    pub(crate) fn y_of_point(&self, value: f64) -> f64 {
        self.bottom - self.scale.share(value).clamp(0.0, 1.0) * (self.bottom - self.top)
    }

    /// Height of 10^exponent on a log scale, also where 10^exponent is no `f64`; the infinite exponents are exact zero and
    /// infinity, in their strips.
    ///
    /// # Panics
    /// On a linear scale, which has no exponents.
    pub(crate) fn y_of_exponent(&self, exponent: f64, series: usize) -> f64 {
        let Scale::Log { low, high } = self.scale else { panic!("exponents belong to a log scale") };
        if exponent.is_infinite() {
            return self.y(if exponent < 0.0 { 0.0 } else { f64::INFINITY }, series);
        }
        let share = (exponent - f64::from(low)) / f64::from(high - low);
        self.bottom - share.clamp(0.0, 1.0) * (self.bottom - self.top)
    }

    /// Height at which a value of the series with this index is drawn, on the scale or in its strip.
    pub fn y(&self, value: f64, series: usize) -> f64 {
        match Mark::of(value, &self.scale) {
            Mark::Point => self.y_of_point(value),
            mark => match self.strips.iter().find(|strip| strip.mark == mark) {
                Some(strip) => strip.y(series),
                None if mark == Mark::Zero => self.bottom,
                None => self.top,
            },
        }
    }

    /// The value at a height, or `None` outside of the scale (in a strip or beyond).
    pub fn value_at(&self, y: f64) -> Option<f64> {
        let share = (self.bottom - y) / (self.bottom - self.top);
        (0.0..=1.0).contains(&share).then(|| self.scale.value(share))
    }

    pub(crate) fn strips(&self) -> &[Strip] {
        &self.strips
    }

    /// Heights and labels of the ticks on the scale.
    pub(crate) fn ticks(&self) -> Vec<(f64, String)> {
        let height = self.bottom - self.top;
        match self.scale {
            Scale::Log { low, high } => decade_ticks(low, high, height, TICK_GAP)
                .into_iter()
                .map(|decade| {
                    let share = f64::from(decade - low) / f64::from(high - low);
                    (self.bottom - share * height, decade_label(decade))
                })
                .collect(),
            Scale::Linear { top } => linear_ticks(top, height, TICK_GAP)
                .into_iter()
                .map(|(value, label)| (self.y_of_point(value), label))
                .collect(),
        }
    }
}

/// What stands beside a strip.
pub(crate) fn strip_label(mark: Mark) -> &'static str {
    match mark {
        Mark::Point => "",
        Mark::Zero => "0",
        Mark::Infinite => "∞",
        Mark::NotANumber => "NaN",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: Scale = Scale::Log { low: -5, high: 1 };

    #[test]
    fn values_and_heights_are_inverse() {
        for scale in [LOG, Scale::Linear { top: 10.0 }] {
            let axis = ValueAxis::new(scale, &[], (10.0, 130.0));
            for value in [1e-4, 0.03, 1.0, 9.9] {
                let back = axis.value_at(axis.y(value, 0)).unwrap();
                assert!((back / value - 1.0).abs() < 1e-9, "{value} {back}");
            }
            assert_eq!(axis.value_at(9.0), None);
            assert_eq!(axis.value_at(131.0), None);
        }
    }

    #[test]
    fn exponents_stand_where_their_powers_stand() {
        let axis = ValueAxis::new(LOG, &[&[0.0, f64::INFINITY]], (10.0, 130.0));
        for (exponent, value) in [(-4.0, 1e-4), (0.0, 1.0), (f64::NEG_INFINITY, 0.0), (f64::INFINITY, f64::INFINITY)] {
            assert!((axis.y_of_exponent(exponent, 0) - axis.y(value, 0)).abs() < 1e-9, "{exponent}");
        }
        assert_eq!(axis.y_of_exponent(-900.0, 0), axis.range().1);
    }

    #[test]
    fn strips_are_there_only_for_what_occurs() {
        let strips = |values: &[f64], scale| -> Vec<Mark> {
            let axis = ValueAxis::new(scale, &[values], (0.0, 300.0));
            axis.strips().iter().map(|strip| strip.mark).collect()
        };
        assert_eq!(strips(&[1.0], LOG), []);
        assert_eq!(strips(&[0.0], LOG), [Mark::Zero]);
        assert_eq!(strips(&[0.0], Scale::Linear { top: 1.0 }), []);
        assert_eq!(strips(&[0.0, f64::INFINITY, f64::NAN], LOG), [Mark::NotANumber, Mark::Infinite, Mark::Zero]);
    }

    #[test]
    fn order_from_top_to_bottom_and_no_two_series_on_one_height() {
        let values = [0.0, f64::INFINITY, f64::NAN];
        let axis = ValueAxis::new(LOG, &[&values, &values, &[1.0]], (0.0, 300.0));
        let heights: Vec<f64> = [f64::NAN, f64::INFINITY, 10.0, 1e-5, 0.0]
            .into_iter()
            .flat_map(|value| [axis.y(value, 0), axis.y(value, 1)])
            .collect();
        assert!(heights.windows(2).all(|pair| pair[0] <= pair[1]), "{heights:?}");
        for value in values {
            assert!(axis.y(value, 1) - axis.y(value, 0) >= 8.0);
            assert_eq!(axis.value_at(axis.y(value, 0)), None);
        }
    }

    #[test]
    fn values_beyond_the_domain_stay_at_its_ends() {
        let axis = ValueAxis::new(LOG, &[], (0.0, 60.0));
        assert_eq!((axis.y(1e-300, 0), axis.y(1e300, 0)), (60.0, 0.0));
    }
}
