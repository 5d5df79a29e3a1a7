//! Break-points: where in an iteration playing stops by itself, and why.
//!
//! A condition stops at the *first* moment at which it is true: where it holds and did not hold at the same cell's step
//! before, in the order of the timeline. Forward that is step t − 1, backward step t + 1, and nothing holds before an
//! iteration begins. So playing does not stop at each of the moments that follow; it stops again where the condition
//! comes true anew.

use unrolled_engine::order::sort_by;
use unrolled_engine::{Activation, Cell, CellKind};

use crate::experiment::{Experiment, Lane};
use crate::quantity::{Outline, Place, Variable};
use crate::settings::{Range, Rejection};
use crate::state::{Command, Granularity, State};
use crate::timeline::Moment;

/// Left-saturated is a gate below the first, right-saturated one above the second of these.
///
/// Karpathy, Johnson and Fei-Fei 2015, "Visualizing and understanding recurrent networks", gate activation statistics.
pub const SATURATED_GATE: (f64, f64) = (0.1, 0.9);
/// The plain RNN has no gates; its tanh units count as saturated where |h| is above this: their slope 1 − h² is below 0.19.
pub const SATURATED_TANH: f64 = 0.9;

/// What playing can stop at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// A step that is chosen.
    Step,
    /// ‖∂L/∂h_t‖₂ of a shown cell is smaller than a limit.
    Small,
    /// ‖∂L/∂h_t‖₂ of a shown cell is larger than a limit, or no number any more.
    Large,
    /// A unit of a shown cell is saturated: a σ gate outside of [`SATURATED_GATE`]; in the RNN, which has none, a tanh unit
    /// beyond [`SATURATED_TANH`]. Candidates (g, n) are no gates, rectified units have no such end, and a gate that is fixed
    /// open was not driven there.
    Saturated,
}

impl Condition {
    pub const ALL: [Self; 4] = [Self::Step, Self::Small, Self::Large, Self::Saturated];
}

/// In which pass the chosen step counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Way {
    #[default]
    Both,
    Forward,
    Backward,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::Both, Self::Forward, Self::Backward];
}

/// What playing stops at. The numbers stay when their condition is put off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stops {
    /// In the order of [`Condition::ALL`].
    pub on: [bool; 4],
    /// Of [`Condition::Step`], from 1.
    pub step: usize,
    pub way: Way,
    /// Of [`Condition::Small`].
    pub below: f64,
    /// Of [`Condition::Large`].
    pub above: f64,
}

impl Default for Stops {
    fn default() -> Self {
        Self { on: [false; 4], step: 5, way: Way::Both, below: 1e-3, above: 10.0 }
    }
}

impl Stops {
    /// As many steps as the longest text has.
    pub const STEP: Range = Range { setting: "step", smallest: 1.0, largest: 199.0 };
    pub const BELOW: Range = Range { setting: "below", smallest: 1e-12, largest: 1e12 };
    pub const ABOVE: Range = Range { setting: "above", smallest: 1e-12, largest: 1e12 };

    pub fn has(&self, condition: Condition) -> bool {
        self.on[condition as usize]
    }

    /// How many conditions count.
    pub fn count(&self) -> usize {
        self.on.iter().filter(|on| **on).count()
    }

    /// # Errors
    /// The first number that is outside of its range.
    pub fn check(&self) -> Result<(), Rejection> {
        Self::STEP.check(self.step as f64)?;
        Self::BELOW.check(self.below)?;
        Self::ABOVE.check(self.above)
    }

    fn has_step(&self, moment: Moment) -> bool {
        let (t, way) = match moment {
            Moment::Forward { t } => (t, Way::Forward),
            Moment::Backward { t } => (t, Way::Backward),
            Moment::Loss | Moment::Update => return false,
        };
        self.has(Condition::Step) && t + 1 == self.step && (self.way == Way::Both || self.way == way)
    }
}

/// A place to stop at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Moment and operation, as [`State::position`] has them.
    pub position: (usize, usize),
    pub reason: Reason,
}

/// What has come true; steps and units are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    Step { t: usize },
    Small { cell: CellKind, t: usize, norm: f64 },
    Large { cell: CellKind, t: usize, norm: f64 },
    Saturated { cell: CellKind, t: usize, unit: Unit },
}

/// A unit that is saturated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// Its gate in the order of [`Cell::gate_names`]; none is the state of the RNN.
    pub gate: Option<usize>,
    pub index: usize,
    pub value: f64,
}

impl Reason {
    /// Whose number it is, unless it is about none.
    pub fn cell(self) -> Option<CellKind> {
        self.number().map(|(cell, _)| cell)
    }

    /// Whose number it is and which, unless it is about no number.
    fn number(self) -> Option<(CellKind, Place)> {
        Some(match self {
            Self::Step { .. } => return None,
            Self::Small { cell, t, .. } | Self::Large { cell, t, .. } => {
                (cell, Place::gradient(Variable::Hidden, t + 1))
            }
            Self::Saturated { cell, t, unit } => {
                (cell, Place::value(unit.gate.map_or(Variable::Hidden, Variable::Gate), t + 1))
            }
        })
    }
}

impl Stop {
    /// What puts the cursor there, and leaves the granularity as it is.
    pub fn seek(&self, granularity: Granularity) -> Command {
        let (index, operation) = self.position;
        match granularity {
            Granularity::Operation => Command::SeekOperation(index, operation),
            Granularity::Step | Granularity::Pass => Command::Seek(index),
        }
    }
}

impl Experiment {
    /// Every place of an iteration to stop at, in the order of the timeline.
    ///
    /// By operations the chosen step stops at its first one, and a number of the cell that is looked into at the one that
    /// computes it; numbers of the other cells are there when the moment is done.
    pub fn stops(&self, state: &State) -> Vec<Stop> {
        if state.stops.count() == 0 {
            return Vec::new();
        }
        let (timeline, viewed) = (self.timeline(), state.viewed());
        let outline = (state.granularity == Granularity::Operation).then(|| state.outline(viewed));
        let shown = state.shown_cells();
        let mut stops = Vec::new();
        for index in 0..timeline.len() {
            let moment = timeline.moment(index);
            for reason in self.reasons(&state.stops, &shown, moment) {
                let operation = outline.as_ref().map_or(0, |outline| operation_of(outline, viewed, moment, reason));
                stops.push(Stop { position: (index, operation), reason });
            }
        }
        sort_by(&mut stops, |one, other| one.position.cmp(&other.position));
        stops
    }

    /// The first stop of the iteration behind a position, or the very first.
    pub fn next_stop(&self, state: &State, behind: Option<(usize, usize)>) -> Option<Stop> {
        self.stops(state).into_iter().find(|stop| behind.is_none_or(|behind| stop.position > behind))
    }

    /// The first stop that playing from one state to the next has reached or gone over. These are the numbers of the
    /// latter, which may have been updated since.
    pub fn stop_between(&self, before: &State, now: &State) -> Option<Stop> {
        let behind = (now.updates == before.updates).then(|| before.position());
        self.next_stop(now, behind).filter(|stop| stop.position <= now.position())
    }

    /// Why to stop where the cursor stands.
    pub fn reasons_here(&self, state: &State) -> Vec<Reason> {
        let here = self.stops(state).into_iter().filter(|stop| stop.position == state.position());
        here.map(|stop| stop.reason).collect()
    }

    /// What comes true at a moment.
    fn reasons(&self, stops: &Stops, shown: &[CellKind], moment: Moment) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if let (true, Moment::Forward { t } | Moment::Backward { t }) = (stops.has_step(moment), moment) {
            reasons.push(Reason::Step { t });
        }
        for kind in shown {
            let lane = self.lane(*kind);
            match moment {
                Moment::Forward { t } if stops.has(Condition::Saturated) => reasons.extend(saturation(lane, t)),
                Moment::Backward { t } => reasons.extend(gradient(stops, lane, t)),
                Moment::Forward { .. } | Moment::Loss | Moment::Update => {}
            }
        }
        reasons
    }
}

fn operation_of(outline: &Outline, viewed: CellKind, moment: Moment, reason: Reason) -> usize {
    let Some((cell, place)) = reason.number() else { return 0 };
    let operations = outline.operations(moment);
    let computes = operations.iter().position(|operation| operation.places.contains(&place));
    computes.filter(|_| cell == viewed).unwrap_or(operations.len() - 1)
}

fn saturation(lane: &Lane, t: usize) -> Option<Reason> {
    if t > 0 && saturated_unit(lane, t - 1).is_some() {
        return None;
    }
    saturated_unit(lane, t).map(|unit| Reason::Saturated { cell: lane.kind, t, unit })
}

/// The first one in the order of gates and units.
fn saturated_unit(lane: &Lane, t: usize) -> Option<Unit> {
    let tape = &lane.tape;
    let gates: &[usize] = match tape.cell {
        Cell::Rnn(Activation::Relu) => return None,
        Cell::Rnn(Activation::Tanh) => {
            let index = tape.h(t).iter().position(|h| h.abs() > SATURATED_TANH)?;
            return Some(Unit { gate: None, index, value: tape.h(t)[index] });
        }
        // i, f, o; r, z.
        Cell::Lstm => &[0, 1, 3],
        Cell::Gru(_) => &[0, 1],
    };
    let (low, high) = SATURATED_GATE;
    let switches = lane.network.switches;
    gates.iter().filter(|gate| !switches.opens(tape.cell, **gate)).find_map(|gate| {
        let mut units = tape.gate(*gate, t).iter().enumerate();
        let (index, value) = units.find(|(_, value)| *value < low || *value > high)?;
        Some(Unit { gate: Some(*gate), index, value })
    })
}

fn gradient(stops: &Stops, lane: &Lane, t: usize) -> Vec<Reason> {
    let (cell, norm) = (lane.kind, lane.tape.dh_norm(t));
    let before = (t + 1 < lane.tape.steps).then(|| lane.tape.dh_norm(t + 1));
    let comes_true = |holds: &dyn Fn(f64) -> bool| holds(norm) && !before.is_some_and(holds);
    let is_small = |norm: f64| norm < stops.below;
    let is_large = |norm: f64| norm > stops.above || norm.is_nan();
    let small = stops.has(Condition::Small) && comes_true(&is_small);
    let large = stops.has(Condition::Large) && comes_true(&is_large);
    let mut reasons = Vec::new();
    reasons.extend(small.then_some(Reason::Small { cell, t, norm }));
    reasons.extend(large.then_some(Reason::Large { cell, t, norm }));
    reasons
}
