//! A dense row-major matrix, and a view of one column block of it.

use crate::Real;

/// `rows × cols` numbers, row by row.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Matrix<R> {
    pub rows: usize,
    pub cols: usize,
    pub data: Vec<R>, // (rows, cols)
}

impl<R: Real> Matrix<R> {
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self { rows, cols, data: vec![R::ZERO; rows * cols] }
    }

    /// # Panics
    /// If the rows are not all of the same length.
    pub fn from_rows(rows: &[Vec<R>]) -> Self {
        let cols = rows.first().map_or(0, Vec::len);
        assert!(rows.iter().all(|row| row.len() == cols), "rows of different lengths");
        Self { rows: rows.len(), cols, data: rows.concat() }
    }

    pub fn to_rows(&self) -> Vec<Vec<R>> {
        (0..self.rows).map(|row| self.row(row).to_vec()).collect()
    }

    pub fn row(&self, row: usize) -> &[R] {
        &self.data[row * self.cols..(row + 1) * self.cols]
    }

    pub fn at(&self, row: usize, col: usize) -> R {
        self.data[row * self.cols + col]
    }

    /// The rows `first..first + count`, row-major: one gate's block of a weight matrix.
    pub fn rows_from(&self, first: usize, count: usize) -> &[R] {
        &self.data[first * self.cols..(first + count) * self.cols]
    }
}

/// Writes the transpose of `from`, row-major with `cols` columns, to the front of rows of `to`, which are `stride` apart:
/// squares of four by four first, which are turned in registers, then what is left of rows and columns.
pub(crate) fn transpose<R: Real>(from: &[R], cols: usize, to: &mut [R], stride: usize) {
    const SIDE: usize = 4;
    let (whole_rows, whole_cols) = (from.len() / (SIDE * cols) * SIDE, cols / SIDE * SIDE);
    for (quad, to) in to.chunks_mut(SIDE * stride).enumerate().take(cols / SIDE) {
        let (first, rest) = to.split_at_mut(stride);
        let (second, rest) = rest.split_at_mut(stride);
        let (third, fourth) = rest.split_at_mut(stride);
        let turned = [first, second, third, fourth].map(|row| row[..whole_rows].as_chunks_mut::<SIDE>().0);
        let [first, second, third, fourth] = turned;
        let turned = first.iter_mut().zip(second).zip(third.iter_mut().zip(fourth));
        for (block, ((first, second), (third, fourth))) in turned.enumerate() {
            let from = &from[block * SIDE * cols..][..SIDE * cols];
            let square = std::array::from_fn(|row| from[row * cols..].as_chunks().0[quad]);
            [*first, *second, *third, *fourth] = R::transpose_square(square);
        }
    }
    for col in whole_cols..cols {
        for (to, from) in to[col * stride..][..whole_rows].iter_mut().zip(from.chunks_exact(cols)) {
            *to = from[col];
        }
    }
    for (row, from) in from.chunks_exact(cols).enumerate().skip(whole_rows) {
        for (to, &value) in to.chunks_exact_mut(stride).zip(from) {
            to[row] = value;
        }
    }
}

/// `cols` neighbouring columns of a row-major buffer, such as one gate of all gates of a step.
#[derive(Clone, Copy, Debug)]
pub struct View<'a, R> {
    rows: usize,
    cols: usize,
    stride: usize,
    data: &'a [R],
}

impl<'a, R: Real> View<'a, R> {
    /// Row `r` starts at `data[r · stride]`.
    ///
    /// # Panics
    /// If `data` is too short.
    pub fn new(rows: usize, cols: usize, stride: usize, data: &'a [R]) -> Self {
        assert!(rows == 0 || data.len() >= (rows - 1) * stride + cols, "a view of ({rows}, {cols}) beyond its data");
        Self { rows, cols, stride, data }
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn cols(&self) -> usize {
        self.cols
    }

    pub fn row(&self, row: usize) -> &'a [R] {
        &self.data[row * self.stride..][..self.cols]
    }

    pub fn at(&self, row: usize, col: usize) -> R {
        self.row(row)[col]
    }

    /// Every number, row by row.
    pub fn iter(self) -> impl Iterator<Item = R> + 'a {
        (0..self.rows).flat_map(move |row| self.row(row).iter().copied())
    }

    pub fn to_vec(self) -> Vec<R> {
        self.iter().collect()
    }
}
