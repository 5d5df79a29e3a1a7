//! All tasks with data, by name.

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::data::{DataError, DataFile};
use crate::dataset::Dataset;
use crate::own::{self, Own};
use crate::{blood_pressure, captions, dates, long_text, memory, moving_digit, sentences, sentiment, tagging};

/// Something to learn from data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Task {
    BloodPressure,
    CaptionEn,
    CaptionKo,
    SentimentEn,
    SentimentKo,
    Translation,
    Dates,
    PosEn,
    PosKo,
    MovingDigit,
    Sonnet,
    PoemSyllables,
    PoemJamo,
    FirstSymbol,
    TemporalOrder,
    Adding,
    Copying,
    Parity,
    /// A text of the reader's own.
    OwnText(Own),
    /// A table of the reader's own.
    OwnTable(Own),
}

/// What a task is usually learned with, by Adam and with the gradient clipped to the norm 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    pub units: usize,
    pub batch: usize,
    pub learning_rate: f64,
    pub decay: f64,
    pub dropout: f64,
    /// Of the LSTM.
    pub forget_bias: f64,
    /// Whether W_hh begins orthogonal (Saxe et al. 2014), with the gain 1.
    pub orthogonal: bool,
    /// How many updates are enough.
    pub updates: u32,
}

/// How many data sets are kept when others are asked for.
const KEPT: usize = 3;

type Kept = Vec<((Task, usize), Arc<Dataset>)>;
static LAST: Mutex<Kept> = Mutex::new(Vec::new());

impl Task {
    /// All with data that are there for everybody.
    pub const ALL: [Self; 18] = [
        Self::BloodPressure,
        Self::CaptionEn,
        Self::CaptionKo,
        Self::SentimentEn,
        Self::SentimentKo,
        Self::Translation,
        Self::Dates,
        Self::PosEn,
        Self::PosKo,
        Self::MovingDigit,
        Self::Sonnet,
        Self::PoemSyllables,
        Self::PoemJamo,
        Self::FirstSymbol,
        Self::TemporalOrder,
        Self::Adding,
        Self::Copying,
        Self::Parity,
    ];

    /// The files that its data come from.
    pub fn files(self) -> &'static [DataFile] {
        match self {
            Self::BloodPressure => &[DataFile::BloodPressure],
            Self::CaptionEn | Self::CaptionKo => &[DataFile::Digits, DataFile::DigitCaptions],
            Self::SentimentEn => &[DataFile::SentimentEn],
            Self::SentimentKo => &[DataFile::SentimentKo],
            Self::PosEn => &[DataFile::PosEn],
            Self::PosKo => &[DataFile::PosKo],
            Self::MovingDigit => &[DataFile::Digits],
            Self::Sonnet => &[DataFile::Sonnet],
            Self::PoemSyllables | Self::PoemJamo => &[DataFile::Poems],
            Self::Translation
            | Self::Dates
            | Self::FirstSymbol
            | Self::TemporalOrder
            | Self::Adding
            | Self::Copying
            | Self::Parity
            | Self::OwnText(_)
            | Self::OwnTable(_) => &[],
        }
    }

    /// What data of the reader's own it is about.
    pub fn own(self) -> Option<(own::Kind, Own)> {
        match self {
            Self::OwnText(own) => Some((own::Kind::Text, own)),
            Self::OwnTable(own) => Some((own::Kind::Table, own)),
            _ => None,
        }
    }

    /// Whether it reads a source to its end before it answers, so that an encoder can read and a decoder answer.
    pub fn translates(self) -> bool {
        matches!(self, Self::Translation | Self::Dates)
    }

    /// The lengths that its sequences can be given, and the usual one, if their length is free.
    pub fn lengths(self) -> Option<(std::ops::RangeInclusive<usize>, usize)> {
        match self {
            Self::FirstSymbol | Self::Parity => Some((4..=200, 20)),
            Self::TemporalOrder => Some((4..=200, 50)),
            Self::Adding => Some((4..=200, 30)),
            Self::Copying => Some((1..=100, 10)),
            Self::MovingDigit => Some((4..=40, 12)),
            Self::Sonnet | Self::PoemSyllables | Self::PoemJamo | Self::OwnText(_) => Some((4..=100, 25)),
            _ => None,
        }
    }

    /// Its data, made once as long as it is one of the last that were asked for.
    ///
    /// # Errors
    /// As [`Task::dataset`].
    pub fn shared(self, length: usize) -> Result<Arc<Dataset>, DataError> {
        let key = (self, self.lengths().map_or(0, |_| length));
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, kept)) = last.iter().find(|(kept, _)| *kept == key) {
            return Ok(kept.clone());
        }
        let made = Arc::new(self.dataset(length)?);
        last.insert(0, (key, made.clone()));
        last.truncate(KEPT);
        Ok(made)
    }

    /// What it is usually learned with.
    pub fn recipe(self) -> Recipe {
        let usual = Recipe {
            units: 32,
            batch: 32,
            learning_rate: 0.01,
            decay: 0.0,
            dropout: 0.0,
            forget_bias: 1.0,
            orthogonal: false,
            updates: 1000,
        };
        match self {
            Self::BloodPressure => Recipe { units: 16, learning_rate: 0.003, updates: 500, ..usual },
            Self::CaptionEn | Self::CaptionKo => Recipe { units: 64, decay: 0.002, updates: 800, ..usual },
            Self::SentimentEn => Recipe { batch: 16, learning_rate: 0.003, dropout: 0.1, updates: 250, ..usual },
            Self::SentimentKo => Recipe { batch: 16, learning_rate: 0.005, dropout: 0.1, updates: 330, ..usual },
            Self::PosEn | Self::PosKo => Recipe { batch: 16, learning_rate: 0.005, updates: 500, ..usual },
            // A GRU's own encoder forgets the sentence when W_hh begins as PyTorch's: 18 % against 99 % of the test.
            Self::Translation => Recipe { units: 64, orthogonal: true, ..usual },
            Self::Dates => {
                Recipe { units: 64, learning_rate: 0.015, decay: 0.0012, orthogonal: true, updates: 1500, ..usual }
            }
            Self::MovingDigit => Recipe { units: 48, learning_rate: 0.005, updates: 1200, ..usual },
            Self::Sonnet | Self::PoemSyllables => Recipe { units: 64, updates: 400, ..usual },
            Self::PoemJamo => Recipe { units: 64, updates: 600, ..usual },
            // With an open forget gate the LSTM remembers from the start; with less it waits for it in half of the seeds.
            Self::FirstSymbol => Recipe { learning_rate: 0.005, forget_bias: 3.0, updates: 500, ..usual },
            Self::TemporalOrder => Recipe { learning_rate: 0.005, forget_bias: 3.0, updates: 800, ..usual },
            Self::Adding => Recipe { updates: 1200, ..usual },
            Self::Copying => Recipe { units: 64, updates: 2000, ..usual },
            Self::Parity => Recipe { updates: 800, ..usual },
            Self::OwnText(_) => Recipe { units: 64, ..usual },
            Self::OwnTable(_) => Recipe { batch: 16, learning_rate: 0.005, dropout: 0.1, ..usual },
        }
    }

    /// Its data. `length` is the free length of [`Task::lengths`], and is left alone where there is none.
    ///
    /// # Errors
    /// If a file is missing or has a line that cannot be read.
    pub fn dataset(self, length: usize) -> Result<Dataset, DataError> {
        match self {
            Self::BloodPressure => blood_pressure::dataset(),
            Self::CaptionEn => captions::dataset(captions::Language::English),
            Self::CaptionKo => captions::dataset(captions::Language::Korean),
            Self::SentimentEn => sentiment::dataset(DataFile::SentimentEn),
            Self::SentimentKo => sentiment::dataset(DataFile::SentimentKo),
            Self::Translation => Ok(sentences::dataset()),
            Self::Dates => Ok(dates::dataset()),
            Self::PosEn => tagging::dataset(DataFile::PosEn),
            Self::PosKo => tagging::dataset(DataFile::PosKo),
            Self::MovingDigit => moving_digit::dataset(length),
            Self::Sonnet => long_text::dataset(DataFile::Sonnet, long_text::Unit::Character, length),
            Self::PoemSyllables => long_text::dataset(DataFile::Poems, long_text::Unit::Character, length),
            Self::PoemJamo => long_text::dataset(DataFile::Poems, long_text::Unit::Jamo, length),
            Self::FirstSymbol => Ok(memory::first_symbol(length)),
            Self::TemporalOrder => Ok(memory::temporal_order(length)),
            Self::Adding => Ok(memory::adding(length)),
            Self::Copying => Ok(memory::copying(length)),
            Self::Parity => Ok(memory::parity(length)),
            Self::OwnText(own) => own::dataset(own::Kind::Text, own, length),
            Self::OwnTable(own) => own::dataset(own::Kind::Table, own, length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Source;
    use crate::sequence::{Input, Sequence};
    use crate::testing;

    /// Everything that is read and wanted has a place in the coding.
    fn check(task: Task, data: &Dataset, sequence: &Sequence) {
        let (inputs, outputs) = data.sizes();
        assert_eq!(sequence.coding, data.coding, "{task:?}");
        assert!(sequence.losses() > 0, "{task:?}");
        for t in 0..sequence.steps() {
            match &sequence.inputs[t] {
                Some(Input::Symbol(symbol)) => assert!(*symbol < inputs, "{task:?}"),
                Some(Input::Numbers(numbers)) => assert!(numbers.len() <= inputs, "{task:?}"),
                None => panic!("{task:?}: nothing is read at step {t}"),
            }
            assert!(sequence.class(t).is_none_or(|class| class < outputs), "{task:?}");
            // What can be read from there on is what was said before.
            if sequence.free_from.is_some_and(|free_from| t >= free_from) {
                let said = sequence.class(t - 1).unwrap();
                assert_eq!(sequence.symbol(t), Some(data.coding.feedback.unwrap() + said), "{task:?}");
            }
        }
    }

    #[test]
    fn all_tasks_fit_their_codings_at_all_lengths() {
        testing::provide_files();
        for task in Task::ALL {
            let lengths = task.lengths().map_or(vec![0], |(range, usual)| vec![*range.start(), usual, *range.end()]);
            for length in lengths {
                let data = task.dataset(length).unwrap();
                assert!(!data.test.is_empty(), "{task:?}");
                let train = match &data.train {
                    Source::Fixed(sequences) => sequences[..20].to_vec(),
                    Source::Endless(_) => testing::drawn(&data, 20),
                };
                train.iter().chain(&data.test).for_each(|sequence| check(task, &data, sequence));
            }
        }
    }

    #[test]
    fn names_are_different_and_every_file_is_somebodys() {
        testing::provide_files();
        for task in Task::ALL {
            let data = task.dataset(task.lengths().map_or(0, |(_, usual)| usual)).unwrap();
            let outputs: std::collections::BTreeSet<&String> = data.coding.outputs.iter().collect();
            assert_eq!(outputs.len(), data.coding.outputs.len(), "{task:?}");
        }
        assert!(DataFile::ALL.iter().all(|file| Task::ALL.iter().any(|task| task.files().contains(file))));
    }
}
