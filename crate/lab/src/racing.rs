//! A race's run of one cell in short pieces, so that whoever runs it can stop in between.

use serde::{Deserialize, Serialize};
use unrolled_engine::CellKind;

use crate::flat::FlatError;
use crate::racer::{Explosion, Racer};
use crate::score::Score;
use crate::settings::{Rejection, Settings};

/// What is asked of a cell's worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RaceRun {
    /// The asker's number for it, repeated in every report.
    pub job: u32,
    pub kind: CellKind,
    pub settings: Settings,
    /// The wanted number of updates.
    pub to: u32,
    /// The number of updates that the numbers beside the request stand for, if there are any: where to go on after a
    /// worker has been lost.
    pub resumes: Option<u32>,
    /// Whether the cell is judged where it ends, also if it would not be judged there otherwise.
    pub judges_end: bool,
}

/// How well a cell does after some updates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    pub updates: u32,
    pub test: Score,
    pub train: Option<Score>,
}

/// What has happened since the last report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    /// The mean loss of a target of each update's batch; the last one is that of update `updates`, counted from 1.
    pub losses: Vec<f64>,
    /// ‖∂L/∂W‖ of each update, before and after clipping.
    pub norms: Vec<[f64; 2]>,
    pub evaluations: Vec<Evaluation>,
}

/// How far a cell has got; beside it go [`Racer::to_numbers`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RaceReport {
    pub job: u32,
    pub kind: CellKind,
    pub updates: u32,
    pub leg: Leg,
    /// `None` while it goes on.
    pub end: Option<RaceEnd>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RaceEnd {
    Reached,
    Stopped,
    Exploded(Box<Explosion>),
}

/// Why a run cannot be done.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RaceError {
    #[error(transparent)]
    Settings(#[from] Rejection),
    #[error(transparent)]
    Weights(#[from] FlatError),
}

/// Whether a cell is judged after so many updates: often at first, then more and more rarely.
pub fn is_judged(updates: u32) -> bool {
    let every = match updates {
        0..50 => 5,
        50..500 => 10,
        500..2000 => 25,
        _ => 100,
    };
    updates.is_multiple_of(every)
}

/// The run under way, and the cell that the last one left.
#[derive(Default)]
pub struct Racing {
    racer: Option<Racer>,
    run: Option<RaceRun>,
    is_stopped: bool,
    leg: Leg,
}

impl Racing {
    /// Starts a run in place of the one under way. It goes on where the last one ended if it can.
    ///
    /// # Errors
    /// If a setting is outside of its range, data are missing, or the numbers belong to other settings.
    pub fn start(&mut self, run: RaceRun, numbers: &[f64]) -> Result<(), RaceError> {
        self.forget();
        let goes_on = |racer: &Racer| {
            (racer.kind, &racer.settings) == (run.kind, &run.settings)
                && racer.updates <= run.to
                && run.resumes.is_none()
        };
        let racer = match self.racer.take().filter(goes_on) {
            Some(racer) => racer,
            None => {
                let mut racer = Racer::new(run.kind, &run.settings)?;
                if let Some(updates) = run.resumes {
                    racer.restore(updates, numbers)?;
                }
                racer
            }
        };
        self.racer = Some(racer);
        self.run = Some(run);
        Ok(())
    }

    /// Ends the run of this number where it is.
    pub fn stop(&mut self, job: u32) {
        self.is_stopped |= self.run.as_ref().is_some_and(|run| run.job == job);
    }

    /// Forgets the run under way; the cell stays where it is.
    pub fn forget(&mut self) {
        self.run = None;
        self.is_stopped = false;
        self.leg = Leg::default();
    }

    pub fn is_running(&self) -> bool {
        self.run.is_some()
    }

    /// Makes updates until there are enough, asked after each, or the run has ended; then says how far it got.
    pub fn work(&mut self, mut enough: impl FnMut() -> bool) -> Option<(RaceReport, Vec<f64>)> {
        let (run, racer) = (self.run.as_ref()?, self.racer.as_mut()?);
        if racer.updates == 0 && self.leg.evaluations.is_empty() {
            self.leg.evaluations.push(evaluation(racer));
        }
        let end = loop {
            if self.is_stopped {
                break Some(RaceEnd::Stopped);
            }
            if racer.updates >= run.to {
                break Some(RaceEnd::Reached);
            }
            match racer.advance() {
                Ok(made) => {
                    self.leg.losses.push(made.loss);
                    self.leg.norms.push([made.clip.norm_before, made.clip.norm_after]);
                }
                Err(explosion) => break Some(RaceEnd::Exploded(explosion)),
            }
            if is_judged(racer.updates) {
                let found = evaluation(racer);
                self.leg.evaluations.push(found);
            }
            if enough() {
                break None;
            }
        };
        let (job, kind, updates, judges_end) = (run.job, run.kind, racer.updates, run.judges_end);
        // What explodes is judged with its last finite weights, so that its curve leads as far as it got.
        let is_asked = match end {
            None => false,
            Some(RaceEnd::Exploded(_)) => true,
            Some(_) => judges_end,
        };
        if is_asked && self.leg.evaluations.last().is_none_or(|last| last.updates != updates) {
            self.leg.evaluations.push(evaluation(racer));
        }
        let report = RaceReport { job, kind, updates, leg: std::mem::take(&mut self.leg), end };
        let numbers = racer.to_numbers();
        if report.end.is_some() {
            self.forget();
        }
        Some((report, numbers))
    }
}

fn evaluation(racer: &mut Racer) -> Evaluation {
    let (test, train) = racer.judge();
    Evaluation { updates: racer.updates, test, train }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Setting;
    use unrolled_tasks::Task;

    fn run(to: u32) -> RaceRun {
        let settings = Settings::default().with(Setting::Task(Some(Task::FirstSymbol))).unwrap();
        let settings = settings.with(Setting::Length(6)).unwrap().with(Setting::Units(8)).unwrap();
        RaceRun { job: 1, kind: CellKind::Gru, settings, to, resumes: None, judges_end: false }
    }

    /// Runs to the end in pieces; the weights, and all that was told on the way.
    fn race(racing: &mut Racing, run: RaceRun, numbers: &[f64], mut enough: impl FnMut() -> bool) -> (Leg, Vec<f64>) {
        racing.start(run, numbers).unwrap();
        let mut all = Leg::default();
        loop {
            let (report, numbers) = racing.work(&mut enough).unwrap();
            all.losses.extend(report.leg.losses);
            all.norms.extend(report.leg.norms);
            all.evaluations.extend(report.leg.evaluations);
            if let Some(end) = report.end {
                assert_eq!(end, RaceEnd::Reached);
                assert!(!racing.is_running());
                return (all, numbers);
            }
        }
    }

    #[test]
    fn pieces_and_a_second_run_give_the_same_bits() {
        let straight = race(&mut Racing::default(), run(25), &[], || false);
        assert_eq!((straight.0.losses.len(), straight.0.norms.len()), (25, 25));
        assert_eq!(straight.0.evaluations.iter().map(|at| at.updates).collect::<Vec<_>>(), [0, 5, 10, 15, 20, 25]);
        assert_eq!(race(&mut Racing::default(), run(25), &[], || true), straight);
        let mut racing = Racing::default();
        race(&mut racing, run(11), &[], || false);
        assert_eq!(race(&mut racing, run(25), &[], || true).1, straight.1);
    }

    #[test]
    fn the_end_is_judged_if_that_is_asked() {
        let judged = |leg: &Leg| leg.evaluations.iter().map(|at| at.updates).collect::<Vec<_>>();
        let asked = |to| RaceRun { judges_end: true, ..run(to) };
        let mut racing = Racing::default();
        assert_eq!(judged(&race(&mut racing, asked(7), &[], || true).0), [0, 5, 7]);
        assert_eq!(judged(&race(&mut racing, run(9), &[], || true).0), [0; 0]);
        assert_eq!(judged(&race(&mut racing, asked(10), &[], || false).0), [10]);
    }

    #[test]
    fn a_lost_worker_is_resumed_with_the_same_bits() {
        let straight = race(&mut Racing::default(), run(20), &[], || false).1;
        let half = race(&mut Racing::default(), run(7), &[], || false).1;
        let resumed = RaceRun { resumes: Some(7), ..run(20) };
        assert_eq!(race(&mut Racing::default(), resumed, &half, || false).1, straight);
    }

    #[test]
    fn an_encoder_learns_in_pieces_and_when_resumed_with_the_same_bits() {
        for task in [Task::Translation, Task::Dates] {
            let settings = Settings::default().with(Setting::Task(Some(task))).unwrap();
            let settings = Settings { units: 6, own_encoder: true, ..settings };
            let to = |to| RaceRun { settings: settings.clone(), ..run(to) };
            let straight = race(&mut Racing::default(), to(5), &[], || false);
            assert_eq!(race(&mut Racing::default(), to(5), &[], || true), straight);
            let half = race(&mut Racing::default(), to(2), &[], || false).1;
            let resumed = race(&mut Racing::default(), RaceRun { resumes: Some(2), ..to(5) }, &half, || false);
            assert_eq!(resumed.1, straight.1);
        }
    }

    #[test]
    fn a_cell_learns_to_remember() {
        let (leg, _) = race(&mut Racing::default(), run(300), &[], || false);
        let (first, last) = (leg.evaluations[0].test, leg.evaluations.last().unwrap().test);
        assert!((first.loss - 4.0_f64.ln()).abs() < 0.1 && first.accuracy < 0.5, "{first:?}");
        assert!(last.loss < 0.1 && last.accuracy > 0.95, "{last:?}");
    }

    #[test]
    fn own_data_are_learned() {
        let rows =
            (0..40).map(|row| format!("{}\t{}\n", ["yes", "no"][row % 2], ["it is so", "it is not so"][row % 2]));
        let task = unrolled_tasks::own::take(unrolled_tasks::own::Kind::Table, &rows.collect::<String>()).unwrap();
        let settings = Settings::default().with(Setting::Task(Some(task))).unwrap();
        let (leg, _) = race(&mut Racing::default(), RaceRun { settings, ..run(60) }, &[], || false);
        let (first, last) = (leg.evaluations[0].test, leg.evaluations.last().unwrap().test);
        assert!(
            (first.loss - 2.0_f64.ln()).abs() < 0.1 && last.loss < 0.1 && last.accuracy == 1.0,
            "{first:?} {last:?}"
        );
    }

    #[test]
    fn a_stop_keeps_the_weights_of_now() {
        let mut racing = Racing::default();
        racing.start(run(1000), &[]).unwrap();
        assert!(racing.work(|| true).unwrap().0.end.is_none());
        racing.stop(2);
        assert!(racing.is_running());
        racing.stop(1);
        let (report, numbers) = racing.work(|| false).unwrap();
        assert_eq!((report.updates, report.end), (1, Some(RaceEnd::Stopped)));
        assert_eq!(numbers, race(&mut Racing::default(), run(1), &[], || false).1);
    }

    #[test]
    fn what_explodes_is_named_and_the_last_finite_weights_stay() {
        let mut wild = run(1000);
        wild.kind = CellKind::Rnn;
        for setting in [
            Setting::Length(60),
            Setting::Activation(unrolled_engine::Activation::Relu),
            Setting::Initializer(crate::InitializerKind::Gaussian),
            Setting::Gain(8.0),
        ] {
            wild.settings = wild.settings.with(setting).unwrap();
        }
        let mut racing = Racing::default();
        racing.start(wild.clone(), &[]).unwrap();
        let (report, numbers) = racing.work(|| false).unwrap();
        let Some(RaceEnd::Exploded(explosion)) = report.end else { panic!("{:?}", report.end) };
        assert_eq!((explosion.updates, explosion.pass), (report.updates, Some(unrolled_engine::Pass::Forward)));
        assert_eq!(report.leg.evaluations.last().map(|at| at.updates), Some(report.updates));
        // The state grows from step to step until it leaves f32.
        let first = explosion.norms.iter().position(|norm| !norm.is_finite()).unwrap();
        assert_eq!((explosion.quantity.as_str(), explosion.t), ("h", first));
        assert!(explosion.norms[..first].windows(2).filter(|pair| pair[1] > pair[0]).count() > first * 3 / 4);
        assert!(numbers.iter().all(|number| number.is_finite()));
        assert_eq!(explosion.norms.len(), wild.settings.sequence(0).unwrap().steps());
        assert_eq!(numbers, race(&mut Racing::default(), RaceRun { to: report.updates, ..wild }, &[], || false).1);
    }
}
