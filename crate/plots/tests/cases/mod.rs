//! The charts of the gradient lab.

pub mod waterfall;
