//! Numbers as the page writes them for people, read back.

use anyhow::{Context, Result};

/// Reads `0.25`, `−1.5·10⁻³`, `∞` or `NaN`.
pub fn number(text: &str) -> Result<f64> {
    let plain = match text.split_once("·10") {
        Some((mantissa, exponent)) => format!("{mantissa}e{}", exponent.chars().map(lowered).collect::<String>()),
        None => text.to_owned(),
    };
    let plain = plain.replace('−', "-").replace('∞', "inf");
    plain.trim().parse().with_context(|| format!("no number: {text:?}"))
}

/// The digit or sign that a superscript stands for.
fn lowered(character: char) -> char {
    let digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == character);
    match digit.and_then(|digit| char::from_digit(digit as u32, 10)) {
        Some(digit) => digit,
        None if character == '⁻' => '-',
        None => character,
    }
}

/// Whether a number of two or three written digits can stand for this one.
pub fn is_rounded(written: f64, truth: f64) -> bool {
    written == truth || written.is_nan() && truth.is_nan() || (written - truth).abs() <= 0.0505 * truth.abs()
}
