//! The Jacobian of a step, and of several, against central differences of the forward pass.

use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network, switched_cells};
use unrolled_engine::{
    Activation, Batch, Cell, InitSpec, LossKind, Matrix, Network, Recording, Switches, Tape, jacobian, jacobian_between,
};

const SIZES: Sizes = Sizes { steps: 5, batch: 1, inputs: 3, units: 4, outputs: 2 };
const SOURCE: usize = 2;

fn run(network: &Network<f64>, batch: &Batch<f64>) -> Tape<f64> {
    let mut tape = network.tape(Recording::Everything, batch.steps, batch.batch);
    network.run(batch, &mut tape);
    tape
}

fn networks() -> Vec<Network<f64>> {
    let plain = ALL_CELLS.map(|cell| (cell, Switches::default()));
    let of = |(cell, switches)| Network { switches, ..network(cell, SIZES, LossKind::MeanSquaredError, 1) };
    let without: Vec<_> = plain.into_iter().chain(switched_cells()).map(of).collect();
    let with = without.iter().map(|network| network.clone().with_encoder(&InitSpec { seed: 3, ..InitSpec::default() }));
    without.iter().cloned().chain(with).collect()
}

fn batch_of(network: &Network<f64>) -> Batch<f64> {
    Batch { source: Some(SOURCE), ..batch(network.cell, SIZES, network.loss, 2) }
}

fn state(tape: &Tape<f64>, t: usize) -> Vec<f64> {
    [tape.h(t), tape.c(t)].concat()
}

/// ∂s_t/∂s of the initial state.
fn by_differences(network: &Network<f64>, batch: &Batch<f64>, t: usize) -> Matrix<f64> {
    const STEP: f64 = 1e-5;
    let start = [batch.h0.clone().unwrap(), batch.c0.clone().unwrap_or_default()].concat();
    let reached = |entry: usize, change: f64| {
        let mut start = start.clone();
        start[entry] += change;
        let (h0, c0) = start.split_at(SIZES.units);
        let c0 = network.cell.has_cell_state().then(|| c0.to_vec());
        state(&run(network, &Batch { h0: Some(h0.to_vec()), c0, ..batch.clone() }), t)
    };
    let size = start.len();
    let mut jacobian = Matrix::zeros(size, size);
    for col in 0..size {
        let (up, down) = (reached(col, STEP), reached(col, -STEP));
        for row in 0..size {
            jacobian.data[row * size + col] = (up[row] - down[row]) / (2.0 * STEP);
        }
    }
    jacobian
}

#[track_caller]
fn assert_close(what: &str, found: &Matrix<f64>, wanted: &Matrix<f64>, tolerance: f64) {
    assert_eq!((found.rows, found.cols), (wanted.rows, wanted.cols), "{what}");
    for (index, (found, wanted)) in found.data.iter().zip(&wanted.data).enumerate() {
        assert!((found - wanted).abs() <= tolerance, "{what} [{index}]: found {found}, wanted {wanted}");
    }
}

#[test]
fn the_product_from_the_first_step_agrees_with_differences() {
    for network in networks() {
        let batch = batch_of(&network);
        let tape = run(&network, &batch);
        for to in [0, SOURCE, SIZES.steps - 1] {
            let what = format!("{:?} {:?} to {to}", network.cell, network.switches);
            let found = jacobian_between(&network, &tape, &batch, 0, to);
            assert_close(&what, &found, &by_differences(&network, &batch, to), 1e-6);
        }
    }
}

fn product(one: &Matrix<f64>, other: &Matrix<f64>) -> Matrix<f64> {
    let entry = |row: usize, col: usize| (0..one.cols).map(|k| one.at(row, k) * other.at(k, col)).sum();
    let data = (0..one.rows).flat_map(|row| (0..other.cols).map(move |col| (row, col))).map(|(r, c)| entry(r, c));
    Matrix { rows: one.rows, cols: other.cols, data: data.collect() }
}

#[test]
fn rows_that_are_carried_back_are_the_product_of_the_steps() {
    for network in networks() {
        let batch = batch_of(&network);
        let tape = run(&network, &batch);
        let steps = [3, 2, 1].map(|t| jacobian(&network, &tape, &batch, t));
        let wanted = product(&product(&steps[0], &steps[1]), &steps[2]);
        let found = jacobian_between(&network, &tape, &batch, 1, 3);
        assert_close(&format!("{:?}", network.cell), &found, &wanted, 1e-14);
    }
}

/// J_t = diag(1 − h_t²) W_hh.
#[test]
fn the_jacobian_of_a_tanh_rnn_is_its_weights_times_slopes() {
    let network = network(Cell::Rnn(Activation::Tanh), SIZES, LossKind::MeanSquaredError, 1);
    let batch = batch_of(&network);
    let tape = run(&network, &batch);
    for t in 0..SIZES.steps {
        let mut wanted = network.params.weight_hh.clone();
        for (row, h) in tape.h(t).iter().enumerate() {
            wanted.data[row * wanted.cols..][..wanted.cols].iter_mut().for_each(|w| *w *= 1.0 - h * h);
        }
        assert_close(&format!("{t}"), &jacobian(&network, &tape, &batch, t), &wanted, 1e-15);
    }
}

#[test]
#[should_panic(expected = "the Jacobians of the steps 2 to 1 of 5")]
fn steps_run_forward() {
    let network = network(Cell::Lstm, SIZES, LossKind::MeanSquaredError, 1);
    let batch = batch_of(&network);
    jacobian_between(&network, &run(&network, &batch), &batch, 2, 1);
}
