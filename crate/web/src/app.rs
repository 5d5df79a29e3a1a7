//! The page as a whole: where its parts stand.

use leptos::prelude::*;
use unrolled_lab::url::LinkError;
use unrolled_lab::{Command, State};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::address;
use crate::browser;
use crate::cell_view::CellView;
use crate::dialogs::{Dialog, Dialogs};
use crate::given_up::GivenUpNotice;
use crate::gradient_lab::GradientLabSection;
use crate::keyboard;
use crate::lesson::{AllPanels, CourseNav, LessonText, OnlyPanels, Wanted};
use crate::panels::Panels;
use crate::race_panel::RacePanel;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::samples::{OnStage, SamplesPanel};
use crate::sidebar::Sidebar;
use crate::stage::Stage;
use crate::store::Store;
use crate::strings::words;
use crate::theme::{self, ThemeToggle};
use crate::toolbar::Toolbar;
use crate::tour::{Tour, TourCard};
use crate::transport::Transport;

/// Replaces the static frame in `#app` by the running page.
pub fn mount() {
    let root: HtmlElement = document().get_element_by_id("app").expect("index.html has #app").unchecked_into();
    root.set_inner_html("");
    browser::measure_formulas();
    mount_to(root, || view! { <App /> }).forget();
}

#[component]
fn App() -> impl IntoView {
    let broken_link = RwSignal::new(None);
    let complain = move |error: LinkError| broken_link.set(Some((words().broken_link)(&error)));
    // A link whose data are still to be loaded shows the usual state until they are there.
    let found = address::read();
    let is_there = found.is_ok();
    let state = found.unwrap_or_default();
    let updates = state.updates;
    let store = Store::new(State { updates: 0, ..state });
    provide_context(store);
    store.send(Command::GoToUpdate(updates));
    if !is_there {
        address::open(store, complain);
    }
    address::keep_in_step(store, complain);
    theme::provide();
    let dialogs = Dialogs::new();
    provide_context(dialogs);
    keyboard::listen(store, dialogs);
    let has_data = memo(move || store.has_data());
    let has_lesson = memo(move || store.state.read().lesson.is_some());
    let beside = RwSignal::new(Side::Text);
    let panels = OnlyPanels::new();
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
    view! {
        <a class="skip-link" href="#stage" on:click=handler(skip)>{words().skip}</a>
        <BrokenLink message=broken_link />
        <GivenUpNotice />
        <ThemeToggle />
        <CourseNav />
        <div class="workbench" class:reads=live(move || has_lesson.get())>
            <div class="side">
                <Beside beside />
                <div class="sidebar-slot" class:is-off=live(move || has_lesson.get() && beside.get() == Side::Text)>
                    <Sidebar />
                </div>
            </div>
            <main data-panels=live(move || panels.names())>
                <Toolbar />
                <OnStage />
                <Stage />
                <Transport />
                <Wanted names=&["training"]><RacePanel /></Wanted>
                <Show when=move || has_data.get()>
                    <Wanted names=&["samples"]><SamplesPanel /></Wanted>
                </Show>
                <Wanted names=&["cell-view"]><CellView /></Wanted>
                <Panels />
                <GradientLabSection />
                <AllPanels />
            </main>
        </div>
        <TourCard />
        <Dialog dialogs />
    }
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
    let has_lesson = memo(move || store.state.read().lesson.is_some());
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
            <div class="beside segmented" role="group" aria-label=words.beside>
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
fn BrokenLink(message: RwSignal<Option<String>>) -> impl IntoView {
    let words = words();
    live(move || {
        message.get().map(|text| {
            view! {
                <div class="notice" role="alert" id="broken-link">
                    <p>{text}</p>
                    <button type="button" class="button" on:click=handler(move |_| message.set(None))>{words.dismiss}</button>
                </div>
            }
        })
    })
}
