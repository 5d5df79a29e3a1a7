//! The JavaScript package: `trace` and `fingerprint`, in the page, in workers and in Node.

use js_sys::Error;
use serde::Serialize;
use unrolled_engine::{Activation, Cell, Convention, TraceSpec};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("api.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "TraceSpec")]
    pub type JsTraceSpec;
    #[wasm_bindgen(typescript_type = "Trace")]
    pub type JsTrace;
    #[wasm_bindgen(typescript_type = "FingerprintCell")]
    pub type JsFingerprintCell;
}

/// Runs a network forward and backward and returns every number of both passes, in float64.
///
/// Throws an `Error` whose message names the field, what was expected and what was found.
#[wasm_bindgen(js_name = trace)]
pub fn trace_from_js(spec: JsTraceSpec) -> Result<JsTrace, Error> {
    let spec = TraceSpec::read(serde_wasm_bindgen::Deserializer::from(JsValue::from(spec)))
        .map_err(|error| Error::new(&error.to_string()))?;
    let trace = unrolled_engine::trace(&spec).map_err(|error| Error::new(&error.to_string()))?;
    // Plain objects and `null`, as JSON would give them.
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(trace.serialize(&serializer).map_err(|error| Error::new(&error.to_string()))?.unchecked_into())
}

/// The hash of a cell's weights after a fixed piece of training in float32, in hexadecimal: the same on every machine.
///
/// Throws an `Error` if the cell is not a known one.
#[wasm_bindgen(js_name = fingerprint)]
pub fn fingerprint_from_js(cell: JsFingerprintCell) -> Result<String, Error> {
    let name = JsValue::from(cell).as_string();
    let cell = match name.as_deref() {
        Some("rnn") => Cell::Rnn(Activation::Tanh),
        Some("rnn_relu") => Cell::Rnn(Activation::Relu),
        Some("lstm") => Cell::Lstm,
        Some("gru") => Cell::Gru(Convention::Chung2014),
        Some("gru_pytorch") => Cell::Gru(Convention::Pytorch),
        _ => {
            let found = name.map_or("no string".to_owned(), |name| format!("{name:?}"));
            return Err(Error::new(&format!("cell: expected rnn, rnn_relu, lstm, gru or gru_pytorch, found {found}")));
        }
    };
    Ok(format!("{:016x}", unrolled_engine::fingerprint::<f32>(cell)))
}
