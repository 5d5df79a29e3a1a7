//! The character model: read a text character by character and predict the next one (Karpathy 2015, "hello").

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;
use unrolled_engine::LossKind;

use crate::sequence::{Answer, Coding, Input, Sequence};

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

/// A text as a sequence of one-hot inputs and next-character answers. The vocabulary is its distinct characters in the
/// order of their first occurrence.
///
/// # Errors
/// If the text has fewer than [`SHORTEST_TEXT`] or more than [`LONGEST_TEXT`] characters.
pub fn sequence(text: &str, losses: LossSteps) -> Result<Sequence, TextError> {
    // Counted only as far as needed: the text may be a pasted book.
    let characters: Vec<&str> = text.graphemes(true).take(LONGEST_TEXT + 1).collect();
    if characters.len() < SHORTEST_TEXT {
        return Err(TextError::TooShort { found: characters.len() });
    }
    if characters.len() > LONGEST_TEXT {
        return Err(TextError::TooLong { found: text.graphemes(true).count() });
    }
    let mut vocabulary: Vec<String> = Vec::new();
    let symbols: Vec<usize> = characters
        .iter()
        .map(|character| {
            vocabulary.iter().position(|known| known == character).unwrap_or_else(|| {
                vocabulary.push((*character).to_owned());
                vocabulary.len() - 1
            })
        })
        .collect();
    let coding = Coding {
        inputs: vocabulary.clone(),
        outputs: vocabulary,
        loss: LossKind::CrossEntropy,
        feedback: Some(0),
        picture: None,
        labels: None,
    };
    let inputs = symbols[..symbols.len() - 1].iter().map(|symbol| Some(Input::Symbol(*symbol))).collect();
    let answers = symbols[1..].iter().map(|symbol| Some(Answer::Class(*symbol))).collect();
    let mut sequence = Sequence::new(Arc::new(coding), inputs, answers);
    if losses == LossSteps::Last {
        let last = sequence.steps() - 1;
        sequence.measured[..last].fill(false);
    }
    Ok(sequence)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, vocabulary: &[&str], symbols: &[usize]) {
        let sequence = sequence(text, LossSteps::Every).unwrap();
        assert_eq!(sequence.coding.inputs, vocabulary);
        assert_eq!(sequence.coding.outputs, vocabulary);
        let steps = 0..sequence.steps();
        assert_eq!(
            steps.clone().map(|t| sequence.symbol(t).unwrap()).collect::<Vec<_>>(),
            symbols[..symbols.len() - 1]
        );
        assert_eq!(steps.map(|t| sequence.class(t).unwrap()).collect::<Vec<_>>(), symbols[1..]);
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
        let read = |text: &str| sequence(text, LossSteps::Every);
        assert_eq!(read(""), Err(TextError::TooShort { found: 0 }));
        assert_eq!(read("가"), Err(TextError::TooShort { found: 1 }));
        let long = "x".repeat(201);
        assert_eq!(read(&long), Err(TextError::TooLong { found: 201 }));
        assert!(read(&long[..200]).is_ok());
    }

    #[test]
    fn targets_are_the_next_characters_and_the_mask_leaves_the_last() {
        let targets = |losses| {
            let sequence = sequence("hello", losses).unwrap();
            (0..4).map(|t| sequence.target(t)).collect::<Vec<_>>()
        };
        assert_eq!(targets(LossSteps::Every), [Some(1), Some(2), Some(2), Some(3)]);
        assert_eq!(targets(LossSteps::Last), [None, None, None, Some(3)]);
        assert_eq!(sequence("hello", LossSteps::Last).unwrap().class(0), Some(1));
    }
}
