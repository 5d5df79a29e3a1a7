//! What the tests of all tasks share.

use std::collections::BTreeSet;
use std::path::Path;

use unrolled_engine::Random;

use crate::data::{self, DataFile, Row};
use crate::dataset::{Dataset, Source};
use crate::sequence::{Answer, Sequence};

/// Gives the program the files that are shipped.
pub(crate) fn provide_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for file in DataFile::ALL {
        if let Ok(text) = std::fs::read_to_string(folder.join(file.name())) {
            data::provide(file, text);
        }
    }
}

/// The fixed training sequences.
pub(crate) fn train(data: &Dataset) -> &[Sequence] {
    match &data.train {
        Source::Fixed(sequences) => sequences,
        Source::Endless(_) => panic!("training sequences are not fixed"),
    }
}

/// Sequences from an endless source.
pub(crate) fn drawn(data: &Dataset, count: usize) -> Vec<Sequence> {
    let mut random = Random::new(1, 0);
    match &data.train {
        Source::Fixed(_) => panic!("training sequences are fixed"),
        Source::Endless(draw) => (0..count).map(|_| draw(&mut random)).collect(),
    }
}

/// That there are so many sequences, and that no test sequence is read in training.
pub(crate) fn assert_held_out(data: &Dataset, train_count: usize, test_count: usize) {
    let train = train(data);
    assert_eq!((train.len(), data.test.len()), (train_count, test_count));
    // Printed, so that they can be found in the order of the alphabet.
    let read: BTreeSet<String> = train.iter().map(|sequence| format!("{:?}", sequence.inputs)).collect();
    for (index, sequence) in data.test.iter().enumerate() {
        assert!(!read.contains(&format!("{:?}", sequence.inputs)), "test sequence {index} is for training");
    }
}

/// How many sequences end with each class.
pub(crate) fn assert_balanced(sequences: &[Sequence], expected: &[usize]) {
    let mut counts = vec![0; expected.len()];
    sequences.iter().for_each(|sequence| counts[sequence.class(sequence.steps() - 1).unwrap()] += 1);
    assert_eq!(counts, expected);
}

/// That no test row has the words of a training row, which stand in this column.
pub(crate) fn assert_rows_held_out(rows: &[Row], column: usize) {
    let train: Vec<&str> = rows.iter().filter(|row| row.is_train()).map(|row| row.cells[column]).collect();
    for row in rows.iter().filter(|row| !row.is_train()) {
        assert!(!train.contains(&row.cells[column]), "line {} is for training too", row.line);
    }
}

/// The loss of each target if every step says whatever fits its targets best, without a look at the inputs: the entropy of
/// the classes, or the variance of the numbers.
pub(crate) fn best_constant_losses(sequences: &[Sequence]) -> Vec<f64> {
    let mut losses = Vec::new();
    for t in 0..sequences.iter().map(Sequence::steps).max().unwrap_or(0) {
        let answers: Vec<Answer> =
            sequences.iter().filter_map(|sequence| sequence.answers.get(t).copied().flatten()).collect();
        let count = answers.len() as f64;
        let value = |answer: &Answer| match answer {
            Answer::Class(class) => *class as f64,
            Answer::Number(number) => f64::from(*number),
        };
        let mean = answers.iter().map(value).sum::<f64>() / count;
        let share =
            |class: usize| answers.iter().filter(|answer| **answer == Answer::Class(class)).count() as f64 / count;
        let shares: Vec<f64> = (0..sequences[0].coding.outputs.len()).map(share).collect();
        losses.extend(answers.iter().map(|answer| match answer {
            Answer::Class(class) => -shares[*class].ln(),
            Answer::Number(number) => (f64::from(*number) - mean).powi(2),
        }));
    }
    losses
}
