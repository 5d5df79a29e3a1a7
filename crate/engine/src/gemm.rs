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
//! Rows are packed two by two as well: the two numbers that a tile needs at each step are neighbours then, so that their
//! address is found once, and a pair of rows takes little of the cache beside a panel.

mod kernel;
mod pack;

pub use pack::PackedMatrix;

use crate::Real;
use kernel::{PANELS, ROWS, pairs_times_panel, row_times_panel, row_times_panels};
use pack::{pack_column_pairs, pack_panels, pack_row_pairs, panel_width};
use std::ops::Range;

/// Steps of the shared dimension that are worked on at a time, so that a panel stays in the first-level cache.
const DEPTH: usize = 256;
/// Rows of the result that are worked on at a time, so that what they are packed into stays there too.
const STRIP: usize = 16;

/// `C = A·B`, or `C += A·B` if `accumulate`, with A `(m, k)`, B `(k, n)` and C `(m, n)`.
///
/// A and C are row-major with rows `lda` and `ldc` numbers apart. Each element of C is summed in the order of k, starting
/// from zero or from its old value.
///
/// # Panics
/// If a slice is too short for its shape.
pub fn gemm<R: Real>(m: usize, a: &[R], lda: usize, b: &PackedMatrix<R>, c: &mut [R], ldc: usize, accumulate: bool) {
    let (k, n) = (b.rows, b.cols);
    if m == 0 || n == 0 {
        return;
    }
    assert!(lda >= k && ldc >= n, "rows of {k} and {n} numbers, {lda} and {ldc} apart");
    if k == 0 && !accumulate {
        c.chunks_mut(ldc).take(m).for_each(|row| row[..n].fill(R::ZERO));
    }
    match panel_width::<R>() {
        16 => gemm_panels::<R, 16>(m, a, lda, b, c, ldc, accumulate),
        _ => gemm_panels::<R, 8>(m, a, lda, b, c, ldc, accumulate),
    }
}

/// [`gemm`] with panels of `P` columns: rows two by two, the last one of an odd number by itself.
fn gemm_panels<R: Real, const P: usize>(
    m: usize,
    a: &[R],
    lda: usize,
    b: &PackedMatrix<R>,
    c: &mut [R],
    ldc: usize,
    accumulate: bool,
) {
    let even = m / ROWS * ROWS;
    if even > 0 {
        gemm_pairs::<R, P>(even, a, lda, b, c, ldc, accumulate);
    }
    if even == m {
        return;
    }
    let panels = b.panels.as_chunks::<P>().0;
    let c = &mut c[even * ldc..][..b.cols];
    for first in (0..b.rows).step_by(DEPTH) {
        let depth = DEPTH.min(b.rows - first);
        let row = &a[even * lda + first..][..depth];
        let accumulate = accumulate || first > 0;
        row_times_panels(row, (panels, b.rows, first), c, accumulate);
        let whole = b.cols / (PANELS * P) * PANELS;
        for (panel, columns) in panels.chunks_exact(b.rows).zip(panel_columns(b.cols, P)).skip(whole) {
            let panel = &panel[first..][..depth];
            on_edge::<R, P>(c, b.cols, columns, 1, |_, tile| {
                row_times_panel(row, panel, tile.first_chunk_mut().expect("a panel"), accumulate);
            });
        }
    }
}

/// [`gemm_panels`] for an even number of rows.
fn gemm_pairs<R: Real, const P: usize>(
    m: usize,
    a: &[R],
    lda: usize,
    b: &PackedMatrix<R>,
    c: &mut [R],
    ldc: usize,
    accumulate: bool,
) {
    let panels = b.panels.as_chunks::<P>().0;
    let mut room = [[R::ZERO; ROWS]; STRIP / ROWS * DEPTH];
    for first in (0..b.rows).step_by(DEPTH) {
        let depth = DEPTH.min(b.rows - first);
        let accumulate = accumulate || first > 0;
        for top in (0..m).step_by(STRIP) {
            let rows = STRIP.min(m - top);
            let pairs = &mut room[..rows / ROWS * depth];
            pack_row_pairs(&a[top * lda + first..], lda, depth, pairs);
            let c = &mut c[top * ldc..];
            for (panel, columns) in panels.chunks_exact(b.rows).zip(panel_columns(b.cols, P)) {
                strip_times_panel(pairs, &panel[first..][..depth], c, ldc, rows, columns, accumulate);
            }
        }
    }
}

/// The rows and columns of C that belong to one strip and one panel, the last of which may be narrower than others.
fn strip_times_panel<R: Real, const P: usize>(
    pairs: &[[R; ROWS]],
    panel: &[[R; P]],
    c: &mut [R],
    ldc: usize,
    rows: usize,
    columns: Range<usize>,
    accumulate: bool,
) {
    if columns.len() == P && rows.is_multiple_of(ROWS) {
        pairs_times_panel(pairs, panel, (&mut c[columns.start..], ldc), accumulate);
    } else {
        on_edge::<R, P>(c, ldc, columns, rows, |row, tile| {
            let pairs = &pairs[row / ROWS * panel.len()..][..panel.len()];
            pairs_times_panel(pairs, panel, (tile, P), accumulate);
        });
    }
}

/// The columns of each panel.
fn panel_columns(cols: usize, width: usize) -> impl Iterator<Item = Range<usize>> {
    (0..cols).step_by(width).map(move |first| first..cols.min(first + width))
}

/// Runs `kernel` on tiles of two rows of `P` that stand for `columns` of the first `rows` rows of C, wherever C has less.
fn on_edge<R: Real, const P: usize>(
    c: &mut [R],
    ldc: usize,
    columns: Range<usize>,
    rows: usize,
    mut kernel: impl FnMut(usize, &mut [R]),
) {
    for first in (0..rows).step_by(ROWS) {
        let count = ROWS.min(rows - first);
        let mut tile = [[R::ZERO; P]; ROWS];
        for (tile, c) in tile.iter_mut().zip(c[first * ldc..].chunks(ldc)).take(count) {
            tile[..columns.len()].copy_from_slice(&c[columns.clone()]);
        }
        kernel(first, tile.as_flattened_mut());
        for (tile, c) in tile.iter().zip(c[first * ldc..].chunks_mut(ldc)).take(count) {
            c[columns.clone()].copy_from_slice(&tile[..columns.len()]);
        }
    }
}

/// Room that [`gemm_tn`] packs its operands into; allocated once.
#[derive(Clone, Debug)]
pub struct GemmScratch<R> {
    pairs: Vec<[R; ROWS]>, // (STRIP / 2, DEPTH)
    panels: Vec<R>,        // (⌈n / width⌉, DEPTH, width)
}

impl<R: Real> GemmScratch<R> {
    /// Enough for every [`gemm_tn`] whose result has at most `max_n` columns.
    pub fn for_sizes(max_n: usize) -> Self {
        let columns = max_n.next_multiple_of(panel_width::<R>());
        Self { pairs: vec![[R::ZERO; ROWS]; STRIP / ROWS * DEPTH], panels: vec![R::ZERO; DEPTH * columns] }
    }
}

/// `C += Aᵀ·B` with A `(k, m)`, B `(k, n)` and C `(m, n)`, all row-major with rows `lda`, `ldb` and `ldc` apart.
///
/// This is the gradient of a weight: one product over all T·B rows. Each element is summed in the order of k, starting
/// from its old value.
///
/// # Panics
/// If a slice is too short for its shape, or the scratch was made for fewer than `n` columns.
#[expect(clippy::too_many_arguments, reason = "three matrices with their strides, as in BLAS")]
pub fn gemm_tn<R: Real>(
    k: usize,
    m: usize,
    n: usize,
    a: &[R],
    lda: usize,
    b: &[R],
    ldb: usize,
    c: &mut [R],
    ldc: usize,
    scratch: &mut GemmScratch<R>,
) {
    if k == 0 || m == 0 || n == 0 {
        return;
    }
    assert!(lda >= m && ldb >= n && ldc >= n, "rows of {m}, {n} and {n} numbers, {lda}, {ldb} and {ldc} apart");
    assert!(scratch.panels.len() >= DEPTH * n, "scratch for {n} columns");
    for first in (0..k).step_by(DEPTH) {
        let depth = DEPTH.min(k - first);
        let (a, b) = (&a[first * lda..], &b[first * ldb..]);
        match panel_width::<R>() {
            16 => gemm_tn_block::<R, 16>(depth, m, n, a, lda, b, ldb, c, ldc, scratch),
            _ => gemm_tn_block::<R, 8>(depth, m, n, a, lda, b, ldb, c, ldc, scratch),
        }
    }
}

/// [`gemm_tn`] over at most `DEPTH` rows.
#[expect(clippy::too_many_arguments, reason = "see gemm_tn")]
fn gemm_tn_block<R: Real, const P: usize>(
    depth: usize,
    m: usize,
    n: usize,
    a: &[R],
    lda: usize,
    b: &[R],
    ldb: usize,
    c: &mut [R],
    ldc: usize,
    scratch: &mut GemmScratch<R>,
) {
    pack_panels::<R, P>(b, ldb, depth, n, &mut scratch.panels);
    for left in (0..m).step_by(STRIP) {
        let width = STRIP.min(m - left);
        let pairs = &mut scratch.pairs[..width.div_ceil(ROWS) * depth];
        pack_column_pairs(&a[left..], lda, width, depth, pairs);
        let panels = scratch.panels.as_chunks::<P>().0.chunks_exact(depth);
        let c = &mut c[left * ldc..];
        for (panel, columns) in panels.zip(panel_columns(n, P)) {
            strip_times_panel(pairs, panel, c, ldc, width, columns, true);
        }
    }
}

#[cfg(test)]
mod tests;
