//! Reading a specification from JSON or from JavaScript, so that a wrong type is reported with the path where it is.

use super::spec::{TraceError, TraceSpec, TraceTarget, TraceWeights};
use crate::{Activation, CellKind, Convention, LossKind};
use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Unexpected, Visitor};
use std::fmt;

impl TraceSpec {
    /// From anything that serde reads.
    ///
    /// # Errors
    /// If a field is missing, has the wrong type, or names an unknown cell, activation, convention or loss.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, TraceError> {
        let raw: RawSpec = serde_path_to_error::deserialize(deserializer)
            .map_err(|error| wrong_type(error.path().to_string(), &error.inner().to_string()))?;
        raw.finish()
    }
}

impl<'de> Deserialize<'de> for TraceSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer).map_err(D::Error::custom)
    }
}

/// From serde's "invalid type: string "a", expected a number at line 1 column 7".
fn wrong_type(path: String, message: &str) -> TraceError {
    let field = if path == "." { "spec".to_owned() } else { path };
    let message = message.strip_prefix("Error: ").unwrap_or(message);
    let message = message.split_once(" at line ").map_or(message, |(message, _)| message);
    let invalid = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    match invalid.and_then(|text| text.rsplit_once(", expected ")) {
        Some((found, expected)) => TraceError::new(field, expected, found),
        None => TraceError::new(field, "a specification of a trace", message),
    }
}

/// Everything may be missing, so that what is missing is said in our own words.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct RawSpec {
    cell: Option<String>,
    activation: Option<String>,
    convention: Option<String>,
    weights: Option<RawWeights>,
    inputs: Option<Vec<Option<Numbers>>>,
    targets: Option<Vec<Option<Target>>>,
    loss: Option<String>,
    h0: Option<Numbers>,
    c0: Option<Numbers>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with six tensors")]
struct RawWeights {
    weight_ih: Option<Vec<Numbers>>,
    weight_hh: Option<Vec<Numbers>>,
    bias_ih: Option<Numbers>,
    bias_hh: Option<Numbers>,
    weight_ho: Option<Vec<Numbers>>,
    bias_o: Option<Numbers>,
}

impl RawSpec {
    fn finish(self) -> Result<TraceSpec, TraceError> {
        let cells = [("rnn", CellKind::Rnn), ("lstm", CellKind::Lstm), ("gru", CellKind::Gru)];
        let activations = [("tanh", Activation::Tanh), ("relu", Activation::Relu)];
        let conventions = [("chung2014", Convention::Chung2014), ("pytorch", Convention::Pytorch)];
        let losses = [("cross_entropy", LossKind::CrossEntropy), ("mse", LossKind::MeanSquaredError)];
        let weights = required("weights", "an object with six tensors", self.weights)?;
        Ok(TraceSpec {
            cell: one_of("cell", &cells, self.cell, None)?,
            activation: one_of("activation", &activations, self.activation, Some(Activation::Tanh))?,
            convention: one_of("convention", &conventions, self.convention, Some(Convention::Chung2014))?,
            weights: TraceWeights {
                weight_ih: rows("weights.weight_ih", "a (G·H, I) matrix", weights.weight_ih)?,
                weight_hh: rows("weights.weight_hh", "a (G·H, H) matrix", weights.weight_hh)?,
                bias_ih: required("weights.bias_ih", "G·H numbers", weights.bias_ih)?.0,
                bias_hh: required("weights.bias_hh", "G·H numbers", weights.bias_hh)?.0,
                weight_ho: rows("weights.weight_ho", "an (O, H) matrix", weights.weight_ho)?,
                bias_o: required("weights.bias_o", "O numbers", weights.bias_o)?.0,
            },
            inputs: required("inputs", "a list with an entry for each step", self.inputs)?
                .into_iter()
                .map(|input| input.map(|numbers| numbers.0))
                .collect(),
            targets: required("targets", "a list with an entry for each step", self.targets)?
                .into_iter()
                .map(|target| target.map(|target| target.0))
                .collect(),
            loss: one_of("loss", &losses, self.loss, None)?,
            h0: self.h0.map(|numbers| numbers.0),
            c0: self.c0.map(|numbers| numbers.0),
        })
    }
}

fn required<T>(field: &str, expected: &str, value: Option<T>) -> Result<T, TraceError> {
    value.ok_or_else(|| TraceError::new(field, expected, "nothing"))
}

fn rows(field: &str, expected: &str, value: Option<Vec<Numbers>>) -> Result<Vec<Vec<f64>>, TraceError> {
    Ok(required(field, expected, value)?.into_iter().map(|row| row.0).collect())
}

fn one_of<T: Copy>(
    field: &str,
    choices: &[(&str, T)],
    value: Option<String>,
    default: Option<T>,
) -> Result<T, TraceError> {
    let found = match (&value, default) {
        (None, Some(default)) => return Ok(default),
        (None, None) => "nothing".to_owned(),
        (Some(name), _) => match choices.iter().find(|(choice, _)| choice == name) {
            Some(&(_, choice)) => return Ok(choice),
            None => format!("{name:?}"),
        },
    };
    let names: Vec<String> = choices.iter().map(|(name, _)| format!("{name:?}")).collect();
    let expected = match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    };
    Err(TraceError::new(field, expected, found))
}

/// A number in any form: JavaScript's `2` arrives as an integer, its `2.5` as a float.
struct Number(f64);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberVisitor;
        impl Visitor<'_> for NumberVisitor {
            type Value = Number;
            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a number")
            }
            fn visit_f64<E: Error>(self, value: f64) -> Result<Number, E> {
                Ok(Number(value))
            }
            fn visit_i64<E: Error>(self, value: i64) -> Result<Number, E> {
                Ok(Number(value as f64))
            }
            fn visit_u64<E: Error>(self, value: u64) -> Result<Number, E> {
                Ok(Number(value as f64))
            }
            fn visit_unit<E: Error>(self) -> Result<Number, E> {
                Err(E::invalid_type(Unexpected::Other("null"), &self))
            }
        }
        deserializer.deserialize_any(NumberVisitor)
    }
}

/// A list of numbers; JavaScript's typed arrays count too.
struct Numbers(Vec<f64>);

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumbersVisitor;
        impl<'de> Visitor<'de> for NumbersVisitor {
            type Value = Numbers;
            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a list of numbers")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<Numbers, A::Error> {
                numbers(sequence)
            }
        }
        deserializer.deserialize_seq(NumbersVisitor)
    }
}

fn numbers<'de, A: SeqAccess<'de>>(mut sequence: A) -> Result<Numbers, A::Error> {
    let mut numbers = Vec::with_capacity(sequence.size_hint().unwrap_or(0).min(1 << 16));
    while let Some(Number(number)) = sequence.next_element()? {
        numbers.push(number);
    }
    Ok(Numbers(numbers))
}

struct Target(TraceTarget);

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TargetVisitor;
        impl<'de> Visitor<'de> for TargetVisitor {
            type Value = Target;
            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a class index, a list of numbers or null")
            }
            fn visit_f64<E: Error>(self, value: f64) -> Result<Target, E> {
                Ok(Target(TraceTarget::Class(value)))
            }
            fn visit_i64<E: Error>(self, value: i64) -> Result<Target, E> {
                self.visit_f64(value as f64)
            }
            fn visit_u64<E: Error>(self, value: u64) -> Result<Target, E> {
                self.visit_f64(value as f64)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<Target, A::Error> {
                numbers(sequence).map(|numbers| Target(TraceTarget::Vector(numbers.0)))
            }
        }
        deserializer.deserialize_any(TargetVisitor)
    }
}
