//! Which panels there are below the stage: all of them in the Lab, and those that a lesson uses beside its text.

use leptos::prelude::*;
use unrolled_lab::{Layout, Parts};

use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;
use crate::turns::Turns;

/// The panels that a link names, or else those that the lesson uses.
#[derive(Clone, Copy)]
pub struct OnlyPanels {
    store: Store,
    /// Of the lesson; `None` without one.
    named: RwSignal<Option<Parts>>,
    /// Whether the reader wants all of them.
    all: RwSignal<bool>,
}

impl OnlyPanels {
    pub fn new(store: Store) -> Self {
        Self { store, named: RwSignal::new(None), all: RwSignal::new(false) }
    }

    /// By their names in the text of a lesson.
    pub fn set(self, names: Option<String>) {
        self.named.set(names.and_then(|names| Parts::named(&names).ok()));
    }

    /// The only ones that are there; `None` for all.
    pub fn parts(self) -> Option<Parts> {
        let state = self.store.state.read();
        match (state.parts, state.layout) {
            (Some(parts), _) => Some(parts),
            // A figure without the rest.
            (None, Layout::Embedded) => self.named.get().or(Parts::named("stage").ok()),
            (None, _) => self.named.get().filter(|_| !self.all.get()),
        }
    }

    pub fn has(self, names: &[&str]) -> bool {
        // The panel that a link opens at is there, too.
        let opened = self.store.state.read().teaching.panel;
        self.parts().is_none_or(|parts| names.iter().any(|name| parts.has(name) || opened == Some(*name)))
    }

    /// Whether the way to where a gradient dies leads anywhere: a link that names parts may leave that panel out.
    pub fn has_why(self) -> bool {
        self.store.state.read().parts.is_none_or(|parts| parts.has("waterfall"))
    }

    /// Whether the stage is there: it always is, but for a link that names other parts.
    pub fn has_stage(self) -> bool {
        self.store.state.read().parts.is_none_or(|parts| parts.has("stage"))
    }
}

/// What is there only if the lesson uses it, once its turn has come; what is not there costs nothing either.
#[component]
pub fn Wanted(
    /// Any of these.
    names: &'static [&'static str],
    children: ChildrenFn,
) -> impl IntoView {
    let panels = expect_context::<OnlyPanels>();
    let turns = expect_context::<Turns>();
    let place = turns.take();
    let is_wanted = memo(move || turns.has_come(place) && panels.has(names));
    view! { <Show when=move || is_wanted.get()>{children()}</Show> }
}

/// Opens the panels that a lesson leaves out.
#[component]
pub fn AllPanels() -> impl IntoView {
    let panels = expect_context::<OnlyPanels>();
    let words = words().lesson;
    live(move || {
        panels.named.get().map(|_| {
            let label = move || if panels.all.get() { words.only_panels } else { words.all_panels };
            view! {
                <button
                    type="button" class="button all-panels"
                    on:click=handler(move |_| panels.all.set(!panels.all.get_untracked()))
                >{live(label)}</button>
            }
        })
    })
}
