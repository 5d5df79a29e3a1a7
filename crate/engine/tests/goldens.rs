//! The engine against PyTorch: every tensor of every step of every file in tests/goldens, whose README says what they are.

mod golden;

use golden::{Comparison, Found, read, stored};
use unrolled_engine::{TraceSpec, trace};

/// Every cell has these.
const COMMON: &[&str] = &[
    "bigger",
    "defaults_spelled_out",
    "exploding_backward",
    "exploding_loss",
    "first_input_only",
    "hello",
    "initial_states",
    "initial_states_mse",
    "large_weights",
    "last_only",
    "long_last",
    "long_several",
    "missing",
    "more_inputs_than_units",
    "mse",
    "mse_missing",
    "no_inputs",
    "no_targets",
    "one_unit",
    "plain",
    "saturated",
    "single_step",
    "vanishing",
];

#[test]
fn rnn_tanh() {
    check("rnn_tanh", &[]);
}

#[test]
fn rnn_relu() {
    check(
        "rnn_relu",
        &[
            "exploding_after_last_target",
            "exploding_forward",
            "exploding_forward_cross_entropy",
            "exploding_to_nan",
            "kink",
        ],
    );
}

#[test]
fn lstm() {
    check("lstm", &["initial_c_only", "initial_h_only"]);
}

#[test]
fn gru_chung2014() {
    check("gru_chung2014", &[]);
}

#[test]
fn gru_pytorch() {
    check("gru_pytorch", &[]);
}

/// All cases of one cell: those on the list have to be in the folder, those in the folder on the list.
fn check(cell: &str, further: &[&str]) {
    let mut listed: Vec<String> = COMMON.iter().chain(further).map(|case| format!("{cell}_{case}")).collect();
    listed.sort();
    assert_eq!(stored(cell), listed, "the cases in tests/goldens and those on the list");
    golden::assert_all_agree(cell, listed.iter().map(|name| compare(name)).collect());
}

fn compare(name: &str) -> Comparison {
    let case = read(name);
    let spec: TraceSpec =
        serde_json::from_value(case["spec"].clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let result = trace(&spec).unwrap_or_else(|error| panic!("{name}: {error}"));
    // CBOR, because JSON would turn Infinity and NaN into null.
    let found = Found::serialized(&result).expect("the result is data");
    let mut comparison = Comparison::new(name, name.ends_with("_vanishing"));
    comparison.walk("", &case["result"], &found);
    comparison
}
