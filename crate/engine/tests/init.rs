//! Initial weights: bounds, distributions, spectra, and what a change of one setting leaves alone.

use unrolled_engine::sample::ALL_CELLS;
use unrolled_engine::spectrum::{eigenvalues, singular_values, spectral_radius};
use unrolled_engine::{
    Activation, Cell, Convention, ForgetBias, InitSpec, Initializer, LossKind, Matrix, Network, PARAMETER_NAMES, Random,
};

fn init(cell: Cell, units: usize, spec: InitSpec) -> Network<f64> {
    Network::init(cell, 7, units, 5, LossKind::CrossEntropy, &spec)
}

fn with(initializer: Initializer) -> InitSpec {
    InitSpec { initializer, forget_bias: None, seed: 42 }
}

fn blocks(network: &Network<f64>) -> Vec<Matrix<f64>> {
    let units = network.units();
    let block = |k: usize| network.params.weight_hh.rows_from(k * units, units).to_vec();
    (0..network.cell.gate_blocks()).map(|k| Matrix { rows: units, cols: units, data: block(k) }).collect()
}

#[track_caller]
fn assert_close(found: f64, wanted: f64, tolerance: f64) {
    assert!((found - wanted).abs() <= tolerance, "found {found}, wanted {wanted}");
}

#[test]
fn pytorchs_uniform_fills_its_interval_in_every_tensor() {
    for cell in ALL_CELLS {
        let network = init(cell, 100, with(Initializer::PytorchUniform));
        for tensor in network.params.tensors().into_iter().take(PARAMETER_NAMES.len()) {
            let largest = tensor.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
            assert!(largest <= 0.1, "{cell:?}: {largest}");
            let mean = tensor.iter().sum::<f64>() / tensor.len() as f64;
            assert!(mean.abs() < 0.1 / (tensor.len() as f64).sqrt() * 2.5, "{cell:?}: mean {mean}");
        }
        let weights = &network.params.weight_hh.data;
        let variance = weights.iter().map(|weight| weight * weight).sum::<f64>() / weights.len() as f64;
        assert_close(variance, 0.01 / 3.0, 1e-4);
    }
}

#[test]
fn a_gaussian_has_its_deviation_and_a_radius_near_its_gain() {
    let network = init(Cell::Lstm, 120, with(Initializer::Gaussian { gain: 1.5 }));
    for block in blocks(&network) {
        let squares = block.data.iter().map(|weight| weight * weight).sum::<f64>();
        assert_close((squares / 120.0).sqrt(), 1.5, 0.04);
        assert_close(spectral_radius(&block).unwrap(), 1.5, 0.15);
    }
}

#[test]
fn orthogonal_blocks_are_orthogonal_and_differ() {
    for units in [1, 2, 16, 33] {
        let network = init(Cell::Gru(Default::default()), units, with(Initializer::Orthogonal { gain: 0.5 }));
        let blocks = blocks(&network);
        for block in &blocks {
            for (i, j) in (0..units).flat_map(|i| (0..units).map(move |j| (i, j))) {
                let dot: f64 = block.row(i).iter().zip(block.row(j)).map(|(a, b)| a * b).sum();
                assert_close(dot, if i == j { 0.25 } else { 0.0 }, 1e-14);
            }
            singular_values(block).unwrap().into_iter().for_each(|value| assert_close(value, 0.5, 1e-13));
        }
        assert!(units == 1 || blocks[0] != blocks[1]);
    }
}

#[test]
fn identity_and_radius_are_exact() {
    for cell in ALL_CELLS {
        for block in blocks(&init(cell, 9, with(Initializer::Identity { scale: 0.7 }))) {
            for (i, j) in (0..9).flat_map(|i| (0..9).map(move |j| (i, j))) {
                assert_eq!(block.at(i, j), if i == j { 0.7 } else { 0.0 });
            }
        }
        for units in [1, 2, 3, 32, 64] {
            for block in blocks(&init(cell, units, with(Initializer::SpectralRadius { radius: 1.3 }))) {
                assert_close(spectral_radius(&block).unwrap(), 1.3, 1e-12);
            }
        }
    }
}

#[test]
fn the_forget_bias_is_exact_and_belongs_to_the_lstm() {
    let spec = |forget_bias: Option<f64>| InitSpec {
        forget_bias: forget_bias.map(ForgetBias::Constant),
        ..with(Initializer::PytorchUniform)
    };
    let (drawn, three) = (init(Cell::Lstm, 6, spec(None)), init(Cell::Lstm, 6, spec(Some(3.0))));
    for k in 0..24 {
        let (ih, hh) = (three.params.bias_ih[k], three.params.bias_hh[k]);
        if (6..12).contains(&k) {
            assert_eq!((ih, hh), (3.0, 0.0));
        } else {
            assert_eq!((ih, hh), (drawn.params.bias_ih[k], drawn.params.bias_hh[k]));
        }
    }
    assert_eq!(init(Cell::Rnn(Activation::Tanh), 6, spec(Some(3.0))), init(Cell::Rnn(Activation::Tanh), 6, spec(None)));
}

/// f = σ(b) keeps a state for about e^b steps: up to the longest, and each unit for another time.
#[test]
fn chrono_biases_are_logarithms_of_times() {
    let longest = 50.0;
    let spec = InitSpec { forget_bias: Some(ForgetBias::Chrono { longest }), ..with(Initializer::PytorchUniform) };
    let sum = |network: &Network<f64>, k: usize| network.params.bias_ih[k] + network.params.bias_hh[k];
    let lstm = init(Cell::Lstm, 64, spec);
    let mut times: Vec<f64> = (64..128).map(|k| sum(&lstm, k).exp()).collect();
    for (k, time) in times.iter().enumerate() {
        assert!((1.0..longest - 1.0).contains(time), "unit {k} keeps {time}");
        assert_eq!(sum(&lstm, k), -sum(&lstm, 64 + k), "i of unit {k}");
    }
    // Evenly between 1 and 49: the middle one is near 25, with a deviation of 14/8.
    times.sort_unstable_by(f64::total_cmp);
    assert!((times[32] - 25.0).abs() < 7.0, "{}", times[32]);
    // The GRU keeps by 1 − z, or by z; both keep for the same times as the LSTM.
    let [chung, pytorch] = [Convention::Chung2014, Convention::Pytorch].map(|form| init(Cell::Gru(form), 64, spec));
    for k in 64..128 {
        assert_eq!((sum(&chung, k), sum(&pytorch, k)), (-sum(&lstm, k), sum(&lstm, k)));
    }
    let rnn = |spec| init(Cell::Rnn(Activation::Tanh), 6, spec);
    assert_eq!(rnn(spec), rnn(with(Initializer::PytorchUniform)));
}

#[test]
fn a_seed_fixes_every_bit_and_settings_do_not_shift_each_other() {
    let uniform = with(Initializer::PytorchUniform);
    let lstm = init(Cell::Lstm, 8, uniform);
    assert_eq!(lstm, init(Cell::Lstm, 8, uniform));
    assert_ne!(lstm, init(Cell::Lstm, 8, InitSpec { seed: 43, ..uniform }));
    // Another cell: the same first block and the same readout.
    let rnn = init(Cell::Rnn(Activation::Tanh), 8, uniform);
    assert_eq!(rnn.params.weight_hh.data, lstm.params.weight_hh.rows_from(0, 8));
    assert_eq!(rnn.params.weight_ho, lstm.params.weight_ho);
    // Another initialiser of W_hh: everything else stays.
    let orthogonal = init(Cell::Lstm, 8, with(Initializer::Orthogonal { gain: 1.0 }));
    assert_eq!(
        (&orthogonal.params.weight_ih, &orthogonal.params.bias_o),
        (&lstm.params.weight_ih, &lstm.params.bias_o)
    );
    // In single precision: the same draws, rounded.
    let narrow = Network::<f32>::init(Cell::Lstm, 7, 8, 5, LossKind::CrossEntropy, &uniform);
    assert_eq!(narrow, lstm.convert());
}

#[test]
fn eigenvalues_of_matrices_that_are_known() {
    let rotation = Matrix { rows: 2, cols: 2, data: vec![0.0, -2.0, 2.0, 0.0] };
    let found = eigenvalues(&rotation).unwrap();
    assert_close(found[0].0, 0.0, 1e-15);
    assert_eq!((found[0].1, found[1].1), (2.0, -2.0));
    // Nothing of the long run is in σ_max: ρ = 0.5, σ_max above 10.
    let shear = Matrix { rows: 2, cols: 2, data: vec![0.5, 10.0, 0.0, 0.25] };
    assert_eq!(spectral_radius(&shear), Some(0.5));
    assert!(singular_values(&shear).unwrap()[0] > 10.0);
    let overflown = Matrix { rows: 1, cols: 1, data: vec![f64::NAN] };
    assert_eq!((eigenvalues(&overflown), singular_values(&overflown)), (None, None));
    assert_eq!(spectral_radius(&Matrix::zeros(3, 3)), Some(0.0));
}

#[test]
fn random_numbers_have_their_distributions() {
    let mut random = Random::new(1, 2);
    let count = 100_000;
    let draws: Vec<f64> = (0..count).map(|_| random.gaussian()).collect();
    let moment = |power: i32| draws.iter().map(|draw| draw.powi(power)).sum::<f64>() / f64::from(count);
    assert_close(moment(1), 0.0, 0.012);
    assert_close(moment(2), 1.0, 0.02);
    assert_close(moment(4), 3.0, 0.15);
    let counts = (0..60_000).fold([0; 6], |mut counts, _| {
        counts[random.below(6)] += 1;
        counts
    });
    assert!(counts.iter().all(|count| (9_600..10_400).contains(count)), "{counts:?}");
    assert!((0..1000).all(|_| (0.0..1.0).contains(&random.uniform())));
    assert_ne!(Random::new(1, 2).next_u64(), Random::new(1, 3).next_u64());
    assert_ne!(Random::new(1, 2).next_u64(), Random::new(2, 2).next_u64());
}
