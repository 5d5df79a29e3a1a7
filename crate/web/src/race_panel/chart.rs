//! Loss or accuracy on the test set over the updates, one line for each cell.

use std::collections::BTreeSet;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_plots::{LossCurve, LossLayout, LossSeries};

use super::history::{Axis, go_near, newest};
use super::summaries::of_chart;
use crate::canvas::Surface;
use crate::figure::{About, Figure, Key, Part, SaveFigure, WHOLE};
use crate::frame::on_frame;
use crate::numbers::decimals;
use crate::panels::chart_table::Rows;
use crate::panels::chart_text::{ChartText, ChartTexts};
use crate::panels::readout::Readout;
use crate::panels::{identity, pointer_at};
use crate::paper::Paper;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;

/// What the horizontal axis holds at least.
const LEAST_UPDATES: usize = 20;
/// Lines with fewer points are too short for names beside them.
const FEW_POINTS: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Loss,
    Accuracy,
}

impl Shown {
    /// Of the chart.
    pub fn id(self) -> &'static str {
        match self {
            Shown::Loss => "race-loss",
            Shown::Accuracy => "race-accuracy",
        }
    }
}

/// The numbers of one cell and the updates that they were taken at.
pub type Line = (CellKind, Vec<usize>, Vec<f64>);

/// What is on the canvas.
#[derive(Clone, PartialEq)]
struct Drawn {
    lines: Vec<Line>,
    layout: LossLayout,
    floor: Option<f64>,
}

/// The numbers of the update that is shown, or of the one under the pointer. A click on the chart, or dragging along it, goes to
/// the weights there. `axis` is told where the horizontal axis stands.
#[component]
pub fn Chart(shown: Shown, axis: RwSignal<Option<Axis>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().race;
    let surface = Surface::new();
    let dark = DarkMode::get();
    let drawn = RwSignal::new(None::<Drawn>);
    let hover = RwSignal::new(None::<usize>);
    on_frame(
        move || {
            surface.track();
            store.race.cells.track();
            store.race.kept.track();
            store.state.track();
            dark.0.track();
        },
        move || {
            if let Some(now) = draw(store, surface, dark, shown) {
                axis.set(Some(Axis::of(&now.layout)));
                drawn.set(Some(now));
            }
        },
    );
    let id = shown.id();
    let (canvas, name) = match shown {
        Shown::Loss => (words.canvas_loss, words.loss.to_owned()),
        Shown::Accuracy => (words.canvas_accuracy, (words.accuracy)(None)),
    };
    let measure = memo(move || store.settings.read().measure());
    let title = move || match shown {
        Shown::Loss => words.loss.to_owned(),
        Shown::Accuracy => (words.accuracy)(measure.get()),
    };
    let format = move |value: f64| match shown {
        Shown::Loss => decimals(value, 3),
        Shown::Accuracy => format!("{} %", decimals(100.0 * value, 1)),
    };
    let weights = memo(move || store.updates.get() as usize);
    // The last one up to the pointer, else up to the weights that are shown.
    let at = move |updates: &[usize]| {
        let update = hover.get().unwrap_or_else(|| weights.get());
        updates.partition_point(|known| *known <= update).checked_sub(1)
    };
    let place = Signal::derive(move || {
        let update = drawn.with(|drawn| {
            let updates = &drawn.as_ref()?.lines.first()?.1;
            updates.get(at(updates)?).copied()
        });
        update.map_or(String::new(), |update| (words.after)(update as u32))
    });
    let numbers = Signal::derive(move || {
        let drawn = drawn.read();
        let lines = drawn.iter().flat_map(|drawn| &drawn.lines);
        let number = |updates: &[usize], values: &[f64]| {
            at(updates).and_then(|index| values.get(index)).map_or("–".to_owned(), |value| format(*value))
        };
        lines.map(|(kind, updates, values)| (*kind, number(updates, values))).collect()
    });
    let cell_name = crate::strings::words().cell_name;
    let texts = memo(move || {
        drawn.with(|drawn| {
            let Some(drawn) = drawn.as_ref() else { return Vec::new() };
            let has_lines = drawn.lines.iter().any(|(_, updates, _)| updates.len() >= FEW_POINTS);
            let names = drawn.layout.labels.iter().filter(|_| has_lines).map(|label| {
                let kind = drawn.lines[label.series].0;
                ChartText::name(kind, label, cell_name(kind))
            });
            names.collect()
        })
    });
    // Beside the title: the curves begin at this line, and would run through words that stand on it.
    let floor = move || {
        let floor = drawn.with(|drawn| drawn.as_ref()?.floor);
        floor.map(|floor| view! { <span class="floor-key">{(words.floor)(floor)}</span> })
    };
    let update_at = move |event: &web_sys::PointerEvent| {
        drawn.with_untracked(|drawn| drawn.as_ref()?.layout.update_at(pointer_at(event)?.0))
    };
    let go = move |event: &web_sys::PointerEvent| {
        if let Some(update) = update_at(event) {
            hover.set(None);
            go_near(store, update as u32);
        }
    };
    view! {
        <div class="race-chart">
            <div class="panel-head">
                <h4>{live(title)} {live(floor)}</h4>
                <SaveFigure id name=name figure=Box::new(move || figure(store, drawn, shown, title())) />
            </div>
            <Readout place numbers />
            <div
                class="chart loss-chart" id=id title=words.history_hint
                on:pointerdown=handler(move |event: web_sys::PointerEvent| {
                    if event.button() == 0 {
                        hold(&event);
                        go(&event);
                    }
                })
                on:pointermove=handler(move |event: web_sys::PointerEvent| {
                    let is_held = event.buttons() & 1 == 1;
                    hover.set(if is_held { None } else { update_at(&event) });
                    if is_held {
                        go(&event);
                    }
                })
                on:pointerleave=handler(move |_| hover.set(None))
            >
                <canvas node_ref=surface.node role="img" aria-label=canvas aria-describedby=format!("{id}-summary")></canvas>
                <ChartTexts texts />
            </div>
        </div>
    }
}

/// The chart goes on hearing a pointer that leaves it while it is held down.
fn hold(event: &web_sys::PointerEvent) {
    use wasm_bindgen::JsCast;
    let chart = event.current_target().and_then(|chart| chart.dyn_into::<web_sys::Element>().ok());
    if let Some(chart) = chart {
        // Without it dragging ends at the edge, nothing worse.
        let _ = chart.set_pointer_capture(event.pointer_id());
    }
}

pub fn lines(store: Store, shown: Shown) -> Vec<Line> {
    let cells = store.shown.get_untracked();
    store.race.cells.with_untracked(|known| {
        let line = |kind: CellKind| {
            let evaluations = &known[kind as usize].evaluations;
            let value = |score: unrolled_lab::Score| match shown {
                Shown::Loss => score.loss,
                Shown::Accuracy => score.accuracy,
            };
            let updates = evaluations.iter().map(|at| at.updates as usize).collect();
            (kind, updates, evaluations.iter().map(|at| value(at.test)).collect())
        };
        cells.into_iter().map(line).collect()
    })
}

fn draw(store: Store, surface: Surface, dark: DarkMode, shown: Shown) -> Option<Drawn> {
    let paper = Paper::on(surface, dark)?;
    let mut lines = lines(store, shown);
    let nothing = lines.iter().all(|(_, updates, _)| updates.is_empty());
    if nothing {
        // Axes without lines; a chart wants a number.
        lines.iter_mut().for_each(|(_, updates, values)| (*updates, *values) = (vec![0], vec![f64::NAN]));
    }
    let floor = (shown == Shown::Loss).then(|| store.state.read_untracked().settings.floor()).flatten();
    let layout = chart(store, &lines, nothing, floor, shown, paper)?;
    if nothing {
        lines.clear();
    }
    Some(Drawn { lines, layout, floor })
}

fn chart(
    store: Store,
    lines: &[Line],
    nothing: bool,
    floor: Option<f64>,
    shown: Shown,
    paper: Paper,
) -> Option<LossLayout> {
    let cell_name = words().cell_name;
    let state = store.state.read_untracked();
    let floor_words = floor.map(words().race.floor).unwrap_or_default();
    let series: Vec<LossSeries> = lines
        .iter()
        .map(|(kind, updates, losses)| LossSeries {
            identity: identity(*kind),
            losses,
            updates: Some(updates),
            label: cell_name(*kind),
        })
        .collect();
    let newest = store.race.kept.with_untracked(|kept| newest(kept));
    let chart = LossCurve {
        size: paper.size,
        series: if nothing { &[] } else { &series },
        chance: floor.map(|floor| (floor, floor_words.as_str())),
        log: false,
        top: (shown == Shown::Accuracy).then_some(1.0),
        updates: LEAST_UPDATES.max(state.updates.max(newest) as usize),
        cursor: Some(state.updates as usize),
        draw_text: paper.draw_text,
    };
    chart.draw(paper.backend, &paper.theme).ok()
}

/// `None` as long as nothing has been judged.
fn figure(store: Store, drawn: RwSignal<Option<Drawn>>, shown: Shown, title: String) -> Option<Figure> {
    let strings = words();
    let now = drawn.read_untracked();
    let now = now.as_ref().filter(|now| !now.lines.is_empty())?;
    let part = Part::chart(WHOLE, strings.figure.update_axis, |paper| {
        chart(store, &now.lines, false, now.floor, shown, paper)
    })?;
    let batch = store.state.read_untracked().settings.batch;
    Some(Figure {
        id: shown.id(),
        title,
        subtitle: (strings.race.subtitle)(batch),
        summary: untrack(|| of_chart(store, shown)),
        keys: now.lines.iter().map(|(kind, ..)| Key::cell_line(*kind)).collect(),
        parts: vec![part],
        numbers: rows(&now.lines),
        about: About::page(store),
    })
}

/// At every update that some cell was judged at; NaN where another one was not.
pub fn rows(lines: &[Line]) -> Rows {
    let strings = words();
    let judged: BTreeSet<usize> = lines.iter().flat_map(|(_, updates, _)| updates).copied().collect();
    let row = |update: usize| {
        let value = |(_, updates, values): &Line| {
            updates.binary_search(&update).ok().and_then(|index| values.get(index)).copied().unwrap_or(f64::NAN)
        };
        (update.to_string(), lines.iter().map(value).collect())
    };
    let names = lines.iter().map(|(kind, ..)| (strings.cell_name)(*kind).to_owned());
    Rows {
        heads: std::iter::once(strings.figure.update_head.to_owned()).chain(names).collect(),
        rows: judged.into_iter().map(row).collect(),
        ..Rows::default()
    }
}
