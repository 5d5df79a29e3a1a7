//! What W_hh alone would do to a gradient, and what the network does: its spectral radius beside the slopes of the activation and
//! the most that all steps together stretch.

use std::cmp::Ordering;

use unrolled_engine::{Activation, Cell, CellKind};

use crate::chain::Phi;
use crate::experiment::Experiment;
use crate::spectra::{ROUNDING, Spectra};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// ρ of W_hh, of the gated cells of the candidate's block.
    pub radius: f64,
    /// The activation of the RNN, and the mean of its slopes over the units at the step.
    pub slope: Option<(Activation, f64)>,
    /// T, the number of Jacobians.
    pub steps: usize,
    /// σ_max of ∂s_T/∂s_0.
    pub product: f64,
    /// Its T-th root: as if each step stretched by the same.
    pub each: f64,
}

impl Stretch {
    /// Whether the weights alone would make a gradient grow, shrink or keep its size in the long run: ρ against 1.
    pub fn weights_alone(&self) -> Ordering {
        match self.radius - 1.0 {
            off if off.abs() < ROUNDING => Ordering::Equal,
            off if off > 0.0 => Ordering::Greater,
            _ => Ordering::Less,
        }
    }
}

impl Experiment {
    /// At step `t`, from 0; `None` where a spectrum is no number.
    pub fn stretch(&self, kind: CellKind, t: usize, spectra: &Spectra) -> Option<Stretch> {
        let lane = self.lane(kind);
        let (radius, product) = (spectra.weights.radius()?, spectra.product.largest()?);
        let slope = match lane.network.cell {
            Cell::Rnn(activation) => Some((activation, mean_slope(activation, lane.tape.h(t)))),
            _ => None,
        };
        let steps = lane.tape.steps;
        Some(Stretch { radius, slope, steps, product, each: libm::pow(product, 1.0 / steps as f64) })
    }
}

/// Of the slopes φ′ where the activation has the values `h`.
fn mean_slope(activation: Activation, h: &[f64]) -> f64 {
    let phi = match activation {
        Activation::Tanh => Phi::Tanh,
        Activation::Relu => Phi::Relu,
    };
    h.iter().map(|h| phi.slope(*h)).sum::<f64>() / h.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{InitializerKind, Setting, Settings};

    #[test]
    fn slopes_by_hand() {
        assert!((mean_slope(Activation::Tanh, &[0.5, -0.5, 1.0, 0.0]) - (0.75 + 0.75 + 0.0 + 1.0) / 4.0).abs() < 1e-15);
        assert_eq!(mean_slope(Activation::Relu, &[0.5, 0.0, 3.0, 0.0]), 0.5);
    }

    /// ρ = 1.5 would grow; with the slopes of tanh the product of all Jacobians is what it is.
    #[test]
    fn what_the_weights_would_do_and_what_the_network_does() {
        let settings = Settings::default().with(Setting::Initializer(InitializerKind::SpectralRadius)).unwrap();
        let experiment = Experiment::new(&settings.with(Setting::Radius(1.5)).unwrap()).unwrap();
        let spectra = experiment.spectra(CellKind::Rnn, 1);
        let stretch = experiment.stretch(CellKind::Rnn, 1, &spectra).unwrap();
        assert!((stretch.radius - 1.5).abs() < 1e-12);
        assert_eq!((stretch.steps, Some(stretch.product)), (experiment.sequence.steps(), spectra.product.largest()));
        let (activation, slope) = stretch.slope.unwrap();
        assert!(activation == Activation::Tanh && slope > 0.0 && slope < 1.0);
        assert!((stretch.each.powi(stretch.steps as i32) / stretch.product - 1.0).abs() < 1e-12);
        let gru = experiment.stretch(CellKind::Gru, 1, &experiment.spectra(CellKind::Gru, 1)).unwrap();
        assert_eq!(gru.slope, None);
    }
}
