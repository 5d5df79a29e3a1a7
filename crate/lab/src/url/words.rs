//! The words of the address for the values of closed settings, and numbers as it writes them.

use std::num::ParseIntError;
use std::str::FromStr;

use unrolled_engine::{Activation, CellKind, Convention, Switch, Switches};
use unrolled_tasks::own;
use unrolled_tasks::{LossSteps, Task};

use super::LinkError;
use crate::chain::Phi;
use crate::decimal::number_from;
use crate::language::Language;
use crate::layout::{Layout, PARTS, Parts};
use crate::lesson::Lesson;
use crate::settings::{BiasKind, ClippingKind, InitializerKind, OptimizerKind, Sizing, Start};
use crate::state::{Fold, Granularity, State};
use crate::stops::{Condition, Stops, Way};
use crate::teaching::{LOCKS, Locks, part_named};
use crate::wanted::Wanted;

/// The words that stand for the values of a closed setting.
pub(super) type Words<T> = &'static [(&'static str, T)];

pub(super) const TASKS: Words<Option<Task>> = &[
    ("text", None),
    ("blood-pressure", Some(Task::BloodPressure)),
    ("caption-en", Some(Task::CaptionEn)),
    ("caption-ko", Some(Task::CaptionKo)),
    ("sentiment-en", Some(Task::SentimentEn)),
    ("sentiment-ko", Some(Task::SentimentKo)),
    ("translation", Some(Task::Translation)),
    ("dates", Some(Task::Dates)),
    ("pos-en", Some(Task::PosEn)),
    ("pos-ko", Some(Task::PosKo)),
    ("moving-digit", Some(Task::MovingDigit)),
    ("sonnet", Some(Task::Sonnet)),
    ("poem-syllables", Some(Task::PoemSyllables)),
    ("poem-jamo", Some(Task::PoemJamo)),
    ("first-symbol", Some(Task::FirstSymbol)),
    ("temporal-order", Some(Task::TemporalOrder)),
    ("adding", Some(Task::Adding)),
    ("copying", Some(Task::Copying)),
    ("parity", Some(Task::Parity)),
];
pub(super) const OWN_TASKS: Words<own::Kind> = &[("own-text", own::Kind::Text), ("own-table", own::Kind::Table)];
pub(super) const SIZINGS: Words<Sizing> =
    &[("units", Sizing::SameUnits), ("parameters", Sizing::SameParameters), ("nothing", Sizing::Free)];
pub(super) const ENCODERS: Words<bool> = &[("shared", false), ("own", true)];
pub(super) const SWITCH: Words<bool> = &[("on", true), ("off", false)];
pub(super) const LOSSES: Words<LossSteps> = &[("every", LossSteps::Every), ("last", LossSteps::Last)];
pub(super) const ACTIVATIONS: Words<Activation> = &[("tanh", Activation::Tanh), ("relu", Activation::Relu)];
pub(super) const CONVENTIONS: Words<Convention> =
    &[("chung2014", Convention::Chung2014), ("pytorch", Convention::Pytorch)];
pub(super) const GATES: Words<Switch> = &[
    ("f", Switch::ForgetOpen),
    ("i", Switch::InputOpen),
    ("o", Switch::OutputOpen),
    ("r", Switch::ResetOpen),
    ("coupled", Switch::Coupled),
];
pub(super) const STARTS: Words<Start> = &[("seed", Start::Seed), ("trained", Start::Trained)];
pub(super) const INITIALIZERS: Words<InitializerKind> = &[
    ("pytorch", InitializerKind::PytorchUniform),
    ("gaussian", InitializerKind::Gaussian),
    ("orthogonal", InitializerKind::Orthogonal),
    ("identity", InitializerKind::Identity),
    ("spectral", InitializerKind::SpectralRadius),
];
pub(super) const OPTIMIZERS: Words<OptimizerKind> = &[
    ("sgd", OptimizerKind::Sgd),
    ("momentum", OptimizerKind::Momentum),
    ("rmsprop", OptimizerKind::RmsProp),
    ("adam", OptimizerKind::Adam),
];
pub(super) const BIASES: Words<BiasKind> = &[("constant", BiasKind::Constant), ("chrono", BiasKind::Chrono)];
pub(super) const PHIS: Words<Phi> =
    &[("linear", Phi::Linear), ("tanh", Phi::Tanh), ("relu", Phi::Relu), ("sigmoid", Phi::Sigmoid)];
pub(super) const CLIPPINGS: Words<ClippingKind> =
    &[("off", ClippingKind::Off), ("value", ClippingKind::Value), ("norm", ClippingKind::GlobalNorm)];
pub(super) const OWN_UNITS: Words<CellKind> =
    &[("rnn-units", CellKind::Rnn), ("lstm-units", CellKind::Lstm), ("gru-units", CellKind::Gru)];
pub(super) const CELLS: Words<CellKind> = &[("rnn", CellKind::Rnn), ("lstm", CellKind::Lstm), ("gru", CellKind::Gru)];
pub(super) const GRANULARITIES: Words<Granularity> =
    &[("step", Granularity::Step), ("pass", Granularity::Pass), ("operation", Granularity::Operation)];
pub(super) const CONDITIONS: Words<Condition> = &[
    ("step", Condition::Step),
    ("below", Condition::Small),
    ("above", Condition::Large),
    ("saturated", Condition::Saturated),
];
pub(super) const WAYS: Words<Way> = &[("both", Way::Both), ("forward", Way::Forward), ("backward", Way::Backward)];
pub(super) const LESSONS: Words<Lesson> = &[
    ("1", Lesson::Recurrence),
    ("2", Lesson::Shapes),
    ("3", Lesson::Spelling),
    ("4", Lesson::Bptt),
    ("5", Lesson::Vanishing),
    ("6", Lesson::Lstm),
    ("7", Lesson::Gru),
    ("glossary", Lesson::Glossary),
];
pub(super) const LAYOUTS: Words<Layout> =
    &[("whole", Layout::Whole), ("embed", Layout::Embedded), ("present", Layout::Presented)];
pub(super) const LANGUAGES: Words<Language> = &[("en", Language::English), ("ko", Language::Korean)];
pub(super) const FOLDS: Words<Fold> = &[("unrolled", Fold::Unrolled), ("rolled", Fold::Rolled)];

/// The word that stands for a task in a link.
pub fn task_word(task: Task) -> String {
    word(TASKS, Some(task))
}

pub(super) fn word<T: PartialEq>(words: Words<T>, value: T) -> String {
    words.iter().find(|(_, meaning)| *meaning == value).map_or("", |(word, _)| word).to_owned()
}

pub(super) fn meaning<T: Copy>(name: &'static str, words: Words<T>, found: &str) -> Result<T, LinkError> {
    words.iter().find(|(word, _)| *word == found).map(|(_, meaning)| *meaning).ok_or_else(|| {
        let wanted = Wanted::OneOf(words.iter().map(|(word, _)| *word).collect());
        LinkError::Value { name, wanted, found: found.to_owned() }
    })
}

pub(super) fn number<T: FromStr<Err = ParseIntError>>(name: &'static str, found: &str) -> Result<T, LinkError> {
    found.parse().map_err(|reason: ParseIntError| LinkError::Value {
        name,
        wanted: Wanted::Whole(reason),
        found: found.to_owned(),
    })
}

pub(super) fn decimal(name: &'static str, found: &str) -> Result<f64, LinkError> {
    number_from(found).ok_or_else(|| LinkError::Value { name, wanted: Wanted::Decimal, found: found.to_owned() })
}

pub(super) fn cells(state: &State) -> String {
    state.shown_cells().into_iter().map(|kind| word(CELLS, kind)).collect::<Vec<_>>().join(" ")
}

pub(super) fn shown(found: &str) -> Result<[bool; 3], LinkError> {
    let mut cells = [false; 3];
    for name in found.split(' ') {
        cells[meaning("cells", CELLS, name)? as usize] = true;
    }
    Ok(cells)
}

pub(super) fn gates(switches: Switches) -> String {
    let fixed = GATES.iter().filter(|(_, switch)| switches.has(*switch)).map(|(word, _)| *word);
    fixed.collect::<Vec<_>>().join(" ")
}

pub(super) fn fixed(found: &str) -> Result<Switches, LinkError> {
    let names = found
        .split(' ')
        .filter(|name| !name.is_empty())
        .map(|name| meaning("gates", GATES, name))
        .collect::<Result<Vec<_>, _>>()?;
    let switches = Switches::of(&names);
    if names.iter().any(|switch| !switches.has(*switch)) {
        return Err(LinkError::Value { name: "gates", wanted: Wanted::OneWayOfInput, found: found.to_owned() });
    }
    Ok(switches)
}

pub(super) fn conditions(stops: &Stops) -> String {
    let chosen = CONDITIONS.iter().filter(|(_, condition)| stops.has(*condition)).map(|(word, _)| *word);
    chosen.collect::<Vec<_>>().join(" ")
}

pub(super) fn chosen(found: &str) -> Result<[bool; 4], LinkError> {
    let mut on = [false; 4];
    for name in found.split(' ').filter(|name| !name.is_empty()) {
        on[meaning("stop", CONDITIONS, name)? as usize] = true;
    }
    Ok(on)
}

pub(super) fn parts(found: &str) -> Result<Option<Parts>, LinkError> {
    let parts = Parts::named(found).map_err(|found| LinkError::Value {
        name: "parts",
        wanted: Wanted::OneOf(PARTS.to_vec()),
        found,
    })?;
    Ok(Some(parts).filter(|parts| !parts.is_empty()))
}

pub(super) fn locks(name: &'static str, found: &str) -> Result<Locks, LinkError> {
    Locks::named(found).map_err(|found| {
        let words = LOCKS.iter().map(|(word, _)| *word).chain(["all"]);
        LinkError::Value { name, wanted: Wanted::OneOf(words.collect()), found }
    })
}

pub(super) fn panel(found: &str) -> Result<&'static str, LinkError> {
    let wrong = || LinkError::Value { name: "panel", wanted: Wanted::OneOf(PARTS.to_vec()), found: found.to_owned() };
    part_named(found).ok_or_else(wrong)
}

/// 16 digits of base 16.
pub(super) fn bits(found: &str) -> Result<u64, LinkError> {
    let is_hex = found.len() == 16 && found.bytes().all(|byte| byte.is_ascii_hexdigit());
    let bits = u64::from_str_radix(found, 16).ok().filter(|_| is_hex);
    bits.ok_or_else(|| LinkError::Value { name: "bits", wanted: Wanted::Bits, found: found.to_owned() })
}
