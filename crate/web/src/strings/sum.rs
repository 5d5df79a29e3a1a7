//! The words of the panel that adds up what each step contributes to a weight's gradient.

use super::message::{say, text};
use crate::numbers::{full, short};

pub struct SumWords {
    pub title: &'static str,
    pub caption: &'static str,
    pub weights: &'static str,
    pub gates: &'static str,
    pub all_gates: &'static str,
    /// Name of the gradient; number of steps.
    pub maps: fn(&str, usize) -> String,
    pub keys: &'static str,
    /// Over the whole, when all steps are there, and when some are.
    pub sum: &'static str,
    pub so_far: &'static str,
    pub none_yet: &'static str,
    /// Name of the gradient.
    pub whole: fn(&str) -> String,
    pub negative: &'static str,
    /// Where the values are too small for marks.
    pub no_signs: &'static str,
    pub sideways: fn(usize) -> String,
    pub hint: &'static str,
    /// Name of the entry.
    pub not_yet: fn(&str) -> String,
    /// Name of the entry, its sum, whether that is of all steps, and the shares, put together.
    pub entry: fn(&str, f64, bool, &str) -> String,
    /// Step, its character, what it contributes.
    pub share: fn(usize, &str, f64) -> String,
    /// How many others there are, and their sum.
    pub others: fn(usize, f64) -> String,
    pub nothing: &'static str,
}

pub fn words() -> SumWords {
    SumWords {
        title: text("sum-title"),
        caption: text("sum-caption"),
        weights: text("sum-weights"),
        gates: text("sum-gates"),
        all_gates: text("sum-all-gates"),
        maps: |name, steps| say!("sum-maps", steps, name),
        keys: text("sum-keys"),
        sum: text("sum-sum"),
        so_far: text("sum-so-far"),
        none_yet: text("sum-none-yet"),
        whole: |name| say!("sum-whole", name),
        negative: text("sum-negative"),
        no_signs: text("sum-no-signs"),
        sideways: |steps| say!("sum-sideways", steps),
        hint: text("sum-hint"),
        not_yet: |name| say!("sum-not-yet", name),
        entry: |name, sum, is_all, shares| {
            let so_far = if is_all { "" } else { text("sum-entry-so-far") };
            format!("{name} = {}{so_far}: {shares}", full(sum))
        },
        share: |t, character, share| format!("t = {t} ({character}) {}", short(share)),
        others: |count, sum| say!("sum-others", count, sum = short(sum)),
        nothing: text("sum-nothing"),
    }
}
