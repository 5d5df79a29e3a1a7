//! One to many: a picture of a digit → its name, letter by letter.

use std::sync::Arc;

use unrolled_engine::LossKind;

use crate::data::{self, DataError, DataFile, Row};
use crate::dataset::{Dataset, Measure, Shape, Source};
use crate::sequence::{Answer, Coding, Input, Sequence};
use crate::vocabulary::{END, Vocabulary};

const DIGIT_COLUMNS: [&str; 3] = ["split", "pixels", "label"];
const CAPTION_COLUMNS: [&str; 5] =
    ["label", "caption_en", "caption_ko_native", "caption_ko_sino", "caption_ko_native_jamo"];

/// Columns and rows of a picture.
pub(crate) const SIDE: usize = 8;
const PIXELS: usize = SIDE * SIDE;

/// In which language the digits are named. Korean names are written letter by letter too: 둘 is ㄷㅜㄹ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    Korean,
}

/// A picture of a digit.
pub(crate) struct Picture {
    pub is_train: bool,
    /// Row by row from the top left, 0 (paper) to 1 (ink).
    pub pixels: [f32; PIXELS],
    pub label: usize,
}

/// The first step reads the picture and says the first letter; every other step reads the letter before. The last answer
/// is an end mark.
pub(crate) fn dataset(language: Language) -> Result<Dataset, DataError> {
    let captions = captions(language)?;
    let outputs = letters_of(&captions);
    let coding = Arc::new(Coding {
        inputs: pixel_names().chain(outputs.iter().cloned()).collect(),
        outputs,
        loss: LossKind::CrossEntropy,
        feedback: Some(PIXELS),
        picture: Some((SIDE, SIDE)),
        labels: None,
    });
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for picture in pictures()? {
        let captioned = captioned(&coding, &picture, &captions[picture.label]);
        if picture.is_train { train.push(captioned) } else { test.push(captioned) }
    }
    let (shape, measure) = (Shape::OneToMany, Measure::Whole);
    Ok(Dataset { shape, coding, measure, floor: None, train: Source::Fixed(train), test })
}

/// A name for each pixel, row and column counted from 1.
pub(crate) fn pixel_names() -> impl Iterator<Item = String> {
    (0..PIXELS).map(|pixel| format!("{},{}", pixel / SIDE + 1, pixel % SIDE + 1))
}

/// All pictures in the order of the file.
pub(crate) fn pictures() -> Result<Vec<Picture>, DataError> {
    data::rows(DataFile::Digits, &DIGIT_COLUMNS)?.iter().map(picture).collect()
}

/// The names of the ten digits, each as its letters and the end mark.
fn captions(language: Language) -> Result<Vec<Vec<String>>, DataError> {
    let column = match language {
        Language::English => 1,
        Language::Korean => 4,
    };
    let rows = data::rows(DataFile::DigitCaptions, &CAPTION_COLUMNS)?;
    let letters = |row: &Row| row.cells[column].chars().map(String::from).chain([END.to_owned()]).collect();
    Ok(rows.iter().map(letters).collect())
}

/// Every letter once, in the order of the captions, and the end mark after them.
fn letters_of(captions: &[Vec<String>]) -> Vec<String> {
    let mut letters = Vocabulary::of(captions.iter().flatten().map(String::as_str).filter(|letter| *letter != END));
    letters.add(END);
    letters.into_names()
}

/// The pixels are digits to base 17: 0 to 16.
fn picture(row: &Row) -> Result<Picture, DataError> {
    let digits: Option<Vec<u32>> = row.cells[1].chars().map(|digit| digit.to_digit(17)).collect();
    let pixels: Option<[u32; PIXELS]> = digits.and_then(|digits| digits.try_into().ok());
    let pixels = pixels.ok_or_else(|| row.wrong("64 digits to base 17", row.cells[1]))?;
    let label = row.index(2, &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])?;
    Ok(Picture { is_train: row.is_train(), pixels: pixels.map(|ink| ink as f32 / 16.0), label })
}

fn captioned(coding: &Arc<Coding>, picture: &Picture, caption: &[String]) -> Sequence {
    let letters: Vec<usize> =
        caption.iter().filter_map(|letter| coding.outputs.iter().position(|known| known == letter)).collect();
    let read_again = letters[..letters.len() - 1].iter().map(|letter| Some(Input::Symbol(PIXELS + letter)));
    let inputs = [Some(Input::Numbers(picture.pixels.into()))].into_iter().chain(read_again).collect();
    let answers = letters.iter().map(|&letter| Some(Answer::Class(letter))).collect();
    let mut sequence = Sequence::new(coding.clone(), inputs, answers);
    sequence.free_from = Some(1);
    sequence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn spelled(sequence: &Sequence) -> String {
        (0..sequence.steps()).map(|t| sequence.coding.outputs[sequence.class(t).unwrap()].as_str()).collect()
    }

    #[test]
    fn an_eight_is_spelled() {
        testing::provide_files();
        let data = dataset(Language::English).unwrap();
        let first = &testing::train(&data)[0];
        assert_eq!((spelled(first).as_str(), first.steps(), first.free_from), ("eight⏎", 6, Some(1)));
        // The file's first row of pixels is 001dge40.
        let pixels = first.numbers(0).unwrap();
        assert_eq!(pixels[..8], [0.0, 0.0, 1.0, 13.0, 16.0, 14.0, 4.0, 0.0].map(|ink: f32| ink / 16.0));
        let read: String = (1..6).map(|t| data.coding.inputs[first.symbol(t).unwrap()].as_str()).collect();
        assert_eq!(read, "eight");
    }

    #[test]
    fn korean_names_are_written_in_jamo() {
        testing::provide_files();
        let data = dataset(Language::Korean).unwrap();
        assert_eq!(spelled(&testing::train(&data)[0]), "ㅇㅕㄷㅓㄼ⏎");
        assert_eq!(data.coding.outputs.concat(), "ㅇㅕㅎㅏㄴㄷㅜㄹㅅㅔㅓㅣㄱㅗㅂㄼ⏎");
        assert_eq!(data.sizes(), (64 + 17, 17));
    }

    #[test]
    fn letters_are_counted_and_what_is_said_can_be_read() {
        testing::provide_files();
        let data = dataset(Language::English).unwrap();
        assert_eq!(data.coding.outputs.concat(), "zerontwhfuivsxg⏎");
        assert_eq!(data.coding.inputs[data.coding.feedback.unwrap()..], data.coding.outputs);
        assert_eq!((data.coding.inputs[0].as_str(), data.coding.inputs[63].as_str()), ("1,1", "8,8"));
    }

    #[test]
    fn test_pictures_are_not_for_training_and_digits_are_balanced() {
        testing::provide_files();
        let data = dataset(Language::English).unwrap();
        testing::assert_held_out(&data, 800, 200);
        let mut counts = [0; 10];
        pictures().unwrap().iter().for_each(|picture| counts[picture.label] += 1);
        assert!(counts.iter().all(|count| (80..=120).contains(count)), "{counts:?}");
    }

    #[test]
    fn a_picture_has_64_pixels_to_base_17() {
        let short = Row { file: DataFile::Digits, line: 7, cells: vec!["train", "00g", "3"] };
        let message = picture(&short).err().map(|error| error.to_string());
        assert_eq!(message.unwrap(), "digits8x8.tsv, line 7: expected 64 digits to base 17, found \"00g\"");
        let pixels = format!("{}h", "0".repeat(63));
        assert!(picture(&Row { file: DataFile::Digits, line: 2, cells: vec!["test", &pixels, "3"] }).is_err());
    }
}
