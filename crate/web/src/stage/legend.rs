//! What the colours mean: the three channels, each with its fixed scale, and the shared weights to point at.

use leptos::prelude::*;
use unrolled_plots::{GRADIENT_DECADES, decade_label};

use super::point::{SharedWeight, StateKind};
use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;

#[component]
pub fn Legend(lit: RwSignal<Option<SharedWeight>>) -> impl IntoView {
    let words = &words().stage;
    let store = expect_context::<Store>();
    let has_encoder = memo(move || store.settings.read().has_encoder());
    let dark = DarkMode::get();
    let scales = move || {
        dark.0.track();
        dark.scales()
    };
    let signed = move || ramp(21, |share| scales().signed(2.0 * share - 1.0, 1.0).to_css());
    let (low, high) = GRADIENT_DECADES;
    let gradient = move || ramp(13, |share| scales().gradient(libm::pow(10.0, low + (high - low) * share)).to_css());
    let (h, c) = (StateKind::H.domain(), StateKind::C.domain());
    view! {
        <div class="legend">
            <span class="legend-weights" role="group" aria-label=words.shared_weights>
                {live(move || {
                    let has_encoder = has_encoder.get();
                    let shown = SharedWeight::ALL.into_iter().filter(move |weight| has_encoder || !weight.is_of_encoder());
                    shown.map(|weight| view! { <WeightChip weight has_encoder lit /> }).collect_view()
                })}
            </span>
            <span class="legend-item" title=words.value_scale_note>
                <span>{format!("h ≤ −{h}, c ≤ −{c}")}</span>
                <span class="ramp" style:background=live(signed)></span>
                <span>{format!("≥ {h}, ≥ {c}")}</span>
            </span>
            <span class="legend-item gradient-scale" title=words.gradient_scale_note>
                <span>{format!("‖∂L/∂h‖ ≤ {}", decade_label(low as i32))}</span>
                <span class="ramp wedge" style:background=live(gradient)></span>
                <span>{format!("≥ {}", decade_label(high as i32))}</span>
            </span>
        </div>
    }
}

/// A shared weight's name; pointing at it lights the weight at every step.
#[component]
fn WeightChip(weight: SharedWeight, has_encoder: bool, lit: RwSignal<Option<SharedWeight>>) -> impl IntoView {
    let light = move || lit.set(Some(weight));
    view! {
        <button
            type="button"
            class="weight-chip"
            data-weight=weight.index()
            title=(words().stage.weight_note)(weight, has_encoder)
            class:lit=live(move || lit.get() == Some(weight))
            on:pointerenter=handler(move |_| light())
            on:pointerleave=handler(move |_| lit.set(None))
            on:focus=handler(move |_| light())
            on:blur=handler(move |_| lit.set(None))
            on:click=handler(move |_| light())
        >
            "W"<sub>{weight.index()}</sub>
        </button>
    }
}

fn ramp(stops: usize, color: impl Fn(f64) -> String) -> String {
    let colors: Vec<String> = (0..stops).map(|stop| color(stop as f64 / (stops - 1) as f64)).collect();
    format!("linear-gradient(to right, {})", colors.join(", "))
}
