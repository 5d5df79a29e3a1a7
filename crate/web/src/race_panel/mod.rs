//! Training on data: the buttons, what the cells have reached, the way back through it, what they answer and what they get wrong.

mod answers;
mod chart;
mod gate_means;
mod gates;
mod goal;
mod history;
mod mistakes;
mod notices;
mod summaries;
mod table;

use leptos::prelude::*;
use unrolled_lab::Command;

use crate::race::Pace;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;
use answers::Answers;
use chart::{Chart, Shown};
use gate_means::GateMeans;
use gates::Gates;
pub use goal::Standing;
use goal::{Until, Waiting};
use history::History;
use mistakes::Mistakes;
pub use mistakes::open_mistakes;
use notices::Notices;
use summaries::{Norms, Said};
use table::Table;

/// There only where there is a task with data.
#[component]
pub fn RacePanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let has_data = memo(move || store.has_data());
    view! {
        <Show when=move || has_data.get()>
            <Panel />
        </Show>
    }
}

#[component]
fn Panel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().race;
    let batch = memo(move || store.settings.read().batch);
    let axis = RwSignal::new(None);
    view! {
        <section class="panel race-panel" id="race" aria-labelledby="race-title">
            <h3 id="race-title">{words.title}</h3>
            <p class="panel-subtitle">{live(move || (words.subtitle)(batch.get()))}</p>
            <Buttons />
            <Waiting />
            <Notices />
            <div class="race-charts">
                <div>
                    <Chart shown=Shown::Loss axis />
                    <History axis />
                    <Said shown=Shown::Loss />
                </div>
                <div>
                    <Chart shown=Shown::Accuracy axis=RwSignal::new(None) />
                    <Said shown=Shown::Accuracy />
                    <GateMeans />
                </div>
            </div>
            <Table />
            <Norms />
            <Answers />
            <Mistakes />
            <Gates />
        </section>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().race;
    let race = store.race;
    let is_running = memo(move || matches!(race.pace.get(), Pace::Running { .. }));
    let is_busy = memo(move || race.is_busy());
    let progress = move || match race.pace.get() {
        Pace::Computing { to } => (words.computing)(to),
        _ => {
            let updates = race.updates_now();
            (words.progress)(updates, u64::from(updates) * store.settings.read().batch as u64)
        }
    };
    let toggle = move |_| if is_running.get_untracked() { race.pause() } else { race.play(store, None) };
    view! {
        <div class="run-buttons">
            <button type="button" class="button primary" id="race-play" on:click=handler(toggle)>
                {live(move || if is_running.get() { words.pause } else { words.play })}
            </button>
            <button
                type="button" class="button" id="race-once" disabled=live(move || is_busy.get())
                on:click=handler(move |_| store.send(Command::GoToUpdate(race.updates() + 1)))
            >{words.one}</button>
            <Until />
            <button
                type="button" class="button quiet" id="race-reset" disabled=live(move || race.updates_now() == 0)
                on:click=handler(move |_| store.start_again())
            >{words.reset}</button>
            <span class="race-progress" id="race-progress" role="status">{live(progress)}</span>
        </div>
    }
}
