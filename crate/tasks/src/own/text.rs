//! The character model on a text of the reader's own.

use super::problem::{Problem, Problems, Reason};
use super::{Counts, MOST_SYMBOLS};
use crate::dataset::Dataset;
use crate::long_text::{self, LongTextError, Unit};

/// Windows of so many characters. Where too many different characters are written, Hangul syllables are read as their
/// letters.
pub(super) fn dataset(source: &str, length: usize) -> Result<Dataset, Problems> {
    let by = |unit| long_text::from_text(source, unit, length).map_err(problem);
    let data = by(Unit::Character)?;
    if data.coding.inputs.len() <= MOST_SYMBOLS {
        return Ok(data);
    }
    let data = by(Unit::Jamo)?;
    match data.coding.inputs.get(MOST_SYMBOLS) {
        None => Ok(data),
        Some(first) => {
            let line = source.find(first).map(|place| source[..place].matches('\n').count() + 1);
            Err(Problem { line, reason: Reason::TooManyKinds { found: data.coding.inputs.len() } }.into())
        }
    }
}

fn problem(error: LongTextError) -> Problems {
    let reason = match error {
        LongTextError::TooShort { expected, found } => Reason::TooFewCharacters { wanted: expected, found },
        // A character has a byte at least, so the bytes are too many as well.
        LongTextError::TooLong { found } => Reason::TooLarge { found },
    };
    Problem { line: None, reason }.into()
}

/// The characters are counted as they are read.
pub(super) fn counts(source: &str, data: &Dataset) -> Counts {
    let has_syllable = |text: &str| text.contains(|character| ('가'..='힣').contains(&character));
    let names = &data.coding.inputs;
    let reads_letters = has_syllable(source) && !names.iter().any(|name| has_syllable(name));
    let unit = if reads_letters { Unit::Jamo } else { Unit::Character };
    Counts::Text { characters: long_text::units_of(source, unit).len(), different: names.len(), reads_letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, message: &str) {
        assert_eq!(dataset(source, 25).err().unwrap().to_string(), message);
    }

    /// So many different syllables, ten to a line.
    fn syllables(count: u32) -> String {
        let lines = (0..count).step_by(10).map(|first| {
            let line = (first..count.min(first + 10)).map(|index| char::from_u32('가' as u32 + index).unwrap());
            line.collect::<String>() + "\n"
        });
        lines.collect()
    }

    #[test]
    fn the_number_of_characters_is_bounded() {
        check("too short", "expected at least 52 characters, found 9");
        assert!(dataset(&"ab".repeat(26), 25).is_ok());
        assert_eq!(
            counts("abcabc", &dataset(&"abc".repeat(20), 25).unwrap()),
            Counts::Text { characters: 6, different: 3, reads_letters: false }
        );
    }

    #[test]
    fn many_syllables_are_read_as_letters() {
        // The end of a line is a character, too.
        let few = syllables(499);
        assert_eq!(
            counts(&few, &dataset(&few, 25).unwrap()),
            Counts::Text { characters: 499 + 50, different: 500, reads_letters: false }
        );
        // ㄱ with its first 18 vowels, with each of them 27 finals or none.
        let many = syllables(500);
        let Counts::Text { different, reads_letters, .. } = counts(&many, &dataset(&many, 25).unwrap()) else {
            panic!()
        };
        assert!(reads_letters && different < 50, "{different}");
    }

    #[test]
    fn the_first_character_that_is_too_many_is_named() {
        let kinds: String = (0..600).map(|index| format!("{}\n", char::from_u32(0x4e00 + index).unwrap())).collect();
        // The end of a line is the second.
        check(&kinds, "line 500: expected at most 500 different characters, found 601");
    }
}
