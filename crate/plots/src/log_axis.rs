//! An absolute log₁₀ scale in whole decades: its domain, its ticks, its labels.

use crate::numbers::superscript;

/// The decades that a log axis shows for these norms or losses: `(low, high)`, whole powers of ten.
///
/// The same for all series of a chart, and never less than `at_least`, so that small changes of the data do not move the
/// scale. Beyond that the floor and the top go out to whole decades: one by one up to 10^±3, then in steps of 5 up to
/// 10^±20, of 20 up to 10^±100, of 100 up to what `f64` can hold. Zero, infinity and NaN do not count: they have strips of
/// their own.
///
/// ```
/// use unrolled_plots::decades_of;
/// assert_eq!(decades_of((-5, 1), [0.3, 0.002]), (-5, 1));
/// assert_eq!(decades_of((-5, 1), [2e-7, 40.0, 0.0, f64::INFINITY]), (-10, 2));
/// ```
pub fn decades_of(at_least: (i32, i32), values: impl IntoIterator<Item = f64>) -> (i32, i32) {
    let (mut least, mut most) = (f64::INFINITY, 0.0f64);
    for value in values.into_iter().filter(|&value| value > 0.0 && value < f64::INFINITY) {
        (least, most) = (least.min(value), most.max(value));
    }
    let (mut low, mut high) = at_least;
    if most == 0.0 {
        return (low, high);
    }
    // Only outwards: values inside of the axis ask for nothing.
    let (floor, top) = (libm::log10(least), libm::log10(most));
    if floor < f64::from(low) {
        low = -rounded_out(-floor);
    }
    if top > f64::from(high) {
        high = rounded_out(top);
    }
    (low, high)
}

/// The next allowed distance from 10⁰, in decades.
fn rounded_out(decades: f64) -> i32 {
    let whole = decades.ceil() as i32;
    let step = match whole {
        ..=3 => 1,
        4..=20 => 5,
        21..=100 => 20,
        _ => 100,
    };
    (whole + step - 1).div_euclid(step) * step
}

/// The decades that get a label: all of them, or every 2nd, 5th …, so that labels are at least `gap_px` apart. 10⁰ is always
/// among them if it is on the axis.
pub(crate) fn decade_ticks(low: i32, high: i32, height_px: f64, gap_px: f64) -> Vec<i32> {
    let decade_px = height_px / f64::from((high - low).max(1));
    let strides = [1, 2, 5, 10, 20, 50, 100, 200];
    let stride = strides.into_iter().find(|&stride| f64::from(stride) * decade_px >= gap_px).unwrap_or(500);
    (low..=high).filter(|decade| decade % stride == 0).collect()
}

/// `1` and `10` as they are, all other powers with their exponent: `10⁻³`.
///
/// ```
/// assert_eq!(unrolled_plots::decade_label(-12), "10⁻¹²");
/// ```
pub fn decade_label(exponent: i32) -> String {
    match exponent {
        0 => "1".to_owned(),
        1 => "10".to_owned(),
        _ => format!("10{}", superscript(exponent)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domain_is_whole_decades_with_every_value_inside() {
        for (values, wanted) in [
            (vec![], (-5, 1)),
            (vec![1.0, 0.5], (-5, 1)),
            (vec![1e-5, 10.0], (-5, 1)),
            (vec![0.99e-5, 10.1], (-10, 2)),
            (vec![1e3], (-5, 3)),
            (vec![1.1e3], (-5, 5)),
            (vec![1e-300, 1e300], (-300, 300)),
            (vec![5e-324], (-400, 1)),
            (vec![1e-21, 1e21], (-40, 40)),
            (vec![0.0, f64::INFINITY, f64::NAN], (-5, 1)),
        ] {
            assert_eq!(decades_of((-5, 1), values.iter().copied()), wanted, "{values:?}");
        }
        assert_eq!(decades_of((-2, 4), [0.5, 20.0]), (-2, 4));
        assert_eq!(decades_of((-2, 1), [0.005, 20.0]), (-3, 2));
    }

    #[test]
    fn ticks_thin_out_and_keep_one() {
        assert_eq!(decade_ticks(-5, 1, 200.0, 24.0), [-5, -4, -3, -2, -1, 0, 1]);
        assert_eq!(decade_ticks(-5, 1, 100.0, 24.0), [-4, -2, 0]);
        assert_eq!(decade_ticks(-300, 1, 200.0, 24.0), [-300, -250, -200, -150, -100, -50, 0]);
        assert!(decade_ticks(-400, 400, 60.0, 24.0).contains(&0));
    }

    #[test]
    fn labels() {
        for (exponent, wanted) in [(0, "1"), (1, "10"), (2, "10²"), (-1, "10⁻¹"), (-300, "10⁻³⁰⁰")] {
            assert_eq!(decade_label(exponent), wanted);
        }
    }
}
