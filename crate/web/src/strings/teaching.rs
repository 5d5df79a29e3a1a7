//! The words about what a teacher puts into a link.

use unrolled_lab::Lock;
use unrolled_lab::teaching::{Field, HomeworkError, MOST_OPTIONS, MOST_QUESTIONS, Problem};

use super::message::{say, text};

pub struct TeachingWords {
    /// Below controls that cannot be used.
    pub locked: &'static str,
    pub group: fn(Lock) -> &'static str,
    /// Names the part of the page that says what is fixed.
    pub about: &'static str,
    /// Which groups are.
    pub fixed: fn(&str) -> String,
    /// Which groups are not there.
    pub hidden: fn(&str) -> String,
    pub some_parts: &'static str,
    pub leave: &'static str,
    pub leave_hint: &'static str,
    pub problem: fn(&HomeworkError) -> String,
}

pub fn words() -> TeachingWords {
    TeachingWords {
        locked: text("teaching-locked"),
        about: text("teaching-about"),
        group,
        fixed: |groups| say!("teaching-fixed", groups),
        hidden: |groups| say!("teaching-hidden", groups),
        some_parts: text("teaching-some-parts"),
        leave: text("teaching-leave"),
        leave_hint: text("teaching-leave-hint"),
        problem,
    }
}

/// What is kept as it is, as the settings call it.
pub fn group(lock: Lock) -> &'static str {
    match lock {
        Lock::Task => text("teaching-lock-task"),
        Lock::Word => text("teaching-lock-word"),
        Lock::Size => text("teaching-lock-size"),
        Lock::Start => text("teaching-lock-start"),
        Lock::Cells => text("teaching-lock-cells"),
        Lock::Learning => text("teaching-lock-learning"),
    }
}

/// What is wrong with a homework.
pub fn problem(error: &HomeworkError) -> String {
    let name = |field: Field| match field {
        Field::Title => text("homework-field-title"),
        Field::Question => text("homework-field-question"),
        Field::Option => text("homework-field-option"),
        Field::Name => text("homework-field-name"),
        Field::Answer => text("homework-field-answer"),
    };
    let problem = match &error.problem {
        Problem::TooLong { field, most, found } => say!("homework-too-long", field = name(*field), most, found),
        Problem::Empty(field) => say!("homework-empty", field = name(*field)),
        Problem::TooMany { found } => say!("homework-too-many", most = MOST_QUESTIONS, found),
        Problem::Answers { questions, found } => say!("homework-answers", questions, found),
        Problem::Kind { found } => say!("homework-kind", found = found.as_str()),
        Problem::Options { found } => say!("homework-options", most = MOST_OPTIONS, found),
        Problem::Number { found } if found == "NaN" => text("homework-number-missing").to_owned(),
        Problem::Number { found } => say!("homework-number", found = found.as_str()),
        Problem::Reading(error) => say!("homework-reading", found = error.found.as_str()),
    };
    match error.question {
        Some(number) => say!("homework-in-question", number, problem),
        None => problem,
    }
}
