//! What is shown of the softmax distribution: which symbols, where there is no room for all of them.

use unrolled_engine::order::sort_by;

/// The indices of the symbols that have a bar, from left to right: all of them in the order of the vocabulary if they fit, else
/// the most probable ones and the target, the most probable first.
pub fn shown_symbols(probs: &[f64], target: Option<usize>, slots: usize) -> Vec<usize> {
    if probs.len() <= slots {
        return (0..probs.len()).collect();
    }
    let mut order: Vec<usize> = (0..probs.len()).collect();
    sort_by(&mut order, |&left, &right| probs[right].total_cmp(&probs[left]));
    order.truncate(slots);
    if let Some(target) = target.filter(|target| !order.contains(target))
        && let Some(last) = order.last_mut()
    {
        *last = target;
    }
    order
}
