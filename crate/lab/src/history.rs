//! The weights that are kept of a race, to go back to.

/// More sets of weights are not kept: then every second one goes.
const MOST_KEPT: usize = 160;

/// The weights of the cells after the same number of updates, in the order of [`unrolled_engine::CellKind::ALL`].
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    pub updates: u32,
    pub params: [Vec<f32>; 3],
}

/// Checkpoints by their numbers of updates, each number once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    kept: Vec<Checkpoint>,
}

impl History {
    pub fn keep(&mut self, checkpoint: Checkpoint) {
        self.kept.retain(|kept| kept.updates != checkpoint.updates);
        let place = self.kept.partition_point(|kept| kept.updates < checkpoint.updates);
        self.kept.insert(place, checkpoint);
        if self.kept.len() > MOST_KEPT {
            let last = self.kept.len() - 1;
            let mut index = 0;
            self.kept.retain(|_| {
                index += 1;
                (index - 1) % 2 == 0 || index - 1 == last
            });
        }
    }

    /// The weights after so many updates, if they are kept.
    pub fn weights(&self, updates: u32) -> Option<&[Vec<f32>; 3]> {
        self.kept.iter().find(|kept| kept.updates == updates).map(|kept| &kept.params)
    }

    /// The numbers of updates that weights are kept of, ascending.
    pub fn updates(&self) -> Vec<u32> {
        self.kept.iter().map(|kept| kept.updates).collect()
    }
}

/// Of the numbers of updates that weights are kept of, ascending, and 0, whose weights the seed gives, the nearest to another
/// one; the lower one of two that are as near.
pub fn nearest(kept: &[u32], updates: u32) -> u32 {
    let place = kept.partition_point(|kept| *kept < updates);
    let below = place.checked_sub(1).map_or(0, |place| kept[place]);
    match kept.get(place) {
        Some(above) if above - updates < updates - below => *above,
        _ => below,
    }
}

/// The next one of them above a number of updates, or below; that number itself if there is none.
pub fn next(kept: &[u32], updates: u32, above: bool) -> u32 {
    if above {
        kept.get(kept.partition_point(|kept| *kept <= updates)).copied().unwrap_or(updates)
    } else {
        kept.partition_point(|kept| *kept < updates).checked_sub(1).map_or(0, |place| kept[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_and_the_next_are_found() {
        let kept = [1, 2, 12, 40];
        let found = [0, 1, 2, 6, 7, 8, 26, 27, 40, 99].map(|updates| nearest(&kept, updates));
        assert_eq!(found, [0, 1, 2, 2, 2, 12, 12, 40, 40, 40]);
        assert_eq!([0, 1, 5, 40].map(|updates| next(&kept, updates, true)), [1, 2, 12, 40]);
        assert_eq!([0, 1, 2, 5, 40, 99].map(|updates| next(&kept, updates, false)), [0, 0, 1, 2, 12, 40]);
        assert_eq!((nearest(&[], 7), next(&[], 0, true), next(&[], 0, false)), (0, 0, 0));
    }

    #[test]
    fn every_second_one_goes_and_the_last_one_stays() {
        let mut history = History::default();
        for updates in [3, 1, 2, 3] {
            history.keep(Checkpoint { updates, params: [vec![updates as f32], vec![], vec![]] });
        }
        assert_eq!(history.updates(), [1, 2, 3]);
        for updates in 4..=MOST_KEPT as u32 + 1 {
            history.keep(Checkpoint { updates, params: Default::default() });
        }
        let updates = history.updates();
        assert_eq!((updates.len(), updates[0], updates[1]), (MOST_KEPT / 2 + 1, 1, 3));
        assert_eq!(updates.last(), Some(&(MOST_KEPT as u32 + 1)));
        assert_eq!(history.weights(3).map(|params| params[0].as_slice()), Some([3.0].as_slice()));
        assert!(history.weights(2).is_none());
    }
}
