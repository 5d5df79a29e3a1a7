//! A curve that the reader draws before it is measured: ‖∂L/∂h_t‖ over the steps, by pointer or keys.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

use super::question::Question;
use crate::numbers::short;
use crate::reactive::{RwSignal, handler, live};
use crate::strings::words;
use unrolled_lab::State;

/// The smallest and the largest norm that can be drawn.
pub const SHOWN: (f64, f64) = (1e-12, 10.0);
/// lg of both.
const DECADES: (f64, f64) = (-12.0, 1.0);
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 190.0;
/// Room for the labels at the left and below.
const LEFT: f64 = 34.0;
const BELOW: f64 = 22.0;
/// How far a key moves a point, in powers of ten.
const KEY: f64 = 0.5;
/// A stroke that begins or ends so near to an end of the axis, in CSS pixels, is meant to reach it.
const REACH_PX: f64 = 20.0;

/// What is being drawn, from the pointer's going down until it is lifted.
#[derive(Clone)]
struct Stroke {
    /// The curve as it was, for a finger that turns out to scroll the page.
    before: Vec<f64>,
    first: usize,
    /// The outermost step that its beginning is meant to reach.
    reaches: Option<usize>,
    /// Where the pointer is now.
    step: usize,
}

#[component]
pub fn Curve(
    question: StoredValue<(Question, State), LocalStorage>,
    /// ‖∂L/∂h_t‖ by step; NaN where nothing is drawn yet.
    drawn: RwSignal<Vec<f64>>,
    answered: RwSignal<bool>,
    /// What the network does, once it is known.
    measured: impl Fn() -> Vec<f64> + Send + Copy + 'static,
) -> impl IntoView {
    let words = words();
    let cell = question.with_value(|(question, _)| question.cell()).map_or("", |kind| (words.cell_name)(kind));
    let words = &words.lesson.curve;
    let steps = drawn.with_untracked(Vec::len);
    let at = RwSignal::new(steps.saturating_sub(1));
    let stroke = StoredValue::new_local(None::<Stroke>);
    let put = move |event: &PointerEvent| {
        let Some((step, value)) = point(event, steps) else { return };
        at.set(step);
        if answered.get_untracked() {
            return;
        }
        stroke.update_value(|stroke| {
            if let Some(stroke) = stroke {
                drawn.update(|drawn| fill(drawn, stroke.step, step, value));
                stroke.step = step;
            }
        });
    };
    let down = move |event: PointerEvent| {
        let Some((step, _)) = point(&event, steps) else { return };
        let target: Option<Element> = event.current_target().and_then(|target| target.dyn_into().ok());
        if let Some(target) = target {
            let _ = target.set_pointer_capture(event.pointer_id());
        }
        let before = drawn.get_untracked();
        stroke.set_value(Some(Stroke { before, first: step, reaches: outermost(&event, steps), step }));
        put(&event);
    };
    let moved = move |event: PointerEvent| {
        if event.buttons() & 1 > 0 {
            put(&event);
        }
    };
    let lifted = move || stroke.try_update_value(Option::take).flatten();
    let up = move |event: PointerEvent| {
        let Some(Stroke { first, reaches, step, .. }) = lifted() else { return };
        // A tap is about one step.
        if first == step || answered.get_untracked() {
            return;
        }
        for (end, reaches) in [(first, reaches), (step, outermost(&event, steps))] {
            drawn.update(|drawn| {
                let value = drawn[end];
                fill(drawn, end, reaches.unwrap_or(end), value);
            });
        }
    };
    let cancelled = move |_: PointerEvent| {
        if let Some(Stroke { before, .. }) = lifted() {
            drawn.set(before);
        }
    };
    let key = move |event: KeyboardEvent| {
        let step = at.get_untracked();
        let lg = drawn.with_untracked(|drawn| drawn[step]).log10();
        let lg = if lg.is_nan() { 0.0 } else { lg };
        match event.key().as_str() {
            "ArrowLeft" => at.set(step.saturating_sub(1)),
            "ArrowRight" => at.set((step + 1).min(steps - 1)),
            "ArrowUp" | "ArrowDown" if answered.get_untracked() => {}
            "ArrowUp" => set(drawn, step, lg + KEY),
            "ArrowDown" => set(drawn, step, lg - KEY),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let value = move || {
        let step = at.get();
        let said = |values: &[f64]| {
            let value = values.get(step).filter(|value| !value.is_nan());
            value.map_or("–".to_owned(), |value| short(*value))
        };
        let (mine, measured) = (drawn.with(|drawn| said(drawn)), measured());
        match measured.is_empty() {
            true => (words.at)(step + 1, &mine),
            false => (words.both)(step + 1, &mine, &said(&measured)),
        }
    };
    let hint = move || if answered.get() { words.hint_measured } else { words.hint };
    view! {
        <svg
            class="draw-curve" viewBox=format!("0 0 {WIDTH} {HEIGHT}") tabindex="0" role="slider" aria-label=(words.label)(cell)
            aria-valuemin="1" aria-valuemax=steps.to_string() aria-valuenow=live(move || (at.get() + 1).to_string())
            aria-valuetext=live(value)
            on:pointerdown=handler(down) on:pointermove=handler(moved) on:pointerup=handler(up)
            on:pointercancel=handler(cancelled) on:keydown=handler(key)
        >
            {axes(steps)}
            <path class="drawn" d=live(move || drawn.with(|drawn| line(drawn)))></path>
            <path class="measured" d=live(move || line(&measured()))></path>
            <line
                class="here" y1="0" y2=(HEIGHT - BELOW).to_string()
                x1=live(move || x(at.get(), steps).to_string()) x2=live(move || x(at.get(), steps).to_string())
            ></line>
        </svg>
        <p class="help">{live(value)}" · "{live(hint)}</p>
        <p class="curve-key" aria-hidden="true"><i class="drawn"></i>{words.drawn}<i class="measured"></i>{words.measured}</p>
    }
}

/// The ends of the first stretch of steps, from 0, over which nothing is drawn; `None` if the curve is whole.
pub fn missing(drawn: &[f64]) -> Option<(usize, usize)> {
    let first = drawn.iter().position(|value| value.is_nan())?;
    let count = drawn[first..].iter().take_while(|value| value.is_nan()).count();
    Some((first, first + count - 1))
}

fn set(drawn: RwSignal<Vec<f64>>, step: usize, lg: f64) {
    drawn.update(|drawn| drawn[step] = 10f64.powf(lg.clamp(DECADES.0, DECADES.1)));
}

/// Everything between two steps, on a straight line of the logarithm.
fn fill(drawn: &mut [f64], from: usize, to: usize, value: f64) {
    let start = if drawn[from].is_nan() { value } else { drawn[from] };
    let (low, high) = (from.min(to), from.max(to));
    for (step, place) in drawn.iter_mut().enumerate().take(high + 1).skip(low) {
        let share = if from == to { 1.0 } else { step.abs_diff(from) as f64 / (high - low) as f64 };
        *place = 10f64.powf(start.log10() + share * (value.log10() - start.log10()));
    }
}

fn x(step: usize, steps: usize) -> f64 {
    LEFT + (step as f64 + 0.5) / steps as f64 * (WIDTH - LEFT - 4.0)
}

fn y(value: f64) -> f64 {
    let lg = value.log10().clamp(DECADES.0, DECADES.1);
    (DECADES.1 - lg) / (DECADES.1 - DECADES.0) * (HEIGHT - BELOW - 8.0) + 4.0
}

/// The step and the norm under the pointer.
fn point(event: &PointerEvent, steps: usize) -> Option<(usize, f64)> {
    let target: Element = event.current_target()?.dyn_into().ok()?;
    let shape = target.get_bounding_client_rect();
    let across = (f64::from(event.client_x()) - shape.left()) / shape.width() * WIDTH;
    let down = (f64::from(event.client_y()) - shape.top()) / shape.height() * HEIGHT;
    let step = ((across - LEFT) / (WIDTH - LEFT - 4.0) * steps as f64).floor().clamp(0.0, steps as f64 - 1.0);
    let lg = DECADES.1 - (down - 4.0) / (HEIGHT - BELOW - 8.0) * (DECADES.1 - DECADES.0);
    Some((step as usize, 10f64.powf(lg.clamp(DECADES.0, DECADES.1))))
}

/// The first or the last step, if the pointer is within reach of its end of the axis.
fn outermost(event: &PointerEvent, steps: usize) -> Option<usize> {
    let target: Element = event.current_target()?.dyn_into().ok()?;
    let shape = target.get_bounding_client_rect();
    let (left, right) = (LEFT / WIDTH * shape.width(), (1.0 - 4.0 / WIDTH) * shape.width());
    let across = f64::from(event.client_x()) - shape.left();
    match () {
        () if across < left + REACH_PX => Some(0),
        () if across > right - REACH_PX => Some(steps - 1),
        () => None,
    }
}

/// Interrupted where nothing is drawn.
fn line(values: &[f64]) -> String {
    let mut path = String::new();
    let mut is_down = false;
    for (step, value) in values.iter().enumerate() {
        if value.is_nan() {
            is_down = false;
            continue;
        }
        path.push_str(&format!("{}{:.1} {:.1}", if is_down { "L" } else { "M" }, x(step, values.len()), y(*value)));
        is_down = true;
    }
    path
}

fn axes(steps: usize) -> Vec<AnyView> {
    let decade = |lg: i32| {
        let at = y(10f64.powi(lg));
        view! {
            <line class="grid" x1=LEFT.to_string() x2=WIDTH.to_string() y1=at.to_string() y2=at.to_string()></line>
            <text x=(LEFT - 4.0).to_string() y=(at + 4.0).to_string() text-anchor="end">
                {unrolled_plots::decade_label(lg)}
            </text>
        }
        .into_any()
    };
    let mut views: Vec<AnyView> = [0, -3, -6, -9, -12].into_iter().map(decade).collect();
    for step in [0, steps.saturating_sub(1)] {
        let text = if step == 0 { "t = 1".to_owned() } else { (step + 1).to_string() };
        let anchor = if step == 0 { "start" } else { "end" };
        let at = if step == 0 { LEFT } else { WIDTH - 4.0 };
        views.push(
            view! { <text x=at.to_string() y=(HEIGHT - 6.0).to_string() text-anchor=anchor>{text}</text> }.into_any(),
        );
    }
    views
}
