//! What a task is learned from: sequences for training, others for testing, and how an answer is judged.

use std::sync::Arc;

use unrolled_engine::Random;

use crate::sequence::{Coding, Sequence};

/// The five shapes of an unrolled network: nothing but where it has inputs and where it has losses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    OneToOne,
    OneToMany,
    ManyToOne,
    /// Answers begin when all has been read.
    ManyToManyDelayed,
    /// An answer at each step.
    ManyToManyInStep,
}

/// What counts as right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// The share of the targets whose class has the largest logit.
    Classes,
    /// The share of the sequences all of whose targets are right. Where answers are read again, the network reads its
    /// own.
    Whole,
    /// The share of the targets that the output is nearer to than this.
    Within(f64),
}

/// Where training sequences come from.
pub enum Source {
    Fixed(Vec<Sequence>),
    /// As many as are asked for.
    Endless(Box<dyn Fn(&mut Random) -> Sequence + Send + Sync>),
}

/// A task with its data.
pub struct Dataset {
    pub shape: Shape,
    pub coding: Arc<Coding>,
    pub measure: Measure,
    /// The loss per target of an answer that remembers nothing of what it has read, if that is known in closed form.
    pub floor: Option<f64>,
    pub train: Source,
    pub test: Vec<Sequence>,
}

impl Dataset {
    /// An endless source with a test set drawn from a stream of its own.
    pub(crate) fn endless(
        shape: Shape,
        coding: Arc<Coding>,
        measure: Measure,
        floor: Option<f64>,
        draw: impl Fn(&mut Random) -> Sequence + Send + Sync + 'static,
    ) -> Self {
        const TEST_SEED: u64 = 0x7E57;
        const TEST_SEQUENCES: usize = 200;
        let mut random = Random::new(TEST_SEED, 0);
        let test = (0..TEST_SEQUENCES).map(|_| draw(&mut random)).collect();
        Self { shape, coding, measure, floor, train: Source::Endless(Box::new(draw)), test }
    }

    /// How many sequences can be looked at: those for testing, then those for training if they are given.
    pub fn examples(&self) -> usize {
        match &self.train {
            Source::Fixed(train) => self.test.len() + train.len(),
            Source::Endless(_) => self.test.len(),
        }
    }

    /// One of the sequences that can be looked at; one past the last is the last.
    pub fn example(&self, index: usize) -> &Sequence {
        let index = index.min(self.examples() - 1);
        match &self.train {
            Source::Fixed(train) if index >= self.test.len() => &train[index - self.test.len()],
            _ => &self.test[index],
        }
    }

    /// I and O.
    pub fn sizes(&self) -> (usize, usize) {
        (self.coding.inputs.len(), self.coding.outputs.len())
    }
}
