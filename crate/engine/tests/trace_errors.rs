//! A spec that does not fit is refused with a message that names the field, what it found and what it wanted.

use ciborium::Value as Cbor;
use serde_json::{Value, json};
use unrolled_engine::{TraceSpec, trace};

/// The message for `spec`, as JavaScript and Rust callers see it.
fn message_of(spec: &Value) -> String {
    match serde_json::from_value::<TraceSpec>(spec.clone()) {
        Err(error) => error.to_string(),
        Ok(spec) => trace(&spec).err().map(|error| error.to_string()).unwrap_or_default(),
    }
}

/// With the field at `pointer` set to `value`, the message has to have all `parts`: field, wanted, found.
fn check(cell: &str, pointer: &str, value: Value, parts: &[&str]) {
    let mut spec = spec(cell);
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer begins with /");
    match spec.pointer_mut(parent).unwrap_or_else(|| panic!("{parent} is in the spec")) {
        Value::Object(fields) => drop(fields.insert(field.to_owned(), value)),
        Value::Array(parts) => parts[field.parse::<usize>().expect("an index")] = value,
        other => panic!("{parent} is {other}"),
    }
    assert_message(&message_of(&spec), parts, pointer);
}

fn check_without(cell: &str, parent: &str, field: &str, parts: &[&str]) {
    let mut spec = spec(cell);
    let fields = spec.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object");
    fields.remove(field).expect("the field was there");
    assert_message(&message_of(&spec), parts, field);
}

fn assert_message(message: &str, parts: &[&str], about: &str) {
    for part in parts {
        assert!(message.contains(part), "{about}: no {part:?} in {message:?}");
    }
}

/// I = 3, H = 4, O = 2, T = 3.
fn spec(cell: &str) -> Value {
    let gates = match cell {
        "rnn" => 1,
        "lstm" => 4,
        _ => 3,
    };
    json!({
        "cell": cell,
        "weights": {
            "weight_ih": vec![vec![0.5; 3]; gates * 4],
            "weight_hh": vec![vec![0.5; 4]; gates * 4],
            "bias_ih": vec![0.5; gates * 4],
            "bias_hh": vec![0.5; gates * 4],
            "weight_ho": vec![vec![0.5; 4]; 2],
            "bias_o": vec![0.5; 2],
        },
        "inputs": [[1.0, 0.0, 0.0], null, [0.0, 1.0, 0.0]],
        "targets": [0, null, 1],
        "loss": "cross_entropy",
    })
}

fn matrix(rows: usize, columns: usize) -> Value {
    json!(vec![vec![0.5; columns]; rows])
}

#[test]
fn specs_of_all_cells_fit() {
    for cell in ["rnn", "lstm", "gru"] {
        assert_eq!(message_of(&spec(cell)), "");
    }
}

#[test]
fn the_message_of_the_contract() {
    let mut spec = spec("lstm");
    spec["weights"]["weight_hh"] = matrix(12, 4);
    assert_eq!(message_of(&spec), "weights.weight_hh: expected (16, 4) for lstm with H = 4, found (12, 4)");
}

#[test]
fn shapes_of_weights() {
    check("gru", "/weights/weight_ih", matrix(16, 3), &["weights.weight_ih", "(12, I)", "gru", "H = 4", "(16, 3)"]);
    check("rnn", "/weights/bias_ih", json!([0.5, 0.5]), &["weights.bias_ih", "4", "rnn", "2"]);
    check("lstm", "/weights/bias_hh", json!(vec![0.5; 17]), &["weights.bias_hh", "16", "lstm", "17"]);
    check("rnn", "/weights/weight_ho", matrix(2, 5), &["weights.weight_ho", "(O, 4)", "(2, 5)"]);
    check("rnn", "/weights/bias_o", json!([0.5, 0.5, 0.5]), &["weights.bias_o", "2", "3"]);
}

#[test]
fn ragged_and_empty_matrices() {
    check("rnn", "/weights/weight_ih/2", json!([0.5, 0.5]), &["weights.weight_ih", "2", "3"]);
    check("lstm", "/weights/weight_hh/7", json!(vec![0.5; 5]), &["weights.weight_hh", "4", "5"]);
    check("rnn", "/weights/weight_hh", json!([]), &["weights.weight_hh"]);
    check("rnn", "/weights/weight_ho", json!([]), &["weights.weight_ho"]);
    check("rnn", "/weights/weight_ih", json!([[], [], [], []]), &["weights.weight_ih"]);
}

#[test]
fn lengths_of_sequences() {
    check("rnn", "/inputs/0", json!([1.0, 0.0]), &["inputs[0]", "3", "2"]);
    check("rnn", "/inputs/2", json!([1.0, 0.0, 0.0, 0.0]), &["inputs[2]", "3", "4"]);
    check("gru", "/targets", json!([0, 1]), &["targets", "3", "2"]);
    let mut empty = spec("rnn");
    empty["inputs"] = json!([]);
    empty["targets"] = json!([]);
    assert_message(&message_of(&empty), &["inputs"], "no step at all");
}

#[test]
fn targets() {
    check("rnn", "/targets/2", json!(2), &["targets[2]", "2"]);
    check("rnn", "/targets/0", json!(-1), &["targets", "-1"]);
    check("rnn", "/targets/0", json!(0.5), &["targets", "0.5"]);
    check("rnn", "/targets/0", json!([0.5, 0.5]), &["targets[0]", "cross_entropy"]);
    check("rnn", "/loss", json!("mse"), &["targets[0]", "mse"]);
    let mut mse = spec("rnn");
    mse["loss"] = json!("mse");
    mse["targets"] = json!([null, null, [1.0, 2.0, 3.0]]);
    assert_message(&message_of(&mse), &["targets[2]", "2", "3"], "O numbers");
}

#[test]
fn initial_states() {
    check("rnn", "/h0", json!(vec![0.0; 3]), &["h0", "4", "3"]);
    check("lstm", "/c0", json!(vec![0.0; 5]), &["c0", "4", "5"]);
    check("gru", "/c0", json!(vec![0.0; 4]), &["c0", "gru"]);
}

#[test]
fn words() {
    check("rnn", "/cell", json!("elman"), &["cell", "elman", "rnn", "lstm", "gru"]);
    check("rnn", "/activation", json!("gelu"), &["activation", "gelu", "tanh", "relu"]);
    check("gru", "/convention", json!("cho2014"), &["convention", "cho2014", "chung2014", "pytorch"]);
    check("rnn", "/loss", json!("nll"), &["loss", "nll", "cross_entropy", "mse"]);
}

#[test]
fn missing_fields() {
    check_without("lstm", "/weights", "bias_hh", &["weights", "bias_hh"]);
    check_without("lstm", "", "weights", &["weights"]);
    check_without("lstm", "", "inputs", &["inputs"]);
    check_without("lstm", "", "loss", &["loss"]);
}

#[test]
fn wrong_types() {
    check("rnn", "/inputs/0/1", json!("1.0"), &["inputs", "1.0"]);
    check("rnn", "/weights/bias_o/0", json!(null), &["weights.bias_o"]);
    check("rnn", "/weights", json!([]), &["weights"]);
}

/// JSON has no such numbers; JavaScript has, and so has CBOR.
#[test]
fn non_finite_inputs() {
    let fields = [
        ("/weights/weight_hh", "weights.weight_hh[1][2]", json!([1, 2])),
        ("/weights/bias_o", "weights.bias_o[1]", json!([1])),
        ("/inputs", "inputs[2][1]", json!([2, 1])),
        ("/h0", "h0[3]", json!([3])),
        ("/c0", "c0[0]", json!([0])),
    ];
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for (pointer, field, at) in &fields {
            let mut spec = spec("lstm");
            spec["h0"] = json!(vec![0.0; 4]);
            spec["c0"] = json!(vec![0.0; 4]);
            let path =
                at.as_array().expect("indices").iter().fold((*pointer).to_owned(), |path, k| format!("{path}/{k}"));
            *spec.pointer_mut(&path).expect("a number") = json!("here");
            let mut spec = Cbor::serialized(&spec).expect("data");
            put(&mut spec, number);
            let parsed: TraceSpec = spec.deserialized().expect("of the right types");
            let message = trace(&parsed).expect_err("is refused").to_string();
            let found = if number.is_nan() { "NaN".to_owned() } else { number.to_string() };
            assert!(message.contains(field) && message.contains("finite"), "{field}: {message}");
            assert!(message.to_lowercase().contains(&found.to_lowercase()), "{field} = {found}: {message}");
        }
    }
}

/// Puts `number` where the word `here` stands.
fn put(value: &mut Cbor, number: f64) {
    match value {
        Cbor::Text(word) if word == "here" => *value = Cbor::Float(number),
        Cbor::Array(parts) => parts.iter_mut().for_each(|part| put(part, number)),
        Cbor::Map(fields) => fields.iter_mut().for_each(|(_, part)| put(part, number)),
        _ => {}
    }
}
