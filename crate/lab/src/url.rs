//! The state as the fragment of an address, and back. Only what differs from the default is written, so that links stay
//! short; the first pair is the version.

use std::fmt::Display;
use std::str::FromStr;

use unrolled_engine::{Activation, CellKind, Convention};
use unrolled_tasks::LossSteps;

use crate::settings::{ClippingKind, InitializerKind, OptimizerKind, Rejection, Setting};
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

/// The words that stand for the values of a closed setting.
type Words<T> = &'static [(&'static str, T)];

const LOSSES: Words<LossSteps> = &[("every", LossSteps::Every), ("last", LossSteps::Last)];
const ACTIVATIONS: Words<Activation> = &[("tanh", Activation::Tanh), ("relu", Activation::Relu)];
const CONVENTIONS: Words<Convention> = &[("chung2014", Convention::Chung2014), ("pytorch", Convention::Pytorch)];
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
const CLIPPINGS: Words<ClippingKind> =
    &[("off", ClippingKind::Off), ("value", ClippingKind::Value), ("norm", ClippingKind::GlobalNorm)];
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

/// The fragment without its `#`; empty for the default state.
pub fn fragment_from_state(state: &State) -> String {
    let default = State::default();
    let (now, usual) = (&state.settings, &default.settings);
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let mut put = |name, value: String, usual: String| {
        if value != usual {
            pairs.push((name, value));
        }
    };
    put("text", now.text.clone(), usual.text.clone());
    put("loss", word(LOSSES, now.losses), word(LOSSES, usual.losses));
    put("units", now.units.to_string(), usual.units.to_string());
    put("seed", now.seed.to_string(), usual.seed.to_string());
    put("activation", word(ACTIVATIONS, now.activation), word(ACTIVATIONS, usual.activation));
    put("gru", word(CONVENTIONS, now.convention), word(CONVENTIONS, usual.convention));
    put("init", word(INITIALIZERS, now.initializer), word(INITIALIZERS, usual.initializer));
    put("gain", now.gain.to_string(), usual.gain.to_string());
    put("radius", now.radius.to_string(), usual.radius.to_string());
    put("forget", now.forget_bias.to_string(), usual.forget_bias.to_string());
    put("optimizer", word(OPTIMIZERS, now.optimizer), word(OPTIMIZERS, usual.optimizer));
    put("rate", now.learning_rate.to_string(), usual.learning_rate.to_string());
    put("clip", word(CLIPPINGS, now.clipping), word(CLIPPINGS, usual.clipping));
    put("limit", now.clip_limit.to_string(), usual.clip_limit.to_string());
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
    let (stops, usually) = (&state.stops, &default.stops);
    put("stop", conditions(stops), String::new());
    put("step", stops.step.to_string(), usually.step.to_string());
    put("way", word(WAYS, stops.way), word(WAYS, usually.way));
    put("below", stops.below.to_string(), usually.below.to_string());
    put("above", stops.above.to_string(), usually.above.to_string());
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
    let (mut updates, mut cursor, mut operation) = (0, 0, None);
    let (mut unit, mut asked, mut pinned) = (1_usize, None, Vec::new());
    let mut stops = Stops::default();
    for (name, value) in pairs {
        match &*name {
            "updates" => updates = number("updates", &value)?,
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
            "below" => stops.below = number("below", &value)?,
            "above" => stops.above = number("above", &value)?,
            "fold" => state.fold = meaning("fold", FOLDS, &value)?,
            name => state.apply(Command::Set(setting(name, &value)?))?,
        }
    }
    state.apply(Command::Stops(stops))?;
    state.apply(Command::GoToUpdate(updates))?;
    match operation.filter(|_| state.granularity == Granularity::Operation) {
        Some(operation) => state.apply(Command::SeekOperation(cursor, operation))?,
        None => state.apply(Command::Seek(cursor))?,
    }
    if !(1..=state.settings.units).contains(&unit) {
        let wanted = format!("a number from 1 to {}", state.settings.units);
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

fn setting(name: &str, value: &str) -> Result<Setting, LinkError> {
    Ok(match name {
        "text" => Setting::Text(value.to_owned()),
        "loss" => Setting::Losses(meaning("loss", LOSSES, value)?),
        "units" => Setting::Units(number("units", value)?),
        "seed" => Setting::Seed(number("seed", value)?),
        "activation" => Setting::Activation(meaning("activation", ACTIVATIONS, value)?),
        "gru" => Setting::Convention(meaning("gru", CONVENTIONS, value)?),
        "init" => Setting::Initializer(meaning("init", INITIALIZERS, value)?),
        "gain" => Setting::Gain(number("gain", value)?),
        "radius" => Setting::Radius(number("radius", value)?),
        "forget" => Setting::ForgetBias(number("forget", value)?),
        "optimizer" => Setting::Optimizer(meaning("optimizer", OPTIMIZERS, value)?),
        "rate" => Setting::LearningRate(number("rate", value)?),
        "clip" => Setting::Clipping(meaning("clip", CLIPPINGS, value)?),
        "limit" => Setting::ClipLimit(number("limit", value)?),
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
    use crate::settings::Settings;
    use proptest::prelude::*;

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
        check("v=1&stop=", "link: stop: expected step or below or above or saturated, found \"\"");
        check("v=1&stop=below&below=0", "link: below: expected a number from 0.000000000001 to 1000000000000, found 0");
        check("v=1&above=NaN", "link: above: expected a number from 0.000000000001 to 1000000000000, found NaN");
        check("v=1&step=200", "link: step: expected a number from 1 to 199, found 200");
        check("v=1&way=up", "link: way: expected both or forward or backward, found \"up\"");
        check("v=1&pin=", "link: pin: expected a number of these cells, such as lstm.h@1[1], found \"\"");
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
            initializer in closed(INITIALIZERS),
            optimizer in closed(OPTIMIZERS),
            clipping in closed(CLIPPINGS),
        ) -> Settings {
            let (units, seed, gain, radius, forget_bias, learning_rate, clip_limit) = numbers;
            Settings {
                text, losses, units, seed, activation, convention, initializer, gain, radius, forget_bias, optimizer,
                learning_rate, clipping, clip_limit,
            }
        }
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
        ) {
            prop_assume!(settings.check().is_ok());
            let mut state = State { settings, updates, granularity, fold, stops, ..State::default() };
            state.cells = [shown & 1 > 0, shown & 2 > 0, shown & 4 > 0];
            let cursor = (state.timeline().last() as f64 * place) as usize;
            state.apply(Command::Seek(cursor)).unwrap();
            state.apply(Command::View(CellKind::ALL[usize::from(shown % 3)])).unwrap();
            state.apply(Command::Follow((64.0 * place) as usize)).unwrap();
            let kind = state.viewed;
            let outline = state.outline(kind);
            let count = outline.all_operations().count();
            let nth = |share: f64| {
                let (_, operation) = outline.all_operations().nth((count as f64 * share) as usize).unwrap();
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
