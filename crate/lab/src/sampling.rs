//! What a cell writes by itself: it reads a beginning, then each symbol that was drawn from what it said.

use serde::{Deserialize, Serialize};
use unrolled_engine::draw::{drawn, softmax_at};
use unrolled_engine::order::sort_by;
use unrolled_engine::{CellKind, Network, Random, Recording};
use unrolled_tasks::prompt::PromptError;
use unrolled_tasks::{Sequence, batch_of};

use crate::experiment::Experiment;
use crate::score::likeliest;
use crate::settings::{Range, Rejection};

/// A stream of the sampling seed; those of training are smaller numbers.
const SAMPLE_STREAM: u64 = 4 << 32;

/// How many candidates are told of each step.
const CANDIDATES: usize = 3;

/// How samples are drawn. The same sampling of the same weights is the same sample on every machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sampling {
    /// τ of softmax(y / τ); 0 takes the likeliest symbol.
    pub temperature: f64,
    /// Of the random numbers: one for each symbol, the same for every cell.
    pub seed: u32,
    /// What a character model is given to begin with; empty for the beginning of what is looked at.
    pub prompt: String,
    /// How many symbols a character model writes.
    pub length: usize,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { temperature: 0.0, seed: 1, prompt: String::new(), length: 60 }
    }
}

/// The sample that is read in place of the example.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stepped {
    /// Whose weights have written it.
    pub cell: CellKind,
    pub sampling: Sampling,
}

/// One symbol that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The step that it was drawn at.
    pub t: usize,
    pub symbol: usize,
    /// The network's own p of it, softmax(y) with the temperature 1: that of the tape.
    pub p: f64,
    /// What it was drawn with: p at the temperature; 1 if it was the likeliest that was taken.
    pub chance: f64,
    /// The likeliest symbols with their p, the likeliest first.
    pub candidates: Vec<(usize, f64)>,
}

/// What was written, and the sequence that was read meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    pub sequence: Sequence,
    pub drawn: Vec<Drawn>,
}

/// Whether a network that reads such sequences writes: what it says it reads again.
pub fn writes(sequence: &Sequence) -> bool {
    sequence.coding.feedback.is_some() && (sequence.coding.is_text() || sequence.free_from.is_some())
}

impl Sampling {
    /// Besides 0.
    pub const TEMPERATURE: Range = Range { setting: "temperature", smallest: 0.1, largest: 2.0 };
    pub const LENGTH: Range = Range { setting: "length of a sample", smallest: 1.0, largest: 200.0 };

    /// # Errors
    /// If a number is outside of its range, or the beginning cannot be read.
    pub fn check(&self, example: &Sequence) -> Result<(), Rejection> {
        if self.temperature != 0.0 {
            Self::TEMPERATURE.check(self.temperature)?;
        }
        Self::LENGTH.check(self.length as f64)?;
        self.given(example)?;
        Ok(())
    }

    /// What a character model begins with, as symbols.
    ///
    /// # Errors
    /// If the beginning has a character that the network does not know, or is too long.
    pub fn given(&self, example: &Sequence) -> Result<Vec<usize>, PromptError> {
        let prompt = if example.coding.is_text() { example.coding.read(&self.prompt)? } else { Vec::new() };
        if !prompt.is_empty() {
            return Ok(prompt);
        }
        Ok((0..example.free_from.unwrap_or(1)).filter_map(|t| example.symbol(t)).collect())
    }

    /// The sequence that is read, as far as it is known without the network. What is to be written is `None` in a text; other
    /// sequences keep their inputs and answers, and the inputs from [`Sequence::free_from`] on are to be replaced.
    ///
    /// # Panics
    /// If the sampling has not been checked for this example.
    pub fn sequence(&self, example: &Sequence) -> Sequence {
        if !example.coding.is_text() {
            return example.clone();
        }
        let given = self.given(example).expect("the sampling has been checked");
        Sequence::to_be_continued(example.coding.clone(), &given, self.length)
    }

    /// What a network writes after this beginning.
    ///
    /// # Panics
    /// If the sampling has not been checked for this example, or the network is of other sizes.
    pub fn sample(&self, network: &Network<f64>, example: &Sequence) -> Sample {
        let mut sequence = self.sequence(example);
        let first = sequence.free_from.unwrap_or(1).max(1) - 1;
        let mut random = Random::new(u64::from(self.seed), SAMPLE_STREAM);
        let mut said = Vec::with_capacity(sequence.steps());
        let mut choose = |logits: &[f64]| {
            let u = random.uniform();
            let (symbol, chance) = self.choose(logits, u);
            said.push((symbol, chance));
            symbol
        };
        let mut batch = batch_of(&[&sequence]);
        let mut tape = network.tape(Recording::Training, batch.steps, 1);
        let feedback = sequence.coding.feedback.unwrap_or(0);
        network.run_freely(&mut batch, &mut tape, &mut |t, _, logits| (t >= first).then(|| feedback + choose(logits)));
        // What is said at the last step is read nowhere.
        choose(tape.logits(tape.steps - 1));
        let drawn = (first..).zip(said).map(|(t, (symbol, chance))| {
            sequence.say(t, symbol);
            let probs = tape.probs(t);
            let mut order: Vec<usize> = (0..probs.len()).collect();
            sort_by(&mut order, |&left, &right| probs[right].total_cmp(&probs[left]));
            let candidates = order.into_iter().take(CANDIDATES).map(|symbol| (symbol, probs[symbol])).collect();
            Drawn { t, symbol, p: probs[symbol], chance, candidates }
        });
        let drawn = drawn.collect();
        Sample { sequence, drawn }
    }

    /// The symbol that a step's logits lead to, and the probability that it was drawn with.
    fn choose(&self, logits: &[f64], u: f64) -> (usize, f64) {
        if self.temperature == 0.0 {
            return (likeliest(logits), 1.0);
        }
        let probs = softmax_at(logits, self.temperature);
        let symbol = drawn(&probs, u).unwrap_or_else(|| likeliest(logits));
        (symbol, probs[symbol])
    }
}

impl Experiment {
    /// Whether the networks write, and a sampling is one for what they read.
    pub fn can_sample(&self, sampling: &Sampling) -> bool {
        let example = self.example_sequence();
        writes(&example) && sampling.check(&example).is_ok()
    }

    /// What a cell writes with the weights of now.
    ///
    /// # Panics
    /// If the sampling has not been checked for this experiment.
    pub fn sample(&self, kind: CellKind, sampling: &Sampling) -> Sample {
        sampling.sample(&self.lane(kind).network, &self.example_sequence())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Setting, Settings};
    use std::path::Path;
    use unrolled_tasks::data::provide_folder;
    use unrolled_tasks::{Answer, Task};

    fn on_task(task: Task) -> Experiment {
        provide_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tasks/data"))).unwrap();
        let settings = Settings::default().with(Setting::Task(Some(task))).unwrap();
        Experiment::on_example(&Settings { units: 9, ..settings }, 3).unwrap()
    }

    fn hello() -> Experiment {
        let mut experiment = Experiment::new(&Settings::default()).unwrap();
        (0..60).for_each(|_| experiment.advance());
        experiment
    }

    fn symbols(sample: &Sample) -> Vec<usize> {
        sample.drawn.iter().map(|drawn| drawn.symbol).collect()
    }

    #[test]
    fn who_does_not_read_what_it_says_has_no_sample() {
        let of = |task| Experiment::new(&Settings::default().with(Setting::Task(Some(task))).unwrap()).unwrap();
        assert!(!of(Task::Parity).can_sample(&Sampling::default()));
        let word = Experiment::new(&Settings::default()).unwrap();
        assert!(word.can_sample(&Sampling::default()));
        assert!(!word.can_sample(&Sampling { prompt: "x".to_owned(), ..Sampling::default() }));
    }

    #[test]
    fn greedy_captions_and_dates_are_the_answers() {
        for task in [Task::CaptionKo, Task::Dates, Task::Translation] {
            let experiment = on_task(task);
            for kind in CellKind::ALL {
                let sample = experiment.sample(kind, &Sampling::default());
                let found: Vec<_> = sample.drawn.iter().map(|one| (one.t, Answer::Class(one.symbol), one.p)).collect();
                assert_eq!(found, experiment.answer(kind).said, "{task:?}, {kind:?}");
            }
        }
    }

    #[test]
    fn greedy_texts_are_the_answers_as_far_as_these_go() {
        let experiment = on_task(Task::Sonnet);
        for kind in CellKind::ALL {
            let said = experiment.answer(kind).said;
            let sample = experiment.sample(kind, &Sampling::default());
            for (one, (t, answer, p)) in sample.drawn.iter().zip(&said) {
                assert_eq!((one.t, Answer::Class(one.symbol), one.p), (*t, *answer, *p), "{kind:?}");
            }
            assert!(sample.drawn.len() == 60 && said.len() == 13);
        }
    }

    #[test]
    fn the_stage_computes_what_the_sampler_computed() {
        let sampling = Sampling { temperature: 0.8, prompt: "he".into(), length: 30, ..Sampling::default() };
        for cell in CellKind::ALL {
            let mut experiment = hello();
            let sample = experiment.sample(cell, &sampling);
            experiment.read_sample(Some(Stepped { cell, sampling: sampling.clone() })).unwrap();
            assert_eq!(experiment.sequence, sample.sequence);
            let tape = &experiment.lane(cell).tape;
            assert_eq!((tape.steps, sample.drawn.len(), sample.drawn[0].t), (31, 30, 1));
            for one in &sample.drawn {
                assert_eq!(tape.probs(one.t)[one.symbol], one.p);
                assert!(one.candidates.iter().all(|(symbol, p)| tape.probs(one.t)[*symbol] == *p));
                assert_eq!(softmax_at(tape.logits(one.t), 0.8)[one.symbol], one.chance);
                assert_eq!(experiment.sequence.class(one.t), Some(one.symbol));
            }
            // Nothing is measured, so nothing comes back.
            assert_eq!(tape.target_count(), 0);
            assert!((0..31).all(|t| tape.dh_norm(t) == 0.0));
        }
    }

    #[test]
    fn draws_follow_the_seed_and_nothing_else() {
        let experiment = hello();
        let at = |temperature, seed| {
            let sampling = Sampling { temperature, seed, length: 200, ..Sampling::default() };
            experiment.sample(CellKind::Gru, &sampling)
        };
        assert_eq!(at(1.0, 7), at(1.0, 7));
        assert_ne!(symbols(&at(1.0, 7)), symbols(&at(1.0, 8)));
        assert_eq!(at(0.0, 7), at(0.0, 8));
        // With the temperature 1 a symbol is drawn with the network's own p.
        assert!(at(1.0, 7).drawn.iter().all(|one| one.chance == one.p));
        assert!(at(0.0, 7).drawn.iter().all(|one| one.symbol == one.candidates[0].0));
    }

    #[test]
    fn a_cold_sample_is_the_greedy_one() {
        let experiment = hello();
        let cold = Sampling { temperature: 1e-6, ..Sampling::default() };
        for kind in CellKind::ALL {
            assert_eq!(
                symbols(&experiment.sample(kind, &cold)),
                symbols(&experiment.sample(kind, &Sampling::default()))
            );
        }
    }

    #[test]
    fn a_text_goes_on_being_learned_while_its_sample_is_read() {
        let (mut plain, mut stepped) = (hello(), hello());
        let read = Stepped { cell: CellKind::Rnn, sampling: Sampling::default() };
        stepped.read_sample(Some(read)).unwrap();
        assert_eq!(stepped.training_loss(CellKind::Gru), plain.lane(CellKind::Gru).tape.loss());
        for _ in 0..3 {
            plain.advance();
            stepped.advance();
        }
        assert_eq!(stepped.snapshot(), plain.snapshot());
        assert_eq!(stepped.lanes[1].losses, plain.lanes[1].losses);
        // The sample is that of the new weights.
        assert_eq!(stepped.sequence, plain.sample(CellKind::Rnn, &Sampling::default()).sequence);
        stepped.read_sample(None).unwrap();
        assert_eq!(stepped.sequence, plain.sequence);
        assert_eq!(stepped.lanes[0].tape.loss(), plain.lanes[0].tape.loss());
    }

    #[test]
    fn own_captions_are_measured_against_the_right_ones() {
        let mut experiment = on_task(Task::CaptionEn);
        let right = experiment.sequence.clone();
        let sampling = Sampling { temperature: 2.0, ..Sampling::default() };
        experiment.read_sample(Some(Stepped { cell: CellKind::Lstm, sampling: sampling.clone() })).unwrap();
        let read = &experiment.sequence;
        assert_eq!((&read.answers, read.losses()), (&right.answers, right.losses()));
        assert_eq!(read.inputs[0], right.inputs[0]);
        let sample = experiment.sample(CellKind::Lstm, &sampling);
        assert!(sample.drawn.windows(2).all(|two| read.symbol(two[1].t) == Some(64 + two[0].symbol)));
    }

    #[test]
    fn what_cannot_be_is_named() {
        let example = Settings::default().sequence(0).unwrap();
        let check = |sampling: Sampling, message: &str| {
            assert_eq!(sampling.check(&example).unwrap_err().to_string(), message);
        };
        let usual = Sampling::default();
        let cold = "temperature: expected a number from 0.1 to 2, found 0.05";
        check(Sampling { temperature: 0.05, ..usual.clone() }, cold);
        check(Sampling { temperature: f64::NAN, ..usual.clone() }, &cold.replace("0.05", "NaN"));
        let long = "length of a sample: expected a number from 1 to 200, found 201";
        check(Sampling { length: 201, ..usual.clone() }, long);
        let unknown = "prompt: expected characters that the network reads, found \"x\" at 3";
        check(Sampling { prompt: "hex".into(), ..usual }, unknown);
    }
}
