//! What the engine computes natively, to compare with.

use serde_json::Value;
use unrolled_engine::{Activation, Cell, Convention, TraceSpec};

/// The names that `fingerprint` knows.
pub const CELLS: [&str; 5] = ["rnn", "rnn_relu", "lstm", "gru", "gru_pytorch"];

/// The hash of a cell's weights after its 200 updates, in hexadecimal.
pub fn fingerprint(cell: &str) -> String {
    let cell = match cell {
        "rnn" => Cell::Rnn(Activation::Tanh),
        "rnn_relu" => Cell::Rnn(Activation::Relu),
        "lstm" => Cell::Lstm,
        "gru" => Cell::Gru(Convention::Chung2014),
        "gru_pytorch" => Cell::Gru(Convention::Pytorch),
        other => panic!("no cell {other}"),
    };
    format!("{:016x}", unrolled_engine::fingerprint::<f32>(cell))
}

/// The native message about a spec that does not fit. `None` if one of its numbers is not finite, which JSON cannot say.
pub fn refusal(spec: &Value) -> Option<String> {
    let text = spec.to_string();
    if text.contains("\"NaN\"") || text.contains("\"Infinity\"") {
        return None;
    }
    let message = match TraceSpec::read(spec) {
        Ok(spec) => unrolled_engine::trace(&spec).expect_err("the spec has a mistake").to_string(),
        Err(error) => error.to_string(),
    };
    Some(message)
}
