//! A weight tensor as pixels: the blocks of its gates side by side, each in a thin frame.

use unrolled_engine::{Cell, Params};
use unrolled_plots::Rgb;

/// Between two blocks, CSS pixels.
const GAP: f64 = 3.0;
/// The side of one value, CSS pixels, at most.
const LARGEST_CELL: f64 = 8.0;
/// Tall tensors get smaller values, as long as these can be seen.
const LARGEST_HEIGHT: f64 = 132.0;

/// How a tensor is laid out. The side of a value is a whole number of device pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapLayout {
    pub blocks: usize,
    /// Rows and columns of one block; a bias is one row.
    pub rows: usize,
    pub columns: usize,
    /// Device pixels.
    cell: usize,
    cell_height: usize,
    gap: usize,
    ratio: f64,
}

impl MapLayout {
    /// For the tensor with this index among the parameters, in `width` CSS pixels.
    pub fn new(cell: Cell, params: &Params<f64>, tensor: usize, width: f64, ratio: f64) -> Self {
        let (all_rows, columns) = params.shapes()[tensor];
        let blocks = if tensor < 4 { cell.gate_blocks() } else { 1 };
        let rows = all_rows / blocks;
        let (rows, columns) = if columns == 1 && tensor != 0 && tensor != 4 { (1, rows) } else { (rows, columns) };
        let gaps = (blocks - 1) as f64 * (GAP + 2.0) + 2.0;
        let side = ((width - gaps) / (blocks * columns) as f64).min(LARGEST_CELL).min(LARGEST_HEIGHT / rows as f64);
        let device = |css: f64| (css * ratio).floor().max(1.0) as usize;
        let cell_height = if rows == 1 { device(LARGEST_CELL) } else { device(side) };
        Self { blocks, rows, columns, cell: device(side), cell_height, gap: device(GAP), ratio }
    }

    fn block_width(&self) -> usize {
        self.columns * self.cell + 2
    }

    /// Device pixels.
    pub fn size(&self) -> (usize, usize) {
        (self.blocks * (self.block_width() + self.gap) - self.gap, self.rows * self.cell_height + 2)
    }

    /// For the canvas, in CSS pixels.
    pub fn style(&self) -> String {
        let (width, height) = self.size();
        format!("width:{:.2}px;height:{:.2}px", width as f64 / self.ratio, height as f64 / self.ratio)
    }

    /// For the name of each block, in CSS pixels.
    pub fn block_style(&self) -> String {
        let css = |device: usize| device as f64 / self.ratio;
        format!("width:{:.2}px;margin-right:{:.2}px", css(self.block_width()), css(self.gap))
    }

    /// Block, row and column at a place of the canvas, in CSS pixels.
    pub fn at(&self, (x, y): (f64, f64)) -> Option<(usize, usize, usize)> {
        let device = |css: f64| (css * self.ratio).max(0.0) as usize;
        let (block, within) =
            (device(x) / (self.block_width() + self.gap), device(x) % (self.block_width() + self.gap));
        let (row, column) = (device(y).checked_sub(1)? / self.cell_height, within.checked_sub(1)? / self.cell);
        (block < self.blocks && row < self.rows && column < self.columns).then_some((block, row, column))
    }

    /// Where that value is in the tensor.
    pub fn index(&self, (block, row, column): (usize, usize, usize)) -> usize {
        (block * self.rows + row) * self.columns + column
    }

    /// RGBA pixels of the whole map; between the blocks they are transparent.
    pub fn pixels(&self, values: &[f64], frame: Rgb, color: impl Fn(f64) -> Rgb) -> Vec<u8> {
        let (width, height) = self.size();
        let mut pixels = vec![0; 4 * width * height];
        let row_bytes = 4 * width;
        let mut line = vec![0; row_bytes];
        let mut edge = vec![0; row_bytes];
        for block in 0..self.blocks {
            let left = block * (self.block_width() + self.gap);
            fill(&mut edge, left, self.block_width(), frame);
        }
        pixels[..row_bytes].copy_from_slice(&edge);
        pixels[(height - 1) * row_bytes..].copy_from_slice(&edge);
        for row in 0..self.rows {
            for block in 0..self.blocks {
                let left = block * (self.block_width() + self.gap);
                fill(&mut line, left, self.block_width(), frame);
                for column in 0..self.columns {
                    let value = values[self.index((block, row, column))];
                    fill(&mut line, left + 1 + column * self.cell, self.cell, color(value));
                }
            }
            for copy in 0..self.cell_height {
                let start = (1 + row * self.cell_height + copy) * row_bytes;
                pixels[start..start + row_bytes].copy_from_slice(&line);
            }
        }
        pixels
    }
}

fn fill(line: &mut [u8], left: usize, width: usize, Rgb(r, g, b): Rgb) {
    for pixel in line[4 * left..4 * (left + width)].chunks_exact_mut(4) {
        pixel.copy_from_slice(&[r, g, b, 255]);
    }
}
