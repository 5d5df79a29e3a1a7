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

use std::ops::Range;

use crate::Real;

/// Rows of a tile.
const ROWS: usize = 2;
/// Panels that a single row is multiplied with at a time, so that as many sums are under way as in a tile.
const PANELS: usize = 2;
/// Steps of the shared dimension that are worked on at a time, so that a panel stays in the first-level cache.
const DEPTH: usize = 256;
/// Columns of A that `gemm_tn` packs at a time: one cache line of `f32`.
const STRIP: usize = 16;

/// Columns of a panel: four vectors of 128 bits.
const fn panel_width<R>() -> usize {
    if size_of::<R>() <= 4 { 16 } else { 8 }
}

/// The right-hand side of a product, stored as panels of a few columns each, so that kernels read it front to back.
///
/// Packing costs a copy; a weight matrix is packed once per update and then used at every time step.
#[derive(Clone, Debug, PartialEq)]
pub struct PackedMatrix<R> {
    rows: usize,
    cols: usize,
    panels: Vec<R>, // (⌈cols / width⌉, rows, width), the last panel filled up with zeros
}

impl<R: Real> PackedMatrix<R> {
    /// A `(rows, cols)` matrix of zeros; `rows` is the dimension that a product sums over.
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self { rows, cols, panels: vec![R::ZERO; rows * cols.next_multiple_of(panel_width::<R>())] }
    }

    /// The dimension that a product sums over.
    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn cols(&self) -> usize {
        self.cols
    }

    /// Takes its values from `matrix`, row-major `(rows, cols)`.
    ///
    /// # Panics
    /// If `matrix` does not hold `rows · cols` numbers.
    pub fn pack(&mut self, matrix: &[R]) {
        assert_eq!(matrix.len(), self.rows * self.cols, "a ({}, {}) matrix to pack", self.rows, self.cols);
        match panel_width::<R>() {
            16 => pack_panels::<R, 16>(matrix, self.cols, self.rows, self.cols, &mut self.panels),
            _ => pack_panels::<R, 8>(matrix, self.cols, self.rows, self.cols, &mut self.panels),
        }
    }

    /// Takes its values from the transpose of `matrix`, row-major `(cols, rows)`.
    ///
    /// # Panics
    /// If `matrix` does not hold `rows · cols` numbers.
    pub fn pack_transposed(&mut self, matrix: &[R]) {
        assert_eq!(matrix.len(), self.rows * self.cols, "a ({}, {}) matrix to pack", self.cols, self.rows);
        match panel_width::<R>() {
            16 => pack_panels_transposed::<R, 16>(matrix, self.rows, &mut self.panels),
            _ => pack_panels_transposed::<R, 8>(matrix, self.rows, &mut self.panels),
        }
    }
}

/// Copies `rows` rows of `cols` numbers, `stride` apart, into panels of `(rows, P)`.
fn pack_panels<R: Real, const P: usize>(matrix: &[R], stride: usize, rows: usize, cols: usize, panels: &mut [R]) {
    if rows == 0 {
        return;
    }
    for (panel, first) in panels.chunks_exact_mut(rows * P).zip((0..cols).step_by(P)) {
        let width = P.min(cols - first);
        for (row, target) in panel.as_chunks_mut::<P>().0.iter_mut().enumerate() {
            copy_row(&matrix[row * stride + first..][..width], target);
        }
    }
}

/// Copies `source` to the front of `target`; as one block of fixed size where it fills it.
fn copy_row<R: Copy, const P: usize>(source: &[R], target: &mut [R; P]) {
    match source.as_array::<P>() {
        Some(source) => *target = *source,
        None => target[..source.len()].copy_from_slice(source),
    }
}

/// Copies columns of `rows` numbers, one after the other in `matrix`, into panels of `(rows, P)`.
fn pack_panels_transposed<R: Real, const P: usize>(matrix: &[R], rows: usize, panels: &mut [R]) {
    if rows == 0 {
        return;
    }
    for (panel, columns) in panels.chunks_exact_mut(rows * P).zip(matrix.chunks(P * rows)) {
        for (lane, column) in columns.chunks_exact(rows).enumerate() {
            for (row, &value) in panel.as_chunks_mut::<P>().0.iter_mut().zip(column) {
                row[lane] = value;
            }
        }
    }
}

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
    let a = Rows { numbers: a, stride: lda };
    match panel_width::<R>() {
        16 => gemm_panels::<R, 16>(m, a, b, c, ldc, accumulate),
        _ => gemm_panels::<R, 8>(m, a, b, c, ldc, accumulate),
    }
}

/// Rows of a row-major matrix, or of a part of it.
#[derive(Clone, Copy)]
struct Rows<'a, R> {
    numbers: &'a [R],
    stride: usize,
}

impl<'a, R> Rows<'a, R> {
    fn part(self, row: usize, columns: Range<usize>) -> &'a [R] {
        &self.numbers[row * self.stride..][columns]
    }
}

/// [`gemm`] with panels of `P` columns: rows two by two, the last one of an odd number by itself.
fn gemm_panels<R: Real, const P: usize>(
    m: usize,
    a: Rows<R>,
    b: &PackedMatrix<R>,
    c: &mut [R],
    ldc: usize,
    accumulate: bool,
) {
    let panels = b.panels.as_chunks::<P>().0;
    let tiled = m - m % ROWS;
    for first in (0..b.rows).step_by(DEPTH) {
        let block = first..b.rows.min(first + DEPTH);
        let accumulate = accumulate || first > 0;
        if tiled > 0 {
            for (panel, columns) in panels.chunks_exact(b.rows).zip(panel_columns(b.cols, P)) {
                let panel = &panel[block.clone()];
                for row in (0..tiled).step_by(ROWS) {
                    let rows = [a.part(row, block.clone()), a.part(row + 1, block.clone())];
                    let c = row_pair(&mut c[row * ldc..], ldc, columns.clone(), tiled - row);
                    on_panels(c, |c| kernel(rows, panel, c, accumulate));
                }
            }
        }
        if tiled < m {
            let row = a.part(tiled, block.clone());
            let c = &mut c[tiled * ldc..][..b.cols];
            for (panels, c) in panels.chunks(PANELS * b.rows).zip(c.chunks_mut(PANELS * P)) {
                if c.len() > P {
                    let (panel, next) = panels.split_at(b.rows);
                    let panels = [&panel[block.clone()], &next[block.clone()]];
                    on_panels(c.split_at_mut(P).into(), |c| row_kernel(row, panels, c, accumulate));
                } else {
                    on_panels([c], |c| last_kernel(row, &panels[block.clone()], c, accumulate));
                }
            }
        }
    }
}

/// The columns of each panel.
fn panel_columns(cols: usize, width: usize) -> impl Iterator<Item = Range<usize>> {
    (0..cols).step_by(width).map(move |first| first..cols.min(first + width))
}

/// The same columns of the first two rows of `c`, the second of them empty if there is only one.
fn row_pair<R>(c: &mut [R], ldc: usize, columns: Range<usize>, count: usize) -> [&mut [R]; ROWS] {
    let (first, second) = c.split_at_mut(ldc.min(c.len()));
    let second = if count >= ROWS { &mut second[columns.clone()] } else { &mut [] };
    [&mut first[columns], second]
}

/// Runs a kernel on slices of `c` as if each were a panel wide.
fn on_panels<R: Real, const P: usize, const N: usize>(c: [&mut [R]; N], kernel: impl FnOnce([&mut [R; P]; N])) {
    if c.iter().all(|c| c.len() == P) {
        kernel(c.map(|c| c.as_mut_array().expect("a whole panel")));
        return;
    }
    let mut wide = [[R::ZERO; P]; N];
    c.iter().zip(&mut wide).for_each(|(c, wide)| wide[..c.len()].copy_from_slice(c));
    kernel(wide.each_mut());
    c.into_iter().zip(&wide).for_each(|(c, wide)| c.copy_from_slice(&wide[..c.len()]));
}

/// The sums that a kernel starts with.
fn first_sums<R: Real, const P: usize, const N: usize>(c: &[&mut [R; P]; N], accumulate: bool) -> [[R; P]; N] {
    if accumulate { std::array::from_fn(|i| *c[i]) } else { [[R::ZERO; P]; N] }
}

/// `c[i] = rows[i] · panel`, or `+=`.
#[inline(never)]
fn kernel<R: Real, const P: usize>(rows: [&[R]; ROWS], panel: &[[R; P]], c: [&mut [R; P]; ROWS], accumulate: bool) {
    let mut sums = first_sums(&c, accumulate);
    for ((&x, &y), b) in rows[0].iter().zip(rows[1]).zip(panel) {
        for j in 0..P {
            sums[0][j] += x * b[j];
            sums[1][j] += y * b[j];
        }
    }
    c.into_iter().zip(sums).for_each(|(c, sums)| *c = sums);
}

/// `c[i] = row · panels[i]`, or `+=`.
#[inline(never)]
fn row_kernel<R: Real, const P: usize>(
    row: &[R],
    panels: [&[[R; P]]; PANELS],
    c: [&mut [R; P]; PANELS],
    accumulate: bool,
) {
    let mut sums = first_sums(&c, accumulate);
    for ((&a, x), y) in row.iter().zip(panels[0]).zip(panels[1]) {
        for j in 0..P {
            sums[0][j] += a * x[j];
            sums[1][j] += a * y[j];
        }
    }
    c.into_iter().zip(sums).for_each(|(c, sums)| *c = sums);
}

/// `c = row · panel`, or `+=`.
#[inline(never)]
fn last_kernel<R: Real, const P: usize>(row: &[R], panel: &[[R; P]], c: [&mut [R; P]; 1], accumulate: bool) {
    let mut sums = first_sums(&c, accumulate);
    for (&a, b) in row.iter().zip(panel) {
        for j in 0..P {
            sums[0][j] += a * b[j];
        }
    }
    c.into_iter().zip(sums).for_each(|(c, sums)| *c = sums);
}

/// Room that [`gemm_tn`] packs its operands into; allocated once.
#[derive(Clone, Debug)]
pub struct GemmScratch<R> {
    strip: Vec<R>,  // (DEPTH, STRIP)
    panels: Vec<R>, // (⌈n / width⌉, DEPTH, width)
}

impl<R: Real> GemmScratch<R> {
    /// Enough for every [`gemm_tn`] whose result has at most `max_n` columns.
    pub fn for_sizes(max_n: usize) -> Self {
        let columns = max_n.next_multiple_of(panel_width::<R>());
        Self { strip: vec![R::ZERO; DEPTH * STRIP], panels: vec![R::ZERO; DEPTH * columns] }
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
        let a = Rows { numbers: &a[first * lda..], stride: lda };
        let b = Rows { numbers: &b[first * ldb..], stride: ldb };
        match panel_width::<R>() {
            16 => gemm_tn_block::<R, 16>(depth, m, n, a, b, c, ldc, scratch),
            _ => gemm_tn_block::<R, 8>(depth, m, n, a, b, c, ldc, scratch),
        }
    }
}

/// [`gemm_tn`] over at most `DEPTH` rows.
#[expect(clippy::too_many_arguments, reason = "see gemm_tn")]
fn gemm_tn_block<R: Real, const P: usize>(
    depth: usize,
    m: usize,
    n: usize,
    a: Rows<R>,
    b: Rows<R>,
    c: &mut [R],
    ldc: usize,
    scratch: &mut GemmScratch<R>,
) {
    pack_panels::<R, P>(b.numbers, b.stride, depth, n, &mut scratch.panels);
    for left in (0..m).step_by(STRIP) {
        let width = STRIP.min(m - left);
        pack_panels::<R, STRIP>(&a.numbers[left..], a.stride, depth, width, &mut scratch.strip);
        let strip = &scratch.strip.as_chunks::<STRIP>().0[..depth];
        let panels = scratch.panels.as_chunks::<P>().0.chunks_exact(depth);
        for (panel, columns) in panels.zip(panel_columns(n, P)) {
            for first in (0..width).step_by(ROWS) {
                let c = row_pair(&mut c[(left + first) * ldc..], ldc, columns.clone(), width - first);
                on_panels(c, |c| strip_kernel(strip, first, panel, c));
            }
        }
    }
}

/// `c[i] += strip[first + i]ᵀ · panel`, columns of the strip.
#[inline(never)]
fn strip_kernel<R: Real, const P: usize>(strip: &[[R; STRIP]], first: usize, panel: &[[R; P]], c: [&mut [R; P]; ROWS]) {
    assert!(first + 1 < STRIP, "two columns of the strip");
    let mut sums = first_sums(&c, true);
    for (a, b) in strip.iter().zip(panel) {
        let (x, y) = (a[first], a[first + 1]);
        for j in 0..P {
            sums[0][j] += x * b[j];
            sums[1][j] += y * b[j];
        }
    }
    c.into_iter().zip(sums).for_each(|(c, sums)| *c = sums);
}

#[cfg(test)]
mod tests;
