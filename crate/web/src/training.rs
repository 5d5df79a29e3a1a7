//! Runs of many updates, gradient checks and measures, seen from the page: asked of the worker, or worked on here in small
//! slices if there is no worker to be had.

use std::time::Duration;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::training::{End, Posted, Report, Request, Run};
use unrolled_lab::work::Work;
use unrolled_lab::{CheckRequest, Checked, Measure, MeasureRequest, Settings};

use crate::browser::now_ms;
use crate::reactive::RwSignal;
use crate::store::Store;
use crate::worker_link::WorkerLink;

/// How long the page works on a run between two chances to draw, in ms, when it has no worker.
const SLICE_MS: f64 = 8.0;

/// A run that is under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    pub from: u32,
    pub updates: u32,
    pub to: u32,
    /// Whether the reader asked for many updates and may stop them, or for one that has to be worked out first.
    pub is_run: bool,
    /// The losses of each cell after 0, 1, 2 … updates, as far as they are known.
    pub losses: [Vec<f64>; 3],
}

/// What is to be said about the last run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It ended at the first loss that is no finite number.
    NotFinite {
        cell: CellKind,
        updates: u32,
    },
    Stopped {
        updates: u32,
    },
    /// There is no worker, for this reason (empty if its script did not load); the page went on by itself.
    NoWorker {
        reason: String,
    },
}

/// The page's hold on long runs; copied into every component with [`Store`].
#[derive(Clone, Copy)]
pub struct Trainer {
    pub progress: RwSignal<Option<Progress>>,
    pub outcome: RwSignal<Option<Outcome>>,
    /// The last gradient check that was finished, of some revision of the store.
    pub checked: RwSignal<Option<Checked>>,
    /// The revision whose check is under way.
    pub checking: RwSignal<Option<u32>>,
    inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Default)]
struct Inner {
    link: Option<WorkerLink>,
    /// Set once the worker has failed: from then on the page works here.
    has_no_worker: bool,
    here: Work,
    /// Set while a slice of work is waiting for its turn.
    is_waiting: bool,
    current: Option<Current>,
    jobs: u32,
}

/// What the run under way was asked for.
#[derive(Clone)]
struct Current {
    run: Run,
    /// Where the cursor goes on arrival, if it is to move.
    cursor: Option<usize>,
}

impl Trainer {
    pub fn new() -> Self {
        Self {
            progress: RwSignal::new(None),
            outcome: RwSignal::new(None),
            checked: RwSignal::new(None),
            checking: RwSignal::new(None),
            inner: StoredValue::new_local(Inner::default()),
        }
    }

    /// Makes so many further updates, or as many as go well.
    pub fn run(self, store: Store, updates: u32) {
        store.playing.set(false);
        let from = store.with_untracked(|experiment| experiment.updates);
        self.begin(store, from.saturating_add(updates), None, true);
    }

    /// Works out the weights after so many updates; the store follows when they are there.
    pub fn go_to(self, store: Store, updates: u32, cursor: Option<usize>) {
        self.begin(store, updates, cursor, false);
    }

    /// Ends the run where it is; the store goes there.
    pub fn stop(self) {
        let job = self.inner.read_value().current.as_ref().map(|current| current.run.job);
        if let Some(job) = job {
            self.stop_job(job);
        }
    }

    /// Ends the run or the measure of this number.
    pub fn stop_job(self, job: u32) {
        self.ask(Request::Stop { job }, Vec::new());
    }

    /// A number that no run and no measure has had.
    pub fn next_job(self) -> u32 {
        let mut inner = self.inner.write_value();
        inner.jobs += 1;
        inner.jobs
    }

    /// Measures, after what was asked for before; [`Store::measures`] hears of it.
    pub fn measure(self, store: Store, job: u32, measure: Measure, numbers: Vec<f64>) {
        self.hand_over(store, Request::Measure(MeasureRequest { job, measure }), numbers);
    }

    /// Forgets the run under way.
    pub fn cancel(self) {
        self.stop();
        self.inner.write_value().current = None;
        if self.progress.read_untracked().is_some() {
            self.progress.set(None);
        }
        if self.outcome.read_untracked().is_some() {
            self.outcome.set(None);
        }
    }

    fn begin(self, store: Store, to: u32, cursor: Option<usize>, is_run: bool) {
        self.cancel();
        let (settings, from, losses): (Settings, u32, _) = store.with_untracked(|experiment| {
            let losses = experiment.lanes.each_ref().map(|lane| lane.losses.clone());
            (experiment.settings.clone(), experiment.updates, losses)
        });
        let run = Run { job: self.next_job(), settings, from, to, stops_at_overflow: is_run };
        self.inner.write_value().current = Some(Current { run: run.clone(), cursor });
        self.progress.set(Some(Progress { from, updates: from.min(to), to, is_run, losses }));
        // A run ends the check under way.
        self.checking.set(None);
        self.hand_over(store, Request::Run(run), Vec::new());
    }

    /// Checks the gradient of the store's weights, instead of any other.
    pub fn check(self, store: Store) {
        let revision = store.revision.get_untracked();
        self.checking.set(Some(revision));
        if self.inner.read_value().has_no_worker {
            return self.check_here(store, revision);
        }
        let (request, numbers) = store.with_untracked(|experiment| {
            let (settings, example) = (experiment.settings.clone(), experiment.example);
            let stepped = experiment.stepped().cloned();
            (CheckRequest { revision, settings, example, stepped }, experiment.to_numbers())
        });
        self.hand_over(store, Request::Check(request), numbers);
    }

    fn check_here(self, store: Store, revision: u32) {
        let mut inner = self.inner.write_value();
        store.with_untracked(|experiment| inner.here.check(revision, experiment));
        drop(inner);
        self.work_here(store);
    }

    /// Gives a request to the worker, which is started by the first one.
    fn hand_over(self, store: Store, request: Request, numbers: Vec<f64>) {
        let is_settled = {
            let inner = self.inner.read_value();
            inner.link.is_some() || inner.has_no_worker
        };
        if !is_settled {
            let (heard, lost) = (move |posted| self.take(store, posted), move |reason| self.go_on_here(store, reason));
            match WorkerLink::start(heard, lost) {
                Ok(link) => self.inner.write_value().link = Some(link),
                Err(reason) => return self.go_on_here(store, reason),
            }
        }
        self.ask(request, numbers);
        self.work_here(store);
    }

    fn ask(self, request: Request, numbers: Vec<f64>) {
        let mut inner = self.inner.write_value();
        match &inner.link {
            Some(link) => {
                if let Some(settings) = settings_of(&request) {
                    link.provide_for(settings);
                }
                link.post(&request, &numbers);
            }
            // The page's own settings were checked when they were made.
            None => inner.here.receive(request, &numbers).unwrap_or_default(),
        }
    }

    fn take(self, store: Store, posted: Posted) {
        let current = self.inner.read_value().current.clone();
        let asked = |job| current.clone().filter(|current| current.run.job == job);
        match posted.report {
            Report::Progress { job, first, updates } if asked(job).is_some() => {
                self.progress.update(|progress| {
                    if let Some(progress) = progress {
                        progress.updates = updates;
                        let each = (posted.numbers.len() / 3).max(1);
                        for (losses, new) in progress.losses.iter_mut().zip(posted.numbers.chunks(each)) {
                            losses.truncate(first as usize);
                            losses.extend_from_slice(new);
                        }
                    }
                });
            }
            Report::Finished { job, updates, end } => {
                let Some(current) = asked(job) else { return };
                self.inner.write_value().current = None;
                store.arrive(&posted.numbers, current.cursor);
                self.progress.set(None);
                self.outcome.set(match end {
                    // That there is no worker is said once the run is over, too.
                    End::Reached => {
                        self.outcome.get_untracked().filter(|told| matches!(told, Outcome::NoWorker { .. }))
                    }
                    End::Stopped => Some(Outcome::Stopped { updates }),
                    End::NotFinite { cell } => Some(Outcome::NotFinite { cell, updates }),
                });
            }
            Report::Checked(checked) => {
                if self.checking.get_untracked() == Some(checked.revision) {
                    self.checking.set(None);
                    self.checked.set(Some(*checked));
                }
            }
            Report::Measured(report) => store.measures.take(store, *report),
            Report::Failed { reason } => self.go_on_here(store, reason),
            Report::Progress { .. } | Report::Raced(_) => {}
        }
    }

    /// The worker is of no use: the page does the run under way by itself.
    fn go_on_here(self, store: Store, reason: String) {
        let mut inner = self.inner.write_value();
        // A crash is reported by the worker and by the browser.
        let is_news = !std::mem::replace(&mut inner.has_no_worker, true);
        let current = inner.current.clone().filter(|_| is_news);
        drop(inner);
        // The worker's listener may be running right now, so it is put away later.
        set_timeout(move || self.inner.write_value().link = None, Duration::ZERO);
        self.outcome.set(Some(Outcome::NoWorker { reason }));
        if let Some(current) = current {
            self.ask(Request::Run(current.run), Vec::new());
            self.work_here(store);
        } else if is_news && self.checking.get_untracked().is_some() {
            // Of the weights of now, whichever were asked for.
            self.check(store);
        }
        if is_news {
            store.measures.begin_again(store);
        }
    }

    /// One slice of what the page does by itself, then the next.
    fn work_here(self, store: Store) {
        let mut inner = self.inner.write_value();
        if !inner.here.is_running() || std::mem::replace(&mut inner.is_waiting, true) {
            return;
        }
        drop(inner);
        let slice = move || {
            let start = now_ms();
            let mut inner = self.inner.write_value();
            inner.is_waiting = false;
            let posted = inner.here.work(|| now_ms() - start >= SLICE_MS);
            drop(inner);
            if let Some(posted) = posted {
                self.take(store, posted);
            }
            self.work_here(store);
        };
        set_timeout(slice, Duration::from_millis(4));
    }
}

/// Of what a request is, where that may need files.
fn settings_of(request: &Request) -> Option<&Settings> {
    match request {
        Request::Check(CheckRequest { settings, .. }) | Request::Run(Run { settings, .. }) => Some(settings),
        Request::Measure(request) => Some(request.measure.settings()),
        _ => None,
    }
}
