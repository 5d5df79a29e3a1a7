//! The panels below the stage: how far the gradient comes, which loss it is from, what each step adds to it, what it does
//! to the weights, and how the loss falls.

pub mod chart_table;
pub mod chart_text;
mod color_key;
pub mod flow_chart;
mod gradient_flow;
mod influence;
mod influence_figure;
pub mod influence_maps;
pub mod readout;
mod sum_choice;
mod sum_entry;
mod sum_maps;
mod sum_over_time;
pub mod summary;
mod training;
mod update;
mod weight_map;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_plots::Identity;

use crate::lesson::Wanted;
use crate::reactive::memo;
use crate::samples::SamplesPanel;
use crate::store::Store;
use gradient_flow::GradientFlowPanel;
use influence::InfluencePanel;
use sum_over_time::SumPanel;
use training::TrainingPanel;
use update::UpdatePanel;

#[component]
pub fn Panels() -> impl IntoView {
    let store = expect_context::<Store>();
    let has_data = memo(move || store.has_data());
    let makes_updates = memo(move || store.makes_updates());
    view! {
        <div class="panels">
            <Wanted names=&["flow"]><GradientFlowPanel /></Wanted>
            <Wanted names=&["influence"]><InfluencePanel /></Wanted>
            <Wanted names=&["sum"]><SumPanel /></Wanted>
            <Show when=move || makes_updates.get()>
                <Wanted names=&["update"]><UpdatePanel /></Wanted>
            </Show>
            <Show when=move || !has_data.get()>
                <Wanted names=&["training"]><TrainingPanel /></Wanted>
                <Wanted names=&["samples"]><SamplesPanel /></Wanted>
            </Show>
        </div>
    }
    // As the gradient lab does.
    .into_any()
}

/// A cell's identity in the charts.
pub fn identity(kind: CellKind) -> Identity {
    match kind {
        CellKind::Rnn => Identity::Rnn,
        CellKind::Lstm => Identity::Lstm,
        CellKind::Gru => Identity::Gru,
    }
}

/// Where a pointer is inside of the element that listens, in CSS pixels.
pub fn pointer_at(event: &web_sys::MouseEvent) -> Option<(f64, f64)> {
    use wasm_bindgen::JsCast;
    let element: web_sys::Element = event.current_target()?.dyn_into().ok()?;
    let shape = element.get_bounding_client_rect();
    Some((f64::from(event.client_x()) - shape.left(), f64::from(event.client_y()) - shape.top()))
}
