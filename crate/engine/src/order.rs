//! Short rows in order. The sorts of the standard library are fast on long ones and compiled anew, 3 kB each, for every
//! type of entry; here there is nothing long.

use std::cmp::Ordering;

/// Sorts by insertion: equal entries stay as they stood, and a row that is nearly in order is done at once.
pub fn sort_by<T>(row: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    for end in 1..row.len() {
        for place in (1..=end).rev() {
            if compare(&row[place - 1], &row[place]).is_le() {
                break;
            }
            row.swap(place - 1, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Random;

    #[test]
    fn the_order_is_that_of_the_standard_library() {
        let mut random = Random::new(7, 0);
        for length in 0..60 {
            // Few keys, so that many are equal; the second number tells them apart.
            let mut row: Vec<_> = (0..length).map(|place| (random.below(9), place)).collect();
            let mut wanted = row.clone();
            wanted.sort_by_key(|entry| entry.0);
            sort_by(&mut row, |one, other| one.0.cmp(&other.0));
            assert_eq!(row, wanted);
        }
    }
}
