//! The operations of a moment, in the order in which they happen.

use unrolled_engine::{Cell, LossKind, OptimizerKind, PARAMETER_NAMES, Switches, TENSOR_NAMES};

use super::{Dimensions, Place, Quantity, Stage, Variable, Weight};
use super::{gru, lstm, rnn, switches, update};
use crate::timeline::Moment;

/// What is computed at once: the same stage of several weights, or one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Never empty.
    pub places: Vec<Place>,
}

/// Everything about a network and its sequence that decides which places there are, and no number.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    pub cell: Cell,
    pub switches: Switches,
    /// Whether the steps that read the source have weights of their own.
    pub has_encoder: bool,
    pub dimensions: Dimensions,
    pub loss: LossKind,
    /// Which steps have a target.
    pub targets: Vec<bool>, // (T)
    pub optimizer: OptimizerKind,
    pub clips: bool,
    /// Whether the sequence is all that the update is made from. Otherwise the gradient is the last that is computed.
    pub updates: bool,
}

impl Outline {
    fn forward_order(&self) -> &'static [Variable] {
        match self.cell {
            Cell::Rnn(_) => rnn::FORWARD,
            Cell::Lstm => switches::forward_order_of_lstm(self.switches),
            Cell::Gru(convention) => gru::forward_order(convention),
        }
    }

    fn backward_order(&self) -> &'static [Variable] {
        match self.cell {
            Cell::Rnn(_) => rnn::BACKWARD,
            Cell::Lstm => lstm::BACKWARD,
            Cell::Gru(_) => gru::BACKWARD,
        }
    }

    /// One gate's rows of each tensor, in the order of the tensors.
    pub fn weights(&self) -> Vec<Weight> {
        (0..self.tensors()).flat_map(|tensor| self.blocks(tensor)).collect()
    }

    fn tensors(&self) -> usize {
        if self.has_encoder { TENSOR_NAMES.len() } else { PARAMETER_NAMES.len() }
    }

    fn blocks(&self, tensor: usize) -> Vec<Weight> {
        let blocks = if (Weight { tensor, block: 0 }).is_readout() { 1 } else { self.cell.gate_blocks() };
        (0..blocks).map(|block| Weight { tensor, block }).collect()
    }

    /// The operations of a moment, each of which may read what those before it have computed.
    pub fn operations(&self, moment: Moment) -> Vec<Operation> {
        let one = |place| Operation { places: vec![place] };
        match moment {
            Moment::Forward { t } => {
                let probs = (self.loss == LossKind::CrossEntropy).then_some(Variable::Probs);
                let readout = [Variable::Logits].into_iter().chain(probs);
                self.forward_order().iter().copied().chain(readout).map(|v| one(Place::value(v, t + 1))).collect()
            }
            Moment::Loss => {
                let measured = (1..=self.targets.len()).filter(|t| self.targets[t - 1]);
                let each = measured.map(|t| one(Place::value(Variable::StepLoss, t)));
                each.chain([one(Place::value(Variable::Loss, 0))]).collect()
            }
            Moment::Backward { t } => {
                let logits = self.targets[t].then_some(Variable::Logits);
                let here = logits.into_iter().chain(self.backward_order().iter().copied()).chain([Variable::Input]);
                let here = here.map(|variable| one(Place::gradient(variable, t + 1)));
                // What comes back to the state before the first step.
                let initial = [Variable::Cell, Variable::Hidden].into_iter().filter(|_| t == 0);
                let initial = initial.filter(|state| *state == Variable::Hidden || self.cell.has_cell_state());
                here.chain(initial.map(|state| one(Place::gradient(state, 0)))).collect()
            }
            Moment::Update => self.update_operations(),
        }
    }

    fn update_operations(&self) -> Vec<Operation> {
        let all = |quantity: &dyn Fn(Weight) -> Quantity, tensor: usize| Operation {
            places: self.blocks(tensor).into_iter().map(|w| Place { quantity: quantity(w), time: 0 }).collect(),
        };
        let mut stages: Vec<&dyn Fn(Weight) -> Quantity> = Vec::new();
        let clipped = |w| Quantity::Update(Stage::Clipped, w);
        let (first, second) =
            (|w| Quantity::Update(Stage::Remembers(0), w), |w| Quantity::Update(Stage::Remembers(1), w));
        let after = |w| Quantity::Update(Stage::After, w);
        if self.clips {
            stages.push(&clipped);
        }
        let memories: [&dyn Fn(Weight) -> Quantity; 2] = [&first, &second];
        stages.extend(&memories[..update::memories(self.optimizer)]);
        stages.push(&after);
        let mut operations: Vec<Operation> =
            (0..self.tensors()).map(|tensor| all(&|w| Quantity::Gradient(Variable::Weight(w)), tensor)).collect();
        operations.push(Operation { places: vec![Place { quantity: Quantity::GradientNorm, time: 0 }] });
        if !self.updates {
            return operations;
        }
        for stage in stages {
            operations.extend((0..self.tensors()).map(|tensor| all(stage, tensor)));
        }
        operations
    }

    /// Everything that is computed in an iteration, in order.
    pub fn all_operations(&self) -> impl Iterator<Item = (Moment, Operation)> + '_ {
        let timeline = crate::timeline::Timeline::new(self.targets.len());
        (0..timeline.len()).flat_map(move |index| {
            let moment = timeline.moment(index);
            self.operations(moment).into_iter().map(move |operation| (moment, operation))
        })
    }

    /// The moment at which a place is computed; `None` for what is given.
    pub fn moment_of(&self, place: Place) -> Option<Moment> {
        let moment = match place.quantity {
            Quantity::Value(Variable::Loss | Variable::StepLoss) => Moment::Loss,
            Quantity::Value(_) if place.time == 0 => return None,
            Quantity::Value(_) => Moment::Forward { t: place.time - 1 },
            Quantity::Gradient(Variable::Weight(_)) | Quantity::GradientNorm | Quantity::Update(..) => Moment::Update,
            Quantity::Gradient(_) => Moment::Backward { t: place.time.max(1) - 1 },
        };
        let is_there = (place.time <= self.targets.len())
            .then(|| self.operations(moment).iter().any(|operation| operation.places.contains(&place)));
        is_there?.then_some(moment)
    }

    /// Whether a network like this has such a place.
    pub fn is_place(&self, place: Place) -> bool {
        let steps = 1..=self.targets.len();
        match place.quantity {
            Quantity::Value(Variable::Input) => steps.contains(&place.time),
            Quantity::Value(Variable::Target) => steps.contains(&place.time) && self.targets[place.time - 1],
            Quantity::Value(Variable::Hidden) if place.time == 0 => true,
            Quantity::Value(Variable::Cell) if place.time == 0 => self.cell.has_cell_state(),
            Quantity::Value(Variable::Weight(weight)) => place.time == 0 && self.weights().contains(&weight),
            Quantity::Update(Stage::Remembered(which), weight) => {
                place.time == 0 && which < update::memories(self.optimizer) && self.weights().contains(&weight)
            }
            // Without a target it is zero, and nothing computes it.
            Quantity::Gradient(Variable::Logits) => steps.contains(&place.time),
            _ => self.moment_of(place).is_some(),
        }
    }
}
