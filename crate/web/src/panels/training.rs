//! The loss over the updates, and the buttons that make them: one, a hundred in the background, back to none.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{Command, Experiment};
use unrolled_plots::{LossCurve, LossLayout, LossSeries};

use crate::canvas::Surface;
use crate::figure::{About, Figure, Key, Part, SaveFigure, WHOLE};
use crate::frame::on_frame;
use crate::numbers::decimals;
use crate::panels::chart_table::{ChartTable, Rows};
use crate::panels::chart_text::{ChartText, ChartTexts};
use crate::panels::readout::Readout;
use crate::panels::summary::Summary;
use crate::panels::{identity, pointer_at};
use crate::paper::Paper;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::{cell_of, words};
use crate::theme::DarkMode;

/// Updates of one long run.
const RUN: u32 = 100;
/// What the horizontal axis holds at least.
const LEAST_UPDATES: usize = 10;
/// Up to here lines are too short for names beside them.
const FEW_LOSSES: usize = 3;

/// What is on the canvas.
#[derive(Clone, PartialEq)]
struct Drawn {
    losses: Vec<(CellKind, Vec<f64>)>,
    layout: LossLayout,
    chance: f64,
}

#[component]
pub fn TrainingPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().panels.training;
    let surface = Surface::new();
    let dark = DarkMode::get();
    let drawn = RwSignal::new(None::<Drawn>);
    let hover = RwSignal::new(None::<usize>);
    on_frame(
        move || {
            surface.track();
            store.revision.track();
            store.shown.track();
            store.trainer.progress.track();
            dark.0.track();
        },
        move || {
            if let Some(now) = draw(store, surface, dark) {
                drawn.set(Some(now));
            }
        },
    );
    let measured = move || store.with(|experiment| experiment.example_sequence().losses());
    view! {
        <section class="panel training-panel" id="training" aria-labelledby="training-title">
            <div class="panel-head">
                <h3 id="training-title">{words.title}</h3>
                <SaveFigure id="loss" name=words.title figure=Box::new(move || figure(store, drawn, (words.subtitle)(measured()))) />
            </div>
            <p class="panel-subtitle">{live(move || (words.subtitle)(measured()))}</p>
            <Buttons />
            <LossReadout drawn hover />
            <div
                class="chart loss-chart" id="loss-curve"
                on:pointermove=handler(move |event: web_sys::PointerEvent| {
                    let at = pointer_at(&event);
                    hover.set(drawn.with_untracked(|drawn| drawn.as_ref()?.layout.update_at(at?.0)));
                })
                on:pointerleave=handler(move |_| hover.set(None))
            >
                <canvas node_ref=surface.node role="img" aria-label=words.canvas aria-describedby="loss-summary"></canvas>
                <Overlay drawn hover />
            </div>
            <Summary id="loss-summary" text=Box::new(move || summary(drawn)) />
            <ChartTable id="loss" rows=Box::new(move || drawn.with(|drawn| drawn.as_ref().map(rows).unwrap_or_default())) />
        </section>
    }
}

/// One, a hundred, stop, back; and what is going on.
#[component]
fn Buttons() -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, cell_name) = (&words().panels.training, words().cell_name);
    let trainer = store.trainer;
    let updates = move || store.updates.get();
    let is_busy = move || trainer.progress.read().is_some();
    let status = move || match trainer.progress.get() {
        Some(progress) if progress.is_run => (words.running)(progress.updates, progress.to),
        Some(progress) => (words.computing)(progress.to),
        None => match trainer.outcome.get() {
            Some(outcome) => (words.outcome)(&outcome, cell_of(&outcome).map_or("", cell_name)),
            None => String::new(),
        },
    };
    let share = move || {
        trainer.progress.get().map(|progress| {
            let from = if progress.is_run { progress.from } else { 0 };
            let done = f64::from(progress.updates.saturating_sub(from));
            done / f64::from(progress.to.saturating_sub(from).max(1))
        })
    };
    view! {
        <div class="run-buttons">
            <button
                type="button" class="button" id="update-once" disabled=live(is_busy)
                on:click=handler(move |_| store.send(Command::GoToUpdate(updates_now(store) + 1)))
            >{words.one}</button>
            <button
                type="button" class="button primary" id="run-100" hidden=live(is_busy)
                on:click=handler(move |_| trainer.run(store, RUN))
            >{words.hundred}</button>
            <button type="button" class="button" id="stop-run" hidden=live(move || !is_busy()) on:click=handler(move |_| trainer.stop())>
                {words.stop}
            </button>
            <button
                type="button" class="button quiet" id="reset-updates" disabled=live(move || updates() == 0 && !is_busy())
                on:click=handler(move |_| {
                    trainer.cancel();
                    store.send(Command::GoToUpdate(0));
                })
            >{words.reset}</button>
            <progress id="run-progress" hidden=live(move || !is_busy()) max="1" prop:value=live(move || share().unwrap_or(0.0))></progress>
        </div>
        <p class="run-status" id="run-status" role="status">{live(status)}</p>
    }
}

fn updates_now(store: Store) -> u32 {
    store.with_untracked(|experiment| experiment.updates)
}

/// The losses of the shown cells after 0, 1, 2 … updates: with those of a run under way, else up to now.
fn losses(store: Store) -> Vec<(CellKind, Vec<f64>)> {
    let shown = store.shown.get_untracked();
    let of_run = store.trainer.progress.with_untracked(|progress| {
        progress.as_ref().filter(|progress| progress.is_run).map(|progress| progress.losses.clone())
    });
    store.with_untracked(|experiment| {
        shown
            .into_iter()
            .map(|kind| {
                let lane = experiment.lane(kind);
                let now = || lane.losses.iter().copied().chain([experiment.training_loss(kind)]).collect::<Vec<f64>>();
                let known = of_run.as_ref().map(|losses| losses[kind as usize].clone());
                // A run that has just begun has reported nothing beyond what is known here.
                (kind, known.filter(|losses| losses.len() > lane.losses.len()).unwrap_or_else(now))
            })
            .collect()
    })
}

fn draw(store: Store, surface: Surface, dark: DarkMode) -> Option<Drawn> {
    let paper = Paper::on(surface, dark)?;
    let losses = losses(store);
    let chance = store.with_untracked(Experiment::chance_loss);
    let layout = chart(store, &losses, chance, paper)?;
    Some(Drawn { losses, layout, chance })
}

fn chart(store: Store, losses: &[(CellKind, Vec<f64>)], chance: f64, paper: Paper) -> Option<LossLayout> {
    let words = words();
    let series: Vec<LossSeries> = losses
        .iter()
        .map(|(kind, losses)| LossSeries {
            identity: identity(*kind),
            losses,
            updates: None,
            label: (words.cell_name)(*kind),
        })
        .collect();
    let chance_words = (words.panels.training.chance)(chance);
    let goal = store.trainer.progress.read_untracked().as_ref().map_or(0, |progress| progress.to);
    let chart = LossCurve {
        size: paper.size,
        series: &series,
        chance: Some((chance, &chance_words)),
        log: false,
        top: None,
        updates: LEAST_UPDATES.max(goal as usize),
        cursor: Some(updates_now(store) as usize),
        draw_text: paper.draw_text,
    };
    chart.draw(paper.backend, &paper.theme).ok()
}

fn figure(store: Store, drawn: RwSignal<Option<Drawn>>, subtitle: String) -> Option<Figure> {
    let (strings, words) = (words(), &words().panels.training);
    let now = drawn.read_untracked();
    let now = now.as_ref()?;
    Some(Figure {
        id: "loss",
        title: words.title.to_owned(),
        subtitle: format!("{subtitle}."),
        summary: summary(drawn),
        keys: now.losses.iter().map(|(kind, _)| Key::cell_line(*kind)).collect(),
        parts: vec![Part::chart(WHOLE, strings.figure.update_axis, |paper| {
            chart(store, &now.losses, now.chance, paper)
        })?],
        numbers: rows(now),
        about: About::page(store),
    })
}

/// The losses after each update; NaN where a cell has made fewer.
fn rows(drawn: &Drawn) -> Rows {
    let strings = words();
    let updates = drawn.losses.iter().map(|(_, losses)| losses.len()).max().unwrap_or(0);
    let names = drawn.losses.iter().map(|(kind, _)| (strings.cell_name)(*kind).to_owned());
    let row = |update: usize| {
        let loss = |(_, losses): &(CellKind, Vec<f64>)| losses.get(update).copied().unwrap_or(f64::NAN);
        (update.to_string(), drawn.losses.iter().map(loss).collect())
    };
    Rows {
        heads: std::iter::once(strings.figure.update_head.to_owned()).chain(names).collect(),
        rows: (0..updates).map(row).collect(),
        ..Rows::default()
    }
}

/// The losses where the pointer is, else of now.
#[component]
fn LossReadout(drawn: RwSignal<Option<Drawn>>, hover: RwSignal<Option<usize>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().panels.training;
    let at = memo(move || {
        let now = store.updates.get();
        let reached = store.trainer.progress.read().as_ref().filter(|run| run.is_run).map(|run| run.updates);
        hover.get().map(|update| update as u32).unwrap_or(reached.unwrap_or(now))
    });
    let place = Signal::derive(move || (words.update)(at.get()));
    let numbers = Signal::derive(move || {
        let drawn = drawn.read();
        let losses = drawn.iter().flat_map(|drawn| &drawn.losses);
        let number =
            |losses: &Vec<f64>| losses.get(at.get() as usize).map_or("–".to_owned(), |loss| decimals(*loss, 3));
        losses.map(|(kind, losses)| (*kind, number(losses))).collect()
    });
    view! { <Readout place numbers /> }
}

#[component]
fn Overlay(drawn: RwSignal<Option<Drawn>>, hover: RwSignal<Option<usize>>) -> impl IntoView {
    let (words, cell_name) = (&words().panels.training, words().cell_name);
    let texts = memo(move || {
        drawn.with(|drawn| {
            let Some(drawn) = drawn.as_ref() else { return Vec::new() };
            // Names of lines that have hardly begun would stand on each other; the line above the chart has them.
            let has_lines = drawn.losses.iter().any(|(_, losses)| losses.len() > FEW_LOSSES);
            let names = drawn.layout.labels.iter().filter(|_| has_lines).map(|label| {
                let kind = drawn.losses[label.series].0;
                ChartText::name(kind, label, cell_name(kind))
            });
            let chance = drawn.layout.chance_y;
            let chance = chance.map(|y| ChartText::at(drawn.layout.plot(), y - 19.0, &(words.chance)(drawn.chance)));
            names.chain(chance).collect()
        })
    });
    let marks = move || {
        drawn.with(|drawn| match (drawn, hover.get()) {
            (Some(drawn), Some(update)) => {
                let (x, plot) = (drawn.layout.x(update), drawn.layout.plot());
                format!(
                    r#"<g class="hover"><path class="upright" d="M{x:.1} {:.1}V{:.1}"/></g>"#,
                    plot.top,
                    plot.bottom()
                )
            }
            _ => String::new(),
        })
    };
    view! {
        <ChartTexts texts />
        <svg class="chart-marks" aria-hidden="true" inner_html=live(marks)></svg>
    }
}

/// The losses of both ends.
fn summary(drawn: RwSignal<Option<Drawn>>) -> String {
    let (words, cell_name) = (&words().panels.training, words().cell_name);
    drawn.with(|drawn| {
        let losses = drawn.iter().flat_map(|drawn| &drawn.losses);
        let ends = |losses: &Vec<f64>| Some((*losses.first()?, *losses.last()?));
        losses
            .filter_map(|(kind, losses)| {
                ends(losses).map(|(first, last)| (words.summary)(cell_name(*kind), first, last))
            })
            .collect()
    })
}
