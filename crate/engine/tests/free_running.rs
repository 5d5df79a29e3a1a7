//! A network that reads its own answers computes what it would if it were given them.

use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network, symbols};
use unrolled_engine::{Batch, Inputs, LossKind, Network, Real, Recording};

const SIZES: Sizes = Sizes { steps: 7, batch: 5, inputs: 6, units: 9, outputs: 4 };
/// Output 0 is read as this input.
const FEEDBACK: usize = 2;

/// Two of the sequences read their own answers, from the fourth step on.
fn is_free(t: usize, row: usize) -> bool {
    t >= 3 && row % 2 == 1
}

fn best<R: Real>(logits: &[R]) -> usize {
    (0..logits.len()).fold(0, |best, k| if logits[k] > logits[best] { k } else { best })
}

fn check<R: Real>(network: &Network<R>, given: Batch<R>) {
    let tape = || network.tape(Recording::Training, given.steps, given.batch);
    let (mut read, mut free, mut straight) = (given.clone(), tape(), tape());
    network.forward_freely(&mut read, &mut free, |t, row, logits| is_free(t + 1, row).then(|| FEEDBACK + best(logits)));
    network.forward(&read, &mut straight);
    let mut wanted = given.clone();
    for t in 1..given.steps {
        for row in (0..given.batch).filter(|row| is_free(t, *row)) {
            let answer = best(&straight.logits(t - 1)[row * SIZES.outputs..][..SIZES.outputs]);
            wanted.inputs.set_symbol(t * given.batch + row, FEEDBACK + answer, SIZES.inputs);
        }
    }
    assert_eq!(read, wanted, "{:?}", network.cell);
    assert_ne!(read, given, "{:?}: nothing was fed back", network.cell);
    for t in 0..given.steps {
        assert_eq!(free.h(t), straight.h(t), "{:?}, step {t}", network.cell);
        assert_eq!(free.c(t), straight.c(t), "{:?}, step {t}", network.cell);
        assert_eq!(free.logits(t), straight.logits(t), "{:?}, step {t}", network.cell);
    }
    assert_eq!(free.loss(), straight.loss());
}

#[test]
fn fed_back_answers_give_the_bits_of_given_ones() {
    for (seed, cell) in ALL_CELLS.into_iter().enumerate() {
        let network = network(cell, SIZES, LossKind::CrossEntropy, seed as u64);
        let (dense, sparse) = (batch(cell, SIZES, LossKind::CrossEntropy, 7), symbols(SIZES, 8));
        assert!(matches!((&dense.inputs, &sparse.inputs), (Inputs::Vectors { .. }, Inputs::Symbols(_))));
        for batch in [dense, sparse] {
            check::<f32>(&network.convert(), batch.to_f32());
            check(&network, batch);
        }
    }
}
