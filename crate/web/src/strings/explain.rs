//! The words of the cell view and of the cards that say where a number comes from.

use super::message::{say, text};
use unrolled_engine::{Cell, Convention};
use unrolled_lab::quantity::{Dimension, Quantity, Stage, Variable, Weight};

pub struct ExplainWords {
    // Cell view.
    pub inside: fn(&str, usize) -> String,
    pub inside_note: &'static str,
    pub hint: &'static str,
    pub drawing: fn(&str) -> String,
    pub drawing_keys: &'static str,
    pub cells: &'static str,
    pub follow: &'static str,
    pub previous_unit: &'static str,
    pub next_unit: &'static str,
    /// Cell, which operation of how many, what it computes.
    pub operation: fn(&str, usize, usize, &str) -> String,
    // Cards.
    pub title: &'static str,
    pub pinned: &'static str,
    pub pin: &'static str,
    pub unpin: &'static str,
    /// The word in a formula.
    pub target: &'static str,
    pub not_yet: &'static str,
    pub over_all_weights: &'static str,
    pub too_many: fn(usize) -> String,
    pub more_terms: fn(usize) -> String,
    pub fewer_terms: &'static str,
    pub comes_from: &'static str,
    pub used_by: &'static str,
    pub more: fn(usize) -> String,
    pub maps_note: &'static str,
    /// Row and column, counted from 1, that are read of a matrix.
    pub map_part: fn(Option<usize>, Option<usize>) -> String,
    /// A row or column of a place: what it counts, its number, its character.
    pub which: fn(Dimension, usize, &str) -> String,
    pub quantity: fn(Cell, Quantity) -> String,
    pub input_note: fn(&str) -> String,
    pub initial_note: &'static str,
    /// Seed, updates, and of a weight of the input its character.
    /// The seed, if the first weights are drawn from one; updates; the character whose weight it is.
    pub weight_note: fn(Option<u32>, u32, Option<&str>) -> String,
    pub at_step: fn(usize) -> String,
    pub of_later: &'static str,
    pub shared_note: &'static str,
    pub softmax_note: &'static str,
    pub loss_note: &'static str,
    pub target_note: &'static str,
}

pub fn words() -> ExplainWords {
    ExplainWords {
        inside: |cell, step| say!("explain-inside", cell, step),
        inside_note: text("explain-inside-note"),
        hint: text("explain-hint"),
        drawing: |cell| say!("explain-drawing", cell),
        drawing_keys: text("explain-drawing-keys"),
        cells: text("explain-cells"),
        follow: text("explain-follow"),
        previous_unit: text("explain-previous-unit"),
        next_unit: text("explain-next-unit"),
        operation: |cell, number, count, name| say!("explain-operation", cell, number, count, name),
        title: text("explain-title"),
        pinned: text("explain-pinned"),
        pin: text("explain-pin"),
        unpin: text("explain-unpin"),
        target: text("explain-target"),
        not_yet: text("explain-not-yet"),
        over_all_weights: text("explain-over-all-weights"),
        too_many: |count| say!("explain-too-many", count),
        more_terms: |count| say!("explain-more-terms", count),
        fewer_terms: text("explain-fewer-terms"),
        comes_from: text("explain-comes-from"),
        used_by: text("explain-used-by"),
        more: |count| say!("explain-more", count),
        maps_note: text("explain-maps-note"),
        map_part: |row, col| match (row, col) {
            (Some(row), Some(col)) => say!("explain-map-row-column", row, col),
            (Some(row), None) => say!("explain-map-row", row),
            (None, Some(col)) => say!("explain-map-column", col),
            (None, None) => String::new(),
        },
        which: |dimension, number, character| match dimension {
            Dimension::Units => say!("explain-which-units", number),
            Dimension::Inputs | Dimension::Outputs => format!(", “{character}”"),
        },
        quantity,
        input_note: |character| say!("explain-input-note", character),
        initial_note: text("explain-initial-note"),
        weight_note: |seed, updates, character| {
            let use_of_it = match character {
                Some(character) => say!("explain-weight-read-at", character),
                None => say!("explain-weight-used"),
            };
            let source = match (seed, updates) {
                (Some(seed), 0) => say!("explain-weight-drawn-first", seed),
                (Some(seed), _) => say!("explain-weight-drawn", seed),
                (None, _) => say!("explain-weight-trained"),
            };
            let then = match updates {
                0 => String::new(),
                _ => say!("explain-weight-updated", updates),
            };
            format!("{source}{then}. {use_of_it}")
        },
        at_step: |step| format!(", t = {step}"),
        of_later: text("explain-of-later"),
        shared_note: text("explain-shared-note"),
        softmax_note: text("explain-softmax-note"),
        loss_note: text("explain-loss-note"),
        target_note: text("explain-target-note"),
    }
}

fn quantity(cell: Cell, quantity: Quantity) -> String {
    match quantity {
        Quantity::Value(variable) => variable_name(cell, variable),
        Quantity::Gradient(variable) => say!("explain-quantity-gradient", name = variable_name(cell, variable)),
        Quantity::GradientNorm => say!("explain-quantity-gradient-norm"),
        Quantity::Update(stage, weight) => {
            let name = weight_name(weight);
            match stage {
                Stage::Clipped => say!("explain-quantity-update-clipped", name),
                Stage::Remembered(_) => say!("explain-quantity-update-remembered", name),
                Stage::Remembers(_) => say!("explain-quantity-update-remembers", name),
                Stage::After => say!("explain-quantity-update-after", name),
            }
        }
    }
}

fn gate_name(cell: Cell, gate: usize) -> &'static str {
    match (cell, gate) {
        (Cell::Lstm, 0) => text("explain-gate-input"),
        (Cell::Lstm, 1) => text("explain-gate-forget"),
        (Cell::Lstm, 2) => text("explain-candidate"),
        (Cell::Lstm, _) => text("explain-gate-output"),
        (Cell::Gru(_), 0) => text("explain-gate-reset"),
        (Cell::Gru(_), 1) => text("explain-gate-update"),
        (Cell::Gru(_), _) => text("explain-candidate"),
        (Cell::Rnn(_), _) => text("explain-state"),
    }
}

fn variable_name(cell: Cell, variable: Variable) -> String {
    match variable {
        Variable::Input => say!("explain-variable-input"),
        Variable::Pre(k) => say!("explain-variable-pre", gate = gate_name(cell, k)),
        Variable::Gate(k) => gate_name(cell, k).to_owned(),
        Variable::Extra => match cell {
            Cell::Gru(Convention::Chung2014) => text("explain-reset-state"),
            Cell::Gru(Convention::Pytorch) => text("explain-share-in-candidate"),
            Cell::Rnn(_) | Cell::Lstm => text("explain-squashed-cell-state"),
        }
        .to_owned(),
        Variable::Cell => say!("explain-variable-cell"),
        Variable::Hidden => say!("explain-variable-hidden"),
        Variable::Logits => say!("explain-variable-logits"),
        Variable::Probs => say!("explain-variable-probs"),
        Variable::Target => say!("explain-variable-target"),
        Variable::StepLoss => say!("explain-variable-step-loss"),
        Variable::Loss => say!("explain-variable-loss"),
        Variable::Weight(weight) => weight_name(weight).to_owned(),
    }
}

fn weight_name(weight: Weight) -> &'static str {
    if weight.is_bias() { text("explain-bias") } else { text("explain-weight") }
}
