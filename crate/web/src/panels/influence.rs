//! Which loss reaches which state: a square of ‖∂L_s/∂h_t‖ for each cell, all on one absolute scale.

use leptos::html::Canvas;
use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::Moment;
use unrolled_plots::ColorScales;

use crate::browser::leaves;
use crate::canvas::{Area, put_pixels};
use crate::figure::SaveFigure;
use crate::frame::on_frame;
use crate::panels::chart_table::{self, ChartTable};
use crate::panels::color_key::ColorKey;
use crate::panels::influence_figure::{self, row_count, summary};
use crate::panels::influence_maps::{Maps, Rows, follow};
use crate::panels::pointer_at;
use crate::panels::summary::Summary;
use crate::reactive::{RwSignal, effect, handler, live, memo};
use crate::stage::GradientPath;
use crate::stage::marker::CellMarker;
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;

/// Beyond so many rows a browser would be busy with the table for longer than a reader waits.
const MOST_ROWS: usize = 4000;

/// Cell, loss and state, from 0.
type Place = (CellKind, usize, usize);

#[component]
pub fn InfluencePanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().panels.influence;
    let maps = RwSignal::new(Maps::default());
    let hover = RwSignal::new(None::<Place>);
    let figure = NodeRef::<leptos::html::Div>::new();
    let area = Area::of(figure);
    on_frame(
        move || {
            area.track();
            store.revision.track();
        },
        move || {
            if area.is_near() {
                follow(store, maps);
            }
        },
    );
    effect(move || {
        let path = hover.get().filter(|place| is_way(store, *place));
        let path = path.map(|(cell, loss, state)| GradientPath { cell, loss, state });
        store.path.maybe_update(|shown| std::mem::replace(shown, path) != path);
    });
    let is_computing = memo(move || !maps.read().is_complete);
    // An open table stays open while the maps are computed anew.
    let is_short = memo(move || row_count(&store.shown.read(), &maps.read()) <= MOST_ROWS);
    let squares = CellKind::ALL.map(|kind| view! { <Square kind maps hover /> });
    view! {
        <section class="panel influence-panel" id="influence" aria-labelledby="influence-title">
            <div class="panel-head">
                <h3 id="influence-title">{words.title}</h3>
                <span class="lit-mark quiet" role="status">{live(move || is_computing.get().then_some(words.computing))}</span>
                <SaveFigure id="influence" name=words.title figure=Box::new(move || influence_figure::figure(store, &maps.read_untracked())) />
            </div>
            <p class="panel-subtitle">{words.subtitle}</p>
            <div class="influence-maps" node_ref=figure>{squares}</div>
            <ColorKey />
            <p class="visually-hidden" id="influence-keys">{words.keys}</p>
            <p class="panel-note" id="influence-value" role="status">{live(move || value(store, maps, hover.get()))}</p>
            <Summary id="influence-summary" text=Box::new(move || summary(&store.shown.read(), &maps.read())) />
            <Show
                when=move || is_short.get()
                fallback=move || view! { <p class="panel-note">{words.too_many}</p> }
            >
                <ChartTable id="influence" rows=Box::new(move || numbers(store, maps)) />
            </Show>
        </section>
    }
}

/// As they are saved.
fn numbers(store: Store, maps: RwSignal<Maps>) -> chart_table::Rows {
    influence_figure::rows(&store.shown.read(), &maps.read())
}

/// Whether a loss sends a gradient from there to here.
fn is_way(store: Store, (_, loss, state): Place) -> bool {
    state <= loss
        && store.with(|experiment| loss < experiment.sequence.steps() && experiment.sequence.is_measured(loss))
}

/// Where a key leads from a place in a square of so many steps; `None` for keys that mean nothing to it.
fn moved((cell, s, t): Place, key: &str, steps: usize) -> Option<Place> {
    let last = steps - 1;
    Some(match key {
        "ArrowLeft" => (cell, s, t.saturating_sub(1)),
        "ArrowRight" => (cell, s, (t + 1).min(last)),
        "ArrowUp" => (cell, s.saturating_sub(1), t),
        "ArrowDown" => (cell, (s + 1).min(last), t),
        "Home" => (cell, s, 0),
        // The state beside its own loss.
        "End" => (cell, s, s),
        _ => return None,
    })
}

fn value(store: Store, maps: RwSignal<Maps>, hover: Option<Place>) -> String {
    let words = &words().panels.influence;
    let Some((kind, s, t)) = hover else {
        let is_last = store.with(|experiment| experiment.sequence.measures_last_only());
        return if is_last { words.hint_last } else { words.hint }.to_owned();
    };
    let maps = maps.read();
    match maps.of_cell[kind as usize].get(s) {
        Some(Some(_)) if t > s => (words.later)(t + 1, s + 1),
        Some(Some(row)) => (words.value)(s + 1, t + 1, row[t]),
        Some(None) | None if !maps.is_complete => words.computing.to_owned(),
        _ => (words.no_loss)(s + 1),
    }
}

/// One cell's map with its axes.
#[component]
fn Square(kind: CellKind, maps: RwSignal<Maps>, hover: RwSignal<Option<Place>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, cell_name) = (&words().panels.influence, words().cell_name);
    let dark = DarkMode::get();
    let canvas = NodeRef::<Canvas>::new();
    // At once: the maps are set in a frame, and are to be seen in the same one.
    effect(move || {
        dark.0.track();
        if let Some(canvas) = canvas.get() {
            paint(&canvas, &maps.read().of_cell[kind as usize], dark.scales());
        }
    });
    // Of the experiment: a key may come before the first map has been computed.
    let steps = memo(move || store.timeline().steps);
    let cursor = move || {
        match store.moment() {
            Moment::Backward { t } => {
                // Moved without laying the panel out anew.
                format!("width:{:.3}%;transform:translateX({}%)", 100.0 / steps.get() as f64, 100 * t)
            }
            _ => "display:none".to_owned(),
        }
    };
    let place = move || {
        let size = 100.0 / steps.get() as f64;
        match hover.get().filter(|place| place.0 == kind) {
            Some((_, s, t)) => {
                format!("width:{size:.3}%;height:{size:.3}%;transform:translate({}%,{}%)", 100 * t, 100 * s)
            }
            None => "display:none".to_owned(),
        }
    };
    let label = move || {
        let farthest = maps.read().of_cell[kind as usize].last().and_then(|row| row.as_ref()?.first().copied());
        (words.canvas)(cell_name(kind), farthest)
    };
    let point = move |event: web_sys::PointerEvent| {
        let size = canvas.get_untracked().map(|canvas| canvas.get_bounding_client_rect().width());
        let place = size.zip(pointer_at(&event)).map(|(size, (x, y))| {
            let steps = steps.get_untracked();
            let step = |at: f64| ((at / size * steps as f64).max(0.0) as usize).min(steps - 1);
            (kind, step(y), step(x))
        });
        hover.set(place);
    };
    // The last loss and the first state, the longest way, unless a place has been pressed.
    let focused = move |_: web_sys::FocusEvent| {
        if hover.get_untracked().is_none() {
            hover.set(Some((kind, steps.get_untracked() - 1, 0)));
        }
    };
    let pressed = move |event: web_sys::KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let steps = steps.get_untracked();
        let here = hover.get_untracked().filter(|place| place.0 == kind).unwrap_or((kind, steps - 1, 0));
        let to = match event.key().as_str() {
            "Escape" => None,
            key => match moved(here, key, steps) {
                Some(place) => Some(place),
                None => return,
            },
        };
        hover.set(to);
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <figure class="influence-map" hidden=live(move || !store.shown.get().contains(&kind))>
            <figcaption><CellMarker kind /> <b>{cell_name(kind)}</b></figcaption>
            <span class="axis-y" aria-hidden="true">{words.loss_at}</span>
            <div
                class="square" tabindex="0" role="application" aria-label=live(label) aria-describedby="influence-keys"
                on:pointermove=handler(point) on:pointerdown=handler(point)
                on:pointerleave=handler(move |event| if leaves(&event) { hover.set(None) })
                on:focus=handler(focused) on:blur=handler(move |_| hover.set(None)) on:keydown=handler(pressed)
            >
                <canvas node_ref=canvas aria-hidden="true"></canvas>
                <span class="square-place" style=live(place)></span>
                <span class="square-cursor" style=live(cursor)></span>
            </div>
            <span class="axis-x" aria-hidden="true">
                <span>"1"</span> {words.state_at}
                <span>{live(move || (steps.get() > 1).then(|| steps.get().to_string()))}</span>
            </span>
        </figure>
    }
}

/// A pixel for each pair; those without a loss, and states that come after it, are left out.
fn paint(canvas: &web_sys::HtmlCanvasElement, rows: &Rows, scales: &ColorScales) {
    let steps = rows.len();
    if steps == 0 {
        return;
    }
    let mut pixels = vec![0; 4 * steps * steps];
    for (s, row) in rows.iter().enumerate() {
        let Some(row) = row else { continue };
        for (t, norm) in row.iter().enumerate().take(s + 1) {
            let color = scales.gradient(*norm);
            pixels[4 * (s * steps + t)..][..4].copy_from_slice(&[color.0, color.1, color.2, 255]);
        }
    }
    put_pixels(canvas, &pixels, steps as u32, steps as u32);
}
