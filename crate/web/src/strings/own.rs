//! The words about data of the reader's own.

use unrolled_tasks::own::problem::{FEWEST_LABELS, MOST_LABELS, MOST_WORDS, Problem, Problems, Reason};
use unrolled_tasks::own::{Counts, Kind, MOST_SYMBOLS};

pub struct OwnWords {
    pub group: &'static str,
    pub name: fn(Kind) -> &'static str,
    pub field: fn(Kind) -> &'static str,
    pub help: fn(Kind) -> &'static str,
    pub promise: &'static str,
    pub apply: &'static str,
    pub file: &'static str,
    pub tab: &'static str,
    pub tab_hint: &'static str,
    pub back: &'static str,
    /// How many there are.
    pub problems: fn(usize) -> String,
    pub problem: fn(&Problem) -> String,
    pub others: fn(usize) -> String,
    pub show_line: &'static str,
    pub unread: fn(&str) -> String,
    pub waiting: &'static str,
    pub counts: fn(&Counts) -> String,
}

pub static EN: OwnWords = OwnWords {
    group: "Your own",
    name: |kind| match kind {
        Kind::Text => "A text of your own (long)",
        Kind::Table => "A table of your own (label, text)",
    },
    field: |kind| match kind {
        Kind::Text => "Your text",
        Kind::Table => "Your table",
    },
    help: |kind| match kind {
        Kind::Text => "Paste a text, drop a file here or choose one: plain text in UTF-8, at most 1 MB.",
        Kind::Table => {
            "Paste lines of a label, a tab and a text, drop a file here or choose one: UTF-8, at most 1 MB, 2 to 20 labels, \
             at least 10 rows."
        }
    },
    promise: "It is read on this machine and never leaves it.",
    apply: "Learn this",
    file: "Choose a file…",
    tab: "Insert a tab",
    tab_hint: "Puts a tab where the cursor is: the key itself moves on to the next control.",
    back: "Bring back what was here before",
    problems: |count| match count {
        1 => "This does not fit yet. The figure still shows what it showed before.".to_owned(),
        count => format!("{count} things do not fit yet. The figure still shows what it showed before."),
    },
    problem: |problem| {
        let reason = reason(&problem.reason);
        problem.line.map_or(reason.clone(), |line| format!("Line {line}: {reason}"))
    },
    others: |count| format!("And {count} more."),
    show_line: "Select this line",
    unread: |reason| match reason {
        "" => "The file could not be read.".to_owned(),
        reason => format!("The file could not be read ({reason})."),
    },
    waiting: "Nothing is learned from this yet; the figure still shows what it showed before.",
    counts: |counts| match counts {
        Counts::Text { characters, different, reads_letters } => {
            let letters = if *reads_letters { " (Hangul read as letters)" } else { "" };
            format!("{} characters{letters}, {different} different ones.", grouped(*characters))
        }
        Counts::Table { rows, for_testing, labels, words, known } => format!(
            "{} rows, {} of them for testing; {labels} labels; {} words, {known} different ones known.",
            grouped(*rows),
            grouped(*for_testing),
            grouped(*words),
        ),
    },
};

/// All problems in one line.
pub fn all(problems: &Problems) -> String {
    let listed = problems.listed.iter().map(EN.problem);
    listed.chain((problems.others > 0).then(|| (EN.others)(problems.others))).collect::<Vec<_>>().join(" ")
}

fn reason(reason: &Reason) -> String {
    let quoted = |text: &str| format!("“{}”", text.replace('\t', "⇥"));
    match reason {
        Reason::TooLarge { found } => format!("{} bytes are too many: at most 1,000,000.", grouped(*found)),
        Reason::NotUtf8 { byte, found } => {
            format!("byte {} (0x{found:02x}) is not UTF-8: save the file as UTF-8.", grouped(*byte))
        }
        Reason::Tabs { tabs: 0, text } => {
            format!("no tab was found in {}; a label, a tab and a text are wanted.", quoted(text))
        }
        Reason::Tabs { tabs, text } => {
            format!("{tabs} tabs were found in {}; one is wanted, behind the label.", quoted(text))
        }
        Reason::NoLabel { text } => format!("a label is wanted before the tab in {}.", quoted(text)),
        Reason::NoWords { text } => format!("words are wanted behind the tab in {}.", quoted(text)),
        Reason::TooManyWords { found } => format!("{found} words are too many: at most {MOST_WORDS}."),
        Reason::TooFewLabels { found: 0 } => "There are no rows yet.".to_owned(),
        Reason::TooFewLabels { found } => {
            format!("{found} different label was found; at least {FEWEST_LABELS} are wanted, to be told apart.")
        }
        Reason::TooManyLabels { found } => format!(
            "one label too many. {} different ones were found, at most {MOST_LABELS} are wanted; the label comes first, then \
             the text.",
            grouped(*found)
        ),
        Reason::TooFewRows { wanted, labels, found } => {
            format!("{found} rows are too few for {labels} labels: at least {wanted}.")
        }
        Reason::TooFewCharacters { wanted, found } => {
            format!("{found} characters are too few for windows of this length: at least {wanted}.")
        }
        Reason::TooManyKinds { found } => format!(
            "one kind of character too many. {} different ones were found, at most {MOST_SYMBOLS} are wanted.",
            grouped(*found)
        ),
    }
}

/// With a comma between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
