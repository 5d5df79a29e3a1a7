//! How well a network answers the sequences of a task.

use serde::{Deserialize, Serialize};
use unrolled_engine::order::sort_by;
use unrolled_engine::{LossKind, Real, Tape, Trainer};
use unrolled_tasks::{Answer, Measure, Sequence, batch_of_length};

/// Sequences that are judged at once.
const ROWS: usize = 64;

/// Of a set of sequences, as many are judged as there usually are for testing.
const MOST_JUDGED: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The mean over all targets.
    pub loss: f64,
    /// The share of what is right by the task's measure.
    pub accuracy: f64,
}

/// What a network says to a sequence, and how much of that counts as right.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// At each step that is asked: the class, or the number of a squared error; plain numbers, as there are many.
    said: Vec<f32>,
    /// How much is right of how much: of the steps that are asked, or of 1 where only all of them together count.
    pub right: usize,
    pub all: usize,
}

/// What some sequences have been answered, and the loss.
pub(crate) struct Judgement {
    /// Summed over the targets.
    pub loss: f64,
    pub targets: usize,
    pub replies: Vec<Reply>,
}

/// What has been judged so far of a set.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sum {
    loss: f64,
    targets: usize,
    right: usize,
    all: usize,
}

impl Sum {
    pub fn add(&mut self, judgement: &Judgement) {
        self.loss += judgement.loss;
        self.targets += judgement.targets;
        self.right += judgement.replies.iter().map(|reply| reply.right).sum::<usize>();
        self.all += judgement.replies.iter().map(|reply| reply.all).sum::<usize>();
    }

    pub fn score(self) -> Score {
        Score { loss: self.loss / self.targets as f64, accuracy: self.right as f64 / self.all as f64 }
    }
}

impl Reply {
    pub fn is_right(&self) -> bool {
        self.right == self.all
    }

    /// What was said at each step that is asked.
    pub fn said(&self, sequence: &Sequence) -> impl Iterator<Item = (usize, Answer)> {
        let answer = |said: f32| match sequence.coding.loss {
            LossKind::CrossEntropy => Answer::Class(said as usize),
            LossKind::MeanSquaredError => Answer::Number(said),
        };
        asked(sequence).zip(self.said.iter().map(move |said| answer(*said)))
    }
}

/// The sequences of a set that are judged.
pub fn judged(set: &[Sequence]) -> &[Sequence] {
    &set[..set.len().min(MOST_JUDGED)]
}

/// The score of a network, with the right answers read where answers are read again; what is judged as a whole, it has to
/// say by itself.
///
/// # Panics
/// If there is no sequence, or the network is of other sizes.
pub fn score(trainer: &mut Trainer<f32>, sequences: &[Sequence], measure: Measure) -> Score {
    let mut sum = Sum::default();
    for part in parts(trainer.network.params.encoder.is_some(), sequences) {
        sum.add(&judge(trainer, sequences, &part, measure));
    }
    sum.score()
}

/// The places of sequences, in parts that are judged at once. An encoder reads sources of one length at a time.
pub(crate) fn parts(has_encoder: bool, sequences: &[Sequence]) -> Vec<Vec<usize>> {
    let mut places: Vec<usize> = (0..sequences.len()).collect();
    let source = |place: &usize| if has_encoder { sequences[*place].source() } else { 0 };
    sort_by(&mut places, |one, other| source(one).cmp(&source(other)));
    let groups = places.chunk_by(|one, next| source(one) == source(next));
    groups.flat_map(|group| group.chunks(ROWS)).map(<[usize]>::to_vec).collect()
}

/// Judges some sequences of a set side by side.
pub(crate) fn judge(trainer: &mut Trainer<f32>, set: &[Sequence], places: &[usize], measure: Measure) -> Judgement {
    // Of one length for all of the set, so that there is one tape.
    let steps = set.iter().map(Sequence::steps).max().expect("a sequence to judge");
    let sequences: Vec<&Sequence> = places.iter().map(|place| &set[*place]).collect();
    let mut batch = batch_of_length(&sequences, steps);
    let tape = trainer.look_at(&batch);
    let (loss, targets) = (f64::from(tape.loss()) * sequences.len() as f64, tape.target_count());
    let runs_freely = measure == Measure::Whole && sequences.iter().any(|sequence| sequence.free_from.is_some());
    let tape = if runs_freely {
        trainer.run_freely(&mut batch, &mut |t, row, logits| own_answer(sequences[row], t, logits))
    } else {
        trainer.tape().expect("of the pass above")
    };
    let replies = sequences.iter().enumerate().map(|(row, sequence)| reply(tape, row, sequence, measure)).collect();
    Judgement { loss, targets, replies }
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

/// The steps of a sequence that are asked.
pub(crate) fn asked(sequence: &Sequence) -> impl Iterator<Item = usize> {
    (0..sequence.steps()).filter(|t| sequence.is_measured(*t))
}

/// Whether an answer counts as right at step `t`.
pub fn is_right(sequence: &Sequence, t: usize, said: Answer, measure: Measure) -> bool {
    match (sequence.answers[t], said, measure) {
        (Some(Answer::Number(wanted)), Answer::Number(said), Measure::Within(most)) => {
            (f64::from(said) - f64::from(wanted)).abs() < most
        }
        (Some(Answer::Class(wanted)), Answer::Class(said), _) => said == wanted,
        _ => false,
    }
}

fn reply(tape: &Tape<f32>, row: usize, sequence: &Sequence, measure: Measure) -> Reply {
    let (mut said, mut right) = (Vec::new(), 0);
    for t in asked(sequence) {
        let logits = &tape.logits(t)[row * tape.outputs..][..tape.outputs];
        let (answer, number) = match sequence.coding.loss {
            LossKind::CrossEntropy => (Answer::Class(likeliest(logits)), likeliest(logits) as f32),
            LossKind::MeanSquaredError => (Answer::Number(logits[0]), logits[0]),
        };
        said.push(number);
        right += usize::from(is_right(sequence, t, answer, measure));
    }
    let all = said.len();
    match measure {
        Measure::Whole => Reply { said, right: usize::from(right == all), all: 1 },
        Measure::Classes | Measure::Within(_) => Reply { said, right, all },
    }
}
