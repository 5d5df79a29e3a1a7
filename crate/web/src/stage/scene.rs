//! What a drawing of the stage is made from: the numbers, the moment, the colours.

use unrolled_lab::{Experiment, Moment, Timeline};
use unrolled_plots::ColorScales;

use super::point::SharedWeight;

/// Borrowed for one drawing.
pub struct Scene<'a> {
    pub experiment: &'a Experiment,
    pub cursor: usize,
    /// How many moments have been done: the one under the cursor may be under way.
    pub done: usize,
    pub scales: &'a ColorScales,
    pub is_dark: bool,
    /// The shared weight that is pointed at.
    pub lit: Option<SharedWeight>,
    /// Another one whenever numbers or colours may differ from those of the drawing before.
    pub stamp: u64,
}

/// How far a step has come at the cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub read: bool,
    pub has_gradient: bool,
    pub current: bool,
    /// Beside the current one, whose number needs the room.
    pub near: bool,
}

impl Scene<'_> {
    pub fn timeline(&self) -> Timeline {
        self.experiment.timeline()
    }

    pub fn moment(&self) -> Moment {
        self.timeline().moment(self.cursor)
    }

    /// The step that the moment is about.
    pub fn current_step(&self) -> Option<usize> {
        match self.moment() {
            Moment::Forward { t } | Moment::Backward { t } => Some(t),
            Moment::Loss | Moment::Update => None,
        }
    }

    /// Whether the losses are known.
    pub fn has_loss(&self) -> bool {
        self.timeline().has_loss(self.done)
    }

    /// `reach`: how many steps away a number is in the way of the current one.
    pub fn progress(&self, t: usize, reach: usize) -> Progress {
        let timeline = self.timeline();
        let current = self.current_step();
        Progress {
            read: timeline.is_read(self.done, t),
            has_gradient: timeline.has_gradient(self.done, t),
            current: current == Some(t),
            near: current.is_some_and(|current| current != t && current.abs_diff(t) < reach),
        }
    }
}

/// The step that a view of a single step shows: the current one, the last after a whole pass.
pub fn shown_step(timeline: Timeline, cursor: usize) -> usize {
    match timeline.moment(cursor) {
        Moment::Forward { t } | Moment::Backward { t } => t,
        Moment::Loss | Moment::Update => timeline.steps.saturating_sub(1),
    }
}
