//! A gradient as an arrow: thickness and colour are its norm on the one absolute log scale.

use unrolled_plots::gradient_position;

/// Thickness in CSS pixels at both ends of the scale.
const THICKNESS: (f64, f64) = (1.0, 10.0);

/// How thick the arrow of a norm is. "Not a number" has the middle of the scale and a colour of its own.
pub fn thickness(norm: f64) -> f64 {
    let (thin, thick) = THICKNESS;
    thin + (thick - thin) * gradient_position(norm).unwrap_or(0.5)
}

/// The corners of an arrow that points left, from `tail` to `tip` at height `y`.
pub fn outline(tail: f64, tip: f64, y: f64, norm: f64) -> [(f64, f64); 7] {
    let half = thickness(norm) / 2.0;
    let head_half = half + 2.5;
    let neck = tip + (head_half * 1.5).min(tail - tip);
    [
        (tip, y),
        (neck, y - head_half),
        (neck, y - half),
        (tail, y - half),
        (tail, y + half),
        (neck, y + half),
        (neck, y + head_half),
    ]
}
