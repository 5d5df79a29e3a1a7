//! Where a gradient dies: the parts against a step back worked out by hand, and their product against the gradient.

use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network, switched_cells};
use unrolled_engine::{
    Activation, Batch, Cell, Convention, Factor, FactorPart, InitSpec, LossKind, Network, Recording, Source, Switch,
    Switches, Tape, Targets, between_steps, costliest, factors, jacobian, norm,
};

const SIZES: Sizes = Sizes { steps: 7, batch: 1, inputs: 3, units: 5, outputs: 4 };
const ONE_UNIT: Sizes = Sizes { steps: 4, batch: 1, inputs: 1, units: 1, outputs: 1 };
const LAST: usize = ONE_UNIT.steps - 1;

fn run(network: &Network<f64>, batch: &Batch<f64>) -> Tape<f64> {
    let mut tape = network.tape(Recording::Everything, batch.steps, batch.batch);
    network.run(batch, &mut tape);
    tape
}

#[track_caller]
fn assert_close(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 1e-12 * wanted.abs(), "found {found}, wanted {wanted}");
}

#[track_caller]
fn assert_factor(found: Option<Factor>, gates: f64, saturation: f64, weights: f64) {
    let found = found.unwrap();
    assert_close(found.gates, gates);
    assert_close(found.saturation, saturation);
    assert_close(found.weights, weights);
}

/// One unit of a cell that reads four numbers, with a loss at the last step.
fn one_unit(cell: Cell, switches: Switches) -> (Network<f64>, Batch<f64>, Tape<f64>) {
    let network = Network { switches, ..network(cell, ONE_UNIT, LossKind::MeanSquaredError, 5) };
    let mut batch = batch(cell, ONE_UNIT, LossKind::MeanSquaredError, 6);
    let Targets::Vectors { present, .. } = &mut batch.targets else { unreachable!() };
    *present = vec![false, false, false, true];
    let tape = run(&network, &batch);
    (network, batch, tape)
}

#[test]
fn one_unit_of_the_rnn_by_hand() {
    let (network, batch, tape) = one_unit(Cell::Rnn(Activation::Tanh), Switches::default());
    let w = network.params.weight_hh.data[0].abs();
    for (t, factor) in factors(&network, &tape, &batch, Source::Every).into_iter().enumerate() {
        assert_factor(factor, 1.0, 1.0 - tape.h(t)[0] * tape.h(t)[0], w);
    }
}

#[test]
fn one_unit_of_the_lstm_by_hand() {
    let all = [&[][..], &[Switch::OutputOpen], &[Switch::ForgetOpen, Switch::InputOpen], &[Switch::Coupled]];
    for switches in all.map(Switches::of) {
        let (network, batch, tape) = one_unit(Cell::Lstm, switches);
        let [i, f, g, o] = [0, 1, 2, 3].map(|k| tape.gate(k, LAST).at(0, 0));
        let (before, tanh_c) = (tape.c_before(LAST)[0], tape.extra(LAST)[0]);
        // 1 where the gate is learned, 0 where it is fixed.
        let learned = |switch: Switch| if switches.has(switch) { 0.0 } else { 1.0 };
        let is_coupled = switches.has(Switch::Coupled);
        let [on_i, on_f, on_o] = [Switch::InputOpen, Switch::ForgetOpen, Switch::OutputOpen].map(learned);
        let on_i = if is_coupled { 0.0 } else { on_i };

        // At the last step only ∂L/∂h_t arrives; counted in its units. What is sent to (h, c) by slopes of tanh(c) and g:
        let sent = |tanh_c: f64, slope_c: f64, g: f64, slope_g: f64, f_of_road: f64| {
            let d_o = on_o * tanh_c;
            let dc = o * slope_c;
            let df = on_f * if is_coupled { dc * (before - g) } else { dc * before };
            let (di, dg) = (on_i * dc * g, dc * i);
            let da = [di * i * (1.0 - i), df * f * (1.0 - f), dg * slope_g, d_o * o * (1.0 - o)];
            let dh_before: f64 = da.iter().zip(&network.params.weight_hh.data).map(|(da, w)| da * w).sum();
            norm(&[dh_before, f_of_road * dc])
        };
        let leaves = sent(tanh_c, 1.0 - tanh_c * tanh_c, g, 1.0 - g * g, f);
        let open = sent(tanh_c, 1.0 - tanh_c * tanh_c, g, 1.0 - g * g, 1.0);
        let unsaturated = sent(0.0, 1.0, 0.0, 1.0, 1.0);
        let found = factors(&network, &tape, &batch, Source::Step(LAST));
        assert_factor(found[LAST], leaves / open, open / unsaturated, unsaturated);
    }
}

#[test]
fn one_unit_of_the_gru_by_hand() {
    for convention in [Convention::Chung2014, Convention::Pytorch] {
        for switches in [&[][..], &[Switch::ResetOpen]].map(Switches::of) {
            let (network, batch, tape) = one_unit(Cell::Gru(convention), switches);
            let [r, z, n] = [0, 1, 2].map(|k| tape.gate(k, LAST).at(0, 0));
            let (h, extra) = (tape.h_before(LAST)[0], tape.extra(LAST)[0]);
            let [w_r, w_z, w_n] = [0, 1, 2].map(|k| network.params.weight_hh.data[k]);
            let on_r = if switches.has(Switch::ResetOpen) { 0.0 } else { 1.0 };
            // By the candidate and its slope; what the gate keeps back of ∂L/∂h_t = 1 is let through if the road is open.
            let sent = |n: f64, slope_n: f64, is_open: bool| {
                let (dz, dn, road) = match convention {
                    Convention::Chung2014 => (n - h, z, 1.0 - z),
                    Convention::Pytorch => (h - n, 1.0 - z, z),
                };
                let (da_z, da_n) = (dz * z * (1.0 - z), dn * slope_n);
                let (dr, through_n) = match convention {
                    Convention::Chung2014 => (da_n * w_n * h, da_n * w_n * r),
                    Convention::Pytorch => (da_n * extra, da_n * r * w_n),
                };
                let da_r = on_r * dr * r * (1.0 - r);
                (da_z * w_z + da_r * w_r + through_n + if is_open { 1.0 } else { road }).abs()
            };
            let found = factors(&network, &tape, &batch, Source::Every)[LAST];
            let (leaves, open) = (sent(n, 1.0 - n * n, false), sent(n, 1.0 - n * n, true));
            let unsaturated = sent(0.0, 1.0, true);
            assert_factor(found, leaves / open, open / unsaturated, unsaturated);
        }
    }
}

/// With the loss at the last step alone, what leaves is the tape's gradient of the state before.
#[test]
fn the_parts_multiply_to_what_is_left_of_the_gradient() {
    let plain = ALL_CELLS.map(|cell| (cell, Switches::default()));
    for (cell, switches) in plain.into_iter().chain(switched_cells()) {
        for with_encoder in [false, true] {
            let mut network = Network { switches, ..network(cell, SIZES, LossKind::CrossEntropy, 1) };
            if with_encoder {
                network = network.with_encoder(&InitSpec { seed: 4, ..InitSpec::default() });
            }
            let mut batch = Batch { source: Some(3), ..batch(cell, SIZES, LossKind::CrossEntropy, 2) };
            let source = Source::Step(SIZES.steps - 1);
            let every = run(&network, &batch);
            let found = factors(&network, &every, &batch, source);
            batch.targets = Targets::Classes((0..SIZES.steps).map(|t| (t + 1 == SIZES.steps).then_some(1)).collect());
            let tape = run(&network, &batch);
            assert_close(
                factors(&network, &tape, &batch, source)[0].unwrap().whole(),
                factors(&network, &tape, &batch, Source::Every)[0].unwrap().whole(),
            );
            let found_of_last = factors(&network, &tape, &batch, source);
            for t in 0..SIZES.steps {
                let what = format!("{cell:?} {switches:?} {t}");
                // In the LSTM what arrived along c is f ⊙ ∂L/∂c of the step after.
                let along_c = |t: usize| -> Vec<f64> {
                    if t + 1 == SIZES.steps || !cell.has_cell_state() {
                        return Vec::new();
                    }
                    tape.gate(1, t + 1).iter().zip(tape.dc(t + 1)).map(|(f, dc)| f * dc).collect()
                };
                let arrives = norm(&[tape.dh(t), &along_c(t)].concat());
                let leaves = if t == 0 {
                    norm(&[tape.dh_before(0), tape.dc_before(0)].concat())
                } else {
                    norm(&[tape.dh(t - 1), &along_c(t - 1)].concat())
                };
                let whole = found_of_last[t].unwrap().whole();
                assert!((whole / (leaves / arrives) - 1.0).abs() <= 1e-12, "{what}: {whole}, {leaves} / {arrives}");
                assert!(found[t].is_some(), "{what}");
            }
        }
    }
}

/// With a loss at every step, what leaves is the Jacobian's share of what arrives.
#[test]
fn with_losses_at_every_step_the_loss_of_the_step_before_is_left_out() {
    for cell in ALL_CELLS.into_iter().filter(|cell| !cell.has_cell_state()) {
        let network = network(cell, SIZES, LossKind::CrossEntropy, 1);
        let batch = batch(cell, SIZES, LossKind::CrossEntropy, 2);
        let tape = run(&network, &batch);
        for (t, factor) in factors(&network, &tape, &batch, Source::Every).into_iter().enumerate() {
            let (j, dh) = (jacobian(&network, &tape, &batch, t), tape.dh(t));
            let leaves: Vec<f64> =
                (0..j.cols).map(|col| (0..j.rows).map(|row| dh[row] * j.at(row, col)).sum()).collect();
            assert_close(factor.unwrap().whole(), norm(&leaves) / norm(dh));
        }
    }
}

#[test]
fn what_is_not_there_costs_nothing() {
    for seed in 0..20 {
        let rnn = network(Cell::Rnn(Activation::Tanh), SIZES, LossKind::CrossEntropy, seed);
        let lstm = network(Cell::Lstm, SIZES, LossKind::CrossEntropy, seed);
        let lstm = Network { switches: Switches::of(&[Switch::ForgetOpen]), ..lstm };
        for network in [rnn, lstm] {
            let batch = batch(network.cell, SIZES, LossKind::CrossEntropy, seed + 100);
            let tape = run(&network, &batch);
            for factor in factors(&network, &tape, &batch, Source::Every).into_iter().flatten() {
                assert_eq!(factor.gates, 1.0, "{factor:?}");
            }
        }
    }
}

#[test]
fn a_relu_that_is_off_ends_the_gradient_by_saturation() {
    let cell = Cell::Rnn(Activation::Relu);
    let mut network = network(cell, ONE_UNIT, LossKind::MeanSquaredError, 5);
    network.params.bias_ih[0] = -100.0;
    let batch = Batch { h0: Some(vec![1.0]), ..batch(cell, ONE_UNIT, LossKind::MeanSquaredError, 6) };
    let tape = run(&network, &batch);
    let found = factors(&network, &tape, &batch, Source::Step(LAST));
    // The unit is off at every step: nothing leaves the last one, so nothing arrives at others.
    assert_eq!(found[..LAST], [None, None, None]);
    assert_eq!(found[LAST].map(|factor| (factor.arrives, factor.leaves)), Some((tape.dh_norm(LAST), 0.0)));
    assert_factor(found[LAST], 1.0, 0.0, network.params.weight_hh.data[0].abs());
    assert_eq!(costliest(&found), Some((LAST, FactorPart::Saturation)));
}

/// With the last loss alone, the product of the moves between steps is what is kept from the last step to the first.
#[test]
fn the_moves_between_steps_lead_from_the_last_to_the_first() {
    let cell = Cell::Rnn(Activation::Tanh);
    let network = network(cell, SIZES, LossKind::CrossEntropy, 8);
    let batch = batch(cell, SIZES, LossKind::CrossEntropy, 9);
    let tape = run(&network, &batch);
    let found = factors(&network, &tape, &batch, Source::Step(LAST));
    let between = between_steps(&found);
    assert_eq!((between[0], &between[1..]), (None, &found[1..]));
    let product: f64 = between.iter().flatten().map(|factor| factor.whole()).product();
    let kept = found[0].unwrap().arrives / found[LAST].unwrap().arrives;
    assert!((product / kept - 1.0).abs() < 1e-12, "{product} {kept}");
}

#[test]
fn what_is_not_finite_is_not_split() {
    let cell = Cell::Rnn(Activation::Relu);
    let mut network = network(cell, ONE_UNIT, LossKind::MeanSquaredError, 5);
    network.params = network.params.zeros_like();
    network.params.weight_hh.data[0] = 1e200;
    network.params.weight_ho.data[0] = 1.0;
    let mut batch = batch(cell, ONE_UNIT, LossKind::MeanSquaredError, 6);
    batch.h0 = Some(vec![1e-300]);
    let tape = run(&network, &batch);
    // h is 1e-100, 1e100 and then infinite: so is the loss, and what it sends is no gradient.
    assert!(factors(&network, &tape, &batch, Source::Step(LAST)).iter().all(Option::is_none));
}

#[test]
fn the_costliest_is_the_smallest_ratio() {
    let factor = |gates, saturation, weights| Some(Factor { arrives: 1.0, leaves: 1.0, gates, saturation, weights });
    let all = [factor(0.5, 0.9, 2.0), None, factor(0.7, 0.2, 1.0), factor(1.0, 0.3, 0.25)];
    assert_eq!(costliest(&all), Some((2, FactorPart::Saturation)));
    assert_eq!(costliest(&all[..2]), Some((0, FactorPart::Gates)));
    assert_eq!(costliest(&[None, None]), None);
}
