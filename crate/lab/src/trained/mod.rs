//! Nets that were trained before: their files are served beside the page and given to the program when somebody wants to
//! start from one. `examples/pretrain.rs` makes them.
//!
//! A file is of one task, or of the word, and holds all three cells with the same number of units, with tanh in the RNN
//! and the GRU of Chung et al. 2014. `round` says which numbers a weight can be, `file` how they are written.

mod file;
mod round;

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use unrolled_engine::{Activation, Cell, CellKind, Convention, Params};
use unrolled_tasks::Task;

use crate::settings::{Settings, Sizing};
use crate::url::task_word;
pub use file::FileError;
pub use round::{Scales, rounded};

/// The word that a net has been trained on.
pub const WORD: &str = "hello";

/// Which file: that of a task, or that of the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WeightsFile(pub Option<Task>);

impl WeightsFile {
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self(None)).chain(Task::ALL.map(|task| Self(Some(task))))
    }

    /// Of what the settings want to learn, if there is one.
    pub fn of(settings: &Settings) -> Option<Self> {
        match settings.task {
            None => (settings.text == WORD).then_some(Self(None)),
            Some(task) => Task::ALL.contains(&task).then_some(Self(Some(task))),
        }
    }

    pub fn name(self) -> String {
        format!("{}.weights", self.0.map_or(WORD.to_owned(), task_word))
    }
}

/// Three trained cells, and what they were trained with.
#[derive(Clone, Debug, PartialEq)]
pub struct Net {
    /// H of each cell.
    pub units: usize,
    /// T of the sequences, where a task leaves it free; else 0.
    pub length: usize,
    pub inputs: usize,
    pub outputs: usize,
    /// Of each number of a matrix; a number of a bias has [`round::BIAS_BITS`].
    pub bits: u32,
    /// In the order of [`CellKind::ALL`], with nothing but numbers that the file can hold.
    pub params: [Params<f32>; 3],
}

impl Net {
    pub const ACTIVATION: Activation = Activation::Tanh;
    pub const CONVENTION: Convention = Convention::Chung2014;

    /// The cell whose weights they are.
    pub fn cell(kind: CellKind) -> Cell {
        match kind {
            CellKind::Rnn => Cell::Rnn(Self::ACTIVATION),
            CellKind::Lstm => Cell::Lstm,
            CellKind::Gru => Cell::Gru(Self::CONVENTION),
        }
    }

    /// Whether cells of these settings can have these weights, and mean the same by them. Lengths, fixed gates and what is
    /// measured are free: the weights can be had for all of them.
    pub fn fits(&self, settings: &Settings) -> bool {
        (settings.sizing, settings.units) == (Sizing::SameUnits, self.units)
            && (settings.activation, settings.convention) == (Self::ACTIVATION, Self::CONVENTION)
            && !settings.has_encoder()
    }
}

/// Why there are no trained weights.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrainedError {
    /// The file has not been given to the program yet.
    #[error("{}: not loaded yet", .0.name())]
    Missing(WeightsFile),
    #[error("trained weights: expected a task that comes with the page or the word {WORD:?}, found another")]
    None,
    #[error("{}: expected {wanted}, found {found}", .file.name())]
    Unfit { file: WeightsFile, wanted: String, found: String },
}

/// A file that was given to the program: its bytes, and what they say.
#[derive(Clone)]
struct Given {
    file: WeightsFile,
    bytes: Arc<[u8]>,
    net: Arc<Net>,
}

static GIVEN: Mutex<Vec<Given>> = Mutex::new(Vec::new());

/// Gives the program a file. What has been given once stays.
///
/// # Errors
/// If the file is not whole or none of these files; then nothing is kept.
pub fn provide(file: WeightsFile, bytes: &[u8]) -> Result<(), FileError> {
    let net = Arc::new(Net::decode(file, bytes)?);
    let mut given = GIVEN.lock().unwrap_or_else(PoisonError::into_inner);
    // A second one would be the same.
    if given.iter().all(|given| given.file != file) {
        given.push(Given { file, bytes: bytes.into(), net });
    }
    Ok(())
}

/// Gives the program all files of a folder.
///
/// # Errors
/// If one cannot be read, or is broken.
pub fn provide_folder(folder: &Path) -> io::Result<()> {
    for file in WeightsFile::all() {
        let bytes = std::fs::read(folder.join(file.name()))?;
        provide(file, &bytes).map_err(io::Error::other)?;
    }
    Ok(())
}

fn given(file: WeightsFile) -> Option<Given> {
    let given = GIVEN.lock().unwrap_or_else(PoisonError::into_inner);
    given.iter().find(|given| given.file == file).cloned()
}

/// The bytes of a file that was given.
pub fn bytes(file: WeightsFile) -> Option<Arc<[u8]>> {
    given(file).map(|given| given.bytes)
}

/// The net that the settings can start from.
///
/// # Errors
/// If there is none, or its file has not been given yet.
pub fn net_of(settings: &Settings) -> Result<Arc<Net>, TrainedError> {
    let file = WeightsFile::of(settings).ok_or(TrainedError::None)?;
    given(file).map(|given| given.net).ok_or(TrainedError::Missing(file))
}

/// # Errors
/// If the net is missing, or does not fit the settings or the data.
pub(crate) fn check(settings: &Settings) -> Result<(), TrainedError> {
    let file = WeightsFile::of(settings).ok_or(TrainedError::None)?;
    let net = net_of(settings)?;
    let unfit = |wanted, found| Err(TrainedError::Unfit { file, wanted, found });
    if !net.fits(settings) {
        let wanted = format!("{} units of a tanh RNN, an LSTM and a GRU of Chung et al. 2014", net.units);
        return unfit(wanted, "others".to_owned());
    }
    if let Ok(sequence) = settings.sequence(0) {
        let wanted = (sequence.coding.inputs.len(), sequence.coding.outputs.len());
        if wanted != (net.inputs, net.outputs) {
            let sizes = |(inputs, outputs)| format!("{inputs} inputs and {outputs} outputs");
            return unfit(sizes(wanted), sizes((net.inputs, net.outputs)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::File;
    use crate::settings::{Rejection, Setting, Start};

    fn check(settings: &Settings, message: &str, missing: Option<File>) {
        let rejection: Rejection = settings.with(Setting::Start(Start::Trained)).unwrap_err();
        assert_eq!((rejection.to_string().as_str(), rejection.missing()), (message, missing));
    }

    #[test]
    fn weights_that_are_not_there_are_named() {
        check(&Settings::default(), "hello.weights: not loaded yet", Some(File::Weights(WeightsFile(None))));
        let parity = Settings::default().with(Setting::Task(Some(Task::Parity))).unwrap();
        let file = WeightsFile(Some(Task::Parity));
        check(&parity, "parity.weights: not loaded yet", Some(File::Weights(file)));
        let other = Settings { text: "world".to_owned(), ..Settings::default() };
        let message = "trained weights: expected a task that comes with the page or the word \"hello\", found another";
        check(&other, message, None);
    }
}
