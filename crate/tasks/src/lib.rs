//! What a network is asked to learn. A task turns data into sequences of inputs and answers, with a mask over the steps
//! that says which have one; a `Batch` is sequences side by side.

pub mod blood_pressure;
pub mod captions;
pub mod character;
pub mod data;
pub mod dataset;
pub mod dates;
pub mod hangul;
pub mod long_text;
pub mod memory;
pub mod moving_digit;
pub mod own;
pub mod prompt;
pub mod sentences;
pub mod sentiment;
pub mod sequence;
pub mod tagging;
pub mod task;
#[cfg(test)]
mod testing;
pub mod translation;
mod vocabulary;

pub use character::{LossSteps, TextError};
pub use data::{DataError, DataFile};
pub use dataset::{Dataset, Measure, Shape, Source};
pub use own::{Own, problem::Problems};
pub use sequence::{Answer, Coding, Input, Labels, Sequence, batch_of, batch_of_length};
pub use task::Task;
