//! A fragment as a state, or as what it changes of one.

use std::num::NonZeroUsize;

use unrolled_engine::CellKind;
use unrolled_tasks::own::{self, Own};
use unrolled_tasks::{DataError, Task};

use super::LinkError;
use super::packed::unpacked;
use super::words::*;
use crate::gradient_lab::GradientLab;
use crate::language::Language;
use crate::layout::{Layout, Parts};
use crate::lesson::Lesson;
use crate::sampling::Sampling;
use crate::settings::{Rejection, Setting};
use crate::state::{Asked, Command, Fold, Granularity, State};
use crate::stops::Stops;
use crate::teaching::{Given, Homework, HomeworkError, Locks, Question, Returned, Teaching};
use crate::wanted::Wanted;

/// Whether a fragment says in which language; a link that does not is for readers of any.
pub fn names_language(fragment: &str) -> bool {
    unpacked(fragment).is_ok_and(|pairs| pairs.iter().any(|(name, _)| name == "lang"))
}

/// The lesson that a fragment names, whatever else is in it. Quick, where [`state_from_fragment`] computes what the state needs.
///
/// # Errors
/// If the version or the lesson is not one that this program writes.
pub fn named_lesson(fragment: &str) -> Result<Option<Lesson>, LinkError> {
    if fragment.is_empty() {
        return Ok(None);
    }
    let pairs = unpacked(fragment)?;
    let named = pairs.iter().rfind(|(name, _)| name == "lesson");
    named.map_or(Ok(None), |(_, value)| optional(value, |found| meaning("lesson", LESSONS, found)))
}

/// The state that a fragment (without its `#`) describes.
///
/// # Errors
/// If the version, a name or a value is not one that this program writes.
pub fn state_from_fragment(fragment: &str) -> Result<State, LinkError> {
    if fragment.is_empty() {
        return Ok(State::default());
    }
    // Without a word about the moment it is the first one, whatever is read.
    read(&State::default(), fragment, Some(0))
}

/// What is left of a state when a fragment changes what it names, and nothing else. A changed setting starts again from the
/// seed, as by [`Command::Set`]. An empty value means none of what may be several or nothing (`gates`, `stop`, `from`,
/// `sample`, `ask`, `descent-limit`).
///
/// # Errors
/// As [`state_from_fragment`].
pub fn patched(state: &State, fragment: &str) -> Result<State, LinkError> {
    read(state, fragment, None)
}

fn read(state: &State, fragment: &str, cursor: Option<usize>) -> Result<State, LinkError> {
    read_pairs(state, unpacked(fragment)?, cursor)
}

fn read_pairs(state: &State, pairs: Vec<(String, String)>, cursor: Option<usize>) -> Result<State, LinkError> {
    // The rest is about the numbers of these settings: cursor and updates too, as a changed setting starts again.
    let mut state = state.clone();
    let mut own = OwnData::None;
    let mut rest = Vec::new();
    for (name, value) in pairs {
        match &*name {
            "own" => own = OwnData::Source(value),
            "data" => own = OwnData::Named(fingerprint(&value)?),
            "task" => state.apply(Command::Set(Setting::Task(task(&value, &own)?)))?,
            _ => match setting(&name, &value)? {
                Some(setting) => state.apply(Command::Set(setting))?,
                None => rest.push((name, value)),
            },
        }
    }
    Rest { cursor, ..Rest::of(&state) }.read(rest)?.apply(state)
}

/// What a link says besides the settings.
struct Rest {
    example: Option<usize>,
    updates: Option<u32>,
    cursor: Option<usize>,
    operation: Option<usize>,
    unit: Option<usize>,
    cells: [bool; 3],
    viewed: CellKind,
    granularity: Granularity,
    fold: Fold,
    lesson: Option<Lesson>,
    language: Language,
    layout: Layout,
    parts: Option<Parts>,
    locks: Locks,
    hidden: Locks,
    panel: Option<&'static str>,
    /// In place of the state's own, if any of it is named.
    homework: Option<Homework>,
    bits: Option<u64>,
    /// The pairs of the experiment that the homework was given with.
    given: Option<Vec<(String, String)>>,
    /// In place of the state's own, if any is named.
    asked: Option<String>,
    pinned: Vec<String>,
    stops: Stops,
    sampling: Sampling,
    stepped: Option<CellKind>,
    lab: GradientLab,
}

impl Rest {
    fn of(state: &State) -> Self {
        Self {
            example: None,
            updates: None,
            cursor: None,
            operation: None,
            unit: None,
            cells: state.cells,
            viewed: state.viewed,
            granularity: state.granularity,
            fold: state.fold,
            lesson: state.lesson,
            language: state.language,
            layout: state.layout,
            parts: state.parts,
            locks: state.teaching.locks,
            hidden: state.teaching.hidden,
            panel: state.teaching.panel,
            homework: None,
            bits: None,
            given: None,
            asked: None,
            pinned: Vec::new(),
            stops: state.stops,
            sampling: state.sampling.clone(),
            stepped: state.stepped,
            lab: state.lab.clone(),
        }
    }

    fn read(mut self, pairs: Vec<(String, String)>) -> Result<Self, LinkError> {
        for (name, value) in pairs {
            let (stops, sampling, lab) = (&mut self.stops, &mut self.sampling, &mut self.lab);
            match &*name {
                "updates" => self.updates = Some(number("updates", &value)?),
                "example" => self.example = Some(number("example", &value)?),
                "at" => self.cursor = Some(number("at", &value)?),
                "cells" => self.cells = shown(&value)?,
                "op" => self.operation = Some(number("op", &value)?),
                "cell" => self.viewed = meaning("cell", CELLS, &value)?,
                "unit" => self.unit = Some(number("unit", &value)?),
                "lesson" => self.lesson = optional(&value, |found| meaning("lesson", LESSONS, found))?,
                "layout" => self.layout = meaning("layout", LAYOUTS, &value)?,
                "parts" => self.parts = parts(&value)?,
                "lock" => self.locks = locks("lock", &value)?,
                "hide" => self.hidden = locks("hide", &value)?,
                "panel" => self.panel = optional(&value, panel)?,
                "homework" => self.homework().title = value,
                "q" => {
                    let questions = &mut self.homework().questions;
                    let number = questions.len() + 1;
                    let wrong = |problem| Rejection::from(HomeworkError { question: Some(number), problem });
                    questions.push(Question::from_text(&value).map_err(wrong)?);
                }
                "student" => self.homework().name = value,
                "a" => self.homework().answers.push(value),
                "bits" => self.bits = Some(bits(&value)?),
                "given" => self.given.get_or_insert_default().extend(given_pair(&value)?),
                "lang" => self.language = meaning("lang", LANGUAGES, &value)?,
                "ask" => self.asked = Some(value),
                "pin" => self.pinned.push(value),
                "by" => self.granularity = meaning("by", GRANULARITIES, &value)?,
                "fold" => self.fold = meaning("fold", FOLDS, &value)?,
                "stop" => stops.on = chosen(&value)?,
                "step" => stops.step = number("step", &value)?,
                "way" => stops.way = meaning("way", WAYS, &value)?,
                "below" => stops.below = decimal("below", &value)?,
                "above" => stops.above = decimal("above", &value)?,
                "temperature" => sampling.temperature = decimal("temperature", &value)?,
                "draw" => sampling.seed = number("draw", &value)?,
                "prompt" => sampling.prompt = value,
                "write" => sampling.length = number("write", &value)?,
                "sample" => self.stepped = optional(&value, |found| meaning("sample", CELLS, found))?,
                name => read_lab(lab, name, &value)?,
            }
        }
        Ok(self)
    }

    fn homework(&mut self) -> &mut Homework {
        self.homework.get_or_insert_default()
    }

    fn apply(self, mut state: State) -> Result<State, LinkError> {
        state.cells = self.cells;
        state.viewed = self.viewed;
        state.granularity = self.granularity;
        state.fold = self.fold;
        state.lesson = self.lesson;
        state.language = self.language;
        state.layout = self.layout;
        state.parts = self.parts;
        if let Some(example) = self.example {
            within("example", example, state.settings.examples())?;
            state.apply(Command::Example(example - 1))?;
        }
        state.apply(Command::Stops(self.stops))?;
        state.apply(Command::Sample(self.sampling))?;
        state.apply(Command::StepThrough(self.stepped))?;
        state.apply(Command::Lab(self.lab))?;
        if let Some(updates) = self.updates {
            state.apply(Command::GoToUpdate(updates))?;
        }
        let cursor = self.cursor.unwrap_or(state.cursor);
        match self.operation.filter(|_| state.granularity == Granularity::Operation) {
            Some(operation) => state.apply(Command::SeekOperation(cursor, operation))?,
            None => state.apply(Command::Seek(cursor))?,
        }
        if let Some(unit) = self.unit {
            within("unit", unit, state.most_units())?;
            state.unit = unit - 1;
        }
        for text in self.pinned.iter().rev() {
            let pin = asked_from(&state, "pin", text)?;
            state.apply(Command::Pin(pin, true))?;
        }
        if let Some(text) = self.asked {
            // Not by a command: the cell that is looked into is in the link, too.
            state.asked = optional(&text, |text| asked_from(&state, "ask", text))?;
        }
        // At last: what is locked is locked as the link has it.
        let (locks, hidden, homework) = (self.locks, self.hidden, state.teaching.homework.clone());
        let mut teaching = Teaching { locks, hidden, panel: self.panel, homework };
        if let Some(mut homework) = self.homework {
            // Answers end with the last that was given.
            let count = homework.answers.len().max(homework.questions.len());
            homework.answers.resize(count, String::new());
            let given = self.given.map(|pairs| read_pairs(&State::default(), pairs, Some(0))).transpose()?;
            homework.given = given.map(|state| Box::new(Given::of(&state)));
            homework.returned = self.bits.map(|bits| Returned { updates: state.updates, bits });
            teaching.homework = Some(homework);
        }
        state.apply(Command::Teach(teaching))?;
        Ok(state)
    }
}

fn read_lab(lab: &mut GradientLab, name: &str, value: &str) -> Result<(), LinkError> {
    let (chain, descent) = (&mut lab.chain, &mut lab.descent);
    match name {
        "from" => {
            let source = optional(value, |found| number::<NonZeroUsize>("from", found))?;
            lab.source = source.map(|source| source.get() - 1);
        }
        "dx" => lab.inputs = meaning("dx", SWITCH, value)?,
        "back" => lab.window = number("back", value)?,
        "detached" => lab.detached = meaning("detached", SWITCH, value)?,
        "cuts" => lab.cuts = meaning("cuts", SWITCH, value)?,
        "clipped" => lab.clipped = meaning("clipped", SWITCH, value)?,
        "phi" => chain.phi = meaning("phi", PHIS, value)?,
        "w" => chain.w = decimal("w", value)?,
        "b" => chain.b = decimal("b", value)?,
        "x" => chain.x = decimal("x", value)?,
        "chain" => chain.steps = number("chain", value)?,
        "y" => chain.target = decimal("y", value)?,
        "descent" => descent.updates = number("descent", value)?,
        "descent-rate" => descent.rate = decimal("descent-rate", value)?,
        "descent-limit" => descent.limit = optional(value, |found| decimal("descent-limit", found))?,
        _ => return Err(LinkError::UnknownName { name: name.to_owned() }),
    }
    Ok(())
}

/// Nothing, or what it says.
fn optional<T>(found: &str, read: impl FnOnce(&str) -> Result<T, LinkError>) -> Result<Option<T>, LinkError> {
    if found.is_empty() { Ok(None) } else { read(found).map(Some) }
}

fn within(name: &'static str, found: usize, most: usize) -> Result<(), LinkError> {
    if (1..=most).contains(&found) {
        return Ok(());
    }
    Err(LinkError::Value { name, wanted: Wanted::UpTo(most), found: found.to_string() })
}

fn asked_from(state: &State, name: &'static str, found: &str) -> Result<Asked, LinkError> {
    let entry_of = |found: &str| {
        let (cell, entry) = found.split_once('.')?;
        let cell = meaning(name, CELLS, cell).ok()?;
        Some(Asked { cell, entry: state.outline(cell).entry_named(entry)? })
    };
    entry_of(found).ok_or_else(|| LinkError::Value { name, wanted: Wanted::Entry, found: found.to_owned() })
}

/// A pair of another experiment, if it says one.
fn given_pair(found: &str) -> Result<Option<(String, String)>, LinkError> {
    match found.split_once(' ') {
        // An experiment is given once.
        Some((name, value)) if name != "given" => Ok(Some((name.to_owned(), value.to_owned()))),
        None if found.is_empty() => Ok(None),
        _ => Err(LinkError::UnknownName { name: found.chars().take(40).collect() }),
    }
}

/// The reader's own data, as a link that wants them says before it names the task.
enum OwnData {
    None,
    Source(String),
    Named(Own),
}

fn fingerprint(found: &str) -> Result<Own, LinkError> {
    let number = u32::from_str_radix(found, 16);
    number.map(Own).map_err(|_| LinkError::Value { name: "data", wanted: Wanted::Fingerprint, found: found.to_owned() })
}

fn task(found: &str, own: &OwnData) -> Result<Option<Task>, LinkError> {
    match (meaning("task", OWN_TASKS, found), own) {
        (Err(_), _) => meaning("task", TASKS, found),
        (Ok(kind), OwnData::Source(source)) => Ok(Some(own::take(kind, source).map_err(Rejection::from)?)),
        (Ok(kind), OwnData::Named(own)) => Ok(Some(kind.task(*own))),
        (Ok(_), OwnData::None) => Err(Rejection::from(DataError::OwnMissing).into()),
    }
}

/// `None` if the name is not that of a setting.
fn setting(name: &str, value: &str) -> Result<Option<Setting>, LinkError> {
    Ok(Some(match name {
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
        _ => return Ok(None),
    }))
}
