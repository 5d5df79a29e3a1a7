//! What a state still knows of the symbols that were read: the share that a linear read-out gets right, against how long ago.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::Memory;
use unrolled_lab::probe::{FARTHEST, NoAnswer, reads_symbols};
use unrolled_plots::{Quantity, ShareCurve, ShareLayout, ShareSeries};

use super::measure_parts::{MeasureButton, about, is_old, names};
use crate::canvas::Surface;
use crate::figure::{Figure, Key, Part, SaveFigure, WHOLE};
use crate::frame::on_frame;
use crate::measures::{Kind, KnownMemory};
use crate::panels::chart_table::{ChartTable, Rows};
use crate::panels::chart_text::{ChartText, ChartTexts};
use crate::panels::readout::Readout;
use crate::panels::summary::Summary;
use crate::panels::{identity, pointer_at};
use crate::paper::Paper;
use crate::reactive::{Memo, RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;

/// Shares of right answers for s = 0, 1, 2 …; all NaN where there is no answer.
#[derive(Clone, Debug, PartialEq)]
struct Curve {
    kind: CellKind,
    now: Vec<f64>,
    no_answer: Option<NoAnswer>,
    at_first: Option<Vec<f64>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Curves {
    cells: Vec<Curve>,
    floor: f64,
    rows: usize,
    updates: u32,
    has_first: bool,
}

impl Curves {
    fn of(known: &KnownMemory) -> Self {
        let shares = |memory: &Memory| memory.accuracy.clone().unwrap_or_else(|_| vec![f64::NAN; FARTHEST + 1]);
        let curve = |kind: CellKind| Curve {
            kind,
            now: shares(&known.now[kind as usize]),
            no_answer: known.now[kind as usize].accuracy.as_ref().err().copied(),
            at_first: known.at_first.as_ref().map(|cells| shares(&cells[kind as usize])),
        };
        Self {
            cells: CellKind::ALL.map(curve).into(),
            floor: known.now[0].floor,
            rows: known.now[0].rows,
            updates: known.updates,
            has_first: known.at_first.is_some(),
        }
    }

    fn shown(&self, shown: &[CellKind]) -> impl Iterator<Item = &Curve> {
        self.cells.iter().filter(|curve| shown.contains(&curve.kind))
    }
}

#[component]
pub fn MemoryPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().measures.memory;
    let has_symbols = memo(move || store.with(reads_symbols));
    let curves = memo(move || store.measures.memory.read().as_ref().map(Curves::of));
    let no_symbols = move || view! { <p class="measure-hint" id="memory-no-symbols">{words.no_symbols}</p> };
    view! {
        <section class="panel memory-panel" id="memory" aria-labelledby="memory-title">
            <div class="panel-head">
                <h3 id="memory-title">{words.title}</h3>
                <Show when=move || has_symbols.get()>
                    <SaveFigure id="memory" name=words.title figure=Box::new(move || figure(store, curves)) />
                </Show>
            </div>
            <p class="panel-subtitle">{words.subtitle}</p>
            <Show when=move || has_symbols.get() fallback=no_symbols>
                <Symbols curves />
            </Show>
        </section>
    }
}

#[component]
fn Symbols(curves: Memo<Option<Curves>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().measures.memory;
    let is_known = memo(move || curves.read().is_some());
    view! {
        <MeasureButton kind=Kind::Memory id="memory" />
        <Show when=move || is_known.get() fallback=move || view! { <p class="measure-hint">{(words.hint)()}</p> }>
            <Chart curves />
            <p class="panel-note">{live(move || note(curves))}</p>
            <ChartTable id="memory" rows=Box::new(move || rows(store, curves)) />
        </Show>
        <Summary id="memory-summary" text=Box::new(move || summary(store, curves)) is_answer=true />
    }
}

/// What is on the canvas.
#[derive(Clone, PartialEq)]
struct Drawn {
    /// The cell of each series that has a name.
    cells: Vec<Option<CellKind>>,
    floor: f64,
    layout: ShareLayout,
}

#[component]
fn Chart(curves: Memo<Option<Curves>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().measures.memory;
    let surface = Surface::new();
    let dark = DarkMode::get();
    let drawn = RwSignal::new(None::<Drawn>);
    let hover = RwSignal::new(None::<usize>);
    on_frame(
        move || {
            surface.track();
            curves.track();
            store.shown.track();
            hover.track();
            dark.0.track();
        },
        move || {
            let curves = curves.read_untracked();
            if let Some(curves) = curves.as_ref()
                && let Some(now) = draw(store, curves, hover.get_untracked(), surface, dark)
            {
                drawn.set(Some(now));
            }
        },
    );
    // What was read a step before, where the pointer is nowhere.
    let at = move || hover.get().unwrap_or(1);
    let place = Signal::derive(move || (words.lag)(at()));
    let numbers = Signal::derive(move || {
        curves.with(|curves| {
            let share = |shares: &[f64]| shares.get(at()).map_or_else(String::new, |share| (words.share)(*share));
            let text = |curve: &Curve| match &curve.at_first {
                Some(first) => (words.both)(&share(&curve.now), &share(first)),
                None => share(&curve.now),
            };
            let shown = store.shown.read();
            curves.iter().flat_map(|curves| curves.shown(&shown)).map(|curve| (curve.kind, text(curve))).collect()
        })
    });
    let texts = memo(move || {
        drawn.with(|drawn| {
            let Some(drawn) = drawn.as_ref() else { return Vec::new() };
            let layout = &drawn.layout;
            let plot = layout.plot();
            let floor = layout.floor_y.map(|y| ChartText::line(plot, y, &(words.floor)(drawn.floor)));
            names(&layout.labels, &drawn.cells).chain(floor).collect()
        })
    });
    view! {
        <Readout place numbers />
        <div
            class="chart measure-chart" class:is-old=live(move || is_old(store, Kind::Memory))
            on:pointermove=handler(move |event: web_sys::PointerEvent| {
                let at = pointer_at(&event);
                hover.set(drawn.with_untracked(|drawn| drawn.as_ref()?.layout.lag_at(at?.0)));
            })
            on:pointerleave=handler(move |_: web_sys::PointerEvent| hover.set(None))
        >
            <canvas node_ref=surface.node role="img" aria-label=words.canvas aria-describedby="memory-summary"></canvas>
            <ChartTexts texts />
        </div>
        <p class="chart-axis">{words.axis}</p>
    }
}

fn draw(store: Store, curves: &Curves, hover: Option<usize>, surface: Surface, dark: DarkMode) -> Option<Drawn> {
    chart(store, curves, hover, Paper::on(surface, dark)?)
}

fn chart(store: Store, curves: &Curves, hover: Option<usize>, paper: Paper) -> Option<Drawn> {
    let shown = store.shown.get_untracked();
    let lines = curves.cells.iter().flat_map(|curve| {
        let first = curve.at_first.as_ref().map(|shares| (curve.kind, shares, true));
        std::iter::once((curve.kind, &curve.now, false)).chain(first)
    });
    let lines: Vec<(CellKind, &Vec<f64>, bool)> = lines.collect();
    let series: Vec<ShareSeries> = lines
        .iter()
        .map(|(kind, shares, secondary)| ShareSeries {
            identity: identity(*kind),
            secondary: *secondary,
            shares,
            label: if *secondary { "" } else { (words().cell_name)(*kind) },
            visible: shown.contains(kind),
        })
        .collect();
    let floor_words = (words().measures.memory.floor)(curves.floor);
    let chart = ShareCurve {
        size: paper.size,
        series: &series,
        floor: Some((curves.floor, &floor_words)),
        hover,
        draw_text: paper.draw_text,
    };
    let layout = chart.draw(paper.backend, &paper.theme).ok()?;
    let cells = lines.iter().map(|(kind, _, secondary)| (!secondary).then_some(*kind)).collect();
    Some(Drawn { cells, floor: curves.floor, layout })
}

fn note(curves: Memo<Option<Curves>>) -> String {
    let words = &words().measures.memory;
    curves.with(|curves| {
        let Some(curves) = curves else { return String::new() };
        let lines = curves.has_first.then(|| [(words.key_updates)(curves.updates), words.key_first.to_owned()]);
        lines.into_iter().flatten().chain([(words.rows)(curves.rows)]).collect::<Vec<_>>().join(" ")
    })
}

fn figure(store: Store, curves: Memo<Option<Curves>>) -> Option<Figure> {
    let (strings, words) = (words(), &words().measures.memory);
    let now = curves.read_untracked();
    let now = now.as_ref()?;
    let then = store.measures.memory.with_untracked(|known| known.as_ref().map(|known| known.settings.clone()))?;
    let shown = store.shown.get_untracked();
    let keys = now.shown(&shown).flat_map(|curve| {
        let name = (words.at_first)((strings.cell_name)(curve.kind));
        let first = curve.at_first.is_some().then(|| Key::line(curve.kind, Quantity::Cell, name));
        std::iter::once(Key::cell_line(curve.kind)).chain(first).collect::<Vec<_>>()
    });
    Some(Figure {
        id: "memory",
        title: words.title.to_owned(),
        subtitle: format!("{}. {}", words.subtitle, note(curves)),
        summary: summary(store, curves),
        keys: keys.collect(),
        parts: vec![Part::chart(WHOLE, words.axis, |paper| chart(store, now, None, paper))?],
        numbers: rows(store, curves),
        about: about(store, Kind::Memory, &then, now.updates),
    })
}

/// At each lag the share of each shown cell, and with the first weights, if that is known.
fn rows(store: Store, curves: Memo<Option<Curves>>) -> Rows {
    let (strings, words) = (words(), &words().measures.memory);
    curves.with(|curves| {
        let Some(curves) = curves else { return Rows::default() };
        let shown = store.shown.read();
        let heads = curves.shown(&shown).flat_map(|curve| {
            let name = (strings.cell_name)(curve.kind);
            let first = curve.at_first.is_some().then(|| (words.at_first)(name));
            std::iter::once(name.to_owned()).chain(first)
        });
        let lags = curves.cells.first().map_or(0, |curve| curve.now.len());
        let numbers = |lag: usize| {
            let of_cell = |curve: &Curve| {
                let first = curve.at_first.as_ref().map(|shares| shares[lag]);
                std::iter::once(curve.now[lag]).chain(first).collect::<Vec<f64>>()
            };
            curves.shown(&shown).flat_map(of_cell).collect()
        };
        Rows {
            heads: std::iter::once("s".to_owned()).chain(heads).collect(),
            rows: (0..lags).map(|lag| (lag.to_string(), numbers(lag))).collect(),
            ..Rows::default()
        }
    })
}

/// Both ends of each line, in a sentence.
fn summary(store: Store, curves: Memo<Option<Curves>>) -> String {
    let (strings, words) = (words(), &words().measures.memory);
    curves.with(|curves| {
        let Some(curves) = curves else { return String::new() };
        let of_cell = |curve: &Curve| {
            let name = (strings.cell_name)(curve.kind);
            match (curve.no_answer, &curve.now[..]) {
                (Some(why), _) => (words.no_answer)(name, why),
                (None, [first, .., last]) => (words.summary)(name, *first, curve.now.len() - 1, *last),
                (None, _) => String::new(),
            }
        };
        let cells: String = curves.shown(&store.shown.read()).map(of_cell).collect();
        cells + &(words.summary_floor)(curves.floor)
    })
}
