//! The gradient at the first step against the length of the sequence, of fresh networks, and what clipping leaves of the
//! gradient of the weights.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{AtLength, ClippingKind, quantile};
use unrolled_plots::{BandSeries, Bands, BandsLayout, GRADIENT_FLOW_DECADES, Quantity};

use super::change;
use super::measure_parts::{MeasureButton, about, is_old, names};
use crate::canvas::Surface;
use crate::figure::{Figure, Key, Part, SaveFigure, WHOLE};
use crate::frame::on_frame;
use crate::measures::{Kind, KnownLengths};
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

/// Median and quartiles at each length.
#[derive(Clone, Debug, PartialEq)]
struct Band {
    lower: Vec<f64>,
    median: Vec<f64>,
    upper: Vec<f64>,
}

/// What a cell's line is made of.
#[derive(Clone, Debug, PartialEq)]
struct Curve {
    kind: CellKind,
    first: Band,
    before: Band,
    after: Band,
}

#[derive(Clone, Debug, PartialEq)]
struct Curves {
    steps: Vec<usize>,
    cells: Vec<Curve>,
    /// What they were measured with, which need not be the settings of now.
    clipping: ClippingKind,
    clip_limit: f64,
}

impl Band {
    fn of(lengths: &[AtLength], values: fn(&AtLength) -> &[f64]) -> Self {
        let each = |share| lengths.iter().map(|at| quantile(values(at), share)).collect();
        Self { lower: each(0.25), median: each(0.5), upper: each(0.75) }
    }

    fn at(&self, index: usize) -> (f64, [f64; 2]) {
        (self.median[index], [self.lower[index], self.upper[index]])
    }
}

impl Curves {
    fn of(known: &KnownLengths) -> Self {
        let curve = |kind: CellKind| {
            let lengths = &known.curves.cells[kind as usize];
            Curve {
                kind,
                first: Band::of(lengths, |at| &at.first),
                before: Band::of(lengths, |at| &at.before),
                after: Band::of(lengths, |at| &at.after),
            }
        };
        Self {
            steps: known.curves.cells[0].iter().map(|at| at.steps).collect(),
            cells: CellKind::ALL.map(curve).into(),
            clipping: known.basis.clipping,
            clip_limit: known.basis.clip_limit,
        }
    }

    fn shown(&self, shown: &[CellKind]) -> impl Iterator<Item = &Curve> {
        self.cells.iter().filter(|curve| shown.contains(&curve.kind))
    }
}

#[component]
pub fn LengthsPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().measures.lengths;
    let curves = memo(move || store.measures.lengths.read().as_ref().map(Curves::of));
    let is_known = memo(move || curves.read().is_some());
    let clipped = memo(move || store.lab.read().clipped);
    let choice = |id: &'static str, name: &'static str, is_clipped: bool| {
        view! {
            <button
                type="button" id=id aria-pressed=live(move || (clipped.get() == is_clipped).to_string())
                on:click=handler(move |_| change(store, |lab| lab.clipped = is_clipped))
            >{name}</button>
        }
    };
    let choices = [choice("lengths-first", words.first, false), choice("lengths-weights", words.weights, true)];
    let note = move || {
        curves.with(|curves| match curves {
            Some(curves) if clipped.get() => {
                // Without clipping it is measured what clipping by the norm would do.
                let is_off = store.settings.read().clipping == ClippingKind::Off;
                let by_norm = curves.clipping == ClippingKind::GlobalNorm;
                let clipping = if is_off && by_norm { ClippingKind::Off } else { curves.clipping };
                (words.note_weights)(clipping, curves.clip_limit)
            }
            _ => words.note_first.to_owned(),
        })
    };
    view! {
        <section class="panel lengths-panel" id="lengths" aria-labelledby="lengths-title">
            <div class="panel-head">
                <h3 id="lengths-title">{words.title}</h3>
                <div class="segmented lengths-choice" role="group" aria-label=words.shown>{choices}</div>
                <SaveFigure id="lengths" name=words.title figure=Box::new(move || figure(store, curves, clipped.get_untracked(), note())) />
            </div>
            <p class="panel-subtitle">{(words.subtitle)()}</p>
            <MeasureButton kind=Kind::Lengths id="lengths" />
            <Show when=move || is_known.get() fallback=move || view! { <p class="measure-hint">{(words.hint)()}</p> }>
                <Chart curves clipped />
                <p class="panel-note">{live(note)}</p>
                <ChartTable id="lengths" rows=Box::new(move || rows(store, curves, clipped.get())) />
            </Show>
            <Summary id="lengths-summary" text=Box::new(move || summary(store, curves, clipped.get())) is_answer=true />
        </section>
    }
}

/// What is on the canvas.
#[derive(Clone, PartialEq)]
struct Drawn {
    /// The cell of each series that has a name.
    cells: Vec<Option<CellKind>>,
    limit: Option<f64>,
    layout: BandsLayout,
}

#[component]
fn Chart(curves: Memo<Option<Curves>>, clipped: Memo<bool>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().measures.lengths;
    let surface = Surface::new();
    let dark = DarkMode::get();
    let drawn = RwSignal::new(None::<Drawn>);
    let hover = RwSignal::new(None::<usize>);
    on_frame(
        move || {
            surface.track();
            curves.track();
            clipped.track();
            store.shown.track();
            hover.track();
            dark.0.track();
        },
        move || {
            let curves = curves.read_untracked();
            if let Some(curves) = curves.as_ref()
                && let Some(now) = draw(store, curves, clipped.get_untracked(), hover.get_untracked(), surface, dark)
            {
                drawn.set(Some(now));
            }
        },
    );
    let last = move |curves: &Curves| curves.steps.len().saturating_sub(1);
    let at = move |curves: &Curves| hover.get().unwrap_or(usize::MAX).min(last(curves));
    let place = Signal::derive(move || {
        curves.with(|curves| curves.as_ref().map_or_else(String::new, |curves| (words.steps)(curves.steps[at(curves)])))
    });
    let numbers = Signal::derive(move || {
        curves.with(|curves| {
            let Some(curves) = curves else { return Vec::new() };
            let index = at(curves);
            let text = |curve: &Curve| {
                if clipped.get() {
                    (words.clipped)(curve.before.median[index], curve.after.median[index])
                } else {
                    let (median, quartiles) = curve.first.at(index);
                    (words.number)(median, quartiles)
                }
            };
            curves.shown(&store.shown.read()).map(|curve| (curve.kind, text(curve))).collect()
        })
    });
    let texts = memo(move || {
        drawn.with(|drawn| {
            let Some(drawn) = drawn.as_ref() else { return Vec::new() };
            let layout = &drawn.layout;
            let plot = layout.plot();
            let limit = layout.limit_y.zip(drawn.limit);
            let limit = limit.map(|(y, limit)| ChartText::line(plot, y, &(words.limit)(limit)));
            names(&layout.labels, &drawn.cells).chain(limit).collect()
        })
    });
    let label = move || if clipped.get() { words.canvas_weights } else { words.canvas_first };
    view! {
        <Readout place numbers />
        <div
            class="chart measure-chart" class:is-old=live(move || is_old(store, Kind::Lengths))
            on:pointermove=handler(move |event: web_sys::PointerEvent| {
                let at = pointer_at(&event);
                hover.set(drawn.with_untracked(|drawn| drawn.as_ref()?.layout.length_at(at?.0)));
            })
            on:pointerleave=handler(move |_: web_sys::PointerEvent| hover.set(None))
        >
            <canvas node_ref=surface.node role="img" aria-label=live(label) aria-describedby="lengths-summary"></canvas>
            <ChartTexts texts />
        </div>
        <p class="chart-axis">{words.axis}</p>
    }
}

fn draw(
    store: Store,
    curves: &Curves,
    clipped: bool,
    hover: Option<usize>,
    surface: Surface,
    dark: DarkMode,
) -> Option<Drawn> {
    chart(store, curves, clipped, hover, Paper::on(surface, dark)?)
}

fn chart(store: Store, curves: &Curves, clipped: bool, hover: Option<usize>, paper: Paper) -> Option<Drawn> {
    let shown = store.shown.get_untracked();
    let lines = curves.cells.iter().flat_map(|curve| {
        let bands = if clipped { vec![&curve.before, &curve.after] } else { vec![&curve.first] };
        bands.into_iter().enumerate().map(move |(index, band)| (curve.kind, band, index > 0))
    });
    let lines: Vec<(CellKind, &Band, bool)> = lines.collect();
    let series: Vec<BandSeries> = lines
        .iter()
        .map(|(kind, band, secondary)| BandSeries {
            identity: identity(*kind),
            secondary: *secondary,
            medians: &band.median,
            quartiles: Some([&band.lower, &band.upper]),
            extremes: None,
            label: if *secondary { "" } else { (words().cell_name)(*kind) },
            visible: shown.contains(kind),
        })
        .collect();
    // Of the norm, which has a line on the scale.
    let limit = (clipped && curves.clipping != ClippingKind::Value).then_some(curves.clip_limit);
    let chart = Bands {
        size: paper.size,
        lengths: &curves.steps,
        log_lengths: false,
        series: &series,
        hover,
        decades: GRADIENT_FLOW_DECADES,
        limit,
        draw_text: paper.draw_text,
    };
    let layout = chart.draw(paper.backend, &paper.theme).ok()?;
    let cells = lines.iter().map(|(kind, _, secondary)| (!secondary).then_some(*kind)).collect();
    Some(Drawn { cells, limit, layout })
}

fn figure(store: Store, curves: Memo<Option<Curves>>, clipped: bool, note: String) -> Option<Figure> {
    let (strings, words) = (words(), &words().measures.lengths);
    let now = curves.read_untracked();
    let now = now.as_ref()?;
    let basis = store.measures.lengths.with_untracked(|known| known.as_ref().map(|known| known.basis.clone()))?;
    let shown = store.shown.get_untracked();
    let keys = now.shown(&shown).flat_map(|curve| {
        let name = (strings.cell_name)(curve.kind);
        let clipped =
            clipped.then(|| Key::line(curve.kind, Quantity::Cell, format!("{name} {}", words.columns_weights[1])));
        std::iter::once(Key::cell_line(curve.kind)).chain(clipped).collect::<Vec<_>>()
    });
    Some(Figure {
        id: "lengths",
        title: words.title.to_owned(),
        subtitle: format!("{}. {note}", (words.subtitle)()),
        summary: summary(store, curves, clipped),
        keys: keys.collect(),
        parts: vec![Part::chart(WHOLE, words.axis, |paper| chart(store, now, clipped, None, paper))?],
        numbers: rows(store, curves, clipped),
        about: about(store, Kind::Lengths, &basis, 0),
    })
}

/// At each length: of each shown cell median and quartiles, or the medians before and after clipping.
fn rows(store: Store, curves: Memo<Option<Curves>>, clipped: bool) -> Rows {
    let (strings, words) = (words(), &words().measures.lengths);
    curves.with(|curves| {
        let Some(curves) = curves else { return Rows::default() };
        let shown = store.shown.read();
        let heads = curves.shown(&shown).flat_map(|curve| {
            let name = (strings.cell_name)(curve.kind);
            let columns = if clipped { &words.columns_weights[..] } else { &words.columns_first[..] };
            columns.iter().map(move |column| format!("{name} {column}"))
        });
        let numbers = |index: usize| {
            let of_cell = |curve: &Curve| {
                if clipped {
                    vec![curve.before.median[index], curve.after.median[index]]
                } else {
                    let (median, [lower, upper]) = curve.first.at(index);
                    vec![median, lower, upper]
                }
            };
            curves.shown(&shown).flat_map(of_cell).collect()
        };
        let row = |(index, steps): (usize, &usize)| (steps.to_string(), numbers(index));
        Rows {
            heads: std::iter::once("T".to_owned()).chain(heads).collect(),
            rows: curves.steps.iter().enumerate().map(row).collect(),
            ..Rows::default()
        }
    })
}

/// Both ends of each line, in a sentence.
fn summary(store: Store, curves: Memo<Option<Curves>>, clipped: bool) -> String {
    let (strings, words) = (words(), &words().measures.lengths);
    curves.with(|curves| {
        let Some(curves) = curves.as_ref().filter(|curves| !curves.steps.is_empty()) else { return String::new() };
        let ends = [0, curves.steps.len() - 1];
        let of_cell = |curve: &Curve| {
            let name = (strings.cell_name)(curve.kind);
            if clipped {
                let at = |index: usize| (curves.steps[index], curve.before.median[index], curve.after.median[index]);
                (words.summary_weights)(name, ends.map(at))
            } else {
                (words.summary_first)(name, ends.map(|index| (curves.steps[index], curve.first.median[index])))
            }
        };
        curves.shown(&store.shown.read()).map(of_cell).collect()
    })
}
