//! Many to many, delayed: one text is read to its end, then another one is said, which the network reads as it goes.

use std::sync::Arc;

use unrolled_engine::LossKind;

use crate::sequence::{Answer, Coding, Input, Sequence};
use crate::vocabulary::{END, Vocabulary};

/// What is read when the first word is to be said.
const START: &str = "→";

/// Two vocabularies in one coding: the inputs are the words that are read, the start mark, and all that is said, so that
/// it can be read again; the outputs are the words that are said and the end mark.
pub(crate) struct Translation {
    pub coding: Arc<Coding>,
    read: Vocabulary,
    said: Vocabulary,
}

impl Translation {
    pub fn new<'a>(read: impl IntoIterator<Item = &'a str>, said: impl IntoIterator<Item = &'a str>) -> Self {
        let (read, mut said) = (Vocabulary::of(read), Vocabulary::of(said));
        said.add(END);
        let start = [START.to_owned()];
        let coding = Arc::new(Coding {
            inputs: [read.names(), &start, said.names()].concat(),
            outputs: said.names().to_vec(),
            loss: LossKind::CrossEntropy,
            feedback: Some(read.names().len() + 1),
            picture: None,
            labels: None,
        });
        Self { coding, read, said }
    }

    /// Words that are read, the start mark, then each word that is said one step after it was said; the end mark is the
    /// last answer.
    ///
    /// # Panics
    /// If a word is in no vocabulary.
    pub fn sequence<'a>(
        &self,
        read: impl IntoIterator<Item = &'a str>,
        said: impl IntoIterator<Item = &'a str>,
    ) -> Sequence {
        let start = self.read.names().len();
        let index = |vocabulary: &Vocabulary, word: &str| vocabulary.find(word).expect("a word of the vocabulary");
        let mut inputs: Vec<usize> = read.into_iter().map(|word| index(&self.read, word)).collect();
        let mut answers = vec![None; inputs.len()];
        let free_from = inputs.len() + 1;
        inputs.push(start);
        for word in said {
            let class = index(&self.said, word);
            answers.push(Some(Answer::Class(class)));
            inputs.push(start + 1 + class);
        }
        answers.push(Some(Answer::Class(index(&self.said, END))));
        let inputs = inputs.into_iter().map(|symbol| Some(Input::Symbol(symbol))).collect();
        let mut sequence = Sequence::new(self.coding.clone(), inputs, answers);
        sequence.free_from = Some(free_from);
        sequence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_begins_at_the_start_mark_and_is_read_one_step_later() {
        let translation = Translation::new(["good", "day"], ["guten", "tag"]);
        let coding = &translation.coding;
        assert_eq!(coding.inputs, ["good", "day", "→", "guten", "tag", "⏎"]);
        assert_eq!(coding.inputs[coding.feedback.unwrap()..], coding.outputs);
        let sequence = translation.sequence(["good", "day"], ["guten", "tag"]);
        let read: Vec<&str> = (0..5).map(|t| coding.inputs[sequence.symbol(t).unwrap()].as_str()).collect();
        assert_eq!(read, ["good", "day", "→", "guten", "tag"]);
        let classes: Vec<Option<usize>> = (0..5).map(|t| sequence.target(t)).collect();
        assert_eq!(classes, [None, None, Some(0), Some(1), Some(2)]);
        // The first input that is an answer: guten.
        assert_eq!(sequence.free_from, Some(3));
    }
}
