//! Training on data: the buttons, what the cells have reached, the way back through it, and what they answer.

mod answers;
mod chart;
mod gates;
mod notices;
mod table;

use leptos::prelude::*;
use unrolled_lab::Command;

use crate::race::Pace;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;
use answers::Answers;
use chart::{Chart, Shown};
use gates::Gates;
use notices::Notices;
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
    let batch = memo(move || store.state.read().settings.batch);
    view! {
        <section class="panel race-panel" id="race" aria-labelledby="race-title">
            <h3 id="race-title">{words.title}</h3>
            <p class="panel-subtitle">{live(move || (words.subtitle)(batch.get()))}</p>
            <Buttons />
            <Notices />
            <div class="race-charts">
                <Chart shown=Shown::Loss />
                <Chart shown=Shown::Accuracy />
            </div>
            <History />
            <Table />
            <Answers />
            <Gates />
        </section>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().race;
    let race = store.race;
    // In per cent.
    let goal = RwSignal::new(90.0);
    let is_running = memo(move || matches!(race.pace.get(), Pace::Running { .. }));
    let is_busy = memo(move || race.is_busy());
    let progress = move || match race.pace.get() {
        Pace::Computing { to } => (words.computing)(to),
        _ => {
            let updates = race.cells.with(|cells| cells[0].losses.len() as u32);
            (words.progress)(updates, u64::from(updates) * store.state.read().settings.batch as u64)
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
            <span class="race-goal">
                <button
                    type="button" class="button" id="race-until" disabled=live(move || is_busy.get())
                    on:click=handler(move |_| race.play(store, Some(goal.get_untracked() / 100.0)))
                >{words.until}</button>
                <input
                    type="number" id="race-goal" min="0" max="100" step="1" aria-label=words.goal
                    prop:value=live(move || goal.get().to_string())
                    on:input=handler(move |event: web_sys::Event| {
                        if let Ok(value) = event_target_value(&event).parse::<f64>() {
                            goal.set(value.clamp(0.0, 100.0));
                        }
                    })
                />
                " %"
            </span>
            <button
                type="button" class="button quiet" id="race-reset" disabled=live(move || race.updates_now() == 0)
                on:click=handler(move |_| {
                    race.forget();
                    store.send(Command::GoToUpdate(0));
                })
            >{words.reset}</button>
            <span class="race-progress" id="race-progress" role="status">{live(progress)}</span>
        </div>
    }
}

/// The way through the weights that are kept.
#[component]
fn History() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().race;
    let kept = store.race.kept;
    // The seed's weights come first.
    let place = memo(move || {
        let now = store.state.read().updates;
        kept.with(|kept| kept.partition_point(|updates| *updates <= now))
    });
    let drag = move |event: web_sys::Event| {
        let index: usize = event_target_value(&event).parse().unwrap_or(0);
        let updates = kept.with_untracked(|kept| index.checked_sub(1).and_then(|index| kept.get(index).copied()));
        store.send(Command::GoToUpdate(updates.unwrap_or(0)));
    };
    let at = memo(move || (words.history_at)(store.state.read().updates));
    view! {
        <div class="race-history">
            <label for="race-history">{words.history}</label>
            <input
                type="range" id="race-history" min="0" step="1"
                max=live(move || kept.with(Vec::len).to_string())
                prop:value=live(move || place.get().to_string())
                disabled=live(move || kept.with(Vec::is_empty) || store.race.is_busy())
                aria-valuetext=live(move || at.get())
                title=words.history_hint
                on:input=handler(drag)
            />
            <output for="race-history" id="race-history-at">{live(move || at.get())}</output>
        </div>
    }
}
