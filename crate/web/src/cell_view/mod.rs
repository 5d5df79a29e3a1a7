//! The inside of one cell at the step of the cursor: its wiring with the values forward and the gradients back, and the
//! cards that say where a number comes from.

mod drawing;
mod gru;
mod hit;
mod layout;
mod lstm;
mod rnn;
mod symbol;

use leptos::html;
use leptos::prelude::*;
use unrolled_lab::quantity::Dimension;
use unrolled_lab::{Command, Direction};
use web_sys::Element;

use crate::canvas::{Area, pixel_ratio};
use crate::cell_tabs::CellTabs;
use crate::explain::{ExplainNow, Pinned, ask};
use crate::frame::on_frame;
use crate::reactive::{Memo, RwSignal, handler, live, memo};
use crate::stage::CellMarker;
use crate::stage::{shown_step, width};
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;
use drawing::{Drawing, Scene};
use hit::Hit;
use layout::Layout;
pub use symbol::text;

#[component]
pub fn CellView() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words();
    let room = NodeRef::<html::Div>::new();
    let (canvas, svg) = (NodeRef::<html::Canvas>::new(), NodeRef::<html::Div>::new());
    let width = width::of(room);
    let viewed = store.viewed;
    let layout = memo(move || {
        let (cell, switches) = store.state.with(|state| (state.settings.cell(viewed.get()), state.settings.switches));
        Layout::new(cell, switches, width.get().max(300.0))
    });
    let time = memo(move || 1 + shown_step(store.timeline(), store.cursor.get()));
    let pointed = RwSignal::new(None::<Hit>);
    keep_drawn(store, room, canvas, svg, layout);
    let hit_at = move |event: &web_sys::MouseEvent| {
        let bounds = room.get_untracked()?.get_bounding_client_rect();
        let place = (f64::from(event.client_x()) - bounds.left(), f64::from(event.client_y()) - bounds.top());
        store.with_untracked(|experiment| {
            hit::at(&layout.read_untracked(), place, &experiment.record(viewed.get_untracked()))
        })
    };
    let moved = move |event: web_sys::PointerEvent| {
        let hit = hit_at(&event);
        pointed.maybe_update(|pointed| std::mem::replace(pointed, hit) != hit);
    };
    let clicked = move |event: web_sys::MouseEvent| {
        if let Some(hit) = hit_at(&event) {
            press(store, hit, time.get_untracked());
        }
    };
    let key = move |event: web_sys::KeyboardEvent| {
        if let Some(hit) =
            hit::moved(&layout.read_untracked(), pointed.get_untracked(), &event.key(), &store.state.read_untracked())
        {
            pointed.set(Some(hit));
        } else if let ("Enter" | " ", Some(hit)) = (event.key().as_str(), pointed.get_untracked()) {
            press(store, hit, time.get_untracked());
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let outline = move || pointed.get().and_then(|hit| hit.rect(&layout.read(), &store.state.read()));
    let outline_style = move || {
        outline().map_or_else(String::new, |rect| {
            format!(
                "transform:translate({:.1}px,{:.1}px);width:{:.1}px;height:{:.1}px",
                rect.left, rect.top, rect.width, rect.height
            )
        })
    };
    let title = move || (words.explain.inside)((words.cell_name)(viewed.get()), time.get());
    view! {
        <section class="cell-view" id="cell-view" aria-labelledby="cell-view-title">
            <div class="panel-head">
                <h3 id="cell-view-title"><span>{live(move || view! { <CellMarker kind=viewed.get() /> })}</span> {live(title)}</h3>
                <FollowedUnit />
                <CellTabs />
            </div>
            <p class="panel-subtitle">{words.explain.inside_note}</p>
            <div class="cell-body">
            <div
                class="wiring"
                id="wiring"
                data-wiring=live(move || crate::stage::marker::key(viewed.get()))
                node_ref=room
                tabindex="0"
                role="application"
                aria-label=live(move || (words.explain.drawing)((words.cell_name)(viewed.get())))
                aria-describedby="wiring-keys"
                data-at=live(move || time.get().to_string())
                style:height=live(move || format!("{:.0}px", layout.read().height + 4.0))
                class:is-over=live(move || pointed.get().is_some())
                on:pointermove=handler(moved)
                on:pointerleave=handler(move |_| pointed.set(None))
                on:click=handler(clicked)
                on:keydown=handler(key)
                on:blur=handler(move |_| pointed.set(None))
            >
                <canvas node_ref=canvas aria-hidden="true" style=live(move || {
                    let layout = layout.read();
                    format!("width:{:.0}px;height:{:.0}px", layout.width, layout.height)
                })></canvas>
                <div class="wires" node_ref=svg aria-hidden="true"></div>
                <div class="stage-outline" hidden=live(move || outline().is_none()) style=live(outline_style)></div>
            </div>
                <p class="read-out" id="wiring-read-out" role="status">{live(move || hit::read_out(store, pointed.get(), time.get()))}</p>
            <ExplainNow />
            </div>
            <p id="wiring-keys" class="visually-hidden">{words.explain.drawing_keys}</p>
            <Pinned />
        </section>
    }
}

/// Writes the wiring anew when its layout changes, else changes in it only what differs, once a frame and only if seen.
fn keep_drawn(
    store: Store,
    room: NodeRef<html::Div>,
    canvas: NodeRef<html::Canvas>,
    svg: NodeRef<html::Div>,
    layout: Memo<Layout>,
) {
    let dark = DarkMode::get();
    let area = Area::of(room);
    let drawing = StoredValue::new_local(None::<Drawing>);
    on_frame(
        move || {
            area.track_wanted(store.playing);
            layout.track();
            store.state.track();
            store.revision.track();
            dark.0.track();
        },
        move || {
            if !area.is_wanted(store.playing.get_untracked()) {
                return;
            }
            let (Some(canvas), Some(svg)) = (canvas.get_untracked(), svg.get_untracked()) else { return };
            let layout = layout.get_untracked();
            let mut drawing = drawing.write_value();
            if drawing.as_ref().is_none_or(|drawn| drawn.layout != layout) {
                let svg: &Element = svg.as_ref();
                let size = format!(r#"<svg width="{:.0}" height="{:.0}"></svg>"#, layout.width, layout.height);
                svg.set_inner_html(&size);
                let Some(svg) = svg.first_element_child() else { return };
                *drawing = Drawing::new(layout, &svg, &canvas, pixel_ratio());
            }
            let Some(drawing) = drawing.as_ref() else { return };
            let state = store.state.read_untracked();
            store.with_untracked(|experiment| {
                if experiment.settings != state.settings || experiment.sequence.steps() != state.timeline().steps {
                    return;
                }
                let kind = drawing.layout.kind();
                let subject = state.subject(&experiment.sequence);
                drawing.draw(&Scene {
                    record: &experiment.record(kind),
                    state: &state,
                    made: &state.made(kind),
                    time: 1 + shown_step(experiment.timeline(), state.cursor),
                    subject: subject.entry.place,
                    scales: dark.scales(),
                    line: dark.strong_line(),
                });
            });
        },
    );
}

/// Asks about what was pressed.
fn press(store: Store, hit: Hit, time: usize) {
    let state = store.state.get_untracked();
    let asked = store.with_untracked(|experiment| hit.asked(&state, &experiment.sequence, time));
    let Some(asked) = asked else { return };
    if let (Some(unit), true) = (hit.unit, asked.entry.place.dimensions().0 == Some(Dimension::Units)) {
        store.send(Command::Follow(unit));
    }
    // What is there is asked where it is; only what is still to come is gone to.
    if state.made(asked.cell).has(asked.entry.place) {
        store.playing.set(false);
        store.send(Command::Ask(Some(asked)));
    } else {
        ask(store, asked);
    }
}

/// The unit that is followed, with buttons to the next and the one before.
#[component]
fn FollowedUnit() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().explain;
    let step = move |direction: Direction| {
        let (unit, count) = {
            let state = store.state.read_untracked();
            (state.unit, state.units())
        };
        let next = match direction {
            Direction::Forward => (unit + 1) % count,
            Direction::Back => (unit + count - 1) % count,
        };
        store.send(Command::Follow(next));
    };
    view! {
        <div class="followed" role="group" aria-label=words.follow>
            <button type="button" id="previous-unit" aria-label=words.previous_unit title=words.previous_unit on:click=handler(move |_| step(Direction::Back))>"‹"</button>
            <span aria-live="polite">{words.follow} " " <b id="followed-unit">{live(move || store.state.read().unit + 1)}</b></span>
            <button type="button" id="next-unit" aria-label=words.next_unit title=words.next_unit on:click=handler(move |_| step(Direction::Forward))>"›"</button>
        </div>
    }
}
