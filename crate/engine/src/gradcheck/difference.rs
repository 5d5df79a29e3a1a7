//! The derivative of L along a line by differences alone, and how far it can be trusted.
//!
//! D(ε) = (L(ε) − L(−ε)) / 2ε is off by ε² L‴/6, and L has only 16 digits: halving ε quarters the one error and doubles the
//! other. So ε is quartered step by step, and X = (16 D(ε) − D(4ε)) / 15, which is rid of the ε² (Richardson 1911), is
//! followed until rounding is all that is left, as in Ridders (1982), *Accurate computation of F′(x) and F′(x) F″(x)*.

/// The first ε, a power of two: adding it to a weight rounds little.
const FIRST_EPSILON: f64 = 1.0 / 128.0;
const MOST_RUNGS: usize = 18;
/// A derivative that is known so well is not improved.
const GOOD_ENOUGH: f64 = 1e-9;

/// What differences know of a derivative.
#[derive(Clone, Copy, Debug)]
pub(super) struct Derivative {
    pub value: f64,
    /// What it is unsure of: rounding, curvature, kinks.
    pub uncertainty: f64,
    /// Whether rounding is all that it is unsure of.
    pub is_settled: bool,
    /// The smallest ε in it.
    pub epsilon: f64,
}

/// D, X and what they are unsure of, for one ε after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Ladder {
    rungs: usize,
    difference: f64,
    extrapolated: f64,
    /// |X − the X before it|, here and on the rung before.
    changes: [f64; 2],
    /// |(L(ε) − 2 L(0) + L(−ε)) / 2ε|.
    bend: f64,
    best: Option<Derivative>,
    is_done: bool,
}

impl Ladder {
    /// How many forward passes a derivative takes as a rule.
    pub const USUAL_PASSES: u64 = 8;

    pub fn next_epsilon(&self) -> f64 {
        FIRST_EPSILON * libm::pow(0.25, self.rungs as f64)
    }

    /// L at −ε, 0 and ε, which are `width` apart; `noise` is the rounding error of L.
    pub fn push(&mut self, [below, middle, above]: [f64; 3], width: f64, noise: f64) {
        let epsilon = self.next_epsilon();
        let before = std::mem::take(self);
        let difference = (above - below) / width;
        let extrapolated = (16.0 * difference - before.difference) / 15.0;
        let change = (extrapolated - before.extrapolated).abs();
        let bend = ((above - middle) - (middle - below)).abs() / width.abs();
        // Where L is smooth its bend shrinks with ε; at a kink it stays, and is by how much D is off.
        let kink = if bend > 0.5 * before.bend { bend } else { 0.0 };
        let rounding = noise / epsilon;
        let rungs = before.rungs + 1;
        // Twice in a row, as two may agree by chance.
        let uncertainty = change.max(before.changes[0]) + kink + rounding;
        let is_settled = uncertainty <= 4.0 * rounding;
        let found = Derivative { value: extrapolated, uncertainty, is_settled, epsilon };
        let is_better = rungs >= 4
            && extrapolated.is_finite()
            && uncertainty.is_finite()
            && before.best.is_none_or(|best| uncertainty < best.uncertainty);
        let best = if is_better { Some(found) } else { before.best };
        let is_enough =
            |best: Derivative| best.uncertainty <= GOOD_ENOUGH * best.value.abs() || best.uncertainty <= 4.0 * rounding;
        *self = Self {
            rungs,
            difference,
            extrapolated,
            changes: [change, before.changes[0]],
            bend,
            best,
            is_done: best.is_some_and(is_enough) || rungs == MOST_RUNGS,
        };
    }

    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Nothing if all of it was infinite or NaN.
    pub fn best(&self) -> Option<Derivative> {
        self.best
    }
}

/// The rounding error of L, found from a few values so close to each other that a smooth function could not tell them from
/// a cubic: their fourth differences are noise (Moré & Wild 2011, *Estimating computational noise*).
#[derive(Clone, Debug)]
pub(super) struct Noise {
    loss: f64,
    losses: Vec<f64>,
    size: f64,
}

impl Noise {
    const VALUES: usize = 12;
    /// So small that a gradient of 1e9 still looks smooth, and many units in the last place of a weight.
    const DISTANCE: f64 = 1.0 / (1_u64 << 40) as f64;

    pub fn new(loss: f64) -> Self {
        Self { loss, losses: Vec::new(), size: f64::NAN }
    }

    /// Where L is wanted next, until there are enough values.
    pub fn next_distance(&self) -> Option<f64> {
        (self.losses.len() < Self::VALUES).then(|| Self::DISTANCE * (self.losses.len() + 1) as f64)
    }

    pub fn push(&mut self, loss: f64) {
        self.losses.push(loss);
        if self.losses.len() == Self::VALUES {
            let fourth = |l: &[f64]| l[0] - 4.0 * l[1] + 6.0 * l[2] - 4.0 * l[3] + l[4];
            let squares: f64 = self.losses.windows(5).map(|window| fourth(window) * fourth(window)).sum();
            // Of independent errors, Σ binomial(4, k)² = 70 of the variance.
            let deviation = (squares / (70.0 * (Self::VALUES - 4) as f64)).sqrt();
            self.size = deviation.max(0.5 * f64::EPSILON * self.loss.abs());
        }
    }

    pub fn size(&self) -> f64 {
        self.size
    }

    /// Whether L has ten digits at least. Where rounding grows as fast as a chaotic net can make it, it has fewer.
    pub fn is_small(&self) -> bool {
        self.size <= 1e-10 * self.loss.abs().max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The derivative of a function at 0 with a rounding error of about `noise`.
    fn derivative(f: impl Fn(f64) -> f64, noise: f64) -> Ladder {
        let mut ladder = Ladder::default();
        while !ladder.is_done() {
            let epsilon = ladder.next_epsilon();
            ladder.push([-epsilon, 0.0, epsilon].map(&f), 2.0 * epsilon, noise);
        }
        ladder
    }

    #[test]
    fn smooth_functions_are_differentiated_to_the_digits_that_they_have() {
        for scale in [1e-3, 1.0, 30.0, 1e4, 1e6] {
            let Derivative { value, uncertainty, .. } = derivative(|x| (scale * x + 0.3).sin(), 1e-16).best().unwrap();
            let truth = scale * 0.3_f64.cos();
            assert!((value - truth).abs() <= 3.0 * uncertainty, "{scale}: {value}, {truth} ± {uncertainty}");
            assert!(uncertainty < 1e-9 * scale.max(1e-2), "{scale}: ± {uncertainty}");
        }
    }

    #[test]
    fn a_kink_is_stepped_inside_of_or_told() {
        let truth = 1.0;
        for distance in [3e-3, 1e-4, 1e-6] {
            let Derivative { value, uncertainty, epsilon, .. } =
                derivative(|x| x + 0.3 * x * x + (x - distance).max(0.0), 1e-16).best().unwrap();
            assert!(
                (value - truth).abs() <= 3.0 * uncertainty && uncertainty < 1e-7,
                "{distance}: {value} ± {uncertainty}"
            );
            assert!(epsilon < distance, "{distance}: {epsilon}");
        }
        let Derivative { value, uncertainty, .. } = derivative(|x| x + x.max(0.0), 1e-16).best().unwrap();
        assert!((value - truth).abs() <= uncertainty, "{value} ± {uncertainty}");
    }

    #[test]
    fn noise_is_found_within_a_factor() {
        let mut random = crate::Random::new(1, 2);
        for noise in [1e-16, 1e-12, 1e-7] {
            let mut found = Noise::new(0.0);
            while let Some(distance) = found.next_distance() {
                found.push((1.0 + 2.0 * distance).sin() + noise * random.gaussian());
            }
            assert!((0.4 * noise..2.5 * noise).contains(&found.size()), "{noise}: {}", found.size());
        }
    }
}
