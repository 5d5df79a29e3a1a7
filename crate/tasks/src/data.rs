//! The files that tasks are read from. They are served beside the program and given to it when they are wanted.

use std::io;
use std::path::Path;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::own::problem::Problems;

/// A file of `crate/tasks/data`; where each is from and under which licence is said in SOURCES.md beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DataFile {
    BloodPressure,
    Digits,
    DigitCaptions,
    SentimentEn,
    SentimentKo,
    PosEn,
    PosKo,
    Poems,
    Sonnet,
}

impl DataFile {
    pub const ALL: [Self; 9] = [
        Self::BloodPressure,
        Self::Digits,
        Self::DigitCaptions,
        Self::SentimentEn,
        Self::SentimentKo,
        Self::PosEn,
        Self::PosKo,
        Self::Poems,
        Self::Sonnet,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::BloodPressure => "blood_pressure.tsv",
            Self::Digits => "digits8x8.tsv",
            Self::DigitCaptions => "digit_captions.tsv",
            Self::SentimentEn => "sentiment_en.tsv",
            Self::SentimentKo => "sentiment_ko.tsv",
            Self::PosEn => "pos_en.tsv",
            Self::PosKo => "pos_ko.tsv",
            Self::Poems => "poems_ko.txt",
            Self::Sonnet => "sonnet_18.txt",
        }
    }
}

/// Why the data of a task cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    /// The file has not been given to the program yet.
    #[error("{}: not loaded yet", .0.name())]
    Missing(DataFile),
    /// Lines are counted from 1.
    #[error("{}, line {line}: expected {expected}, found {found:?}", .file.name())]
    Line { file: DataFile, line: usize, expected: String, found: String },
    /// Data of the reader's own that a link names, or a worker was not given.
    #[error("own data: expected those that were given to this page before, found none; they never leave their machine")]
    OwnMissing,
    #[error("own data: {0}")]
    Own(Problems),
}

impl From<Problems> for DataError {
    fn from(problems: Problems) -> Self {
        Self::Own(problems)
    }
}

static TEXTS: [OnceLock<String>; DataFile::ALL.len()] = [const { OnceLock::new() }; DataFile::ALL.len()];

/// Gives the program the text of a file. What has been given once stays.
pub fn provide(file: DataFile, text: String) {
    // A second text would be the same one.
    let _ = TEXTS[file as usize].set(text);
}

/// The text of a file.
///
/// # Errors
/// If it has not been given yet.
pub fn text(file: DataFile) -> Result<&'static str, DataError> {
    TEXTS[file as usize].get().map(String::as_str).ok_or(DataError::Missing(file))
}

/// Gives the program all files of a folder.
///
/// # Errors
/// If one cannot be read.
pub fn provide_folder(folder: &Path) -> io::Result<()> {
    for file in DataFile::ALL {
        provide(file, std::fs::read_to_string(folder.join(file.name()))?);
    }
    Ok(())
}

/// A row of a table: its line in the file, and its columns.
pub(crate) struct Row<'a> {
    pub file: DataFile,
    pub line: usize,
    pub cells: Vec<&'a str>,
}

impl Row<'_> {
    pub fn is_train(&self) -> bool {
        self.cells[0] == "train"
    }

    pub fn number(&self, column: usize) -> Result<f32, DataError> {
        self.cells[column].parse().map_err(|_| self.wrong("a number", self.cells[column]))
    }

    /// The index of a cell's text among some.
    pub fn index(&self, column: usize, names: &[&str]) -> Result<usize, DataError> {
        let found = self.cells[column];
        names.iter().position(|name| *name == found).ok_or_else(|| self.wrong(&names.join(" or "), found))
    }

    pub fn wrong(&self, expected: &str, found: &str) -> DataError {
        DataError::Line { file: self.file, line: self.line, expected: expected.to_owned(), found: found.to_owned() }
    }
}

/// The rows of a table of tab-separated columns below one line of their names.
///
/// # Errors
/// If the file is missing, has other columns, or a row has more or fewer.
pub(crate) fn rows(file: DataFile, columns: &[&str]) -> Result<Vec<Row<'static>>, DataError> {
    let mut lines = text(file)?.lines().enumerate();
    let wrong = |line: usize, expected: String, found: &str| DataError::Line {
        file,
        line: line + 1,
        expected,
        found: found.to_owned(),
    };
    let header = lines.next().map_or("", |(_, header)| header);
    if header.split('\t').ne(columns.iter().copied()) {
        return Err(wrong(0, columns.join(", "), header));
    }
    lines
        .map(|(line, text)| {
            let cells: Vec<&str> = text.split('\t').collect();
            if cells.len() != columns.len() {
                return Err(wrong(line, format!("{} columns", columns.len()), text));
            }
            Ok(Row { file, line: line + 1, cells })
        })
        .collect()
}
