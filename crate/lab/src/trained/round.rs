//! Weights with few bits: of each tensor all numbers are whole multiples, its levels, of one scale.
//!
//! A scale has 8 significant bits and a level at most 7 and its sign, so their product is exact in `f32`: what is read
//! back has the same bits on every machine.

use unrolled_engine::Params;

/// Biases are few, so they are never rounded further.
pub const BIAS_BITS: u32 = 8;

/// A tensor: scale × levels.
#[derive(Clone, Debug, PartialEq)]
pub struct Rounded {
    /// A positive number with 8 significant bits, or 0.
    pub scale: f32,
    pub levels: Vec<i8>,
}

/// The largest level of so many bits; the smallest is its negative.
pub fn top_level(bits: u32) -> i8 {
    ((1_u32 << (bits - 1)) - 1) as i8
}

/// The bits of each tensor's numbers: fewer for the matrices.
pub fn bits_of_tensors(bits: u32) -> [u32; 6] {
    [bits, bits, BIAS_BITS, BIAS_BITS, bits, BIAS_BITS]
}

impl Rounded {
    /// The levels that are nearest. Of some scales, from the one that reaches the largest number down to a sixteenth of it,
    /// the one with the smallest sum of squared errors, the largest of equal ones: few large numbers are cut before all
    /// small ones are lost.
    pub fn of(values: &[f32], bits: u32) -> Self {
        let top = f64::from(top_level(bits));
        let largest = values.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
        let scales =
            (1..=16).rev().map(|sixteenths| scale_near(f64::from(largest) / top * f64::from(sixteenths) / 16.0));
        let rounded = scales.map(|scale| Self::by(scale, values, bits));
        let judged = rounded.map(|rounded| (rounded.squared_error(values), rounded));
        let best = judged.reduce(|best, next| if next.0 < best.0 { next } else { best });
        best.expect("there are sixteen scales").1
    }

    /// The levels of a scale that are nearest.
    fn by(scale: f32, values: &[f32], bits: u32) -> Self {
        Self { scale, levels: values.iter().map(|value| level(*value, scale, top_level(bits))).collect() }
    }

    pub fn values(&self) -> impl Iterator<Item = f32> + '_ {
        self.levels.iter().map(|level| f32::from(*level) * self.scale)
    }

    fn squared_error(&self, values: &[f32]) -> f64 {
        self.values().zip(values).map(|(rounded, value)| f64::from(rounded - value)).map(|error| error * error).sum()
    }
}

/// The nearest number with 8 significant bits, halves up.
fn scale_near(scale: f64) -> f32 {
    f32::from_bits((scale as f32).to_bits().wrapping_add(0x8000) & 0xFFFF_0000)
}

fn level(value: f32, scale: f32, top: i8) -> i8 {
    if scale == 0.0 {
        return 0;
    }
    let top = f64::from(top);
    (f64::from(value) / f64::from(scale)).round().clamp(-top, top) as i8
}

/// The weights that are left of some when they are written with so many bits.
pub fn rounded(params: &Params<f32>, bits: u32) -> Params<f32> {
    Scales::of(params, bits).rounded(params)
}

/// The scales of all tensors. Found once, they stay while the weights are trained further, so that a level means the same in
/// all updates.
#[derive(Clone, Debug, PartialEq)]
pub struct Scales {
    bits: u32,
    scales: [f32; 6],
}

impl Scales {
    /// Those by which some weights are rounded.
    pub fn of(params: &Params<f32>, bits: u32) -> Self {
        let (tensors, bits_of) = (params.tensors(), bits_of_tensors(bits));
        Self { bits, scales: std::array::from_fn(|index| Rounded::of(tensors[index], bits_of[index]).scale) }
    }

    pub fn rounded(&self, params: &Params<f32>) -> Params<f32> {
        let mut left = params.clone();
        for ((scale, bits), tensor) in self.each().zip(left.tensors_mut()) {
            let rounded = Rounded::by(scale, tensor, bits);
            tensor.iter_mut().zip(rounded.values()).for_each(|(value, rounded)| *value = rounded);
        }
        left
    }

    /// Brings weights that are beyond the outermost levels back to these.
    pub fn limit(&self, params: &mut Params<f32>) {
        for ((scale, bits), tensor) in self.each().zip(params.tensors_mut()) {
            let most = f32::from(top_level(bits)) * scale;
            tensor.iter_mut().for_each(|value| *value = value.clamp(-most, most));
        }
    }

    fn each(&self) -> impl Iterator<Item = (f32, u32)> {
        self.scales.into_iter().zip(bits_of_tensors(self.bits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_the_nearest_done_by_hand() {
        // 4 bits: −7..=7. The largest is 7 scales, and nothing is nearer to any other scale's levels.
        let found = Rounded::of(&[1.75, -0.25, 0.3, 0.12, 0.0, -1.75], 4);
        assert_eq!(found, Rounded { scale: 0.25, levels: vec![7, -1, 1, 0, 0, -7] });
        assert_eq!(found.values().collect::<Vec<_>>(), [1.75, -0.25, 0.25, 0.0, 0.0, -1.75]);
    }

    #[test]
    fn zeros_stay_zeros() {
        assert_eq!(Rounded::of(&[0.0, -0.0], 4), Rounded { scale: 0.0, levels: vec![0, 0] });
    }

    #[test]
    fn one_large_number_is_cut_where_many_small_ones_gain() {
        let mut values = vec![0.5; 2000];
        values.push(7.0);
        // With the scale 1 each 0.5 would become 1; with 0.5 it stays, and 7 becomes 3.5.
        let found = Rounded::of(&values, 4);
        assert_eq!((found.scale, found.levels[0], found.levels[2000]), (0.5, 1, 7));
    }

    #[test]
    fn scales_stay_where_weights_go() {
        let mut params = Params::zeros(unrolled_engine::Cell::Lstm, 1, 1, 1);
        params.weight_ih.data = vec![0.5, -0.5, 0.5, 0.0];
        let scales = Scales::of(&params, 2);
        assert_eq!(scales.rounded(&params), params);
        params.weight_ih.data = vec![0.3, -0.2, 9.0, 0.1];
        assert_eq!(scales.rounded(&params).weight_ih.data, [0.5, 0.0, 0.5, 0.0]);
        scales.limit(&mut params);
        assert_eq!(params.weight_ih.data, [0.3, -0.2, 0.5, 0.1]);
    }

    #[test]
    fn products_are_exact() {
        for scale in [0.001_f64, 0.3, 1.0, 77.7] {
            let scale = scale_near(scale);
            assert_eq!(scale.to_bits() & 0xFFFF, 0);
            for level in -127_i8..=127 {
                assert_eq!(f64::from(f32::from(level) * scale), f64::from(level) * f64::from(scale));
            }
        }
    }
}
