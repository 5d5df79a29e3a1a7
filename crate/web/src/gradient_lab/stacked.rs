//! Whose loss a gradient comes from: ‖∂L_s/∂h_t‖ of every later loss stacked at each step, beside the norm of their sum.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_plots::{Size, Stacked, StackedLayout, StackedPart};

use super::{cursor_step, seek_back, upright_at};
use crate::canvas::{Surface, backend, on_frame};
use crate::cell_tabs::CellTabs;
use crate::numbers::short;
use crate::panels::chart_table::{ChartTable, Rows};
use crate::panels::influence_maps::{Maps, follow};
use crate::panels::{identity, pointer_at};
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
    let viewed = memo(move || store.state.read().viewed());
    let source = memo(move || store.state.read().lab.source);
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
    let cursor = cursor_step(store);
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
        <section class="panel stacked-panel" id="stacked" aria-labelledby="stacked-title">
            <div class="panel-head">
                <h3 id="stacked-title">{words.title}</h3>
                <CellTabs />
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
            <p class="panel-summary" id="stacked-summary" role="status">{live(move || summary(drawn))}</p>
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
    let (canvas, size, ratio) = surface.ready()?;
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
    let chart = Stacked {
        size: Size { width: size.width.floor(), height: size.height.floor() },
        identity: identity(kind),
        contributions: &contributions,
        norms: &norms,
        shares: false,
        cursor: None,
        hover: None,
        source,
    };
    let layout = chart.draw(backend(canvas, size, ratio)?, &dark.charts(ratio)).ok()?;
    Some(Drawn { kind, contributions, norms, layout })
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
        Rows { heads: words().lab.stacked.heads.map(str::to_owned).to_vec(), rows: (0..steps).map(row).collect() }
    })
}

fn summary(drawn: RwSignal<Option<Drawn>>) -> String {
    drawn.with(|drawn| {
        let Some(drawn) = drawn.as_ref() else { return String::new() };
        let (strings, steps) = (words(), drawn.norms.len());
        let first = &drawn.contributions[..steps];
        let largest = (0..steps).max_by(|one, other| first[*one].total_cmp(&first[*other])).unwrap_or(0);
        let share = short(100.0 * first[largest] / first.iter().sum::<f64>());
        (strings.lab.stacked.summary)((strings.cell_name)(drawn.kind), largest + 1, &share)
    })
}
