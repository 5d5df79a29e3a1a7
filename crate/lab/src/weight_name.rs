//! What a single weight is called.

use unrolled_engine::{Network, TENSOR_NAMES};

use crate::quantity::Weight;

/// `weight_hh f[3, 12]`: gate, row and column, counted from 1, of an index into one of the tensors.
pub fn weight_name(network: &Network<f64>, tensor: usize, index: usize) -> String {
    let (rows, columns) = network.params.shapes()[tensor];
    let (row, column) = (index / columns, index % columns);
    let gates = network.cell.gate_names();
    let weight = Weight { tensor, block: 0 };
    let (gate, row) = if !weight.is_readout() && !gates.is_empty() {
        (gates[row / (rows / gates.len())], row % (rows / gates.len()))
    } else {
        ("", row)
    };
    let name = TENSOR_NAMES[tensor];
    let place = if weight.is_bias() { format!("[{}]", row + 1) } else { format!("[{}, {}]", row + 1, column + 1) };
    format!("{name} {gate}{place}")
}

#[cfg(test)]
mod tests {
    use unrolled_engine::CellKind;

    use super::*;
    use crate::{Experiment, Settings};

    #[test]
    fn names_count_from_one_within_their_gate() {
        let experiment = Experiment::new(&Settings { units: 3, ..Settings::default() }).unwrap();
        let name = |kind, tensor, index| weight_name(&experiment.lane(kind).network, tensor, index);
        assert_eq!(name(CellKind::Lstm, 1, 0), "weight_hh i[1, 1]");
        // Row 5 of three columns: the third unit of f.
        assert_eq!(name(CellKind::Lstm, 1, 5 * 3 + 1), "weight_hh f[3, 2]");
        assert_eq!(name(CellKind::Gru, 2, 8), "bias_ih n[3]");
        assert_eq!(name(CellKind::Rnn, 0, 4), "weight_ih [2, 1]");
        assert_eq!(name(CellKind::Lstm, 4, 4), "weight_ho [2, 2]");
        assert_eq!(name(CellKind::Gru, 5, 3), "bias_o [4]");
    }
}
