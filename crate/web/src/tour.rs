//! The first minute: what a newcomer is offered, and a tour of five steps that waits for what the reader does.

use leptos::prelude::*;
use unrolled_lab::{Asked, Command, Lesson, Moment, Settings};

use crate::browser::{recall, remember};
use crate::lesson::open;
use crate::reactive::{RwSignal, effect, handler, live, memo};
use crate::store::Store;
use crate::strings::words;

/// Under this name the browser keeps that the offer has been answered.
const ANSWERED: &str = "unrolled-welcome";
/// How many steps there are.
pub const STEPS: usize = 5;

/// The step of the tour, from 0; `None` if nobody is on it.
#[derive(Clone, Copy)]
pub struct Tour(RwSignal<Option<usize>>);

impl Tour {
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }
}

/// What stands in the sidebar until it is answered once: a lesson, the tour, or the Lab as it is.
#[component]
pub fn Welcome() -> impl IntoView {
    let store = expect_context::<Store>();
    let tour = expect_context::<Tour>();
    let (words, folder) = (words().tour, words().lesson.folder);
    let is_new = RwSignal::new(recall(ANSWERED).is_none());
    let answer = move || {
        remember(ANSWERED, "yes");
        is_new.set(false);
    };
    let to_lesson = move |_| {
        answer();
        open(store, Some(Lesson::Recurrence), folder);
    };
    let to_tour = move |_| {
        answer();
        store.playing.set(false);
        store.send(Command::First);
        tour.0.set(Some(0));
    };
    // Homework says itself where to begin.
    let has_homework = memo(move || store.state.read().teaching.homework.is_some());
    live(move || {
        (is_new.get() && !has_homework.get()).then(|| {
            view! {
                <div class="welcome" role="region" aria-label=words.welcome>
                    <p><b>{words.welcome}</b></p>
                    <p class="welcome-buttons">
                        <button type="button" class="button primary" id="first-lesson" on:click=handler(to_lesson)>
                            {words.first_lesson}
                        </button>
                        <button type="button" class="button" id="start-tour" on:click=handler(to_tour)>{words.start}</button>
                        <button type="button" class="button quiet" id="no-tour" on:click=handler(move |_| answer())>
                            {words.lab}
                        </button>
                    </p>
                </div>
            }
        })
    })
}

/// The step of the tour that is waited for.
#[component]
pub fn TourCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let tour = expect_context::<Tour>();
    let all_words = words();
    let words = all_words.tour;
    // The step that the reader has done; going on is up to the reader, too.
    let done = RwSignal::new(None::<usize>);
    // What was there when the step began.
    let before: StoredValue<Option<(usize, Settings, Option<Asked>)>, LocalStorage> = StoredValue::new_local(None);
    let what = memo(move || {
        let state = store.state.read();
        (state.settings.clone(), state.asked)
    });
    effect(move || {
        let (step, now) = (tour.0.get(), what.get());
        let moment = store.moment();
        let Some(step) = step else { return before.set_value(None) };
        let begun = before.with_value(Clone::clone);
        let Some((at, settings, asked)) = begun.filter(|(at, ..)| *at == step) else {
            before.set_value(Some((step, now.0, now.1)));
            return;
        };
        let is_done = match at {
            0 => store.playing.get() || store.cursor.get() > 0,
            1 => matches!(moment, Moment::Loss | Moment::Backward { .. } | Moment::Update),
            2 => matches!(moment, Moment::Backward { t: 0 } | Moment::Update),
            3 => now.1.is_some() && now.1 != asked,
            _ => now.0 != settings,
        };
        if is_done {
            done.set(Some(step));
        }
    });
    let to_lesson = move |_| {
        tour.0.set(None);
        open(store, Some(Lesson::Recurrence), all_words.lesson.folder);
    };
    live(move || {
        tour.0.get().map(|step| {
            let is_over = step >= STEPS;
            let is_done = move || done.get() == Some(step);
            view! {
                <div class="tour" role="status" id="tour" class:is-done=live(is_done)>
                    <p class="tour-step">
                        {if is_over { String::new() } else { (words.step)(step + 1, STEPS) }}
                        {live(move || is_done().then_some(" ✓"))}
                    </p>
                    <p>{(words.text)(step)}</p>
                    <p class="welcome-buttons">
                        {is_over.then(|| view! {
                            <button type="button" class="button primary" on:click=handler(to_lesson)>{words.first_lesson}</button>
                        })}
                        {(!is_over).then(|| view! {
                            <button
                                type="button" class="button" class:primary=live(is_done)
                                on:click=handler(move |_| tour.0.set(Some(step + 1)))
                            >{live(move || if is_done() { words.next } else { words.skip })}</button>
                        })}
                        <button type="button" class="button quiet" id="close-tour" on:click=handler(move |_| tour.0.set(None))>
                            {words.close}
                        </button>
                    </p>
                </div>
            }
        })
    })
}
