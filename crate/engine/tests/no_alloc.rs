//! A training step does not allocate: counted by an allocator that counts.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell as Counter;
use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network, symbols};
use unrolled_engine::{Batch, Clipping, InitSpec, LossKind, Network, OptimizerKind, Real, Trainer, Truncation};

struct Counting;

thread_local! {
    static ALLOCATIONS: Counter<usize> = const { Counter::new(0) };
}

// SAFETY: every call is handed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const OPTIMIZERS: [OptimizerKind; 4] =
    [OptimizerKind::Sgd, OptimizerKind::MOMENTUM, OptimizerKind::RMS_PROP, OptimizerKind::ADAM];

fn check<R: Real>(network: &Network<R>, batch: &Batch<R>) {
    for optimizer in OPTIMIZERS {
        for (clipping, truncation) in [
            (Clipping::Off, Truncation::Full),
            (Clipping::Value(0.01), Truncation::per_loss(2)),
            (Clipping::GlobalNorm(0.01), Truncation::detached_every(3)),
        ] {
            let mut trainer = Trainer::new(network.clone(), optimizer, 0.01);
            (trainer.clipping, trainer.truncation) = (clipping, truncation);
            trainer.update(batch);
            let before = ALLOCATIONS.get();
            for _ in 0..3 {
                trainer.update(batch);
            }
            let count = ALLOCATIONS.get() - before;
            assert_eq!(count, 0, "{:?} {optimizer:?} {clipping:?} {truncation:?}", network.cell);
        }
    }
}

#[test]
fn a_training_step_does_not_allocate() {
    let before = ALLOCATIONS.get();
    drop(std::hint::black_box(Vec::<u8>::with_capacity(100)));
    assert_eq!(ALLOCATIONS.get() - before, 1, "the counter counts");

    let sizes = Sizes { steps: 7, batch: 3, inputs: 5, units: 9, outputs: 4 };
    for cell in ALL_CELLS {
        let network_for = |loss| network(cell, sizes, loss, 1);
        let dense = batch(cell, sizes, LossKind::MeanSquaredError, 2);
        check(&network_for(LossKind::MeanSquaredError), &dense);
        check(&network_for(LossKind::CrossEntropy).convert::<f32>(), &symbols(sizes, 3).to_f32());
        let with_encoder = network_for(LossKind::CrossEntropy).with_encoder(&InitSpec::default());
        check(&with_encoder.convert::<f32>(), &Batch { source: Some(3), ..symbols(sizes, 3) }.to_f32());
    }
}
