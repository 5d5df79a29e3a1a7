//! One sequence: what is read and what is wanted at each step, in the words of its task.

use std::sync::Arc;

use unrolled_engine::{Batch, Inputs, LossKind, Real, Targets};

/// How the sequences of a task are written as numbers, and what these numbers stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Coding {
    /// A name for each of the I inputs.
    pub inputs: Vec<String>,
    /// A name for each of the O outputs.
    pub outputs: Vec<String>,
    pub loss: LossKind,
    /// The input that stands for output 0, where answers are read again at the next step; the others follow it.
    pub feedback: Option<usize>,
    /// Columns and rows of the picture that the first inputs are, if they are one.
    pub picture: Option<(usize, usize)>,
    /// Set where the outputs are labels of the page's own, which it says in the reader's language.
    pub labels: Option<Labels>,
}

/// Two outputs that a task of the page asks to tell apart; a table of the reader's own may have labels of the same names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// Low, high.
    Pressure,
    /// Negative, positive.
    Feeling,
}

/// What is read at a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// One-hot: this input is 1.
    Symbol(usize),
    /// The first inputs; all others are 0.
    Numbers(Arc<[f32]>),
}

/// What a step is to say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// For the cross-entropy.
    Class(usize),
    /// For the squared error of one output.
    Number(f32),
}

/// T steps, each with or without an input and an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    pub coding: Arc<Coding>,
    pub inputs: Vec<Option<Input>>,
    pub answers: Vec<Option<Answer>>,
    /// At which steps the answer's loss counts: the mask over the losses.
    pub measured: Vec<bool>,
    /// From this step on a network that runs freely reads its own last answer in place of the input given here.
    pub free_from: Option<usize>,
}

impl Sequence {
    /// A sequence all of whose answers count.
    ///
    /// # Panics
    /// If there are not as many answers as inputs.
    pub fn new(coding: Arc<Coding>, inputs: Vec<Option<Input>>, answers: Vec<Option<Answer>>) -> Self {
        assert_eq!(inputs.len(), answers.len(), "as many answers as inputs");
        let measured = answers.iter().map(Option::is_some).collect();
        Self { coding, inputs, answers, measured, free_from: None }
    }

    /// T.
    pub fn steps(&self) -> usize {
        self.inputs.len()
    }

    /// The one-hot input of step `t` (0-based).
    pub fn symbol(&self, t: usize) -> Option<usize> {
        match self.inputs[t] {
            Some(Input::Symbol(symbol)) => Some(symbol),
            _ => None,
        }
    }

    /// What is read at step `t` if it is no symbol.
    pub fn numbers(&self, t: usize) -> Option<&[f32]> {
        match &self.inputs[t] {
            Some(Input::Numbers(numbers)) => Some(numbers),
            _ => None,
        }
    }

    /// The class that would be right at step `t`, whether its loss counts or not.
    pub fn class(&self, t: usize) -> Option<usize> {
        match self.answers[t] {
            Some(Answer::Class(class)) => Some(class),
            _ => None,
        }
    }

    /// The class whose loss counts at step `t`.
    pub fn target(&self, t: usize) -> Option<usize> {
        self.class(t).filter(|_| self.measured[t])
    }

    /// Whether step `t` has a loss.
    pub fn is_measured(&self, t: usize) -> bool {
        self.measured[t] && self.answers[t].is_some()
    }

    /// How many losses there are.
    pub fn losses(&self) -> usize {
        (0..self.steps()).filter(|t| self.is_measured(*t)).count()
    }

    /// How many steps come before the first answer: all, if there is none.
    pub fn source(&self) -> usize {
        self.answers.iter().position(Option::is_some).unwrap_or(self.steps())
    }

    /// Whether only the last step has a loss.
    pub fn measures_last_only(&self) -> bool {
        (0..self.steps()).all(|t| self.is_measured(t) == (t + 1 == self.steps()))
    }
}

/// Sequences side by side. Shorter ones are followed by steps without input and target, which have no part in the loss.
///
/// # Panics
/// If there is no sequence, one has no step, or they have different codings.
pub fn batch_of<R: Real>(sequences: &[&Sequence]) -> Batch<R> {
    batch_of_length(sequences, sequences.iter().map(|sequence| sequence.steps()).max().unwrap_or(0))
}

/// The same with T = `steps`, where the longest sequence may be shorter.
///
/// # Panics
/// As [`batch_of`], or if a sequence is longer.
pub fn batch_of_length<R: Real>(sequences: &[&Sequence], steps: usize) -> Batch<R> {
    let coding = &sequences.first().expect("a batch has a sequence").coding;
    let fits = |sequence: &&&Sequence| Arc::ptr_eq(&sequence.coding, coding) || sequence.coding == *coding;
    assert_eq!(sequences.iter().filter(fits).count(), sequences.len(), "sequences of different tasks");
    assert!(sequences.iter().all(|sequence| sequence.steps() <= steps), "a sequence of more than {steps} steps");
    Batch {
        steps,
        batch: sequences.len(),
        inputs: inputs_of(sequences, coding, steps),
        targets: targets_of(sequences, coding, steps),
        h0: None,
        c0: None,
        source: common_source(sequences),
    }
}

/// What all read before they answer, if it is the same number of steps.
fn common_source(sequences: &[&Sequence]) -> Option<usize> {
    let first = sequences.first()?.source();
    sequences.iter().all(|sequence| sequence.source() == first).then_some(first)
}

/// Every step of every sequence, step by step; `None` past the end of a shorter one.
fn rows<'a>(sequences: &'a [&'a Sequence], steps: usize) -> impl Iterator<Item = Option<(&'a Sequence, usize)>> {
    (0..steps).flat_map(move |t| sequences.iter().map(move |sequence| (t < sequence.steps()).then_some((*sequence, t))))
}

fn inputs_of<R: Real>(sequences: &[&Sequence], coding: &Coding, steps: usize) -> Inputs<R> {
    let is_number = |input: &Option<Input>| matches!(input, Some(Input::Numbers(_)));
    if !sequences.iter().any(|sequence| sequence.inputs.iter().any(is_number)) {
        let symbol = |row: Option<(&Sequence, usize)>| row.and_then(|(sequence, t)| sequence.symbol(t));
        return Inputs::Symbols(rows(sequences, steps).map(symbol).collect());
    }
    let width = coding.inputs.len();
    let mut values = vec![R::ZERO; steps * sequences.len() * width];
    let mut present = vec![false; steps * sequences.len()];
    for ((values, present), row) in values.chunks_exact_mut(width).zip(&mut present).zip(rows(sequences, steps)) {
        match row.and_then(|(sequence, t)| sequence.inputs[t].as_ref()) {
            None => continue,
            Some(Input::Symbol(symbol)) => values[*symbol] = R::ONE,
            Some(Input::Numbers(numbers)) => {
                values.iter_mut().zip(&**numbers).for_each(|(value, &number)| *value = R::from_f64(f64::from(number)));
            }
        }
        *present = true;
    }
    Inputs::Vectors { values, present }
}

fn targets_of<R: Real>(sequences: &[&Sequence], coding: &Coding, steps: usize) -> Targets<R> {
    let answer = |row: Option<(&Sequence, usize)>| {
        let (sequence, t) = row?;
        sequence.answers[t].filter(|_| sequence.measured[t])
    };
    match coding.loss {
        LossKind::CrossEntropy => {
            let class = |answer| match answer {
                Some(Answer::Class(class)) => Some(class),
                _ => None,
            };
            Targets::Classes(rows(sequences, steps).map(|row| class(answer(row))).collect())
        }
        LossKind::MeanSquaredError => {
            let number = |answer| match answer {
                Some(Answer::Number(number)) => Some(R::from_f64(f64::from(number))),
                _ => None,
            };
            let numbers: Vec<Option<R>> = rows(sequences, steps).map(|row| number(answer(row))).collect();
            Targets::Vectors {
                values: numbers.iter().map(|number| number.unwrap_or(R::ZERO)).collect(),
                present: numbers.iter().map(Option::is_some).collect(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coding(loss: LossKind) -> Arc<Coding> {
        let names = |letters: &str| letters.chars().map(String::from).collect();
        Arc::new(Coding {
            inputs: names("abc"),
            outputs: names("xy"),
            loss,
            feedback: None,
            picture: None,
            labels: None,
        })
    }

    #[test]
    fn shorter_sequences_are_followed_by_nothing() {
        let coding = coding(LossKind::CrossEntropy);
        let symbol = |symbol| Some(Input::Symbol(symbol));
        let long = Sequence::new(coding.clone(), vec![symbol(2), None], vec![None, Some(Answer::Class(1))]);
        let short = Sequence::new(coding, vec![symbol(1)], vec![Some(Answer::Class(0))]);
        let batch = batch_of::<f64>(&[&long, &short]);
        assert_eq!((batch.steps, batch.batch), (2, 2));
        assert_eq!(batch.inputs, Inputs::Symbols(vec![Some(2), Some(1), None, None]));
        assert_eq!(batch.targets, Targets::Classes(vec![None, Some(0), Some(1), None]));
    }

    #[test]
    fn numbers_and_symbols_share_the_inputs() {
        let inputs = vec![Some(Input::Numbers([0.5, 0.25].into())), None, Some(Input::Symbol(2))];
        let sequence =
            Sequence::new(coding(LossKind::MeanSquaredError), inputs, vec![None, None, Some(Answer::Number(0.75))]);
        let batch = batch_of::<f32>(&[&sequence]);
        let values = vec![0.5, 0.25, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
        assert_eq!(batch.inputs, Inputs::Vectors { values, present: vec![true, false, true] });
        let targets = Targets::Vectors { values: vec![0.0, 0.0, 0.75], present: vec![false, false, true] };
        assert_eq!(batch.targets, targets);
    }

    #[test]
    fn an_answer_that_does_not_count_is_no_target() {
        let coding = coding(LossKind::CrossEntropy);
        let mut sequence = Sequence::new(coding, vec![None; 2], vec![Some(Answer::Class(1)); 2]);
        sequence.measured[0] = false;
        assert_eq!((sequence.class(0), sequence.target(0), sequence.target(1)), (Some(1), None, Some(1)));
        assert_eq!((sequence.losses(), sequence.measures_last_only()), (1, true));
        assert_eq!(batch_of::<f64>(&[&sequence]).targets, Targets::Classes(vec![None, Some(1)]));
    }
}
