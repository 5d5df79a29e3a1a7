//! The horizontal axis: positions of steps or updates, back from pixels, and which of them get a label.

use crate::text_width_em;

/// `count` points at equal distances; a single one stands in the middle. All positions are CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct StepAxis {
    pub left: f64,
    pub right: f64,
    pub count: usize,
}

impl StepAxis {
    pub fn x(&self, index: usize) -> f64 {
        if self.count <= 1 {
            return (self.left + self.right) / 2.0;
        }
        self.left + self.spacing() * index as f64
    }

    /// Distance of neighbours; the whole width if there is one point only.
    pub fn spacing(&self) -> f64 {
        (self.right - self.left) / self.count.saturating_sub(1).max(1) as f64
    }

    /// The point nearest to `x`, or `None` beyond half a distance (at least 8 px) outside of the ends.
    pub fn nearest(&self, x: f64) -> Option<usize> {
        let slack = (self.spacing() / 2.0).max(8.0);
        if self.count == 0 || x < self.left - slack || x > self.right + slack {
            return None;
        }
        if self.count == 1 {
            return Some(0);
        }
        let index = ((x - self.left) / self.spacing()).round().max(0.0) as usize;
        Some(index.min(self.count - 1))
    }

    /// Which points get a label: the first, the last, and between them round numbers or an even division, never closer than
    /// their text allows. `first` is the number printed at index 0 and `font_px` the size of the text.
    pub fn ticks(&self, first: usize, font_px: f64) -> Vec<usize> {
        if self.count == 0 {
            return Vec::new();
        }
        let last = self.count - 1;
        let gap = (text_width_em(&(last + first).to_string()) * font_px + 14.0).max(30.0);
        let stride = |least: f64| (1..=last.max(1)).find(|&stride| stride as f64 * self.spacing() >= least);
        // For few points a stride that ends exactly on the last one, as 1 4 7 10 13 16.
        if let Some(even) =
            stride(gap).and_then(|from| (from..=from + from / 2 + 1).find(|step| last.is_multiple_of(*step)))
            && even <= 4
        {
            return (0..=last).step_by(even).collect();
        }
        let Some(step) = round_strides().find(|&step| step as f64 * self.spacing() >= gap || step > last) else {
            return vec![0];
        };
        let mut ticks: Vec<usize> =
            (first..=first + last).filter(|number| number.is_multiple_of(step)).map(|n| n - first).collect();
        let room = |from: usize, to: usize| to.abs_diff(from) as f64 * self.spacing() >= gap;
        ticks.retain(|&tick| tick == 0 || tick == last || (room(0, tick) && room(tick, last)));
        if ticks.first() != Some(&0) {
            ticks.insert(0, 0);
        }
        if ticks.last() != Some(&last) && room(0, last) {
            ticks.push(last);
        }
        ticks
    }
}

/// 1, 2, 5, 10, 20, 50, …
fn round_strides() -> impl Iterator<Item = usize> {
    (0..15).flat_map(|power| [1, 2, 5].map(|factor| factor * 10usize.pow(power)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(count: usize, width: f64) -> StepAxis {
        StepAxis { left: 40.0, right: 40.0 + width, count }
    }

    #[test]
    fn positions_and_back() {
        for count in [1, 2, 16, 200, 10_001] {
            let axis = axis(count, 300.0);
            for index in [0, count / 2, count - 1] {
                assert_eq!(axis.nearest(axis.x(index)), Some(index));
            }
            let far_left = axis.nearest(0.0);
            assert_eq!(far_left, (count <= 2).then_some(0), "{count}");
        }
    }

    #[test]
    fn labels() {
        let numbers = |count, width, first| -> Vec<usize> {
            axis(count, width).ticks(first, 12.0).into_iter().map(|index| index + first).collect()
        };
        assert_eq!(numbers(16, 300.0, 1), [1, 4, 7, 10, 13, 16]);
        assert_eq!(numbers(5, 300.0, 1), [1, 2, 3, 4, 5]);
        assert_eq!(numbers(1, 300.0, 1), [1]);
        assert_eq!(numbers(2, 300.0, 1), [1, 2]);
        assert_eq!(numbers(200, 300.0, 1), [1, 50, 100, 150, 200]);
        assert_eq!(numbers(101, 300.0, 0), [0, 20, 40, 60, 80, 100]);
        assert_eq!(numbers(10_001, 300.0, 0), [0, 2000, 4000, 6000, 8000, 10_000]);
    }

    #[test]
    fn labels_never_touch() {
        for count in 1..=260 {
            for width in [120.0, 280.0, 700.0] {
                let axis = axis(count, width);
                let ticks = axis.ticks(1, 12.0);
                assert_eq!(ticks[0], 0);
                for pair in ticks.windows(2) {
                    assert!(axis.x(pair[1]) - axis.x(pair[0]) >= 30.0, "{count} {width} {ticks:?}");
                }
            }
        }
    }
}
