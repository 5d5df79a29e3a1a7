//! The gradient check of the three cells of an experiment in short pieces: the work of whoever is idle, here or in the
//! worker.

use serde::{Deserialize, Serialize};
use unrolled_engine::{CellKind, GradientCheck, GradientCheckSpec, GradientChecker, Verdict};

use crate::experiment::Experiment;
use crate::flat::FlatError;
use crate::sampling::Stepped;
use crate::settings::{Rejection, Settings};

/// What is to be checked: the gradient of these settings, with the weights that [`Experiment::to_numbers`] gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckRequest {
    /// The asker's number for these weights, repeated in the answer.
    pub revision: u32,
    pub settings: Settings,
    pub example: usize,
    /// The sample that is read in place of the example.
    pub stepped: Option<Stepped>,
}

/// What was found of each cell, in the order of [`unrolled_engine::CellKind::ALL`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    pub revision: u32,
    pub cells: [GradientCheck; 3],
}

/// The checks of a few cells in one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// The worst there is; agreement of some is told although others cannot be told.
    pub verdict: Verdict,
    /// The largest error.
    pub error: f64,
    /// How many of the cells were compared.
    pub compared: usize,
    pub cells: usize,
}

impl Checked {
    pub fn cell(&self, kind: CellKind) -> &GradientCheck {
        &self.cells[kind as usize]
    }

    pub fn summary(&self, shown: &[CellKind]) -> Summary {
        let checks = || shown.iter().map(|kind| self.cell(*kind));
        let is_any = |verdict| checks().any(|check| check.verdict() == verdict);
        let by_weight = [Verdict::Differs, Verdict::Agrees, Verdict::NotFinite];
        Summary {
            verdict: by_weight.into_iter().find(|verdict| is_any(*verdict)).unwrap_or(Verdict::Untold),
            error: checks().map(GradientCheck::error).fold(0.0, f64::max),
            compared: checks().filter(|check| matches!(check.verdict(), Verdict::Agrees | Verdict::Differs)).count(),
            cells: shown.len(),
        }
    }
}

/// Why a check cannot be done.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CheckError {
    #[error(transparent)]
    Settings(#[from] Rejection),
    #[error(transparent)]
    Weights(#[from] FlatError),
}

/// The check under way, if there is one.
#[derive(Default)]
pub struct Checking {
    revision: u32,
    /// What is still to be worked on, the last cell first.
    checkers: Vec<GradientChecker>,
    done: Vec<GradientCheck>,
}

impl Checking {
    /// Starts a check in place of the one under way.
    ///
    /// # Errors
    /// If a setting is outside of its range, or the numbers belong to other settings; no check is under way then.
    pub fn receive(&mut self, request: &CheckRequest, numbers: &[f64]) -> Result<(), CheckError> {
        self.forget();
        let mut experiment = Experiment::on_example(&request.settings, request.example)?;
        experiment.read_sample(request.stepped.clone())?;
        experiment.restore_numbers(numbers)?;
        self.start(request.revision, &experiment);
        Ok(())
    }

    /// The same for an experiment that is at hand.
    pub fn start(&mut self, revision: u32, experiment: &Experiment) {
        let checkers = experiment.lanes.iter().rev().map(|lane| {
            GradientChecker::new(&lane.network, experiment.batch(), &lane.tape, GradientCheckSpec::default())
        });
        *self = Self { revision, checkers: checkers.collect(), done: Vec::new() };
    }

    /// Forgets the check under way.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    pub fn is_running(&self) -> bool {
        !self.checkers.is_empty()
    }

    /// Works until it is enough, asked after each piece of two forward passes at most, or all is checked: then the answer.
    pub fn work(&mut self, mut enough: impl FnMut() -> bool) -> Option<Checked> {
        while let Some(checker) = self.checkers.last_mut() {
            if !checker.step()
                && let Some(checker) = self.checkers.pop()
            {
                self.done.push(checker.into_report());
            }
            if enough() {
                break;
            }
        }
        if self.is_running() {
            return None;
        }
        let cells = std::mem::take(&mut self.done).try_into().ok()?;
        Some(Checked { revision: self.revision, cells })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(experiment: &Experiment) -> Checked {
        let mut checking = Checking::default();
        checking.start(3, experiment);
        checking.work(|| false).unwrap()
    }

    #[test]
    fn every_weight_of_the_opening_is_checked_and_agrees() {
        let experiment = Experiment::new(&Settings::default()).unwrap();
        let checked = check(&experiment);
        for (kind, cell) in CellKind::ALL.into_iter().zip(&checked.cells) {
            assert_eq!(cell.verdict(), Verdict::Agrees, "{kind:?}: {cell:?}");
            assert_eq!((cell.checked, cell.untold), (cell.entries, 0), "{kind:?}: {cell:?}");
            assert!(cell.error() < 1e-7, "{kind:?}: {cell:?}");
        }
    }

    #[test]
    fn the_gradient_that_is_shown_is_the_one_that_is_checked() {
        let mut experiment = Experiment::new(&Settings::default()).unwrap();
        experiment.lanes[1].tape.dparams.weight_hh.data[5] *= 1.0 + 1e-5;
        let checked = check(&experiment);
        let verdicts = checked.cells.each_ref().map(GradientCheck::verdict);
        assert_eq!(verdicts, [Verdict::Agrees, Verdict::Differs, Verdict::Agrees]);
        let worst = checked.cell(CellKind::Lstm).worst.unwrap();
        assert_eq!((worst.parameter(), worst.index), ("weight_hh", 5));
        let all = checked.summary(&CellKind::ALL);
        assert_eq!((all.verdict, all.error, all.compared), (Verdict::Differs, worst.comparison.error, 3));
        assert!((0.9e-5..1.1e-5).contains(&all.error), "{all:?}");
        // A cell that is not shown is not spoken of.
        assert_eq!(checked.summary(&[CellKind::Rnn, CellKind::Gru]).verdict, Verdict::Agrees);
    }

    #[test]
    fn a_cell_that_has_left_the_finite_numbers_is_not_counted() {
        let mut experiment = Experiment::new(&Settings { units: 2, ..Settings::default() }).unwrap();
        experiment.lanes[0].tape.dparams.bias_o[0] = f64::INFINITY;
        let checked = check(&experiment);
        let summary = checked.summary(&CellKind::ALL);
        assert_eq!((summary.verdict, summary.compared, summary.cells), (Verdict::Agrees, 2, 3));
        assert_eq!(checked.summary(&[CellKind::Rnn]).verdict, Verdict::NotFinite);
    }

    #[test]
    fn pieces_and_numbers_that_have_travelled_give_the_same_bits() {
        let mut experiment = Experiment::new(&Settings { units: 3, ..Settings::default() }).unwrap();
        (0..3).for_each(|_| experiment.advance());
        let request = CheckRequest { revision: 3, settings: experiment.settings.clone(), example: 0, stepped: None };
        let mut checking = Checking::default();
        checking.receive(&request, &experiment.to_numbers()).unwrap();
        let mut pieces = 0;
        let checked = loop {
            pieces += 1;
            if let Some(checked) = checking.work(|| true) {
                break checked;
            }
        };
        assert!(pieces > 100, "{pieces}");
        assert_eq!(checked, check(&experiment));
        assert!(!checking.is_running() && checking.work(|| true).is_none());
        experiment.advance();
        assert_ne!(checked, check(&experiment));
    }

    #[test]
    fn numbers_of_other_settings_are_refused() {
        let other = Experiment::new(&Settings { units: 3, ..Settings::default() }).unwrap();
        let request = CheckRequest { revision: 0, settings: Settings::default(), example: 0, stepped: None };
        let mut checking = Checking::default();
        checking.start(1, &other);
        assert!(matches!(checking.receive(&request, &other.to_numbers()), Err(CheckError::Weights(_))));
        assert!(!checking.is_running());
    }
}
