//! The fields that choose which number of the student's network a question asks for.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::teaching::{Asks, Kind, NAMED, Quantity};

use super::draft::Draft;
use super::fields::{line, list, row};
use crate::stage::marker::key;
use crate::strings::words;

/// A quantity in its parts.
#[derive(Clone)]
struct Parts {
    name: &'static str,
    asks: Asks,
    cell: &'static str,
    step: String,
    address: String,
}

/// What stands for an address in the list.
const ENTRY: &str = "entry";

impl Parts {
    fn of(quantity: &Quantity) -> Self {
        let mut found = quantity.0.split(' ');
        let (name, asks) = found
            .next()
            .and_then(|name| NAMED.into_iter().find(|(known, _)| *known == name))
            .unwrap_or((ENTRY, Asks::Nothing));
        let cell = found.next().and_then(|cell| CellKind::ALL.into_iter().map(key).find(|known| *known == cell));
        let address = if name == ENTRY { quantity.0.clone() } else { "lstm.c@1[1]".to_owned() };
        Self { name, asks, cell: cell.unwrap_or("rnn"), step: found.next().unwrap_or("1").to_owned(), address }
    }

    fn joined(&self) -> Quantity {
        Quantity(match (self.name, self.asks) {
            (ENTRY, _) => self.address.clone(),
            (name, Asks::Nothing) => name.to_owned(),
            (name, Asks::Cell) => format!("{name} {}", self.cell),
            (name, Asks::CellAndStep) => format!("{name} {} {}", self.cell, self.step.trim()),
        })
    }
}

pub fn quantity_fields(draft: Draft, at: usize, quantity: &Quantity) -> Vec<AnyView> {
    let (words, quantity_name, cell_name) = (words().teach, words().homework.quantity, words().cell_name);
    let id = move |field: &str| format!("teach-{at}-{field}");
    let parts = Parts::of(quantity);
    let kept = StoredValue::new(parts.clone());
    let change = move |change: &dyn Fn(&mut Parts)| {
        kept.update_value(change);
        let joined = kept.with_value(Parts::joined);
        draft.question(at, |question| {
            if let Kind::Number { quantity, .. } | Kind::Experiment { quantity, .. } = &mut question.kind {
                *quantity = joined;
            }
        });
    };
    let names = NAMED.map(|(name, _)| (name, quantity_name(name), name == parts.name)).to_vec();
    let names = list(id("quantity"), names, move |found| {
        if let Some((name, asks)) = NAMED.into_iter().find(|(name, _)| *name == found) {
            change(&move |parts| (parts.name, parts.asks) = (name, asks));
            draft.reshape(id("quantity"));
        }
    });
    let mut fields = vec![row(id("quantity"), words.quantity, names)];
    if parts.asks != Asks::Nothing {
        let cells = CellKind::ALL.map(|kind| (key(kind), cell_name(kind), key(kind) == parts.cell)).to_vec();
        let cells = list(id("cell"), cells, move |found| {
            if let Some(cell) = CellKind::ALL.into_iter().map(key).find(|cell| *cell == found) {
                change(&move |parts| parts.cell = cell);
            }
        });
        fields.push(row(id("cell"), words.cell, cells));
    }
    if parts.asks == Asks::CellAndStep {
        let write = move |text: String| change(&move |parts| parts.step.clone_from(&text));
        fields.push(row(id("step"), words.step, line(id("step"), None, parts.step, write)));
    } else if parts.name == ENTRY {
        let write = move |text: String| change(&move |parts| parts.address.clone_from(&text));
        fields.push(row(id("address"), words.address, line(id("address"), None, parts.address, write)));
    }
    fields
}
