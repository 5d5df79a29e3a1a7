//! The maps of the sum over time: which weights they are of, how they are laid out, and how they are painted.

use unrolled_engine::{Cell, CellKind, ENCODER_TENSORS, norm};
use unrolled_lab::Experiment;
use unrolled_lab::quantity::{Entry, Place, Quantity, Record, Variable, Weight};
use unrolled_plots::{ColorScales, Rgb};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement};

use crate::canvas::put_pixels;
use crate::numbers::{plain, short};
use crate::panels::weight_map::MapLayout;
use crate::stage::escaped;

/// Between two maps: the plus sign. CSS pixels, like the other lengths.
pub const SIGN: f64 = 16.0;
/// The names of the gates.
const GATES: f64 = 20.0;
/// A map has room for its number below.
const NARROWEST: f64 = 52.0;
const TALLEST: f64 = 240.0;
const LARGEST_CELL: f64 = 14.0;

/// Which weights of which cell are looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    pub kind: CellKind,
    pub cell: Cell,
    /// Index into [`unrolled_engine::TENSOR_NAMES`].
    pub tensor: usize,
    /// The rows of one gate; else of all.
    pub gate: Option<usize>,
}

impl Choice {
    /// One for each block of rows.
    pub fn weights(self) -> impl Iterator<Item = Weight> {
        let blocks = if self.is_of_readout() { 1 } else { self.cell.gate_blocks() };
        let is_chosen = move |block: &usize| self.gate.is_none_or(|gate| gate == *block);
        (0..blocks).filter(is_chosen).map(move |block| Weight { tensor: self.tensor, block })
    }

    pub fn is_of_readout(self) -> bool {
        Weight { tensor: self.tensor, block: 0 }.is_readout()
    }

    fn place(self, block: usize) -> Option<Place> {
        self.weights().nth(block).map(gradient)
    }

    /// The entry of ∂L/∂W in a block of the maps.
    pub fn entry(self, (block, row, column): (usize, usize, usize)) -> Option<Entry> {
        Some(self.place(block)?.entry(row, column))
    }

    /// Where an entry of ∂L/∂W is in the maps.
    pub fn find(self, entry: Entry) -> Option<(usize, usize, usize)> {
        let Quantity::Gradient(Variable::Weight(weight)) = entry.place.quantity else { return None };
        Some((self.weights().position(|shown| shown == weight)?, entry.row, entry.col))
    }

    /// The letter and what stands below it: `W`, `hf`; with all gates `W`, `hh`.
    pub fn symbol(self) -> (&'static str, String) {
        let all = symbol(self.tensor);
        let mut weights = self.weights();
        match (weights.next(), weights.next()) {
            (Some(one), None) => (all.0, index_of(self.cell, one)),
            _ => (all.0, all.1.to_owned()),
        }
    }
}

pub fn gradient(weight: Weight) -> Place {
    Place::gradient(Variable::Weight(weight), 0)
}

const ENCODER_INPUT: usize = ENCODER_TENSORS + Weight::INPUT;
const ENCODER_RECURRENT: usize = ENCODER_TENSORS + Weight::RECURRENT;
const ENCODER_INPUT_BIAS: usize = ENCODER_TENSORS + Weight::INPUT_BIAS;
const ENCODER_RECURRENT_BIAS: usize = ENCODER_TENSORS + Weight::RECURRENT_BIAS;

/// The letter of a tensor and what stands below it.
pub fn symbol(tensor: usize) -> (&'static str, &'static str) {
    match tensor {
        Weight::INPUT => ("W", "xh"),
        Weight::RECURRENT => ("W", "hh"),
        Weight::READOUT => ("W", "hy"),
        Weight::INPUT_BIAS => ("b", "xh"),
        Weight::RECURRENT_BIAS => ("b", "hh"),
        ENCODER_INPUT => ("W", "xh.enc"),
        ENCODER_RECURRENT => ("W", "hh.enc"),
        ENCODER_INPUT_BIAS => ("b", "xh.enc"),
        ENCODER_RECURRENT_BIAS => ("b", "hh.enc"),
        _ => ("b", "y"),
    }
}

/// What stands below the letter of a weight: `hf`.
pub fn index_of(cell: Cell, weight: Weight) -> String {
    let name = Place::value(Variable::Weight(weight), 0).name(cell);
    name.split_once('_').map_or(String::new(), |(_, index)| index.to_owned())
}

/// How large everything is, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    pub layout: MapLayout,
    /// A map with its words.
    pub item: f64,
    /// Whether not all steps can be seen at once.
    pub is_long: bool,
    /// Of the steps and their sum together.
    width: f64,
}

impl Room {
    /// For the maps of so many steps and of their sum, side by side in `width`.
    pub fn new(experiment: &Experiment, choice: Choice, width: f64, ratio: f64) -> Self {
        let record = experiment.record(choice.kind);
        let blocks = choice.weights().count();
        let (rows, columns) = choice.place(0).map_or((1, 1), |place| record.shape(place));
        let steps = experiment.sequence.steps() as f64;
        let share = ((width - GATES) / (steps + 1.0) - SIGN).floor().max(NARROWEST);
        let height = (TALLEST / (blocks * rows) as f64).min(LARGEST_CELL);
        // Wider than high, a vector still more, so that there is room for signs.
        let wide = (2.5 * height).max(36.0 / columns as f64).min(36.0);
        let wide = wide.min(if columns == 1 { 36.0 } else { LARGEST_CELL }).min((share - 2.0) / columns as f64);
        let height = height.min(2.0 * wide.max(1.0));
        let layout = MapLayout::stacked(blocks, (rows, columns), (wide, height), ratio);
        let item = layout.width().max(NARROWEST);
        Self { layout, item, is_long: (steps + 1.0) * (item + SIGN) > width - GATES, width }
    }

    /// All steps that can be seen when the row is scrolled so far, with a few more.
    pub fn seen(&self, left: f64) -> std::ops::Range<usize> {
        let pitch = self.item + SIGN;
        let first = (left / pitch).max(1.0) as usize - 1;
        first..((left + self.width) / pitch) as usize + 2
    }
}

/// What a step adds, all blocks one after the other.
pub fn contribution(record: &Record, choice: Choice, t: usize) -> Vec<f64> {
    let block = |weight| match record.contribution(weight, t) {
        Some(contribution) => contribution.numbers(),
        None => {
            let (rows, columns) = record.shape(gradient(weight));
            vec![0.0; rows * columns]
        }
    };
    choice.weights().flat_map(block).collect()
}

/// The sum of what some steps add.
pub fn sum(record: &Record, choice: Choice, steps: impl Iterator<Item = usize> + Clone) -> Vec<f64> {
    choice.weights().flat_map(|weight| record.sum_of_contributions(weight, steps.clone())).collect()
}

/// The maps of all steps, still empty; `heads` are their characters.
pub fn markup(heads: &[String]) -> String {
    let step = |(index, head): (usize, &String)| {
        format!(
            r#"<div class="sum-step" data-step="{0}"><p class="sum-head"><small>t = {0}</small><b>{1}</b></p><div class="sum-map"><canvas></canvas><i class="entry-mark"></i></div><b class="gradient-number"></b></div>"#,
            index + 1,
            escaped(head)
        )
    };
    heads.iter().enumerate().map(step).collect()
}

/// Paints one map and writes its norm below it; without numbers its place stays empty.
pub fn paint(item: &Element, layout: &MapLayout, values: Option<&[f64]>, scales: &ColorScales, frame: Rgb) {
    let part = |css| item.query_selector(css).ok().flatten();
    let Some(canvas) = part("canvas").and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok()) else { return };
    let (width, height) = layout.size();
    let pixels = match values {
        Some(values) => {
            let mut pixels = layout.pixels(values, frame, |value| scales.gradient(value.abs()));
            layout.mark_negative(&mut pixels, values, |value| scales.gradient_sign(value));
            pixels
        }
        None => vec![0; 4 * width * height],
    };
    put_pixels(&canvas, &pixels, width as u32, height as u32);
    let length = values.map(norm);
    let set = |name, value: &str| {
        // Refused only for names that are no names.
        let _ = item.set_attribute(name, value);
    };
    set("data-there", if values.is_some() { "true" } else { "false" });
    set("data-norm", &length.map_or(String::new(), plain));
    if let Some(number) = part(".gradient-number") {
        number.set_text_content(length.map(short).as_deref());
    }
}
