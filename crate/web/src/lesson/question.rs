//! A question of a lesson: chosen first, then decided by what the network does.

use leptos::html::{self, Fieldset};
use leptos::prelude::*;
use unrolled_engine::{CellKind, Roads};
use unrolled_lab::State;
use unrolled_lab::lesson::{Choice, Outcome, Range, Reading, Verdict, aside, curve_distance};
use unrolled_lab::url::patched;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::answers::Answer;
use super::curve::{Curve, SHOWN, missing};
use super::patches::Patched;
use super::sentences::{all, look_at, now, written};
use crate::browser::matches_media;
use crate::numbers::decimals;
use crate::race::Pace;
use crate::reactive::{RwSignal, effect, handler, live};
use crate::sidebar::IS_WIDE;
use crate::store::Store;
use crate::strings::words;

/// What a section of a text asks.
#[derive(Clone)]
pub struct Question {
    /// Its place in the lesson, from 0.
    at: usize,
    /// For the names of its fields.
    name: String,
    outcome: Outcome,
    choices: Vec<Choice>,
    /// What is said of each choice, as markup.
    labels: Vec<String>,
    /// What is run once it is answered: what it changes of the lesson's beginning.
    run: Option<String>,
    look: Option<String>,
    /// How many updates all cells make on data before it can be decided.
    train: Option<u32>,
    is_prediction: bool,
}

/// What has come of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
struct Decided {
    verdict: Option<Verdict>,
    /// Of a drawn curve: the mean distance in powers of ten, and what was measured.
    distance: Option<f64>,
    measured: Vec<f64>,
}

impl Question {
    /// `None` if the section asks nothing that can be decided.
    pub fn of(section: &Element, at: usize) -> Option<Self> {
        let outcome = section.query_selector(".outcome").ok().flatten();
        let of_outcome = |name: &str| outcome.as_ref()?.get_attribute(name);
        let items = all(section, "ul[data-choices] > li");
        let number = |item: &Element, name: &str| item.get_attribute(name)?.trim().parse().ok();
        let choice = |item: &Element| Choice {
            name: item.get_attribute("data-choice").unwrap_or_default(),
            range: Range { from: number(item, "data-from"), to: number(item, "data-to") },
            is_right: item.has_attribute("data-right"),
        };
        Some(Self {
            at,
            name: format!("lesson-question-{at}"),
            outcome: Outcome::parse(&of_outcome("data-outcome").unwrap_or_default()).ok()?,
            choices: items.iter().map(choice).collect(),
            labels: items.iter().map(Element::inner_html).collect(),
            run: of_outcome("data-run"),
            look: of_outcome("data-look"),
            train: of_outcome("data-train").and_then(|updates| updates.parse().ok()),
            is_prediction: section.has_attribute("data-predict"),
        })
    }

    /// The state in which it is decided.
    fn state(&self, start: &State) -> Option<State> {
        let mut state = patched(start, &format!("v=1&{}", self.run.as_deref().unwrap_or_default())).ok()?;
        if let Some(updates) = self.train {
            state.updates = updates;
        }
        Some(state)
    }

    /// Decides it in an experiment of its own.
    fn decide(&self, state: &State) -> Option<Decided> {
        let experiment = aside(state)?;
        if let Outcome::Curve(kind) = self.outcome {
            let measured = experiment.flow(kind, &state.lab, Roads::default()).h;
            return Some(Decided { measured, ..Decided::default() });
        }
        let verdict = self.outcome.decide(&self.choices, |reading| reading.read(state, &experiment));
        Some(Decided { verdict: Some(verdict), ..Decided::default() })
    }

    /// The same with what was drawn.
    fn judge(&self, start: &State, curve: Option<RwSignal<Vec<f64>>>) -> Option<Decided> {
        let mut found = self.decide(&self.state(start)?)?;
        if let Some(curve) = curve {
            found.distance = curve_distance(&curve.get_untracked(), &found.measured, SHOWN);
        }
        Some(found)
    }

    /// Whether something is run in the figure once it is answered.
    fn is_run(&self) -> bool {
        self.run.is_some() || self.train.is_some()
    }

    /// The cell whose curve is drawn.
    pub fn cell(&self) -> Option<CellKind> {
        match self.outcome {
            Outcome::Curve(kind) => Some(kind),
            _ => None,
        }
    }

    /// How many steps a curve is drawn over.
    fn steps(&self, start: &State) -> usize {
        self.state(start).map_or(1, |state| state.timeline().steps)
    }
}

/// The fields of a question; `after` is what the text says once it is answered.
#[component]
pub fn QuestionFields(
    question: Question,
    start: State,
    after: Option<Element>,
    store: Store,
    /// What a link has changed is no longer the last change once something is answered.
    note: RwSignal<Option<Patched>>,
) -> impl IntoView {
    let words = words().lesson;
    let chosen = RwSignal::new(None::<usize>);
    let answered = RwSignal::new(false);
    let decided = RwSignal::new(None::<Decided>);
    let fields = NodeRef::<Fieldset>::new();
    let show_after = move |shown: bool| {
        if let Some(after) = after.as_ref().and_then(|after| after.dyn_ref::<HtmlElement>()) {
            after.set_hidden(!shown);
        }
    };
    show_after(false);
    let steps = question.steps(&start);
    let curve = matches!(question.outcome, Outcome::Curve(_)).then(|| RwSignal::new(vec![f64::NAN; steps]));
    let (lesson, at) = (start.lesson, question.at);
    let kept = StoredValue::new_local((question.clone(), start));
    effect(move || show_after(decided.with(Option::is_some)));
    let verdict = NodeRef::<html::Div>::new();
    let remember = move |answer: Option<Answer>| {
        if let Some(lesson) = lesson {
            store.answers.set(lesson, at, answer);
        }
    };
    let answer = move || {
        note.set(None);
        answered.set(true);
        remember(match curve {
            Some(curve) => Some(Answer::Curve(curve.get_untracked())),
            None => chosen.get_untracked().map(Answer::Choice),
        });
        kept.with_value(|(question, start)| run(question, start, store, curve, decided));
        // The button that had the focus is gone.
        if let Some(verdict) = verdict.get_untracked() {
            let _ = verdict.focus();
        }
    };
    // Answered before, in another language perhaps.
    match lesson.and_then(|lesson| store.answers.get(lesson, at)) {
        Some(Answer::Choice(choice)) => chosen.set(Some(choice)),
        Some(Answer::Curve(drawn)) => {
            if let Some(curve) = curve.filter(|_| drawn.len() == steps) {
                curve.set(drawn);
            }
        }
        None => {}
    }
    if question.train.is_none() && lesson.is_some_and(|lesson| store.answers.get(lesson, at).is_some()) {
        answered.set(true);
        kept.with_value(|(question, start)| decided.set(question.judge(start, curve)));
    }
    let once_more = move |_| {
        remember(None);
        answered.set(false);
        decided.set(None);
        chosen.set(None);
        if let Some(curve) = curve {
            curve.set(vec![f64::NAN; steps]);
        }
    };
    let is_run = question.is_run();
    let to_figure = move || kept.with_value(|(question, _)| format!("{}-figure", question.name));
    let show = move |_| {
        note.set(Some(Patched::way_back(words.to_figure.to_owned(), to_figure())));
        kept.with_value(|(question, _)| look_at(question.look.as_deref().unwrap_or("stage")));
    };
    wait_for_training(question.clone(), store, answered, decided);
    let is_ready = move || match curve {
        Some(curve) => curve.with(|drawn| drawn.iter().all(|value| !value.is_nan())),
        None => chosen.get().is_some(),
    };
    let train = question.train;
    let label = if question.is_prediction { words.predict } else { words.answer };
    let (for_choices, for_verdict) = (question.clone(), question.clone());
    view! {
        <fieldset class="choices" node_ref=fields prop:disabled=live(move || answered.get())>
            <legend class="visually-hidden">{words.choose}</legend>
            {choices(&for_choices, chosen, decided)}
            {curve.map(|drawn| view! {
                <Curve question=kept drawn answered measured=move || decided.with(|decided| {
                    decided.as_ref().map(|decided| decided.measured.clone()).unwrap_or_default()
                }) />
            })}
        </fieldset>
        {live(move || (!answered.get()).then(|| view! {
            <button
                type="button" class="button primary" prop:disabled=live(move || !is_ready())
                on:click=handler(move |_: web_sys::MouseEvent| answer())
            >{if curve.is_some() { words.curve.done } else { label }}</button>
            <button type="button" class="button quiet reveal" on:click=handler(move |_: web_sys::MouseEvent| answer())>
                {words.reveal}
            </button>
            {curve.map(|curve| view! {
                <p class="help curve-missing">{live(move || {
                    let missing = curve.with(|drawn| missing(drawn));
                    missing.map(|(first, last)| (words.curve.missing)(first + 1, last + 1))
                })}</p>
            })}
        }))}
        <div role="status" class="verdict" tabindex="-1" node_ref=verdict>
            {live(move || {
                let waiting = answered.get() && decided.with(Option::is_none);
                waiting.then(|| train.map(words.training)).flatten()
            })}
            {live(move || decided.with(|decided| {
                decided.as_ref().map(|decided| verdict_line(&for_verdict, decided, chosen.get()))
            }))}
        </div>
        {live(move || answered.get().then(|| view! {
            {is_run.then(|| view! {
                // Where text and figure stand side by side, it is there already.
                <button type="button" class="button to-figure" id=to_figure() on:click=handler(show)>{words.to_figure}</button>
            })}
            <button type="button" class="button quiet once-more" on:click=handler(once_more)>{words.once_more}</button>
        }))}
    }
}

/// Makes the experiment in the figure, and decides where that takes no training.
fn run(
    question: &Question,
    start: &State,
    store: Store,
    curve: Option<RwSignal<Vec<f64>>>,
    decided: RwSignal<Option<Decided>>,
) {
    let fragment = format!("v=1&{}", question.run.as_deref().unwrap_or_default());
    let is_run = question.is_run();
    let (question, begin) = (question.clone(), start.clone());
    let decide = move |question: &Question| {
        let Some(state) = question.state(&begin) else { return };
        if is_run {
            store.take(state.clone());
            if matches_media(IS_WIDE) {
                look_at(question.look.as_deref().unwrap_or("stage"));
            }
        }
        if question.train.is_some() {
            return;
        }
        decided.set(question.judge(&begin, curve).or(Some(Decided::default())));
    };
    // Files that the state needs are loaded first.
    match patched(start, &fragment).map_err(|error| error.missing()) {
        Err(Some(file)) => store.load_then(file, move |_| decide(&question)),
        _ => decide(&question),
    }
}

/// Decides once all cells have made their updates.
fn wait_for_training(question: Question, store: Store, answered: RwSignal<bool>, decided: RwSignal<Option<Decided>>) {
    let Some(updates) = question.train else { return };
    effect(move || {
        let is_there = store.updates.get() == updates && *store.race.pace.read() == Pace::Resting;
        store.race.cells.track();
        if answered.get() && is_there && decided.with_untracked(Option::is_none) {
            let verdict = question.outcome.decide(&question.choices, |reading| now(store, reading));
            decided.set(Some(Decided { verdict: Some(verdict), ..Decided::default() }));
        }
    });
}

fn choices(question: &Question, chosen: RwSignal<Option<usize>>, decided: RwSignal<Option<Decided>>) -> Vec<AnyView> {
    let mut views = Vec::new();
    for (at, (choice, label)) in question.choices.iter().zip(&question.labels).enumerate() {
        let name = choice.name.clone();
        let is_right = move || {
            decided.with(|decided| {
                let right = decided.as_ref().and_then(|decided| decided.verdict.as_ref()?.right.clone());
                right.as_ref() == Some(&name)
            })
        };
        let is_right_too = is_right.clone();
        views.push(
            view! {
                <label class="choice" class:is-right=live(is_right)>
                    <input
                        type="radio" name=question.name.clone() prop:checked=live(move || chosen.get() == Some(at))
                        on:change=handler(move |_: web_sys::Event| chosen.set(Some(at)))
                    />
                    <span inner_html=label.clone()></span>
                    {live(move || is_right_too().then(|| view! { <b aria-hidden="true">"✓"</b> }))}
                </label>
            }
            .into_any(),
        );
    }
    views
}

/// Whether it was right, and what was measured.
fn verdict_line(question: &Question, decided: &Decided, chosen: Option<usize>) -> AnyView {
    let words = words().lesson;
    if matches!(question.outcome, Outcome::Curve(_)) {
        let text = match decided.distance {
            Some(distance) => {
                let close = if distance < 0.5 { words.curve.close } else { "" };
                format!("{} {close}", (words.curve.distance)(&about(10f64.powf(distance))))
            }
            // Nobody has drawn one.
            None if !decided.measured.is_empty() => String::new(),
            None => words.not_known.to_owned(),
        };
        return view! { <p>{text}</p> }.into_any();
    }
    let Some(Verdict { right: Some(right), measured }) = &decided.verdict else {
        return view! { <p>{words.not_known}</p> }.into_any();
    };
    let chosen = chosen.and_then(|at| question.choices.get(at));
    let at = question.choices.iter().position(|choice| choice.name == *right).unwrap_or(0);
    let label = question.labels.get(at).cloned().unwrap_or_default();
    let is_right = chosen.is_some_and(|choice| choice.name == *right);
    let text = match chosen {
        _ if is_right => words.right.to_owned(),
        Some(_) => (words.wrong)(&label),
        // Nobody has chosen.
        None => (words.revealed)(&label),
    };
    let measured: Vec<String> = measured.iter().map(|(reading, read)| measured_text(*reading, written(read))).collect();
    view! {
        <p class="said" class:is-right=is_right inner_html=text></p>
        {(!measured.is_empty()).then(|| view! { <p class="measured">{measured.join(" · ")}</p> })}
    }
    .into_any()
}

/// A factor as one says it: `1.3`, `6`, `400`.
fn about(factor: f64) -> String {
    if factor < 2.0 {
        return decimals(factor, 1);
    }
    let unit = 10f64.powf(factor.log10().floor());
    decimals((factor / unit).round() * unit, 0)
}

/// Of cells with their names.
fn measured_text(reading: Reading, value: String) -> String {
    match reading.cell() {
        Some(kind) => format!("{}: {value}", (words().cell_name)(kind)),
        None => value,
    }
}
