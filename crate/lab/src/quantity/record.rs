//! One iteration of one network with all of its numbers: what a place holds, and which formula it was computed by.

use std::borrow::Cow;

use unrolled_engine::{Batch, Cell, Clipping, Inputs, Network, NextUpdate, Optimizer, Params, Tape, Targets};

use super::formula::{gradient, number, value};
use super::operation::Outline;
use super::{Dimensions, Entry, Formula, Place, Quantity, Stage, Variable, Weight};
use super::{gru, lstm, readout, rnn, switches, update, weights};
use crate::timeline::{Moment, Timeline};

/// A network, the one sequence that it read, the tape of both passes, and the update that follows.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    pub network: &'a Network<f64>,
    /// Of one sequence.
    pub batch: &'a Batch<f64>,
    pub tape: &'a Tape<f64>,
    /// Before the update.
    pub optimizer: &'a Optimizer<f64>,
    pub clipping: Clipping,
    pub next: &'a NextUpdate,
    /// Whether the sequence is all that the update is made from.
    pub updates: bool,
}

/// The numbers of a place, row-major; a vector is one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers<'a> {
    pub rows: usize,
    pub cols: usize,
    pub data: Cow<'a, [f64]>, // (rows, cols)
}

impl Numbers<'_> {
    pub fn at(&self, row: usize, col: usize) -> f64 {
        self.data[row * self.cols + col]
    }
}

fn vector(data: &[f64]) -> Numbers<'_> {
    Numbers { rows: data.len(), cols: 1, data: Cow::Borrowed(data) }
}

fn owned<'a>(data: Vec<f64>) -> Numbers<'a> {
    Numbers { rows: data.len(), cols: 1, data: Cow::Owned(data) }
}

impl<'a> Record<'a> {
    /// What kinds of places there are.
    pub fn outline(&self) -> Outline {
        Outline {
            cell: self.network.cell,
            switches: self.network.switches,
            has_encoder: self.network.params.encoder.is_some(),
            dimensions: self.dimensions(),
            loss: self.network.loss,
            targets: (0..self.tape.steps).map(|t| self.batch.targets.is_present(t)).collect(),
            optimizer: self.optimizer.kind,
            clips: self.clipping != Clipping::Off,
            updates: self.updates,
        }
    }

    pub fn dimensions(&self) -> Dimensions {
        let tape = self.tape;
        Dimensions { inputs: tape.inputs, units: tape.units, outputs: tape.outputs }
    }

    /// (rows, columns) of a place.
    pub fn shape(&self, place: Place) -> (usize, usize) {
        self.dimensions().shape(place)
    }

    /// T.
    pub fn steps(&self) -> usize {
        self.tape.steps
    }

    fn has_target(&self, time: usize) -> bool {
        time > 0 && self.batch.targets.is_present(time - 1)
    }

    /// The last step that has a target: what comes later has no part in the loss. 0 if there is none.
    fn last_target(&self) -> usize {
        (1..=self.steps()).rev().find(|time| self.has_target(*time)).unwrap_or(0)
    }

    /// Whether the loss depends on what step `time` did with a weight. The readout sees only what is measured, an encoder
    /// only the source.
    pub(super) fn has_part(&self, weight: Weight, time: usize) -> bool {
        if weight.is_readout() {
            return self.has_target(time);
        }
        (1..=self.last_target()).contains(&time) && weight.is_of_encoder() == self.is_encoding(time)
    }

    /// Whether step `time`, from 1, is one of an encoder with weights of its own.
    pub fn is_encoding(&self, time: usize) -> bool {
        (1..=self.tape.source()).contains(&time)
    }

    /// The weights of a formula of step `time` as those of its part.
    fn in_part(&self, formula: Formula, time: usize) -> Formula {
        if self.is_encoding(time) { formula.of_encoder() } else { formula }
    }

    /// The class that step `time` is to predict, with the cross-entropy.
    pub fn target_class(&self, time: usize) -> Option<usize> {
        match &self.batch.targets {
            Targets::Classes(classes) if time > 0 => classes[time - 1],
            _ => None,
        }
    }

    /// The symbol that step `time` reads, if its input is one-hot.
    pub fn input_symbol(&self, time: usize) -> Option<usize> {
        match &self.batch.inputs {
            Inputs::Symbols(symbols) if time > 0 => symbols[time - 1],
            _ => None,
        }
    }

    /// Whether the input of a step is one-hot or missing, so that a product with it is a choice of a column.
    pub(super) fn reads_symbols(&self) -> bool {
        matches!(self.batch.inputs, Inputs::Symbols(_))
    }

    /// The numbers of a place.
    ///
    /// # Panics
    /// If the network has no such place: see [`Outline::operations`] and [`Record::is_place`].
    pub fn numbers(&self, place: Place) -> Numbers<'a> {
        match place.quantity {
            Quantity::Value(variable) => self.value(variable, place.time),
            Quantity::Gradient(variable) => self.gradient(variable, place.time),
            Quantity::GradientNorm => owned(vec![self.next.clip.norm_before]),
            Quantity::Update(stage, weight) => {
                let memory = |optimizer: &'a Optimizer<f64>, which| {
                    optimizer.memory().nth(which).expect("the optimizer remembers as much")
                };
                let params = match stage {
                    Stage::Clipped => &self.next.gradient,
                    Stage::Remembered(which) => memory(self.optimizer, which),
                    Stage::Remembers(which) => memory(&self.next.optimizer, which),
                    Stage::After => &self.next.params,
                };
                self.block(params, weight)
            }
        }
    }

    pub fn entry(&self, entry: Entry) -> f64 {
        self.numbers(entry.place).at(entry.row, entry.col)
    }

    /// Whether the network has such a place.
    pub fn is_place(&self, place: Place) -> bool {
        self.outline().is_place(place)
    }

    fn value(&self, variable: Variable, time: usize) -> Numbers<'a> {
        let tape = self.tape;
        // States stand at their time, everything else at its step.
        let t = time.saturating_sub(1);
        match variable {
            Variable::Hidden if time == 0 => vector(tape.h_before(0)),
            Variable::Cell if time == 0 => vector(tape.c_before(0)),
            Variable::Hidden => vector(tape.h(t)),
            Variable::Cell => vector(tape.c(t)),
            Variable::Input => self.input(t),
            Variable::Pre(k) => vector(&tape.pre(t)[k * tape.units..][..tape.units]),
            Variable::Gate(k) => vector(tape.gate(k, t).row(0)),
            Variable::Extra => vector(tape.extra(t)),
            Variable::Logits => vector(tape.logits(t)),
            Variable::Probs => vector(tape.probs(t)),
            Variable::Target => self.target(t),
            Variable::StepLoss => owned(vec![tape.loss_at(t).unwrap_or(0.0)]),
            Variable::Loss => owned(vec![tape.loss()]),
            Variable::Weight(weight) => self.block(&self.network.params, weight),
        }
    }

    fn gradient(&self, variable: Variable, time: usize) -> Numbers<'a> {
        let tape = self.tape;
        let t = time.saturating_sub(1);
        match variable {
            Variable::Hidden if time == 0 => vector(tape.dh_before(0)),
            Variable::Cell if time == 0 => vector(tape.dc_before(0)),
            Variable::Hidden => vector(tape.dh(t)),
            Variable::Cell => vector(tape.dc(t)),
            Variable::Input => vector(tape.dx(t)),
            Variable::Pre(k) => vector(&tape.dpre(t)[k * tape.units..][..tape.units]),
            Variable::Gate(k) => vector(tape.dgate(k, t).row(0)),
            Variable::Extra => vector(tape.dextra(t)),
            Variable::Logits => vector(tape.dlogits(t)),
            Variable::Weight(weight) => self.block(&tape.dparams, weight),
            Variable::Probs | Variable::Target | Variable::StepLoss | Variable::Loss => {
                unreachable!("the outline has no gradient of {variable:?}")
            }
        }
    }

    fn input(&self, t: usize) -> Numbers<'a> {
        let inputs = self.tape.inputs;
        match &self.batch.inputs {
            Inputs::Symbols(symbols) => {
                owned((0..inputs).map(|k| f64::from(u8::from(symbols[t] == Some(k)))).collect())
            }
            Inputs::Vectors { values, present } if present[t] => vector(&values[t * inputs..][..inputs]),
            Inputs::Vectors { .. } => owned(vec![0.0; inputs]),
        }
    }

    fn target(&self, t: usize) -> Numbers<'a> {
        let outputs = self.tape.outputs;
        match &self.batch.targets {
            Targets::Classes(classes) => {
                owned((0..outputs).map(|k| f64::from(u8::from(classes[t] == Some(k)))).collect())
            }
            Targets::Vectors { values, .. } => vector(&values[t * outputs..][..outputs]),
        }
    }

    fn block(&self, params: &'a Params<f64>, weight: Weight) -> Numbers<'a> {
        let (rows, cols) = params.shapes()[weight.tensor];
        let rows = if weight.is_readout() { rows } else { self.tape.units };
        let data = &params.tensors()[weight.tensor][weight.block * rows * cols..][..rows * cols];
        Numbers { rows, cols, data: Cow::Borrowed(data) }
    }

    /// How the numbers of a place were computed; `None` for what is given: inputs, targets, the state before the first
    /// step, the weights, and what the optimizer remembered.
    pub fn formula(&self, place: Place) -> Option<Formula> {
        let t = place.time;
        match place.quantity {
            Quantity::Value(variable) => self.forward(variable, t),
            Quantity::Gradient(variable) => self.backward(variable, t),
            Quantity::GradientNorm => {
                let gradient = |weight| Place::gradient(Variable::Weight(weight), 0);
                Some(Formula::Norm(self.outline().weights().into_iter().map(gradient).collect()))
            }
            Quantity::Update(stage, weight) => {
                let kind = self.optimizer.kind;
                match stage {
                    Stage::Clipped => update::clipped(self.clipping, weight),
                    Stage::Remembered(_) => None,
                    Stage::Remembers(which) => update::remembers(kind, self.clipping, weight, which),
                    Stage::After => {
                        let (rate, n) = (self.optimizer.learning_rate, self.optimizer.steps() + 1);
                        Some(update::after(kind, rate, n, self.clipping, weight))
                    }
                }
            }
        }
    }

    fn forward(&self, variable: Variable, t: usize) -> Option<Formula> {
        if variable == Variable::Loss {
            let measured = (1..=self.steps()).filter(|t| self.has_target(*t));
            return Some(Formula::OverTime(measured.map(|t| (t, value(Variable::StepLoss, t))).collect()));
        }
        if t == 0 {
            return None;
        }
        let Network { cell, switches, .. } = *self.network;
        switches::forward(switches, cell, variable, t)
            .or_else(|| match cell {
                Cell::Rnn(activation) => rnn::forward(activation, variable, t),
                Cell::Lstm => lstm::forward(variable, t),
                Cell::Gru(convention) => gru::forward(convention, variable, t),
            })
            .map(|formula| self.in_part(formula, t))
            .or_else(|| readout::forward(self.network.loss, variable, t, self.target_class(t)))
    }

    fn backward(&self, variable: Variable, t: usize) -> Option<Formula> {
        match variable {
            Variable::Weight(weight) => {
                let steps = (1..=self.steps()).filter(|t| self.has_part(weight, *t));
                Some(Formula::OverTime(steps.map(|t| (t, weights::share(self.network.cell, weight, t))).collect()))
            }
            Variable::Hidden => Some(Formula::sum(self.arrives_at_state(t))),
            Variable::Cell => Some(Formula::sum(self.arrives_at_cell(t))),
            Variable::Logits if self.has_target(t) => Some(readout::to_logits(self.network.loss, t, self.tape.outputs)),
            Variable::Logits => Some(number(0.0)),
            Variable::Input => {
                let of_block = |k| {
                    Formula::TransposedTimes(Place::weight(Weight::INPUT, k), Box::new(gradient(Variable::Pre(k), t)))
                };
                let blocks = 0..self.network.cell.gate_blocks();
                Some(self.in_part(Formula::sum(blocks.map(of_block).collect()), t))
            }
            _ => switches::backward(self.network.switches, self.network.cell, variable, t)
                .or_else(|| match self.network.cell {
                    Cell::Rnn(activation) => rnn::backward(activation, variable, t),
                    Cell::Lstm => lstm::backward(variable, t),
                    Cell::Gru(convention) => gru::backward(convention, variable, t),
                })
                .map(|formula| self.in_part(formula, t)),
        }
    }

    /// What h_t gets: from its own readout, and from step t+1.
    fn arrives_at_state(&self, t: usize) -> Vec<Formula> {
        let own = self.has_target(t).then(|| readout::to_state(t));
        let back = (t < self.last_target()).then(|| match self.network.cell {
            Cell::Rnn(_) => rnn::to_state_before(t + 1),
            Cell::Lstm => lstm::to_state_before(t + 1),
            Cell::Gru(convention) => gru::to_state_before(convention, t + 1),
        });
        own.into_iter().chain(back.map(|back| self.in_part(back, t + 1))).collect()
    }

    /// What c_t gets: from its own h_t, and from step t+1.
    fn arrives_at_cell(&self, t: usize) -> Vec<Formula> {
        let own = (1..=self.last_target()).contains(&t).then(|| lstm::to_cell(t));
        let back = (t < self.last_target()).then(|| lstm::to_cell_before(t + 1));
        own.into_iter().chain(back).collect()
    }

    /// Every place whose formula reads this one, in the order in which they are computed.
    pub fn used_by(&self, place: Place) -> Vec<Place> {
        let outline = self.outline();
        let is_near = |moment: Moment| match moment {
            // What has no time, a weight, is used at every step.
            _ if !place.quantity.has_time() => true,
            Moment::Forward { t } | Moment::Backward { t } => (t + 1).abs_diff(place.time) <= 1,
            Moment::Loss | Moment::Update => true,
        };
        let timeline = Timeline::new(self.steps());
        let moments = (0..timeline.len()).map(|index| timeline.moment(index)).filter(|moment| is_near(*moment));
        let operations = moments.flat_map(|moment| outline.operations(moment));
        let reads = |user: &Place| self.formula(*user).is_some_and(|formula| formula.operands().contains(&place));
        operations.flat_map(|operation| operation.places).filter(reads).collect()
    }

    /// What a step contributes to ∂L/∂ a weight, all rows and columns.
    pub fn share(&self, weight: Weight, t: usize) -> Formula {
        weights::share(self.network.cell, weight, t)
    }
}
