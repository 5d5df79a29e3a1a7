//! What is known of the chosen examples: the answers that the worker has sent, and which of them are listed.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::judging::{are_classes, confusion, examples};
use unrolled_lab::{Pair, Replies, Reply};
use unrolled_tasks::{Dataset, Measure, Sequence};

use super::Choice;
use crate::measures::{Age, Kind};
use crate::reactive::{RwSignal, effect};
use crate::stage::reading::output_name;
use crate::store::Store;

/// How long nothing may have changed before the examples are answered: whoever looks back through the training moves on.
const REST: Duration = Duration::from_millis(150);

/// Has the examples answered whenever the list is open and the cells rest at weights that have not been asked.
pub fn keep_answered(store: Store, is_open: RwSignal<bool>) {
    let measures = store.measures;
    // Counts what has happened: a rest during which it has changed was none.
    let turn = StoredValue::new(0_u32);
    effect(move || {
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let begun_at = turn.get_value();
        let is_answered = measures.age(store, Kind::Answers) == Age::Now;
        if !is_open.get() {
            return measures.stop(store, Kind::Answers);
        }
        if is_answered || store.race.is_busy() || measures.is_under_way(store, Kind::Answers) {
            return;
        }
        let begin = move || {
            if turn.try_get_value() == Some(begun_at) {
                measures.begin(store, Kind::Answers);
            }
        };
        set_timeout(begin, REST);
    });
}

/// The chosen set with its answers.
pub struct Asked<'a> {
    pub data: Arc<Dataset>,
    cells: &'a [Replies; 3],
    places: [Range<usize>; 2],
    is_training: bool,
    /// Those of the shown cells that are asked about.
    cells_meant: Vec<CellKind>,
    only_wrong: bool,
    pair: Option<Pair>,
}

impl Asked<'_> {
    /// Reads what is known, if it is about the examples of now.
    pub fn read<T>(store: Store, choice: Choice, read: impl FnOnce(&Asked) -> T) -> Option<T> {
        let (known, settings) = (store.measures.answers.read(), store.settings.read());
        let known = known.as_ref().filter(|known| known.settings == *settings)?;
        let data = settings.task?.shared(settings.length).ok()?;
        let cell = choice.shown_cell(store);
        let places = examples(&data);
        let asked = Asked {
            cells: &known.cells,
            is_training: choice.is_training.get() && !places[1].is_empty(),
            places,
            cells_meant: cell.map_or_else(|| store.shown.get(), |kind| vec![kind]),
            only_wrong: choice.only_wrong.get(),
            pair: choice.pair.get(),
            data,
        };
        Some(read(&asked))
    }

    /// How many examples of each set are asked, of how many: those for testing, then those for training.
    pub fn sizes(&self) -> [[usize; 2]; 2] {
        let tests = self.data.test.len();
        [[self.places[0].len(), tests], [self.places[1].len(), self.data.examples() - tests]]
    }

    pub fn len(&self) -> usize {
        self.places[usize::from(self.is_training)].len()
    }

    pub fn replies(&self, kind: CellKind) -> &[Reply] {
        let Replies { test, train, .. } = &self.cells[kind as usize];
        if self.is_training { train } else { test }
    }

    /// The example at a place of the set, as it is counted everywhere.
    pub fn example(&self, place: usize) -> usize {
        self.places[usize::from(self.is_training)].start + place
    }

    pub fn sequence(&self, place: usize) -> &Sequence {
        self.data.example(self.example(place))
    }

    fn is_wrong(&self, place: usize) -> bool {
        self.cells_meant.iter().any(|kind| !self.replies(*kind)[place].is_right())
    }

    /// How many examples one of the cells that are asked about gets wrong.
    pub fn wrong_somewhere(&self) -> usize {
        (0..self.len()).filter(|place| self.is_wrong(*place)).count()
    }

    /// The places that are listed.
    pub fn listed(&self) -> Vec<usize> {
        let has_pair = |place: usize, pair: Pair| {
            let of_cell = |kind: &CellKind| {
                Pair::all(self.sequence(place), &self.replies(*kind)[place]).any(|found| found == pair)
            };
            self.cells_meant.iter().any(of_cell)
        };
        let is_listed = |place: &usize| match self.pair {
            Some(pair) => has_pair(*place, pair),
            None => !self.only_wrong || self.is_wrong(*place),
        };
        (0..self.len()).filter(is_listed).collect()
    }

    /// Whether an example is asked for several answers that count by themselves.
    pub fn are_many(&self) -> bool {
        self.data.measure != Measure::Whole && self.data.test.iter().any(|sequence| sequence.losses() > 1)
    }

    /// How often a cell answered each class where another one, or the same, would be right.
    pub fn confusion(&self, kind: CellKind) -> Option<Vec<Vec<usize>>> {
        are_classes(&self.data).then(|| {
            let replied = (0..self.len()).map(|place| self.sequence(place)).zip(self.replies(kind));
            confusion(self.data.coding.outputs.len(), replied)
        })
    }

    /// What would be right, and what was answered.
    pub fn names(&self, pair: Pair) -> [String; 2] {
        [pair.wanted, pair.said].map(|class| self.name(class))
    }

    pub fn name(&self, class: usize) -> String {
        output_name(&self.data.test[0], class).to_owned()
    }
}
