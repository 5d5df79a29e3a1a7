mod homework;
mod packed;

use std::path::Path;

use proptest::prelude::*;
use unrolled_engine::{CellKind, Switch, Switches};
use unrolled_tasks::data::provide_folder;
use unrolled_tasks::own;

use super::packed::unpacked;
use super::words::*;
use super::*;
use crate::chain::{Chain, Descent};
use crate::gradient_lab::GradientLab;
use crate::language::Language;
use crate::layout::{Layout, Parts};
use crate::lesson::Lesson;
use crate::sampling::Sampling;
use crate::settings::*;
use crate::state::{Asked, Command, Granularity, State};
use crate::stops::Stops;

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
    check("v=1&gates=f+z", "link: gates: expected f or i or o or r or coupled, found \"z\"");
    check("v=1&gates=i+f+coupled", "link: gates: expected i or coupled, not both, found \"i f coupled\"");
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

/// Letters that nothing packs well.
fn noise(characters: usize) -> String {
    let mut random = 1_u32;
    let mut next = || {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'!' + (random >> 24) as u8 % 90)
    };
    (0..characters).map(|_| next()).collect()
}

#[test]
fn a_link_brings_own_data_if_it_stays_short() {
    for text in [
        "가나 \n".repeat(20),
        "the cat sat on the mat. ".repeat(300),
        "하늘을 우러러 한 점 부끄럼이 없기를\n".repeat(300),
    ] {
        let state = own_state(own::Kind::Text, &text);
        let fragment = fragment_from_state(&state);
        assert!(fragment.len() <= MOST_CHARACTERS && !names_own(&state), "{fragment}");
        let pairs = unpacked(&fragment).unwrap();
        assert_eq!(pairs, [("own".to_owned(), text), ("task".to_owned(), "own-text".to_owned())]);
        assert_eq!(state_from_fragment(&fragment), Ok(state));
    }
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
    for text in [noise(2_000), "a long text. ".repeat(20_000)] {
        let state = own_state(own::Kind::Text, &text);
        let fragment = fragment_from_state(&state);
        assert!(fragment.starts_with("v=1&data=") && fragment.len() < 40 && names_own(&state), "{fragment}");
        assert_eq!(state_from_fragment(&fragment), Ok(state));
    }
    let missing = "link: own data: expected those that were given to this page before, found none; they never leave \
                   their machine";
    check("v=1&data=00000001&task=own-text", missing);
    check("v=1&task=own-table", missing);
    check("v=1&data=my&task=own-text", "link: data: expected the fingerprint of data, such as 0f1e2d3c, found \"my\"");
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
        (window, detached, cuts) in (1_usize..=200, any::<bool>(), any::<bool>()),
        (rate, limit, updates) in (0.0..10.0, proptest::option::of(1e-6..1e6), 0_usize..=500),
    ) -> GradientLab {
        let (chain, descent) = (Chain { phi, w, b, x, steps, target }, Descent { rate, limit, updates });
        GradientLab { source, inputs, window, detached, cuts, clipped, chain, descent }
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
    check("v=1&task=parity&sample=rnn", "link: sample: expected a network that reads what it said, found another one");
}

#[test]
fn a_link_may_lay_the_page_out() {
    let state = State { layout: Layout::Embedded, parts: Parts::named("flow waterfall").ok(), ..State::default() };
    assert_eq!(fragment_from_state(&state), "v=1&layout=embed&parts=flow+waterfall");
    assert_eq!(state_from_fragment("v=1&parts=waterfall+flow&layout=embed"), Ok(state));
    assert_eq!(state_from_fragment("v=1&parts="), Ok(State::default()));
    assert!(
        state_from_fragment("v=1&parts=flow+colour")
            .unwrap_err()
            .to_string()
            .starts_with("link: parts: expected stage or")
    );
}

#[test]
fn a_link_may_name_its_language() {
    let state = State { language: Language::Korean, ..State::default() };
    assert_eq!(fragment_from_state(&state), "v=1&lang=ko");
    assert_eq!(state_from_fragment("v=1&lang=ko"), Ok(state));
    assert_eq!(state_from_fragment("v=1&lang=en"), Ok(State::default()));
    check("v=1&lang=de", "link: lang: expected en or ko, found \"de\"");
    assert!(names_language("v=1&lang=en") && !names_language("v=1&text=lang"));
}

#[test]
fn the_lesson_of_a_link_is_read_without_the_rest() {
    for lesson in [None, Some(Lesson::Recurrence), Some(Lesson::Glossary)] {
        let settings = Settings { text: noise(200), ..Settings::default() };
        for state in [State { lesson, ..State::default() }, State { lesson, settings, ..State::default() }] {
            assert_eq!(named_lesson(&fragment_from_state(&state)), Ok(lesson));
        }
    }
    assert_eq!(named_lesson("v=1&lesson=3&text=x").unwrap(), state_from_fragment("v=1&lesson=3").unwrap().lesson);
    assert!(named_lesson("v=1&lesson=9").is_err() && named_lesson("v=2&lesson=3").is_err());
}

#[test]
fn a_link_with_fixed_gates_is_short() {
    let settings = Settings { switches: Switches::of(&[Switch::Coupled, Switch::ForgetOpen]), ..Settings::default() };
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
        (fold, language) in (closed(FOLDS), closed(LANGUAGES)),
        stops in stops(),
        (temperature, seed, length) in (0.1..2.0, any::<u32>(), 1_usize..=200),
        mut lab in gradient_lab(),
    ) {
        provide_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tasks/data"))).unwrap();
        prop_assume!(settings.check().is_ok());
        let mut state = State { settings, updates, granularity, fold, stops, language, ..State::default() };
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
        let fragment = fragment_from_state(&state);
        prop_assert!(fragment.len() <= MOST_CHARACTERS, "{} characters", fragment.len());
        prop_assert_eq!(state_from_fragment(&fragment), Ok(state));
    }
}

#[test]
fn a_patch_changes_what_it_names_and_nothing_else() {
    let link = "v=1&text=abcabc&units=7&updates=3&at=9&cells=rnn+lstm&temperature=0.7&from=2&stop=step";
    let state = state_from_fragment(link).unwrap();
    let to = |patch: &str| fragment_from_state(&patched(&state, patch).unwrap());
    assert_eq!(to("v=1"), fragment_from_state(&state));
    assert_eq!(
        to("v=1&at=2"),
        "v=1&text=abcabc&units=7&cells=rnn+lstm&updates=3&at=2&stop=step&temperature=0.7&from=2"
    );
    // A changed setting starts again from the seed, at the same moment.
    assert_eq!(to("v=1&units=8"), "v=1&text=abcabc&units=8&cells=rnn+lstm&at=9&stop=step&temperature=0.7&from=2");
    assert_eq!(
        to("v=1&units=8&updates=5&from=&stop="),
        "v=1&text=abcabc&units=8&cells=rnn+lstm&updates=5&at=9&temperature=0.7"
    );
    assert_eq!(
        to("v=1&lesson=5&cells=rnn+lstm+gru&at=0&stop=&from=&temperature=0&updates=0&units=12&text=hello"),
        "v=1&lesson=5"
    );
    assert!(patched(&state, "v=1&units=65").is_err());
}

#[test]
fn differences_are_said_by_their_names() {
    let at = |fragment: &str| state_from_fragment(fragment).unwrap();
    let found = differences(&at("v=1&units=7&at=3"), &at("v=1&units=9&seed=2"));
    let wanted = [("units", Some("9")), ("seed", Some("2")), ("at", Some("0"))];
    assert_eq!(found, wanted.map(|(name, value)| (name.to_owned(), value.map(str::to_owned))));
    assert_eq!(differences(&at("v=1&units=7"), &at("v=1&units=7")), []);
    // What a state is free to say nothing of has no value.
    assert_eq!(differences(&at("v=1&from=2"), &at("v=1")), [("from".to_owned(), None)]);
}

#[test]
fn a_language_alone_needs_no_version() {
    assert_eq!(state_from_fragment("lang=ko"), state_from_fragment("v=1&lang=ko"));
    assert!(state_from_fragment("lang=xx").is_err());
    for fragment in ["lang=ko&units=9", "units=9"] {
        assert!(matches!(state_from_fragment(fragment), Err(LinkError::Version { .. })), "{fragment}");
    }
}
