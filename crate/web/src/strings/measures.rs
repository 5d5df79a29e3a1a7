//! The words of what takes many networks or sequences: the gradient against length and the memory probe.

use unrolled_lab::ClippingKind;
use unrolled_lab::lengths::{LENGTHS, SEEDS};
use unrolled_lab::probe::{FITTED, JUDGED, NoAnswer};

use super::message::{say, text};
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
    pub no_answer: fn(&str, NoAnswer) -> String,
    pub summary_floor: fn(f64) -> String,
    pub rows: fn(usize) -> String,
}

fn share(share: f64) -> String {
    if share.is_nan() { "–".to_owned() } else { format!("{} %", decimals(100.0 * share, 1)) }
}

pub fn words() -> MeasureWords {
    MeasureWords {
        measure: text("measures-measure"),
        again: text("measures-again"),
        stop: text("measures-stop"),
        progress: |Progress { done, all }| {
            if all == 0 { say!("measures-waiting") } else { say!("measures-progress", done, all) }
        },
        other_settings: text("measures-other-settings"),
        other_updates: |then, now| say!("measures-other-updates", then, now),
        lengths: LengthWords {
            title: text("measures-lengths-title"),
            subtitle: || say!("measures-lengths-subtitle", seeds = SEEDS),
            hint: || {
                let (networks, sequences) = (SEEDS, LENGTHS.len());
                let (shortest, longest) = (LENGTHS[0], LENGTHS[sequences - 1]);
                say!("measures-lengths-hint", networks, sequences, shortest, longest)
            },
            shown: text("measures-lengths-shown"),
            first: "‖∂L/∂h₁‖",
            weights: text("measures-lengths-weights"),
            canvas_first: text("measures-lengths-canvas-first"),
            canvas_weights: text("measures-lengths-canvas-weights"),
            axis: text("measures-lengths-axis"),
            steps: |steps| format!("T = {steps}"),
            number: |median, [lower, upper]| {
                say!("measures-lengths-number", median = short(median), lower = short(lower), upper = short(upper))
            },
            clipped: |before, after| {
                if before == after { short(before) } else { format!("{} → {}", short(before), short(after)) }
            },
            limit: |limit| say!("measures-lengths-limit", limit = short(limit)),
            note_first: text("measures-lengths-note-first"),
            note_weights: |clipping, limit| {
                let limit = short(limit);
                match clipping {
                    ClippingKind::Off => say!("measures-lengths-note-off", limit),
                    ClippingKind::GlobalNorm => say!("measures-lengths-note-norm", limit),
                    ClippingKind::Value => say!("measures-lengths-note-value", limit),
                }
            },
            summary_first: |name, [(first, from), (last, to)]| {
                say!("measures-lengths-summary-first", name, from = short(from), first, to = short(to), last)
            },
            summary_weights: |name, [(first, from, from_clipped), (last, to, to_clipped)]| {
                say!(
                    "measures-lengths-summary-weights",
                    name,
                    from = short(from),
                    from_clipped = short(from_clipped),
                    first,
                    to = short(to),
                    to_clipped = short(to_clipped),
                    last
                )
            },
            columns_first: [
                text("measures-lengths-median"),
                text("measures-lengths-lower"),
                text("measures-lengths-upper"),
            ],
            columns_weights: [text("measures-lengths-column-unclipped"), text("measures-lengths-column-clipped")],
        },
        memory: MemoryWords {
            title: text("measures-memory-title"),
            subtitle: text("measures-memory-subtitle"),
            hint: || say!("measures-memory-hint", fitted = FITTED, judged = JUDGED),
            no_symbols: text("measures-memory-no-symbols"),
            canvas: text("measures-memory-canvas"),
            axis: text("measures-memory-axis"),
            lag: |lag| format!("s = {lag}"),
            share,
            both: |now, first| say!("measures-memory-both", now, first),
            floor: |floor| say!("measures-memory-floor", floor = share(floor)),
            key_first: text("measures-memory-key-first"),
            key_updates: |updates| say!("measures-memory-key-updates", updates),
            at_first: |name| say!("measures-memory-at-first", name),
            summary: |name, first, lag, last| {
                say!("measures-memory-summary", name, first = share(first), lag, last = share(last))
            },
            no_answer: |name, why| match why {
                NoAnswer::NotFinite => say!("measures-memory-not-finite", name),
                NoAnswer::NotSolved { largest } => {
                    say!("measures-memory-not-solved", name, largest = short(largest))
                }
            },
            summary_floor: |floor| say!("measures-memory-summary-floor", floor = share(floor)),
            rows: |rows| say!("measures-memory-rows", rows),
        },
    }
}
