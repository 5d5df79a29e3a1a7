//! What a teacher has put into the link that was opened: settings that stay as they are, homework, and the way out.

mod bar;
mod card;
mod copy_line;
mod locked;
mod review;

pub use bar::{RefusedNotice, TeachingBar};
pub use card::HomeworkCard;
pub use locked::Lockable;
pub use review::{Review, follow};
