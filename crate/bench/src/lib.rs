//! Training steps and the multiply-add peak, for the benchmark to time inside a WebAssembly engine.
//!
//! Plain exports without generated glue: the benchmark's script calls them with numbers and reads the clock around them.

mod peak;
mod training;

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

    /// Makes network, batch and optimizer; `cell` 0 RNN, 1 LSTM, 2 GRU, `size` an index of tiny, small, medium, large.
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
}
