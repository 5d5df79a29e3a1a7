//! What can be wrong with a chart's data.

use std::fmt;

/// Why a chart was not drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum PlotError {
    /// No series, or series without any value.
    Empty,
    /// All series of a chart must have the same number of steps.
    Length { series: usize, found: usize, wanted: usize },
    /// Norms and losses are never negative: such a value is a mistake of the caller, not something to hide.
    Negative { series: usize, index: usize, value: f64 },
    /// An accuracy or another share lies from 0 to 1.
    Share { series: usize, index: usize, value: f64 },
    /// The places of the points along the horizontal axis must ascend.
    NotAscending { index: usize },
    /// Values that must be in order: least value, lower quartile, median, upper quartile and greatest value; or singular
    /// values, from the greatest on.
    Order { series: usize, index: usize },
    /// A loss has a gradient only at its own step and at earlier ones. Steps count from 0.
    LaterStep { step: usize, source: usize },
    /// The parts of a step do not lead from its norm to the next one: log₁₀ of the factor that they make, and of the
    /// norms' own. Steps count from 0.
    Sum { step: usize, parts: f64, whole: f64 },
    /// The chart is too small for its axes. Width and height in CSS pixels.
    TooSmall { width: f64, height: f64 },
    /// A matrix that is not `rows × columns` long.
    Shape { rows: usize, columns: usize, found: usize },
    /// A colour that is neither `#rgb`, `#rrggbb` nor `rgb(r, g, b)`.
    Color(String),
    /// The drawing surface failed.
    Backend(String),
}

impl fmt::Display for PlotError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlotError::Empty => write!(out, "nothing to draw: no series has a value"),
            PlotError::Length { series, found, wanted } => {
                write!(out, "series {series}: expected {wanted} steps, found {found}")
            }
            PlotError::Negative { series, index, value } => {
                write!(out, "series {series}, index {index}: {value} is negative")
            }
            PlotError::Share { series, index, value } => {
                write!(out, "series {series}, index {index}: {value} is not from 0 to 1")
            }
            PlotError::NotAscending { index } => write!(out, "place {index} is not greater than the one before it"),
            PlotError::Order { series, index } => {
                write!(out, "series {series}, index {index}: values are not in their order")
            }
            PlotError::LaterStep { step, source } => {
                write!(out, "the loss of step {source} cannot have a gradient at the later step {step}")
            }
            PlotError::Sum { step, parts, whole } => {
                write!(out, "step {step}: the parts change the norm by {parts} decades, the norms by {whole}")
            }
            PlotError::TooSmall { width, height } => {
                write!(out, "{width} × {height} CSS pixels are too small for a chart")
            }
            PlotError::Shape { rows, columns, found } => {
                write!(out, "expected {rows} × {columns} values, found {found}")
            }
            PlotError::Color(text) => {
                write!(out, "{text:?} is not a colour: expected #rgb, #rrggbb or rgb(r, g, b)")
            }
            PlotError::Backend(message) => write!(out, "drawing failed: {message}"),
        }
    }
}

impl std::error::Error for PlotError {}
