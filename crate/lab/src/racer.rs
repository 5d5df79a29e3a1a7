//! One cell that learns a task from its data, in `f32` and in batches. Cells of the same settings get the same batches in
//! the same order, whatever else they do, so they can race.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unrolled_engine::{CellKind, ClipReport, Params, Pass, Random, TENSOR_NAMES, Trainer, Truncation, norm};
use unrolled_tasks::{Dataset, Input, Sequence, Source, batch_of};

use crate::buckets;
use crate::experiment::{clipping, initial_network};
use crate::flat::FlatError;
use crate::score::{Score, judged, own_answer, score};
use crate::settings::{Rejection, Settings};

/// Streams of the seed; those of the initial weights are small numbers.
pub(crate) const ORDER_STREAM: u64 = 1 << 32;
const DRAW_STREAM: u64 = 2 << 32;
const DROP_STREAM: u64 = 3 << 32;

/// What one update did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Made {
    /// The mean loss of a target of the batch, before the update.
    pub loss: f64,
    pub clip: ClipReport,
}

/// The first number that was not finite, and how it came to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explosion {
    /// The update that could not be made; as many have been.
    pub updates: u32,
    /// The step, counted from 0.
    pub t: usize,
    /// `None` if the gradient was finite, and the step was not.
    pub pass: Option<Pass>,
    /// Its name in the trace: `h`, `gates.f`, `grad.h`, `grad.weight_hh`…; that of a weight if it is the step.
    pub quantity: String,
    /// ‖h_t‖ of each step if it was the forward pass, else ‖∂L/∂h_t‖, over the whole batch.
    pub norms: Vec<f64>,
    /// ‖∂L/∂W‖ before clipping of the updates before it, the last one last.
    pub before: Vec<f64>,
}

pub struct Racer {
    pub kind: CellKind,
    pub settings: Settings,
    pub updates: u32,
    data: Arc<Dataset>,
    trainer: Trainer<f32>,
    /// The weights before the last step.
    before: Params<f32>,
    /// The training sequences of an epoch in the order in which they are read.
    order: Vec<usize>,
    epoch: Option<u32>,
    /// How long the source of each training sequence is; found when batches are made by it.
    sources: Option<Vec<usize>>,
    /// ‖∂L/∂W‖ of the last updates.
    norms: Vec<f64>,
}

impl Racer {
    /// With the weights that the seed gives.
    ///
    /// # Errors
    /// If a setting is outside of its range, or there is no task, or its data are missing.
    pub fn new(kind: CellKind, settings: &Settings) -> Result<Self, Rejection> {
        settings.check()?;
        let task = settings.task.ok_or(Rejection::NoTask)?;
        let data = task.shared(settings.length)?;
        let network = initial_network(kind, settings, data.example(0));
        let mut trainer = Trainer::new(network, settings.optimizer.of_engine(), settings.learning_rate);
        trainer.clipping = clipping(settings);
        if settings.window > 0 {
            trainer.truncation = Truncation::detached_every(settings.window);
        }
        let before = trainer.network.params.clone();
        let (settings, order, norms) = (settings.clone(), Vec::new(), Vec::new());
        Ok(Self { kind, settings, updates: 0, data, trainer, before, order, epoch: None, sources: None, norms })
    }

    pub fn params(&self) -> &Params<f32> {
        &self.trainer.network.params
    }

    /// One update, unless a number is not finite: then the weights stay as they are.
    ///
    /// # Errors
    /// What exploded, and how.
    pub fn advance(&mut self) -> Result<Made, Box<Explosion>> {
        let sequences = self.batch();
        let sequences: Vec<&Sequence> = sequences.iter().collect();
        let mut batch = batch_of(&sequences);
        if !self.settings.teacher_forcing {
            self.trainer.run_freely(&mut batch, &mut |t, row, logits| own_answer(sequences[row], t, logits));
        }
        let n = f64::from(self.updates);
        self.trainer.optimizer.learning_rate = self.settings.learning_rate * libm::exp(-self.settings.decay * n);
        let report = self.trainer.find_gradient(&batch);
        if !report.finite {
            return Err(Box::new(self.explosion()));
        }
        copy(&mut self.before, &self.trainer.network.params);
        self.trainer.make_step();
        if let Some(overflown) = first_overflown(&self.trainer.network.params) {
            copy(&mut self.trainer.network.params, &self.before);
            let explosion = Explosion { pass: None, quantity: overflown.to_owned(), t: 0, ..self.explosion() };
            return Err(Box::new(explosion));
        }
        self.updates += 1;
        if self.norms.len() == 8 {
            self.norms.remove(0);
        }
        self.norms.push(report.clip.norm_before);
        Ok(Made { loss: report.loss_per_target, clip: report.clip })
    }

    /// The loss and the accuracy on test sequences, and on training sequences if there is a fixed set of them.
    pub fn judge(&mut self) -> (Score, Option<Score>) {
        let data = self.data.clone();
        let mut judge = |set: &[Sequence]| score(&mut self.trainer, judged(set), data.measure);
        let train = match &data.train {
            Source::Fixed(train) => Some(judge(train)),
            Source::Endless(_) => None,
        };
        (judge(&data.test), train)
    }

    /// The sequences of the next update.
    fn batch(&mut self) -> Vec<Sequence> {
        let (seed, size) = (u64::from(self.settings.seed), self.settings.batch);
        let data = self.data.clone();
        let has_encoder = self.settings.has_encoder();
        let mut sequences: Vec<Sequence> = match &data.train {
            Source::Endless(draw) => {
                let mut random = Random::new(seed, DRAW_STREAM + u64::from(self.updates));
                if has_encoder {
                    buckets::drawn(draw, &mut random, size)
                } else {
                    (0..size).map(|_| draw(&mut random)).collect()
                }
            }
            Source::Fixed(train) if has_encoder => {
                let sources = self.sources.get_or_insert_with(|| train.iter().map(Sequence::source).collect());
                let batch = buckets::batch(sources, size, seed, self.updates as usize);
                batch.into_iter().map(|index| train[index].clone()).collect()
            }
            Source::Fixed(train) => {
                let first = self.updates as usize * size;
                (first..first + size).map(|position| train[self.at(position, train.len())].clone()).collect()
            }
        };
        if self.settings.dropout > 0.0 {
            let mut random = Random::new(seed, DROP_STREAM + u64::from(self.updates));
            sequences.iter_mut().for_each(|sequence| drop_inputs(sequence, self.settings.dropout, &mut random));
        }
        sequences
    }

    /// Which of `count` sequences is the one at a position of the endless row of epochs, each of which is shuffled anew.
    fn at(&mut self, position: usize, count: usize) -> usize {
        let epoch = (position / count) as u32;
        if self.epoch != Some(epoch) {
            let mut random = Random::new(u64::from(self.settings.seed), ORDER_STREAM + u64::from(epoch));
            self.order = (0..count).collect();
            shuffle(&mut self.order, &mut random);
            self.epoch = Some(epoch);
        }
        self.order[position % count]
    }

    fn explosion(&self) -> Explosion {
        let tape = self.trainer.tape().expect("a pass has been made");
        let found = tape.first_non_finite();
        // All numbers can be finite and the norm of the gradient not.
        let (t, pass, quantity) =
            found.map_or((0, Pass::Backward, "grad".to_owned()), |found| (found.t, found.pass, found.quantity));
        let norms = match pass {
            Pass::Forward => (0..tape.steps).map(|t| norm(tape.h(t))).collect(),
            Pass::Backward => (0..tape.steps).map(|t| tape.dh_norm(t)).collect(),
        };
        Explosion { updates: self.updates, t, pass: Some(pass), quantity, norms, before: self.norms.clone() }
    }

    /// The weights and the optimizer's memory: all that the updates so far have changed.
    pub fn to_numbers(&self) -> Vec<f64> {
        let all = std::iter::once(self.params()).chain(self.trainer.optimizer.memory());
        all.flat_map(Params::tensors).flatten().map(|value| f64::from(*value)).collect()
    }

    /// Goes to where [`Racer::to_numbers`] was called after so many updates of the same settings.
    ///
    /// # Errors
    /// If the numbers come from other settings; nothing is changed then.
    pub fn restore(&mut self, updates: u32, numbers: &[f64]) -> Result<(), FlatError> {
        let wanted = self.params().count() * (1 + self.trainer.optimizer.memory().count());
        if numbers.len() != wanted {
            return Err(FlatError { wanted, found: numbers.len() });
        }
        let Trainer { network, optimizer, .. } = &mut self.trainer;
        let all = std::iter::once(&mut network.params).chain(optimizer.restore(u64::from(updates)));
        let places = all.flat_map(Params::tensors_mut).flatten();
        places.zip(numbers).for_each(|(place, number)| *place = *number as f32);
        self.updates = updates;
        self.norms.clear();
        Ok(())
    }
}

/// In an order in which each is equally likely (Fisher & Yates 1938).
pub(crate) fn shuffle<T>(items: &mut [T], random: &mut Random) {
    for last in (1..items.len()).rev() {
        items.swap(last, random.below(last + 1));
    }
}

fn copy(to: &mut Params<f32>, from: &Params<f32>) {
    to.tensors_mut().into_iter().zip(from.tensors()).for_each(|(to, from)| to.copy_from_slice(from));
}

fn first_overflown(params: &Params<f32>) -> Option<&'static str> {
    let mut tensors = params.tensors().into_iter().zip(TENSOR_NAMES);
    tensors.find(|(tensor, _)| tensor.iter().any(|value| !value.is_finite())).map(|(_, name)| name)
}

/// Leaves out each symbol, and each number, with a probability.
fn drop_inputs(sequence: &mut Sequence, probability: f64, random: &mut Random) {
    for input in &mut sequence.inputs {
        match input {
            Some(Input::Numbers(numbers)) => {
                let kept = |number: &f32| if random.uniform() < probability { 0.0 } else { *number };
                *numbers = numbers.iter().map(kept).collect();
            }
            Some(Input::Symbol(_)) if random.uniform() < probability => *input = None,
            _ => {}
        }
    }
}
