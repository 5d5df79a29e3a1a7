//! What a cell answers to the sequence that is looked at, running by itself.

use unrolled_engine::{CellKind, LossKind, Recording, Tape};
use unrolled_tasks::{Answer, Measure, Sequence, batch_of};

use crate::experiment::Experiment;
use crate::score::{asked, is_right, likeliest, own_answer};

/// What was said at the steps that are asked, and how sure the cell was of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The step, what the cell says there, and p of it (1 for a number).
    pub said: Vec<(usize, Answer, f64)>,
    /// How many of them are right.
    pub right: usize,
}

impl Experiment {
    /// The likeliest answers of a cell to the example with the weights of now. Where answers are read again, it reads its own.
    pub fn answer(&self, kind: CellKind) -> Answered {
        let (lane, sequence) = (self.lane(kind), &self.example_sequence());
        if sequence.free_from.is_none() && self.stepped().is_none() {
            return self.read_off(sequence, &lane.tape);
        }
        let mut batch = batch_of(&[sequence]);
        let mut tape = lane.network.tape(Recording::Training, batch.steps, 1);
        lane.network.run_freely(&mut batch, &mut tape, &mut |t, _, logits| own_answer(sequence, t, logits));
        self.read_off(sequence, &tape)
    }

    fn read_off(&self, sequence: &Sequence, tape: &Tape<f64>) -> Answered {
        let said: Vec<(usize, Answer, f64)> = asked(sequence)
            .map(|t| match sequence.coding.loss {
                LossKind::CrossEntropy => {
                    let class = likeliest(tape.logits(t));
                    (t, Answer::Class(class), tape.probs(t)[class])
                }
                LossKind::MeanSquaredError => (t, Answer::Number(tape.logits(t)[0] as f32), 1.0),
            })
            .collect();
        let measure = self.settings.measure().unwrap_or(Measure::Classes);
        let right = said.iter().filter(|(t, answer, _)| is_right(sequence, *t, *answer, measure)).count();
        Answered { said, right }
    }
}
