//! Where a truncated gradient is cut, for the stage: by the window of the lab, or by that of training.

use unrolled_engine::Truncation;

use crate::experiment::Experiment;
use crate::gradient_lab::GradientLab;

/// What is cut, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Cuts {
    /// The window, in steps.
    pub window: usize,
    pub of: CutOf,
    /// The steps t, from 0, from which no gradient goes on to t−1, ascending.
    pub before: Vec<usize>,
}

/// Which gradient is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutOf {
    /// That of every loss: the state is detached every `window` steps.
    Every,
    /// That of the loss of this step, from 0.
    Loss(usize),
    /// Each loss at a step of its own, and none is looked at.
    NoLoss,
}

impl Cuts {
    fn detached(window: usize, steps: usize) -> Self {
        Self { window, of: CutOf::Every, before: (window..steps).step_by(window).collect() }
    }

    /// `loss` is the step of the loss that is looked at.
    fn per_loss(window: usize, loss: Option<usize>) -> Self {
        let reach = loss.map(|loss| Truncation::per_loss(window).reach(loss));
        let before = reach.filter(|&reach| reach > 0).into_iter().collect();
        Self { window, of: loss.map_or(CutOf::NoLoss, CutOf::Loss), before }
    }
}

impl Experiment {
    /// What the window of the lab cuts. Where each loss is cut by itself it is the chosen one or, of all losses, that of the
    /// step `at`.
    pub fn cuts_of_lab(&self, lab: &GradientLab, at: Option<usize>) -> Cuts {
        let steps = self.sequence.steps();
        if lab.detached {
            return Cuts::detached(lab.window, steps);
        }
        let loss = lab.source.or(at).filter(|&s| s < steps && self.sequence.is_measured(s));
        Cuts::per_loss(lab.window, loss)
    }

    /// What training cuts in sequences like the one that is looked at; `None` if it goes back to the first step, as it does
    /// with a word, or if what is looked at is no example of what is learned.
    pub fn cuts_of_training(&self) -> Option<Cuts> {
        let window = self.settings.window;
        let learns = self.settings.task.is_some() && self.stepped().is_none();
        (learns && window > 0).then(|| Cuts::detached(window, self.sequence.steps()))
    }
}

#[cfg(test)]
mod tests {
    use unrolled_engine::{CellKind, Recording};
    use unrolled_tasks::{LossSteps, Task};

    use super::*;
    use crate::settings::Settings;

    /// The steps that the truncated gradient of the last loss alone reaches are those behind the last cut.
    #[test]
    fn beyond_a_cut_the_engine_finds_no_gradient() {
        let settings = Settings { text: "unforgettable".into(), losses: LossSteps::Last, ..Settings::default() };
        let experiment = Experiment::new(&settings).unwrap();
        let steps = experiment.sequence.steps();
        for (window, detached) in [(1, true), (3, true), (5, true), (1, false), (3, false), (5, false), (50, false)] {
            let lab = GradientLab { window, detached, ..GradientLab::default() };
            let cuts = experiment.cuts_of_lab(&lab, Some(steps - 1));
            for kind in CellKind::ALL {
                let lane = experiment.lane(kind);
                let mut tape = lane.network.tape(Recording::Everything, steps, 1);
                lane.network.forward(experiment.batch(), &mut tape);
                lane.network.backward(experiment.batch(), &mut tape, lab.truncation());
                let reached: Vec<usize> = (0..steps).filter(|&t| tape.dh_norm(t) > 0.0).collect();
                let first = cuts.before.last().copied().unwrap_or(0);
                assert_eq!(reached, (first..steps).collect::<Vec<_>>(), "{kind:?} {lab:?}");
            }
        }
    }

    #[test]
    fn detaching_cuts_every_loss_and_a_window_the_one_that_is_looked_at() {
        let experiment = Experiment::new(&Settings { text: "remember".into(), ..Settings::default() }).unwrap();
        let cuts = |source, detached, at| {
            let cuts =
                experiment.cuts_of_lab(&GradientLab { source, window: 3, detached, ..GradientLab::default() }, at);
            (cuts.of, cuts.before)
        };
        assert_eq!(cuts(None, true, None), (CutOf::Every, vec![3, 6]));
        assert_eq!(cuts(None, false, None), (CutOf::NoLoss, vec![]));
        assert_eq!(cuts(None, false, Some(5)), (CutOf::Loss(5), vec![3]));
        assert_eq!(cuts(Some(6), false, Some(5)), (CutOf::Loss(6), vec![4]));
        assert_eq!(cuts(Some(2), false, None), (CutOf::Loss(2), vec![]));
        assert_eq!(experiment.cuts_of_training(), None);
    }

    #[test]
    fn training_cuts_what_is_learned_from_data() {
        let mut settings = Settings { task: Some(Task::Parity), length: 10, ..Settings::default() };
        assert_eq!(Experiment::new(&settings).unwrap().cuts_of_training(), None);
        settings.window = 4;
        let experiment = Experiment::new(&settings).unwrap();
        let wanted = (4..experiment.sequence.steps()).step_by(4).collect();
        assert_eq!(experiment.cuts_of_training(), Some(Cuts { window: 4, of: CutOf::Every, before: wanted }));
        settings.task = None;
        assert_eq!(Experiment::new(&settings).unwrap().cuts_of_training(), None);
    }
}
