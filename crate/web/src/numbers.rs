//! How numbers are written on the page: as in the charts.

pub use unrolled_plots::numbers::*;
