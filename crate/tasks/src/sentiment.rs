//! Many to one: a sentence → positive or negative.

use std::sync::Arc;

use unrolled_engine::LossKind;

use crate::data::{self, DataError, DataFile, Row};
use crate::dataset::{Dataset, Measure, Shape, Source};
use crate::sequence::{Answer, Coding, Input, Labels, Sequence};
use crate::vocabulary::Vocabulary;

const ENGLISH_COLUMNS: [&str; 6] = ["split", "label", "rating", "source", "text", "tokens"];
const KOREAN_COLUMNS: [&str; 4] = ["split", "label", "text", "tokens"];
const LABEL: usize = 1;

/// A word that training has only once is read as unknown there too: so it is learned what an unknown word says.
const KNOWN_FROM: usize = 2;

/// As the files have them, and as they are called.
const LABELS: [&str; 2] = ["neg", "pos"];
const OUTPUTS: [&str; 2] = ["neg", "pos"];

/// A word at each step, and one answer, when the last one has been read.
pub(crate) fn dataset(file: DataFile) -> Result<Dataset, DataError> {
    match file {
        DataFile::SentimentKo => from_rows(&data::rows(file, &KOREAN_COLUMNS)?),
        _ => from_rows(&data::rows(file, &ENGLISH_COLUMNS)?),
    }
}

/// The words of a row are in its last column.
fn from_rows(rows: &[Row]) -> Result<Dataset, DataError> {
    let train = rows.iter().filter(|row| row.is_train());
    let vocabulary = Vocabulary::of_training(train.flat_map(words), KNOWN_FROM);
    let mut sentences = Vec::with_capacity(rows.len());
    for row in rows {
        let symbols: Vec<usize> = words(row).map(|word| vocabulary.word(word)).collect();
        sentences.push((row.is_train(), symbols, row.index(LABEL, &LABELS)?));
    }
    let coding = Arc::new(Coding {
        inputs: vocabulary.into_names(),
        outputs: OUTPUTS.map(String::from).to_vec(),
        loss: LossKind::CrossEntropy,
        feedback: None,
        picture: None,
        labels: Some(Labels::Feeling),
    });
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for (is_train, symbols, label) in sentences {
        let mut answers = vec![None; symbols.len()];
        answers[symbols.len() - 1] = Some(Answer::Class(label));
        let inputs = symbols.into_iter().map(|symbol| Some(Input::Symbol(symbol))).collect();
        let sentence = Sequence::new(coding.clone(), inputs, answers);
        if is_train { train.push(sentence) } else { test.push(sentence) }
    }
    let (shape, measure) = (Shape::ManyToOne, Measure::Classes);
    Ok(Dataset { shape, coding, measure, floor: None, train: Source::Fixed(train), test })
}

fn words<'a>(row: &Row<'a>) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
    row.cells[row.cells.len() - 1].split(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn row<'a>(split: &'a str, label: &'a str, tokens: &'a str) -> Row<'a> {
        Row { file: DataFile::SentimentKo, line: 2, cells: vec![split, label, "", tokens] }
    }

    #[test]
    fn words_are_read_one_by_one_and_answered_at_the_end() {
        let rows = [row("train", "pos", "so good so"), row("train", "neg", "not good"), row("test", "pos", "bad so")];
        let data = from_rows(&rows).unwrap();
        assert_eq!(
            (data.coding.inputs.join(" "), data.coding.outputs.join(" ")),
            ("(?) so good".into(), OUTPUTS.join(" "))
        );
        let read = |sequence: &Sequence| (0..sequence.steps()).map(|t| sequence.symbol(t).unwrap()).collect::<Vec<_>>();
        let train = testing::train(&data);
        assert_eq!((read(&train[0]), read(&train[1]), read(&data.test[0])), (vec![1, 2, 1], vec![0, 2], vec![0, 1]));
        assert_eq!(train[0].answers, [None, None, Some(Answer::Class(1))]);
        assert!(train.iter().all(Sequence::measures_last_only));
    }

    #[test]
    fn a_label_is_one_of_two() {
        let message = from_rows(&[row("train", "good", "so so")]).err().map(|error| error.to_string());
        assert_eq!(message.unwrap(), "sentiment_ko.tsv, line 2: expected neg or pos, found \"good\"");
    }

    #[test]
    fn korean_sentences_are_held_out_and_balanced() {
        testing::provide_files();
        let data = dataset(DataFile::SentimentKo).unwrap();
        assert_eq!(data.sizes(), (214, 2));
        testing::assert_held_out(&data, 304, 76);
        testing::assert_balanced(testing::train(&data), &[152, 152]);
        testing::assert_balanced(&data.test, &[38, 38]);
    }

    #[test]
    fn english_sentences_are_held_out_and_balanced() {
        testing::provide_files();
        let data = dataset(DataFile::SentimentEn).unwrap();
        // 381 of 899 words occur twice.
        assert_eq!(data.sizes(), (382, 2));
        assert_eq!((testing::train(&data).len(), data.test.len()), (544, 136));
        testing::assert_balanced(testing::train(&data), &[272, 272]);
        testing::assert_balanced(&data.test, &[68, 68]);
        testing::assert_rows_held_out(&data::rows(DataFile::SentimentEn, &ENGLISH_COLUMNS).unwrap(), 5);
    }
}
