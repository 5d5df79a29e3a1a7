//! The words about what fixed gates did to the result.

use unrolled_engine::{CellKind, Switch};

use super::message::{say, text};
use crate::gate_trials::Progress;

pub struct GatesWords {
    pub title: &'static str,
    pub empty: &'static str,
    /// The number of updates after which the rows are compared.
    pub compared: fn(u32) -> String,
    pub try_each: &'static str,
    pub stop: &'static str,
    /// Before the number of updates.
    pub to: &'static str,
    /// How far it is, and which gates are fixed.
    pub progress: fn(&Progress, &str) -> String,
    pub all_tried: fn(u32) -> String,
    pub failed: fn(&str) -> String,
    pub fixed: &'static str,
    pub none: &'static str,
    pub name: fn(Switch) -> &'static str,
    pub loss: &'static str,
    pub right: &'static str,
    pub updates: &'static str,
    pub exploded: fn(u32) -> String,
}

pub fn words() -> GatesWords {
    GatesWords {
        title: text("gates-title"),
        empty: text("gates-empty"),
        compared: |updates| say!("gates-compared", updates),
        try_each: text("gates-try-each"),
        stop: text("gates-stop"),
        to: text("gates-to"),
        progress: |progress, fixed| {
            let cell = match progress.kind {
                CellKind::Rnn => "RNN",
                CellKind::Lstm => "LSTM",
                CellKind::Gru => "GRU",
            };
            let Progress { run, runs, updates, to, .. } = progress;
            say!("gates-progress", run, runs, cell, fixed, updates, to)
        },
        all_tried: |updates| say!("gates-all-tried", updates),
        failed: |reason| match reason {
            "" => say!("gates-failed"),
            reason => say!("gates-failed-because", reason),
        },
        fixed: text("gates-fixed"),
        none: text("gates-none"),
        name: |switch| match switch {
            Switch::ForgetOpen => "f = 1",
            Switch::InputOpen => "i = 1",
            Switch::OutputOpen => "o = 1",
            Switch::ResetOpen => "r = 1",
            Switch::Coupled => "i = 1 − f",
        },
        loss: text("gates-loss"),
        right: text("gates-right"),
        updates: text("gates-updates"),
        exploded: |updates| say!("gates-exploded", updates = updates + 1),
    }
}
