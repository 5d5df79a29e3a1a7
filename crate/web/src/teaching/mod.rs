//! What a teacher has put into the link that was opened: settings that stay as they are, homework, and the way out; and
//! the dialog in which such a link is made.

mod bar;
mod card;
mod copy_line;
mod dialog;
mod draft;
pub mod fields;
mod kept;
mod locked;
mod made;
mod now_line;
mod quantity_fields;
mod question_fields;
mod review;

pub use bar::{RefusedNotice, TeachingBar};
pub use card::{Aside, HomeworkCard};
pub use dialog::Teach;
pub use draft::Draft;
pub use locked::Lockable;
pub use review::{Review, follow};
