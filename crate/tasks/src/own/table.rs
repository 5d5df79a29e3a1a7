//! Many to one on a table of the reader's own: the words of a text → its label.

use std::collections::BTreeMap;
use std::sync::Arc;

use unrolled_engine::LossKind;

use super::MOST_SYMBOLS;
use super::problem::{FEWEST_LABELS, FEWEST_ROWS, MOST_LABELS, MOST_WORDS, Problem, Problems, Reason};
use crate::dataset::{Dataset, Measure, Shape, Source};
use crate::sequence::{Answer, Coding, Input, Sequence};
use crate::vocabulary::Vocabulary;

/// The first line may name the columns.
const HEADER: [&str; 2] = ["label", "text"];

/// One of so many rows is for testing.
const TESTED: usize = 5;

/// Enough of a line to know it by.
const SHOWN: usize = 40;

#[derive(Debug, PartialEq)]
struct Row {
    line: usize,
    label: usize,
    /// In lower case.
    words: Vec<String>,
}

#[derive(Debug)]
struct Table {
    labels: Vec<String>,
    rows: Vec<Row>,
}

/// Rows of a label, a tab and words separated by white space. Lines with nothing on them are passed over.
///
/// # Errors
/// All lines that are no such rows; without any, whether there are too few rows, or too few or too many labels.
fn parse(source: &str) -> Result<Table, Problems> {
    let (mut labels, mut rows, mut problems) = (Vocabulary::default(), Vec::new(), Problems::default());
    let lines = (1..).zip(source.lines()).filter(|(_, line)| !line.trim().is_empty());
    let is_header = |line: &str| line.split('\t').map(|name| name.trim().to_lowercase()).eq(HEADER);
    for (index, (line, text)) in lines.enumerate() {
        if index == 0 && is_header(text) {
            continue;
        }
        match cells(text) {
            Ok((label, words)) => rows.push(Row { line, label: labels.add(label), words }),
            Err(reason) => problems.add(Problem { line: Some(line), reason }),
        }
    }
    let labels = labels.into_names();
    if problems.listed.is_empty()
        && let Some(problem) = problem_of_all(&labels, &rows)
    {
        problems.add(problem);
    }
    if problems.listed.is_empty() { Ok(Table { labels, rows }) } else { Err(problems) }
}

fn cells(text: &str) -> Result<(&str, Vec<String>), Reason> {
    let shown = || shortened(text);
    let tabs = text.matches('\t').count();
    let (label, words) =
        text.split_once('\t').filter(|_| tabs == 1).ok_or_else(|| Reason::Tabs { tabs, text: shown() })?;
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    match (label.trim(), words.len()) {
        ("", _) => Err(Reason::NoLabel { text: shown() }),
        (_, 0) => Err(Reason::NoWords { text: shown() }),
        (_, found) if found > MOST_WORDS => Err(Reason::TooManyWords { found }),
        (label, _) => Ok((label, words)),
    }
}

fn problem_of_all(labels: &[String], rows: &[Row]) -> Option<Problem> {
    let whole = |reason| Some(Problem { line: None, reason });
    let wanted = FEWEST_ROWS.max(labels.len() + TESTED);
    match labels.len() {
        found @ 0..FEWEST_LABELS => whole(Reason::TooFewLabels { found }),
        found if found > MOST_LABELS => {
            let line = rows.iter().find(|row| row.label == MOST_LABELS).map(|row| row.line);
            Some(Problem { line, reason: Reason::TooManyLabels { found } })
        }
        labels if rows.len() < wanted => whole(Reason::TooFewRows { wanted, labels, found: rows.len() }),
        _ => None,
    }
}

fn shortened(text: &str) -> String {
    let mut start: String = text.chars().take(SHOWN).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

/// A word at each step, and the label when the last one has been read. The most frequent words of the training rows are
/// known; all others are read as the unknown one.
pub(super) fn dataset(source: &str) -> Result<Dataset, Problems> {
    let Table { labels, rows } = parse(source)?;
    let is_test = tested(labels.len(), &rows);
    let words = |row: &Row| row.words.clone();
    let training: Vec<String> =
        rows.iter().zip(&is_test).filter(|(_, is_test)| !**is_test).flat_map(|(row, _)| words(row)).collect();
    let vocabulary = known(&training);
    let coding = Arc::new(Coding {
        inputs: vocabulary.names().to_vec(),
        outputs: labels,
        loss: LossKind::CrossEntropy,
        feedback: None,
        picture: None,
        labels: None,
    });
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for (row, is_test) in rows.iter().zip(is_test) {
        let inputs: Vec<_> = row.words.iter().map(|word| Some(Input::Symbol(vocabulary.word(word)))).collect();
        let mut answers = vec![None; inputs.len()];
        answers[inputs.len() - 1] = Some(Answer::Class(row.label));
        let sequence = Sequence::new(coding.clone(), inputs, answers);
        if is_test { test.push(sequence) } else { train.push(sequence) }
    }
    let (shape, measure) = (Shape::ManyToOne, Measure::Classes);
    Ok(Dataset { shape, coding, measure, floor: None, train: Source::Fixed(train), test })
}

/// Which rows are for testing: every fifth, counted label by label, so that labels that take turns all have their share.
/// The first row of each label is not counted: whatever is asked for has been seen in training.
fn tested(labels: usize, rows: &[Row]) -> Vec<bool> {
    let mut is_test = vec![false; rows.len()];
    let of_label = |label| (0..rows.len()).filter(move |index| rows[*index].label == label).skip(1);
    for index in (0..labels).flat_map(of_label).skip(TESTED - 1).step_by(TESTED) {
        is_test[index] = true;
    }
    is_test
}

/// The most frequent words behind the unknown one, in the order of their first occurrence; of equally frequent ones the
/// earlier.
fn known(words: &[String]) -> Vocabulary {
    let mut counts = BTreeMap::<&str, (usize, usize)>::new();
    for (place, word) in words.iter().enumerate() {
        counts.entry(word).or_insert((0, place)).0 += 1;
    }
    let mut ranked: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
    ranked.sort_by_key(|(_, (count, place))| (std::cmp::Reverse(*count), *place));
    ranked.truncate(MOST_SYMBOLS - 1);
    ranked.sort_by_key(|(_, (_, place))| *place);
    Vocabulary::of([crate::vocabulary::UNKNOWN].into_iter().chain(ranked.into_iter().map(|(word, _)| word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn table(rows: &[(&str, &str)]) -> String {
        rows.iter().map(|(label, text)| format!("{label}\t{text}\n")).collect()
    }

    /// Rows of these labels in turn, each with a word of its own.
    fn in_turn(labels: &[&str], count: usize) -> String {
        (0..count).map(|row| format!("{}\tword {row}\n", labels[row % labels.len()])).collect()
    }

    fn check(source: &str, messages: &[&str]) {
        let found: Vec<String> = parse(source).unwrap_err().listed.iter().map(Problem::to_string).collect();
        assert_eq!(found, messages);
    }

    #[test]
    fn labels_that_are_called_as_the_pages_own_are_the_readers() {
        for labels in [["neg", "pos"], ["low", "high"]] {
            let coding = dataset(&in_turn(&labels, 20)).unwrap().coding;
            assert_eq!((coding.outputs.as_slice(), coding.labels), (labels.map(String::from).as_slice(), None));
        }
    }

    #[test]
    fn a_line_is_a_label_and_words() {
        let source = format!("LABEL\tText\r\n\r\n good \tSo  GOOD\u{a0}Ärger\r\n{}", in_turn(&["good", "bad"], 10));
        let table = parse(&source).unwrap();
        assert_eq!(table.labels, ["good", "bad"]);
        let words = ["so", "good", "ärger"].map(String::from).to_vec();
        assert_eq!((table.rows.len(), &table.rows[0]), (11, &Row { line: 3, label: 0, words }));
        // Only the first line can be a header.
        assert_eq!(parse(&format!("{}label\ttext\n", in_turn(&["good", "bad"], 10))).unwrap().rows.len(), 11);
    }

    #[test]
    fn every_wrong_line_is_named() {
        let long = "w ".repeat(201);
        let rows = ["a\tfine", "no tab", "", "\tno label", "b\t ", "a\tb\tc", &format!("a\t{long}")].join("\n");
        check(
            &rows,
            &[
                "line 2: expected a label, a tab and a text, found 0 tabs in \"no tab\"",
                "line 4: expected a label before the tab, found none in \"\\tno label\"",
                "line 5: expected words behind the tab, found none in \"b\\t \"",
                "line 6: expected a label, a tab and a text, found 2 tabs in \"a\\tb\\tc\"",
                "line 7: expected at most 200 words, found 201",
            ],
        );
        let problems = parse(&"0123456789".repeat(5)).unwrap_err();
        assert!(problems.to_string().ends_with("found 0 tabs in \"0123456789012345678901234567890123456789…\""));
    }

    #[test]
    fn twenty_problems_are_listed_and_the_others_counted() {
        let problems = parse(&"wrong\n".repeat(57)).unwrap_err();
        assert_eq!((problems.listed.len(), problems.others), (20, 37));
        assert_eq!(problems.listed[19].line, Some(20));
        assert!(problems.to_string().ends_with("; and 37 more"));
    }

    #[test]
    fn the_numbers_of_rows_and_labels_are_bounded() {
        check("", &["expected at least 2 different labels, found 0"]);
        check(&in_turn(&["a"], 30), &["expected at least 2 different labels, found 1"]);
        check(&in_turn(&["a", "b"], 9), &["expected at least 10 rows for 2 labels, found 9"]);
        assert!(parse(&in_turn(&["a", "b"], 10)).is_ok());
        let names: Vec<String> = (0..21).map(|label| format!("label {label}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        check(&in_turn(&names, 63), &["line 21: expected at most 20 different labels, found 21"]);
        check(&in_turn(&names[..20], 24), &["expected at least 25 rows for 20 labels, found 24"]);
        assert!(parse(&in_turn(&names[..20], 25)).is_ok());
    }

    #[test]
    fn every_fifth_row_of_each_label_is_held_out() {
        // Five labels that take turns: by position alone, the fifth would be nowhere in training.
        let data = dataset(&in_turn(&["a", "b", "c", "d", "e"], 105)).unwrap();
        assert_eq!((testing::train(&data).len(), data.test.len()), (85, 20));
        testing::assert_balanced(testing::train(&data), &[17; 5]);
        testing::assert_balanced(&data.test, &[4; 5]);
    }

    #[test]
    fn the_first_row_of_a_label_is_for_training() {
        for count in 10..40 {
            let data = dataset(&format!("{}rare\tonce\n", in_turn(&["a", "b"], count))).unwrap();
            let labels = |sequences: &[Sequence], label| {
                sequences.iter().filter(|sequence| sequence.class(sequence.steps() - 1) == Some(label)).count()
            };
            assert_eq!((labels(testing::train(&data), 2), labels(&data.test, 2)), (1, 0));
            assert!(!data.test.is_empty());
        }
    }

    #[test]
    fn words_that_training_does_not_have_are_unknown() {
        let mut rows = vec![("a", "Same old"); 4];
        rows.extend([("b", "same new"); 6]);
        // Counted without the first of each label, the fifth is the second b that is counted.
        rows[6] = ("b", "never same");
        let data = dataset(&table(&rows)).unwrap();
        assert_eq!(data.coding.inputs, ["(?)", "same", "old", "new"]);
        let read: Vec<_> = (0..2).map(|t| data.test[0].symbol(t).unwrap()).collect();
        assert_eq!((data.test.len(), read), (1, vec![0, 1]));
        assert!(data.test[0].measures_last_only());
    }

    #[test]
    fn the_most_frequent_words_are_known() {
        let words: Vec<String> =
            (0..600).flat_map(|word| vec![format!("w{word}"); if word >= 590 { 2 } else { 1 }]).collect();
        let names = known(&words).into_names();
        // 489 of those that occur once, in their order, and the ten that occur twice.
        assert_eq!((names.len(), names[1].as_str(), names[489].as_str()), (500, "w0", "w488"));
        assert_eq!(names[490..], (590..600).map(|word| format!("w{word}")).collect::<Vec<_>>());
    }
}
