//! The way through the course: the Lab, seven lessons, and the glossary.

use leptos::prelude::*;
use unrolled_lab::{Command, Lesson, Locks, State};
use web_sys::MouseEvent;

use super::{start_of, text};
use crate::reactive::{handler, live};
use crate::store::Store;
use crate::strings::words;

/// Opens a lesson with the figure as it begins; without one the whole Lab, as it was left for a lesson, else with the figure as
/// it is.
pub fn open(store: Store, lesson: Option<Lesson>, folder: &'static str) {
    let now = store.state.get_untracked();
    let Some(lesson) = lesson else {
        let left = store.answers.come_back_to_lab().filter(|_| now.lesson.is_some());
        return left.map_or_else(|| store.send(Command::Lesson(None)), |left| store.go_within(left));
    };
    if now.lesson.is_none() {
        store.answers.leave_lab(now);
    }
    text::load(folder, lesson, move |article| match article {
        Ok(article) => begin(store, lesson, &article),
        // The text says that it is missing.
        Err(_) => store.send(Command::Lesson(Some(lesson))),
    });
}

/// A link may name a lesson and nothing else: it begins as it does when it is chosen.
pub fn begin_if_alone(store: Store, lesson: Lesson, article: &web_sys::Element) {
    let is_alone = store.state.with_untracked(|state| {
        let usual = State::default();
        State { lesson: None, language: usual.language, layout: usual.layout, ..state.clone() } == usual
    });
    if is_alone {
        begin(store, lesson, article);
    }
}

fn begin(store: Store, lesson: Lesson, article: &web_sys::Element) {
    let fragment = article.get_attribute("data-start").unwrap_or_default();
    let missing = unrolled_lab::url::patched(&Default::default(), &format!("v=1&{fragment}")).err();
    match missing.and_then(|error| error.missing()) {
        Some(file) => {
            let article = article.clone();
            store.load_then(file, move |store| begin(store, lesson, &article));
        }
        // Terms are looked up beside any figure.
        None if lesson == Lesson::Glossary => store.send(Command::Lesson(Some(lesson))),
        None => {
            store.go_within(start_of(article, lesson));
        }
    }
}

#[component]
pub fn CourseNav() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().lesson;
    let now = store.lesson;
    let link = move |lesson: Option<Lesson>| {
        let name = lesson.map_or(words.lab, words.name);
        let address = lesson.map_or("./".to_owned(), |lesson| text::address(words.folder, lesson));
        let go = move |event: MouseEvent| {
            if event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            event.prevent_default();
            // A lesson begins with settings of its own. Where some are to stay it is read beside the page.
            let is_free = store.state.read_untracked().teaching.fixed() == Locks::default();
            if let Some(lesson) = lesson.filter(|_| !is_free) {
                // A browser may refuse a second window.
                let _ = window().open_with_url_and_target(&text::address(words.folder, lesson), "_blank");
                return;
            }
            open(store, lesson, words.folder);
        };
        view! {
            <li>
                <a
                    href=address aria-current=live(move || (now.get() == lesson).then_some("page"))
                    on:click=handler(go)
                >{name}</a>
            </li>
        }
    };
    let lessons = Lesson::ALL.map(|lesson| link(Some(lesson))).into_iter().collect::<Vec<_>>();
    view! {
        <nav class="course" aria-label=words.course>
            <ul>
                {link(None)}
                {lessons}
            </ul>
        </nav>
    }
}
