//! The words of the cell view and of the cards that say where a number comes from.

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

pub static EN: ExplainWords = ExplainWords {
    inside: |cell, step| format!("Inside the {cell} at t = {step}"),
    inside_note: "Values go forward in ink, gradients come back in magenta, as thick as their norm on the one log scale.",
    hint: "Point at a unit, a node or a wire to read it; press it to ask where it comes from.",
    drawing: |cell| format!("Wiring of the {cell}"),
    drawing_keys: "Up and down go from quantity to quantity, left and right from unit to unit, Enter asks where the number comes from.",
    cells: "Cell to look into",
    follow: "unit",
    previous_unit: "Previous unit",
    next_unit: "Next unit",
    operation: |cell, number, count, name| format!("{cell} {number} of {count}: {name}"),
    title: "Where a number comes from",
    pinned: "Kept cards",
    pin: "Keep this card",
    unpin: "Let this card go",
    target: "target",
    not_yet: "Not computed yet at this moment.",
    over_all_weights: "Over every weight of the network: too many to write out.",
    too_many: |count| format!("{count} numbers: too many to write out."),
    comes_from: "comes from",
    used_by: "used by",
    more: |count| format!("and {count} more"),
    maps_note: "One set of weights, shared by all steps.",
    map_part: |row, col| match (row, col) {
        (Some(row), Some(col)) => format!("row {row}, column {col}"),
        (Some(row), None) => format!("row {row}"),
        (None, Some(col)) => format!("column {col}"),
        (None, None) => String::new(),
    },
    which: |dimension, number, character| match dimension {
        Dimension::Units => format!(", unit {number}"),
        Dimension::Inputs | Dimension::Outputs => format!(", “{character}”"),
    },
    quantity,
    input_note: |character| {
        format!("Given: the character “{character}” as a one-hot vector, 1 at its place and 0 elsewhere.")
    },
    initial_note: "Given: before the first step the state is zero.",
    weight_note: |seed, updates, character| {
        let use_of_it = match character {
            Some(character) => format!("One weight, read at every step whose input is “{character}”."),
            None => "One weight, used at every step.".to_owned(),
        };
        let source = match (seed, updates) {
            (Some(seed), 0) => format!("Drawn at random from seed {seed}"),
            (Some(seed), _) => format!("Drawn from seed {seed}"),
            (None, _) => "Of a net that was trained before".to_owned(),
        };
        let then = match updates {
            0 => String::new(),
            1 => " and updated once".to_owned(),
            _ => format!(" and updated {updates} times"),
        };
        format!("{source}{then}. {use_of_it}")
    },
    at_step: |step| format!(", t = {step}"),
    of_later: "Of a later moment than the one that is shown.",
    shared_note: "The same weight was used at every step, so its gradient is the sum of what each step contributes.",
    softmax_note: "Worked out with the largest y taken away from every y, which changes nothing but overflow.",
    loss_note: "This is −ln p of the target.",
    target_note: "Given: the next character as a one-hot vector.",
};

fn quantity(cell: Cell, quantity: Quantity) -> String {
    match quantity {
        Quantity::Value(variable) => variable_name(cell, variable),
        Quantity::Gradient(variable) => format!("gradient of the {}", variable_name(cell, variable)),
        Quantity::GradientNorm => "norm of the whole gradient".to_owned(),
        Quantity::Update(stage, weight) => {
            let name = weight_name(weight);
            match stage {
                Stage::Clipped => format!("clipped gradient of the {name}"),
                Stage::Remembered(_) => format!("what the optimizer remembered of the {name}"),
                Stage::Remembers(_) => format!("what the optimizer remembers of the {name}"),
                Stage::After => format!("{name} after the update"),
            }
        }
    }
}

fn gate_name(cell: Cell, gate: usize) -> &'static str {
    match (cell, gate) {
        (Cell::Lstm, 0) => "input gate",
        (Cell::Lstm, 1) => "forget gate",
        (Cell::Lstm, 2) => "candidate",
        (Cell::Lstm, _) => "output gate",
        (Cell::Gru(_), 0) => "reset gate",
        (Cell::Gru(_), 1) => "update gate",
        (Cell::Gru(_), _) => "candidate",
        (Cell::Rnn(_), _) => "state",
    }
}

fn variable_name(cell: Cell, variable: Variable) -> String {
    match variable {
        Variable::Input => "input".to_owned(),
        Variable::Pre(k) => format!("pre-activation of the {}", gate_name(cell, k)),
        Variable::Gate(k) => gate_name(cell, k).to_owned(),
        Variable::Extra => match cell {
            Cell::Gru(Convention::Chung2014) => "reset state",
            Cell::Gru(Convention::Pytorch) => "state's share in the candidate",
            Cell::Rnn(_) | Cell::Lstm => "squashed cell state",
        }
        .to_owned(),
        Variable::Cell => "cell state".to_owned(),
        Variable::Hidden => "hidden state".to_owned(),
        Variable::Logits => "logit".to_owned(),
        Variable::Probs => "probability".to_owned(),
        Variable::Target => "target".to_owned(),
        Variable::StepLoss => "loss of the step".to_owned(),
        Variable::Loss => "whole loss".to_owned(),
        Variable::Weight(weight) => weight_name(weight).to_owned(),
    }
}

fn weight_name(weight: Weight) -> &'static str {
    if weight.is_bias() { "bias" } else { "weight" }
}
