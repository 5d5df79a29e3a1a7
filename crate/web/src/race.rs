//! The three cells learning a task, each in a worker of its own, seen from the page.
//!
//! They run in legs of a fraction of a second: all make the same number of updates, then the page shows where they are and
//! starts the next leg. So the cells are always compared after the same number of updates, on the same batches, and a race
//! can be stopped between two legs.

use std::time::Duration;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::racing::Leg;
use unrolled_lab::training::{Posted, Report, Request};
use unrolled_lab::work::Work;
use unrolled_lab::{Evaluation, Explosion, RaceEnd, RaceReport, RaceRun};

use crate::browser::now_ms;
use crate::reactive::RwSignal;
use crate::store::Store;
use crate::worker_link::WorkerLink;

/// How long a leg is to take, in ms.
const LEG_MS: f64 = 160.0;
/// Updates of a leg at most.
const LONGEST_LEG: f64 = 400.0;
/// While a race goes on the figure follows it no faster, in ms.
const SHOW_MS: f64 = 450.0;
/// How long the page works on a leg between two chances to draw, in ms, when it has no worker.
const SLICE_MS: f64 = 8.0;
/// More sets of weights are not kept: then every second one goes.
const MOST_KEPT: usize = 160;
/// How often a lost worker is replaced in one race.
const MOST_LOST: u32 = 3;

/// What is known of one cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellRace {
    /// The mean loss of a target of each update's batch.
    pub losses: Vec<f64>,
    /// ‖∂L/∂W‖ of each update, before and after clipping.
    pub norms: Vec<[f64; 2]>,
    pub evaluations: Vec<Evaluation>,
    /// Updates in a second of the last leg.
    pub rate: f64,
    pub exploded: Option<Box<Explosion>>,
}

/// What the race is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Pace {
    #[default]
    Resting,
    /// Leg after leg, until all cells that are shown have this test accuracy, if there is one.
    Running { goal: Option<f64> },
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

/// The weights of the cells after the same number of updates, in the order of [`CellKind::ALL`].
struct Checkpoint {
    updates: u32,
    params: [Vec<f32>; 3],
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
    /// The numbers of updates that weights are kept of, ascending.
    pub kept: RwSignal<Vec<u32>>,
    inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Default)]
struct Inner {
    seats: [Option<Seat>; 3],
    history: Vec<Checkpoint>,
    job: u32,
    /// The leg under way: its number of updates, and who has arrived with which numbers.
    to: u32,
    arrived: [Option<Vec<f64>>; 3],
    /// How many updates each cell has told of.
    made: [usize; 3],
    started_ms: f64,
    /// Where the cells are, with weights and optimizers' memories: `None` at the seed's weights.
    at: Option<(u32, [Vec<f64>; 3])>,
    lost: u32,
    shown_ms: f64,
    /// Where the cursor goes when the wanted weights are there.
    cursor: Option<usize>,
    is_waiting: bool,
}

impl Race {
    pub fn new() -> Self {
        Self {
            pace: RwSignal::new(Pace::Resting),
            cells: RwSignal::new(Default::default()),
            incident: RwSignal::new(None),
            kept: RwSignal::new(Vec::new()),
            inner: StoredValue::new_local(Inner::default()),
        }
    }

    /// The number of updates that the cells have behind them.
    pub fn updates(self) -> u32 {
        self.cells.with_untracked(|cells| cells[0].losses.len() as u32)
    }

    /// The same, for whoever follows it.
    pub fn updates_now(self) -> u32 {
        self.cells.with(|cells| cells[0].losses.len() as u32)
    }

    pub fn is_busy(self) -> bool {
        *self.pace.read() != Pace::Resting
    }

    /// Goes on from where the cells are.
    pub fn play(self, store: Store, goal: Option<f64>) {
        let was_resting = self.pace.get_untracked() == Pace::Resting;
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
    }

    /// The weights after so many updates, if they are kept.
    pub fn weights(self, updates: u32) -> Option<[Vec<f32>; 3]> {
        let inner = self.inner.read_value();
        inner.history.iter().find(|kept| kept.updates == updates).map(|kept| kept.params.clone())
    }

    fn next_leg(self, store: Store) {
        let (now, slowest) = self.cells.with_untracked(|cells| {
            (cells[0].losses.len() as u32, cells.iter().map(|cell| cell.rate).fold(f64::INFINITY, f64::min))
        });
        // The first leg finds out how fast they are.
        let updates = if slowest > 0.0 && slowest.is_finite() { slowest * LEG_MS / 1000.0 } else { 1.0 };
        self.leg(store, now + updates.clamp(1.0, LONGEST_LEG) as u32);
    }

    fn leg(self, store: Store, to: u32) {
        let mut inner = self.inner.write_value();
        inner.job += 1;
        inner.to = to;
        inner.arrived = Default::default();
        inner.made = [0; 3];
        inner.started_ms = now_ms();
        drop(inner);
        for kind in CellKind::ALL {
            self.send(store, kind, None);
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
        let request = Request::Race(RaceRun { job, kind, settings: settings.clone(), to, resumes });
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
        let (updates, gives_up) = (inner.at.as_ref().map(|(updates, _)| *updates), inner.lost > MOST_LOST);
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
            if end.is_some() {
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
        inner.keep(Checkpoint { updates, params });
        inner.at = Some((updates, numbers));
        let kept: Vec<u32> = inner.history.iter().map(|kept| kept.updates).collect();
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
        let shown = store.shown.get_untracked();
        self.cells.with_untracked(|cells| {
            let has_goal = |cell: &CellRace, goal| cell.evaluations.last().is_some_and(|at| at.test.accuracy >= goal);
            let is_reached = |goal| shown.iter().all(|kind| has_goal(&cells[*kind as usize], goal));
            cells.iter().any(|cell| cell.exploded.is_some())
                || matches!(pace, Pace::Running { goal: Some(goal) } if is_reached(goal))
        })
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

impl CellRace {
    fn is_known(&self) -> bool {
        *self != Self::default()
    }

    /// Adds what a leg that ended after so many updates has told, in place of what was known of them.
    fn add(&mut self, leg: Leg, updates: u32) {
        let first = updates as usize - leg.losses.len().min(updates as usize);
        self.losses.truncate(first);
        self.norms.truncate(first);
        self.evaluations.retain(|known| {
            known.updates <= first as u32 && leg.evaluations.iter().all(|new| new.updates != known.updates)
        });
        self.losses.extend(leg.losses);
        self.norms.extend(leg.norms);
        self.evaluations.extend(leg.evaluations);
        self.exploded = None;
    }
}

impl Inner {
    fn keep(&mut self, checkpoint: Checkpoint) {
        self.history.retain(|kept| kept.updates != checkpoint.updates);
        let place = self.history.partition_point(|kept| kept.updates < checkpoint.updates);
        self.history.insert(place, checkpoint);
        if self.history.len() > MOST_KEPT {
            let last = self.history.len() - 1;
            let mut index = 0;
            self.history.retain(|_| {
                index += 1;
                (index - 1) % 2 == 0 || index - 1 == last
            });
        }
    }
}
