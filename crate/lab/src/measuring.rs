//! What is measured of many networks or sequences, in short pieces: the gradient against length, the memory probe and the
//! answers to all examples that are judged, one after the other in the order in which they were asked for.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::experiment::Experiment;
use crate::flat::FlatError;
use crate::judging::{Judging, Replies};
use crate::lengths::{LengthCurves, Lengths};
use crate::probe::{Memory, Probing};
use crate::settings::{Rejection, Settings};

/// What is to be measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Measure {
    /// Of fresh networks, for these numbers of steps.
    Lengths { settings: Settings, lengths: Vec<usize> },
    /// For s = 0 … `farthest`, with the weights that [`Experiment::to_numbers`] gave.
    Memory {
        settings: Settings,
        example: usize,
        farthest: usize,
        /// Whether that of the first weights of the settings is wanted, too.
        at_first: bool,
    },
    /// With such weights.
    Answers { settings: Settings },
}

impl Measure {
    pub fn settings(&self) -> &Settings {
        match self {
            Self::Lengths { settings, .. } | Self::Memory { settings, .. } | Self::Answers { settings } => settings,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureRequest {
    /// The asker's number for it, repeated in every report.
    pub job: u32,
    pub measure: Measure,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Found {
    Lengths(LengthCurves),
    /// In the order of [`unrolled_engine::CellKind::ALL`].
    Memory {
        now: [Memory; 3],
        at_first: Option<Box<[Memory; 3]>>,
    },
    /// In the same order.
    Answers([Replies; 3]),
}

/// How far it is, counted in sequences; at the end what was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureReport {
    pub job: u32,
    pub done: usize,
    pub all: usize,
    pub found: Option<Found>,
}

/// Why something cannot be measured.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MeasureError {
    #[error(transparent)]
    Settings(#[from] Rejection),
    #[error(transparent)]
    Weights(#[from] FlatError),
    #[error("memory probe: expected cells that read symbols, found some that read numbers")]
    Numbers,
}

/// All that has been asked for and is not done.
#[derive(Default)]
pub struct Measuring {
    /// With the asker's numbers; the first is worked on.
    jobs: VecDeque<(u32, Job)>,
}

enum Job {
    Lengths(Box<Lengths>),
    Memory(Box<Probes>),
    Answers(Box<Judging>),
}

/// The first weights are probed first, if they are.
struct Probes {
    at_first: Option<Probing>,
    found: Option<[Memory; 3]>,
    now: Probing,
}

impl Measuring {
    /// Takes up a job after those that are not done.
    ///
    /// # Errors
    /// If a setting is outside of its range, data are missing, the numbers belong to other settings, or there are no symbols to
    /// ask for.
    pub fn receive(&mut self, request: MeasureRequest, numbers: &[f64]) -> Result<(), MeasureError> {
        let job = match request.measure {
            Measure::Lengths { settings, lengths } => Job::Lengths(Box::new(Lengths::new(&settings, &lengths)?)),
            Measure::Memory { settings, example, farthest, at_first } => {
                let mut experiment = Experiment::on_example(&settings, example)?;
                let probing = |experiment: &Experiment| Probing::new(experiment, farthest).ok_or(MeasureError::Numbers);
                let at_first = at_first.then(|| probing(&experiment)).transpose()?;
                experiment.restore_numbers(numbers)?;
                Job::Memory(Box::new(Probes { at_first, found: None, now: probing(&experiment)? }))
            }
            Measure::Answers { settings } => Job::Answers(Box::new(Judging::new(&settings, numbers)?)),
        };
        self.jobs.push_back((request.job, job));
        Ok(())
    }

    /// Gives up the job of this number, if it is not done.
    pub fn stop(&mut self, job: u32) {
        self.jobs.retain(|(number, _)| *number != job);
    }

    pub fn is_running(&self) -> bool {
        !self.jobs.is_empty()
    }

    /// Works on the first job until it is enough, asked after each sequence, and says how far it is.
    pub fn work(&mut self, enough: impl FnMut() -> bool) -> Option<MeasureReport> {
        let (number, job) = self.jobs.front_mut()?;
        let found = job.work(enough);
        let ([done, all], job) = (job.counts(), *number);
        if found.is_some() {
            self.jobs.pop_front();
        }
        Some(MeasureReport { job, done, all, found })
    }
}

impl Job {
    fn counts(&self) -> [usize; 2] {
        match self {
            Self::Lengths(lengths) => lengths.counts(),
            Self::Memory(probes) => probes.counts(),
            Self::Answers(judging) => judging.counts(),
        }
    }

    fn work(&mut self, enough: impl FnMut() -> bool) -> Option<Found> {
        match self {
            Self::Lengths(lengths) => lengths.work(enough).map(Found::Lengths),
            Self::Memory(probes) => probes.work(enough),
            Self::Answers(judging) => judging.work(enough).map(Found::Answers),
        }
    }
}

impl Probes {
    fn counts(&self) -> [usize; 2] {
        let ([done, all], first) = (self.now.counts(), self.at_first.as_ref().map_or([0; 2], Probing::counts));
        [done + first[0], all + first[1]]
    }

    fn work(&mut self, enough: impl FnMut() -> bool) -> Option<Found> {
        match &mut self.at_first {
            Some(at_first) if at_first.is_running() => {
                self.found = at_first.work(enough);
                None
            }
            _ => self.now.work(enough).map(|now| Found::Memory { now, at_first: self.found.take().map(Box::new) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unrolled_tasks::Task;

    fn lengths(job: u32) -> MeasureRequest {
        let settings = Settings { units: 2, ..Settings::default() };
        MeasureRequest { job, measure: Measure::Lengths { settings, lengths: vec![2, 3] } }
    }

    fn memory(job: u32, settings: &Settings, at_first: bool) -> MeasureRequest {
        MeasureRequest {
            job,
            measure: Measure::Memory { settings: settings.clone(), example: 0, farthest: 3, at_first },
        }
    }

    /// The answers in their order, with how many reports there were.
    fn finish(measuring: &mut Measuring) -> (Vec<(u32, Found)>, usize) {
        let (mut answers, mut reports) = (Vec::new(), 0);
        while let Some(report) = measuring.work(|| true) {
            reports += 1;
            assert_eq!(report.found.is_some(), report.done == report.all, "{report:?}");
            answers.extend(report.found.map(|found| (report.job, found)));
        }
        assert!(!measuring.is_running());
        (answers, reports)
    }

    #[test]
    fn jobs_are_done_in_their_order_and_a_stopped_one_is_not() {
        let mut measuring = Measuring::default();
        (1..=3).for_each(|job| measuring.receive(lengths(job), &[]).unwrap());
        assert_eq!(measuring.work(|| true), Some(MeasureReport { job: 1, done: 1, all: 120, found: None }));
        measuring.stop(1);
        measuring.stop(9);
        let (answers, reports) = finish(&mut measuring);
        assert_eq!((answers.iter().map(|(job, _)| *job).collect::<Vec<_>>(), reports), (vec![2, 3], 240));
        let settings = Settings { units: 2, ..Settings::default() };
        let wanted = Lengths::new(&settings, &[2, 3]).unwrap().work(|| false).unwrap();
        assert!(answers.iter().all(|(_, found)| *found == Found::Lengths(wanted.clone())));
    }

    #[test]
    fn the_probe_is_of_the_weights_that_travelled_and_of_the_first_ones() {
        let settings = Settings { units: 4, learning_rate: 1.0, ..Settings::default() };
        let mut experiment = Experiment::new(&settings).unwrap();
        let probe = |experiment: &Experiment| Probing::new(experiment, 3).unwrap().work(|| false).unwrap();
        let first = probe(&experiment);
        (0..20).for_each(|_| experiment.advance());
        let wanted = probe(&experiment);
        assert_ne!(first, wanted);
        let mut measuring = Measuring::default();
        for (at_first, sequences) in [(true, 600), (false, 300)] {
            measuring.receive(memory(7, &settings, at_first), &experiment.to_numbers()).unwrap();
            let (answers, reports) = finish(&mut measuring);
            let found = Found::Memory { now: wanted.clone(), at_first: at_first.then(|| Box::new(first.clone())) };
            assert_eq!((answers, reports), (vec![(7, found)], sequences));
        }
    }

    #[test]
    fn what_cannot_be_measured_is_refused() {
        let mut measuring = Measuring::default();
        let settings = Settings::default();
        assert!(matches!(measuring.receive(memory(1, &settings, false), &[0.0]), Err(MeasureError::Weights(_))));
        let adding = settings.with(crate::Setting::Task(Some(Task::Adding))).unwrap();
        let numbers = Experiment::new(&adding).unwrap().to_numbers();
        assert_eq!(measuring.receive(memory(1, &adding, true), &numbers), Err(MeasureError::Numbers));
        let mut far = lengths(1);
        far.measure = Measure::Lengths { settings, lengths: vec![2000] };
        assert!(matches!(measuring.receive(far, &[]), Err(MeasureError::Settings(_))));
        assert!(!measuring.is_running());
    }
}
