//! Decimal numbers as they are typed and as links have them. `str::parse` is fast by a table of powers of five, which is
//! 10 kB of a download; the page reads a few numbers at a time, and does so by doubling and halving their digits.

use std::cmp::Ordering;

/// As many digits as can matter; what follows them only says that there is more.
const DIGITS: usize = 800;

/// The number nearest to a decimal, ties to even: the grammar and the bits of `str::parse::<f64>`.
pub fn number_from(text: &str) -> Option<f64> {
    let size = text.strip_prefix(['+', '-']).unwrap_or(text);
    let value = match size.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        size => Decimal::read(size)?.nearest(),
    };
    Some(if text.starts_with('-') { -value } else { value })
}

/// 0.d₁d₂d₃… · 10^point, with neither leading nor trailing zeros.
struct Decimal {
    digits: Vec<u8>,
    point: i64,
}

impl Decimal {
    fn read(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once('e') {
            Some((mantissa, exponent)) => (mantissa, exponent_from(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let written = digits_from(&format!("{whole}{fraction}"))?;
        let zeros = written.iter().take_while(|digit| **digit == 0).count();
        let mut decimal =
            Self { digits: written[zeros..].to_vec(), point: whole.len() as i64 - zeros as i64 + exponent };
        decimal.drop_zeros();
        if decimal.digits.len() > DIGITS {
            decimal.digits.truncate(DIGITS);
            decimal.digits.push(1);
        }
        Some(decimal)
    }

    /// whole · 2^exponent: scaled until the whole part has the 53 bits of an `f64`, or the exponent is the smallest.
    fn nearest(mut self) -> f64 {
        if self.digits.is_empty() || self.point < -330 {
            return 0.0;
        }
        if self.point > 310 {
            return f64::INFINITY;
        }
        let mut exponent = 0;
        while self.whole() >= 1 << 53 {
            self.halve();
            exponent += 1;
        }
        while self.whole() < 1 << 52 && exponent > -1074 {
            self.double();
            exponent -= 1;
        }
        if exponent > 971 {
            return f64::INFINITY;
        }
        // The first of the 53 bits adds one to the exponent's field, and so does a whole that was rounded up to 2⁵³.
        f64::from_bits((((exponent + 1074) as u64) << 52) + self.rounded())
    }

    fn halve(&mut self) {
        let mut rest = 0;
        for digit in &mut self.digits {
            let value = 10 * rest + *digit;
            (*digit, rest) = (value / 2, value % 2);
        }
        if rest > 0 {
            self.digits.push(5);
        }
        if self.digits[0] == 0 {
            self.digits.remove(0);
            self.point -= 1;
        }
    }

    fn double(&mut self) {
        let mut carry = 0;
        for digit in self.digits.iter_mut().rev() {
            let value = 2 * *digit + carry;
            (*digit, carry) = (value % 10, value / 10);
        }
        if carry > 0 {
            self.digits.insert(0, carry);
            self.point += 1;
        }
        self.drop_zeros();
    }

    fn drop_zeros(&mut self) {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
    }

    /// What stands before the point, as far as a `u64` has room.
    fn whole(&self) -> u64 {
        let digit = |place: i64| u64::from(self.digits.get(place as usize).copied().unwrap_or(0));
        if self.point > 19 { u64::MAX } else { (0..self.point).fold(0, |whole, place| 10 * whole + digit(place)) }
    }

    /// The whole part, one more if what stands behind the point is more than a half, or a half of an odd number.
    fn rounded(&self) -> u64 {
        let whole = self.whole();
        let behind = usize::try_from(self.point).ok().and_then(|point| self.digits.get(point..)).unwrap_or_default();
        let is_up = match behind.cmp(&[5]) {
            Ordering::Less => false,
            Ordering::Equal => whole % 2 == 1,
            Ordering::Greater => true,
        };
        whole + u64::from(is_up)
    }
}

fn exponent_from(text: &str) -> Option<i64> {
    let digits = digits_from(text.strip_prefix(['+', '-']).unwrap_or(text))?;
    let size = digits.iter().fold(0, |size: i64, digit| (10 * size + i64::from(*digit)).min(1 << 40));
    Some(if text.starts_with('-') { -size } else { size })
}

/// `None` if there is none, or anything else.
fn digits_from(text: &str) -> Option<Vec<u8>> {
    let digits = text.bytes().map(|byte| byte.is_ascii_digit().then(|| byte - b'0'));
    digits.collect::<Option<Vec<_>>>().filter(|digits| !digits.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The standard library's reader is the judge.
    fn check(text: &str) {
        assert_eq!(number_from(text).map(f64::to_bits), text.parse().ok().map(f64::to_bits), "{text}");
    }

    #[test]
    fn the_grammar_is_that_of_the_standard_library() {
        for text in ["", "+", "-", ".", "e5", "1e", "1e+", "1.2.3", "1,5", " 1", "1 ", "0x10", "1_000", "1e5.0", "--1"]
        {
            assert_eq!(number_from(text), None, "{text:?}");
            check(text);
        }
        for text in ["0", "-0", "1.", ".5", "+3", "1E5", "1e-05", "inf", "-Infinity", "NaN", "-nan", "007", "0.10"] {
            assert!(number_from(text).is_some(), "{text:?}");
            check(text);
        }
    }

    #[test]
    fn the_ends_and_the_middles_are_rounded_right() {
        for text in [
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "1e-400",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "0e99999999999999999999",
            "9007199254740993",
            "9007199254740995",
            "9007199254740993.00000000000000000001",
            "9007199254740992.99999999999999999999",
        ] {
            check(text);
        }
        // Halfway between 2⁵³ and the next, but for a digit far behind.
        check(&format!("9007199254740993.{}1", "0".repeat(2000)));
        check(&format!("0.{}1e2000", "0".repeat(1999)));
        check(&format!("{}e-400", "1".repeat(1000)));
    }

    proptest! {
        #[test]
        fn every_number_comes_back(bits in any::<u64>()) {
            let value = f64::from_bits(bits);
            prop_assume!(!value.is_nan());
            prop_assert_eq!(number_from(&value.to_string()), Some(value));
            prop_assert_eq!(number_from(&format!("{value:e}")), Some(value));
        }

        #[test]
        fn what_is_typed_has_the_bits_of_the_standard_library(text in "[+-]?[0-9]{0,25}\\.?[0-9]{0,25}(e[+-]?[0-9]{1,3})?") {
            check(&text);
        }
    }
}
