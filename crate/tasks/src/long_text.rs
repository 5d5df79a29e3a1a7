//! The character model on a text of its own: windows of a text, in which each character predicts the next.

use std::borrow::Cow;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;
use unrolled_engine::{LossKind, Random};

use crate::data::{self, DataError, DataFile};
use crate::dataset::{Dataset, Measure, Shape, Source};
use crate::hangul::letters;
use crate::sequence::{Answer, Coding, Input, Sequence};
use crate::vocabulary::Vocabulary;

/// A text with fewer units is to be recited, a longer one to be continued in its manner.
const HELD_OUT_FROM: usize = 5_000;
const LONGEST_LONG_TEXT: usize = 1_000_000;

/// What is read at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// What a reader counts as a character: an extended grapheme cluster (UAX #29).
    Character,
    /// The same, but a Hangul syllable is read as its two or three letters: 별 is ㅂㅕㄹ.
    Jamo,
}

/// A text that no windows can be cut from, counted in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LongTextError {
    #[error("text: expected at least {expected} characters, found {found}")]
    TooShort { expected: usize, found: usize },
    #[error("text: expected at most {LONGEST_LONG_TEXT} characters, found {found}")]
    TooLong { found: usize },
}

/// The windows of a file.
pub(crate) fn dataset(file: DataFile, unit: Unit, length: usize) -> Result<Dataset, DataError> {
    from_text(data::text(file)?, unit, length).map_err(|error| {
        let expected = format!("a text for windows of {length}");
        DataError::Line { file, line: 1, expected, found: error.to_string() }
    })
}

/// Windows of `length` units, each of which is answered by the next one. Training draws windows from anywhere in the text.
///
/// A text of less than 5,000 units, such as a poem, is learned by heart: it is all for training, and the test is the same
/// text. What is right there is recited, and says nothing about other texts. The last tenth of a longer text is for
/// testing only; a unit that occurs nowhere else is known, but never seen in training.
///
/// A test window is given to its half, so that there is something to go on from: only what it answers from there is
/// measured, and a network that runs freely reads its own answers from there. The next window begins half a window later.
///
/// # Errors
/// If the text has fewer units than two windows and their answers, or more than 1,000,000.
pub fn from_text(text: &str, unit: Unit, length: usize) -> Result<Dataset, LongTextError> {
    let units = units_of(text, unit);
    let shortest = 2 * (length + 1);
    if units.len() < shortest {
        return Err(LongTextError::TooShort { expected: shortest, found: units.len() });
    }
    if units.len() > LONGEST_LONG_TEXT {
        return Err(LongTextError::TooLong { found: units.len() });
    }
    let mut vocabulary = Vocabulary::default();
    let symbols: Vec<usize> = units.iter().map(|unit| vocabulary.add(unit)).collect();
    let names = vocabulary.into_names();
    let coding = Arc::new(Coding {
        inputs: names.clone(),
        outputs: names,
        loss: LossKind::CrossEntropy,
        feedback: Some(0),
        picture: None,
        labels: None,
    });
    let (train, test) = if symbols.len() < HELD_OUT_FROM {
        (&symbols[..], &symbols[..])
    } else {
        symbols.split_at(symbols.len() / 10 * 9)
    };
    let given = length.div_ceil(2);
    // Each window is measured where the one before ended; together they go through the text
    // once, up to a remainder shorter than that.
    let starts = (0..test.len() - length).step_by(length - given + 1);
    let test = starts.map(|start| continued(window(&coding, &test[start..=start + length]), given)).collect();
    let train = train.to_vec();
    let draw = {
        let coding = coding.clone();
        move |random: &mut Random| {
            let start = random.below(train.len() - length);
            window(&coding, &train[start..=start + length])
        }
    };
    let (shape, measure) = (Shape::ManyToManyInStep, Measure::Classes);
    Ok(Dataset { shape, coding, measure, floor: None, train: Source::Endless(Box::new(draw)), test })
}

/// Every symbol but the last is read, and answered by the next one.
fn window(coding: &Arc<Coding>, symbols: &[usize]) -> Sequence {
    let steps = symbols.len() - 1;
    let inputs = symbols[..steps].iter().map(|&symbol| Some(Input::Symbol(symbol))).collect();
    let answers = symbols[1..].iter().map(|&symbol| Some(Answer::Class(symbol))).collect();
    Sequence::new(coding.clone(), inputs, answers)
}

/// The same window with so many units given: its own answers are measured, and read again, from the last of these on.
fn continued(mut window: Sequence, given: usize) -> Sequence {
    window.measured[..given - 1].fill(false);
    window.free_from = Some(given);
    window
}

pub(crate) fn units_of(text: &str, unit: Unit) -> Vec<Cow<'_, str>> {
    let characters = text.graphemes(true);
    match unit {
        Unit::Character => characters.map(Cow::Borrowed).collect(),
        Unit::Jamo => characters.flat_map(letters).map(Cow::Owned).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_short_text_is_recited_from_its_beginning() {
        let data = from_text("abcdefgabc", Unit::Character, 4).unwrap();
        assert_eq!(data.coding.inputs.concat(), "abcdefg");
        assert_eq!((data.coding.outputs.len(), data.coding.feedback), (7, Some(0)));
        let steps =
            |window: &Sequence| (0..4).map(|t| (window.symbol(t).unwrap(), window.target(t))).collect::<Vec<_>>();
        let windows: Vec<_> = data.test.iter().map(steps).collect();
        // abcd → .cde, defg → .fga: every unit from the third on is an answer once.
        let expected = [
            [(0, None), (1, Some(2)), (2, Some(3)), (3, Some(4))],
            [(3, None), (4, Some(5)), (5, Some(6)), (6, Some(0))],
        ];
        assert_eq!(windows, expected);
        assert!(data.test.iter().all(|window| window.free_from == Some(2)));
        // All six windows are drawn.
        let mut starts: Vec<_> = testing::drawn(&data, 200).iter().map(steps).collect();
        starts.sort_unstable();
        starts.dedup();
        assert_eq!(starts.len(), 6);
    }

    #[test]
    fn the_end_of_a_long_text_is_only_for_testing() {
        let text = "ab".repeat(4_500) + &"cd".repeat(500);
        let data = from_text(&text, Unit::Character, 9).unwrap();
        // Of 9 answers in each window, 5 are measured.
        assert_eq!(data.test.len(), (1_000 - 9_usize).div_ceil(5));
        let reads = |windows: &[Sequence], symbols: std::ops::Range<usize>| {
            windows.iter().all(|window| (0..9).all(|t| symbols.contains(&window.class(t).unwrap())))
        };
        assert!(reads(&data.test, 2..4) && reads(&testing::drawn(&data, 500), 0..2));
    }

    #[test]
    fn lengths_are_bounded_and_the_error_says_what_was_found() {
        let too_short = |expected, found| Some(LongTextError::TooShort { expected, found });
        assert_eq!(from_text("abcdefghi", Unit::Character, 4).err(), too_short(10, 9));
        assert!(from_text("abcdefghij", Unit::Character, 4).is_ok());
        assert_eq!(from_text("", Unit::Jamo, 4).err(), too_short(10, 0));
        let long = "a".repeat(LONGEST_LONG_TEXT + 1);
        assert_eq!(from_text(&long, Unit::Character, 4).err(), Some(LongTextError::TooLong { found: 1_000_001 }));
    }

    #[test]
    fn the_files_are_short_enough_to_be_recited() {
        testing::provide_files();
        let poems = dataset(DataFile::Poems, Unit::Jamo, 25).unwrap();
        // 56 kinds if a consonant at the end of a syllable were another one than at its beginning.
        assert_eq!(poems.sizes(), (44, 44));
        let sonnet = dataset(DataFile::Sonnet, Unit::Character, 25).unwrap();
        let first: String = (0..25).map(|t| sonnet.coding.inputs[sonnet.test[0].symbol(t).unwrap()].as_str()).collect();
        assert_eq!(first, "Shall I compare thee to a");
    }
}
