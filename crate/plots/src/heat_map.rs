//! A matrix as pixels, one per value, to be stretched by whoever shows it.

use crate::{PlotError, Rgb};

/// RGBA bytes of a `(rows, columns)` matrix stored row by row, one opaque pixel per value: `4 · rows · columns` bytes, the
/// layout that a canvas takes. `color` is one of the three channels of [`crate::ColorScales`].
///
/// # Errors
/// [`PlotError::Shape`] if `values` is not `rows · columns` long.
///
/// ```
/// let scales = unrolled_plots::ColorScales::light();
/// let pixels = unrolled_plots::rgba(&[0.0, 1.0], 1, 2, |x| scales.gate(x)).unwrap();
/// assert_eq!(pixels[..4], [255, 255, 255, 255]);
/// ```
pub fn rgba(values: &[f64], rows: usize, columns: usize, color: impl Fn(f64) -> Rgb) -> Result<Vec<u8>, PlotError> {
    if values.len() != rows * columns {
        return Err(PlotError::Shape { rows, columns, found: values.len() });
    }
    let mut bytes = Vec::with_capacity(4 * values.len());
    for &value in values {
        let Rgb(r, g, b) = color(value);
        bytes.extend([r, g, b, 255]);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_opaque_pixel_per_value_row_by_row() {
        let color = |x: f64| Rgb(x as u8, 0, 7);
        assert_eq!(rgba(&[1.0, 2.0], 2, 1, color), Ok(vec![1, 0, 7, 255, 2, 0, 7, 255]));
        assert_eq!(rgba(&[1.0], 2, 1, color), Err(PlotError::Shape { rows: 2, columns: 1, found: 1 }));
    }
}
