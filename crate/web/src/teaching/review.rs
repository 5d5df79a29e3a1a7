//! Answers that have come back: the experiment is run again from its settings and its seed, its weights are compared, and what it
//! gives decides.

use leptos::prelude::*;
use unrolled_lab::teaching::{Checked, Kind, Question, Verdict};
use unrolled_lab::{Experiment, State};

use super::card::{ToPanel, read, said};
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
    /// Once the experiment has been run again.
    outcome: Option<Outcome>,
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
        state.teaching.homework.as_ref()?.returned?;
        Some(Self { state: state.clone(), outcome: None })
    }

    /// Whether the figure is where the student's was.
    fn is_at(&self, now: &State) -> bool {
        let key = |state: &State| (state.updates, state.example, state.stepped);
        key(now) == key(&self.state) && now.settings == self.state.settings
    }
}

/// Decides as soon as the figure is where the student's was.
pub fn follow(store: Store) {
    effect(move || {
        store.revision.track();
        store.race.cells.track();
        let is_resting = *store.race.pace.read() == Pace::Resting;
        let is_there = store.review.with(|review| {
            review.as_ref().is_some_and(|review| review.outcome.is_none() && review.is_at(&store.state.read()))
        });
        if !is_resting || !is_there {
            return;
        }
        let Some(review) = store.review.get_untracked() else { return };
        let Some(homework) = &review.state.teaching.homework else { return };
        let bits = store.with_untracked(Experiment::bits);
        let outcome = Outcome {
            is_same: homework.returned.is_some_and(|returned| returned.bits == bits),
            checked: homework.verdicts(|quantity| read(store, &review.state, quantity)),
        };
        store.review.set(Some(Review { outcome: Some(outcome), ..review }));
    });
}

#[component]
pub fn ReviewCard(review: Review) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().homework;
    let homework = review.state.teaching.homework.clone().unwrap_or_default();
    let updates = review.state.updates;
    let status = match &review.outcome {
        None => view! { <p id="review-status" data-known="running">{(words.running)(updates)}</p> }.into_any(),
        Some(Outcome { is_same: true, .. }) => {
            view! { <p id="review-status" data-known="same">{(words.same)(updates)}</p> }.into_any()
        }
        Some(_) => {
            view! { <p id="review-status" data-known="differs" class="field-error">{words.differs}</p> }.into_any()
        }
    };
    let checked = review.outcome.map(|outcome| outcome.checked).unwrap_or_default();
    let mut checked = checked.into_iter();
    let asked = homework.questions.into_iter().zip(homework.answers);
    let asked = asked.map(|(question, answer)| returned(question, answer, checked.next())).collect_view();
    let title = if homework.title.is_empty() { words.title.to_owned() } else { homework.title };
    let name = if homework.name.is_empty() { words.nobody.to_owned() } else { homework.name };
    view! {
        <section class="homework review" id="review" aria-labelledby="homework-title">
            <h2 id="homework-title">{title}</h2>
            <p class="review-name">{(words.returned)(&name)}</p>
            <div role="status">{status}</div>
            <ol>{asked}</ol>
            <ToPanel />
            <button type="button" class="button" id="answer-again" on:click=handler(move |_| store.review.set(None))>
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
