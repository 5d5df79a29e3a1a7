//! The words of the first minute.

use super::message::{say, text};

pub struct TourWords {
    pub welcome: &'static str,
    pub first_lesson: &'static str,
    pub start: &'static str,
    pub lab: &'static str,
    pub step: fn(usize, usize) -> String,
    /// Of a step, from 0; after the last one the end.
    pub text: fn(usize) -> &'static str,
    pub next: &'static str,
    pub skip: &'static str,
    pub close: &'static str,
}

pub fn words() -> TourWords {
    TourWords {
        welcome: text("tour-welcome"),
        first_lesson: text("tour-first-lesson"),
        start: text("tour-start"),
        lab: text("tour-lab"),
        step: |step, steps| say!("tour-step", step, steps),
        text: |step| match step {
            0 => text("tour-read"),
            1 => text("tour-loss"),
            2 => text("tour-back"),
            3 => text("tour-ask"),
            4 => text("tour-change"),
            _ => text("tour-end"),
        },
        next: text("tour-next"),
        skip: text("tour-skip"),
        close: text("tour-close"),
    }
}
