//! Matrix products in one fixed order of summation.
//!
//! Every element of a product is one sum, taken sequentially over the shared dimension, from zero or from the value that
//! was there before: `((c + a₀b₀) + a₁b₁) + …`. Tiles, panels and blocks change which elements are worked on at the same
//! time, never the order inside one element, so the bits are those of the plain triple loop for every shape, on every
//! machine. For the same reason there is no fused multiply-add.
//!
//! The kernels are written for 128-bit vectors, which is what WebAssembly has: their sums are small arrays of fixed size,
//! eight vector registers in all, which the compiler turns into vectors by itself. Two things are on purpose: the loop
//! over the shared dimension is not unrolled in the source, and the kernels are never inlined. Either costs half of the
//! speed in WebAssembly, where registers then spill.
//!
//! The left side is packed too, rows two by two: the numbers that a tile needs at each step are neighbours then, so that
//! their address is found once, and rows far apart do not push each other or a panel out of the cache. A single row is
//! read where it is.

mod kernel;
mod pack;

pub use pack::PackedMatrix;

use crate::Real;
use kernel::{ROWS, pairs_times_panel, row_times_panel, row_times_panels};
use pack::{Panel, pack_column_pairs, pack_panels, pack_row_pairs, packed_len, panels_from, widest_panel};
use std::ops::Range;

/// Steps of the shared dimension that are worked on at a time, so that a panel stays in the first-level cache.
const DEPTH: usize = 256;
/// Rows of the result that are multiplied with a panel while it is there.
const STRIP: usize = 32;

/// Runs `$run` with the constant `$width` that is the panel's, the widest for numbers of 32 bits only.
macro_rules! with_width {
    ($panel:expr, $width:ident => $run:expr) => {
        match $panel.width {
            16 if widest_panel::<R>() == 16 => {
                const $width: usize = 16;
                $run
            }
            8 => {
                const $width: usize = 8;
                $run
            }
            _ => {
                const $width: usize = 4;
                $run
            }
        }
    };
}

/// Room that products pack their operands into; allocated once.
#[derive(Clone, Debug)]
pub struct GemmScratch<R> {
    pairs: Vec<[R; ROWS]>, // (STRIP / 2, DEPTH)
    panels: Vec<R>,        // panels of DEPTH rows
}

impl<R: Real> GemmScratch<R> {
    /// Enough for every [`gemm`], and for every [`gemm_tn`] whose result has at most `max_n` columns.
    pub fn for_sizes(max_n: usize) -> Self {
        Self { pairs: vec![[R::ZERO; ROWS]; STRIP / ROWS * DEPTH], panels: vec![R::ZERO; packed_len(DEPTH, max_n)] }
    }
}

/// `C = A·B`, or `C += A·B` if `accumulate`, with A `(m, k)`, B `(k, n)` and C `(m, n)`.
///
/// A and C are row-major with rows `lda` and `ldc` numbers apart. Each element of C is summed in the order of k, starting
/// from zero or from its old value.
///
/// # Panics
/// If a slice is too short for its shape.
pub fn gemm<R: Real>(
    m: usize,
    (a, lda): (&[R], usize),
    b: &PackedMatrix<R>,
    (c, ldc): (&mut [R], usize),
    accumulate: bool,
    scratch: &mut GemmScratch<R>,
) {
    let (k, n) = (b.rows, b.cols);
    if m == 0 || n == 0 {
        return;
    }
    assert!(lda >= k && ldc >= n, "rows of {k} and {n} numbers, {lda} and {ldc} apart");
    let odd = m % ROWS;
    if m > odd {
        pairs_times_matrix(m - odd, (a, lda), b, (c, ldc), accumulate, scratch);
    }
    if odd > 0 {
        row_times_matrix(&a[(m - odd) * lda..][..k], b, &mut c[(m - odd) * ldc..][..n], accumulate);
    }
}

/// [`gemm`] for an even number of rows.
#[inline(never)]
fn pairs_times_matrix<R: Real>(
    m: usize,
    (a, lda): (&[R], usize),
    b: &PackedMatrix<R>,
    (c, ldc): (&mut [R], usize),
    accumulate: bool,
    scratch: &mut GemmScratch<R>,
) {
    let (k, n) = (b.rows, b.cols);
    if k == 0 && !accumulate {
        c.chunks_mut(ldc).take(m).for_each(|row| row[..n].fill(R::ZERO));
    }
    for first in (0..k).step_by(DEPTH) {
        let steps = first..k.min(first + DEPTH);
        let accumulate = accumulate || first > 0;
        for top in (0..m).step_by(STRIP) {
            let rows = STRIP.min(m - top);
            let pairs = &mut scratch.pairs[..rows / ROWS * steps.len()];
            pack_row_pairs(&a[top * lda + first..], lda, steps.len(), pairs);
            pairs_times_panels([rows, n], pairs, (&b.panels, k), steps.clone(), (&mut c[top * ldc..], ldc), accumulate);
        }
    }
}

/// `C += Aᵀ·B` with A `(k, m)`, B `(k, n)` and C `(m, n)`, all row-major with rows `lda`, `ldb` and `ldc` apart.
///
/// This is the gradient of a weight: one product over all T·B rows. Each element is summed in the order of k, starting
/// from its old value.
///
/// # Panics
/// If a slice is too short for its shape, or the scratch was made for fewer than `n` columns.
pub fn gemm_tn<R: Real>(
    [k, m, n]: [usize; 3],
    (a, lda): (&[R], usize),
    (b, ldb): (&[R], usize),
    (c, ldc): (&mut [R], usize),
    scratch: &mut GemmScratch<R>,
) {
    if k == 0 || m == 0 || n == 0 {
        return;
    }
    assert!(lda >= m && ldb >= n && ldc >= n, "rows of {m}, {n} and {n} numbers, {lda}, {ldb} and {ldc} apart");
    assert!(scratch.panels.len() >= packed_len(DEPTH, n), "scratch for {n} columns");
    for first in (0..k).step_by(DEPTH) {
        let depth = DEPTH.min(k - first);
        pack_panels(&b[first * ldb..], ldb, depth, n, &mut scratch.panels);
        for left in (0..m).step_by(STRIP) {
            let width = STRIP.min(m - left);
            let pairs = &mut scratch.pairs[..width.div_ceil(ROWS) * depth];
            pack_column_pairs(&a[first * lda + left..], lda, width, depth, pairs);
            let c = (&mut c[left * ldc..], ldc);
            pairs_times_panels([width, n], pairs, (&scratch.panels, depth), 0..depth, c, true);
        }
    }
}

/// `C = pairsᵀ·panels`, or `+=`, for `rows` rows and `n` columns of C; of the panels' `depth` rows those in `steps` count.
fn pairs_times_panels<R: Real>(
    [rows, n]: [usize; 2],
    pairs: &[[R; ROWS]],
    (panels, depth): (&[R], usize),
    steps: Range<usize>,
    (c, ldc): (&mut [R], usize),
    accumulate: bool,
) {
    for panel in panels_from::<R>(0, n) {
        with_width!(panel, W => {
            let numbers = &panel.numbers::<R, W>(panels, depth)[steps.clone()];
            if panel.is_full() && rows.is_multiple_of(ROWS) {
                pairs_times_panel(pairs, numbers, (&mut c[panel.first..], ldc), accumulate);
            } else {
                on_edge::<R, W>(c, ldc, &panel, rows, |row, tile| {
                    let pairs = &pairs[row / ROWS * numbers.len()..][..numbers.len()];
                    pairs_times_panel(pairs, numbers, (tile, W), accumulate);
                });
            }
        });
    }
}

/// [`gemm`] for one row, which reads each panel once: the widest two by two.
fn row_times_matrix<R: Real>(row: &[R], b: &PackedMatrix<R>, c: &mut [R], accumulate: bool) {
    let whole = match widest_panel::<R>() {
        16 => row_times_panels::<R, 16>(row, b.panels.as_chunks().0, c, accumulate),
        _ => row_times_panels::<R, 8>(row, b.panels.as_chunks().0, c, accumulate),
    };
    for panel in panels_from::<R>(whole, b.cols) {
        with_width!(panel, W => {
            let numbers = panel.numbers::<R, W>(&b.panels, b.rows);
            if panel.is_full() {
                let c = c[panel.first..].first_chunk_mut().expect("as wide as a panel");
                row_times_panel::<R, W>(row, numbers, c, accumulate);
            } else {
                on_edge::<R, W>(c, b.cols, &panel, 1, |_, tile| {
                    row_times_panel::<R, W>(row, numbers, tile.first_chunk_mut().expect("a panel"), accumulate);
                });
            }
        });
    }
}

/// Runs `kernel` on tiles of two rows of `W` that stand for a panel's columns of the first `rows` rows of C, which has less.
fn on_edge<R: Real, const W: usize>(
    c: &mut [R],
    ldc: usize,
    panel: &Panel,
    rows: usize,
    mut kernel: impl FnMut(usize, &mut [R]),
) {
    let columns = panel.first..panel.first + panel.columns;
    for first in (0..rows).step_by(ROWS) {
        let count = ROWS.min(rows - first);
        let mut tile = [[R::ZERO; W]; ROWS];
        for (tile, c) in tile.iter_mut().zip(c[first * ldc..].chunks(ldc)).take(count) {
            tile[..columns.len()].copy_from_slice(&c[columns.clone()]);
        }
        kernel(first, tile.as_flattened_mut());
        for (tile, c) in tile.iter().zip(c[first * ldc..].chunks_mut(ldc)).take(count) {
            c[columns.clone()].copy_from_slice(&tile[..columns.len()]);
        }
    }
}

#[cfg(test)]
mod tests;
