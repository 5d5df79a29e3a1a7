//! Who was right: a question of a lesson is decided by what the network then really does.

use unrolled_engine::CellKind;

use super::reading::{Read, Reading, ReadingError, cell_of};

/// From `from` on, up to but without `to`; without an end where it is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    pub from: Option<f64>,
    pub to: Option<f64>,
}

impl Range {
    pub fn has(self, value: f64) -> bool {
        !value.is_nan() && self.from.is_none_or(|from| value >= from) && self.to.is_none_or(|to| value < to)
    }
}

/// What may be chosen, as its words in the text say it.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub name: String,
    pub range: Range,
    /// Where it is a matter of concepts, not of a measurement.
    pub is_right: bool,
}

/// What decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The cell that has most of it, or least.
    Cell { most: bool, readings: Vec<(CellKind, Reading)> },
    /// The choice whose range the number is in.
    Value(Reading),
    /// ‖∂L/∂h_t‖ over the steps, drawn.
    Curve(CellKind),
    /// The choice that is marked.
    Marked,
}

/// What was measured, and which choice is right by it.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// By its name; `None` if it could not be measured.
    pub right: Option<String>,
    /// What was measured, in the order of the readings.
    pub measured: Vec<(Reading, Read)>,
}

impl Outcome {
    /// From its words, such as `most kept`, `value weakest rnn` or `curve rnn`; none of them means a marked choice.
    ///
    /// # Errors
    /// If they are none of these.
    pub fn parse(text: &str) -> Result<Self, ReadingError> {
        let wrong = |wanted| ReadingError { wanted, found: text.to_owned() };
        let (kind, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        match kind {
            "" => Ok(Self::Marked),
            "most" | "least" => {
                let (name, at) = rest.split_once(' ').unwrap_or((rest, ""));
                let of = |cell| Reading::parse(&format!("{name} {cell} {at}"));
                let readings =
                    [(CellKind::Rnn, of("rnn")?), (CellKind::Lstm, of("lstm")?), (CellKind::Gru, of("gru")?)];
                Ok(Self::Cell { most: kind == "most", readings: readings.to_vec() })
            }
            "value" => Ok(Self::Value(Reading::parse(rest)?)),
            "curve" => Ok(Self::Curve(cell_of(rest).ok_or_else(|| wrong("rnn, lstm or gru"))?)),
            _ => Err(wrong("most, least, value or curve")),
        }
    }

    /// Everything that has to be read to decide.
    pub fn readings(&self) -> Vec<Reading> {
        match self {
            Self::Cell { readings, .. } => readings.iter().map(|(_, reading)| *reading).collect(),
            Self::Value(reading) => vec![*reading],
            Self::Curve(_) | Self::Marked => Vec::new(),
        }
    }

    /// Which of the choices is right. Of the cells only those that can be chosen are compared.
    pub fn decide(&self, choices: &[Choice], read: impl Fn(Reading) -> Read) -> Verdict {
        let number = |reading| match read(reading) {
            Read::Number(number) => number,
            Read::Whole(number) => number as f64,
            Read::Symbol(_) | Read::Nothing => f64::NAN,
        };
        match self {
            Self::Cell { most, readings } => {
                let can_be_chosen = |kind: CellKind| choices.iter().any(|choice| cell_of(&choice.name) == Some(kind));
                let open: Vec<(CellKind, Reading)> =
                    readings.iter().filter(|(kind, _)| can_be_chosen(*kind)).copied().collect();
                let numbers: Vec<(CellKind, f64)> =
                    open.iter().map(|(kind, reading)| (*kind, number(*reading))).collect();
                let sign = if *most { 1.0 } else { -1.0 };
                let best = numbers.iter().max_by(|left, right| (sign * left.1).total_cmp(&(sign * right.1)));
                let is_known = numbers.iter().all(|(_, number)| !number.is_nan());
                let right = best.filter(|_| is_known).and_then(|(kind, _)| {
                    choices.iter().find(|choice| cell_of(&choice.name) == Some(*kind)).map(|choice| choice.name.clone())
                });
                Verdict { right, measured: open.into_iter().map(|(_, reading)| (reading, read(reading))).collect() }
            }
            Self::Value(reading) => {
                let value = number(*reading);
                let right = choices.iter().find(|choice| choice.range.has(value)).map(|choice| choice.name.clone());
                Verdict { right, measured: vec![(*reading, read(*reading))] }
            }
            Self::Marked => {
                let right = choices.iter().find(|choice| choice.is_right).map(|choice| choice.name.clone());
                Verdict { right, measured: Vec::new() }
            }
            Self::Curve(_) => Verdict { right: None, measured: Vec::new() },
        }
    }
}

/// How far a drawn curve is from the measured one: the mean of |lg drawn_t − lg measured_t| over the steps, in powers of ten.
/// Both are taken as no smaller and no larger than the chart shows. `None` if they have no step in common.
pub fn curve_distance(drawn: &[f64], measured: &[f64], shown: (f64, f64)) -> Option<f64> {
    let lg = |value: f64| libm::log10(value.clamp(shown.0, shown.1));
    let pairs: Vec<f64> = drawn
        .iter()
        .zip(measured)
        .filter(|(drawn, measured)| !drawn.is_nan() && !measured.is_nan())
        .map(|(drawn, measured)| (lg(*drawn) - lg(*measured)).abs())
        .collect();
    (!pairs.is_empty()).then(|| pairs.iter().sum::<f64>() / pairs.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;
    use crate::state::State;

    fn choices(names: &[&str]) -> Vec<Choice> {
        names.iter().map(|name| Choice { name: (*name).to_owned(), range: Range::default(), is_right: false }).collect()
    }

    #[test]
    fn the_cell_with_most_is_right_among_those_that_can_be_chosen() {
        let (state, experiment) = now();
        let outcome = Outcome::parse("most parameters").unwrap();
        let right = |names: &[&str]| outcome.decide(&choices(names), |reading| reading.read(&state, &experiment)).right;
        assert_eq!(right(&["rnn", "lstm", "gru"]).as_deref(), Some("lstm"));
        assert_eq!(right(&["rnn", "gru"]).as_deref(), Some("gru"));
        let least = Outcome::parse("least parameters").unwrap();
        let verdict = least.decide(&choices(&["rnn", "lstm"]), |reading| reading.read(&state, &experiment));
        assert_eq!(verdict.right.as_deref(), Some("rnn"));
        assert_eq!(verdict.measured.len(), 2);
    }

    #[test]
    fn a_value_is_in_one_range() {
        let (state, experiment) = now();
        let ranges = [(None, Some(4.0)), (Some(4.0), Some(5.0)), (Some(5.0), None)];
        let choices: Vec<Choice> = ranges
            .iter()
            .zip(["less", "four", "more"])
            .map(|((from, to), name)| Choice {
                name: name.into(),
                range: Range { from: *from, to: *to },
                is_right: false,
            })
            .collect();
        let outcome = Outcome::parse("value steps").unwrap();
        let verdict = outcome.decide(&choices, |reading| reading.read(&state, &experiment));
        assert_eq!(verdict.right.as_deref(), Some("four"));
        assert_eq!(verdict.measured, [(Reading::Steps, Read::Whole(4))]);
    }

    #[test]
    fn what_is_not_known_decides_nothing() {
        let outcome = Outcome::parse("most accuracy").unwrap();
        assert_eq!(outcome.decide(&choices(&["rnn", "lstm"]), |_| Read::Nothing).right, None);
    }

    #[test]
    fn curves_differ_by_powers_of_ten() {
        assert_eq!(curve_distance(&[1.0, 0.1], &[1.0, 0.001], (1e-12, 10.0)), Some(1.0));
        // An exact zero is at the edge of the chart.
        assert_eq!(curve_distance(&[1e-12], &[0.0], (1e-12, 10.0)), Some(0.0));
        assert_eq!(curve_distance(&[], &[1.0], (1e-12, 10.0)), None);
    }

    #[test]
    fn what_is_no_outcome_is_named() {
        assert_eq!(
            Outcome::parse("most beautiful").unwrap_err().to_string(),
            "reading: expected the name of a reading, found \"beautiful rnn \""
        );
        assert!(Outcome::parse("perhaps kept").is_err());
        assert_eq!(Outcome::parse(""), Ok(Outcome::Marked));
    }

    fn now() -> (State, Experiment) {
        let state = State::default();
        let experiment = Experiment::new(&state.settings).unwrap();
        (state, experiment)
    }
}
