//! The moments of one training iteration, in the order in which they are computed:
//! forward t = 1..T, loss, backward t = T..1, update.

use serde::{Deserialize, Serialize};

/// One moment; steps are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Moment {
    /// The state after step `t` and what is read out of it.
    Forward { t: usize },
    /// The losses of all steps and their sum.
    Loss,
    /// ∂L/∂ of everything at step `t`.
    Backward { t: usize },
    /// The weights move.
    Update,
}

/// The moments of a sequence of T steps: 2T + 2 of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeline {
    pub steps: usize,
}

impl Timeline {
    pub fn new(steps: usize) -> Self {
        Self { steps }
    }

    /// The number of moments, never 0.
    #[expect(clippy::len_without_is_empty, reason = "there is always a loss and an update")]
    pub fn len(self) -> usize {
        2 * self.steps + 2
    }

    pub fn last(self) -> usize {
        self.len() - 1
    }

    /// The moment at an index; indices past the end are the update.
    pub fn moment(self, index: usize) -> Moment {
        let steps = self.steps;
        match index {
            _ if index < steps => Moment::Forward { t: index },
            _ if index == steps => Moment::Loss,
            _ if index <= 2 * steps => Moment::Backward { t: 2 * steps - index },
            _ => Moment::Update,
        }
    }

    /// The inverse of [`Timeline::moment`]; a step past the end counts as the last one.
    pub fn index(self, moment: Moment) -> usize {
        let last_step = self.steps.saturating_sub(1);
        match moment {
            Moment::Forward { t } => t.min(last_step),
            Moment::Loss => self.steps,
            Moment::Backward { t } => 2 * self.steps - t.min(last_step),
            Moment::Update => self.last(),
        }
    }

    /// The ends of the passes: all read, loss known; gradient back at the first step; weights moved.
    pub fn pass_ends(self) -> [usize; 3] {
        [self.steps, 2 * self.steps, self.last()]
    }

    /// Whether the forward values of step `t` are there after the first `done` moments.
    pub fn is_read(self, done: usize, t: usize) -> bool {
        done > self.index(Moment::Forward { t })
    }

    /// Whether the losses are there after the first `done` moments.
    pub fn has_loss(self, done: usize) -> bool {
        done > self.index(Moment::Loss)
    }

    /// Whether the gradient has come back to step `t` after the first `done` moments.
    pub fn has_gradient(self, done: usize, t: usize) -> bool {
        done > self.index(Moment::Backward { t })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_come_in_the_order_of_computation() {
        let moments: Vec<Moment> = (0..Timeline::new(2).len()).map(|index| Timeline::new(2).moment(index)).collect();
        assert_eq!(
            moments,
            [
                Moment::Forward { t: 0 },
                Moment::Forward { t: 1 },
                Moment::Loss,
                Moment::Backward { t: 1 },
                Moment::Backward { t: 0 },
                Moment::Update
            ]
        );
    }

    #[test]
    fn index_inverts_moment() {
        for steps in [1, 2, 7, 199] {
            let timeline = Timeline::new(steps);
            for index in 0..timeline.len() {
                assert_eq!(timeline.index(timeline.moment(index)), index, "T = {steps}");
            }
        }
    }

    #[test]
    fn values_appear_forward_and_gradients_backward() {
        let timeline = Timeline::new(3);
        let read = |done| (0..3).map(|t| timeline.is_read(done, t)).collect::<Vec<_>>();
        let back = |done| (0..3).map(|t| timeline.has_gradient(done, t)).collect::<Vec<_>>();
        assert_eq!(read(0), [false; 3]);
        assert_eq!(read(2), [true, true, false]);
        assert_eq!([3, 4].map(|done| timeline.has_loss(done)), [false, true]);
        assert_eq!(back(4), [false; 3]);
        assert_eq!(back(5), [false, false, true]);
        assert_eq!(back(timeline.len()), [true; 3]);
    }
}
