//! The roads of the gradient: both open against the tape, one cut against what is left by hand.

use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network, switched_cells, symbols};
use unrolled_engine::{
    Batch, Cell, Convention, Flow, InitSpec, LossKind, Network, Recording, Roads, Source, Switches, Tape, flow,
    influence, norm,
};

const SIZES: Sizes = Sizes { steps: 7, batch: 1, inputs: 3, units: 5, outputs: 4 };
const ONE_UNIT: Sizes = Sizes { steps: 4, batch: 1, inputs: 1, units: 1, outputs: 1 };
const NO_GATES: Roads = Roads { additive: true, gates: false };
const NO_ADDITIVE: Roads = Roads { additive: false, gates: true };
const NEITHER: Roads = Roads { additive: false, gates: false };

fn run(network: &Network<f64>, batch: &Batch<f64>) -> Tape<f64> {
    let mut tape = network.tape(Recording::Everything, batch.steps, batch.batch);
    network.run(batch, &mut tape);
    tape
}

/// Every cell with and without fixed gates, with and without an encoder of three steps.
fn networks(loss: LossKind) -> Vec<Network<f64>> {
    let plain = ALL_CELLS.map(|cell| (cell, Switches::default()));
    let one = |(cell, switches)| Network { switches, ..network(cell, SIZES, loss, 1) };
    let without: Vec<_> = plain.into_iter().chain(switched_cells()).map(one).collect();
    let with = without.iter().map(|network| network.clone().with_encoder(&InitSpec { seed: 3, ..InitSpec::default() }));
    without.clone().into_iter().chain(with).collect()
}

fn batch_of(network: &Network<f64>) -> Batch<f64> {
    Batch { source: Some(3), ..batch(network.cell, SIZES, network.loss, 2) }
}

#[test]
fn with_both_roads_open_the_norms_have_the_bits_of_the_tape() {
    for loss in [LossKind::CrossEntropy, LossKind::MeanSquaredError] {
        for network in networks(loss) {
            let mut batches = vec![batch_of(&network)];
            if loss == LossKind::CrossEntropy {
                batches.push(Batch { source: Some(3), ..symbols(SIZES, 4) });
            }
            for batch in batches {
                let tape = run(&network, &batch);
                let found = flow(&network, &tape, &batch, Source::Every, Roads::default());
                let norms = |of: &dyn Fn(usize) -> f64| (0..SIZES.steps).map(of).collect::<Vec<f64>>();
                let wanted = Flow {
                    h: norms(&|t| tape.dh_norm(t)),
                    c: network.cell.has_cell_state().then(|| norms(&|t| tape.dc_norm(t))),
                    x: norms(&|t| norm(tape.dx(t))),
                };
                assert_eq!(found, wanted, "{:?} {:?}", network.cell, network.switches);
                assert_eq!(Flow::of_tape(&tape), wanted, "{:?} {:?}", network.cell, network.switches);
            }
        }
    }
}

#[test]
fn one_loss_alone_is_its_row_of_the_itemised_gradient() {
    for network in networks(LossKind::CrossEntropy) {
        let batch = batch_of(&network);
        let tape = run(&network, &batch);
        let rows = influence(&network, &tape, &batch);
        for s in 0..SIZES.steps {
            let found = flow(&network, &tape, &batch, Source::Step(s), Roads::default());
            let nothing = vec![0.0; SIZES.steps];
            assert_eq!(found.h, rows.h[s].clone().unwrap_or(nothing.clone()), "{:?} {s}", network.cell);
            let c = rows.c.as_ref().map(|rows| rows[s].clone().unwrap_or(nothing.clone()));
            assert_eq!(found.c, c, "{:?} {s}", network.cell);
            assert!(found.x[s + 1..].iter().all(|x| *x == 0.0));
        }
    }
}

/// One unit of a cell that reads four numbers, with a loss at the last step.
fn one_unit(cell: Cell) -> (Network<f64>, Batch<f64>, Tape<f64>) {
    let network = network(cell, ONE_UNIT, LossKind::MeanSquaredError, 5);
    let mut batch = batch(cell, ONE_UNIT, LossKind::MeanSquaredError, 6);
    let unrolled_engine::Targets::Vectors { present, .. } = &mut batch.targets else { unreachable!() };
    *present = vec![false, false, false, true];
    let tape = run(&network, &batch);
    (network, batch, tape)
}

#[track_caller]
fn assert_close(found: &[f64], wanted: &[f64]) {
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((found - wanted).abs() <= 1e-14 * wanted.abs(), "found {found}, wanted {wanted}");
    }
}

#[test]
fn one_unit_of_the_lstm_by_hand() {
    let (network, batch, tape) = one_unit(Cell::Lstm);
    let along = |roads| flow(&network, &tape, &batch, Source::Every, roads);
    let gate = |k: usize, t: usize| tape.gate(k, t).at(0, 0);
    let slope = |t: usize| gate(3, t) * (1.0 - tape.extra(t)[0] * tape.extra(t)[0]);
    let dh_last = tape.dlogits(3)[0] * network.params.weight_ho.data[0];

    // ∂L/∂c_{t−k} = f_{t−k+1} ⋯ f_t ∂L/∂c_t, and nothing reaches an earlier h.
    let found = along(NO_GATES);
    let mut dc = vec![(dh_last * slope(3)).abs()];
    for t in (1..4).rev() {
        dc.insert(0, dc[0] * gate(1, t));
    }
    assert_close(&found.h, &[0.0, 0.0, 0.0, dh_last.abs()]);
    assert_close(&found.c.unwrap(), &dc);

    // Every ∂L/∂c_t is what h_t of the same step sends.
    let found = along(NO_ADDITIVE);
    let (mut h, mut c) = (Vec::new(), Vec::new());
    let mut dh = dh_last;
    for t in (0..4).rev() {
        let [i, f, g, o] = [0, 1, 2, 3].map(|k| gate(k, t));
        let (dc, tanh_c) = (dh * slope(t), tape.extra(t)[0]);
        h.insert(0, dh.abs());
        c.insert(0, dc.abs());
        let da = [
            dc * g * i * (1.0 - i),
            dc * tape.c_before(t)[0] * f * (1.0 - f),
            dc * i * (1.0 - g * g),
            dh * tanh_c * o * (1.0 - o),
        ];
        dh = da.iter().zip(&network.params.weight_hh.data).map(|(da, w)| da * w).sum();
    }
    assert_close(&found.h, &h);
    assert_close(&found.c.unwrap(), &c);

    // To h_2 only the gates lead; to c_1 also paths that change roads, so that no sum of the two is the whole.
    let [whole, additive, gates] = [Roads::default(), NO_GATES, NO_ADDITIVE].map(along);
    assert_eq!((whole.h[2], additive.h[2]), (gates.h[2], 0.0));
    let at_1 = |flow: &Flow| flow.c.as_ref().unwrap()[1];
    for sum in [at_1(&additive) + at_1(&gates), (at_1(&additive) - at_1(&gates)).abs()] {
        assert!((at_1(&whole) - sum).abs() > 1e-6 * sum, "{whole:?} {additive:?} {gates:?}");
    }
}

#[test]
fn one_unit_of_the_gru_by_hand() {
    for convention in [Convention::Chung2014, Convention::Pytorch] {
        let (network, batch, tape) = one_unit(Cell::Gru(convention));
        let keeps = |t: usize| {
            let z = tape.gate(1, t).at(0, 0);
            if convention == Convention::Chung2014 { 1.0 - z } else { z }
        };
        let along = |roads| flow(&network, &tape, &batch, Source::Every, roads).h;
        let mut wanted = vec![tape.dh(3)[0].abs()];
        for t in (1..4).rev() {
            wanted.insert(0, wanted[0] * keeps(t));
        }
        assert_close(&along(NO_GATES), &wanted);

        // Of a step back from ∂L/∂h_t the gates' part is what is left of the whole.
        let ratio = |t: usize| tape.dh(t - 1)[0] / tape.dh(t)[0] - keeps(t);
        let mut wanted = vec![tape.dh(3)[0].abs()];
        for t in (1..4).rev() {
            wanted.insert(0, wanted[0] * ratio(t).abs());
        }
        let found = along(NO_ADDITIVE);
        for (found, wanted) in found.iter().zip(&wanted) {
            assert!((found - wanted).abs() <= 1e-12 * wanted, "found {found}, wanted {wanted}");
        }
    }
}

#[test]
fn the_rnn_has_no_additive_road() {
    for network in networks(LossKind::MeanSquaredError).iter().filter(|network| matches!(network.cell, Cell::Rnn(_))) {
        let batch = batch_of(network);
        let tape = run(network, &batch);
        let along = |roads| flow(network, &tape, &batch, Source::Every, roads);
        assert_eq!(along(NO_ADDITIVE), along(Roads::default()));
        assert_eq!(along(NO_GATES), along(NEITHER));
    }
}

#[test]
fn without_roads_each_step_has_its_own_loss_only() {
    for network in networks(LossKind::CrossEntropy) {
        let batch = batch_of(&network);
        let tape = run(&network, &batch);
        let found = flow(&network, &tape, &batch, Source::Every, NEITHER);
        let readout = &network.params.weight_ho;
        for t in 0..SIZES.steps {
            let share = |k: usize| (0..SIZES.outputs).map(|j| tape.dlogits(t)[j] * readout.at(j, k)).sum::<f64>();
            assert_close(&[found.h[t]], &[norm(&(0..SIZES.units).map(share).collect::<Vec<f64>>())]);
        }
    }
}

#[test]
fn a_sequence_without_targets_has_no_gradient() {
    let network = network(Cell::Lstm, SIZES, LossKind::CrossEntropy, 1);
    let batch = Batch::from_symbols(vec![Some(0); 7], vec![None; 7]);
    let tape = run(&network, &batch);
    let found = flow(&network, &tape, &batch, Source::Every, Roads::default());
    assert_eq!(found, Flow { h: vec![0.0; 7], c: Some(vec![0.0; 7]), x: vec![0.0; 7] });
    assert_eq!(found, flow(&network, &tape, &batch, Source::Step(3), Roads::default()));
}

#[test]
fn the_larger_state_of_each_step_is_taken_and_no_number_stays_none() {
    let flow = Flow { h: vec![1.0, 2.0, f64::NAN, 3.0], c: Some(vec![2.0, 1.0, 1.0, f64::NAN]), x: vec![0.0; 4] };
    let found = flow.larger();
    assert_eq!(found[..2], [2.0, 2.0]);
    assert!(found[2].is_nan() && found[3].is_nan());
    let without = Flow { c: None, ..flow };
    assert_eq!(without.larger()[..2], [1.0, 2.0]);
}
