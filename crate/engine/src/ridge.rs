//! Ridge regression to one-hot targets: the linear read-out that tells classes apart best in the sense of least squares
//! (Hoerl & Kennard 1970, *Ridge regression: biased estimation for nonorthogonal problems*).
//!
//! For several questions with the same features, W_q = argmin Σ_n ‖W φ_n − e_{y_n}‖² + λ ‖W‖², which is
//! W_q = (Σ e_y φᵀ) (Σ φ φᵀ + λ 1)⁻¹: one Cholesky decomposition for all of them.

use crate::Matrix;
use nalgebra::{Cholesky, DMatrix};

/// The sums over the rows so far. Dimension letters of this file: *F* features, *Q* questions, *K* classes of each.
#[derive(Clone, Debug)]
pub struct Ridge {
    features: usize,
    classes: usize,
    gram: Vec<f64>,  // (F, F), the lower triangle
    cross: Vec<f64>, // (Q, K, F)
}

impl Ridge {
    pub fn new(features: usize, questions: usize, classes: usize) -> Self {
        let (gram, cross) = (vec![0.0; features * features], vec![0.0; questions * classes * features]);
        Self { features, classes, gram, cross }
    }

    /// Adds a row: its features, and of each question the right class.
    ///
    /// # Panics
    /// If there are not F features, or a class is none of K.
    pub fn add(&mut self, features: &[f64], answers: impl IntoIterator<Item = usize>) {
        assert_eq!(features.len(), self.features, "a row of other features");
        for (row, (sums, &one)) in self.gram.chunks_exact_mut(self.features).zip(features).enumerate() {
            for (sum, &other) in sums[..=row].iter_mut().zip(features) {
                *sum += one * other;
            }
        }
        for (answer, questions) in answers.into_iter().zip(self.cross.chunks_exact_mut(self.classes * self.features)) {
            assert!(answer < self.classes, "class {answer} of {}", self.classes);
            for (sum, &value) in questions[answer * self.features..][..self.features].iter_mut().zip(features) {
                *sum += value;
            }
        }
    }

    /// The weights of each question's classes, `(Q·K, F)`.
    ///
    /// `None` if the sums are not finite, or λ is too small for a matrix that is not positive definite by itself.
    pub fn solve(&self, lambda: f64) -> Option<Matrix<f64>> {
        if !self.gram.iter().chain(&self.cross).all(|sum| sum.is_finite()) {
            return None;
        }
        // Row-major and lower is column-major and upper.
        let mut gram = DMatrix::from_column_slice(self.features, self.features, &self.gram).transpose();
        (0..self.features).for_each(|k| gram[(k, k)] += lambda);
        let rows = self.cross.len() / self.features;
        let mut weights = DMatrix::from_column_slice(self.features, rows, &self.cross);
        Cholesky::new(gram)?.solve_mut(&mut weights);
        let data = weights.as_slice().to_vec();
        data.iter().all(|weight| weight.is_finite()).then_some(Matrix { rows, cols: self.features, data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Random;

    /// φ = 1, 2 with the classes 0, 1: W = Σ e_y φ / (1 + 4 + λ).
    #[test]
    fn one_feature_by_hand() {
        let mut ridge = Ridge::new(1, 1, 2);
        ridge.add(&[1.0], [0]);
        ridge.add(&[2.0], [1]);
        let weights = ridge.solve(5.0).unwrap();
        assert_eq!((weights.rows, weights.cols), (2, 1));
        assert!((weights.data[0] - 0.1).abs() < 1e-16 && (weights.data[1] - 0.2).abs() < 1e-16, "{weights:?}");
    }

    /// W (Σ φφᵀ + λ 1) = Σ e_y φᵀ.
    #[test]
    fn the_normal_equations_hold() {
        let mut random = Random::new(3, 0);
        let rows: Vec<([f64; 3], [usize; 2])> =
            (0..20).map(|_| ([(); 3].map(|()| random.gaussian()), [(); 2].map(|()| random.below(4)))).collect();
        let mut ridge = Ridge::new(3, 2, 4);
        rows.iter().for_each(|(features, answers)| ridge.add(features, *answers));
        let weights = ridge.solve(0.25).unwrap();
        for question in 0..2 {
            for class in 0..4 {
                let w = weights.row(question * 4 + class);
                for k in 0..3 {
                    let said = |features: &[f64; 3]| w.iter().zip(features).map(|(w, x)| w * x).sum::<f64>();
                    let left: f64 = rows.iter().map(|(x, _)| said(x) * x[k]).sum::<f64>() + 0.25 * w[k];
                    let right: f64 = rows.iter().filter(|(_, y)| y[question] == class).map(|(x, _)| x[k]).sum();
                    assert!((left - right).abs() < 1e-12, "{left} {right}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_solved_is_none() {
        let mut ridge = Ridge::new(2, 1, 1);
        ridge.add(&[1.0, 1.0], [0]);
        assert!(ridge.solve(-1.0).is_none() && ridge.solve(1e-3).is_some());
        ridge.add(&[f64::INFINITY, 0.0], [0]);
        assert!(ridge.solve(1e-3).is_none());
    }
}
