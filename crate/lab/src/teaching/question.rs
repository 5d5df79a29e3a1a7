//! A question of a homework, and how a link says it: what kind it is, the question, and its options, each on a line.

use super::homework::{Field, Problem, bounded};
use super::quantity::Quantity;
use crate::decimal::number_from;

pub const LEAST_OPTIONS: usize = 2;
pub const MOST_OPTIONS: usize = 6;
/// How far a typed number may be from the network's, relative to it.
pub const TOLERANCE: f64 = 0.01;

#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub text: String,
    pub kind: Kind,
}

/// How it is answered, and what decides.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// In words, for the teacher to read.
    Text,
    /// One of a few, from 0; decided if the right one is marked.
    Choice { options: Vec<String>, right: Option<usize> },
    /// By a number, compared with what the student's network has; the tolerance is relative.
    Number { quantity: Quantity, tolerance: f64 },
    /// By the student's experiment itself: a quantity is to be more, or less, than a value.
    Experiment { quantity: Quantity, is_more: bool, value: f64 },
}

impl Question {
    /// # Errors
    /// If something is missing, too long, or cannot decide.
    pub fn check(&self) -> Result<(), Problem> {
        bounded(Field::Question, &self.text)?;
        if self.text.trim().is_empty() {
            return Err(Problem::Empty(Field::Question));
        }
        match &self.kind {
            Kind::Text => Ok(()),
            Kind::Choice { options, right } => {
                let count = options.len();
                if !(LEAST_OPTIONS..=MOST_OPTIONS).contains(&count) || right.is_some_and(|right| right >= count) {
                    return Err(Problem::Options { found: count });
                }
                options.iter().try_for_each(|option| {
                    bounded(Field::Option, option)?;
                    if option.trim().is_empty() { Err(Problem::Empty(Field::Option)) } else { Ok(()) }
                })
            }
            Kind::Number { quantity, tolerance } => {
                if !(0.0..=1.0).contains(tolerance) {
                    return Err(Problem::Number { found: tolerance.to_string() });
                }
                quantity.check()
            }
            Kind::Experiment { quantity, value, .. } => {
                if !value.is_finite() {
                    return Err(Problem::Number { found: value.to_string() });
                }
                quantity.check()
            }
        }
    }

    /// As a link says it.
    pub fn to_text(&self) -> String {
        let head = match &self.kind {
            Kind::Text => "text".to_owned(),
            Kind::Choice { right, .. } => right.map_or("choice".to_owned(), |right| format!("choice {}", right + 1)),
            Kind::Number { quantity, tolerance } => format!("number {tolerance} {}", quantity.0),
            Kind::Experiment { quantity, is_more, value } => {
                format!("experiment {} {value} {}", if *is_more { '>' } else { '<' }, quantity.0)
            }
        };
        let options: &[String] = if let Kind::Choice { options, .. } = &self.kind { options } else { &[] };
        let lines = [&head, &self.text].into_iter().chain(options);
        lines.map(|line| line.replace(['\n', '\r'], " ")).collect::<Vec<_>>().join("\n")
    }

    /// # Errors
    /// If it is none, or [`Question::check`] refuses it.
    pub fn from_text(text: &str) -> Result<Self, Problem> {
        let question = Self::unfinished_from_text(text)?;
        question.check()?;
        Ok(question)
    }

    /// The same where a question may still be written.
    ///
    /// # Errors
    /// If it is none.
    pub fn unfinished_from_text(text: &str) -> Result<Self, Problem> {
        let mut lines = text.split('\n');
        let head = lines.next().unwrap_or_default();
        let (kind, rest) = head.split_once(' ').unwrap_or((head, ""));
        let wrong = || Problem::Kind { found: head.chars().take(40).collect() };
        let number = |text: &str| number_from(text).ok_or_else(wrong);
        let question = lines.next().unwrap_or_default().to_owned();
        let kind = match kind {
            "text" if rest.is_empty() => Kind::Text,
            "choice" => {
                let right = match rest {
                    "" => None,
                    rest => Some(rest.parse::<usize>().ok().and_then(|right| right.checked_sub(1)).ok_or_else(wrong)?),
                };
                Kind::Choice { options: lines.by_ref().map(str::to_owned).collect(), right }
            }
            "number" => {
                let (tolerance, quantity) = rest.split_once(' ').ok_or_else(wrong)?;
                Kind::Number { quantity: Quantity(quantity.to_owned()), tolerance: number(tolerance)? }
            }
            "experiment" => {
                let (sign, rest) = rest.split_once(' ').ok_or_else(wrong)?;
                let (value, quantity) = rest.split_once(' ').ok_or_else(wrong)?;
                let is_more = match sign {
                    ">" => true,
                    "<" => false,
                    _ => return Err(wrong()),
                };
                Kind::Experiment { quantity: Quantity(quantity.to_owned()), is_more, value: number(value)? }
            }
            _ => return Err(wrong()),
        };
        if lines.next().is_some() {
            return Err(wrong());
        }
        Ok(Self { text: question, kind })
    }
}

/// The next number of two digits below a number, or above it, and never the number itself; not a number for what is not finite.
pub fn short_beyond(number: f64, is_above: bool) -> f64 {
    if !number.is_finite() {
        return f64::NAN;
    }
    if number == 0.0 {
        return if is_above { 0.01 } else { -0.01 };
    }
    let exponent = libm::floor(libm::log10(number.abs())) as i32 - 1;
    let digits = number / libm::pow(10.0, f64::from(exponent));
    let next = if is_above { libm::floor(digits) + 1.0 } else { libm::ceil(digits) - 1.0 };
    // As it is written, without what a product of decimals leaves behind.
    format!("{next}e{exponent}").parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_number_is_beyond_the_number() {
        assert_eq!(short_beyond(4.386, false), 4.3);
        assert_eq!(short_beyond(4.386, true), 4.4);
        assert_eq!(short_beyond(0.00145, false), 0.0014);
        assert_eq!(short_beyond(-2.55, false), -2.6);
        assert_eq!((short_beyond(12.0, false), short_beyond(12.0, true)), (11.0, 13.0));
        assert_eq!((short_beyond(0.0, false), short_beyond(0.0, true)), (-0.01, 0.01));
        assert_eq!(short_beyond(9.99, true), 10.0);
        assert!(short_beyond(f64::INFINITY, true).is_nan());
    }
}
