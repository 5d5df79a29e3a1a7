//! What the page and `trace` run, in `f64`. Generic code is compiled anew in every package that uses it, as fast or as
//! small as that package is; these are compiled here, once, and fast.

use crate::{Batch, ClipReport, Clipping, Network, Optimizer, Params, Tape, Truncation, clip};

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
