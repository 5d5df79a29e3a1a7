//! What W_hh alone would do to a gradient, and what the network does: its spectral radius beside the slopes of the activation and
//! the most that all moves between steps together stretch.

use std::cmp::Ordering;

use unrolled_engine::{Activation, Cell, CellKind};

use crate::chain::Phi;
use crate::experiment::Experiment;
use crate::spectra::{ROUNDING, Spectra};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// ρ of W_hh, of the gated cells of the candidate's block.
    pub radius: f64,
    /// Of the RNN.
    pub activation: Option<Activation>,
    /// `None` where there is one step.
    pub moves: Option<Moves>,
}

/// All moves between steps, from the last one to the first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moves {
    /// T − 1, the number of Jacobians.
    pub count: usize,
    /// The mean of the RNN's slopes in them, over units and moves.
    pub slope: Option<f64>,
    /// σ_max of ∂s_T/∂s_1.
    pub product: f64,
    /// Its root: as if each move stretched by the same.
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
    /// `None` where a spectrum is no number.
    pub fn stretch(&self, kind: CellKind, spectra: &Spectra) -> Option<Stretch> {
        let lane = self.lane(kind);
        let activation = match lane.network.cell {
            Cell::Rnn(activation) => Some(activation),
            _ => None,
        };
        let moves = match &spectra.product {
            Some(product) => {
                let (product, count) = (product.largest()?, lane.tape.steps - 1);
                let slope = activation.map(|activation| mean_slope(activation, (1..=count).map(|t| lane.tape.h(t))));
                Some(Moves { count, slope, product, each: libm::pow(product, 1.0 / count as f64) })
            }
            None => None,
        };
        Some(Stretch { radius: spectra.weights.radius()?, activation, moves })
    }
}

/// Of the slopes φ′ where the activation has the values of these `states`.
fn mean_slope<'a>(activation: Activation, states: impl Iterator<Item = &'a [f64]>) -> f64 {
    let phi = match activation {
        Activation::Tanh => Phi::Tanh,
        Activation::Relu => Phi::Relu,
    };
    let add = |(sum, count), h: &f64| (sum + phi.slope(*h), count + 1.0);
    let (sum, count) = states.flatten().fold((0.0, 0.0), add);
    sum / count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{InitializerKind, Setting, Settings};

    #[test]
    fn slopes_by_hand() {
        let mean = |activation, states: &[&[f64]]| mean_slope(activation, states.iter().copied());
        let tanh = mean(Activation::Tanh, &[&[0.5, -0.5], &[1.0, 0.0]]);
        assert!((tanh - (0.75 + 0.75 + 0.0 + 1.0) / 4.0).abs() < 1e-15);
        assert_eq!(mean(Activation::Relu, &[&[0.5, 0.0], &[3.0, 0.0]]), 0.5);
    }

    /// ρ = 1.5 would grow; with the slopes of tanh the product of all Jacobians is what it is.
    #[test]
    fn what_the_weights_would_do_and_what_the_network_does() {
        let settings = Settings::default().with(Setting::Initializer(InitializerKind::SpectralRadius)).unwrap();
        let experiment = Experiment::new(&settings.with(Setting::Radius(1.5)).unwrap()).unwrap();
        let spectra = experiment.spectra(CellKind::Rnn, 1);
        let stretch = experiment.stretch(CellKind::Rnn, &spectra).unwrap();
        assert!((stretch.radius - 1.5).abs() < 1e-12);
        assert_eq!(stretch.activation, Some(Activation::Tanh));
        let moves = stretch.moves.unwrap();
        assert_eq!(moves.count, experiment.sequence.steps() - 1);
        assert_eq!(Some(moves.product), spectra.product.unwrap().largest());
        assert!((moves.each.powi(moves.count as i32) / moves.product - 1.0).abs() < 1e-12);
        // The state of the first step has no slope in any of the moves.
        let h = |t| experiment.lane(CellKind::Rnn).tape.h(t).iter().map(|h| 1.0 - h * h).sum::<f64>();
        let slopes = (1..=moves.count).map(h).sum::<f64>() / (moves.count * experiment.settings.units) as f64;
        assert!((moves.slope.unwrap() - slopes).abs() < 1e-12);
        let gru = experiment.stretch(CellKind::Gru, &experiment.spectra(CellKind::Gru, 1)).unwrap();
        assert_eq!((gru.activation, gru.moves.unwrap().slope), (None, None));
    }

    #[test]
    fn one_step_has_no_move() {
        let experiment = Experiment::new(&Settings { text: "ab".to_owned(), ..Settings::default() }).unwrap();
        let stretch = experiment.stretch(CellKind::Rnn, &experiment.spectra(CellKind::Rnn, 0)).unwrap();
        assert_eq!(stretch.moves, None);
    }
}
