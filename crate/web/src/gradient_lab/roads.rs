//! The two roads back: along the state, by the forget gate or 1 − z, and through the gates, by W_hh; both, and each alone.

use std::rc::Rc;

use leptos::prelude::*;
use unrolled_engine::{CellKind, Roads, Switch};
use unrolled_lab::gradient_lab::half_life;
use unrolled_lab::settings::Range;
use unrolled_lab::{BiasKind, Command, Setting, Start};
use unrolled_plots::Quantity;

use super::{cursor_step, fits, seek_back};
use crate::numbers::short;
use crate::panels::flow_chart::{Drawn, Flow, FlowChart, Line};
use crate::reactive::{RwSignal, live, memo};
use crate::sidebar::number_field::{LabelledNumber, Slider};
use crate::stage::CellMarker;
use crate::store::Store;
use crate::strings::words;

/// Both, the additive road alone, the gates alone; each with its line.
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
    let bias = memo(move || store.state.read().settings.forget_bias);
    let field = LabelledNumber {
        id: "roads-forget-bias",
        name: words.forget_bias,
        range: Range::FORGET_BIAS,
        is_whole: false,
        slider: Some(Slider::linear(-5.0, 5.0, 0.1)),
        current: bias,
    };
    view! {
        <section class="panel roads-panel" id="roads" aria-labelledby="roads-title">
            <h3 id="roads-title">{words.title}</h3>
            <p class="panel-subtitle">{words.subtitle}</p>
            <div class="roads">
                {[CellKind::Lstm, CellKind::Gru].map(|kind| view! { <Cell kind /> })}
            </div>
            <Show when=move || is_constant.get()>
                <div class="roads-bias">
                    {field.view(Rc::new(move |bias| store.send(Command::Set(Setting::ForgetBias(bias)))), None)}
                    <p class="panel-note" id="half-life">{live(move || (words.half_life)(bias.get(), half_life(bias.get())))}</p>
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Cell(kind: CellKind) -> impl IntoView {
    let store = expect_context::<Store>();
    let strings = words();
    let words = &strings.lab.roads;
    let drawn = RwSignal::new(None::<Drawn>);
    let hover = RwSignal::new(None::<usize>);
    let cursor = cursor_step(store);
    let lab = memo(move || store.state.read().lab.clone());
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
            Line { kind, quantity, norms, label: (words.road)(cell, roads).to_owned(), is_shown: true }
        };
        CHOICES.map(line).into()
    };
    let (id, name) = match kind {
        CellKind::Lstm => ("roads-lstm", "∂L/∂cₜ"),
        _ => ("roads-gru", "∂L/∂hₜ"),
    };
    let at = move || hover.get().or(cursor.get().map(|(t, _)| t)).unwrap_or(0);
    let numbers = move || {
        drawn.with(|drawn| {
            let lines = drawn.iter().flat_map(|drawn| &drawn.lines);
            let text = |line: &Line| Some(format!("{} {}", line.label, short(*line.norms.get(at())?)));
            lines.filter_map(text).collect::<Vec<_>>().join(", ")
        })
    };
    view! {
        <figure class="road-figure" hidden=live(move || !store.shown.read().contains(&kind))>
            <figcaption><CellMarker kind /> <b>{(strings.cell_name)(kind)}</b> " ‖" {name} "‖₂"</figcaption>
            <FlowChart
                id=id label=(words.canvas)((strings.cell_name)(kind)) flow=Flow { drawn, hover, cursor }
                watch=Box::new(watch) lines=Box::new(lines) seek=Box::new(move |t| seek_back(store, t))
            />
            <p class="panel-note road-numbers">{live(move || (strings.panels.step)(at() + 1))} ": " {live(numbers)}</p>
        </figure>
    }
}
