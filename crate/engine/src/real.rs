//! The two number types a network runs in, and the functions whose bits must be the same on every machine.

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

/// `f32` (training) or `f64` (inspection).
///
/// Transcendental functions are never the platform's: `f64` uses the `libm` crate, `f32` rational functions of our own.
pub trait Real:
    Copy
    + Debug
    + Default
    + PartialOrd
    + Send
    + Sync
    + 'static
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
{
    const ZERO: Self;
    const ONE: Self;

    fn from_f64(value: f64) -> Self;
    fn to_f64(self) -> f64;
    fn is_finite(self) -> bool;
    fn is_nan(self) -> bool {
        self.partial_cmp(&self).is_none()
    }
    fn abs(self) -> Self;
    fn sqrt(self) -> Self;
    fn exp(self) -> Self;
    fn ln(self) -> Self;
    fn tanh(self) -> Self;
    /// The logistic function 1 / (1 + e^−x).
    fn sigmoid(self) -> Self;
    /// `tanh` of every element; the same bits as [`Real::tanh`] one by one.
    fn tanh_slice(values: &mut [Self]);
    /// `sigmoid` of every element; the same bits as [`Real::sigmoid`] one by one.
    fn sigmoid_slice(values: &mut [Self]);
    /// `exp` of every element; the same bits as [`Real::exp`] one by one.
    fn exp_slice(values: &mut [Self]) {
        values.iter_mut().for_each(|value| *value = value.exp());
    }
    /// The largest element. A NaN is passed over unless it is the first.
    ///
    /// # Panics
    /// If there is none.
    fn largest(values: &[Self]) -> Self {
        values.iter().fold(values[0], |largest, &value| if largest < value { value } else { largest })
    }
    /// Rows become columns.
    fn transpose_square(square: [[Self; 4]; 4]) -> [[Self; 4]; 4] {
        std::array::from_fn(|col| square.map(|row| row[col]))
    }
    /// `ln` of every element; the same bits as [`Real::ln`] one by one.
    fn ln_slice(values: &mut [Self]) {
        values.iter_mut().for_each(|value| *value = value.ln());
    }
}

impl Real for f64 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;

    fn from_f64(value: f64) -> Self {
        value
    }
    fn to_f64(self) -> f64 {
        self
    }
    fn is_finite(self) -> bool {
        f64::is_finite(self)
    }
    fn abs(self) -> Self {
        f64::abs(self)
    }
    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }
    fn exp(self) -> Self {
        libm::exp(self)
    }
    fn ln(self) -> Self {
        libm::log(self)
    }
    fn tanh(self) -> Self {
        libm::tanh(self)
    }
    fn sigmoid(self) -> Self {
        1.0 / (1.0 + libm::exp(-self))
    }
    fn tanh_slice(values: &mut [Self]) {
        values.iter_mut().for_each(|value| *value = Real::tanh(*value));
    }
    fn sigmoid_slice(values: &mut [Self]) {
        values.iter_mut().for_each(|value| *value = Real::sigmoid(*value));
    }
}
