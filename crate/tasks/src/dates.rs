//! Translation: dates as they are written in English → Korean, character by character.

use unrolled_engine::Random;

use crate::dataset::{Dataset, Measure, Shape, Source};
use crate::sequence::Sequence;
use crate::translation::Translation;

const YEARS: std::ops::RangeInclusive<u32> = 1950..=2049;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Date {
    year: u32,
    /// From 1.
    month: usize,
    day: u32,
}

/// In how many ways a date is written.
const STYLES: usize = 4;

/// All dates of 1950 to 2049, each of which was drawn once as one of about 10 % for testing. Training draws from the
/// others without end, in all ways of writing.
pub(crate) fn dataset() -> Dataset {
    const TEST_SEED: u64 = 0x7E57;
    const TEST_SHARE: f64 = 0.1;
    const TEST_SEQUENCES: usize = 200;
    let mut random = Random::new(TEST_SEED, 0);
    let (test, train): (Vec<Date>, Vec<Date>) = dates().partition(|_| random.uniform() < TEST_SHARE);
    let translation = Translation::new(characters(READ), characters(SAID));
    let draw = move |translation: &Translation, dates: &[Date], random: &mut Random| {
        let (date, style) = (dates[random.below(dates.len())], random.below(STYLES));
        sequence(translation, date, style)
    };
    let test = (0..TEST_SEQUENCES).map(|_| draw(&translation, &test, &mut random)).collect();
    let (shape, measure, coding) = (Shape::ManyToManyDelayed, Measure::Whole, translation.coding.clone());
    let train = Source::Endless(Box::new(move |random| draw(&translation, &train, random)));
    Dataset { shape, coding, measure, floor: None, train, test }
}

const READ: &str = "0123456789-, abcdefghijlmnoprstuvy";
const SAID: &str = "0123456789 년월일";

fn sequence(translation: &Translation, date: Date, style: usize) -> Sequence {
    let (english, korean) = (date.english(style), date.korean());
    translation.sequence(characters(&english), characters(&korean))
}

/// One character at each step.
fn characters(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|_: char| true)
}

impl Date {
    fn english(self, style: usize) -> String {
        let Self { year, month, day } = self;
        let name = MONTHS[month - 1];
        match style {
            0 => format!("{name} {day}, {year}"),
            1 => format!("{day} {name} {year}"),
            2 => format!("{} {day} {year}", &name[..3]),
            _ => format!("{year}-{month:02}-{day:02}"),
        }
    }

    fn korean(self) -> String {
        format!("{}년 {}월 {}일", self.year, self.month, self.day)
    }
}

/// Every date in its order.
fn dates() -> impl Iterator<Item = Date> {
    YEARS.flat_map(|year| {
        (1..=12).flat_map(move |month| (1..=days_of(year, month)).map(move |day| Date { year, month, day }))
    })
}

fn days_of(year: u32, month: usize) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn said(sequence: &Sequence) -> String {
        let name = |t| sequence.class(t).map_or("", |class| sequence.coding.outputs[class].as_str());
        (0..sequence.steps()).map(name).collect()
    }

    #[test]
    fn dates_are_written_in_four_ways() {
        let date = Date { year: 2019, month: 3, day: 5 };
        let written: Vec<String> = (0..STYLES).map(|style| date.english(style)).collect();
        assert_eq!(written, ["march 5, 2019", "5 march 2019", "mar 5 2019", "2019-03-05"]);
        assert_eq!(date.korean(), "2019년 3월 5일");
    }

    #[test]
    fn a_hundred_years_have_25_leap_days() {
        let dates: Vec<Date> = dates().collect();
        assert_eq!(dates.len(), 36_525);
        assert!(dates.is_sorted());
        let leap = |year| dates.contains(&Date { year, month: 2, day: 29 });
        assert_eq!([1952, 2000, 2019, 2024, 2038].map(leap), [true, true, false, true, false]);
        assert_eq!([1900, 2100, 2000].map(|year| days_of(year, 2)), [28, 28, 29]);
    }

    #[test]
    fn every_date_can_be_read_and_said() {
        let translation = Translation::new(characters(READ), characters(SAID));
        for date in dates() {
            for style in 0..STYLES {
                assert_eq!(said(&sequence(&translation, date, style)), date.korean() + "⏎");
            }
        }
        let all: String = dates().flat_map(|date| (0..STYLES).map(move |style| date.english(style))).collect();
        assert!(READ.chars().all(|character| all.contains(character)), "a character that is never read");
    }

    #[test]
    fn test_dates_are_never_drawn_for_training() {
        let data = dataset();
        assert_eq!(data.test.len(), 200);
        let test: Vec<String> = data.test.iter().map(said).collect();
        let train: Vec<String> = testing::drawn(&data, 20_000).iter().map(said).collect();
        assert!(test.iter().all(|date| !train.contains(date)));
    }
}
