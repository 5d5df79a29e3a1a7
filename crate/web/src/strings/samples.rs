//! The words about what the cells write by themselves.

use unrolled_lab::Rejection;
use unrolled_tasks::prompt::PromptError;

pub struct SampleWords {
    pub title: &'static str,
    /// Of a character model.
    pub subtitle: &'static str,
    /// Of a network that answers an example.
    pub answer_subtitle: &'static str,
    pub prompt: &'static str,
    pub begins_with: fn(&str) -> String,
    pub length: &'static str,
    pub temperature: &'static str,
    pub greedy: &'static str,
    pub draw: &'static str,
    pub draw_hint: &'static str,
    pub seed: fn(u32) -> String,
    /// What is wrong with a beginning.
    pub rejection: fn(&Rejection) -> Option<String>,
    pub still: fn(&str) -> String,
    pub written_by: fn(&str) -> String,
    /// A symbol and its p, for those who do not see the bars.
    pub symbol: fn(&str, &str) -> String,
    pub hint: &'static str,
    /// The step, the cell and the symbol.
    pub drawn_at: fn(usize, &str, &str) -> String,
    /// With p at the temperature.
    pub drawn_with: fn(&str, f64) -> String,
    pub likeliest: &'static str,
    pub p_note: &'static str,
    pub step_through: fn(&str) -> String,
    pub step_short: &'static str,
    pub on_stage: fn(&str, u32) -> String,
    pub nothing_measured: &'static str,
    pub still_measured: &'static str,
    pub back: &'static str,
}

pub static EN: SampleWords = SampleWords {
    title: "Samples",
    subtitle: "What each cell writes by itself: it reads a beginning, then each character that it has just written.",
    answer_subtitle: "What each cell writes by itself: it reads each symbol that it has just written, until the end mark ⏎.",
    prompt: "Begins with",
    begins_with: |given| format!("{given} (as the example)"),
    length: "Characters",
    temperature: "Temperature τ",
    greedy: "0, greedy",
    draw: "Draw again",
    draw_hint: "Other random numbers; the same ones for every cell. With the temperature 0 there is nothing to draw.",
    seed: |seed| format!("draw {seed}"),
    rejection,
    still: |given| format!("The samples still begin with “{given}”."),
    written_by: |cell| format!("Written by the {cell}: arrow keys go from symbol to symbol"),
    symbol: |symbol, p| format!("{symbol}, p = {p}"),
    hint: "Point at a symbol for what else could have been written there. The bar below each is its p.",
    drawn_at: |step, cell, symbol| format!("t = {step}: the {cell} wrote {symbol}"),
    drawn_with: |chance, temperature| format!("drawn with {chance} at τ = {temperature}"),
    likeliest: "the likeliest",
    p_note: "p is the network's own: softmax(y), as on the stage.",
    step_through: |cell| format!("Step through the sample of the {cell} on the stage"),
    step_short: "Step through",
    on_stage: |cell, updates| {
        let after = match updates {
            0 => "with the weights of the seed".to_owned(),
            1 => "after 1 update".to_owned(),
            updates => format!("after {updates} updates"),
        };
        format!("The stage reads what the {cell} wrote by itself {after}. All cells read this same text.")
    },
    nothing_measured: "No answer is right or wrong here: nothing is measured, so there is no loss and no gradient.",
    still_measured: "The losses are those of the right answers of the example.",
    back: "Back to the example",
};

/// What is wrong with a beginning.
pub fn rejection(rejection: &Rejection) -> Option<String> {
    match rejection {
        Rejection::Prompt(PromptError::Unknown { character, place }) => {
            Some(format!("The network does not know “{character}” (character {place}): it has never read one."))
        }
        Rejection::Prompt(PromptError::TooLong { found }) => {
            Some(format!("{found} characters are too many to begin with: at most 100."))
        }
        _ => None,
    }
}
