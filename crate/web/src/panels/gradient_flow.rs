//! How much gradient reaches each step, of all cells.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{Command, Experiment, Moment};
use unrolled_plots::Quantity;

use crate::numbers::short;
use crate::panels::flow_chart::{Drawn, Flow, FlowChart, Line};
use crate::panels::readout::Readout;
use crate::reactive::{Memo, RwSignal, live, memo};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn GradientFlowPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().panels.flow;
    let drawn = RwSignal::new(None::<Drawn>);
    let hover = RwSignal::new(None::<usize>);
    let cursor = memo(move || match store.moment() {
        Moment::Forward { t } => Some((t, false)),
        Moment::Backward { t } => Some((t, true)),
        Moment::Loss | Moment::Update => None,
    });
    let subtitle = move || {
        let last =
            store.with(|experiment| (experiment.sequence.measures_last_only()).then(|| experiment.sequence.steps()));
        (words.subtitle)(last, store.has_data())
    };
    let watch = move || {
        store.revision.track();
        store.shown.track();
    };
    let seek = move |t: usize| {
        let index = store.with_untracked(Experiment::timeline).index(Moment::Backward { t });
        store.send(Command::Seek(index));
    };
    view! {
        <section class="panel gradient-panel" id="gradient-flow" aria-labelledby="gradient-flow-title">
            <h3 id="gradient-flow-title">{words.title}</h3>
            <p class="panel-subtitle">{live(subtitle)}</p>
            <FlowReadout drawn hover cursor />
            <FlowChart
                id="gradient-flow" label=words.canvas flow=Flow { drawn, hover, cursor }
                watch=Box::new(watch) lines=Box::new(move || lines(store)) seek=Box::new(seek)
            />
        </section>
    }
}

fn lines(store: Store) -> Vec<Line> {
    let words = words();
    let shown = store.shown.get_untracked();
    store.with_untracked(|experiment| {
        let steps = 0..experiment.sequence.steps();
        let mut lines = Vec::new();
        for kind in CellKind::ALL {
            let tape = &experiment.lane(kind).tape;
            let name = (words.cell_name)(kind);
            let is_shown = shown.contains(&kind);
            let norms = steps.clone().map(|t| tape.dh_norm(t)).collect();
            lines.push(Line { kind, quantity: Quantity::Hidden, norms, label: name.to_owned(), is_shown });
            if tape.cell.has_cell_state() {
                let norms = steps.clone().map(|t| tape.dc_norm(t)).collect();
                let label = format!("{name} {}", words.panels.flow.cell_state);
                lines.push(Line { kind, quantity: Quantity::Cell, norms, label, is_shown });
            }
        }
        lines
    })
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
                    let text = match norm(line.kind, Quantity::Cell) {
                        Some(cell) => format!("{own}, {} {cell}", words.flow.cell_state),
                        None => own,
                    };
                    Some((line.kind, text))
                })
                .collect()
        })
    });
    view! { <Readout place numbers /> }
}
