//! The character model: read a text character by character and predict the next one (Karpathy 2015, "hello").

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;
use unrolled_engine::{Batch, Inputs, Targets};

/// The shortest text has one input and one target.
pub const SHORTEST_TEXT: usize = 2;
pub const LONGEST_TEXT: usize = 200;

/// A text that cannot be read, counted in characters as a reader counts them (extended grapheme clusters, UAX #29).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("text: expected at least {SHORTEST_TEXT} characters, found {found}")]
    TooShort { found: usize },
    #[error("text: expected at most {LONGEST_TEXT} characters, found {found}")]
    TooLong { found: usize },
}

/// At which steps the prediction is measured: the mask over the losses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LossSteps {
    /// Every character predicts the next one.
    #[default]
    Every,
    /// Only the last prediction counts, so that all of the gradient has to walk back from there.
    Last,
}

/// A text as a sequence of one-hot inputs and next-character targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharacterTask {
    /// The distinct characters in the order of their first occurrence: index = one-hot position.
    pub vocabulary: Vec<String>,
    /// The text as indices into the vocabulary.
    pub symbols: Vec<usize>,
    pub losses: LossSteps,
}

impl CharacterTask {
    /// # Errors
    /// If the text has fewer than [`SHORTEST_TEXT`] or more than [`LONGEST_TEXT`] characters.
    pub fn new(text: &str, losses: LossSteps) -> Result<Self, TextError> {
        // Counted only as far as needed: the text may be a pasted book.
        let characters: Vec<&str> = text.graphemes(true).take(LONGEST_TEXT + 1).collect();
        if characters.len() < SHORTEST_TEXT {
            return Err(TextError::TooShort { found: characters.len() });
        }
        if characters.len() > LONGEST_TEXT {
            return Err(TextError::TooLong { found: text.graphemes(true).count() });
        }
        let mut vocabulary: Vec<String> = Vec::new();
        let symbols = characters
            .iter()
            .map(|character| {
                vocabulary.iter().position(|known| known == character).unwrap_or_else(|| {
                    vocabulary.push((*character).to_owned());
                    vocabulary.len() - 1
                })
            })
            .collect();
        Ok(Self { vocabulary, symbols, losses })
    }

    /// T: every character but the last is read.
    pub fn steps(&self) -> usize {
        self.symbols.len() - 1
    }

    /// The character read at step `t` (0-based), as an index into the vocabulary.
    pub fn input(&self, t: usize) -> usize {
        self.symbols[t]
    }

    /// The character to predict at step `t`, whether its loss counts or not.
    pub fn next(&self, t: usize) -> usize {
        self.symbols[t + 1]
    }

    /// The target at step `t`, `None` where no loss is measured.
    pub fn target(&self, t: usize) -> Option<usize> {
        (self.losses == LossSteps::Every || t + 1 == self.steps()).then(|| self.next(t))
    }

    /// The sequence as a batch of one.
    pub fn batch(&self) -> Batch<f64> {
        let steps = self.steps();
        Batch {
            steps,
            batch: 1,
            inputs: Inputs::Symbols((0..steps).map(|t| Some(self.input(t))).collect()),
            targets: Targets::Classes((0..steps).map(|t| self.target(t)).collect()),
            h0: None,
            c0: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, vocabulary: &[&str], symbols: &[usize]) {
        let task = CharacterTask::new(text, LossSteps::Every).unwrap();
        assert_eq!(task.vocabulary, vocabulary);
        assert_eq!(task.symbols, symbols);
    }

    #[test]
    fn vocabulary_is_in_order_of_occurrence() {
        check("hello", &["h", "e", "l", "o"], &[0, 1, 2, 2, 3]);
        check("가나가", &["가", "나"], &[0, 1, 0]);
        check("aa", &["a"], &[0, 0]);
    }

    #[test]
    fn a_character_is_what_a_reader_counts() {
        // A decomposed syllable, a family emoji and an accent of its own are one character each.
        check("\u{1112}\u{1161}\u{11ab}👨‍👩‍👧e\u{301}", &["\u{1112}\u{1161}\u{11ab}", "👨‍👩‍👧", "e\u{301}"], &[0, 1, 2]);
    }

    #[test]
    fn length_is_bounded_and_the_error_says_what_was_found() {
        assert_eq!(CharacterTask::new("", LossSteps::Every), Err(TextError::TooShort { found: 0 }));
        assert_eq!(CharacterTask::new("가", LossSteps::Every), Err(TextError::TooShort { found: 1 }));
        let long = "x".repeat(201);
        assert_eq!(CharacterTask::new(&long, LossSteps::Every), Err(TextError::TooLong { found: 201 }));
        assert!(CharacterTask::new(&long[..200], LossSteps::Every).is_ok());
    }

    #[test]
    fn targets_are_the_next_characters_and_the_mask_leaves_the_last() {
        let every = CharacterTask::new("hello", LossSteps::Every).unwrap();
        assert_eq!((0..4).map(|t| every.target(t)).collect::<Vec<_>>(), [Some(1), Some(2), Some(2), Some(3)]);
        let last = CharacterTask::new("hello", LossSteps::Last).unwrap();
        assert_eq!((0..4).map(|t| last.target(t)).collect::<Vec<_>>(), [None, None, None, Some(3)]);
        assert_eq!(last.next(0), 1);
    }
}
