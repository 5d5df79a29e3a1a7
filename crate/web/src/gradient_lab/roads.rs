//! The two roads back: along the state, by the forget gate or 1 − z, and through the gates, by W_hh; both, and each alone.

use std::rc::Rc;

use leptos::prelude::*;
use unrolled_engine::{CellKind, Roads, Switch};
use unrolled_lab::gradient_lab::half_life;
use unrolled_lab::settings::Range;
use unrolled_lab::{BiasKind, Command, Lock, Setting, Start};
use unrolled_plots::Quantity;

use super::{cursor_in, fits, seek_back, source_note};
use crate::figure::{About, Figure, HALF, Key, SaveFigure};
use crate::indices::with_indices;
use crate::numbers::short;
use crate::panels::chart_table::Rows;
use crate::panels::flow_chart::{self, Drawn, Flow, FlowChart, Line};
use crate::reactive::{RwSignal, live, memo};
use crate::sidebar::number_field::{LabelledNumber, Slider};
use crate::stage::CellMarker;
use crate::store::Store;
use crate::strings::words;
use crate::teaching::Lockable;

/// Both, the additive road alone, W_hh alone; each with its line.
const CHOICES: [(Roads, Quantity); 3] = [
    (Roads { additive: true, gates: true }, Quantity::Hidden),
    (Roads { additive: true, gates: false }, Quantity::Cell),
    (Roads { additive: false, gates: true }, Quantity::Input),
];

#[component]
pub fn RoadsPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().lab.roads;
    // Elsewhere the bias decides nothing: trained weights bring their own, and a fixed gate has none.
    let is_constant = memo(move || {
        let state = store.state.read();
        let settings = &state.settings;
        settings.bias == BiasKind::Constant
            && settings.start == Start::Seed
            && !settings.switches.has(Switch::ForgetOpen)
    });
    let bias = memo(move || store.settings.read().forget_bias);
    let field = LabelledNumber {
        id: "roads-forget-bias",
        name: words.forget_bias,
        range: Range::FORGET_BIAS,
        is_whole: false,
        slider: Some(Slider::linear(-5.0, 5.0, 0.1)),
        current: bias,
    };
    let drawn = [CellKind::Lstm, CellKind::Gru].map(|kind| (kind, RwSignal::new(None::<Drawn>)));
    view! {
        <section class="panel roads-panel" id="roads" aria-labelledby="roads-title">
            <div class="panel-head">
                <h3 id="roads-title">{words.title}</h3>
                <SaveFigure id="roads" name=words.title figure=Box::new(move || figure(store, &drawn)) />
            </div>
            <p class="panel-subtitle" inner_html=with_indices(words.subtitle)></p>
            <div class="roads">
                {drawn.map(|(kind, drawn)| view! { <Cell kind drawn /> })}
            </div>
            <Show when=move || is_constant.get()>
                <div class="roads-bias">
                    <Lockable lock=Lock::Start>
                    {field.view(Rc::new(move |bias| store.send(Command::Set(Setting::ForgetBias(bias)))), None)}
                    </Lockable>
                    <p class="panel-note" id="half-life">{live(move || (words.half_life)(bias.get(), half_life(bias.get())))}</p>
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Cell(kind: CellKind, drawn: RwSignal<Option<Drawn>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let strings = words();
    let words = &strings.lab.roads;
    let hover = RwSignal::new(None::<usize>);
    let panel = NodeRef::new();
    let cursor = cursor_in(panel, store);
    let lab = store.lab;
    let watch = move || {
        store.revision.track();
        lab.track();
    };
    let lines = move || {
        let lab = lab.read_untracked();
        if !fits(store, &lab) {
            return Vec::new();
        }
        let cell = store.with_untracked(|experiment| experiment.lane(kind).network.cell);
        let line = |(roads, quantity)| {
            let flow = store.with_untracked(|experiment| experiment.flow(kind, &lab, roads));
            // What goes along the state is seen where the state is: in c for the LSTM.
            let norms = flow.c.unwrap_or(flow.h);
            Line { kind, quantity, norms, label: (words.road)(cell, roads).to_owned(), is_shown: true, judged: None }
        };
        CHOICES.map(line).into()
    };
    let id = if kind == CellKind::Lstm { "roads-lstm" } else { "roads-gru" };
    let at = move || hover.get().or(cursor.get().map(|(t, _)| t)).unwrap_or(0);
    let numbers = move || {
        drawn.with(|drawn| {
            let lines = drawn.iter().flat_map(|drawn| &drawn.lines);
            let text = |line: &Line| Some(format!("{} {}", line.label, short(*line.norms.get(at())?)));
            lines.filter_map(text).collect::<Vec<_>>().join(", ")
        })
    };
    view! {
        <figure class="road-figure" node_ref=panel hidden=live(move || !store.shown.read().contains(&kind))>
            <figcaption><CellMarker kind /> <b>{(strings.cell_name)(kind)}</b> " ‖" {state_of(kind)} "‖₂"</figcaption>
            <FlowChart
                id=id label=(words.canvas)((strings.cell_name)(kind)) flow=Flow { drawn, hover, cursor }
                watch=Box::new(watch) lines=Box::new(lines) summary seek=Box::new(move |t| seek_back(store, t))
            />
            <p class="panel-note road-numbers">{live(move || (strings.panels.step)(at() + 1))} ": " {live(numbers)}</p>
        </figure>
    }
}

/// Where what goes along the state is seen.
fn state_of(kind: CellKind) -> &'static str {
    if kind == CellKind::Lstm { "∂L/∂cₜ" } else { "∂L/∂hₜ" }
}

/// What arrives at the first step on each road.
fn summary(drawn: &Drawn) -> String {
    let (strings, words) = (words(), &words().lab.roads);
    let roads: Vec<(&str, f64)> =
        drawn.lines.iter().filter_map(|line| Some((line.label.as_str(), *line.norms.first()?))).collect();
    let kind = drawn.lines.first().map(|line| line.kind);
    kind.map_or_else(String::new, |kind| (words.summary)((strings.cell_name)(kind), &roads))
}

/// Both cells on one sheet, as far as they are shown.
fn figure(store: Store, drawn: &[(CellKind, RwSignal<Option<Drawn>>); 2]) -> Option<Figure> {
    let (strings, words) = (words(), &words().lab.roads);
    let shown = store.shown.get_untracked();
    let cells: Vec<Drawn> =
        drawn.iter().filter(|(kind, _)| shown.contains(kind)).filter_map(|(_, drawn)| drawn.get_untracked()).collect();
    let lines = || cells.iter().flat_map(|drawn| &drawn.lines);
    let name = |line: &Line| format!("{} {}", (strings.cell_name)(line.kind), line.label);
    let parts = cells.iter().map(|drawn| {
        let kind = drawn.lines.first()?.kind;
        let caption = format!("{} ‖{}‖₂", (strings.cell_name)(kind), state_of(kind));
        Some(flow_chart::part(&drawn.lines, HALF)?.with_caption(Some(kind), caption))
    });
    let steps = lines().next()?.norms.len();
    Some(Figure {
        id: "roads",
        title: words.title.to_owned(),
        subtitle: format!("{}. {}", words.subtitle, source_note(store)),
        summary: cells.iter().map(summary).collect::<Vec<_>>().join(" "),
        keys: lines().map(|line| Key::line(line.kind, line.quantity, name(line))).collect(),
        parts: parts.collect::<Option<_>>()?,
        numbers: Rows {
            heads: std::iter::once(strings.panels.step_head.to_owned()).chain(lines().map(name)).collect(),
            rows: (0..steps).map(|t| ((t + 1).to_string(), lines().map(|line| line.norms[t]).collect())).collect(),
            ..Rows::default()
        },
        about: About::page(store),
    })
}
