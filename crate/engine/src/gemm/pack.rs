//! Matrices in the order in which the kernels read them.

use super::kernel::ROWS;
use crate::Real;
use crate::matrix::transpose;

/// Columns of a panel: four vectors of 128 bits.
pub(super) const fn panel_width<R>() -> usize {
    if size_of::<R>() <= 4 { 16 } else { 8 }
}

/// The right-hand side of a product, stored as panels of a few columns each, so that kernels read it front to back.
///
/// Packing costs a copy; a weight matrix is packed once per update and then used at every time step.
#[derive(Clone, Debug, PartialEq)]
pub struct PackedMatrix<R> {
    pub(super) rows: usize,
    pub(super) cols: usize,
    pub(super) panels: Vec<R>, // (⌈cols / width⌉, rows, width), the last panel filled up with zeros
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
pub(super) fn pack_panels<R: Real, const P: usize>(
    matrix: &[R],
    stride: usize,
    rows: usize,
    cols: usize,
    panels: &mut [R],
) {
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
        transpose(columns, rows, panel, P);
    }
}

/// Copies rows of `depth` numbers, `stride` apart, two by two: for each two rows, `depth` pairs.
pub(super) fn pack_row_pairs<R: Real>(matrix: &[R], stride: usize, depth: usize, pairs: &mut [[R; ROWS]]) {
    for (rows, pairs) in matrix.chunks(ROWS * stride).zip(pairs.chunks_exact_mut(depth)) {
        let (first, second) = (&rows[..depth], &rows[stride..][..depth]);
        for ((pair, &first), &second) in pairs.iter_mut().zip(first).zip(second) {
            *pair = [first, second];
        }
    }
}

/// Copies the first `cols` columns of `depth` rows, `stride` apart, two by two: for each two columns, `depth` pairs.
///
/// A zero stands beside the last of an odd number of columns.
pub(super) fn pack_column_pairs<R: Real>(
    matrix: &[R],
    stride: usize,
    cols: usize,
    depth: usize,
    pairs: &mut [[R; ROWS]],
) {
    const WIDTH: usize = 4 * ROWS;
    for (first, pairs) in (0..cols).step_by(WIDTH).zip(pairs.chunks_mut(WIDTH / ROWS * depth)) {
        let rows = matrix.chunks(stride).map(|row| &row[first..cols.min(first + WIDTH)]);
        if first + WIDTH <= cols {
            pack_four_pairs(rows, depth, pairs);
        } else {
            for (at, pairs) in pairs.chunks_exact_mut(depth).enumerate() {
                for (pair, row) in pairs.iter_mut().zip(rows.clone()) {
                    *pair = [row[ROWS * at], row.get(ROWS * at + 1).copied().unwrap_or(R::ZERO)];
                }
            }
        }
    }
}

/// Eight columns at a time, so that a row is looked up once for all of them.
fn pack_four_pairs<'a, R: Real>(rows: impl Iterator<Item = &'a [R]>, depth: usize, pairs: &mut [[R; ROWS]]) {
    let (left, right) = pairs.split_at_mut(2 * depth);
    let ((a, b), (c, d)) = (left.split_at_mut(depth), right.split_at_mut(depth));
    for ((((a, b), c), d), row) in a.iter_mut().zip(b).zip(c).zip(d).zip(rows) {
        [*a, *b, *c, *d] = *row.as_chunks().0.first_chunk().expect("eight columns");
    }
}
