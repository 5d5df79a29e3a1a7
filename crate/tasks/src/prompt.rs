//! What a network that writes is given to begin with.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use crate::hangul::letters;
use crate::sequence::{Answer, Coding, Input, Sequence};

/// More is not read before a network goes on by itself.
pub const LONGEST_PROMPT: usize = 100;

/// A beginning that the network cannot read, counted as it would read it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PromptError {
    #[error("prompt: expected characters that the network reads, found {character:?} at {place}")]
    Unknown { character: String, place: usize },
    #[error("prompt: expected at most {LONGEST_PROMPT} characters, found {found}")]
    TooLong { found: usize },
}

impl Coding {
    /// Whether it is that of a character model, which says what it can read.
    pub fn is_text(&self) -> bool {
        self.feedback == Some(0) && self.inputs == self.outputs
    }

    /// The symbols of a text. A Hangul syllable that is no symbol itself is read as its letters, if they are.
    ///
    /// # Errors
    /// The first character that is no symbol, or if there are more than [`LONGEST_PROMPT`].
    pub fn read(&self, text: &str) -> Result<Vec<usize>, PromptError> {
        let find = |name: &str| self.inputs.iter().position(|known| known == name);
        let mut symbols = Vec::new();
        for (index, character) in text.graphemes(true).enumerate() {
            let read = match find(character) {
                Some(symbol) => Some(vec![symbol]),
                None => letters(character).iter().map(|letter| find(letter)).collect(),
            };
            let unknown = || PromptError::Unknown { character: character.to_owned(), place: index + 1 };
            symbols.extend(read.ok_or_else(unknown)?);
        }
        match symbols.len() {
            found if found > LONGEST_PROMPT => Err(PromptError::TooLong { found }),
            _ => Ok(symbols),
        }
    }
}

impl Sequence {
    /// A beginning and so many symbols that are still to be written, the first of them after the last one given. Nothing is
    /// measured; what follows is the answer to each step, as far as it is known.
    ///
    /// # Panics
    /// If nothing is given or nothing is to be written.
    pub fn to_be_continued(coding: Arc<Coding>, given: &[usize], count: usize) -> Self {
        assert!(!given.is_empty() && count > 0, "a beginning and a continuation");
        let steps = given.len() + count - 1;
        let symbol = |t: usize| given.get(t).map(|symbol| Input::Symbol(*symbol));
        let answer = |t: usize| given.get(t + 1).map(|symbol| Answer::Class(*symbol));
        let (inputs, answers) = ((0..steps).map(symbol).collect(), (0..steps).map(answer).collect());
        let measured = vec![false; steps];
        Self { coding, inputs, answers, measured, free_from: Some(given.len()) }
    }

    /// Writes down what the network said at step `t`: it reads it at the next, and where no answer is asked for it is what
    /// follows.
    ///
    /// # Panics
    /// If answers are not read again.
    pub fn say(&mut self, t: usize, class: usize) {
        let first = self.coding.feedback.expect("answers that are read again");
        if let Some(input) = self.inputs.get_mut(t + 1) {
            *input = Some(Input::Symbol(first + class));
        }
        self.answers[t].get_or_insert(Answer::Class(class));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unrolled_engine::LossKind;

    fn coding(letters: &str) -> Arc<Coding> {
        let names: Vec<String> = letters.graphemes(true).map(String::from).collect();
        let (inputs, outputs) = (names.clone(), names);
        Arc::new(Coding {
            inputs,
            outputs,
            loss: LossKind::CrossEntropy,
            feedback: Some(0),
            picture: None,
            labels: None,
        })
    }

    #[test]
    fn a_prompt_is_read_as_symbols_or_letters() {
        assert_eq!(coding("abe\u{301}").read("be\u{301}b"), Ok(vec![1, 2, 1]));
        assert_eq!(coding("별").read("별별"), Ok(vec![0, 0]));
        assert_eq!(coding("ㅂㅕㄹ ").read("별 ㅂ"), Ok(vec![0, 1, 2, 3, 0]));
    }

    #[test]
    fn what_is_not_known_is_named() {
        let check = |text: &str, message: &str| assert_eq!(coding("helo").read(text).unwrap_err().to_string(), message);
        check("hex", "prompt: expected characters that the network reads, found \"x\" at 3");
        check("별", "prompt: expected characters that the network reads, found \"별\" at 1");
        check(&"h".repeat(101), "prompt: expected at most 100 characters, found 101");
    }

    #[test]
    fn what_is_said_is_read_next_and_measured_nowhere() {
        let mut sequence = Sequence::to_be_continued(coding("helo"), &[0, 1], 3);
        assert_eq!((sequence.steps(), sequence.free_from, sequence.losses()), (4, Some(2), 0));
        assert_eq!((sequence.symbol(1), sequence.symbol(2), sequence.class(0)), (Some(1), None, Some(1)));
        (1..4).for_each(|t| sequence.say(t, t));
        assert_eq!((0..4).map(|t| sequence.symbol(t).unwrap()).collect::<Vec<_>>(), [0, 1, 1, 2]);
        assert_eq!((0..4).map(|t| sequence.class(t).unwrap()).collect::<Vec<_>>(), [1, 1, 2, 3]);
        assert_eq!(sequence.losses(), 0);
    }
}
