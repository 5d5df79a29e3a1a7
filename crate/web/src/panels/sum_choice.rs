//! Which weights the sum over time is of: buttons for the tensors and for the gates.

use leptos::prelude::*;
use unrolled_engine::{ENCODER_TENSORS, TENSOR_NAMES};
use unrolled_lab::quantity::Weight;

use crate::panels::sum_maps::{Choice, symbol};
use crate::reactive::{Memo, RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;

/// In the order in which they are offered.
const TENSORS: [usize; 6] = [
    Weight::INPUT,
    Weight::RECURRENT,
    Weight::READOUT,
    Weight::INPUT_BIAS,
    Weight::RECURRENT_BIAS,
    Weight::READOUT_BIAS,
];

fn tab(name: impl IntoView + 'static, is_chosen: Memo<bool>, choose: Box<dyn Fn()>) -> impl IntoView {
    view! {
        <button
            type="button" class="cell-tab"
            aria-pressed=live(move || if is_chosen.get() { "true" } else { "false" })
            on:click=handler(move |_| choose())
        >
            {name}
        </button>
    }
}

#[component]
pub fn TensorTabs(tensor: RwSignal<usize>) -> impl IntoView {
    let store = expect_context::<Store>();
    let has_encoder = memo(move || store.settings.read().has_encoder());
    let one = move |this| {
        let (letter, index) = symbol(this);
        let name = view! { <i class="symbol" data-tensor=TENSOR_NAMES[this]>{letter}<sub>{index}</sub></i> };
        tab(name, memo(move || tensor.get() == this), Box::new(move || tensor.set(this)))
    };
    view! {
        <div class="cell-tabs" role="group" aria-label=words().panels.sum.weights>
            {TENSORS.map(one).collect_view()}
            {live(move || has_encoder.get().then(|| (ENCODER_TENSORS..TENSOR_NAMES.len()).map(one).collect_view()))}
        </div>
    }
}

#[component]
pub fn GateTabs(choice: Memo<Choice>, gate: RwSignal<Option<usize>>) -> impl IntoView {
    let words = words().panels.sum;
    let shape = memo(move || choice.with(|choice| (choice.cell, !choice.is_of_readout())));
    live(move || {
        let (cell, has_gates) = shape.get();
        let names = cell.gate_names();
        (has_gates && names.len() > 1).then(|| {
            let chosen = move |this| memo(move || choice.get().gate == this);
            let all = tab(words.all_gates, chosen(None), Box::new(move || gate.set(None)));
            let gates = names.iter().enumerate();
            let one =
                |(k, name): (usize, &&'static str)| tab(*name, chosen(Some(k)), Box::new(move || gate.set(Some(k))));
            let gates = gates.map(one).collect_view();
            view! { <div class="cell-tabs gate-tabs" role="group" aria-label=words.gates>{all} {gates}</div> }
        })
    })
}
