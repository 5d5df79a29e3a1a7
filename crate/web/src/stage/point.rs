//! Something on the stage that can be pointed at, with the mouse or with the keyboard.

use unrolled_engine::CellKind;
use unrolled_lab::quantity::Variable;

use super::plan::{Form, Plan};

/// Which of a cell's states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateKind {
    H,
    C,
}

impl StateKind {
    pub fn symbol(self) -> &'static str {
        match self {
            StateKind::H => "h",
            StateKind::C => "c",
        }
    }

    pub fn variable(self) -> Variable {
        match self {
            StateKind::H => Variable::Hidden,
            StateKind::C => Variable::Cell,
        }
    }

    /// What the colours of its strip reach to: a tanh state stays within ±1, a cell state does not; beyond ±2 its colour
    /// stays that of the end, and the exact value stands in the read-out.
    pub fn domain(self) -> f64 {
        match self {
            StateKind::H => 1.0,
            StateKind::C => 2.0,
        }
    }
}

/// The sets of weights that are used again at every step, or at every step of the encoder if it has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedWeight {
    InputToState,
    StateToState,
    StateToOutput,
    InputToEncoder,
    EncoderToEncoder,
}

impl SharedWeight {
    pub const ALL: [Self; 5] =
        [Self::InputToState, Self::StateToState, Self::StateToOutput, Self::InputToEncoder, Self::EncoderToEncoder];

    pub fn is_of_encoder(self) -> bool {
        matches!(self, Self::InputToEncoder | Self::EncoderToEncoder)
    }

    /// What step `t` uses in its place, if the first `source` steps are those of an encoder with weights of its own.
    pub fn at_step(self, t: usize, source: usize) -> Self {
        match self {
            Self::InputToState if t < source => Self::InputToEncoder,
            Self::StateToState if t < source => Self::EncoderToEncoder,
            other => other,
        }
    }

    /// The index below the W.
    pub fn index(self) -> &'static str {
        match self {
            Self::InputToState => "xh",
            Self::StateToState => "hh",
            Self::StateToOutput => "hy",
            Self::InputToEncoder => "xh.enc",
            Self::EncoderToEncoder => "hh.enc",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    Input,
    /// A hidden unit, from 0.
    Unit(StateKind, usize),
    /// A bar of the output distribution, by its place from the left; in the heat map p(target).
    Slot(usize),
    /// ∂L/∂h_t.
    Gradient,
}

/// An item of one step; only the input belongs to no cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub cell: Option<CellKind>,
    pub t: usize,
    pub item: Item,
}

/// A key that moves the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PreviousLane,
    NextLane,
}

impl Move {
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" => Self::Left,
            "ArrowRight" => Self::Right,
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            "Home" => Self::Home,
            "End" => Self::End,
            "PageUp" => Self::PreviousLane,
            "PageDown" => Self::NextLane,
            _ => return None,
        })
    }
}

impl Point {
    /// Where a key leads from here; at the edges it stays.
    pub fn moved(self, to: Move, plan: &Plan) -> Self {
        let last = plan.input.steps.saturating_sub(1);
        let items = items(plan);
        let here = items.iter().position(|item| *item == (self.cell, self.item)).unwrap_or(0);
        let at = |index: usize| Self { cell: items[index].0, item: items[index].1, ..self };
        match to {
            Move::Left => Self { t: self.t.saturating_sub(1), ..self },
            Move::Right => Self { t: (self.t + 1).min(last), ..self },
            Move::Home => Self { t: 0, ..self },
            Move::End => Self { t: last, ..self },
            Move::Up => at(here.saturating_sub(1)),
            Move::Down => at((here + 1).min(items.len() - 1)),
            Move::NextLane => {
                let next = (here..items.len()).find(|index| items[*index].0 != items[here].0);
                at(next.unwrap_or(here))
            }
            Move::PreviousLane => {
                let before = (0..here).rev().find(|index| items[*index].0 != items[here].0);
                let first = before.and_then(|before| items.iter().position(|item| item.0 == items[before].0));
                at(first.unwrap_or(0))
            }
        }
    }
}

/// Everything in one column, from top to bottom.
fn items(plan: &Plan) -> Vec<(Option<CellKind>, Item)> {
    let mut items = vec![(None, Item::Input)];
    for lane in &plan.lanes {
        for strip in &lane.strips {
            items.extend((0..plan.units(lane.cell)).map(|unit| (Some(lane.cell), Item::Unit(strip.state, unit))));
        }
        let slots = if plan.form == Form::HeatMap { 1 } else { plan.slots };
        items.extend((0..slots).map(|slot| (Some(lane.cell), Item::Slot(slot))));
        items.push((Some(lane.cell), Item::Gradient));
    }
    items
}
