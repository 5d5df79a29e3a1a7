//! One unit that can be computed by hand.

use crate::{Batch, Cell, Inputs, LossKind, Matrix, Network, Params, Recording, Switches, Tape, Targets, Truncation};

/// Two steps of a cell with one unit and one input, from a state of zero. Each gate has W_ih, W_hh, b_ih and b_hh. The
/// readout is the state itself, and the target is where ∂L/∂h of the last step is exactly 1.
pub(super) fn one_unit(cell: Cell, gates: &[[f64; 4]], inputs: [f64; 2]) -> Tape<f64> {
    one_switched_unit(cell, Switches::default(), gates, inputs)
}

/// The same with gates fixed.
pub(super) fn one_switched_unit(cell: Cell, switches: Switches, gates: &[[f64; 4]], inputs: [f64; 2]) -> Tape<f64> {
    let column = |k: usize| gates.iter().map(|gate| gate[k]).collect::<Vec<f64>>();
    let matrix = |k: usize| Matrix { rows: gates.len(), cols: 1, data: column(k) };
    let params = Params {
        weight_ih: matrix(0),
        weight_hh: matrix(1),
        bias_ih: column(2),
        bias_hh: column(3),
        weight_ho: Matrix { rows: 1, cols: 1, data: vec![1.0] },
        bias_o: vec![0.0],
        encoder: None,
    };
    let network = Network { cell, params, loss: LossKind::MeanSquaredError, switches };
    let mut batch = Batch {
        steps: 2,
        batch: 1,
        inputs: Inputs::Vectors { values: inputs.to_vec(), present: vec![true; 2] },
        targets: Targets::Vectors { values: vec![0.0; 2], present: vec![false, true] },
        h0: None,
        c0: None,
        source: None,
    };
    let mut tape = network.tape(Recording::Everything, 2, 1);
    network.forward(&batch, &mut tape);
    batch.targets = Targets::Vectors { values: vec![0.0, tape.h(1)[0] - 0.5], present: vec![false, true] };
    network.forward(&batch, &mut tape);
    network.backward(&batch, &mut tape, Truncation::Full);
    tape
}

pub(super) fn sigma(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[track_caller]
pub(super) fn assert_close(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 1e-14 * (1.0 + wanted.abs()), "found {found}, wanted {wanted}");
}
