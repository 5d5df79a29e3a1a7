//! The innermost loops: sums of up to eight vectors, which stay in registers.

use crate::Real;

/// Rows of a tile.
pub(super) const ROWS: usize = 2;
/// Panels that a single row is multiplied with at a time, so that as many sums are under way as in a tile.
pub(super) const PANELS: usize = 2;

/// The sums that a tile starts with.
fn first_sums<R: Real, const W: usize>(c: [&[R; W]; 2], accumulate: bool) -> [[R; W]; 2] {
    if accumulate { c.map(|c| *c) } else { [[R::ZERO; W]; 2] }
}

/// The first panel of each of two rows of `c`, which are `ldc` apart.
fn two_rows<R, const W: usize>(c: &mut [R], ldc: usize) -> [&mut [R; W]; 2] {
    let (first, second) = c.split_at_mut(ldc);
    [first, second].map(|row| row.first_chunk_mut().expect("rows as wide as a panel"))
}

/// `C = pairsᵀ·panel`, or `+=`: two rows of C, which are `ldc` apart, from every `panel.len()` pairs.
#[inline(never)]
pub(super) fn pairs_times_panel<R: Real, const W: usize>(
    pairs: &[[R; ROWS]],
    panel: &[[R; W]],
    (c, ldc): (&mut [R], usize),
    accumulate: bool,
) {
    for (at, pairs) in pairs.chunks_exact(panel.len()).enumerate() {
        let [first, second] = two_rows::<R, W>(&mut c[at * ROWS * ldc..], ldc);
        let mut sums = first_sums([first, second], accumulate);
        for (&[x, y], b) in pairs.iter().zip(panel) {
            for j in 0..W {
                sums[0][j] += x * b[j];
                sums[1][j] += y * b[j];
            }
        }
        [*first, *second] = sums;
    }
}

/// `c = row·panels`, or `+=`: two panels of `row.len()` rows at a time; how many columns of `c` have been done, as many as
/// there was room for.
pub(super) fn row_times_panels<R: Real, const W: usize>(
    row: &[R],
    panels: &[[R; W]],
    c: &mut [R],
    accumulate: bool,
) -> usize {
    let depth = row.len();
    let mut done = 0;
    while c.len() - done >= PANELS * W {
        let (x, y) = panels[done / W * depth..][..PANELS * depth].split_at(depth);
        let [first, second] = two_rows::<R, W>(&mut c[done..], W);
        row_times_two_panels(row, x, y, first, second, accumulate);
        done += PANELS * W;
    }
    done
}

#[inline(never)]
fn row_times_two_panels<R: Real, const W: usize>(
    row: &[R],
    x: &[[R; W]],
    y: &[[R; W]],
    first: &mut [R; W],
    second: &mut [R; W],
    accumulate: bool,
) {
    let mut sums = first_sums([first, second], accumulate);
    for ((&a, x), y) in row.iter().zip(x).zip(y) {
        for j in 0..W {
            sums[0][j] += a * x[j];
            sums[1][j] += a * y[j];
        }
    }
    [*first, *second] = sums;
}

/// `c = row·panel`, or `+=`.
#[inline(never)]
pub(super) fn row_times_panel<R: Real, const W: usize>(row: &[R], panel: &[[R; W]], c: &mut [R; W], accumulate: bool) {
    let mut sums = if accumulate { *c } else { [R::ZERO; W] };
    for (&a, b) in row.iter().zip(panel) {
        for j in 0..W {
            sums[j] += a * b[j];
        }
    }
    *c = sums;
}
