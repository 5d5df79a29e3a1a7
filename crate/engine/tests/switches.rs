//! Cells with gates fixed: against finite differences, against cells whose gates are driven open, and in both precisions.

use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network, switched_cells, symbols};
use unrolled_engine::{
    Batch, Cell, GradientCheckSpec, LossKind, Network, Recording, Switch, Switches, Tape, Targets, Truncation, Verdict,
    gradient_check, influence,
};

const SIZES: Sizes = Sizes { steps: 6, batch: 3, inputs: 4, units: 5, outputs: 3 };
const LOSS: LossKind = LossKind::CrossEntropy;

fn run(network: &Network<f64>, batch: &Batch<f64>, recording: Recording, truncation: Truncation) -> Tape<f64> {
    let mut tape = network.tape(recording, batch.steps, batch.batch);
    network.forward(batch, &mut tape);
    network.backward(batch, &mut tape, truncation);
    tape
}

fn switched(cell: Cell, switches: Switches, sizes: Sizes, loss: LossKind, seed: u64) -> Network<f64> {
    Network { switches, ..network(cell, sizes, loss, seed) }
}

fn loss_of(network: &Network<f64>, batch: &Batch<f64>) -> f64 {
    run(network, batch, Recording::Training, Truncation::Full).loss()
}

#[track_caller]
fn assert_close(what: &str, found: f64, wanted: f64, tolerance: f64) {
    let error = (found - wanted).abs() / found.abs().max(wanted.abs()).max(1.0);
    assert!(error <= tolerance, "{what}: found {found}, wanted {wanted}, error {error:e}");
}

#[test]
fn weights_agree_with_finite_differences() {
    for (cell, switches) in switched_cells() {
        for loss in [LossKind::CrossEntropy, LossKind::MeanSquaredError] {
            let network = switched(cell, switches, SIZES, loss, 3);
            let report = gradient_check(&network, &batch(cell, SIZES, loss, 4), GradientCheckSpec::EVERYTHING);
            let what = format!("{cell:?} {switches:?} {loss:?}: {report:?}");
            assert_eq!((report.verdict(), report.checked), (Verdict::Agrees, report.entries), "{what}");
            assert!(report.error() <= 1e-7, "{what}");
            assert!(report.directions.iter().any(|direction| direction.analytic.abs() > 1e-2), "{what}");
        }
    }
}

#[test]
fn initial_states_agree_with_finite_differences() {
    const EPSILON: f64 = 1e-5;
    for (cell, switches) in switched_cells() {
        let (network, batch) = (switched(cell, switches, SIZES, LOSS, 7), batch(cell, SIZES, LOSS, 8));
        let tape = run(&network, &batch, Recording::Everything, Truncation::Full);
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
            assert_close(&format!("{cell:?} {switches:?} h0[{index}]"), tape.dh_before(0)[index], numeric, 1e-9);
            if cell.has_cell_state() {
                let numeric = difference(&|batch, by| batch.c0.as_mut().unwrap()[index] += by);
                assert_close(&format!("{cell:?} {switches:?} c0[{index}]"), tape.dc_before(0)[index], numeric, 1e-9);
            }
        }
    }
}

/// The value is 1 or 1 − f to the bit; no weight of such a gate has a gradient, and none changes the loss.
#[test]
fn fixed_gates_have_their_value_and_their_weights_no_part() {
    for (cell, switches) in switched_cells() {
        let batch = batch(cell, SIZES, LOSS, 4);
        let network = switched(cell, switches, SIZES, LOSS, 3);
        let tape = run(&network, &batch, Recording::Everything, Truncation::Full);
        let is_coupled = |k: usize| cell == Cell::Lstm && k == 0 && switches.has(Switch::Coupled);
        let is_fixed = |k: usize| switches.opens(cell, k) || is_coupled(k);
        for k in (0..cell.gate_names().len()).filter(|k| is_fixed(*k)) {
            let rows = k * SIZES.units..(k + 1) * SIZES.units;
            for t in 0..SIZES.steps {
                for (row, unit) in (0..SIZES.batch).flat_map(|row| (0..SIZES.units).map(move |unit| (row, unit))) {
                    let wanted = if is_coupled(k) { 1.0 - tape.gate(1, t).at(row, unit) } else { 1.0 };
                    assert_eq!(tape.gate(k, t).at(row, unit).to_bits(), wanted.to_bits(), "{cell:?} {switches:?}");
                    let width = cell.gate_blocks() * SIZES.units;
                    let da = tape.dpre(t)[row * width + rows.start + unit];
                    assert_eq!(da.to_bits(), 0.0_f64.to_bits(), "{cell:?} {switches:?}");
                }
            }
            let mut moved = network.clone();
            for (tensor, cols) in [(0, SIZES.inputs), (1, SIZES.units), (2, 1), (3, 1)] {
                let block = rows.start * cols..rows.end * cols;
                assert!(tape.dparams.tensors()[tensor][block.clone()].iter().all(|gradient| *gradient == 0.0));
                moved.params.tensors_mut()[tensor][block].iter_mut().for_each(|weight| *weight += 0.7);
            }
            assert_eq!(loss_of(&moved, &batch).to_bits(), tape.loss().to_bits(), "{cell:?} {switches:?}");
        }
    }
}

/// A gate with a bias of 100 is 1 to the last bit, so a switch that opens it changes nothing but what its weights get.
#[test]
fn an_open_gate_is_one_with_a_huge_bias() {
    let of_lstm = [(Switch::InputOpen, 0), (Switch::ForgetOpen, 1), (Switch::OutputOpen, 3)];
    let of_lstm = of_lstm.map(|(switch, k)| (Cell::Lstm, switch, k));
    let grus = ALL_CELLS.into_iter().filter(|cell| matches!(cell, Cell::Gru(_)));
    for (cell, switch, k) in of_lstm.into_iter().chain(grus.map(|gru| (gru, Switch::ResetOpen, 0))) {
        let mut driven = network(cell, SIZES, LOSS, 3);
        driven.params.bias_ih[k * SIZES.units..(k + 1) * SIZES.units].fill(100.0);
        let fixed = Network { switches: Switches::of(&[switch]), ..driven.clone() };
        let batch = batch(cell, SIZES, LOSS, 4);
        for truncation in [Truncation::Full, Truncation::per_loss(2), Truncation::detached_every(3)] {
            let [driven, fixed] =
                [&driven, &fixed].map(|network| run(network, &batch, Recording::Everything, truncation));
            assert_eq!(driven.loss().to_bits(), fixed.loss().to_bits(), "{cell:?} {switch:?}");
            assert_eq!(driven.dh_before(0), fixed.dh_before(0), "{cell:?} {switch:?}");
            assert_eq!(driven.dparams, fixed.dparams, "{cell:?} {switch:?}");
            for t in 0..SIZES.steps {
                assert_eq!(driven.dgate(k, t).row(0), fixed.dgate(k, t).row(0), "{cell:?} {switch:?}");
            }
        }
    }
}

/// The itemised influence runs through the same backward pass: for the last loss it is ‖∂L/∂h_t‖.
#[test]
fn the_influence_of_one_loss_is_the_gradient() {
    let sizes = Sizes { batch: 1, ..SIZES };
    for (cell, switches) in switched_cells() {
        let mut batch = symbols(sizes, 5);
        let Targets::Classes(classes) = &mut batch.targets else { unreachable!() };
        classes[..sizes.steps - 1].fill(None);
        let network = switched(cell, switches, sizes, LOSS, 6);
        let tape = run(&network, &batch, Recording::Everything, Truncation::Full);
        let influence = influence(&network, &tape, &batch);
        let last = influence.h[sizes.steps - 1].as_ref().expect("the last step has a target");
        for (t, found) in last.iter().enumerate() {
            assert_close(&format!("{cell:?} {switches:?} at {t}"), *found, tape.dh_norm(t), 1e-14);
        }
    }
}

#[test]
fn single_precision_and_training_tapes_follow() {
    for (cell, switches) in switched_cells() {
        let (network, batch) = (switched(cell, switches, SIZES, LOSS, 15), batch(cell, SIZES, LOSS, 16));
        let everything = run(&network, &batch, Recording::Everything, Truncation::Full);
        let training = run(&network, &batch, Recording::Training, Truncation::Full);
        assert_eq!(everything.dparams, training.dparams, "{cell:?} {switches:?}");
        let narrow = network.convert::<f32>();
        assert_eq!(narrow.switches, switches);
        let mut tape = narrow.tape(Recording::Training, batch.steps, batch.batch);
        narrow.forward(&batch.to_f32(), &mut tape);
        narrow.backward(&batch.to_f32(), &mut tape, Truncation::Full);
        assert_close("loss", f64::from(tape.loss()), everything.loss(), 1e-5);
        let wanted = everything.dparams.tensors().into_iter().flatten();
        for (found, wanted) in tape.dparams.tensors().into_iter().flatten().zip(wanted) {
            assert_close(&format!("{cell:?} {switches:?}"), f64::from(*found), *wanted, 2e-5);
        }
    }
}

#[test]
fn switches_of_other_cells_change_nothing() {
    for cell in ALL_CELLS {
        for switch in Switch::ALL {
            let switches = Switches::of(&[switch]);
            let (plain, batch) = (network(cell, SIZES, LOSS, 3), batch(cell, SIZES, LOSS, 4));
            let fixed = Network { switches, ..plain.clone() };
            let [plain, fixed] =
                [&plain, &fixed].map(|network| run(network, &batch, Recording::Everything, Truncation::Full));
            let is_same = plain.loss().to_bits() == fixed.loss().to_bits() && plain.dparams == fixed.dparams;
            assert_eq!(is_same, !switches.change(cell), "{cell:?} {switch:?}");
        }
    }
}
