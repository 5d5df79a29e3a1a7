//! The parts of a PyTorch script: one step of a cell at a time, so that autograd can hand out ∂L/∂h_t and ∂L/∂c_t.

use unrolled_engine::{Activation, Cell, Convention, OptimizerKind};

use crate::settings::ClippingKind;

/// The code up to where the optimizer's settings have to be known, and the code from there on.
pub fn code(cell: Cell, clipping: ClippingKind, optimizer: OptimizerKind) -> [Vec<&'static str>; 2] {
    let forward = if cell.has_cell_state() {
        include_str!("pytorch/forward_lstm.py")
    } else {
        include_str!("pytorch/forward.py")
    };
    let cell = match cell {
        Cell::Rnn(Activation::Tanh) => include_str!("pytorch/rnn_tanh.py"),
        Cell::Rnn(Activation::Relu) => include_str!("pytorch/rnn_relu.py"),
        Cell::Lstm => include_str!("pytorch/lstm.py"),
        Cell::Gru(Convention::Chung2014) => include_str!("pytorch/gru_chung2014.py"),
        Cell::Gru(Convention::Pytorch) => include_str!("pytorch/gru_pytorch.py"),
    };
    let clip = match clipping {
        ClippingKind::Off => None,
        ClippingKind::Value => Some(include_str!("pytorch/clip_value.py")),
        ClippingKind::GlobalNorm => Some(include_str!("pytorch/clip_norm.py")),
    };
    let optimizer = match optimizer {
        OptimizerKind::Sgd => include_str!("pytorch/sgd.py"),
        OptimizerKind::Momentum { .. } => include_str!("pytorch/momentum.py"),
        OptimizerKind::RmsProp { .. } => include_str!("pytorch/rms_prop.py"),
        OptimizerKind::Adam { .. } => include_str!("pytorch/adam.py"),
    };
    let passes = vec![
        include_str!("pytorch/start.py"),
        cell,
        include_str!("pytorch/load.py"),
        forward,
        include_str!("pytorch/backward.py"),
        include_str!("pytorch/show.py"),
    ];
    let update = clip.into_iter().chain([optimizer, include_str!("pytorch/show_update.py")]).collect();
    [passes, update]
}
