//! Matrices in the order in which the kernels read them.

use super::kernel::ROWS;
use crate::Real;
use crate::matrix::transpose;

/// Columns of most panels: four vectors of 128 bits.
pub(super) const fn widest_panel<R>() -> usize {
    if size_of::<R>() <= 4 { 16 } else { 8 }
}

/// Columns of the narrowest panels; the last one may be filled up.
const NARROWEST: usize = 4;

/// Numbers in the panels of a `(rows, cols)` matrix.
pub(super) fn packed_len(rows: usize, cols: usize) -> usize {
    rows * cols.next_multiple_of(NARROWEST)
}

/// Some neighbouring columns.
pub(super) struct Panel {
    pub first: usize,
    /// Numbers of a row: 16, 8 or 4.
    pub width: usize,
    /// How many of them are columns of the matrix.
    pub columns: usize,
}

impl Panel {
    pub fn is_full(&self) -> bool {
        self.columns == self.width
    }

    /// Its numbers among those of all panels of `rows` rows; `W` is its width.
    pub fn numbers<'a, R, const W: usize>(&self, panels: &'a [R], rows: usize) -> &'a [[R; W]] {
        panels[self.first * rows..][..self.width * rows].as_chunks().0
    }
}

/// The panels of a matrix from the one that begins with column `first`: as many of the widest as there is room for, then
/// narrower ones.
pub(super) fn panels_from<R>(mut first: usize, cols: usize) -> impl Iterator<Item = Panel> {
    std::iter::from_fn(move || {
        let left = cols - first;
        let width = [widest_panel::<R>(), 8].into_iter().find(|&width| width <= left).unwrap_or(NARROWEST);
        let panel = Panel { first, width, columns: width.min(left) };
        first += panel.columns;
        (left > 0).then_some(panel)
    })
}

/// The right-hand side of a product, stored as panels of a few columns each, so that kernels read it front to back.
///
/// Packing costs a copy; a weight matrix is packed once per update and then used at every time step.
#[derive(Clone, Debug, PartialEq)]
pub struct PackedMatrix<R> {
    pub(super) rows: usize,
    pub(super) cols: usize,
    pub(super) panels: Vec<R>, // for each panel (rows, width), the last one filled up with zeros
}

impl<R: Real> PackedMatrix<R> {
    /// A `(rows, cols)` matrix of zeros; `rows` is the dimension that a product sums over.
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self { rows, cols, panels: vec![R::ZERO; packed_len(rows, cols)] }
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
        pack_panels(matrix, self.cols, self.rows, self.cols, &mut self.panels);
    }

    /// Takes its values from the transpose of `matrix`, row-major `(cols, rows)`.
    ///
    /// # Panics
    /// If `matrix` does not hold `rows · cols` numbers.
    pub fn pack_transposed(&mut self, matrix: &[R]) {
        assert_eq!(matrix.len(), self.rows * self.cols, "a ({}, {}) matrix to pack", self.cols, self.rows);
        if self.rows == 0 {
            return;
        }
        for panel in panels_from::<R>(0, self.cols) {
            let columns = &matrix[panel.first * self.rows..][..panel.columns * self.rows];
            transpose(columns, self.rows, &mut self.panels[panel.first * self.rows..], panel.width);
        }
    }
}

/// Copies `rows` rows of `cols` numbers, `stride` apart, into panels.
pub(super) fn pack_panels<R: Real>(matrix: &[R], stride: usize, rows: usize, cols: usize, panels: &mut [R]) {
    for panel in panels_from::<R>(0, cols) {
        let target = &mut panels[panel.first * rows..][..panel.width * rows];
        match panel.width {
            16 if widest_panel::<R>() == 16 => pack_panel::<R, 16>(matrix, stride, &panel, target),
            8 => pack_panel::<R, 8>(matrix, stride, &panel, target),
            _ => pack_panel::<R, 4>(matrix, stride, &panel, target),
        }
    }
}

fn pack_panel<R: Real, const W: usize>(matrix: &[R], stride: usize, panel: &Panel, target: &mut [R]) {
    for (target, source) in target.as_chunks_mut::<W>().0.iter_mut().zip(matrix.chunks(stride)) {
        copy_row(&source[panel.first..][..panel.columns], target);
    }
}

/// Copies `source` to the front of `target`; as one block of fixed size where it fills it.
fn copy_row<R: Copy, const W: usize>(source: &[R], target: &mut [R; W]) {
    match source.as_array::<W>() {
        Some(source) => *target = *source,
        None => target[..source.len()].copy_from_slice(source),
    }
}

/// Copies rows of `depth` numbers, `stride` apart, two by two: for each two rows, `depth` pairs.
pub(super) fn pack_row_pairs<R: Real>(matrix: &[R], stride: usize, depth: usize, pairs: &mut [[R; ROWS]]) {
    for (at, pairs) in pairs.chunks_exact_mut(depth).enumerate() {
        let rows = &matrix[at * ROWS * stride..];
        for ((pair, &first), &second) in pairs.iter_mut().zip(&rows[..depth]).zip(&rows[stride..][..depth]) {
            *pair = [first, second];
        }
    }
}

/// Columns that are copied at a time: a line of the cache of 32-bit numbers, which would be gone by the next time.
const TOGETHER: usize = 16;

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
    for (first, pairs) in (0..cols).step_by(TOGETHER).zip(pairs.chunks_mut(TOGETHER / ROWS * depth)) {
        let rows = matrix.chunks(stride).map(|row| &row[first..cols.min(first + TOGETHER)]);
        if first + TOGETHER <= cols {
            pack_line_of_pairs(rows, depth, pairs);
        } else {
            for (at, pairs) in pairs.chunks_exact_mut(depth).enumerate() {
                for (pair, row) in pairs.iter_mut().zip(rows.clone()) {
                    *pair = [row[ROWS * at], row.get(ROWS * at + 1).copied().unwrap_or(R::ZERO)];
                }
            }
        }
    }
}

fn pack_line_of_pairs<'a, R: Real>(rows: impl Iterator<Item = &'a [R]>, depth: usize, pairs: &mut [[R; ROWS]]) {
    let mut columns = pairs.chunks_exact_mut(depth);
    let mut columns: [_; TOGETHER / ROWS] = std::array::from_fn(|_| columns.next().expect("pairs of all columns"));
    for (at, row) in rows.take(depth).enumerate() {
        let row: &[[R; ROWS]; TOGETHER / ROWS] = row.as_chunks().0.first_chunk().expect("a whole line");
        for (column, pair) in columns.iter_mut().zip(row) {
            column[at] = *pair;
        }
    }
}
