//! The words of homework: as a teacher makes it, as a student answers it, and as it comes back.

use unrolled_lab::teaching::Verdict;

use super::message::{say, text};

pub struct HomeworkWords {
    /// Where a teacher has given no title.
    pub title: &'static str,
    pub name: &'static str,
    pub answer: fn(usize) -> String,
    /// Says of a number that it is the student's network's.
    pub number_help: &'static str,
    pub read_as: fn(&str) -> String,
    pub no_number: &'static str,
    pub to_panel: fn(&str) -> String,
    pub met: fn(&str) -> String,
    pub to_question: &'static str,
    /// What an experiment is to reach: a quantity, more or less, a value.
    pub condition: fn(&str, bool, &str) -> String,
    pub now: fn(&str) -> String,
    pub copy: &'static str,
    pub copied: fn(usize) -> String,
    /// Says which questions have no answer: the others, and the last one.
    pub open: fn(&[usize], usize) -> String,
    pub refused: &'static str,
    pub too_long: fn(usize, usize) -> String,
    /// Where the reader's own data are not in the link.
    pub names_data: &'static str,
    pub link: &'static str,
    pub returned: fn(&str) -> String,
    pub nobody: &'static str,
    pub running: fn(u32) -> String,
    pub running_given: fn(u32) -> String,
    /// A setting, what it was, and what it is.
    pub change: fn(&str, &str, &str) -> String,
    pub changes: fn(&str) -> String,
    pub unchanged: &'static str,
    pub as_given: &'static str,
    pub to_own: &'static str,
    /// While the student's own experiment is put aside.
    pub aside: &'static str,
    pub same: fn(u32) -> String,
    /// Whether the questions, with what is right, are those of a link that this browser has made.
    pub made_here: &'static str,
    pub made_elsewhere: &'static str,
    pub differs: &'static str,
    pub verdict: fn(Verdict) -> &'static str,
    pub found: fn(&str) -> String,
    pub again: &'static str,
    /// A reading by its name in `lab::teaching::NAMED`.
    pub quantity: fn(&str) -> &'static str,
    pub of_cell: fn(&str, &str) -> String,
    pub at_step: fn(&str, &str) -> String,
}

pub fn words() -> HomeworkWords {
    HomeworkWords {
        title: text("homework-title"),
        name: text("homework-name"),
        answer: |number| say!("homework-answer", number),
        number_help: text("homework-number-help"),
        read_as: |value| say!("homework-read-as", value),
        no_number: text("homework-no-number"),
        to_panel: |panel| say!("homework-to-panel", panel),
        met: |value| say!("homework-met", value),
        to_question: text("homework-to-question"),
        condition: |quantity, is_more, value| match is_more {
            true => say!("homework-more", quantity, value),
            false => say!("homework-less", quantity, value),
        },
        now: |value| say!("homework-now", value),
        copy: text("homework-copy"),
        copied: |found| say!("homework-copied", found),
        open,
        refused: text("homework-refused"),
        too_long: |found, most| say!("homework-link-long", found, most),
        names_data: text("homework-names-data"),
        link: text("homework-link"),
        returned: |name| say!("homework-returned", name),
        nobody: text("homework-nobody"),
        running: |updates| say!("homework-running", updates),
        running_given: |updates| say!("homework-running-given", updates),
        change: |name, from, to| say!("homework-change", name, from, to),
        changes: |changes| say!("homework-changes", changes),
        unchanged: text("homework-unchanged"),
        as_given: text("homework-as-given"),
        to_own: text("homework-to-own"),
        aside: text("homework-aside"),
        made_here: text("homework-made-here"),
        made_elsewhere: text("homework-made-elsewhere"),
        same: |updates| say!("homework-same", updates),
        differs: text("homework-differs"),
        verdict: |verdict| match verdict {
            Verdict::Right => text("homework-right"),
            Verdict::Wrong => text("homework-wrong"),
            Verdict::ToRead => text("homework-to-read"),
            Verdict::Unanswered => text("homework-unanswered"),
            Verdict::Unknown => text("homework-unknown"),
        },
        found: |value| say!("homework-found", value),
        again: text("homework-again"),
        quantity,
        of_cell: |quantity, cell| say!("homework-of-cell", quantity, cell),
        at_step: |quantity, step| say!("homework-at-step", quantity, step),
    }
}

fn open(others: &[usize], last: usize) -> String {
    if others.is_empty() {
        return say!("homework-open", number = last);
    }
    let others = others.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    say!("homework-open-several", others = others.as_str(), last)
}

fn quantity(name: &str) -> &'static str {
    match name {
        "loss" => text("homework-quantity-loss"),
        "mean-loss" => text("homework-quantity-mean-loss"),
        "loss-at" => text("homework-quantity-loss-at"),
        "probability" => text("homework-quantity-probability"),
        "says" => text("homework-quantity-says"),
        "kept" => text("homework-quantity-kept"),
        "gradient" => text("homework-quantity-gradient"),
        "weakest" => text("homework-quantity-weakest"),
        "weight-gradient" => text("homework-quantity-weight-gradient"),
        "radius" => text("homework-quantity-radius"),
        "sigma" => text("homework-quantity-sigma"),
        "half-life" => text("homework-quantity-half-life"),
        "chain-product" => text("homework-quantity-chain-product"),
        "parameters" => text("homework-quantity-parameters"),
        "units" => text("homework-quantity-units"),
        "steps" => text("homework-quantity-steps"),
        "updates" => text("homework-quantity-updates"),
        "accuracy" => text("homework-quantity-accuracy"),
        "test-loss" => text("homework-quantity-test-loss"),
        _ => text("homework-quantity-entry"),
    }
}
