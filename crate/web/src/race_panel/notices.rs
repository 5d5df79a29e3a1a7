//! What went wrong in training, and what can be done about it.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{ClippingKind, Command, Lock, Setting};

use crate::reactive::{handler, live};
use crate::store::Store;
use crate::strings::words;
use crate::teaching::Lockable;

#[component]
pub fn Notices() -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, name) = (words().race, words().cell_name);
    let incident = move || {
        let incident = store.race.incident.get();
        incident.map(|incident| view! { <p class="notice" role="status" id="race-incident">{(words.incident)(&incident, &name)}</p> })
    };
    let exploded = move || {
        let found = store.race.cells.with(|cells| {
            let exploded = |kind: CellKind| Some((kind, cells[kind as usize].exploded.clone()?));
            CellKind::ALL.into_iter().filter_map(exploded).collect::<Vec<_>>()
        });
        (!found.is_empty()).then(|| {
            let clips = store.state.read_untracked().settings.clipping == ClippingKind::GlobalNorm;
            let clip = move |_| {
                store.send(Command::Set(Setting::ClipLimit(1.0)));
                store.send(Command::Set(Setting::Clipping(ClippingKind::GlobalNorm)));
            };
            let slower = move |_| {
                let rate = store.state.read_untracked().settings.learning_rate;
                store.send(Command::Set(Setting::LearningRate(rate / 10.0)));
            };
            let loss = store.with_untracked(|experiment| experiment.sequence.coding.loss);
            let texts =
                found.iter().map(|(kind, explosion)| view! { <p>{(words.exploded)(name(*kind), explosion, loss)}</p> });
            view! {
                <div class="notice exploded" role="alert" id="race-exploded">
                    <div>{texts.collect_view()}</div>
                    <Lockable lock=Lock::Learning is_inline=true>
                    {(!clips).then(|| view! {
                        <button type="button" class="button" id="race-clip" on:click=handler(clip)>{words.clip}</button>
                    })}
                    <button type="button" class="button" id="race-slower" on:click=handler(slower)>{words.slower}</button>
                    </Lockable>
                </div>
            }
        })
    };
    view! { {live(incident)} {live(exploded)} }
}
