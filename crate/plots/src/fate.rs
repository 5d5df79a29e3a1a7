//! What becomes of a gradient on its way back, by the limits of the bands: where it explodes, and where it is last alive.

use crate::{EXPLODING_ABOVE, VANISHED_BELOW};

/// What is below this at every step has not died on its way: it was small where it began.
const SMALL_BELOW: f64 = 1e-2;

/// Steps count from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fate {
    /// The first step on the way back whose norm is above [`EXPLODING_ABOVE`], or NaN.
    pub explodes_at: Option<usize>,
    /// The last step on the way back whose norm is not below [`VANISHED_BELOW`]: step 0 if the gradient arrives there
    /// alive, `None` if it is below at every step.
    pub last_alive: Option<usize>,
    /// Of a gradient that is small from its beginning: how many times as much arrives at step 0 as has begun.
    pub kept_of_small: Option<f64>,
}

impl Fate {
    /// Of ‖∂L/∂h_t‖₂, first step first. `(T)`
    ///
    /// ```
    /// use unrolled_plots::Fate;
    /// let fate = Fate::of(&[1e-6, 9e-4, 1e-3, 0.5]);
    /// assert_eq!((fate.explodes_at, fate.last_alive), (None, Some(2)));
    /// ```
    pub fn of(norms: &[f64]) -> Self {
        let is_small = norms.iter().all(|norm| *norm < SMALL_BELOW);
        let begins = norms.iter().rfind(|norm| **norm > 0.0).filter(|_| is_small);
        Self {
            explodes_at: norms.iter().rposition(|norm| norm.is_nan() || *norm > EXPLODING_ABOVE),
            last_alive: norms.iter().position(|norm| norm.is_nan() || *norm >= VANISHED_BELOW),
            kept_of_small: begins.map(|begins| norms[0] / begins),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fate(norms: &[f64]) -> (Option<usize>, Option<usize>) {
        let Fate { explodes_at, last_alive, .. } = Fate::of(norms);
        (explodes_at, last_alive)
    }

    #[test]
    fn the_limits_themselves_are_neither_vanished_nor_exploding() {
        assert_eq!(fate(&[1e-3, 1e3, 0.5]), (None, Some(0)));
        assert_eq!(fate(&[9.9e-4, 1e-3, 0.5]), (None, Some(1)));
        assert_eq!(fate(&[0.5, 1001.0, 2.0]), (Some(1), Some(0)));
    }

    /// A loss on the way makes it large again: what counts is what arrives at the first step.
    #[test]
    fn a_gradient_that_comes_back_to_life_is_alive() {
        assert_eq!(fate(&[0.2, 1e-5, 1e-4, 0.5]), (None, Some(0)));
        assert_eq!(fate(&[1e-5, 0.2, 1e-4, 0.5]), (None, Some(1)));
    }

    #[test]
    fn vanished_everywhere_and_exactly_zero() {
        assert_eq!(fate(&[0.0, 1e-9, 1e-4]), (None, None));
        assert_eq!(fate(&[]), (None, None));
    }

    #[test]
    fn what_begins_small_has_not_died_on_its_way() {
        let kept = |norms: &[f64]| Fate::of(norms).kept_of_small;
        assert_eq!(kept(&[2.5e-5, 1e-3, 5e-3]), Some(5e-3));
        assert_eq!(kept(&[0.0, 1e-9, 1e-4, 0.0]), Some(0.0));
        // Larger on the way, by another loss or by the weights.
        assert_eq!(kept(&[5e-4, 0.3, 0.4, 5e-3]), None);
        assert_eq!(kept(&[1e-5, 2e3, 5e-3]), None);
        assert_eq!(kept(&[1e-5, 1e-2]), None);
        assert_eq!(kept(&[f64::NAN, 1e-4]), None);
        assert_eq!(kept(&[0.0, 0.0]), None);
    }

    /// Going back, infinity comes before what is no number.
    #[test]
    fn what_overflows_explodes_where_it_first_does() {
        assert_eq!(fate(&[f64::NAN, f64::INFINITY, 2e3, 1.0]), (Some(2), Some(0)));
        assert_eq!(fate(&[f64::NAN, 1.0, 1e-9]), (Some(0), Some(0)));
        // It grows beyond the limit, and vanishes all the same.
        assert_eq!(fate(&[1e-4, 1.0, 2e3, 1.0]), (Some(2), Some(1)));
    }
}
