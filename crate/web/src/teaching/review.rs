//! Answers that have come back: the experiment is run again from its settings and its seed, its weights are compared, and what it
//! gives decides. Numbers are those of the experiment that was given, so that one is run first if the student has changed it.

use leptos::prelude::*;
use unrolled_lab::lesson::Read;
use unrolled_lab::teaching::{Checked, Given, Homework, Kind, Quantity, Question, Verdict};
use unrolled_lab::url::changed_since_given;
use unrolled_lab::{Command, Experiment, State};

use super::card::{ToPanel, read, said};
use super::made::is_made_here;
use crate::lesson::written;
use crate::numbers::short;
use crate::race::Pace;
use crate::reactive::{effect, handler};
use crate::store::Store;
use crate::strings::words;

/// What a link has brought back.
#[derive(Clone)]
pub struct Review {
    /// As the link describes it.
    state: State,
    stage: Stage,
}

/// How far it has been run again.
#[derive(Clone)]
enum Stage {
    /// The numbers that were asked for belong to an experiment that the student has changed.
    Begun,
    /// That experiment is on its way to the figure.
    Given,
    /// The student's is. With what the other one has given, for each question.
    Returned(Option<Vec<Read>>),
    Decided(Outcome),
}

#[derive(Clone)]
struct Outcome {
    /// Whether the weights have the bits that the student's had.
    is_same: bool,
    checked: Vec<Checked>,
}

impl Review {
    /// `None` if the state is none that has come back.
    pub fn of(state: &State) -> Option<Self> {
        let homework = state.teaching.homework.as_ref()?;
        homework.returned?;
        let asks_number = homework.questions.iter().any(|question| matches!(question.kind, Kind::Number { .. }));
        let is_elsewhere = homework.given.as_deref().is_some_and(|given| *given != Given::of(state));
        let stage = if asks_number && is_elsewhere { Stage::Begun } else { Stage::Returned(None) };
        Some(Self { state: state.clone(), stage })
    }

    fn homework(&self) -> Homework {
        self.state.teaching.homework.clone().unwrap_or_default()
    }

    /// The state with the experiment that the homework was given with.
    fn given(&self) -> State {
        self.homework().given.map_or_else(|| self.state.clone(), |given| given.within(&self.state))
    }

    /// Whether the figure shows another experiment than the link describes, on the way to it.
    pub fn is_elsewhere(&self) -> bool {
        matches!(self.stage, Stage::Begun | Stage::Given)
    }

    /// Whether there is something to do now that the figure is there.
    fn is_due(&self, now: &State, is_resting: bool) -> bool {
        match self.stage {
            Stage::Begun => true,
            Stage::Given => is_resting && is_at(now, &self.given()),
            Stage::Returned(_) => is_resting && is_at(now, &self.state),
            Stage::Decided(_) => false,
        }
    }
}

/// Whether the figure has the experiment of a state.
fn is_at(now: &State, wanted: &State) -> bool {
    let key = |state: &State| (state.updates, state.example, state.stepped);
    key(now) == key(wanted) && now.settings == wanted.settings
}

/// Runs the experiments again, one after the other, and decides.
pub fn follow(store: Store) {
    effect(move || {
        store.revision.track();
        store.race.cells.track();
        let is_resting = *store.race.pace.read() == Pace::Resting;
        let due = |review: &Review| review.is_due(&store.state.read(), is_resting);
        if !store.review.with(|review| review.as_ref().is_some_and(due)) {
            return;
        }
        let Some(review) = store.review.get_untracked() else { return };
        let turn = |stage| store.review.set(Some(Review { stage, ..review.clone() }));
        match &review.stage {
            Stage::Begun => {
                turn(Stage::Given);
                store.take(review.given());
                // Whoever has changed what is locked, in the link itself, gets no verdict on numbers.
                if store.rejection.read_untracked().is_some() {
                    turn(Stage::Returned(Some(Vec::new())));
                }
            }
            Stage::Given => {
                let given = review.given();
                let questions = review.homework().questions;
                let found = questions.iter().map(|question| match &question.kind {
                    Kind::Number { quantity, .. } => read(store, &given, quantity),
                    _ => Read::Nothing,
                });
                turn(Stage::Returned(Some(found.collect())));
                show_returned(store, review.state.clone());
            }
            Stage::Returned(given) => turn(Stage::Decided(decided(store, &review.state, given.as_deref()))),
            Stage::Decided(_) => {}
        }
    });
}

/// The student's experiment, with all that the link has brought.
fn show_returned(store: Store, state: State) {
    let teaching = state.teaching.clone();
    store.take(state);
    store.send(Command::Teach(teaching));
}

/// What has come of the homework of a state that the figure shows. `given` has what the numbers that were asked for are elsewhere.
fn decided(store: Store, state: &State, given: Option<&[Read]>) -> Outcome {
    let homework = state.teaching.homework.clone().unwrap_or_default();
    let bits = store.with_untracked(Experiment::bits);
    let returned = |quantity: &Quantity| read(store, state, quantity);
    let known = |quantity: &Quantity| {
        let is_of = |question: &Question| matches!(&question.kind, Kind::Number { quantity: of, .. } if of == quantity);
        let at = homework.questions.iter().position(is_of);
        match given {
            Some(given) => at.and_then(|at| given.get(at)).cloned().unwrap_or(Read::Nothing),
            None => returned(quantity),
        }
    };
    Outcome {
        is_same: homework.returned.is_some_and(|returned| returned.bits == bits),
        checked: homework.verdicts(known, returned),
    }
}

/// What the student has changed of the experiment, in words.
fn changes(state: &State) -> String {
    let (words, lesson) = (words().homework, words().lesson);
    let said = |name: &str, value: &str| if value.is_empty() { "–".to_owned() } else { (lesson.value)(name, value) };
    let changes = changed_since_given(state).into_iter();
    let changes: Vec<String> = changes
        .map(|(name, from, to)| (words.change)(&(lesson.setting)(name), &said(name, &from), &said(name, &to)))
        .collect();
    if changes.is_empty() { words.unchanged.to_owned() } else { (words.changes)(&changes.join("; ")) }
}

#[component]
pub fn ReviewCard(review: Review) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().homework;
    let (homework, changes) = (review.homework(), changes(&review.state));
    let origin = if is_made_here(&homework) { words.made_here } else { words.made_elsewhere };
    let updates = review.state.updates;
    let (known, status) = match &review.stage {
        Stage::Begun | Stage::Given => ("running", (words.running_given)(review.given().updates)),
        Stage::Returned(_) => ("running", (words.running)(updates)),
        Stage::Decided(Outcome { is_same: true, .. }) => ("same", (words.same)(updates)),
        Stage::Decided(_) => ("differs", words.differs.to_owned()),
    };
    let again = {
        let review = review.clone();
        move |_| {
            store.review.set(None);
            if review.is_elsewhere() {
                show_returned(store, review.state.clone());
            }
        }
    };
    let checked = if let Stage::Decided(outcome) = review.stage { outcome.checked } else { Vec::new() };
    let mut checked = checked.into_iter();
    let asked = homework.questions.into_iter().zip(homework.answers);
    let asked = asked.map(|(question, answer)| returned(question, answer, checked.next())).collect_view();
    let title = if homework.title.is_empty() { words.title.to_owned() } else { homework.title };
    let name = if homework.name.is_empty() { words.nobody.to_owned() } else { homework.name };
    view! {
        <section class="homework review" id="review" aria-labelledby="homework-title">
            <h2 id="homework-title">{title}</h2>
            <p class="review-name">{(words.returned)(&name)}</p>
            <div role="status">
                <p id="review-status" data-known=known class:field-error=known == "differs">{status}</p>
            </div>
            <p id="review-changes">{changes}</p>
            <p id="review-origin">{origin}</p>
            <ol>{asked}</ol>
            <ToPanel />
            <button type="button" class="button" id="answer-again" on:click=handler(again)>
                {words.again}
            </button>
        </section>
    }
}

/// A question, what was answered, and what has come of it.
fn returned(question: Question, answer: String, checked: Option<Checked>) -> impl IntoView {
    let words = words().homework;
    let answered = match &question.kind {
        Kind::Choice { options, .. } => {
            let option = answer.parse::<usize>().ok().and_then(|option| options.get(option.checked_sub(1)?));
            option.cloned().unwrap_or(answer)
        }
        Kind::Experiment { quantity, is_more, value } => (words.condition)(&said(quantity), *is_more, &short(*value)),
        Kind::Text | Kind::Number { .. } => answer,
    };
    let line = checked.map(|Checked { verdict, found }| {
        let found = found.map(|found| (words.found)(&written(&found)));
        view! {
            <p class="review-verdict" data-verdict=key(verdict)>
                <b>{(words.verdict)(verdict)}</b>
                {found.map(|found| format!(" {found}"))}
            </p>
        }
    });
    view! {
        <li>
            <p>{question.text}</p>
            {(!answered.is_empty()).then(|| view! { <blockquote>{answered}</blockquote> })}
            {line}
        </li>
    }
}

fn key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "right",
        Verdict::Wrong => "wrong",
        Verdict::ToRead => "to-read",
        Verdict::Unanswered => "unanswered",
        Verdict::Unknown => "unknown",
    }
}
