//! Every word that the page shows, in one place: another language is another value of [`Strings`].

mod check;
mod code;
mod explain;
mod figure;
mod gates;
mod gradient_lab;
mod lesson;
mod measures;
mod own;
mod panels;
mod race;
mod samples;
mod sidebar;
mod stage;
mod stops;
mod sum;
mod task;
mod tour;

use unrolled_engine::CellKind;
use unrolled_lab::url::LinkError;

pub use check::CheckWords;
pub use code::CodeWords;
pub use explain::ExplainWords;
pub use figure::FigureWords;
pub use gates::GatesWords;
pub use gradient_lab::LabWords;
pub use lesson::LessonWords;
pub use measures::MeasureWords;
pub use own::OwnWords;
pub use panels::{PanelWords, cell_of};
pub use race::RaceWords;
pub use samples::SampleWords;
pub use sidebar::{SettingWords, SidebarWords, ThemeWords};
pub use stage::StageWords;
pub use stops::StopWords;
pub use task::TaskWords;
pub use tour::TourWords;

/// The words of one language.
pub struct Strings {
    pub experiment: &'static str,
    /// With a word of the reader's own.
    pub intro_title: &'static str,
    pub intro: &'static str,
    /// With a task and its data.
    pub task_title: &'static str,
    pub task_intro: &'static str,
    pub promise: &'static str,
    pub cell_name: fn(CellKind) -> &'static str,
    pub broken_link: fn(&LinkError) -> String,
    pub dismiss: &'static str,
    /// The first thing that Tab comes to.
    pub skip: &'static str,
    pub theme: &'static ThemeWords,
    pub sidebar: &'static SidebarWords,
    pub panels: &'static PanelWords,
    pub stage: &'static StageWords,
    pub explain: &'static ExplainWords,
    pub check: &'static CheckWords,
    pub code: &'static CodeWords,
    pub stops: &'static StopWords,
    pub task: &'static TaskWords,
    pub race: &'static RaceWords,
    pub gates: &'static GatesWords,
    pub samples: &'static SampleWords,
    pub lab: &'static LabWords,
    pub measures: &'static MeasureWords,
    pub lesson: &'static LessonWords,
    pub tour: &'static TourWords,
    pub figure: &'static FigureWords,
}

pub static EN: Strings = Strings {
    experiment: "Experiment",
    intro_title: "Three cells read a word",
    intro: "Type a word. RNN, LSTM and GRU read it character by character, each time predicting the next one. Then the loss \
         walks back through the steps: backpropagation through time.",
    task_title: "Three cells learn a task",
    task_intro: "They race on the same batches from the same seed. Everything that is shown, stage, cell and gradient, is of \
                 the example below with the weights of now.",
    promise: "Every number here is the one that the network computed, and the same seed gives the same bits on every machine.",
    cell_name: |kind| match kind {
        CellKind::Rnn => "RNN",
        CellKind::Lstm => "LSTM",
        CellKind::Gru => "GRU",
    },
    broken_link: |error| format!("This link cannot be read, so the page opened as usual. {error}"),
    dismiss: "Dismiss",
    skip: "Skip to the stage and Play",
    theme: &sidebar::THEME_EN,
    sidebar: &sidebar::EN,
    panels: &panels::EN,
    stage: &stage::EN,
    explain: &explain::EN,
    check: &check::EN,
    code: &code::EN,
    stops: &stops::EN,
    task: &task::EN,
    race: &race::EN,
    gates: &gates::EN,
    samples: &samples::EN,
    lab: &gradient_lab::EN,
    measures: &measures::EN,
    lesson: &lesson::EN,
    tour: &tour::EN,
    figure: &figure::EN,
};

/// The words that the page shows now.
pub fn words() -> &'static Strings {
    &EN
}
