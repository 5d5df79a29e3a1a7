//! Says that the stage reads a sample and whose it is, and leads back to the example.

use leptos::prelude::*;
use unrolled_lab::Command;

use crate::reactive::{handler, live, memo};
use crate::stage::CellMarker;
use crate::store::Store;
use crate::strings::words;

/// There only while a sample is read.
#[component]
pub fn OnStage() -> impl IntoView {
    let store = expect_context::<Store>();
    let stepped = memo(move || store.state.read().stepped);
    let updates = memo(move || store.with(|experiment| experiment.updates));
    let is_measured = memo(move || store.with(|experiment| experiment.sequence.losses() > 0));
    live(move || {
        let kind = stepped.get()?;
        let (cell_name, words) = (words().cell_name, words().samples);
        Some(view! {
            <div class="sample-on-stage" id="sample-on-stage" role="region" aria-label=words.title>
                <CellMarker kind />
                <p>
                    {live(move || (words.on_stage)(cell_name(kind), updates.get()))} " "
                    {live(move || if is_measured.get() { words.still_measured } else { words.nothing_measured })}
                </p>
                <button
                    type="button" class="button" id="back-to-example"
                    on:click=handler(move |_| {
                        store.playing.set(false);
                        store.send(Command::StepThrough(None));
                    })
                >{words.back}</button>
            </div>
        })
    })
}
