//! What a link was expected to say where it says something else.

use std::fmt;
use std::num::ParseIntError;

use crate::url::PackedError;

/// The page words it; [`fmt::Display`] is for logs and tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// A number from 1 to this one.
    UpTo(usize),
    /// A whole number, and why it is none.
    Whole(ParseIntError),
    Decimal,
    /// A number of the cells, by its name.
    Entry,
    /// Which data of the reader's own.
    Fingerprint,
    /// What [`crate::url`] packs; or what is wrong with it.
    Packed(PackedError),
    /// The fingerprint of weights.
    Bits,
    /// Input gates are fixed or coupled.
    OneWayOfInput,
}

impl fmt::Display for Wanted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOf(words) => formatter.write_str(&words.join(" or ")),
            Self::UpTo(last) => write!(formatter, "a number from 1 to {last}"),
            Self::Whole(reason) => write!(formatter, "a number ({reason})"),
            Self::Decimal => formatter.write_str("a number (invalid float literal)"),
            Self::Entry => formatter.write_str("a number of these cells, such as lstm.h@1[1]"),
            Self::Fingerprint => formatter.write_str("the fingerprint of data, such as 0f1e2d3c"),
            Self::Bits => formatter.write_str("the fingerprint of weights, such as 0123456789abcdef"),
            Self::Packed(reason) => write!(formatter, "what this page has packed ({reason})"),
            Self::OneWayOfInput => formatter.write_str("i or coupled, not both"),
        }
    }
}
