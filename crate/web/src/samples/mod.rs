//! What the cells write by themselves, symbol by symbol, and what else they could have written.

mod controls;
mod on_stage;
mod read_out;
mod text;

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{Command, Sample, Sampling};

use crate::reactive::{Memo, RwSignal, handler, live, memo};
use crate::stage::CellMarker;
use crate::stage::marker::key;
use crate::store::Store;
use crate::strings::words;
use controls::Controls;
pub use on_stage::OnStage;
use read_out::ReadOut;
use text::SampleText;

/// A symbol of a sample: whose, and which from the first one written.
#[derive(Clone, Copy, PartialEq)]
struct Pointed {
    cell: CellKind,
    index: usize,
}

/// There only where a network reads what it said.
#[component]
pub fn SamplesPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let writes = memo(move || store.state.read().writes());
    view! {
        <Show when=move || writes.get()>
            <Panel />
        </Show>
    }
}

#[component]
fn Panel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().samples;
    let sampling = memo(move || store.state.read().sampling.clone());
    let is_text = memo(move || store.with(|experiment| experiment.sequence.coding.is_text()));
    let pointed = RwSignal::new(None::<Pointed>);
    let samples = CellKind::ALL.map(|kind| sample_of(store, kind, sampling));
    view! {
        <section class="panel samples-panel" id="samples" aria-labelledby="samples-title">
            <h3 id="samples-title">{words.title}</h3>
            <p class="panel-subtitle">
                {live(move || if is_text.get() { words.subtitle } else { words.answer_subtitle })}
            </p>
            <Controls sampling is_text />
            <div class="sample-rows">
                {CellKind::ALL.map(|kind| view! { <Row kind sample=samples[kind as usize] pointed /> })}
            </div>
            <ReadOut sampling samples pointed />
        </section>
    }
}

/// What a cell writes, while it has a lane.
fn sample_of(store: Store, kind: CellKind, sampling: Memo<Sampling>) -> Memo<Option<Sample>> {
    let is_shown = memo(move || store.shown.read().contains(&kind));
    memo(move || {
        let (is_shown, sampling) = (is_shown.get(), sampling.read());
        // The experiment is another one a moment before the state is.
        store.with(|experiment| {
            (is_shown && experiment.can_sample(&sampling)).then(|| experiment.sample(kind, &sampling))
        })
    })
}

#[component]
fn Row(kind: CellKind, sample: Memo<Option<Sample>>, pointed: RwSignal<Option<Pointed>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words_here = words().samples;
    let name = (words().cell_name)(kind);
    let is_stepped = memo(move || store.state.read().stepped == Some(kind));
    let step = move |_| {
        store.playing.set(false);
        let is_begun = !is_stepped.get_untracked();
        store.send(Command::StepThrough(is_begun.then_some(kind)));
        // The stage, which reads it now, may be far above.
        if is_begun && let Some(note) = document().get_element_by_id("sample-on-stage") {
            note.scroll_into_view();
        }
    };
    view! {
        <div class="sample-row" data-cell=key(kind) hidden=live(move || sample.read().is_none())>
            <span class="sample-cell"><CellMarker kind /> {name}</span>
            <SampleText kind sample pointed />
            <button
                type="button" class="button sample-step" id=format!("step-through-{}", key(kind))
                aria-label=(words_here.step_through)(name) title=(words_here.step_through)(name)
                aria-pressed=live(move || is_stepped.get().to_string())
                on:click=handler(step)
            >{words_here.step_short}</button>
        </div>
    }
}
