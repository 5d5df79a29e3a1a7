//! The two losses of a step, and how they add up: L = 1/B Σ_b Σ_t over the steps that have a target.
//!
//! Over time it is a sum, so that a step's gradient does not depend on how long the sequence is; over the batch it is a
//! mean, so that a learning rate does not depend on how many sequences are read at once.
//!
//! Cross-entropy: −ln softmax(y)_target = ln Σ_j e^{y_j − m} − (y_target − m), m = max y; its gradient is p − 1[target].
//! Mean squared error: 1/O Σ_j (y_j − target_j)²; its gradient is 2 (y − target) / O.

use crate::{LossKind, Real, Tape, Targets};

/// Softmax of `logits` into `probs`, and the logarithm of the normaliser, so that −ln p_j = `log_sum − (logit_j − max)`.
pub(crate) struct Softmax<R> {
    max: R,
    log_sum: R,
}

pub(crate) fn softmax<R: Real>(logits: &[R], probs: &mut [R]) -> Softmax<R> {
    let max = in_lanes(logits, logits[0], |max, logit| if logit > max { logit } else { max });
    for (prob, &logit) in probs.iter_mut().zip(logits) {
        *prob = logit - max;
    }
    R::exp_slice(probs);
    let sum = in_lanes(probs, R::ZERO, R::add);
    probs.iter_mut().for_each(|prob| *prob = *prob / sum);
    Softmax { max, log_sum: sum.ln() }
}

/// Every eighth value is combined with every eighth, then those with each other and with the rest.
fn in_lanes<R: Real>(values: &[R], start: R, combine: impl Fn(R, R) -> R) -> R {
    let mut lanes = [start; 8];
    let (chunks, rest) = values.as_chunks::<8>();
    for chunk in chunks {
        for k in 0..8 {
            lanes[k] = combine(lanes[k], chunk[k]);
        }
    }
    lanes.iter().chain(rest).fold(start, |all, &value| combine(all, value))
}

fn squared_error<R: Real>(outputs: &[R], target: &[R]) -> R {
    let mut sum = R::ZERO;
    for (&output, &target) in outputs.iter().zip(target) {
        sum += (output - target) * (output - target);
    }
    sum / R::from_f64(outputs.len() as f64)
}

/// The distribution and the loss of every row.
pub(crate) fn forward<R: Real>(kind: LossKind, targets: &Targets<R>, tape: &mut Tape<R>) {
    let Tape { logits, probs, losses, has_target, outputs, .. } = tape;
    for (row, (loss, has_target)) in losses.iter_mut().zip(has_target).enumerate() {
        let range = row * *outputs..(row + 1) * *outputs;
        let logits = &logits[range.clone()];
        *has_target = targets.is_present(row);
        *loss = match (kind, targets) {
            (LossKind::CrossEntropy, Targets::Classes(classes)) => {
                let softmax = softmax(logits, &mut probs[range]);
                classes[row].map_or(R::ZERO, |class| softmax.log_sum - (logits[class] - softmax.max))
            }
            (LossKind::MeanSquaredError, Targets::Vectors { values, present }) if present[row] => {
                squared_error(logits, &values[range])
            }
            _ => R::ZERO,
        };
    }
}

/// `scale` · ∂(loss of this row)/∂y from the cached distribution or outputs; zeros without a target.
pub(crate) fn backward_row<R: Real>(targets: &Targets<R>, tape: &Tape<R>, row: usize, scale: R, dlogits: &mut [R]) {
    let range = row * tape.outputs..(row + 1) * tape.outputs;
    dlogits_of(targets, &tape.logits[range.clone()], &tape.probs[range], row, scale, dlogits);
}

/// ∂L/∂y of every row.
pub(crate) fn backward<R: Real>(targets: &Targets<R>, tape: &mut Tape<R>) {
    let Tape { logits, probs, dlogits, outputs, .. } = tape;
    let scale = R::ONE / R::from_f64(tape.batch as f64);
    let rows = logits.chunks_exact(*outputs).zip(probs.chunks_exact(*outputs));
    for (row, (dlogits, (logits, probs))) in dlogits.chunks_exact_mut(*outputs).zip(rows).enumerate() {
        dlogits_of(targets, logits, probs, row, scale, dlogits);
    }
}

fn dlogits_of<R: Real>(targets: &Targets<R>, logits: &[R], probs: &[R], row: usize, scale: R, dlogits: &mut [R]) {
    let outputs = dlogits.len();
    match targets {
        Targets::Classes(classes) => match classes[row] {
            Some(class) => {
                for (dlogit, &prob) in dlogits.iter_mut().zip(probs) {
                    *dlogit = prob * scale;
                }
                dlogits[class] = (probs[class] - R::ONE) * scale;
            }
            None => dlogits.fill(R::ZERO),
        },
        Targets::Vectors { values, present } if present[row] => {
            let scale = scale * R::from_f64(2.0 / outputs as f64);
            for ((dlogit, &output), &target) in dlogits.iter_mut().zip(logits).zip(&values[row * outputs..]) {
                *dlogit = (output - target) * scale;
            }
        }
        Targets::Vectors { .. } => dlogits.fill(R::ZERO),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_squared_error_is_a_mean_over_the_outputs() {
        assert_eq!(squared_error(&[1.0, 2.0, 3.0, 4.0], &[1.0, 0.0, 3.0, 2.0]), 2.0);
        let targets = Targets::Vectors { values: vec![1.0, 0.0, 3.0, 2.0], present: vec![true] };
        let mut dlogits = [0.0; 4];
        dlogits_of(&targets, &[1.0, 2.0, 3.0, 4.0], &[0.0; 4], 0, 1.0, &mut dlogits);
        assert_eq!(dlogits, [0.0, 1.0, 0.0, 1.0]);
    }

    #[test]
    fn equal_logits_are_a_guess() {
        let mut probs = [0.0; 4];
        let softmax = softmax(&[-7.0; 4], &mut probs);
        assert_eq!(probs, [0.25; 4]);
        assert_eq!(softmax.log_sum, Real::ln(4.0));
    }

    #[test]
    fn an_overflow_stays_visible() {
        let mut probs = [0.0; 2];
        assert!(softmax(&[f64::INFINITY, 0.0], &mut probs).log_sum.is_nan());
        assert!(softmax(&[0.0, f64::NAN], &mut probs).log_sum.is_nan());
    }
}
