//! Batches whose sources are of one length, for an encoder that ends at the same step in all sequences of a batch, so that
//! no step has to be filled up. They depend on the sizes, the seed and the number of the update alone.

use unrolled_engine::Random;
use unrolled_tasks::Sequence;

use crate::racer::{ORDER_STREAM, shuffle};

/// How many sequences are drawn at most for each one that a batch is to have.
const MOST_DRAWS: usize = 200;

/// A first sequence, and others whose source is as long as its. Each is distributed as if it had been drawn alone: a length
/// is as likely as it is among the first ones. Of a very rare length there may be fewer than asked for.
pub(crate) fn drawn(draw: &dyn Fn(&mut Random) -> Sequence, random: &mut Random, size: usize) -> Vec<Sequence> {
    let mut sequences = vec![draw(random)];
    for _ in 0..size * MOST_DRAWS {
        if sequences.len() >= size {
            break;
        }
        let sequence = draw(random);
        if sequence.source() == sequences[0].source() {
            sequences.push(sequence);
        }
    }
    sequences
}

/// Which of the sequences are the batch of an update, from the lengths of their sources. In an epoch each comes once: they
/// are shuffled, then cut into batches length by length, the last of which may be smaller, then these are shuffled.
pub(crate) fn batch(sources: &[usize], size: usize, seed: u64, update: usize) -> Vec<usize> {
    let longest = sources.iter().copied().max().unwrap_or(0);
    let of_length = |length: usize| sources.iter().filter(|source| **source == length).count();
    let batches: usize = (0..=longest).map(|length| of_length(length).div_ceil(size)).sum();
    let mut random = Random::new(seed, ORDER_STREAM + (update / batches) as u64);
    let mut order: Vec<usize> = (0..sources.len()).collect();
    shuffle(&mut order, &mut random);
    let mut buckets = vec![Vec::new(); longest + 1];
    order.into_iter().for_each(|index| buckets[sources[index]].push(index));
    let mut cut: Vec<&[usize]> = buckets.iter().flat_map(|bucket| bucket.chunks(size)).collect();
    shuffle(&mut cut, &mut random);
    cut[update % batches].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sequence_comes_once_in_an_epoch_beside_others_of_its_length() {
        let sources = [3, 4, 3, 5, 4, 3, 3, 4, 3];
        // Five of length 3, three of length 4, one of length 5, two at a time.
        let batches = 3 + 2 + 1;
        let epoch =
            |number: usize| (0..batches).map(|k| batch(&sources, 2, 7, number * batches + k)).collect::<Vec<_>>();
        for number in 0..3 {
            let mut all = epoch(number).concat();
            all.sort_unstable();
            assert_eq!(all, (0..9).collect::<Vec<_>>());
            assert!(epoch(number).iter().all(|one| one.iter().all(|index| sources[*index] == sources[one[0]])));
        }
        assert_ne!(epoch(0), epoch(1));
        assert_ne!(batch(&sources, 2, 7, 0), batch(&sources, 2, 8, 0));
    }
}
