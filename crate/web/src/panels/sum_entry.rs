//! One entry in all maps of the sum over time: what the steps contribute to it, and the keys that move it.

use unrolled_engine::order::sort_by;
use unrolled_lab::Experiment;
use unrolled_lab::quantity::Record;

use crate::panels::sum_maps::{Choice, index_of};
use crate::panels::weight_map::MapLayout;
use crate::stage::escaped;
use crate::stage::reading::input_text;
use crate::strings::words;

/// Block, row and column.
pub type At = (usize, usize, usize);

/// So many shares are written out, the largest first.
const WRITTEN: usize = 4;

/// The entry, its sum over the steps that are there, and the largest of their shares, as markup.
pub fn describe(experiment: &Experiment, choice: Choice, at: At, done: usize) -> Option<String> {
    let words = words().panels.sum;
    let (record, timeline) = (experiment.record(choice.kind), experiment.timeline());
    let name = name(choice, at)?;
    let there = |t: &usize| timeline.has_gradient(done, t - 1);
    let steps = (1..=timeline.steps).filter(there);
    let count = steps.clone().count();
    if count == 0 {
        return Some((words.not_yet)(&name));
    }
    let mut shares: Vec<(usize, f64)> = steps.map(|t| (t, share(&record, choice, at, t))).collect();
    // In the order of time, as the engine adds.
    let sum = shares.iter().fold(0.0, |sum, (_, share)| sum + share);
    shares.retain(|(_, share)| *share != 0.0);
    sort_by(&mut shares, |one, other| other.1.abs().total_cmp(&one.1.abs()));
    let character = |t: usize| escaped(&input_text(&experiment.sequence, t - 1));
    let mut parts: Vec<String> =
        shares.iter().take(WRITTEN).map(|(t, share)| (words.share)(*t, &character(*t), *share)).collect();
    if let Some(rest) = shares.get(WRITTEN..).filter(|rest| !rest.is_empty()) {
        parts.push((words.others)(rest.len(), rest.iter().map(|(_, share)| share).sum()));
    }
    let parts = if parts.is_empty() { words.nothing.to_owned() } else { parts.join(", ") };
    Some((words.entry)(&name, sum, count == timeline.steps, &parts))
}

fn share(record: &Record, choice: Choice, (block, row, column): At, t: usize) -> f64 {
    let weight = choice.weights().nth(block);
    weight.and_then(|weight| record.contribution(weight, t)).map_or(0.0, |found| found.at(row, column))
}

/// `∂L/∂W<sub>hf</sub>[3, 5]`, counted from 1.
fn name(choice: Choice, (block, row, column): At) -> Option<String> {
    let weight = choice.weights().nth(block)?;
    let (letter, index) = (choice.symbol().0, index_of(choice.cell, weight));
    let place = if weight.is_bias() { format!("{}", row + 1) } else { format!("{}, {}", row + 1, column + 1) };
    Some(format!("∂L/∂{letter}<sub>{index}</sub>[{place}]"))
}

/// Where a key leads from an entry; at the edges it stays.
pub fn moved((block, row, column): At, key: &str, layout: &MapLayout) -> Option<At> {
    let flat = block * layout.rows + row;
    let last = (layout.blocks * layout.rows - 1, layout.columns - 1);
    let (flat, column) = match key {
        "ArrowLeft" => (flat, column.saturating_sub(1)),
        "ArrowRight" => (flat, (column + 1).min(last.1)),
        "ArrowUp" => (flat.saturating_sub(1), column),
        "ArrowDown" => ((flat + 1).min(last.0), column),
        "Home" => (0, 0),
        "End" => last,
        _ => return None,
    };
    Some((flat / layout.rows, flat % layout.rows, column))
}
