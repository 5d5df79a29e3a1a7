//! The distinct names of a task's symbols: a name is known by its index.

use std::collections::BTreeMap;

/// The letter that ends an answer of several letters or words.
pub(crate) const END: &str = "⏎";

/// What a word is read as that is not known from training. (A mere question mark may be a word.)
pub(crate) const UNKNOWN: &str = "(?)";

/// Names in the order of their first occurrence.
#[derive(Default)]
pub(crate) struct Vocabulary {
    names: Vec<String>,
    indices: BTreeMap<String, usize>,
}

impl Vocabulary {
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut vocabulary = Self::default();
        names.into_iter().for_each(|name| {
            vocabulary.add(name);
        });
        vocabulary
    }

    /// The words that training has at least so often, behind the one that stands for all others.
    pub fn of_training<'a>(words: impl Iterator<Item = &'a str> + Clone, known_from: usize) -> Self {
        let mut counts = BTreeMap::<&str, usize>::new();
        words.clone().for_each(|word| *counts.entry(word).or_default() += 1);
        Self::of([UNKNOWN].into_iter().chain(words.filter(|word| counts[word] >= known_from)))
    }

    /// The index of a word, or that of the unknown one.
    pub fn word(&self, word: &str) -> usize {
        self.find(word).unwrap_or(0)
    }

    /// The index of a name, which it is given now if it is new.
    pub fn add(&mut self, name: &str) -> usize {
        if let Some(index) = self.find(name) {
            return index;
        }
        self.names.push(name.to_owned());
        self.indices.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }

    pub fn find(&self, name: &str) -> Option<usize> {
        self.indices.get(name).copied()
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    pub fn into_names(self) -> Vec<String> {
        self.names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_in_the_order_of_their_first_occurrence() {
        let mut vocabulary = Vocabulary::of("b a b c a".split(' '));
        assert_eq!((vocabulary.find("b"), vocabulary.find("c"), vocabulary.find("d")), (Some(0), Some(2), None));
        assert_eq!((vocabulary.add("a"), vocabulary.add("d")), (1, 3));
        assert_eq!(vocabulary.into_names(), ["b", "a", "c", "d"]);
    }

    #[test]
    fn rare_words_are_unknown() {
        let vocabulary = Vocabulary::of_training("so so not so not good".split(' '), 2);
        assert_eq!(["so", "not", "good", "bad"].map(|word| vocabulary.word(word)), [1, 2, 0, 0]);
        assert_eq!(vocabulary.into_names(), ["(?)", "so", "not"]);
    }
}
