//! An encoder with weights of its own: against finite differences, and against one set of weights for all steps.

use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network, symbols};
use unrolled_engine::{
    Batch, Cell, ENCODER_TENSORS, ForgetBias, GradientCheckSpec, InitSpec, Inputs, LossKind, Network, Params,
    Recording, Tape, Targets, Truncation, Verdict, gradient_check, influence, norm,
};

const SIZES: Sizes = Sizes { steps: 6, batch: 3, inputs: 4, units: 5, outputs: 3 };
const SOURCE: usize = 4;
const LOSSES: [LossKind; 2] = [LossKind::CrossEntropy, LossKind::MeanSquaredError];

fn with_encoder(cell: Cell, loss: LossKind, seed: u64) -> Network<f64> {
    network(cell, SIZES, loss, seed).with_encoder(&InitSpec { seed, ..InitSpec::default() })
}

/// A network whose encoder has the decoder's weights.
fn with_equal_parts(network: &Network<f64>) -> Network<f64> {
    let mut network = network.clone();
    let mut encoder = Params::zeros(network.cell, network.inputs(), network.units(), 0);
    for (own, of_decoder) in encoder.tensors_mut().into_iter().zip(network.params.tensors()).take(4) {
        own.copy_from_slice(of_decoder);
    }
    network.params.encoder = Some(Box::new(encoder));
    network
}

fn run(network: &Network<f64>, batch: &Batch<f64>, truncation: Truncation) -> Tape<f64> {
    let mut tape = network.tape(Recording::Everything, batch.steps, batch.batch);
    network.forward(batch, &mut tape);
    network.backward(batch, &mut tape, truncation);
    tape
}

#[track_caller]
fn assert_close(what: &str, found: &[f64], wanted: &[f64], tolerance: f64) {
    assert_eq!(found.len(), wanted.len(), "{what}");
    for (found, wanted) in found.iter().zip(wanted) {
        let error = (found - wanted).abs() / found.abs().max(wanted.abs()).max(1.0);
        assert!(error <= tolerance, "{what}: found {found}, wanted {wanted}");
    }
}

#[test]
fn every_tensor_agrees_with_finite_differences_and_random_directions() {
    for cell in ALL_CELLS {
        for loss in LOSSES {
            for source in [0, 1, SOURCE, SIZES.steps] {
                let network = with_encoder(cell, loss, 3);
                let batch = Batch { source: Some(source), ..batch(cell, SIZES, loss, 4) };
                let report = gradient_check(&network, &batch, GradientCheckSpec::EVERYTHING);
                let what = format!("{cell:?} {loss:?} {source}: {report:?}");
                assert_eq!(report.verdict(), Verdict::Agrees, "{what}");
                assert!(report.error() <= 1e-7, "{what}");
                let recurrent = Params::<f64>::count_of(cell, SIZES.inputs, SIZES.units, 0);
                let all = Params::<f64>::count_of(cell, SIZES.inputs, SIZES.units, SIZES.outputs) + recurrent;
                assert_eq!((report.entries, report.checked, report.directions.len()), (all, all, 4), "{what}");
                assert!(report.untold * 20 <= report.checked, "{what}");
            }
        }
    }
}

#[test]
fn one_hot_inputs_have_the_bits_of_dense_ones() {
    for cell in ALL_CELLS {
        let network = with_encoder(cell, LossKind::CrossEntropy, 5);
        let one_hot = Batch { source: Some(SOURCE), ..symbols(SIZES, 6) };
        let Inputs::Symbols(indices) = &one_hot.inputs else { unreachable!() };
        let mut values = vec![0.0; indices.len() * SIZES.inputs];
        for (row, index) in indices.iter().flatten().enumerate() {
            values[row * SIZES.inputs + index] = 1.0;
        }
        let dense = Batch { inputs: Inputs::Vectors { values, present: vec![true; indices.len()] }, ..one_hot.clone() };
        let [one_hot, dense] = [one_hot, dense].map(|batch| run(&network, &batch, Truncation::Full));
        assert_eq!(one_hot.dparams, dense.dparams, "{cell:?}");
        assert_eq!(one_hot.h(SIZES.steps - 1), dense.h(SIZES.steps - 1), "{cell:?}");
    }
}

/// With the same numbers in both sets the passes are those of one set, bit for bit; the two gradients add up to its own.
#[test]
fn equal_parts_are_one_set_of_weights_and_their_gradients_add_up_to_its_gradient() {
    for cell in ALL_CELLS {
        for loss in LOSSES {
            for truncation in [Truncation::Full, Truncation::per_loss(3), Truncation::detached_every(2)] {
                let shared = network(cell, SIZES, loss, 7);
                let batch = Batch { source: Some(SOURCE), ..batch(cell, SIZES, loss, 8) };
                let own = run(&with_equal_parts(&shared), &batch, truncation);
                let shared = run(&shared, &batch, truncation);
                let what = format!("{cell:?} {loss:?} {truncation:?}");
                assert_eq!(own.loss(), shared.loss(), "{what}");
                for t in 0..SIZES.steps {
                    assert_eq!((own.h(t), own.dh(t)), (shared.h(t), shared.dh(t)), "{what}");
                    assert_eq!((own.dc_before(t), own.dx(t)), (shared.dc_before(t), shared.dx(t)), "{what}");
                }
                let (own, shared) = (own.dparams.tensors(), shared.dparams.tensors());
                assert_eq!(own[4..ENCODER_TENSORS], shared[4..ENCODER_TENSORS], "{what}");
                for tensor in 0..4 {
                    let pairs = own[tensor].iter().zip(own[ENCODER_TENSORS + tensor]);
                    let sum: Vec<f64> = pairs.map(|(decoder, encoder)| decoder + encoder).collect();
                    assert_close(&format!("{what} {tensor}"), &sum, shared[tensor], 1e-13);
                    assert!(norm(own[tensor]) > 1e-6 && norm(own[ENCODER_TENSORS + tensor]) > 1e-6, "{what}");
                }
            }
        }
    }
}

/// Each part's weights act at its own steps only, and an encoder of no step has no gradient.
#[test]
fn a_part_without_steps_has_no_gradient() {
    for cell in ALL_CELLS {
        let network = with_encoder(cell, LossKind::CrossEntropy, 9);
        let batch = batch(cell, SIZES, LossKind::CrossEntropy, 10);
        for (source, tensors) in [(0, ENCODER_TENSORS..10), (SIZES.steps, 0..4)] {
            let tape = run(&network, &Batch { source: Some(source), ..batch.clone() }, Truncation::Full);
            let silent = &tape.dparams.tensors()[tensors];
            assert!(silent.iter().all(|tensor| !tensor.is_empty() && norm(tensor) == 0.0), "{cell:?} {source}");
        }
    }
}

/// Sequences of different lengths side by side are their mean, and steps after the end of a shorter one add nothing.
#[test]
fn sequences_side_by_side_are_the_mean_of_each_alone() {
    let one = Sizes { batch: 1, ..SIZES };
    for cell in ALL_CELLS {
        let network = with_encoder(cell, LossKind::CrossEntropy, 11);
        for lengths in [[6, 6], [6, 5]] {
            let alone: [Batch<f64>; 2] = std::array::from_fn(|row| Batch {
                source: Some(SOURCE),
                ..symbols(Sizes { steps: lengths[row], ..one }, 12 + row as u64)
            });
            let side_by_side = |of: &dyn Fn(&Batch<f64>) -> Vec<Option<usize>>| {
                let columns = [of(&alone[0]), of(&alone[1])];
                (0..6).flat_map(|t| columns.clone().map(|column| column.get(t).copied().flatten())).collect::<Vec<_>>()
            };
            let together = Batch {
                steps: 6,
                batch: 2,
                inputs: Inputs::Symbols(side_by_side(&|batch| match &batch.inputs {
                    Inputs::Symbols(symbols) => symbols.clone(),
                    Inputs::Vectors { .. } => unreachable!(),
                })),
                targets: Targets::Classes(side_by_side(&|batch| match &batch.targets {
                    Targets::Classes(classes) => classes.clone(),
                    Targets::Vectors { .. } => unreachable!(),
                })),
                h0: None,
                c0: None,
                source: Some(SOURCE),
            };
            let together = run(&network, &together, Truncation::Full);
            let alone = alone.map(|batch| run(&network, &batch, Truncation::Full));
            let pairs = alone[0].dparams.tensors().into_iter().zip(alone[1].dparams.tensors());
            for (found, (one, other)) in together.dparams.tensors().into_iter().zip(pairs) {
                let mean: Vec<f64> = one.iter().zip(other).map(|(one, other)| (one + other) / 2.0).collect();
                assert_close(&format!("{cell:?} {lengths:?}"), found, &mean, 1e-13);
            }
        }
    }
}

/// With one loss, its influence is the whole gradient.
#[test]
fn the_influence_of_the_only_loss_is_the_gradient_of_the_states() {
    let sizes = Sizes { batch: 1, ..SIZES };
    for cell in ALL_CELLS {
        let network = with_encoder(cell, LossKind::CrossEntropy, 13);
        let mut batch = Batch { source: Some(SOURCE), ..symbols(sizes, 14) };
        let Targets::Classes(classes) = &mut batch.targets else { unreachable!() };
        classes[..5].fill(None);
        let tape = run(&network, &batch, Truncation::Full);
        let norms = influence(&network, &tape, &batch).h[5].clone().unwrap();
        let wanted: Vec<f64> = (0..6).map(|t| tape.dh_norm(t)).collect();
        assert_close(&format!("{cell:?}"), &norms, &wanted, 1e-14);
    }
}

#[test]
fn a_free_run_is_the_pass_on_what_it_has_read() {
    for cell in ALL_CELLS {
        let network = with_encoder(cell, LossKind::CrossEntropy, 15);
        let mut batch = Batch { source: Some(SOURCE), ..symbols(SIZES, 16) };
        let mut free = network.tape(Recording::Training, SIZES.steps, SIZES.batch);
        network.forward_freely(&mut batch, &mut free, |t, row, _| (t >= SOURCE).then_some((t + row) % SIZES.inputs));
        let tape = run(&network, &batch, Truncation::Full);
        assert_eq!((free.loss(), free.h(5)), (tape.loss(), tape.h(5)), "{cell:?}");
    }
}

#[test]
fn an_encoder_is_drawn_from_numbers_of_its_own() {
    for cell in ALL_CELLS {
        let spec = InitSpec { forget_bias: Some(ForgetBias::Constant(1.5)), seed: 17, ..InitSpec::default() };
        let without = Network::<f64>::init(cell, 4, 5, 3, LossKind::CrossEntropy, &spec);
        let with = without.clone().with_encoder(&spec);
        assert_eq!(with.params.tensors()[..ENCODER_TENSORS], without.params.tensors()[..ENCODER_TENSORS]);
        for tensor in 0..4 {
            let (own, of_decoder) = (with.params.tensors()[ENCODER_TENSORS + tensor], with.params.tensors()[tensor]);
            assert_eq!(own.len(), of_decoder.len());
            assert_ne!(own, of_decoder, "{cell:?}");
        }
        let encoder = with.params.encoder.as_ref().unwrap();
        if cell == Cell::Lstm {
            assert_eq!((&encoder.bias_ih[5..10], &encoder.bias_hh[5..10]), (&[1.5; 5][..], &[0.0; 5][..]));
        }
    }
}

#[test]
fn a_batch_without_a_common_source_is_refused() {
    let network = with_encoder(Cell::Lstm, LossKind::CrossEntropy, 18);
    let refusal = |source| Batch { source, ..symbols(SIZES, 19) }.check(&network).unwrap_err().to_string();
    assert_eq!(refusal(None), "source: expected at most 6 steps that the encoder reads, found none");
    assert_eq!(refusal(Some(7)), "source: expected at most 6 steps that the encoder reads, found 7");
}
