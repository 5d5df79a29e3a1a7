//! How much gradient reaches each step, of all cells.

use leptos::prelude::*;
use unrolled_engine::{CellKind, Roads};
use unrolled_lab::{Command, GradientLab, Lock, Moment};
use unrolled_plots::Quantity;
use unrolled_tasks::Sequence;

use crate::figure::{About, Figure, SaveFigure, WHOLE};
use crate::gradient_lab::{SourceField, change, cursor_in, fits, seek_back, source_note};
use crate::lesson::{OnlyPanels, look_at};
use crate::numbers::short;
use crate::panel_keys;
use crate::panels::flow_chart::{self, Drawn, Flow, FlowChart, Judged, Line};
use crate::panels::readout::Readout;
use crate::reactive::{Memo, RwSignal, handler, live, memo};
use crate::stage::marker::{CellMarker, key};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn GradientFlowPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, words_of_lab) = (&words().panels.flow, words().lab);
    let drawn = RwSignal::new(None::<Drawn>);
    let hover = RwSignal::new(None::<usize>);
    let panel = NodeRef::new();
    let cursor = cursor_in(panel, store);
    let panels = expect_context::<OnlyPanels>();
    // The choice stands above the stage, which a frame may do without.
    let can_choose_losses = memo(move || {
        let is_fixed = store.state.read().teaching.fixed().has(Lock::Word);
        panels.has_stage() && !store.has_data() && !is_fixed
    });
    let leads_to_why = memo(move || panels.has_why());
    let subtitle = move || {
        let last =
            store.with(|experiment| (experiment.sequence.measures_last_only()).then(|| experiment.sequence.steps()));
        (words.subtitle)(last, can_choose_losses.get())
    };
    let lab = store.lab;
    let watch = move || {
        store.revision.track();
        store.shown.track();
        lab.track();
    };
    let inputs = memo(move || lab.read().inputs);
    let show_inputs = move |event: web_sys::Event| {
        let inputs = event_target_checked(&event);
        change(store, |lab| lab.inputs = inputs);
    };
    let seek = move |t: usize| seek_back(store, t);
    view! {
        <section class="panel gradient-panel" node_ref=panel id="gradient-flow" aria-labelledby="gradient-flow-title">
            <div class="panel-head">
                <h3 id="gradient-flow-title">{words.title}</h3>
                <SaveFigure id="gradient-flow" name=words.title figure=Box::new(move || figure(store, drawn)) />
            </div>
            <p class="panel-subtitle">{live(subtitle)}</p>
            <div class="flow-choices">
                <SourceField id="flow-source" />
                <label class="check">
                    <input type="checkbox" id="flow-inputs" prop:checked=live(move || inputs.get()) on:change=handler(show_inputs) />
                    {words_of_lab.inputs}
                </label>
                {live(move || leads_to_why.get().then(|| view! { <Why /> }))}
            </div>
            <FlowReadout drawn hover cursor />
            <FlowChart
                id="gradient-flow" label=words.canvas flow=Flow { drawn, hover, cursor }
                watch=Box::new(watch) lines=Box::new(move || lines(store)) summary seek=Box::new(seek)
            />
        </section>
    }
}

/// Leads to where the gradient of a cell dies, at the step of the moment: on the way back, as there is no gradient before.
#[component]
fn Why() -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, cell_name) = (words().lab, words().cell_name);
    let ask = move |kind: CellKind| {
        store.send(Command::View(kind));
        match store.moment_untracked() {
            Moment::Forward { t } => seek_back(store, t),
            Moment::Backward { .. } => {}
            Moment::Loss => seek_back(store, store.with_untracked(|experiment| experiment.sequence.steps()) - 1),
            Moment::Update => seek_back(store, 0),
        }
        // A lesson may do without that panel.
        match document().get_element_by_id("waterfall") {
            Some(panel) => {
                panel_keys::look(&panel);
                look_at("waterfall");
            }
            None => look_at("lab"),
        }
    };
    let buttons = move || {
        let button = move |kind: CellKind| {
            view! {
                <button
                    type="button" class="quiet-button" data-why=key(kind) title=words.why_of on:click=handler(move |_| ask(kind))
                ><CellMarker kind /> {cell_name(kind)}</button>
            }
        };
        store.shown.get().into_iter().map(button).collect_view()
    };
    view! { <div class="why" role="group" aria-label=words.why_of><span>{words.why}</span> {live(buttons)}</div> }
}

/// From the chosen losses; of all of them it is what the tape has.
fn lines(store: Store) -> Vec<Line> {
    let words = words();
    let shown = store.shown.get_untracked();
    let lab = &store.state.read_untracked().lab;
    if !fits(store, lab) {
        return Vec::new();
    }
    store.with_untracked(|experiment| {
        let last = last_of_many(&experiment.sequence).filter(|_| lab.source.is_none());
        let mut lines = Vec::new();
        for kind in CellKind::ALL {
            let flow = experiment.flow(kind, lab, Roads::default());
            // What each state gets of the last loss.
            let alone = |s: usize| {
                let lab = GradientLab { source: Some(s), ..lab.clone() };
                (s, experiment.flow(kind, &lab, Roads::default()).larger())
            };
            let name = (words.cell_name)(kind);
            let is_shown = shown.contains(&kind);
            let line = |quantity, norms, label| Line { kind, quantity, norms, label, is_shown, judged: None };
            let judged = is_shown.then(|| Judged { norms: flow.larger(), alone: last.map(alone) });
            lines.push(Line { judged, ..line(Quantity::Hidden, flow.h, name.to_owned()) });
            if let Some(c) = flow.c {
                lines.push(line(Quantity::Cell, c, format!("{name} {}", words.panels.flow.cell_state)));
            }
            if lab.inputs {
                lines.push(line(Quantity::Input, flow.x, format!("{name} x")));
            }
        }
        lines
    })
}

fn figure(store: Store, drawn: RwSignal<Option<Drawn>>) -> Option<Figure> {
    let now = drawn.read_untracked();
    let now = now.as_ref()?;
    let has = |quantity| now.lines.iter().any(|line| line.is_shown && line.quantity == quantity);
    let norms = (words().figure.flow_subtitle)(has(Quantity::Cell), has(Quantity::Input));
    Some(Figure {
        id: "gradient-flow",
        title: words().panels.flow.title.to_owned(),
        subtitle: format!("{norms} {}", source_note(store)),
        summary: summary(now),
        keys: flow_chart::keys(&now.lines),
        parts: vec![flow_chart::part(&now.lines, WHOLE)?],
        numbers: flow_chart::rows(drawn),
        about: About::page(store),
    })
}

/// The last step with a loss, if there are others.
fn last_of_many(sequence: &Sequence) -> Option<usize> {
    (0..sequence.steps()).rfind(|t| sequence.is_measured(*t)).filter(|_| sequence.losses() > 1)
}

/// From the last step that a gradient reaches to the first, and where it is last alive on the way: of the last loss alone, where
/// other losses are added on the way.
fn summary(drawn: &Drawn) -> String {
    let words = &words().panels.flow;
    let of_cell = |line: &Line| {
        let Judged { norms, alone } = line.judged.as_ref()?;
        let cell = drawn.lines.iter().find(|other| other.kind == line.kind && other.quantity == Quantity::Cell);
        let of_c = cell.map(|line| line.norms.as_slice());
        let Some(last) = norms.iter().rposition(|norm| *norm != 0.0) else {
            return Some((words.nothing)(&line.label));
        };
        if norms.len() == 1 {
            return Some((words.summary_single)(&line.label, line.norms[0]));
        }
        let way = (words.summary)(&line.label, (last + 1, line.norms[last]), line.norms[0]);
        let of_c = of_c.and_then(|of_c| of_c.first()).map(|first| (words.of_cell_state)(*first));
        let fate_of = |norms: &[f64]| match cell {
            Some(_) => format!("{} {}", words.by_larger, (words.fate)(norms)),
            None => (words.fate)(norms),
        };
        let fate = match alone {
            // What sends nothing cannot vanish.
            Some((s, norms)) if norms.iter().all(|norm| *norm == 0.0) => (words.alone)(s + 1, norms[0]),
            Some((s, norms)) => format!("{} {}", (words.alone)(s + 1, norms[0]), fate_of(norms)),
            None => fate_of(norms),
        };
        Some([Some(way), of_c, Some(fate)].into_iter().flatten().collect::<Vec<_>>().join(" "))
    };
    drawn.lines.iter().filter_map(of_cell).collect::<Vec<_>>().join(" ")
}

/// The numbers where the pointer is, else where the cursor is, else at the first step.
#[component]
fn FlowReadout(
    drawn: RwSignal<Option<Drawn>>,
    hover: RwSignal<Option<usize>>,
    cursor: Memo<Option<(usize, bool)>>,
) -> impl IntoView {
    let words = words().panels;
    let at = move || hover.get().or(cursor.get().map(|(t, _)| t)).unwrap_or(0);
    let place = Signal::derive(move || (words.step)(at() + 1));
    let numbers = Signal::derive(move || {
        drawn.with(|drawn| {
            let lines = drawn.as_ref().map_or(&[][..], |drawn| &drawn.lines);
            let norm = |kind, quantity| {
                let line = lines.iter().find(|line| line.kind == kind && line.quantity == quantity)?;
                line.norms.get(at()).map(|norm| short(*norm))
            };
            let hidden = lines.iter().filter(|line| line.is_shown && line.quantity == Quantity::Hidden);
            hidden
                .filter_map(|line| {
                    let own = norm(line.kind, Quantity::Hidden)?;
                    let cell = norm(line.kind, Quantity::Cell).map(|cell| format!("{} {cell}", words.flow.cell_state));
                    let input = norm(line.kind, Quantity::Input).map(|input| format!("x {input}"));
                    Some((line.kind, [Some(own), cell, input].into_iter().flatten().collect::<Vec<_>>().join(", ")))
                })
                .collect()
        })
    });
    view! { <Readout place numbers /> }
}
