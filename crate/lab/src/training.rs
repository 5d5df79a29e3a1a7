//! Long runs of updates in short pieces, so that whoever runs them can stop in between: the work of the training worker,
//! without a worker.
//!
//! A run starts from the weights that the seed gives or goes on from those of the run before it, one
//! [`Experiment::advance`] after the other, as single updates on the page do. So both end at the same bits.

use serde::{Deserialize, Serialize};
use unrolled_engine::CellKind;
use unrolled_tasks::DataFile;

use crate::checking::{CheckRequest, Checked};
use crate::experiment::Experiment;
use crate::measuring::{MeasureReport, MeasureRequest};
use crate::racing::{RaceReport, RaceRun};
use crate::settings::{Rejection, Settings};
use crate::trained::WeightsFile;

/// What is asked of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    Run(Run),
    /// Ends the run of this number where it is, or gives up the measure of this number; what has ended is left alone.
    Stop {
        job: u32,
    },
    /// To check a gradient; beside it goes the row of numbers. A run is worked on first, and ends the check under way.
    Check(CheckRequest),
    /// To measure what takes many networks or sequences; the numbers beside it are the weights that it is of, if it is of any.
    Measure(MeasureRequest),
    /// To train one cell on the data of a task.
    Race(RaceRun),
    /// A file that tasks are read from.
    Provide {
        file: DataFile,
        text: String,
    },
    /// A file of trained weights.
    ProvideWeights {
        file: WeightsFile,
        bytes: Vec<u8>,
    },
    /// Data of the reader's own.
    ProvideOwn {
        source: String,
    },
}

/// A number of updates to make.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The asker's number for it, repeated in every report.
    pub job: u32,
    pub settings: Settings,
    /// Where the asker stands: losses are reported from here on.
    pub from: u32,
    /// The wanted number of updates.
    pub to: u32,
    /// Ends at the first loss, from `from` on, that is no finite number.
    pub stops_at_overflow: bool,
}

/// What the worker says; beside it goes a row of numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// The numbers are the losses after `first`..=`updates` updates: those of the RNN, the LSTM, the GRU.
    Progress { job: u32, first: u32, updates: u32 },
    /// The numbers are [`Experiment::to_numbers`].
    Finished { job: u32, updates: u32, end: End },
    /// A gradient has been checked; no numbers.
    Checked(Box<Checked>),
    /// How far a measure has got; no numbers.
    Measured(Box<MeasureReport>),
    /// How far a cell's race has got; the numbers are [`crate::Racer::to_numbers`].
    Raced(Box<RaceReport>),
    /// The worker cannot go on; no numbers.
    Failed { reason: String },
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    Reached,
    Stopped,
    /// The loss of this cell is infinite or NaN.
    NotFinite {
        cell: CellKind,
    },
}

/// A report with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Posted {
    pub report: Report,
    pub numbers: Vec<f64>,
}

/// The run under way, and the experiment that the last one left.
#[derive(Default)]
pub struct Training {
    experiment: Option<Experiment>,
    run: Option<Run>,
    is_stopped: bool,
    /// The first number of updates whose losses have not been reported.
    unreported: u32,
}

impl Training {
    /// Starts a run in place of the one under way, or stops it.
    ///
    /// # Errors
    /// If a setting is outside of its range.
    pub fn receive(&mut self, request: Request) -> Result<(), Rejection> {
        match request {
            Request::Run(run) => self.start(run)?,
            Request::Stop { job } => self.is_stopped |= self.run.as_ref().is_some_and(|run| run.job == job),
            // Not done here: see `Work`.
            Request::Check(_)
            | Request::Measure(_)
            | Request::Race(_)
            | Request::Provide { .. }
            | Request::ProvideWeights { .. }
            | Request::ProvideOwn { .. } => {}
        }
        Ok(())
    }

    fn start(&mut self, run: Run) -> Result<(), Rejection> {
        // A run that looks at its losses has to see all of them.
        let furthest = if run.stops_at_overflow { run.from } else { run.to };
        let goes_on = |held: &Experiment| held.settings == run.settings && held.updates <= furthest;
        if !self.experiment.as_ref().is_some_and(goes_on) {
            self.experiment = None;
            self.experiment = Some(Experiment::new(&run.settings)?);
        }
        self.unreported = run.from;
        self.is_stopped = false;
        self.run = Some(run);
        Ok(())
    }

    pub fn is_running(&self) -> bool {
        self.run.is_some()
    }

    /// Makes updates until there are enough, asked after each, or the run has ended; then says how far it got.
    pub fn work(&mut self, mut enough: impl FnMut() -> bool) -> Option<Posted> {
        let run = self.run.as_ref()?;
        let experiment = self.experiment.as_mut()?;
        let end = loop {
            if let Some(end) = end_of(run, experiment, self.is_stopped) {
                break Some(end);
            }
            experiment.advance();
            if enough() {
                break end_of(run, experiment, self.is_stopped);
            }
        };
        let (job, updates) = (run.job, experiment.updates);
        match end {
            Some(end) => {
                self.run = None;
                let numbers = experiment.to_numbers();
                Some(Posted { report: Report::Finished { job, updates, end }, numbers })
            }
            None => {
                let first = self.unreported;
                self.unreported = first.max(updates + 1);
                let numbers = losses(experiment, first);
                Some(Posted { report: Report::Progress { job, first, updates }, numbers })
            }
        }
    }
}

fn end_of(run: &Run, experiment: &Experiment, is_stopped: bool) -> Option<End> {
    let looks_at_losses = run.stops_at_overflow && experiment.updates >= run.from;
    let overflown = experiment.lanes.iter().find(|lane| looks_at_losses && !lane.tape.loss().is_finite());
    match overflown {
        Some(lane) => Some(End::NotFinite { cell: lane.kind }),
        None if experiment.updates >= run.to => Some(End::Reached),
        None => is_stopped.then_some(End::Stopped),
    }
}

/// The losses after `first` updates and more, cell by cell.
fn losses(experiment: &Experiment, first: u32) -> Vec<f64> {
    if first > experiment.updates {
        return Vec::new();
    }
    let of_cell = experiment
        .lanes
        .iter()
        .flat_map(|lane| lane.losses[first as usize..].iter().copied().chain(std::iter::once(lane.tape.loss())));
    of_cell.collect()
}

#[cfg(test)]
mod tests {
    use unrolled_engine::Activation;

    use super::*;
    use crate::settings::{InitializerKind, OptimizerKind};

    fn run(settings: &Settings, from: u32, to: u32) -> Run {
        Run { job: 7, settings: settings.clone(), from, to, stops_at_overflow: true }
    }

    /// All reports of a run, with pieces of two updates.
    fn reports(training: &mut Training, run: Run) -> Vec<Posted> {
        training.receive(Request::Run(run)).unwrap();
        let mut calls = 0;
        let mut reports = Vec::new();
        while training.is_running() {
            reports.extend(training.work(|| {
                calls += 1;
                calls % 2 == 0
            }));
        }
        reports
    }

    #[test]
    fn a_run_of_a_hundred_and_a_hundred_single_updates_end_at_the_same_bits() {
        for optimizer in OptimizerKind::ALL {
            let settings = Settings { optimizer, ..Settings::default() };
            let mut single = Experiment::new(&settings).unwrap();
            (0..100).for_each(|_| single.advance());
            let reports = reports(&mut Training::default(), run(&settings, 0, 100));
            let last = reports.last().unwrap();
            assert_eq!(last.report, Report::Finished { job: 7, updates: 100, end: End::Reached });
            let mut page = Experiment::new(&settings).unwrap();
            page.restore_numbers(&last.numbers).unwrap();
            assert_eq!(page.snapshot(), single.snapshot(), "{optimizer:?}");
            for (page, single) in page.lanes.iter().zip(&single.lanes) {
                let bits = |losses: &[f64]| losses.iter().map(|loss| loss.to_bits()).collect::<Vec<_>>();
                assert_eq!(bits(&page.losses), bits(&single.losses), "{optimizer:?}");
                assert_eq!(page.tape.loss().to_bits(), single.tape.loss().to_bits(), "{optimizer:?}");
            }
        }
    }

    #[test]
    fn progress_reports_each_loss_once_and_a_second_run_goes_on() {
        let settings = Settings { units: 2, ..Settings::default() };
        let mut training = Training::default();
        let mut found: [Vec<f64>; 3] = Default::default();
        for (from, to) in [(0, 5), (5, 9)] {
            for posted in reports(&mut training, run(&settings, from, to)) {
                if matches!(posted.report, Report::Progress { .. }) {
                    let each = posted.numbers.len() / 3;
                    found.iter_mut().zip(posted.numbers.chunks(each.max(1))).for_each(|(cell, new)| cell.extend(new));
                }
            }
        }
        let mut single = Experiment::new(&settings).unwrap();
        (0..8).for_each(|_| single.advance());
        // Pieces of two from 0 report 0..=2 and 3..=4, from 5 they report 5..=7; the rest comes with the end.
        let wanted = |lane: &crate::experiment::Lane| lane.losses[..8].to_vec();
        assert_eq!(found, single.lanes.each_ref().map(wanted));
    }

    #[test]
    fn stop_ends_where_it_is_and_only_its_own_run() {
        let mut training = Training::default();
        training.receive(Request::Run(run(&Settings::default(), 0, 50))).unwrap();
        training.work(|| true);
        training.receive(Request::Stop { job: 6 }).unwrap();
        assert!(matches!(training.work(|| true).unwrap().report, Report::Progress { updates: 2, .. }));
        training.receive(Request::Stop { job: 7 }).unwrap();
        let last = training.work(|| true).unwrap();
        assert_eq!(last.report, Report::Finished { job: 7, updates: 2, end: End::Stopped });
        assert_eq!(training.work(|| true), None);
    }

    #[test]
    fn the_first_loss_that_is_no_number_ends_a_run_but_not_a_journey() {
        let settings = Settings {
            learning_rate: 100.0,
            text: "it explodes, it explodes, it explodes".into(),
            initializer: InitializerKind::Gaussian,
            gain: 3.0,
            activation: Activation::Relu,
            ..Settings::default()
        };
        let mut training = Training::default();
        let found = reports(&mut training, run(&settings, 0, 400));
        let Report::Finished { updates, end: End::NotFinite { cell }, .. } = found.last().unwrap().report else {
            panic!("{:?}", found.last().unwrap().report);
        };
        assert_eq!(cell, CellKind::Rnn);
        let mut single = Experiment::new(&settings).unwrap();
        (0..updates).for_each(|_| single.advance());
        assert!(!single.lanes[0].tape.loss().is_finite() && single.lanes[0].losses.iter().all(|loss| loss.is_finite()));
        let journey = Run { stops_at_overflow: false, ..run(&settings, 0, updates + 3) };
        let there = reports(&mut training, journey).pop().unwrap();
        assert_eq!(there.report, Report::Finished { job: 7, updates: updates + 3, end: End::Reached });
        // After a journey beyond it, a run still finds the first one.
        let again = reports(&mut training, run(&settings, 0, 400)).pop().unwrap();
        assert_eq!(again.report, Report::Finished { job: 7, updates, end: End::NotFinite { cell } });
    }
}
