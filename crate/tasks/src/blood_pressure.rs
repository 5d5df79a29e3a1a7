//! One to one: age, sex, height, weight and waist of a person → high or low blood pressure.

use std::sync::Arc;

use unrolled_engine::LossKind;

use crate::data::{self, DataError, DataFile};
use crate::dataset::{Dataset, Measure, Shape, Source};
use crate::sequence::{Answer, Coding, Input, Labels, Sequence};

const COLUMNS: [&str; 9] = ["split", "age", "sex", "height_cm", "weight_kg", "waist_cm", "sbp", "dbp", "label"];
const INPUTS: [&str; 5] = ["age", "sex", "height_cm", "weight_kg", "waist_cm"];
const LABELS: [&str; 2] = ["low", "high"];

/// One step for each person. Numbers are standardised by the mean and the standard deviation of the training rows; sex is
/// 1 for female, −1 for male.
pub(crate) fn dataset() -> Result<Dataset, DataError> {
    let rows = data::rows(DataFile::BloodPressure, &COLUMNS)?;
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let coding = Arc::new(Coding {
        inputs: names(&INPUTS),
        outputs: names(&LABELS),
        loss: LossKind::CrossEntropy,
        feedback: None,
        picture: None,
        labels: Some(Labels::Pressure),
    });
    let mut people = Vec::with_capacity(rows.len());
    for row in &rows {
        let sex = if row.index(2, &["m", "f"])? == 1 { 1.0 } else { -1.0 };
        let numbers = [row.number(1)?, sex, row.number(3)?, row.number(4)?, row.number(5)?];
        people.push((row.is_train(), numbers, row.index(8, &LABELS)?));
    }
    let train: Vec<[f32; 5]> =
        people.iter().filter(|(is_train, ..)| *is_train).map(|(_, numbers, _)| *numbers).collect();
    for column in [0, 2, 3, 4] {
        let (mean, deviation) = moments(&train, column);
        people.iter_mut().for_each(|(_, numbers, _)| numbers[column] = (numbers[column] - mean) / deviation);
    }
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for (is_train, numbers, label) in people {
        let inputs = vec![Some(Input::Numbers(numbers.as_slice().into()))];
        let person = Sequence::new(coding.clone(), inputs, vec![Some(Answer::Class(label))]);
        if is_train { train.push(person) } else { test.push(person) }
    }
    Ok(Dataset {
        shape: Shape::OneToOne,
        coding,
        measure: Measure::Classes,
        floor: None,
        train: Source::Fixed(train),
        test,
    })
}

/// Mean and standard deviation of a column.
fn moments(rows: &[[f32; 5]], column: usize) -> (f32, f32) {
    let count = rows.len() as f32;
    let mean = rows.iter().map(|row| row[column]).sum::<f32>() / count;
    let variance = rows.iter().map(|row| (row[column] - mean).powi(2)).sum::<f32>() / count;
    (mean, variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn people_are_held_out_and_classes_are_balanced() {
        testing::provide_files();
        let data = dataset().unwrap();
        testing::assert_held_out(&data, 800, 200);
        testing::assert_balanced(testing::train(&data), &[400, 400]);
        testing::assert_balanced(&data.test, &[100, 100]);
    }

    #[test]
    fn training_numbers_are_standardised() {
        testing::provide_files();
        let data = dataset().unwrap();
        let train: Vec<[f32; 5]> =
            testing::train(&data).iter().map(|person| person.numbers(0).unwrap().try_into().unwrap()).collect();
        for column in [0, 2, 3, 4] {
            let (mean, deviation) = moments(&train, column);
            assert!(mean.abs() < 1e-4 && (deviation - 1.0).abs() < 1e-4, "column {column}: {mean} ± {deviation}");
        }
        // The first person of the file is a woman of 33, younger than most, with a low blood pressure.
        assert_eq!(train[0][1], 1.0);
        assert!((-1.5..-0.5).contains(&train[0][0]), "{}", train[0][0]);
        assert_eq!(testing::train(&data)[0].target(0), Some(0));
    }

    #[test]
    fn moments_are_those_of_the_population() {
        let rows = [1.0, 3.0].map(|number| [number, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(moments(&rows, 0), (2.0, 1.0));
    }
}
