//! The words of the panel that adds up what each step contributes to a weight's gradient.

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

pub static EN: SumWords = SumWords {
    title: "One set of weights: its gradient is a sum over time",
    caption: "The same weights work at every step. So each step has its own part in ∂L/∂W, the outer product of the \
              gradient that arrived there and what the weights were multiplied by, and the gradient of the one set is \
              their sum. It grows from the right, as the backward pass comes to the steps.",
    weights: "Weights",
    gates: "Gates",
    all_gates: "all gates",
    maps: |name, steps| format!("What each of {steps} steps adds to {name}: a heat map for each"),
    keys: "Arrow keys move from entry to entry, Enter asks where it comes from, Page Up and Page Down scroll through the \
           steps.",
    sum: "sum",
    so_far: "sum so far",
    none_yet: "nothing yet",
    whole: |name| format!("{name}, heat map of the sum; its norm stands below"),
    negative: "negative",
    no_signs: "signs only where they are pointed at: the entries are too small for marks",
    sideways: |steps| format!("← {steps} steps: scroll sideways →"),
    hint: "Point at an entry, or tap it, to see it in every step. Under each map is its norm.",
    not_yet: |name| format!("{name}: no step has been reached by the gradient yet"),
    entry: |name, sum, is_all, shares| {
        let so_far = if is_all { "" } else { " so far" };
        format!("{name} = {}{so_far}: {shares}", full(sum))
    },
    share: |t, character, share| format!("t = {t} ({character}) {}", short(share)),
    others: |count, sum| format!("{count} more together {}", short(sum)),
    nothing: "no step adds anything",
};
