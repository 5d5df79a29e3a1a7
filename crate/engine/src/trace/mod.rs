//! The trace: one call that returns every number of a forward and a backward pass, from a specification that can come
//! from Rust, from JSON or from JavaScript.

mod prepare;
mod read;
mod result;
mod spec;

pub use self::result::{Gates, Gradients, Step, StepGradient, Trace, TraceInfluence};
pub use self::spec::{TraceError, TraceSpec, TraceTarget, TraceWeights};

use crate::{Recording, influence};

/// Runs the network of `spec` forward and backward, in `f64`, and itemises its gradient.
///
/// A pass that overflows is no error: its numbers come back as they are, with [`Trace::first_non_finite`].
///
/// # Errors
/// If the specification does not fit together; the message names the field, what it found and what it wanted.
///
/// ```
/// let spec: unrolled_engine::TraceSpec = serde_json::from_str(
///     r#"{
///         "cell": "rnn",
///         "weights": {
///             "weight_ih": [[1.0]], "weight_hh": [[3.0]], "bias_ih": [0.0], "bias_hh": [0.0],
///             "weight_ho": [[1.0]], "bias_o": [0.0]
///         },
///         "activation": "relu", "inputs": [[1.0], null, null], "targets": [null, null, [8.0]], "loss": "mse"
///     }"#,
/// )?;
/// let trace = unrolled_engine::trace(&spec)?;
/// assert_eq!(trace.steps[2].h, [9.0]);
/// assert_eq!(trace.steps[0].grad.h, [18.0]); // 2 (9 − 8), times 3 twice
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn trace(spec: &TraceSpec) -> Result<Trace, TraceError> {
    let (network, batch) = spec.prepare()?;
    let mut tape = network.tape(Recording::Everything, batch.steps, batch.batch);
    network.run(&batch, &mut tape);
    let influence = influence(&network, &tape, &batch);
    Ok(Trace::new(network.loss, &tape, influence))
}
