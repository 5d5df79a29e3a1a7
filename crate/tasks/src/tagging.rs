//! Many to many, in step: a sentence → the part of speech of each word.

use std::sync::Arc;

use unrolled_engine::LossKind;

use crate::data::{self, DataError, DataFile, Row};
use crate::dataset::{Dataset, Measure, Shape, Source};
use crate::sequence::{Answer, Coding, Input, Sequence};
use crate::vocabulary::Vocabulary;

const ENGLISH_COLUMNS: [&str; 3] = ["split", "sentence", "tags"];
const KOREAN_COLUMNS: [&str; 4] = ["split", "sentence", "tokens", "tags"];

/// A tag is learned from a single word, so none is left out.
const KNOWN_FROM: usize = 1;

/// A word at each step, and its tag as the answer of that step.
pub(crate) fn dataset(file: DataFile) -> Result<Dataset, DataError> {
    match file {
        DataFile::PosKo => from_rows(&data::rows(file, &KOREAN_COLUMNS)?),
        _ => from_rows(&data::rows(file, &ENGLISH_COLUMNS)?),
    }
}

/// The tags are in the last column, the words in the one before.
fn from_rows(rows: &[Row]) -> Result<Dataset, DataError> {
    let train = rows.iter().filter(|row| row.is_train());
    let vocabulary = Vocabulary::of_training(train.flat_map(words), KNOWN_FROM);
    let mut tag_names = Vocabulary::default();
    let mut sentences = Vec::with_capacity(rows.len());
    for row in rows {
        let inputs: Vec<_> = words(row).map(|word| Some(Input::Symbol(vocabulary.word(word)))).collect();
        let answers: Vec<_> = tags(row).map(|tag| Some(Answer::Class(tag_names.add(tag)))).collect();
        if answers.len() != inputs.len() {
            return Err(row.wrong(&format!("{} tags", inputs.len()), row.cells[row.cells.len() - 1]));
        }
        sentences.push((row.is_train(), inputs, answers));
    }
    let coding = Arc::new(Coding {
        inputs: vocabulary.into_names(),
        outputs: tag_names.into_names(),
        loss: LossKind::CrossEntropy,
        feedback: None,
        picture: None,
        labels: None,
    });
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for (is_train, inputs, answers) in sentences {
        let sentence = Sequence::new(coding.clone(), inputs, answers);
        if is_train { train.push(sentence) } else { test.push(sentence) }
    }
    let (shape, measure) = (Shape::ManyToManyInStep, Measure::Classes);
    Ok(Dataset { shape, coding, measure, floor: None, train: Source::Fixed(train), test })
}

fn words<'a>(row: &Row<'a>) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
    row.cells[row.cells.len() - 2].split(' ')
}

fn tags<'a>(row: &Row<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    row.cells[row.cells.len() - 1].split(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn row<'a>(split: &'a str, words: &'a str, tags: &'a str) -> Row<'a> {
        Row { file: DataFile::PosEn, line: 3, cells: vec![split, words, tags] }
    }

    #[test]
    fn every_word_has_its_tag() {
        let rows = [
            row("train", "they can fish", "PRON AUX VERB"),
            row("train", "they can can fish", "PRON AUX VERB NOUN"),
            row("test", "cats can fish", "NOUN AUX VERB"),
        ];
        let data = from_rows(&rows).unwrap();
        assert_eq!(data.coding.inputs, ["(?)", "they", "can", "fish"]);
        assert_eq!(data.coding.outputs, ["PRON", "AUX", "VERB", "NOUN"]);
        let train = &testing::train(&data)[1];
        let steps: Vec<_> = (0..4).map(|t| (train.symbol(t).unwrap(), train.target(t).unwrap())).collect();
        assert_eq!(steps, [(1, 0), (2, 1), (2, 2), (3, 3)]);
        assert_eq!(data.test[0].symbol(0), Some(0));
        assert_eq!(data.test[0].losses(), 3);
    }

    #[test]
    fn there_are_as_many_tags_as_words() {
        let message = from_rows(&[row("train", "they fish", "PRON")]).err().map(|error| error.to_string());
        assert_eq!(message.unwrap(), "pos_en.tsv, line 3: expected 2 tags, found \"PRON\"");
    }

    #[test]
    fn sentences_are_held_out_and_their_words_known() {
        testing::provide_files();
        for (file, sizes, train_count, test_count) in
            [(DataFile::PosEn, (307, 13), 668, 167), (DataFile::PosKo, (267, 10), 496, 124)]
        {
            let data = dataset(file).unwrap();
            assert_eq!(data.sizes(), sizes);
            testing::assert_held_out(&data, train_count, test_count);
            assert!(data.test.iter().all(|sentence| (0..sentence.steps()).all(|t| sentence.symbol(t) != Some(0))));
        }
    }

    #[test]
    fn one_form_has_two_tags() {
        testing::provide_files();
        let data = dataset(DataFile::PosKo).unwrap();
        let na = data.coding.inputs.iter().position(|word| word == "나");
        let tags: std::collections::BTreeSet<&str> = testing::train(&data)
            .iter()
            .flat_map(|sentence| (0..sentence.steps()).map(move |t| (sentence.symbol(t), sentence.class(t).unwrap())))
            .filter(|(word, _)| *word == na)
            .map(|(_, tag)| data.coding.outputs[tag].as_str())
            .collect();
        // 나는 … (I), 꽃이 나다 (to come out), 사과나 감 (or).
        assert_eq!(tags.into_iter().collect::<Vec<_>>(), ["PART", "PRON", "VERB"]);
    }
}
