//! What is drawn in the next frame, all of it in a row. Text on a canvas makes the browser bring the document's styles up to
//! date; with a change of the document between two drawings it would do so again for each of them. What follows from a
//! drawing is drawn in the same frame: one more frame would lay out and paint the page once more.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use crate::reactive::effect;

type Drawings = Vec<Box<dyn FnOnce()>>;

/// What follows from what follows is drawn in one frame so many times, lest a drawing that leads to itself never ends.
const MOST_ROUNDS: usize = 4;

thread_local! {
    /// Paper has no next frame.
    static ON_PAPER: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Drawings> = const { RefCell::new(Vec::new()) };
    /// While a frame is drawn, what is to be drawn in it as well.
    static FOLLOWING: RefCell<Option<Drawings>> = const { RefCell::new(None) };
}

/// Runs `draw` in the next frame, after what has been asked for before.
pub fn next(draw: impl FnOnce() + 'static) {
    if ON_PAPER.get() {
        return draw();
    }
    let is_first = WAITING.with_borrow_mut(|waiting| {
        waiting.push(Box::new(draw));
        waiting.len() == 1
    });
    if is_first {
        request_animation_frame(draw_frame);
    }
}

fn draw_frame() {
    FOLLOWING.set(Some(Vec::new()));
    draw_waiting();
    // Effects run when this function is done, and those of their effects after them; all of it is before the browser lays out.
    spawn_local(async {
        for _ in 0..MOST_ROUNDS {
            tick().await;
            let following = FOLLOWING.replace(Some(Vec::new())).unwrap_or_default();
            if following.is_empty() {
                break;
            }
            following.into_iter().for_each(|draw| draw());
        }
        FOLLOWING.take().into_iter().flatten().for_each(next);
    });
}

fn draw_waiting() {
    WAITING.take().into_iter().for_each(|draw| draw());
}

/// Runs `draw` in the frame that is being drawn, else in the next one.
fn soon(draw: impl FnOnce() + 'static) {
    let is_drawing = FOLLOWING.with_borrow(Option::is_some) && !ON_PAPER.get();
    if !is_drawing {
        return next(draw);
    }
    FOLLOWING.with_borrow_mut(|following| following.get_or_insert_default().push(Box::new(draw)));
}

/// While the page is printed nothing waits for a frame: what waits now is drawn, and what follows is drawn at once.
pub fn print(is_printed: bool) {
    ON_PAPER.set(is_printed);
    if is_printed {
        draw_waiting();
    }
}

/// Runs `draw` in the next frame after anything that `watch` reads has changed, or in the one that changed it; many changes
/// before it draw once.
pub fn on_frame(watch: impl Fn() + 'static, draw: impl Fn() + 'static) {
    let (draw, is_waiting) = (Rc::new(draw), Rc::new(Cell::new(false)));
    // Goes with the component that this is called in: there is nothing to draw on after that.
    let component = StoredValue::new(());
    effect(move || {
        watch();
        if !is_waiting.replace(true) {
            let (draw, is_waiting) = (draw.clone(), is_waiting.clone());
            soon(move || {
                is_waiting.set(false);
                if component.try_get_value().is_some() {
                    draw();
                }
            });
        }
    });
}
