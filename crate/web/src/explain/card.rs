//! One card as markup: symbol and value, the formula with symbols, its shapes, the formula with the numbers of one entry,
//! the weights that it reads as pictures, where its numbers come from and where it is used.

use unrolled_lab::quantity::{Dimension, Entry, Formula, Place, Printer, Quantity, Record, Scalar, Variable, Weight};
use unrolled_lab::{Asked, Experiment, Made, Start, State};
use unrolled_plots::ColorScales;

use super::bitmap;
use crate::numbers::{full, plain, short};
use crate::stage::marker::{self, key};
use crate::stage::{escaped, visible};
use crate::strings::words;

/// More links than this are counted, until the reader wants all of them.
const MOST_LINKS: usize = 7;
/// More terms than this are not written out one by one.
const MOST_TERMS: usize = 260;
/// A sum of more terms than [`MOST_AT_FIRST`] begins with so many, until the reader wants all of them.
const FIRST_TERMS: usize = 6;
const MOST_AT_FIRST: usize = 9;
/// Weights are coloured from −1 to 1, as in the panel of the update.
const WEIGHT_DOMAIN: f64 = 1.0;

/// Shows all of what is long, or its beginning again.
fn rest_button(name: &str) -> String {
    format!(r#"<button type="button" class="rest" data-rest>{name}</button>"#)
}

struct Card<'a> {
    experiment: &'a Experiment,
    state: &'a State,
    asked: Asked,
    record: Record<'a>,
    made: Made,
    scales: &'a ColorScales,
    /// Whether long sums are written out.
    is_whole: bool,
}

pub fn markup(
    experiment: &Experiment,
    state: &State,
    asked: Asked,
    (is_pinned, is_kept, is_whole): (bool, bool, bool),
    scales: &ColorScales,
) -> String {
    let record = experiment.record(asked.cell);
    // The state may be ahead of the numbers, or behind: they meet before the next frame.
    let is_there = record.is_place(asked.entry.place) && record.dimensions().has(asked.entry);
    if !is_there || state.settings != experiment.settings {
        return String::new();
    }
    let made = state.made(asked.cell);
    Card { experiment, state, asked, record, made, scales, is_whole }.markup(is_pinned, is_kept)
}

impl Card<'_> {
    fn printer(&self) -> Printer<'_> {
        Printer { record: &self.record, write: short, write_exactly: plain, target: words().explain.target }
    }

    /// `is_kept`: it stays whatever the moment is.
    fn markup(&self, is_pinned: bool, is_kept: bool) -> String {
        let (words, entry) = (&words().explain, self.asked.entry);
        let name = entry.name(self.record.network.cell);
        let head = self.head(is_pinned);
        let body = if self.made.has(entry.place) {
            self.body()
        } else if is_kept {
            self.body() + &format!(r#"<p class="note">{}</p>"#, words.of_later)
        } else {
            format!(r#"<p class="not-yet">{}</p>{}"#, words.not_yet, self.formula_line())
        };
        let color = if entry.place.is_gradient() { " of-gradient" } else { "" };
        format!(
            r#"<article class="card{color}" data-cell="{}" data-asked="{name}" data-value="{}">{head}{body}</article>"#,
            key(self.asked.cell),
            plain(self.record.entry(entry)),
        )
    }

    /// Which number of which cell, and the pin.
    fn head(&self, is_pinned: bool) -> String {
        let strings = words();
        let words = &strings.explain;
        let cell = self.asked.cell;
        let place = self.asked.entry.place;
        let name = (words.quantity)(self.record.network.cell, place.quantity);
        let (pin, next) = if is_pinned { (words.unpin, "false") } else { (words.pin, "true") };
        format!(
            r#"<header><svg class="cell-marker" viewBox="0 0 12 12" aria-hidden="true">{}</svg><h4>{} <span>{name}{}</span></h4><button type="button" class="pin" data-pin="{next}" aria-pressed="{is_pinned}" title="{pin}" aria-label="{pin}"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M6 1.5h4l-.6 4.7 2.6 2.3v1.3H8.6L8 14.5l-.6-4.7H4V8.500l2.600-2.300z"/></svg></button></header>"#,
            marker::markup(cell, 6.0, 6.0),
            (strings.cell_name)(cell),
            self.which(),
        )
    }

    /// `, t = 7, unit 3`, `, “l”`.
    fn which(&self) -> String {
        let words = &words().explain;
        let Entry { place, row, col } = self.asked.entry;
        let one = |dimension, index: usize| match dimension {
            None => String::new(),
            Some(dimension) => (words.which)(dimension, index + 1, &self.symbol_name(dimension, index)),
        };
        let (rows, cols) = place.dimensions();
        let time = if place.quantity.has_time() { (words.at_step)(place.time) } else { String::new() };
        time + &one(rows, row) + &one(cols, col)
    }

    /// The character of an input or an output.
    fn symbol_name(&self, dimension: Dimension, index: usize) -> String {
        if dimension == Dimension::Units {
            return String::new();
        }
        let coding = &self.experiment.sequence.coding;
        let names = if dimension == Dimension::Inputs { &coding.inputs } else { &coding.outputs };
        names.get(index).map(|name| escaped(visible(name))).unwrap_or_default()
    }

    fn body(&self) -> String {
        let entry = self.asked.entry;
        let value = self.record.entry(entry);
        let symbol = self.printer().symbol(entry.place);
        let digits = full(value);
        let result = format!(
            r#"<p class="result"><math><mrow>{symbol}</mrow></math><span class="index">{}</span> = <b>{}</b> <small>{}</small></p>"#,
            index_text(entry),
            short(value),
            if digits == short(value) { String::new() } else { digits },
        );
        let formula = self.record.formula(entry.place);
        let numbers = formula.as_ref().map(|formula| self.numbers_line(formula)).unwrap_or_default();
        let maps = self.maps(formula.as_ref());
        result + &self.formula_line() + &numbers + &self.note() + &maps + &self.links(formula.as_ref())
    }

    /// The formula with symbols, and its shapes.
    fn formula_line(&self) -> String {
        let place = self.asked.entry.place;
        let Some(formula) = self.record.formula(place) else { return String::new() };
        let printer = self.printer();
        let dimensions = self.record.dimensions();
        format!(
            r#"<div class="symbols"><math><mrow>{}<mo>=</mo></mrow></math>{}</div><div class="shapes">{}<math><mrow><mo>→</mo>{}</mrow></math> <span>H = {}, I = {}, O = {}</span></div>"#,
            printer.symbol(place),
            in_pieces(printer.symbol_terms(&formula)),
            in_pieces(printer.shape_terms(&formula)),
            printer.shape(place),
            dimensions.units,
            dimensions.inputs,
            dimensions.outputs,
        )
    }

    /// The same with the numbers of the entry, in pieces that wrap.
    fn numbers_line(&self, formula: &Formula) -> String {
        let entry = self.asked.entry;
        let Some(scalar) = self.record.expand(formula, entry.row, entry.col) else {
            return format!(r#"<p class="note">{}</p>"#, words().explain.over_all_weights);
        };
        let count = scalar.entries().len();
        if count > MOST_TERMS {
            return format!(r#"<p class="note">{}</p>"#, (words().explain.too_many)(count));
        }
        let value = short(self.record.entry(entry));
        let lines = match formula {
            Formula::Sum(addends) if !addends.iter().any(|(_, addend)| is_plain(addend)) || reads_matrix(addends) => {
                addends.iter().filter_map(|(minus, addend)| self.subtotal(*minus, addend)).collect()
            }
            _ => format!(r#"<div class="terms">{}</div>"#, self.terms(&scalar)),
        };
        format!(r#"<div class="numbers">{lines}<p class="sum">= <b>{value}</b></p></div>"#)
    }

    /// A part of a long sum on a line of its own: its symbols, its numbers, and what they come to.
    fn subtotal(&self, minus: bool, addend: &Formula) -> Option<String> {
        let Entry { place, row, col } = self.asked.entry;
        let scalar = self.record.expand(addend, row, col)?;
        let total = self.record.evaluate(addend, place)[row * self.record.shape(place).1 + col];
        let sign = if minus { "−" } else { "+" };
        Some(format!(
            r#"<div class="part" data-sign="{sign}"><span class="part-name">{sign} <math><mrow>{}</mrow></math></span><span class="part-total">{}</span><div class="terms">{}</div></div>"#,
            self.printer().symbols(addend),
            short(total),
            self.terms(&scalar)
        ))
    }

    /// The numbers of a sum in pieces that wrap; of a long one the first, and a button that says how many more there are.
    fn terms(&self, scalar: &Scalar) -> String {
        let words = &words().explain;
        match scalar {
            Scalar::Sum(addends) if addends.len() > MOST_AT_FIRST && self.is_whole => {
                in_pieces(self.printer().terms(scalar)) + &rest_button(words.fewer_terms)
            }
            Scalar::Sum(addends) if addends.len() > MOST_AT_FIRST => {
                let first = Scalar::Sum(addends[..FIRST_TERMS].to_vec());
                in_pieces(self.printer().terms(&first)) + &rest_button(&(words.more_terms)(addends.len() - FIRST_TERMS))
            }
            scalar => in_pieces(self.printer().terms(scalar)),
        }
    }

    fn note(&self) -> String {
        let words = &words().explain;
        let place = self.asked.entry.place;
        let note = match place.quantity {
            Quantity::Value(Variable::Input) => {
                let read = |symbol| (words.input_note)(&self.symbol_name(Dimension::Inputs, symbol));
                self.record.input_symbol(place.time).map(read).unwrap_or_default()
            }
            Quantity::Value(Variable::Hidden | Variable::Cell) if place.time == 0 => words.initial_note.to_owned(),
            Quantity::Value(Variable::Weight(_)) => {
                let col = self.asked.entry.col;
                let character = is_input_weight(place).then(|| self.symbol_name(Dimension::Inputs, col));
                let settings = &self.experiment.settings;
                let seed = (settings.start == Start::Seed).then_some(settings.seed);
                (words.weight_note)(seed, self.experiment.updates, character.as_deref())
            }
            Quantity::Gradient(Variable::Weight(_)) => words.shared_note.to_owned(),
            Quantity::Value(Variable::Probs) => words.softmax_note.to_owned(),
            Quantity::Value(Variable::StepLoss) => words.loss_note.to_owned(),
            Quantity::Value(Variable::Target) => words.target_note.to_owned(),
            _ => return String::new(),
        };
        format!(r#"<p class="note">{note}</p>"#)
    }

    /// The weight matrices that are read, with what of them is read outlined.
    fn maps(&self, formula: Option<&Formula>) -> String {
        let entry = self.asked.entry;
        let mut read = Vec::new();
        if entry.place.is_matrix() {
            read.push((entry.place, Some(entry.row), Some(entry.col)));
        }
        if let Some(formula) = formula {
            collect(formula, entry.row, &mut read);
        }
        if read.is_empty() {
            return String::new();
        }
        let maps: String = read.into_iter().map(|(place, row, col)| self.map(place, row, col)).collect();
        format!(r#"<div class="maps">{maps}<p class="note">{}</p></div>"#, words().explain.maps_note)
    }

    fn map(&self, place: Place, row: Option<usize>, col: Option<usize>) -> String {
        let numbers = self.record.numbers(place);
        let (rows, cols) = (numbers.rows, numbers.cols);
        let is_value = matches!(place.quantity, Quantity::Value(_));
        let color = |value: f64| {
            if is_value { self.scales.signed(value, WEIGHT_DOMAIN) } else { self.scales.gradient(value.abs()) }
        };
        let image = bitmap::address(rows, cols, |row, col| color(numbers.at(row, col)));
        let share = |index: usize, count: usize| 100.0 * index as f64 / count as f64;
        let (top, height) = row.map_or((0.0, 100.0), |row| (share(row, rows), share(1, rows)));
        let (left, width) = col.map_or((0.0, 100.0), |col| (share(col, cols), share(1, cols)));
        let side = (96.0 / rows.max(cols) as f64).clamp(1.5, 9.0);
        let printer = self.printer();
        format!(
            r#"<figure class="map"><div class="map-picture" style="width:{:.1}px;height:{:.1}px"><img src="{image}" alt="" width="{cols}" height="{rows}"><i style="left:{left:.3}%;top:{top:.3}%;width:{width:.3}%;height:{height:.3}%"></i></div><figcaption><math><mrow>{}{}</mrow></math> {}</figcaption></figure>"#,
            side * cols as f64,
            side * rows as f64,
            printer.symbol(place),
            printer.shape(place),
            (words().explain.map_part)(row.map(|row| row + 1), col.map(|col| col + 1)),
        )
    }

    /// Where its numbers come from, and where it is used.
    fn links(&self, formula: Option<&Formula>) -> String {
        let words = &words().explain;
        let from = formula.map(Formula::operands).unwrap_or_default();
        let mut to = self.record.used_by(self.asked.entry.place);
        to.retain(|place| self.is_read_there(*place));
        let line = |title: &str, places: &[Place]| {
            if places.is_empty() {
                return String::new();
            }
            let shown = if self.is_whole { MOST_TERMS } else { MOST_LINKS };
            let links: String = places.iter().take(shown).map(|place| self.link(*place)).collect();
            let more = match places.len().saturating_sub(shown) {
                0 if places.len() > MOST_LINKS => rest_button(words.fewer_terms),
                0 => String::new(),
                more => rest_button(&(words.more)(more)),
            };
            format!(r#"<div class="links"><span>{title}</span>{links}{more}</div>"#)
        };
        line(words.comes_from, &from) + &line(words.used_by, &to)
    }

    /// A weight of the input is read only where its character is.
    fn is_read_there(&self, user: Place) -> bool {
        let Entry { place, col, .. } = self.asked.entry;
        match user.quantity {
            Quantity::Value(Variable::Pre(_))
                if is_input_weight(place) && matches!(place.quantity, Quantity::Value(_)) =>
            {
                self.record.input_symbol(user.time) == Some(col)
            }
            _ => true,
        }
    }

    /// The row or column of a matrix that the asked number reads, and the one number of it if it is one.
    fn matrix_link(&self, place: Place) -> Option<(Entry, String)> {
        let asked = self.asked.entry;
        let mut read = Vec::new();
        collect(&self.record.formula(asked.place)?, asked.row, &mut read);
        let (_, row, col) = read.into_iter().find(|(matrix, ..)| *matrix == place)?;
        let symbol = self.record.input_symbol(asked.place.time);
        if let (Some(row), None, Some(symbol), true) = (row, col, symbol, is_input_weight(place)) {
            let entry = place.entry(row, symbol);
            return Some((entry, short(self.record.entry(entry))));
        }
        let follows = self.state.entry_of(&self.experiment.sequence, self.asked.cell, place);
        let entry = place.entry(row.unwrap_or(follows.row), col.unwrap_or(follows.col));
        Some((entry, (words().explain.map_part)(row.map(|row| row + 1), col.map(|col| col + 1))))
    }

    /// A button that leads to the number of another place, of the same unit where it has such a one.
    fn link(&self, place: Place) -> String {
        let asked = self.asked.entry;
        let in_matrix = if place.is_matrix() { self.matrix_link(place) } else { None };
        let same = place.dimensions().0.is_some() && place.dimensions().0 == asked.place.dimensions().0;
        let follows = self.state.entry_of(&self.experiment.sequence, self.asked.cell, place);
        let entry = if same && !place.is_matrix() { place.entry(asked.row, 0) } else { follows };
        let (entry, value) = in_matrix.unwrap_or_else(|| {
            let value = if self.made.has(place) { short(self.record.entry(entry)) } else { "…".to_owned() };
            (entry, value)
        });
        let name = entry.name(self.record.network.cell);
        let class = if place.is_gradient() { "link of-gradient" } else { "link" };
        format!(
            r#"<button type="button" class="{class}" data-entry="{name}"><math><mrow>{}</mrow></math><span>{value}</span></button>"#,
            self.printer().symbol(place),
        )
    }
}

fn is_input_weight(place: Place) -> bool {
    place.of_weight().is_some_and(|weight| weight.role() == Weight::INPUT)
}

/// Each in an element of its own, so that a line may break between them: MathML does not break lines.
fn in_pieces(terms: Vec<String>) -> String {
    terms.into_iter().map(|term| format!("<math><mrow>{term}</mrow></math>")).collect()
}

fn reads_matrix(addends: &[(bool, Formula)]) -> bool {
    addends.iter().any(|(_, addend)| matches!(addend, Formula::Times(..) | Formula::TransposedTimes(..)))
}

/// A symbol by itself: what it comes to is the number that is put in.
fn is_plain(formula: &Formula) -> bool {
    matches!(formula, Formula::Place(_) | Formula::Number(_) | Formula::Element(..))
}

/// `[3]`, `[3, 5]`, nothing for a single number.
fn index_text(entry: Entry) -> String {
    match entry.place.dimensions() {
        (None, _) => String::new(),
        (Some(_), None) => format!("[{}]", entry.row + 1),
        (Some(_), Some(_)) => format!("[{}, {}]", entry.row + 1, entry.col + 1),
    }
}

/// The matrices that one row of a formula reads: a row of W for W v, a column for Wᵀ v.
fn collect(formula: &Formula, row: usize, read: &mut Vec<(Place, Option<usize>, Option<usize>)>) {
    match formula {
        Formula::Times(weight, _) => read.push((*weight, Some(row), None)),
        Formula::TransposedTimes(weight, _) => read.push((*weight, None, Some(row))),
        Formula::Sum(addends) => addends.iter().for_each(|(_, addend)| collect(addend, row, read)),
        Formula::Product(factors) => factors.iter().for_each(|factor| collect(factor, row, read)),
        Formula::Apply(_, inner) => collect(inner, row, read),
        _ => {}
    }
}
