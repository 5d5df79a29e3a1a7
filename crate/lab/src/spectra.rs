//! Eigenvalues and singular values of what multiplies a gradient on its way back: of W_hh, of one step's Jacobian, and of the
//! product of the Jacobians of all moves between steps, ∂s_T/∂s_1.

use unrolled_engine::spectrum::{can_explode, eigenvalues, must_vanish, singular_values};
use unrolled_engine::{Activation, Cell, CellKind, Matrix, jacobian, jacobian_between};

use crate::experiment::Experiment;

/// The block of a gated cell's W_hh that makes the candidate: *g* of the LSTM, *n* of the GRU.
const CANDIDATE: usize = 2;

/// Of one matrix. `None` where it is not finite or the algorithm does not converge.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectrum {
    /// (real part, imaginary part), the largest in absolute value first.
    pub eigenvalues: Option<Vec<(f64, f64)>>,
    /// The largest first.
    pub singular_values: Option<Vec<f64>>,
    /// S·ε·σ_max of an (S, S) matrix. What comes out smaller cannot be told from rounding. What is larger may still have few right
    /// digits: eigenvalues of a matrix that is far from normal, and all of a product of many.
    pub floor: f64,
}

impl Spectrum {
    fn of(matrix: &Matrix<f64>) -> Self {
        let singular_values = singular_values(matrix);
        let largest = singular_values.as_ref().and_then(|values| values.first().copied()).unwrap_or(0.0);
        Self { eigenvalues: eigenvalues(matrix), singular_values, floor: matrix.rows as f64 * f64::EPSILON * largest }
    }

    /// The eigenvalues that are not rounding.
    pub fn known_eigenvalues(&self) -> &[(f64, f64)] {
        let all = self.eigenvalues.as_deref().unwrap_or_default();
        &all[..all.partition_point(|(re, im)| libm::hypot(*re, *im) >= self.floor)]
    }

    /// The singular values that are not rounding.
    pub fn known_singular_values(&self) -> &[f64] {
        let all = self.singular_values.as_deref().unwrap_or_default();
        &all[..all.partition_point(|value| *value >= self.floor)]
    }

    /// ρ = max |λ|.
    pub fn radius(&self) -> Option<f64> {
        let (re, im) = *self.eigenvalues.as_ref()?.first()?;
        Some(libm::hypot(re, im))
    }

    /// σ_max, the most that the matrix can stretch a vector.
    pub fn largest(&self) -> Option<f64> {
        self.singular_values.as_ref()?.first().copied()
    }
}

/// What is certain of a plain RNN by the σ_max of its W_hh alone (Pascanu, Mikolov & Bengio 2013, section 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// σ_max < 1/γ: every gradient vanishes in the long run.
    MustVanish,
    /// σ_max > 1/γ: a gradient can explode, but need not.
    CanExplode,
    /// σ_max = 1/γ, or no number.
    Neither,
}

/// Of one cell with the weights of now.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectra {
    /// [`Experiment::weights_spectrum`].
    pub weights: Spectrum,
    /// J_t = ∂s_t/∂s_{t−1}, s = h, or (h, c) of the LSTM.
    pub step: Spectrum,
    /// ∂s_T/∂s_1, as h_0 is given and no step; `None` where there is one step and no move.
    pub product: Option<Spectrum>,
    /// For the RNN.
    pub bound: Option<Bound>,
}

impl Experiment {
    /// Of W_hh of the RNN, `(H, H)`; of the gated cells, of the candidate's block.
    pub fn weights_spectrum(&self, kind: CellKind) -> Spectrum {
        let lane = self.lane(kind);
        let (network, units) = (&lane.network, lane.tape.units);
        let block = if network.cell.gate_names().is_empty() { 0 } else { CANDIDATE };
        let data = network.params.weight_hh.rows_from(block * units, units).to_vec();
        Spectrum::of(&Matrix { rows: units, cols: units, data })
    }

    /// The spectra at step `t`, from 0.
    ///
    /// # Panics
    /// If there is no such step.
    pub fn spectra(&self, kind: CellKind, t: usize) -> Spectra {
        let lane = self.lane(kind);
        let (network, tape) = (&lane.network, &lane.tape);
        let weights = self.weights_spectrum(kind);
        let bound = match network.cell {
            Cell::Rnn(activation) => Some(bound(weights.largest(), activation)),
            _ => None,
        };
        Spectra {
            weights,
            step: Spectrum::of(&jacobian(network, tape, self.batch(), t)),
            product: (tape.steps > 1)
                .then(|| Spectrum::of(&jacobian_between(network, tape, self.batch(), 1, tape.steps - 1))),
            bound,
        }
    }
}

/// How far from 1 an eigenvalue or a singular value that is 1 may come out: the algorithms round.
pub(crate) const ROUNDING: f64 = 1e-9;

fn bound(largest: Option<f64>, activation: Activation) -> Bound {
    let largest = largest.unwrap_or(f64::NAN);
    if (largest * activation.steepest_slope() - 1.0).abs() < ROUNDING {
        return Bound::Neither;
    }
    match (must_vanish(largest, activation), can_explode(largest, activation)) {
        (true, _) => Bound::MustVanish,
        (_, true) => Bound::CanExplode,
        _ => Bound::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{InitializerKind, Setting, Settings};

    fn with_radius(radius: f64) -> Experiment {
        let settings = Settings::default().with(Setting::Initializer(InitializerKind::SpectralRadius)).unwrap();
        Experiment::new(&settings.with(Setting::Radius(radius)).unwrap()).unwrap()
    }

    #[test]
    fn the_radius_is_the_one_that_was_asked_for() {
        let spectra = with_radius(1.5).spectra(CellKind::Rnn, 0);
        assert!((spectra.weights.radius().unwrap() - 1.5).abs() < 1e-12);
        // ρ is never above σ_max.
        assert!(spectra.weights.largest().unwrap() >= 1.5);
        assert_eq!(spectra.bound, Some(Bound::CanExplode));
        assert_eq!(with_radius(0.1).spectra(CellKind::Rnn, 0).bound, Some(Bound::MustVanish));
        assert_eq!(with_radius(0.1).spectra(CellKind::Gru, 0).bound, None);
    }

    /// All singular values of an orthogonal W_hh are 1, whatever their last digits say.
    #[test]
    fn an_orthogonal_matrix_is_on_the_bound() {
        let settings = Settings::default().with(Setting::Initializer(InitializerKind::Orthogonal)).unwrap();
        let experiment = Experiment::new(&settings.with(Setting::Gain(1.0)).unwrap()).unwrap();
        let spectra = experiment.spectra(CellKind::Rnn, 0);
        assert!((spectra.weights.largest().unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(spectra.bound, Some(Bound::Neither));
        let stretch = experiment.stretch(CellKind::Rnn, &spectra).unwrap();
        assert_eq!(stretch.weights_alone(), std::cmp::Ordering::Equal);
    }

    /// The product of 29 Jacobians is invertible, and its true σ of rank 20 is 7.4·10⁻²⁷. In `f64` it comes out as rounding.
    #[test]
    fn rounding_is_not_known() {
        let text = |text: &str| {
            let settings = Settings { text: text.to_owned(), units: 32, seed: 3, ..Settings::default() };
            let settings = settings.with(Setting::Initializer(InitializerKind::SpectralRadius)).unwrap();
            Experiment::new(&settings.with(Setting::Radius(3.0)).unwrap()).unwrap().spectra(CellKind::Rnn, 0)
        };
        let spectra = text("fcgabbfadabggbdbgabdagadacegcbe");
        let product = spectra.product.unwrap();
        assert_eq!(product.floor, 32.0 * f64::EPSILON * product.largest().unwrap());
        let (found, known) = (product.singular_values.as_ref().unwrap(), product.known_singular_values());
        assert!(!known.is_empty() && known.len() < 20 && found.len() == 32, "{found:?}");
        assert!(known.iter().all(|value| *value >= product.floor) && found[known.len()] < product.floor);
        let known = product.known_eigenvalues();
        assert!(!known.is_empty() && known.len() < 32);
        assert!(known.iter().all(|(re, im)| libm::hypot(*re, *im) >= product.floor));
        // Of W_hh itself all is known.
        assert_eq!(spectra.weights.known_singular_values().len(), 32);
        // A text of two characters has one step.
        assert_eq!(text("ab").product, None);
    }

    /// J_1 of an RNN is diag(1 − h_1²) W_hh: with saturated units its σ_max is below that of W_hh.
    #[test]
    fn saturation_is_in_the_jacobian() {
        let experiment = with_radius(2.0);
        let spectra = experiment.spectra(CellKind::Rnn, 3);
        assert!(spectra.step.largest().unwrap() < spectra.weights.largest().unwrap());
        // Of the LSTM the state is (h, c).
        let lstm = experiment.spectra(CellKind::Lstm, 3);
        assert_eq!((lstm.weights.eigenvalues.unwrap().len(), lstm.step.eigenvalues.unwrap().len()), (12, 24));
    }
}
