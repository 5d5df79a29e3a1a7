//! A gradient as an arrow: thickness and colour are its norm on the one absolute log scale.

use unrolled_plots::gradient_position;

/// Thickness in CSS pixels at both ends of the scale.
const THICKNESS: (f64, f64) = (1.0, 10.0);

/// How thick the arrow of a norm is. "Not a number" has the middle of the scale and a colour of its own.
pub fn thickness(norm: f64) -> f64 {
    let (thin, thick) = THICKNESS;
    thin + (thick - thin) * gradient_position(norm).unwrap_or(0.5)
}

/// The outline of an arrow that points left, from `tail` to `tip` at height `y`.
pub fn path(tail: f64, tip: f64, y: f64, norm: f64) -> String {
    let half = thickness(norm) / 2.0;
    let head_half = half + 2.5;
    let head = (head_half * 1.5).min(tail - tip);
    let neck = tip + head;
    format!(
        "M{tip:.1} {y:.1}L{neck:.1} {:.2}V{:.2}H{tail:.1}V{:.2}H{neck:.1}V{:.2}Z",
        y - head_half,
        y - half,
        y + half,
        y + head_half,
    )
}

/// Exact zero and what is not finite look different in more than their colour.
pub fn class(norm: f64) -> &'static str {
    if norm.is_nan() {
        "arrow nan"
    } else if norm.is_infinite() {
        "arrow infinite"
    } else if norm == 0.0 {
        "arrow zero"
    } else {
        "arrow"
    }
}
