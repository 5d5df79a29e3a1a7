//! The words of what takes many networks or sequences: the gradient against length and the memory probe.

use unrolled_engine::CellKind;
use unrolled_lab::ClippingKind;
use unrolled_lab::lengths::{LENGTHS, SEEDS};
use unrolled_lab::probe::{FITTED, JUDGED};

use crate::measures::Progress;
use crate::numbers::{decimals, short};

/// A length, and the medians there before and after clipping.
type Clipped = (usize, f64, f64);

pub struct MeasureWords {
    pub measure: &'static str,
    pub again: &'static str,
    pub stop: &'static str,
    pub progress: fn(Progress) -> String,
    pub other_settings: &'static str,
    /// After how many updates it was measured, and how many there are now.
    pub other_updates: fn(u32, u32) -> String,
    pub lengths: LengthWords,
    pub memory: MemoryWords,
}

pub struct LengthWords {
    pub title: &'static str,
    pub subtitle: fn() -> String,
    pub hint: fn() -> String,
    pub shown: &'static str,
    pub first: &'static str,
    pub weights: &'static str,
    pub canvas_first: &'static str,
    pub canvas_weights: &'static str,
    pub axis: &'static str,
    pub steps: fn(usize) -> String,
    /// Median and quartiles.
    pub number: fn(f64, [f64; 2]) -> String,
    /// Median before and after clipping.
    pub clipped: fn(f64, f64) -> String,
    pub limit: fn(f64) -> String,
    pub note_first: &'static str,
    /// Whether clipping is on in training, and how it is done.
    pub note_weights: fn(ClippingKind, f64) -> String,
    /// Name, and length and median at both ends.
    pub summary_first: fn(&str, [(usize, f64); 2]) -> String,
    /// Name, and what is at both ends.
    pub summary_weights: fn(&str, [Clipped; 2]) -> String,
    /// After the name of a cell.
    pub columns_first: [&'static str; 3],
    pub columns_weights: [&'static str; 2],
}

pub struct MemoryWords {
    pub title: &'static str,
    pub subtitle: &'static str,
    pub hint: fn() -> String,
    /// Where cells read numbers.
    pub no_symbols: &'static str,
    pub canvas: &'static str,
    pub axis: &'static str,
    pub lag: fn(usize) -> String,
    pub share: fn(f64) -> String,
    /// The share of now, and with the first weights.
    pub both: fn(&str, &str) -> String,
    pub floor: fn(f64) -> String,
    pub key_first: &'static str,
    pub key_updates: fn(u32) -> String,
    pub at_first: fn(&str) -> String,
    /// Name, the share for the symbol just read, the farthest lag and its share.
    pub summary: fn(&str, f64, usize, f64) -> String,
    pub not_finite: fn(&str) -> String,
    pub summary_floor: fn(f64) -> String,
    pub rows: fn(usize) -> String,
}

fn share(share: f64) -> String {
    if share.is_nan() { "–".to_owned() } else { format!("{} %", decimals(100.0 * share, 1)) }
}

pub static EN: MeasureWords = MeasureWords {
    measure: "Measure",
    again: "Measure again",
    stop: "Stop",
    progress: |Progress { done, all }| {
        if all == 0 { "Waiting for its turn".to_owned() } else { format!("{done} of {all} sequences") }
    },
    other_settings: "Measured with other settings.",
    other_updates: |then, now| format!("Measured at update {then}; the weights of now are those of update {now}."),
    lengths: LengthWords {
        title: "The first step against length",
        subtitle: || {
            format!(
                "How much of the last step’s loss comes back to step 1 of T steps: fresh networks with the settings of now, {SEEDS} seeds, medians with quartiles; log scale, absolute"
            )
        },
        hint: || {
            let (networks, sequences) = (CellKind::ALL.len() * SEEDS, LENGTHS.len());
            let (shortest, longest) = (LENGTHS[0], LENGTHS[sequences - 1]);
            format!(
                "{networks} networks read {sequences} sequences each, of {shortest} to {longest} steps. It takes some seconds."
            )
        },
        shown: "What is drawn",
        first: "‖∂L/∂h₁‖",
        weights: "‖∂L/∂W‖, clipped",
        canvas_first: "Line chart of the gradient at the first step against the length of the sequence",
        canvas_weights: "Line chart of the gradient of all weights before and after clipping against the length of the sequence",
        axis: "T, the number of steps",
        steps: |steps| format!("T = {steps}"),
        number: |median, [lower, upper]| format!("{} ({} to {})", short(median), short(lower), short(upper)),
        clipped: |before, after| {
            if before == after { short(before) } else { format!("{} → {}", short(before), short(after)) }
        },
        limit: |limit| format!("limit {}", short(limit)),
        note_first: "A straight line is an exponential: so much is lost, or won, with every step. Clipping changes nothing here: it is done to ∂L/∂W, at the end.",
        note_weights: |clipping, limit| {
            let limit = short(limit);
            match clipping {
                ClippingKind::Off => format!(
                    "Solid: all of ∂L/∂W. Dashed: what clipping by the norm at {limit} would leave; in training it is off. Clipping shortens what explodes, and brings nothing back of what vanished."
                ),
                ClippingKind::GlobalNorm => format!(
                    "Solid: all of ∂L/∂W. Dashed: what clipping by the norm at {limit} leaves. It shortens what explodes, and brings nothing back of what vanished."
                ),
                ClippingKind::Value => format!(
                    "Solid: all of ∂L/∂W. Dashed: what is left when each entry is clipped at ±{limit}. That shortens what explodes, and brings nothing back of what vanished."
                ),
            }
        },
        summary_first: |name, [(first, from), (last, to)]| {
            format!("{name}: from {} at T = {first} to {} at T = {last}. ", short(from), short(to))
        },
        summary_weights: |name, [(first, from, from_clipped), (last, to, to_clipped)]| {
            format!(
                "{name}: from {}, clipped {}, at T = {first} to {}, clipped {}, at T = {last}. ",
                short(from),
                short(from_clipped),
                short(to),
                short(to_clipped)
            )
        },
        columns_first: ["median", "lower quartile", "upper quartile"],
        columns_weights: ["unclipped", "clipped"],
    },
    memory: MemoryWords {
        title: "What a state still knows",
        subtitle: "Random symbols are read with the weights of now; then a linear read-out of hₜ alone has to tell which symbol was read s steps ago",
        hint: || {
            format!(
                "The read-outs are fitted on {FITTED} sequences and judged on {JUDGED} others. It takes some seconds."
            )
        },
        no_symbols: "Here the cells read numbers, not symbols, so there is no symbol to ask for. Choose a word, or a task that reads symbols.",
        canvas: "Line chart of the share of right answers against how long ago the symbol was read",
        axis: "s, the steps since it was read",
        lag: |lag| format!("s = {lag}"),
        share,
        both: |now, first| format!("{now}, at update 0 {first}"),
        floor: |floor| format!("guessing: {}", share(floor)),
        key_first: "Dashed: with the first weights, at update 0.",
        key_updates: |updates| format!("Solid: at update {updates}."),
        at_first: |name| format!("{name} at update 0"),
        summary: |name, first, lag, last| {
            format!(
                "{name}: right about the symbol just read in {}, about the one of {lag} steps ago in {}. ",
                share(first),
                share(last)
            )
        },
        not_finite: |name| format!("{name}: a state is not finite, so nothing can be read out. "),
        summary_floor: |floor| format!("Guessing is right in {}.", share(floor)),
        rows: |rows| format!("Each share is counted on {rows} states."),
    },
};
