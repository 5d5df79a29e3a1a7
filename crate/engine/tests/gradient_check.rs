//! The gradient check itself: it finds the mistakes that people make, and does not cry wolf where derivatives are hard.

use unrolled_engine::sample::{ALL_CELLS, Sizes, network, symbols};
use unrolled_engine::{
    Activation, Batch, Cell, Convention, ForgetBias, GradientCheck, GradientCheckSpec, GradientChecker, InitSpec,
    Initializer, LossKind, Network, PARAMETER_NAMES, Params, Recording, Tape, Truncation, Verdict,
};

const SIZES: Sizes = Sizes { steps: 6, batch: 1, inputs: 4, units: 5, outputs: 4 };

fn run(network: &Network<f64>, batch: &Batch<f64>, truncation: Truncation) -> Tape<f64> {
    let mut tape = network.tape(Recording::Training, batch.steps, batch.batch);
    network.forward(batch, &mut tape);
    network.backward(batch, &mut tape, truncation);
    tape
}

/// What is found if this is given out as the gradient.
fn check(network: &Network<f64>, batch: &Batch<f64>, gradient: Params<f64>, spec: GradientCheckSpec) -> GradientCheck {
    let mut tape = run(network, batch, Truncation::Full);
    tape.dparams = gradient;
    let mut checker = GradientChecker::new(network, batch, &tape, spec);
    while checker.step() {}
    checker.into_report()
}

fn everything(network: &Network<f64>, batch: &Batch<f64>, gradient: Params<f64>) -> GradientCheck {
    check(network, batch, gradient, GradientCheckSpec::EVERYTHING)
}

/// A net as the page makes one, reading `steps` characters of an alphabet of 20.
fn initialized(cell: Cell, units: usize, initializer: Initializer, forget_bias: f64) -> Network<f64> {
    let spec = InitSpec { initializer, forget_bias: Some(ForgetBias::Constant(forget_bias)), seed: 1 };
    Network::init(cell, 20, units, 20, LossKind::CrossEntropy, &spec)
}

fn text(steps: usize, only_last: bool) -> Batch<f64> {
    let symbol = |t: usize| Some((t * t + 3 * t + t / 7) % 20);
    let target = |t: usize| symbol(t + 1).filter(|_| !only_last || t + 1 == steps);
    Batch::from_symbols((0..steps).map(symbol).collect(), (0..steps).map(target).collect())
}

#[test]
fn one_entry_that_is_off_by_a_hundred_thousandth_is_found_by_its_name() {
    for cell in ALL_CELLS {
        let (network, batch) = (network(cell, SIZES, LossKind::CrossEntropy, 3), symbols(SIZES, 4));
        let gradient = run(&network, &batch, Truncation::Full).dparams;
        for (tensor, name) in PARAMETER_NAMES.into_iter().enumerate() {
            let entries = gradient.tensors()[tensor].iter().enumerate().filter(|(_, entry)| entry.abs() > 1e-3);
            let (index, _) = entries.min_by(|(_, one), (_, other)| one.abs().total_cmp(&other.abs())).unwrap();
            let mut wrong = gradient.clone();
            wrong.tensors_mut()[tensor][index] *= 1.0 + 1e-5;
            let report = everything(&network, &batch, wrong);
            assert_eq!(report.verdict(), Verdict::Differs, "{cell:?} {name}: {report:?}");
            let worst = report.worst.unwrap();
            assert_eq!((worst.parameter(), worst.index), (name, index), "{cell:?}: {report:?}");
            assert!((0.9e-5..1.1e-5).contains(&worst.comparison.error), "{cell:?} {name}: {report:?}");
        }
    }
}

#[test]
fn a_tensor_with_the_wrong_sign_is_found_in_a_sample_too() {
    for cell in ALL_CELLS {
        let (network, batch) = (initialized(cell, 16, Initializer::PytorchUniform, 1.0), text(12, false));
        let gradient = run(&network, &batch, Truncation::Full).dparams;
        // As much as 120 entries take, a small part of all.
        let work = (120 * 8 * 12 * gradient.count()) as u64;
        let few = GradientCheckSpec { work, ..GradientCheckSpec::EVERYTHING };
        for (tensor, name) in PARAMETER_NAMES.into_iter().enumerate() {
            let mut wrong = gradient.clone();
            wrong.tensors_mut()[tensor].iter_mut().for_each(|entry| *entry = -*entry);
            let report = check(&network, &batch, wrong, few);
            assert_eq!((report.verdict(), report.checked), (Verdict::Differs, 120), "{cell:?} {name}: {report:?}");
            assert_eq!(report.worst.unwrap().parameter(), name, "{cell:?}");
            // The directions alone would do.
            assert!(report.directions.iter().all(|direction| direction.error > 1e-5), "{cell:?} {name}: {report:?}");
        }
    }
}

#[test]
fn terms_through_time_that_are_forgotten_are_found() {
    for cell in ALL_CELLS {
        for only_last in [false, true] {
            let (network, batch) = (initialized(cell, 8, Initializer::PytorchUniform, 1.0), text(8, only_last));
            for truncation in [Truncation::per_loss(1), Truncation::per_loss(6), Truncation::detached_every(4)] {
                let report = everything(&network, &batch, run(&network, &batch, truncation).dparams);
                assert_eq!(report.verdict(), Verdict::Differs, "{cell:?} {truncation:?}: {report:?}");
            }
            let report = everything(&network, &batch, run(&network, &batch, Truncation::Full).dparams);
            assert_eq!(report.verdict(), Verdict::Agrees, "{cell:?}: {report:?}");
        }
    }
}

/// Gradients from 1 down to 1e-9 and less: those that are too small for differences are counted, the others agree.
#[test]
fn vanishing_nets_do_not_cry_wolf() {
    for (cell, forget_bias) in [(Cell::Lstm, 0.0), (Cell::Gru(Convention::Chung2014), 0.0)] {
        let (network, batch) = (initialized(cell, 32, Initializer::PytorchUniform, forget_bias), text(50, true));
        let tape = run(&network, &batch, Truncation::Full);
        assert!(tape.dh_norm(0) < 1e-6, "{cell:?}: {}", tape.dh_norm(0));
        let report = check(&network, &batch, tape.dparams, GradientCheckSpec { work: 300_000_000, ..SAMPLE });
        assert_eq!(report.verdict(), Verdict::Agrees, "{cell:?}: {report:?}");
        assert!(report.untold * 2 < report.checked, "{cell:?}: {report:?}");
    }
}

const SAMPLE: GradientCheckSpec = GradientCheckSpec { work: 20_000_000, ..GradientCheckSpec::EVERYTHING };

#[test]
fn exploding_nets_do_not_cry_wolf() {
    for gain in [1.5, 2.0, 3.0, 5.0, 10.0] {
        for cell in ALL_CELLS {
            for steps in [10, 50, 199] {
                let network = initialized(cell, 8, Initializer::Gaussian { gain }, 1.0);
                let batch = text(steps, false);
                let tape = run(&network, &batch, Truncation::Full);
                let report = check(&network, &batch, tape.dparams, SAMPLE);
                assert_ne!(report.verdict(), Verdict::Differs, "{cell:?} {gain} {steps}: {report:?}");
            }
        }
    }
    let (network, batch) =
        (initialized(Cell::Rnn(Activation::Tanh), 32, Initializer::Gaussian { gain: 3.0 }, 1.0), text(30, true));
    let tape = run(&network, &batch, Truncation::Full);
    assert!(tape.dh_norm(0) > 30.0, "{}", tape.dh_norm(0));
    assert_eq!(check(&network, &batch, tape.dparams, SAMPLE).verdict(), Verdict::Agrees);
}

#[test]
fn kinks_do_not_cry_wolf() {
    let cell = Cell::Rnn(Activation::Relu);
    for seed in 1..20 {
        let spec = InitSpec { initializer: Initializer::Gaussian { gain: 1.4 }, forget_bias: None, seed };
        let network = Network::init(cell, 20, 24, 20, LossKind::CrossEntropy, &spec);
        let batch = text(30, false);
        let report = check(&network, &batch, run(&network, &batch, Truncation::Full).dparams, SAMPLE);
        assert_eq!(report.verdict(), Verdict::Agrees, "{seed}: {report:?}");
        assert!(report.untold * 4 < report.checked, "{seed}: {report:?}");
    }
}

/// A pre-activation of exactly zero has two slopes: of its weights nothing can be told, and the others agree.
#[test]
fn a_weight_at_a_kink_is_counted_and_not_judged() {
    let sizes = Sizes { steps: 2, batch: 1, inputs: 2, units: 3, outputs: 2 };
    let mut network = network(Cell::Rnn(Activation::Relu), sizes, LossKind::CrossEntropy, 1);
    network.params.bias_ih.copy_from_slice(&[0.5, 0.5, 0.0]);
    network.params.bias_hh.fill(0.0);
    network.params.weight_ih.data.copy_from_slice(&[0.3, 0.2, 0.1, 0.4, 0.0, 0.0]);
    network.params.weight_hh.data.copy_from_slice(&[0.3, 0.2, 0.1, 0.4, 0.3, 0.2, 0.0, 0.0, 0.0]);
    let batch = Batch::from_symbols(vec![Some(0), Some(1)], vec![Some(1), Some(0)]);
    let report = everything(&network, &batch, run(&network, &batch, Truncation::Full).dparams);
    assert_eq!(report.verdict(), Verdict::Agrees, "{report:?}");
    // Row 3 of W_ih, of W_hh, whose third entry is multiplied by zero, and of both biases.
    assert_eq!((report.untold, report.checked), (6, report.entries), "{report:?}");
}

#[test]
fn no_gradient_at_all_agrees_exactly() {
    let network = Network::init(Cell::Lstm, 1, 4, 1, LossKind::CrossEntropy, &InitSpec::default());
    let batch = Batch::from_symbols(vec![Some(0); 3], vec![Some(0); 3]);
    let report = everything(&network, &batch, run(&network, &batch, Truncation::Full).dparams);
    assert_eq!((report.verdict(), report.error(), report.untold), (Verdict::Agrees, 0.0, 0), "{report:?}");
}

#[test]
fn a_pass_that_is_not_finite_is_not_checked() {
    let cell = Cell::Rnn(Activation::Relu);
    let network = initialized(cell, 16, Initializer::Gaussian { gain: 1e9 }, 0.0);
    let batch = text(60, false);
    let tape = run(&network, &batch, Truncation::Full);
    let report = everything(&network, &batch, tape.dparams);
    assert_eq!((report.verdict(), report.checked), (Verdict::NotFinite, 0), "{report:?}");
}

/// The biggest net of the page: the same sample each time, of all tensors, within the work that was allowed.
#[test]
fn a_big_net_is_sampled() {
    let (network, batch) = (initialized(Cell::Lstm, 64, Initializer::PytorchUniform, 1.0), text(199, false));
    let gradient = run(&network, &batch, Truncation::Full).dparams;
    let report = check(&network, &batch, gradient.clone(), GradientCheckSpec::default());
    assert_eq!(report.verdict(), Verdict::Agrees, "{report:?}");
    assert!((24..200).contains(&report.checked) && report.entries == gradient.count(), "{report:?}");
    assert_eq!(report, check(&network, &batch, gradient, GradientCheckSpec::default()));
}
