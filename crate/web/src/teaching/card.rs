//! Homework beside the figure: questions to be answered, or the answers that have come back.

use leptos::prelude::*;
use unrolled_lab::lesson::Read;
use unrolled_lab::teaching::{Given, Homework, Kind, Quantity, Question, Returned, typed_number};
use unrolled_lab::url::state_from_fragment;
use unrolled_lab::{Command, Experiment, Language, Rejection, State};

use super::copy_line::CopyLine;
use super::kept;
use super::now_line::{Now, NowLine, Sought};
use super::review::ReviewCard;
use crate::lesson::{look_at, now};
use crate::numbers::short;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn HomeworkCard() -> impl IntoView {
    let store = expect_context::<Store>();
    // The fields are made anew by another link, not by what is typed into them.
    let asked = memo(move || asked_in(&store.state.read()));
    live(move || {
        let (title, questions) = asked.get()?;
        Some(match store.review.get() {
            Some(review) => view! { <ReviewCard review /> }.into_any(),
            None => view! { <Fields title questions /> }.into_any(),
        })
    })
}

/// Changes what the student has written; what is too long changes nothing but [`Store::rejection`].
fn write(store: Store, change: impl FnOnce(&mut Homework)) {
    let mut teaching = store.state.read_untracked().teaching.clone();
    let Some(homework) = &mut teaching.homework else { return };
    change(homework);
    store.send(Command::Teach(teaching));
    if let Some(homework) = &store.state.read_untracked().teaching.homework {
        kept::keep_answers(homework);
    }
}

/// Says which questions have no answer yet. An experiment is its own answer.
fn lacking(state: &State) -> Option<String> {
    let homework = state.teaching.homework.as_ref()?;
    let asked = homework.questions.iter().zip(&homework.answers).enumerate();
    let open = asked.filter(|(_, (question, answer))| {
        answer.trim().is_empty() && !matches!(question.kind, Kind::Experiment { .. })
    });
    let open: Vec<usize> = open.map(|(at, _)| at + 1).collect();
    let (last, others) = open.split_last()?;
    Some((words().homework.open)(others, *last))
}

#[component]
fn Fields(title: String, questions: Vec<Question>) -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, problem_words) = (words().homework, words().teaching.problem);
    let mut given = store.state.read_untracked().teaching.homework.clone().unwrap_or_default();
    if let Some((name, answers)) = kept::kept_answers(&given) {
        (given.name, given.answers) = (name, answers);
        let Homework { name, answers, .. } = given.clone();
        write(store, |homework| (homework.name, homework.answers) = (name, answers));
    }
    let named = move |event: web_sys::Event| write(store, |homework| homework.name = event_target_value(&event));
    let aside = expect_context::<Aside>();
    let returned = move || {
        if aside.of_untracked(store).is_some() {
            return None;
        }
        let updates = store.state.read_untracked().updates;
        let bits = store.with_untracked(Experiment::bits);
        // The teacher reads it in a language of her own. This page's address goes on without: it is for answering.
        let mut state = State { language: Language::default(), ..store.state.get_untracked() };
        state.teaching.homework.as_mut()?.returned = Some(Returned { updates, bits });
        Some(state)
    };
    let problem = move || match store.rejection.get() {
        Some(Rejection::Homework(error)) => {
            Some(view! { <p class="field-error" role="alert" id="homework-problem">{(problem_words)(&error)}</p> })
        }
        _ => None,
    };
    let title = if title.is_empty() { words.title.to_owned() } else { title };
    let asked = questions.into_iter().zip(given.answers).enumerate();
    let mut all_sought = Vec::new();
    let asked = asked.map(|(at, (question, answer))| {
        let sought = Sought::of(store, at, &question);
        all_sought.extend(sought);
        view! { <Asked at question answer sought /> }
    });
    let asked = asked.collect_view();
    view! {
        <section class="homework" id="homework" aria-labelledby="homework-title">
            <h2 id="homework-title">{title}</h2>
            <ol>{asked}</ol>
            <AsGiven />
            <ToPanel />
            <label class="homework-name" for="homework-student">{words.name}</label>
            <input type="text" id="homework-student" autocomplete="name" prop:value=given.name on:input=handler(named) />
            {live(problem)}
            <CopyLine id="copy-answers" name=words.copy said=words.copied state=Box::new(returned) lacks=lacking />
            <NowLine sought=all_sought />
        </section>
    }
}

/// The student's own experiment, while the one that the questions came with is looked at; in context, as long as the page is open.
#[derive(Clone, Copy)]
pub struct Aside(RwSignal<Option<State>>);

impl Aside {
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }

    /// Takes up what the tab has kept since the page was loaded before.
    fn restore(self, store: Store) {
        if self.0.with_untracked(Option::is_none)
            && let Some(fragment) = kept::kept_own()
        {
            self.read(store, fragment);
        }
    }

    /// What cannot be read is nothing.
    fn read(self, store: Store, fragment: String) {
        match state_from_fragment(&fragment) {
            Ok(own) => self.0.set(Some(own)),
            Err(error) => {
                if let Some(file) = error.missing() {
                    store.load_then(file, move |store| self.read(store, fragment));
                }
            }
        }
    }

    fn put(self, own: Option<State>) {
        kept::keep_own(own.as_ref());
        self.0.set(own);
    }

    /// `None`, too, if it belongs to another homework.
    fn of(self, store: Store) -> Option<State> {
        let now = asked_in(&store.state.read());
        self.0.get().filter(|own| asked_in(own) == now)
    }

    fn of_untracked(self, store: Store) -> Option<State> {
        let now = asked_in(&store.state.read_untracked());
        self.0.get_untracked().filter(|own| asked_in(own) == now)
    }
}

fn asked_in(state: &State) -> Option<(String, Vec<Question>)> {
    state.teaching.homework.as_ref().map(|homework| (homework.title.clone(), homework.questions.clone()))
}

/// The way to the experiment that the questions came with, and back to the student's own, which is put aside meanwhile.
#[component]
fn AsGiven() -> impl IntoView {
    let store = expect_context::<Store>();
    let aside = expect_context::<Aside>();
    aside.restore(store);
    let words = words().homework;
    let is_changed = memo(move || {
        let state = store.state.read();
        let given = state.teaching.homework.as_ref().and_then(|homework| homework.given.as_deref());
        given.is_some_and(|given| *given != Given::of(&state))
    });
    let look = move |_| {
        let state = store.state.get_untracked();
        let given = state.teaching.homework.as_ref().and_then(|homework| homework.given.clone());
        if let Some(given) = given {
            store.take(given.within(&state));
            aside.put(Some(state));
        }
    };
    let back = move |_| {
        if let Some(own) = aside.of_untracked(store) {
            store.take(own);
            aside.put(None);
        }
    };
    let is_aside = memo(move || aside.of(store).is_some());
    let button = |id: &'static str, name: &'static str, press: Box<dyn FnMut(web_sys::MouseEvent)>| {
        view! { <p><button type="button" class="button" id=id on:click=press>{name}</button></p> }
    };
    let way = move || match (is_aside.get(), is_changed.get()) {
        (true, _) => {
            let said = view! { <p class="help" role="status">{words.aside}</p> };
            Some((said, button("to-own", words.to_own, handler(back))).into_any())
        }
        (false, true) => Some(button("as-given", words.as_given, handler(look)).into_any()),
        (false, false) => None,
    };
    live(way)
}

/// Leads to the panel at which the link opens where nothing is asked: with questions the page begins with them.
#[component]
pub fn ToPanel() -> impl IntoView {
    let panel = expect_context::<Store>().state.read_untracked().teaching.panel;
    panel.map(|panel| {
        let name = (words().homework.to_panel)((words().teach.part)(panel));
        view! {
            <p><button type="button" class="button" id="to-panel" on:click=handler(move |_| look_at(panel))>{name}</button></p>
        }
    })
}

/// A question with its field.
#[component]
fn Asked(at: usize, question: Question, answer: String, sought: Option<Sought>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().homework;
    let id = format!("answer-{}", at + 1);
    let typed = move |event: web_sys::Event| {
        write(store, |homework| {
            if let Some(answer) = homework.answers.get_mut(at) {
                *answer = event_target_value(&event);
            }
        });
    };
    let label = (words.answer)(at + 1);
    let field = match question.kind {
        Kind::Text => view! {
            <textarea id=id rows="3" aria-label=label prop:value=answer on:input=handler(typed) />
        }
        .into_any(),
        Kind::Number { quantity, .. } => {
            let is_symbol = quantity.0.starts_with("says");
            let help = move || {
                let answer = answer_to(store, at);
                match typed_number(&answer) {
                    _ if is_symbol || answer.trim().is_empty() => words.number_help.to_owned(),
                    Some(number) => (words.read_as)(&short(number)),
                    None => words.no_number.to_owned(),
                }
            };
            view! {
                <input type="text" id=id class="number" autocomplete="off" aria-label=label prop:value=answer on:input=handler(typed) />
                <p class="help">{live(help)}</p>
            }
            .into_any()
        }
        Kind::Choice { options, .. } => {
            let options = options.into_iter().enumerate().map(|(option, text)| {
                let value = (option + 1).to_string();
                let is_chosen = value == answer;
                view! {
                    <label class="choice">
                        <input
                            type="radio" name=id.clone() id=format!("{id}-{value}") value=value
                            prop:checked=is_chosen on:change=handler(typed)
                        />
                        <span>{text}</span>
                    </label>
                }
            });
            let options = options.collect_view();
            view! { <div role="radiogroup" aria-label=label>{options}</div> }.into_any()
        }
        Kind::Experiment { .. } => sought.map(|sought| view! { <Now sought /> }).into_any(),
    };
    view! {
        <li id=format!("question-{}", at + 1) tabindex="-1">
            <p>{question.text}</p>
            {field}
        </li>
    }
}

fn answer_to(store: Store, at: usize) -> String {
    let state = store.state.read();
    let homework = state.teaching.homework.as_ref();
    homework.and_then(|homework| homework.answers.get(at).cloned()).unwrap_or_default()
}

/// What the network of the figure gives, what training has measured included.
pub fn read(store: Store, state: &State, quantity: &Quantity) -> Read {
    match quantity.reading() {
        Some(reading) if reading.is_trained() => now(store, reading),
        _ => store.with_untracked(|experiment| quantity.read(state, experiment)),
    }
}

/// A quantity in words: “gradient … of the LSTM at step 3”; an entry by its address.
pub fn said(quantity: &Quantity) -> String {
    let all = words();
    let homework = all.homework;
    let Some(reading) = quantity.reading() else { return quantity.0.clone() };
    let mut parts = quantity.0.split_whitespace();
    let name = parts.next().unwrap_or_default();
    let mut said = (homework.quantity)(name).to_owned();
    if let Some(cell) = reading.cell() {
        said = (homework.of_cell)(&said, (all.cell_name)(cell));
        parts.next();
    }
    parts.next().map_or(said.clone(), |step| (homework.at_step)(&said, step))
}
