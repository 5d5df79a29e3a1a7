//! A horizontal axis over points that are not at equal distances, as sequence lengths 2, 5, 10, 20 …: linear or log.

use crate::text_width_em;

/// The points stand where their numbers are; all positions are CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlaceAxis {
    left: f64,
    right: f64,
    places: Vec<usize>,
    log: bool,
}

impl PlaceAxis {
    /// `places` ascend; on a log axis a place of 0 stands where 1 does.
    pub fn new((left, right): (f64, f64), places: &[usize], log: bool) -> Self {
        Self { left, right, places: places.to_vec(), log }
    }

    pub fn x(&self, index: usize) -> f64 {
        let [first, here, last] = [0, index, self.places.len() - 1].map(|index| self.height(self.places[index]));
        if first == last {
            return (self.left + self.right) / 2.0;
        }
        self.left + (here - first) / (last - first) * (self.right - self.left)
    }

    fn height(&self, place: usize) -> f64 {
        if self.log { libm::log10(place.max(1) as f64) } else { place as f64 }
    }

    /// The index of the point nearest to `x`, or `None` more than 12 px outside of the ends.
    pub fn nearest(&self, x: f64) -> Option<usize> {
        if self.places.is_empty() || x < self.left - 12.0 || x > self.right + 12.0 {
            return None;
        }
        let distance = |&index: &usize| (self.x(index) - x).abs();
        (0..self.places.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }

    /// The label of one point.
    pub fn label(&self, index: usize) -> (f64, String) {
        (self.x(index), self.places[index].to_string())
    }

    /// Labels of the last and the first point, and between them, from the last one on, of as many as do not touch.
    pub fn ticks(&self, font_px: f64) -> Vec<(f64, String)> {
        let half = |text: &str| text_width_em(text) * font_px / 2.0;
        let apart =
            |(x, text): &(f64, String), (right, other): &(f64, String)| right - x >= half(text) + half(other) + 10.0;
        let mut ticks: Vec<(f64, String)> = Vec::new();
        for index in (0..self.places.len()).rev() {
            let tick = self.label(index);
            while index == 0 && ticks.len() > 1 && !apart(&tick, &ticks[ticks.len() - 1]) {
                ticks.pop();
            }
            if ticks.last().is_none_or(|last| apart(&tick, last)) {
                ticks.push(tick);
            }
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTHS: [usize; 7] = [2, 5, 10, 20, 50, 100, 200];

    #[test]
    fn points_stand_by_their_number_or_its_logarithm() {
        let linear = PlaceAxis::new((40.0, 238.0), &LENGTHS, false);
        assert_eq!([0, 2, 6].map(|index| linear.x(index)), [40.0, 48.0, 238.0]);
        let log = PlaceAxis::new((40.0, 240.0), &LENGTHS, true);
        // 20 is the geometric mean of 2 and 200.
        assert!((log.x(3) - 140.0).abs() < 1e-9);
        for axis in [linear, log] {
            for index in 0..LENGTHS.len() {
                assert_eq!(axis.nearest(axis.x(index) + 0.4), Some(index));
            }
            assert_eq!(axis.nearest(20.0), None);
        }
        assert_eq!(PlaceAxis::new((0.0, 10.0), &[7], true).x(0), 5.0);
    }

    #[test]
    fn labels_never_touch_and_both_ends_are_there() {
        let numbers = |log| -> Vec<String> {
            PlaceAxis::new((40.0, 340.0), &LENGTHS, log).ticks(12.0).into_iter().map(|(_, text)| text).collect()
        };
        assert_eq!(numbers(true), ["200", "100", "50", "20", "10", "5", "2"]);
        assert_eq!(numbers(false), ["200", "100", "50", "20", "2"]);
    }
}
