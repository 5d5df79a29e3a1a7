//! The gradient's scale as a ramp with its ends.

use leptos::prelude::*;
use unrolled_plots::{GRADIENT_DECADES, decade_label};

use crate::reactive::live;
use crate::strings::words;
use crate::theme::DarkMode;

/// The gradient's scale: the same everywhere on the page.
#[component]
pub fn ColorKey() -> impl IntoView {
    let dark = DarkMode::get();
    let (low, high) = (GRADIENT_DECADES.0 as i32, GRADIENT_DECADES.1 as i32);
    let ramp = move || {
        dark.0.track();
        let scales = dark.scales();
        let stops: Vec<String> = (low..=high).map(|decade| scales.gradient(10f64.powi(decade)).to_css()).collect();
        format!("background:linear-gradient(90deg,{})", stops.join(","))
    };
    let label = |decade: i32| decade_label(decade);
    view! {
        <div class="color-key" aria-hidden="true">
            <span>"≤ " {label(low)}</span>
            <span class="ramp" style=live(ramp)></span>
            <span>"≥ " {label(high)}</span>
            <span class="key-note">{words().panels.influence.scale}</span>
        </div>
    }
}
