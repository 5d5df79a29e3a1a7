//! Every word that the page shows, in one place. They come from `www/locale`, a file of messages for each language; here
//! they become the fields and functions that the page reads.

mod check;
mod code;
mod explain;
mod figure;
mod gates;
mod gradient_lab;
mod homework;
mod lesson;
mod link;
mod measures;
mod message;
mod mistakes;
mod own;
mod panels;
mod race;
mod samples;
mod sidebar;
mod stage;
mod stops;
mod sum;
mod task;
mod teach;
mod teaching;
mod tour;

use unrolled_engine::CellKind;
use unrolled_lab::Language;
use unrolled_lab::url::LinkError;

use message::{say, text};

pub use check::CheckWords;
pub use code::CodeWords;
pub use explain::ExplainWords;
pub use figure::FigureWords;
pub use gates::GatesWords;
pub use gradient_lab::LabWords;
pub use homework::HomeworkWords;
pub use lesson::LessonWords;
pub use measures::MeasureWords;
pub use message::{is_known, provide, speak, spoken, words};
pub use mistakes::MistakeWords;
pub use own::OwnWords;
pub use panels::{PanelWords, cell_of};
pub use race::RaceWords;
pub use samples::SampleWords;
pub use sidebar::{SettingWords, SidebarWords, ThemeWords};
pub use stage::StageWords;
pub use stops::StopWords;
pub use task::TaskWords;
pub use teach::TeachWords;
pub use teaching::TeachingWords;
pub use tour::TourWords;

/// The words of one language.
pub struct Strings {
    /// Of the document.
    pub title: &'static str,
    pub description: &'static str,
    pub tagline: &'static str,
    /// What is chosen by the buttons with the languages' names.
    pub language: &'static str,
    /// Why the words of a language are not there, as far as it is known.
    pub missing_language: fn(Language, &str) -> String,
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
    pub teaching: &'static TeachingWords,
    pub homework: &'static HomeworkWords,
    pub teach: &'static TeachWords,
    pub race: &'static RaceWords,
    pub gates: &'static GatesWords,
    pub samples: &'static SampleWords,
    pub lab: &'static LabWords,
    pub measures: &'static MeasureWords,
    pub mistakes: &'static MistakeWords,
    pub lesson: &'static LessonWords,
    pub tour: &'static TourWords,
    pub figure: &'static FigureWords,
}

impl Strings {
    /// Of the language that the page speaks.
    fn of_now() -> Self {
        Self {
            title: text("page-title"),
            description: text("page-description"),
            tagline: text("page-tagline"),
            language: text("page-language"),
            missing_language: |language, reason| {
                let name = language_name(language);
                match reason {
                    "" => say!("page-language-missing", name),
                    reason => say!("page-language-missing-because", name, reason),
                }
            },
            experiment: text("page-experiment"),
            intro_title: text("page-intro-title"),
            intro: text("page-intro"),
            task_title: text("page-task-title"),
            task_intro: text("page-task-intro"),
            promise: text("page-promise"),
            cell_name: |kind| match kind {
                CellKind::Rnn => "RNN",
                CellKind::Lstm => "LSTM",
                CellKind::Gru => "GRU",
            },
            broken_link: |error| say!("page-broken-link", error = link::problem(error)),
            dismiss: text("page-dismiss"),
            skip: text("page-skip"),
            theme: leaked(sidebar::theme()),
            sidebar: leaked(sidebar::words()),
            panels: leaked(panels::words()),
            stage: leaked(stage::words()),
            explain: leaked(explain::words()),
            check: leaked(check::words()),
            code: leaked(code::words()),
            stops: leaked(stops::words()),
            task: leaked(task::words()),
            teaching: leaked(teaching::words()),
            homework: leaked(homework::words()),
            teach: leaked(teach::words()),
            race: leaked(race::words()),
            gates: leaked(gates::words()),
            samples: leaked(samples::words()),
            lab: leaked(gradient_lab::words()),
            measures: leaked(measures::words()),
            mistakes: leaked(mistakes::words()),
            lesson: leaked(lesson::words()),
            tour: leaked(tour::words()),
            figure: leaked(figure::words()),
        }
    }
}

/// A language's name in the language itself.
pub fn language_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Korean => "한국어",
    }
}

/// What is made once for each language and stays as long as the page.
fn leaked<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
