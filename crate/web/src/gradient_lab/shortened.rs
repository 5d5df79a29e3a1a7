//! What truncating and clipping leave of ∂L/∂W: its length and how far it is turned, for each cell and each tensor.

use std::fmt::Write;
use std::rc::Rc;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{Change, Changes, GradientLab};

use super::shortened_figure::figure;
use super::{change, fits};
use crate::canvas::Area;
use crate::figure::SaveFigure;
use crate::frame::on_frame;
use crate::lesson::OnlyPanels;
use crate::numbers::{full, plain, short};
use crate::panels::summary::Summary;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::sidebar::number_field::{LabelledNumber, Slider};
use crate::stage::marker::{key, markup};
use crate::store::Store;
use crate::strings::words;

/// The recurrent weights, which truncation turns most, have a row of their own beside that of all.
pub const RECURRENT: &str = "weight_hh";

/// What is left of each cell's gradient: truncated, clipped by the norm, clipped by value.
#[derive(Clone, PartialEq)]
pub struct Left {
    pub window: usize,
    pub cells: Vec<(CellKind, [Changes; 3])>,
}

impl Left {
    fn of(store: Store, lab: &GradientLab) -> Self {
        let changes = |kind| (kind, store.with_untracked(|experiment| experiment.shortened(kind, lab)));
        Self { window: lab.window, cells: store.shown.get_untracked().into_iter().map(changes).collect() }
    }
}

/// Of a tensor; `None` stands for all of them together.
pub fn change_of(changes: &Changes, tensor: Option<&str>) -> Option<Change> {
    let of = |tensor: &str| changes.tensors.iter().find(|(name, _)| *name == tensor).map(|(_, change)| *change);
    tensor.map_or(Some(changes.all), of)
}

#[component]
pub fn ShortenedPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().lab.shortened;
    let lab = store.lab;
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
    let panels = expect_context::<OnlyPanels>();
    let has_stage = memo(move || panels.has_stage());
    let shows_cuts = memo(move || lab.read().cuts);
    let show_cuts = move |event: web_sys::Event| {
        let cuts = event_target_checked(&event);
        change(store, |lab| lab.cuts = cuts);
    };
    let left = RwSignal::new(None::<Left>);
    let room = NodeRef::<leptos::html::Div>::new();
    let area = Area::of(room);
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
                left.set(Some(Left::of(store, &lab)));
            }
        },
    );
    let limit = move || store.settings.read().clip_limit;
    view! {
        <section class="panel shortened-panel" id="shortened" aria-labelledby="shortened-title">
            <div class="panel-head">
                <h3 id="shortened-title">{words.title}</h3>
                <SaveFigure id="shortened" name=words.title figure=Box::new(move || figure(store, &left.read_untracked(), summary(left))) />
            </div>
            <p class="panel-subtitle">{words.subtitle}</p>
            <div class="shortened-controls">
                {field.view(Rc::new(move |value| change(store, |lab| lab.window = value as usize)), None)}
                <label class="check">
                    <input type="checkbox" id="lab-detached" prop:checked=live(move || is_detached.get()) on:change=handler(detach) />
                    {words.detached}
                </label>
                <label class="check" hidden=live(move || !has_stage.get())>
                    <input type="checkbox" id="lab-cuts" prop:checked=live(move || shows_cuts.get()) on:change=handler(show_cuts) />
                    {words.cuts}
                </label>
            </div>
            <div class="shortened-table" node_ref=room tabindex="0" role="group" aria-label=words.gradient>
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
                    <tbody inner_html=live(move || left.with(|left| left.as_ref().map(table).unwrap_or_default()))></tbody>
                </table>
            </div>
            <p class="panel-note">{live(move || (words.note)(is_detached.get()))}</p>
            <Summary id="shortened-summary" text=Box::new(move || summary(left)) />
        </section>
    }
}

fn summary(left: RwSignal<Option<Left>>) -> String {
    let strings = words();
    left.with(|left| {
        let Some(left) = left.as_ref() else { return String::new() };
        let of_cell = |(kind, changes): &(CellKind, [Changes; 3])| {
            let all = changes.each_ref().map(|changes| changes.all);
            (strings.lab.shortened.summary)((strings.cell_name)(*kind), left.window, all)
        };
        left.cells.iter().map(of_cell).collect::<Vec<_>>().join(" ")
    })
}

fn table(left: &Left) -> String {
    let cell_name = words().cell_name;
    let mut html = String::new();
    for (kind, all) in &left.cells {
        let marker = format!(
            r#"<svg class="cell-marker" viewBox="0 0 12 12" aria-hidden="true">{}</svg>"#,
            markup(*kind, 6.0, 6.0)
        );
        row(&mut html, &format!("{marker} <b>{}</b> ∂L/∂W", cell_name(*kind)), key(*kind), all, None);
        row(&mut html, &format!(r#"<span class="tensor">{RECURRENT}</span>"#), key(*kind), all, Some(RECURRENT));
    }
    html
}

fn row(html: &mut String, name: &str, cell: &str, all: &[Changes; 3], tensor: Option<&str>) {
    let words = &words().lab.shortened;
    let _ = write!(html, r#"<tr data-cell="{cell}"><th scope="row">{name}</th>"#);
    for (index, changes) in all.iter().enumerate() {
        let Some(change) = change_of(changes, tensor) else { continue };
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
