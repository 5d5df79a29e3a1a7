//! What each cell answers to every example that its accuracy is of, in short pieces.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unrolled_engine::{LossKind, Trainer};
use unrolled_tasks::{Answer, Dataset, Sequence, Source};

use crate::experiment::Experiment;
use crate::measuring::MeasureError;
use crate::score::{Reply, Score, Sum, judge, judged, parts};
use crate::settings::{Rejection, Settings};

/// What a cell answers to the examples that are judged, in the order of [`examples`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Replies {
    pub test: Vec<Reply>,
    pub train: Vec<Reply>,
    /// What training would be told after these updates.
    pub test_score: Score,
    pub train_score: Option<Score>,
}

/// How much of some examples is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Counted as the accuracy counts: 1 − accuracy is `wrong` of `all`.
    pub wrong: usize,
    pub all: usize,
    /// Examples of which something is wrong.
    pub wrong_examples: usize,
    pub examples: usize,
}

/// A class that would be right, and the one that was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub wanted: usize,
    pub said: usize,
}

/// Which examples are judged: of those for testing and of those for training, in the order in which they can be looked at.
pub fn examples(data: &Dataset) -> [Range<usize>; 2] {
    let ([test, train], tests) = (sets(data), data.test.len());
    [0..test.len(), tests..tests + train.len()]
}

/// Whether answers are classes that can be counted in a table: none is read again as a symbol of a text.
pub fn are_classes(data: &Dataset) -> bool {
    data.coding.loss == LossKind::CrossEntropy && data.coding.feedback.is_none()
}

impl Tally {
    pub fn of(replies: &[Reply]) -> Self {
        let sum = |count: fn(&Reply) -> usize| replies.iter().map(count).sum::<usize>();
        Self {
            wrong: sum(|reply| reply.all - reply.right),
            all: sum(|reply| reply.all),
            wrong_examples: sum(|reply| usize::from(!reply.is_right())),
            examples: replies.len(),
        }
    }
}

impl Pair {
    /// What a sequence was asked and answered, step by step.
    pub fn all<'a>(sequence: &'a Sequence, reply: &'a Reply) -> impl Iterator<Item = Self> + use<'a> {
        reply.said(sequence).filter_map(|(t, said)| match said {
            Answer::Class(said) => Some(Self { wanted: sequence.class(t)?, said }),
            Answer::Number(_) => None,
        })
    }
}

/// How often each class was answered where another one, or the same, would be right: a row for each that would be.
pub fn confusion<'a>(outputs: usize, replied: impl Iterator<Item = (&'a Sequence, &'a Reply)>) -> Vec<Vec<usize>> {
    let mut counts = vec![vec![0; outputs]; outputs];
    for (sequence, reply) in replied {
        Pair::all(sequence, reply).for_each(|Pair { wanted, said }| counts[wanted][said] += 1);
    }
    counts
}

/// Three cells being asked, one after the other.
pub struct Judging {
    data: Arc<Dataset>,
    trainers: [Trainer<f32>; 3],
    /// Of each cell the answers for testing and for training, and what they come to.
    found: [[(Vec<Reply>, Sum); 2]; 3],
    parts: Vec<Part>,
    /// How many of them are done.
    done: usize,
}

/// What is asked at once: some places of one of the two sets.
struct Part {
    cell: usize,
    set: usize,
    places: Vec<usize>,
}

impl Judging {
    /// With the weights that [`Experiment::to_numbers`] gave.
    ///
    /// # Errors
    /// If there is no task, data are missing, or the numbers belong to other settings.
    pub fn new(settings: &Settings, numbers: &[f64]) -> Result<Self, MeasureError> {
        let mut experiment = Experiment::new(settings)?;
        experiment.restore_numbers(numbers)?;
        let data = settings.task.ok_or(Rejection::NoTask)?.shared(settings.length).map_err(Rejection::from)?;
        let trainers = experiment.lanes.each_ref().map(|lane| {
            // What training has reached came from `f32`, so nothing is rounded.
            Trainer::new(lane.network.convert(), settings.optimizer.of_engine(), settings.learning_rate)
        });
        let mut all = Vec::new();
        for cell in 0..trainers.len() {
            for (set, sequences) in sets(&data).into_iter().enumerate() {
                let parts = parts(settings.has_encoder(), sequences).into_iter();
                all.extend(parts.map(|places| Part { cell, set, places }));
            }
        }
        let found = [0; 3].map(|_| sets(&data).map(|set| (vec![Reply::default(); set.len()], Sum::default())));
        Ok(Self { data, trainers, found, parts: all, done: 0 })
    }

    /// How many answers are there, and how many there will be.
    pub fn counts(&self) -> [usize; 2] {
        let count = |parts: &[Part]| parts.iter().map(|part| part.places.len()).sum();
        [count(&self.parts[..self.done]), count(&self.parts)]
    }

    /// Asks until it is enough, asked after each batch, or all is answered.
    pub fn work(&mut self, mut enough: impl FnMut() -> bool) -> Option<[Replies; 3]> {
        while let Some(Part { cell, set, places }) = self.parts.get(self.done) {
            let judgement = judge(&mut self.trainers[*cell], sets(&self.data)[*set], places, self.data.measure);
            let (found, sum) = &mut self.found[*cell][*set];
            sum.add(&judgement);
            places.iter().zip(judgement.replies).for_each(|(place, reply)| found[*place] = reply);
            self.done += 1;
            if enough() {
                break;
            }
        }
        (self.done == self.parts.len()).then(|| std::mem::take(&mut self.found).map(replies))
    }
}

fn replies([(test, test_sum), (train, train_sum)]: [(Vec<Reply>, Sum); 2]) -> Replies {
    let train_score = (!train.is_empty()).then(|| train_sum.score());
    Replies { test, train, test_score: test_sum.score(), train_score }
}

/// What is judged of the sequences for testing and of those for training.
fn sets(data: &Dataset) -> [&[Sequence]; 2] {
    [judged(&data.test), judged(training(data))]
}

/// The fixed training sequences, if there are any.
fn training(data: &Dataset) -> &[Sequence] {
    match &data.train {
        Source::Fixed(train) => train,
        Source::Endless(_) => &[],
    }
}
