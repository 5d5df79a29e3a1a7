//! The charts of the gradient lab.

mod bands;
mod complex_plane;
mod share_curve;
mod singular_values;
mod stacked;
mod surface;
mod waterfall;

/// Their pictures with the names of their files.
pub fn cases() -> Vec<(&'static str, String)> {
    [
        bands::cases(),
        complex_plane::cases(),
        share_curve::cases(),
        singular_values::cases(),
        stacked::cases(),
        surface::cases(),
        waterfall::cases(),
    ]
    .concat()
}
