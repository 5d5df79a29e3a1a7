//! Which panels there are below the stage: all of them in the Lab, and those that a lesson uses beside its text.

use leptos::prelude::*;

use crate::reactive::{RwSignal, handler, live, memo};
use crate::strings::words;

/// The panels that the lesson uses, by their names in its text.
#[derive(Clone, Copy)]
pub struct OnlyPanels {
    /// `None` without a lesson.
    named: RwSignal<Option<String>>,
    /// Whether the reader wants all of them.
    all: RwSignal<bool>,
}

impl OnlyPanels {
    pub fn new() -> Self {
        Self { named: RwSignal::new(None), all: RwSignal::new(false) }
    }

    pub fn set(self, named: Option<String>) {
        self.named.set(named);
    }

    /// The names, if only these are there.
    pub fn names(self) -> Option<String> {
        self.named.get().filter(|_| !self.all.get())
    }

    fn has(self, names: &[&str]) -> bool {
        self.names().is_none_or(|named| named.split_whitespace().any(|name| names.contains(&name)))
    }
}

/// What is there only if the lesson uses it; what is not there costs nothing either.
#[component]
pub fn Wanted(
    /// Any of these.
    names: &'static [&'static str],
    children: ChildrenFn,
) -> impl IntoView {
    let panels = expect_context::<OnlyPanels>();
    let is_wanted = memo(move || panels.has(names));
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
