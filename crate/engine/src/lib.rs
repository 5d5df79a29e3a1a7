//! The mathematics of Unrolled: cells, unrolling, backpropagation through time, its measures, optimizers.
//!
//! Dimension letters, used everywhere: *T* steps, *B* batch, *I* inputs, *H* hidden units, *O* outputs, *G* gates of a
//! cell (RNN 1, GRU 3, LSTM 4). Steps are counted from 0 in code and from 1 on the page. `dx` is always ∂L/∂x.

pub mod batch;
mod bptt;
pub mod cell;
pub mod clip;
pub mod draw;
pub mod factors;
pub mod fingerprint;
mod forward;
pub mod gemm;
pub mod gradcheck;
pub mod influence;
pub mod init;
mod inspect;
pub mod jacobian;
mod loss;
pub mod matrix;
pub mod measure;
pub mod network;
pub mod optim;
pub mod order;
mod packed;
pub mod params;
pub mod random;
pub mod real;
mod real_f32;
pub mod ridge;
pub mod roads;
pub mod sample;
pub mod spectrum;
mod sweep;
pub mod tape;
pub mod trace;
pub mod trainer;
pub mod truncation;
mod workspace;

pub use batch::{Batch, BatchError, Inputs, Targets};
pub use cell::{Activation, Cell, CellKind, Convention, Switch, Switches};
pub use clip::{ClipReport, Clipping, clip};
pub use factors::{Factor, FactorPart, between_steps, costliest, factors};
pub use fingerprint::{bits_of, fingerprint};
pub use gradcheck::{
    Comparison, EntryCheck, GRADIENT_TOLERANCE, GradientCheck, GradientCheckSpec, GradientChecker, Verdict,
    gradient_check,
};
pub use influence::{Influence, influence};
pub use init::{ForgetBias, InitSpec, Initializer};
pub use inspect::{Feed, NextUpdate};
pub use jacobian::{jacobian, jacobian_between};
pub use matrix::{Matrix, View};
pub use measure::{NonFinite, Pass, angle, norm};
pub use network::{LossKind, Network};
pub use optim::{Optimizer, OptimizerKind};
pub use params::{ENCODER_TENSORS, PARAMETER_NAMES, Params, TENSOR_NAMES};
pub use random::Random;
pub use real::Real;
pub use ridge::Ridge;
pub use roads::{Flow, Roads, Source, flow};
pub use tape::{Recording, Tape};
pub use trace::{Trace, TraceError, TraceSpec, trace};
pub use trainer::{Trainer, UpdateReport};
pub use truncation::Truncation;
