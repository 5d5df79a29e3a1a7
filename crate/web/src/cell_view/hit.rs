//! What is pointed at in the wiring: a unit of a strip or its gradient, a node, a wire.

use unrolled_lab::quantity::{Dimension, Entry, Place, Record};
use unrolled_lab::{Asked, Moment, State};
use unrolled_plots::Rect;
use unrolled_tasks::Sequence;

use super::layout::{ABOVE, BELOW, Layout, Term};
use crate::numbers::full;
use crate::store::Store;
use crate::strings::words;

/// A term, its value or its gradient; a unit where one is pointed at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub term: Term,
    pub is_gradient: bool,
    pub unit: Option<usize>,
    /// For a node or a wire.
    middle: Option<(f64, f64)>,
}

/// Wires are thin; so far away they still are meant.
const REACH: f64 = 6.0;

/// What is at a place of the drawing.
pub fn at(layout: &Layout, (x, y): (f64, f64), record: &Record) -> Option<Hit> {
    let within = |rect: Rect, margin: f64| {
        (rect.left..rect.right()).contains(&x) && (rect.top - margin..rect.bottom() + margin).contains(&y)
    };
    for strip in &layout.strips {
        let count = record.shape(strip.term.value(1)).0;
        let is_gradient = strip.term.has_gradient() && within(strip.gradients(), 1.0);
        if is_gradient || within(strip.values(), 1.0) {
            let unit = Some(layout.unit_at(strip, count, x));
            return Some(Hit { term: strip.term, is_gradient, unit, middle: None });
        }
    }
    for strip in &layout.strips {
        let Rect { left, top, width, height } = strip.values();
        let name = Rect { left, top: top - ABOVE, width, height: ABOVE };
        let low = strip.gradients().bottom();
        let number = Rect { left, top: low, width, height: top + height + BELOW - low };
        let is_gradient = strip.has_numbers(0) && strip.term.has_gradient() && within(number, 0.0);
        if is_gradient || within(name, 0.0) {
            return Some(Hit { term: strip.term, is_gradient, unit: None, middle: None });
        }
    }
    for node in &layout.nodes {
        if (x - node.x).abs() <= node.half_width + 2.0 && (y - node.y).abs() <= 12.0 {
            let middle = Some((node.x, node.y));
            return Some(Hit { term: Term::now(node.variable), is_gradient: false, unit: None, middle });
        }
    }
    let near = |[from, to]: [(f64, f64); 2]| {
        let (low_x, high_x) = (from.0.min(to.0) - REACH, from.0.max(to.0) + REACH);
        let (low_y, high_y) = (from.1.min(to.1) - REACH, from.1.max(to.1) + REACH);
        (low_x..high_x).contains(&x) && (low_y..high_y).contains(&y)
    };
    let wire = layout.wires.iter().find(|wire| wire.points.array_windows().any(|ends| near(*ends)))?;
    Some(Hit { term: wire.carries, is_gradient: false, unit: None, middle: Some((x, y)) })
}

/// Where a key leads from here: through the strips by up and down, through their units by left and right.
pub fn moved(layout: &Layout, from: Option<Hit>, key: &str, state: &State) -> Option<Hit> {
    let strips = &layout.strips;
    let count = |index: usize| state.outline(layout.kind()).dimensions.shape(strips[index].term.value(1)).0;
    let here = from.and_then(|hit| strips.iter().position(|strip| strip.term == hit.term));
    let unit = from.and_then(|hit| hit.unit).unwrap_or(state.unit);
    let hit = |index: usize, unit: usize, is_gradient: bool| Hit {
        term: strips[index].term,
        is_gradient: is_gradient && strips[index].term.has_gradient(),
        unit: Some(unit.min(count(index) - 1)),
        middle: None,
    };
    let is_gradient = from.is_some_and(|hit| hit.is_gradient);
    Some(match (key, here) {
        ("ArrowDown" | "ArrowUp" | "ArrowLeft" | "ArrowRight", None) => hit(0, unit, false),
        // From values to gradients to the values of the next strip.
        ("ArrowDown", Some(here)) if !is_gradient && strips[here].term.has_gradient() => hit(here, unit, true),
        ("ArrowDown", Some(here)) => hit((here + 1) % strips.len(), unit, false),
        ("ArrowUp", Some(here)) if is_gradient => hit(here, unit, false),
        ("ArrowUp", Some(here)) => hit((here + strips.len() - 1) % strips.len(), unit, true),
        ("ArrowLeft", Some(here)) => hit(here, unit.saturating_sub(1), is_gradient),
        ("ArrowRight", Some(here)) => hit(here, unit + 1, is_gradient),
        _ => return None,
    })
}

impl Hit {
    fn place(&self, time: usize) -> Place {
        if self.is_gradient { self.term.gradient(time) } else { self.term.value(time) }
    }

    /// The number that is meant; of a wire on the way back, its gradient.
    pub fn asked(&self, state: &State, sequence: &Sequence, time: usize) -> Option<Asked> {
        let cell = state.viewed();
        let outline = state.outline(cell);
        let is_back = matches!(state.timeline().moment(state.cursor), Moment::Backward { .. });
        let mut place = self.place(time);
        let gradient = self.term.gradient(time);
        if self.middle.is_some() && is_back && outline.is_place(gradient) {
            place = gradient;
        }
        let entry = match self.unit {
            Some(unit) => place.entry(unit, 0),
            None => state.entry_of(sequence, cell, place),
        };
        let asked = Asked { cell, entry };
        state.can_ask(asked).then_some(asked)
    }

    /// Its outline.
    pub fn rect(&self, layout: &Layout, state: &State) -> Option<Rect> {
        if let Some((x, y)) = self.middle {
            let node = layout.nodes.iter().find(|node| (node.x, node.y) == (x, y))?;
            let half = node.half_width + 2.0;
            return Some(Rect { left: x - half, top: y - 12.0, width: 2.0 * half, height: 24.0 });
        }
        let strip = layout.strips.iter().find(|strip| strip.term == self.term)?;
        let count = state.outline(layout.kind()).dimensions.shape(strip.term.value(1)).0;
        let row = if self.is_gradient { strip.gradients() } else { strip.values() };
        let Some(unit) = self.unit else { return Some(row) };
        let pitch = row.width / count as f64;
        let left = row.left + unit as f64 * pitch;
        Some(Rect { left: left - 1.0, top: row.top - 1.0, width: pitch + 2.0, height: row.height + 2.0 })
    }
}

/// What is pointed at, in words.
pub fn read_out(store: Store, hit: Option<Hit>, time: usize) -> String {
    let Some(hit) = hit else { return words().explain.hint.to_owned() };
    let state = store.state.read();
    store.with(|experiment| {
        let asked = hit.asked(&state, &experiment.sequence, time);
        let Some(Asked { cell, entry: Entry { place, row, col } }) = asked else { return String::new() };
        let record = experiment.record(cell);
        if experiment.settings != state.settings {
            return String::new();
        }
        let words = &words().explain;
        let name = (words.quantity)(record.network.cell, place.quantity);
        if !state.made(cell).has(place) {
            return format!("{name}: {}", words.not_yet);
        }
        let unit = place.dimensions().0.filter(|dimension| *dimension == Dimension::Units);
        let unit = unit.map(|_| format!(" {}", row + 1)).unwrap_or_default();
        format!("{name}{unit} = {}", full(record.entry(place.entry(row, col))))
    })
}
