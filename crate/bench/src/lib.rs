//! Training steps and the multiply-add peak, for the benchmark to time inside a WebAssembly engine.
//!
//! Plain exports without generated glue: the benchmark's script calls them with numbers and reads the clock around them.

mod peak;
pub mod training;

#[expect(unsafe_code, reason = "exports by name; nothing else in this crate is unsafe")]
mod exports {
    use crate::{peak, training};

    /// Runs the multiply-add loop; the result only keeps it from being optimised away.
    #[unsafe(no_mangle)]
    pub extern "C" fn peak(rounds: u32) -> f32 {
        peak::run(rounds)
    }

    /// Floating-point operations of `peak(1)`.
    #[unsafe(no_mangle)]
    pub extern "C" fn peak_flops() -> f64 {
        peak::FLOPS_PER_ROUND
    }

    /// Makes network, batch and optimizer; `cell` 0 RNN, 1 LSTM, 2 GRU, 3 PyTorch's GRU, `size` an index of tiny, small, medium, large.
    #[unsafe(no_mangle)]
    pub extern "C" fn prepare(cell: u32, size: u32) {
        training::prepare(cell, size);
    }

    /// Makes `updates` updates of what was prepared; the last loss per target.
    #[unsafe(no_mangle)]
    pub extern "C" fn train(updates: u32) -> f64 {
        training::train(updates)
    }

    /// Matrix-product operations of one update of what was prepared.
    #[unsafe(no_mangle)]
    pub extern "C" fn train_flops() -> f64 {
        training::flops()
    }
    /// Steps T of what was prepared.
    #[unsafe(no_mangle)]
    pub extern "C" fn steps() -> usize {
        training::shape().0
    }

    /// Sequences B of what was prepared.
    #[unsafe(no_mangle)]
    pub extern "C" fn batch() -> usize {
        training::shape().1
    }

    /// The address of a weight tensor; see `training::weights`.
    #[unsafe(no_mangle)]
    pub extern "C" fn weights(tensor: u32) -> *const f32 {
        training::weights(tensor).0
    }

    /// How many numbers a weight tensor has.
    #[unsafe(no_mangle)]
    pub extern "C" fn weight_count(tensor: u32) -> usize {
        training::weights(tensor).1
    }

    /// The symbol that is read at a row of (T, B).
    #[unsafe(no_mangle)]
    pub extern "C" fn input(row: u32) -> usize {
        training::symbols(row).0
    }

    /// The symbol that is to be answered there.
    #[unsafe(no_mangle)]
    pub extern "C" fn target(row: u32) -> usize {
        training::symbols(row).1
    }
}
