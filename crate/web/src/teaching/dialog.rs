//! The dialog in which a teacher makes a link: homework, what stays as it is, what is shown, and where the page opens.

use leptos::prelude::*;
use unrolled_lab::layout::PARTS;
use unrolled_lab::teaching::{LOCKS, MOST_QUESTIONS, part_named};
use unrolled_lab::url::{MOST_CHARACTERS, fragment_from_state};

use super::copy_line::CopyLine;
use super::draft::{Draft, blank};
use super::question_fields::QuestionFields;
use crate::address;
use crate::reactive::{handler, live, memo};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn Teach(store: Store) -> impl IntoView {
    let words = words().teach;
    let draft = store.draft;
    draft.begin(store);
    let titled = move |event: web_sys::Event| draft.write(|homework| homework.title = event_target_value(&event));
    let questions = move || {
        draft.track_shape();
        let questions = draft.homework().questions;
        let count = questions.len();
        let fields = questions.into_iter().enumerate();
        fields.map(|(at, question)| view! { <QuestionFields draft at count question /> }).collect_view()
    };
    let add = move |_| {
        let at = draft.homework().questions.len();
        if at < MOST_QUESTIONS {
            draft.write(|homework| homework.questions.push(blank()));
            draft.reshape(format!("teach-{at}-text"));
        }
    };
    view! {
        <h2 id="dialog-title">{words.title}</h2>
        <p>{words.note}</p>
        <div class="teach">
            <div class="row">
                <label for="teach-title">{words.homework}</label>
                <input type="text" id="teach-title" prop:value=draft.homework().title on:input=handler(titled) />
            </div>
            {live(questions)}
            <button type="button" class="button" id="teach-add" on:click=handler(add)>{words.add}</button>
            <Fixed draft />
            <Shown draft />
            <Link store />
        </div>
    }
}

/// What stays as it is.
#[component]
fn Fixed(draft: Draft) -> impl IntoView {
    let (words, group) = (words().teach, words().teaching.group);
    let boxes = LOCKS.map(|(word, lock)| {
        let change = move |event: web_sys::Event| {
            let is_on = event_target_checked(&event);
            draft.teaching.update(|teaching| teaching.locks = teaching.locks.with(lock, is_on));
        };
        let is_on = draft.teaching.with_untracked(|teaching| teaching.locks.has(lock));
        view! {
            <label>
                <input type="checkbox" id=format!("teach-lock-{word}") prop:checked=is_on on:change=handler(change) />
                {group(lock)}
            </label>
        }
    });
    view! {
        <fieldset>
            <legend>{words.fixed}</legend>
            <div class="boxes">{boxes.into_iter().collect_view()}</div>
            <p class="help">{words.fixed_help}</p>
        </fieldset>
    }
}

/// Which parts are there, and which is looked at first.
#[component]
fn Shown(draft: Draft) -> impl IntoView {
    let words = words().teach;
    let boxes = PARTS.map(|part| {
        let change = move |event: web_sys::Event| {
            let is_on = event_target_checked(&event);
            draft.parts.update(|parts| *parts = parts.with(part, is_on));
        };
        let is_on = draft.parts.get_untracked().has(part);
        view! {
            <label>
                <input type="checkbox" id=format!("teach-part-{part}") prop:checked=is_on on:change=handler(change) />
                {(words.part)(part)}
            </label>
        }
    });
    let opened = draft.teaching.with_untracked(|teaching| teaching.panel);
    let options = PARTS.map(|part| {
        view! { <option value=part selected=opened == Some(part)>{(words.part)(part)}</option> }
    });
    let choose = move |event: web_sys::Event| {
        let panel = part_named(&event_target_value(&event));
        draft.teaching.update(|teaching| teaching.panel = panel);
    };
    view! {
        <fieldset>
            <legend>{words.shown}</legend>
            <div class="boxes">{boxes.into_iter().collect_view()}</div>
            <p class="help">{words.shown_help}</p>
            <div class="row">
                <label for="teach-panel">{words.panel}</label>
                <select id="teach-panel" on:change=handler(choose)>
                    <option value="" selected=opened.is_none()>{words.beginning}</option>
                    {options.into_iter().collect_view()}
                </select>
            </div>
        </fieldset>
    }
}

/// The link, how long it is, and what is still wrong with it.
#[component]
fn Link(store: Store) -> impl IntoView {
    let (words, problem) = (words().teach, words().teaching.problem);
    let draft = store.draft;
    let state = memo(move || draft.state(store));
    let wrong = memo(move || draft.check().err());
    let length = memo(move || fragment_from_state(&state.read()).len());
    let made = move || wrong.read_untracked().is_none().then(|| state.get_untracked());
    view! {
        <p class="help">{words.experiment}</p>
        {live(move || wrong.get().map(|error| view! {
            <p class="field-error" role="alert" id="teach-problem">{problem(&error)}</p>
        }))}
        <p class="length" id="teach-length" data-long=live(move || (length.get() > MOST_CHARACTERS).to_string())>
            {live(move || (words.length)(length.get(), MOST_CHARACTERS))}
        </p>
        <CopyLine id="teach-copy" name=words.copy said=words.copied state=Box::new(made) />
        {live(move || wrong.get().is_none().then(|| view! {
            <p>
                <a id="teach-try" href=live(move || address::link_to(&state.read())) target="_blank" rel="noopener">
                    {words.look}
                </a>
            </p>
        }))}
    }
}
