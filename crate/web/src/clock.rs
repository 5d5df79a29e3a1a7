//! The clock that plays: one moment after the other, as long as the page is seen.

use std::time::Duration;

use leptos::prelude::*;
use unrolled_lab::{Command, Experiment, Moment};
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::address;
use crate::browser::{now_ms, prefers_reduced_motion};
use crate::reactive::effect;
use crate::stops;
use crate::store::Store;

/// How often a page that is not seen looks whether it is.
const UNSEEN_MS: f64 = 250.0;
/// The opening shows the word read for so long before it plays.
const OPENING_PAUSE_MS: f64 = 900.0;

/// The one pass forward and back that the page opens with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// Over, or never wanted.
    Over,
    /// The word stands there, read.
    Waiting,
    Playing,
}

#[derive(Clone, Copy)]
struct Clock {
    store: Store,
    opening: StoredValue<Opening>,
    ticking: StoredValue<bool>,
    /// When the next moment comes, on the browser's clock.
    due_at_ms: StoredValue<f64>,
}

/// Starts the clock, which runs whenever [`Store::playing`] is set, and the opening.
pub fn start(store: Store) {
    let clock = Clock {
        store,
        opening: StoredValue::new(Opening::Over),
        ticking: StoredValue::new(false),
        due_at_ms: StoredValue::new(0.0),
    };
    if !address::has_state() {
        clock.open();
    }
    effect(move || {
        if !store.playing.get() {
            clock.opening.set_value(Opening::Over);
        } else if !clock.ticking.get_value() {
            let wait = if clock.opening.get_value() == Opening::Waiting { OPENING_PAUSE_MS } else { 0.0 };
            clock.due_at_ms.set_value(now_ms() + wait);
            clock.ticking.set_value(true);
            clock.tick();
        }
    });
    clock.stop_opening_when_used();
}

impl Clock {
    /// Not in a frame of its own: what follows from a moment is drawn in the frame after it, all at once.
    fn tick(self) {
        if !self.store.playing.get_untracked() {
            self.ticking.set_value(false);
            return;
        }
        let now = now_ms();
        if document().hidden() {
            self.due_at_ms.set_value(now + UNSEEN_MS);
        } else if now >= self.due_at_ms.get_value() {
            self.advance();
            // A slow frame delays what follows; it does not make it hurry.
            self.due_at_ms.set_value(now + self.store.ms_per_moment.get_untracked());
        }
        let rest = (self.due_at_ms.get_value() - now_ms()).max(0.0);
        set_timeout(move || self.tick(), Duration::from_secs_f64(rest / 1000.0));
    }

    fn advance(self) {
        let timeline = self.store.with_untracked(Experiment::timeline);
        let at_the_end = self.store.cursor.get_untracked() >= timeline.index(Moment::Backward { t: 0 });
        match self.opening.get_value() {
            Opening::Waiting => {
                self.opening.set_value(Opening::Playing);
                self.store.send(Command::First);
            }
            Opening::Playing if at_the_end => {
                self.store.playing.set(false);
                self.rest();
            }
            Opening::Playing | Opening::Over => {
                stops::play_on(self.store);
                // To change the weights is for the reader to decide: playing on makes the update and reads again.
                if self.store.moment_untracked() == Moment::Update {
                    self.store.playing.set(false);
                }
            }
        }
    }

    /// The word is read when the page opens; then one pass is played, or only its end shown if less motion is asked for.
    fn open(self) {
        if prefers_reduced_motion() {
            self.rest();
            return;
        }
        let loss = self.store.with_untracked(|experiment| experiment.timeline().index(Moment::Loss));
        self.store.send(Command::Seek(loss));
        self.opening.set_value(Opening::Waiting);
        self.store.playing.set(true);
    }

    /// Where the gradient is smallest.
    fn rest(self) {
        let shown = self.store.shown.get_untracked();
        let smallest = self.store.with_untracked(|experiment| {
            let timeline = experiment.timeline();
            experiment.smallest_gradient(&shown).map(|(_, moment)| timeline.index(moment))
        });
        if let Some(index) = smallest {
            self.store.send(Command::Seek(index));
        }
    }

    /// Whoever does something has the stage. The play button and the space bar pause by themselves.
    fn stop_opening_when_used(self) {
        let stop = move || {
            if self.opening.get_value() != Opening::Over {
                self.store.playing.set(false);
            }
        };
        let key = window_event_listener(leptos::ev::keydown, move |event| {
            if event.key() != " " {
                stop();
            }
        });
        let pointer = window_event_listener(leptos::ev::pointerdown, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if target.is_none_or(|target| !matches!(target.closest("#play"), Ok(Some(_)))) {
                stop();
            }
        });
        on_cleanup(move || {
            key.remove();
            pointer.remove();
        });
    }
}
