//! The words about what fixed gates did to the result.

use unrolled_engine::{CellKind, Switch};

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

pub static EN: GatesWords = GatesWords {
    title: "What each fixed gate did",
    empty: "Nothing has been trained with these settings yet. Train, fix a gate in the settings and train again; or try \
            each gate here.",
    compared: |updates| {
        format!(
            "The test set after {updates} updates of each, with settings that differ in nothing but the fixed gates. A cell \
             without the gate computes the same as with none fixed; the RNN has no gate."
        )
    },
    try_each: "Try each",
    stop: "Stop",
    to: "for updates",
    progress: |progress, fixed| {
        let cell = match progress.kind {
            CellKind::Rnn => "RNN",
            CellKind::Lstm => "LSTM",
            CellKind::Gru => "GRU",
        };
        let Progress { run, runs, updates, to, .. } = progress;
        format!("Run {run} of {runs}: {cell}, {fixed}: update {updates} of {to}")
    },
    all_tried: |updates| format!("Each has been tried for {updates} updates."),
    failed: |reason| match reason {
        "" => "No worker can be had to try them in.".to_owned(),
        reason => format!("No worker can be had to try them in ({reason})."),
    },
    fixed: "Fixed",
    none: "none",
    name: |switch| match switch {
        Switch::ForgetOpen => "f = 1",
        Switch::InputOpen => "i = 1",
        Switch::OutputOpen => "o = 1",
        Switch::ResetOpen => "r = 1",
        Switch::Coupled => "i = 1 − f",
    },
    loss: "loss",
    right: "right",
    updates: "updates made",
    exploded: |updates| format!("exploded at {}", updates + 1),
};
