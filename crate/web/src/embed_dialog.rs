//! The dialog that makes a snippet for another page: which parts of the figure are in its frame, and how high it is.

use leptos::html;
use leptos::prelude::*;
use unrolled_lab::layout::PARTS;
use unrolled_lab::{Layout, Parts, State, Teaching};

use crate::address;
use crate::browser;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;
use crate::teaching::fields::{check_box, line, row};

/// What else a frame has: the way to the whole page, in CSS pixels.
const FRAME_PX: u32 = 60;
/// What a frame may be high.
const HEIGHTS_PX: (u32, u32) = (120, 6_000);

/// What is shown where nothing has been chosen.
const USUAL: &str = "stage";

#[component]
pub fn EmbedFigure(store: Store) -> impl IntoView {
    let words = words();
    let usual = Parts::default().with(USUAL, true);
    let parts = RwSignal::new(store.state.read_untracked().parts.unwrap_or(usual));
    // What has been typed, as long as the parts are the same.
    let typed = RwSignal::new(None::<u32>);
    let height = memo(move || typed.get().unwrap_or_else(|| fitting(parts.get(), store.has_data())));
    let snippet = memo(move || snippet_of(&store.state.read(), parts.get(), height.get()));
    let boxes = PARTS.map(|part| {
        let is_on = parts.get_untracked().has(part);
        check_box(format!("embed-{part}"), (words.teach.part)(part), is_on, move |is_on| {
            parts.update(|parts| *parts = parts.with(part, is_on));
            typed.set(None);
        })
    });
    let lesson = words.lesson;
    view! {
        <h2 id="dialog-title">{lesson.embed}</h2>
        <p>{lesson.embed_hint}</p>
        <div class="teach">
            <fieldset>
                <legend>{lesson.embed_parts}</legend>
                <div class="boxes">{Vec::from(boxes)}</div>
                <p class="help">{lesson.embed_parts_help}</p>
            </fieldset>
            {live(move || {
                parts.track();
                let set = move |text: String| typed.set(text.trim().parse().ok().map(within));
                let fits = height.get_untracked().to_string();
                row("embed-height".to_owned(), lesson.embed_height, line("embed-height".to_owned(), None, fits, set))
            })}
            <p class="help">{lesson.embed_height_help}</p>
            <Copied snippet=Box::new(move || snippet.get()) />
        </div>
    }
}

/// The snippet, and the button that copies it.
#[component]
fn Copied(snippet: Box<dyn Fn() -> String + Send + Sync>) -> impl IntoView {
    let words = words();
    let said = RwSignal::new(None::<&'static str>);
    let field = NodeRef::<html::Textarea>::new();
    let line = NodeRef::<html::Div>::new();
    let copy = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let text = field.value();
        field.select();
        leptos::task::spawn_local(async move {
            let is_copied = browser::copy(&text).await;
            // The dialog may be closed by now. What is selected can be copied by the keys, too.
            said.try_set(is_copied.then_some(words.stage.link_copied));
            if let Some(line) = line.try_get_untracked().flatten() {
                browser::show((*line).clone().into());
            }
        });
    };
    view! {
        <textarea
            id="embed-snippet" rows="3" readonly aria-label=words.lesson.embed_snippet node_ref=field
            prop:value=live(move || {
                said.set(None);
                snippet()
            })
        ></textarea>
        <div class="copy-line" node_ref=line>
            <button type="button" class="button primary" id="embed-copy" on:click=handler(copy)>{words.lesson.embed_copy}</button>
            <div role="status">{live(move || said.get())}</div>
        </div>
    }
}

fn snippet_of(state: &State, parts: Parts, height: u32) -> String {
    let parts = Some(parts).filter(|parts| !parts.is_empty());
    // A frame has no room for questions.
    let teaching = Teaching { homework: None, panel: None, ..state.teaching.clone() };
    let state = State { layout: Layout::Embedded, lesson: None, parts, teaching, ..state.clone() };
    let link = address::link_to(&state).replace('&', "&amp;");
    format!(r#"<iframe src="{link}" title="Unrolled" width="100%" height="{height}" loading="lazy"></iframe>"#)
}

fn within(height: u32) -> u32 {
    height.clamp(HEIGHTS_PX.0, HEIGHTS_PX.1)
}

/// As high as the parts are in a frame of 760 pixels, one below the other.
fn fitting(parts: Parts, has_data: bool) -> u32 {
    let parts = if parts.is_empty() { parts.with(USUAL, true) } else { parts };
    // The surface stands in the panel of its chain.
    let counted = if parts.has("chain") { parts.with("surface", false) } else { parts };
    let shown = PARTS.into_iter().filter(|part| counted.has(part));
    within(shown.map(|part| height_of(part, has_data)).sum::<u32>() + FRAME_PX)
}

/// As measured in a frame of 760 pixels in both languages, the higher one and some room, with a word or with data, and what takes a
/// measurement measured.
fn height_of(part: &str, has_data: bool) -> u32 {
    match part {
        "training" if has_data => 1_110,
        "training" | "stacked" => 470,
        "samples" | "flow" | "update" => 570,
        "cell-view" => 1_000,
        "influence" | "shortened" => 530,
        "sum" | "waterfall" => 650,
        "roads" => 900,
        "spectral" => 1_100,
        "chain" | "surface" => 1_560,
        "lengths" | "memory" => 760,
        _ => 800,
    }
}
