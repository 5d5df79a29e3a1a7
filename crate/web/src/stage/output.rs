//! Which symbols of the softmax distribution are shown where there is no room for all of them.

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
