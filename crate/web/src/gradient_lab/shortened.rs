//! What truncating and clipping leave of ∂L/∂W: its length and how far it is turned, for each cell and each tensor.

use std::fmt::Write;
use std::rc::Rc;

use leptos::prelude::*;
use unrolled_lab::GradientLab;
use unrolled_lab::{Change, Changes};

use super::{change, fits};
use crate::canvas::{Area, on_frame};
use crate::numbers::{full, plain, short};
use crate::reactive::{RwSignal, effect, handler, live, memo};
use crate::sidebar::number_field::{LabelledNumber, Slider};
use crate::stage::marker::{key, markup};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn ShortenedPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().lab.shortened;
    let lab = memo(move || store.state.read().lab.clone());
    let window = memo(move || lab.read().window as f64);
    let field = LabelledNumber {
        id: "lab-window",
        name: words.window,
        range: GradientLab::WINDOW,
        is_whole: true,
        slider: Some(Slider::linear(1.0, 50.0, 1.0)),
        current: window,
    };
    let is_detached = memo(move || lab.read().detached);
    let detach = move |event: web_sys::Event| {
        let detached = event_target_checked(&event);
        change(store, |lab| lab.detached = detached);
    };
    let shows_cuts = memo(move || lab.read().cuts);
    let show_cuts = move |event: web_sys::Event| {
        let cuts = event_target_checked(&event);
        change(store, |lab| lab.cuts = cuts);
    };
    let rows = RwSignal::new(String::new());
    let figure = NodeRef::<leptos::html::Div>::new();
    let area = Area::new();
    effect(move || {
        if let Some(figure) = figure.get() {
            area.follow(&figure);
        }
    });
    on_frame(
        move || {
            area.track();
            store.revision.track();
            store.shown.track();
            lab.track();
        },
        move || {
            let lab = lab.read_untracked();
            if area.is_near() && fits(store, &lab) {
                rows.set(table(store, &lab));
            }
        },
    );
    let limit = move || store.state.read().settings.clip_limit;
    view! {
        <section class="panel shortened-panel" id="shortened" aria-labelledby="shortened-title">
            <h3 id="shortened-title">{words.title}</h3>
            <p class="panel-subtitle">{words.subtitle}</p>
            <div class="shortened-controls">
                {field.view(Rc::new(move |value| change(store, |lab| lab.window = value as usize)), None)}
                <label class="check">
                    <input type="checkbox" id="lab-detached" prop:checked=live(move || is_detached.get()) on:change=handler(detach) />
                    {words.detached}
                </label>
                <label class="check">
                    <input type="checkbox" id="lab-cuts" prop:checked=live(move || shows_cuts.get()) on:change=handler(show_cuts) />
                    {words.cuts}
                </label>
            </div>
            <div class="shortened-table" node_ref=figure tabindex="0" role="region" aria-label=words.title>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{words.gradient}</th>
                            <th scope="col">{words.full}</th>
                            <th scope="colgroup" colspan="2">{live(move || (words.truncated)(lab.read().window))}</th>
                            <th scope="colgroup" colspan="2">{live(move || (words.by_norm)(limit()))}</th>
                            <th scope="colgroup" colspan="2">{live(move || (words.by_value)(limit()))}</th>
                        </tr>
                    </thead>
                    <tbody inner_html=live(move || rows.get())></tbody>
                </table>
            </div>
            <p class="panel-note">{live(move || (words.note)(is_detached.get()))}</p>
        </section>
    }
}

/// A row for each cell and one for its recurrent weights, which truncation turns most.
fn table(store: Store, lab: &GradientLab) -> String {
    const RECURRENT: &str = "weight_hh";
    let cell_name = words().cell_name;
    let mut html = String::new();
    for kind in store.shown.get_untracked() {
        let all = store.with_untracked(|experiment| experiment.shortened(kind, lab));
        let marker = format!(
            r#"<svg class="cell-marker" viewBox="0 0 12 12" aria-hidden="true">{}</svg>"#,
            markup(kind, 6.0, 6.0)
        );
        row(&mut html, &format!("{marker} <b>{}</b> ∂L/∂W", cell_name(kind)), key(kind), &all, |changes| {
            Some(changes.all)
        });
        row(&mut html, &format!(r#"<span class="tensor">{RECURRENT}</span>"#), key(kind), &all, |changes| {
            changes.tensors.iter().find(|(name, _)| *name == RECURRENT).map(|(_, change)| *change)
        });
    }
    html
}

fn row(html: &mut String, name: &str, cell: &str, all: &[Changes; 3], of: fn(&Changes) -> Option<Change>) {
    let words = &words().lab.shortened;
    let _ = write!(html, r#"<tr data-cell="{cell}"><th scope="row">{name}</th>"#);
    for (index, changes) in all.iter().enumerate() {
        let Some(change) = of(changes) else { continue };
        let number =
            |value: f64| format!(r#"<td title="{}" data-value="{}">{}</td>"#, full(value), plain(value), short(value));
        if index == 0 {
            html.push_str(&number(change.before));
        }
        html.push_str(&number(change.after));
        let angle = change.angle.map_or_else(|| "–".to_owned(), words.degrees);
        let exact = change.angle.map(plain).unwrap_or_default();
        let _ = write!(html, r#"<td class="angle" data-value="{exact}">{angle}</td>"#);
    }
    html.push_str("</tr>");
}
