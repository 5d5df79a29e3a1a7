//! What is chosen in the gradient lab, and what it measures on the network of now.

use unrolled_engine::{CellKind, Clipping, Factor, Flow, Roads, Source, Truncation, factors, flow};

use crate::chain::{Chain, Descent};
use crate::experiment::Experiment;
use crate::settings::{Range, Rejection};
use crate::truncated::{Changes, FullGradient, clipped};

/// What is looked at, besides the networks.
#[derive(Clone, Debug, PartialEq)]
pub struct GradientLab {
    /// The step whose loss alone sends a gradient, from 0; `None` for the sum of all losses.
    pub source: Option<usize>,
    /// Whether ‖∂L/∂x_t‖ is drawn, too.
    pub inputs: bool,
    /// How far truncated gradients flow back, in steps.
    pub window: usize,
    /// Whether the state is detached every so many steps; else each loss flows back so far.
    pub detached: bool,
    /// Whether the stage shows where this window cuts.
    pub cuts: bool,
    /// Whether ∂L/∂W before and after clipping is drawn against length, in place of ∂L/∂h_1.
    pub clipped: bool,
    /// The chain with one unit.
    pub chain: Chain,
    /// How its (w, b) descend.
    pub descent: Descent,
}

impl Default for GradientLab {
    fn default() -> Self {
        Self {
            source: None,
            inputs: false,
            window: 2,
            detached: false,
            cuts: false,
            clipped: false,
            chain: Chain::default(),
            descent: Descent { rate: 0.1, limit: None, updates: 50 },
        }
    }
}

impl GradientLab {
    pub const WINDOW: Range = Range { setting: "window of the lab", smallest: 1.0, largest: 200.0 };
    pub const RATE: Range = Range { setting: "rate of descent", smallest: 0.0, largest: 10.0 };
    pub const LIMIT: Range = Range { setting: "limit of descent", smallest: 1e-6, largest: 1e6 };
    pub const UPDATES: Range = Range { setting: "updates of descent", smallest: 0.0, largest: 500.0 };

    /// # Errors
    /// If a number is outside of its range. `steps` are those of what is read.
    pub fn check(&self, steps: usize) -> Result<(), Rejection> {
        if let Some(source) = self.source {
            let range = Range { setting: "loss at step", smallest: 1.0, largest: steps as f64 };
            range.check(source as f64 + 1.0)?;
        }
        Self::WINDOW.check(self.window as f64)?;
        Self::RATE.check(self.descent.rate)?;
        if let Some(limit) = self.descent.limit {
            Self::LIMIT.check(limit)?;
        }
        Self::UPDATES.check(self.descent.updates as f64)?;
        self.chain.check()
    }

    /// For sequences of another length.
    pub fn fit(&mut self, steps: usize) {
        self.source = self.source.filter(|source| *source < steps);
    }

    /// As the window says.
    pub fn truncation(&self) -> Truncation {
        if self.detached { Truncation::detached_every(self.window) } else { Truncation::per_loss(self.window) }
    }

    fn source(&self) -> Source {
        self.source.map_or(Source::Every, Source::Step)
    }
}

/// After how many steps half of it is left if every step keeps f = σ(b): ln ½ / ln σ(b), where ln σ(b) = −ln(1 + e^−b).
pub fn half_life(bias: f64) -> f64 {
    std::f64::consts::LN_2 / libm::log1p(libm::exp(-bias))
}

impl Experiment {
    /// What arrives at each step from the chosen losses, along these roads.
    ///
    /// # Panics
    /// If the lab has not been checked for this sequence.
    pub fn flow(&self, kind: CellKind, lab: &GradientLab, roads: Roads) -> Flow {
        let lane = self.lane(kind);
        match lab.source() {
            // It is on the tape already.
            Source::Every if roads.are_open() => Flow::of_tape(&lane.tape),
            source => flow(&lane.network, &lane.tape, self.batch(), source, roads),
        }
    }

    /// ∂L/∂W of all losses beside what is left of it: truncated, clipped by its norm, and clipped by value, at the settings'
    /// limit.
    pub fn shortened(&self, kind: CellKind, lab: &GradientLab) -> [Changes; 3] {
        let lane = self.lane(kind);
        let mut full = FullGradient::new(&lane.network, self.batch());
        let limit = self.settings.clip_limit;
        let by = |clipping| clipped(full.gradient(), clipping);
        let (norm, value) = (by(Clipping::GlobalNorm(limit)), by(Clipping::Value(limit)));
        [full.against(lab.truncation()), norm, value]
    }

    /// What each step back does to the gradient of the chosen losses; see [`unrolled_engine::factors`].
    ///
    /// # Panics
    /// If the lab has not been checked for this sequence.
    pub fn factors(&self, kind: CellKind, lab: &GradientLab) -> Vec<Option<Factor>> {
        let lane = self.lane(kind);
        factors(&lane.network, &lane.tape, self.batch(), lab.source())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn half_lives_of_usual_biases() {
        for (bias, steps) in [(0.0, 1.0), (1.0, 2.213), (3.0, 14.27), (5.0, 103.2)] {
            assert!((half_life(bias) / steps - 1.0).abs() < 1e-3, "{bias}: {}", half_life(bias));
        }
    }

    #[test]
    fn one_loss_is_a_row_of_the_influence() {
        let experiment = Experiment::new(&Settings::default()).unwrap();
        let lab = GradientLab { source: Some(2), ..GradientLab::default() };
        for kind in CellKind::ALL {
            let flow = experiment.flow(kind, &lab, Roads::default());
            assert_eq!(Some(&flow.h), experiment.influence(kind).h[2].as_ref());
            // Behind the loss nothing comes back.
            assert_eq!(flow.h[3], 0.0);
            let factors = experiment.factors(kind, &lab);
            let whole = factors[2].unwrap().whole();
            if kind != CellKind::Lstm {
                assert!((whole - flow.h[1] / flow.h[2]).abs() < 1e-12 * whole, "{kind:?}");
            }
        }
    }

    #[test]
    fn a_loss_that_there_is_not_is_named() {
        let lab = GradientLab { source: Some(4), ..GradientLab::default() };
        let message = lab.check(4).unwrap_err().to_string();
        assert_eq!(message, "loss at step: expected a number from 1 to 4, found 5");
        let mut lab = lab;
        lab.fit(4);
        assert_eq!(lab.check(4), Ok(()));
    }
}
