//! The form of a trace as it is serialised: which fields there are, and what stands where there is nothing.

use serde_json::{Value, json};
use unrolled_engine::{TraceSpec, trace};

fn spec(cell: &str, blocks: usize, loss: &str) -> Value {
    let ones = |rows: usize, cols: usize| vec![vec![0.1; cols]; rows];
    json!({
        "cell": cell,
        "weights": {
            "weight_ih": ones(2 * blocks, 3), "weight_hh": ones(2 * blocks, 2),
            "bias_ih": vec![0.1; 2 * blocks], "bias_hh": vec![0.2; 2 * blocks],
            "weight_ho": ones(2, 2), "bias_o": [0, 1]
        },
        "inputs": [[1, 0, 0.5], null, [0, 1, 0]],
        "targets": if loss == "mse" { json!([null, [0.5, 1], [1, 0]]) } else { json!([null, 1.0, 0]) },
        "loss": loss
    })
}

fn traced(spec: &Value) -> Value {
    let spec: TraceSpec = serde_json::from_value(spec.clone()).expect("it fits");
    serde_json::to_value(trace(&spec).expect("it fits")).expect("it can be serialised")
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn the_fields_are_those_of_the_contract() {
    for (cell, blocks, gates) in
        [("rnn", 1, vec![]), ("lstm", 4, vec!["f", "g", "i", "o"]), ("gru", 3, vec!["n", "r", "z"])]
    {
        let found = traced(&spec(cell, blocks, "cross_entropy"));
        let has_c = cell == "lstm";
        assert_eq!(keys(&found), ["grad", "influence", "loss", "steps"], "{cell}");
        let grad = ["bias_hh", "bias_ih", "bias_o", "weight_hh", "weight_ho", "weight_ih"];
        assert_eq!(keys(&found["grad"]), grad, "{cell}");
        assert_eq!(keys(&found["influence"]), if has_c { vec!["c", "h"] } else { vec!["h"] }, "{cell}");
        for step in found["steps"].as_array().unwrap() {
            let wanted = ["c", "gates", "grad", "h", "logits", "loss", "probs"];
            assert_eq!(keys(step), wanted[usize::from(!has_c)..], "{cell}");
            assert_eq!(keys(&step["grad"]), ["c", "gates", "h"][usize::from(!has_c)..], "{cell}");
            assert_eq!((keys(&step["gates"]), keys(&step["grad"]["gates"])), (gates.clone(), gates.clone()), "{cell}");
        }
        assert_eq!(found["steps"][0]["loss"], Value::Null);
        assert!(found["steps"][1]["loss"].is_f64());
        assert_eq!(found["influence"]["h"][0], Value::Null);
        assert_eq!(found["influence"]["h"][1][2], 0.0);
        let shape = |name: &str| {
            (found["grad"][name].as_array().unwrap().len(), found["grad"][name][0].as_array().unwrap().len())
        };
        assert_eq!(
            (shape("weight_ih"), shape("weight_hh"), shape("weight_ho")),
            ((2 * blocks, 3), (2 * blocks, 2), (2, 2))
        );
    }
    assert!(traced(&spec("gru", 3, "mse"))["steps"][0].get("probs").is_none());
}

#[test]
fn steps_add_up_to_the_loss() {
    let found = traced(&spec("lstm", 4, "mse"));
    let sum: f64 = found["steps"].as_array().unwrap().iter().filter_map(|step| step["loss"].as_f64()).sum();
    assert!((found["loss"].as_f64().unwrap() - sum).abs() < 1e-15);
}

#[test]
fn what_may_be_left_out_may_be_null_and_the_rest_is_ignored() {
    let plain = spec("gru", 3, "cross_entropy");
    let mut full = plain.clone();
    full["activation"] = json!("tanh");
    full["convention"] = json!("chung2014");
    full["h0"] = Value::Null;
    full["c0"] = Value::Null;
    full["comment"] = json!({ "anything": [1, "two"] });
    assert_eq!(traced(&plain), traced(&full));
    full["convention"] = json!("pytorch");
    assert_ne!(traced(&plain), traced(&full));
    full["h0"] = json!([0, 0]);
    let zeros = traced(&full);
    full["h0"] = Value::Null;
    assert_eq!(traced(&full), zeros);
}

#[test]
fn a_specification_survives_a_round_trip() {
    for (cell, blocks) in [("rnn", 1), ("lstm", 4), ("gru", 3)] {
        for loss in ["cross_entropy", "mse"] {
            let spec: TraceSpec = serde_json::from_value(spec(cell, blocks, loss)).unwrap();
            let json = serde_json::to_string(&spec).unwrap();
            assert_eq!(serde_json::from_str::<TraceSpec>(&json).unwrap(), spec);
        }
    }
}

#[test]
fn an_overflow_is_a_result() {
    let mut spec = spec("rnn", 1, "cross_entropy");
    spec["activation"] = json!("relu");
    spec["weights"]["weight_hh"] = json!([[1e200, 1e200], [1e200, 1e200]]);
    let found = traced(&spec);
    assert_eq!(found["first_non_finite"], json!({ "t": 2, "pass": "forward", "quantity": "h" }));
}
