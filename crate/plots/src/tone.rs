//! What a gradient's norm sounds like: its logarithm is the pitch, on the decades of the flow chart.

use crate::GRADIENT_FLOW_DECADES;

/// Hertz of the lowest tone, an A: the loudspeakers of laptops and phones play little below it.
const LOWEST_HZ: f64 = 220.0;
/// Three powers of ten are two octaves, so that the whole scale is four of them, up to 3520 Hz.
const OCTAVES_PER_DECADE: f64 = 2.0 / 3.0;
/// Of the lowest tone, where 1 is as loud as there is. Higher tones are heard better, so they are softer.
const LOUDEST: f64 = 0.16;

/// What is to be heard for one norm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tone {
    /// A tone of so many hertz, as loud as a gain between 0 and 1.
    Pitch { hz: f64, gain: f64 },
    /// An exact zero: silence, but for a click that says that it was there.
    Click,
    /// Infinity or NaN.
    Buzz,
}

/// The tone of a norm, on one absolute scale: two octaves for three powers of ten, [`GRADIENT_FLOW_DECADES`] from its lowest to
/// its highest tone; what is smaller or larger sounds like the end of the scale.
///
/// ```
/// use unrolled_plots::{Tone, tone_of};
/// let Tone::Pitch { hz, .. } = tone_of(1e-5) else { panic!() };
/// assert_eq!(hz, 220.0);
/// assert_eq!(tone_of(0.0), Tone::Click);
/// assert_eq!(tone_of(f64::INFINITY), Tone::Buzz);
/// ```
pub fn tone_of(norm: f64) -> Tone {
    if norm == 0.0 {
        return Tone::Click;
    }
    if !norm.is_finite() || norm < 0.0 {
        return Tone::Buzz;
    }
    let (low, high) = (f64::from(GRADIENT_FLOW_DECADES.0), f64::from(GRADIENT_FLOW_DECADES.1));
    let decades = libm::log10(norm).clamp(low, high);
    let octaves = (decades - low) * OCTAVES_PER_DECADE;
    // A quarter of an octave's power less with each octave.
    Tone::Pitch { hz: LOWEST_HZ * libm::exp2(octaves), gain: LOUDEST * libm::exp2(-octaves / 4.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hz(norm: f64) -> f64 {
        match tone_of(norm) {
            Tone::Pitch { hz, .. } => hz,
            other => panic!("{norm} is {other:?}"),
        }
    }

    #[test]
    fn three_powers_of_ten_are_two_octaves() {
        // 220 Hz · 4^(1/3) = 349.228… Hz, eight semitones higher.
        for (norm, wanted) in [(1e-5, 220.0), (1e-4, 349.2282314330039), (1e-2, 880.0), (10.0, 3520.0)] {
            assert!((hz(norm) - wanted).abs() < 1e-9, "{norm}: {} Hz", hz(norm));
        }
    }

    #[test]
    fn larger_norms_are_higher_and_softer_within_bounds() {
        let norms = (-60..=20).map(|tenth| 10_f64.powf(f64::from(tenth) / 10.0));
        let tones: Vec<(f64, f64)> = norms
            .map(|norm| match tone_of(norm) {
                Tone::Pitch { hz, gain } => (hz, gain),
                other => panic!("{norm} is {other:?}"),
            })
            .collect();
        for pair in tones.windows(2) {
            assert!(pair[0].0 <= pair[1].0 && pair[0].1 >= pair[1].1, "{pair:?}");
        }
        assert!(tones.iter().all(|(hz, gain)| (220.0..=3520.1).contains(hz) && (0.07..=0.16).contains(gain)));
    }

    #[test]
    fn the_ends_of_the_scale_are_kept() {
        assert_eq!(tone_of(f64::MIN_POSITIVE / 8.0), tone_of(1e-5));
        assert_eq!(tone_of(f64::MAX), tone_of(10.0));
    }

    #[test]
    fn what_is_no_tone_is_heard_as_such() {
        assert_eq!(tone_of(0.0), Tone::Click);
        for norm in [f64::NAN, f64::INFINITY, -1.0] {
            assert_eq!(tone_of(norm), Tone::Buzz, "{norm}");
        }
    }
}
