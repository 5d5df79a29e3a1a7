//! Random numbers that are the same on every machine: PCG with the conversions written out.

use rand_core::Rng;
use rand_pcg::Pcg32;

/// A seeded stream of numbers. Different streams of one seed are independent of each other.
///
/// The generator is PCG XSH RR 64/32 (O'Neill 2014). All numbers are drawn in `f64`, whatever they are used for.
#[derive(Clone, Debug)]
pub struct Random {
    generator: Pcg32,
    spare_gaussian: Option<f64>,
}

impl Random {
    pub fn new(seed: u64, stream: u64) -> Self {
        // Neighbouring seeds and streams are spread out first: PCG itself would start them close to each other.
        let state = spread(seed.wrapping_add(spread(stream)));
        Self { generator: Pcg32::new(state, stream), spare_gaussian: None }
    }

    pub fn next_u64(&mut self) -> u64 {
        self.generator.next_u64()
    }

    /// Uniform in [0, 1), a multiple of 2^−53.
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// Uniform between the bounds.
    pub fn uniform_in(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// Standard normal, by Box & Muller (1958): √(−2 ln u) (cos 2πv, sin 2πv), both of which are used.
    pub fn gaussian(&mut self) -> f64 {
        if let Some(spare) = self.spare_gaussian.take() {
            return spare;
        }
        let radius = (-2.0 * libm::log(1.0 - self.uniform())).sqrt();
        let angle = 2.0 * std::f64::consts::PI * self.uniform();
        self.spare_gaussian = Some(radius * libm::sin(angle));
        radius * libm::cos(angle)
    }

    /// An index below `count`, from the upper bits of one draw; its bias is below count / 2^64.
    ///
    /// # Panics
    /// If `count` is zero.
    pub fn below(&mut self, count: usize) -> usize {
        assert!(count > 0, "an index below zero");
        ((u128::from(self.next_u64()) * count as u128) >> 64) as usize
    }
}

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014): every bit of the result depends on every bit of the argument.
fn spread(seed: u64) -> u64 {
    let mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
