//! The measures of many networks or sequences, seen from the page: asked of the worker one by one, kept when they are there.

use leptos::prelude::*;
use unrolled_lab::lengths::{LENGTHS, basis};
use unrolled_lab::probe::FARTHEST;
use unrolled_lab::{Found, LengthCurves, Measure, MeasureReport, Memory, Replies, Settings};

use crate::reactive::RwSignal;
use crate::store::Store;

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Lengths,
    Memory,
    Answers,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Lengths, Self::Memory, Self::Answers];
}

/// How far it is, in sequences; of none as long as nothing was heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub all: usize,
}

/// Gradients against length, with what they were measured with.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownLengths {
    pub basis: Settings,
    pub curves: LengthCurves,
}

/// What the cells remembered, with what it was measured with.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownMemory {
    pub settings: Settings,
    pub updates: u32,
    pub now: [Memory; 3],
    /// With the first weights; `None` where these are the first.
    pub at_first: Option<[Memory; 3]>,
}

/// What the cells answered to the examples, and with which weights.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownAnswers {
    pub settings: Settings,
    pub updates: u32,
    pub cells: [Replies; 3],
}

/// Whether what is known is about the page as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    Nothing,
    Now,
    OtherSettings,
    /// With the weights after so many updates.
    OtherUpdates(u32),
}

/// Copied into every component with [`Store`].
#[derive(Clone, Copy)]
pub struct Measures {
    pub lengths: RwSignal<Option<KnownLengths>>,
    pub memory: RwSignal<Option<KnownMemory>>,
    pub answers: RwSignal<Option<KnownAnswers>>,
    progress: [RwSignal<Option<Progress>>; Kind::ALL.len()],
    asked: StoredValue<[Option<Asked>; Kind::ALL.len()], LocalStorage>,
}

/// What is under way.
#[derive(Clone)]
struct Asked {
    job: u32,
    settings: Settings,
    updates: u32,
    /// What is known already of the first weights.
    at_first: Option<[Memory; 3]>,
}

impl Measures {
    pub fn new() -> Self {
        Self {
            lengths: RwSignal::new(None),
            memory: RwSignal::new(None),
            answers: RwSignal::new(None),
            progress: Kind::ALL.map(|_| RwSignal::new(None)),
            asked: StoredValue::new_local(Default::default()),
        }
    }

    /// `None` while nothing is measured.
    pub fn progress(self, kind: Kind) -> RwSignal<Option<Progress>> {
        self.progress[kind as usize]
    }

    pub fn age(self, store: Store, kind: Kind) -> Age {
        let of_weights = |known: Option<(&Settings, u32)>| match known {
            None => Age::Nothing,
            Some((settings, _)) if *settings != *store.settings.read() => Age::OtherSettings,
            Some((_, updates)) if updates != store.updates.get() => Age::OtherUpdates(updates),
            Some(_) => Age::Now,
        };
        match kind {
            Kind::Lengths => match &*self.lengths.read() {
                None => Age::Nothing,
                Some(known) if known.basis == basis(&store.settings.read()) => Age::Now,
                Some(_) => Age::OtherSettings,
            },
            Kind::Memory => of_weights(self.memory.read().as_ref().map(|known| (&known.settings, known.updates))),
            Kind::Answers => of_weights(self.answers.read().as_ref().map(|known| (&known.settings, known.updates))),
        }
    }

    /// Measures with the settings and the weights of now.
    pub fn begin(self, store: Store, kind: Kind) {
        self.stop(store, kind);
        let (settings, updates, example) =
            store.with_untracked(|experiment| (experiment.settings.clone(), experiment.updates, experiment.example));
        let at_first = self.at_first(&settings).filter(|_| kind == Kind::Memory && updates > 0);
        let (measure, numbers) = match kind {
            Kind::Lengths => (Measure::Lengths { settings: settings.clone(), lengths: LENGTHS.to_vec() }, Vec::new()),
            Kind::Memory => {
                let at_first = updates > 0 && at_first.is_none();
                let settings = settings.clone();
                let measure = Measure::Memory { settings, example, farthest: FARTHEST, at_first };
                (measure, store.with_untracked(unrolled_lab::Experiment::to_numbers))
            }
            Kind::Answers => {
                let measure = Measure::Answers { settings: settings.clone() };
                (measure, store.with_untracked(unrolled_lab::Experiment::to_numbers))
            }
        };
        let job = store.trainer.next_job();
        self.asked.write_value()[kind as usize] = Some(Asked { job, settings, updates, at_first });
        self.progress(kind).set(Some(Progress::default()));
        store.trainer.measure(store, job, measure, numbers);
    }

    /// What is known of the first weights of these settings.
    fn at_first(self, settings: &Settings) -> Option<[Memory; 3]> {
        let known = self.memory.read_untracked();
        let known = known.as_ref().filter(|known| known.settings == *settings)?;
        if known.updates == 0 { Some(known.now.clone()) } else { known.at_first.clone() }
    }

    /// Whether something is measured with the weights of now.
    pub fn is_under_way(self, store: Store, kind: Kind) -> bool {
        let is_of_now = |asked: &Asked| {
            asked.settings == *store.settings.read_untracked() && asked.updates == store.updates.get_untracked()
        };
        self.asked.with_value(|asked| asked[kind as usize].as_ref().is_some_and(is_of_now))
    }

    /// Gives up what is under way; what is known stays.
    pub fn stop(self, store: Store, kind: Kind) {
        let asked = self.asked.write_value()[kind as usize].take();
        if let Some(asked) = asked {
            store.trainer.stop_job(asked.job);
            self.progress(kind).set(None);
        }
    }

    /// Gives up what is about other settings than these.
    pub fn stop_unless(self, store: Store, settings: &Settings) {
        for kind in Kind::ALL {
            let is_of_these = |asked: &Asked| match kind {
                Kind::Lengths => basis(&asked.settings) == basis(settings),
                Kind::Memory | Kind::Answers => asked.settings == *settings,
            };
            if self.asked.with_value(|asked| asked[kind as usize].as_ref().is_some_and(|asked| !is_of_these(asked))) {
                self.stop(store, kind);
            }
        }
    }

    /// Begins again what was under way: whoever worked on it is lost.
    pub fn begin_again(self, store: Store) {
        for kind in Kind::ALL {
            if self.asked.with_value(|asked| asked[kind as usize].is_some()) {
                self.begin(store, kind);
            }
        }
    }

    /// Hears how far it is.
    pub fn take(self, store: Store, report: MeasureReport) {
        let MeasureReport { job, done, all, found } = report;
        let is_of = |kind: &Kind| {
            self.asked.with_value(|asked| asked[*kind as usize].as_ref().is_some_and(|asked| asked.job == job))
        };
        let Some(kind) = Kind::ALL.into_iter().find(is_of) else { return };
        let Some(found) = found else { return self.progress(kind).set(Some(Progress { done, all })) };
        let Some(Asked { settings, updates, at_first: known, .. }) = self.asked.write_value()[kind as usize].take()
        else {
            return;
        };
        match found {
            Found::Lengths(curves) => self.lengths.set(Some(KnownLengths { basis: basis(&settings), curves })),
            Found::Memory { now, at_first } => {
                let at_first = at_first.map(|first| *first).or(known);
                self.memory.set(Some(KnownMemory { settings, updates, now, at_first }));
            }
            Found::Answers(cells) => {
                if settings == *store.settings.read_untracked() {
                    store.race.judged(updates, &cells);
                }
                self.answers.set(Some(KnownAnswers { settings, updates, cells }));
            }
        }
        self.progress(kind).set(None);
    }
}
