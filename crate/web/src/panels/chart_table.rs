//! The numbers of a chart as a table, written only while it is open.

use std::fmt::Write;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::numbers::{full, plain};
use crate::reactive::{RwSignal, handler, live};
use crate::stage::escaped;
use crate::strings::words;

/// Heads of the columns, and the rows: each its name and its numbers.
#[derive(Clone, Default, PartialEq)]
pub struct Rows {
    pub heads: Vec<String>,
    pub rows: Vec<(String, Vec<f64>)>,
    /// Row, place in it and what is said there in place of a number.
    pub said: Vec<(usize, usize, String)>,
}

impl Rows {
    /// The name of each row and its entries, each a number or what is said there.
    pub fn entries(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = Result<f64, &str>>)> {
        self.rows.iter().enumerate().map(move |(row, (name, numbers))| {
            let said = move |place| self.said.iter().find(|(of_row, at, _)| (*of_row, *at) == (row, place));
            let entry =
                move |(place, number): (usize, &f64)| said(place).map_or(Ok(*number), |(.., said)| Err(said.as_str()));
            (name.as_str(), numbers.iter().enumerate().map(entry))
        })
    }
}

#[component]
pub fn ChartTable(id: &'static str, rows: Box<dyn Fn() -> Rows + Send + Sync>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let toggled = move |event: web_sys::Event| {
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDetailsElement>().ok());
        is_open.set(details.is_some_and(|details| details.open()));
    };
    let table = move || if is_open.get() { markup(&rows()) } else { String::new() };
    view! {
        <details class="chart-numbers" id=format!("{id}-numbers") on:toggle=handler(toggled)>
            <summary>{words().panels.numbers}</summary>
            <div class="chart-numbers-room" tabindex="0" role="group" aria-label=words().panels.numbers inner_html=live(table)></div>
        </details>
    }
}

fn markup(rows: &Rows) -> String {
    let mut html = "<table><thead><tr>".to_owned();
    for head in &rows.heads {
        let _ = write!(html, r#"<th scope="col">{}</th>"#, escaped(head));
    }
    html.push_str("</tr></thead><tbody>");
    for (name, entries) in rows.entries() {
        let _ = write!(html, r#"<tr><th scope="row">{}</th>"#, escaped(name));
        for entry in entries {
            let _ = match entry {
                Ok(number) => write!(html, r#"<td data-value="{}">{}</td>"#, plain(number), full(number)),
                Err(said) => write!(html, "<td>{}</td>", escaped(said)),
            };
        }
        html.push_str("</tr>");
    }
    html + "</tbody></table>"
}
