//! Each gate fixed by itself, tried one after the other in a worker of its own; what the page shows stays.

use std::collections::VecDeque;
use std::time::Duration;

use leptos::prelude::*;
use unrolled_engine::{CellKind, Switches};
use unrolled_lab::training::{Posted, Report, Request};
use unrolled_lab::trials::base;
use unrolled_lab::{Evaluation, RaceEnd, RaceReport, RaceRun, Settings, Trials};

use crate::reactive::RwSignal;
use crate::store::Store;
use crate::worker_link::WorkerLink;

/// How far the runs have got.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The run under way, counted from 1, and how many there are.
    pub run: usize,
    pub runs: usize,
    pub kind: CellKind,
    pub switches: Switches,
    pub updates: u32,
    pub to: u32,
}

#[derive(Clone, Copy)]
pub struct GateTrials {
    /// What training has reached, here and in the race.
    pub known: RwSignal<Trials>,
    /// `None` while nothing is tried.
    pub progress: RwSignal<Option<Progress>>,
    /// Why trying ended before its end.
    pub failure: RwSignal<Option<String>>,
    inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Default)]
struct Inner {
    link: Option<WorkerLink>,
    job: u32,
    /// The run under way is the first.
    queue: VecDeque<(CellKind, Settings)>,
    /// Of the run under way.
    evaluations: Vec<Evaluation>,
}

impl GateTrials {
    pub fn new() -> Self {
        Self {
            known: RwSignal::new(Trials::default()),
            progress: RwSignal::new(None),
            failure: RwSignal::new(None),
            inner: StoredValue::new_local(Inner::default()),
        }
    }

    /// Makes the runs that are missing until each gate has been tried to so many updates.
    pub fn try_each(self, store: Store, to: u32) {
        self.stop();
        let settings = store.state.read_untracked().settings.clone();
        let queue: VecDeque<_> = self.known.read_untracked().missing(&settings, to).into();
        let Some((kind, first)) = queue.front() else { return };
        let (run, runs, kind, switches) = (1, queue.len(), *kind, first.switches);
        match WorkerLink::start(move |posted| self.hear(posted), move |reason| self.fail(reason)) {
            Ok(link) => {
                let mut inner = self.inner.write_value();
                (inner.link, inner.queue) = (Some(link), queue);
            }
            Err(reason) => return self.fail(reason),
        }
        self.progress.set(Some(Progress { run, runs, kind, switches, updates: 0, to }));
        self.ask();
    }

    /// Ends with what has been tried; the run under way is given up.
    pub fn stop(self) {
        let mut inner = self.inner.write_value();
        let (old, job) = (inner.link.take(), inner.job);
        *inner = Inner { job: job + 1, ..Inner::default() };
        drop(inner);
        // The worker's listener may be running right now, so it is put away later.
        set_timeout(move || drop(old), Duration::ZERO);
        if self.progress.read_untracked().is_some() {
            self.progress.set(None);
        }
        if self.failure.read_untracked().is_some() {
            self.failure.set(None);
        }
    }

    /// Ends if it is about other settings than these, but for the gates they fix.
    pub fn stop_unless(self, settings: &Settings) {
        let is_of_these = |inner: &Inner| inner.queue.front().is_none_or(|(_, tried)| base(tried) == base(settings));
        if !self.inner.with_value(is_of_these) {
            self.stop();
        }
    }

    fn fail(self, reason: String) {
        self.stop();
        self.failure.set(Some(reason));
    }

    /// Asks the worker for the first run of the queue.
    fn ask(self) {
        let Some(progress) = self.progress.get_untracked() else { return };
        let mut inner = self.inner.write_value();
        inner.job += 1;
        inner.evaluations.clear();
        if let (Some(link), Some((kind, settings))) = (&inner.link, inner.queue.front()) {
            link.provide_for(settings);
            let (job, kind, settings) = (inner.job, *kind, settings.clone());
            let run = RaceRun { job, kind, settings, to: progress.to, resumes: None, judges_end: false };
            link.post(&Request::Race(run), &[]);
        }
    }

    fn hear(self, posted: Posted) {
        match posted.report {
            Report::Raced(report) => self.take(*report),
            Report::Failed { reason } => self.fail(reason),
            _ => {}
        }
    }

    fn take(self, report: RaceReport) {
        let RaceReport { job, kind, updates, leg, end } = report;
        let mut inner = self.inner.write_value();
        if job != inner.job {
            return;
        }
        inner.evaluations.extend(leg.evaluations);
        let Some(end) = end else {
            drop(inner);
            self.progress.update(|progress| {
                if let Some(progress) = progress {
                    progress.updates = updates;
                }
            });
            return;
        };
        let (evaluations, tried) = (std::mem::take(&mut inner.evaluations), inner.queue.pop_front());
        let next = inner.queue.front().map(|(kind, settings)| (*kind, settings.switches));
        drop(inner);
        if let Some((_, settings)) = tried {
            let exploded = matches!(end, RaceEnd::Exploded(_));
            self.known.update(|known| known.record(&settings, kind, updates, exploded, &evaluations));
        }
        let Some((kind, switches)) = next else { return self.stop() };
        self.progress.update(|progress| {
            if let Some(progress) = progress {
                *progress = Progress { run: progress.run + 1, kind, switches, updates: 0, ..*progress };
            }
        });
        self.ask();
    }
}
