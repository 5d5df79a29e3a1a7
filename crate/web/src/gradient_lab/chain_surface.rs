//! The loss of the chain over (w, b), with the way that gradient descent takes from where the chain is, free and clipped.

use std::rc::Rc;

use leptos::prelude::*;
use unrolled_lab::chain::Station;
use unrolled_lab::{Chain, Descent, GradientLab, Phi};
use unrolled_plots::{LossColors, Size, Surface as LossSurface, SurfaceLayout, SurfacePath};

use super::change;
use crate::canvas::{Surface, backend, on_frame};
use crate::numbers::short;
use crate::panels::pointer_at;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::sidebar::number_field::{LabelledNumber, Slider};
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;

/// Columns and rows of the grid.
const GRID: (usize, usize) = (72, 48);
/// How far the grid reaches on each side of the chain's own w and b.
const REACH: (f64, f64) = (2.0, 1.5);
/// The losses of the lightest and the darkest shade, as powers of ten.
const DECADES: (i32, i32) = (-4, 2);
/// What the clipped way is clipped at where nothing is typed.
const USUAL_LIMIT: f64 = 0.5;

/// Beside the state that a unit with w = 6 can only balance on; see [`unrolled_lab::chain`].
const CLIFF: Chain = Chain { phi: Phi::Sigmoid, w: 6.0, b: -3.0, x: 3.0001, steps: 25, target: 0.2 };

/// Both ways down, and the grid around their beginning.
#[derive(Clone, PartialEq)]
struct Ways {
    chain: Chain,
    losses: Vec<f64>,
    free: Vec<Station>,
    clipped: Vec<Station>,
}

impl Ways {
    fn of(lab: &GradientLab) -> Self {
        let chain = lab.chain;
        let (w, b) = Self::extent(&chain);
        let descend = |limit| chain.descend(&Descent { limit, ..lab.descent });
        Self {
            losses: chain.surface(w, b, GRID.0, GRID.1),
            free: descend(None),
            clipped: descend(Some(lab.descent.limit.unwrap_or(USUAL_LIMIT))),
            chain,
        }
    }

    fn extent(chain: &Chain) -> ((f64, f64), (f64, f64)) {
        ((chain.w - REACH.0, chain.w + REACH.0), (chain.b - REACH.1, chain.b + REACH.1))
    }
}

#[component]
pub fn ChainSurface() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().lab.chain;
    let surface = Surface::new();
    let dark = DarkMode::get();
    let lab = memo(move || {
        let lab = &store.state.read().lab;
        (lab.chain, lab.descent)
    });
    let ways = RwSignal::new(None::<Ways>);
    let layout = RwSignal::new(None::<SurfaceLayout>);
    let hover = RwSignal::new(None::<(f64, f64)>);
    on_frame(
        move || {
            surface.track();
            lab.track();
        },
        move || {
            if surface.ready().is_some() {
                let (chain, descent) = lab.get_untracked();
                ways.set(Some(Ways::of(&GradientLab { chain, descent, ..GradientLab::default() })));
            }
        },
    );
    on_frame(
        move || {
            surface.track();
            ways.track();
            dark.0.track();
        },
        move || {
            if let Some(ways) = &*ways.read_untracked() {
                layout.set(draw(ways, surface, dark));
            }
        },
    );
    let point = move |event: web_sys::PointerEvent| {
        let place = pointer_at(&event);
        hover.set(layout.with_untracked(|layout| {
            let (x, y) = place?;
            layout.as_ref()?.weights_at(x, y)
        }));
    };
    let note = move || {
        let ways = ways.read();
        let Some(ways) = ways.as_ref() else { return String::new() };
        match hover.get() {
            Some((w, b)) => (words.loss_at)(w, b, Chain { w, b, ..ways.chain }.run().loss),
            None => (words.ways)(end_of(&ways.free), end_of(&ways.clipped)),
        }
    };
    let number = move |id, name, range, slider, value: fn(&Descent) -> f64, set: fn(&mut Descent, f64)| {
        let current = memo(move || value(&store.state.read().lab.descent));
        let field =
            LabelledNumber { id, name, range, is_whole: id == "descent-updates", slider: Some(slider), current };
        field.view(Rc::new(move |value| change(store, |lab| set(&mut lab.descent, value))), None)
    };
    view! {
        <div class="chain-surface">
            <div class="descent-controls">
                <h4>{words.surface_title}</h4>
                <p class="panel-subtitle">{words.surface_subtitle}</p>
                {number(
                    "descent-rate", words.rate, GradientLab::RATE, Slider::log(-3.0, 1.0, 0.05), |descent| descent.rate,
                    |descent, rate| descent.rate = rate,
                )}
                {number(
                    "descent-limit", words.limit, GradientLab::LIMIT, Slider::log(-2.0, 2.0, 0.05),
                    |descent| descent.limit.unwrap_or(USUAL_LIMIT), |descent, limit| descent.limit = Some(limit),
                )}
                {number(
                    "descent-updates", words.updates, GradientLab::UPDATES, Slider::linear(0.0, 200.0, 1.0),
                    |descent| descent.updates as f64, |descent, updates| descent.updates = updates as usize,
                )}
                <button
                    type="button" class="button" id="chain-cliff"
                    on:click=handler(move |_| change(store, |lab| lab.chain = CLIFF))
                >{words.cliff}</button>
            </div>
            <div class="surface-figure">
                <div
                    class="chart surface-chart" on:pointermove=handler(point)
                    on:pointerleave=handler(move |_: web_sys::PointerEvent| hover.set(None))
                >
                    <canvas node_ref=surface.node role="img" aria-label=words.surface aria-describedby="descent-note"></canvas>
                </div>
                <p class="panel-note" id="descent-note">{live(note)}</p>
            </div>
        </div>
    }
}

/// Where a way ends, as text.
fn end_of(way: &[Station]) -> String {
    way.last().map_or_else(String::new, |end| {
        format!("(w, b) = ({}, {}), L = {}", short(end.w), short(end.b), short(end.loss))
    })
}

fn draw(ways: &Ways, surface: Surface, dark: DarkMode) -> Option<SurfaceLayout> {
    let (canvas, size, ratio) = surface.ready()?;
    let points = |way: &[Station]| way.iter().map(|station| (station.w, station.b)).collect::<Vec<_>>();
    let (free, clipped) = (points(&ways.free), points(&ways.clipped));
    let paths = [SurfacePath { points: &free, clipped: false }, SurfacePath { points: &clipped, clipped: true }];
    let (w, b) = Ways::extent(&ways.chain);
    let chart = LossSurface {
        size: Size { width: size.width.floor(), height: size.height.floor() },
        losses: &ways.losses,
        rows: GRID.1,
        columns: GRID.0,
        w,
        b,
        paths: &paths,
        cursor: None,
    };
    let colors = if dark.0.get_untracked() { LossColors::dark(DECADES) } else { LossColors::light(DECADES) };
    chart.draw(backend(canvas, size, ratio)?, &colors, &dark.charts(ratio)).ok()
}
