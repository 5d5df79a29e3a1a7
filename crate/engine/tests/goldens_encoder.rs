//! An encoder and a decoder with weights of their own against two cells of PyTorch, one after the other.

mod golden;

use golden::{Comparison, Found, number_of_golden, read, stored};
use serde_json::{Map, Value, json};
use unrolled_engine::{
    Activation, Batch, Cell, Convention, Inputs, LossKind, Matrix, Network, PARAMETER_NAMES, Params, Recording,
    Switches, TENSOR_NAMES, Targets, Truncation,
};

#[test]
fn every_cell_has_a_file_and_agrees_in_every_tensor() {
    let cells = [
        ("gru_chung2014", Cell::Gru(Convention::Chung2014)),
        ("gru_pytorch", Cell::Gru(Convention::Pytorch)),
        ("lstm", Cell::Lstm),
        ("rnn_relu", Cell::Rnn(Activation::Relu)),
        ("rnn_tanh", Cell::Rnn(Activation::Tanh)),
    ];
    assert_eq!(stored("encoder"), cells.map(|(name, _)| format!("encoder_{name}")));
    golden::assert_all_agree("encoder", cells.map(|(name, cell)| compare(name, cell)).into());
}

fn compare(name: &str, cell: Cell) -> Comparison {
    let case = read(&format!("encoder_{name}"));
    let (network, batch) = prepare(cell, &case["spec"]);
    let mut tape = network.tape(Recording::Everything, batch.steps, 1);
    network.forward(&batch, &mut tape);
    network.backward(&batch, &mut tape, Truncation::Full);
    let each = |value: &dyn Fn(usize) -> Vec<f64>| (0..batch.steps).map(value).collect::<Vec<_>>();
    let mut found = json!({
        "loss": tape.loss(),
        "h": each(&|t| tape.h(t).to_vec()),
        "grad_h": each(&|t| tape.dh(t).to_vec()),
        "logits": each(&|t| tape.logits(t).to_vec()),
    });
    if cell.has_cell_state() {
        found["c"] = json!(each(&|t| tape.c(t).to_vec()));
        found["grad_c"] = json!(each(&|t| tape.dc(t).to_vec()));
    }
    let tensors = tape.dparams.tensors().into_iter().zip(tape.dparams.shapes()).zip(TENSOR_NAMES);
    let gradient = tensors.map(|((data, (_, cols)), name)| {
        let rows = json!(data.chunks_exact(cols).collect::<Vec<_>>());
        (name.to_owned(), if cols == 1 { json!(data) } else { rows })
    });
    found["grad"] = Value::Object(gradient.collect::<Map<_, _>>());
    let mut comparison = Comparison::new(name, false);
    comparison.walk("", &case["result"], &Found::serialized(&found).expect("data"));
    comparison
}

fn prepare(cell: Cell, spec: &Value) -> (Network<f64>, Batch<f64>) {
    let matrix = |value: &Value| {
        let (data, rows) = (numbers(value), value.as_array().expect("rows").len());
        Matrix { rows, cols: data.len() / rows, data }
    };
    let weight = |name: &str| matrix(&spec["weights"][name]);
    let (inputs, units, outputs) = (weight("weight_ih").cols, weight("weight_hh").cols, weight("weight_ho").rows);
    let fill = |params: &mut Params<f64>, from: &Value| {
        let tensors = params.tensors_mut().into_iter().zip(PARAMETER_NAMES);
        tensors.filter(|(tensor, _)| !tensor.is_empty()).for_each(|(tensor, name)| {
            tensor.copy_from_slice(&numbers(&from[name]));
        });
    };
    let (mut params, mut encoder) =
        (Params::zeros(cell, inputs, units, outputs), Params::zeros(cell, inputs, units, 0));
    fill(&mut params, &spec["weights"]);
    fill(&mut encoder, &spec["encoder"]);
    params.encoder = Some(Box::new(encoder));
    let read = spec["inputs"].as_array().expect("steps");
    let width = |input: &Value| if input.is_null() { vec![0.0; inputs] } else { numbers(input) };
    let classes = spec["targets"].as_array().expect("steps").iter();
    let index = |value: &Value| value.as_u64().map(|index| index as usize);
    let batch = Batch {
        steps: read.len(),
        batch: 1,
        inputs: Inputs::Vectors {
            values: read.iter().flat_map(width).collect(),
            present: read.iter().map(|input| !input.is_null()).collect(),
        },
        targets: Targets::Classes(classes.map(index).collect()),
        h0: None,
        c0: None,
        source: index(&spec["source"]),
    };
    (Network { cell, params, loss: LossKind::CrossEntropy, switches: Switches::default() }, batch)
}

/// All numbers of an array of any depth.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(parts) => parts.iter().flat_map(numbers).collect(),
        other => vec![number_of_golden(other).unwrap_or_else(|| panic!("{other} is no number"))],
    }
}
