//! What a teacher has put into the link that was opened: settings that stay as they are, and the way out.

mod bar;
mod locked;

pub use bar::{RefusedNotice, TeachingBar};
pub use locked::Lockable;
