//! The words around the lessons; the lessons themselves are files of their own.

use unrolled_lab::Lesson;

use super::message::{say, spoken, text};

pub struct LessonWords {
    pub course: &'static str,
    /// Everything open, without a lesson.
    pub lab: &'static str,
    pub name: fn(Lesson) -> &'static str,
    /// The folder of the language's texts.
    pub folder: &'static str,
    pub loading: &'static str,
    pub missing: fn(&str) -> String,
    pub again: &'static str,
    pub text: &'static str,
    pub settings: &'static str,
    /// The two of them.
    pub beside: &'static str,
    pub to_text: &'static str,
    pub all_panels: &'static str,
    pub only_panels: &'static str,
    pub start_again: &'static str,
    pub open_whole: &'static str,
    pub embed: &'static str,
    pub embed_hint: &'static str,
    pub present: &'static str,
    pub present_keys: &'static str,
    pub end_presentation: &'static str,
    pub notes: &'static str,
    pub next: fn(&str) -> String,
    pub changed: &'static str,
    pub changed_nothing: &'static str,
    /// A name in the address that is back to what is usual.
    pub as_usual: fn(&str) -> String,
    pub setting: fn(&str) -> String,
    pub undo: &'static str,
    pub choose: &'static str,
    pub answer: &'static str,
    pub predict: &'static str,
    pub training: fn(u32) -> String,
    pub right: &'static str,
    /// The words of the choice that is right.
    pub wrong: fn(&str) -> String,
    pub not_known: &'static str,
    pub once_more: &'static str,
    pub curve: CurveWords,
}

pub struct CurveWords {
    pub label: fn(&str) -> String,
    pub hint: &'static str,
    /// The step and what is drawn there.
    pub at: fn(usize, &str) -> String,
    pub done: &'static str,
    /// The first steps, from 1, where nothing is drawn yet.
    pub missing: fn(usize, usize) -> String,
    /// The mean distance in powers of ten.
    pub distance: fn(&str) -> String,
    pub close: &'static str,
    pub drawn: &'static str,
    pub measured: &'static str,
}

pub fn words() -> LessonWords {
    LessonWords {
        course: text("lesson-course"),
        lab: text("lesson-lab"),
        name: |lesson| match lesson {
            Lesson::Recurrence => text("lesson-1"),
            Lesson::Shapes => text("lesson-2"),
            Lesson::Spelling => text("lesson-3"),
            Lesson::Bptt => text("lesson-4"),
            Lesson::Vanishing => text("lesson-5"),
            Lesson::Lstm => text("lesson-6"),
            Lesson::Gru => text("lesson-7"),
            Lesson::Glossary => text("lesson-glossary"),
        },
        folder: spoken().tag(),
        loading: text("lesson-loading"),
        missing: |reason| say!("lesson-missing", reason),
        again: text("lesson-again"),
        text: text("lesson-text"),
        settings: text("lesson-settings"),
        beside: text("lesson-beside"),
        to_text: text("lesson-to-text"),
        all_panels: text("lesson-all-panels"),
        only_panels: text("lesson-only-panels"),
        start_again: text("lesson-start-again"),
        open_whole: text("lesson-open-whole"),
        embed: text("lesson-embed"),
        embed_hint: text("lesson-embed-hint"),
        present: text("lesson-present"),
        present_keys: text("lesson-present-keys"),
        end_presentation: text("lesson-end-presentation"),
        notes: text("lesson-notes"),
        next: |name| say!("lesson-next", name),
        changed: text("lesson-changed"),
        changed_nothing: text("lesson-changed-nothing"),
        as_usual: |name| say!("lesson-as-usual", name),
        setting,
        undo: text("lesson-undo"),
        choose: text("lesson-choose"),
        answer: text("lesson-answer"),
        predict: text("lesson-predict"),
        training: |updates| say!("lesson-training", updates),
        right: text("lesson-right"),
        wrong: |right| say!("lesson-wrong", right),
        not_known: text("lesson-not-known"),
        once_more: text("lesson-once-more"),
        curve: CurveWords {
            label: |cell| say!("lesson-curve-label", cell),
            hint: text("lesson-curve-hint"),
            at: |step, value| format!("t = {step}: {value}"),
            done: text("lesson-curve-done"),
            missing: |from, to| match from == to {
                true => say!("lesson-curve-missing-one", from),
                false => say!("lesson-curve-missing", from, to),
            },
            distance: |powers| say!("lesson-curve-distance", powers),
            close: text("lesson-curve-close"),
            drawn: text("lesson-curve-drawn"),
            measured: text("lesson-curve-measured"),
        },
    }
}

/// A name in the address as the page calls it.
fn setting(name: &str) -> String {
    match name {
        "text" => text("lesson-setting-text"),
        "task" => text("lesson-setting-task"),
        "units" => text("lesson-setting-units"),
        "seed" => text("lesson-setting-seed"),
        "forget" => text("lesson-setting-forget"),
        "init" => text("lesson-setting-init"),
        "gain" => text("lesson-setting-gain"),
        "radius" => text("lesson-setting-radius"),
        "loss" => text("lesson-setting-loss"),
        "from" => text("lesson-setting-from"),
        "rate" => text("lesson-setting-rate"),
        "clip" => text("lesson-setting-clip"),
        "limit" => text("lesson-setting-limit"),
        "at" => text("lesson-setting-at"),
        "cells" => text("lesson-setting-cells"),
        "cell" => text("lesson-setting-cell"),
        "unit" => text("lesson-setting-unit"),
        "updates" => text("lesson-setting-updates"),
        "ask" => text("lesson-setting-ask"),
        "fold" => text("lesson-setting-fold"),
        "gru" => text("lesson-setting-gru"),
        "gates" => text("lesson-setting-gates"),
        "start" => text("lesson-setting-start"),
        "same" => text("lesson-setting-same"),
        "example" => text("lesson-setting-example"),
        "chain" => text("lesson-setting-chain"),
        "phi" => "φ",
        name => return name.to_owned(),
    }
    .to_owned()
}
