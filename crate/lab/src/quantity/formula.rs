//! Formulas over whole arrays, as the engine's documentation writes them: W x, Wᵀ v, u vᵀ, ⊙, +, σ, tanh.

use std::ops::{Add, Mul, Sub};

use unrolled_engine::ENCODER_TENSORS;

use super::{Place, Quantity, Variable, Weight};

#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    Place(Place),
    Number(f64),
    /// Added in this order; `true` where it is taken away.
    Sum(Vec<(bool, Formula)>),
    /// Elementwise, a single number with every element.
    Product(Vec<Formula>),
    /// W v.
    Times(Place, Box<Formula>),
    /// Wᵀ v.
    TransposedTimes(Place, Box<Formula>),
    /// u vᵀ.
    Outer(Box<Formula>, Box<Formula>),
    /// A sum of one addend for each of these times, all of the same form: Σ_t.
    OverTime(Vec<(usize, Formula)>),
    Apply(Function, Box<Formula>),
    Square(Box<Formula>),
    Fraction(Box<Formula>, Box<Formula>),
    /// e^{v_k} / Σ_j e^{v_j}.
    Softmax(Box<Formula>),
    /// ln Σ_j e^{v_j}.
    LogSumExp(Box<Formula>),
    /// One element of a vector, counted from 0.
    Element(Place, usize),
    /// The mean of the elements.
    Mean(Box<Formula>),
    /// √ of the sum of all squares.
    Norm(Vec<Place>),
}

/// Of one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Function {
    Sigmoid,
    Tanh,
    /// max(0, ·).
    Relu,
    /// 1 above zero, else 0.
    Step,
    Sqrt,
    /// min(max(·, −limit), limit).
    Clamp(f64),
    /// min(1, ·).
    AtMostOne,
}

impl Function {
    pub fn of(self, x: f64) -> f64 {
        use unrolled_engine::Real;
        match self {
            Self::Sigmoid => x.sigmoid(),
            Self::Tanh => Real::tanh(x),
            Self::Relu if x <= 0.0 => 0.0,
            Self::Relu => x,
            Self::Step => f64::from(u8::from(x > 0.0)),
            Self::Sqrt => x.sqrt(),
            // NaN stays NaN.
            Self::Clamp(limit) if x > limit => limit,
            Self::Clamp(limit) if x < -limit => -limit,
            Self::Clamp(_) => x,
            Self::AtMostOne if x > 1.0 => 1.0,
            Self::AtMostOne => x,
        }
    }
}

impl Formula {
    pub fn apply(self, function: Function) -> Self {
        Self::Apply(function, Box::new(self))
    }

    pub fn square(self) -> Self {
        Self::Square(Box::new(self))
    }

    pub fn over(self, denominator: Self) -> Self {
        Self::Fraction(Box::new(self), Box::new(denominator))
    }

    pub fn outer(self, other: Self) -> Self {
        Self::Outer(Box::new(self), Box::new(other))
    }

    /// The sum of these, or 0 if there are none.
    pub fn sum(addends: Vec<Self>) -> Self {
        addends.into_iter().reduce(Add::add).unwrap_or(Self::Number(0.0))
    }

    /// The parts that are added up, with their signs: what arrives on each wire.
    pub fn addends(&self) -> Vec<(bool, &Self)> {
        match self {
            Self::Sum(addends) => addends.iter().map(|(minus, addend)| (*minus, addend)).collect(),
            Self::OverTime(addends) => addends.iter().map(|(_, addend)| (false, addend)).collect(),
            one => vec![(false, one)],
        }
    }

    /// Every place that is read, each once, in the order in which it is printed.
    pub fn operands(&self) -> Vec<Place> {
        let mut places = Vec::new();
        self.visit(&mut |place| {
            if !places.contains(&place) {
                places.push(place);
            }
        });
        places
    }

    /// The same with the encoder's weights in place of the decoder's.
    pub(super) fn of_encoder(mut self) -> Self {
        self.replace_weights(&|weight| Weight { tensor: ENCODER_TENSORS + weight.role(), ..weight });
        self
    }

    fn replace_weights(&mut self, other: &impl Fn(Weight) -> Weight) {
        match self {
            Self::Place(place) => replace_weight(place, other),
            Self::Times(place, inner) | Self::TransposedTimes(place, inner) => {
                replace_weight(place, other);
                inner.replace_weights(other);
            }
            Self::Sum(addends) => addends.iter_mut().for_each(|(_, addend)| addend.replace_weights(other)),
            Self::OverTime(addends) => addends.iter_mut().for_each(|(_, addend)| addend.replace_weights(other)),
            Self::Product(factors) => factors.iter_mut().for_each(|factor| factor.replace_weights(other)),
            Self::Outer(left, right) | Self::Fraction(left, right) => {
                left.replace_weights(other);
                right.replace_weights(other);
            }
            Self::Apply(_, inner)
            | Self::Square(inner)
            | Self::Softmax(inner)
            | Self::LogSumExp(inner)
            | Self::Mean(inner) => inner.replace_weights(other),
            // Of the readout and of the update only.
            Self::Number(_) | Self::Element(..) | Self::Norm(_) => {}
        }
    }

    fn visit(&self, see: &mut impl FnMut(Place)) {
        match self {
            Self::Place(place) | Self::Element(place, _) => see(*place),
            Self::Number(_) => {}
            Self::Sum(addends) => addends.iter().for_each(|(_, addend)| addend.visit(see)),
            Self::OverTime(addends) => addends.iter().for_each(|(_, addend)| addend.visit(see)),
            Self::Product(factors) => factors.iter().for_each(|factor| factor.visit(see)),
            Self::Times(weight, vector) | Self::TransposedTimes(weight, vector) => {
                see(*weight);
                vector.visit(see);
            }
            Self::Outer(left, right) | Self::Fraction(left, right) => {
                left.visit(see);
                right.visit(see);
            }
            Self::Apply(_, inner)
            | Self::Square(inner)
            | Self::Softmax(inner)
            | Self::LogSumExp(inner)
            | Self::Mean(inner) => inner.visit(see),
            Self::Norm(places) => places.iter().copied().for_each(see),
        }
    }
}

/// The readout belongs to no part.
fn replace_weight(place: &mut Place, other: &impl Fn(Weight) -> Weight) {
    if let Quantity::Value(Variable::Weight(weight)) = &mut place.quantity
        && !weight.is_readout()
    {
        *weight = other(*weight);
    }
}

impl Add for Formula {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let mut addends = into_addends(self);
        addends.extend(into_addends(other));
        Self::Sum(addends)
    }
}

impl Sub for Formula {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        let mut addends = into_addends(self);
        addends.push((true, other));
        Self::Sum(addends)
    }
}

impl Mul for Formula {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let mut factors = into_factors(self);
        factors.extend(into_factors(other));
        Self::Product(factors)
    }
}

fn into_addends(formula: Formula) -> Vec<(bool, Formula)> {
    match formula {
        Formula::Sum(addends) => addends,
        one => vec![(false, one)],
    }
}

fn into_factors(formula: Formula) -> Vec<Formula> {
    match formula {
        Formula::Product(factors) => factors,
        one => vec![one],
    }
}

// What the tables of formulas are written with.

pub(super) fn value(variable: Variable, time: usize) -> Formula {
    Formula::Place(Place::value(variable, time))
}

pub(super) fn gradient(variable: Variable, time: usize) -> Formula {
    Formula::Place(Place::gradient(variable, time))
}

pub(super) fn number(number: f64) -> Formula {
    Formula::Number(number)
}

pub(super) fn one_minus(formula: Formula) -> Formula {
    number(1.0) - formula
}

pub(super) fn sigmoid(formula: Formula) -> Formula {
    formula.apply(Function::Sigmoid)
}

pub(super) fn tanh(formula: Formula) -> Formula {
    formula.apply(Function::Tanh)
}

/// W v with one gate's rows of W.
pub(super) fn times(tensor: usize, block: usize, vector: Formula) -> Formula {
    Formula::Times(Place::weight(tensor, block), Box::new(vector))
}

/// Wᵀ v with one gate's rows of W.
pub(super) fn transposed_times(tensor: usize, block: usize, vector: Formula) -> Formula {
    Formula::TransposedTimes(Place::weight(tensor, block), Box::new(vector))
}

pub(super) fn bias(tensor: usize, block: usize) -> Formula {
    Formula::Place(Place::weight(tensor, block))
}

/// W_x x_t + b_x, the share of the input in a gate's pre-activation.
pub(super) fn from_input(block: usize, time: usize) -> Formula {
    times(Weight::INPUT, block, value(Variable::Input, time)) + bias(Weight::INPUT_BIAS, block)
}

/// W_h v + b_h, the share of the state before, or of what has become of it.
pub(super) fn from_state(block: usize, vector: Formula) -> Formula {
    times(Weight::RECURRENT, block, vector) + bias(Weight::RECURRENT_BIAS, block)
}
