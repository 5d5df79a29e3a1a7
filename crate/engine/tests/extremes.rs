//! One step, many steps, saturation and explosion: nothing panics, and the numbers are the right ones.

use unrolled_engine::sample::{ALL_CELLS, Sizes, batch, network, symbols};
use unrolled_engine::{
    Activation, Batch, Cell, Convention, LossKind, Network, Pass, Recording, Tape, Targets, Truncation, Verdict,
    influence,
};

fn run(network: &Network<f64>, batch: &Batch<f64>) -> Tape<f64> {
    let mut tape = network.tape(Recording::Everything, batch.steps, batch.batch);
    network.forward(batch, &mut tape);
    network.backward(batch, &mut tape, Truncation::Full);
    tape
}

/// Vocabulary h e l o, read "hell", say "ello", with four logits a step that are given (Karpathy 2015).
#[test]
fn the_hello_example_has_its_published_numbers() {
    let logits = [[1.0, 2.2, -3.0, 4.1], [0.5, 0.3, -1.0, 1.2], [0.1, 0.5, 1.9, -1.1], [0.2, -1.5, -0.1, 2.2]];
    // Units that stay at zero, and a readout whose bias is the logits, one step at a time.
    let sizes = Sizes { steps: 1, batch: 1, inputs: 4, units: 1, outputs: 4 };
    let mut total = 0.0;
    for ((logits, target), wanted) in logits.into_iter().zip([1, 2, 2, 3]).zip([0.1251, 0.0550, 0.6841, 0.7935]) {
        let mut network = network(ALL_CELLS[0], sizes, LossKind::CrossEntropy, 1);
        network.params = network.params.zeros_like();
        network.params.bias_o.copy_from_slice(&logits);
        let tape = run(&network, &Batch::from_symbols(vec![None], vec![Some(target)]));
        assert_eq!(tape.logits(0), logits);
        assert!((tape.probs(0)[target] - wanted).abs() < 5e-5, "{:?}", tape.probs(0));
        assert!((tape.loss() + tape.probs(0)[target].ln()).abs() < 1e-15);
        for (class, (dlogit, prob)) in tape.dlogits(0).iter().zip(tape.probs(0)).enumerate() {
            assert_eq!(*dlogit, if class == target { prob - 1.0 } else { *prob });
        }
        total += tape.loss();
    }
    assert!((total - 5.5896).abs() < 5e-5, "{total}");
    assert!(total > 4.0 * 4.0_f64.ln());
}

/// The same with 4,096 in front: the largest logit does not overflow the exponential.
#[test]
fn large_logits_neither_overflow_nor_lose_the_loss() {
    let sizes = Sizes { steps: 1, batch: 1, inputs: 1, units: 1, outputs: 3 };
    let mut network = network(ALL_CELLS[0], sizes, LossKind::CrossEntropy, 1);
    network.params = network.params.zeros_like();
    network.params.bias_o.copy_from_slice(&[4096.0, 4095.0, -4096.0]);
    let tape = run(&network, &Batch::from_symbols(vec![None], vec![Some(2)]));
    let wanted = 8192.0 + (1.0 + (-1.0_f64).exp()).ln();
    assert!((tape.loss() - wanted).abs() < 1e-11, "{}", tape.loss());
    assert_eq!(tape.first_non_finite(), None);
}

#[test]
fn two_hundred_steps_agree_with_finite_differences() {
    let sizes = Sizes { steps: 200, batch: 1, inputs: 2, units: 3, outputs: 3 };
    for cell in ALL_CELLS {
        let (mut network, batch) =
            (network(cell, sizes, LossKind::CrossEntropy, 1), batch(cell, sizes, LossKind::CrossEntropy, 2));
        // Without a bounded activation a gain of 1 grows by 1e47 in 200 steps.
        network.params.weight_hh.data.iter_mut().for_each(|weight| *weight *= 0.5);
        let report = unrolled_engine::gradient_check(&network, &batch, Default::default());
        assert_eq!(report.verdict(), Verdict::Agrees, "{cell:?}: {report:?}");
        assert!(report.untold * 2 < report.checked, "{cell:?}: {report:?}");
    }
}

/// ∂L/∂h shrinks to 1e-250 and is a number still: the norm does not underflow, and no step is rounded to zero.
#[test]
fn a_vanishing_gradient_is_small_and_not_zero() {
    let steps = 400;
    let sizes = Sizes { steps, batch: 1, inputs: 1, units: 2, outputs: 2 };
    let mut network = network(Cell::Rnn(Activation::Tanh), sizes, LossKind::CrossEntropy, 1);
    network.params.weight_hh.data.copy_from_slice(&[0.25, 0.0, 0.0, 0.25]);
    network.params.bias_ih.fill(0.0);
    network.params.bias_hh.fill(0.0);
    let mut targets = vec![None; steps];
    targets[steps - 1] = Some(0);
    let tape = run(&network, &Batch::from_symbols(vec![None; steps], targets));
    for t in 0..steps - 1 {
        let factor = tape.dh_norm(t) / tape.dh_norm(t + 1);
        assert!((factor - 0.25).abs() < 1e-12, "step {t}: {factor}");
    }
    assert!((1e-250..1e-230).contains(&tape.dh_norm(0)), "{:e}", tape.dh_norm(0));
}

#[test]
fn saturated_gates_give_finite_numbers_and_zero_slopes() {
    let sizes = Sizes { steps: 5, batch: 2, inputs: 3, units: 4, outputs: 3 };
    for cell in ALL_CELLS {
        let mut network = network(cell, sizes, LossKind::CrossEntropy, 1);
        network.params.bias_ih.fill(1e4);
        if cell == Cell::Rnn(Activation::Relu) {
            network.params.bias_ih.fill(-1e4);
        }
        let tape = run(&network, &symbols(sizes, 2));
        assert_eq!(tape.first_non_finite(), None, "{cell:?}");
        assert!((0..5).all(|t| tape.dpre(t).iter().all(|da| *da == 0.0)), "{cell:?}");
        if cell == Cell::Gru(Convention::Pytorch) {
            assert_eq!(tape.h(4), tape.h_before(0), "z = 1 keeps the state");
        }
    }
}

#[test]
fn an_exploding_forward_pass_says_where_it_happened() {
    let steps = 12;
    let sizes = Sizes { steps, batch: 1, inputs: 1, units: 1, outputs: 1 };
    let mut network = network(Cell::Rnn(Activation::Relu), sizes, LossKind::MeanSquaredError, 1);
    network.params = network.params.zeros_like();
    network.params.weight_hh.data[0] = 1e50;
    network.params.weight_ho.data[0] = 1.0;
    let mut batch = batch(network.cell, sizes, LossKind::MeanSquaredError, 2);
    batch.h0 = Some(vec![1.0]);
    batch.targets = Targets::Vectors { values: vec![0.0; steps], present: vec![true; steps] };
    let tape = run(&network, &batch);
    // h is 1e50, 1e100, 1e150: squared, 1e200 overflows first.
    let found = tape.first_non_finite().expect("it overflows");
    assert_eq!((found.t, found.pass, found.quantity.as_str()), (3, Pass::Forward, "loss"));
    assert_eq!(tape.loss(), f64::INFINITY);
    assert_eq!(tape.h(6), [f64::INFINITY]);
    influence(&network, &tape, &batch);
}

#[test]
fn an_exploding_backward_pass_says_where_it_happened() {
    let steps = 12;
    let sizes = Sizes { steps, batch: 1, inputs: 1, units: 1, outputs: 1 };
    let mut network = network(Cell::Rnn(Activation::Tanh), sizes, LossKind::MeanSquaredError, 1);
    network.params = network.params.zeros_like();
    network.params.weight_hh.data[0] = 1e50;
    network.params.weight_ho.data[0] = 1.0;
    let mut batch = batch(network.cell, sizes, LossKind::MeanSquaredError, 2);
    batch.h0 = Some(vec![0.0]);
    let mut present = vec![false; steps];
    present[10] = true;
    batch.targets = Targets::Vectors { values: vec![-0.5; steps], present };
    let tape = run(&network, &batch);
    // ∂L/∂h_10 = 1, then 1e50 a step: 1e300 at step 4, infinite at step 3.
    let found = tape.first_non_finite().expect("it overflows");
    assert_eq!((found.t, found.pass, found.quantity.as_str()), (3, Pass::Backward, "grad.h"));
    assert_eq!((tape.dh(11), tape.dh(10)), (&[0.0][..], &[1.0][..]));
    assert!((tape.dh(4)[0] / 1e300 - 1.0).abs() < 1e-12);
    assert_eq!(influence(&network, &tape, &batch).h[10].as_ref().unwrap()[3], f64::INFINITY);
}

/// The share of a gradient that is left 49 steps back, at initialisation, H = 32: orders of magnitude that depend on the
/// draw, and an order among the cells that does not.
#[test]
fn what_vanishes_and_what_does_not() {
    use unrolled_engine::{ForgetBias, InitSpec, Initializer};
    let steps = 50;
    let left = |cell: Cell, initializer: Initializer, forget_bias: Option<f64>| {
        let mut logs = 0.0;
        for seed in 0..5 {
            let spec = InitSpec { initializer, forget_bias: forget_bias.map(ForgetBias::Constant), seed };
            let network = Network::<f64>::init(cell, 8, 32, 8, LossKind::CrossEntropy, &spec);
            let inputs = symbols(Sizes { steps, batch: 1, inputs: 8, units: 32, outputs: 8 }, seed);
            let mut targets = vec![None; steps];
            targets[steps - 1] = Some(0);
            let tape = run(&network, &Batch { targets: Targets::Classes(targets), ..inputs });
            logs += (tape.dh_norm(0) / tape.dh_norm(steps - 1)).log10() / 5.0;
        }
        logs
    };
    let gaussian = |gain| Initializer::Gaussian { gain };
    let closed = left(Cell::Lstm, Initializer::PytorchUniform, Some(0.0));
    let open = left(Cell::Lstm, Initializer::PytorchUniform, Some(3.0));
    let tanh = left(Cell::Rnn(Activation::Tanh), gaussian(1.0), None);
    println!("{closed} {open} {tanh}");
    assert!((-11.0..-6.0).contains(&closed), "LSTM, forget bias 0: 1e{closed}");
    assert!((-2.0..0.0).contains(&open), "LSTM, forget bias 3: 1e{open}");
    assert!((-6.5..-1.0).contains(&tanh), "RNN, gain 1: 1e{tanh}");
    let (some, much) = (
        left(Cell::Rnn(Activation::Tanh), gaussian(1.5), None),
        left(Cell::Rnn(Activation::Tanh), gaussian(3.0), None),
    );
    println!("{some} {much}");
    assert!((-2.0..1.0).contains(&some), "RNN, gain 1.5: 1e{some}");
    assert!((2.0..7.0).contains(&much), "RNN, gain 3: 1e{much}");
}
