//! The formulas of gates that are fixed, in place of those of the cell: 1, or i = 1 − f. What goes into such a gate has no
//! part in the loss.

use unrolled_engine::{Cell, Switch, Switches};

use super::formula::{gradient, number, one_minus, value};
use super::lstm::{self, F, I};
use super::{Formula, Variable};
use Variable::{Gate, Pre};

fn couples(switches: Switches, cell: Cell) -> bool {
    cell == Cell::Lstm && switches.has(Switch::Coupled)
}

/// The order of the LSTM's forward pass with i after f, which it is made from.
pub(super) fn forward_order_of_lstm(switches: Switches) -> &'static [Variable] {
    if couples(switches, Cell::Lstm) { lstm::FORWARD_COUPLED } else { lstm::FORWARD }
}

pub(super) fn forward(switches: Switches, cell: Cell, variable: Variable, t: usize) -> Option<Formula> {
    match variable {
        Gate(k) if switches.opens(cell, k) => Some(number(1.0)),
        Gate(I) if couples(switches, cell) => Some(one_minus(value(Gate(F), t))),
        _ => None,
    }
}

pub(super) fn backward(switches: Switches, cell: Cell, variable: Variable, t: usize) -> Option<Formula> {
    match variable {
        Pre(k) if switches.opens(cell, k) => Some(number(0.0)),
        Pre(I) if couples(switches, cell) => Some(number(0.0)),
        // i = 1 − f: what arrives at i goes on to f.
        Gate(F) if couples(switches, cell) => Some(lstm::backward(variable, t)? - gradient(Gate(I), t)),
        _ => None,
    }
}
