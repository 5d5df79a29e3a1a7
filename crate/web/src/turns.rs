//! The parts of the page come one after the other, each in a task of its own: what is there can be seen and used while the rest
//! is made.

use std::time::Duration;

use leptos::prelude::*;

use crate::reactive::{RwSignal, memo};

/// Whose turn it is; in context.
#[derive(Clone, Copy)]
pub struct Turns {
    /// How many places have been given out.
    given: StoredValue<usize>,
    /// So many of them have had their turn.
    come: RwSignal<usize>,
}

impl Turns {
    pub fn new() -> Self {
        Self { given: StoredValue::new(0), come: RwSignal::new(0) }
    }

    /// A place after all that were given out before.
    pub fn take(self) -> usize {
        let place = self.given.get_value();
        self.given.set_value(place + 1);
        place
    }

    pub fn has_come(self, place: usize) -> bool {
        place < self.come.get()
    }

    /// It is everybody's turn, also of those who are still to ask for a place.
    pub fn come_at_once(self) {
        self.come.set(usize::MAX);
    }

    /// Lets one after the other come, with room for a frame between them, and then does `done`.
    pub fn begin(self, done: impl FnOnce() + 'static) {
        let step = move || {
            // Another language may have taken the page away meanwhile.
            let (Some(come), Some(given)) = (self.come.try_get_untracked(), self.given.try_get_value()) else { return };
            if come < given {
                self.come.set(come + 1);
                self.begin(done);
            } else {
                self.come_at_once();
                done();
            }
        };
        set_timeout(step, Duration::ZERO);
    }
}

/// What is made in its turn.
#[component]
pub fn Turn(children: ChildrenFn) -> impl IntoView {
    let turns = expect_context::<Turns>();
    let place = turns.take();
    let is_there = memo(move || turns.has_come(place));
    view! { <Show when=move || is_there.get()>{children()}</Show> }
}
