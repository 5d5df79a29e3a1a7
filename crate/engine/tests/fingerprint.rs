//! The hash that native, Node and browser tests compare with each other.

use std::collections::BTreeSet;
use unrolled_engine::fingerprint;
use unrolled_engine::sample::ALL_CELLS;

#[test]
fn fingerprints_repeat_and_tell_cells_apart() {
    let fingerprints = || ALL_CELLS.map(|cell| (fingerprint::<f32>(cell), fingerprint::<f64>(cell)));
    let found = fingerprints();
    assert_eq!(found, fingerprints());
    let distinct: BTreeSet<u64> = found.into_iter().flat_map(|(narrow, wide)| [narrow, wide]).collect();
    assert_eq!(distinct.len(), 2 * ALL_CELLS.len());
}
