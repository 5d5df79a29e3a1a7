//! The itemised gradient against one full backward pass for each single loss.

use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network};
use unrolled_engine::{Batch, LossKind, Network, Recording, Tape, Targets, Truncation, influence, norm};

fn run(network: &Network<f64>, batch: &Batch<f64>) -> Tape<f64> {
    let mut tape = network.tape(Recording::Everything, batch.steps, batch.batch);
    network.forward(batch, &mut tape);
    network.backward(batch, &mut tape, Truncation::Full);
    tape
}

fn only_loss_at(batch: &Batch<f64>, s: usize) -> Batch<f64> {
    let mut batch = batch.clone();
    match &mut batch.targets {
        Targets::Classes(classes) => {
            classes.iter_mut().enumerate().filter(|(t, _)| *t != s).for_each(|(_, class)| *class = None);
        }
        Targets::Vectors { present, .. } => {
            present.iter_mut().enumerate().filter(|(t, _)| *t != s).for_each(|(_, present)| *present = false);
        }
    }
    batch
}

fn check(steps: usize, loss: LossKind) {
    let sizes = Sizes { steps, batch: 1, inputs: 3, units: 6, outputs: 4 };
    for cell in ALL_CELLS {
        let (network, batch) = (network(cell, sizes, loss, 1), batch(cell, sizes, loss, 2));
        let found = influence(&network, &run(&network, &batch), &batch);
        assert_eq!((found.h.len(), found.c.is_some()), (steps, cell.has_cell_state()), "{cell:?}");
        for s in 0..steps {
            let what = format!("{cell:?} {loss:?} loss at {s}");
            assert_eq!(found.h[s].is_some(), batch.targets.is_present(s), "{what}");
            let Some(row) = &found.h[s] else { continue };
            let single = run(&network, &only_loss_at(&batch, s));
            for (t, &share) in row.iter().enumerate() {
                let wanted = norm(single.dh(t));
                assert!((share - wanted).abs() <= 1e-14 * (1.0 + wanted), "{what}, h({t}): {share}, wanted {wanted}");
                assert!(t <= s || share == 0.0, "{what}, h({t}): {share}");
                if let Some(c) = &found.c {
                    let (found, wanted) = (c[s].as_ref().unwrap()[t], norm(single.dc(t)));
                    assert!(
                        (found - wanted).abs() <= 1e-14 * (1.0 + wanted),
                        "{what}, c({t}): {found}, wanted {wanted}"
                    );
                }
            }
        }
    }
}

#[test]
fn rows_are_what_single_losses_send_back() {
    check(9, LossKind::CrossEntropy);
    check(9, LossKind::MeanSquaredError);
}

#[test]
fn a_single_step_is_its_own_readout() {
    check(1, LossKind::CrossEntropy);
}

#[test]
fn without_any_target_every_row_is_missing() {
    let sizes = Sizes { steps: 4, batch: 1, inputs: 2, units: 3, outputs: 2 };
    for cell in ALL_CELLS {
        let (network, mut batch) =
            (network(cell, sizes, LossKind::CrossEntropy, 1), batch(cell, sizes, LossKind::CrossEntropy, 2));
        batch.targets = Targets::Classes(vec![None; 4]);
        let tape = run(&network, &batch);
        assert_eq!(tape.loss(), 0.0);
        assert!(tape.dparams.tensors().into_iter().flatten().all(|g| *g == 0.0), "{cell:?}");
        let influence = influence(&network, &tape, &batch);
        assert_eq!(influence.h, vec![None; 4], "{cell:?}");
    }
}

/// In one unit with W = 3 and no slope below 1, each step back multiplies by exactly 3.
#[test]
fn the_chain_with_weight_three() {
    let sizes = Sizes { steps: 5, batch: 1, inputs: 1, units: 1, outputs: 1 };
    let cell = ALL_CELLS[1];
    let loss = LossKind::MeanSquaredError;
    let (mut network, mut batch) = (network(cell, sizes, loss, 1), batch(cell, sizes, loss, 2));
    network.params = network.params.zeros_like();
    network.params.weight_hh.data[0] = 3.0;
    network.params.weight_ho.data[0] = 1.0;
    batch.h0 = Some(vec![1.0]);
    // y_5 = 3⁵ = 243; the target is half a unit away, so that ∂L/∂y = 2 · 0.5 = 1.
    batch.targets = Targets::Vectors { values: vec![242.5; 5], present: vec![false, false, false, false, true] };
    let tape = run(&network, &batch);
    let found = influence(&network, &tape, &batch);
    assert_eq!(found.h[4].as_deref(), Some(&[81.0, 27.0, 9.0, 3.0, 1.0][..]));
    assert_eq!(tape.dh_before(0), [243.0]);
}
