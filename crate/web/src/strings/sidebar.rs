//! The words of the sidebar and the masthead.

use unrolled_engine::{Activation, Convention, Switch};
use unrolled_lab::trained::{TrainedError, WORD};
use unrolled_lab::{BiasKind, ClippingKind, InitializerKind, OptimizerKind, Rejection, Start};
use unrolled_tasks::{DataError, TextError};

use super::message::{say, text};
use crate::data::LoadError;

/// The theme toggle.
pub struct ThemeWords {
    pub label: fn(&str) -> String,
    pub system: &'static str,
    pub light: &'static str,
    pub dark: &'static str,
}

/// A setting: its name, and what it does.
pub struct SettingWords {
    pub name: &'static str,
    pub help: &'static str,
}

pub struct SidebarWords {
    pub word: SettingWords,
    pub settings: &'static str,
    pub size: &'static str,
    pub units: SettingWords,
    pub seed: SettingWords,
    pub new_seed: &'static str,
    pub all_defaults: &'static str,
    pub start: &'static str,
    pub start_from: &'static str,
    pub start_name: fn(Start) -> &'static str,
    pub start_help: fn(Start) -> &'static str,
    /// Why trained weights are not there.
    pub missing_weights: fn(&LoadError) -> String,
    pub initializer: SettingWords,
    pub initializer_name: fn(InitializerKind) -> &'static str,
    pub initializer_help: fn(InitializerKind) -> &'static str,
    pub gain: &'static str,
    pub radius: &'static str,
    pub bias: &'static str,
    pub bias_name: fn(BiasKind) -> &'static str,
    pub forget_bias: SettingWords,
    pub longest: SettingWords,
    pub cells: &'static str,
    pub activation: &'static str,
    pub activation_name: fn(Activation) -> &'static str,
    pub convention: &'static str,
    pub convention_name: fn(Convention) -> &'static str,
    pub convention_formula: fn(Convention) -> &'static str,
    /// The group of boxes that fix gates.
    pub gates: SettingWords,
    /// Beside its box, and the same for who cannot see it.
    pub gate: fn(Switch) -> (&'static str, &'static str),
    pub learning: &'static str,
    pub optimizer: &'static str,
    pub optimizer_name: fn(OptimizerKind) -> &'static str,
    pub learning_rate: &'static str,
    pub clipping: &'static str,
    pub clipping_name: fn(ClippingKind) -> &'static str,
    pub clipping_help: fn(ClippingKind) -> &'static str,
    pub clip_limit: &'static str,
    pub counts: &'static str,
    pub counts_help: &'static str,
    /// For the slider beside the number field of this name.
    pub slider: fn(&str) -> String,
    pub rejection: fn(&Rejection) -> String,
    /// What was typed, then the smallest and the largest number that is wanted.
    pub not_a_number: fn(&str, f64, f64) -> String,
    pub not_whole: fn(&str, f64, f64) -> String,
    /// The figure is still that of this value.
    pub still_shows: fn(&str) -> String,
}

pub fn theme() -> ThemeWords {
    ThemeWords {
        label: |now| say!("theme-label", now),
        system: text("theme-system"),
        light: text("theme-light"),
        dark: text("theme-dark"),
    }
}

pub fn words() -> SidebarWords {
    SidebarWords {
        word: SettingWords { name: text("sidebar-word-name"), help: text("sidebar-word-help") },
        settings: text("sidebar-settings"),
        size: text("sidebar-size"),
        units: SettingWords { name: text("sidebar-units-name"), help: "" },
        seed: SettingWords { name: text("sidebar-seed-name"), help: text("sidebar-seed-help") },
        new_seed: text("sidebar-new-seed"),
        all_defaults: text("sidebar-all-defaults"),
        start: text("sidebar-start"),
        start_from: text("sidebar-start-from"),
        start_name: |start| match start {
            Start::Seed => text("sidebar-start-name-seed"),
            Start::Trained => text("sidebar-start-name-trained"),
        },
        start_help: |start| match start {
            Start::Seed => text("sidebar-start-help-seed"),
            Start::Trained => text("sidebar-start-help-trained"),
        },
        missing_weights: |error| {
            let reason = if error.reason.is_empty() { String::new() } else { format!(" ({})", error.reason) };
            say!("sidebar-missing-weights", file = error.file.name(), reason)
        },
        initializer: SettingWords { name: "Wₕₕ", help: "" },
        initializer_name: |kind| match kind {
            InitializerKind::PytorchUniform => text("sidebar-initializer-name-pytorch-uniform"),
            InitializerKind::Gaussian => text("sidebar-initializer-name-gaussian"),
            InitializerKind::Orthogonal => text("sidebar-initializer-name-orthogonal"),
            InitializerKind::Identity => text("sidebar-initializer-name-identity"),
            InitializerKind::SpectralRadius => text("sidebar-initializer-name-spectral-radius"),
        },
        initializer_help: |kind| match kind {
            InitializerKind::PytorchUniform => text("sidebar-initializer-help-pytorch-uniform"),
            InitializerKind::Gaussian => text("sidebar-initializer-help-gaussian"),
            InitializerKind::Orthogonal => text("sidebar-initializer-help-orthogonal"),
            InitializerKind::Identity => text("sidebar-initializer-help-identity"),
            InitializerKind::SpectralRadius => text("sidebar-initializer-help-spectral-radius"),
        },
        gain: text("sidebar-gain"),
        radius: text("sidebar-radius"),
        bias: text("sidebar-bias"),
        bias_name: |kind| match kind {
            BiasKind::Constant => text("sidebar-bias-name-constant"),
            BiasKind::Chrono => text("sidebar-bias-name-chrono"),
        },
        longest: SettingWords { name: text("sidebar-longest-name"), help: text("sidebar-longest-help") },
        forget_bias: SettingWords { name: text("sidebar-forget-bias-name"), help: text("sidebar-forget-bias-help") },
        cells: text("sidebar-cells"),
        activation: "RNN",
        activation_name: |activation| match activation {
            Activation::Tanh => "tanh",
            Activation::Relu => "ReLU",
        },
        convention: "GRU",
        convention_name: |convention| match convention {
            Convention::Chung2014 => "Chung et al. 2014",
            Convention::Pytorch => "PyTorch",
        },
        convention_formula: |convention| match convention {
            Convention::Chung2014 => "hₜ = (1 − z) ⊙ hₜ₋₁ + z ⊙ n",
            Convention::Pytorch => "hₜ = (1 − z) ⊙ n + z ⊙ hₜ₋₁",
        },
        gates: SettingWords { name: text("sidebar-gates-name"), help: text("sidebar-gates-help") },
        gate: |switch| match switch {
            Switch::ForgetOpen => ("f", text("sidebar-gate-forget-open")),
            Switch::InputOpen => ("i", text("sidebar-gate-input-open")),
            Switch::OutputOpen => ("o", text("sidebar-gate-output-open")),
            Switch::ResetOpen => ("r", text("sidebar-gate-reset-open")),
            Switch::Coupled => ("i = 1 − f", text("sidebar-gate-coupled")),
        },
        learning: text("sidebar-learning"),
        optimizer: text("sidebar-optimizer"),
        optimizer_name: |kind| match kind {
            OptimizerKind::Sgd => "SGD",
            OptimizerKind::Momentum => text("sidebar-optimizer-name-momentum"),
            OptimizerKind::RmsProp => "RMSProp",
            OptimizerKind::Adam => "Adam",
        },
        learning_rate: text("sidebar-learning-rate"),
        clipping: text("sidebar-clipping"),
        clipping_name: |kind| match kind {
            ClippingKind::Off => text("sidebar-clipping-name-off"),
            ClippingKind::Value => text("sidebar-clipping-name-value"),
            ClippingKind::GlobalNorm => text("sidebar-clipping-name-global-norm"),
        },
        clipping_help: |kind| match kind {
            ClippingKind::Off => text("sidebar-clipping-help-off"),
            ClippingKind::Value => text("sidebar-clipping-help-value"),
            ClippingKind::GlobalNorm => text("sidebar-clipping-help-global-norm"),
        },
        clip_limit: text("sidebar-clip-limit"),
        counts: text("sidebar-counts"),
        counts_help: text("sidebar-counts-help"),
        slider: |name| say!("sidebar-slider", name),
        rejection: |rejection| match rejection {
            Rejection::Text(TextError::TooShort { found: 0 }) => {
                say!("sidebar-text-none")
            }
            Rejection::Text(TextError::TooShort { found: 1 }) => {
                say!("sidebar-text-one")
            }
            Rejection::Text(TextError::TooShort { found }) => say!("sidebar-text-too-short", found),
            Rejection::Text(TextError::TooLong { found }) => say!("sidebar-text-too-long", found),
            Rejection::Data(DataError::Missing(file)) => say!("sidebar-not-loaded", file = file.name()),
            Rejection::Data(DataError::Line { file, line, expected, found }) => {
                say!("sidebar-data-line", file = file.name(), line, found, expected)
            }
            Rejection::Data(DataError::OwnMissing) => say!("sidebar-data-gone"),
            Rejection::Data(DataError::Own(problems)) => super::own::all(problems),
            Rejection::Trained(TrainedError::Missing(file)) => say!("sidebar-not-loaded", file = file.name()),
            Rejection::Trained(TrainedError::None) => {
                say!("sidebar-not-trained", word = WORD)
            }
            Rejection::Trained(TrainedError::Unfit { file, wanted, found }) => {
                say!("sidebar-unfit", file = file.name(), wanted, found)
            }
            Rejection::Prompt(_) => super::samples::rejection(rejection).unwrap_or_default(),
            Rejection::NothingWritten => say!("sidebar-nothing-written"),
            Rejection::NoTask => say!("sidebar-no-task"),
            Rejection::Locked(lock) => say!("teaching-refused", group = super::teaching::group(*lock)),
            Rejection::Homework(error) => super::teaching::problem(error),
            Rejection::OutOfRange { smallest, largest, found, .. } => {
                say!("sidebar-out-of-range", found, range = range(*smallest, *largest))
            }
        },
        not_a_number: |found, smallest, largest| match found.trim() {
            "" => say!("sidebar-no-number", range = range(smallest, largest)),
            found => say!("sidebar-not-a-number", found, range = range(smallest, largest)),
        },
        not_whole: |found, smallest, largest| say!("sidebar-not-whole", found, range = range(smallest, largest)),
        still_shows: |value| say!("sidebar-still-shows", value),
    }
}

fn range(smallest: f64, largest: f64) -> String {
    let text = |number: f64| number.to_string().replace('-', "−");
    say!("sidebar-range", smallest = text(smallest), largest = text(largest))
}
