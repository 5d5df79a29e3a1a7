//! The charts of the gradient lab.

mod bands;
mod waterfall;

/// Their pictures with the names of their files.
pub fn cases() -> Vec<(&'static str, String)> {
    [bands::cases(), waterfall::cases()].concat()
}
