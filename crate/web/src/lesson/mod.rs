//! The lessons: a text beside the figure, whose links move it and whose numbers it gives.

mod answers;
mod course;
mod curve;
mod panels;
mod patches;
mod question;
mod sentences;
mod slides;
mod text;

use leptos::html::Div;
use leptos::prelude::*;
use unrolled_lab::url::patched;
use unrolled_lab::{Command, Layout, Lesson, State};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, MouseEvent};

use crate::browser::{is_loading, matches_media};
use crate::reactive::{RwSignal, effect, handler, live};
use crate::sidebar::IS_WIDE;
use crate::store::Store;
use crate::strings::words;
pub use answers::Answers;
pub use course::{CourseNav, open};
pub use panels::{AllPanels, OnlyPanels, Wanted};
use patches::{Patched, PatchedNote};
use question::{Question, QuestionFields};
use sentences::patch_of;
pub use sentences::{all, look_at, now, written};
pub use slides::Slide;
pub use text::take_over;

/// What is known of the text.
#[derive(Clone, Debug, PartialEq)]
enum Text {
    Loading,
    There,
    Missing(String),
}

/// The state in which a lesson begins.
fn start_of(article: &Element, lesson: Lesson) -> State {
    let patch = article.get_attribute("data-start").unwrap_or_default();
    let start = patched(&State::default(), &format!("v=1&{patch}")).unwrap_or_default();
    State { lesson: Some(lesson), ..start }
}

/// The text of the lesson that is read.
#[component]
pub fn LessonText() -> impl IntoView {
    let store = expect_context::<Store>();
    let panels = expect_context::<OnlyPanels>();
    let words = words().lesson;
    let lesson = store.lesson;
    let text = RwSignal::new(Text::Loading);
    let note = RwSignal::new(None::<Patched>);
    let body = NodeRef::<Div>::new();
    let again = RwSignal::new(0_u32);
    let mounted: StoredValue<Vec<Mounted>, LocalStorage> = StoredValue::new_local(Vec::new());
    effect(move || {
        again.track();
        let (Some(lesson), Some(body)) = (lesson.get(), body.get()) else { return };
        text.set(Text::Loading);
        note.set(None);
        let owner = Owner::current();
        text::load(words.folder, lesson, move |found| {
            // Another one may be wanted by now, or the same in another language.
            if again.try_get_untracked().is_none() {
                return;
            }
            if store.state.try_get_untracked().is_none_or(|state| state.lesson != Some(lesson)) {
                return;
            }
            match (found, owner) {
                (Ok(article), Some(owner)) => owner.with(|| {
                    mounted.write_value().clear();
                    body.set_inner_html("");
                    let _ = body.append_child(&article);
                    mounted.set_value(bring_to_life(store, &article, lesson, note));
                    panels.set(article.get_attribute("data-panels"));
                    text.set(Text::There);
                    course::begin_if_alone(store, lesson, &article);
                    if let Some(column) = document().get_element_by_id("lesson") {
                        let share = store.answers.place(lesson);
                        column.set_scroll_top((share * f64::from(column.scroll_height())) as i32);
                        // Whoever came here by the keyboard goes on in the text; the page stays where it is.
                        let nowhere = document().active_element().is_none_or(|active| active.local_name() == "body");
                        let came = nowhere && !is_loading();
                        if let (true, Some(column)) = (came, column.dyn_ref::<HtmlElement>()) {
                            let there = FocusOptions::new();
                            there.set_prevent_scroll(true);
                            let _ = column.focus_with_options(&there);
                        }
                    }
                }),
                (Err(reason), _) => text.set(Text::Missing(reason)),
                (Ok(_), None) => {}
            }
        });
    });
    on_cleanup(move || panels.set(None));
    let clicked = move |event: MouseEvent| press(store, &event, note);
    let scrolled = move |event: web_sys::Event| {
        let column = event.current_target().and_then(|column| column.dyn_into::<Element>().ok());
        if let (Some(column), Some(lesson), Text::There) = (column, lesson.get_untracked(), text.get_untracked()) {
            store.answers.read_to(lesson, f64::from(column.scroll_top()) / f64::from(column.scroll_height().max(1)));
        }
    };
    let next = move || lesson.get().and_then(Lesson::next);
    view! {
        <div class="lesson-text" id="lesson" tabindex="0" aria-label=words.text role="region" on:scroll=handler(scrolled)>
            {live(move || match text.get() {
                Text::Loading => Some(view! { <p class="help" role="status">{words.loading}</p> }.into_any()),
                Text::Missing(reason) => Some(view! {
                    <p role="alert">{(words.missing)(&reason)}</p>
                    <button type="button" class="button" on:click=handler(move |_| again.update(|again| *again += 1))>
                        {words.again}
                    </button>
                }.into_any()),
                Text::There => None,
            })}
            {live(move || (text.get() == Text::There && lesson.get() != Some(Lesson::Glossary)).then(|| view! {
                <p class="lesson-head">
                    <button type="button" class="quiet-button" id="present-from-start" on:click=handler(move |_| {
                        store.send(Command::LayOut(Layout::Presented));
                    })>{words.present}</button>
                </p>
            }))}
            <div node_ref=body on:click=handler(clicked)></div>
            {live(move || (text.get() == Text::There).then(|| view! {
                <p class="lesson-foot">
                    <button type="button" class="button" on:click=handler(move |_| {
                        if let Some(lesson) = lesson.get_untracked() {
                            open(store, Some(lesson), words.folder);
                        }
                    })>{words.start_again}</button>
                    <button type="button" class="button" id="present" on:click=handler(move |_| {
                        store.send(Command::LayOut(Layout::Presented));
                    })>{words.present}</button>
                    <button
                        type="button" class="button" id="notes"
                        on:click=handler(move |_| open_notes(lesson.get_untracked()))
                    >{words.notes}</button>
                    {next().map(|next| view! {
                        <button type="button" class="button primary" on:click=handler(move |_| open(store, Some(next), words.folder))>
                            {(words.next)((words.name)(next))}
                        </button>
                    })}
                </p>
            }))}
        </div>
        <PatchedNote note />
    }
}

/// What Leptos has put into the text; gone when it is dropped.
type Mounted = UnmountHandle<AnyViewState>;
type AnyViewState = <AnyView as Render>::State;

/// Follows the numbers and replaces lists of choices by fields.
fn bring_to_life(store: Store, article: &Element, lesson: Lesson, note: RwSignal<Option<Patched>>) -> Vec<Mounted> {
    let start = start_of(article, lesson);
    sentences::follow(store, article, &start);
    slides::present(store, article, start.clone(), note);
    // Below the headings of the page.
    for (headings, level) in [("h1", "2"), ("h2", "3"), ("h3", "4")] {
        for heading in all(article, headings) {
            let _ = heading.set_attribute("aria-level", level);
        }
    }
    for (at, link) in all(article, "a.patch").into_iter().enumerate() {
        link.set_id(&format!("lesson-link-{at}"));
        // For whoever opens it in another tab: read alone, it leads here from the folder of the texts.
        if let Some((fragment, _)) = patch_of(&link) {
            let _ = link.set_attribute("href", &format!("#{fragment}"));
        }
    }
    let mut mounted = Vec::new();
    for (at, section) in all(article, "[data-predict], [data-check]").into_iter().enumerate() {
        let Some(question) = Question::of(&section, at) else { continue };
        let after = section.query_selector(".outcome").ok().flatten();
        let list = section.query_selector("ul[data-choices]").ok().flatten();
        let Ok(place) = document().create_element("div") else { continue };
        let _ = match (&list, &after) {
            (Some(list), _) => list.replace_with_with_node_1(&place),
            (None, Some(after)) => after.before_with_node_1(&place),
            (None, None) => continue,
        };
        let start = start.clone();
        let view = move || view! { <QuestionFields question start after store note /> }.into_any();
        mounted.push(mount_to(place.unchecked_into(), view));
    }
    mounted
}

/// A link that moves the figure, or leads to another text.
fn press(store: Store, event: &MouseEvent, note: RwSignal<Option<Patched>>) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(link) = target.and_then(|target| target.closest("a[href]").ok().flatten()) else { return };
    if event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    if link.class_list().contains("patch") && patch_of(&link).is_some() {
        event.prevent_default();
        move_figure(store, &link, note, true);
    } else if let Some(lesson) = link.get_attribute("href").and_then(|address| lesson_of(&address)) {
        event.prevent_default();
        open(store, Some(lesson), words().lesson.folder);
    }
}

/// Moves the figure as a link says. That nothing has changed is said to who has pressed it.
fn move_figure(store: Store, link: &Element, note: RwSignal<Option<Patched>>, is_pressed: bool) {
    let Some((fragment, look)) = patch_of(link) else { return };
    let said = link.text_content().unwrap_or_default();
    let from = link.id();
    store.patch(fragment, move |states| {
        let patched = Patched::of(said, from, states);
        note.set(Some(patched).filter(|patched| is_pressed || patched.has_changed()));
        // On a narrow screen the figure is below the text.
        let look = look.or_else(|| (!matches_media(IS_WIDE)).then(|| "stage".to_owned()));
        if let Some(look) = look {
            look_at(&look);
        }
    });
}

/// Opens the speaker's notes of a lesson in a window of their own.
pub fn open_notes(lesson: Option<Lesson>) {
    if let Some(lesson) = lesson {
        let notes = format!("{}#l-notes", text::address(words().lesson.folder, lesson));
        // A browser may refuse a second window.
        let _ = window().open_with_url_and_target(&notes, "unrolled-notes");
    }
}

/// `5-vanishing.html` → the lesson.
fn lesson_of(address: &str) -> Option<Lesson> {
    let file = address.rsplit('/').next()?.split('#').next()?;
    Lesson::of_file(file.strip_suffix(".html")?)
}
