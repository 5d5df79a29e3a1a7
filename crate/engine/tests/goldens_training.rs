//! Ten updates against `torch.optim`: for each cell and optimizer, with and without clipping, a batch of three sequences.

mod golden;

use golden::{Comparison, Found, number_of_golden, read, stored};
use serde::Serialize;
use serde_json::Value;
use unrolled_engine::{
    Activation, Batch, Cell, Clipping, Convention, Inputs, LossKind, Network, Optimizer, OptimizerKind,
    PARAMETER_NAMES, Params, Switches, Tape, Targets, Truncation, clip,
};

#[test]
fn every_cell_has_a_file() {
    let cells = ["gru_chung2014", "gru_pytorch", "lstm", "rnn_relu", "rnn_tanh"];
    assert_eq!(stored("training"), cells.map(|cell| format!("training_{cell}")));
}

#[test]
fn rnn_tanh() {
    check("rnn_tanh", Cell::Rnn(Activation::Tanh));
}

#[test]
fn rnn_relu() {
    check("rnn_relu", Cell::Rnn(Activation::Relu));
}

#[test]
fn lstm() {
    check("lstm", Cell::Lstm);
}

#[test]
fn gru_chung2014() {
    check("gru_chung2014", Cell::Gru(Convention::Chung2014));
}

#[test]
fn gru_pytorch() {
    check("gru_pytorch", Cell::Gru(Convention::Pytorch));
}

/// Four optimizers without clipping, four runs with it.
const RUNS: usize = 8;
const UPDATES: usize = 10;

fn check(cell_name: &str, cell: Cell) {
    let case = read(&format!("training_{cell_name}"));
    let network = network(cell, &case["spec"]["weights"]);
    let batch = batch(&network, list(&case["sequences"]));
    let runs = list(&case["runs"]);
    assert_eq!(runs.len(), RUNS);
    golden::assert_all_agree(cell_name, runs.iter().map(|run| compare(cell_name, &network, &batch, run)).collect());
}

fn compare(cell: &str, network: &Network<f64>, batch: &Batch<f64>, run: &Value) -> Comparison {
    let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    let case = format!("{cell} {} clipping {}", name(&run["optimizer"]), name(&run["clipping"]));
    let mut expected = run.as_object().expect("a run").clone();
    let (kind, learning_rate) = optimizer(&expected.remove("optimizer").expect("an optimizer"));
    let clipping = clipping(&expected.remove("clipping").expect("a clipping"));
    let found = train(network.clone(), batch, Optimizer::new(kind, learning_rate, &network.params), clipping);
    let mut comparison = Comparison::new(&case, false);
    comparison.walk("", &Value::Object(expected), &Found::serialized(&found).expect("data"));
    comparison
}

/// What a run has to answer. Losses and norms are those before each update, weights those after the last.
#[derive(Serialize)]
struct Run {
    losses: Vec<f64>,
    norms_before_clipping: Vec<f64>,
    weights: Weights,
}

#[derive(Serialize)]
struct Weights {
    weight_ih: Vec<Vec<f64>>,
    weight_hh: Vec<Vec<f64>>,
    bias_ih: Vec<f64>,
    bias_hh: Vec<f64>,
    weight_ho: Vec<Vec<f64>>,
    bias_o: Vec<f64>,
}

fn train(mut network: Network<f64>, batch: &Batch<f64>, mut optimizer: Optimizer<f64>, clipping: Clipping) -> Run {
    let (mut losses, mut norms) = (Vec::new(), Vec::new());
    let (inputs, units, outputs) = (network.inputs(), network.units(), network.outputs());
    let mut tape = Tape::new(network.cell, batch.steps, batch.batch, inputs, units, outputs);
    for _ in 0..UPDATES {
        network.forward(batch, &mut tape);
        losses.push(tape.loss());
        network.backward(batch, &mut tape, Truncation::Full);
        norms.push(clip(&mut tape.dparams, clipping).norm_before);
        optimizer.step(&mut network.params, &tape.dparams);
    }
    let weights = Weights {
        weight_ih: network.params.weight_ih.to_rows(),
        weight_hh: network.params.weight_hh.to_rows(),
        bias_ih: network.params.bias_ih,
        bias_hh: network.params.bias_hh,
        weight_ho: network.params.weight_ho.to_rows(),
        bias_o: network.params.bias_o,
    };
    Run { losses, norms_before_clipping: norms, weights }
}

/// Every option has to be one that the engine offers, or the one that PyTorch fixes.
fn optimizer(settings: &Value) -> (OptimizerKind, f64) {
    let option = |name: &str| settings[name].as_f64().unwrap_or_else(|| panic!("{settings}: {name}"));
    let kind = match settings["name"].as_str() {
        Some("sgd") => OptimizerKind::Sgd,
        Some("momentum") => OptimizerKind::Momentum { momentum: option("momentum") },
        Some("rmsprop") => OptimizerKind::RmsProp { alpha: option("alpha"), epsilon: option("eps") },
        Some("adam") => OptimizerKind::Adam { beta1: option("beta1"), beta2: option("beta2"), epsilon: option("eps") },
        other => panic!("no optimizer {other:?}"),
    };
    (kind, option("learning_rate"))
}

fn clipping(settings: &Value) -> Clipping {
    let limit = || settings["limit"].as_f64().expect("a limit");
    match settings["name"].as_str() {
        Some("off") => Clipping::Off,
        Some("value") => Clipping::Value(limit()),
        Some("global_norm") => Clipping::GlobalNorm(limit()),
        other => panic!("no clipping {other:?}"),
    }
}

fn network(cell: Cell, weights: &Value) -> Network<f64> {
    let inputs = numbers(&weights["weight_ih"][0]).len();
    let units = numbers(&weights["weight_hh"][0]).len();
    let mut params = Params::zeros(cell, inputs, units, numbers(&weights["bias_o"]).len());
    for (tensor, name) in params.tensors_mut().into_iter().zip(PARAMETER_NAMES) {
        tensor.copy_from_slice(&numbers(&weights[name]));
    }
    Network { cell, params, loss: LossKind::CrossEntropy, switches: Switches::default() }
}

/// Sequences side by side: all of step 0, then all of step 1, and so on.
fn batch(network: &Network<f64>, sequences: &[Value]) -> Batch<f64> {
    let steps = list(&sequences[0]["inputs"]).len();
    let (mut values, mut present, mut classes) = (Vec::new(), Vec::new(), Vec::new());
    for t in 0..steps {
        for sequence in sequences {
            let input = &sequence["inputs"][t];
            present.push(!input.is_null());
            values.extend(if input.is_null() { vec![0.0; network.inputs()] } else { numbers(input) });
            classes.push(sequence["targets"][t].as_u64().map(|class| class as usize));
        }
    }
    let (inputs, targets) = (Inputs::Vectors { values, present }, Targets::Classes(classes));
    Batch { steps, batch: sequences.len(), inputs, targets, h0: None, c0: None, source: None }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("an array")
}

/// All numbers of an array of any depth.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(parts) => parts.iter().flat_map(numbers).collect(),
        other => vec![number_of_golden(other).unwrap_or_else(|| panic!("{other} is no number"))],
    }
}
