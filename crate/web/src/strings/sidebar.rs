//! The words of the sidebar and the masthead.

use unrolled_engine::{Activation, Convention, Switch};
use unrolled_lab::trained::{TrainedError, WORD};
use unrolled_lab::{BiasKind, ClippingKind, InitializerKind, OptimizerKind, Rejection, Start};
use unrolled_tasks::{DataError, TextError};

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

pub static THEME_EN: ThemeWords =
    ThemeWords { label: |now| format!("Colours: {now}"), system: "as the system", light: "light", dark: "dark" };

pub static EN: SidebarWords = SidebarWords {
    word: SettingWords { name: "Word", help: "2 to 200 characters, any script." },
    settings: "Settings",
    size: "Size and seed",
    units: SettingWords { name: "Units H", help: "" },
    seed: SettingWords { name: "Seed", help: "Decides every first weight. The same seed, the same numbers." },
    new_seed: "New",
    all_defaults: "All settings as at first",
    start: "First weights",
    start_from: "Start from",
    start_name: |start| match start {
        Start::Seed => "the seed",
        Start::Trained => "trained weights",
    },
    start_help: |start| match start {
        Start::Seed => "Trained weights: small nets that have learned this before, to look into at once.",
        Start::Trained => {
            "Learned before, with these units. Updates go on from there. Other units, or another RNN or GRU, start from the \
             seed again."
        }
    },
    missing_weights: |error| {
        let reason = if error.reason.is_empty() { String::new() } else { format!(" ({})", error.reason) };
        format!("{} could not be loaded{reason}. The figure still shows the weights before.", error.file.name())
    },
    initializer: SettingWords { name: "Wₕₕ", help: "" },
    initializer_name: |kind| match kind {
        InitializerKind::PytorchUniform => "PyTorch uniform",
        InitializerKind::Gaussian => "Gaussian",
        InitializerKind::Orthogonal => "Orthogonal",
        InitializerKind::Identity => "Identity",
        InitializerKind::SpectralRadius => "Spectral radius",
    },
    initializer_help: |kind| match kind {
        InitializerKind::PytorchUniform => "Uniform within ±1/√H, as torch.nn draws it.",
        InitializerKind::Gaussian => "Normal with deviation gain/√H; its spectral radius is near the gain.",
        InitializerKind::Orthogonal => "A random rotation times the gain: it keeps lengths if the gain is 1.",
        InitializerKind::Identity => "Each unit starts by copying itself.",
        InitializerKind::SpectralRadius => "Normal, rescaled so that the largest |eigenvalue| is exactly ρ.",
    },
    gain: "Gain",
    radius: "Radius ρ",
    bias: "Forgetting",
    bias_name: |kind| match kind {
        BiasKind::Constant => "one forget bias",
        BiasKind::Chrono => "chrono",
    },
    longest: SettingWords {
        name: "Longest",
        help: "Chrono: every unit of the LSTM and the GRU starts with its own pace of forgetting, b = ln U(1, longest − 1), so that it keeps something for 1 to this many steps (Tallec & Ollivier 2018).",
    },
    forget_bias: SettingWords {
        name: "Forget bias",
        help: "b_f of the LSTM. Above 0 the forget gate starts open: the cell state lasts longer, and so does its gradient.",
    },
    cells: "Variants",
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
    gates: SettingWords {
        name: "Gates fixed open",
        help: "What does a gate do? A fixed one is 1 (or 1 − f) whatever goes into it, so its weights learn nothing.",
    },
    gate: |switch| match switch {
        Switch::ForgetOpen => ("f", "f = 1: the LSTM's forget gate fixed open"),
        Switch::InputOpen => ("i", "i = 1: the LSTM's input gate fixed open"),
        Switch::OutputOpen => ("o", "o = 1: the LSTM's output gate fixed open"),
        Switch::ResetOpen => ("r", "r = 1: the GRU's reset gate fixed open"),
        Switch::Coupled => ("i = 1 − f", "i = 1 − f: the LSTM's input gate coupled to its forget gate"),
    },
    learning: "Learning",
    optimizer: "Optimizer",
    optimizer_name: |kind| match kind {
        OptimizerKind::Sgd => "SGD",
        OptimizerKind::Momentum => "Momentum",
        OptimizerKind::RmsProp => "RMSProp",
        OptimizerKind::Adam => "Adam",
    },
    learning_rate: "Rate η",
    clipping: "Clipping",
    clipping_name: |kind| match kind {
        ClippingKind::Off => "Off",
        ClippingKind::Value => "By value",
        ClippingKind::GlobalNorm => "By global norm",
    },
    clipping_help: |kind| match kind {
        ClippingKind::Off => "The update uses the gradient as it is.",
        ClippingKind::Value => "Each number of the gradient is cut to ±limit: its direction changes.",
        ClippingKind::GlobalNorm => "A gradient longer than the limit is shortened to it: its direction stays.",
    },
    clip_limit: "Limit",
    counts: "Cell parameters",
    counts_help: "With the same units the cells differ in size: RNN : GRU : LSTM is always 1 : 3 : 4.",
    slider: |name| format!("{name}, slider"),
    rejection: |rejection| match rejection {
        Rejection::Text(TextError::TooShort { found: 0 }) => {
            "Nothing to read yet: type at least 2 characters.".to_owned()
        }
        Rejection::Text(TextError::TooShort { found: 1 }) => {
            "1 character has no next one to predict: type at least 2.".to_owned()
        }
        Rejection::Text(TextError::TooShort { found }) => format!("{found} characters: type at least 2."),
        Rejection::Text(TextError::TooLong { found }) => format!("{found} characters are too many: at most 200."),
        Rejection::Data(DataError::Missing(file)) => format!("{} is not loaded yet.", file.name()),
        Rejection::Data(DataError::Line { file, line, expected, found }) => {
            format!("{}, line {line}: “{found}” was found, {expected} was wanted.", file.name())
        }
        Rejection::Data(DataError::OwnMissing) => "The data are not here any more.".to_owned(),
        Rejection::Data(DataError::Own(problems)) => super::own::all(problems),
        Rejection::Trained(TrainedError::Missing(file)) => format!("{} is not loaded yet.", file.name()),
        Rejection::Trained(TrainedError::None) => {
            format!("Trained weights are there for the tasks that come with the page and for the word “{WORD}”.")
        }
        Rejection::Trained(TrainedError::Unfit { file, wanted, found }) => {
            format!("{}: {wanted} are wanted, {found} were found.", file.name())
        }
        Rejection::Prompt(_) => super::samples::rejection(rejection).unwrap_or_default(),
        Rejection::NothingWritten => "Nothing is written with this task.".to_owned(),
        Rejection::NoTask => "A text is not raced for.".to_owned(),
        Rejection::OutOfRange { smallest, largest, found, .. } => {
            format!("{found} is outside of {}.", range(*smallest, *largest))
        }
    },
    not_a_number: |found, smallest, largest| match found.trim() {
        "" => format!("Nothing typed: a number from {}.", range(smallest, largest)),
        found => format!("“{found}” is no number: one from {}.", range(smallest, largest)),
    },
    not_whole: |found, smallest, largest| format!("{found} is no whole number: one from {}.", range(smallest, largest)),
    still_shows: |value| format!("The figure still shows {value}."),
};

fn range(smallest: f64, largest: f64) -> String {
    let text = |number: f64| number.to_string().replace('-', "−");
    format!("{} to {}", text(smallest), text(largest))
}
