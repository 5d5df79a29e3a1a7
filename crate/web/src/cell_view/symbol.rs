//! Symbols of variables as plain text with an index below: for the drawing, where MathML has no place.

use unrolled_engine::{Cell, Convention};
use unrolled_lab::quantity::{Place, Quantity, Variable};

use crate::numbers::subscript;

/// `∂L/∂z₃`, where there is room for a word only.
pub fn text(cell: Cell, place: Place) -> Option<String> {
    let symbol = |variable| {
        let index = index(cell, variable, place.time);
        let index = index.split_once(',').map_or(subscript(place.time), |(gate, _)| format!("_{gate},{}", place.time));
        letter(cell, variable).to_owned() + &index
    };
    match place.quantity {
        Quantity::Value(variable) if place.quantity.has_time() => Some(symbol(variable)),
        Quantity::Gradient(variable) if place.quantity.has_time() => Some(format!("∂L/∂{}", symbol(variable))),
        _ => None,
    }
}

/// The letter, or what stands for it.
pub fn letter(cell: Cell, variable: Variable) -> &'static str {
    match variable {
        Variable::Input => "x",
        Variable::Pre(_) => "a",
        Variable::Gate(k) => cell.gate_names().get(k).copied().unwrap_or("h"),
        Variable::Extra => match cell {
            Cell::Gru(Convention::Chung2014) => "(r⊙h)",
            Cell::Gru(Convention::Pytorch) => "u",
            Cell::Rnn(_) | Cell::Lstm => "tanh c",
        },
        Variable::Cell => "c",
        Variable::Hidden => "h",
        Variable::Logits => "y",
        Variable::Probs => "p",
        Variable::Target => "target",
        Variable::StepLoss | Variable::Loss => "L",
        Variable::Weight(_) => "W",
    }
}

/// The index below the letter: the gate of a pre-activation and the time.
pub fn index(cell: Cell, variable: Variable, time: usize) -> String {
    match variable {
        Variable::Pre(k) => match cell.gate_names().get(k) {
            Some(gate) => format!("{gate},{time}"),
            None => time.to_string(),
        },
        _ => time.to_string(),
    }
}
