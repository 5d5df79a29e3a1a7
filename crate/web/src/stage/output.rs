//! What is shown of the softmax distribution: which symbols, where there is no room for all of them, and which numbers.

use crate::numbers;
use crate::strings::words;

/// The indices of the symbols that have a bar, from left to right: all of them in the order of the vocabulary if they fit, else
/// the most probable ones and the target, the most probable first.
pub fn shown_symbols(probs: &[f64], target: usize, slots: usize) -> Vec<usize> {
    if probs.len() <= slots {
        return (0..probs.len()).collect();
    }
    let mut order: Vec<usize> = (0..probs.len()).collect();
    order.sort_by(|&left, &right| probs[right].total_cmp(&probs[left]));
    let rank = order.iter().position(|&symbol| symbol == target).unwrap_or(0);
    order.truncate(slots);
    if rank >= slots
        && let Some(last) = order.last_mut()
    {
        *last = target;
    }
    order
}

/// p(target) and the step's loss in words where there is room for them, else as bare numbers.
pub fn output_numbers(roomy: bool, next: &str, p: f64, loss: Option<f64>) -> (String, Option<String>) {
    let words = &words().stage;
    if roomy {
        ((words.p_of)(next, &numbers::short(p)), loss.map(|loss| (words.step_loss)(&numbers::short(loss))))
    } else {
        (numbers::probability(p), loss.map(numbers::short))
    }
}
