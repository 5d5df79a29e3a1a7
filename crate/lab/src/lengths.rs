//! The gradient at the first step against the length of the sequence: ‖∂L_T/∂h_1‖₂ of fresh networks, where the only loss is
//! that of step T, for each cell and T and for several seeds.
//!
//! A seed gives one endless random sequence and one target. Every T reads its first T inputs, so that lengths differ in
//! nothing but how far back step 1 is; all cells of a seed read the same.

use serde::{Deserialize, Serialize};
use unrolled_engine::order::sort_by;
use unrolled_engine::{Batch, CellKind, Clipping, Inputs, LossKind, Network, Random, Recording, Targets, clip};
use unrolled_tasks::{Input, Sequence};

use crate::experiment::initial_network;
use crate::settings::{ClippingKind, Range, Rejection, Settings, Start};

/// A stream of each seed; those of training are smaller numbers.
const LENGTH_STREAM: u64 = 5 << 32;

/// Where nothing else is said.
pub const LENGTHS: [usize; 11] = [2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200];
/// The seed of the settings and those that follow it.
pub const SEEDS: usize = 20;

/// T steps.
pub const LENGTH: Range = Range { setting: "length", smallest: 1.0, largest: 200.0 };

/// What one cell does with sequences of one length: a number for each seed, in ascending order, NaN last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AtLength {
    /// T.
    pub steps: usize,
    /// ‖∂L_T/∂h_1‖₂.
    pub first: Vec<f64>,
    /// ‖∂L_T/∂W‖₂ over all weights.
    pub before: Vec<f64>,
    /// The same after clipping.
    pub after: Vec<f64>,
}

/// Of all cells and lengths.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LengthCurves {
    /// In the order of [`CellKind::ALL`]; of each cell all lengths in the order in which they were asked for.
    pub cells: [Vec<AtLength>; 3],
}

/// The quantile `p` of numbers in ascending order, linear between two of them (Hyndman & Fan 1996, *Sample quantiles in
/// statistical packages*, definition 7): 0.5 is the median. NaN of nothing.
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = place as usize;
    let share = place - below as f64;
    // Without a share of it the upper one has no say, infinite or not; and between two infinities there is no difference.
    if share == 0.0 || sorted[below] == sorted[below + 1] {
        return sorted[below];
    }
    sorted[below] + share * (sorted[below + 1] - sorted[below])
}

/// All that the answer depends on, with everything else as usual: settings with the same basis have the same answer.
pub fn basis(settings: &Settings) -> Settings {
    let usual = Settings::default();
    Settings {
        losses: usual.losses,
        start: Start::Seed,
        optimizer: usual.optimizer,
        learning_rate: usual.learning_rate,
        clipping: match settings.clipping {
            ClippingKind::Value => ClippingKind::Value,
            ClippingKind::Off | ClippingKind::GlobalNorm => ClippingKind::GlobalNorm,
        },
        batch: usual.batch,
        decay: usual.decay,
        dropout: usual.dropout,
        window: usual.window,
        teacher_forcing: usual.teacher_forcing,
        own_encoder: false,
        ..settings.clone()
    }
}

/// The work under way.
pub struct Lengths {
    settings: Settings,
    example: Sequence,
    lengths: Vec<usize>,
    /// Cell, seed and length that come next, counted in this order.
    next: [usize; 3],
    network: Option<Network<f64>>,
    curves: LengthCurves,
}

impl Lengths {
    /// Begins with the settings of an experiment; trained weights and an encoder of its own are left aside.
    ///
    /// # Errors
    /// If a setting or a length is outside of its range, or data are missing.
    pub fn new(settings: &Settings, lengths: &[usize]) -> Result<Self, Rejection> {
        settings.check()?;
        let settings = basis(settings);
        lengths.iter().try_for_each(|steps| LENGTH.check(*steps as f64))?;
        let example = settings.sequence(0)?;
        let empty = || lengths.iter().map(|steps| AtLength { steps: *steps, ..AtLength::default() }).collect();
        let curves = LengthCurves { cells: CellKind::ALL.map(|_| empty()) };
        let next = if lengths.is_empty() { [CellKind::ALL.len(), 0, 0] } else { [0; 3] };
        Ok(Self { settings, example, lengths: lengths.to_vec(), next, network: None, curves })
    }

    pub fn is_running(&self) -> bool {
        self.next[0] < CellKind::ALL.len()
    }

    /// How many sequences are done, and of how many.
    pub fn counts(&self) -> [usize; 2] {
        let [cell, seed, length] = self.next;
        [(cell * SEEDS + seed) * self.lengths.len() + length, CellKind::ALL.len() * SEEDS * self.lengths.len()]
    }

    /// How much is done, from 0 to 1, by steps of sequences.
    pub fn progress(&self) -> f64 {
        let [cell, seed, length] = self.next;
        let sum = |lengths: &[usize]| lengths.iter().sum::<usize>();
        let all = CellKind::ALL.len() * SEEDS * sum(&self.lengths);
        let done = (cell * SEEDS + seed) * sum(&self.lengths) + sum(&self.lengths[..length]);
        if all == 0 { 1.0 } else { done as f64 / all as f64 }
    }

    /// What is known so far: of each cell and length the seeds that are done.
    pub fn curves(&self) -> &LengthCurves {
        &self.curves
    }

    /// Works until it is enough, asked after each sequence, or all is done: then the answer, once.
    pub fn work(&mut self, mut enough: impl FnMut() -> bool) -> Option<LengthCurves> {
        while self.is_running() {
            self.measure();
            if !self.is_running() {
                return Some(self.curves.clone());
            }
            if enough() {
                break;
            }
        }
        None
    }

    /// One pass of one network, forward and back.
    fn measure(&mut self) {
        let [cell, index, length] = self.next;
        let kind = CellKind::ALL[cell];
        let settings = Settings { seed: self.settings.seed.wrapping_add(index as u32), ..self.settings.clone() };
        let network = self.network.get_or_insert_with(|| initial_network(kind, &settings, &self.example));
        let steps = self.lengths[length];
        let batch = random_batch(network, &self.example, u64::from(settings.seed), steps);
        let mut tape = network.tape(Recording::Training, steps, 1);
        network.run(&batch, &mut tape);
        let report = clip(&mut tape.dparams, limit(&settings));
        let at = &mut self.curves.cells[cell][length];
        insert(&mut at.first, tape.dh_norm(0));
        insert(&mut at.before, report.norm_before);
        insert(&mut at.after, report.norm_after);
        self.advance();
    }

    fn advance(&mut self) {
        self.next[2] += 1;
        if self.next[2] == self.lengths.len() {
            self.network = None;
            self.next = [self.next[0], self.next[1] + 1, 0];
        }
        if self.next[1] == SEEDS {
            self.next = [self.next[0] + 1, 0, 0];
        }
    }
}

/// The clipping of the settings; where it is off, by the norm with the limit that is set, to show what it would do.
pub fn limit(settings: &Settings) -> Clipping {
    match settings.clipping {
        ClippingKind::Value => Clipping::Value(settings.clip_limit),
        ClippingKind::Off | ClippingKind::GlobalNorm => Clipping::GlobalNorm(settings.clip_limit),
    }
}

fn insert(sorted: &mut Vec<f64>, value: f64) {
    sorted.push(value);
    sort_by(sorted, f64::total_cmp);
}

/// The first steps of a seed's sequence: uniform symbols, or numbers from U[0, 1) where a task reads numbers; at the last
/// step a uniform class, or a number from U[0, 1), as the target.
fn random_batch(network: &Network<f64>, example: &Sequence, seed: u64, steps: usize) -> Batch<f64> {
    let mut random = Random::new(seed, LENGTH_STREAM);
    let outputs = network.outputs();
    let targets = match network.loss {
        LossKind::CrossEntropy => {
            let class = random.below(outputs);
            Targets::Classes((0..steps).map(|t| (t + 1 == steps).then_some(class)).collect())
        }
        LossKind::MeanSquaredError => {
            let target: Vec<f64> = (0..outputs).map(|_| random.uniform()).collect();
            let present = (0..steps).map(|t| t + 1 == steps).collect();
            Targets::Vectors { values: target.repeat(steps), present }
        }
    };
    let reads_numbers = example.inputs.iter().any(|input| matches!(input, Some(Input::Numbers(_))));
    let inputs = if reads_numbers {
        let values = (0..steps * network.inputs()).map(|_| random.uniform()).collect();
        Inputs::Vectors { values, present: vec![true; steps] }
    } else {
        Inputs::Symbols((0..steps).map(|_| Some(random.below(network.inputs()))).collect())
    };
    Batch { steps, batch: 1, inputs, targets, h0: None, c0: None, source: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::OptimizerKind;
    use unrolled_tasks::{LossSteps, Task};

    fn all(settings: &Settings, lengths: &[usize]) -> LengthCurves {
        Lengths::new(settings, lengths).unwrap().work(|| false).unwrap()
    }

    #[test]
    fn quantiles_by_hand() {
        let sorted = [1.0, 2.0, 4.0, 8.0, f64::INFINITY];
        assert_eq!([0.0, 0.25, 0.5, 0.625].map(|p| quantile(&sorted, p)), [1.0, 2.0, 4.0, 6.0]);
        assert_eq!(quantile(&[3.0], 0.5), 3.0);
        assert_eq!(quantile(&[1.0, f64::INFINITY, f64::INFINITY], 0.75), f64::INFINITY);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn pieces_give_the_same_bits_and_progress_only_grows() {
        let settings = Settings { units: 3, ..Settings::default() };
        let mut lengths = Lengths::new(&settings, &[2, 5]).unwrap();
        let (mut pieces, mut progress) = (1, 0.0);
        let found = loop {
            if let Some(curves) = lengths.work(|| true) {
                break curves;
            }
            assert!(lengths.progress() > progress && lengths.progress() < 1.0);
            assert_eq!(lengths.counts(), [pieces, 3 * SEEDS * 2]);
            (pieces, progress) = (pieces + 1, lengths.progress());
        };
        assert_eq!((pieces, lengths.progress()), (3 * SEEDS * 2, 1.0));
        assert_eq!(lengths.counts(), [pieces; 2]);
        assert!(!lengths.is_running() && lengths.work(|| false).is_none());
        assert_eq!(found, all(&settings, &[2, 5]));
        for at in found.cells.iter().flatten() {
            assert_eq!(at.first.len(), SEEDS);
            assert!(at.first.is_sorted() && at.before.is_sorted() && at.after.is_sorted());
        }
        assert_ne!(found, all(&Settings { seed: 2, ..settings }, &[2, 5]));
    }

    #[test]
    fn settings_of_one_basis_have_the_same_answer() {
        let settings = Settings { units: 2, ..Settings::default() };
        let same = Settings {
            losses: LossSteps::Last,
            optimizer: OptimizerKind::Adam,
            learning_rate: 0.5,
            clipping: ClippingKind::GlobalNorm,
            ..settings.clone()
        };
        assert_eq!(basis(&same), basis(&settings));
        assert_eq!(all(&same, &[4]), all(&settings, &[4]));
        for other in [
            Settings { forget_bias: 2.0, ..settings.clone() },
            Settings { clip_limit: 0.01, ..settings.clone() },
            Settings { clipping: ClippingKind::Value, clip_limit: 0.01, ..settings.clone() },
        ] {
            assert_ne!(basis(&other), basis(&settings));
            assert_ne!(all(&other, &[4]), all(&settings, &[4]));
        }
    }

    /// A network is fresh, and its first seed is that of the settings: worked out once more from the tape.
    #[test]
    fn the_numbers_are_those_of_a_loss_at_the_last_step() {
        let settings = Settings { units: 4, ..Settings::default() };
        let found = all(&settings, &[6]);
        let example = settings.sequence(0).unwrap();
        for (kind, cell) in CellKind::ALL.into_iter().zip(&found.cells) {
            let network = initial_network::<f64>(kind, &settings, &example);
            let batch = random_batch(&network, &example, 1, 6);
            let mut tape = network.tape(Recording::Everything, 6, 1);
            network.run(&batch, &mut tape);
            assert_eq!((tape.target_count(), tape.loss_at(5).is_some()), (1, true));
            assert!(cell[0].first.contains(&norm_of(tape.dh(0))), "{kind:?}");
        }
    }

    fn norm_of(values: &[f64]) -> f64 {
        unrolled_engine::norm(values)
    }

    #[test]
    fn a_longer_sequence_begins_as_a_shorter_one() {
        let settings = Settings::default();
        let example = settings.sequence(0).unwrap();
        let network = initial_network::<f64>(CellKind::Rnn, &settings, &example);
        let symbols = |steps: usize| match random_batch(&network, &example, 7, steps).inputs {
            Inputs::Symbols(symbols) => symbols,
            Inputs::Vectors { .. } => panic!("no symbols"),
        };
        assert_eq!(symbols(5), symbols(9)[..5]);
    }

    #[test]
    fn gradients_fade_and_an_open_forget_gate_keeps_them() {
        let median = |settings: &Settings, kind: CellKind, place: usize| {
            quantile(&all(settings, &[2, 40]).cells[kind as usize][place].first, 0.5)
        };
        let closed = Settings { units: 8, forget_bias: -1.0, ..Settings::default() };
        let open = Settings { forget_bias: 5.0, ..closed.clone() };
        let kept = |settings| median(settings, CellKind::Lstm, 1) / median(settings, CellKind::Lstm, 0);
        assert!(kept(&closed) < 1e-8, "{}", kept(&closed));
        assert!(kept(&open) > 0.1, "{}", kept(&open));
        assert!(median(&open, CellKind::Rnn, 1) < 1e-3 * median(&open, CellKind::Rnn, 0));
    }

    #[test]
    fn clipping_holds_the_norm_at_its_limit() {
        let settings =
            Settings { units: 4, clip_limit: 0.01, clipping: ClippingKind::GlobalNorm, ..Settings::default() };
        for at in all(&settings, &[3]).cells.iter().flatten() {
            assert!(at.before.iter().all(|before| *before > 0.01));
            assert!(at.after.iter().all(|after| (0.0099..=0.01).contains(after)), "{at:?}");
        }
    }

    #[test]
    fn a_task_of_numbers_reads_numbers() {
        let settings = Settings::default().with(crate::Setting::Task(Some(Task::Adding))).unwrap();
        let found = all(&Settings { units: 3, ..settings }, &[4]);
        assert!(found.cells.iter().flatten().all(|at| at.first.iter().all(|first| *first > 0.0)));
    }

    #[test]
    fn lengths_have_a_range() {
        assert!(matches!(Lengths::new(&Settings::default(), &[201]), Err(Rejection::OutOfRange { .. })));
        let mut none = Lengths::new(&Settings::default(), &[]).unwrap();
        assert!(!none.is_running() && none.progress() == 1.0 && none.work(|| false).is_none());
    }
}
