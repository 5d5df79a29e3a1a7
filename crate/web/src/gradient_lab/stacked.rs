//! Whose loss a gradient comes from: ‖∂L_s/∂h_t‖ of every later loss stacked at each step, beside the norm of their sum.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_plots::{Quantity, Stacked, StackedLayout, StackedPart, Theme, source_shade};

use super::{cursor_in, seek_back, upright_at};
use crate::canvas::Surface;
use crate::cell_tabs::CellTabs;
use crate::figure::{About, Figure, Key, Part, SaveFigure, Sign, WHOLE};
use crate::frame::on_frame;
use crate::numbers::short;
use crate::panels::chart_table::{ChartTable, Rows};
use crate::panels::influence_maps::{Maps, follow};
use crate::panels::summary::Summary;
use crate::panels::{identity, pointer_at};
use crate::paper::Paper;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;

/// What is drawn: ‖∂L_s/∂h_t‖, row t, column s, and ‖∂L/∂h_t‖.
#[derive(Clone, PartialEq)]
struct Drawn {
    kind: CellKind,
    contributions: Vec<f64>,
    norms: Vec<f64>,
    /// The loss that is followed.
    source: Option<usize>,
    layout: StackedLayout,
}

#[component]
pub fn StackedPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().lab.stacked;
    let surface = Surface::new();
    let dark = DarkMode::get();
    let maps = RwSignal::new(Maps::default());
    let drawn = RwSignal::new(None::<Drawn>);
    let hover = RwSignal::new(None::<StackedPart>);
    let viewed = store.viewed;
    let source = memo(move || store.lab.read().source);
    on_frame(
        move || {
            surface.track();
            store.revision.track();
        },
        move || {
            if surface.ready().is_some() {
                follow(store, maps);
            }
        },
    );
    on_frame(
        move || {
            surface.track();
            maps.track();
            viewed.track();
            source.track();
            dark.0.track();
        },
        move || {
            let source = source.get_untracked();
            if let Some(now) = draw(store, &maps.read_untracked(), viewed.get_untracked(), source, surface, dark) {
                drawn.set(Some(now));
            }
        },
    );
    let panel = NodeRef::new();
    let cursor = cursor_in(panel, store);
    let part_under = move |event: &web_sys::MouseEvent| {
        let (x, y) = pointer_at(event)?;
        drawn.with_untracked(|drawn| drawn.as_ref()?.layout.hit(x, y))
    };
    let upright = move || {
        let step = cursor.get().filter(|(_, is_back)| *is_back).map(|(t, _)| t);
        drawn.with(|drawn| {
            let found = drawn.as_ref().zip(step).filter(|(drawn, t)| *t < drawn.norms.len());
            found.map_or_else(
                || "display:none".to_owned(),
                |(drawn, t)| upright_at(drawn.layout.plot(), drawn.layout.x(t)),
            )
        })
    };
    let note = move || {
        drawn.with(|drawn| match drawn.as_ref().zip(hover.get()) {
            Some((drawn, part)) => {
                let steps = drawn.norms.len();
                (words.part)(part.source + 1, part.step + 1, drawn.contributions[part.step * steps + part.source])
            }
            None => words.hint.to_owned(),
        })
    };
    view! {
        <section class="panel stacked-panel" node_ref=panel id="stacked" aria-labelledby="stacked-title">
            <div class="panel-head">
                <h3 id="stacked-title">{words.title}</h3>
                <CellTabs />
                <SaveFigure id="stacked" name=words.title figure=Box::new(move || figure(store, drawn)) />
            </div>
            <p class="panel-subtitle">{words.subtitle}</p>
            <div
                class="chart stacked-chart"
                on:pointermove=handler(move |event: web_sys::PointerEvent| hover.set(part_under(&event)))
                on:pointerleave=handler(move |_: web_sys::PointerEvent| hover.set(None))
                on:click=handler(move |event: web_sys::MouseEvent| {
                    if let Some(part) = part_under(&event) {
                        seek_back(store, part.step);
                    }
                })
            >
                <canvas node_ref=surface.node role="img" aria-label=words.canvas aria-describedby="stacked-summary"></canvas>
                <span class="chart-upright" style=live(upright)></span>
            </div>
            <p class="panel-note">{live(note)}</p>
            <ChartTable id="stacked" rows=Box::new(move || rows(drawn)) />
            <Summary id="stacked-summary" text=Box::new(move || summary(drawn)) />
        </section>
    }
}

fn draw(
    store: Store,
    maps: &Maps,
    kind: CellKind,
    source: Option<usize>,
    surface: Surface,
    dark: DarkMode,
) -> Option<Drawn> {
    let paper = Paper::on(surface, dark)?;
    let rows = &maps.of_cell[kind as usize];
    let steps = rows.len();
    let norms = store.with_untracked(|experiment| {
        let tape = &experiment.lane(kind).tape;
        // The maps may be of a sequence that has just been replaced.
        (tape.steps == steps).then(|| (0..steps).map(|t| tape.dh_norm(t)).collect::<Vec<_>>())
    })?;
    let mut contributions = vec![0.0; steps * steps];
    for (s, row) in rows.iter().enumerate() {
        let row = row.iter().flatten().enumerate().take(s + 1);
        row.for_each(|(t, norm)| contributions[t * steps + s] = *norm);
    }
    let layout = chart(kind, &contributions, &norms, source, paper)?;
    Some(Drawn { kind, contributions, norms, source, layout })
}

fn chart(
    kind: CellKind,
    contributions: &[f64],
    norms: &[f64],
    source: Option<usize>,
    paper: Paper,
) -> Option<StackedLayout> {
    let chart = Stacked {
        size: paper.size,
        identity: identity(kind),
        contributions,
        norms,
        shares: false,
        cursor: None,
        hover: None,
        source,
    };
    chart.draw(paper.backend, &paper.theme).ok()
}

fn figure(store: Store, drawn: RwSignal<Option<Drawn>>) -> Option<Figure> {
    let strings = words();
    let (words, titles) = (strings.figure, &strings.lab.stacked);
    let now = drawn.read_untracked();
    let now = now.as_ref()?;
    let steps = now.norms.len();
    let shades = (0..steps).map(|source| source_shade(source, steps, &Theme::light())).collect();
    let mut numbers = rows(drawn);
    numbers.heads.extend((1..=steps).map(words.of_loss));
    for ((_, row), parts) in numbers.rows.iter_mut().zip(now.contributions.chunks(steps)) {
        row.extend(parts);
    }
    Some(Figure {
        id: "stacked",
        title: titles.title.to_owned(),
        subtitle: format!("{}.", titles.subtitle),
        summary: summary(drawn),
        keys: vec![
            Key::line(now.kind, Quantity::Hidden, (words.whole_norm)((strings.cell_name)(now.kind))),
            Key { sign: Sign::Ramp(shades), name: (words.of_losses)(steps) },
        ],
        parts: vec![Part::chart(WHOLE, words.step_axis, |paper| {
            chart(now.kind, &now.contributions, &now.norms, now.source, paper)
        })?],
        numbers,
        about: About::page(store),
    })
}

/// ‖∂L/∂h_t‖ and the sum of what it is made of.
fn rows(drawn: RwSignal<Option<Drawn>>) -> Rows {
    drawn.with(|drawn| {
        let Some(drawn) = drawn.as_ref() else { return Rows::default() };
        let steps = drawn.norms.len();
        let row = |t: usize| {
            let sum = drawn.contributions[t * steps..][..steps].iter().sum();
            ((t + 1).to_string(), vec![drawn.norms[t], sum])
        };
        Rows {
            heads: words().lab.stacked.heads.map(str::to_owned).to_vec(),
            rows: (0..steps).map(row).collect(),
            ..Rows::default()
        }
    })
}

fn summary(drawn: RwSignal<Option<Drawn>>) -> String {
    drawn.with(|drawn| {
        let Some(drawn) = drawn.as_ref() else { return String::new() };
        let (strings, steps) = (words(), drawn.norms.len());
        let first = &drawn.contributions[..steps];
        let (name, sum) = ((strings.cell_name)(drawn.kind), first.iter().sum::<f64>());
        if sum == 0.0 {
            return (strings.lab.stacked.nothing)(name);
        }
        if !sum.is_finite() {
            return (strings.lab.stacked.not_finite)(name);
        }
        let largest = (0..steps).max_by(|one, other| first[*one].total_cmp(&first[*other])).unwrap_or(0);
        (strings.lab.stacked.summary)(name, largest + 1, &short(100.0 * first[largest] / sum))
    })
}
