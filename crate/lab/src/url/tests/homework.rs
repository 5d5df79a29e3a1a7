//! What a teacher puts into a link, there and back.

use proptest::prelude::*;
use unrolled_engine::CellKind;

use super::super::{MOST_CHARACTERS, changed_since_given, fragment_from_state, patched, state_from_fragment};
use super::{check, closed};
use crate::gradient_lab::GradientLab;
use crate::layout::PARTS;
use crate::settings::Setting;
use crate::state::{Command, State};
use crate::teaching::{Given, Homework, Kind, LOCKS, Locks, Quantity, Question, Returned, Teaching, Verdict};

prop_compose! {
    fn question()(
        kind in 0..4,
        text in "\\PC{0,60}x",
        options in proptest::collection::vec("\\PC{0,20}x", 2..=6),
        (right, is_more, value) in (proptest::option::of(0_usize..2), any::<bool>(), -1e9..1e9),
        quantity in proptest::sample::select(vec!["loss rnn", "gradient gru 3", "steps", "lstm.c@3[2]"]),
        tolerance in 0.0..1.0,
    ) -> Question {
        let quantity = Quantity(quantity.to_owned());
        let kind = match kind {
            0 => Kind::Text,
            1 => Kind::Choice { options, right },
            2 => Kind::Number { quantity, tolerance },
            _ => Kind::Experiment { quantity, is_more, value },
        };
        Question { text, kind }
    }
}

prop_compose! {
    /// An experiment of another word and other numbers, or none.
    fn given()(
        is_given in any::<bool>(),
        text in "[ a-z가%&+=]{2,20}",
        (units, seed) in (1_usize..=64, 0_u32..9),
        updates in 0_u32..9,
        (weight, source) in (-2.0..2.0, proptest::option::of(0_usize..2)),
    ) -> Option<Given> {
        let mut state = State::default();
        for setting in [Setting::Text(text), Setting::Units(units), Setting::Seed(seed)] {
            state.apply(Command::Set(setting)).unwrap();
        }
        state.apply(Command::GoToUpdate(updates)).unwrap();
        let mut lab = GradientLab { source, ..GradientLab::default() };
        lab.chain.w = weight;
        let _ = state.apply(Command::Lab(lab));
        is_given.then(|| Given::of(&state))
    }
}

prop_compose! {
    fn teaching()(
        locks in proptest::collection::vec(closed(&LOCKS), 0..6),
        hidden in proptest::collection::vec(closed(&LOCKS), 0..6),
        panel in proptest::option::of(proptest::sample::select(PARTS.to_vec())),
        title in "\\PC{1,40}",
        name in "\\PC{0,40}",
        questions in proptest::collection::vec(question(), 0..5),
        answer in "[a\n가]{0,30}",
        bits in proptest::option::of(any::<u64>()),
        is_homework in any::<bool>(),
        given in given(),
    ) -> Teaching {
        let [locks, hidden] = [locks, hidden].map(|of| of.into_iter().fold(Locks::default(), |all, lock| all.with(lock, true)));
        let mut answers = vec![String::new(); questions.len()];
        if let Some(last) = answers.last_mut() {
            *last = answer;
        }
        let returned = bits.map(|bits| Returned { updates: 0, bits });
        let homework = Homework { title, questions, name, answers, given: given.map(Box::new), returned };
        Teaching { locks, hidden, panel, homework: is_homework.then_some(homework) }
    }
}

/// Questions out: nothing but the homework, and what the teacher keeps fixed.
const HOMEWORK: &str = "v=1&units=7&lock=size+learning&panel=flow&homework=Gradients&q=text%0AWhy%3F\
    &q=choice+2%0AWhich+cell%3F%0ARNN%0ALSTM&q=number+0.01+loss+rnn%0AWhich+loss%3F\
    &q=experiment+%3E+0.5+kept+lstm%0AKeep+half+of+it.";

#[test]
fn a_homework_is_a_link() {
    let state = state_from_fragment(HOMEWORK).unwrap();
    let homework = state.teaching.homework.as_ref().unwrap();
    assert_eq!((homework.title.as_str(), homework.questions.len(), homework.answers.len()), ("Gradients", 4, 4));
    assert_eq!((state.teaching.locks.words().as_str(), state.teaching.panel), ("size learning", Some("flow")));
    assert_eq!(homework.questions[1].kind, Kind::Choice { options: vec!["RNN".into(), "LSTM".into()], right: Some(1) });
    assert_eq!(fragment_from_state(&state), HOMEWORK);
}

#[test]
fn answers_come_back_with_the_experiment() {
    let mut state = state_from_fragment(HOMEWORK).unwrap();
    state.apply(Command::Set(Setting::ForgetBias(5.0))).unwrap();
    state.apply(Command::GoToUpdate(3)).unwrap();
    let experiment = crate::lesson::aside(&state).unwrap();
    let mut teaching = state.teaching.clone();
    let homework = teaching.homework.as_mut().unwrap();
    homework.name = "김학생 <b>".into();
    let asked = crate::lesson::aside(&state_from_fragment(HOMEWORK).unwrap()).unwrap();
    let loss = asked.lane(CellKind::Rnn).loss().unwrap();
    assert!((loss - experiment.lane(CellKind::Rnn).loss().unwrap()).abs() > 0.01 * loss);
    homework.answers = vec!["Because\n…".into(), "1".into(), format!("{loss:.3}"), String::new()];
    homework.returned = Some(Returned { updates: 3, bits: experiment.bits() });
    state.apply(Command::Teach(teaching)).unwrap();
    let fragment = fragment_from_state(&state);
    assert!(fragment.len() <= MOST_CHARACTERS, "{fragment}");
    // The teacher's page makes the same weights from the settings, and decides by them.
    let found = state_from_fragment(&fragment).unwrap();
    assert_eq!(found, state);
    let again = crate::lesson::aside(&found).unwrap();
    let homework = found.teaching.homework.as_ref().unwrap();
    assert_eq!(homework.returned.unwrap().bits, again.bits());
    // The number was asked for of what the teacher has set: zero updates, the usual forget bias.
    let given = homework.given.as_ref().unwrap().within(&found);
    assert_eq!((given.updates, given.settings.forget_bias), (0, State::default().settings.forget_bias));
    let begun = crate::lesson::aside(&given).unwrap();
    let verdicts =
        homework.verdicts(|quantity| quantity.read(&given, &begun), |quantity| quantity.read(&found, &again));
    let kept = again.flow(CellKind::Lstm, &found.lab, Default::default()).h;
    let is_kept = if kept[0] / kept[3] > 0.5 { Verdict::Right } else { Verdict::Wrong };
    let verdicts: Vec<Verdict> = verdicts.into_iter().map(|checked| checked.verdict).collect();
    assert_eq!(verdicts, [Verdict::ToRead, Verdict::Wrong, Verdict::Right, is_kept]);
    // Another seed has other bits.
    let other = State { settings: found.settings.with(Setting::Seed(2)).unwrap(), ..found.clone() };
    assert_ne!(crate::lesson::aside(&other).unwrap().bits(), again.bits());
    // What is changed afterwards is not what came back.
    let mut later = found.clone();
    later.apply(Command::GoToUpdate(4)).unwrap();
    assert!(!fragment_from_state(&later).contains("bits"));
    let mut later = found;
    later.apply(Command::Set(Setting::ForgetBias(4.0))).unwrap();
    assert_eq!(later.teaching.homework.unwrap().returned, None);
}

#[test]
fn what_is_no_homework_is_named() {
    check(
        "v=1&lock=colour",
        "link: lock: expected task or word or size or start or cells or learning or all, found \"colour\"",
    );
    assert!(
        state_from_fragment("v=1&panel=colour").unwrap_err().to_string().starts_with("link: panel: expected stage or")
    );
    check("v=1&bits=1", "link: bits: expected the fingerprint of weights, such as 0123456789abcdef, found \"1\"");
    let kind = |found: &str| {
        format!(
            "link: homework: question 1: expected text, choice, number or experiment with what decides it, found {found:?}"
        )
    };
    check("v=1&q=riddle%0AWhy", &kind("riddle"));
    check("v=1&q=number%0AWhy", &kind("number"));
    check("v=1&q=choice+0%0AWhy%0Aa%0Ab", &kind("choice 0"));
    check("v=1&q=text%0AWhy%0Amore", &kind("text"));
    check("v=1&q=experiment+%3D+1+loss+rnn%0AFind", &kind("experiment = 1 loss rnn"));
    check("v=1&q=text", "link: homework: question 1: question: expected a text, found none");
    check(
        "v=1&q=choice+3%0AWhy%0Aa%0Ab",
        "link: homework: question 1: expected 2 to 6 options with the right one among them, found 2",
    );
    check("v=1&q=number+2+loss+rnn%0AWhy", "link: homework: question 1: expected a number, found \"2\"");
    assert!(state_from_fragment("v=1&q=number+0.01+beauty%0AWhy").is_err());
    check(
        &format!("v=1&homework={}", "x".repeat(121)),
        "link: homework: title: expected at most 120 characters, found 121",
    );
    check(&format!("v=1{}", "&q=text%0AWhy".repeat(13)), "link: homework: expected at most 12 questions, found 13");
    check("v=1&q=text%0AWhy&a=1&a=2", "link: homework: expected as many answers as questions, found 2 for 1");
    check(
        &format!("v=1&q=text%0AWhy&a={}", "x".repeat(1_001)),
        "link: homework: question 1: answer: expected at most 1000 characters, found 1001",
    );
}

#[test]
fn what_was_given_stays_known_whatever_is_changed() {
    let out = state_from_fragment(HOMEWORK).unwrap();
    let by = |command| {
        let mut state = out.clone();
        state.apply(command).unwrap();
        state
    };
    let mut lab = out.lab.clone();
    lab.chain.w = 0.25;
    let moved = [
        by(Command::Set(Setting::Gain(2.0))),
        by(Command::GoToUpdate(2)),
        by(Command::Lab(lab)),
        patched(&out, "v=1&gain=2&at=3").unwrap(),
        State { teaching: out.teaching.clone().kept(false), ..State::default() },
    ];
    for state in moved {
        let given = state.teaching.homework.as_ref().unwrap().given.clone().unwrap();
        assert_eq!(*given, Given::of(&out), "{}", fragment_from_state(&state));
        assert!(fragment_from_state(&state).contains("&given="));
        assert_eq!(state_from_fragment(&fragment_from_state(&state)), Ok(state.clone()));
        // Back at it, it goes without saying.
        assert!(!fragment_from_state(&given.within(&state)).contains("&given="));
    }
}

#[test]
fn what_a_student_has_changed_is_named() {
    let mut state = state_from_fragment("v=1&units=7&rate=0.5&q=text%0AWhy%3F").unwrap();
    assert_eq!(changed_since_given(&state), []);
    state.apply(Command::Set(Setting::LearningRate(0.1))).unwrap();
    state.apply(Command::Set(Setting::ForgetBias(-2.0))).unwrap();
    state.apply(Command::GoToUpdate(20)).unwrap();
    let changes = changed_since_given(&state);
    let changes: Vec<_> = changes.iter().map(|(name, from, to)| (*name, from.as_str(), to.as_str())).collect();
    assert_eq!(changes, [("forget", "1", "-2"), ("rate", "0.5", "0.1"), ("updates", "0", "20")]);
    assert_eq!(
        fragment_from_state(&state),
        "v=1&units=7&forget=-2&updates=20&q=text%0AWhy%3F&given=units+7&given=rate+0.5"
    );
    // All as usual is said, too.
    let state = state_from_fragment("v=1&units=7&q=text%0AWhy%3F&given=").unwrap();
    assert_eq!(changed_since_given(&state).len(), 1);
    assert_eq!(fragment_from_state(&state), "v=1&units=7&q=text%0AWhy%3F&given=");
    check("v=1&q=text%0AWhy%3F&given=given+units+7", "link: expected a known name, found \"given units 7\"");
    check("v=1&q=text%0AWhy%3F&given=colour+7", "link: expected a known name, found \"colour\"");
    check("v=1&q=text%0AWhy%3F&given=units", "link: expected a known name, found \"units\"");
}

proptest! {
    #[test]
    fn every_homework_comes_back(teaching in teaching(), units in 1_usize..=64) {
        let mut state = State::default();
        state.apply(Command::Set(Setting::Units(units))).unwrap();
        state.apply(Command::Teach(teaching)).unwrap();
        prop_assert_eq!(state_from_fragment(&fragment_from_state(&state)), Ok(state));
    }

    #[test]
    fn no_homework_is_too_strange(text in "\\PC*", kind in "(text|choice|number|experiment)[ 0-9.<>a-z]{0,20}\n\\PC{0,9}\n\\PC{0,9}") {
        let _ = Question::from_text(&text);
        if let Ok(question) = Question::from_text(&kind) {
            prop_assert_eq!(Question::from_text(&question.to_text()), Ok(question));
        }
    }
}
