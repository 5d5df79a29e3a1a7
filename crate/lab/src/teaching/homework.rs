//! Homework: questions that go out in a link, and come back in another with answers and the experiment.

use std::fmt;

use super::given::Given;
use super::question::{LEAST_OPTIONS, MOST_OPTIONS, Question};
use crate::lesson::ReadingError;

pub const MOST_QUESTIONS: usize = 12;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Homework {
    pub title: String,
    pub questions: Vec<Question>,
    /// Of the student.
    pub name: String,
    /// One for each question, empty as long as there is none. A choice is the number of its option, from 1.
    pub answers: Vec<String>,
    /// The experiment that the questions came with. Whoever takes up a homework that names none gets the one that is there.
    pub given: Option<Box<Given>>,
    /// The weights that came back with the answers.
    pub returned: Option<Returned>,
}

/// Which weights a student had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returned {
    /// How many updates they had behind them.
    pub updates: u32,
    /// Their fingerprint ([`crate::Experiment::bits`]).
    pub bits: u64,
}

/// What somebody has typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    Question,
    Option,
    Name,
    Answer,
}

impl Field {
    /// In characters.
    pub fn most(self) -> usize {
        match self {
            Self::Title | Self::Option => 120,
            Self::Question => 400,
            Self::Name => 60,
            Self::Answer => 1_000,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Title => "title",
            Self::Question => "question",
            Self::Option => "option",
            Self::Name => "name",
            Self::Answer => "answer",
        })
    }
}

/// What is wrong with a homework, and in which of its questions, from 1, if it is one. The page words it; this is for logs and
/// tests.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("homework: {}{problem}", .question.map_or(String::new(), |number| format!("question {number}: ")))]
pub struct HomeworkError {
    pub question: Option<usize>,
    pub problem: Problem,
}

impl From<Problem> for HomeworkError {
    fn from(problem: Problem) -> Self {
        Self { question: None, problem }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("{field}: expected at most {most} characters, found {found}")]
    TooLong { field: Field, most: usize, found: usize },
    #[error("{0}: expected a text, found none")]
    Empty(Field),
    #[error("expected at most {MOST_QUESTIONS} questions, found {found}")]
    TooMany { found: usize },
    #[error("expected as many answers as questions, found {found} for {questions}")]
    Answers { questions: usize, found: usize },
    #[error("expected text, choice, number or experiment with what decides it, found {found:?}")]
    Kind { found: String },
    #[error("expected {LEAST_OPTIONS} to {MOST_OPTIONS} options with the right one among them, found {found}")]
    Options { found: usize },
    #[error("expected a number, found {found:?}")]
    Number { found: String },
    #[error("{0}")]
    Reading(ReadingError),
}

/// # Errors
/// If a text is longer than its field.
pub(super) fn bounded(field: Field, text: &str) -> Result<(), Problem> {
    let (most, found) = (field.most(), text.chars().count());
    if found > most { Err(Problem::TooLong { field, most, found }) } else { Ok(()) }
}

impl Homework {
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), HomeworkError> {
        bounded(Field::Title, &self.title)?;
        bounded(Field::Name, &self.name)?;
        let questions = self.questions.len();
        if questions > MOST_QUESTIONS {
            return Err(Problem::TooMany { found: questions }.into());
        }
        if self.answers.len() != questions {
            return Err(Problem::Answers { questions, found: self.answers.len() }.into());
        }
        let of = |index: usize| move |problem| HomeworkError { question: Some(index + 1), problem };
        self.questions.iter().enumerate().try_for_each(|(index, question)| question.check().map_err(of(index)))?;
        let mut answers = self.answers.iter().enumerate();
        answers.try_for_each(|(index, answer)| bounded(Field::Answer, answer).map_err(of(index)))
    }

    /// As it goes out: without answers, and with the experiment that is there.
    pub fn unanswered(&self) -> Self {
        let answers = vec![String::new(); self.questions.len()];
        Self { name: String::new(), answers, given: None, returned: None, ..self.clone() }
    }
}
