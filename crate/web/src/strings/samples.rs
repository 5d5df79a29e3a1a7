//! The words about what the cells write by themselves.

use super::message::{say, text};
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

pub fn words() -> SampleWords {
    SampleWords {
        title: text("samples-title"),
        subtitle: text("samples-subtitle"),
        answer_subtitle: text("samples-answer-subtitle"),
        prompt: text("samples-prompt"),
        begins_with: |given| say!("samples-begins-with", given),
        length: text("samples-length"),
        temperature: text("samples-temperature"),
        greedy: text("samples-greedy"),
        draw: text("samples-draw"),
        draw_hint: text("samples-draw-hint"),
        seed: |seed| say!("samples-seed", seed),
        rejection,
        still: |given| say!("samples-still", given),
        written_by: |cell| say!("samples-written-by", cell),
        symbol: |symbol, p| format!("{symbol}, p = {p}"),
        hint: text("samples-hint"),
        drawn_at: |step, cell, symbol| say!("samples-drawn-at", step, cell, symbol),
        drawn_with: |chance, temperature| say!("samples-drawn-with", chance, temperature),
        likeliest: text("samples-likeliest"),
        p_note: text("samples-p-note"),
        step_through: |cell| say!("samples-step-through", cell),
        step_short: text("samples-step-short"),
        on_stage: |cell, updates| say!("samples-on-stage", cell, updates),
        nothing_measured: text("samples-nothing-measured"),
        still_measured: text("samples-still-measured"),
        back: text("samples-back"),
    }
}

/// What is wrong with a beginning.
pub fn rejection(rejection: &Rejection) -> Option<String> {
    match rejection {
        Rejection::Prompt(PromptError::Unknown { character, place }) => Some(say!("samples-unknown", character, place)),
        Rejection::Prompt(PromptError::TooLong { found }) => Some(say!("samples-too-long", found)),
        _ => None,
    }
}
