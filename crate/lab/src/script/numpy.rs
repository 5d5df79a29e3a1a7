//! The parts of a NumPy script: everything is written out, backward beside forward.

use unrolled_engine::{Activation, Cell, Convention, OptimizerKind};

use crate::settings::ClippingKind;

/// The code up to where the optimizer's settings have to be known, and the code from there on.
pub fn code(cell: Cell, clipping: ClippingKind, optimizer: OptimizerKind) -> [Vec<&'static str>; 2] {
    let cell = match cell {
        Cell::Rnn(Activation::Tanh) => include_str!("numpy/rnn_tanh.py"),
        Cell::Rnn(Activation::Relu) => include_str!("numpy/rnn_relu.py"),
        Cell::Lstm => include_str!("numpy/lstm.py"),
        Cell::Gru(Convention::Chung2014) => include_str!("numpy/gru_chung2014.py"),
        Cell::Gru(Convention::Pytorch) => include_str!("numpy/gru_pytorch.py"),
    };
    let clip = match clipping {
        ClippingKind::Off => None,
        ClippingKind::Value => Some(include_str!("numpy/clip_value.py")),
        ClippingKind::GlobalNorm => Some(include_str!("numpy/clip_norm.py")),
    };
    let optimizer = match optimizer {
        OptimizerKind::Sgd => include_str!("numpy/sgd.py"),
        OptimizerKind::Momentum { .. } => include_str!("numpy/momentum.py"),
        OptimizerKind::RmsProp { .. } => include_str!("numpy/rms_prop.py"),
        OptimizerKind::Adam { .. } => include_str!("numpy/adam.py"),
    };
    let passes =
        vec![include_str!("numpy/start.py"), cell, include_str!("numpy/passes.py"), include_str!("numpy/show.py")];
    let update = clip.into_iter().chain([optimizer, include_str!("numpy/show_update.py")]).collect();
    [passes, update]
}
