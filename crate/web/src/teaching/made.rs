//! Which homework this browser has made links for, so that questions which have been changed on the way can be told.

use unrolled_lab::State;
use unrolled_lab::teaching::{Homework, Teaching};
use unrolled_lab::url::fragment_from_state;
use unrolled_tasks::own::fingerprint as of_bytes;

use crate::browser::{recall, remember};

const STORED_AS: &str = "unrolled-homework-made";
/// The oldest are forgotten.
const MOST: usize = 100;

/// Of the questions with what is right.
fn fingerprint(homework: &Homework) -> String {
    let questions = Homework { questions: homework.questions.clone(), ..Homework::default() };
    let teaching = Teaching { homework: Some(questions), ..Teaching::default() };
    // As a link writes them.
    format!("{:08x}", of_bytes(fragment_from_state(&State { teaching, ..State::default() }).as_bytes()))
}

pub fn remember_made(homework: &Homework) {
    let made = fingerprint(homework);
    let stored = recall(STORED_AS).unwrap_or_default();
    let others = stored.split(' ').filter(|other| !other.is_empty() && *other != made).take(MOST - 1);
    remember(STORED_AS, &std::iter::once(made.as_str()).chain(others).collect::<Vec<_>>().join(" "));
}

pub fn is_made_here(homework: &Homework) -> bool {
    let made = fingerprint(homework);
    recall(STORED_AS).is_some_and(|stored| stored.split(' ').any(|other| other == made))
}
