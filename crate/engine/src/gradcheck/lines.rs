//! Along which lines through the weights a gradient is checked: entries, all or a sample, and random directions.

use crate::order::sort_by;
use crate::random::Random;
use crate::{GradientCheckSpec, Params};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Entry {
        tensor: usize,
        index: usize,
    },
    /// The stream of random numbers that it comes from.
    Direction(u64),
}

/// At least so many entries are checked, however big the net is.
const FEWEST: usize = 24;

/// All entries if `budget` is enough for them, else as many of them as it is enough for; and the directions.
pub(super) fn lines(gradient: &Params<f64>, budget: u64, spec: GradientCheckSpec) -> Vec<Line> {
    let lengths = gradient.tensors().map(<[f64]>::len);
    let budget = usize::try_from(budget).unwrap_or(usize::MAX).max(FEWEST);
    let mut random = Random::new(spec.seed, u64::MAX - 1);
    let mut lines: Vec<Line> = (0..spec.directions).map(Line::Direction).collect();
    for (tensor, count) in shares(lengths, budget).into_iter().enumerate() {
        let indices = sample(lengths[tensor], count, &mut random);
        lines.extend(indices.into_iter().map(|index| Line::Entry { tensor, index }));
    }
    // They are worked off from the end, in the order of the tensors; the directions come last.
    lines.reverse();
    lines
}

/// How many entries of each tensor: the same of all, but what a small one does not use goes to the others.
fn shares<const N: usize>(lengths: [usize; N], budget: usize) -> [usize; N] {
    let mut by_length: [usize; N] = std::array::from_fn(|tensor| tensor);
    sort_by(&mut by_length, |one, other| lengths[*one].cmp(&lengths[*other]));
    let mut shares = [0; N];
    let mut left = budget;
    for (place, tensor) in by_length.into_iter().enumerate() {
        shares[tensor] = lengths[tensor].min(left / (N - place));
        left -= shares[tensor];
    }
    shares
}

/// `count` of the indices below `length`, in rising order: the first ones of a shuffle (Fisher & Yates 1938).
fn sample(length: usize, count: usize, random: &mut Random) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..length).collect();
    if count >= length {
        return indices;
    }
    let mut is_in = vec![false; length];
    for place in 0..count {
        indices.swap(place, place + random.below(length - place));
        is_in[indices[place]] = true;
    }
    (0..length).filter(|index| is_in[*index]).collect()
}

/// A unit vector that is as likely to point one way as another.
pub(super) fn direction(shape: &Params<f64>, seed: u64, stream: u64) -> Params<f64> {
    let mut random = Random::new(seed, stream);
    let mut direction = shape.zeros_like();
    direction.tensors_mut().into_iter().flatten().for_each(|value| *value = random.gaussian());
    let length = crate::clip::global_norm(&direction);
    direction.tensors_mut().into_iter().flatten().for_each(|value| *value /= length);
    direction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_spread_over_all_tensors() {
        assert_eq!(shares([16, 4096, 64, 64, 1664, 26], 120), [16, 21, 21, 21, 21, 20]);
        assert_eq!(shares([16, 9, 6, 6, 12, 4], usize::MAX), [16, 9, 6, 6, 12, 4]);
        assert_eq!(shares([4, 9, 3, 3, 12, 4], 24).iter().sum::<usize>(), 24);
    }

    #[test]
    fn a_sample_has_no_entry_twice() {
        let mut random = Random::new(3, 4);
        for count in [0, 1, 7, 99, 100] {
            let indices = sample(100, count, &mut random);
            assert_eq!(indices.len(), count);
            assert!(indices.is_sorted_by(|one, next| one < next) && indices.iter().all(|index| *index < 100));
        }
    }
}
