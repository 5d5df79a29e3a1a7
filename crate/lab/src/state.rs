//! Everything that the page shows, as one value, and the closed set of commands that change it.

use unrolled_engine::CellKind;
use unrolled_tasks::Sequence;

use crate::gradient_lab::GradientLab;
use crate::language::Language;
use crate::layout::{Layout, Parts};
use crate::lesson::Lesson;
use crate::quantity::{Dimension, Entry, Outline, Place, Variable};
use crate::sampling::{Sampling, Stepped, writes};
use crate::settings::{Rejection, Setting, Settings};
use crate::stops::Stops;
use crate::teaching::{Given, Homework, Locks, Teaching};
use crate::timeline::{Moment, Timeline};

/// How far one press of "step" goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Granularity {
    /// A whole pass: forward, backward, update.
    Pass,
    /// One time step of a pass.
    #[default]
    Step,
    /// One operation of the cell that is looked into.
    Operation,
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

/// A number of one cell that is asked where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    pub cell: CellKind,
    pub entry: Entry,
}

/// The state of the page. It changes only by [`State::apply`], and it round-trips through the address (`url`).
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub settings: Settings,
    /// Which example of the task's data is looked at.
    pub example: usize,
    /// How many updates the weights have behind them.
    pub updates: u32,
    /// The index of the moment on the timeline.
    pub cursor: usize,
    /// Which cells have a lane, in the order of [`CellKind::ALL`].
    pub cells: [bool; 3],
    pub granularity: Granularity,
    pub fold: Fold,
    /// The cell that is looked into; [`State::viewed`] if it has no lane.
    pub viewed: CellKind,
    /// The unit that is followed.
    pub unit: usize,
    /// With [`Granularity::Operation`] the last operation of the moment that has been made, in the cell that is looked
    /// into; with the others all have been, and this is 0.
    pub operation: usize,
    /// What is asked, in place of the operation.
    pub asked: Option<Asked>,
    /// What stays asked.
    pub pinned: Vec<Asked>,
    /// What playing stops at.
    pub stops: Stops,
    /// How samples are drawn.
    pub sampling: Sampling,
    /// The cell whose sample is read in place of the example.
    pub stepped: Option<CellKind>,
    /// What is chosen in the gradient lab.
    pub lab: GradientLab,
    /// The lesson that is read beside the figure; without one the whole Lab is open.
    pub lesson: Option<Lesson>,
    pub language: Language,
    pub layout: Layout,
    /// The only parts that are there; without them all, or those that the lesson uses.
    pub parts: Option<Parts>,
    /// What a teacher has put into the link.
    pub teaching: Teaching,
}

/// More would not be looked at.
pub const MOST_PINNED: usize = 8;

impl Default for State {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            example: 0,
            updates: 0,
            cursor: 0,
            cells: [true; 3],
            granularity: Granularity::Step,
            fold: Fold::Unrolled,
            viewed: CellKind::Lstm,
            unit: 0,
            operation: 0,
            asked: None,
            pinned: Vec::new(),
            stops: Stops::default(),
            sampling: Sampling::default(),
            stepped: None,
            lab: GradientLab::default(),
            lesson: None,
            language: Language::default(),
            layout: Layout::default(),
            parts: None,
            teaching: Teaching::default(),
        }
    }
}

/// What has been computed at a cursor.
pub struct Made {
    outline: Outline,
    timeline: Timeline,
    done: usize,
    /// Of the moment that is under way.
    here: Vec<Place>,
}

impl Made {
    pub fn has(&self, place: Place) -> bool {
        match self.outline.moment_of(place) {
            // Given.
            None => true,
            Some(moment) => self.timeline.index(moment) < self.done || self.here.contains(&place),
        }
    }
}

/// Everything that can happen to a [`State`].
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A changed setting starts again from the seed's weights.
    Set(Setting),
    /// Looks at another example of the data, with the same weights; one past the last is the last.
    Example(usize),
    /// Shows or hides a lane; the last one cannot be hidden.
    ShowCell(CellKind, bool),
    /// Puts the cursor on a moment.
    Seek(usize),
    /// Puts the cursor on an operation of a moment, and goes on by operations.
    SeekOperation(usize, usize),
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
    /// Looks into another cell.
    View(CellKind),
    /// Follows another unit; one past the last is the last.
    Follow(usize),
    /// Asks about a number, or about the operation again. Looks into its cell, too.
    Ask(Option<Asked>),
    /// Keeps what is asked, or lets it go.
    Pin(Asked, bool),
    /// What playing stops at.
    Stops(Stops),
    /// How samples are drawn.
    Sample(Sampling),
    /// Reads what a cell writes in place of the example, from the first step that writes; or the example again.
    StepThrough(Option<CellKind>),
    /// What is chosen in the gradient lab.
    Lab(GradientLab),
    /// Reads a lesson, or none.
    Lesson(Option<Lesson>),
    /// Says everything in another language.
    Speak(Language),
    /// Lays the page out for somebody else.
    LayOut(Layout),
    /// Shows these parts only, or all.
    Show(Option<Parts>),
    /// Takes up what a teacher puts into a link, or what a student answers.
    Teach(Teaching),
}

impl State {
    pub fn timeline(&self) -> Timeline {
        Timeline::new(self.sequence().steps())
    }

    /// What is read; of a sample, as far as it is known without the weights.
    ///
    /// # Panics
    /// If the settings have not been checked.
    pub fn sequence(&self) -> Sequence {
        let example = self.example_sequence();
        match self.stepped {
            Some(_) => self.sampling.sequence(&example),
            None => example,
        }
    }

    /// The example that is looked at, also while a sample is read in its place.
    fn example_sequence(&self) -> Sequence {
        self.settings.sequence(self.example).expect("the settings have been checked")
    }

    /// The sample that is read in place of the example.
    pub fn read_sample(&self) -> Option<Stepped> {
        self.stepped.map(|cell| Stepped { cell, sampling: self.sampling.clone() })
    }

    /// Whether there is something to sample: the network reads what it said.
    pub fn writes(&self) -> bool {
        writes(&self.example_sequence())
    }

    /// Whether the last moment is an update, and not merely this sequence's own gradient of the weights.
    pub fn makes_updates(&self) -> bool {
        self.settings.task.is_none() && self.stepped.is_none()
    }

    /// H of the cell that has most units.
    pub fn most_units(&self) -> usize {
        let sequence = self.sequence();
        CellKind::ALL.map(|kind| self.settings.units_of(kind, &sequence)).into_iter().max().unwrap_or(1)
    }

    /// H of the cell that is looked into.
    pub fn units(&self) -> usize {
        self.settings.units_of(self.viewed(), &self.sequence())
    }

    pub fn shows(&self, kind: CellKind) -> bool {
        self.cells[kind as usize]
    }

    /// The cells that have a lane, from top to bottom.
    pub fn shown_cells(&self) -> Vec<CellKind> {
        CellKind::ALL.into_iter().filter(|kind| self.shows(*kind)).collect()
    }

    /// # Errors
    /// If a setting, a number to stop at or a sample cannot take its value; the state is unchanged then.
    pub fn apply(&mut self, command: Command) -> Result<(), Rejection> {
        match command {
            Command::Set(setting) => self.set(setting)?,
            Command::Example(example) => self.turn_to(example)?,
            Command::ShowCell(kind, shown) => {
                self.cells[kind as usize] = shown;
                if self.cells == [false; 3] {
                    self.cells[kind as usize] = true;
                }
            }
            Command::Seek(index) => self.seek(index.min(self.timeline().last())),
            Command::SeekOperation(index, operation) => {
                self.granularity = Granularity::Operation;
                self.seek(index.min(self.timeline().last()));
                self.operation = operation.min(self.last_operation());
                self.asked = None;
            }
            Command::Step(direction) => self.step(direction),
            Command::First => {
                self.cursor = 0;
                self.operation = 0;
                self.asked = None;
            }
            Command::Last => self.seek(self.timeline().last()),
            Command::GoToUpdate(updates) => self.updates = updates,
            Command::Granularity(granularity) => {
                self.granularity = granularity;
                self.make_operations(true);
            }
            Command::Fold(fold) => self.fold = fold,
            Command::View(kind) => self.view(kind),
            Command::Follow(unit) => {
                self.unit = unit.min(self.units() - 1);
                // The same question about another unit.
                if let Some(asked) = &mut self.asked
                    && asked.entry.place.dimensions().0 == Some(Dimension::Units)
                {
                    asked.entry.row = self.unit;
                }
            }
            Command::Ask(asked) => {
                self.asked = asked.filter(|asked| self.can_ask(*asked));
                if let Some(asked) = self.asked {
                    self.view(asked.cell);
                    self.asked = Some(asked);
                    if asked.entry.place.dimensions().0 == Some(Dimension::Units) {
                        self.unit = asked.entry.row;
                    }
                }
            }
            Command::Pin(asked, stays) => {
                self.pinned.retain(|pinned| *pinned != asked);
                if stays && self.can_ask(asked) {
                    self.pinned.truncate(MOST_PINNED - 1);
                    self.pinned.insert(0, asked);
                }
            }
            Command::Stops(stops) => {
                stops.check()?;
                self.stops = stops;
            }
            Command::Sample(sampling) => self.draw(sampling)?,
            Command::StepThrough(cell) => self.step_through(cell)?,
            Command::Lab(lab) => {
                lab.check(self.timeline().steps)?;
                self.lab = lab;
            }
            Command::Lesson(lesson) => self.lesson = lesson,
            Command::Speak(language) => self.language = language,
            Command::LayOut(layout) => self.layout = layout,
            Command::Show(parts) => self.parts = parts.filter(|parts| !parts.is_empty()),
            Command::Teach(teaching) => {
                teaching.homework.as_ref().map_or(Ok(()), Homework::check)?;
                let mut homework = teaching.homework.filter(|homework| *homework != Homework::default());
                if let Some(homework) = &mut homework {
                    homework.given.get_or_insert_with(|| Box::new(Given::of(self)));
                }
                self.teaching = Teaching { homework, ..teaching };
            }
        }
        Ok(())
    }

    /// The cell that is looked into: the chosen one, or the first that has a lane.
    pub fn viewed(&self) -> CellKind {
        let shown = self.shown_cells();
        if shown.contains(&self.viewed) { self.viewed } else { shown[0] }
    }

    /// Which places a cell has.
    pub fn outline(&self, kind: CellKind) -> Outline {
        Outline { updates: self.makes_updates(), ..self.settings.outline(kind, &self.sequence()) }
    }

    /// Whether the cell has such a number.
    pub fn can_ask(&self, asked: Asked) -> bool {
        let outline = self.outline(asked.cell);
        outline.is_place(asked.entry.place) && outline.dimensions.has(asked.entry)
    }

    fn view(&mut self, kind: CellKind) {
        // What has been made stays made where the other cell has fewer operations, and nothing more where it has more.
        let was_complete = self.is_complete();
        self.viewed = kind;
        self.asked = None;
        self.make_operations(was_complete);
    }

    /// Puts the cursor on a moment with all of its operations made.
    fn seek(&mut self, index: usize) {
        if index != self.cursor {
            self.asked = None;
        }
        self.cursor = index;
        self.make_operations(true);
    }

    /// All operations of the moment, or at least no more than there are.
    fn make_operations(&mut self, all: bool) {
        self.operation = match self.granularity {
            Granularity::Operation if all => self.last_operation(),
            Granularity::Operation => self.operation.min(self.last_operation()),
            Granularity::Pass | Granularity::Step => 0,
        };
    }

    /// The index of the last operation of the moment, in the cell that is looked into.
    pub fn last_operation(&self) -> usize {
        let moment = self.timeline().moment(self.cursor);
        self.outline(self.viewed()).operations(moment).len() - 1
    }

    /// What is asked; without a question the operation that was made last, or the state that the moment is about.
    /// `sequence` is what is read, with all that was written.
    pub fn subject(&self, sequence: &Sequence) -> Asked {
        if let Some(asked) = self.asked {
            return asked;
        }
        let cell = self.viewed();
        let outline = self.outline(cell);
        let moment = self.timeline().moment(self.cursor);
        let operations = outline.operations(moment);
        let state = |time, of: fn(Variable, usize) -> Place| of(Variable::Hidden, time);
        let place = match (self.granularity, moment) {
            (Granularity::Operation, _) => operations[self.operation.min(operations.len() - 1)].places[0],
            (_, Moment::Forward { t }) => state(t + 1, Place::value),
            (_, Moment::Backward { t }) => state(t + 1, Place::gradient),
            (_, Moment::Loss) => Place::value(Variable::Loss, 0),
            // The whole gradient is the last; that of W_hh says more.
            (_, Moment::Update) if !outline.updates => operations[1].places[0],
            (_, Moment::Update) => operations.last().expect("an update changes the weights").places[0],
        };
        Asked { cell, entry: self.entry_of(sequence, cell, place) }
    }

    /// The number of a place that is followed: of the followed unit, of the character read, of the next character.
    pub fn entry_of(&self, sequence: &Sequence, cell: CellKind, place: Place) -> Entry {
        let t = place.time.clamp(1, sequence.steps()) - 1;
        let (rows, cols) = place.dimensions();
        let follow = |dimension: Option<Dimension>| match dimension {
            Some(Dimension::Units) => self.unit,
            Some(Dimension::Inputs) => sequence.symbol(t).unwrap_or(0),
            Some(Dimension::Outputs) => sequence.class(t).unwrap_or(0),
            None => 0,
        };
        let entry = place.entry(follow(rows), follow(cols));
        if self.outline(cell).dimensions.has(entry) { entry } else { place.entry(0, 0) }
    }

    /// Which of a cell's places are there at the cursor: what has been made, and what is given.
    pub fn made(&self, kind: CellKind) -> Made {
        let outline = self.outline(kind);
        let done = self.done();
        let moment = self.timeline().moment(self.cursor);
        let count = if kind == self.viewed() && done == self.cursor { self.operation + 1 } else { 0 };
        let operations = outline.operations(moment).into_iter().take(count);
        let here = operations.flat_map(|operation| operation.places).collect();
        Made { outline, timeline: self.timeline(), done, here }
    }

    /// Moment and operation: where the cursor stands in the iteration.
    pub fn position(&self) -> (usize, usize) {
        (self.cursor, self.operation)
    }

    /// How many moments have been done: the one under the cursor only if all of its operations have been made.
    pub fn done(&self) -> usize {
        self.cursor + usize::from(self.is_complete())
    }

    fn is_complete(&self) -> bool {
        self.granularity != Granularity::Operation || self.operation >= self.last_operation()
    }

    fn set(&mut self, setting: Setting) -> Result<(), Rejection> {
        let settings = self.settings.with(setting)?;
        if settings == self.settings {
            return Ok(());
        }
        Locks::allow(self, &Self { settings: settings.clone(), ..self.clone() })?;
        let (moment, was_complete) = (self.timeline().moment(self.cursor), self.is_complete());
        if settings.task != self.settings.task || settings.length != self.settings.length {
            self.example = 0;
        }
        if settings.task != self.settings.task {
            // Another task begins with its example, not with a sample.
            (self.sampling, self.stepped) = (Sampling::default(), None);
        }
        self.settings = settings;
        self.updates = 0;
        self.teaching = std::mem::take(&mut self.teaching).kept(false);
        self.keep_what_is_written();
        self.stay(moment, was_complete);
        Ok(())
    }

    fn turn_to(&mut self, example: usize) -> Result<(), Rejection> {
        let example = example.min(self.settings.examples() - 1);
        Locks::allow(self, &Self { example, ..self.clone() })?;
        let (moment, was_complete) = (self.timeline().moment(self.cursor), self.is_complete());
        self.example = example;
        self.keep_what_is_written();
        self.stay(moment, was_complete);
        Ok(())
    }

    /// Samples are drawn otherwise, at the same moment.
    fn draw(&mut self, mut sampling: Sampling) -> Result<(), Rejection> {
        let example = self.example_sequence();
        if !example.coding.is_text() {
            sampling.prompt.clear();
        }
        sampling.check(&example)?;
        let (moment, was_complete) = (self.timeline().moment(self.cursor), self.is_complete());
        self.sampling = sampling;
        self.stay(moment, was_complete);
        Ok(())
    }

    fn step_through(&mut self, cell: Option<CellKind>) -> Result<(), Rejection> {
        if cell.is_some() && !self.writes() {
            return Err(Rejection::NothingWritten);
        }
        let (moment, was_complete) = (self.timeline().moment(self.cursor), self.is_complete());
        let had_none = self.stepped.is_none();
        self.stepped = cell;
        let first = self.sequence().free_from.unwrap_or(1).max(1) - 1;
        let moment = if cell.is_some() && had_none { Moment::Forward { t: first } } else { moment };
        self.stay(moment, was_complete);
        Ok(())
    }

    /// A beginning that can no longer be read is given up, and so is a sample where nothing is written.
    fn keep_what_is_written(&mut self) {
        let example = self.example_sequence();
        if !example.coding.is_text() || self.sampling.given(&example).is_err() {
            self.sampling.prompt.clear();
        }
        self.stepped = self.stepped.filter(|_| writes(&example));
    }

    /// At the moment at which another state is.
    pub(crate) fn stay_at_moment_of(&mut self, other: &Self) {
        self.stay(other.timeline().moment(other.cursor), other.is_complete());
    }

    /// At the same moment of another sequence; what it does not have is no longer asked about.
    fn stay(&mut self, moment: Moment, was_complete: bool) {
        self.cursor = self.timeline().index(moment);
        self.lab.fit(self.timeline().steps);
        self.unit = self.unit.min(self.most_units() - 1);
        self.make_operations(was_complete);
        self.asked = self.asked.filter(|asked| self.can_ask(*asked));
        let mut pinned = std::mem::take(&mut self.pinned);
        pinned.retain(|pinned| self.can_ask(*pinned));
        self.pinned = pinned;
    }

    fn step(&mut self, direction: Direction) {
        self.asked = None;
        if self.granularity == Granularity::Operation {
            return self.step_operation(direction);
        }
        let timeline = self.timeline();
        match direction {
            Direction::Forward if self.cursor >= timeline.last() => {
                self.updates = self.updates.saturating_add(1);
                self.cursor = match self.granularity {
                    Granularity::Step | Granularity::Operation => 0,
                    Granularity::Pass => timeline.pass_ends()[0],
                };
            }
            Direction::Forward => {
                self.cursor = match self.granularity {
                    Granularity::Step | Granularity::Operation => self.cursor + 1,
                    Granularity::Pass => first_after(timeline, self.cursor),
                };
            }
            Direction::Back => self.step_back(timeline),
        }
    }

    fn step_operation(&mut self, direction: Direction) {
        let timeline = self.timeline();
        match direction {
            Direction::Forward if self.operation < self.last_operation() => self.operation += 1,
            Direction::Forward => {
                if self.cursor >= timeline.last() {
                    self.updates = self.updates.saturating_add(1);
                    self.cursor = 0;
                } else {
                    self.cursor += 1;
                }
                self.operation = 0;
            }
            Direction::Back if self.operation > 0 => self.operation -= 1,
            Direction::Back if self.can_step_back() => {
                self.step_back(timeline);
                self.operation = self.last_operation();
            }
            Direction::Back => {}
        }
    }

    fn step_back(&mut self, timeline: Timeline) {
        let previous = match self.granularity {
            Granularity::Step | Granularity::Operation => self.cursor.checked_sub(1),
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
        let is_within = self.granularity == Granularity::Operation && self.operation > 0;
        self.cursor > 0 || self.updates > 0 || is_within
    }

    /// Whether the loss is measured at the last step only.
    pub fn measures_last_only(&self) -> bool {
        self.sequence().measures_last_only()
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
    fn operations_walk_through_every_moment_and_back() {
        let mut state = State::default();
        state.apply(Command::Granularity(Granularity::Operation)).unwrap();
        state.apply(Command::First).unwrap();
        assert_eq!((state.cursor, state.operation, state.done()), (0, 0, 0));
        let mut places = vec![(0, 0, 0)];
        while state.updates == 0 {
            state.apply(Command::Step(Direction::Forward)).unwrap();
            places.push((state.updates, state.cursor, state.operation));
        }
        let outline = state.outline(CellKind::Lstm);
        assert_eq!(places.len(), outline.all_operations().count() + 1);
        assert_eq!(places.last(), Some(&(1, 0, 0)));
        for place in places.iter().rev().skip(1) {
            state.apply(Command::Step(Direction::Back)).unwrap();
            assert_eq!((state.updates, state.cursor, state.operation), *place);
        }
        assert!(!state.can_step_back());
    }

    #[test]
    fn a_moment_is_done_with_its_last_operation() {
        let mut state = State::default();
        state.apply(Command::SeekOperation(2, 0)).unwrap();
        assert_eq!((state.done(), state.last_operation()), (2, 12));
        state.apply(Command::SeekOperation(2, 99)).unwrap();
        assert_eq!((state.done(), state.operation), (3, 12));
        // The RNN has fewer operations; what was complete is complete.
        state.apply(Command::View(CellKind::Rnn)).unwrap();
        assert_eq!((state.done(), state.operation), (3, 3));
        state.apply(Command::View(CellKind::Lstm)).unwrap();
        assert_eq!((state.done(), state.operation), (3, 12));
        state.apply(Command::Granularity(Granularity::Step)).unwrap();
        state.apply(Command::Step(Direction::Forward)).unwrap();
        assert_eq!(state.done(), 4);
    }

    #[test]
    fn what_is_asked_stays_as_long_as_it_is_there() {
        let mut state = State::default();
        let asked =
            |state: &State, cell, name: &str| Some(Asked { cell, entry: state.outline(cell).entry_named(name)? });
        let c = asked(&state, CellKind::Lstm, "c@3[9]").unwrap();
        state.apply(Command::Pin(c, true)).unwrap();
        state.apply(Command::Ask(asked(&state, CellKind::Gru, "z@1[1]"))).unwrap();
        assert_eq!((state.viewed(), state.asked.is_some()), (CellKind::Gru, true));
        state.apply(Command::Set(Setting::Units(8))).unwrap();
        assert_eq!((state.pinned.len(), state.asked.is_some()), (0, true));
        // A cell has no such number; nothing is asked then.
        state.apply(Command::Ask(Some(Asked { cell: CellKind::Rnn, ..c }))).unwrap();
        assert_eq!(state.asked, None);
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
