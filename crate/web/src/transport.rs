//! The line below the stage: back, play, step; the scrubber over all moments of an iteration; the moment in words.

use leptos::html;
use leptos::prelude::*;
use unrolled_lab::decimal::number_from;
use unrolled_lab::quantity::Place;
use unrolled_lab::{Command, Direction, Experiment, Granularity, Moment, State, Timeline};
use web_sys::Element;

use crate::cell_view::text;
use crate::reactive::{Memo, handler, live, memo};
use crate::segmented::{Choice, Segmented};
use crate::sound::{SoundHelp, SoundSwitch};
use crate::stage::{formula, phase, title};
use crate::stops::{self, StopChoice};
use crate::store::Store;
use crate::strings::words;

/// Milliseconds per moment at "1×", and the speeds to choose from.
const MS_AT_NORMAL_SPEED: f64 = 450.0;
const SPEEDS: [f64; 6] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0];
/// Moments have dots of their own up to so many steps.
const MOST_DOTS: usize = 32;

#[component]
pub fn Transport() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().stage;
    let at_start = memo(move || !store.state.read().can_step_back());
    let toggle_label = move || if store.playing.get() { words.pause } else { words.play };
    let toggle_icon = move || if store.playing.get() { "M4 3h3v10H4zM9 3h3v10H9z" } else { "M5 3l8 5l-8 5z" };
    view! {
        <div class="transport" role="region" aria-label=words.transport>
            <div class="transport-buttons">
                <IconButton id="first" label=words.first path="M3 3h1.6v10H3zM13 3v10L6 8z" send=Command::First disabled=at_start />
                <IconButton id="back" label=words.back path="M11 3v10L4 8z" send=Command::Step(Direction::Back) disabled=at_start />
                <button type="button" id="play" class="play" aria-label=live(toggle_label) title=live(toggle_label) on:click=handler(move |_| toggle(store))>
                    <svg viewBox="0 0 16 16" aria-hidden="true"><path d=live(toggle_icon) /></svg>
                </button>
                <IconButton id="step" label=words.next path="M5 3v10l7-5z" send=Command::Step(Direction::Forward) />
                <IconButton id="last" label=words.last path="M11.4 3H13v10h-1.6zM3 3v10l7-5z" send=Command::Last />
                <StopChoice />
            </div>
            <Scrubber />
            <GranularitySwitch />
            <SpeedChoice />
            <SoundSwitch />
            <MomentWords />
        </div>
        <SoundHelp />
    }
}

/// Playing or pausing, whichever is not now.
pub fn toggle(store: Store) {
    store.playing.update(|playing| *playing = !*playing);
}

/// A command by hand: whoever steps does not want to be played to.
pub fn by_hand(store: Store, command: Command) {
    store.playing.set(false);
    store.send(command);
}

/// One pass on or back, whatever "step" means now.
pub fn pass(store: Store, direction: Direction) {
    let mut state = State { granularity: Granularity::Pass, ..store.state.get_untracked() };
    // A step is never refused.
    let _ = state.apply(Command::Step(direction));
    if state.updates == store.state.read_untracked().updates {
        by_hand(store, Command::Seek(state.cursor));
    } else {
        by_hand(store, Command::GoToUpdate(state.updates));
        by_hand(store, Command::Seek(state.cursor));
    }
}

#[component]
fn IconButton(
    id: &'static str,
    label: &'static str,
    path: &'static str,
    send: Command,
    #[prop(optional)] disabled: Option<Memo<bool>>,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let is_disabled = move || disabled.is_some_and(|disabled| disabled.get());
    view! {
        <button
            type="button"
            id=id
            class="icon-button"
            title=label
            aria-label=label
            // Not `disabled`: the focus must not fall off the button under a finger.
            aria-disabled=live(move || is_disabled().to_string())
            on:click=handler(move |_| by_hand(store, send.clone()))
        >
            <svg viewBox="0 0 16 16" aria-hidden="true"><path d=path /></svg>
        </button>
    }
}

/// Where a moment stands on the scrubber, 0 to 1: a forward half that ends with the loss, a gap, a backward half that ends
/// with the update.
fn share(timeline: Timeline, index: usize) -> f64 {
    let steps = timeline.steps as f64;
    let half = (1.0 - GAP) / 2.0;
    if index <= timeline.steps {
        index as f64 / steps * half
    } else {
        half + GAP + (index - timeline.steps - 1) as f64 / steps * half
    }
}

const GAP: f64 = 0.06;

/// The moment nearest to a place on the scrubber.
fn index_at(timeline: Timeline, place: f64) -> usize {
    let distance = |index: &usize| (share(timeline, *index) - place).abs();
    (0..timeline.len()).min_by(|left, right| distance(left).total_cmp(&distance(right))).unwrap_or(0)
}

#[component]
fn Scrubber() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().stage;
    let track = NodeRef::<html::Div>::new();
    let steps = memo(move || store.timeline().steps);
    let timeline = move || Timeline::new(steps.get());
    let dragging = StoredValue::new(false);
    let seek = move |event: &web_sys::PointerEvent| {
        let Some(track) = track.get_untracked() else { return };
        let bounds = track.get_bounding_client_rect();
        let place = (f64::from(event.client_x()) - bounds.left()) / bounds.width().max(1.0);
        by_hand(store, Command::Seek(index_at(Timeline::new(steps.get_untracked()), place)));
    };
    let pressed = move |event: leptos::ev::PointerEvent| {
        let slider: Element = event_target(&event);
        // Without capture the drag ends at the edge, nothing worse.
        let _ = slider.set_pointer_capture(event.pointer_id());
        dragging.set_value(true);
        seek(&event);
    };
    let position = move || share(timeline(), store.cursor.get().min(timeline().last()));
    let half = (1.0 - GAP) / 2.0;
    let filled = move |from: f64| format!("transform:scaleX({:.4})", ((position() - from) / half).clamp(0.0, 1.0));
    view! {
        <div
            id="scrubber"
            class="scrubber"
            role="slider"
            tabindex="0"
            aria-label=words.scrubber
            aria-valuemin="0"
            aria-valuemax=live(move || timeline().last())
            aria-valuenow=live(move || store.cursor.get())
            aria-valuetext=live(move || moment_text(store))
            on:pointerdown=handler(pressed)
            on:pointermove=handler(move |event: web_sys::PointerEvent| {
                if dragging.get_value() {
                    seek(&event);
                }
            })
            on:pointerup=handler(move |_| dragging.set_value(false))
            on:pointercancel=handler(move |_| dragging.set_value(false))
            on:keydown=handler(move |event: web_sys::KeyboardEvent| slider_key(store, &event))
        >
            <span class="half-name forward">{words.forward}</span>
            <span class="half-name backward" style:left=format!("{:.1}%", (half + GAP) * 100.0)>{words.backward}</span>
            <div class="track" node_ref=track>
                <div class="half forward" style:width=format!("{:.2}%", half * 100.0)>
                    <div class="filled" style=live(move || filled(0.0))></div>
                </div>
                <div class="half backward" style:left=format!("{:.2}%", (half + GAP) * 100.0) style:width=format!("{:.2}%", half * 100.0)>
                    <div class="filled" style=live(move || filled(half + GAP))></div>
                </div>
                <div inner_html=live(move || dots(timeline()))></div>
                <div class="thumb-rail" style=live(move || format!("transform:translateX({:.2}%)", position() * 100.0))>
                    <div class="thumb"></div>
                </div>
            </div>
        </div>
    }
}

/// A dot per moment while there are few; loss and update always.
fn dots(timeline: Timeline) -> String {
    let of_their_own =
        |index: &usize| timeline.steps <= MOST_DOTS || matches!(timeline.moment(*index), Moment::Loss | Moment::Update);
    (0..timeline.len())
        .filter(of_their_own)
        .map(|index| {
            let (phase, left) = (phase(timeline.moment(index)), share(timeline, index) * 100.0);
            format!(r#"<span class="dot {phase}" style="left:{left:.2}%"></span>"#)
        })
        .collect()
}

fn slider_key(store: Store, event: &web_sys::KeyboardEvent) {
    let direction = match event.key().as_str() {
        "PageUp" => Direction::Forward,
        "PageDown" => Direction::Back,
        "ArrowUp" => return step_key(store, Direction::Forward, event),
        "ArrowDown" => return step_key(store, Direction::Back, event),
        _ => return,
    };
    event.prevent_default();
    pass(store, direction);
}

fn step_key(store: Store, direction: Direction, event: &web_sys::KeyboardEvent) {
    event.prevent_default();
    by_hand(store, Command::Step(direction));
}

#[component]
fn GranularitySwitch() -> impl IntoView {
    let words = &words().stage;
    let choices = vec![
        Choice {
            id: "by-operation",
            name: words.operation,
            send: Command::Granularity(Granularity::Operation),
            is_chosen: |store| store.granularity.get() == Granularity::Operation,
        },
        Choice {
            id: "by-step",
            name: words.step,
            send: Command::Granularity(Granularity::Step),
            is_chosen: |store| store.granularity.get() == Granularity::Step,
        },
        Choice {
            id: "by-pass",
            name: words.pass,
            send: Command::Granularity(Granularity::Pass),
            is_chosen: |store| store.granularity.get() == Granularity::Pass,
        },
    ];
    view! { <Segmented label=words.granularity choices /> }
}

#[component]
fn SpeedChoice() -> impl IntoView {
    let store = expect_context::<Store>();
    let choose = move |event: web_sys::Event| {
        if let Some(speed) = number_from(&event_target_value(&event)) {
            store.ms_per_moment.set(MS_AT_NORMAL_SPEED / speed);
        }
    };
    view! {
        <select id="speed" class="speed" aria-label=words().stage.speed title=words().stage.speed on:change=handler(choose)>
            {SPEEDS
                .map(|speed| {
                    let chosen = move || (MS_AT_NORMAL_SPEED / speed - store.ms_per_moment.get()).abs() < 1e-6;
                    view! { <option value=speed.to_string() selected=live(chosen)>{format!("{speed}×")}</option> }
                })}
        </select>
    }
}

fn moment_text(store: Store) -> String {
    format!("{}: {}", title(store.moment(), store.makes_updates()), moment_formula(store))
}

/// What the moment computes; of an operation, its number and what it computes.
fn moment_formula(store: Store) -> String {
    let (moment, shown) = (store.moment(), store.shown.get());
    let state = store.state.read();
    if state.granularity != Granularity::Operation {
        return store.with(|experiment: &Experiment| formula(experiment, &shown, moment));
    }
    let (kind, operation) = (state.viewed(), state.operation);
    let outline = state.outline(kind);
    let operations = outline.operations(moment);
    let strings = words();
    let place = operations.get(operation).map(|operation| operation.places[0]);
    let name = |place: Place| {
        text(outline.cell, place).unwrap_or_else(|| (strings.explain.quantity)(outline.cell, place.quantity))
    };
    let name = place.map(name).unwrap_or_default();
    (strings.explain.operation)((strings.cell_name)(kind), operation + 1, operations.len(), &name)
}

#[component]
fn MomentWords() -> impl IntoView {
    let store = expect_context::<Store>();
    let stopped = memo(move || stops::said(store));
    // What is played is not read aloud moment by moment, only where it rests.
    let spoken = move || match stopped.get() {
        _ if store.playing.get() => String::new(),
        Some(why) => format!("{}: {why}", title(store.moment(), store.makes_updates())),
        None => moment_text(store),
    };
    view! {
        <p
            class="moment"
            id="moment"
            class:has-reason=live(move || stopped.read().is_some() || stops::count(store) > 0)
            class:is-stopped=live(move || stopped.read().is_some())
            aria-hidden="true"
        >
            <strong>{live(move || title(store.moment(), store.makes_updates()))}</strong>
            <span class="formula">{live(move || stopped.get().unwrap_or_else(|| moment_formula(store)))}</span>
        </p>
        <p class="visually-hidden" aria-live="polite">{live(spoken)}</p>
    }
}
