//! The link that a teacher is making; it stays as long as the page is open.

use std::time::Duration;

use leptos::prelude::*;
use unrolled_lab::teaching::{Homework, HomeworkError, Kind, Question};
use unrolled_lab::{Layout, Parts, State, Teaching};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::reactive::RwSignal;
use crate::store::Store;

#[derive(Clone, Copy)]
pub struct Draft {
    pub teaching: RwSignal<Teaching>,
    /// The parts that are shown; none chosen means all.
    pub parts: RwSignal<Parts>,
    /// Counts the changes after which there are other fields.
    shape: RwSignal<u32>,
}

impl Draft {
    pub fn new() -> Self {
        Self {
            teaching: RwSignal::new(Teaching::default()),
            parts: RwSignal::new(Parts::default()),
            shape: RwSignal::new(0),
        }
    }

    /// Begins with what is in the link that was opened, unless something has been begun already.
    pub fn begin(self, store: Store) {
        if self.teaching.with_untracked(Teaching::is_none) && self.parts.get_untracked().is_empty() {
            let state = store.state.get_untracked();
            self.teaching.set(sent(state.teaching));
            self.parts.set(state.parts.unwrap_or_default());
        }
    }

    /// Follows which fields there are.
    pub fn track_shape(self) {
        self.shape.track();
    }

    pub fn homework(self) -> Homework {
        self.teaching.with_untracked(|teaching| teaching.homework.clone().unwrap_or_default())
    }

    /// Changes what is written, in the fields that there are.
    pub fn write(self, change: impl FnOnce(&mut Homework)) {
        let mut homework = self.homework();
        change(&mut homework);
        homework.answers = vec![String::new(); homework.questions.len()];
        let homework = (homework != Homework::default()).then_some(homework);
        self.teaching.update(|teaching| teaching.homework = homework);
    }

    /// Changes a question.
    pub fn question(self, at: usize, change: impl FnOnce(&mut Question)) {
        self.write(|homework| {
            if let Some(question) = homework.questions.get_mut(at) {
                change(question);
            }
        });
    }

    /// Afterwards there are other fields, and the one with this id has the focus.
    pub fn reshape(self, focus: String) {
        self.shape.update(|shape| *shape += 1);
        let focus = move || {
            let field = document().get_element_by_id(&focus).and_then(|field| field.dyn_into::<HtmlElement>().ok());
            if let Some(field) = field {
                let _ = field.focus();
            }
        };
        set_timeout(focus, Duration::ZERO);
    }

    /// # Errors
    /// What is still wrong with it.
    pub fn check(self) -> Result<(), HomeworkError> {
        self.teaching.with(|teaching| teaching.homework.as_ref().map_or(Ok(()), Homework::check))
    }

    /// What the link leads to: the experiment of now with what has been made.
    pub fn state(self, store: Store) -> State {
        let (teaching, parts) = (self.teaching.get(), self.parts.get());
        let parts = Some(parts).filter(|parts| !parts.is_empty());
        State { teaching, parts, layout: Layout::Whole, ..store.state.get() }
    }
}

/// As it goes out to students: without answers.
fn sent(teaching: Teaching) -> Teaching {
    Teaching { homework: teaching.homework.as_ref().map(Homework::unanswered), ..teaching }
}

/// A question that is still to be written.
pub fn blank() -> Question {
    Question { text: String::new(), kind: Kind::Text }
}
