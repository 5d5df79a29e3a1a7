//! How numbers are written, on the page and in charts: one formatter for all of them.
//!
//! An exact zero is `0`, what is not finite is written as what it is, and small numbers keep their size: `5.6·10⁻³`.

use std::fmt::Write;

use crate::decade_label;

/// Most numbers are not longer, with the space before them.
const LONGEST: usize = 24;

/// Two or three significant digits: `0.25`, `1.00`, `5.6·10⁻³`, `−0.40`.
pub fn short(value: f64) -> String {
    let size = value.abs();
    match unusual(value) {
        Some(text) => text,
        None if (0.1..10.0).contains(&round_to(size, 2)) => signed(value, format!("{size:.2}")),
        None if (10.0..100.0).contains(&size) => signed(value, format!("{size:.1}")),
        None if (100.0..1e4).contains(&size) => signed(value, format!("{size:.0}")),
        None => signed(value, scientific(&format!("{size:.1e}"))),
    }
}

/// A sum such as a loss: `5.590`, with its powers of ten only if it is very large or very small.
pub fn decimals(value: f64, digits: usize) -> String {
    let size = value.abs();
    match unusual(value) {
        Some(text) => text,
        None if (1e-3..1e5).contains(&size) => signed(value, format!("{size:.digits$}")),
        None => signed(value, scientific(&format!("{size:.digits$e}"))),
    }
}

/// As [`decimals`], without the zeros at the end that say nothing: `0.1`, `10`.
pub fn trimmed(value: f64, digits: usize) -> String {
    let text = decimals(value, digits);
    let (digits, power) = text.find('·').map_or((text.as_str(), ""), |at| text.split_at(at));
    match digits.contains('.') {
        true => format!("{}{power}", digits.trim_end_matches('0').trim_end_matches('.')),
        false => text,
    }
}

/// How many times the one is of the other: `4×`, and `1.12×` where it is no whole number of times.
pub fn times(one: usize, other: usize) -> String {
    let times = one as f64 / other as f64;
    if times.fract() == 0.0 { format!("{times}×") } else { format!("{:.2}×", (100.0 * times).round() / 100.0) }
}

/// What may have nothing to be measured on: `–` then, not the zero of an empty sum.
pub fn measured(value: Option<f64>, write: impl FnOnce(f64) -> String) -> String {
    value.map_or_else(|| "–".to_owned(), write)
}

/// A probability in little room: `0.25`, `<0.01`.
pub fn probability(value: f64) -> String {
    if value > 0.0 && value < 0.005 { "<0.01".to_owned() } else { unusual(value).unwrap_or(format!("{value:.2}")) }
}

/// Every digit that there is: the shortest text that reads back as the same number.
pub fn full(value: f64) -> String {
    let size = value.abs();
    match unusual(value) {
        Some(text) => text,
        None if (1e-3..1e6).contains(&size) => signed(value, format!("{size}")),
        None => signed(value, scientific(&format!("{size:e}"))),
    }
}

/// For machines: what JavaScript's `Number()` reads back as the same number.
pub fn plain(value: f64) -> String {
    let mut text = String::new();
    push_plain(&mut text, value);
    text
}

fn push_plain(text: &mut String, value: f64) {
    if value.is_infinite() {
        text.push_str(if value < 0.0 { "-Infinity" } else { "Infinity" });
    } else {
        // A `String` takes everything.
        let _ = write!(text, "{value}");
    }
}

/// Many of them with a space between.
pub fn list(values: &[f64]) -> String {
    let mut text = String::with_capacity(values.len() * LONGEST);
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        push_plain(&mut text, *value);
    }
    text
}

/// An index below the line: `₁₂`.
pub fn subscript(index: usize) -> String {
    let digit = |digit: char| char::from_u32('₀' as u32 + digit as u32 - '0' as u32).unwrap_or(digit);
    index.to_string().chars().map(digit).collect()
}

/// Above the line: `⁻¹²`.
pub fn superscript(number: i32) -> String {
    number
        .to_string()
        .chars()
        .map(|digit| match digit {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            '9' => '⁹',
            _ => '⁰',
        })
        .collect()
}

fn unusual(value: f64) -> Option<String> {
    if value.is_nan() {
        Some("NaN".to_owned())
    } else if value.is_infinite() {
        Some(signed(value, "∞".to_owned()))
    } else {
        (value == 0.0).then(|| "0".to_owned())
    }
}

fn signed(value: f64, size: String) -> String {
    if value < 0.0 { format!("−{size}") } else { size }
}

/// `5.6e-3` as `5.6·10⁻³`.
fn scientific(text: &str) -> String {
    match text.split_once('e').map(|(mantissa, exponent)| (mantissa, exponent.parse::<i32>())) {
        Some((mantissa, Ok(0))) => mantissa.to_owned(),
        Some((mantissa, Ok(exponent))) => format!("{mantissa}·{}", decade_label(exponent)),
        _ => text.to_owned(),
    }
}

fn round_to(value: f64, digits: i32) -> f64 {
    let unit = 10f64.powi(digits);
    (value * unit).round() / unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_size() {
        let texts = [0.0, 0.25, 1.0, -0.4, 0.0056, 12.34, 345.6, 2e-6, -3.1e7].map(short);
        assert_eq!(texts, ["0", "0.25", "1.00", "−0.40", "5.6·10⁻³", "12.3", "346", "2.0·10⁻⁶", "−3.1·10⁷"]);
        assert_eq!([f64::NAN, f64::NEG_INFINITY].map(short), ["NaN", "−∞"]);
    }

    #[test]
    fn zeros_at_the_end_go_and_a_zero_stays() {
        let texts = [0.0, 0.1, 10.0, 0.015, 1e-5, 2.5e-4, -100.0].map(|rate| trimmed(rate, 4));
        assert_eq!(texts, ["0", "0.1", "10", "0.015", "1·10⁻⁵", "2.5·10⁻⁴", "−100"]);
    }

    #[test]
    fn times_are_whole_where_they_are() {
        let of_rnn = [1344, 5376, 4032, 1500, 1512, 1300].map(|count| times(count, 1344));
        assert_eq!(of_rnn, ["1×", "4×", "3×", "1.12×", "1.13×", "0.97×"]);
    }

    #[test]
    fn machines_read_the_same_number_back() {
        for value in [0.1, 1e-300, -2.5e17, f64::MIN_POSITIVE] {
            assert_eq!(plain(value).parse(), Ok(value));
        }
        assert_eq!(list(&[1.0, -0.5]), "1 -0.5");
    }
}
