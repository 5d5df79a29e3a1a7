//! Everything that the page shows, as one value, and the closed set of commands that change it.

use unrolled_engine::CellKind;
use unrolled_tasks::LossSteps;

use crate::settings::{Rejection, Setting, Settings};
use crate::timeline::Timeline;

/// How far one press of "step" goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Granularity {
    /// A whole pass: forward, backward, update.
    Pass,
    /// One time step of a pass.
    #[default]
    Step,
}

/// Whether the recurrence is drawn as one cell with a loop or as one column a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fold {
    #[default]
    Unrolled,
    Rolled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Back,
}

/// One hidden unit of one cell at one step (0-based).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Selection {
    pub cell: CellKind,
    pub t: usize,
    pub unit: usize,
}

/// The state of the page. It changes only by [`State::apply`], and it round-trips through the address (`url`).
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub settings: Settings,
    /// How many updates the weights have behind them.
    pub updates: u32,
    /// The index of the moment on the timeline.
    pub cursor: usize,
    /// Which cells have a lane, in the order of [`CellKind::ALL`].
    pub cells: [bool; 3],
    pub granularity: Granularity,
    pub fold: Fold,
    pub selection: Option<Selection>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            updates: 0,
            cursor: 0,
            cells: [true; 3],
            granularity: Granularity::Step,
            fold: Fold::Unrolled,
            selection: None,
        }
    }
}

/// Everything that can happen to a [`State`].
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A changed setting starts again from the seed's weights.
    Set(Setting),
    /// Shows or hides a lane; the last one cannot be hidden.
    ShowCell(CellKind, bool),
    /// Puts the cursor on a moment.
    Seek(usize),
    /// One pass or step on or back; past the update it goes on with the new weights.
    Step(Direction),
    /// The first moment of this iteration.
    First,
    /// The last moment of this iteration, the update.
    Last,
    /// The same moment with the weights after so many updates.
    GoToUpdate(u32),
    Granularity(Granularity),
    Fold(Fold),
    Select(Option<Selection>),
}

impl State {
    pub fn timeline(&self) -> Timeline {
        Timeline::new(self.settings.task().map_or(1, |task| task.steps()))
    }

    pub fn shows(&self, kind: CellKind) -> bool {
        self.cells[kind as usize]
    }

    /// The cells that have a lane, from top to bottom.
    pub fn shown_cells(&self) -> Vec<CellKind> {
        CellKind::ALL.into_iter().filter(|kind| self.shows(*kind)).collect()
    }

    /// # Errors
    /// If a setting cannot take its value; the state is unchanged then.
    pub fn apply(&mut self, command: Command) -> Result<(), Rejection> {
        match command {
            Command::Set(setting) => self.set(setting)?,
            Command::ShowCell(kind, shown) => {
                self.cells[kind as usize] = shown;
                if self.cells == [false; 3] {
                    self.cells[kind as usize] = true;
                }
            }
            Command::Seek(index) => self.cursor = index.min(self.timeline().last()),
            Command::Step(direction) => self.step(direction),
            Command::First => self.cursor = 0,
            Command::Last => self.cursor = self.timeline().last(),
            Command::GoToUpdate(updates) => self.updates = updates,
            Command::Granularity(granularity) => self.granularity = granularity,
            Command::Fold(fold) => self.fold = fold,
            Command::Select(selection) => self.selection = selection,
        }
        Ok(())
    }

    fn set(&mut self, setting: Setting) -> Result<(), Rejection> {
        let settings = self.settings.with(setting)?;
        if settings == self.settings {
            return Ok(());
        }
        let moment = self.timeline().moment(self.cursor);
        self.settings = settings;
        self.updates = 0;
        self.cursor = self.timeline().index(moment);
        let steps = self.timeline().steps;
        let units = self.settings.units;
        self.selection = self.selection.filter(|selection| selection.t < steps && selection.unit < units);
        Ok(())
    }

    fn step(&mut self, direction: Direction) {
        let timeline = self.timeline();
        match direction {
            Direction::Forward if self.cursor >= timeline.last() => {
                self.updates = self.updates.saturating_add(1);
                self.cursor = match self.granularity {
                    Granularity::Step => 0,
                    Granularity::Pass => timeline.pass_ends()[0],
                };
            }
            Direction::Forward => {
                self.cursor = match self.granularity {
                    Granularity::Step => self.cursor + 1,
                    Granularity::Pass => first_after(timeline, self.cursor),
                };
            }
            Direction::Back => self.step_back(timeline),
        }
    }

    fn step_back(&mut self, timeline: Timeline) {
        let previous = match self.granularity {
            Granularity::Step => self.cursor.checked_sub(1),
            Granularity::Pass => timeline.pass_ends().into_iter().rev().find(|end| *end < self.cursor),
        };
        if let Some(cursor) = previous {
            self.cursor = cursor;
        } else if self.updates > 0 {
            self.updates -= 1;
            self.cursor = timeline.last();
        } else {
            self.cursor = 0;
        }
    }

    /// Whether "step back" would go anywhere.
    pub fn can_step_back(&self) -> bool {
        self.cursor > 0 || self.updates > 0
    }

    /// Whether the loss is measured at the last step only.
    pub fn measures_last_only(&self) -> bool {
        self.settings.losses == LossSteps::Last
    }
}

fn first_after(timeline: Timeline, cursor: usize) -> usize {
    timeline.pass_ends().into_iter().find(|end| *end > cursor).unwrap_or(timeline.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(state: &mut State, direction: Direction, presses: usize) -> Vec<(u32, usize)> {
        (0..presses)
            .map(|_| {
                state.apply(Command::Step(direction)).unwrap();
                (state.updates, state.cursor)
            })
            .collect()
    }

    #[test]
    fn steps_walk_through_an_iteration_into_the_next_and_back() {
        let mut state = State { cursor: 8, ..State::default() };
        assert_eq!(moments(&mut state, Direction::Forward, 3), [(0, 9), (1, 0), (1, 1)]);
        assert_eq!(moments(&mut state, Direction::Back, 3), [(1, 0), (0, 9), (0, 8)]);
    }

    #[test]
    fn passes_stop_at_their_ends() {
        let mut state = State { granularity: Granularity::Pass, ..State::default() };
        assert_eq!(moments(&mut state, Direction::Forward, 5), [(0, 4), (0, 8), (0, 9), (1, 4), (1, 8)]);
        assert_eq!(moments(&mut state, Direction::Back, 6), [(1, 4), (0, 9), (0, 8), (0, 4), (0, 0), (0, 0)]);
    }

    #[test]
    fn a_changed_setting_starts_from_the_seed_and_keeps_the_moment() {
        let mut state = State { updates: 7, cursor: 6, ..State::default() };
        state.apply(Command::Set(Setting::Text("hi".into()))).unwrap();
        assert_eq!((state.updates, state.cursor), (0, 2));
    }

    #[test]
    fn a_rejected_setting_changes_nothing() {
        let mut state = State { updates: 7, cursor: 6, ..State::default() };
        let before = state.clone();
        assert!(state.apply(Command::Set(Setting::Text("h".into()))).is_err());
        assert_eq!(state, before);
    }

    #[test]
    fn the_last_lane_stays() {
        let mut state = State::default();
        for kind in CellKind::ALL {
            state.apply(Command::ShowCell(kind, false)).unwrap();
        }
        assert_eq!(state.shown_cells(), [CellKind::Gru]);
    }
}
