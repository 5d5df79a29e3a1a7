//! A weight tensor as pixels: the blocks of its gates side by side or one below the other, each in a thin frame.

use unrolled_engine::{Cell, Params};
use unrolled_lab::quantity::Weight;
use unrolled_plots::Rgb;

/// Between two blocks, CSS pixels.
const GAP: f64 = 3.0;
/// The side of one value, CSS pixels, at most.
const LARGEST_CELL: f64 = 8.0;
/// Tall tensors get smaller values, as long as these can be seen.
const LARGEST_HEIGHT: f64 = 132.0;

/// How a tensor is laid out. The sides of a value are whole numbers of device pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapLayout {
    pub blocks: usize,
    /// Rows and columns of one block; a bias that lies is one row.
    pub rows: usize,
    pub columns: usize,
    /// One below the other, as the rows of the tensor are.
    is_stacked: bool,
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
        let weight = Weight { tensor, block: 0 };
        let blocks = if weight.is_readout() { 1 } else { cell.gate_blocks() };
        let rows = all_rows / blocks;
        let (rows, columns) = if weight.is_bias() { (1, rows) } else { (rows, columns) };
        let gaps = (blocks - 1) as f64 * (GAP + 2.0) + 2.0;
        let side = ((width - gaps) / (blocks * columns) as f64).min(LARGEST_CELL).min(LARGEST_HEIGHT / rows as f64);
        let height = if rows == 1 { LARGEST_CELL } else { side };
        Self { blocks, rows, columns, ..Self::of_cells((side, height), ratio) }
    }

    /// Blocks one below the other, with values of this width and height in CSS pixels.
    pub fn stacked(blocks: usize, (rows, columns): (usize, usize), sides: (f64, f64), ratio: f64) -> Self {
        Self { blocks, rows, columns, is_stacked: true, ..Self::of_cells(sides, ratio) }
    }

    fn of_cells((width, height): (f64, f64), ratio: f64) -> Self {
        let device = |css: f64| (css * ratio).floor().max(1.0) as usize;
        let (cell, cell_height, gap) = (device(width), device(height), device(GAP));
        Self { blocks: 1, rows: 1, columns: 1, is_stacked: false, cell, cell_height, gap, ratio }
    }

    /// Of one block with its frame, device pixels.
    fn block_size(&self) -> (usize, usize) {
        (self.columns * self.cell + 2, self.rows * self.cell_height + 2)
    }

    /// From a block to the next, device pixels.
    fn pitch(&self) -> (usize, usize) {
        let (width, height) = self.block_size();
        if self.is_stacked { (0, height + self.gap) } else { (width + self.gap, 0) }
    }

    /// Device pixels.
    pub fn size(&self) -> (usize, usize) {
        let ((width, height), (right, down)) = (self.block_size(), self.pitch());
        (width + (self.blocks - 1) * right, height + (self.blocks - 1) * down)
    }

    /// Width and height of a value and the gap between two blocks, device pixels.
    pub fn measures(&self) -> [usize; 3] {
        [self.cell, self.cell_height, self.gap]
    }

    fn css(&self, device: usize) -> f64 {
        device as f64 / self.ratio
    }

    /// CSS pixels.
    pub fn width(&self) -> f64 {
        self.css(self.size().0)
    }

    /// For the canvas, in CSS pixels.
    pub fn style(&self) -> String {
        format!("width:{:.2}px;height:{:.2}px", self.width(), self.css(self.size().1))
    }

    /// For the name of each block, in CSS pixels.
    pub fn block_style(&self) -> String {
        let ((width, height), gap) = (self.block_size(), self.css(self.gap));
        match self.is_stacked {
            true => format!("height:{:.2}px;margin-bottom:{gap:.2}px", self.css(height)),
            false => format!("width:{:.2}px;margin-right:{gap:.2}px", self.css(width)),
        }
    }

    /// Left and top of a value, device pixels.
    fn corner(&self, (block, row, column): (usize, usize, usize)) -> (usize, usize) {
        let (right, down) = self.pitch();
        (block * right + 1 + column * self.cell, block * down + 1 + row * self.cell_height)
    }

    /// Left, top, width and height of a value in CSS pixels.
    pub fn rect(&self, place: (usize, usize, usize)) -> [f64; 4] {
        let (left, top) = self.corner(place);
        [left, top, self.cell, self.cell_height].map(|device| self.css(device))
    }

    /// Block, row and column at a place of the canvas, in CSS pixels.
    pub fn at(&self, (x, y): (f64, f64)) -> Option<(usize, usize, usize)> {
        let device = |css: f64| (css * self.ratio).max(0.0) as usize;
        let (x, y) = (device(x), device(y));
        let (right, down) = self.pitch();
        let block = if self.is_stacked { y / down } else { x / right };
        let (row, column) = ((y - block * down).checked_sub(1)?, (x - block * right).checked_sub(1)?);
        let (row, column) = (row / self.cell_height, column / self.cell);
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
        let (block_width, block_height) = self.block_size();
        for block in 0..self.blocks {
            let (left, top) = self.corner((block, 0, 0));
            fill(&mut pixels, width, [left - 1, top - 1, block_width, block_height], frame);
            for row in 0..self.rows {
                for column in 0..self.columns {
                    let (left, top) = self.corner((block, row, column));
                    let color = color(values[self.index((block, row, column))]);
                    fill(&mut pixels, width, [left, top, self.cell, self.cell_height], color);
                }
            }
        }
        pixels
    }

    /// Whether a value has room for a minus sign.
    pub fn has_signs(&self) -> bool {
        self.cell >= 3 && self.cell_height >= 3
    }

    /// Draws a minus sign into every negative value, in a colour for the value.
    pub fn mark_negative(&self, pixels: &mut [u8], values: &[f64], color: impl Fn(f64) -> Rgb) {
        if !self.has_signs() {
            return;
        }
        let (width, height) = (3 * self.cell / 5, (self.cell_height / 5).max(1));
        let (inset, drop) = ((self.cell - width) / 2, (self.cell_height - height) / 2);
        for block in 0..self.blocks {
            for (row, column) in (0..self.rows).flat_map(|row| (0..self.columns).map(move |column| (row, column))) {
                let value = values[self.index((block, row, column))];
                if value < 0.0 {
                    let (left, top) = self.corner((block, row, column));
                    fill(pixels, self.size().0, [left + inset, top + drop, width, height], color(value));
                }
            }
        }
    }
}

/// Paints a rectangle, left, top, width and height, of a picture that is `row` pixels wide.
fn fill(pixels: &mut [u8], row: usize, [left, top, width, height]: [usize; 4], Rgb(r, g, b): Rgb) {
    for line in pixels.chunks_exact_mut(4 * row).skip(top).take(height) {
        line[4 * left..4 * (left + width)].as_chunks_mut().0.fill([r, g, b, 255]);
    }
}
