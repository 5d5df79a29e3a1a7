//! What is measured of a gradient beyond its norm on the tape, against PyTorch: factors, Jacobians, roads and truncation.

mod golden;

use golden::{Comparison, Found, read, stored};
use serde_json::{Map, Value, json};
use unrolled_engine::{
    Batch, Factor, Matrix, Network, PARAMETER_NAMES, Params, Recording, Roads, Source, Tape, TraceSpec, Truncation,
    factors, flow, jacobian, jacobian_between,
};

const CELLS: [&str; 5] = ["gru_chung2014", "gru_pytorch", "lstm", "rnn_relu", "rnn_tanh"];

#[test]
fn every_cell_has_a_file_and_agrees_in_every_measure() {
    assert_eq!(stored("measures"), CELLS.map(|cell| format!("measures_{cell}")));
    golden::assert_all_agree("measures", CELLS.map(compare).into());
}

fn compare(cell: &str) -> Comparison {
    let name = format!("measures_{cell}");
    let case = read(&name);
    let spec: TraceSpec =
        serde_json::from_value(case["spec"].clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (network, batch) = spec.prepare().unwrap_or_else(|error| panic!("{name}: {error}"));
    let tape = run(&network, &batch, Truncation::Full);
    let one = case["one"].as_u64().expect("a step") as usize;
    let sources = [("every", Source::Every), ("one", Source::Step(one))];
    let of_sources = |measure: &dyn Fn(Source) -> Value| -> Value {
        sources.map(|(name, source)| (name.to_owned(), measure(source))).into_iter().collect::<Map<_, _>>().into()
    };
    let last = batch.steps - 1;
    let between = |from: usize, to: usize| rows(&jacobian_between(&network, &tape, &batch, from, to));
    let found = json!({
        "factors": of_sources(&|source| {
            factors(&network, &tape, &batch, source).into_iter().map(|factor| factor.map(parts)).collect()
        }),
        "jacobians": (0..=last).map(|t| rows(&jacobian(&network, &tape, &batch, t))).collect::<Vec<_>>(),
        "products": { "1 to 3": between(1, 3), format!("0 to {last}"): between(0, last) },
        "flow": of_sources(&|source| flows(&network, &tape, &batch, source)),
        "truncated": truncated(&case, &network, &batch),
    });
    let mut comparison = Comparison::new(&name, false);
    comparison.walk("", &case["result"], &Found::serialized(&found).expect("data"));
    comparison
}

fn run(network: &Network<f64>, batch: &Batch<f64>, truncation: Truncation) -> Tape<f64> {
    let mut tape = network.tape(Recording::Everything, batch.steps, 1);
    network.forward(batch, &mut tape);
    network.backward(batch, &mut tape, truncation);
    tape
}

fn parts(factor: Factor) -> Value {
    let Factor { arrives, leaves, gates, saturation, weights } = factor;
    json!({ "arrives": arrives, "leaves": leaves, "gates": gates, "saturation": saturation, "weights": weights })
}

fn rows(matrix: &Matrix<f64>) -> Value {
    json!(matrix.data.chunks_exact(matrix.cols).collect::<Vec<_>>())
}

/// With both roads open, and each of them alone.
fn flows(network: &Network<f64>, tape: &Tape<f64>, batch: &Batch<f64>, source: Source) -> Value {
    let of = |roads: Roads| {
        let flow = flow(network, tape, batch, source, roads);
        let mut found = json!({ "h": flow.h, "x": flow.x });
        if let Some(c) = flow.c {
            found["c"] = json!(c);
        }
        found
    };
    json!({
        "both": of(Roads::default()),
        "additive": of(Roads { gates: false, ..Roads::default() }),
        "gates": of(Roads { additive: false, ..Roads::default() }),
    })
}

/// The windows of the file: the gradient of each state, and of the weights.
fn truncated(case: &Value, network: &Network<f64>, batch: &Batch<f64>) -> Vec<Value> {
    let windows = case["result"]["truncated"].as_array().expect("windows");
    let kinds =
        windows.iter().map(|window| [&window["k1"], &window["k2"]].map(|k| k.as_u64().expect("steps") as usize));
    let of = |[k1, k2]: [usize; 2]| {
        let tape = run(network, batch, Truncation::Window { k1, k2 });
        let each = |value: &dyn Fn(usize) -> Vec<f64>| (0..batch.steps).map(value).collect::<Vec<_>>();
        let mut grad = json!({ "h": each(&|t| tape.dh(t).to_vec()), "weights": weights(&tape.dparams) });
        if network.cell.has_cell_state() {
            grad["c"] = json!(each(&|t| tape.dc(t).to_vec()));
        }
        json!({ "k1": k1, "k2": k2, "grad": grad })
    };
    let found: Vec<Value> = kinds.map(of).collect();
    assert_eq!(found.len(), 3, "per loss, detached, and a window that overlaps");
    found
}

fn weights(params: &Params<f64>) -> Value {
    let tensors = params.tensors().into_iter().zip(params.shapes()).zip(PARAMETER_NAMES);
    let named = tensors.map(|((data, (_, cols)), name)| {
        let value = if cols == 1 { json!(data) } else { json!(data.chunks_exact(cols).collect::<Vec<_>>()) };
        (name.to_owned(), value)
    });
    Value::Object(named.collect())
}
