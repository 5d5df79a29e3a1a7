//! A small picture as the address of an image: one pixel for each number, enlarged by the style sheet.

use unrolled_plots::Rgb;

/// `data:image/bmp;base64,…`, rows from top to bottom.
pub fn address(rows: usize, cols: usize, color: impl Fn(usize, usize) -> Rgb) -> String {
    // Rows are stored from the bottom up and padded to four bytes.
    let stride = (3 * cols).next_multiple_of(4);
    let size = 54 + stride * rows;
    let mut bytes = Vec::with_capacity(size);
    bytes.extend(b"BM");
    let mut number = |value: usize| bytes.extend((value as u32).to_le_bytes());
    [size, 0, 54, 40, cols, rows].into_iter().for_each(&mut number);
    // One plane, 24 bits a pixel; not compressed; the rest is what is usual.
    number(1 | 24 << 16);
    [0, stride * rows, 0, 0, 0, 0].into_iter().for_each(number);
    for row in (0..rows).rev() {
        let start = bytes.len();
        for col in 0..cols {
            let Rgb(red, green, blue) = color(row, col);
            bytes.extend([blue, green, red]);
        }
        bytes.resize(start + stride, 0);
    }
    let text: String = bytes.into_iter().map(char::from).collect();
    // Fails for characters beyond a byte only.
    format!("data:image/bmp;base64,{}", leptos::prelude::window().btoa(&text).unwrap_or_default())
}
