//! The files beside the page that are fetched when they are wanted.

use unrolled_tasks::{DataError, DataFile};

use crate::settings::Rejection;
use crate::trained::{TrainedError, WeightsFile};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    Data(DataFile),
    Weights(WeightsFile),
}

impl File {
    pub fn name(self) -> String {
        match self {
            Self::Data(file) => file.name().to_owned(),
            Self::Weights(file) => file.name(),
        }
    }

    /// Below the page's address.
    pub fn path(self) -> String {
        match self {
            Self::Data(_) => format!("data/{}", self.name()),
            Self::Weights(_) => format!("weights/{}", self.name()),
        }
    }
}

impl Rejection {
    /// The file without which a setting cannot be had.
    pub fn missing(&self) -> Option<File> {
        match self {
            Self::Data(DataError::Missing(file)) => Some(File::Data(*file)),
            Self::Trained(TrainedError::Missing(file)) => Some(File::Weights(*file)),
            _ => None,
        }
    }
}
