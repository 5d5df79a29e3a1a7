//! Elementary functions in `f32`: polynomials and rational functions that vectorise and have the same bits everywhere.
//!
//! The platform's functions differ from machine to machine in the last bit, and take one number at a time. These use
//! nothing but additions, multiplications, divisions and integer operations on the bits, each of them exact by the
//! standard, without branches; so the slice forms are plain loops that the compiler turns into vectors. Coefficients are
//! minimax fits of our own. The largest errors, tested over dense grids: relative 2.9e-7 for `tanh`, 1.4e-7 for the
//! logistic function, 9e-8 for `exp` and 8e-8 for `ln`.

use crate::Real;

impl Real for f32 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;

    fn from_f64(value: f64) -> Self {
        value as f32
    }
    fn to_f64(self) -> f64 {
        f64::from(self)
    }
    fn is_finite(self) -> bool {
        f32::is_finite(self)
    }
    fn abs(self) -> Self {
        f32::abs(self)
    }
    fn sqrt(self) -> Self {
        f32::sqrt(self)
    }
    fn exp(self) -> Self {
        exp(self)
    }
    fn ln(self) -> Self {
        ln(self)
    }
    fn tanh(self) -> Self {
        tanh(self)
    }
    fn sigmoid(self) -> Self {
        sigmoid(self)
    }
    fn tanh_slice(values: &mut [Self]) {
        values.iter_mut().for_each(|value| *value = tanh(*value));
    }
    fn sigmoid_slice(values: &mut [Self]) {
        values.iter_mut().for_each(|value| *value = sigmoid(*value));
    }
    fn exp_slice(values: &mut [Self]) {
        values.iter_mut().for_each(|value| *value = exp(*value));
    }
    fn ln_slice(values: &mut [Self]) {
        values.iter_mut().for_each(|value| *value = ln(*value));
    }
    #[cfg(target_arch = "wasm32")]
    fn largest(values: &[Self]) -> Self {
        lanes::largest(values)
    }
    #[cfg(target_arch = "wasm32")]
    #[inline(always)]
    fn transpose_square(square: [[Self; 4]; 4]) -> [[Self; 4]; 4] {
        lanes::transpose_square(square)
    }
}

/// `x` between `low` and `high`; NaN stays NaN.
#[inline(always)]
fn clamp(x: f32, low: f32, high: f32) -> f32 {
    let x = if x < low { low } else { x };
    if x > high { high } else { x }
}

/// tanh x = x·P(x²) / Q(x²), fitted up to 9.02, where tanh rounds to one.
#[inline(always)]
fn tanh(x: f32) -> f32 {
    const P: [f32; 4] = [0.133_826_85, 3.497_458e-3, 2.063_581_6e-5, 1.338_430_9e-8];
    const Q: [f32; 4] = [0.467_160_02, 2.588_436_2e-2, 3.288_517e-4, 7.790_249e-7];
    let x = clamp(x, -9.02, 9.02);
    let u = x * x;
    let p = (((P[3] * u + P[2]) * u + P[1]) * u + P[0]) * u + 1.0;
    let q = (((Q[3] * u + Q[2]) * u + Q[1]) * u + Q[0]) * u + 1.0;
    clamp(x * p / q, -1.0, 1.0)
}

/// σ(x) = 1 / (1 + e^−x), zero below −88.38.
///
/// The exponential needs one factor 2^k only: a subnormal one is lost beside 1, and an infinite one gives the zero.
#[inline(always)]
fn sigmoid(x: f32) -> f32 {
    let (k, exp_r) = exp_parts(-clamp(x, -89.0, 87.0));
    1.0 / (1.0 + exp_r * power_of_two(k))
}

/// ln 2 in two parts: the product of the first with an integer of eight bits is exact.
const LN_2: [f32; 2] = [0.693_145_75, 1.428_606_8e-6];

/// e^x = 2^k · e^r. Rounds to zero below −104 and overflows to infinity above 88.72.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let (k, exp_r) = exp_parts(clamp(x, -105.0, 89.0));
    // In two factors, since 2^k itself need not be a normal number.
    let half = k >> 1;
    exp_r * power_of_two(half) * power_of_two(k.wrapping_sub(half))
}

/// k = round(x / ln 2), so that |r| ≤ ½ ln 2; e^r = 1 + r + r²·P(r).
#[inline(always)]
fn exp_parts(x: f32) -> (i32, f32) {
    const P: [f32; 5] = [0.499_999_94, 0.166_665_2, 4.166_839_6e-2, 8.368_797e-3, 1.381_443_3e-3];
    /// Added to a small number it leaves the nearest integer in the lowest bits.
    const ROUND: f32 = 1.5 * (1 << 23) as f32;
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = x - k * LN_2[0] - k * LN_2[1];
    let p = (((P[4] * r + P[3]) * r + P[2]) * r + P[1]) * r + P[0];
    ((shifted.to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32), p * (r * r) + r + 1.0)
}

/// 2^k for −126 ≤ k ≤ 127, infinity for 128.
#[inline(always)]
fn power_of_two(k: i32) -> f32 {
    f32::from_bits((k.wrapping_add(127) as u32) << 23)
}

/// ln x = k ln 2 + ln(1 + f) with 1 + f in [√½, √2); ln(1 + f) = 2 artanh s with s = f / (2 + f).
///
/// −∞ at zero, NaN below.
#[inline(always)]
fn ln(x: f32) -> f32 {
    const P: [f32; 3] = [0.666_667_76, 0.399_773_12, 0.298_784_38];
    const SQRT_HALF: u32 = 0x3f35_04f3;
    let (normal, shift) = if x < f32::MIN_POSITIVE { (x * (1 << 23) as f32, 23) } else { (x, 0) };
    let above = normal.to_bits().wrapping_sub(SQRT_HALF);
    let k = ((above as i32) >> 23).wrapping_sub(shift) as f32;
    let f = f32::from_bits((above & 0x007f_ffff) + SQRT_HALF) - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let r = z * ((P[2] * z + P[1]) * z + P[0]);
    // 2s + s·r = f − s·(f − r), of which f is exact.
    let ln = k * LN_2[0] + (f - (s * (f - r) - k * LN_2[1]));
    let at_most = if x < f32::INFINITY { ln } else { x };
    let positive = if x > 0.0 { at_most } else { f32::NAN };
    if x == 0.0 { f32::NEG_INFINITY } else { positive }
}

/// What the compiler does not turn into instructions of vectors by itself.
#[cfg(target_arch = "wasm32")]
mod lanes {
    use std::arch::wasm32::{f32x4_pmax, f32x4_splat, i32x4_shuffle, v128};
    use zerocopy::transmute;

    pub fn largest(values: &[f32]) -> f32 {
        let (chunks, rest) = values.as_chunks::<4>();
        // pmax(a, b) is b where a < b.
        let lanes = chunks.iter().fold(f32x4_splat(values[0]), |lanes, chunk| f32x4_pmax(lanes, transmute!(*chunk)));
        let lanes: [f32; 4] = transmute!(lanes);
        lanes.iter().chain(rest).fold(values[0], |largest, &value| if largest < value { value } else { largest })
    }

    #[inline(always)]
    fn low(a: v128, b: v128) -> v128 {
        i32x4_shuffle::<0, 4, 1, 5>(a, b)
    }

    #[inline(always)]
    fn high(a: v128, b: v128) -> v128 {
        i32x4_shuffle::<2, 6, 3, 7>(a, b)
    }

    #[inline(always)]
    pub fn transpose_square(square: [[f32; 4]; 4]) -> [[f32; 4]; 4] {
        let [a, b, c, d]: [v128; 4] = transmute!(square);
        let (ac, bd, ac_high, bd_high) = (low(a, c), low(b, d), high(a, c), high(b, d));
        transmute!([low(ac, bd), high(ac, bd), low(ac_high, bd_high), high(ac_high, bd_high)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every 2^shift-th number of both signs between `least` and `most` in magnitude.
    fn grid(least: f32, most: f32, shift: u32) -> impl Iterator<Item = f32> {
        let magnitudes =
            (least.to_bits() >> shift..=most.to_bits() >> shift).map(move |bits| f32::from_bits(bits << shift));
        magnitudes.flat_map(|x| [x, -x])
    }

    /// The largest relative error, and where it is.
    fn worst(numbers: impl Iterator<Item = f32>, ours: fn(f32) -> f32, exact: fn(f64) -> f64) -> (f64, f32) {
        let error = |x: f32| {
            let exact = exact(f64::from(x));
            (f64::from(ours(x)) - exact).abs() / exact.abs().max(f64::from(f32::MIN_POSITIVE))
        };
        numbers.map(|x| (error(x), x)).fold((0.0, 0.0), |a, b| if b.0 > a.0 { b } else { a })
    }

    #[test]
    fn relative_errors_are_small() {
        let (tanh_error, at) = worst(grid(1e-30, 20.0, 9), tanh, libm::tanh);
        assert!(tanh_error < 2.9e-7, "tanh {tanh_error:e} at {at}");
        let (sigmoid_error, at) = worst(grid(1e-30, 87.0, 9), sigmoid, |x| 1.0 / (1.0 + libm::exp(-x)));
        assert!(sigmoid_error < 1.4e-7, "sigmoid {sigmoid_error:e} at {at}");
        let (exp_error, at) = worst(grid(1e-30, 88.7, 9), exp, libm::exp);
        assert!(exp_error < 9e-8, "exp {exp_error:e} at {at}");
        let (ln_error, at) = worst(grid(1e-45, f32::MAX, 9).filter(|&x| x > 0.0 && x != 1.0), ln, libm::log);
        assert!(ln_error < 8e-8, "ln {ln_error:e} at {at}");
    }

    #[test]
    fn a_step_back_is_never_larger_than_the_error() {
        for (name, f) in [("tanh", tanh as fn(f32) -> f32), ("sigmoid", sigmoid), ("exp", exp)] {
            let mut highest = f(-20.0);
            for x in (-200_000..=200_000).map(|i| i as f32 * 1e-4) {
                let y = f(x);
                assert!(y >= highest * (1.0 - 6e-7 * highest.signum()), "{name} falls at {x}");
                highest = highest.max(y);
            }
        }
    }

    #[test]
    fn special_values_are_exact() {
        let inf = f32::INFINITY;
        for (name, f, cases) in [
            ("tanh", tanh as fn(f32) -> f32, &[(0.0, 0.0), (9.02, 1.0), (-9.02, -1.0), (inf, 1.0), (-inf, -1.0)][..]),
            ("sigmoid", sigmoid, &[(0.0, 0.5), (20.0, 1.0), (inf, 1.0), (-inf, 0.0), (-104.0, 0.0)]),
            ("exp", exp, &[(0.0, 1.0), (88.73, inf), (inf, inf), (-104.0, 0.0), (-inf, 0.0)]),
            ("ln", ln, &[(1.0, 0.0), (0.0, -inf), (-0.0, -inf), (inf, inf)]),
        ] {
            for &(x, y) in cases {
                assert_eq!(f(x), y, "{name}({x})");
            }
            assert!(f(f32::NAN).is_nan(), "{name}(NaN)");
        }
        assert!(tanh(-0.0).is_sign_negative());
        assert!(ln(-1.0).is_nan() && ln(-inf).is_nan());
        assert!(exp(88.72).is_finite() && exp(-103.0) > 0.0);
    }

    #[test]
    fn slices_have_the_bits_of_single_numbers() {
        let numbers: Vec<f32> = grid(1e-3, 1e3, 15).chain([0.0, f32::INFINITY, f32::NAN]).collect();
        for (one, slice) in [
            (tanh as fn(f32) -> f32, f32::tanh_slice as fn(&mut [f32])),
            (sigmoid, f32::sigmoid_slice),
            (exp, f32::exp_slice),
            (ln, f32::ln_slice),
        ] {
            let mut all = numbers.clone();
            slice(&mut all);
            for (&x, y) in numbers.iter().zip(all) {
                assert!(one(x).to_bits() == y.to_bits() || (x.is_nan() && y.is_nan()), "at {x}");
            }
        }
    }
}
