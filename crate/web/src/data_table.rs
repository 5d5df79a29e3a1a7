//! The numbers behind the stage as tables, and the list of keys: two dialogs, each one key away.

use leptos::html;
use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{Experiment, Moment};

use crate::numbers::{full, subscript};
use crate::reactive::{effect, handler, live};
use crate::stage::{title, visible};
use crate::store::Store;
use crate::strings::words;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    Data,
    Keys,
}

/// Which dialog is open.
#[derive(Clone, Copy)]
pub struct Dialogs(RwSignal<Option<Opened>>);

impl Dialogs {
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    pub fn open(self, which: Opened) {
        self.0.set(Some(which));
    }
}

/// The dialog, and the two buttons that open it for those who use no keys.
#[component]
pub fn DataTable(dialogs: Dialogs) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().stage;
    let dialog = NodeRef::<html::Dialog>::new();
    let Dialogs(opened) = dialogs;
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        match opened.get() {
            Some(_) if !dialog.open() => {
                // Refused only if the dialog is not on the page any more.
                let _ = dialog.show_modal();
            }
            None if dialog.open() => dialog.close(),
            _ => {}
        }
    });
    let content = move || {
        opened.get().map(|which| match which {
            Opened::Data => view! { <Data store /> }.into_any(),
            Opened::Keys => view! { <Keys /> }.into_any(),
        })
    };
    view! {
        <dialog
            id="data"
            class="data-dialog"
            node_ref=dialog
            on:close=handler(move |_| opened.set(None))
            aria-labelledby="dialog-title"
        >
            <button type="button" class="close" id="close-dialog" aria-label=words.close title=words.close on:click=handler(move |_| opened.set(None))>
                "×"
            </button>
            {live(content)}
        </dialog>
    }
}

/// The buttons that open the dialogs.
#[component]
pub fn DialogButtons(dialogs: Dialogs) -> impl IntoView {
    let words = &words().stage;
    [(Opened::Data, "show-data", words.show_data, "d"), (Opened::Keys, "show-keys", words.show_keys, "?")].map(
        |(which, id, name, key)| {
            view! {
                <button type="button" id=id class="quiet-button" on:click=handler(move |_| dialogs.open(which))>
                    {name}
                    <kbd aria-hidden="true">{key}</kbd>
                </button>
            }
        },
    )
}

#[component]
fn Keys() -> impl IntoView {
    let words = &words().stage;
    view! {
        <h2 id="dialog-title">{words.keys_title}</h2>
        <dl class="keys">
            {words.keys.iter().map(|(key, does)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*does}</dd></div> }).collect_view()}
        </dl>
    }
}

#[component]
fn Data(store: Store) -> impl IntoView {
    let words = &words().stage;
    view! {
        <h2 id="dialog-title">{live(move || (words.data_title)(&store.with(|experiment| experiment.settings.text.clone())))}</h2>
        <p>{live(move || (words.data_note)(&title(store.moment())))}</p>
        {live(move || {
            let shown = store.shown.get();
            let t = match store.moment() {
                Moment::Forward { t } | Moment::Backward { t } => t,
                Moment::Loss | Moment::Update => store.timeline().steps.saturating_sub(1),
            };
            store.with(|experiment| {
                let tables = shown.iter().map(|kind| steps_table(experiment, *kind)).collect_view();
                let units = units_table(experiment, &shown, t);
                view! { {tables} {units} }
            })
        })}
    }
}

fn steps_table(experiment: &Experiment, kind: CellKind) -> impl IntoView + use<> {
    let words = words();
    let (task, tape) = (&experiment.task, &experiment.lane(kind).tape);
    let name = (words.cell_name)(kind);
    let cell_state = tape.cell.has_cell_state();
    let norm = |values: &[f64]| full(unrolled_engine::norm(values));
    let row = |t: usize| {
        let target = task.target(t);
        let cells = [
            visible(&task.vocabulary[task.input(t)]).to_owned(),
            target.map(|target| visible(&task.vocabulary[target]).to_owned()).unwrap_or_default(),
            full(tape.probs(t)[task.next(t)]),
            tape.loss_at(t).map(full).unwrap_or_default(),
            norm(tape.h(t)),
            full(tape.dh_norm(t)),
        ];
        let road = if cell_state { vec![norm(tape.c(t)), full(tape.dc_norm(t))] } else { Vec::new() };
        let cells: Vec<String> = cells.into_iter().chain(road).collect();
        view! { <tr><th scope="row">{t + 1}</th>{cells.into_iter().map(|text| view! { <td>{text}</td> }).collect_view()}</tr> }
    };
    let stage = &words.stage;
    let mut heads = vec![stage.column_input, stage.column_target, stage.output, stage.column_loss, "‖h‖", "‖∂L/∂h‖"];
    if cell_state {
        heads.extend(["‖c‖", "‖∂L/∂c‖"]);
    }
    view! {
        <div class="table-room" tabindex="0" role="region" aria-label=name>
            <table data-cell=name.to_lowercase()>
                <caption>{name}</caption>
                <thead>
                    <tr><th scope="col">{stage.column_step}</th>{heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{(0..task.steps()).map(row).collect_view()}</tbody>
                <tfoot>
                    <tr><th scope="row">{stage.sum}</th><td></td><td></td><td></td><td>{full(tape.loss())}</td></tr>
                </tfoot>
            </table>
        </div>
    }
}

fn units_table(experiment: &Experiment, shown: &[CellKind], t: usize) -> impl IntoView + use<> {
    let words = words();
    let index = subscript(t + 1);
    let mut columns: Vec<(String, Vec<f64>)> = Vec::new();
    for kind in shown {
        let (name, tape) = ((words.cell_name)(*kind), &experiment.lane(*kind).tape);
        if tape.cell.has_cell_state() {
            columns.push((format!("{name} c{index}"), tape.c(t).to_vec()));
            columns.push((format!("{name} ∂L/∂c{index}"), tape.dc(t).to_vec()));
        }
        columns.push((format!("{name} h{index}"), tape.h(t).to_vec()));
        columns.push((format!("{name} ∂L/∂h{index}"), tape.dh(t).to_vec()));
    }
    let heads = columns.iter().map(|(head, _)| view! { <th scope="col">{head.clone()}</th> }).collect_view();
    let row = |unit: usize| {
        let cells = columns.iter().map(|(_, values)| view! { <td>{full(values[unit])}</td> }).collect_view();
        view! { <tr><th scope="row">{unit + 1}</th>{cells}</tr> }
    };
    let title = (words.stage.units_title)(t + 1);
    view! {
        <div class="table-room" tabindex="0" role="region" aria-label=title.clone()>
            <table>
                <caption>{title.clone()}</caption>
                <thead><tr><th scope="col">{words.stage.column_unit}</th>{heads}</tr></thead>
                <tbody>{(0..experiment.settings.units).map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
