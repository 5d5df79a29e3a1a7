//! One experiment without a browser: the state of the page, the commands that change it, the timeline of moments, and
//! the three cells running on one text.

pub mod answer;
mod buckets;
pub mod chain;
pub mod checking;
pub mod cuts;
pub mod decimal;
pub mod experiment;
pub mod file;
mod flat;
pub mod goal;
pub mod gradient_lab;
pub mod history;
pub mod lengths;
pub mod lesson;
pub mod measuring;
pub mod probe;
pub mod quantity;
pub mod racer;
pub mod racing;
pub mod sampling;
pub mod score;
pub mod script;
pub mod settings;
pub mod spectra;
pub mod state;
pub mod stops;
pub mod timeline;
pub mod trained;
pub mod training;
pub mod trials;
pub mod truncated;
pub mod url;
mod weight_name;
pub mod work;

pub use answer::Answered;
pub use chain::{Chain, Descent, Phi};
pub use checking::{CheckRequest, Checked, Checking, Summary};
pub use cuts::{CutOf, Cuts};
pub use experiment::{Experiment, Lane, Snapshot, UpdatePreview};
pub use file::File;
pub use flat::FlatError;
pub use goal::{Goal, Who};
pub use gradient_lab::GradientLab;
pub use history::{Checkpoint, History};
pub use lengths::{AtLength, LengthCurves, Lengths, quantile};
pub use lesson::Lesson;
pub use measuring::{Found, Measure, MeasureReport, MeasureRequest};
pub use probe::{Memory, Probing};
pub use racer::{Explosion, Racer};
pub use racing::{Evaluation, RaceEnd, RaceReport, RaceRun};
pub use sampling::{Drawn, Sample, Sampling, Stepped};
pub use score::{Score, score};
pub use settings::{
    BiasKind, ClippingKind, InitializerKind, OptimizerKind, Rejection, Setting, Settings, Sizing, Start,
};
pub use spectra::{Bound, Spectra, Spectrum};
pub use state::{Asked, Command, Direction, Fold, Granularity, Made, State};
pub use stops::{Condition, Reason, Stop, Stops, Way};
pub use timeline::{Moment, Timeline};
pub use trained::WeightsFile;
pub use trials::Trials;
pub use truncated::{Change, Changes, FullGradient, changes, clipped};
pub use weight_name::weight_name;
