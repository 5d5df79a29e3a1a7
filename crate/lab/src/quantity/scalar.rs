//! A formula of one entry: everything written out over single numbers, with which numbers they are.

use super::formula::Function;
use super::{Entry, Formula, Place, Quantity, Record, Variable};

#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    Entry(Entry),
    Number(f64),
    Sum(Vec<(bool, Scalar)>),
    Product(Vec<Scalar>),
    Fraction(Box<Scalar>, Box<Scalar>),
    Square(Box<Scalar>),
    Apply(Function, Box<Scalar>),
    /// e^x.
    Exp(Box<Scalar>),
    Ln(Box<Scalar>),
}

impl Record<'_> {
    /// One entry of a formula, written out; `None` where that would be a sum over all weights.
    pub fn expand(&self, formula: &Formula, row: usize, col: usize) -> Option<Scalar> {
        let expand = |formula: &Formula| self.expand(formula, row, col);
        Some(match formula {
            Formula::Place(place) => {
                // A single number goes with every entry.
                let is_number = self.shape(*place) == (1, 1);
                Scalar::Entry(if is_number { place.entry(0, 0) } else { place.entry(row, col) })
            }
            Formula::Number(number) => Scalar::Number(*number),
            Formula::Element(place, index) => Scalar::Entry(place.entry(*index, 0)),
            Formula::Sum(addends) => Scalar::Sum(
                addends.iter().map(|(minus, addend)| Some((*minus, expand(addend)?))).collect::<Option<_>>()?,
            )
            .flat(),
            Formula::Product(factors) => Scalar::Product(factors.iter().map(expand).collect::<Option<_>>()?),
            Formula::Times(weight, vector) => self.row_times(*weight, vector, row)?,
            Formula::TransposedTimes(weight, vector) => {
                let rows = self.shape(*weight).0;
                let product = |k| Some(self.product(weight.entry(k, row), self.expand(vector, k, 0)?));
                Scalar::Sum((0..rows).map(|k| Some((false, product(k)?))).collect::<Option<_>>()?)
            }
            Formula::Outer(left, right) => {
                Scalar::Product(vec![self.expand(left, row, 0)?, self.expand(right, col, 0)?])
            }
            Formula::OverTime(addends) => {
                // With one-hot inputs a step adds to its own symbol's column only.
                let counts = |(t, addend): &&(usize, Formula)| {
                    !(self.reads_symbols() && addend.operands().contains(&Place::value(Variable::Input, *t)))
                        || self.input_symbol(*t) == Some(col)
                };
                let addends = addends.iter().filter(counts);
                Scalar::Sum(addends.map(|(_, addend)| Some((false, expand(addend)?))).collect::<Option<_>>()?)
            }
            Formula::Apply(function, inner) => Scalar::Apply(*function, Box::new(expand(inner)?)),
            Formula::Square(inner) => Scalar::Square(Box::new(expand(inner)?)),
            Formula::Fraction(above, below) => Scalar::Fraction(Box::new(expand(above)?), Box::new(expand(below)?)),
            Formula::Softmax(inner) => Scalar::Fraction(
                Box::new(Scalar::Exp(Box::new(expand(inner)?))),
                Box::new(self.sum_over(inner, |one| Scalar::Exp(Box::new(one)))?),
            ),
            Formula::LogSumExp(inner) => Scalar::Ln(Box::new(self.sum_over(inner, |one| Scalar::Exp(Box::new(one)))?)),
            Formula::Mean(inner) => Scalar::Fraction(
                Box::new(self.sum_over(inner, |one| one)?),
                Box::new(Scalar::Number(self.rows(inner) as f64)),
            ),
            Formula::Norm(_) => return None,
        })
    }

    /// The number of rows of a vector formula.
    fn rows(&self, formula: &Formula) -> usize {
        formula.operands().into_iter().map(|place| self.shape(place).0).max().unwrap_or(1)
    }

    fn sum_over(&self, formula: &Formula, each: impl Fn(Scalar) -> Scalar) -> Option<Scalar> {
        let rows = 0..self.rows(formula);
        Some(Scalar::Sum(rows.map(|k| Some((false, each(self.expand(formula, k, 0)?)))).collect::<Option<_>>()?))
    }

    /// Row `row` of W v. A one-hot input chooses one weight; the others are not multiplied at all.
    fn row_times(&self, weight: Place, vector: &Formula, row: usize) -> Option<Scalar> {
        if let Formula::Place(Place { quantity: Quantity::Value(Variable::Input), time }) = vector
            && self.reads_symbols()
        {
            let input = Place::value(Variable::Input, *time);
            return Some(match self.input_symbol(*time) {
                Some(symbol) => self.product(weight.entry(row, symbol), Scalar::Entry(input.entry(symbol, 0))),
                None => Scalar::Number(0.0),
            });
        }
        let product = |k| Some(self.product(weight.entry(row, k), self.expand(vector, k, 0)?));
        let cols = 0..self.shape(weight).1;
        Some(Scalar::Sum(cols.map(|k| Some((false, product(k)?))).collect::<Option<_>>()?))
    }

    fn product(&self, weight: Entry, factor: Scalar) -> Scalar {
        Scalar::Product(vec![Scalar::Entry(weight), factor])
    }
}

impl Scalar {
    /// Sums inside of a sum that are added, not taken away, are part of it.
    fn flat(self) -> Self {
        let Self::Sum(addends) = self else { return self };
        let mut flat = Vec::new();
        for addend in addends {
            match addend {
                (false, Self::Sum(inner)) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        Self::Sum(flat)
    }

    /// Every entry that is read, each once, in the order in which it is printed.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        self.visit(&mut |entry| {
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        });
        entries
    }

    fn visit(&self, see: &mut impl FnMut(Entry)) {
        match self {
            Self::Entry(entry) => see(*entry),
            Self::Number(_) => {}
            Self::Sum(addends) => addends.iter().for_each(|(_, addend)| addend.visit(see)),
            Self::Product(factors) => factors.iter().for_each(|factor| factor.visit(see)),
            Self::Fraction(above, below) => {
                above.visit(see);
                below.visit(see);
            }
            Self::Square(inner) | Self::Apply(_, inner) | Self::Exp(inner) | Self::Ln(inner) => inner.visit(see),
        }
    }
}
