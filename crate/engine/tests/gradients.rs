//! Every cell against finite differences: weights, inputs, initial states and the states in between.

use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network, symbols};
use unrolled_engine::{
    Batch, Cell, GradientCheck, GradientCheckSpec, Inputs, LossKind, Network, Recording, Tape, Targets, Truncation,
    Verdict, gradient_check,
};

const SIZES: Sizes = Sizes { steps: 6, batch: 3, inputs: 4, units: 5, outputs: 3 };
const LOSSES: [LossKind; 2] = [LossKind::CrossEntropy, LossKind::MeanSquaredError];
const EPSILON: f64 = 1e-5;

fn run(network: &Network<f64>, batch: &Batch<f64>) -> Tape<f64> {
    let mut tape = network.tape(Recording::Everything, batch.steps, batch.batch);
    network.forward(batch, &mut tape);
    network.backward(batch, &mut tape, Truncation::Full);
    tape
}

fn loss_of(network: &Network<f64>, batch: &Batch<f64>) -> f64 {
    let mut tape = network.tape(Recording::Training, batch.steps, batch.batch);
    network.forward(batch, &mut tape);
    tape.loss()
}

#[track_caller]
fn assert_close(what: &str, found: f64, wanted: f64, tolerance: f64) {
    let error = (found - wanted).abs() / found.abs().max(wanted.abs()).max(1.0);
    assert!(error <= tolerance, "{what}: found {found}, wanted {wanted}, error {error:e}");
}

/// All entries, nearly all of which differences can tell, and all directions.
#[track_caller]
fn assert_agrees(what: &str, report: &GradientCheck) {
    assert_eq!(report.verdict(), Verdict::Agrees, "{what}: {report:?}");
    assert!(report.error() <= 1e-7, "{what}: {report:?}");
    assert_eq!((report.checked, report.directions.len()), (report.entries, 4), "{what}: {report:?}");
    assert!(report.untold * 20 <= report.checked, "{what}: {report:?}");
}

#[test]
fn weights_agree_with_finite_differences_and_random_directions() {
    for cell in ALL_CELLS {
        for loss in LOSSES {
            let report = gradient_check(
                &network(cell, SIZES, loss, 3),
                &batch(cell, SIZES, loss, 4),
                GradientCheckSpec::EVERYTHING,
            );
            assert_agrees(&format!("{cell:?} {loss:?}"), &report);
            assert!(report.directions.iter().any(|direction| direction.analytic.abs() > 1e-2), "{report:?}");
        }
    }
}

#[test]
fn one_hot_inputs_agree_with_finite_differences_and_with_dense_ones_bit_for_bit() {
    for cell in ALL_CELLS {
        let network = network(cell, SIZES, LossKind::CrossEntropy, 5);
        let one_hot = symbols(SIZES, 6);
        assert_agrees(&format!("{cell:?}"), &gradient_check(&network, &one_hot, GradientCheckSpec::EVERYTHING));

        let Inputs::Symbols(indices) = &one_hot.inputs else { unreachable!() };
        let mut values = vec![0.0; indices.len() * SIZES.inputs];
        for (row, index) in indices.iter().flatten().enumerate() {
            values[row * SIZES.inputs + index] = 1.0;
        }
        let dense = Batch { inputs: Inputs::Vectors { values, present: vec![true; indices.len()] }, ..one_hot.clone() };
        let (one_hot, dense) = (run(&network, &one_hot), run(&network, &dense));
        assert_eq!(one_hot.dparams, dense.dparams, "{cell:?}");
        assert_eq!(one_hot.h(SIZES.steps - 1), dense.h(SIZES.steps - 1), "{cell:?}");
    }
}

#[test]
fn inputs_and_initial_states_agree_with_finite_differences() {
    for cell in ALL_CELLS {
        let loss = LossKind::CrossEntropy;
        let (network, batch) = (network(cell, SIZES, loss, 7), batch(cell, SIZES, loss, 8));
        let tape = run(&network, &batch);
        let difference = |change: &dyn Fn(&mut Batch<f64>, f64)| {
            let moved = |distance: f64| {
                let mut moved = batch.clone();
                change(&mut moved, distance);
                loss_of(&network, &moved)
            };
            (moved(EPSILON) - moved(-EPSILON)) / (2.0 * EPSILON)
        };
        for index in 0..SIZES.batch * SIZES.units {
            let numeric = difference(&|batch, by| batch.h0.as_mut().unwrap()[index] += by);
            assert_close(&format!("{cell:?} h0[{index}]"), tape.dh_before(0)[index], numeric, 1e-9);
            if cell.has_cell_state() {
                let numeric = difference(&|batch, by| batch.c0.as_mut().unwrap()[index] += by);
                assert_close(&format!("{cell:?} c0[{index}]"), tape.dc_before(0)[index], numeric, 1e-9);
            }
        }
        for t in 0..SIZES.steps {
            for index in 0..SIZES.batch * SIZES.inputs {
                let place = t * SIZES.batch * SIZES.inputs + index;
                // A missing input is a vector of zeros, and has a gradient like any other.
                let numeric = difference(&|batch, by| {
                    let Inputs::Vectors { values, present } = &mut batch.inputs else { unreachable!() };
                    let row = place / SIZES.inputs;
                    if !present[row] {
                        values[row * SIZES.inputs..][..SIZES.inputs].fill(0.0);
                    }
                    present[row] = true;
                    values[place] += by;
                });
                assert_close(&format!("{cell:?} dx({t})[{index}]"), tape.dx(t)[index], numeric, 1e-9);
            }
        }
    }
}

/// ∂L/∂h_t is the derivative of: the loss of step t through its readout, plus the loss of a run that starts after t.
#[test]
fn states_in_between_agree_with_finite_differences_of_a_restarted_run() {
    let sizes = Sizes { batch: 1, ..SIZES };
    let loss = LossKind::CrossEntropy;
    for cell in ALL_CELLS {
        let (network, batch) = (network(cell, sizes, loss, 9), batch(cell, sizes, loss, 10));
        let tape = run(&network, &batch);
        for t in 0..sizes.steps - 1 {
            let rest = |h: Vec<f64>, c: Vec<f64>| {
                let own = own_loss(&network, &batch, t, &h);
                own + loss_of(&network, &restarted(cell, &batch, sizes, t + 1, h, c))
            };
            for unit in 0..sizes.units {
                let moved = |by_h: f64, by_c: f64| {
                    let (mut h, mut c) = (tape.h(t).to_vec(), tape.c(t).to_vec());
                    h[unit] += by_h;
                    if let Some(c) = c.get_mut(unit) {
                        *c += by_c;
                        let o = tape.gate(3, t).at(0, unit);
                        h[unit] += o * ((*c).tanh() - tape.c(t)[unit].tanh());
                    }
                    rest(h, c)
                };
                let numeric = (moved(EPSILON, 0.0) - moved(-EPSILON, 0.0)) / (2.0 * EPSILON);
                assert_close(&format!("{cell:?} dh({t})[{unit}]"), tape.dh(t)[unit], numeric, 1e-9);
                if cell.has_cell_state() {
                    let numeric = (moved(0.0, EPSILON) - moved(0.0, -EPSILON)) / (2.0 * EPSILON);
                    assert_close(&format!("{cell:?} dc({t})[{unit}]"), tape.dc(t)[unit], numeric, 1e-9);
                }
            }
        }
    }
}

/// −ln softmax(W_ho h + b_o)[target], in plain sums.
fn own_loss(network: &Network<f64>, batch: &Batch<f64>, t: usize, h: &[f64]) -> f64 {
    let Targets::Classes(classes) = &batch.targets else { unreachable!() };
    let Some(class) = classes[t] else { return 0.0 };
    let params = &network.params;
    let logit = |row: usize| {
        params.bias_o[row] + params.weight_ho.row(row).iter().zip(h).map(|(weight, h)| weight * h).sum::<f64>()
    };
    let sum: f64 = (0..network.outputs()).map(|row| logit(row).exp()).sum();
    sum.ln() - logit(class)
}

fn restarted(cell: Cell, batch: &Batch<f64>, sizes: Sizes, first: usize, h: Vec<f64>, c: Vec<f64>) -> Batch<f64> {
    let Inputs::Vectors { values, present } = &batch.inputs else { unreachable!() };
    let Targets::Classes(classes) = &batch.targets else { unreachable!() };
    Batch {
        steps: sizes.steps - first,
        batch: 1,
        inputs: Inputs::Vectors { values: values[first * sizes.inputs..].to_vec(), present: present[first..].to_vec() },
        targets: Targets::Classes(classes[first..].to_vec()),
        h0: Some(h),
        c0: cell.has_cell_state().then_some(c),
        source: None,
    }
}

/// The gradients of a gate after and before its activation differ by the activation's slope, and by nothing else.
#[test]
fn gate_gradients_and_pre_activation_gradients_belong_together() {
    for cell in ALL_CELLS.into_iter().filter(|cell| !cell.gate_names().is_empty()) {
        let loss = LossKind::CrossEntropy;
        let tape = run(&network(cell, SIZES, loss, 11), &batch(cell, SIZES, loss, 12));
        for t in 0..SIZES.steps {
            for (k, name) in cell.gate_names().iter().enumerate() {
                for row in 0..SIZES.batch {
                    for unit in 0..SIZES.units {
                        let gate = tape.gate(k, t).at(row, unit);
                        let slope = if ["g", "n"].contains(name) { 1.0 - gate * gate } else { gate * (1.0 - gate) };
                        let width = cell.gate_blocks() * SIZES.units;
                        let da = tape.dpre(t)[row * width + k * SIZES.units + unit];
                        assert_close(&format!("{cell:?} {name}"), tape.dgate(k, t).at(row, unit) * slope, da, 1e-14);
                    }
                }
            }
        }
    }
}

/// Row b of a batch has the same bits as a run of its own; gradients are those of the mean over the rows.
#[test]
fn a_batch_is_its_rows() {
    let sizes = Sizes { batch: 4, ..SIZES };
    for cell in ALL_CELLS {
        for loss in LOSSES {
            let (network, batch) = (network(cell, sizes, loss, 13), batch(cell, sizes, loss, 14));
            let together = run(&network, &batch);
            let mut sum = together.dparams.zeros_like();
            for b in 0..sizes.batch {
                let alone = run(&network, &row_of(&batch, sizes, b));
                for t in 0..sizes.steps {
                    let row = |values: &[f64], width: usize| values[b * width..][..width].to_vec();
                    assert_eq!(row(together.h(t), sizes.units), alone.h(t), "{cell:?} h({t}) of row {b}");
                    assert_eq!(
                        row(together.logits(t), sizes.outputs),
                        alone.logits(t),
                        "{cell:?} logits({t}) of row {b}"
                    );
                    assert_eq!(together.row_loss(t, b), alone.row_loss(t, 0), "{cell:?} loss({t}) of row {b}");
                    // B is a power of two: dividing by it loses nothing.
                    let scaled: Vec<f64> = row(together.dh(t), sizes.units).iter().map(|dh| dh * 4.0).collect();
                    assert_eq!(scaled, alone.dh(t), "{cell:?} dh({t}) of row {b}");
                }
                let tensors = sum.tensors_mut().into_iter().flatten();
                tensors.zip(alone.dparams.tensors().into_iter().flatten()).for_each(|(sum, g)| *sum += g / 4.0);
            }
            for (found, wanted) in
                together.dparams.tensors().into_iter().flatten().zip(sum.tensors().into_iter().flatten())
            {
                assert_close(&format!("{cell:?} {loss:?} weights"), *found, *wanted, 1e-13);
            }
        }
    }
}

fn row_of(batch: &Batch<f64>, sizes: Sizes, b: usize) -> Batch<f64> {
    let pick = |values: &[f64], width: usize| -> Vec<f64> {
        values.chunks(width).skip(b).step_by(sizes.batch).flatten().copied().collect()
    };
    let flags = |present: &[bool]| present.iter().skip(b).step_by(sizes.batch).copied().collect::<Vec<bool>>();
    Batch {
        steps: batch.steps,
        batch: 1,
        inputs: match &batch.inputs {
            Inputs::Symbols(symbols) => Inputs::Symbols(symbols.iter().skip(b).step_by(sizes.batch).copied().collect()),
            Inputs::Vectors { values, present } => {
                Inputs::Vectors { values: pick(values, sizes.inputs), present: flags(present) }
            }
        },
        targets: match &batch.targets {
            Targets::Classes(classes) => {
                Targets::Classes(classes.iter().skip(b).step_by(sizes.batch).copied().collect())
            }
            Targets::Vectors { values, present } => {
                Targets::Vectors { values: pick(values, sizes.outputs), present: flags(present) }
            }
        },
        h0: batch.h0.as_ref().map(|h0| h0[b * sizes.units..][..sizes.units].to_vec()),
        source: batch.source,
        c0: batch.c0.as_ref().map(|c0| c0[b * sizes.units..][..sizes.units].to_vec()),
    }
}

#[test]
fn single_precision_follows_double_precision() {
    for cell in ALL_CELLS {
        for loss in LOSSES {
            let (network, batch) = (network(cell, SIZES, loss, 15), batch(cell, SIZES, loss, 16));
            let wide = run(&network, &batch);
            let (network, batch) = (network.convert::<f32>(), batch.to_f32());
            let mut narrow = network.tape(Recording::Everything, batch.steps, batch.batch);
            network.forward(&batch, &mut narrow);
            network.backward(&batch, &mut narrow, Truncation::Full);
            assert_close(&format!("{cell:?} loss"), f64::from(narrow.loss()), wide.loss(), 1e-5);
            let pairs =
                narrow.dparams.tensors().into_iter().flatten().zip(wide.dparams.tensors().into_iter().flatten());
            for (found, wanted) in pairs {
                assert_close(&format!("{cell:?} {loss:?} weights"), f64::from(*found), *wanted, 2e-5);
            }
        }
    }
}

/// Recording less changes nothing of what is recorded.
#[test]
fn a_training_tape_has_the_same_bits() {
    for cell in ALL_CELLS {
        let loss = LossKind::CrossEntropy;
        let (network, batch) = (network(cell, SIZES, loss, 17), batch(cell, SIZES, loss, 18));
        let everything = run(&network, &batch);
        let mut training = network.tape(Recording::Training, batch.steps, batch.batch);
        network.forward(&batch, &mut training);
        network.backward(&batch, &mut training, Truncation::Full);
        assert_eq!(everything.dparams, training.dparams, "{cell:?}");
        assert_eq!(everything.dh_before(0), training.dh_before(0), "{cell:?}");
    }
}
