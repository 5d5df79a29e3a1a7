//! All that is worked on in short pieces beside the page: runs of updates first, then a race, then a gradient check,
//! then what is measured of many networks or sequences.

use crate::checking::{CheckError, Checking};
use unrolled_tasks::{data, own};

use crate::experiment::Experiment;
use crate::measuring::{MeasureError, Measuring};
use crate::racing::{RaceError, Racing};
use crate::trained::{self, FileError};
use crate::training::{Posted, Report, Request, Training};

#[derive(Default)]
pub struct Work {
    training: Training,
    racing: Racing,
    checking: Checking,
    measuring: Measuring,
}

/// Why a request cannot be taken up.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum WorkError {
    #[error(transparent)]
    Check(#[from] CheckError),
    #[error(transparent)]
    Measure(#[from] MeasureError),
    #[error(transparent)]
    Race(#[from] RaceError),
    #[error(transparent)]
    Weights(#[from] FileError),
}

impl Work {
    /// Takes up a request with its numbers, which only a check, a memory probe and a race that is resumed have.
    ///
    /// # Errors
    /// If a setting is outside of its range, data are missing, the numbers belong to other settings, or a file is broken.
    pub fn receive(&mut self, request: Request, numbers: &[f64]) -> Result<(), WorkError> {
        match request {
            Request::Check(request) => self.checking.receive(&request, numbers)?,
            Request::Run(_) => {
                self.checking.forget();
                self.training.receive(request).map_err(CheckError::from)?;
            }
            Request::Measure(request) => self.measuring.receive(request, numbers)?,
            Request::Race(run) => self.racing.start(run, numbers)?,
            Request::Stop { job } => {
                self.racing.stop(job);
                self.measuring.stop(job);
                self.training.receive(request).map_err(CheckError::from)?;
            }
            Request::Provide { file, text } => data::provide(file, text),
            Request::ProvideWeights { file, bytes } => trained::provide(file, &bytes)?,
            Request::ProvideOwn { source } => own::provide(&source),
        }
        Ok(())
    }

    /// Takes up the check of an experiment that is at hand.
    pub fn check(&mut self, revision: u32, experiment: &Experiment) {
        self.checking.start(revision, experiment);
    }

    pub fn is_running(&self) -> bool {
        self.training.is_running()
            || self.racing.is_running()
            || self.checking.is_running()
            || self.measuring.is_running()
    }

    /// Works until it is enough, asked again and again, and says what is to be told.
    pub fn work(&mut self, enough: impl FnMut() -> bool) -> Option<Posted> {
        if self.training.is_running() {
            return self.training.work(enough);
        }
        if self.racing.is_running() {
            let (report, numbers) = self.racing.work(enough)?;
            return Some(Posted { report: Report::Raced(Box::new(report)), numbers });
        }
        let report = if self.checking.is_running() {
            Report::Checked(Box::new(self.checking.work(enough)?))
        } else {
            Report::Measured(Box::new(self.measuring.work(enough)?))
        };
        Some(Posted { report, numbers: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checking::CheckRequest;
    use crate::measuring::{Measure, MeasureRequest};
    use crate::settings::Settings;
    use crate::training::{End, Run};

    fn check(revision: u32, experiment: &Experiment) -> (Request, Vec<f64>) {
        let settings = experiment.settings.clone();
        (Request::Check(CheckRequest { revision, settings, example: 0, stepped: None }), experiment.to_numbers())
    }

    #[test]
    fn a_run_ends_the_check_and_the_newest_check_is_done() {
        let experiment = Experiment::new(&Settings { units: 2, ..Settings::default() }).unwrap();
        let mut work = Work::default();
        let (request, numbers) = check(1, &experiment);
        work.receive(request, &numbers).unwrap();
        assert_eq!(work.work(|| true), None);
        let run = Run { job: 1, settings: experiment.settings.clone(), from: 0, to: 2, stops_at_overflow: true };
        work.receive(Request::Run(run), &[]).unwrap();
        let posted = work.work(|| false).unwrap();
        assert_eq!(posted.report, Report::Finished { job: 1, updates: 2, end: End::Reached });
        assert!(!work.is_running());
        for revision in [2, 3] {
            let (request, numbers) = check(revision, &experiment);
            work.receive(request, &numbers).unwrap();
            assert!(work.is_running() && work.work(|| true).is_none());
        }
        let Some(Posted { report: Report::Checked(checked), .. }) = work.work(|| false) else { panic!("no answer") };
        assert_eq!(checked.revision, 3);
        assert!(!work.is_running());
    }

    #[test]
    fn a_stop_leaves_the_check_alone() {
        let experiment = Experiment::new(&Settings { units: 1, ..Settings::default() }).unwrap();
        let mut work = Work::default();
        let (request, numbers) = check(1, &experiment);
        work.receive(request, &numbers).unwrap();
        work.receive(Request::Stop { job: 9 }, &[]).unwrap();
        assert!(matches!(work.work(|| false).unwrap().report, Report::Checked(_)));
    }

    #[test]
    fn a_measure_waits_for_the_check_and_can_be_stopped() {
        let experiment = Experiment::new(&Settings { units: 1, ..Settings::default() }).unwrap();
        let mut work = Work::default();
        let measure = |job| {
            let measure = Measure::Lengths { settings: experiment.settings.clone(), lengths: vec![2] };
            Request::Measure(MeasureRequest { job, measure })
        };
        [4, 5].into_iter().for_each(|job| work.receive(measure(job), &[]).unwrap());
        work.check(1, &experiment);
        assert!(matches!(work.work(|| false).unwrap().report, Report::Checked(_)));
        let Report::Measured(report) = work.work(|| true).unwrap().report else { panic!("no measure") };
        assert_eq!((report.job, report.done, report.found), (4, 1, None));
        work.receive(Request::Stop { job: 4 }, &[]).unwrap();
        let Report::Measured(report) = work.work(|| false).unwrap().report else { panic!("no measure") };
        assert!(report.job == 5 && report.found.is_some() && !work.is_running());
    }
}
