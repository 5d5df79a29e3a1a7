//! The memory probe: how well a linear read-out can tell from h_t which symbol was read s steps ago.
//!
//! Sequences of uniformly random symbols are read by the network as it is. On some of them one read-out for each s is
//! fitted by ridge regression from (h_t, 1) to the one-hot symbol of step t − s; on others it is counted how often its
//! largest output is right. Who remembers nothing is right once in I (compare the memory capacity of Jaeger 2001, *Short
//! term memory in echo state networks*, which asks the same of numbers).

use serde::{Deserialize, Serialize};
use unrolled_engine::{Batch, CellKind, Matrix, Network, Random, Recording, Ridge};
use unrolled_tasks::Input;

use crate::experiment::Experiment;

/// A stream of the seed; those of training are smaller numbers.
const PROBE_STREAM: u64 = 6 << 32;

/// How far back is asked where nothing else is said.
pub const FARTHEST: usize = 20;
/// Sequences that read-outs are fitted on, and others that they are judged on.
pub const FITTED: usize = 50;
pub const JUDGED: usize = 50;
/// Steps of a sequence at which it is asked, once as many have been read as can be asked for.
const ASKED: usize = 40;
/// λ for each row. What differs in h by less than its root, 1e-4, is hardly heard.
const RIDGE: f64 = 1e-8;

/// Why nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum NoAnswer {
    /// A state is not finite.
    NotFinite,
    /// All states are finite, with entries up to this size, but in `f64` rounding leaves the read-out no solution.
    NotSolved { largest: f64 },
}

/// What one cell remembers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// The share of right answers about the symbol read s steps ago, for s = 0 … S. Exactly `rows` were asked of each.
    pub accuracy: Result<Vec<f64>, NoAnswer>,
    /// 1/I.
    pub floor: f64,
    pub rows: usize,
}

/// The probe of one network, in pieces of one sequence.
struct Probe {
    network: Network<f64>,
    farthest: usize,
    random: Random,
    ridge: Ridge,
    readout: Option<Matrix<f64>>, // (S+1, I, H+1)
    right: Vec<usize>,
    /// The largest entry of a state; infinite if one was not finite.
    largest: f64,
    sequences: usize,
}

impl Probe {
    fn new(network: Network<f64>, farthest: usize, seed: u64) -> Self {
        let ridge = Ridge::new(network.units() + 1, farthest + 1, network.inputs());
        let (random, right) = (Random::new(seed, PROBE_STREAM), vec![0; farthest + 1]);
        Self { network, farthest, random, ridge, readout: None, right, largest: 0.0, sequences: 0 }
    }

    fn is_done(&self) -> bool {
        self.sequences == FITTED + JUDGED
    }

    /// Reads one sequence: fits on it, or judges.
    fn advance(&mut self) {
        let steps = self.farthest + ASKED;
        let symbols: Vec<usize> = (0..steps).map(|_| self.random.below(self.network.inputs())).collect();
        let batch = Batch {
            // An encoder, which has to remember the source, reads them all.
            source: Some(steps),
            ..Batch::from_symbols(symbols.iter().map(|symbol| Some(*symbol)).collect(), vec![None; steps])
        };
        let mut tape = self.network.tape(Recording::Training, steps, 1);
        self.network.forward(&batch, &mut tape);
        for t in self.farthest..steps {
            let sizes = tape.h(t).iter().map(|h| if h.is_nan() { f64::INFINITY } else { h.abs() });
            self.largest = sizes.fold(self.largest, f64::max);
            let features = [tape.h(t), &[1.0]].concat();
            let read = (0..=self.farthest).map(|s| symbols[t - s]);
            if self.sequences < FITTED {
                self.ridge.add(&features, read);
            } else if let Some(readout) = &self.readout {
                for (s, symbol) in read.enumerate() {
                    self.right[s] += usize::from(answer(readout, s, self.network.inputs(), &features) == symbol);
                }
            }
        }
        self.sequences += 1;
        if self.sequences == FITTED {
            self.readout = self.ridge.solve(RIDGE * (FITTED * ASKED) as f64);
        }
    }

    fn memory(&self) -> Memory {
        let rows = JUDGED * ASKED;
        let accuracy = match &self.readout {
            _ if self.largest.is_infinite() => Err(NoAnswer::NotFinite),
            None => Err(NoAnswer::NotSolved { largest: self.largest }),
            Some(_) => Ok(self.right.iter().map(|right| *right as f64 / rows as f64).collect()),
        };
        Memory { accuracy, floor: 1.0 / self.network.inputs() as f64, rows }
    }
}

/// The symbol with the largest output for the question `s`, the first of equal ones.
fn answer(readout: &Matrix<f64>, s: usize, inputs: usize, features: &[f64]) -> usize {
    let said = |symbol: usize| {
        let weights = readout.row(s * inputs + symbol);
        weights.iter().zip(features).fold(0.0, |sum, (weight, feature)| sum + weight * feature)
    };
    let mut best = (0, said(0));
    for symbol in 1..inputs {
        let output = said(symbol);
        if output > best.1 {
            best = (symbol, output);
        }
    }
    best.0
}

/// Whether the cells read symbols, which can be asked for, and not numbers.
pub fn reads_symbols(experiment: &Experiment) -> bool {
    let is_number = |input: &Option<Input>| matches!(input, Some(Input::Numbers(_)));
    !experiment.example_sequence().inputs.iter().any(is_number)
}

/// The probes of the three cells, with the weights that they have when it begins.
pub struct Probing {
    /// In the order of [`CellKind::ALL`]; all read the same sequences.
    probes: [Probe; 3],
    current: usize,
}

impl Probing {
    /// Asks for s = 0 … `farthest`. `None` if the cells do not read symbols.
    pub fn new(experiment: &Experiment, farthest: usize) -> Option<Self> {
        if !reads_symbols(experiment) {
            return None;
        }
        let seed = u64::from(experiment.settings.seed);
        let probe = |kind| Probe::new(experiment.lane(kind).network.clone(), farthest, seed);
        Some(Self { probes: CellKind::ALL.map(probe), current: 0 })
    }

    pub fn is_running(&self) -> bool {
        self.current < self.probes.len()
    }

    /// How many sequences are done, and of how many.
    pub fn counts(&self) -> [usize; 2] {
        let done = self.probes.iter().map(|probe| probe.sequences).sum();
        [done, self.probes.len() * (FITTED + JUDGED)]
    }

    /// How much is done, from 0 to 1, by sequences.
    pub fn progress(&self) -> f64 {
        let [done, all] = self.counts();
        done as f64 / all as f64
    }

    /// Works until it is enough, asked after each sequence, or all is done: then the answer, once, in the order of
    /// [`CellKind::ALL`].
    pub fn work(&mut self, mut enough: impl FnMut() -> bool) -> Option<[Memory; 3]> {
        while let Some(probe) = self.probes.get_mut(self.current) {
            probe.advance();
            if probe.is_done() {
                self.current += 1;
            }
            if !self.is_running() {
                return Some(self.probes.each_ref().map(Probe::memory));
            }
            if enough() {
                break;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use unrolled_engine::{Activation, Cell, LossKind, Params, Switches};
    use unrolled_tasks::Task;

    use super::*;
    use crate::Settings;

    const SYMBOLS: usize = 4;

    /// A network that copies its symbol into the first units and, `held` times, from units to those that follow.
    fn delay_line(activation: Activation, held: usize) -> Network<f64> {
        let (cell, units) = (Cell::Rnn(activation), SYMBOLS * (held + 1));
        let mut params = Params::zeros(cell, SYMBOLS, units, 2);
        (0..SYMBOLS).for_each(|k| params.weight_ih.data[k * SYMBOLS + k] = 1.0);
        (SYMBOLS..units).for_each(|k| params.weight_hh.data[k * units + k - SYMBOLS] = 1.0);
        Network { cell, params, loss: LossKind::CrossEntropy, switches: Switches::default() }
    }

    fn remembered(network: Network<f64>, farthest: usize) -> Memory {
        let mut probe = Probe::new(network, farthest, 1);
        while !probe.is_done() {
            probe.advance();
        }
        probe.memory()
    }

    /// Five standard deviations of guessing.
    fn is_a_guess(memory: &Memory, s: usize) -> bool {
        let deviation = (memory.floor * (1.0 - memory.floor) / memory.rows as f64).sqrt();
        (memory.accuracy.as_ref().unwrap()[s] - memory.floor).abs() < 5.0 * deviation
    }

    #[test]
    fn a_copy_is_remembered_perfectly_and_nothing_else_at_all() {
        for activation in [Activation::Tanh, Activation::Relu] {
            for held in [0, 2] {
                let memory = remembered(delay_line(activation, held), 6);
                let accuracy = memory.accuracy.as_ref().unwrap();
                assert_eq!((accuracy.len(), memory.floor), (7, 0.25));
                assert!(accuracy[..=held].iter().all(|right| *right == 1.0), "{activation:?} {held}: {accuracy:?}");
                for s in held + 1..7 {
                    assert!(is_a_guess(&memory, s), "{activation:?} {held} {s}: {accuracy:?}");
                }
            }
        }
    }

    #[test]
    fn a_network_without_inputs_guesses() {
        let mut network = delay_line(Activation::Tanh, 0);
        network.params.weight_ih.data.fill(0.0);
        let memory = remembered(network, 3);
        assert!((0..=3).all(|s| is_a_guess(&memory, s)), "{memory:?}");
    }

    #[test]
    fn states_that_are_not_finite_are_not_read() {
        let mut network = delay_line(Activation::Relu, 0);
        network.params.weight_hh.data.iter_mut().step_by(SYMBOLS + 1).for_each(|w| *w = 1e200);
        assert_eq!(remembered(network, 3).accuracy, Err(NoAnswer::NotFinite));
    }

    /// In 60 steps the states of a ReLU with ρ = 3 grow far, but do not overflow.
    #[test]
    fn states_too_far_apart_leave_no_solution() {
        let settings = Settings { units: 8, activation: Activation::Relu, radius: 3.0, ..Settings::default() };
        let settings = Settings { initializer: crate::InitializerKind::SpectralRadius, ..settings };
        let experiment = Experiment::new(&settings).unwrap();
        let memory = remembered(experiment.lane(CellKind::Rnn).network.clone(), FARTHEST);
        let Err(NoAnswer::NotSolved { largest }) = memory.accuracy else { panic!("{memory:?}") };
        assert!(largest > 1e15 && largest < 1e40, "{largest}");
    }

    #[test]
    fn pieces_give_the_same_bits_and_progress_only_grows() {
        let experiment = Experiment::new(&Settings { units: 8, ..Settings::default() }).unwrap();
        let whole = Probing::new(&experiment, 5).unwrap().work(|| false).unwrap();
        let mut probing = Probing::new(&experiment, 5).unwrap();
        let mut progress = 0.0;
        let found = loop {
            if let Some(found) = probing.work(|| true) {
                break found;
            }
            assert!(probing.progress() > progress && probing.progress() < 1.0);
            progress = probing.progress();
        };
        assert_eq!((&found, probing.progress()), (&whole, 1.0));
        assert!(!probing.is_running() && probing.work(|| false).is_none());
        for memory in &whole {
            // What has just been read is known, and it is known better than what was read long ago.
            let accuracy = memory.accuracy.as_ref().unwrap();
            assert!(accuracy[0] > 0.95 && accuracy[0] > accuracy[5] && memory.floor == 0.25, "{memory:?}");
        }
    }

    #[test]
    fn cells_that_read_numbers_are_not_asked() {
        let settings = Settings::default().with(crate::Setting::Task(Some(Task::Adding))).unwrap();
        assert!(Probing::new(&Experiment::new(&settings).unwrap(), 3).is_none());
    }
}
