//! What a network is asked to learn. A task turns data into a `Batch`: inputs and targets with a mask over the steps.

pub mod character;

pub use character::{CharacterTask, LossSteps, TextError};
