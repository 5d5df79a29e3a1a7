//! Where everything of a cell's wiring stands, in CSS pixels: strips of units, nodes, wires. Each cell has a file of its
//! own, in which the road that needs no weight is the straight one.

use unrolled_engine::{Cell, CellKind, Switch, Switches};
use unrolled_lab::quantity::{Place, Variable};
use unrolled_plots::Rect;

use super::{gru, lstm, rnn};

/// Of the row of values and the row of gradients below it.
pub const VALUES: f64 = 14.0;
pub const GRADIENTS: f64 = 7.0;
/// A strip takes so much above its values, for its name, and below, for the gradient's number.
pub const ABOVE: f64 = 17.0;
pub const BELOW: f64 = 22.0;
/// Narrower strips have no numbers beside their one letter.
const ROOM_FOR_NUMBERS: f64 = 74.0;
/// Half of a node's width: a circle's, a function's.
const NODE: f64 = 10.0;
pub const TANH: f64 = 21.0;

/// A variable of the step that is looked at, or of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub variable: Variable,
    pub is_before: bool,
}

impl Term {
    pub fn now(variable: Variable) -> Self {
        Self { variable, is_before: false }
    }

    pub fn before(variable: Variable) -> Self {
        Self { variable, is_before: true }
    }

    /// Its value at step `time`, counted from 1.
    pub fn value(self, time: usize) -> Place {
        Place::value(self.variable, time - usize::from(self.is_before))
    }

    pub fn gradient(self, time: usize) -> Place {
        Place::gradient(self.variable, time - usize::from(self.is_before))
    }

    /// Whether there is a gradient of it.
    pub fn has_gradient(self) -> bool {
        self.variable != Variable::Probs
    }
}

/// The values of a term, unit beside unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    pub term: Term,
    pub left: f64,
    /// Of the values.
    pub top: f64,
    pub width: f64,
}

impl Strip {
    pub fn values(&self) -> Rect {
        Rect { left: self.left, top: self.top, width: self.width, height: VALUES }
    }

    pub fn gradients(&self) -> Rect {
        Rect { left: self.left, top: self.top + VALUES + 1.0, width: self.width, height: GRADIENTS }
    }

    /// Whether a number has room beside a name of so many characters.
    pub fn has_numbers(&self, name: usize) -> bool {
        self.width >= ROOM_FOR_NUMBERS + 7.0 * name.saturating_sub(1) as f64
    }
}

/// Where something is computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub sign: &'static str,
    /// What comes out, or what it is a part of.
    pub variable: Variable,
    pub x: f64,
    pub y: f64,
    pub half_width: f64,
}

/// Which part of a gradient comes back along a wire.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Whole,
    /// Those addends that come from the gradients of these, at the step that is looked at.
    Through(Vec<Variable>),
    /// Those addends that come from the step after.
    FromLater,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Wire {
    pub points: Vec<(f64, f64)>,
    /// What goes along it, forward.
    pub carries: Term,
    /// What is computed at its end.
    pub to: Option<Variable>,
    /// What comes back along it: a part of the gradient of this.
    pub gradient_of: Term,
    pub part: Part,
    /// No weight is on it: the road.
    pub is_road: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub cell: Cell,
    pub switches: Switches,
    pub width: f64,
    pub height: f64,
    pub strips: Vec<Strip>,
    pub nodes: Vec<Node>,
    pub wires: Vec<Wire>,
    pub strip_width: f64,
}

impl Layout {
    pub fn new(cell: Cell, switches: Switches, width: f64) -> Self {
        let strip_width = (0.112 * width).clamp(36.0, 126.0).floor();
        let mut layout = Self {
            cell,
            switches,
            width,
            height: 0.0,
            strips: Vec::new(),
            nodes: Vec::new(),
            wires: Vec::new(),
            strip_width,
        };
        match cell {
            Cell::Rnn(activation) => rnn::lay_out(&mut layout, activation),
            Cell::Lstm => lstm::lay_out(&mut layout),
            Cell::Gru(convention) => gru::lay_out(&mut layout, convention),
        }
        layout
    }

    pub fn kind(&self) -> CellKind {
        self.cell.kind()
    }

    /// The middle of a column at a share of the width between the first and the last one.
    pub fn x(&self, share: f64) -> f64 {
        let half = self.strip_width / 2.0 + 3.0;
        (half + share * (self.width - 2.0 * half)).round()
    }

    /// Half of a strip.
    pub fn half(&self) -> f64 {
        self.strip_width / 2.0
    }

    pub(super) fn strip(&mut self, term: Term, x: f64, top: f64) {
        self.strips.push(Strip { term, left: x - self.half(), top, width: self.strip_width });
        self.height = self.height.max(top + VALUES + BELOW);
    }

    pub(super) fn node(&mut self, sign: &'static str, variable: Variable, (x, y): (f64, f64)) {
        let half_width = match sign {
            "tanh" | "relu" => TANH,
            // On a phone it stands at the edge.
            "softmax" if self.strip_width < ROOM_FOR_NUMBERS => self.half() + 2.0,
            "softmax" => 31.0,
            _ => NODE,
        };
        self.nodes.push(Node { sign, variable, x, y, half_width });
        self.height = self.height.max(y + NODE + 2.0);
    }

    /// A wire along which the whole gradient of what it carries comes back.
    pub(super) fn wire(&mut self, carries: Term, to: Variable, points: &[(f64, f64)]) -> &mut Wire {
        self.wires.push(Wire {
            points: points.to_vec(),
            carries,
            to: Some(to),
            gradient_of: carries,
            part: Part::Whole,
            is_road: false,
        });
        self.wires.last_mut().expect("just pushed")
    }

    /// Whether i is 1 − f.
    pub(super) fn is_coupled(&self) -> bool {
        self.cell == Cell::Lstm && self.switches.has(Switch::Coupled)
    }

    /// From Σ up: the pre-activation, its function, the gate; `bottom` is where the wires from the bus come in. To a gate
    /// that is fixed nothing leads from its pre-activation.
    pub(super) fn gate(&mut self, k: usize, function: &'static str, x: f64, levels: Levels) {
        let (pre, gate) = (Term::now(Variable::Pre(k)), Term::now(Variable::Gate(k)));
        self.node("Σ", pre.variable, (x, levels.sum));
        self.wire(pre, pre.variable, &[(x, levels.sum - NODE), (x, levels.pre + VALUES + GRADIENTS)]);
        self.strip(pre, x, levels.pre);
        let fixed = match gate.variable {
            Variable::Gate(k) if self.switches.opens(self.cell, k) => Some("1"),
            Variable::Gate(0) if self.is_coupled() => Some("1−"),
            _ => None,
        };
        self.node(fixed.unwrap_or(function), gate.variable, (x, levels.function));
        if fixed.is_none() {
            self.wire(pre, gate.variable, &[(x, levels.pre), (x, levels.function + NODE)]);
        }
        self.wire(gate, gate.variable, &[(x, levels.function - NODE), (x, levels.gate + VALUES + GRADIENTS)]);
        self.strip(gate, x, levels.gate);
    }

    /// From a state on a wire at `(x, from)` to the distribution: upwards if `up`, else downwards.
    pub(super) fn readout(&mut self, x: f64, from: f64, up: bool) {
        let (y, p) = (Term::now(Variable::Logits), Term::now(Variable::Probs));
        let (sum, logits, softmax, probs, loss) =
            if up { (-20.0, -68.0, -98.0, -147.0, -176.0) } else { (22.0, 56.0, 106.0, 138.0, 184.0) };
        let end = |offset: f64, side: f64| from + offset + if up { side } else { -side };
        self.node("Σ", Variable::Logits, (x, from + sum));
        let to_logits = self.wire(Term::now(Variable::Hidden), Variable::Logits, &[(x, from), (x, end(sum, NODE))]);
        to_logits.part = Part::Through(vec![Variable::Logits]);
        let strip_end = |offset: f64, near: bool| {
            let (near_end, far_end) = if up { (VALUES + GRADIENTS, 0.0) } else { (0.0, VALUES + GRADIENTS) };
            from + offset + if near { near_end } else { far_end }
        };
        self.wire(y, Variable::Logits, &[(x, end(sum, -NODE)), (x, strip_end(logits, true))]);
        self.strip(y, x, from + logits);
        self.node("softmax", Variable::Probs, (x, from + softmax));
        self.wire(y, Variable::Probs, &[(x, strip_end(logits, false)), (x, end(softmax, NODE))]);
        self.wire(p, Variable::Probs, &[(x, end(softmax, -NODE)), (x, strip_end(probs, true))]).gradient_of = y;
        self.strip(p, x, from + probs);
        self.node("L", Variable::StepLoss, (x, from + loss));
        self.wire(p, Variable::StepLoss, &[(x, strip_end(probs, false)), (x, end(loss, NODE))]).gradient_of = y;
    }

    pub fn unit_at(&self, strip: &Strip, count: usize, x: f64) -> usize {
        let share = ((x - strip.left) / strip.width).clamp(0.0, 0.999_999);
        (share * count as f64) as usize
    }
}

/// The heights of the parts of a gate, the tops of strips and the middles of nodes.
#[derive(Clone, Copy)]
pub struct Levels {
    pub gate: f64,
    pub function: f64,
    pub pre: f64,
    pub sum: f64,
    /// Where the state before and the input come along.
    pub bus: f64,
}

pub const LEVELS: Levels = Levels { gate: 136.0, function: 186.0, pre: 214.0, sum: 266.0, bus: 298.0 };
/// The middle of the road.
pub const ROAD: f64 = 40.0;
pub const RADIUS: f64 = NODE;

/// The top of a strip whose values are at this height.
pub fn top_at(y: f64) -> f64 {
    y - VALUES / 2.0
}
