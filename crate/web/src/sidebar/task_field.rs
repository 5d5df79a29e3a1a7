//! What the cells are to learn: a word of the reader's own, or a task with its data and the example that is looked at.

use leptos::prelude::*;
use unrolled_lab::settings::Range;
use unrolled_lab::{Command, File, Lock, Setting};
use unrolled_tasks::own::Kind;
use unrolled_tasks::{Shape, Task};
use web_sys::HtmlSelectElement;

use crate::data::LoadError;
use crate::lesson::OnlyPanels;
use crate::race_panel::open_mistakes;
use crate::reactive::{effect, handler, live, memo};
use crate::sidebar::choice_field::ChoiceField;
use crate::sidebar::number_field::NumberField;
use crate::sidebar::own_field::{Draft, OwnField};
use crate::sidebar::setting;
use crate::sidebar::word_field::WordField;
use crate::store::Store;
use crate::strings::words;
use crate::teaching::Lockable;

/// The tasks of a group in the list, under its name.
type Group = (&'static str, Vec<Task>);

fn groups() -> Vec<Group> {
    use Task::{
        Adding, BloodPressure, CaptionEn, CaptionKo, Copying, Dates, FirstSymbol, MovingDigit, Parity, PoemJamo,
        PoemSyllables, PosEn, PosKo, SentimentEn, SentimentKo, Sonnet, TemporalOrder, Translation,
    };
    let words = words().task;
    vec![
        ((words.group)(Shape::OneToOne), vec![BloodPressure]),
        ((words.group)(Shape::OneToMany), vec![CaptionEn, CaptionKo]),
        ((words.group)(Shape::ManyToOne), vec![SentimentEn, SentimentKo]),
        ((words.group)(Shape::ManyToManyDelayed), vec![Translation, Dates]),
        ((words.group)(Shape::ManyToManyInStep), vec![PosEn, PosKo, MovingDigit]),
        (words.character, vec![Sonnet, PoemSyllables, PoemJamo]),
        (words.memory, vec![FirstSymbol, TemporalOrder, Adding, Copying, Parity]),
    ]
}

/// In the list; which data they are is not part of it.
fn own_value(kind: Kind) -> String {
    format!("Own{kind:?}")
}

#[component]
pub fn TaskField() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().task;
    let task = setting(|settings| settings.task);
    // Data of the reader's own are chosen first, and learned when they are there.
    let own_kind = |task: Option<Task>| Some(task?.own()?.0);
    let chosen = RwSignal::new(own_kind(task.get_untracked()));
    effect(move || chosen.set(own_kind(task.get())));
    let own = memo(move || chosen.get());
    let drafts = StoredValue::new(<[Draft; 2]>::default());
    let value = memo(move || match (own.get(), task.get()) {
        (Some(kind), _) => own_value(kind),
        (None, task) => task.map_or(String::new(), |task| format!("{task:?}")),
    });
    let choose = move |event: web_sys::Event| {
        let found = event_target_value(&event);
        chosen.set(Kind::ALL.into_iter().find(|kind| own_value(*kind) == found));
        if chosen.read_untracked().is_some() {
            return;
        }
        let chosen = Task::ALL.into_iter().find(|task| format!("{task:?}") == found);
        store.playing.set(false);
        store.send(Command::Set(Setting::Task(chosen)));
        if store.rejection.read_untracked().is_some() {
            event_target::<HtmlSelectElement>(&event).set_value(&value.read_untracked());
        }
    };
    let option = move |own: String, name: &'static str| {
        let is_chosen = own.clone();
        view! { <option value=own selected=live(move || *value.read() == is_chosen)>{name}</option> }
    };
    let lists = groups().into_iter().map(|(name, tasks)| {
        let options = tasks.into_iter().map(|task| option(format!("{task:?}"), (words.name)(task))).collect_view();
        view! { <optgroup label=name>{options}</optgroup> }
    });
    let lists = lists.collect_view();
    let own_list = Kind::ALL.map(|kind| option(own_value(kind), (words.own.name)(kind))).collect_view();
    let notice = move || {
        let is_data = |error: &LoadError| matches!(error.file, File::Data(_));
        let missing = store.missing.get().filter(is_data);
        let missing = missing.map(|error| missing_file(store, error.file, "data-missing", (words.missing)(&error)));
        let loading = store.loading.get().then(|| view! { <p class="help" role="status">{words.loading}</p> });
        (missing, loading)
    };
    let what = view! {
        <div class="task-field">
            <label for="task">{words.choice}</label>
            <select id="task" name="task" on:change=handler(choose) prop:value=live(move || value.get())>
                <optgroup label=words.text_group>{option(String::new(), words.text)}</optgroup>
                {lists}
                <optgroup label=words.own.group>{own_list}</optgroup>
            </select>
            {live(notice)}
        </div>
        {live(move || own.get().map(|kind| view! { <OwnField kind drafts /> }))}
        {live(move || match (own.get(), task.get()) {
            (own, Some(task)) if own == own_kind(Some(task)) => view! { <About task /> }.into_any(),
            _ => ().into_any(),
        })}
    }
    .into_any();
    let is_word = memo(move || own.get().is_none() && task.get().is_none());
    view! {
        <Lockable lock=Lock::Task>{what}</Lockable>
        <Show when=move || is_word.get()>
            <Lockable lock=Lock::Word><WordField /></Lockable>
        </Show>
    }
}

/// Says that a file is missing, with a button that asks for it again: whatever wanted it still shows what was before, so
/// the file is all that is asked for.
pub fn missing_file(store: Store, file: File, id: &'static str, text: String) -> impl IntoView {
    view! {
        <p class="field-error" role="alert" id=id>{text}</p>
        <button type="button" class="button" on:click=handler(move |_| store.load_then(file, |_| ()))>
            {words().task.again}
        </button>
    }
}

/// What the task is, where its data are from, and which example is looked at.
#[component]
fn About(task: Task) -> impl IntoView {
    let words = words().task;
    let credits: Vec<&str> =
        task.files().iter().map(|file| (words.credit)(*file)).filter(|credit| !credit.is_empty()).collect();
    view! {
        <div class="task-about" id="task-about">
            <p>{(words.about)(task)}</p>
            <ExampleField />
            {task.lengths().map(|_| view! {
                <NumberField
                    id="length" name=words.length is_whole=true range=Range::of_length(task)
                    value=|settings| settings.length as f64
                    set=|value| Setting::Length(value as usize)
                />
            })}
            {task.translates().then(|| view! {
                <ChoiceField
                    id="encoder" name=words.encoder.name all=&[false, true]
                    label=|is_own| (crate::strings::words().task.encoder_weights)(is_own)
                    value=|settings| settings.own_encoder set=Setting::OwnEncoder
                />
                <p class="help">{words.encoder.help}</p>
            })}
            {credits.into_iter().map(|credit| view! { <p class="help credit">{credit}</p> }).collect_view()}
        </div>
    }
}

#[component]
fn ExampleField() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().task;
    let at = memo(move || {
        let state = store.state.read();
        (state.example, state.settings.examples(), state.settings.test_examples())
    });
    let step = move |by: isize| {
        let (now, count, _) = at.get_untracked();
        let next = (now as isize + by).rem_euclid(count as isize);
        store.send(Command::Example(next as usize));
    };
    let any = move |_| {
        let (now, count, _) = at.get_untracked();
        let drawn = (js_sys::Math::random() * (count - 1) as f64) as usize;
        store.send(Command::Example(if drawn >= now { drawn + 1 } else { drawn }));
    };
    let is_single = move || at.get().1 < 2;
    let panels = expect_context::<OnlyPanels>();
    let has_list = memo(move || panels.has(&["training"]));
    view! {
        <div class="example-field" role="group" aria-label=words.example>
            <span class="example-name">{words.example}</span>
            <button type="button" class="button" id="example-before" disabled=live(is_single) aria-label=words.previous title=words.previous on:click=handler(move |_| step(-1))>"‹"</button>
            <output id="example-now">{live(move || {
                let (now, count, tests) = at.get();
                let is_test = now < tests;
                let (place, all) = if is_test { (now, tests) } else { (now - tests, count - tests) };
                (words.example_of)(place + 1, all, is_test)
            })}</output>
            <button type="button" class="button" id="example-after" disabled=live(is_single) aria-label=words.next title=words.next on:click=handler(move |_| step(1))>"›"</button>
            <button type="button" class="button" id="example-any" disabled=live(is_single) on:click=handler(any)>{words.random}</button>
            <Show when=move || has_list.get()>
                <button type="button" class="button" id="example-wrong" on:click=handler(|_| open_mistakes())>
                    {crate::strings::words().mistakes.open}
                </button>
            </Show>
        </div>
    }
}
