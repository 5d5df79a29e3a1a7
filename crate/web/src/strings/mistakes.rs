//! The words of the list of examples that the cells get wrong.

use unrolled_lab::Tally;

use super::message::{say, text};
use crate::measures::Progress;
use crate::numbers::decimals;

pub struct MistakeWords {
    pub title: &'static str,
    /// Beside the choice of an example.
    pub open: &'static str,
    pub asking: fn(Progress) -> String,
    /// While the cells learn.
    pub later: &'static str,
    /// After how many updates they were answered.
    pub now: fn(u32) -> String,
    /// The same, and how many there are now.
    pub old: fn(u32, u32) -> String,
    pub sets: &'static str,
    /// How many are asked, of how many.
    pub test: fn(usize, usize) -> String,
    pub training: fn(usize, usize) -> String,
    pub whose: &'static str,
    pub any_cell: &'static str,
    pub only_wrong: &'static str,
    /// Of the cell of this name, and whether an example is asked for several answers that count by themselves.
    pub wrong: fn(&str, Tally, bool) -> String,
    /// How many examples some cell gets wrong, of how many.
    pub wrong_somewhere: fn(usize, usize) -> String,
    pub number: &'static str,
    pub read: &'static str,
    pub wanted: &'static str,
    pub is_right: &'static str,
    pub is_wrong: &'static str,
    /// How many answers to one example are wrong, of how many.
    pub wrong_answers: fn(usize, usize) -> String,
    pub more: fn(usize, usize) -> String,
    /// Name of the cell, what would be right, what was answered, and how many examples have it.
    pub pair: fn(&str, &str, &str, usize) -> String,
    pub without_pair: &'static str,
    pub table: fn(&str) -> String,
    pub table_of: &'static str,
    /// How often, what would be right, what was answered.
    pub count: fn(usize, &str, &str) -> String,
}

pub fn words() -> MistakeWords {
    MistakeWords {
        title: text("mistakes-title"),
        open: text("mistakes-open"),
        asking: |Progress { done, all }| match all {
            0 => say!("mistakes-asking-first"),
            all => say!("mistakes-asking", done, all),
        },
        later: text("mistakes-later"),
        now: |updates| say!("mistakes-now", after = after(updates)),
        old: |then, now| say!("mistakes-old", then = after(then), now = after(now)),
        sets: text("mistakes-sets"),
        test: |asked, all| match asked == all {
            true => say!("mistakes-test", asked),
            false => say!("mistakes-test-first", asked, all),
        },
        training: |asked, all| match asked == all {
            true => say!("mistakes-training", asked),
            false => say!("mistakes-training-first", asked, all),
        },
        whose: text("mistakes-whose"),
        any_cell: text("mistakes-any-cell"),
        only_wrong: text("mistakes-only-wrong"),
        wrong: |name, tally, are_many| {
            let Tally { wrong, all, wrong_examples, examples } = tally;
            let right = format!("{} %", decimals(100.0 * (all - wrong) as f64 / all.max(1) as f64, 1));
            if are_many {
                say!("mistakes-wrong-answers", name, wrong, all, right, bad = wrong_examples, examples)
            } else {
                say!("mistakes-wrong", name, wrong, all, right)
            }
        },
        wrong_somewhere: |wrong, all| say!("mistakes-wrong-somewhere", wrong, all),
        number: text("mistakes-number"),
        read: text("mistakes-read"),
        wanted: text("mistakes-wanted"),
        is_right: text("mistakes-is-right"),
        is_wrong: text("mistakes-is-wrong"),
        wrong_answers: |wrong, all| say!("mistakes-wrong-of", wrong, all),
        more: |shown, all| say!("mistakes-more", shown, all),
        pair: |name, wanted, said, count| say!("mistakes-pair", name, wanted, said, count),
        without_pair: text("mistakes-without-pair"),
        table: |name| say!("mistakes-table", name),
        table_of: text("mistakes-table-of"),
        count: |count, wanted, said| say!("mistakes-count", count, wanted, said),
    }
}

fn after(updates: u32) -> String {
    say!("race-after", updates)
}
