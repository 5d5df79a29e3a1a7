//! A formula worked out over whole arrays, from the numbers of its operands: what a part of a sum amounts to, which the
//! engine adds up without writing it down.

use unrolled_engine::Real;

use super::{Formula, Numbers, Place, Record};

/// Row-major; a single number goes with every entry.
struct Array {
    rows: usize,
    cols: usize,
    data: Vec<f64>,
}

impl Array {
    fn number(value: f64) -> Self {
        Self { rows: 1, cols: 1, data: vec![value] }
    }

    fn map(mut self, f: impl Fn(f64) -> f64) -> Self {
        self.data.iter_mut().for_each(|value| *value = f(*value));
        self
    }

    fn with(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        if other.data.len() == 1 {
            let value = other.data[0];
            return self.map(|x| f(x, value));
        }
        if self.data.len() == 1 {
            let value = self.data[0];
            return other.map(|y| f(value, y));
        }
        let data = self.data.iter().zip(&other.data).map(|(x, y)| f(*x, *y)).collect();
        Self { data, ..self }
    }

    fn sum(&self) -> f64 {
        self.data.iter().sum()
    }
}

impl From<Numbers<'_>> for Array {
    fn from(numbers: Numbers) -> Self {
        Self { rows: numbers.rows, cols: numbers.cols, data: numbers.data.into_owned() }
    }
}

impl Record<'_> {
    /// Every number of a formula, row-major in the shape of `like`.
    pub fn evaluate(&self, formula: &Formula, like: Place) -> Vec<f64> {
        let (rows, cols) = self.shape(like);
        let Array { data, .. } = self.array(formula);
        if data.len() == 1 { vec![data[0]; rows * cols] } else { data }
    }

    fn array(&self, formula: &Formula) -> Array {
        match formula {
            Formula::Place(place) => self.numbers(*place).into(),
            Formula::Number(number) => Array::number(*number),
            Formula::Element(place, index) => Array::number(self.numbers(*place).data[*index]),
            Formula::Sum(addends) => {
                let mut sum: Option<Array> = None;
                for (minus, addend) in addends {
                    let addend = self.array(addend).map(|x| if *minus { -x } else { x });
                    sum = Some(match sum {
                        None => addend,
                        Some(sum) => sum.with(addend, |x, y| x + y),
                    });
                }
                sum.unwrap_or(Array::number(0.0))
            }
            Formula::OverTime(addends) => {
                let addends = addends.iter().map(|(_, addend)| self.array(addend));
                addends.reduce(|sum, addend| sum.with(addend, |x, y| x + y)).unwrap_or(Array::number(0.0))
            }
            Formula::Product(factors) => {
                let factors = factors.iter().map(|factor| self.array(factor));
                factors.reduce(|product, factor| product.with(factor, |x, y| x * y)).unwrap_or(Array::number(1.0))
            }
            Formula::Times(weight, vector) => {
                let (w, v) = (self.numbers(*weight), self.array(vector));
                let row = |row: &[f64]| row.iter().zip(&v.data).map(|(w, v)| w * v).sum();
                Array { rows: w.rows, cols: 1, data: w.data.chunks_exact(w.cols).map(row).collect() }
            }
            Formula::TransposedTimes(weight, vector) => {
                let (w, v) = (self.numbers(*weight), self.array(vector));
                let mut data = vec![0.0; w.cols];
                for (row, v) in w.data.chunks_exact(w.cols).zip(&v.data) {
                    data.iter_mut().zip(row).for_each(|(sum, w)| *sum += w * v);
                }
                Array { rows: w.cols, cols: 1, data }
            }
            Formula::Outer(left, right) => {
                let (left, right) = (self.array(left), self.array(right));
                let data = left.data.iter().flat_map(|x| right.data.iter().map(move |y| x * y)).collect();
                Array { rows: left.rows, cols: right.rows, data }
            }
            Formula::Apply(function, inner) => self.array(inner).map(|x| function.of(x)),
            Formula::Square(inner) => self.array(inner).map(|x| x * x),
            Formula::Fraction(above, below) => self.array(above).with(self.array(below), |x, y| x / y),
            Formula::Softmax(inner) => {
                let powers = self.array(inner).map(Real::exp);
                let sum = powers.sum();
                powers.map(|power| power / sum)
            }
            Formula::LogSumExp(inner) => Array::number(Real::ln(self.array(inner).map(Real::exp).sum())),
            Formula::Mean(inner) => {
                let inner = self.array(inner);
                Array::number(inner.sum() / (inner.rows * inner.cols) as f64)
            }
            Formula::Norm(places) => {
                let squares = places.iter().map(|place| Array::from(self.numbers(*place)).map(|x| x * x).sum());
                Array::number(squares.sum::<f64>().sqrt())
            }
        }
    }
}
