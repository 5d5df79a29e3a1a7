//! The three cells on one sequence: weights, tape and losses of each, one update after the other.
//!
//! Everything runs in `f64` with a batch of one. Where a text is learned, so does the single update on the page as well as
//! the long run in the worker, so that a hundred single updates and one run of a hundred end at the same bits. Where a task
//! is learned from data, the weights come from a [`crate::racer::Racer`], and are looked at on an example.

use std::cell::OnceCell;
use std::ops::Range;

use unrolled_engine::{
    Batch, CellKind, Clipping, ForgetBias, Influence, InitSpec, Initializer, Network, NextUpdate, Optimizer, Params,
    Real, Recording, Tape, bits_of, influence,
};
use unrolled_tasks::{Sequence, batch_of};

use crate::quantity::Record;
use crate::sampling::{Stepped, writes};
use crate::settings::{BiasKind, ClippingKind, InitializerKind, Rejection, Settings, Start};
use crate::timeline::{Moment, Timeline};
use crate::trained;

/// What one update is going to do to the weights of a cell.
#[derive(Clone, Debug)]
pub struct UpdatePreview {
    pub next: NextUpdate,
    /// What is added to the weights: after − before.
    pub step: Params<f64>,
}

/// One cell with its weights after some number of updates, and the tape of a pass with just these weights.
pub struct Lane {
    pub kind: CellKind,
    pub network: Network<f64>,
    pub optimizer: Optimizer<f64>,
    pub tape: Tape<f64>,
    /// L before each update so far; the present one is `tape.loss()`.
    pub losses: Vec<f64>,
    influence: OnceCell<Influence>,
    preview: OnceCell<UpdatePreview>,
}

/// The weights and the optimizer's memory of the three cells after some number of updates.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    pub updates: u32,
    pub weights: [Params<f64>; 3],
    pub optimizers: [Optimizer<f64>; 3],
}

pub struct Experiment {
    pub settings: Settings,
    /// Which example of the data is looked at.
    pub example: usize,
    pub sequence: Sequence,
    pub updates: u32,
    /// In the order of [`CellKind::ALL`].
    pub lanes: [Lane; 3],
    batch: Batch<f64>,
    /// The sample that is read in place of the example.
    stepped: Option<Stepped>,
}

impl Lane {
    fn new(kind: CellKind, settings: &Settings, sequence: &Sequence) -> Self {
        // What is learned from data begins with weights that `f32` can hold.
        let network = match settings.task {
            None => initial_network::<f64>(kind, settings, sequence),
            Some(_) => initial_network::<f32>(kind, settings, sequence).convert(),
        };
        Self {
            kind,
            optimizer: Optimizer::new(settings.optimizer.of_engine(), settings.learning_rate, &network.params),
            tape: tape_of(&network, sequence),
            network,
            losses: Vec::new(),
            influence: OnceCell::new(),
            preview: OnceCell::new(),
        }
    }

    /// L of what is looked at; `None` where nothing has a right answer.
    pub fn loss(&self) -> Option<f64> {
        (self.tape.target_count() > 0).then(|| self.tape.loss())
    }

    fn run(&mut self, batch: &Batch<f64>) {
        self.network.run(batch, &mut self.tape);
        self.influence = OnceCell::new();
        self.preview = OnceCell::new();
    }

    /// The next update of the weights, worked out without making it.
    pub fn preview(&self, settings: &Settings) -> &UpdatePreview {
        self.preview.get_or_init(|| {
            let next = self.next_update(settings);
            let mut step = next.params.clone();
            for (step, before) in step.tensors_mut().into_iter().zip(self.network.params.tensors()) {
                for (step, before) in step.iter_mut().zip(before) {
                    *step -= before;
                }
            }
            UpdatePreview { next, step }
        })
    }

    fn next_update(&self, settings: &Settings) -> NextUpdate {
        NextUpdate::new(&self.network.params, &self.optimizer, &self.tape.dparams, clipping(settings))
    }

    /// The pass with the new weights is still to be made.
    fn advance(&mut self, settings: &Settings) {
        let next = self.next_update(settings);
        self.losses.push(self.tape.loss());
        self.network.params = next.params;
        self.optimizer = next.optimizer;
    }

    /// The pass on a sequence of another length.
    fn read(&mut self, sequence: &Sequence, batch: &Batch<f64>) {
        self.tape = tape_of(&self.network, sequence);
        self.run(batch);
    }
}

impl Experiment {
    /// The cells with the weights that the seed gives, and their first pass on the first sequence there is.
    ///
    /// # Errors
    /// If a setting is outside of its range, or data are missing.
    pub fn new(settings: &Settings) -> Result<Self, Rejection> {
        Self::on_example(settings, 0)
    }

    /// The same on another example of the data.
    ///
    /// # Errors
    /// If a setting is outside of its range, or data are missing.
    pub fn on_example(settings: &Settings, example: usize) -> Result<Self, Rejection> {
        settings.check()?;
        let sequence = settings.sequence(example)?;
        let batch = batch_of(&[&sequence]);
        let mut lanes = CellKind::ALL.map(|kind| Lane::new(kind, settings, &sequence));
        for lane in &mut lanes {
            lane.run(&batch);
        }
        Ok(Self { settings: settings.clone(), example, sequence, updates: 0, lanes, batch, stepped: None })
    }

    /// The same weights on another example of the data.
    ///
    /// # Errors
    /// If data are missing.
    pub fn turn_to(&mut self, example: usize) -> Result<(), Rejection> {
        self.settings.sequence(example)?;
        self.example = example;
        self.read_again();
        Ok(())
    }

    /// All cells read a sample in place of the example: that which one of them writes with the weights of now, also when these
    /// change. `None` for the example again.
    ///
    /// # Errors
    /// If nothing is written, or the sample cannot be begun so.
    pub fn read_sample(&mut self, stepped: Option<Stepped>) -> Result<(), Rejection> {
        if let Some(Stepped { sampling, .. }) = &stepped {
            let example = self.example_sequence();
            if !writes(&example) {
                return Err(Rejection::NothingWritten);
            }
            sampling.check(&example)?;
        }
        self.stepped = stepped;
        self.read_again();
        Ok(())
    }

    /// The sample that is read in place of the example.
    pub fn stepped(&self) -> Option<&Stepped> {
        self.stepped.as_ref()
    }

    /// The example that is looked at, also while a sample is read in its place.
    pub fn example_sequence(&self) -> Sequence {
        self.settings.sequence(self.example).expect("the settings have been checked")
    }

    /// Whether the last moment is an update, and not merely this sequence's own gradient of the weights.
    pub fn makes_updates(&self) -> bool {
        self.settings.task.is_none() && self.stepped.is_none()
    }

    /// L of the text that is learned, also while a sample is read in its place.
    pub fn training_loss(&self, kind: CellKind) -> f64 {
        let lane = self.lane(kind);
        if self.stepped.is_none() {
            return lane.tape.loss();
        }
        let text = self.example_sequence();
        let mut tape = lane.network.tape(Recording::Training, text.steps(), 1);
        lane.network.run(&batch_of(&[&text]), &mut tape);
        tape.loss()
    }

    /// The pass of all cells on the example, or on the sample that the weights of now lead to.
    fn read_again(&mut self) {
        let example = self.example_sequence();
        self.sequence = match &self.stepped {
            Some(Stepped { cell, sampling }) => sampling.sample(&self.lane(*cell).network, &example).sequence,
            None => example,
        };
        self.batch = batch_of(&[&self.sequence]);
        for lane in &mut self.lanes {
            lane.read(&self.sequence, &self.batch);
        }
    }

    /// The weights of one cell after so many updates, as training gave them.
    ///
    /// # Panics
    /// If they are of other sizes.
    pub fn show(&mut self, kind: CellKind, params: Params<f64>) {
        let lane = &mut self.lanes[kind as usize];
        assert_eq!(params.shapes(), lane.network.params.shapes(), "weights of other sizes");
        lane.network.params = params;
        match &self.stepped {
            Some(stepped) if stepped.cell == kind => self.read_again(),
            _ => lane.run(&self.batch),
        }
    }

    pub fn lane(&self, kind: CellKind) -> &Lane {
        &self.lanes[kind as usize]
    }

    pub fn timeline(&self) -> Timeline {
        Timeline::new(self.sequence.steps())
    }

    /// ‖∂L_s/∂h_t‖ for every loss s and state t, worked out when first asked for.
    pub fn influence(&self, kind: CellKind) -> &Influence {
        let lane = self.lane(kind);
        lane.influence.get_or_init(|| influence(&lane.network, &lane.tape, &self.batch))
    }

    /// The same for the losses of some steps only, worked out anew each time.
    pub fn influence_of(&self, kind: CellKind, losses: Range<usize>) -> Influence {
        let lane = self.lane(kind);
        let mut sequence = self.sequence.clone();
        (0..sequence.steps()).filter(|s| !losses.contains(s)).for_each(|s| sequence.measured[s] = false);
        influence(&lane.network, &lane.tape, &batch_of(&[&sequence]))
    }

    /// What the next update does to a cell's weights.
    pub fn preview(&self, kind: CellKind) -> &UpdatePreview {
        self.lane(kind).preview(&self.settings)
    }

    /// Everything that can be asked about a cell's numbers.
    pub fn record(&self, kind: CellKind) -> Record<'_> {
        let lane = self.lane(kind);
        Record {
            network: &lane.network,
            batch: &self.batch,
            tape: &lane.tape,
            optimizer: &lane.optimizer,
            clipping: clipping(&self.settings),
            next: &self.preview(kind).next,
            updates: self.makes_updates(),
        }
    }

    /// One update of all cells, and the pass with the new weights.
    pub fn advance(&mut self) {
        if self.stepped.is_some() {
            // What is learned is the text, whatever is read.
            let text = self.example_sequence();
            let batch = batch_of(&[&text]);
            self.lanes.iter_mut().for_each(|lane| lane.read(&text, &batch));
        }
        self.lanes.iter_mut().for_each(|lane| lane.advance(&self.settings));
        self.updates += 1;
        self.run_again();
    }

    /// The pass of all cells after their weights have changed.
    fn run_again(&mut self) {
        match self.stepped {
            Some(_) => self.read_again(),
            None => self.lanes.iter_mut().for_each(|lane| lane.run(&self.batch)),
        }
    }

    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            updates: self.updates,
            weights: self.lanes.each_ref().map(|lane| lane.network.params.clone()),
            optimizers: self.lanes.each_ref().map(|lane| lane.optimizer.clone()),
        }
    }

    /// Goes to the weights of a snapshot of these settings. `losses`, of each cell before each update up to there.
    pub fn restore(&mut self, snapshot: Snapshot, losses: [Vec<f64>; 3]) {
        self.updates = snapshot.updates;
        let parts = snapshot.weights.into_iter().zip(snapshot.optimizers).zip(losses);
        for (lane, ((weights, optimizer), losses)) in self.lanes.iter_mut().zip(parts) {
            lane.network.params = weights;
            lane.optimizer = optimizer;
            lane.losses = losses;
        }
        self.run_again();
    }

    /// A fingerprint of all weights, to compare them with those of another page.
    pub fn bits(&self) -> u64 {
        let tensors = self.lanes.iter().flat_map(|lane| lane.network.params.tensors());
        bits_of(tensors.flatten().copied())
    }

    /// The sequence as the networks read it.
    pub fn batch(&self) -> &Batch<f64> {
        &self.batch
    }

    /// L of guessing: ln O at each step of the example that has a loss.
    pub fn chance_loss(&self) -> f64 {
        self.example_sequence().losses() as f64 * libm::log(self.sequence.coding.outputs.len() as f64)
    }

    /// Where, in the shown cells, the smallest ‖∂L/∂h_t‖ stands: the cell and the backward moment.
    pub fn smallest_gradient(&self, shown: &[CellKind]) -> Option<(CellKind, Moment)> {
        shown
            .iter()
            .flat_map(|kind| (0..self.sequence.steps()).map(move |t| (*kind, t, self.lane(*kind).tape.dh_norm(t))))
            .filter(|(_, _, norm)| !norm.is_nan())
            .min_by(|left, right| left.2.total_cmp(&right.2))
            .map(|(kind, t, _)| (kind, Moment::Backward { t }))
    }
}

/// A network with the weights that training starts from, and the gates fixed that the settings fix.
///
/// # Panics
/// If the settings have not been checked.
pub(crate) fn initial_network<R: Real>(kind: CellKind, settings: &Settings, sequence: &Sequence) -> Network<R> {
    let spec = InitSpec {
        initializer: initializer(settings),
        forget_bias: Some(match settings.bias {
            BiasKind::Constant => ForgetBias::Constant(settings.forget_bias),
            BiasKind::Chrono => ForgetBias::Chrono { longest: settings.longest },
        }),
        seed: u64::from(settings.seed),
    };
    let coding = &sequence.coding;
    let (inputs, units) = (coding.inputs.len(), settings.units_of(kind, sequence));
    let network = Network::init(settings.cell(kind), inputs, units, coding.outputs.len(), coding.loss, &spec);
    let mut network = Network { switches: settings.switches, ..network };
    if settings.start == Start::Trained {
        let net = trained::net_of(settings).expect("the settings have been checked");
        network.params = net.params[kind as usize].convert();
    }
    if settings.has_encoder() { network.with_encoder(&spec) } else { network }
}

fn tape_of(network: &Network<f64>, sequence: &Sequence) -> Tape<f64> {
    network.tape(Recording::Everything, sequence.steps(), 1)
}

fn initializer(settings: &Settings) -> Initializer {
    match settings.initializer {
        InitializerKind::PytorchUniform => Initializer::PytorchUniform,
        InitializerKind::Gaussian => Initializer::Gaussian { gain: settings.gain },
        InitializerKind::Orthogonal => Initializer::Orthogonal { gain: settings.gain },
        InitializerKind::Identity => Initializer::Identity { scale: 1.0 },
        InitializerKind::SpectralRadius => Initializer::SpectralRadius { radius: settings.radius },
    }
}

pub(crate) fn clipping(settings: &Settings) -> Clipping {
    match settings.clipping {
        ClippingKind::Off => Clipping::Off,
        ClippingKind::Value => Clipping::Value(settings.clip_limit),
        ClippingKind::GlobalNorm => Clipping::GlobalNorm(settings.clip_limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::OptimizerKind;
    use unrolled_tasks::LossSteps;

    fn experiment(settings: Settings) -> Experiment {
        Experiment::new(&settings).unwrap()
    }

    #[test]
    fn the_preview_is_the_update_that_follows() {
        for optimizer in OptimizerKind::ALL {
            let settings = Settings { optimizer, clipping: ClippingKind::GlobalNorm, ..Settings::default() };
            let mut experiment = experiment(settings);
            for _ in 0..3 {
                let previews = CellKind::ALL.map(|kind| experiment.preview(kind).next.params.clone());
                experiment.advance();
                assert_eq!(experiment.snapshot().weights, previews, "{optimizer:?}");
            }
        }
    }

    #[test]
    fn a_restored_snapshot_goes_on_with_the_same_bits() {
        for optimizer in OptimizerKind::ALL {
            let settings = Settings { optimizer, ..Settings::default() };
            let mut straight = experiment(settings.clone());
            (0..5).for_each(|_| straight.advance());
            let (snapshot, losses) = (straight.snapshot(), straight.lanes.each_ref().map(|lane| lane.losses.clone()));
            (0..5).for_each(|_| straight.advance());
            let mut resumed = experiment(settings);
            resumed.restore(snapshot, losses);
            (0..5).for_each(|_| resumed.advance());
            assert_eq!(resumed.snapshot(), straight.snapshot(), "{optimizer:?}");
            assert_eq!(resumed.lanes[0].losses, straight.lanes[0].losses, "{optimizer:?}");
        }
    }

    #[test]
    fn every_cell_learns_to_spell_hello() {
        let mut experiment = experiment(Settings::default());
        (0..100).for_each(|_| experiment.advance());
        for lane in &experiment.lanes {
            assert!(
                lane.tape.loss() < 0.5 * lane.losses[0],
                "{:?}: {} → {}",
                lane.kind,
                lane.losses[0],
                lane.tape.loss()
            );
        }
    }

    #[test]
    fn guessing_costs_ln_v_at_each_measured_step() {
        let chance = experiment(Settings::default()).chance_loss();
        assert!((chance - 4.0 * 4.0_f64.ln()).abs() < 1e-12);
        let last = Settings { losses: LossSteps::Last, ..Settings::default() };
        assert!((experiment_chance(last) - 4.0_f64.ln()).abs() < 1e-12);
    }

    fn experiment_chance(settings: Settings) -> f64 {
        experiment(settings).chance_loss()
    }

    #[test]
    fn one_distinct_character_gives_exactly_no_gradient() {
        let experiment = experiment(Settings { text: "aaaa".into(), ..Settings::default() });
        for lane in &experiment.lanes {
            assert_eq!(lane.tape.loss(), 0.0);
            assert!((0..3).all(|t| lane.tape.dh_norm(t) == 0.0));
        }
    }

    #[test]
    fn the_smallest_gradient_is_the_smallest() {
        let settings = Settings { text: "remember".into(), losses: LossSteps::Last, ..Settings::default() };
        let experiment = experiment(settings);
        let (kind, moment) = experiment.smallest_gradient(&CellKind::ALL).unwrap();
        let Moment::Backward { t } = moment else { panic!("{moment:?} is no backward moment") };
        let smallest = experiment.lane(kind).tape.dh_norm(t);
        for lane in &experiment.lanes {
            assert!((0..experiment.sequence.steps()).all(|t| lane.tape.dh_norm(t) >= smallest));
        }
    }
}
