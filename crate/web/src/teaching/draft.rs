//! The link that a teacher is making; it stays as long as the tab is open, also when the page is loaded again.

use std::time::Duration;

use leptos::prelude::*;
use unrolled_lab::teaching::{Homework, HomeworkError, Kind, Question, draft_from_text, text_from_draft};
use unrolled_lab::{Layout, Parts, State, Teaching};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::{keep, kept};
use crate::reactive::{RwSignal, effect};
use crate::store::Store;

/// Under this name the tab keeps it.
const KEPT_AS: &str = "unrolled-draft";

#[derive(Clone, Copy)]
pub struct Draft {
    pub teaching: RwSignal<Teaching>,
    /// The parts that are shown; none chosen means all.
    pub parts: RwSignal<Parts>,
    /// Counts the changes after which there are other fields.
    shape: RwSignal<u32>,
    /// What it began with, as a text.
    begun: StoredValue<String>,
    /// What was put away by starting over.
    put_away: RwSignal<Option<(Teaching, Parts)>>,
}

impl Draft {
    /// What the tab has kept; whatever cannot be read is nothing.
    pub fn new() -> Self {
        let (teaching, parts) = kept(KEPT_AS).and_then(|text| draft_from_text(&text)).unwrap_or_default();
        Self {
            teaching: RwSignal::new(teaching),
            parts: RwSignal::new(parts),
            shape: RwSignal::new(0),
            begun: StoredValue::new(String::new()),
            put_away: RwSignal::new(None),
        }
    }

    /// Has the tab keep what is written from now on, as long as it is not what it began with.
    pub fn follow(self) {
        effect(move || {
            let text = self.teaching.with(|teaching| text_from_draft(teaching, self.parts.get()));
            keep(KEPT_AS, if self.is_begun(&text) { "" } else { &text });
        });
    }

    fn is_begun(self, text: &str) -> bool {
        self.begun.with_value(|begun| begun == text)
    }

    /// Begins with what is in the link that was opened, unless something has been begun already.
    pub fn begin(self, store: Store) {
        if self.teaching.with_untracked(Teaching::is_none) && self.parts.get_untracked().is_empty() {
            let state = store.state.get_untracked();
            let (teaching, parts) = (sent(state.teaching), state.parts.unwrap_or_default());
            self.begun.set_value(text_from_draft(&teaching, parts));
            self.set((teaching, parts));
        }
    }

    fn set(self, (teaching, parts): (Teaching, Parts)) {
        self.teaching.set(teaching);
        self.parts.set(parts);
    }

    /// Puts away what is written, and begins again as the page was opened.
    pub fn start_over(self, store: Store) {
        let now = (self.teaching.get_untracked(), self.parts.get_untracked());
        if !self.is_begun(&text_from_draft(&now.0, now.1)) {
            self.put_away.set(Some(now));
        }
        self.set(Default::default());
        self.begin(store);
    }

    /// Whether something was put away.
    pub fn has_put_away(self) -> bool {
        self.put_away.with(Option::is_some)
    }

    /// Takes up again what was put away; what has been written since is put away instead.
    pub fn take_back(self) {
        let now = (self.teaching.get_untracked(), self.parts.get_untracked());
        if let Some(before) = self.put_away.get_untracked() {
            let is_begun = self.is_begun(&text_from_draft(&now.0, now.1));
            self.put_away.set((!is_begun).then_some(now));
            self.set(before);
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
