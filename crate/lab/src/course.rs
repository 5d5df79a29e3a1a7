//! What the curves of a training say, as numbers for a sentence: where a cell began and is, its best on the way, who came to an
//! accuracy first, and how large the gradients were before and after clipping.

use unrolled_engine::order::sort_by;

use crate::racing::Evaluation;

/// A value with the number of updates after which it was measured.
pub type At = (u32, f64);

/// Of one curve, which has at least one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    pub first: At,
    pub last: At,
    /// The earliest of the best ones.
    pub best: At,
}

impl Course {
    /// Of the losses on the test set: the best is the lowest. `None` as long as nothing has been judged.
    pub fn of_losses(judged: &[Evaluation]) -> Option<Self> {
        Self::of(judged.iter().map(|at| (at.updates, at.test.loss)), |new, best| new < best)
    }

    /// Of the accuracies on the test set: the best is the highest.
    pub fn of_accuracies(judged: &[Evaluation]) -> Option<Self> {
        Self::of(judged.iter().map(|at| (at.updates, at.test.accuracy)), |new, best| new > best)
    }

    fn of(mut values: impl Iterator<Item = At>, is_better: fn(f64, f64) -> bool) -> Option<Self> {
        let first = values.next()?;
        let start = Self { first, last: first, best: first };
        Some(values.fold(start, |course, at| {
            let is_best = is_better(at.1, course.best.1) || course.best.1.is_nan();
            Self { last: at, best: if is_best { at } else { course.best }, ..course }
        }))
    }
}

/// Which of these cells have come to the accuracy and after how many updates, the first one first; those that came after as
/// many stay in their order.
pub fn arrivals(accuracy: f64, cells: &[&[Evaluation]]) -> Vec<(usize, u32)> {
    let arrival = |(cell, judged): (usize, &&[Evaluation])| {
        judged.iter().find(|at| at.test.accuracy >= accuracy).map(|at| (cell, at.updates))
    };
    let mut found: Vec<(usize, u32)> = cells.iter().enumerate().filter_map(arrival).collect();
    sort_by(&mut found, |one, other| one.1.cmp(&other.1).then(one.0.cmp(&other.0)));
    found
}

/// Of ‖∂L/∂W‖ before and after clipping, of at least one update.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormCourse {
    pub updates: u32,
    /// The largest before clipping, and the update in which it was, from 1.
    pub largest: At,
    /// How many updates were clipped.
    pub clipped: u32,
    /// Of the last update, before and after.
    pub last: [f64; 2],
}

impl NormCourse {
    /// `norms` are those of update 1, 2, … before and after clipping.
    pub fn of(norms: &[[f64; 2]]) -> Option<Self> {
        let last = *norms.last()?;
        let largest = (1..).zip(norms).map(|(update, norm)| (update, norm[0]));
        let largest = largest.reduce(|most, at| if at.1 > most.1 || most.1.is_nan() { at } else { most })?;
        let clipped = norms.iter().filter(|[before, after]| after < before).count() as u32;
        Some(Self { updates: norms.len() as u32, largest, clipped, last })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Score;

    fn judged(values: &[(u32, f64, f64)]) -> Vec<Evaluation> {
        let at = |&(updates, loss, accuracy): &(u32, f64, f64)| Evaluation {
            updates,
            test: Score { loss, accuracy },
            train: None,
        };
        values.iter().map(at).collect()
    }

    #[test]
    fn a_course_has_its_ends_and_the_earliest_best() {
        let judged = judged(&[(0, 1.4, 0.2), (10, 0.5, 0.8), (20, 0.5, 0.9), (30, 0.7, 0.9)]);
        let losses = Course { first: (0, 1.4), last: (30, 0.7), best: (10, 0.5) };
        assert_eq!(Course::of_losses(&judged), Some(losses));
        let accuracies = Course { first: (0, 0.2), last: (30, 0.9), best: (20, 0.9) };
        assert_eq!(Course::of_accuracies(&judged), Some(accuracies));
        assert_eq!(Course::of_losses(&[]), None);
    }

    #[test]
    fn what_is_no_number_is_never_the_best() {
        let judged = judged(&[(0, f64::NAN, 0.5), (10, 2.0, 0.5), (20, f64::NAN, 0.5)]);
        let course = Course::of_losses(&judged).unwrap();
        assert_eq!((course.best, course.last.0), ((10, 2.0), 20));
        assert!(course.last.1.is_nan());
    }

    #[test]
    fn who_came_first_is_first() {
        let slow = judged(&[(0, 1.0, 0.1), (20, 1.0, 0.5), (40, 1.0, 0.95)]);
        let fast = judged(&[(0, 1.0, 0.1), (20, 1.0, 0.9), (40, 1.0, 0.2)]);
        let never = judged(&[(0, 1.0, 0.1), (40, 1.0, 0.89)]);
        assert_eq!(arrivals(0.9, &[&slow, &never, &fast]), [(2, 20), (0, 40)]);
        assert_eq!(arrivals(0.1, &[&slow, &fast]), [(0, 0), (1, 0)]);
        assert_eq!(arrivals(0.9, &[&never, &[]]), []);
    }

    #[test]
    fn clipped_updates_are_counted() {
        let norms = [[0.5, 0.5], [3.0, 1.0], [7.0, 1.0], [2.0, 1.0], [0.4, 0.4]];
        let course = NormCourse { updates: 5, largest: (3, 7.0), clipped: 3, last: [0.4, 0.4] };
        assert_eq!(NormCourse::of(&norms), Some(course));
        assert_eq!(NormCourse::of(&[]), None);
    }
}
