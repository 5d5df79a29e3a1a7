//! What the tab keeps of a student's work beside the address: answers, which come into the address only when typing rests and are
//! not in the teacher's link when that is opened again; and the student's own experiment while it is put aside.

use leptos::prelude::window;
use unrolled_lab::State;
use unrolled_lab::teaching::Homework;
use unrolled_lab::url::{fragment_from_state, state_from_fragment};

use crate::browser::{keep, kept};

const ANSWERS: &str = "unrolled-answers";
const OWN: &str = "unrolled-own";

fn address() -> String {
    window().location().hash().unwrap_or_default()
}

/// Keeps the answers, with the experiment that the homework was given with, and the address of now.
pub fn keep_answers(homework: &Homework) {
    let mut state = homework.given.as_deref().map_or_else(State::default, |given| given.within(&State::default()));
    state.teaching.homework = Some(Homework { returned: None, ..homework.clone() });
    keep(ANSWERS, &format!("{}\n{}", address(), fragment_from_state(&state)));
}

/// Name and answers that were kept of this homework, if the link has none, or has not come to have these.
pub fn kept_answers(homework: &Homework) -> Option<(String, Vec<String>)> {
    let text = kept(ANSWERS)?;
    let (written, fragment) = text.split_once('\n')?;
    let is_unanswered = homework.name.is_empty() && homework.answers.iter().all(String::is_empty);
    if !is_unanswered && written != address() {
        return None;
    }
    let before = state_from_fragment(fragment).ok()?.teaching.homework?;
    let asked = |homework: &Homework| (homework.title.clone(), homework.questions.clone(), homework.given.clone());
    (asked(&before) == asked(homework)).then_some((before.name, before.answers))
}

/// Keeps the experiment that is put aside; `None` once it is not any more.
pub fn keep_own(own: Option<&State>) {
    keep(OWN, &own.map(fragment_from_state).unwrap_or_default());
}

/// The fragment of the experiment that was put aside.
pub fn kept_own() -> Option<String> {
    kept(OWN)
}
