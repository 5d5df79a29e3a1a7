//! What is wrong with data of the reader's own: the line, what was found there and what was wanted.

use std::fmt;

use super::{MOST_BYTES, MOST_SYMBOLS};

pub const FEWEST_LABELS: usize = 2;
pub const MOST_LABELS: usize = 20;
pub const FEWEST_ROWS: usize = 10;
/// Each word is a step, and the gradient goes all the way back.
pub const MOST_WORDS: usize = 200;
/// More problems are counted, not listed.
pub const MOST_LISTED: usize = 20;

/// Something that does not fit. The page words it; [`fmt::Display`] is for logs and tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Counted from 1; `None` if it is about the data as a whole.
    pub line: Option<usize>,
    pub reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("expected at most {MOST_BYTES} bytes, found {found}")]
    TooLarge { found: usize },
    /// Bytes are counted from 1.
    #[error("expected UTF-8, found {found:#04x} at byte {byte}")]
    NotUtf8 { byte: usize, found: u8 },
    /// A line has to have one tab.
    #[error("expected a label, a tab and a text, found {tabs} tabs in {text:?}")]
    Tabs { tabs: usize, text: String },
    #[error("expected a label before the tab, found none in {text:?}")]
    NoLabel { text: String },
    #[error("expected words behind the tab, found none in {text:?}")]
    NoWords { text: String },
    #[error("expected at most {MOST_WORDS} words, found {found}")]
    TooManyWords { found: usize },
    #[error("expected at least {FEWEST_LABELS} different labels, found {found}")]
    TooFewLabels { found: usize },
    /// The line has the first one that is too many.
    #[error("expected at most {MOST_LABELS} different labels, found {found}")]
    TooManyLabels { found: usize },
    #[error("expected at least {wanted} rows for {labels} labels, found {found}")]
    TooFewRows { wanted: usize, labels: usize, found: usize },
    #[error("expected at least {wanted} characters, found {found}")]
    TooFewCharacters { wanted: usize, found: usize },
    /// The line has the first one that is too many.
    #[error("expected at most {MOST_SYMBOLS} different characters, found {found}")]
    TooManyKinds { found: usize },
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(formatter, "line {line}: ")?;
        }
        self.reason.fmt(formatter)
    }
}

/// All problems, in the order of their lines: the first ones, and how many there are beyond them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    pub listed: Vec<Problem>,
    pub others: usize,
}

impl Problems {
    pub(crate) fn add(&mut self, problem: Problem) {
        if self.listed.len() < MOST_LISTED {
            self.listed.push(problem);
        } else {
            self.others += 1;
        }
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { listed: vec![problem], others: 0 }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed: Vec<String> = self.listed.iter().map(Problem::to_string).collect();
        formatter.write_str(&listed.join("; "))?;
        if self.others > 0 {
            write!(formatter, "; and {} more", self.others)?;
        }
        Ok(())
    }
}
