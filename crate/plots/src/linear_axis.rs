//! A linear scale from zero to a round number: its top, its ticks, its labels.

/// The smallest of 1, 2, 5 times a power of ten that holds `greatest`; 1 if that is not a positive number.
pub(crate) fn round_top(greatest: f64) -> f64 {
    if !greatest.is_finite() || greatest <= 0.0 {
        return 1.0;
    }
    let power = power_of_ten(libm::floor(libm::log10(greatest)));
    [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 20.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|&top| top >= greatest)
        .unwrap_or(greatest)
        .min(f64::MAX)
}

/// Round values from 0 to `top`, at least `gap_px` apart, with their labels.
pub(crate) fn linear_ticks(top: f64, height_px: f64, gap_px: f64) -> Vec<(f64, String)> {
    let most = (height_px / gap_px).max(1.0);
    let mut power = libm::floor(libm::log10(top / most));
    let step = loop {
        let unit = power_of_ten(power);
        if let Some(factor) = [1.0, 2.0, 5.0].into_iter().find(|factor| factor * unit * most >= top) {
            break factor * unit;
        }
        power += 1.0;
    };
    let count = (top / step * (1.0 + 1e-9)) as usize;
    (0..=count).map(|index| index as f64 * step).map(|value| (value, linear_label(value, top, power))).collect()
}

/// `power` is the place of the last digit that tells neighbouring ticks apart.
fn linear_label(value: f64, top: f64, power: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if (1e-5..1e5).contains(&top) {
        let decimals = (-power).max(0.0) as usize;
        return format!("{value:.decimals$}");
    }
    let digits = (libm::floor(libm::log10(value) + 1e-9) - power).max(0.0) as usize;
    format!("{value:.digits$e}")
}

fn power_of_ten(exponent: f64) -> f64 {
    libm::pow(10.0, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tops_are_round_and_not_below_the_data() {
        for (greatest, wanted) in
            [(1.0, 1.0), (1.386, 1.5), (0.17, 0.2), (5.59, 6.0), (99.0, 100.0), (0.0, 1.0), (f64::NAN, 1.0)]
        {
            assert!((round_top(greatest) - wanted).abs() < 1e-12, "{greatest}");
        }
        for greatest in [1e-300, 3.3e7, 1e300, f64::MAX] {
            assert!(round_top(greatest) >= greatest && round_top(greatest).is_finite());
        }
    }

    #[test]
    fn ticks_are_round() {
        let labels = |top: f64, height: f64| -> Vec<String> {
            linear_ticks(top, height, 26.0).into_iter().map(|(_, label)| label).collect()
        };
        assert_eq!(labels(1.5, 160.0), ["0", "0.5", "1.0", "1.5"]);
        assert_eq!(labels(6.0, 160.0), ["0", "1", "2", "3", "4", "5", "6"]);
        assert_eq!(labels(0.2, 100.0), ["0", "0.1", "0.2"]);
        assert_eq!(labels(2e30, 100.0), ["0", "1e30", "2e30"]);
        assert_eq!(labels(1.5e121, 100.0), ["0", "5e120", "1.0e121", "1.5e121"]);
    }
}
