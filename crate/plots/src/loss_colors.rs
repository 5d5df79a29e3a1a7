//! Colours of a loss: one neutral hue that no other channel uses, by lightness, on an absolute log scale.

use crate::color::Oklab;
use crate::{Rgb, Theme};

/// Colours per ramp; finer than 8 bits a channel can show.
const SHADES: usize = 256;

/// The colours for one paper and for given decades. A straight line in OKLab, so that equal factors look equally far apart;
/// ink is read on all of them.
pub struct LossColors {
    decades: (i32, i32),
    ramp: [Rgb; SHADES],
    zero: Rgb,
    infinite: Rgb,
    not_a_number: Rgb,
}

impl LossColors {
    /// White paper: the greater the loss, the darker. `decades` are the powers of ten at both ends, fixed for a chart.
    pub fn light(decades: (i32, i32)) -> Self {
        Self {
            decades,
            ramp: ramp(Rgb(243, 240, 234), Rgb(139, 130, 116)),
            zero: Theme::light().surface,
            infinite: Rgb(88, 82, 73),
            not_a_number: Rgb(255, 221, 51),
        }
    }

    /// Dark paper: the greater the loss, the lighter.
    pub fn dark(decades: (i32, i32)) -> Self {
        Self {
            decades,
            ramp: ramp(Rgb(42, 42, 44), Rgb(124, 117, 106)),
            zero: Theme::dark().surface,
            infinite: Rgb(172, 164, 151),
            not_a_number: Rgb(255, 226, 77),
        }
    }

    /// The colour of a loss; beyond the decades the ends are kept. Exact zero, infinity and what no loss can be (NaN and
    /// negative numbers) have colours of their own.
    pub fn color(&self, loss: f64) -> Rgb {
        let (low, high) = (f64::from(self.decades.0), f64::from(self.decades.1));
        match () {
            () if loss.is_nan() || loss < 0.0 => self.not_a_number,
            () if loss == 0.0 => self.zero,
            () if loss == f64::INFINITY => self.infinite,
            () => {
                let share = ((libm::log10(loss) - low) / (high - low)).clamp(0.0, 1.0);
                self.ramp[(share * (SHADES - 1) as f64).round() as usize]
            }
        }
    }
}

fn ramp(from: Rgb, to: Rgb) -> [Rgb; SHADES] {
    let (start, end) = (Oklab::from(from), Oklab::from(to));
    std::array::from_fn(|shade| start.mix(end, shade as f64 / (SHADES - 1) as f64).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contrast;

    fn both() -> [(LossColors, Theme); 2] {
        [(LossColors::light((-4, 2)), Theme::light()), (LossColors::dark((-4, 2)), Theme::dark())]
    }

    #[test]
    fn lightness_goes_one_way_with_the_loss() {
        for (colors, _) in both() {
            let lightness: Vec<f64> =
                (-40..=20).map(|tenth| Oklab::from(colors.color(libm::pow(10.0, f64::from(tenth) / 10.0))).l).collect();
            let way = (lightness[60] - lightness[0]).signum();
            assert!(lightness.windows(2).all(|pair| (pair[1] - pair[0]) * way >= -2e-3));
            assert!((lightness[60] - lightness[0]).abs() > 0.25);
        }
    }

    #[test]
    fn the_scale_is_fixed_and_its_ends_are_kept() {
        let colors = LossColors::light((-4, 2));
        assert_eq!(colors.color(1e-300), colors.color(1e-4));
        assert_eq!(colors.color(1e300), colors.color(1e2));
        assert_eq!(colors.color(0.1), LossColors::light((-2, 0)).color(0.1), "the middle of both");
    }

    #[test]
    fn what_is_on_no_scale_has_its_own_color() {
        for (colors, theme) in both() {
            let own = [colors.color(0.0), colors.color(f64::INFINITY), colors.color(f64::NAN)];
            assert_eq!(own[0], theme.surface);
            for (index, color) in own.iter().enumerate() {
                assert!(!own[..index].contains(color));
                assert!(![1e-4, 1e2].map(|loss| colors.color(loss)).contains(color));
            }
            assert_eq!(colors.color(-1.0), own[2]);
        }
    }

    #[test]
    fn ink_is_read_on_every_loss() {
        for (colors, theme) in both() {
            for loss in [1e-4, 1e-1, 1e2] {
                assert!(contrast(theme.ink, colors.color(loss)) >= 3.5, "{}", contrast(theme.ink, colors.color(loss)));
            }
        }
    }
}
