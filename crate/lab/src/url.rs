//! The state as the fragment of an address, and back. Only what differs from the default is written, so that links stay
//! short; the first pair is the version.

use std::fmt::Display;
use std::num::NonZeroUsize;
use std::str::FromStr;

use unrolled_engine::{Activation, CellKind, Convention, Switch, Switches};
use unrolled_tasks::own::{self, Own};
use unrolled_tasks::{DataError, LossSteps, Task};

use crate::chain::Phi;
use crate::decimal::number_from;
use crate::file::File;
use crate::gradient_lab::GradientLab;
use crate::sampling::Sampling;
use crate::settings::{BiasKind, ClippingKind, InitializerKind, OptimizerKind, Rejection, Setting, Sizing, Start};
use crate::state::{Asked, Command, Fold, Granularity, State};
use crate::stops::{Condition, Stops, Way};

/// What is not written means the default, so the defaults may only change together with the version.
const VERSION: &str = "1";

/// A link that cannot be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LinkError {
    #[error("link: expected version {VERSION}, found {found:?}")]
    Version { found: String },
    #[error("link: expected a known name, found {name:?}")]
    UnknownName { name: String },
    #[error("link: {name}: expected {wanted}, found {found:?}")]
    Value { name: &'static str, wanted: String, found: String },
    #[error("link: {0}")]
    Setting(#[from] Rejection),
}

impl LinkError {
    /// The file without which the link cannot be read.
    pub fn missing(&self) -> Option<File> {
        match self {
            Self::Setting(rejection) => rejection.missing(),
            _ => None,
        }
    }
}

/// The words that stand for the values of a closed setting.
type Words<T> = &'static [(&'static str, T)];

const TASKS: Words<Option<Task>> = &[
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
const OWN_TASKS: Words<own::Kind> = &[("own-text", own::Kind::Text), ("own-table", own::Kind::Table)];
/// Data of the reader's own with more characters are not in a link, but named in it.
const MOST_OWN: usize = 1_500;
const SIZINGS: Words<Sizing> =
    &[("units", Sizing::SameUnits), ("parameters", Sizing::SameParameters), ("nothing", Sizing::Free)];
const ENCODERS: Words<bool> = &[("shared", false), ("own", true)];
const SWITCH: Words<bool> = &[("on", true), ("off", false)];
const LOSSES: Words<LossSteps> = &[("every", LossSteps::Every), ("last", LossSteps::Last)];
const ACTIVATIONS: Words<Activation> = &[("tanh", Activation::Tanh), ("relu", Activation::Relu)];
const CONVENTIONS: Words<Convention> = &[("chung2014", Convention::Chung2014), ("pytorch", Convention::Pytorch)];
const GATES: Words<Switch> = &[
    ("f", Switch::ForgetOpen),
    ("i", Switch::InputOpen),
    ("o", Switch::OutputOpen),
    ("r", Switch::ResetOpen),
    ("coupled", Switch::Coupled),
];
const STARTS: Words<Start> = &[("seed", Start::Seed), ("trained", Start::Trained)];
const INITIALIZERS: Words<InitializerKind> = &[
    ("pytorch", InitializerKind::PytorchUniform),
    ("gaussian", InitializerKind::Gaussian),
    ("orthogonal", InitializerKind::Orthogonal),
    ("identity", InitializerKind::Identity),
    ("spectral", InitializerKind::SpectralRadius),
];
const OPTIMIZERS: Words<OptimizerKind> = &[
    ("sgd", OptimizerKind::Sgd),
    ("momentum", OptimizerKind::Momentum),
    ("rmsprop", OptimizerKind::RmsProp),
    ("adam", OptimizerKind::Adam),
];
const BIASES: Words<BiasKind> = &[("constant", BiasKind::Constant), ("chrono", BiasKind::Chrono)];
const PHIS: Words<Phi> =
    &[("linear", Phi::Linear), ("tanh", Phi::Tanh), ("relu", Phi::Relu), ("sigmoid", Phi::Sigmoid)];
const CLIPPINGS: Words<ClippingKind> =
    &[("off", ClippingKind::Off), ("value", ClippingKind::Value), ("norm", ClippingKind::GlobalNorm)];
const OWN_UNITS: Words<CellKind> =
    &[("rnn-units", CellKind::Rnn), ("lstm-units", CellKind::Lstm), ("gru-units", CellKind::Gru)];
const CELLS: Words<CellKind> = &[("rnn", CellKind::Rnn), ("lstm", CellKind::Lstm), ("gru", CellKind::Gru)];
const GRANULARITIES: Words<Granularity> =
    &[("step", Granularity::Step), ("pass", Granularity::Pass), ("operation", Granularity::Operation)];
const CONDITIONS: Words<Condition> = &[
    ("step", Condition::Step),
    ("below", Condition::Small),
    ("above", Condition::Large),
    ("saturated", Condition::Saturated),
];
const WAYS: Words<Way> = &[("both", Way::Both), ("forward", Way::Forward), ("backward", Way::Backward)];
const FOLDS: Words<Fold> = &[("unrolled", Fold::Unrolled), ("rolled", Fold::Rolled)];

/// The word that stands for a task in a link.
pub fn task_word(task: Task) -> String {
    word(TASKS, Some(task))
}

/// The fragment without its `#`; empty for the default state.
pub fn fragment_from_state(state: &State) -> String {
    let default = State::default();
    // What a task is usually learned with goes without saying, and what trained weights bring.
    let usually = default.settings.with(Setting::Task(state.settings.task)).unwrap_or_default();
    let usually = usually.with(Setting::Start(state.settings.start)).unwrap_or(usually);
    let (now, usual) = (&state.settings, &usually);
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let mut put = |name, value: String, usual: String| {
        if value != usual {
            pairs.push((name, value));
        }
    };
    match now.task.and_then(Task::own) {
        None => put("task", word(TASKS, now.task), word(TASKS, default.settings.task)),
        Some((kind, own)) => {
            let (name, data) = own_pair(own);
            put(name, data, String::new());
            put("task", word(OWN_TASKS, kind), String::new());
        }
    }
    put("start", word(STARTS, now.start), word(STARTS, default.settings.start));
    put("length", now.length.to_string(), usual.length.to_string());
    put("text", now.text.clone(), usual.text.clone());
    put("loss", word(LOSSES, now.losses), word(LOSSES, usual.losses));
    put("same", word(SIZINGS, now.sizing), word(SIZINGS, usual.sizing));
    put("parameters", now.parameters.to_string(), usual.parameters.to_string());
    put("units", now.units.to_string(), usual.units.to_string());
    for (name, kind) in OWN_UNITS {
        // Cells that get units of their own begin with those that they have, whatever is usual.
        let usual = if now.sizing == Sizing::Free { 0 } else { usual.own_units[*kind as usize] };
        put(name, now.own_units[*kind as usize].to_string(), usual.to_string());
    }
    put("seed", now.seed.to_string(), usual.seed.to_string());
    put("activation", word(ACTIVATIONS, now.activation), word(ACTIVATIONS, usual.activation));
    put("gru", word(CONVENTIONS, now.convention), word(CONVENTIONS, usual.convention));
    put("gates", gates(now.switches), gates(usual.switches));
    put("init", word(INITIALIZERS, now.initializer), word(INITIALIZERS, usual.initializer));
    put("gain", now.gain.to_string(), usual.gain.to_string());
    put("radius", now.radius.to_string(), usual.radius.to_string());
    put("bias", word(BIASES, now.bias), word(BIASES, usual.bias));
    put("longest", now.longest.to_string(), usual.longest.to_string());
    put("forget", now.forget_bias.to_string(), usual.forget_bias.to_string());
    put("optimizer", word(OPTIMIZERS, now.optimizer), word(OPTIMIZERS, usual.optimizer));
    put("rate", now.learning_rate.to_string(), usual.learning_rate.to_string());
    put("clip", word(CLIPPINGS, now.clipping), word(CLIPPINGS, usual.clipping));
    put("limit", now.clip_limit.to_string(), usual.clip_limit.to_string());
    put("batch", now.batch.to_string(), usual.batch.to_string());
    put("decay", now.decay.to_string(), usual.decay.to_string());
    put("dropout", now.dropout.to_string(), usual.dropout.to_string());
    put("window", now.window.to_string(), usual.window.to_string());
    put("encoder", word(ENCODERS, now.own_encoder), word(ENCODERS, usual.own_encoder));
    put("forcing", word(SWITCH, now.teacher_forcing), word(SWITCH, usual.teacher_forcing));
    put("example", (state.example + 1).to_string(), (default.example + 1).to_string());
    put("cells", cells(state), cells(&default));
    put("by", word(GRANULARITIES, state.granularity), word(GRANULARITIES, default.granularity));
    put("fold", word(FOLDS, state.fold), word(FOLDS, default.fold));
    put("updates", state.updates.to_string(), default.updates.to_string());
    put("at", state.cursor.to_string(), default.cursor.to_string());
    if state.granularity == Granularity::Operation {
        put("op", state.operation.to_string(), String::new());
    }
    put("cell", word(CELLS, state.viewed), word(CELLS, default.viewed));
    put("unit", (state.unit + 1).to_string(), (default.unit + 1).to_string());
    let (stops, usual_stops) = (&state.stops, &default.stops);
    put("stop", conditions(stops), String::new());
    put("step", stops.step.to_string(), usual_stops.step.to_string());
    put("way", word(WAYS, stops.way), word(WAYS, usual_stops.way));
    put("below", stops.below.to_string(), usual_stops.below.to_string());
    put("above", stops.above.to_string(), usual_stops.above.to_string());
    let (sampling, usual_sampling) = (&state.sampling, &default.sampling);
    put("temperature", sampling.temperature.to_string(), usual_sampling.temperature.to_string());
    put("draw", sampling.seed.to_string(), usual_sampling.seed.to_string());
    put("prompt", sampling.prompt.clone(), usual_sampling.prompt.clone());
    put("write", sampling.length.to_string(), usual_sampling.length.to_string());
    put("sample", state.stepped.map_or(String::new(), |kind| word(CELLS, kind)), String::new());
    let (lab, usual_lab) = (&state.lab, &default.lab);
    put("from", lab.source.map_or(String::new(), |source| (source + 1).to_string()), String::new());
    put("dx", word(SWITCH, lab.inputs), word(SWITCH, usual_lab.inputs));
    put("back", lab.window.to_string(), usual_lab.window.to_string());
    put("detached", word(SWITCH, lab.detached), word(SWITCH, usual_lab.detached));
    put("clipped", word(SWITCH, lab.clipped), word(SWITCH, usual_lab.clipped));
    let (chain, usual_chain) = (&lab.chain, &usual_lab.chain);
    put("phi", word(PHIS, chain.phi), word(PHIS, usual_chain.phi));
    put("w", chain.w.to_string(), usual_chain.w.to_string());
    put("b", chain.b.to_string(), usual_chain.b.to_string());
    put("x", chain.x.to_string(), usual_chain.x.to_string());
    put("chain", chain.steps.to_string(), usual_chain.steps.to_string());
    put("y", chain.target.to_string(), usual_chain.target.to_string());
    put("descent", lab.descent.updates.to_string(), usual_lab.descent.updates.to_string());
    put("descent-rate", lab.descent.rate.to_string(), usual_lab.descent.rate.to_string());
    put("descent-limit", lab.descent.limit.map_or(String::new(), |limit| limit.to_string()), String::new());
    for (name, asked) in
        state.asked.iter().map(|asked| ("ask", asked)).chain(state.pinned.iter().map(|pin| ("pin", pin)))
    {
        put(name, asked_text(state, *asked), String::new());
    }
    if pairs.is_empty() {
        return String::new();
    }
    form_urlencoded::Serializer::new(format!("v={VERSION}")).extend_pairs(pairs).finish()
}

/// The state that a fragment (without its `#`) describes.
///
/// # Errors
/// If the version, a name or a value is not one that this program writes.
pub fn state_from_fragment(fragment: &str) -> Result<State, LinkError> {
    let mut state = State::default();
    if fragment.is_empty() {
        return Ok(state);
    }
    let mut pairs = form_urlencoded::parse(fragment.as_bytes());
    match pairs.next() {
        Some((name, version)) if name == "v" && version == VERSION => {}
        Some((name, found)) if name == "v" => return Err(LinkError::Version { found: found.into_owned() }),
        _ => return Err(LinkError::Version { found: String::new() }),
    }
    // The cursor and the updates come last: a changed setting starts again from the seed. So do the questions, which are
    // about the numbers of these settings.
    let (mut updates, mut cursor, mut operation, mut example) = (0, 0, None, 1_usize);
    let (mut unit, mut asked, mut pinned) = (1_usize, None, Vec::new());
    let mut own = OwnData::None;
    let mut stops = Stops::default();
    let (mut sampling, mut stepped) = (Sampling::default(), None);
    let mut lab = GradientLab::default();
    for (name, value) in pairs {
        match &*name {
            "updates" => updates = number("updates", &value)?,
            "own" => own = OwnData::Source(value.into_owned()),
            "data" => own = OwnData::Named(fingerprint(&value)?),
            "task" => state.apply(Command::Set(Setting::Task(task(&value, &own)?)))?,
            "example" => example = number("example", &value)?,
            "at" => cursor = number("at", &value)?,
            "cells" => state.cells = shown(&value)?,
            "op" => operation = Some(number("op", &value)?),
            "cell" => state.viewed = meaning("cell", CELLS, &value)?,
            "unit" => unit = number("unit", &value)?,
            "ask" => asked = Some(value.into_owned()),
            "pin" => pinned.push(value.into_owned()),
            "by" => state.granularity = meaning("by", GRANULARITIES, &value)?,
            "stop" => stops.on = chosen(&value)?,
            "step" => stops.step = number("step", &value)?,
            "way" => stops.way = meaning("way", WAYS, &value)?,
            "below" => stops.below = decimal("below", &value)?,
            "above" => stops.above = decimal("above", &value)?,
            "temperature" => sampling.temperature = decimal("temperature", &value)?,
            "draw" => sampling.seed = number("draw", &value)?,
            "prompt" => sampling.prompt = value.into_owned(),
            "write" => sampling.length = number("write", &value)?,
            "sample" => stepped = Some(meaning("sample", CELLS, &value)?),
            "from" => lab.source = Some(number::<NonZeroUsize>("from", &value)?.get() - 1),
            "dx" => lab.inputs = meaning("dx", SWITCH, &value)?,
            "back" => lab.window = number("back", &value)?,
            "detached" => lab.detached = meaning("detached", SWITCH, &value)?,
            "clipped" => lab.clipped = meaning("clipped", SWITCH, &value)?,
            "phi" => lab.chain.phi = meaning("phi", PHIS, &value)?,
            "w" => lab.chain.w = decimal("w", &value)?,
            "b" => lab.chain.b = decimal("b", &value)?,
            "x" => lab.chain.x = decimal("x", &value)?,
            "chain" => lab.chain.steps = number("chain", &value)?,
            "y" => lab.chain.target = decimal("y", &value)?,
            "descent" => lab.descent.updates = number("descent", &value)?,
            "descent-rate" => lab.descent.rate = decimal("descent-rate", &value)?,
            "descent-limit" => lab.descent.limit = Some(decimal("descent-limit", &value)?),
            "fold" => state.fold = meaning("fold", FOLDS, &value)?,
            name => state.apply(Command::Set(setting(name, &value)?))?,
        }
    }
    if !(1..=state.settings.examples()).contains(&example) {
        let wanted = format!("a number from 1 to {}", state.settings.examples());
        return Err(LinkError::Value { name: "example", wanted, found: example.to_string() });
    }
    state.example = example - 1;
    state.apply(Command::Stops(stops))?;
    state.apply(Command::Sample(sampling))?;
    state.apply(Command::StepThrough(stepped))?;
    state.apply(Command::Lab(lab))?;
    state.apply(Command::GoToUpdate(updates))?;
    match operation.filter(|_| state.granularity == Granularity::Operation) {
        Some(operation) => state.apply(Command::SeekOperation(cursor, operation))?,
        None => state.apply(Command::Seek(cursor))?,
    }
    if !(1..=state.most_units()).contains(&unit) {
        let wanted = format!("a number from 1 to {}", state.most_units());
        return Err(LinkError::Value { name: "unit", wanted, found: unit.to_string() });
    }
    state.unit = unit - 1;
    for text in pinned.iter().rev() {
        let pin = asked_from(&state, "pin", text)?;
        state.apply(Command::Pin(pin, true))?;
    }
    if let Some(text) = asked {
        // Not by a command: the cell that is looked into is in the link, too.
        state.asked = Some(asked_from(&state, "ask", &text)?);
    }
    Ok(state)
}

/// `lstm.c@7[3]`.
fn asked_text(state: &State, asked: Asked) -> String {
    let cell = state.settings.cell(asked.cell);
    format!("{}.{}", word(CELLS, asked.cell), asked.entry.name(cell))
}

fn asked_from(state: &State, name: &'static str, found: &str) -> Result<Asked, LinkError> {
    let entry_of = |found: &str| {
        let (cell, entry) = found.split_once('.')?;
        let cell = meaning(name, CELLS, cell).ok()?;
        Some(Asked { cell, entry: state.outline(cell).entry_named(entry)? })
    };
    entry_of(found).ok_or_else(|| LinkError::Value {
        name,
        wanted: "a number of these cells, such as lstm.h@1[1]".to_owned(),
        found: found.to_owned(),
    })
}

/// The reader's own data, as a link that wants them says before it names the task.
enum OwnData {
    None,
    Source(String),
    Named(Own),
}

/// What a link has of the reader's own data: all of them, or their fingerprint.
fn own_pair(own: Own) -> (&'static str, String) {
    match own::source(own) {
        Ok(source) if source.chars().nth(MOST_OWN).is_none() => ("own", source.to_string()),
        _ => ("data", format!("{:08x}", own.0)),
    }
}

fn fingerprint(found: &str) -> Result<Own, LinkError> {
    let wanted = || "the fingerprint of data, such as 0f1e2d3c".to_owned();
    let number = u32::from_str_radix(found, 16);
    number.map(Own).map_err(|_| LinkError::Value { name: "data", wanted: wanted(), found: found.to_owned() })
}

fn task(found: &str, own: &OwnData) -> Result<Option<Task>, LinkError> {
    match (meaning("task", OWN_TASKS, found), own) {
        (Err(_), _) => meaning("task", TASKS, found),
        (Ok(kind), OwnData::Source(source)) => Ok(Some(own::take(kind, source).map_err(Rejection::from)?)),
        (Ok(kind), OwnData::Named(own)) => Ok(Some(kind.task(*own))),
        (Ok(_), OwnData::None) => Err(Rejection::from(DataError::OwnMissing).into()),
    }
}

fn setting(name: &str, value: &str) -> Result<Setting, LinkError> {
    Ok(match name {
        "start" => Setting::Start(meaning("start", STARTS, value)?),
        "length" => Setting::Length(number("length", value)?),
        "text" => Setting::Text(value.to_owned()),
        "loss" => Setting::Losses(meaning("loss", LOSSES, value)?),
        "same" => Setting::Sizing(meaning("same", SIZINGS, value)?),
        "parameters" => Setting::Parameters(number("parameters", value)?),
        "units" => Setting::Units(number("units", value)?),
        "rnn-units" => Setting::OwnUnits(CellKind::Rnn, number("rnn-units", value)?),
        "lstm-units" => Setting::OwnUnits(CellKind::Lstm, number("lstm-units", value)?),
        "gru-units" => Setting::OwnUnits(CellKind::Gru, number("gru-units", value)?),
        "seed" => Setting::Seed(number("seed", value)?),
        "activation" => Setting::Activation(meaning("activation", ACTIVATIONS, value)?),
        "gru" => Setting::Convention(meaning("gru", CONVENTIONS, value)?),
        "gates" => Setting::Switches(fixed(value)?),
        "init" => Setting::Initializer(meaning("init", INITIALIZERS, value)?),
        "gain" => Setting::Gain(decimal("gain", value)?),
        "radius" => Setting::Radius(decimal("radius", value)?),
        "bias" => Setting::Bias(meaning("bias", BIASES, value)?),
        "longest" => Setting::Longest(decimal("longest", value)?),
        "forget" => Setting::ForgetBias(decimal("forget", value)?),
        "optimizer" => Setting::Optimizer(meaning("optimizer", OPTIMIZERS, value)?),
        "rate" => Setting::LearningRate(decimal("rate", value)?),
        "clip" => Setting::Clipping(meaning("clip", CLIPPINGS, value)?),
        "limit" => Setting::ClipLimit(decimal("limit", value)?),
        "batch" => Setting::Batch(number("batch", value)?),
        "decay" => Setting::Decay(decimal("decay", value)?),
        "dropout" => Setting::Dropout(decimal("dropout", value)?),
        "window" => Setting::Window(number("window", value)?),
        "encoder" => Setting::OwnEncoder(meaning("encoder", ENCODERS, value)?),
        "forcing" => Setting::TeacherForcing(meaning("forcing", SWITCH, value)?),
        _ => return Err(LinkError::UnknownName { name: name.to_owned() }),
    })
}

fn word<T: PartialEq>(words: Words<T>, value: T) -> String {
    words.iter().find(|(_, meaning)| *meaning == value).map_or("", |(word, _)| word).to_owned()
}

fn meaning<T: Copy>(name: &'static str, words: Words<T>, found: &str) -> Result<T, LinkError> {
    words.iter().find(|(word, _)| *word == found).map(|(_, meaning)| *meaning).ok_or_else(|| {
        let wanted = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" or ");
        LinkError::Value { name, wanted, found: found.to_owned() }
    })
}

fn number<T: FromStr<Err: Display>>(name: &'static str, found: &str) -> Result<T, LinkError> {
    found.parse().map_err(|reason: T::Err| LinkError::Value {
        name,
        wanted: format!("a number ({reason})"),
        found: found.to_owned(),
    })
}

fn decimal(name: &'static str, found: &str) -> Result<f64, LinkError> {
    let wanted = || "a number (invalid float literal)".to_owned();
    number_from(found).ok_or_else(|| LinkError::Value { name, wanted: wanted(), found: found.to_owned() })
}

fn cells(state: &State) -> String {
    state.shown_cells().into_iter().map(|kind| word(CELLS, kind)).collect::<Vec<_>>().join(" ")
}

fn shown(found: &str) -> Result<[bool; 3], LinkError> {
    let mut cells = [false; 3];
    for name in found.split(' ') {
        cells[meaning("cells", CELLS, name)? as usize] = true;
    }
    Ok(cells)
}

fn gates(switches: Switches) -> String {
    let fixed = GATES.iter().filter(|(_, switch)| switches.has(*switch)).map(|(word, _)| *word);
    fixed.collect::<Vec<_>>().join(" ")
}

fn fixed(found: &str) -> Result<Switches, LinkError> {
    let names = found.split(' ').map(|name| meaning("gates", GATES, name)).collect::<Result<Vec<_>, _>>()?;
    let switches = Switches::of(&names);
    if names.iter().any(|switch| !switches.has(*switch)) {
        let wanted = "i or coupled, not both".to_owned();
        return Err(LinkError::Value { name: "gates", wanted, found: found.to_owned() });
    }
    Ok(switches)
}

fn conditions(stops: &Stops) -> String {
    let chosen = CONDITIONS.iter().filter(|(_, condition)| stops.has(*condition)).map(|(word, _)| *word);
    chosen.collect::<Vec<_>>().join(" ")
}

fn chosen(found: &str) -> Result<[bool; 4], LinkError> {
    let mut on = [false; 4];
    for name in found.split(' ') {
        on[meaning("stop", CONDITIONS, name)? as usize] = true;
    }
    Ok(on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::{Chain, Descent};
    use crate::settings::Settings;
    use proptest::prelude::*;
    use std::path::Path;
    use unrolled_tasks::data::provide_folder;

    fn check(fragment: &str, message: &str) {
        assert_eq!(state_from_fragment(fragment).unwrap_err().to_string(), message);
    }

    #[test]
    fn the_default_state_needs_no_fragment() {
        assert_eq!(fragment_from_state(&State::default()), "");
        assert_eq!(state_from_fragment(""), Ok(State::default()));
    }

    #[test]
    fn any_text_survives() {
        for text in ["안녕하세요", "a&b=c#d%20+ e", "👨‍👩‍👧\n🙂"] {
            let settings = Settings { text: text.to_owned(), ..Settings::default() };
            let state = State { settings, ..State::default() };
            assert_eq!(state_from_fragment(&fragment_from_state(&state)), Ok(state), "{text:?}");
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        check("v=2&text=hi", "link: expected version 1, found \"2\"");
        check("text=hi", "link: expected version 1, found \"\"");
        check("v=1&colour=red", "link: expected a known name, found \"colour\"");
        check("v=1&units=many", "link: units: expected a number (invalid digit found in string), found \"many\"");
        check("v=1&units=65", "link: units: expected a number from 1 to 64, found 65");
        check("v=1&clip=hard", "link: clip: expected off or value or norm, found \"hard\"");
        check("v=1&cells=", "link: cells: expected rnn or lstm or gru, found \"\"");
        check("v=1&gain=inf", "link: gain: expected a number from 0 to 10, found inf");
        check("v=1&text=x", "link: text: expected at least 2 characters, found 1");
        check("v=1&unit=13", "link: unit: expected a number from 1 to 12, found \"13\"");
        check(
            "v=1&ask=gru.c@1[1]",
            "link: ask: expected a number of these cells, such as lstm.h@1[1], found \"gru.c@1[1]\"",
        );
        check("v=1&gates=", "link: gates: expected f or i or o or r or coupled, found \"\"");
        check("v=1&gates=f+z", "link: gates: expected f or i or o or r or coupled, found \"z\"");
        check("v=1&gates=i+f+coupled", "link: gates: expected i or coupled, not both, found \"i f coupled\"");
        check("v=1&stop=", "link: stop: expected step or below or above or saturated, found \"\"");
        check("v=1&stop=below&below=0", "link: below: expected a number from 0.000000000001 to 1000000000000, found 0");
        check("v=1&above=NaN", "link: above: expected a number from 0.000000000001 to 1000000000000, found NaN");
        check("v=1&step=200", "link: step: expected a number from 1 to 199, found 200");
        check("v=1&way=up", "link: way: expected both or forward or backward, found \"up\"");
        check("v=1&pin=", "link: pin: expected a number of these cells, such as lstm.h@1[1], found \"\"");
    }

    /// Rows of two labels in turn.
    fn table(rows: usize) -> String {
        (0..rows).map(|row| format!("{}\tword {row} & 단어\n", ["so", "not"][row % 2])).collect()
    }

    fn own_state(kind: own::Kind, source: &str) -> State {
        let mut state = State::default();
        state.apply(Command::Set(Setting::Task(Some(own::take(kind, source).unwrap())))).unwrap();
        state
    }

    #[test]
    fn a_link_brings_own_data_of_1500_characters() {
        let text = "가나 \n".repeat(375);
        let state = own_state(own::Kind::Text, &text);
        let fragment = fragment_from_state(&state);
        assert!(fragment.starts_with("v=1&own=%EA%B0%80") && fragment.ends_with("&task=own-text"), "{fragment}");
        assert_eq!(state_from_fragment(&fragment), Ok(state));
        let mut state = own_state(own::Kind::Table, &table(12));
        state.apply(Command::Set(Setting::Units(7))).unwrap();
        state.apply(Command::Example(11)).unwrap();
        assert_eq!(state_from_fragment(&fragment_from_state(&state)), Ok(state));
        // To whom the data are new.
        let found = state_from_fragment(&format!("v=1&own={}&task=own-text", "never+seen+".repeat(6))).unwrap();
        let (kind, own) = found.settings.task.unwrap().own().unwrap();
        assert_eq!((kind, &*own::source(own).unwrap()), (own::Kind::Text, &*"never seen ".repeat(6)));
    }

    #[test]
    fn a_link_names_larger_data_and_says_when_they_are_missing() {
        let state = own_state(own::Kind::Text, &"가나 \n".repeat(376));
        let fragment = fragment_from_state(&state);
        assert!(fragment.starts_with("v=1&data=") && fragment.len() < 40, "{fragment}");
        assert_eq!(state_from_fragment(&fragment), Ok(state));
        let missing = "link: own data: expected those that were given to this page before, found none; they never leave \
                       their machine";
        check("v=1&data=00000001&task=own-text", missing);
        check("v=1&task=own-table", missing);
        check(
            "v=1&data=my&task=own-text",
            "link: data: expected the fingerprint of data, such as 0f1e2d3c, found \"my\"",
        );
        check(
            "v=1&own=one%0Atwo&task=own-table",
            "link: own data: line 1: expected a label, a tab and a text, found 0 tabs in \"one\"; \
             line 2: expected a label, a tab and a text, found 0 tabs in \"two\"",
        );
    }

    #[test]
    fn changed_data_start_from_the_seed_with_the_same_settings() {
        let mut state = own_state(own::Kind::Table, &table(20));
        state.apply(Command::Set(Setting::Units(5))).unwrap();
        state.apply(Command::GoToUpdate(3)).unwrap();
        let first = state.settings.task;
        let other = own::take(own::Kind::Table, &table(21)).unwrap();
        state.apply(Command::Set(Setting::Task(Some(other)))).unwrap();
        assert_ne!(state.settings.task, first);
        assert_eq!((state.settings.units, state.updates, state.settings.examples()), (5, 0, 21));
    }

    fn closed<T: Copy + std::fmt::Debug + 'static>(words: Words<T>) -> impl Strategy<Value = T> {
        proptest::sample::select(words.iter().map(|(_, meaning)| *meaning).collect::<Vec<_>>())
    }

    prop_compose! {
        fn settings()(
            text in "\\PC{2,40}",
            losses in closed(LOSSES),
            numbers in (1_usize..=64, any::<u32>(), 0.0..10.0, 0.0..10.0, -10.0..10.0, 0.0..100.0, 1e-6..1e6),
            activation in closed(ACTIVATIONS),
            convention in closed(CONVENTIONS),
            switches in proptest::collection::vec(closed(GATES), 0..4),
            initializer in closed(INITIALIZERS),
            (bias, longest) in (closed(BIASES), 3.0..10_000.0),
            optimizer in closed(OPTIMIZERS),
            clipping in closed(CLIPPINGS),
            (task, sizing, teacher_forcing, own_encoder) in (closed(TASKS), closed(SIZINGS), any::<bool>(), any::<bool>()),
            own_units in proptest::array::uniform3(1_usize..=64),
            data in (4_usize..=40, 10_usize..10_000, 1_usize..=256, 0.0..1.0, 0.0..0.9, 0_usize..=200),
        ) -> Settings {
            let (length, parameters, batch, decay, dropout, window) = data;
            let (units, seed, gain, radius, forget_bias, learning_rate, clip_limit) = numbers;
            Settings {
                text, losses, units, own_units, seed, activation, convention, initializer, gain, radius, bias, forget_bias, longest,
                optimizer,
                learning_rate, clipping, clip_limit, task, length, sizing, parameters, batch, decay, dropout, window,
                teacher_forcing, own_encoder,
                switches: Switches::of(&switches),
                start: Start::Seed,
            }
        }
    }

    prop_compose! {
        fn gradient_lab()(
            source in proptest::option::of(0_usize..60),
            (inputs, clipped) in any::<(bool, bool)>(),
            phi in closed(PHIS),
            (w, b, x, target) in (-10.0..10.0, -10.0..10.0, -10.0..10.0, -1000.0..1000.0),
            steps in 1_usize..=200,
            (window, detached) in (1_usize..=200, any::<bool>()),
            (rate, limit, updates) in (0.0..10.0, proptest::option::of(1e-6..1e6), 0_usize..=500),
        ) -> GradientLab {
            let (chain, descent) = (Chain { phi, w, b, x, steps, target }, Descent { rate, limit, updates });
            GradientLab { source, inputs, window, detached, clipped, chain, descent }
        }
    }

    #[test]
    fn a_link_to_the_lab_is_short() {
        let mut state = State::default();
        state.lab.source = Some(2);
        state.lab.chain.w = -0.5;
        assert_eq!(fragment_from_state(&state), "v=1&from=3&w=-0.5");
        check("v=1&from=5", "link: loss at step: expected a number from 1 to 4, found 5");
        check("v=1&w=11", "link: w: expected a number from -10 to 10, found 11");
        assert!(state_from_fragment("v=1&from=0").is_err());
    }

    prop_compose! {
        fn stops()(
            on in any::<[bool; 4]>(),
            step in 1_usize..200,
            way in closed(WAYS),
            below in 1e-12..1.0,
            above in 1e-12..1e12,
        ) -> Stops {
            Stops { on, step, way, below, above }
        }
    }

    #[test]
    fn a_link_with_stops_is_short() {
        let mut state = State::default();
        state.stops.on = [true, true, false, true];
        assert_eq!(fragment_from_state(&state), "v=1&stop=step+below+saturated");
        state.stops.below = 1e-4;
        state.stops.step = 3;
        assert_eq!(fragment_from_state(&state), "v=1&stop=step+below+saturated&step=3&below=0.0001");
    }

    #[test]
    fn a_link_to_a_sample_is_short() {
        let mut state = State::default();
        let sampling = Sampling { temperature: 0.7, prompt: "hel".into(), length: 20, ..Sampling::default() };
        state.apply(Command::Sample(sampling)).unwrap();
        assert_eq!(fragment_from_state(&state), "v=1&temperature=0.7&prompt=hel&write=20");
        state.apply(Command::StepThrough(Some(CellKind::Gru))).unwrap();
        // At the first step that writes.
        let fragment = "v=1&at=2&temperature=0.7&prompt=hel&write=20&sample=gru";
        assert_eq!((fragment_from_state(&state).as_str(), state.timeline().steps), (fragment, 22));
        assert_eq!(state_from_fragment(fragment), Ok(state));
        check("v=1&prompt=help", "link: prompt: expected characters that the network reads, found \"p\" at 4");
        check("v=1&temperature=3", "link: temperature: expected a number from 0.1 to 2, found 3");
        check("v=1&write=0", "link: length of a sample: expected a number from 1 to 200, found 0");
        check(
            "v=1&task=parity&sample=rnn",
            "link: sample: expected a network that reads what it said, found another one",
        );
    }

    #[test]
    fn a_link_with_fixed_gates_is_short() {
        let settings =
            Settings { switches: Switches::of(&[Switch::Coupled, Switch::ForgetOpen]), ..Settings::default() };
        let state = State { settings, ..State::default() };
        assert_eq!(fragment_from_state(&state), "v=1&gates=f+coupled");
        assert_eq!(state_from_fragment("v=1&gates=coupled+f"), Ok(state));
        for chosen in 0..1 << GATES.len() {
            let chosen: Vec<Switch> = (0..GATES.len()).filter(|k| chosen >> k & 1 > 0).map(|k| GATES[k].1).collect();
            let settings = Settings { switches: Switches::of(&chosen), ..Settings::default() };
            let state = State { settings, ..State::default() };
            assert_eq!(state_from_fragment(&fragment_from_state(&state)), Ok(state), "{chosen:?}");
        }
    }

    proptest! {
        #[test]
        fn every_state_comes_back_to_the_bit(
            settings in settings(),
            updates in any::<u32>(),
            place in 0.0..1.0,
            shown in 1_u8..8,
            granularity in closed(GRANULARITIES),
            fold in closed(FOLDS),
            stops in stops(),
            (temperature, seed, length) in (0.1..2.0, any::<u32>(), 1_usize..=200),
            mut lab in gradient_lab(),
        ) {
            provide_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tasks/data"))).unwrap();
            prop_assume!(settings.check().is_ok());
            let mut state = State { settings, updates, granularity, fold, stops, ..State::default() };
            state.cells = [shown & 1 > 0, shown & 2 > 0, shown & 4 > 0];
            state.apply(Command::Example((state.settings.examples() as f64 * place) as usize)).unwrap();
            if state.writes() && shown > 1 {
                let prompt = state.sequence().coding.inputs.iter().take(usize::from(shown)).cloned().collect();
                let temperature = if place < 0.2 { 0.0 } else { temperature };
                let sampling = Sampling { temperature, seed, prompt, length };
                // Graphemes that stand beside each other can be read as another one.
                if state.apply(Command::Sample(sampling)).is_ok() && shown > 3 {
                    state.apply(Command::StepThrough(Some(CellKind::ALL[usize::from(shown % 3)]))).unwrap();
                }
            }
            lab.fit(state.timeline().steps);
            state.apply(Command::Lab(lab)).unwrap();
            let cursor = (state.timeline().last() as f64 * place) as usize;
            state.apply(Command::Seek(cursor)).unwrap();
            state.apply(Command::View(CellKind::ALL[usize::from(shown % 3)])).unwrap();
            state.apply(Command::Follow((64.0 * place) as usize)).unwrap();
            let kind = state.viewed;
            let outline = state.outline(kind);
            let count = outline.all_operations().count();
            let nth = |share: f64| {
                let (_, operation) = outline.all_operations().nth(((count as f64 * share) as usize).min(count - 1)).unwrap();
                let place = operation.places[0];
                let (rows, cols) = outline.dimensions.shape(place);
                Asked { cell: kind, entry: place.entry(rows - 1, cols - 1) }
            };
            for share in [place, place / 2.0] {
                state.apply(Command::Pin(nth(share), true)).unwrap();
            }
            state.apply(Command::Ask(Some(nth(1.0 - place)))).unwrap();
            if granularity == Granularity::Operation {
                state.operation = ((state.last_operation() + 1) as f64 * place) as usize;
            }
            prop_assert_eq!(state_from_fragment(&fragment_from_state(&state)), Ok(state));
        }
    }
}
