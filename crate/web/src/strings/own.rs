//! The words about data of the reader's own.

use super::message::{say, text};
use unrolled_tasks::own::problem::{FEWEST_LABELS, MOST_LABELS, MOST_WORDS, Problem, Problems, Reason};
use unrolled_tasks::own::{Counts, Kind, MOST_SYMBOLS};

pub struct OwnWords {
    pub group: &'static str,
    pub name: fn(Kind) -> &'static str,
    pub field: fn(Kind) -> &'static str,
    pub help: fn(Kind) -> &'static str,
    pub promise: &'static str,
    pub apply: &'static str,
    pub file: &'static str,
    pub tab: &'static str,
    pub tab_hint: &'static str,
    pub back: &'static str,
    /// How many there are.
    pub problems: fn(usize) -> String,
    pub problem: fn(&Problem) -> String,
    pub others: fn(usize) -> String,
    pub show_line: &'static str,
    pub unread: fn(&str) -> String,
    pub waiting: &'static str,
    pub counts: fn(&Counts) -> String,
}

pub fn words() -> OwnWords {
    OwnWords {
        group: text("own-group"),
        name,
        field: |kind| match kind {
            Kind::Text => text("own-field-text"),
            Kind::Table => text("own-field-table"),
        },
        help: |kind| match kind {
            Kind::Text => text("own-help-text"),
            Kind::Table => text("own-help-table"),
        },
        promise: text("own-promise"),
        apply: text("own-apply"),
        file: text("own-file"),
        tab: text("own-tab"),
        tab_hint: text("own-tab-hint"),
        back: text("own-back"),
        problems: |count| say!("own-problems", count),
        problem,
        others: |count| say!("own-others", count),
        show_line: text("own-show-line"),
        unread: |reason| match reason {
            "" => say!("own-unread"),
            reason => say!("own-unread-because", reason),
        },
        waiting: text("own-waiting"),
        counts: |counts| match counts {
            Counts::Text { characters, different, reads_letters } => {
                let letters = if *reads_letters { text("own-counts-text-letters") } else { "" };
                say!("own-counts-text", characters = grouped(*characters), letters, different)
            }
            Counts::Table { rows, for_testing, labels, words, known } => say!(
                "own-counts-table",
                rows = grouped(*rows),
                for_testing = grouped(*for_testing),
                labels,
                words = grouped(*words),
                known
            ),
        },
    }
}

/// All problems in one line.
pub fn all(problems: &Problems) -> String {
    let listed = problems.listed.iter().map(problem);
    listed
        .chain((problems.others > 0).then(|| say!("own-others", count = problems.others)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Of a task with data of the reader's own.
pub fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => text("own-name-text"),
        Kind::Table => text("own-name-table"),
    }
}

fn problem(problem: &Problem) -> String {
    let reason = reason(&problem.reason);
    problem.line.map_or(reason.clone(), |line| say!("own-problem", line, reason))
}

fn reason(reason: &Reason) -> String {
    let quoted = |text: &str| format!("“{}”", text.replace('\t', "⇥"));
    match reason {
        Reason::TooLarge { found } => say!("own-reason-too-large", found = grouped(*found)),
        Reason::NotUtf8 { byte, found } => {
            say!("own-reason-not-utf8", byte = grouped(*byte), found = format!("{found:02x}"))
        }
        Reason::Tabs { tabs: 0, text } => {
            say!("own-reason-no-tab", text = quoted(text))
        }
        Reason::Tabs { tabs, text } => {
            say!("own-reason-tabs", tabs, text = quoted(text))
        }
        Reason::NoLabel { text } => say!("own-reason-no-label", text = quoted(text)),
        Reason::NoWords { text } => say!("own-reason-no-words", text = quoted(text)),
        Reason::TooManyWords { found } => say!("own-reason-too-many-words", found, most = MOST_WORDS),
        Reason::TooFewLabels { found: 0 } => say!("own-reason-no-rows"),
        Reason::TooFewLabels { found } => {
            say!("own-reason-too-few-labels", found, fewest = FEWEST_LABELS)
        }
        Reason::TooManyLabels { found } => {
            say!("own-reason-too-many-labels", found = grouped(*found), most = MOST_LABELS)
        }
        Reason::TooFewRows { wanted, labels, found } => {
            say!("own-reason-too-few-rows", found, labels, wanted)
        }
        Reason::TooFewCharacters { wanted, found } => {
            say!("own-reason-too-few-characters", found, wanted)
        }
        Reason::TooManyKinds { found } => {
            say!("own-reason-too-many-kinds", found = grouped(*found), most = MOST_SYMBOLS)
        }
    }
}

/// With a comma between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
