//! The fields that choose which number of the student's network a question asks for.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::teaching::{Asks, Kind, NAMED, Quantity};

use super::draft::Draft;
use crate::reactive::handler;
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

#[component]
pub fn QuantityFields(draft: Draft, at: usize, quantity: Quantity) -> impl IntoView {
    let (words, homework, cell_name) = (words().teach, words().homework, words().cell_name);
    let id = move |field: &str| format!("teach-{at}-{field}");
    let parts = Parts::of(&quantity);
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
    let named = move |event: web_sys::Event| {
        let found = event_target_value(&event);
        if let Some((name, asks)) = NAMED.into_iter().find(|(name, _)| *name == found) {
            change(&move |parts| (parts.name, parts.asks) = (name, asks));
            draft.reshape(id("quantity"));
        }
    };
    let names = NAMED.map(|(name, _)| {
        view! { <option value=name selected=name == parts.name>{(homework.quantity)(name)}</option> }
    });
    let cells = (parts.asks != Asks::Nothing).then(|| {
        let choose = move |event: web_sys::Event| {
            let found = event_target_value(&event);
            if let Some(cell) = CellKind::ALL.into_iter().map(key).find(|cell| *cell == found) {
                change(&move |parts| parts.cell = cell);
            }
        };
        let cells = CellKind::ALL.map(|kind| {
            view! { <option value=key(kind) selected=key(kind) == parts.cell>{cell_name(kind)}</option> }
        });
        view! {
            <div class="row">
                <label for=id("cell")>{words.cell}</label>
                <select id=id("cell") on:change=handler(choose)>{cells.into_iter().collect_view()}</select>
            </div>
        }
    });
    let typed = match (parts.name, parts.asks) {
        (ENTRY, _) => Some(("address", words.address, parts.address.clone())),
        (_, Asks::CellAndStep) => Some(("step", words.step, parts.step.clone())),
        _ => None,
    };
    let typed = typed.map(|(field, name, value)| {
        let write = move |event: web_sys::Event| {
            let text = event_target_value(&event);
            change(&move |parts| if field == "step" { parts.step.clone_from(&text) } else { parts.address.clone_from(&text) });
        };
        view! {
            <div class="row">
                <label for=id(field)>{name}</label>
                <input type="text" id=id(field) autocomplete="off" spellcheck="false" prop:value=value on:input=handler(write) />
            </div>
        }
    });
    view! {
        <div class="row">
            <label for=id("quantity")>{words.quantity}</label>
            <select id=id("quantity") on:change=handler(named)>{names.into_iter().collect_view()}</select>
        </div>
        {cells}
        {typed}
    }
}
