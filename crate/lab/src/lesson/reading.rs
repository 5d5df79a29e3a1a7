//! What a lesson's text may ask of the figure: a number in a sentence is named by what it is, and read off the tape.

use unrolled_engine::measure::norm;
use unrolled_engine::{CellKind, Params, Roads};
use unrolled_tasks::Input;

use crate::experiment::Experiment;
use crate::gradient_lab::half_life;
use crate::score::likeliest;
use crate::settings::BiasKind;
use crate::state::State;

/// A step by its number, from 0, or by where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Step(usize),
    First,
    Last,
}

/// A unit, from 0, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    One(usize),
    Mean,
}

/// What is read off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// ‖∂L/∂h_1‖ / ‖∂L/∂h_T‖, of the losses that are chosen in the gradient lab.
    Kept(CellKind),
    /// ‖∂L/∂h_t‖, of these losses.
    Gradient(CellKind, At),
    /// ‖∂L/∂c_t‖, of these losses.
    CellGradient(CellKind, At),
    /// The step with the smallest ‖∂L/∂h_t‖, of these losses.
    Weakest(CellKind),
    /// ‖∂L/∂W‖ of all weights, before clipping.
    WeightGradient(CellKind),
    /// L, summed over the steps.
    Loss(CellKind),
    /// L over the number of answers.
    MeanLoss(CellKind),
    LossAt(CellKind, At),
    /// p of the right answer.
    Probability(CellKind, At),
    /// The likeliest answer.
    Says(CellKind, At),
    /// The right answer.
    Target(At),
    /// What is read.
    Input(At),
    /// h_t.
    State(CellKind, At, Units),
    /// c_t.
    CellState(CellKind, At, Units),
    /// A gate or candidate by its place in the order of the cell's names.
    Gate(CellKind, usize, At, Units),
    /// Of the cell, without the readout.
    Parameters(CellKind),
    Units(CellKind),
    /// T.
    Steps,
    /// ρ(W_hh).
    Radius(CellKind),
    /// σ_max(W_hh).
    Sigma(CellKind),
    /// Of the cell state with the forget bias that is set, in steps.
    HalfLife,
    /// ∂h_T/∂h_1 of the chain with one unit.
    ChainProduct,
    /// w^(T−1) of the chain.
    ChainPower,
    /// The share of right answers on the test set; known only where the cells are trained.
    Accuracy(CellKind),
    /// The loss of an answer of the test set; known only where the cells are trained.
    TestLoss(CellKind),
    Updates,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    Number(f64),
    /// A step, a unit, a number of things.
    Whole(usize),
    Symbol(String),
    /// There is no such number here, or it is not known yet.
    Nothing,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("reading: expected {wanted}, found {found:?}")]
pub struct ReadingError {
    pub wanted: &'static str,
    pub found: String,
}

impl Reading {
    /// From its words, such as `gradient rnn 3`.
    ///
    /// # Errors
    /// If it is none.
    pub fn parse(text: &str) -> Result<Self, ReadingError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let wrong = |wanted| ReadingError { wanted, found: text.to_owned() };
        let cell = || words.get(1).and_then(|word| cell_of(word)).ok_or_else(|| wrong("rnn, lstm or gru"));
        let at =
            |k: usize| words.get(k).and_then(|word| at_of(word)).ok_or_else(|| wrong("a step from 1, first or last"));
        let units =
            |k: usize| words.get(k).and_then(|word| units_of(word)).ok_or_else(|| wrong("a unit from 1, or mean"));
        let (reading, count) = match *words.first().unwrap_or(&"") {
            "kept" => (Self::Kept(cell()?), 2),
            "gradient" => (Self::Gradient(cell()?, at(2)?), 3),
            "cell-gradient" => (Self::CellGradient(cell()?, at(2)?), 3),
            "weakest" => (Self::Weakest(cell()?), 2),
            "weight-gradient" => (Self::WeightGradient(cell()?), 2),
            "loss" => (Self::Loss(cell()?), 2),
            "mean-loss" => (Self::MeanLoss(cell()?), 2),
            "loss-at" => (Self::LossAt(cell()?, at(2)?), 3),
            "probability" => (Self::Probability(cell()?, at(2)?), 3),
            "says" => (Self::Says(cell()?, at(2)?), 3),
            "target" => (Self::Target(at(1)?), 2),
            "input" => (Self::Input(at(1)?), 2),
            "state" => (Self::State(cell()?, at(2)?, units(3)?), 4),
            "cell-state" => (Self::CellState(cell()?, at(2)?, units(3)?), 4),
            "gate" => {
                let kind = cell()?;
                let gate =
                    words.get(2).and_then(|word| gate_of(kind, word)).ok_or_else(|| wrong("a gate of the cell"))?;
                (Self::Gate(kind, gate, at(3)?, units(4)?), 5)
            }
            "parameters" => (Self::Parameters(cell()?), 2),
            "units" => (Self::Units(cell()?), 2),
            "steps" => (Self::Steps, 1),
            "radius" => (Self::Radius(cell()?), 2),
            "sigma" => (Self::Sigma(cell()?), 2),
            "half-life" => (Self::HalfLife, 1),
            "chain-product" => (Self::ChainProduct, 1),
            "chain-power" => (Self::ChainPower, 1),
            "accuracy" => (Self::Accuracy(cell()?), 2),
            "test-loss" => (Self::TestLoss(cell()?), 2),
            "updates" => (Self::Updates, 1),
            _ => return Err(wrong("the name of a reading")),
        };
        if words.len() == count { Ok(reading) } else { Err(wrong("nothing more")) }
    }

    /// The cell that it is about.
    pub fn cell(self) -> Option<CellKind> {
        match self {
            Self::Kept(kind)
            | Self::Gradient(kind, _)
            | Self::CellGradient(kind, _)
            | Self::Weakest(kind)
            | Self::WeightGradient(kind)
            | Self::Loss(kind)
            | Self::MeanLoss(kind)
            | Self::LossAt(kind, _)
            | Self::Probability(kind, _)
            | Self::Says(kind, _)
            | Self::State(kind, ..)
            | Self::CellState(kind, ..)
            | Self::Gate(kind, ..)
            | Self::Parameters(kind)
            | Self::Units(kind)
            | Self::Radius(kind)
            | Self::Sigma(kind)
            | Self::Accuracy(kind)
            | Self::TestLoss(kind) => Some(kind),
            Self::Target(_)
            | Self::Input(_)
            | Self::Steps
            | Self::HalfLife
            | Self::ChainProduct
            | Self::ChainPower
            | Self::Updates => None,
        }
    }

    /// Whether it is known only where the cells are trained.
    pub fn is_trained(self) -> bool {
        matches!(self, Self::Accuracy(_) | Self::TestLoss(_))
    }

    /// What it is now; of what training measures [`Read::Nothing`].
    pub fn read(self, state: &State, experiment: &Experiment) -> Read {
        match self {
            Self::Target(at) => {
                of_symbol(experiment, at, |t| experiment.sequence.coding.outputs.get(experiment.sequence.class(t)?))
            }
            Self::Input(at) => of_symbol(experiment, at, |t| match experiment.sequence.inputs[t] {
                Some(Input::Symbol(symbol)) => experiment.sequence.coding.inputs.get(symbol),
                _ => None,
            }),
            Self::Says(kind, at) => of_symbol(experiment, at, |t| {
                experiment.sequence.coding.outputs.get(likeliest(experiment.lane(kind).tape.logits(t)))
            }),
            Self::Parameters(kind) => Read::Whole(parameters(experiment, kind)),
            Self::Units(kind) => Read::Whole(experiment.lane(kind).tape.units),
            Self::Steps => Read::Whole(experiment.sequence.steps()),
            Self::Updates => Read::Whole(state.updates as usize),
            Self::Weakest(kind) => {
                let flow = experiment.flow(kind, &state.lab, Roads::default()).h;
                let known = flow.iter().enumerate().filter(|(_, norm)| !norm.is_nan());
                let smallest = known.min_by(|left, right| left.1.total_cmp(right.1));
                smallest.map_or(Read::Nothing, |(t, _)| Read::Whole(t + 1))
            }
            _ => self.number(state, experiment).map_or(Read::Nothing, Read::Number),
        }
    }

    fn number(self, state: &State, experiment: &Experiment) -> Option<f64> {
        let step = |at: At| at.step(experiment.sequence.steps());
        let tape = |kind: CellKind| &experiment.lane(kind).tape;
        let flow = |kind: CellKind| experiment.flow(kind, &state.lab, Roads::default());
        let chain = &state.lab.chain;
        match self {
            Self::Kept(kind) => {
                let norms = flow(kind).h;
                Some(norms.first()? / norms.last()?)
            }
            Self::Gradient(kind, at) => flow(kind).h.get(step(at)?).copied(),
            Self::CellGradient(kind, at) => flow(kind).c?.get(step(at)?).copied(),
            Self::WeightGradient(kind) => {
                let all: Vec<f64> = tape(kind).dparams.tensors().into_iter().flatten().copied().collect();
                Some(norm(&all))
            }
            Self::Loss(kind) => experiment.lane(kind).loss(),
            Self::MeanLoss(kind) => Some(experiment.lane(kind).loss()? / experiment.sequence.losses() as f64),
            Self::LossAt(kind, at) => tape(kind).loss_at(step(at)?),
            Self::Probability(kind, at) => {
                let t = step(at)?;
                tape(kind).probs(t).get(experiment.sequence.class(t)?).copied()
            }
            Self::State(kind, at, units) => units.of(tape(kind).h(step(at)?)),
            Self::CellState(kind, at, units) => units.of(tape(kind).c(step(at)?)),
            Self::Gate(kind, gate, at, units) => {
                let values: Vec<f64> = tape(kind).gate(gate, step(at)?).iter().collect();
                units.of(&values)
            }
            Self::Radius(kind) => experiment.weights_spectrum(kind).radius(),
            Self::Sigma(kind) => experiment.weights_spectrum(kind).largest(),
            Self::HalfLife if state.settings.bias == BiasKind::Constant => Some(half_life(state.settings.forget_bias)),
            Self::ChainProduct => chain.run().products.first().copied(),
            Self::ChainPower => Some(libm::pow(chain.w, chain.steps.saturating_sub(1) as f64)),
            _ => None,
        }
    }
}

/// Of the cell alone, without the readout.
fn parameters(experiment: &Experiment, kind: CellKind) -> usize {
    let lane = experiment.lane(kind);
    let parts = if lane.network.params.encoder.is_some() { 2 } else { 1 };
    parts * Params::<f64>::count_of(lane.network.cell, lane.tape.inputs, lane.tape.units, 0)
}

fn of_symbol<'a>(experiment: &Experiment, at: At, name: impl FnOnce(usize) -> Option<&'a String>) -> Read {
    let found = at.step(experiment.sequence.steps()).and_then(name);
    found.map_or(Read::Nothing, |symbol| Read::Symbol(symbol.clone()))
}

impl At {
    fn step(self, steps: usize) -> Option<usize> {
        match self {
            Self::Step(t) => (t < steps).then_some(t),
            Self::First => (steps > 0).then_some(0),
            Self::Last => steps.checked_sub(1),
        }
    }
}

impl Units {
    fn of(self, values: &[f64]) -> Option<f64> {
        match self {
            Self::One(unit) => values.get(unit).copied(),
            Self::Mean => (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64),
        }
    }
}

pub(crate) fn cell_of(word: &str) -> Option<CellKind> {
    match word {
        "rnn" => Some(CellKind::Rnn),
        "lstm" => Some(CellKind::Lstm),
        "gru" => Some(CellKind::Gru),
        _ => None,
    }
}

fn at_of(word: &str) -> Option<At> {
    match word {
        "first" => Some(At::First),
        "last" => Some(At::Last),
        _ => word.parse::<usize>().ok()?.checked_sub(1).map(At::Step),
    }
}

fn units_of(word: &str) -> Option<Units> {
    match word {
        "mean" => Some(Units::Mean),
        _ => word.parse::<usize>().ok()?.checked_sub(1).map(Units::One),
    }
}

fn gate_of(kind: CellKind, word: &str) -> Option<usize> {
    let names: &[&str] = match kind {
        CellKind::Rnn => &[],
        CellKind::Lstm => &["i", "f", "g", "o"],
        CellKind::Gru => &["r", "z", "n"],
    };
    names.iter().position(|name| *name == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Setting, Settings};
    use crate::url::state_from_fragment;

    fn read(fragment: &str, reading: &str) -> Read {
        let state = state_from_fragment(fragment).unwrap();
        let experiment = Experiment::new(&state.settings).unwrap();
        Reading::parse(reading).unwrap().read(&state, &experiment)
    }

    fn number(fragment: &str, reading: &str) -> f64 {
        match read(fragment, reading) {
            Read::Number(number) => number,
            other => panic!("{reading}: {other:?}"),
        }
    }

    #[test]
    fn readings_are_those_of_the_tape() {
        let settings = Settings::default().with(Setting::Units(5)).unwrap();
        let experiment = Experiment::new(&settings).unwrap();
        let tape = &experiment.lane(CellKind::Gru).tape;
        let of = |reading: &str| number("v=1&units=5", reading);
        assert_eq!(of("gradient gru 2"), tape.dh_norm(1));
        assert_eq!(of("kept gru"), tape.dh_norm(0) / tape.dh_norm(3));
        assert_eq!(of("state gru 3 2"), tape.h(2)[1]);
        assert_eq!(of("gate gru z 1 4"), tape.gate(1, 0).at(0, 3));
        assert_eq!(of("loss gru"), tape.loss());
        assert_eq!(of("mean-loss gru"), tape.loss() / 4.0);
        // e follows h.
        assert_eq!(of("probability gru 1"), tape.probs(0)[experiment.sequence.class(0).unwrap()]);
        assert_eq!(read("v=1", "target first"), Read::Symbol("e".into()));
        assert_eq!(read("v=1", "input 1"), Read::Symbol("h".into()));
    }

    #[test]
    fn sizes_are_counted_by_hand() {
        // Five units that read four symbols: 5·5 + 5·4 + 2·5 for a gate, of which the cells have 1, 4 and 3.
        assert_eq!(read("v=1&units=5", "parameters rnn"), Read::Whole(55));
        assert_eq!(read("v=1&units=5", "parameters lstm"), Read::Whole(220));
        assert_eq!(read("v=1&units=5", "parameters gru"), Read::Whole(165));
        assert_eq!(read("v=1&units=5", "steps"), Read::Whole(4));
    }

    #[test]
    fn the_chain_multiplies_by_three_twice() {
        assert_eq!(number("v=1", "chain-product"), 9.0);
        assert_eq!(number("v=1&chain=5", "chain-power"), 81.0);
        assert!((number("v=1&forget=0", "half-life") - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_not_there_is_nothing() {
        assert_eq!(read("v=1", "cell-gradient gru 1"), Read::Nothing);
        assert_eq!(read("v=1", "gradient gru 5"), Read::Nothing);
        assert_eq!(read("v=1&bias=chrono", "half-life"), Read::Nothing);
        for text in ["", "kept", "kept lstm 3", "gate rnn f 1 1", "gradient rnn 0", "state rnn 1"] {
            assert!(Reading::parse(text).is_err(), "{text:?}");
        }
    }
}
