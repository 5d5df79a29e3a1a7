//! The three colour channels that never mix: signed values, gates, and the magnitude of a gradient.
//!
//! Each is a fixed function of the value: nothing is rescaled by row, by chart or on hover. All ramps are straight lines in
//! OKLab, so that equal steps look equal. Blue and orange have the same lightness at the same distance from zero, and
//! stay apart for all common kinds of colour blindness.

use crate::color::Oklab;
use crate::{Rgb, Theme, contrast};

/// The decades of the gradient's scale: 10⁻⁶ and below is one end, 10² and above the other.
pub const GRADIENT_DECADES: (f64, f64) = (-6.0, 2.0);

/// Colours per ramp; finer than 8 bits a channel can show.
const SHADES: usize = 256;

/// Where a gradient's norm stands on the one absolute log scale that colours and arrow widths share, 0 to 1.
///
/// 0 for an exact zero and for all norms up to 10⁻⁶, 1 for all from 10² on and for infinity, linear in log₁₀ between them.
/// `None` for NaN and for negative numbers, which no norm can be.
///
/// ```
/// use unrolled_plots::gradient_position;
/// assert_eq!(gradient_position(1e-2), Some(0.5));
/// assert_eq!(gradient_position(0.0), Some(0.0));
/// assert_eq!(gradient_position(f64::NAN), None);
/// ```
pub fn gradient_position(norm: f64) -> Option<f64> {
    let (low, high) = GRADIENT_DECADES;
    if norm.is_nan() || norm < 0.0 {
        None
    } else if norm == 0.0 {
        Some(0.0)
    } else {
        Some(((libm::log10(norm) - low) / (high - low)).clamp(0.0, 1.0))
    }
}

/// Colours of all three channels for one paper, computed once.
pub struct ColorScales {
    negative: [Rgb; SHADES],
    positive: [Rgb; SHADES],
    gate: [Rgb; SHADES],
    gradient: [Rgb; SHADES],
    /// An exact zero in the gradient channel, and the middle of the signed one: the paper.
    zero: Rgb,
    /// Yellow, which no channel uses.
    not_a_number: Rgb,
    negative_infinity: Rgb,
    positive_infinity: Rgb,
    gradient_infinity: Rgb,
    /// Of a minus sign on each shade of the gradient.
    gradient_sign: [Rgb; SHADES],
}

impl ColorScales {
    /// Where nothing is drawn.
    pub fn paper(&self) -> Rgb {
        self.zero
    }

    /// White paper.
    pub fn light() -> Self {
        let paper = Rgb(255, 255, 255);
        let gradient = ramp(Rgb(239, 183, 210), Rgb(184, 7, 107));
        Self {
            negative: ramp(paper, BLUE_ON_LIGHT),
            positive: ramp(paper, ORANGE_ON_LIGHT),
            gate: ramp(paper, Rgb(38, 49, 60)),
            gradient,
            zero: paper,
            not_a_number: Rgb(255, 221, 51),
            negative_infinity: Rgb(0, 31, 77),
            positive_infinity: Rgb(84, 34, 0),
            gradient_infinity: Rgb(84, 0, 48),
            gradient_sign: signs(&gradient, paper, Theme::light().ink),
        }
    }

    /// Dark paper: values light up from it.
    pub fn dark() -> Self {
        let paper = Theme::dark().surface;
        let gradient = ramp(Rgb(99, 43, 74), Rgb(255, 122, 190));
        Self {
            negative: ramp(paper, BLUE_ON_DARK),
            positive: ramp(paper, ORANGE_ON_DARK),
            gate: ramp(paper, Rgb(228, 234, 240)),
            gradient,
            zero: paper,
            not_a_number: Rgb(255, 226, 77),
            negative_infinity: Rgb(221, 237, 255),
            positive_infinity: Rgb(255, 233, 214),
            gradient_infinity: Rgb(255, 228, 243),
            gradient_sign: signs(&gradient, paper, Theme::dark().ink),
        }
    }

    /// A signed value (state, weight, candidate, gradient entry) from blue at `−domain` over the paper at exactly 0 to orange
    /// at `+domain`. Beyond the domain the ends are kept; ±∞ and NaN have colours of their own. `domain` is positive and
    /// belongs to the quantity (1 for a tanh state), never to the data at hand.
    pub fn signed(&self, value: f64, domain: f64) -> Rgb {
        if value == f64::INFINITY {
            return self.positive_infinity;
        }
        if value == f64::NEG_INFINITY {
            return self.negative_infinity;
        }
        let side = if value < 0.0 { &self.negative } else { &self.positive };
        self.shade(side, value.abs() / domain)
    }

    /// A gate, from the paper at 0 (closed) to ink at 1 (open).
    pub fn gate(&self, value: f64) -> Rgb {
        self.shade(&self.gate, value)
    }

    /// The norm of a gradient: magenta by [`gradient_position`]. An exact zero is the paper, so that "nothing came" and "very
    /// little came" differ.
    pub fn gradient(&self, norm: f64) -> Rgb {
        match gradient_position(norm) {
            None => self.not_a_number,
            Some(_) if norm == 0.0 => self.zero,
            Some(_) if norm == f64::INFINITY => self.gradient_infinity,
            Some(position) => self.shade(&self.gradient, position),
        }
    }

    /// The minus sign on a negative entry of a gradient, whose colour is [`Self::gradient`] of its size: hue and lightness
    /// are taken by the size, so the sign is a mark.
    pub fn gradient_sign(&self, entry: f64) -> Rgb {
        self.shade(&self.gradient_sign, gradient_position(entry.abs()).unwrap_or(0.0))
    }

    pub fn not_a_number(&self) -> Rgb {
        self.not_a_number
    }

    fn shade(&self, ramp: &[Rgb; SHADES], share: f64) -> Rgb {
        if share.is_nan() {
            return self.not_a_number;
        }
        ramp[(share.clamp(0.0, 1.0) * (SHADES - 1) as f64).round() as usize]
    }
}

const BLUE_ON_LIGHT: Rgb = Rgb(50, 132, 208);
const ORANGE_ON_LIGHT: Rgb = Rgb(195, 97, 13);
const BLUE_ON_DARK: Rgb = Rgb(96, 170, 243);
const ORANGE_ON_DARK: Rgb = Rgb(229, 140, 64);

fn ramp(from: Rgb, to: Rgb) -> [Rgb; SHADES] {
    let (start, end) = (Oklab::from(from), Oklab::from(to));
    std::array::from_fn(|shade| start.mix(end, shade as f64 / (SHADES - 1) as f64).into())
}

/// Marks on a ramp: towards the ink or the paper, whichever is read better, but no louder than they have to be.
fn signs(ramp: &[Rgb; SHADES], paper: Rgb, ink: Rgb) -> [Rgb; SHADES] {
    ramp.map(|color| {
        let mark = if contrast(color, paper) > contrast(color, ink) { paper } else { ink };
        Oklab::from(color).mix(Oklab::from(mark), 0.75).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lightness(color: Rgb) -> f64 {
        Oklab::from(color).l
    }

    fn both() -> [(ColorScales, Rgb); 2] {
        [(ColorScales::light(), Theme::light().surface), (ColorScales::dark(), Theme::dark().surface)]
    }

    /// Steps of `color` over `inputs` go one way in lightness only, and arrive somewhere else.
    fn check_monotone(name: &str, inputs: &[f64], color: impl Fn(f64) -> Rgb) {
        let shades: Vec<f64> = inputs.iter().map(|&x| lightness(color(x))).collect();
        let way = (shades[shades.len() - 1] - shades[0]).signum();
        // One 8-bit level in one channel is the rounding that is left.
        assert!(shades.windows(2).all(|pair| (pair[1] - pair[0]) * way >= -2e-3), "{name}: {shades:?}");
        assert!((shades[shades.len() - 1] - shades[0]).abs() > 0.25, "{name}");
    }

    #[test]
    fn zero_is_the_paper() {
        for (scales, paper) in both() {
            assert_eq!(scales.signed(0.0, 1.0), paper);
            assert_eq!(scales.signed(-0.0, 1.0), paper);
            assert_eq!(scales.gate(0.0), paper);
            assert_eq!(scales.gradient(0.0), paper);
        }
    }

    #[test]
    fn ramps_are_monotone() {
        let shares: Vec<f64> = (0..=50).map(|step| f64::from(step) / 50.0).collect();
        let norms: Vec<f64> = (-60..=20).map(|tenth| 10f64.powf(f64::from(tenth) / 10.0)).collect();
        for (scales, _) in both() {
            check_monotone("positive", &shares, |x| scales.signed(x, 1.0));
            check_monotone("negative", &shares, |x| scales.signed(-x, 1.0));
            check_monotone("gate", &shares, |x| scales.gate(x));
            check_monotone("gradient", &norms, |x| scales.gradient(x));
        }
    }

    #[test]
    fn signs_are_symmetric_in_lightness() {
        for (scales, _) in both() {
            for step in 0..=20 {
                let x = f64::from(step) / 10.0;
                let difference = lightness(scales.signed(x, 2.0)) - lightness(scales.signed(-x, 2.0));
                assert!(difference.abs() < 0.006, "{x}: {difference}");
            }
        }
    }

    #[test]
    fn domain_is_fixed_and_its_ends_are_kept() {
        let scales = ColorScales::light();
        assert_eq!(scales.signed(0.5, 1.0), scales.signed(1.0, 2.0));
        assert_eq!(scales.signed(7.0, 1.0), scales.signed(1.0, 1.0));
        assert_eq!(scales.signed(-7.0, 1.0), scales.signed(-1.0, 1.0));
        assert_eq!(scales.gate(1.5), scales.gate(1.0));
        assert_eq!(scales.gradient(1e300), scales.gradient(1e2));
        assert_eq!(scales.gradient(1e-300), scales.gradient(1e-6));
    }

    #[test]
    fn what_is_no_number_or_infinite_has_its_own_color() {
        for (scales, paper) in both() {
            let own = [
                scales.signed(f64::NAN, 1.0),
                scales.signed(f64::INFINITY, 1.0),
                scales.signed(f64::NEG_INFINITY, 1.0),
                scales.gradient(f64::INFINITY),
            ];
            for (index, color) in own.iter().enumerate() {
                assert!(!own[..index].contains(color));
                for finite in [paper, scales.signed(1.0, 1.0), scales.signed(-1.0, 1.0), scales.gradient(1e2)] {
                    assert_ne!(*color, finite);
                }
            }
            assert_eq!(scales.gate(f64::NAN), scales.not_a_number());
            assert_eq!(scales.gradient(f64::NAN), scales.not_a_number());
            assert_eq!(scales.gradient(-1.0), scales.not_a_number());
        }
    }

    #[test]
    fn gradient_is_seen_on_its_paper() {
        for (scales, paper) in both() {
            assert!(contrast(scales.gradient(1e-300), paper) > 1.4);
            assert!(contrast(scales.gradient(1e-2), paper) >= 3.0, "{}", contrast(scales.gradient(1e-2), paper));
            assert!(contrast(scales.gradient(1e2), paper) >= 6.0);
            assert!(contrast(scales.signed(1.0, 1.0), paper) >= 3.5);
        }
    }

    #[test]
    fn signs_are_read_on_every_gradient() {
        for (scales, _) in both() {
            for size in (-70..=30).map(|tenth| 10f64.powf(f64::from(tenth) / 10.0)).chain([f64::INFINITY]) {
                let (sign, color) = (scales.gradient_sign(-size), scales.gradient(size));
                assert!(contrast(sign, color) >= 2.4, "{size}: {}", contrast(sign, color));
            }
        }
    }

    #[test]
    fn gradient_position_is_one_absolute_log_scale() {
        for (norm, wanted) in [
            (0.0, Some(0.0)),
            (5e-324, Some(0.0)),
            (1e-6, Some(0.0)),
            (1e-4, Some(0.25)),
            (1e-2, Some(0.5)),
            (1.0, Some(0.75)),
            (1e2, Some(1.0)),
            (f64::INFINITY, Some(1.0)),
            (f64::NAN, None),
            (-1.0, None),
        ] {
            assert_eq!(gradient_position(norm), wanted, "{norm}");
        }
    }
}
