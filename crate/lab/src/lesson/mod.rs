//! The lessons: which there are, what their texts may ask of the figure, and who was right.

mod outcome;
mod reading;

pub use outcome::{Choice, Outcome, Range, Verdict, curve_distance};
pub(crate) use reading::cell_of;
pub use reading::{Read, Reading, ReadingError};

use crate::experiment::Experiment;
use crate::state::State;

/// The experiment of a state by itself, whatever else is shown: the weights that its seed and its updates give. `None` if that
/// takes training on data, or the data are not there.
pub fn aside(state: &State) -> Option<Experiment> {
    if state.settings.task.is_some() && state.updates > 0 {
        return None;
    }
    let mut experiment = Experiment::on_example(&state.settings, state.example).ok()?;
    (0..state.updates).for_each(|_| experiment.advance());
    experiment.read_sample(state.read_sample()).ok()?;
    Some(experiment)
}

/// A text that is read beside the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lesson {
    Recurrence,
    Shapes,
    Spelling,
    Bptt,
    Vanishing,
    Lstm,
    Gru,
    Glossary,
}

impl Lesson {
    /// In the order in which they are read; the glossary is looked up.
    pub const ALL: [Self; 8] = [
        Self::Recurrence,
        Self::Shapes,
        Self::Spelling,
        Self::Bptt,
        Self::Vanishing,
        Self::Lstm,
        Self::Gru,
        Self::Glossary,
    ];

    /// The name of its file in the folder of a language, without its ending.
    pub fn file(self) -> &'static str {
        match self {
            Self::Recurrence => "1-recurrence",
            Self::Shapes => "2-shapes",
            Self::Spelling => "3-spelling",
            Self::Bptt => "4-bptt",
            Self::Vanishing => "5-vanishing",
            Self::Lstm => "6-lstm",
            Self::Gru => "7-gru",
            Self::Glossary => "glossary",
        }
    }

    /// The lesson whose text is in a file of this name.
    pub fn of_file(file: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lesson| lesson.file() == file)
    }

    /// The one to read next.
    pub fn next(self) -> Option<Self> {
        let at = Self::ALL.iter().position(|lesson| *lesson == self)?;
        Self::ALL.get(at + 1).copied().filter(|next| *next != Self::Glossary)
    }
}
