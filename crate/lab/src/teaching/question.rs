//! A question of a homework, and how a link says it: what kind it is, the question, and its options, each on a line.

use super::homework::{Field, HomeworkError, bounded};
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
    pub fn check(&self) -> Result<(), HomeworkError> {
        bounded(Field::Question, &self.text)?;
        if self.text.trim().is_empty() {
            return Err(HomeworkError::Empty(Field::Question));
        }
        match &self.kind {
            Kind::Text => Ok(()),
            Kind::Choice { options, right } => {
                let count = options.len();
                if !(LEAST_OPTIONS..=MOST_OPTIONS).contains(&count) || right.is_some_and(|right| right >= count) {
                    return Err(HomeworkError::Options { found: count });
                }
                options.iter().try_for_each(|option| {
                    bounded(Field::Option, option)?;
                    if option.trim().is_empty() { Err(HomeworkError::Empty(Field::Option)) } else { Ok(()) }
                })
            }
            Kind::Number { quantity, tolerance } => {
                if !(0.0..=1.0).contains(tolerance) {
                    return Err(HomeworkError::Number { found: tolerance.to_string() });
                }
                quantity.check()
            }
            Kind::Experiment { quantity, value, .. } => {
                if !value.is_finite() {
                    return Err(HomeworkError::Number { found: value.to_string() });
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
    pub fn from_text(text: &str) -> Result<Self, HomeworkError> {
        let mut lines = text.split('\n');
        let head = lines.next().unwrap_or_default();
        let (kind, rest) = head.split_once(' ').unwrap_or((head, ""));
        let wrong = || HomeworkError::Kind { found: head.chars().take(40).collect() };
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
        let question = Self { text: question, kind };
        question.check()?;
        Ok(question)
    }
}
