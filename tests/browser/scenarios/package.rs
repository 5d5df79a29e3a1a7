//! The JavaScript package, loaded in the page.

use anyhow::Result;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::harness::compare::assert_close;
use crate::harness::{goldens, native, refused};

/// Some of each kind; Node compares all of them.
const SOME: [&str; 6] = [
    "rnn_tanh_hello",
    "rnn_relu_exploding_to_nan",
    "lstm_missing",
    "lstm_vanishing",
    "gru_chung2014_hello",
    "gru_pytorch_mse",
];

/// `trace` gives PyTorch's numbers.
pub async fn gives_the_golden_numbers(browser: &Browser) -> Result<()> {
    let goldens: Vec<_> = SOME.iter().map(|name| goldens::one(name)).collect();
    let specs: Vec<&Value> = goldens.iter().map(|golden| &golden.spec).collect();
    let traces = call(browser, "return given.map(spec => unrolled.trace(spec));", &json!(specs)).await?;
    for (golden, found) in goldens.iter().zip(traces.as_array().into_iter().flatten()) {
        assert_close(&golden.name, &golden.result, found);
    }
    Ok(())
}

/// A spec that does not fit throws an `Error` with the native message.
pub async fn refuses_as_natively(browser: &Browser) -> Result<()> {
    let cases = refused::all();
    let specs: Vec<&Value> = cases.iter().map(|case| &case.spec).collect();
    let body = "return given.map(spec => {
        try { unrolled.trace(spec); return null; }
        catch (error) { return window.__probe.isError(error) ? error.message : `not an Error: ${error}`; }
    });";
    let messages = call(browser, body, &json!(specs)).await?;
    for (case, message) in cases.iter().zip(messages.as_array().into_iter().flatten()) {
        case.check(message);
    }
    Ok(())
}

/// 200 updates of each cell give the native bits.
pub async fn gives_the_same_bits(browser: &Browser) -> Result<()> {
    let body = "return given.map(cell => unrolled.fingerprint(cell));";
    let found = call(browser, body, &json!(native::CELLS)).await?;
    for (index, cell) in native::CELLS.iter().enumerate() {
        assert_eq!(found[index], native::fingerprint(cell), "{cell}");
    }
    Ok(())
}

/// Runs `body` with the package as `unrolled`, on the module that the page itself uses.
async fn call(browser: &Browser, body: &str, given: &Value) -> Result<Value> {
    browser.wait_until_ready().await?;
    let load = "const unrolled = await window.__probe.load('pkg/unrolled.js'); await unrolled.default();";
    browser.run_async(&format!("{load} {body}"), given).await
}
