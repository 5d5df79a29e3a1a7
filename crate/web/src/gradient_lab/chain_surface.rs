//! The loss of the chain over (w, b), with the way that gradient descent takes from where the chain is, free and clipped.

use std::rc::Rc;

use leptos::prelude::*;
use unrolled_lab::chain::Station;
use unrolled_lab::{Chain, Descent, GradientLab, Phi};
use unrolled_plots::{LossColors, Rgb, Surface as LossSurface, SurfaceLayout, SurfacePath, decade_label};

use super::change;
use crate::canvas::Surface;
use crate::figure::{About, Figure, Key, Part, SaveFigure, Sign, WHOLE};
use crate::frame::on_frame;
use crate::numbers::short;
use crate::panels::chart_table::Rows;
use crate::panels::pointer_at;
use crate::panels::summary::Summary;
use crate::paper::Paper;
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
/// At which the free way is thrown far off its edge, and the clipped one goes down along it.
const OVER_THE_CLIFF: Descent = Descent { rate: 4.0, limit: Some(0.05), updates: 100 };

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
        let lab = &store.lab.read();
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
                layout.set(Paper::on(surface, dark).and_then(|paper| chart(ways, paper)));
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
    // A finger that is lifted leaves the chart, and is to read what it has asked for.
    let left = move |event: web_sys::PointerEvent| {
        if event.pointer_type() == "mouse" {
            hover.set(None);
        }
    };
    let mark = move || {
        let place = hover.get().and_then(|weights| {
            let layout = layout.read();
            let (x, y) = layout.as_ref()?.point(weights);
            layout.as_ref()?.plot().contains(x, y).then_some((x, y))
        });
        place.map_or_else(|| "display:none".to_owned(), |(x, y)| format!("transform:translate({x:.1}px,{y:.1}px)"))
    };
    let note = move || {
        let ways = ways.read();
        let Some(ways) = ways.as_ref() else { return String::new() };
        match hover.get() {
            Some((w, b)) => (words.loss_at)(w, b, Chain { w, b, ..ways.chain }.run().loss),
            None => words.surface_hint.to_owned(),
        }
    };
    let number = move |id, name, range, slider, value: fn(&Descent) -> f64, set: fn(&mut Descent, f64)| {
        let current = memo(move || value(&store.lab.read().descent));
        let field =
            LabelledNumber { id, name, range, is_whole: id == "descent-updates", slider: Some(slider), current };
        field.view(Rc::new(move |value| change(store, |lab| set(&mut lab.descent, value))), None)
    };
    view! {
        <div class="chain-surface">
            <div class="descent-controls">
                <div class="panel-head">
                    <h4>{words.surface_title}</h4>
                    <SaveFigure id="surface" name=words.surface_title figure=Box::new(move || figure(store, ways)) />
                </div>
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
                    on:click=handler(move |_| change(store, |lab| (lab.chain, lab.descent) = (CLIFF, OVER_THE_CLIFF)))
                >{words.cliff}</button>
            </div>
            <div class="surface-figure">
                <div
                    class="chart surface-chart" on:pointerdown=handler(point) on:pointermove=handler(point)
                    on:pointerleave=handler(left)
                >
                    <canvas node_ref=surface.node role="img" aria-label=words.surface aria-describedby="descent-summary"></canvas>
                    <span class="surface-mark" style=live(mark)></span>
                </div>
                <LossKey />
                <p class="panel-note" id="descent-note">{live(note)}</p>
                <Summary id="descent-summary" text=Box::new(move || summary(ways)) />
            </div>
        </div>
    }
}

/// Which shade is which loss, in the colours of the page.
#[component]
fn LossKey() -> impl IntoView {
    let dark = DarkMode::get();
    let ramp = move || {
        let colors = if dark.0.get() { LossColors::dark(DECADES) } else { LossColors::light(DECADES) };
        let stops: Vec<String> = shades(&colors).into_iter().map(Rgb::to_css).collect();
        format!("background:linear-gradient(90deg,{})", stops.join(","))
    };
    view! {
        <div class="color-key" aria-hidden="true">
            <span>"L ≤ " {decade_label(DECADES.0)}</span>
            <span class="ramp" style=live(ramp)></span>
            <span>"≥ " {decade_label(DECADES.1)}</span>
        </div>
    }
}

/// From the least loss of the scale to the greatest.
fn shades(colors: &LossColors) -> Vec<Rgb> {
    let loss = |share: f64| libm::pow(10.0, f64::from(DECADES.0) + share * f64::from(DECADES.1 - DECADES.0));
    (0..30).map(|shade| colors.color(loss(f64::from(shade) / 29.0))).collect()
}

/// Where a way ends, as text.
fn end_of(way: &[Station]) -> String {
    way.last().map_or_else(String::new, |end| {
        format!("(w, b) = ({}, {}), L = {}", short(end.w), short(end.b), short(end.loss))
    })
}

fn summary(ways: RwSignal<Option<Ways>>) -> String {
    let words = &words().lab.chain;
    ways.with(|ways| {
        ways.as_ref().map_or_else(String::new, |ways| (words.ways)(end_of(&ways.free), end_of(&ways.clipped)))
    })
}

fn chart(ways: &Ways, paper: Paper) -> Option<SurfaceLayout> {
    let points = |way: &[Station]| way.iter().map(|station| (station.w, station.b)).collect::<Vec<_>>();
    let (free, clipped) = (points(&ways.free), points(&ways.clipped));
    let paths = [SurfacePath { points: &free, clipped: false }, SurfacePath { points: &clipped, clipped: true }];
    let (w, b) = Ways::extent(&ways.chain);
    let chart = LossSurface {
        size: paper.size,
        losses: &ways.losses,
        rows: GRID.1,
        columns: GRID.0,
        w,
        b,
        paths: &paths,
        cursor: None,
    };
    let colors = paper.loss_colors(DECADES);
    chart.draw(paper.backend, &colors, &paper.theme).ok()
}

fn figure(store: Store, ways: RwSignal<Option<Ways>>) -> Option<Figure> {
    let (strings, words) = (words().figure, &words().lab.chain);
    let now = ways.read_untracked();
    let now = now.as_ref()?;
    let descent = store.state.read_untracked().lab.descent;
    let mut ramp = Vec::new();
    let part = Part::chart(WHOLE, strings.weight_axis, |paper| {
        ramp = shades(&paper.loss_colors(DECADES));
        chart(now, paper)
    })?;
    let ramp_name = (strings.ramp)("L", &decade_label(DECADES.0), &decade_label(DECADES.1));
    let mut about = About::chain(store);
    about.settings = format!(
        "{} {} {}, {} {}, {} {}.",
        about.settings,
        words.rate,
        descent.rate,
        words.limit,
        descent.limit.unwrap_or(USUAL_LIMIT),
        words.updates,
        descent.updates
    );
    Some(Figure {
        id: "surface",
        title: words.surface_title.to_owned(),
        subtitle: strings.surface_subtitle.to_owned(),
        summary: summary(ways),
        keys: vec![
            Key { sign: Sign::Way(false), name: strings.free.to_owned() },
            Key { sign: Sign::Way(true), name: strings.clipped.to_owned() },
            Key { sign: Sign::Ramp(ramp), name: ramp_name },
        ],
        parts: vec![part],
        numbers: rows(now),
        about,
    })
}

/// The grid row by row, then both ways, update by update.
fn rows(ways: &Ways) -> Rows {
    let words = words().figure;
    let ((w, b), (columns, rows)) = (Ways::extent(&ways.chain), GRID);
    let at =
        |(from, to): (f64, f64), index: usize, count: usize| from + (to - from) * index as f64 / (count - 1) as f64;
    let square = |(index, loss): (usize, &f64)| {
        let place = (at(w, index % columns, columns), at(b, index / columns, rows));
        (words.surface_rows[0].to_owned(), vec![index as f64, place.0, place.1, *loss])
    };
    let way = |name: &'static str, stations: &[Station]| {
        let row = |(update, station): (usize, &Station)| {
            (name.to_owned(), vec![update as f64, station.w, station.b, station.loss])
        };
        stations.iter().enumerate().map(row).collect::<Vec<_>>()
    };
    let [_, free, clipped] = words.surface_rows;
    Rows {
        heads: words.surface_heads.map(str::to_owned).to_vec(),
        rows: ways
            .losses
            .iter()
            .enumerate()
            .map(square)
            .chain(way(free, &ways.free))
            .chain(way(clipped, &ways.clipped))
            .collect(),
        ..Rows::default()
    }
}
