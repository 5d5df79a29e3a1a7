//! The parts of the page come one after the other, each in a task of its own: what is there can be seen and used while the rest
//! is made. What is far below the window waits until it is near, or until the reader does something: a phone that shows the
//! stage need not make twenty charts first.

use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;

use crate::browser;
use crate::frame;
use crate::reactive::{Memo, RwSignal, effect, live, memo};
use crate::remount::left_at;
use crate::seen::Seen;

/// What the browser tells of a reader who is there.
const SIGNS: [&str; 6] = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin"];
/// How near the end of what is there may come to the window before more is made.
const NEAR: &str = "100%";

/// Whose turn it is; in context.
#[derive(Clone, Copy)]
pub struct Turns {
    /// How many places have been given out.
    given: StoredValue<usize>,
    /// So many of them have had their turn.
    come: RwSignal<usize>,
    /// So many come in any case.
    first: StoredValue<usize>,
    /// Whether those after them are wanted now.
    are_wanted: RwSignal<bool>,
    /// Whether they wait for that.
    wait: StoredValue<bool>,
    /// Where the reader was before the page was loaded again, once all are there.
    back_to: StoredValue<Option<f64>>,
}

impl Turns {
    pub fn new() -> Self {
        Self {
            given: StoredValue::new(0),
            come: RwSignal::new(0),
            first: StoredValue::new(usize::MAX),
            are_wanted: RwSignal::new(true),
            wait: StoredValue::new(false),
            back_to: StoredValue::new(left_at()),
        }
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

    /// Those who have a place by now come in any case, and the others only while they are wanted. Who was reading further down
    /// before the page was loaded again wants all.
    pub fn rest_can_wait(self) {
        if self.back_to.get_value().is_none() {
            self.first.set_value(self.given.get_value());
        }
    }

    /// Whether there is more to come.
    fn has_rest(self) -> bool {
        self.come.get() != usize::MAX
    }

    /// It is everybody's turn, also of those who are still to ask for a place.
    pub fn come_at_once(self) {
        self.come.set(usize::MAX);
        browser::say_whole();
    }

    /// Lets one after the other come, with room for a frame between them.
    pub fn begin(self) {
        set_timeout(move || self.step(), Duration::ZERO);
    }

    fn step(self) {
        // Another language may have taken the page away meanwhile.
        let (Some(come), Some(given)) = (self.come.try_get_untracked(), self.given.try_get_value()) else { return };
        if come < self.first.get_value().min(given) {
            return self.next();
        }
        browser::say_ready();
        if come >= given {
            self.come_at_once();
            if let Some(y) = self.back_to.try_update_value(Option::take).flatten() {
                // Charts get their height with their first frame.
                frame::next(move || frame::next(move || window().scroll_to_with_x_and_y(0.0, y)));
            }
            return;
        }
        // What has come has its height in the next frame, and the end of the page may be far from the window then.
        frame::next(move || set_timeout(move || self.step_if_wanted(), Duration::ZERO));
    }

    fn next(self) {
        self.come.update(|come| *come = come.saturating_add(1));
        self.begin();
    }

    fn step_if_wanted(self) {
        match self.are_wanted.try_get_untracked() {
            Some(true) => self.next(),
            Some(false) => self.wait.set_value(true),
            None => {}
        }
    }

    fn want(self, are_wanted: bool) {
        if self.are_wanted.try_set(are_wanted).is_none() && are_wanted && self.wait.get_value() {
            self.wait.set_value(false);
            self.next();
        }
    }
}

/// What is made in its turn; what is folded away, when it is unfolded.
#[component]
pub fn Turn(
    /// Whether it has ever been unfolded, if it can be.
    #[prop(optional_no_strip)]
    unfolded: Option<Memo<bool>>,
    children: ChildrenFn,
) -> impl IntoView {
    let is_there = unfolded.unwrap_or_else(|| {
        let turns = expect_context::<Turns>();
        let place = turns.take();
        memo(move || turns.has_come(place))
    });
    view! { <Show when=move || is_there.get()>{children()}</Show> }
}

/// Stands after all parts, and lets those that wait come when the window is near or the reader does something.
#[component]
pub fn EndOfParts() -> impl IntoView {
    let turns = expect_context::<Turns>();
    let end = NodeRef::<Div>::new();
    let is_near = RwSignal::new(true);
    let has_reader = RwSignal::new(false);
    let listen = |name: &str| window_event_listener_untyped(name, move |_| has_reader.set(true));
    let listeners = StoredValue::new(SIGNS.into_iter().map(listen).collect::<Vec<_>>());
    // Paper has no time for turns.
    let print = window_event_listener(leptos::ev::beforeprint, move |_| turns.come_at_once());
    let leave = move || listeners.update_value(|listeners| listeners.drain(..).for_each(WindowListenerHandle::remove));
    on_cleanup(move || {
        leave();
        print.remove();
    });
    let seen = StoredValue::new_local(None);
    effect(move || seen.set_value(end.get().map(|end| Seen::watch(&end, NEAR, is_near))));
    effect(move || {
        turns.want(is_near.get() || has_reader.get());
        if has_reader.get() {
            leave();
        }
    });
    view! { <div node_ref=end class:to-come=live(move || turns.has_rest())></div> }
}
