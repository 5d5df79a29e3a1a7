//! The page as a whole: what lives as long as it does, and where its parts stand.

use std::any::Any;
use std::cell::RefCell;
use std::time::Duration;

use leptos::portal::Portal;
use leptos::prelude::*;
use unrolled_lab::url::LinkError;
use unrolled_lab::{Command, Direction, Layout, Parts, State};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::address;
use crate::browser;
use crate::cell_view::CellView;
use crate::clock;
use crate::dialogs::{Dialog, Dialogs};
use crate::given_up::GivenUpNotice;
use crate::gradient_check;
use crate::gradient_lab::GradientLabSection;
use crate::keyboard;
use crate::language::{self, LanguageSwitch, MissingLanguage};
use crate::lesson::{self, AllPanels, CourseNav, LessonText, OnlyPanels, Wanted, look_at, open_notes};
use crate::panels::Panels;
use crate::print;
use crate::race_panel::RacePanel;
use crate::reactive::{Memo, RwSignal, effect, handler, live, memo};
use crate::remount::{Place, keep_when_left};
use crate::samples::{OnStage, SamplesPanel};
use crate::sidebar::Sidebar;
use crate::sound;
use crate::stage::Stage;
use crate::store::Store;
use crate::strings::{self, words};
use crate::teaching::{self, Aside, HomeworkCard, RefusedNotice, Review, TeachingBar};
use crate::theme::{self, ThemeToggle};
use crate::toolbar::Toolbar;
use crate::tour::{Tour, TourCard};
use crate::transport::Transport;
use crate::turns::{EndOfParts, Turn, Turns};

thread_local! {
    /// What is on the screen; dropping it takes it away.
    static SHOWN: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// What is wrong with the link that opened the page; in context.
#[derive(Clone, Copy)]
struct BrokenLink(RwSignal<Option<LinkError>>);

/// Replaces the static frame in `#app` by the running page.
pub fn mount() {
    let root: HtmlElement = document().get_element_by_id("app").expect("index.html has #app").unchecked_into();
    // What is begun here lives as long as the page, whatever is on the screen. Nothing of it is seen; mounted it is because
    // that starts Leptos's executor.
    let begun = mount_to(root.clone(), move || {
        let page = Owner::current().unwrap_or_default();
        let (frame, shown) = (root.clone(), page.clone());
        begin(move || shown.with(|| show(&root)));
        let first = move || {
            lesson::take_over(&frame, words().lesson.folder);
            frame.set_inner_html("");
            page.with(|| show(&frame));
        };
        // Each in a task of its own, so that the browser can answer in between; the static frame is seen meanwhile.
        let measure = move || {
            set_timeout(first, Duration::ZERO);
        };
        set_timeout(measure, Duration::ZERO);
    });
    std::mem::forget(begun);
}

/// The state and whatever follows it without being seen. `anew` makes what is seen once more.
fn begin(anew: impl Fn() + Clone + 'static) {
    let broken_link = RwSignal::new(None);
    provide_context(BrokenLink(broken_link));
    let complain = move |error: LinkError| broken_link.set(Some(error));
    // A link whose data are still to be loaded shows the usual state until they are there.
    let found = address::read();
    let is_there = found.is_ok();
    let state = found.unwrap_or_else(|_| State { language: strings::spoken(), ..State::default() });
    let updates = state.updates;
    // With questions the page begins with them, and they lead to the panel.
    let panel = state.teaching.panel.filter(|_| state.teaching.homework.is_none());
    let review = Review::of(&state);
    let store = Store::new(State { updates: 0, ..state });
    store.review.set(review);
    provide_context(store);
    store.send(Command::GoToUpdate(updates));
    if !is_there {
        address::open(store, complain);
    }
    address::keep_in_step(store, complain);
    if let Some(panel) = panel {
        look_at(panel);
    }
    theme::provide();
    print::provide();
    keep_when_left();
    let dialogs = Dialogs::new();
    provide_context(dialogs);
    let sound = sound::start(store);
    keyboard::listen(store, dialogs, sound);
    clock::start(store);
    gradient_check::keep_checked(store);
    teaching::follow(store);
    store.draft.follow();
    Aside::provide();
    language::follow(store, anew);
}

/// Puts the page on the screen, in place of what is there.
fn show(root: &HtmlElement) {
    let place = SHOWN.with_borrow(Option::is_some).then(|| Place::of(root));
    drop(SHOWN.take());
    let is_anew = place.is_some();
    let shown = mount_to(root.clone(), move || {
        let turns = Turns::new();
        provide_context(turns);
        // Who has been reading goes on where the page was scrolled to, so all of it is to be there.
        match is_anew {
            true => turns.come_at_once(),
            false => turns.begin(),
        }
        view! { <App /> }
    });
    SHOWN.set(Some(Box::new(shown)));
    if let Some(place) = place {
        place.restore(root);
    }
}

#[component]
fn App() -> impl IntoView {
    let store = expect_context::<Store>();
    let has_data = memo(move || store.has_data());
    let has_lesson = memo(move || store.lesson.get().is_some());
    let layout = memo(move || store.state.read().layout);
    lay_out(layout);
    let beside = RwSignal::new(Side::Text);
    let panels = OnlyPanels::new(store);
    provide_context(panels);
    provide_context(Tour::new());
    // The fragment is the state's: it is not to become a link to a part of the page.
    let skip = |event: web_sys::MouseEvent| {
        event.prevent_default();
        let play = document().get_element_by_id("play").and_then(|play| play.dyn_into::<HtmlElement>().ok());
        if let Some(play) = play {
            let _ = play.focus();
        }
    };
    // The panels' titles are a level below one that stands beside the figure, which a frame has no room for.
    let heading = move || {
        let text = if has_data.get() { words().task_title } else { words().intro_title };
        (layout.get() == Layout::Embedded).then(|| view! { <h2 class="visually-hidden">{text}</h2> })
    };
    // Each is a value by itself: one type of all of them would be moved about as a whole, and fill the stack of a debug build.
    // What is made first has its turn first.
    let stage = [
        live(heading).into_any(),
        view! { <Turn><Toolbar /></Turn> }.into_any(),
        view! { <Turn><OnStage /></Turn> }.into_any(),
        view! { <Turn><Stage /></Turn> }.into_any(),
        view! { <Turn><Transport /></Turn> }.into_any(),
    ];
    let sidebar = view! { <Sidebar /> }.into_any();
    let state = store.state.read_untracked();
    // The panel that a link opens at is looked at as soon as it is there. In a frame and for a room there are few parts.
    if state.layout == Layout::Whole && state.teaching.panel.is_none() {
        expect_context::<Turns>().rest_can_wait();
    }
    drop(state);
    let samples = view! {
        <Show when=move || has_data.get()>
            <Wanted names=&["samples"]><SamplesPanel /></Wanted>
        </Show>
    };
    let panels_below = [
        view! { <Wanted names=&["training"]><RacePanel /></Wanted> }.into_any(),
        samples.into_any(),
        view! { <Wanted names=&["cell-view"]><CellView /></Wanted> }.into_any(),
        view! { <Panels /> }.into_any(),
        view! { <Turn><GradientLabSection /></Turn> }.into_any(),
        view! { <Turn><AllPanels /></Turn> }.into_any(),
        view! { <EndOfParts /> }.into_any(),
    ];
    view! {
        <Portal mount=theme::place_of("skip")>
            <a class="skip-link" href="#stage" on:click=handler(skip)>{words().skip}</a>
        </Portal>
        <BrokenLinkNotice />
        <MissingLanguage />
        <GivenUpNotice />
        <RefusedNotice />
        <LanguageSwitch />
        <ThemeToggle />
        <CourseNav />
        <div class="workbench" class:reads=live(move || has_lesson.get())>
            <div class="side">
                <TeachingBar />
                <HomeworkCard />
                <Beside beside />
                <div class="sidebar-slot" class:is-off=live(move || has_lesson.get() && beside.get() == Side::Text)>
                    {sidebar}
                </div>
            </div>
            <main data-panels=live(move || panels.parts().map(Parts::names)) class:has-no-stage=live(move || !panels.has_stage())>{stage}{panels_below}</main>
        </div>
        <Wholly layout />
        <TourCard />
        <Dialog />
    }
}

/// Says on the page's root for whom it is laid out; the style sheet does the rest.
fn lay_out(layout: Memo<Layout>) {
    effect(move || {
        let name = match layout.get() {
            Layout::Whole => "whole",
            Layout::Embedded => "embed",
            Layout::Presented => "present",
        };
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-layout", name);
        }
    });
}

/// The way from a frame, or from a presentation, to the whole page.
#[component]
fn Wholly(layout: Memo<Layout>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let link = move || {
        let state = store.state.get();
        address::link_to(&State { layout: Layout::Whole, parts: None, ..state })
    };
    let slide = move || store.slide.get().map(|(at, count)| format!("{} / {count}", at + 1));
    let turn = move |id, name, sign, direction| {
        let is_end = move || match (store.slide.get(), direction) {
            (Some((at, count)), Direction::Forward) => at + 1 == count,
            (Some((at, _)), Direction::Back) => at == 0,
            (None, _) => true,
        };
        view! {
            <button
                type="button" class="button quiet" id=id aria-label=name title=name
                aria-disabled=live(move || is_end().to_string()) hidden=live(move || store.slide.get().is_none())
                on:click=handler(move |_| store.turn_slide.set(Some(direction)))
            >{sign}</button>
        }
    };
    live(move || match layout.get() {
        Layout::Whole => None,
        Layout::Embedded => Some(
            view! {
                <nav class="wholly" aria-label=words.lesson.open_whole>
                    <a href=live(link) target="_blank" rel="noopener">{words.lesson.open_whole}</a>
                </nav>
            }
            .into_any(),
        ),
        Layout::Presented => Some(
            view! {
                <nav class="wholly" aria-label=words.lesson.present>
                    // Once, at the beginning: whoever presents has found the keys then.
                    <p class="present-keys" hidden=live(move || store.slide.get().is_none_or(|(at, _)| at > 0))>
                        {words.lesson.present_keys}
                    </p>
                    {turn("slide-before", words.lesson.slide_before, "‹", Direction::Back)}
                    <output id="slide" title=words.lesson.present_keys>{live(slide)}</output>
                    {turn("slide-next", words.lesson.slide_next, "›", Direction::Forward)}
                    {browser::can_fill_screen().then(|| view! {
                        <button
                            type="button" class="button quiet" id="full-screen"
                            on:click=handler(move |_| browser::fill_screen(!browser::fills_screen()))
                        >{words.lesson.full_screen}<kbd aria-hidden="true">"f"</kbd></button>
                    })}
                    <button
                        type="button" class="button quiet" id="present-notes"
                        on:click=handler(move |_| open_notes(store.state.read_untracked().lesson))
                        hidden=live(move || store.slide.get().is_none())
                    >{words.lesson.notes}</button>
                    <button
                        type="button" class="button quiet" id="end-presentation"
                        on:click=handler(move |_| {
                            browser::fill_screen(false);
                            store.send(Command::LayOut(Layout::Whole));
                        })
                    >{words.lesson.end_presentation}</button>
                </nav>
            }
            .into_any(),
        ),
    })
}

/// What stands beside the figure while a lesson is read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Text,
    Settings,
}

/// The lesson, if one is read, and the choice between it and the settings.
#[component]
fn Beside(beside: RwSignal<Side>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().lesson;
    let has_lesson = memo(move || store.lesson.get().is_some());
    let button = move |side: Side, name: &'static str| {
        view! {
            <button
                type="button" class="segment" aria-pressed=live(move || (beside.get() == side).to_string())
                on:click=handler(move |_| beside.set(side))
            >{name}</button>
        }
    };
    view! {
        <Show when=move || has_lesson.get()>
            <div class="beside segmented" role="navigation" aria-label=words.beside>
                {button(Side::Text, words.text)}
                {button(Side::Settings, words.settings)}
            </div>
            <div class="lesson-slot" class:is-off=live(move || beside.get() == Side::Settings)>
                <LessonText />
            </div>
        </Show>
    }
}

/// Says what is wrong with the link that opened the page, until it is put away.
#[component]
fn BrokenLinkNotice() -> impl IntoView {
    let BrokenLink(broken) = expect_context();
    let words = words();
    live(move || {
        broken.get().map(|error| {
            view! {
                <div class="notice" role="alert" id="broken-link">
                    <p>{(words.broken_link)(&error)}</p>
                    <button type="button" class="button" on:click=handler(move |_| broken.set(None))>{words.dismiss}</button>
                </div>
            }
        })
    })
}
