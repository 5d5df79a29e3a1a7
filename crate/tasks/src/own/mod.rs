//! Data of the reader's own: a text, or a table of labels and texts. They are kept as long as the program runs and go
//! nowhere else; a task names them by a fingerprint, so that other data are another task.

pub mod problem;
mod table;
mod text;

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::data::DataError;
use crate::dataset::{Dataset, Source};
use crate::task::Task;
use problem::{Problem, Problems, Reason};

/// The largest size of data, in bytes.
pub const MOST_BYTES: usize = 1_000_000;
/// As many different words or characters are told apart: each is an input of its own, with a row of weights in each gate.
pub const MOST_SYMBOLS: usize = 500;

/// What the data are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A text, of which each character predicts the next.
    Text,
    /// Lines of a label, a tab and a text; the label is to be told from the text.
    Table,
}

/// Which data: a fingerprint of their source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Own(pub u32);

impl Own {
    fn of(source: &str) -> Self {
        Self(fingerprint(source.as_bytes()))
    }
}

/// FNV-1a of 32 bits (Fowler, Noll & Vo 1991).
pub fn fingerprint(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::Text, Self::Table];

    pub fn task(self, own: Own) -> Task {
        match self {
            Self::Text => Task::OwnText(own),
            Self::Table => Task::OwnTable(own),
        }
    }
}

/// What is in the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counts {
    /// As they are read: a character, or a letter of a Hangul syllable.
    Text {
        characters: usize,
        different: usize,
        reads_letters: bool,
    },
    Table {
        rows: usize,
        for_testing: usize,
        labels: usize,
        words: usize,
        known: usize,
    },
}

static SOURCES: Mutex<Vec<(Own, Arc<str>)>> = Mutex::new(Vec::new());

/// A file as text.
///
/// # Errors
/// If it is too large, or not UTF-8: then where.
pub fn decode(bytes: Vec<u8>) -> Result<String, Problem> {
    check_size(bytes.len())?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let (place, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
        let line = 1 + bytes[..place].iter().filter(|byte| **byte == b'\n').count();
        Problem { line: Some(line), reason: Reason::NotUtf8 { byte: place + 1, found: bytes[place] } }
    })?;
    // A byte order mark is no part of the text.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// # Errors
/// If so many bytes are too many.
pub fn check_size(bytes: usize) -> Result<(), Problem> {
    if bytes > MOST_BYTES {
        return Err(Problem { line: None, reason: Reason::TooLarge { found: bytes } });
    }
    Ok(())
}

/// The task of learning these data, which are kept if it can be done.
///
/// # Errors
/// All that is wrong with them.
pub fn take(kind: Kind, source: &str) -> Result<Task, DataError> {
    let (own, is_known) = (Own::of(source), self::source(Own::of(source)).is_ok());
    provide(source);
    let task = kind.task(own);
    let made = task.shared(task.lengths().map_or(0, |(_, usual)| usual));
    if made.is_err() && !is_known {
        kept().retain(|(kept, _)| *kept != own);
    }
    made.map(|_| task)
}

/// Gives the program data, for a task that names them.
pub fn provide(source: &str) {
    let own = Own::of(source);
    let mut kept = kept();
    if !kept.iter().any(|(kept, _)| *kept == own) {
        kept.push((own, source.into()));
    }
}

/// What data have been read from.
///
/// # Errors
/// If they have not been given to the program.
pub fn source(own: Own) -> Result<Arc<str>, DataError> {
    kept().iter().find(|(kept, _)| *kept == own).map(|(_, source)| source.clone()).ok_or(DataError::OwnMissing)
}

fn kept() -> std::sync::MutexGuard<'static, Vec<(Own, Arc<str>)>> {
    SOURCES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The sequences that are read from the data; `length` is that of the windows of a text.
pub(crate) fn dataset(kind: Kind, own: Own, length: usize) -> Result<Dataset, DataError> {
    let source = source(own)?;
    check_size(source.len()).map_err(Problems::from)?;
    Ok(match kind {
        Kind::Text => text::dataset(&source, length)?,
        Kind::Table => table::dataset(&source)?,
    })
}

/// What is in the data of a task.
///
/// # Errors
/// If the task is not about data of the reader's own, or they are not there.
pub fn counts(task: Task) -> Result<Counts, DataError> {
    let (kind, own) = task.own().ok_or(DataError::OwnMissing)?;
    let (source, data) = (source(own)?, task.shared(task.lengths().map_or(0, |(_, usual)| usual))?);
    Ok(match kind {
        Kind::Text => text::counts(&source, &data),
        Kind::Table => {
            let Source::Fixed(train) = &data.train else { return Err(DataError::OwnMissing) };
            let sequences = || train.iter().chain(&data.test);
            Counts::Table {
                rows: data.examples(),
                for_testing: data.test.len(),
                labels: data.coding.outputs.len(),
                words: sequences().map(|sequence| sequence.steps()).sum(),
                known: data.coding.inputs.len() - 1,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_utf_8_and_of_at_most_a_million_bytes() {
        assert_eq!(decode("\u{feff}가\tb\r\n".into()).as_deref(), Ok("가\tb\r\n"));
        assert_eq!(decode(vec![b'a'; MOST_BYTES]).map(|text| text.len()), Ok(MOST_BYTES));
        let message = |bytes: Vec<u8>| decode(bytes).unwrap_err().to_string();
        assert_eq!(message(vec![b'a'; MOST_BYTES + 1]), "expected at most 1000000 bytes, found 1000001");
        // é of Latin-1.
        assert_eq!(message(b"a\tb\nc\tcaf\xe9\n".into()), "line 2: expected UTF-8, found 0xe9 at byte 10");
        assert_eq!(message(b"\xff\xfea\0".into()), "line 1: expected UTF-8, found 0xff at byte 1");
        // A character that is cut off at the end.
        assert_eq!(message(b"\xea\xb0".into()), "line 1: expected UTF-8, found 0xea at byte 1");
    }

    #[test]
    fn what_can_be_learned_is_kept_under_its_fingerprint() {
        let source = "to be kept, this is a text of the reader's own, it is long enough";
        let task = take(Kind::Text, source).unwrap();
        let (kind, own) = task.own().unwrap();
        assert_eq!((kind, &*self::source(own).unwrap()), (Kind::Text, source));
        // Published test vectors.
        assert_eq!((Own::of(""), Own::of("a"), Own::of("foobar")), (Own(0x811c9dc5), Own(0xe40c292c), Own(0xbf9cf968)));
        assert_ne!(take(Kind::Text, &source.replace("long", "wide")), Ok(task));
        assert_eq!(task.shared(4).unwrap().sizes(), task.shared(20).unwrap().sizes());
    }

    #[test]
    fn what_cannot_be_learned_is_not_kept() {
        assert!(matches!(take(Kind::Text, "never kept"), Err(DataError::Own(_))));
        assert_eq!(source(Own::of("never kept")), Err(DataError::OwnMissing));
        assert_eq!(Task::OwnText(Own(1)).shared(25).err(), Some(DataError::OwnMissing));
        // What is known stays, whatever else it is taken for.
        let text = "a text is no table, and is not forgotten when it is tried as one";
        let own = take(Kind::Text, text).unwrap().own().unwrap().1;
        assert!(take(Kind::Table, text).is_err() && source(own).is_ok());
    }

    #[test]
    fn another_size_is_named() {
        let error = take(Kind::Text, &"a".repeat(MOST_BYTES + 1)).unwrap_err();
        assert_eq!(error.to_string(), "own data: expected at most 1000000 bytes, found 1000001");
    }
}
