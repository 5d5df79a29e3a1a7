//! Specs that `trace` must refuse, and what its message must name.

use serde_json::{Value, json};

use super::native;

/// One spec with a mistake.
pub struct Refused {
    name: &'static str,
    /// What is passed to `trace`; the strings "NaN" and "Infinity" stand for the numbers.
    pub spec: Value,
    /// What the message must contain: the field, what was found, what was wanted.
    names: &'static [&'static str],
}

impl Refused {
    /// Panics unless `message` is the native one and names what it must.
    pub fn check(&self, message: &Value) {
        let Some(message) = message.as_str() else { panic!("{}: trace accepted it", self.name) };
        for name in self.names {
            assert!(message.contains(name), "{}: `{name}` is missing in: {message}", self.name);
        }
        if let Some(native) = native::refusal(&self.spec) {
            assert_eq!(message, native, "{}: natively another message", self.name);
        }
    }
}

/// An LSTM with I = 2, H = 4, O = 3 over three steps, in which nothing is wrong.
fn good() -> Value {
    let matrix = |rows: usize, columns: usize| json!(vec![vec![0.1; columns]; rows]);
    json!({
        "cell": "lstm",
        "weights": {
            "weight_ih": matrix(16, 2), "weight_hh": matrix(16, 4), "bias_ih": vec![0.0; 16], "bias_hh": vec![0.0; 16],
            "weight_ho": matrix(3, 4), "bias_o": vec![0.0; 3],
        },
        "inputs": [[1.0, 0.0], null, [0.5, -0.5]],
        "targets": [0, null, 2],
        "loss": "cross_entropy",
    })
}

fn with(name: &'static str, pointer: &str, value: Value, names: &'static [&'static str]) -> Refused {
    let mut spec = good();
    let place = spec.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is not in the spec"));
    *place = value;
    Refused { name, spec, names }
}

/// All of them.
pub fn all() -> Vec<Refused> {
    let short = json!(vec![vec![0.1; 4]; 12]);
    vec![
        with("rows", "/weights/weight_hh", short, &["weights.weight_hh", "(16, 4)", "lstm", "H = 4", "(12, 4)"]),
        with("bias", "/weights/bias_ih", json!([0.0, 0.0]), &["weights.bias_ih", "16", "2"]),
        with("cell", "/cell", json!("lstn"), &["cell", "lstn", "lstm"]),
        with("loss", "/loss", json!("l2"), &["loss", "l2", "mse"]),
        with("no weights", "/weights", json!({}), &["weights", "weight_ih"]),
        with("a text for a number", "/weights/bias_o/1", json!("x"), &["weights.bias_o[1]"]),
        with("input length", "/inputs/2", json!([1.0]), &["inputs[2]", "2", "1"]),
        with("class out of range", "/targets/2", json!(3), &["targets[2]", "3"]),
        with("target length", "/targets", json!([0]), &["targets", "3", "1"]),
        with("not finite", "/inputs/0/1", json!("NaN"), &["inputs[0]", "NaN"]),
        with("infinite weight", "/weights/weight_ih/0/0", json!("Infinity"), &["weights.weight_ih[0]"]),
    ]
}
