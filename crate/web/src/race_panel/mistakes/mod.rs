//! Which examples each cell gets wrong. They are answered when the list is open, with the weights that are shown; whoever presses
//! one has it on the stage.

mod asked;
mod confusion;
mod list;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{Pair, Tally};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement};

use crate::lesson::look_at;
use crate::measures::{Age, Kind};
use crate::reactive::{RwSignal, effect, handler, live, memo};
use crate::stage::marker::CellMarker;
use crate::store::Store;
use crate::strings::words;
use asked::{Asked, keep_answered};
use confusion::Confusion;
use list::List;

/// Which of the examples are listed.
#[derive(Clone, Copy)]
struct Choice {
    is_training: RwSignal<bool>,
    /// Whose mistakes; `None` for those of any cell.
    cell: RwSignal<Option<CellKind>>,
    only_wrong: RwSignal<bool>,
    /// Only those that the cell answered so.
    pair: RwSignal<Option<Pair>>,
}

impl Choice {
    /// The chosen cell, if it is shown.
    fn shown_cell(self, store: Store) -> Option<CellKind> {
        self.cell.get().filter(|kind| store.shown.read().contains(kind))
    }

    fn choose_cell(self, cell: Option<CellKind>) {
        self.pair.set(None);
        self.cell.set(cell);
    }

    fn choose_set(self, is_training: bool) {
        self.pair.set(None);
        self.is_training.set(is_training);
    }
}

/// Opens the list and brings it onto the screen.
pub fn open_mistakes() {
    let found = document().get_element_by_id("mistakes").and_then(|found| found.dyn_into::<HtmlDetailsElement>().ok());
    let Some(details) = found else { return };
    details.set_open(true);
    if let Some(summary) = details.first_element_child().and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = summary.focus();
    }
    look_at("mistakes");
}

#[component]
pub fn Mistakes() -> impl IntoView {
    let store = expect_context::<Store>();
    let is_open = RwSignal::new(false);
    let choice = Choice {
        is_training: RwSignal::new(false),
        cell: RwSignal::new(None),
        only_wrong: RwSignal::new(true),
        pair: RwSignal::new(None),
    };
    let toggled = move |event: web_sys::Event| {
        let details = event.target().and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
        is_open.set(details.is_some_and(|details| details.open()));
    };
    // Classes of another task are others.
    let task = memo(move || store.settings.read().task);
    effect(move || {
        task.track();
        choice.pair.set(None);
    });
    keep_answered(store, is_open);
    view! {
        <details class="mistakes" id="mistakes" on:toggle=handler(toggled)>
            <summary>{words().mistakes.title}</summary>
            <Show when=move || is_open.get()><Answered choice /></Show>
        </details>
    }
}

#[component]
fn Answered(choice: Choice) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().mistakes;
    let measures = store.measures;
    let is_known = memo(move || matches!(measures.age(store, Kind::Answers), Age::Now | Age::OtherUpdates(_)));
    let progress = move || measures.progress(Kind::Answers).get().map_or_else(String::new, words.asking);
    let age = move || match measures.age(store, Kind::Answers) {
        Age::OtherUpdates(then) => {
            let old = (words.old)(then, store.updates.get());
            if store.race.is_busy() { format!("{old} {}", words.later) } else { old }
        }
        Age::Now => (words.now)(store.updates.get()),
        Age::Nothing | Age::OtherSettings if store.race.is_busy() => words.later.to_owned(),
        Age::Nothing | Age::OtherSettings => String::new(),
    };
    view! {
        <div class="mistakes-said">
            <p class="run-status" id="mistakes-age" role="status">{live(age)}</p>
            <p class="measure-progress" id="mistakes-progress">{live(progress)}</p>
        </div>
        <Show when=move || is_known.get()>
            <Choices choice />
            <Counts choice />
            <Confusion choice />
            <List choice />
        </Show>
    }
}

/// Which set, whose mistakes, and whether right ones are listed, too.
#[component]
fn Choices(choice: Choice) -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, cell_name) = (words().mistakes, words().cell_name);
    let sizes = memo(move || Asked::read(store, choice, |asked| asked.sizes()).unwrap_or_default());
    let set = move |is_training: bool| {
        let name = move || {
            let [asked, all] = sizes.get()[usize::from(is_training)];
            if is_training { (words.training)(asked, all) } else { (words.test)(asked, all) }
        };
        view! {
            <button
                type="button" id=if is_training { "mistakes-training" } else { "mistakes-test" }
                aria-pressed=live(move || (choice.is_training.get() == is_training).to_string())
                on:click=handler(move |_| choice.choose_set(is_training))
            >{live(name)}</button>
        }
    };
    let has_training = memo(move || sizes.get()[1][0] > 0);
    let sets = move || {
        if has_training.get() {
            let both = [false, true].map(set).collect_view();
            view! { <div class="segmented" role="group" aria-label=words.sets>{both}</div> }.into_any()
        } else {
            let [asked, all] = sizes.get()[0];
            view! { <span id="mistakes-test">{(words.test)(asked, all)}</span> }.into_any()
        }
    };
    let pressed = move |cell: Option<CellKind>| live(move || (choice.shown_cell(store) == cell).to_string());
    let cells = move || {
        let one = |kind: CellKind| {
            view! {
                <button
                    type="button" id=format!("mistakes-{}", crate::stage::marker::key(kind)) aria-pressed=pressed(Some(kind))
                    on:click=handler(move |_| choice.choose_cell(Some(kind)))
                ><CellMarker kind />{cell_name(kind)}</button>
            }
        };
        store.shown.get().into_iter().map(one).collect_view()
    };
    view! {
        <div class="run-buttons">
            {live(sets)}
            <span class="mistakes-whose">
                <span aria-hidden="true">{words.whose}</span>
                <span class="segmented" role="group" aria-label=words.whose>
                    <button
                        type="button" id="mistakes-any" aria-pressed=pressed(None)
                        on:click=handler(move |_| choice.choose_cell(None))
                    >{words.any_cell}</button>
                    {live(cells)}
                </span>
            </span>
            <label class="mistakes-only">
                <input
                    type="checkbox" id="mistakes-only-wrong" prop:checked=live(move || choice.only_wrong.get())
                    disabled=live(move || choice.pair.get().is_some())
                    on:change=handler(move |event| choice.only_wrong.set(event_target_checked(&event)))
                />
                {words.only_wrong}
            </label>
        </div>
    }
}

/// How many are wrong.
#[component]
fn Counts(choice: Choice) -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, cell_name) = (words().mistakes, words().cell_name);
    let text = memo(move || {
        let cell = choice.shown_cell(store);
        let count = |asked: &Asked| {
            let Some(kind) = cell else {
                return (words.wrong_somewhere)(asked.wrong_somewhere(), asked.len());
            };
            match choice.pair.get() {
                Some(pair) => {
                    let [wanted, said] = asked.names(pair);
                    (words.pair)(cell_name(kind), &wanted, &said, asked.listed().len())
                }
                None => (words.wrong)(cell_name(kind), Tally::of(asked.replies(kind)), asked.are_many()),
            }
        };
        Asked::read(store, choice, count).unwrap_or_default()
    });
    let without_pair = move || {
        choice.pair.get().map(|_| {
            view! {
                <button
                    type="button" class="button quiet" id="mistakes-without-pair"
                    on:click=handler(move |_| choice.pair.set(None))
                >{words.without_pair}</button>
            }
        })
    };
    view! {
        <p class="mistakes-count"><span id="mistakes-count" role="status">{live(move || text.get())}</span>{live(without_pair)}</p>
    }
}
