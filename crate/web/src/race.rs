//! The three cells learning a task, each in a worker of its own, seen from the page.
//!
//! They run in legs of a fraction of a second: all make the same number of updates, then the page shows where they are and
//! starts the next leg. So the cells are always compared after the same number of updates, on the same batches, and a race
//! can be stopped between two legs.

mod cell_race;

use std::time::Duration;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::training::{Posted, Report, Request};
use unrolled_lab::work::Work;
use unrolled_lab::{Checkpoint, Evaluation, Goal, History, RaceEnd, RaceReport, RaceRun, Replies};

use crate::browser::now_ms;
use crate::reactive::RwSignal;
use crate::store::Store;
use crate::worker_link::WorkerLink;
pub use cell_race::CellRace;
use cell_race::updates_of;

/// How long a leg is to take, in ms.
const LEG_MS: f64 = 160.0;
/// Updates of a leg at most.
const LONGEST_LEG: f64 = 400.0;
/// While a race goes on the figure follows it no faster, in ms.
const SHOW_MS: f64 = 450.0;
/// How long the page works on a leg between two chances to draw, in ms, when it has no worker.
const SLICE_MS: f64 = 8.0;
/// How often a lost worker is replaced in one race.
const MOST_LOST: u32 = 3;

/// What the race is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Pace {
    #[default]
    Resting,
    /// Leg after leg, until the cells that are shown have been at the goal, if there is one.
    Running { goal: Option<Goal> },
    /// To the end of the leg under way, where all cells have made the same number of updates.
    Ending,
    /// To the weights after so many updates.
    Computing { to: u32 },
}

/// What is to be told about the workers.
#[derive(Clone, Debug, PartialEq)]
pub enum Incident {
    /// A worker was lost and replaced, at this number of updates.
    Replaced { kind: CellKind, updates: u32, reason: String },
    /// The page works by itself.
    NoWorker { reason: String },
}

/// Who works for a cell.
enum Seat {
    Worker(WorkerLink),
    Here(Box<Work>),
}

#[derive(Clone, Copy)]
pub struct Race {
    pub pace: RwSignal<Pace>,
    pub cells: RwSignal<[CellRace; 3]>,
    pub incident: RwSignal<Option<Incident>>,
    /// What was last trained until, also once that is over.
    pub goal: RwSignal<Option<Goal>>,
    /// The numbers of updates that weights are kept of, ascending.
    pub kept: RwSignal<Vec<u32>>,
    inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Default)]
struct Inner {
    seats: [Option<Seat>; 3],
    history: History,
    job: u32,
    /// The leg under way: its number of updates, and who has arrived with which numbers.
    to: u32,
    arrived: [Option<Vec<f64>>; 3],
    /// How many updates each cell has told of.
    made: [usize; 3],
    started_ms: f64,
    /// Where the cells are, with weights and optimizers' memories: `None` at the seed's weights.
    at: Option<Reached>,
    /// Set while the workers may be elsewhere: the next leg begins with the numbers of where the cells are.
    is_elsewhere: bool,
    lost: u32,
    shown_ms: f64,
    /// Where the cursor goes when the wanted weights are there.
    cursor: Option<usize>,
    is_waiting: bool,
}

/// A number of updates, with each cell's weights and what its optimizer remembers.
type Reached = (u32, [Vec<f64>; 3]);

/// Everything that a race has reached, put aside.
#[derive(Clone)]
pub struct PutAside {
    cells: [CellRace; 3],
    history: History,
    at: Option<Reached>,
}

impl Race {
    pub fn new() -> Self {
        Self {
            pace: RwSignal::new(Pace::Resting),
            cells: RwSignal::new(Default::default()),
            incident: RwSignal::new(None),
            goal: RwSignal::new(None),
            kept: RwSignal::new(Vec::new()),
            inner: StoredValue::new_local(Inner::default()),
        }
    }

    /// The number of updates that the cells have behind them.
    pub fn updates(self) -> u32 {
        self.cells.with_untracked(updates_of)
    }

    /// The same, for whoever follows it.
    pub fn updates_now(self) -> u32 {
        self.cells.with(updates_of)
    }

    pub fn is_busy(self) -> bool {
        *self.pace.read() != Pace::Resting
    }

    /// Goes on from where the cells are, unless they have been at the goal already.
    pub fn play(self, store: Store, goal: Option<Goal>) {
        let was_resting = self.pace.get_untracked() == Pace::Resting;
        self.goal.set(goal);
        if goal.is_some_and(|goal| self.is_met(store, goal)) {
            return;
        }
        self.pace.set(Pace::Running { goal });
        self.incident.set(None);
        if was_resting {
            self.next_leg(store);
        }
    }

    /// Ends with the leg under way.
    pub fn pause(self) {
        if matches!(self.pace.get_untracked(), Pace::Running { .. }) {
            self.pace.set(Pace::Ending);
        }
    }

    /// Works out the weights after so many updates; the store follows when they are there.
    pub fn go_to(self, store: Store, updates: u32, cursor: Option<usize>) {
        self.inner.write_value().cursor = cursor;
        self.pace.set(Pace::Computing { to: updates });
        self.leg(store, updates);
    }

    /// The last number of updates that all cells have made.
    pub fn reached(self) -> u32 {
        self.inner.read_value().at.as_ref().map_or(0, |(updates, _)| *updates)
    }

    /// Hands over what has been reached so far, just before it is forgotten.
    pub fn put_aside(self) -> PutAside {
        let mut inner = self.inner.write_value();
        let (history, at) = (std::mem::take(&mut inner.history), inner.at.take());
        PutAside { cells: self.cells.get_untracked(), history, at }
    }

    /// Goes back to where it was when that was put aside; the settings have to be those of then.
    pub fn take_up(self, put_aside: PutAside) {
        self.forget();
        let PutAside { mut cells, history, at } = put_aside;
        // A leg was under way, perhaps.
        let updates = at.as_ref().map_or(0, |(updates, _)| *updates);
        cells.iter_mut().for_each(|cell| cell.cut(updates));
        let kept = history.updates();
        let mut inner = self.inner.write_value();
        (inner.history, inner.at, inner.is_elsewhere) = (history, at, true);
        drop(inner);
        self.cells.set(cells);
        self.kept.set(kept);
    }

    /// Forgets everything: the settings are others.
    pub fn forget(self) {
        let job = self.inner.read_value().job;
        let seats = std::mem::take(&mut self.inner.write_value().seats);
        for seat in seats.iter().flatten() {
            if let Seat::Worker(link) = seat {
                link.post(&Request::Stop { job }, &[]);
            }
        }
        // The workers stay; whatever they still say is of a job that is over.
        self.inner.set_value(Inner { seats, job: job + 1, ..Inner::default() });
        if self.pace.get_untracked() != Pace::Resting {
            self.pace.set(Pace::Resting);
        }
        if self.kept.with_untracked(|kept| !kept.is_empty())
            || self.cells.with_untracked(|cells| cells.iter().any(CellRace::is_known))
        {
            self.cells.set(Default::default());
            self.kept.set(Vec::new());
        }
        if self.incident.with_untracked(Option::is_some) {
            self.incident.set(None);
        }
        if self.goal.with_untracked(Option::is_some) {
            self.goal.set(None);
        }
    }

    /// The weights after so many updates, if they are kept.
    pub fn weights(self, updates: u32) -> Option<[Vec<f32>; 3]> {
        self.inner.read_value().history.weights(updates).cloned()
    }

    /// The cells have been judged after so many updates beside their training, too.
    pub fn judged(self, updates: u32, replies: &[Replies; 3]) {
        self.cells.maybe_update(|cells| {
            // What was given up since then is not to come back.
            let is_known = updates <= updates_of(cells);
            if is_known {
                for (cell, Replies { test_score, train_score, .. }) in cells.iter_mut().zip(replies) {
                    cell.judge(Evaluation { updates, test: *test_score, train: *train_score });
                }
            }
            is_known
        });
    }

    fn next_leg(self, store: Store) {
        let (now, slowest) = self.cells.with_untracked(|cells| {
            (updates_of(cells), cells.iter().map(|cell| cell.rate).fold(f64::INFINITY, f64::min))
        });
        // The first leg finds out how fast they are.
        let updates = if slowest > 0.0 && slowest.is_finite() { slowest * LEG_MS / 1000.0 } else { 1.0 };
        self.leg(store, now + updates.clamp(1.0, LONGEST_LEG) as u32);
    }

    fn leg(self, store: Store, to: u32) {
        store.forget_given_up();
        self.cells.maybe_update(|cells| {
            let exploded = cells.iter_mut().map(|cell| cell.exploded.take()).filter(Option::is_some).count();
            exploded > 0
        });
        self.begin(store, to);
    }

    /// A cell could make no further update: all go back to the last one that every cell could make, and are judged there.
    fn go_back(self, store: Store, to: u32) {
        self.cells.update(|cells| {
            // What comes later has not happened yet.
            for cell in cells {
                cell.exploded = cell.exploded.take().filter(|explosion| explosion.updates <= to);
            }
        });
        self.pace.set(Pace::Computing { to });
        self.inner.write_value().is_elsewhere = true;
        self.begin(store, to);
    }

    fn begin(self, store: Store, to: u32) {
        let mut inner = self.inner.write_value();
        inner.job += 1;
        inner.to = to;
        inner.arrived = Default::default();
        inner.made = [0; 3];
        inner.started_ms = now_ms();
        let is_elsewhere = std::mem::take(&mut inner.is_elsewhere);
        let resumes = inner.at.as_ref().map(|(updates, _)| *updates).filter(|updates| is_elsewhere && *updates <= to);
        drop(inner);
        for kind in CellKind::ALL {
            self.send(store, kind, resumes);
        }
        self.work_here(store);
    }

    /// Asks a cell's worker for the leg under way.
    fn send(self, store: Store, kind: CellKind, resumes: Option<u32>) {
        let settings = store.with_untracked(|experiment| experiment.settings.clone());
        self.take_seat(store, kind);
        let mut inner = self.inner.write_value();
        let (job, to) = (inner.job, inner.to);
        let numbers = match (&inner.at, resumes) {
            (Some((_, numbers)), Some(_)) => numbers[kind as usize].clone(),
            _ => Vec::new(),
        };
        // Legs of a running race are too many to be judged each.
        let judges_end = matches!(self.pace.get_untracked(), Pace::Computing { .. });
        let request = Request::Race(RaceRun { job, kind, settings: settings.clone(), to, resumes, judges_end });
        match &mut inner.seats[kind as usize] {
            Some(Seat::Worker(link)) => {
                link.provide_for(&settings);
                link.post(&request, &numbers);
            }
            // The page's own settings were checked when they were made.
            Some(Seat::Here(work)) => work.receive(request, &numbers).unwrap_or_default(),
            None => {}
        }
    }

    /// Starts a cell's worker if it has none.
    fn take_seat(self, store: Store, kind: CellKind) {
        if self.inner.read_value().seats[kind as usize].is_some() {
            return;
        }
        let (heard, lost) = (move |posted| self.hear(store, posted), move |reason| self.replace(store, kind, reason));
        let seat = match WorkerLink::start(heard, lost) {
            Ok(link) => Seat::Worker(link),
            Err(reason) => {
                self.incident.set(Some(Incident::NoWorker { reason }));
                Seat::Here(Box::default())
            }
        };
        self.inner.write_value().seats[kind as usize] = Some(seat);
    }

    /// A worker is lost: another one goes on from the last weights; the page by itself if that happens again and again.
    fn replace(self, store: Store, kind: CellKind, reason: String) {
        let mut inner = self.inner.write_value();
        let old = inner.seats[kind as usize].take();
        inner.lost += 1;
        let updates = inner.at.as_ref().map(|(updates, _)| *updates).filter(|updates| *updates <= inner.to);
        let gives_up = inner.lost > MOST_LOST;
        if gives_up {
            inner.seats[kind as usize] = Some(Seat::Here(Box::default()));
        }
        let is_awaited = inner.arrived[kind as usize].is_none();
        drop(inner);
        // The worker's listener may be running right now, so it is put away later.
        set_timeout(move || drop(old), Duration::ZERO);
        self.incident.set(Some(if gives_up {
            Incident::NoWorker { reason }
        } else {
            Incident::Replaced { kind, updates: updates.unwrap_or(0), reason }
        }));
        if is_awaited && self.pace.get_untracked() != Pace::Resting {
            self.send(store, kind, updates);
            self.work_here(store);
        }
    }

    fn hear(self, store: Store, posted: Posted) {
        match posted.report {
            Report::Raced(report) => self.take(store, *report, posted.numbers),
            Report::Failed { reason } => {
                let awaited = self.inner.with_value(|inner| inner.arrived.iter().position(Option::is_none));
                if let Some(kind) = awaited {
                    self.replace(store, CellKind::ALL[kind], reason);
                }
            }
            _ => {}
        }
    }

    fn take(self, store: Store, report: RaceReport, numbers: Vec<f64>) {
        let RaceReport { job, kind, updates, leg, end } = report;
        let mut inner = self.inner.write_value();
        if job != inner.job {
            return;
        }
        let seconds = (now_ms() - inner.started_ms).max(0.1) / 1000.0;
        inner.made[kind as usize] += leg.losses.len();
        let made = inner.made[kind as usize];
        if end.is_some() {
            inner.arrived[kind as usize] = Some(numbers);
        }
        let have_all_arrived = inner.arrived.iter().all(Option::is_some);
        drop(inner);
        let exploded = matches!(end, Some(RaceEnd::Exploded(_)));
        let settings = store.with_untracked(|experiment| experiment.settings.clone());
        store.gates.known.update(|known| known.record(&settings, kind, updates, exploded, &leg.evaluations));
        self.cells.update(|cells| {
            let cell = &mut cells[kind as usize];
            cell.add(leg, updates);
            if end.is_some() && made > 0 {
                cell.rate = made as f64 / seconds;
            }
            if let Some(RaceEnd::Exploded(explosion)) = end {
                cell.exploded = Some(explosion);
            }
        });
        if have_all_arrived {
            self.arrive(store);
        }
    }

    /// All cells have made the leg: keeps their weights, shows them, and goes on.
    fn arrive(self, store: Store) {
        let pace = self.pace.get_untracked();
        let last_good = self
            .cells
            .with_untracked(|cells| cells.iter().filter_map(|cell| Some(cell.exploded.as_ref()?.updates)).min());
        if let Some(last) = last_good.filter(|last| *last < self.inner.read_value().to) {
            return self.go_back(store, last);
        }
        let mut inner = self.inner.write_value();
        let Inner { to, arrived, .. } = &mut *inner;
        let (updates, numbers) = (*to, std::mem::take(arrived).map(Option::unwrap_or_default));
        // The weights come first, then what the optimizer remembers.
        let counts =
            store.with_untracked(|experiment| experiment.lanes.each_ref().map(|lane| lane.network.params.count()));
        let params = [0, 1, 2].map(|cell: usize| {
            let count = counts[cell].min(numbers[cell].len());
            numbers[cell][..count].iter().map(|number| *number as f32).collect()
        });
        inner.history.keep(Checkpoint { updates, params });
        inner.at = Some((updates, numbers));
        let kept = inner.history.updates();
        let goes_on = matches!(pace, Pace::Running { .. }) && !self.is_over(store, pace);
        let is_due = !goes_on || now_ms() - inner.shown_ms >= SHOW_MS;
        let cursor = inner.cursor.take();
        if is_due {
            inner.shown_ms = now_ms();
        }
        drop(inner);
        self.kept.set(kept);
        if !goes_on && pace != Pace::Resting {
            self.pace.set(Pace::Resting);
        }
        if is_due {
            store.show_weights(updates, cursor);
        }
        if goes_on {
            self.next_leg(store);
        }
    }

    /// Whether a running race has reached its goal, or a cell can go no further.
    fn is_over(self, store: Store, pace: Pace) -> bool {
        self.cells.with_untracked(|cells| cells.iter().any(|cell| cell.exploded.is_some()))
            || matches!(pace, Pace::Running { goal: Some(goal) } if self.is_met(store, goal))
    }

    /// Whether the cells that are shown have been at a goal.
    fn is_met(self, store: Store, goal: Goal) -> bool {
        let shown = store.shown.get_untracked();
        let judged = |cells: &[CellRace; 3]| goal.is_met(shown.iter().map(|kind| &*cells[*kind as usize].evaluations));
        self.cells.with_untracked(judged)
    }

    /// One slice of what the page does by itself, then the next.
    fn work_here(self, store: Store) {
        let mut inner = self.inner.write_value();
        let works = |seat: &Option<Seat>| matches!(seat, Some(Seat::Here(work)) if work.is_running());
        if !inner.seats.iter().any(works) || std::mem::replace(&mut inner.is_waiting, true) {
            return;
        }
        drop(inner);
        let slice = move || {
            let start = now_ms();
            let mut inner = self.inner.write_value();
            inner.is_waiting = false;
            let mut posted = Vec::new();
            for seat in inner.seats.iter_mut().flatten() {
                if let Seat::Here(work) = seat {
                    posted.extend(work.work(|| now_ms() - start >= SLICE_MS));
                }
            }
            drop(inner);
            posted.into_iter().for_each(|posted| self.hear(store, posted));
            self.work_here(store);
        };
        set_timeout(slice, Duration::from_millis(4));
    }
}
