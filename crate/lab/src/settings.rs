//! The settings of an experiment: everything that its numbers depend on, and nothing else. The same settings give the
//! same bits on every machine.

use serde::{Deserialize, Serialize};
use unrolled_engine::{Activation, Cell, CellKind, Convention, LossKind};
use unrolled_tasks::{CharacterTask, LossSteps, TextError};

use crate::quantity::{Dimensions, Outline};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The text that is read; its characters are the inputs, the next ones the targets.
    pub text: String,
    pub losses: LossSteps,
    /// H, the same for all cells.
    pub units: usize,
    pub seed: u32,
    /// Of the plain RNN.
    pub activation: Activation,
    /// Of the GRU.
    pub convention: Convention,
    pub initializer: InitializerKind,
    /// Used by the Gaussian and the orthogonal initialiser.
    pub gain: f64,
    /// ρ(W_hh), used by the spectral-radius initialiser.
    pub radius: f64,
    /// b_f of the LSTM at the start.
    pub forget_bias: f64,
    pub optimizer: OptimizerKind,
    pub learning_rate: f64,
    pub clipping: ClippingKind,
    /// The largest absolute value, or the largest norm, that clipping leaves.
    pub clip_limit: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text: "hello".to_owned(),
            losses: LossSteps::Every,
            units: 12,
            seed: 1,
            activation: Activation::Tanh,
            convention: Convention::Chung2014,
            initializer: InitializerKind::PytorchUniform,
            gain: 1.0,
            radius: 0.9,
            forget_bias: 1.0,
            optimizer: OptimizerKind::Sgd,
            learning_rate: 0.1,
            clipping: ClippingKind::Off,
            clip_limit: 1.0,
        }
    }
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
    Text(String),
    Losses(LossSteps),
    Units(usize),
    Seed(u32),
    Activation(Activation),
    Convention(Convention),
    Initializer(InitializerKind),
    Gain(f64),
    Radius(f64),
    ForgetBias(f64),
    Optimizer(OptimizerKind),
    LearningRate(f64),
    Clipping(ClippingKind),
    ClipLimit(f64),
}

/// A value that a setting cannot take. The page words it; [`std::fmt::Display`] is for logs and tests.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Rejection {
    #[error(transparent)]
    Text(#[from] TextError),
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
    pub const FORGET_BIAS: Self = Self { setting: "forget_bias", smallest: -10.0, largest: 10.0 };
    pub const LEARNING_RATE: Self = Self { setting: "learning_rate", smallest: 0.0, largest: 100.0 };
    pub const CLIP_LIMIT: Self = Self { setting: "clip_limit", smallest: 1e-6, largest: 1e6 };

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
            Setting::Text(text) => settings.text = text,
            Setting::Losses(losses) => settings.losses = losses,
            Setting::Units(units) => settings.units = units,
            Setting::Seed(seed) => settings.seed = seed,
            Setting::Activation(activation) => settings.activation = activation,
            Setting::Convention(convention) => settings.convention = convention,
            Setting::Initializer(initializer) => settings.initializer = initializer,
            Setting::Gain(gain) => settings.gain = gain,
            Setting::Radius(radius) => settings.radius = radius,
            Setting::ForgetBias(bias) => settings.forget_bias = bias,
            Setting::Optimizer(optimizer) => settings.optimizer = optimizer,
            Setting::LearningRate(rate) => settings.learning_rate = rate,
            Setting::Clipping(clipping) => settings.clipping = clipping,
            Setting::ClipLimit(limit) => settings.clip_limit = limit,
        }
        settings.check()?;
        Ok(settings)
    }

    /// # Errors
    /// The first setting that has a value outside of its range.
    pub fn check(&self) -> Result<(), Rejection> {
        self.task()?;
        Range::UNITS.check(self.units as f64)?;
        Range::GAIN.check(self.gain)?;
        Range::RADIUS.check(self.radius)?;
        Range::FORGET_BIAS.check(self.forget_bias)?;
        Range::LEARNING_RATE.check(self.learning_rate)?;
        Range::CLIP_LIMIT.check(self.clip_limit)
    }

    /// # Errors
    /// If the text is too short or too long.
    pub fn task(&self) -> Result<CharacterTask, TextError> {
        CharacterTask::new(&self.text, self.losses)
    }

    /// Which places a cell with these settings has.
    ///
    /// # Panics
    /// If the text is too short or too long.
    pub fn outline(&self, kind: CellKind) -> Outline {
        let task = self.task().expect("the settings have been checked");
        let symbols = task.vocabulary.len();
        Outline {
            cell: self.cell(kind),
            dimensions: Dimensions { inputs: symbols, units: self.units, outputs: symbols },
            loss: LossKind::CrossEntropy,
            targets: (0..task.steps()).map(|t| task.target(t).is_some()).collect(),
            optimizer: self.optimizer.of_engine(),
            clips: self.clipping != ClippingKind::Off,
        }
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
    fn the_default_settings_are_valid() {
        assert_eq!(Settings::default().check(), Ok(()));
    }
}
