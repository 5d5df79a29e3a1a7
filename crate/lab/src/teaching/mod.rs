//! What a teacher puts into a link: what the reader finds fixed, where the page opens, and homework.

mod draft;
mod given;
mod homework;
mod locks;
mod quantity;
mod question;
mod verdict;

pub use draft::{draft_from_text, text_from_draft};
pub use given::Given;
pub use homework::{Field, Homework, HomeworkError, MOST_QUESTIONS, Problem, Returned};
pub use locks::{LOCKS, Lock, Locks};
pub use quantity::{Asks, NAMED, Quantity};
pub use question::{Kind, MOST_OPTIONS, Question, TOLERANCE, short_beyond};
pub use verdict::{Checked, Verdict, is_met, typed_number};

use crate::layout::PARTS;

/// The options of a teacher; the default is none. Which parts are there is said by [`crate::layout::Parts`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Teaching {
    /// What the reader cannot change.
    pub locks: Locks,
    /// What the reader does not see, and so cannot change either.
    pub hidden: Locks,
    /// The part that is looked at first, one of [`PARTS`].
    pub panel: Option<&'static str>,
    pub homework: Option<Homework>,
}

impl Teaching {
    /// What stays when the reader goes on; after other settings, weights that came back belong to those before.
    pub fn kept(mut self, has_same_settings: bool) -> Self {
        if let Some(homework) = self.homework.as_mut().filter(|_| !has_same_settings) {
            homework.returned = None;
        }
        self
    }

    /// What stays as it is, seen or not.
    pub fn fixed(&self) -> Locks {
        self.locks.and(self.hidden)
    }

    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// The part of this name.
pub fn part_named(name: &str) -> Option<&'static str> {
    PARTS.into_iter().find(|part| *part == name)
}
