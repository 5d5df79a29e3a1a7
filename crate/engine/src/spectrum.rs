//! Eigenvalues and singular values of a recurrent matrix: how much it can stretch a state, once and in the long run.

use crate::order::sort_by;
use crate::{Activation, Matrix};
use nalgebra::{DMatrix, Schur};

/// Steps of the QR algorithm after which a matrix counts as one that it does not converge on.
const MAX_ITERATIONS: usize = 10_000;

/// The eigenvalues (real part, imaginary part), by the real Schur form, the largest in absolute value first.
///
/// `None` if the matrix is not finite or the algorithm does not converge.
///
/// # Panics
/// If the matrix is not square.
pub fn eigenvalues(matrix: &Matrix<f64>) -> Option<Vec<(f64, f64)>> {
    assert_eq!(matrix.rows, matrix.cols, "eigenvalues are those of a square matrix");
    if !matrix.data.iter().all(|value| value.is_finite()) {
        return None;
    }
    let schur = Schur::try_new(to_nalgebra(matrix), f64::EPSILON, MAX_ITERATIONS)?;
    let mut values: Vec<(f64, f64)> = schur.complex_eigenvalues().iter().map(|value| (value.re, value.im)).collect();
    sort_by(&mut values, |a, b| libm::hypot(b.0, b.1).total_cmp(&libm::hypot(a.0, a.1)).then(b.1.total_cmp(&a.1)));
    Some(values)
}

/// ρ(W) = max |λ|: the growth of W^n v per multiplication in the long run. `None` as for [`eigenvalues`].
pub fn spectral_radius(matrix: &Matrix<f64>) -> Option<f64> {
    eigenvalues(matrix).map(|values| values.first().map_or(0.0, |&(re, im)| libm::hypot(re, im)))
}

/// The singular values, the largest first: σ_max is the most that one multiplication can stretch a vector.
///
/// `None` if the matrix is not finite or the algorithm does not converge.
pub fn singular_values(matrix: &Matrix<f64>) -> Option<Vec<f64>> {
    if !matrix.data.iter().all(|value| value.is_finite()) {
        return None;
    }
    let svd = to_nalgebra(matrix).try_svd(false, false, f64::EPSILON, MAX_ITERATIONS)?;
    let mut values: Vec<f64> = svd.singular_values.iter().copied().collect();
    sort_by(&mut values, |a, b| b.total_cmp(a));
    Some(values)
}

/// Whether the gradient of a plain RNN is sure to vanish in the long run: σ_max(W_hh) < 1/γ, where γ bounds the slope of the
/// activation (Pascanu, Mikolov & Bengio 2013, *On the difficulty of training recurrent neural networks*, section 2.1).
/// Sufficient, not necessary: it may vanish with a larger σ_max too. False for NaN.
pub fn must_vanish(largest_singular_value: f64, activation: Activation) -> bool {
    largest_singular_value < 1.0 / activation.steepest_slope()
}

/// Whether the gradient of a plain RNN can explode at all: σ_max(W_hh) > 1/γ (the same section). Necessary, not sufficient.
/// False for NaN.
pub fn can_explode(largest_singular_value: f64, activation: Activation) -> bool {
    largest_singular_value > 1.0 / activation.steepest_slope()
}

/// Q of A = QR with a positive diagonal of R, for a square A; uniform among orthogonal matrices if A is Gaussian
/// (Mezzadri 2007).
#[inline]
pub(crate) fn orthogonal_factor(matrix: &Matrix<f64>) -> Matrix<f64> {
    let qr = to_nalgebra(matrix).qr();
    let (mut q, r) = (qr.q(), qr.r());
    for (col, mut column) in q.column_iter_mut().enumerate() {
        if r[(col, col)] < 0.0 {
            column.neg_mut();
        }
    }
    let data = q.transpose().as_slice().to_vec();
    Matrix { rows: matrix.rows, cols: matrix.cols, data }
}

#[inline]
fn to_nalgebra(matrix: &Matrix<f64>) -> DMatrix<f64> {
    DMatrix::from_row_slice(matrix.rows, matrix.cols, &matrix.data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_where_neither_bound_speaks() {
        for activation in [Activation::Tanh, Activation::Relu] {
            let say = |sigma| (must_vanish(sigma, activation), can_explode(sigma, activation));
            assert_eq!([0.99, 1.0, 1.01].map(say), [(true, false), (false, false), (false, true)]);
            assert_eq!(say(f64::NAN), (false, false));
        }
    }
}
