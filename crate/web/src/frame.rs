//! What is drawn in the next frame, all of it in a row. Text on a canvas makes the browser bring the document's styles up to
//! date; with a change of the document between two drawings it would do so again for each of them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use crate::reactive::effect;

thread_local! {
    /// Paper has no next frame.
    static ON_PAPER: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
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
        // What follows from a drawing comes after all of them: effects run when this function is done.
        request_animation_frame(draw_waiting);
    }
}

fn draw_waiting() {
    WAITING.take().into_iter().for_each(|draw| draw());
}

/// While the page is printed nothing waits for a frame: what waits now is drawn, and what follows is drawn at once.
pub fn print(is_printed: bool) {
    ON_PAPER.set(is_printed);
    if is_printed {
        draw_waiting();
    }
}

/// Runs `draw` in the next frame after anything that `watch` reads has changed; many changes before a frame draw once.
pub fn on_frame(watch: impl Fn() + 'static, draw: impl Fn() + 'static) {
    let (draw, is_waiting) = (Rc::new(draw), Rc::new(Cell::new(false)));
    // Goes with the component that this is called in: there is nothing to draw on after that.
    let component = StoredValue::new(());
    effect(move || {
        watch();
        if !is_waiting.replace(true) {
            let (draw, is_waiting) = (draw.clone(), is_waiting.clone());
            next(move || {
                is_waiting.set(false);
                if component.try_get_value().is_some() {
                    draw();
                }
            });
        }
    });
}
