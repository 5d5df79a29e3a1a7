//! One network being trained: forward, backward, clipping and update, without allocating.

use crate::{Batch, ClipReport, Clipping, Network, Optimizer, OptimizerKind, Real, Recording, Tape, Truncation, clip};

/// A network with everything that an update needs.
#[derive(Clone, Debug)]
pub struct Trainer<R> {
    pub network: Network<R>,
    pub optimizer: Optimizer<R>,
    pub clipping: Clipping,
    pub truncation: Truncation,
    /// One for each shape (T, B) that has been seen, that of the last pass first.
    tapes: Vec<Tape<R>>,
}

/// How many shapes are kept. Batches of data have few: as many as there are lengths.
const MOST_TAPES: usize = 32;

/// What one update did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UpdateReport {
    /// The loss before the update, 1/B Σ_b Σ_t.
    pub loss: f64,
    /// That loss divided by the number of targets of a sequence: comparable between lengths. NaN without any target.
    pub loss_per_target: f64,
    pub clip: ClipReport,
    /// Whether loss and gradient were finite. An update is made in any case: an explosion is something to look at.
    pub finite: bool,
}

impl<R: Real> Trainer<R> {
    pub fn new(network: Network<R>, optimizer: OptimizerKind, learning_rate: f64) -> Self {
        let optimizer = Optimizer::new(optimizer, learning_rate, &network.params);
        Self { network, optimizer, clipping: Clipping::Off, truncation: Truncation::Full, tapes: Vec::new() }
    }

    /// One update. Allocates only for a batch of a new shape (T, B).
    ///
    /// # Panics
    /// If the batch does not fit the network; see [`Batch::check`].
    pub fn update(&mut self, batch: &Batch<R>) -> UpdateReport {
        let report = self.gradient(batch);
        self.step();
        report
    }

    /// Forward, backward and clipping, without the step.
    ///
    /// # Panics
    /// If the batch does not fit the network.
    pub fn gradient(&mut self, batch: &Batch<R>) -> UpdateReport {
        let tape = tape_for(&mut self.tapes, &self.network, batch);
        self.network.forward(batch, tape);
        self.network.backward(batch, tape, self.truncation);
        let clip = clip(&mut tape.dparams, self.clipping);
        report(tape, clip)
    }

    /// The step along the last [`Trainer::gradient`].
    pub fn step(&mut self) {
        if let Some(tape) = self.tapes.first() {
            self.optimizer.step(&mut self.network.params, &tape.dparams);
        }
    }

    /// A forward pass without an update; the values are on the tape that comes back.
    ///
    /// # Panics
    /// If the batch does not fit the network.
    pub fn evaluate(&mut self, batch: &Batch<R>) -> &Tape<R> {
        let tape = tape_for(&mut self.tapes, &self.network, batch);
        self.network.forward(batch, tape);
        tape
    }

    /// The same for a network that reads its own answers: see [`Network::forward_freely`].
    ///
    /// # Panics
    /// If the batch does not fit the network.
    pub fn evaluate_freely(
        &mut self,
        batch: &mut Batch<R>,
        next: impl FnMut(usize, usize, &[R]) -> Option<usize>,
    ) -> &Tape<R> {
        let tape = tape_for(&mut self.tapes, &self.network, batch);
        self.network.forward_freely(batch, tape, next);
        tape
    }

    /// The tape of the last pass; its weight gradients are those after clipping.
    pub fn tape(&self) -> Option<&Tape<R>> {
        self.tapes.first()
    }
}

fn tape_for<'a, R: Real>(tapes: &'a mut Vec<Tape<R>>, network: &Network<R>, batch: &Batch<R>) -> &'a mut Tape<R> {
    let fits = |tape: &Tape<R>| {
        (tape.steps, tape.batch, tape.cell) == (batch.steps, batch.batch, network.cell)
            && (tape.inputs, tape.units, tape.outputs) == (network.inputs(), network.units(), network.outputs())
            && tape.dparams.encoder.is_some() == network.params.encoder.is_some()
    };
    match tapes.iter().position(fits) {
        Some(0) => {}
        Some(index) => tapes[..=index].rotate_right(1),
        None => {
            tapes.truncate(MOST_TAPES - 1);
            tapes.insert(0, network.tape(Recording::Training, batch.steps, batch.batch));
        }
    }
    &mut tapes[0]
}

fn report<R: Real>(tape: &Tape<R>, clip: ClipReport) -> UpdateReport {
    let loss = tape.loss().to_f64();
    UpdateReport {
        loss,
        loss_per_target: loss * tape.batch as f64 / tape.target_count() as f64,
        clip,
        finite: loss.is_finite() && clip.norm_before.is_finite(),
    }
}
