//! Training until a test accuracy is reached: by whom, who is there, and who is waited for.

use leptos::prelude::*;
use unrolled_lab::{Goal, Who};

use crate::race::Pace;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;

/// How near a cell is to the goal.
pub struct Standing {
    pub name: &'static str,
    /// After how many updates it was first there.
    pub reached: Option<u32>,
    /// Its test accuracy now.
    pub accuracy: Option<f64>,
}

#[component]
pub fn Until() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().race;
    let per_cent = RwSignal::new(90.0);
    let who = RwSignal::new(Who::All);
    let is_busy = memo(move || store.race.is_busy());
    let run = move |_| {
        let goal = Goal { accuracy: per_cent.get_untracked() / 100.0, who: who.get_untracked() };
        store.race.play(store, Some(goal));
    };
    let choose = move |event: web_sys::Event| {
        who.set(if event_target_value(&event) == "any" { Who::Any } else { Who::All });
    };
    view! {
        <span class="race-goal">
            <button
                type="button" class="button" id="race-until" disabled=live(move || is_busy.get())
                on:click=handler(run)
            >{words.until}</button>
            <select id="race-who" aria-label=words.who on:change=handler(choose)>
                <option value="all">{words.all_cells}</option>
                <option value="any">{words.any_cell}</option>
            </select>
            {words.reach}
            <input
                type="number" id="race-goal" min="0" max="100" step="1" aria-label=words.goal
                prop:value=live(move || per_cent.get().to_string())
                on:input=handler(move |event: web_sys::Event| {
                    if let Ok(value) = event_target_value(&event).parse::<f64>() {
                        per_cent.set(value.clamp(0.0, 100.0));
                    }
                })
            />
            " %"
        </span>
    }
}

/// Who is there, while it is trained until something and afterwards.
#[component]
pub fn Waiting() -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, name) = (words().race, words().cell_name);
    let said = memo(move || {
        let goal = store.race.goal.get()?;
        let cells = store.race.cells.read();
        let standing = |kind| {
            let judged = &cells[kind as usize].evaluations;
            let accuracy = judged.last().map(|at| at.test.accuracy);
            Standing { name: name(kind), reached: goal.first_reached(judged), accuracy }
        };
        let standings: Vec<Standing> = store.shown.read().iter().map(|kind| standing(*kind)).collect();
        let is_running = matches!(store.race.pace.get(), Pace::Running { .. });
        Some((words.waiting)(&standings, goal.who, is_running))
    });
    view! { <p class="race-waiting" id="race-waiting">{live(move || said.get())}</p> }
}
