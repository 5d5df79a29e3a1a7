//! The complex plane laid over pixels with one scale for both axes, and its ticks.

use crate::linear_axis::round_top;
use crate::{PlotError, Rect, Size, Theme};

/// CSS pixels; 0 is in the middle of the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PlaneAxes {
    pub plot: Rect,
    /// Pixels of a length of 1, on both axes.
    pub unit_px: f64,
}

const LEAST: Size = Size { width: 120.0, height: 120.0 };
/// Least distance of ticks.
const TICK_GAP: f64 = 36.0;

impl PlaneAxes {
    /// Shows at least all numbers with a modulus up to `reach`; `above` pixels at the top are for strips.
    pub fn new(size: Size, reach: f64, above: f64, theme: &Theme) -> Result<Self, PlotError> {
        if !(size.width >= LEAST.width && size.height >= LEAST.height) {
            return Err(PlotError::TooSmall { width: size.width, height: size.height });
        }
        let left = (4.0 * theme.font_px).ceil();
        let bottom = size.height - theme.font_px - 12.0;
        let plot = Rect::from_edges(left, 8.0 + above, size.width - 8.0, bottom.floor());
        Ok(Self { plot, unit_px: plot.width.min(plot.height) / 2.0 / reach })
    }

    pub fn center(&self) -> (f64, f64) {
        (self.plot.left + self.plot.width / 2.0, self.plot.top + self.plot.height / 2.0)
    }

    pub fn point(&self, (re, im): (f64, f64)) -> (f64, f64) {
        let (x, y) = self.center();
        (x + re * self.unit_px, y - im * self.unit_px)
    }

    pub fn number(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let center = self.center();
        ((x - center.0) / self.unit_px, (center.1 - y) / self.unit_px)
    }

    /// The round numbers on an axis of this length, with their labels.
    pub fn ticks(&self, length_px: f64) -> Vec<(f64, String)> {
        let half = (length_px / 2.0 / self.unit_px).min(f64::MAX);
        round_ticks((-half, half), TICK_GAP / self.unit_px)
    }
}

/// Multiples of 1, 2, 5 times a power of ten from `low` to `high`, at least `gap` apart, with their labels.
pub(crate) fn round_ticks((low, high): (f64, f64), gap: f64) -> Vec<(f64, String)> {
    let step = step(gap);
    if !step.is_finite() {
        return vec![(0.0, "0".to_owned())];
    }
    // A thousandth of a step is the rounding of the ends.
    let (first, last) = (libm::ceil(low / step - 1e-3) as i64, libm::floor(high / step + 1e-3) as i64);
    (first..=last).map(|index| (index as f64 * step, label(index, step))).collect()
}

/// How far the axes reach for these moduli: at least as far as asked, else out to a round number with some room.
pub(crate) fn reach_of(at_least: f64, moduli: impl IntoIterator<Item = f64>) -> f64 {
    let most = moduli.into_iter().filter(|modulus| modulus.is_finite()).fold(0.0, f64::max);
    if most * ROOM <= at_least { at_least } else { round_top((most * ROOM).min(f64::MAX)) }
}

/// So that no marker is cut at the edge.
const ROOM: f64 = 1.06;

/// The smallest of 1, 2, 5 times a power of ten that is not below `least`.
fn step(least: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(least)));
    [1.0, 2.0, 5.0].into_iter().map(|factor| factor * power).find(|&step| step >= least).unwrap_or(10.0 * power)
}

fn label(index: i64, step: f64) -> String {
    if index == 0 {
        return "0".to_owned();
    }
    let sign = if index < 0 { "−" } else { "" };
    let value = index.unsigned_abs() as f64 * step;
    let decimals = (-libm::floor(libm::log10(step) + 1e-9)).max(0.0) as usize;
    if (1e-4..1e5).contains(&step) { format!("{sign}{value:.decimals$}") } else { format!("{sign}{value:.0e}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_axes_have_one_scale_and_lead_back() {
        let axes = PlaneAxes::new(Size { width: 400.0, height: 240.0 }, 1.25, 0.0, &Theme::light()).unwrap();
        let (x, y) = axes.center();
        assert_eq!(axes.point((1.0, 0.0)), (x + axes.unit_px, y));
        assert_eq!(axes.point((0.0, 1.0)), (x, y - axes.unit_px));
        let (re, im) = axes.number(axes.point((-0.3, 0.7)));
        assert!((re + 0.3).abs() < 1e-12 && (im - 0.7).abs() < 1e-12);
        assert!((axes.point((0.0, 1.25)).1 - axes.plot.top).abs() < 1e-9);
    }

    #[test]
    fn ticks_are_round_and_apart() {
        for reach in [1e-7, 0.9, 1.25, 3.0, 40.0, 1e9] {
            let axes = PlaneAxes::new(Size { width: 300.0, height: 240.0 }, reach, 0.0, &Theme::light()).unwrap();
            let ticks = axes.ticks(axes.plot.height);
            assert!((3..=7).contains(&ticks.len()), "{reach}: {ticks:?}");
            assert!(ticks.iter().any(|(value, label)| *value == 0.0 && label == "0"), "{ticks:?}");
            assert!(ticks.windows(2).all(|pair| (pair[1].0 - pair[0].0) * axes.unit_px >= TICK_GAP - 1e-6));
        }
        assert_eq!(
            [(0, 0.5), (-1, 0.5), (2, 0.5), (3, 20.0)].map(|(k, step)| label(k, step)),
            ["0", "−0.5", "1.0", "60"]
        );
    }

    #[test]
    fn ticks_of_a_range_hold_its_ends_and_nothing_outside() {
        let labels =
            |range, gap| -> Vec<String> { round_ticks(range, gap).into_iter().map(|(_, label)| label).collect() };
        assert_eq!(labels((-1.0, 2.0), 0.7), ["−1", "0", "1", "2"]);
        assert_eq!(labels((0.15, 0.39), 0.08), ["0.2", "0.3"]);
    }

    #[test]
    fn reach_grows_in_round_steps() {
        for (moduli, wanted) in
            [(vec![0.3, 1.1], 1.25), (vec![1.2], 1.5), (vec![2.0], 3.0), (vec![f64::NAN, f64::INFINITY], 1.25)]
        {
            assert!((reach_of(1.25, moduli) - wanted).abs() < 1e-12);
        }
    }
}
