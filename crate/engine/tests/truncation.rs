//! Truncated backpropagation against the sum of what each single loss sends back.

use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network};
use unrolled_engine::{Batch, LossKind, Network, Recording, Tape, Targets, Truncation};

const SIZES: Sizes = Sizes { steps: 11, batch: 2, inputs: 3, units: 4, outputs: 3 };

fn run(network: &Network<f64>, batch: &Batch<f64>, truncation: Truncation) -> Tape<f64> {
    let mut tape = network.tape(Recording::Everything, batch.steps, batch.batch);
    network.forward(batch, &mut tape);
    network.backward(batch, &mut tape, truncation);
    tape
}

/// The batch with the targets of step `s` only.
fn only_loss_at(batch: &Batch<f64>, s: usize) -> Batch<f64> {
    let Targets::Classes(classes) = &batch.targets else { unreachable!() };
    let keep = |(row, class): (usize, &Option<usize>)| class.filter(|_| row / batch.batch == s);
    Batch { targets: Targets::Classes(classes.iter().enumerate().map(keep).collect()), ..batch.clone() }
}

#[track_caller]
fn assert_all_close(what: &str, found: &[f64], wanted: &[f64]) {
    assert_eq!(found.len(), wanted.len(), "{what}");
    for (index, (found, wanted)) in found.iter().zip(wanted).enumerate() {
        assert!((found - wanted).abs() <= 1e-13 * (1.0 + wanted.abs()), "{what}[{index}]: {found}, wanted {wanted}");
    }
}

/// Every gradient on the tape, step by step, and of the initial state.
fn gradients_at(tape: &Tape<f64>, t: usize) -> Vec<f64> {
    let gates = (0..tape.cell.gate_names().len()).flat_map(|k| tape.dgate(k, t).to_vec());
    let parts = [tape.dh(t), tape.dc(t), tape.dpre(t), tape.dextra(t), tape.dx(t)];
    parts.into_iter().flatten().copied().chain(gates).collect()
}

#[test]
fn each_loss_reaches_exactly_the_steps_of_its_window() {
    for cell in ALL_CELLS {
        let (network, batch) =
            (network(cell, SIZES, LossKind::CrossEntropy, 1), batch(cell, SIZES, LossKind::CrossEntropy, 2));
        let single: Vec<Tape<f64>> =
            (0..SIZES.steps).map(|s| run(&network, &only_loss_at(&batch, s), Truncation::Full)).collect();
        for (k1, k2) in [(1, 1), (1, 3), (1, 11), (2, 5), (3, 3), (4, 4), (4, 6), (5, 20), (11, 11)] {
            let truncation = Truncation::Window { k1, k2 };
            let tape = run(&network, &batch, truncation);
            for t in 0..SIZES.steps {
                let mut wanted = vec![0.0; gradients_at(&tape, t).len()];
                for (s, single) in single.iter().enumerate().filter(|&(s, _)| truncation.reach(s) <= t && t <= s) {
                    assert!(truncation.reach(s) <= s);
                    wanted.iter_mut().zip(gradients_at(single, t)).for_each(|(sum, gradient)| *sum += gradient);
                }
                let what = format!("{cell:?} {truncation:?} t = {t}");
                assert_all_close(&what, &gradients_at(&tape, t), &wanted);
            }
            let mut initial = vec![0.0; tape.dh_before(0).len()];
            for (_, single) in single.iter().enumerate().filter(|&(s, _)| truncation.reach(s) == 0) {
                initial.iter_mut().zip(single.dh_before(0)).for_each(|(sum, gradient)| *sum += gradient);
            }
            assert_all_close(&format!("{cell:?} {truncation:?} h0"), tape.dh_before(0), &initial);
        }
    }
}

#[test]
fn a_window_of_the_whole_length_is_full_backpropagation() {
    for cell in ALL_CELLS {
        let (network, batch) =
            (network(cell, SIZES, LossKind::CrossEntropy, 3), batch(cell, SIZES, LossKind::CrossEntropy, 4));
        let full = run(&network, &batch, Truncation::Full);
        for truncation in [
            Truncation::per_loss(11),
            Truncation::per_loss(100),
            Truncation::detached_every(11),
            Truncation::detached_every(50),
            Truncation::Window { k1: 3, k2: 12 },
        ] {
            let tape = run(&network, &batch, truncation);
            for (found, wanted) in tape.dparams.tensors().into_iter().zip(full.dparams.tensors()) {
                assert_all_close(&format!("{cell:?} {truncation:?}"), found, wanted);
            }
        }
    }
}

/// Detaching every k steps is training on pieces of k steps that hand their state on.
#[test]
fn detached_chunks_are_separate_runs_with_the_state_handed_on() {
    let k = 4;
    for cell in ALL_CELLS {
        let (network, batch) =
            (network(cell, SIZES, LossKind::CrossEntropy, 5), batch(cell, SIZES, LossKind::CrossEntropy, 6));
        let whole = run(&network, &batch, Truncation::detached_every(k));
        let mut sum = whole.dparams.zeros_like();
        for start in (0..SIZES.steps).step_by(k) {
            let end = (start + k).min(SIZES.steps);
            let piece = run(&network, &piece_of(&batch, start, end, &whole), Truncation::Full);
            for (sum, gradient) in sum.tensors_mut().into_iter().zip(piece.dparams.tensors()) {
                sum.iter_mut().zip(gradient).for_each(|(sum, gradient)| *sum += gradient);
            }
        }
        for (found, wanted) in whole.dparams.tensors().into_iter().zip(sum.tensors()) {
            assert_all_close(&format!("{cell:?}"), found, wanted);
        }
    }
}

fn piece_of(batch: &Batch<f64>, start: usize, end: usize, whole: &Tape<f64>) -> Batch<f64> {
    use unrolled_engine::Inputs;
    let Inputs::Vectors { values, present } = &batch.inputs else { unreachable!() };
    let Targets::Classes(classes) = &batch.targets else { unreachable!() };
    let rows = start * batch.batch..end * batch.batch;
    Batch {
        steps: end - start,
        batch: batch.batch,
        inputs: Inputs::Vectors {
            values: values[rows.start * SIZES.inputs..rows.end * SIZES.inputs].to_vec(),
            present: present[rows.clone()].to_vec(),
        },
        targets: Targets::Classes(classes[rows].to_vec()),
        h0: Some(whole.h_before(start).to_vec()),
        c0: whole.cell.has_cell_state().then(|| whole.c_before(start).to_vec()),
        source: None,
    }
}

#[test]
#[should_panic(expected = "1 ≤ k1 ≤ k2")]
fn a_window_shorter_than_its_chunk_is_refused() {
    let cell = ALL_CELLS[0];
    let (network, batch) =
        (network(cell, SIZES, LossKind::CrossEntropy, 5), batch(cell, SIZES, LossKind::CrossEntropy, 6));
    run(&network, &batch, Truncation::Window { k1: 3, k2: 2 });
}
