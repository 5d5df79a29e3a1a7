//! The dialog in which a teacher makes a link: homework, what stays as it is, what is shown, and where the page opens.

use leptos::prelude::*;
use unrolled_lab::layout::PARTS;
use unrolled_lab::teaching::{Homework, LOCKS, MOST_QUESTIONS, part_named};
use unrolled_lab::url::{MOST_CHARACTERS, fragment_from_state};

use super::copy_line::CopyLine;
use super::draft::{Draft, blank};
use super::fields::{button, check_box, line, list, row};
use super::made::remember_made;
use super::question_fields::question_fields;
use crate::address;
use crate::reactive::{live, memo};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn Teach(store: Store) -> impl IntoView {
    let words = words().teach;
    let draft = store.draft;
    draft.begin(store);
    view! {
        <h2 id="dialog-title">{words.title}</h2>
        <p>{words.note}</p>
        <div class="teach">
            {live(move || fields(store))}
            <Link store />
            {live(move || ways_back(store))}
        </div>
    }
}

/// All that is written or chosen.
fn fields(store: Store) -> Vec<AnyView> {
    let (draft, words) = (store.draft, words().teach);
    draft.track_shape();
    let Homework { title, questions, .. } = draft.homework();
    let title = line("teach-title".to_owned(), None, title, move |text| {
        draft.write(|homework| homework.title = text);
    });
    let add = move || {
        let at = draft.homework().questions.len();
        if at < MOST_QUESTIONS {
            draft.write(|homework| homework.questions.push(blank()));
            draft.reshape(format!("teach-{at}-text"));
        }
    };
    let count = questions.len();
    let questions = questions.into_iter().enumerate();
    let mut fields = vec![row("teach-title".to_owned(), words.homework, title)];
    fields.extend(questions.map(|(at, question)| question_fields(store, at, count, question)));
    fields.extend([button("teach-add".to_owned(), words.add, None, false, add), fixed(draft), shown(draft)]);
    fields
}

/// To begin again, and to what was there before.
fn ways_back(store: Store) -> AnyView {
    let (draft, words) = (store.draft, words().teach);
    let start_over = move || {
        draft.start_over(store);
        draft.reshape("teach-title".to_owned());
    };
    let take_back = move || {
        draft.take_back();
        draft.reshape("teach-title".to_owned());
    };
    let take_back =
        draft.has_put_away().then(|| button("teach-take-back".to_owned(), words.take_back, None, false, take_back));
    view! {
        <p class="help">{words.kept}</p>
        <div class="buttons">
            {button("teach-start-over".to_owned(), words.start_over, None, false, start_over)}
            {take_back}
        </div>
    }
    .into_any()
}

/// Which settings stay as they are, and which are not even there.
fn fixed(draft: Draft) -> AnyView {
    let (words, group) = (words().teach, words().teaching.group);
    let rows = LOCKS.map(|(word, lock)| {
        let (is_locked, is_hidden) =
            draft.teaching.with_untracked(|teaching| (teaching.locks.has(lock), teaching.hidden.has(lock)));
        let ways = vec![
            ("open", words.open, !is_locked && !is_hidden),
            ("locked", words.locked, is_locked && !is_hidden),
            ("hidden", words.hidden, is_hidden),
        ];
        let ways = list(format!("teach-group-{word}"), ways, move |way| {
            draft.teaching.update(|teaching| {
                teaching.locks = teaching.locks.with(lock, way == "locked");
                teaching.hidden = teaching.hidden.with(lock, way == "hidden");
            });
        });
        view! {
            {row(format!("teach-group-{word}"), group(lock), ways)}
            <p class="help covers">{(words.covers)(lock)}</p>
        }
        .into_any()
    });
    view! {
        <fieldset class="teach-groups">
            <legend>{words.fixed}</legend>
            <p class="help">{words.fixed_help}</p>
            {Vec::from(rows)}
        </fieldset>
    }
    .into_any()
}

/// Which parts are there, and which is looked at first.
fn shown(draft: Draft) -> AnyView {
    let words = words().teach;
    let boxes = PARTS.map(|part| {
        let is_on = draft.parts.get_untracked().has(part);
        check_box(format!("teach-part-{part}"), (words.part)(part), is_on, move |is_on| {
            draft.parts.update(|parts| *parts = parts.with(part, is_on));
        })
    });
    let opened = draft.teaching.with_untracked(|teaching| teaching.panel);
    let mut panels = vec![("", words.beginning, opened.is_none())];
    panels.extend(PARTS.map(|part| (part, (words.part)(part), opened == Some(part))));
    let panels = list("teach-panel".to_owned(), panels, move |found| {
        draft.teaching.update(|teaching| teaching.panel = part_named(&found));
    });
    let panel = row("teach-panel".to_owned(), words.panel, panels);
    chosen(words.shown, boxes.into(), words.shown_help, Some(panel))
}

fn chosen(name: &'static str, boxes: Vec<AnyView>, help: &'static str, more: Option<AnyView>) -> AnyView {
    view! {
        <fieldset>
            <legend>{name}</legend>
            <div class="boxes">{boxes}</div>
            <p class="help">{help}</p>
            {more}
        </fieldset>
    }
    .into_any()
}

/// The link, how long it is, and what is still wrong with it.
#[component]
fn Link(store: Store) -> impl IntoView {
    let (words, problem) = (words().teach, words().teaching.problem);
    let draft = store.draft;
    let state = memo(move || draft.state(store));
    let wrong = memo(move || draft.check().err());
    let length = memo(move || fragment_from_state(&state.read()).len());
    let made = move || {
        let state = wrong.read_untracked().is_none().then(|| state.get_untracked())?;
        state.teaching.homework.as_ref().inspect(|homework| remember_made(homework));
        Some(state)
    };
    view! {
        <p class="help">{words.experiment}</p>
        {live(move || wrong.get().map(|error| view! {
            <p class="field-error" role="alert" id="teach-problem">{problem(&error)}</p>
        }))}
        <p class="length" id="teach-length" data-long=live(move || (length.get() > MOST_CHARACTERS).to_string())>
            {live(move || (words.length)(length.get(), MOST_CHARACTERS))}
        </p>
        <CopyLine id="teach-copy" name=words.copy said=words.copied state=Box::new(made) lacks=|_| None />
        {live(move || wrong.get().is_none().then(|| view! {
            <p>
                <a id="teach-try" href=live(move || address::link_to(&state.read())) target="_blank" rel="noopener">
                    {words.look}
                </a>
            </p>
        }))}
    }
}
