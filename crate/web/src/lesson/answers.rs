//! What the reader has answered, how far a lesson has been read, and how the Lab was left: kept while the page is open, also when
//! it is mounted anew in another language.

use leptos::prelude::*;
use unrolled_lab::{Lesson, State};

/// An answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A choice, from 0.
    Choice(usize),
    /// A drawn curve, by step.
    Curve(Vec<f64>),
}

#[derive(Clone, Copy)]
pub struct Answers {
    given: StoredValue<Vec<(Lesson, usize, Answer)>, LocalStorage>,
    /// The share of the text that is above the window.
    read: StoredValue<Option<(Lesson, f64)>, LocalStorage>,
    /// The Lab as it was left for a lesson.
    lab: StoredValue<Option<State>, LocalStorage>,
}

impl Answers {
    pub fn new() -> Self {
        Self {
            given: StoredValue::new_local(Vec::new()),
            read: StoredValue::new_local(None),
            lab: StoredValue::new_local(None),
        }
    }

    /// Of the question at this place in the lesson.
    pub fn get(self, lesson: Lesson, at: usize) -> Option<Answer> {
        self.given.with_value(|given| {
            let found = given.iter().find(|(of, place, _)| *of == lesson && *place == at);
            found.map(|(.., answer)| answer.clone())
        })
    }

    pub fn set(self, lesson: Lesson, at: usize, answer: Option<Answer>) {
        self.given.update_value(|given| {
            given.retain(|(of, place, _)| *of != lesson || *place != at);
            given.extend(answer.map(|answer| (lesson, at, answer)));
        });
    }

    pub fn leave_lab(self, state: State) {
        self.lab.set_value(Some(state));
    }

    /// The Lab as it was left, once.
    pub fn come_back_to_lab(self) -> Option<State> {
        self.lab.try_update_value(Option::take).flatten()
    }

    pub fn read_to(self, lesson: Lesson, share: f64) {
        self.read.set_value(Some((lesson, share)));
    }

    /// How far this lesson was read, if it was the last one.
    pub fn place(self, lesson: Lesson) -> f64 {
        self.read.with_value(|read| read.filter(|(of, _)| *of == lesson).map_or(0.0, |(_, share)| share))
    }
}
