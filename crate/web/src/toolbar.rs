//! The line above the stage: which cells, what they read, how it is drawn, and the loss of each.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{Command, Fold, Lock, Setting};
use unrolled_tasks::LossSteps;

use crate::numbers;
use crate::reactive::{handler, live, memo};
use crate::segmented::{Choice, Segmented};
use crate::stage::CellMarker;
use crate::stage::marker::key;
use crate::stage::reading::sequence_text;
use crate::store::Store;
use crate::strings::words;
use crate::teaching::Lockable;

#[component]
pub fn Toolbar() -> impl IntoView {
    let store = expect_context::<Store>();
    let has_data = memo(move || store.has_data());
    let words = &words().stage;
    view! {
        <div class="toolbar" role="region" aria-label=words.toolbar>
            <CellToggles />
            <Task />
            <FoldSwitch />
            <Show when=move || !has_data.get()>
                <Lockable lock=Lock::Word is_inline=true><LossSwitch /></Lockable>
            </Show>
            <Losses />
        </div>
    }
}

#[component]
fn CellToggles() -> impl IntoView {
    let store = expect_context::<Store>();
    view! {
        <div class="segmented cells" role="group" aria-label=words().stage.cells>
            {CellKind::ALL
                .map(|kind| {
                    let shown = move || store.shown.read().contains(&kind);
                    let toggle = move |_| store.send(Command::ShowCell(kind, !shown()));
                    let name = (words().cell_name)(kind);
                    view! {
                        <button
                            type="button"
                            id=format!("show-{}", key(kind))
                            aria-pressed=live(move || shown().to_string())
                            on:click=handler(toggle)
                        >
                            <CellMarker kind />
                            {name}
                        </button>
                    }
                })}
        </div>
    }
}

/// The text and the sizes, as short as they fit.
#[component]
fn Task() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().stage;
    let text = memo(move || store.with(|experiment| sequence_text(&experiment.sequence)));
    let steps = memo(move || store.with(|experiment| experiment.sequence.steps()));
    let units = memo(move || {
        let mut units = store.with(|experiment| experiment.lanes.each_ref().map(|lane| lane.tape.units)).to_vec();
        units.dedup();
        units.iter().map(usize::to_string).collect::<Vec<_>>().join(" · ")
    });
    view! {
        <dl class="facts">
            <div class="fact-text">
                <dt>{words.text}</dt>
                <dd title=live(move || text.get())>{live(move || text.get())}</dd>
            </div>
            <div>
                <dt>{words.steps}</dt>
                <dd>{live(move || steps.get().to_string())}</dd>
            </div>
            <div>
                <dt>{words.units}</dt>
                <dd>{live(move || units.get())}</dd>
            </div>
        </dl>
    }
}

#[component]
fn FoldSwitch() -> impl IntoView {
    let words = &words().stage;
    let choices = vec![
        Choice {
            id: "unrolled",
            name: words.unrolled,
            send: Command::Fold(Fold::Unrolled),
            is_chosen: |store| store.state.read().fold == Fold::Unrolled,
        },
        Choice {
            id: "rolled",
            name: words.rolled,
            send: Command::Fold(Fold::Rolled),
            is_chosen: |store| store.state.read().fold == Fold::Rolled,
        },
    ];
    view! { <Segmented label=words.fold choices /> }
}

#[component]
fn LossSwitch() -> impl IntoView {
    let words = &words().stage;
    let choices = vec![
        Choice {
            id: "losses-every",
            name: words.every_step,
            send: Command::Set(Setting::Losses(LossSteps::Every)),
            is_chosen: |store| store.settings.read().losses == LossSteps::Every,
        },
        Choice {
            id: "losses-last",
            name: words.last_step,
            send: Command::Set(Setting::Losses(LossSteps::Last)),
            is_chosen: |store| store.settings.read().losses == LossSteps::Last,
        },
    ];
    view! {
        <div class="labelled">
            <span class="label" id="measured-at">{words.loss_label}</span>
            <Segmented label=words.measured_at choices />
        </div>
    }
}

/// How many updates the weights have behind them, and L with these weights.
#[component]
fn Losses() -> impl IntoView {
    let store = expect_context::<Store>();
    let updates = memo(move || store.with(|experiment| experiment.updates));
    view! {
        <div class="losses">
            <span class="updates">{live(move || (words().stage.updates)(updates.get()))}</span>
            {CellKind::ALL
                .map(|kind| {
                    let loss = memo(move || store.with(|experiment| experiment.lane(kind).loss()));
                    let name = (words().cell_name)(kind);
                    view! {
                        <span
                            class="loss-of"
                            data-loss-of=key(kind)
                            data-value=live(move || loss.get().map(numbers::plain).unwrap_or_default())
                            title=live(move || format!("{name}: L = {}", numbers::measured(loss.get(), numbers::full)))
                            hidden=live(move || !store.shown.read().contains(&kind))
                        >
                            <CellMarker kind />
                            <span class="visually-hidden">{format!("L({name}) = ")}</span>
                            {live(move || {
                                numbers::measured(loss.get(), in_little_room)
                            })}
                        </span>
                    }
                })}
        </div>
    }
}

fn in_little_room(loss: f64) -> String {
    match loss {
        // Two decimals would make it 0.00.
        loss if loss < 0.01 => numbers::short(loss),
        loss if loss < 100.0 => numbers::decimals(loss, 2),
        loss => numbers::decimals(loss, 1),
    }
}
