//! The settings of an experiment: everything that its numbers depend on, and nothing else. The same settings give the
//! same bits on every machine.

use serde::{Deserialize, Serialize};
use unrolled_engine::{Activation, Cell, CellKind, Convention, Params, Switches};
use unrolled_tasks::prompt::PromptError;
use unrolled_tasks::{DataError, LossSteps, Measure, Sequence, Task, TextError, character};

use crate::quantity::{Dimensions, Outline};
use crate::teaching::{HomeworkError, Lock};
use crate::trained::{self, Net, TrainedError};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// What is learned from data; without a task it is the text.
    pub task: Option<Task>,
    /// How long the sequences of a task are, if that is free.
    pub length: usize,
    /// The text that is read; its characters are the inputs, the next ones the targets.
    pub text: String,
    pub losses: LossSteps,
    pub sizing: Sizing,
    /// H of all cells, if they have the same number of units.
    pub units: usize,
    /// H of each cell, in the order of [`CellKind::ALL`], if each has its own.
    pub own_units: [usize; 3],
    /// What each cell has at most, if they have the same number of parameters.
    pub parameters: usize,
    pub seed: u32,
    /// Of the plain RNN.
    pub activation: Activation,
    /// Of the GRU.
    pub convention: Convention,
    /// The gates that are fixed.
    pub switches: Switches,
    /// Where the weights at update 0 come from.
    pub start: Start,
    pub initializer: InitializerKind,
    /// Used by the Gaussian and the orthogonal initialiser.
    pub gain: f64,
    /// ρ(W_hh), used by the spectral-radius initialiser.
    pub radius: f64,
    /// b_f of the LSTM at the start.
    pub bias: BiasKind,
    pub forget_bias: f64,
    /// The longest time that chrono biases keep something for, in steps.
    pub longest: f64,
    pub optimizer: OptimizerKind,
    pub learning_rate: f64,
    pub clipping: ClippingKind,
    /// The largest absolute value, or the largest norm, that clipping leaves.
    pub clip_limit: f64,
    /// How many sequences an update is made from, where there are data.
    pub batch: usize,
    /// After n updates the learning rate is its first value times e^(−decay · n).
    pub decay: f64,
    /// The share of the inputs that training leaves out.
    pub dropout: f64,
    /// The state is detached every so many steps of training; 0 for never.
    pub window: usize,
    /// Whether training reads the right answer of the step before, or the network's own.
    pub teacher_forcing: bool,
    /// Whether the steps that read the source have weights of their own, where a task has such steps.
    pub own_encoder: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            task: None,
            length: 20,
            text: "hello".to_owned(),
            losses: LossSteps::Every,
            sizing: Sizing::SameUnits,
            units: 12,
            own_units: [12; 3],
            parameters: 1400,
            seed: 1,
            activation: Activation::Tanh,
            convention: Convention::Chung2014,
            switches: Switches::default(),
            start: Start::Seed,
            initializer: InitializerKind::PytorchUniform,
            gain: 1.0,
            radius: 0.9,
            bias: BiasKind::Constant,
            forget_bias: 1.0,
            longest: 50.0,
            optimizer: OptimizerKind::Sgd,
            learning_rate: 0.1,
            clipping: ClippingKind::Off,
            clip_limit: 1.0,
            batch: 16,
            decay: 0.0,
            dropout: 0.0,
            window: 0,
            teacher_forcing: true,
            own_encoder: false,
        }
    }
}

/// What the sizes of the cells have in common, so that they can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sizing {
    SameUnits,
    /// As many units as a number of parameters allows.
    SameParameters,
    /// Nothing: each cell has a number of units of its own.
    Free,
}

/// The first weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Start {
    /// Drawn from the seed.
    Seed,
    /// Those of a net that was trained before ([`crate::trained`]).
    Trained,
}

/// How W_hh is drawn; gain and radius are settings of their own, so that switching back and forth keeps them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InitializerKind {
    PytorchUniform,
    Gaussian,
    Orthogonal,
    Identity,
    SpectralRadius,
}

impl InitializerKind {
    pub const ALL: [Self; 5] =
        [Self::PytorchUniform, Self::Gaussian, Self::Orthogonal, Self::Identity, Self::SpectralRadius];

    pub fn has_gain(self) -> bool {
        matches!(self, Self::Gaussian | Self::Orthogonal)
    }

    pub fn has_radius(self) -> bool {
        self == Self::SpectralRadius
    }
}

/// How the forgetting of a cell begins; both have a number of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BiasKind {
    Constant,
    Chrono,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OptimizerKind {
    Sgd,
    Momentum,
    RmsProp,
    Adam,
}

impl OptimizerKind {
    pub const ALL: [Self; 4] = [Self::Sgd, Self::Momentum, Self::RmsProp, Self::Adam];

    /// With PyTorch's constants.
    pub fn of_engine(self) -> unrolled_engine::OptimizerKind {
        match self {
            Self::Sgd => unrolled_engine::OptimizerKind::Sgd,
            Self::Momentum => unrolled_engine::OptimizerKind::MOMENTUM,
            Self::RmsProp => unrolled_engine::OptimizerKind::RMS_PROP,
            Self::Adam => unrolled_engine::OptimizerKind::ADAM,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ClippingKind {
    Off,
    Value,
    GlobalNorm,
}

impl ClippingKind {
    pub const ALL: [Self; 3] = [Self::Off, Self::Value, Self::GlobalNorm];
}

/// One setting with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// Also the settings that the task is usually learned with.
    Task(Option<Task>),
    Length(usize),
    Text(String),
    Losses(LossSteps),
    /// Each cell keeps the units that it has when it gets a number of its own.
    Sizing(Sizing),
    Units(usize),
    OwnUnits(CellKind, usize),
    Parameters(usize),
    Seed(u32),
    Activation(Activation),
    Convention(Convention),
    Switches(Switches),
    /// Trained weights bring what they were trained with; what they do not fit goes back to the seed.
    Start(Start),
    Initializer(InitializerKind),
    Gain(f64),
    Radius(f64),
    Bias(BiasKind),
    ForgetBias(f64),
    Longest(f64),
    Optimizer(OptimizerKind),
    LearningRate(f64),
    Clipping(ClippingKind),
    ClipLimit(f64),
    Batch(usize),
    Decay(f64),
    Dropout(f64),
    Window(usize),
    TeacherForcing(bool),
    OwnEncoder(bool),
}

/// A value that a setting cannot take. The page words it; [`std::fmt::Display`] is for logs and tests.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Rejection {
    #[error(transparent)]
    Text(#[from] TextError),
    /// Also while a file is still to be loaded.
    #[error(transparent)]
    Data(#[from] DataError),
    /// Also while their file is still to be loaded.
    #[error(transparent)]
    Trained(#[from] TrainedError),
    #[error(transparent)]
    Prompt(#[from] PromptError),
    #[error("sample: expected a network that reads what it said, found another one")]
    NothingWritten,
    #[error("task: expected one with data, found a text")]
    NoTask,
    #[error("{}: expected what this link keeps as it is, found another", .0.word())]
    Locked(Lock),
    #[error(transparent)]
    Homework(#[from] HomeworkError),
    #[error("{setting}: expected a number from {smallest} to {largest}, found {found}")]
    OutOfRange { setting: &'static str, smallest: f64, largest: f64, found: f64 },
}

/// The numbers that a setting may take, ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub setting: &'static str,
    pub smallest: f64,
    pub largest: f64,
}

impl Range {
    pub const UNITS: Self = Self { setting: "units", smallest: 1.0, largest: 64.0 };
    pub const GAIN: Self = Self { setting: "gain", smallest: 0.0, largest: 10.0 };
    pub const RADIUS: Self = Self { setting: "radius", smallest: 0.0, largest: 10.0 };
    pub const LONGEST: Self = Self { setting: "longest", smallest: 3.0, largest: 10_000.0 };
    pub const FORGET_BIAS: Self = Self { setting: "forget_bias", smallest: -10.0, largest: 10.0 };
    pub const LEARNING_RATE: Self = Self { setting: "learning_rate", smallest: 0.0, largest: 100.0 };
    pub const CLIP_LIMIT: Self = Self { setting: "clip_limit", smallest: 1e-6, largest: 1e6 };
    pub const PARAMETERS: Self = Self { setting: "parameters", smallest: 10.0, largest: 100_000.0 };
    pub const BATCH: Self = Self { setting: "batch", smallest: 1.0, largest: 256.0 };
    pub const DECAY: Self = Self { setting: "decay", smallest: 0.0, largest: 1.0 };
    pub const DROPOUT: Self = Self { setting: "dropout", smallest: 0.0, largest: 0.9 };
    pub const WINDOW: Self = Self { setting: "window", smallest: 0.0, largest: 200.0 };

    /// The lengths that the sequences of a task can have.
    pub fn of_length(task: Task) -> Self {
        let (lengths, _) = task.lengths().unwrap_or((0..=1000, 0));
        Self { setting: "length", smallest: *lengths.start() as f64, largest: *lengths.end() as f64 }
    }

    /// # Errors
    /// If the value is outside of the range or not a number.
    pub fn check(self, found: f64) -> Result<(), Rejection> {
        if (self.smallest..=self.largest).contains(&found) {
            return Ok(());
        }
        Err(Rejection::OutOfRange { setting: self.setting, smallest: self.smallest, largest: self.largest, found })
    }
}

impl Settings {
    /// The settings with one of them changed.
    ///
    /// # Errors
    /// If the setting cannot take the value; nothing is changed then.
    pub fn with(&self, setting: Setting) -> Result<Self, Rejection> {
        let mut settings = self.clone();
        match setting {
            Setting::Task(task) => settings.take_up(task),
            Setting::Length(length) => settings.length = length,
            Setting::Text(text) => settings.text = text,
            Setting::Losses(losses) => settings.losses = losses,
            Setting::Sizing(sizing) => settings.take_sizing(sizing)?,
            Setting::Units(units) => settings.units = units,
            Setting::OwnUnits(kind, units) => settings.own_units[kind as usize] = units,
            Setting::Parameters(parameters) => settings.parameters = parameters,
            Setting::Seed(seed) => settings.seed = seed,
            Setting::Activation(activation) => settings.activation = activation,
            Setting::Convention(convention) => settings.convention = convention,
            Setting::Switches(switches) => settings.switches = switches,
            Setting::Start(start) => settings.start_from(start)?,
            Setting::Initializer(initializer) => settings.initializer = initializer,
            Setting::Gain(gain) => settings.gain = gain,
            Setting::Radius(radius) => settings.radius = radius,
            Setting::Bias(kind) => settings.bias = kind,
            Setting::ForgetBias(bias) => settings.forget_bias = bias,
            Setting::Longest(longest) => settings.longest = longest,
            Setting::Optimizer(optimizer) => settings.optimizer = optimizer,
            Setting::LearningRate(rate) => settings.learning_rate = rate,
            Setting::Clipping(clipping) => settings.clipping = clipping,
            Setting::ClipLimit(limit) => settings.clip_limit = limit,
            Setting::Batch(batch) => settings.batch = batch,
            Setting::Decay(decay) => settings.decay = decay,
            Setting::Dropout(dropout) => settings.dropout = dropout,
            Setting::Window(window) => settings.window = window,
            Setting::TeacherForcing(is_on) => settings.teacher_forcing = is_on,
            Setting::OwnEncoder(is_own) => settings.own_encoder = is_own,
        }
        if settings.start == Start::Trained && !trained::net_of(&settings).is_ok_and(|net| net.fits(&settings)) {
            settings.start = Start::Seed;
        }
        settings.check()?;
        Ok(settings)
    }

    /// # Errors
    /// The first setting that has a value outside of its range.
    pub fn check(&self) -> Result<(), Rejection> {
        character::sequence(&self.text, self.losses)?;
        if let Some(task) = self.task {
            Range::of_length(task).check(self.length as f64)?;
            task.shared(self.length)?;
        }
        Range::UNITS.check(self.units as f64)?;
        self.own_units.iter().try_for_each(|units| Range::UNITS.check(*units as f64))?;
        Range::PARAMETERS.check(self.parameters as f64)?;
        Range::BATCH.check(self.batch as f64)?;
        Range::DECAY.check(self.decay)?;
        Range::DROPOUT.check(self.dropout)?;
        Range::WINDOW.check(self.window as f64)?;
        Range::GAIN.check(self.gain)?;
        Range::RADIUS.check(self.radius)?;
        Range::FORGET_BIAS.check(self.forget_bias)?;
        Range::LONGEST.check(self.longest)?;
        Range::LEARNING_RATE.check(self.learning_rate)?;
        Range::CLIP_LIMIT.check(self.clip_limit)?;
        if self.start == Start::Trained {
            trained::check(self)?;
        }
        Ok(())
    }

    /// The sequence that is looked at: the text, or an example of the task's data.
    ///
    /// # Errors
    /// If the text is too short or too long, or the data are not there.
    pub fn sequence(&self, example: usize) -> Result<Sequence, Rejection> {
        match self.task {
            None => Ok(character::sequence(&self.text, self.losses)?),
            Some(task) => Ok(task.shared(self.length)?.example(example).clone()),
        }
    }

    /// How many sequences can be looked at.
    ///
    /// # Panics
    /// If the settings have not been checked.
    pub fn examples(&self) -> usize {
        self.task.map_or(1, |task| task.shared(self.length).expect("the settings have been checked").examples())
    }

    /// How many of them, from the first, are those for testing.
    ///
    /// # Panics
    /// If the settings have not been checked.
    pub fn test_examples(&self) -> usize {
        self.task.map_or(0, |task| task.shared(self.length).expect("the settings have been checked").test.len())
    }

    /// The loss per answer of a network that remembers nothing, if it is known.
    pub fn floor(&self) -> Option<f64> {
        self.task?.shared(self.length).ok()?.floor
    }

    /// What counts as right, with a task.
    pub fn measure(&self) -> Option<Measure> {
        Some(self.task?.shared(self.length).ok()?.measure)
    }

    /// Whether answers are read again at the next step.
    pub fn reads_answers(&self) -> bool {
        self.task.is_some() && self.sequence(0).is_ok_and(|sequence| sequence.free_from.is_some())
    }

    /// Whether the steps that read the source have weights of their own.
    pub fn has_encoder(&self) -> bool {
        self.own_encoder && self.task.is_some_and(Task::translates)
    }

    /// Which places a cell with these settings has.
    pub fn outline(&self, kind: CellKind, sequence: &Sequence) -> Outline {
        let (inputs, outputs) = (sequence.coding.inputs.len(), sequence.coding.outputs.len());
        Outline {
            cell: self.cell(kind),
            switches: self.switches,
            has_encoder: self.has_encoder(),
            dimensions: Dimensions { inputs, units: self.units_of(kind, sequence), outputs },
            loss: sequence.coding.loss,
            targets: (0..sequence.steps()).map(|t| sequence.is_measured(t)).collect(),
            optimizer: self.optimizer.of_engine(),
            clips: self.clipping != ClippingKind::Off,
            updates: self.task.is_none(),
        }
    }

    /// H of a cell that reads such sequences.
    pub fn units_of(&self, kind: CellKind, sequence: &Sequence) -> usize {
        match self.sizing {
            Sizing::SameUnits => return self.units,
            Sizing::Free => return self.own_units[kind as usize],
            Sizing::SameParameters => {}
        }
        let (inputs, outputs) = (sequence.coding.inputs.len(), sequence.coding.outputs.len());
        let cell = self.cell(kind);
        let count = |units| {
            let of_encoder = if self.has_encoder() { Params::<f64>::count_of(cell, inputs, units, 0) } else { 0 };
            Params::<f64>::count_of(cell, inputs, units, outputs) + of_encoder
        };
        let fits = |units: &usize| count(*units) <= self.parameters;
        (1..=Range::UNITS.largest as usize).take_while(fits).last().unwrap_or(1)
    }

    fn take_sizing(&mut self, sizing: Sizing) -> Result<(), Rejection> {
        if sizing == Sizing::Free && self.sizing != Sizing::Free {
            let sequence = self.sequence(0)?;
            self.own_units = CellKind::ALL.map(|kind| self.units_of(kind, &sequence));
        }
        self.sizing = sizing;
        Ok(())
    }

    /// Changes the task, and with it what it is usually learned with.
    fn take_up(&mut self, task: Option<Task>) {
        let kind = |task: Option<Task>| Some(task?.own()?.0);
        if kind(task).is_some() && kind(task) == kind(self.task) {
            // Other data, to be learned as the ones before.
            self.task = task;
            return;
        }
        let usual = Self::default();
        self.task = task;
        self.start = usual.start;
        self.own_encoder = usual.own_encoder;
        (self.units, self.optimizer, self.learning_rate) = (usual.units, usual.optimizer, usual.learning_rate);
        (self.clipping, self.clip_limit, self.batch) = (usual.clipping, usual.clip_limit, usual.batch);
        (self.decay, self.dropout, self.window) = (usual.decay, usual.dropout, usual.window);
        (self.bias, self.forget_bias, self.longest) = (usual.bias, usual.forget_bias, usual.longest);
        (self.initializer, self.gain) = (usual.initializer, usual.gain);
        if let Some(task) = task {
            let recipe = task.recipe();
            self.length = task.lengths().map_or(self.length, |(_, length)| length);
            (self.units, self.batch) = (recipe.units, recipe.batch);
            (self.optimizer, self.learning_rate) = (OptimizerKind::Adam, recipe.learning_rate);
            (self.clipping, self.clip_limit) = (ClippingKind::GlobalNorm, 1.0);
            (self.decay, self.dropout, self.forget_bias) = (recipe.decay, recipe.dropout, recipe.forget_bias);
            if recipe.orthogonal {
                self.initializer = InitializerKind::Orthogonal;
            }
        }
    }

    /// Changes the first weights, and for trained ones what they were trained with.
    fn start_from(&mut self, start: Start) -> Result<(), TrainedError> {
        if start == Start::Trained {
            let net = trained::net_of(self)?;
            (self.sizing, self.units) = (Sizing::SameUnits, net.units);
            (self.activation, self.convention) = (Net::ACTIVATION, Net::CONVENTION);
            (self.switches, self.losses) = (Switches::default(), LossSteps::Every);
            if net.length > 0 {
                self.length = net.length;
            }
        }
        self.start = start;
        Ok(())
    }

    pub fn cell(&self, kind: CellKind) -> Cell {
        match kind {
            CellKind::Rnn => Cell::Rnn(self.activation),
            CellKind::Lstm => Cell::Lstm,
            CellKind::Gru => Cell::Gru(self.convention),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(setting: Setting, message: &str) {
        assert_eq!(Settings::default().with(setting).unwrap_err().to_string(), message);
    }

    #[test]
    fn a_rejection_names_the_setting_what_was_found_and_what_was_wanted() {
        check(Setting::Units(65), "units: expected a number from 1 to 64, found 65");
        check(Setting::Units(0), "units: expected a number from 1 to 64, found 0");
        check(Setting::Gain(f64::NAN), "gain: expected a number from 0 to 10, found NaN");
        check(Setting::LearningRate(-1.0), "learning_rate: expected a number from 0 to 100, found -1");
        check(Setting::Text("x".into()), "text: expected at least 2 characters, found 1");
    }

    #[test]
    fn a_cell_with_units_of_its_own_keeps_those_that_it_had() {
        let counted = Settings::default().with(Setting::Sizing(Sizing::SameParameters)).unwrap();
        let sequence = counted.sequence(0).unwrap();
        let sizes = |settings: &Settings| CellKind::ALL.map(|kind| settings.units_of(kind, &sequence));
        let free = counted.with(Setting::Sizing(Sizing::Free)).unwrap();
        assert!(sizes(&free)[0] > sizes(&free)[1]);
        assert_eq!(sizes(&free), sizes(&counted));
        let wider = free.with(Setting::OwnUnits(CellKind::Lstm, 40)).unwrap();
        assert_eq!(sizes(&wider), [sizes(&free)[0], 40, sizes(&free)[2]]);
        assert_eq!(sizes(&wider.with(Setting::Sizing(Sizing::Free)).unwrap()), sizes(&wider));
        check(Setting::OwnUnits(CellKind::Gru, 65), "units: expected a number from 1 to 64, found 65");
    }

    #[test]
    fn the_default_settings_are_valid() {
        assert_eq!(Settings::default().check(), Ok(()));
    }
}
