//! sRGB colours, and mixing them evenly for the eye in OKLab.
//!
//! OKLab: Björn Ottosson, "A perceptual color space for image processing", 2020; matrices of the 2021 revision.

use crate::PlotError;

/// An sRGB colour, 8 bits a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#rgb`, `#rrggbb` or `rgb(r, g, b)`: what a style sheet holds and what a browser's computed style returns.
    ///
    /// # Errors
    /// [`PlotError::Color`] for anything else.
    ///
    /// ```
    /// use unrolled_plots::Rgb;
    /// assert_eq!(Rgb::from_css("#b8076b"), Ok(Rgb(184, 7, 107)));
    /// assert_eq!(Rgb::from_css(" rgb(184, 7, 107)"), Ok(Rgb(184, 7, 107)));
    /// assert!(Rgb::from_css("magenta").is_err());
    /// ```
    pub fn from_css(text: &str) -> Result<Self, PlotError> {
        let text = text.trim();
        let channels = match (text.strip_prefix('#'), text.strip_prefix("rgb(")) {
            (Some(digits), _) => from_hex(digits),
            (_, Some(rest)) => rest.strip_suffix(')').and_then(from_list),
            _ => None,
        };
        channels.ok_or_else(|| PlotError::Color(text.to_owned()))
    }

    /// `#rrggbb`, for attributes and style sheets.
    pub fn to_css(self) -> String {
        // A picture asks for thousands of them, so not by the general formatter.
        let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
        let mut text = String::with_capacity(7);
        text.push('#');
        for channel in [self.0, self.1, self.2] {
            text.push(digit(channel >> 4));
            text.push(digit(channel & 15));
        }
        text
    }

    /// The colour at `share` (0 to 1) of the way to another one, straight through OKLab.
    pub fn mixed(self, other: Rgb, share: f64) -> Rgb {
        Oklab::from(self).mix(other.into(), share).into()
    }

    /// Relative luminance as WCAG 2 defines it, 0 to 1.
    pub fn luminance(self) -> f64 {
        let [r, g, b] = [self.0, self.1, self.2].map(linear_from_srgb);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

/// Contrast ratio of two colours as WCAG 2 defines it, 1 to 21.
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (a, b) = (one.luminance(), other.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn from_hex(digits: &str) -> Option<Rgb> {
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    let byte = |shift: u32| (number >> shift) as u8;
    match digits.len() {
        6 => Some(Rgb(byte(16), byte(8), byte(0))),
        3 => Some(Rgb((byte(8) & 15) * 17, (byte(4) & 15) * 17, (byte(0) & 15) * 17)),
        _ => None,
    }
}

fn from_list(list: &str) -> Option<Rgb> {
    let mut channels = list.split(',').map(|channel| channel.trim().parse::<u8>());
    let color = Rgb(channels.next()?.ok()?, channels.next()?.ok()?, channels.next()?.ok()?);
    channels.next().is_none().then_some(color)
}

/// Lightness 0 to 1 and two opponent axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Oklab {
    pub l: f64,
    pub a: f64,
    pub b: f64,
}

impl Oklab {
    pub fn mix(self, other: Oklab, share: f64) -> Oklab {
        let between = |from: f64, to: f64| from + (to - from) * share;
        Oklab { l: between(self.l, other.l), a: between(self.a, other.a), b: between(self.b, other.b) }
    }
}

impl From<Rgb> for Oklab {
    fn from(color: Rgb) -> Self {
        let [r, g, b] = [color.0, color.1, color.2].map(linear_from_srgb);
        let l = libm::cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
        let m = libm::cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
        let s = libm::cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
        Oklab {
            l: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            a: 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            b: 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        }
    }
}

/// Colours outside of sRGB are clipped channel by channel.
impl From<Oklab> for Rgb {
    fn from(color: Oklab) -> Self {
        let cube = |x: f64| x * x * x;
        let l = cube(color.l + 0.396_337_777_4 * color.a + 0.215_803_757_3 * color.b);
        let m = cube(color.l - 0.105_561_345_8 * color.a - 0.063_854_172_8 * color.b);
        let s = cube(color.l - 0.089_484_177_5 * color.a - 1.291_485_548_0 * color.b);
        Rgb(
            srgb_from_linear(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
            srgb_from_linear(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
            srgb_from_linear(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s),
        )
    }
}

fn linear_from_srgb(channel: u8) -> f64 {
    let x = f64::from(channel) / 255.0;
    if x <= 0.040_45 { x / 12.92 } else { libm::pow((x + 0.055) / 1.055, 2.4) }
}

fn srgb_from_linear(x: f64) -> u8 {
    let x = x.clamp(0.0, 1.0);
    let y = if x <= 0.003_130_8 { 12.92 * x } else { 1.055 * libm::pow(x, 1.0 / 2.4) - 0.055 };
    (y * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oklab_of_known_colors() {
        // Reference values of the OKLab article for sRGB red and white.
        let red = Oklab::from(Rgb(255, 0, 0));
        assert!((red.l - 0.6280).abs() < 1e-3 && (red.a - 0.2249).abs() < 1e-3 && (red.b - 0.1258).abs() < 1e-3);
        let white = Oklab::from(Rgb(255, 255, 255));
        assert!((white.l - 1.0).abs() < 1e-6 && white.a.abs() < 1e-4 && white.b.abs() < 1e-4);
    }

    #[test]
    fn oklab_and_back_is_the_same_color() {
        for channel in (0..=255).step_by(15) {
            for color in [Rgb(channel, 40, 200), Rgb(7, channel, 99), Rgb(250, 128, channel)] {
                assert_eq!(Rgb::from(Oklab::from(color)), color);
            }
        }
    }

    #[test]
    fn contrast_of_black_and_white_is_21() {
        assert!((contrast(Rgb(0, 0, 0), Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn css_round_trip_and_refusals() {
        assert_eq!(Rgb::from_css("#fa0"), Ok(Rgb(255, 170, 0)));
        assert_eq!(Rgb::from_css(&Rgb(1, 2, 3).to_css()), Ok(Rgb(1, 2, 3)));
        for wrong in ["", "#12", "#12345g", "#+12345", "rgb(1, 2)", "rgb(1, 2, 3, 4)", "rgb(1, 2, 256)", "#é1é1"] {
            assert_eq!(Rgb::from_css(wrong), Err(PlotError::Color(wrong.to_owned())));
        }
    }
}
