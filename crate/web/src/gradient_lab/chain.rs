//! The chain of one unit: its weight, its activation and its length to be changed, the product that comes back written out,
//! and beside it what the weight alone would make of it.

use std::rc::Rc;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::chain::Run;
use unrolled_lab::settings::Range;
use unrolled_lab::{Chain, GradientLab, Phi};
use unrolled_plots::Quantity;
use web_sys::HtmlSelectElement;

use super::chain_surface::ChainSurface;
use super::chain_table::{ChainTable, Written};
use super::change;
use crate::figure::{About, Figure, SaveFigure, WHOLE};
use crate::numbers::subscript;
use crate::panels::chart_table::Rows;
use crate::panels::flow_chart::{self, Drawn, Flow, FlowChart, Line};
use crate::reactive::{RwSignal, handler, live, memo};
use crate::sidebar::number_field::{LabelledNumber, Slider};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn ChainPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().lab.chain;
    let chain = memo(move || store.lab.read().chain);
    let run = memo(move || chain.get().run());
    let drawn = RwSignal::new(None::<Drawn>);
    let hover = RwSignal::new(None::<usize>);
    let nowhere = memo(|| None);
    let lines = move || {
        let (chain, run) = (chain.get_untracked(), run.read_untracked());
        let line =
            |quantity, label, norms| Line { kind: CellKind::Rnn, quantity, norms, label, is_shown: true, judged: None };
        let powers = (0..chain.steps).map(|t| libm::pow(chain.w.abs(), (chain.steps - 1 - t) as f64)).collect();
        let products = run.products.iter().map(|product| product.abs()).collect();
        let (product, power) = ((words.product)(chain.steps), (words.power)(chain.steps));
        vec![line(Quantity::Hidden, product, products), line(Quantity::Cell, power, powers)]
    };
    view! {
        <section class="panel chain-panel" id="chain" aria-labelledby="chain-title">
            <div class="panel-head">
                <h3 id="chain-title">{live(move || (words.title)(chain.read().w))}</h3>
                <SaveFigure id="chain" name=words.name figure=Box::new(move || figure(store, drawn)) />
            </div>
            <p class="panel-subtitle">{words.subtitle}</p>
            <div class="chain-body">
                <Controls />
                <div class="chain-numbers">
                    <Written chain run />
                    <ChainTable chain run hover />
                </div>
                <div class="chain-chart">
                    <FlowChart
                        id="chain" label=words.canvas flow=Flow { drawn, hover, cursor: nowhere }
                        watch=Box::new(move || run.track()) lines=Box::new(lines) summary
                    />
                    <p class="panel-note">{words.note}</p>
                </div>
            </div>
            <ChainSurface />
        </section>
    }
}

/// The chain's length, what comes back over it, and what its weight alone would make of that.
fn summary(drawn: &Drawn) -> String {
    let first = |line: Option<&Line>| line.and_then(|line| line.norms.first().copied()).unwrap_or(1.0);
    let steps = drawn.lines.first().map_or(1, |line| line.norms.len());
    let symbol = format!("|∂h{}/∂h₁|", subscript(steps));
    (words().lab.chain.summary)(&symbol, first(drawn.lines.first()), steps - 1, first(drawn.lines.get(1)))
}

fn figure(store: Store, drawn: RwSignal<Option<Drawn>>) -> Option<Figure> {
    let words = &words().lab.chain;
    let now = drawn.read_untracked();
    let now = now.as_ref()?;
    let chain = store.state.read_untracked().lab.chain;
    Some(Figure {
        id: "chain",
        title: (words.title)(chain.w),
        subtitle: format!("{}. {}", words.subtitle, words.note),
        summary: summary(now),
        keys: flow_chart::keys(&now.lines),
        parts: vec![flow_chart::part(&now.lines, WHOLE)?],
        numbers: rows(&chain, &chain.run()),
        about: About::chain(store),
    })
}

/// As in the panel's own table.
fn rows(chain: &Chain, run: &Run) -> Rows {
    let numbers = |t: usize| vec![run.a[t], run.h[t], run.slopes[t], run.factor(chain, t), run.products[t], run.dh[t]];
    Rows {
        heads: words().lab.chain.columns.map(str::to_owned).to_vec(),
        rows: (0..chain.steps).map(|t| ((t + 1).to_string(), numbers(t))).collect(),
        ..Rows::default()
    }
}

/// A number of the chain.
fn number(
    id: &'static str,
    name: &'static str,
    (range, slider): (Range, Slider),
    value: fn(&Chain) -> f64,
    set: fn(&mut GradientLab, f64),
) -> impl IntoView {
    let store = expect_context::<Store>();
    let current = memo(move || value(&store.lab.read().chain));
    let is_whole = id == "chain-steps";
    let field = LabelledNumber { id, name, range, is_whole, slider: Some(slider), current };
    field.view(Rc::new(move |value| change(store, |lab| set(lab, value))), None)
}

#[component]
fn Controls() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().lab.chain;
    let phi = memo(move || store.lab.read().chain.phi);
    let option = |choice: Phi| {
        view! {
            <option value=format!("{choice:?}") selected=live(move || phi.get() == choice)>{(words.phi_name)(choice)}</option>
        }
    };
    let choose = move |event: web_sys::Event| {
        let value = event_target::<HtmlSelectElement>(&event).value();
        if let Some(phi) = Phi::ALL.into_iter().find(|phi| format!("{phi:?}") == value) {
            change(store, |lab| lab.chain.phi = phi);
        }
    };
    let wide = || Slider::linear(-4.0, 4.0, 0.05);
    view! {
        <div class="chain-controls">
            <div class="field">
                <label for="chain-phi">{words.phi}</label>
                <select id="chain-phi" name="chain-phi" on:change=handler(choose)>{Phi::ALL.map(option)}</select>
            </div>
            {number("chain-w", words.w, (Chain::W, wide()), |chain| chain.w, |lab, value| lab.chain.w = value)}
            {number("chain-b", words.b, (Chain::B, wide()), |chain| chain.b, |lab, value| lab.chain.b = value)}
            {number("chain-x", words.x, (Chain::X, wide()), |chain| chain.x, |lab, value| lab.chain.x = value)}
            {number(
                "chain-steps", words.steps, (Chain::STEPS, Slider::linear(1.0, 50.0, 1.0)), |chain| chain.steps as f64,
                |lab, value| lab.chain.steps = value as usize,
            )}
            {number("chain-y", words.target, (Chain::TARGET, wide()), |chain| chain.target, |lab, value| lab.chain.target = value)}
        </div>
    }
}
