//! The page's one state and the experiment that belongs to it; everything changes through [`Store::send`].

use std::collections::VecDeque;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::url::{LinkError, patched};
use unrolled_lab::{
    Command, Direction, Experiment, File, GradientLab, Granularity, Lesson, Locks, Moment, Rejection, Settings,
    Snapshot, State, Timeline,
};

use crate::data::{self, LoadError};
use crate::gate_trials::GateTrials;
use crate::given_up::GivenUp;
use crate::lesson::{Answers, Slide};
use crate::measures::Measures;
use crate::race::Race;
use crate::reactive::{Memo, RwSignal, memo};
use crate::stage::GradientPath;
use crate::teaching::{Draft, Review};
use crate::training::Trainer;

/// How many sets of weights are kept for stepping back; older ones are computed again from the seed.
const SNAPSHOTS: usize = 64;

/// Moments that last no longer follow each other without a movement between them.
pub const BRISK_MS: f64 = 150.0;

/// Weights that have been, with the losses of each cell up to there.
type Kept = (Snapshot, [Vec<f64>; 3]);

/// Handles to the state; copied into every component.
#[derive(Clone, Copy)]
pub struct Store {
    pub state: RwSignal<State>,
    /// Parts of the state for those who follow these alone: with the cursor nearly all of the state stays as it is.
    pub settings: Memo<Settings>,
    pub lab: Memo<GradientLab>,
    pub lesson: Memo<Option<Lesson>>,
    pub updates: Memo<u32>,
    pub example: Memo<usize>,
    /// The cell that is looked into.
    pub viewed: Memo<CellKind>,
    pub granularity: Memo<Granularity>,
    experiment: StoredValue<Experiment, LocalStorage>,
    snapshots: StoredValue<VecDeque<Kept>, LocalStorage>,
    /// Counts the experiments and updates so far: changes whenever a number of the experiment may have changed.
    pub revision: RwSignal<u32>,
    pub cursor: Memo<usize>,
    /// How many moments of the iteration have been done.
    pub done: Memo<usize>,
    pub shown: Memo<Vec<CellKind>>,
    /// What is wrong with the last thing that was asked for, by its setting.
    pub rejection: RwSignal<Option<Rejection>>,
    pub playing: RwSignal<bool>,
    /// The way of a gradient that is pointed at elsewhere, for the stage.
    pub path: RwSignal<Option<GradientPath>>,
    /// Whether the next stop was looked for in vain, from where the cursor stands.
    pub no_stop: RwSignal<bool>,
    /// Whether cards write out all terms of a long sum.
    pub whole_sums: RwSignal<bool>,
    /// How long a moment lasts while playing.
    pub ms_per_moment: RwSignal<f64>,
    /// Runs of many updates, and the way to updates whose weights are not kept.
    pub trainer: Trainer,
    /// The cells learning a task from its data.
    pub race: Race,
    /// What the last change of a setting gave up, as long as it can be taken back.
    pub given_up: RwSignal<Option<GivenUp>>,
    /// What fixing gates did to the race's result.
    pub gates: GateTrials,
    /// What is measured of many networks or sequences.
    pub measures: Measures,
    /// Set while a file is loaded.
    pub loading: RwSignal<bool>,
    /// Which slide a room sees.
    pub slide: RwSignal<Slide>,
    /// Set to turn to the next slide, or to the one before.
    pub turn_slide: RwSignal<Option<Direction>>,
    /// What has been answered in the lessons, as long as the page is open.
    pub answers: Answers,
    /// Homework that a link has brought back.
    pub review: RwSignal<Option<Review>>,
    /// The link that a teacher is making.
    pub draft: Draft,
    /// The file that could not be loaded.
    pub missing: RwSignal<Option<LoadError>>,
}

impl Store {
    pub fn new(state: State) -> Self {
        let experiment = experiment_of(&state);
        let state = RwSignal::new(state);
        Self {
            state,
            settings: memo(move || state.read().settings.clone()),
            lab: memo(move || state.read().lab.clone()),
            lesson: memo(move || state.read().lesson),
            updates: memo(move || state.read().updates),
            example: memo(move || state.read().example),
            viewed: memo(move || state.read().viewed()),
            granularity: memo(move || state.read().granularity),
            experiment: StoredValue::new_local(experiment),
            snapshots: StoredValue::new_local(VecDeque::new()),
            revision: RwSignal::new(0),
            cursor: memo(move || state.read().cursor),
            done: memo(move || state.read().done()),
            shown: memo(move || state.read().shown_cells()),
            rejection: RwSignal::new(None),
            playing: RwSignal::new(false),
            path: RwSignal::new(None),
            no_stop: RwSignal::new(false),
            whole_sums: RwSignal::new(false),
            ms_per_moment: RwSignal::new(450.0),
            trainer: Trainer::new(),
            race: Race::new(),
            given_up: RwSignal::new(None),
            gates: GateTrials::new(),
            measures: Measures::new(),
            loading: RwSignal::new(false),
            slide: RwSignal::new(None),
            turn_slide: RwSignal::new(None),
            answers: Answers::new(),
            review: RwSignal::new(None),
            draft: Draft::new(),
            missing: RwSignal::new(None),
        }
    }

    /// Reads the experiment; whoever does so in an effect runs again when its numbers change.
    pub fn with<T>(self, read: impl FnOnce(&Experiment) -> T) -> T {
        self.revision.track();
        read(&self.experiment.read_value())
    }

    /// Reads all that a number of the figure depends on, such as one that stands in a sentence. The cursor is no part of it.
    pub fn track_numbers(self) {
        self.revision.track();
        self.race.cells.track();
        self.settings.track();
        self.lab.track();
        self.updates.track();
        self.example.track();
    }

    /// The same as [`Store::with`] without being called again.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Experiment) -> T) -> T {
        read(&self.experiment.read_value())
    }

    pub fn timeline(self) -> Timeline {
        self.with(Experiment::timeline)
    }

    pub fn moment(self) -> Moment {
        self.timeline().moment(self.cursor.get())
    }

    pub fn moment_untracked(self) -> Moment {
        self.with_untracked(Experiment::timeline).moment(self.cursor.get_untracked())
    }

    /// Whether moments follow each other too fast to be read.
    pub fn is_brisk_untracked(self) -> bool {
        self.playing.get_untracked() && self.ms_per_moment.get_untracked() < BRISK_MS
    }

    /// Whether a task is learned from data.
    pub fn has_data(self) -> bool {
        self.settings.read().task.is_some()
    }

    /// Whether the last moment is an update of the weights, made from what is on the stage.
    pub fn makes_updates(self) -> bool {
        self.state.read().makes_updates()
    }

    /// Carries out a command; a command that cannot be carried out changes nothing but [`Store::rejection`].
    pub fn send(self, command: Command) {
        let before = self.state.get_untracked();
        let mut after = before.clone();
        if let Err(rejection) = after.apply(command.clone()) {
            match rejection.missing() {
                Some(file) => self.load_then(file, move |store| store.send(command)),
                None => self.rejection.set(Some(rejection)),
            }
            return;
        }
        self.rejection.set(None);
        self.go(before, after);
    }

    /// Changes what a fragment of an address names and nothing else, once the files that it needs are there; then says from
    /// which state.
    pub fn patch(self, fragment: String, done: impl FnOnce(Result<[State; 2], LinkError>) + 'static) {
        let before = self.state.get_untracked();
        match patched(&before, &fragment) {
            Ok(after) => {
                // Its updates may take their time; what is refused changes nothing.
                let is_taken = Locks::allow(&before, &after).is_ok();
                let goal = if is_taken { after.clone() } else { before.clone() };
                self.take(after);
                done(Ok([before, goal]));
            }
            Err(error) => match error.missing() {
                Some(file) => self.load_then(file, move |store| store.patch(fragment, done)),
                None => done(Err(error)),
            },
        }
    }

    /// Goes to another state, in the language and the layout of now; what has been trained stays if the settings do.
    pub fn take(self, after: State) {
        let before = self.state.get_untracked();
        let after = State {
            language: before.language,
            layout: before.layout,
            teaching: before.teaching.clone().kept(after.settings == before.settings),
            ..after
        };
        if let Err(rejection) = Locks::allow(&before, &after) {
            return self.rejection.set(Some(rejection));
        }
        self.playing.set(false);
        self.rejection.set(None);
        let updates = after.updates;
        let kept = if after.settings == before.settings { before.updates } else { 0 };
        self.go(before, State { updates: kept, ..after });
        // Whoever goes by a link is offered the way back by the text.
        self.forget_given_up();
        self.send(Command::GoToUpdate(updates));
    }

    /// From one state to the next.
    fn go(self, before: State, after: State) {
        if after == before {
            return;
        }
        self.no_stop.set(false);
        if after.updates > before.updates {
            self.forget_given_up();
        }
        if after.settings != before.settings {
            self.give_up(before);
            self.rebuild(&after);
        } else if after.example != before.example {
            let turned = self.experiment.write_value().turn_to(after.example);
            turned.expect("the data are there");
            self.read_sample(&after);
        } else if after.read_sample() != before.read_sample() {
            self.read_sample(&after);
        } else if after.updates != before.updates {
            if !self.go_to_update(after.updates) {
                let moved = (after.cursor != before.cursor).then_some(after.cursor);
                match after.settings.task {
                    None => self.trainer.go_to(self, after.updates, moved),
                    Some(_) => self.race.go_to(self, after.updates, moved),
                }
                return;
            }
            self.trainer.cancel();
        }
        self.state.set(after);
    }

    /// Shows another state in the language and the layout of now, with what a teacher has put into the link; nothing happens
    /// if that keeps something as it is.
    pub fn go_within(self, state: State) {
        let now = self.state.get_untracked();
        if let Err(rejection) = Locks::allow(&now, &state) {
            return self.rejection.set(Some(rejection));
        }
        let teaching = now.teaching.kept(false);
        self.open(State { language: now.language, layout: now.layout, teaching, ..state });
    }

    /// Shows another state as a whole, as a link describes it.
    pub fn open(self, state: State) {
        let updates = state.updates;
        self.playing.set(false);
        self.rejection.set(None);
        self.forget_given_up();
        self.review.set(Review::of(&state));
        self.rebuild(&state);
        self.state.set(State { updates: 0, ..state });
        self.send(Command::GoToUpdate(updates));
    }

    /// Loads a file and goes on when it is there; what is shown stays until then.
    pub fn load_then(self, file: File, go_on: impl FnOnce(Self) + 'static) {
        self.loading.set(true);
        self.missing.set(None);
        data::load(file, move |loaded| {
            self.loading.set(false);
            match loaded {
                Ok(()) => go_on(self),
                Err(error) => self.missing.set(Some(error)),
            }
        });
    }

    /// Shows the weights that the race has kept of so many updates.
    pub fn show_weights(self, updates: u32, cursor: Option<usize>) {
        if !self.take_weights(updates) {
            return;
        }
        self.revision.update(|revision| *revision += 1);
        self.state.update(|state| {
            state.updates = updates;
            state.cursor = cursor.unwrap_or(state.cursor);
        });
    }

    /// Back to the seed's weights.
    pub fn start_again(self) {
        self.give_up(self.state.get_untracked());
        self.race.forget();
        self.send(Command::GoToUpdate(0));
    }

    /// Remembers a state whose updates are given up; what was given up before stays if there are none.
    fn give_up(self, state: State) {
        let updates = if state.settings.task.is_some() { self.race.reached() } else { state.updates };
        if updates > 0 {
            let race = state.settings.task.is_some().then(|| self.race.put_aside());
            self.given_up.set(Some(GivenUp { updates, state, race }));
        }
    }

    /// From now on there is no way back to it.
    pub fn forget_given_up(self) {
        if self.given_up.with_untracked(Option::is_some) {
            self.given_up.set(None);
        }
    }

    /// Goes back to the settings and the weights before the change that gave up updates.
    pub fn take_back(self) {
        let Some(GivenUp { state, race, .. }) = self.given_up.get_untracked() else { return };
        // What has been answered of homework since stays answered.
        let now = self.state.get_untracked();
        let state = State { language: now.language, teaching: now.teaching, ..state };
        if let Err(rejection) = Locks::allow(&self.state.read_untracked(), &state) {
            return self.rejection.set(Some(rejection));
        }
        match race {
            None => self.open(state),
            Some(put_aside) => {
                self.playing.set(false);
                self.rejection.set(None);
                self.given_up.set(None);
                self.rebuild(&state);
                self.race.take_up(put_aside);
                if state.updates > 0 && self.take_weights(state.updates) {
                    self.revision.update(|revision| *revision += 1);
                }
                self.state.set(state);
            }
        }
    }

    fn take_weights(self, updates: u32) -> bool {
        let Some(weights) = self.race.weights(updates) else { return false };
        let mut experiment = self.experiment.write_value();
        for (kind, numbers) in CellKind::ALL.into_iter().zip(weights) {
            let mut params = experiment.lane(kind).network.params.zeros_like();
            let places = params.tensors_mut().into_iter().flatten();
            places.zip(numbers).for_each(|(place, number)| *place = f64::from(number));
            experiment.show(kind, params);
        }
        experiment.updates = updates;
        true
    }

    /// Goes to where a long run has ended, given as [`Experiment::to_numbers`].
    pub fn arrive(self, numbers: &[f64], cursor: Option<usize>) {
        let mut experiment = self.experiment.write_value();
        self.keep(&experiment);
        if experiment.restore_numbers(numbers).is_err() {
            return;
        }
        let updates = experiment.updates;
        drop(experiment);
        self.forget_given_up();
        self.revision.update(|revision| *revision += 1);
        self.state.update(|state| {
            state.updates = updates;
            state.cursor = cursor.unwrap_or(state.cursor);
        });
    }

    /// Puts a sample in place of the example, or the example again.
    fn read_sample(self, state: &State) {
        let read = self.experiment.write_value().read_sample(state.read_sample());
        read.expect("the state was checked when it was made");
        self.revision.update(|revision| *revision += 1);
    }

    fn rebuild(self, state: &State) {
        self.trainer.cancel();
        self.race.forget();
        self.gates.stop_unless(&state.settings);
        self.measures.stop_unless(self, &state.settings);
        self.experiment.set_value(experiment_of(state));
        self.snapshots.write_value().clear();
        self.revision.update(|revision| *revision += 1);
    }

    /// Puts the experiment at an update that is the next one, the first or still kept; `false` if it is neither.
    fn go_to_update(self, updates: u32) -> bool {
        if self.state.read_untracked().settings.task.is_some() && updates > 0 {
            let is_kept = self.take_weights(updates);
            if is_kept {
                self.revision.update(|revision| *revision += 1);
            }
            return is_kept;
        }
        let mut experiment = self.experiment.write_value();
        if updates == experiment.updates + 1 {
            self.keep(&experiment);
            experiment.advance();
        } else if updates == 0 {
            self.keep(&experiment);
            *experiment = experiment_of(&self.state.read_untracked());
        } else if let Some((snapshot, losses)) = self.kept(updates) {
            self.keep(&experiment);
            experiment.restore(snapshot, losses);
        } else {
            return false;
        }
        drop(experiment);
        self.revision.update(|revision| *revision += 1);
        true
    }

    fn keep(self, experiment: &Experiment) {
        let mut snapshots = self.snapshots.write_value();
        if snapshots.iter().any(|(snapshot, _)| snapshot.updates == experiment.updates) {
            return;
        }
        if snapshots.len() == SNAPSHOTS {
            snapshots.pop_front();
        }
        let losses = experiment.lanes.each_ref().map(|lane| lane.losses.clone());
        snapshots.push_back((experiment.snapshot(), losses));
    }

    fn kept(self, updates: u32) -> Option<Kept> {
        self.snapshots.read_value().iter().find(|(kept, _)| kept.updates == updates).cloned()
    }
}

/// The seed's weights on what is looked at.
fn experiment_of(state: &State) -> Experiment {
    let mut experiment =
        Experiment::on_example(&state.settings, state.example).expect("the state was checked when it was made");
    if state.stepped.is_some() {
        experiment.read_sample(state.read_sample()).expect("the state was checked when it was made");
    }
    experiment
}
