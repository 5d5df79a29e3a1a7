//! A test accuracy to train until, and which cells are there.

use crate::racing::Evaluation;

/// Whose accuracy ends the race.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Who {
    #[default]
    All,
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// A share of the test answers.
    pub accuracy: f64,
    pub who: Who,
}

impl Goal {
    /// After how many updates a cell was first judged to be there. It may have lost it again since.
    pub fn first_reached(&self, judged: &[Evaluation]) -> Option<u32> {
        judged.iter().find(|at| at.test.accuracy >= self.accuracy).map(|at| at.updates)
    }

    /// Whether as many of these cells as are asked for have been there, each at a time of its own.
    pub fn is_met<'a>(&self, mut cells: impl Iterator<Item = &'a [Evaluation]>) -> bool {
        let has_been_there = |judged: &[Evaluation]| self.first_reached(judged).is_some();
        match self.who {
            Who::All => cells.all(has_been_there),
            Who::Any => cells.any(has_been_there),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Score;

    fn judged(accuracies: &[f64]) -> Vec<Evaluation> {
        let at = |(index, accuracy): (usize, &f64)| Evaluation {
            updates: 10 * index as u32,
            test: Score { loss: 1.0, accuracy: *accuracy },
            train: None,
        };
        accuracies.iter().enumerate().map(at).collect()
    }

    #[test]
    fn a_cell_is_there_from_the_first_time_on() {
        let goal = Goal { accuracy: 0.9, who: Who::All };
        assert_eq!(goal.first_reached(&judged(&[0.1, 0.5, 0.9, 0.8, 0.95])), Some(20));
        assert_eq!(goal.first_reached(&judged(&[0.1, 0.89, f64::NAN])), None);
        assert_eq!(goal.first_reached(&[]), None);
    }

    #[test]
    fn any_cell_or_all_of_them() {
        let cells = [judged(&[0.2, 0.3]), judged(&[0.2, 0.9, 0.7]), judged(&[0.2, 0.5, 0.95])];
        let all = |who, count: usize| Goal { accuracy: 0.9, who }.is_met(cells[3 - count..].iter().map(Vec::as_slice));
        assert!(all(Who::Any, 3) && !all(Who::All, 3) && all(Who::All, 2));
        let first = Goal { accuracy: 0.9, who: Who::Any };
        assert!(!first.is_met(cells[..1].iter().map(Vec::as_slice)));
    }
}
