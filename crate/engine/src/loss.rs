//! The two losses of a step, and how they add up: L = 1/B Σ_b Σ_t over the steps that have a target.
//!
//! Over time it is a sum, so that a step's gradient does not depend on how long the sequence is; over the batch it is a
//! mean, so that a learning rate does not depend on how many sequences are read at once.
//!
//! Cross-entropy: −ln softmax(y)_target = ln Σ_j e^{y_j − m} − (y_target − m), m = max y; its gradient is p − 1[target].
//! Mean squared error: 1/O Σ_j (y_j − target_j)²; its gradient is 2 (y − target) / O.

use crate::{Real, Tape, Targets};

/// Rows whose distributions are computed side by side, so that short ones fill vectors too.
const TOGETHER: usize = 32;

/// Softmax of `logits` into `probs`.
pub(crate) fn softmax<R: Real>(logits: &[R], probs: &mut [R]) {
    softmax_rows(logits.len(), logits, probs, &mut [R::ZERO], &mut [R::ZERO]);
}

/// Softmax of rows of `outputs` logits into `probs`, the largest logit of each, and the logarithm of its normaliser, so
/// that −ln p_j = `log_sum − (logit_j − max)`.
fn softmax_rows<R: Real>(outputs: usize, logits: &[R], probs: &mut [R], maxima: &mut [R], log_sums: &mut [R]) {
    let rows = probs.chunks_exact_mut(outputs).zip(logits.chunks_exact(outputs));
    for ((probs, logits), largest) in rows.zip(&mut *maxima) {
        let max = R::largest(logits);
        for (prob, &logit) in probs.iter_mut().zip(logits) {
            *prob = logit - max;
        }
        *largest = max;
    }
    R::exp_slice(probs);
    for (probs, normaliser) in probs.chunks_exact_mut(outputs).zip(&mut *log_sums) {
        let sum = sum_in_lanes(probs);
        probs.iter_mut().for_each(|prob| *prob = *prob / sum);
        *normaliser = sum;
    }
    R::ln_slice(log_sums);
}

/// Every eighth value is added to every eighth, then those to each other and to the rest.
fn sum_in_lanes<R: Real>(values: &[R]) -> R {
    let (chunks, rest) = values.as_chunks::<8>();
    let mut all = R::ZERO;
    if !chunks.is_empty() {
        let mut lanes = [R::ZERO; 8];
        for chunk in chunks {
            for k in 0..8 {
                lanes[k] += chunk[k];
            }
        }
        lanes.into_iter().for_each(|lane| all += lane);
    }
    rest.iter().for_each(|&value| all += value);
    all
}

fn squared_error<R: Real>(outputs: &[R], target: &[R]) -> R {
    let mut sum = R::ZERO;
    for (&output, &target) in outputs.iter().zip(target) {
        sum += (output - target) * (output - target);
    }
    sum / R::from_f64(outputs.len() as f64)
}

/// The distribution and the loss of every row: the cross-entropy with classes, the squared error with vectors.
pub(crate) fn forward<R: Real>(targets: &Targets<R>, tape: &mut Tape<R>) {
    let Tape { logits, probs, losses, has_target, outputs, .. } = tape;
    let outputs = *outputs;
    match targets {
        Targets::Classes(classes) => {
            for (has_target, class) in has_target.iter_mut().zip(classes) {
                *has_target = class.is_some();
            }
            let values = logits.chunks(TOGETHER * outputs).zip(probs.chunks_mut(TOGETHER * outputs));
            for ((logits, probs), (losses, classes)) in
                values.zip(losses.chunks_mut(TOGETHER).zip(classes.chunks(TOGETHER)))
            {
                let (mut maxima, mut log_sums) = ([R::ZERO; TOGETHER], [R::ZERO; TOGETHER]);
                let (maxima, log_sums) = (&mut maxima[..losses.len()], &mut log_sums[..losses.len()]);
                softmax_rows(outputs, logits, probs, maxima, log_sums);
                for (row, (loss, class)) in losses.iter_mut().zip(classes).enumerate() {
                    let surprise = |class| log_sums[row] - (logits[row * outputs + class] - maxima[row]);
                    *loss = class.map_or(R::ZERO, surprise);
                }
            }
        }
        Targets::Vectors { values, present } => {
            has_target.copy_from_slice(present);
            let rows = logits.chunks_exact(outputs).zip(values.chunks_exact(outputs));
            for ((loss, present), (logits, values)) in losses.iter_mut().zip(present).zip(rows) {
                *loss = if *present { squared_error(logits, values) } else { R::ZERO };
            }
        }
    }
}

/// `scale` · ∂(loss of this row)/∂y from the cached distribution or outputs; zeros without a target.
pub(crate) fn backward_row<R: Real>(targets: &Targets<R>, tape: &Tape<R>, row: usize, scale: R, dlogits: &mut [R]) {
    let range = row * tape.outputs..(row + 1) * tape.outputs;
    dlogits_of(targets, row, tape.outputs, [&tape.logits[range.clone()], &tape.probs[range]], scale, dlogits);
}

/// ∂L/∂y of every row.
pub(crate) fn backward<R: Real>(targets: &Targets<R>, tape: &mut Tape<R>) {
    let Tape { logits, probs, dlogits, outputs, .. } = tape;
    let scale = R::ONE / R::from_f64(tape.batch as f64);
    dlogits_of(targets, 0, *outputs, [logits, probs], scale, dlogits);
}

/// Those of the rows from `first` on, of which there are as many as `dlogits` has room for.
fn dlogits_of<R: Real>(
    targets: &Targets<R>,
    first: usize,
    outputs: usize,
    [logits, probs]: [&[R]; 2],
    scale: R,
    dlogits: &mut [R],
) {
    match targets {
        Targets::Classes(classes) => {
            for (dlogit, &prob) in dlogits.iter_mut().zip(probs) {
                *dlogit = prob * scale;
            }
            let rows = dlogits.chunks_exact_mut(outputs).zip(probs.chunks_exact(outputs));
            for ((dlogits, probs), class) in rows.zip(&classes[first..]) {
                match *class {
                    Some(class) => dlogits[class] = (probs[class] - R::ONE) * scale,
                    None => dlogits.fill(R::ZERO),
                }
            }
        }
        Targets::Vectors { values, present } => {
            let scale = scale * R::from_f64(2.0 / outputs as f64);
            for (row, (dlogits, logits)) in
                dlogits.chunks_exact_mut(outputs).zip(logits.chunks_exact(outputs)).enumerate()
            {
                if !present[first + row] {
                    dlogits.fill(R::ZERO);
                    continue;
                }
                let target = &values[(first + row) * outputs..][..outputs];
                for ((dlogit, &output), &target) in dlogits.iter_mut().zip(logits).zip(target) {
                    *dlogit = (output - target) * scale;
                }
            }
        }
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
        dlogits_of(&targets, 0, 4, [&[1.0, 2.0, 3.0, 4.0], &[0.0; 4]], 1.0, &mut dlogits);
        assert_eq!(dlogits, [0.0, 1.0, 0.0, 1.0]);
    }

    #[test]
    fn equal_logits_are_a_guess() {
        let (mut probs, mut max, mut log_sum) = ([0.0; 4], [0.0], [0.0]);
        softmax_rows(4, &[-7.0; 4], &mut probs, &mut max, &mut log_sum);
        assert_eq!((probs, max, log_sum), ([0.25; 4], [-7.0], [Real::ln(4.0)]));
    }

    #[test]
    fn an_overflow_stays_visible() {
        let (mut probs, mut log_sums) = ([0.0; 4], [0.0; 2]);
        softmax_rows(2, &[f64::INFINITY, 0.0, 0.0, f64::NAN], &mut probs, &mut [0.0; 2], &mut log_sums);
        assert!(log_sums.iter().all(|log_sum| log_sum.is_nan()));
    }
}
