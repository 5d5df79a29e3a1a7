//! How well a network answers the sequences of a task.

use serde::{Deserialize, Serialize};
use unrolled_engine::order::sort_by;
use unrolled_engine::{Real, Tape, Trainer};
use unrolled_tasks::{Answer, Measure, Sequence, batch_of_length};

/// Sequences that are judged at once.
const ROWS: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The mean over all targets.
    pub loss: f64,
    /// The share of what is right by the task's measure.
    pub accuracy: f64,
}

/// The score of a network, with the right answers read where answers are read again; what is judged as a whole, it has to
/// say by itself.
///
/// # Panics
/// If there is no sequence, or the network is of other sizes.
pub fn score(trainer: &mut Trainer<f32>, sequences: &[&Sequence], measure: Measure) -> Score {
    let steps = sequences.iter().map(|sequence| sequence.steps()).max().expect("a sequence to judge");
    let (mut loss, mut targets, mut right, mut judged) = (0.0, 0, 0, 0);
    let mut sequences = sequences.to_vec();
    let has_encoder = trainer.network.params.encoder.is_some();
    if has_encoder {
        sort_by(&mut sequences, |one, other| one.source().cmp(&other.source()));
    }
    // An encoder reads sources of one length at a time.
    let groups = sequences.chunk_by(|one, next| !has_encoder || one.source() == next.source());
    for part in groups.flat_map(|group| group.chunks(ROWS)) {
        let mut batch = batch_of_length(part, steps);
        let tape = trainer.look_at(&batch);
        loss += f64::from(tape.loss()) * part.len() as f64;
        targets += tape.target_count();
        let runs_freely = measure == Measure::Whole && part.iter().any(|sequence| sequence.free_from.is_some());
        let tape = if runs_freely {
            trainer.run_freely(&mut batch, &mut |t, row, logits| own_answer(part[row], t, logits))
        } else {
            trainer.tape().expect("of the pass above")
        };
        for (row, sequence) in part.iter().enumerate() {
            let (good, all) = judge(tape, row, sequence, measure);
            right += good;
            judged += all;
        }
    }
    Score { loss: loss / targets as f64, accuracy: right as f64 / judged as f64 }
}

/// The input that a network running freely reads after step `t`: its own answer, where the sequence leaves it to it.
pub fn own_answer<R: Real>(sequence: &Sequence, t: usize, logits: &[R]) -> Option<usize> {
    let is_free = sequence.free_from.is_some_and(|from| t + 1 >= from) && t + 1 < sequence.steps();
    sequence.coding.feedback.filter(|_| is_free).map(|first| first + likeliest(logits))
}

/// The index of the largest logit, the first of equal ones.
pub fn likeliest<R: Real>(logits: &[R]) -> usize {
    (0..logits.len()).fold(0, |best, k| if logits[k] > logits[best] { k } else { best })
}

/// How much is right of how much.
fn judge<R: Real>(tape: &Tape<R>, row: usize, sequence: &Sequence, measure: Measure) -> (usize, usize) {
    let is_right = |t: usize| {
        let logits = &tape.logits(t)[row * tape.outputs..][..tape.outputs];
        match (sequence.answers[t], measure) {
            (Some(Answer::Number(wanted)), Measure::Within(most)) => {
                (logits[0].to_f64() - f64::from(wanted)).abs() < most
            }
            (Some(Answer::Class(class)), _) => likeliest(logits) == class,
            _ => false,
        }
    };
    let right = (0..sequence.steps()).filter(|t| sequence.is_measured(*t) && is_right(*t)).count();
    let all = sequence.losses();
    match measure {
        Measure::Whole => (usize::from(right == all), 1),
        Measure::Classes | Measure::Within(_) => (right, all),
    }
}
