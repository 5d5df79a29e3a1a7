//! What the page and `trace` run in `f64`, and what a race runs in `f32`. Generic code is compiled anew in every package that uses it, as fast or as
//! small as that package is; these are compiled here, once, and fast.

use crate::{Batch, ClipReport, Clipping, Network, Optimizer, Params, Tape, Trainer, Truncation, UpdateReport, clip};

impl Network<f64> {
    /// Forward, then backward through all steps.
    ///
    /// # Panics
    /// If batch or tape do not fit the network.
    pub fn run(&self, batch: &Batch<f64>, tape: &mut Tape<f64>) {
        self.forward(batch, tape);
        self.backward(batch, tape, Truncation::Full);
    }
}

/// Chooses what a sequence reads next: see [`Network::forward_freely`].
pub type Feed<'a, R> = &'a mut dyn FnMut(usize, usize, &[R]) -> Option<usize>;

impl Network<f64> {
    /// [`Network::forward_freely`].
    ///
    /// # Panics
    /// If batch or tape do not fit the network.
    pub fn run_freely(&self, batch: &mut Batch<f64>, tape: &mut Tape<f64>, next: Feed<f64>) {
        self.forward_freely(batch, tape, next);
    }
}

impl Trainer<f32> {
    /// [`Trainer::gradient`].
    ///
    /// # Panics
    /// If the batch does not fit the network.
    pub fn find_gradient(&mut self, batch: &Batch<f32>) -> UpdateReport {
        self.gradient(batch)
    }

    /// [`Trainer::step`].
    pub fn make_step(&mut self) {
        self.step();
    }

    /// [`Trainer::evaluate`].
    ///
    /// # Panics
    /// If the batch does not fit the network.
    pub fn look_at(&mut self, batch: &Batch<f32>) -> &Tape<f32> {
        self.evaluate(batch)
    }

    /// [`Trainer::evaluate_freely`].
    ///
    /// # Panics
    /// If the batch does not fit the network.
    pub fn run_freely(&mut self, batch: &mut Batch<f32>, next: Feed<f32>) -> &Tape<f32> {
        self.evaluate_freely(batch, next)
    }
}

/// An update that has been worked out but not made.
#[derive(Clone, Debug)]
pub struct NextUpdate {
    pub clip: ClipReport,
    /// ∂L/∂W after clipping.
    pub gradient: Params<f64>,
    /// The weights after it.
    pub params: Params<f64>,
    /// The optimizer after it.
    pub optimizer: Optimizer<f64>,
}

impl NextUpdate {
    /// What follows on these weights with this gradient.
    pub fn new(params: &Params<f64>, optimizer: &Optimizer<f64>, gradient: &Params<f64>, clipping: Clipping) -> Self {
        let (mut params, mut optimizer, mut gradient) = (params.clone(), optimizer.clone(), gradient.clone());
        let clip = clip(&mut gradient, clipping);
        optimizer.step(&mut params, &gradient);
        Self { clip, gradient, params, optimizer }
    }
}
