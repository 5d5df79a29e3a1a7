//! Names of places and entries as text, for links, attributes and tests: `c@7`, `d.f@3[12]`, `W_hf[3,5]`, `g.b_xh`.
//!
//! After `@` stands the time; in brackets row and column as the page counts them, from 1.

use std::fmt::Write;

use unrolled_engine::Cell;

use crate::timeline::Moment;

use super::{Entry, Outline, Place, Quantity, Stage, Variable, Weight};

/// The letter of a block of H rows: the gate's, or `h` for the RNN, whose rows are the state's own.
pub(super) fn block_name(cell: Cell, block: usize) -> &'static str {
    cell.gate_names().get(block).copied().unwrap_or("h")
}

/// What stands below a W or a b: where from and where to.
pub(super) fn weight_index(cell: Cell, weight: Weight) -> String {
    let to = block_name(cell, weight.block);
    match weight.role() {
        Weight::INPUT | Weight::INPUT_BIAS => format!("x{to}"),
        Weight::RECURRENT | Weight::RECURRENT_BIAS => format!("h{to}"),
        Weight::READOUT => "hy".to_owned(),
        _ => "y".to_owned(),
    }
}

/// Those of an encoder with a dot and its sign after them: `W_hf.enc`.
fn weight_name(cell: Cell, weight: Weight) -> String {
    let of = if weight.is_of_encoder() { ".enc" } else { "" };
    format!("{}_{}{of}", if weight.is_bias() { "b" } else { "W" }, weight_index(cell, weight))
}

fn variable_name(cell: Cell, variable: Variable) -> String {
    match variable {
        Variable::Input => "x".to_owned(),
        Variable::Pre(k) => match cell.gate_names().get(k) {
            Some(gate) => format!("a.{gate}"),
            None => "a".to_owned(),
        },
        Variable::Gate(k) => block_name(cell, k).to_owned(),
        Variable::Extra => match cell {
            Cell::Gru(unrolled_engine::Convention::Chung2014) => "rh",
            Cell::Gru(unrolled_engine::Convention::Pytorch) => "u",
            Cell::Rnn(_) | Cell::Lstm => "tanh_c",
        }
        .to_owned(),
        Variable::Cell => "c".to_owned(),
        Variable::Hidden => "h".to_owned(),
        Variable::Logits => "y".to_owned(),
        Variable::Probs => "p".to_owned(),
        Variable::Target => "target".to_owned(),
        Variable::StepLoss | Variable::Loss => "L".to_owned(),
        Variable::Weight(weight) => weight_name(cell, weight),
    }
}

impl Quantity {
    /// Without its time. A loss of a step and their sum differ by the time only.
    pub fn name(self, cell: Cell) -> String {
        match self {
            Self::Value(variable) => variable_name(cell, variable),
            Self::Gradient(variable) => format!("d.{}", variable_name(cell, variable)),
            Self::GradientNorm => "norm".to_owned(),
            Self::Update(stage, weight) => {
                let prefix = match stage {
                    Stage::Clipped => "g.".to_owned(),
                    Stage::Remembered(which) => format!("m{which}."),
                    Stage::Remembers(which) => format!("n{which}."),
                    Stage::After => "new.".to_owned(),
                };
                prefix + &weight_name(cell, weight)
            }
        }
    }

    /// Whether it has a time: all but the weights, the whole loss and the update.
    pub fn has_time(self) -> bool {
        !matches!(
            self,
            Self::Value(Variable::Weight(_) | Variable::Loss)
                | Self::Gradient(Variable::Weight(_))
                | Self::GradientNorm
                | Self::Update(..)
        )
    }
}

impl Place {
    pub fn name(self, cell: Cell) -> String {
        let mut name = self.quantity.name(cell);
        if self.quantity.has_time() {
            // Writing to a string never fails.
            let _ = write!(name, "@{}", self.time);
        }
        name
    }
}

impl Entry {
    pub fn name(self, cell: Cell) -> String {
        let (name, row, col) = (self.place.name(cell), self.row + 1, self.col + 1);
        if self.place.is_matrix() { format!("{name}[{row},{col}]") } else { format!("{name}[{row}]") }
    }
}

impl Outline {
    /// Every quantity that there is at some time, each once.
    pub fn quantities(&self) -> Vec<Quantity> {
        let mut quantities: Vec<Quantity> =
            [Variable::Input, Variable::Target, Variable::Hidden, Variable::Cell].map(Quantity::Value).to_vec();
        quantities.extend(self.weights().into_iter().map(|weight| Quantity::Value(Variable::Weight(weight))));
        let memories = (0..super::update::memories(self.optimizer)).map(Stage::Remembered);
        let weights = self.weights();
        quantities
            .extend(memories.flat_map(|stage| weights.iter().map(move |weight| Quantity::Update(stage, *weight))));
        quantities.push(Quantity::Gradient(Variable::Logits));
        // Every step has the same ones.
        for moment in [Moment::Forward { t: 0 }, Moment::Loss, Moment::Backward { t: 0 }, Moment::Update] {
            for place in self.operations(moment).into_iter().flat_map(|operation| operation.places) {
                if !quantities.contains(&place.quantity) {
                    quantities.push(place.quantity);
                }
            }
        }
        quantities
    }

    /// The place of this name, if there is one.
    pub fn place_named(&self, name: &str) -> Option<Place> {
        let (base, time) = match name.split_once('@') {
            Some((base, time)) => (base, Some(time.parse().ok()?)),
            None => (name, None),
        };
        let quantities = self.quantities().into_iter();
        let fits = |q: &Quantity| q.name(self.cell) == base && q.has_time() == time.is_some();
        let place = Place { quantity: quantities.into_iter().find(fits)?, time: time.unwrap_or(0) };
        self.is_place(place).then_some(place)
    }

    /// The entry of this name, if there is one.
    pub fn entry_named(&self, name: &str) -> Option<Entry> {
        let (place, index) = name.strip_suffix(']')?.split_once('[')?;
        let (row, col) = index.split_once(',').unwrap_or((index, "1"));
        let from_one = |text: &str| text.parse::<usize>().ok()?.checked_sub(1);
        let entry = self.place_named(place)?.entry(from_one(row)?, from_one(col)?);
        self.dimensions.has(entry).then_some(entry)
    }
}
