//! ∂L/∂W: one set of weights is used at every step of its part, so its gradient is the sum of what each step contributes.

use unrolled_engine::{Cell, Convention};

use super::{Formula, Numbers, Place, Record, Variable, Weight};
use Variable::{Extra, Hidden, Input, Logits, Pre};

/// What step t adds to ∂L/∂ a weight: ∂L/∂a_t x_tᵀ, ∂L/∂a_t h_{t−1}ᵀ, ∂L/∂a_t, ∂L/∂y_t h_tᵀ or ∂L/∂y_t.
pub(super) fn share(cell: Cell, weight: Weight, t: usize) -> Formula {
    let (left, right) = factors(cell, weight, t);
    match right {
        Some(right) => Formula::Place(left).outer(Formula::Place(right)),
        None => Formula::Place(left),
    }
}

/// The vector of the rows and, for a matrix, that of the columns.
fn factors(cell: Cell, weight: Weight, t: usize) -> (Place, Option<Place>) {
    let k = weight.block;
    let (gradient, value) = (|variable| Place::gradient(variable, t), |variable| Some(Place::value(variable, t)));
    let state_before = Some(Place::value(Hidden, t - 1));
    let is_candidate = k + 1 == cell.gate_blocks();
    match (weight.role(), cell) {
        (Weight::INPUT, _) => (gradient(Pre(k)), value(Input)),
        (Weight::RECURRENT, Cell::Gru(Convention::Chung2014)) if is_candidate => (gradient(Pre(k)), value(Extra)),
        (Weight::RECURRENT, Cell::Gru(Convention::Pytorch)) if is_candidate => (gradient(Extra), state_before),
        (Weight::RECURRENT, _) => (gradient(Pre(k)), state_before),
        (Weight::RECURRENT_BIAS, Cell::Gru(Convention::Pytorch)) if is_candidate => (gradient(Extra), None),
        (Weight::INPUT_BIAS | Weight::RECURRENT_BIAS, _) => (gradient(Pre(k)), None),
        (Weight::READOUT, _) => (gradient(Logits), value(Hidden)),
        _ => (gradient(Logits), None),
    }
}

/// The numbers of a step's share, multiplied when they are asked for.
#[derive(Clone, Debug)]
pub struct Contribution<'a> {
    left: Numbers<'a>,          // (rows)
    right: Option<Numbers<'a>>, // (cols)
    /// A one-hot input chooses a column; the others are not multiplied, so that they are zero whatever the gradient is.
    chooses: bool,
}

impl Contribution<'_> {
    pub fn at(&self, row: usize, col: usize) -> f64 {
        let left = self.left.data[row];
        self.right.as_ref().map_or(left, |right| self.product(left, right.data[col]))
    }

    fn product(&self, left: f64, right: f64) -> f64 {
        if self.chooses && right == 0.0 { 0.0 } else { left * right }
    }

    /// All of them, row by row in the shape of the weight.
    pub fn numbers(&self) -> Vec<f64> {
        let cols = self.right.as_ref().map_or(1, |right| right.rows);
        let mut numbers = vec![0.0; self.left.rows * cols];
        self.add_to(&mut numbers);
        numbers
    }

    /// Adds them to a sum of that shape.
    pub fn add_to(&self, sum: &mut [f64]) {
        let Some(right) = &self.right else {
            return sum.iter_mut().zip(&*self.left.data).for_each(|(sum, left)| *sum += left);
        };
        for (row, left) in sum.chunks_exact_mut(right.rows).zip(&*self.left.data) {
            row.iter_mut().zip(&*right.data).for_each(|(sum, right)| *sum += self.product(*left, *right));
        }
    }
}

impl<'a> Record<'a> {
    /// What step `t`, from 1, adds to ∂L/∂ a weight: the numbers of [`Record::share`]. `None` where it has no part in the
    /// loss.
    pub fn contribution(&self, weight: Weight, t: usize) -> Option<Contribution<'a>> {
        let (left, right) = factors(self.network.cell, weight, t);
        self.has_part(weight, t).then(|| Contribution {
            left: self.numbers(left),
            right: right.map(|right| self.numbers(right)),
            chooses: weight.role() == Weight::INPUT && self.reads_symbols(),
        })
    }

    /// The sum of what some steps contribute, row by row in the shape of the weight. Of all steps in the order of time it
    /// has the bits of ∂L/∂W on the tape, which is summed in the same order.
    pub fn sum_of_contributions(&self, weight: Weight, steps: impl Iterator<Item = usize>) -> Vec<f64> {
        let (rows, cols) = self.shape(Place::gradient(Variable::Weight(weight), 0));
        let mut sum = vec![0.0; rows * cols];
        for contribution in steps.filter_map(|t| self.contribution(weight, t)) {
            contribution.add_to(&mut sum);
        }
        sum
    }
}
