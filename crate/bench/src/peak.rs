//! The most that one core does with 128-bit vectors: multiply and add on registers, and nothing else.

/// Twelve vectors of four: enough independent chains to hide the latency of both units.
const LANES: usize = 48;

/// One multiplication and one addition a lane.
pub const FLOPS_PER_ROUND: f64 = 2.0 * LANES as f64;

/// `rounds` times x ← a x + b in every lane, whose fixed point is 1.
pub fn run(rounds: u32) -> f32 {
    let mut lanes = [0.5; LANES];
    multiply_add(rounds, std::hint::black_box(0.999), std::hint::black_box(0.001), &mut lanes);
    lanes.iter().sum()
}

#[inline(never)]
fn multiply_add(rounds: u32, a: f32, b: f32, lanes: &mut [f32; LANES]) {
    let mut local = *lanes;
    for _ in 0..rounds {
        for lane in &mut local {
            *lane = *lane * a + b;
        }
    }
    *lanes = local;
}
