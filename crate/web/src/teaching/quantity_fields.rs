//! The fields that choose which number of the student's network a question asks for.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::lesson::Read;
use unrolled_lab::teaching::{Asks, Kind, NAMED, Quantity, is_met, short_beyond};

use super::card::read;
use super::fields::{line, list, row};
use crate::lesson::written;
use crate::reactive::{live, memo};
use crate::stage::marker::key;
use crate::store::Store;
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

pub fn quantity_fields(store: Store, at: usize, quantity: &Quantity) -> Vec<AnyView> {
    let draft = store.draft;
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
            // A value that was to be reached is none of this quantity.
            draft.question(at, |question| {
                if let Kind::Experiment { quantity, is_more, value } = &mut question.kind {
                    *value = within_reach(store, quantity, *is_more);
                }
            });
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
    fields.push(now(store, at));
    fields
}

/// What the quantity of a question is in the experiment of now.
fn now(store: Store, at: usize) -> AnyView {
    let kind = memo(move || {
        let teaching = store.draft.teaching.read();
        teaching.homework.as_ref().and_then(|homework| Some(homework.questions.get(at)?.kind.clone()))
    });
    let text = move || {
        store.track_numbers();
        let (words, kind) = (words().teach, kind.get());
        let Some(Kind::Number { quantity, .. } | Kind::Experiment { quantity, .. }) = &kind else {
            return String::new();
        };
        let found = read(store, &store.state.read_untracked(), quantity);
        let value = written(&found);
        match &kind {
            _ if found == Read::Nothing => words.no_value.to_owned(),
            Some(Kind::Experiment { is_more, value: wanted, .. })
                if is_met(&found, *is_more, *wanted) == Some(true) =>
            {
                (words.is_met)(&value)
            }
            Some(Kind::Number { .. }) => (words.right_value)(&value),
            _ => (words.value_now)(&value),
        }
    };
    view! { <p class="help" role="status" id=format!("teach-{at}-now")>{live(text)}</p> }.into_any()
}

/// A value that the experiment of now has not reached, of two digits: the next below what there is, or above. Not a number where
/// there is none.
pub fn within_reach(store: Store, quantity: &Quantity, is_more: bool) -> f64 {
    let number = match read(store, &store.state.read_untracked(), quantity) {
        Read::Number(number) => number,
        Read::Whole(number) => number as f64,
        Read::Symbol(_) | Read::Nothing => f64::NAN,
    };
    short_beyond(number, is_more)
}
