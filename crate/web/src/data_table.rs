//! The numbers behind the stage as tables.

use leptos::prelude::*;
use unrolled_engine::{CellKind, TENSOR_NAMES};
use unrolled_lab::quantity::Weight;
use unrolled_lab::{Experiment, Moment};

use crate::numbers::{full, measured, subscript};
use crate::reactive::live;
use crate::stage::marker::key;
use crate::stage::reading::{answer_number, answer_text, input_in_full, sequence_text};
use crate::stage::{escaped, output_symbol, title};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn Data(store: Store) -> impl IntoView {
    let words = &words().stage;
    let tables = move || {
        let shown = store.shown.get();
        let t = match store.moment() {
            Moment::Forward { t } | Moment::Backward { t } => t,
            Moment::Loss | Moment::Update => store.timeline().steps.saturating_sub(1),
        };
        store.with(|experiment| {
            let tables: String = shown.iter().map(|kind| steps_table(experiment, *kind)).collect();
            let weights: String = shown.iter().map(|kind| weight_tables(experiment, *kind)).collect();
            tables + &units_table(experiment, &shown, t) + &weights
        })
    };
    view! {
        <h2 id="dialog-title">{live(move || (words.data_title)(&store.with(text_of)))}</h2>
        <p>{live(move || (words.data_note)(&title(store.moment(), store.makes_updates())))}</p>
        <div inner_html=live(tables)></div>
    }
}

fn steps_table(experiment: &Experiment, kind: CellKind) -> String {
    let words = words();
    let (sequence, lane) = (&experiment.sequence, experiment.lane(kind));
    let tape = &lane.tape;
    let name = (words.cell_name)(kind);
    let cell_state = tape.cell.has_cell_state();
    let norm = |values: &[f64]| full(unrolled_engine::norm(values));
    let rows = (0..sequence.steps()).map(|t| {
        let target = if sequence.is_measured(t) { answer_text(sequence, t) } else { String::new() };
        let mut cells = vec![
            escaped(&input_in_full(sequence, t)),
            escaped(&target),
            answer_number(sequence, tape, t).map(full).unwrap_or_default(),
            tape.loss_at(t).map(full).unwrap_or_default(),
            norm(tape.h(t)),
            full(tape.dh_norm(t)),
        ];
        if cell_state {
            cells.extend([norm(tape.c(t)), full(tape.dc_norm(t))]);
        }
        cells
    });
    let stage = &words.stage;
    let mut heads =
        vec![stage.column_step, stage.column_input, stage.column_target, output_symbol(experiment), stage.column_loss];
    heads.extend(["‖h‖", "‖∂L/∂h‖"]);
    if cell_state {
        heads.extend(["‖c‖", "‖∂L/∂c‖"]);
    }
    let heads: Vec<String> = heads.into_iter().map(str::to_owned).collect();
    let sum = vec![String::new(), String::new(), String::new(), measured(lane.loss(), full)];
    let foot = format!("<tfoot>{}</tfoot>", table_row(stage.sum, &sum));
    table(name, &format!(r#"data-cell="{}""#, key(kind)), &heads, rows, &foot)
}

fn units_table(experiment: &Experiment, shown: &[CellKind], t: usize) -> String {
    let words = words();
    let index = subscript(t + 1);
    let mut heads = vec![words.stage.column_unit.to_owned()];
    let mut columns: Vec<&[f64]> = Vec::new();
    for kind in shown {
        let (name, tape) = ((words.cell_name)(*kind), &experiment.lane(*kind).tape);
        if tape.cell.has_cell_state() {
            heads.extend([format!("{name} c{index}"), format!("{name} ∂L/∂c{index}")]);
            columns.extend([tape.c(t), tape.dc(t)]);
        }
        heads.extend([format!("{name} h{index}"), format!("{name} ∂L/∂h{index}")]);
        columns.extend([tape.h(t), tape.dh(t)]);
    }
    let most = columns.iter().map(|values| values.len()).max().unwrap_or(0);
    let number = |values: &&[f64], unit: usize| values.get(unit).map(|value| full(*value)).unwrap_or_default();
    let rows = (0..most).map(|unit| columns.iter().map(|values| number(values, unit)).collect());
    table(&(words.stage.units_title)(t + 1), "data-units", &heads, rows, "")
}

/// Beyond so many a browser would be busy with the table for longer than a reader waits.
const MOST_WEIGHTS: usize = 6000;

/// The weights of a cell as they are now, folded away; rows by gate and unit as PyTorch stacks them.
fn weight_tables(experiment: &Experiment, kind: CellKind) -> String {
    let words = words();
    let network = &experiment.lane(kind).network;
    let (tensors, shapes) = (network.params.tensors(), network.params.shapes());
    let count = tensors.iter().map(|tensor| tensor.len()).sum::<usize>();
    let mut html = format!(
        r#"<details class="weights" data-weights="{}"><summary>{}</summary>"#,
        key(kind),
        (words.stage.weights_title)((words.cell_name)(kind), count)
    );
    if count > MOST_WEIGHTS {
        return html + &format!("<p>{}</p></details>", words.stage.too_many_weights);
    }
    let present = tensors.iter().zip(shapes).enumerate().filter(|(_, (tensor, _))| !tensor.is_empty());
    for (index, (tensor, (rows, columns))) in present {
        let is_readout = Weight { tensor: index, block: 0 }.is_readout();
        let gates = if is_readout { &[] } else { network.cell.gate_names() };
        let units = rows / gates.len().max(1);
        let name = TENSOR_NAMES[index];
        let heads: String = (1..=columns).map(|column| format!(r#"<th scope="col">{column}</th>"#)).collect();
        let body: String = (0..rows)
            .map(|row| {
                let gate = gates.get(row / units).map_or_else(String::new, |gate| format!("{gate} "));
                let cells: Vec<String> = tensor[row * columns..][..columns].iter().map(|value| full(*value)).collect();
                table_row(&format!("{gate}{}", row % units + 1), &cells)
            })
            .collect();
        html += &format!(
            r#"<div class="table-room" tabindex="0" role="region" aria-label="{name}"><table data-tensor="{name}"><caption>{name}</caption><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table></div>"#
        );
    }
    html + "</details>"
}

/// Markup of a table whose rows are counted from 1.
fn table(
    caption: &str,
    attributes: &str,
    heads: &[String],
    rows: impl Iterator<Item = Vec<String>>,
    foot: &str,
) -> String {
    let heads: String = heads.iter().map(|head| format!(r#"<th scope="col">{head}</th>"#)).collect();
    let body: String = rows.enumerate().map(|(row, cells)| table_row(&(row + 1).to_string(), &cells)).collect();
    format!(
        r#"<div class="table-room" tabindex="0" role="region" aria-label="{caption}"><table {attributes}>
<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody>{foot}</table></div>"#
    )
}

fn table_row(head: &str, cells: &[String]) -> String {
    let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
    format!(r#"<tr><th scope="row">{head}</th>{cells}</tr>"#)
}

/// What was typed, whole; else what is read.
fn text_of(experiment: &Experiment) -> String {
    match experiment.settings.task {
        None if experiment.stepped().is_none() => experiment.settings.text.clone(),
        _ => sequence_text(&experiment.sequence),
    }
}
