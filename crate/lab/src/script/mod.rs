//! A cell of an experiment as a Python script that computes the same numbers without this program.
//!
//! What differs from one experiment to the next (characters, weights, the optimizer's memory) is written here; the code
//! between is in the folders `numpy` and `pytorch`, one file for each part, read as Python by whoever changes it.

mod fixed;
mod numpy;
mod python;
mod pytorch;
mod sequence;

use unrolled_engine::{Activation, Cell, CellKind, Convention, OptimizerKind, PARAMETER_NAMES, Params};

use crate::experiment::{Experiment, Lane};
use crate::settings::{ClippingKind, Settings, Start};

/// What a script computes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Library {
    /// Forward and backward pass are written out.
    Numpy,
    /// The cells of `torch.nn`, autograd and `torch.optim`.
    Pytorch,
}

impl Library {
    pub const ALL: [Self; 2] = [Self::Numpy, Self::Pytorch];
}

/// A complete script: it sets up the cell with its weights as they are, runs forward and backward on the sequence that is
/// looked at and, if that is all that is learned, works out the next update. Both libraries print the same lines: a name
/// without spaces, then numbers with every digit.
///
/// Any number reads back to the same bits. PyTorch has no cells with fixed gates: then the script is a comment that says so.
pub fn script(experiment: &Experiment, kind: CellKind, library: Library) -> String {
    write(experiment, kind, library, usize::MAX)
}

/// The script to be looked at: the same, but if [`is_long`], only the first rows of each matrix.
pub fn preview(experiment: &Experiment, kind: CellKind, library: Library) -> String {
    write(experiment, kind, library, if is_long(experiment, kind) { ROWS_OF_PREVIEW } else { usize::MAX })
}

/// Whether a script has so many numbers that writing and laying it out takes longer than a reader should wait.
pub fn is_long(experiment: &Experiment, kind: CellKind) -> bool {
    let lane = experiment.lane(kind);
    lane.network.params.count() * (1 + lane.optimizer.memory().count()) > MOST_NUMBERS
}

const MOST_NUMBERS: usize = 6000;
const ROWS_OF_PREVIEW: usize = 2;

fn write(experiment: &Experiment, kind: CellKind, library: Library, most_rows: usize) -> String {
    let lane = experiment.lane(kind);
    let cell = lane.network.cell;
    let settings = &experiment.settings;
    let switches = lane.network.switches;
    if library == Library::Pytorch && switches.change(cell) {
        return fixed::NOT_IN_PYTORCH.to_owned();
    }
    let [before_update, update] = match library {
        Library::Numpy => numpy::code(cell, settings.clipping, lane.optimizer.kind),
        Library::Pytorch => pytorch::code(cell, settings.clipping, lane.optimizer.kind),
    };
    let of_cell = |part| fixed::in_numpy(&without_cell_state(part, cell), cell, switches);
    let passes = before_update.into_iter().map(of_cell).collect::<Vec<_>>().join("\n\n");
    let sequence = &experiment.sequence;
    let mut parts = vec![
        head(experiment, lane, library),
        sequence::lists(sequence),
        weights(lane, library, most_rows),
        sequence::adapted(passes, sequence, kind, lane.network.params.encoder.is_some(), library),
    ];
    if experiment.makes_updates() {
        parts.push(optimizer(lane, settings, library, most_rows));
        parts.extend(update.into_iter().map(str::to_owned));
    }
    let mut script = parts.join("\n\n");
    if !is_finite(lane) {
        script = script.replacen("import ", "from math import inf, nan\n\nimport ", 1);
    }
    script
}

/// A name for the file: `lstm_numpy.py`.
pub fn file_name(cell: Cell, library: Library) -> String {
    let cell = match cell {
        Cell::Rnn(Activation::Tanh) => "rnn",
        Cell::Rnn(Activation::Relu) => "rnn_relu",
        Cell::Lstm => "lstm",
        Cell::Gru(Convention::Chung2014) => "gru",
        Cell::Gru(Convention::Pytorch) => "gru_pytorch_form",
    };
    let library = match library {
        Library::Numpy => "numpy",
        Library::Pytorch => "torch",
    };
    format!("{cell}_{library}.py")
}

fn head(experiment: &Experiment, lane: &Lane, library: Library) -> String {
    let name = match lane.kind {
        CellKind::Rnn => "RNN",
        CellKind::Lstm => "LSTM",
        CellKind::Gru => "GRU",
    };
    let (how, imports) = match library {
        Library::Numpy => ("written out in NumPy", "import numpy as np\n"),
        Library::Pytorch => ("in PyTorch, float64", "import torch\n\ntorch.set_default_dtype(torch.float64)\n"),
    };
    let copies = lane.network.params.encoder.is_some() && library == Library::Pytorch;
    let imports = if copies { format!("import copy\n\n{imports}") } else { imports.to_owned() };
    let passes = if experiment.makes_updates() {
        "forward, loss, backpropagation through time and the next update"
    } else {
        "forward, loss and backpropagation through time"
    };
    format!(
        "# {name}: {passes}, {how}.\n\
         # The weights are those after {} updates from {}. dx always means ∂L/∂x, |v| the norm ‖v‖₂.\n\
         # Unrolled shows the numbers that `python {}` prints.\n\n{imports}",
        experiment.updates,
        match experiment.settings.start {
            Start::Seed => format!("seed {}", experiment.settings.seed),
            Start::Trained => "trained weights".to_owned(),
        },
        file_name(lane.network.cell, library),
    )
}

fn weights(lane: &Lane, library: Library, most_rows: usize) -> String {
    let gates = lane.network.cell.gate_names().join(" ");
    let order = if gates.is_empty() { String::new() } else { format!(", gates stacked in the order {gates}") };
    let params = &lane.network.params;
    let mut weights = tensors("weights", params, lane.network.cell, library, most_rows);
    if let Some(encoder) = &params.encoder {
        let source = lane.tape.source();
        weights += &tensors("encoder", encoder, lane.network.cell, library, most_rows);
        weights += &format!("source = {source}  # so many steps are the encoder's\n");
    }
    format!("# ---- The weights, with PyTorch's names and shapes{order} ----\n\n{weights}")
}

/// Settings and memory of the optimizer, in PyTorch's words.
fn optimizer(lane: &Lane, settings: &Settings, library: Library, most_rows: usize) -> String {
    let optimizer = &lane.optimizer;
    let mut text = format!(
        "# ---- The optimizer after {} updates ----\n\nlearning_rate = {}\n",
        optimizer.steps(),
        python::float(optimizer.learning_rate)
    );
    if settings.clipping != ClippingKind::Off {
        text += &format!("limit = {}  # of clipping\n", python::float(settings.clip_limit));
    }
    let (constants, names): (&[(&str, f64)], &[&str]) = match optimizer.kind {
        OptimizerKind::Sgd => (&[], &[]),
        OptimizerKind::Momentum { momentum } => (&[("momentum", momentum)], &["v"]),
        OptimizerKind::RmsProp { alpha, epsilon } => (&[("alpha", alpha), ("epsilon", epsilon)], &["v"]),
        OptimizerKind::Adam { beta1, beta2, epsilon } => {
            (&[("beta1", beta1), ("beta2", beta2), ("epsilon", epsilon)], &["m", "v"])
        }
    };
    for (name, value) in constants {
        text += &format!("{name} = {}\n", python::float(*value));
    }
    // PyTorch wants to know it, Adam itself only needs it.
    let counts = match optimizer.kind {
        OptimizerKind::Adam { .. } => true,
        OptimizerKind::RmsProp { .. } => library == Library::Pytorch,
        _ => false,
    };
    if counts {
        text += &format!("updates = {}\n", optimizer.steps());
    }
    for (name, memory) in names.iter().zip(optimizer.memory()) {
        text += &tensors(name, memory, lane.network.cell, library, most_rows);
    }
    text
}

/// A dictionary of the six tensors, or of the four of an encoder, which has no readout.
fn tensors(name: &str, params: &Params<f64>, cell: Cell, library: Library, most_rows: usize) -> String {
    let (module, array) = match library {
        Library::Numpy => ("np", "array"),
        Library::Pytorch => ("torch", "tensor"),
    };
    let mut text = format!("{name} = {{\n");
    let six = PARAMETER_NAMES.into_iter().zip(params.tensors().into_iter().zip(params.shapes()));
    for (index, (name, (tensor, (rows, columns)))) in six.enumerate() {
        if rows == 0 {
            continue;
        }
        let is_matrix = name.starts_with("weight");
        let shape = if is_matrix { format!("({rows}, {columns})") } else { format!("({rows},)") };
        if tensor.iter().all(|value| value.to_bits() == 0) {
            text += &format!("    \"{name}\": {module}.zeros({shape}),\n");
            continue;
        }
        // The readout has no gates.
        let gates = if index < 4 { cell.gate_names() } else { &[] };
        let body =
            if is_matrix { python::matrix(tensor, columns, gates, most_rows) } else { python::vector(tensor, gates) };
        text += &format!("    \"{name}\": {module}.{array}([  # {shape}\n{body}    ]),\n");
    }
    text + "}\n"
}

/// The lines about c belong to the LSTM.
fn without_cell_state(part: &str, cell: Cell) -> String {
    let is_kept = |line: &&str| cell.has_cell_state() || !line.contains("c[{t}]");
    part.split_inclusive('\n').filter(is_kept).collect()
}

fn is_finite(lane: &Lane) -> bool {
    let all = std::iter::once(&lane.network.params).chain(lane.optimizer.memory());
    all.flat_map(Params::tensors).flatten().all(|value| value.is_finite())
}
