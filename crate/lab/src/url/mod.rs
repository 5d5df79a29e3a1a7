//! The state as the fragment of an address, and back. Only what differs from the default is written, so that links stay
//! short; the first pair is the version. What is long all the same is packed.

mod packed;
mod read;
mod words;
mod write;

use crate::file::File;
use crate::settings::Rejection;
use crate::wanted::Wanted;

pub use packed::{MOST_BYTES, MOST_CHARACTERS, PackedError};
pub use read::{named_lesson, names_language, patched, state_from_fragment};
pub use words::task_word;
pub use write::{changed_since_given, differences, fragment_from_state, names_own};

/// What is not written means the default, so the defaults may only change together with the version.
pub const VERSION: &str = "1";

/// A link that cannot be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LinkError {
    #[error("link: expected version {VERSION}, found {found:?}")]
    Version { found: String },
    #[error("link: expected a known name, found {name:?}")]
    UnknownName { name: String },
    #[error("link: {name}: expected {wanted}, found {found:?}")]
    Value { name: &'static str, wanted: Wanted, found: String },
    #[error("link: {0}")]
    Setting(#[from] Rejection),
}

impl LinkError {
    /// The file without which the link cannot be read.
    pub fn missing(&self) -> Option<File> {
        match self {
            Self::Setting(rejection) => rejection.missing(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
