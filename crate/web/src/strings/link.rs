//! The words about links that cannot be read.

use std::num::IntErrorKind;

use unrolled_lab::Rejection;
use unrolled_lab::trained::{TrainedError, WORD};
use unrolled_lab::url::{LinkError, MOST_BYTES, PackedError, VERSION};
use unrolled_lab::wanted::Wanted;
use unrolled_tasks::character::{LONGEST_TEXT, SHORTEST_TEXT};
use unrolled_tasks::prompt::{LONGEST_PROMPT, PromptError};
use unrolled_tasks::{DataError, TextError};

use super::message::{say, text};

/// What is wrong with a link.
pub fn problem(error: &LinkError) -> String {
    match error {
        LinkError::Version { found } => say!("link-version", wanted = VERSION, found = quoted(found)),
        LinkError::UnknownName { name } => say!("link-unknown-name", found = quoted(name)),
        // What has been packed says nothing to a reader; that it has come to harm does.
        LinkError::Value { wanted: what @ Wanted::Packed(_), .. } => wanted(what),
        LinkError::Value { name, wanted: what, found } => {
            say!("link-value", name = *name, wanted = wanted(what), found = quoted(found))
        }
        LinkError::Setting(refused) => say!("link-setting", reason = rejection(refused)),
    }
}

/// Between quotation marks, with everything that cannot be seen spelt out.
fn quoted(found: &str) -> String {
    format!("{found:?}")
}

fn wanted(wanted: &Wanted) -> String {
    match wanted {
        Wanted::OneOf(words) => words.join(text("link-or")),
        Wanted::UpTo(last) => say!("link-number-to", last),
        Wanted::Whole(reason) => {
            let reason = match reason.kind() {
                IntErrorKind::Empty => "empty",
                IntErrorKind::PosOverflow => "large",
                IntErrorKind::NegOverflow => "small",
                IntErrorKind::Zero => "zero",
                _ => "digit",
            };
            say!("link-whole-number", reason)
        }
        Wanted::Decimal => say!("link-decimal"),
        Wanted::Entry => say!("link-entry", example = "lstm.h@1[1]"),
        Wanted::Fingerprint => say!("link-fingerprint", example = "0f1e2d3c"),
        Wanted::Bits => say!("link-bits", example = "0123456789abcdef"),
        Wanted::Packed(reason) => {
            let reason = match reason {
                PackedError::Base64 => "base64",
                PackedError::Deflate => "deflate",
                PackedError::TooLarge => "large",
                PackedError::Text => "text",
                PackedError::Twice => "twice",
            };
            say!("link-packed", reason, most = MOST_BYTES.to_string())
        }
        Wanted::OneWayOfInput => say!("link-one-way-of-input"),
    }
}

/// Why a link's setting cannot be had: without the field that says what it is about.
fn rejection(rejection: &Rejection) -> String {
    match rejection {
        Rejection::Text(TextError::TooShort { found }) => say!("link-text-short", least = SHORTEST_TEXT, found),
        Rejection::Text(TextError::TooLong { found }) => say!("link-text-long", most = LONGEST_TEXT, found),
        Rejection::Data(DataError::Missing(file)) => say!("link-not-loaded", file = file.name()),
        Rejection::Data(DataError::Line { file, line, expected, found }) => {
            say!("link-data-line", file = file.name(), line, expected, found = quoted(found))
        }
        Rejection::Data(DataError::OwnMissing) => say!("link-own-missing"),
        Rejection::Data(DataError::Own(problems)) => say!("link-own", problems = super::own::all(problems)),
        Rejection::Trained(TrainedError::Missing(file)) => say!("link-not-loaded", file = file.name()),
        Rejection::Trained(TrainedError::None) => say!("link-not-trained", word = quoted(WORD)),
        Rejection::Trained(TrainedError::Unfit { file, wanted, found }) => {
            say!("link-unfit", file = file.name(), wanted, found)
        }
        Rejection::Prompt(PromptError::Unknown { character, place }) => {
            say!("link-prompt-unknown", character = quoted(character), place)
        }
        Rejection::Prompt(PromptError::TooLong { found }) => say!("link-prompt-long", most = LONGEST_PROMPT, found),
        Rejection::NothingWritten => say!("link-nothing-written"),
        Rejection::NoTask => say!("link-no-task"),
        Rejection::Locked(lock) => say!("link-locked", group = super::teaching::group(*lock)),
        Rejection::Homework(error) => say!("link-homework", problem = super::teaching::problem(error)),
        Rejection::OutOfRange { setting, smallest, largest, found } => say!(
            "link-out-of-range",
            setting = *setting,
            smallest = smallest.to_string(),
            largest = largest.to_string(),
            found = found.to_string()
        ),
    }
}
