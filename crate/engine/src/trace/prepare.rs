//! From a specification to a network and a batch, with every check that can fail.

use super::spec::{TraceError, TraceSpec, TraceTarget};
use crate::{Batch, Cell, CellKind, Inputs, LossKind, Matrix, Network, Params, Switches, Targets};

impl TraceSpec {
    /// The cell with its variant.
    pub fn cell(&self) -> Cell {
        match self.cell {
            CellKind::Rnn => Cell::Rnn(self.activation),
            CellKind::Lstm => Cell::Lstm,
            CellKind::Gru => Cell::Gru(self.convention),
        }
    }

    /// The network and the one sequence that it reads.
    ///
    /// # Errors
    /// Names the first field whose shape, index or number does not fit.
    pub fn prepare(&self) -> Result<(Network<f64>, Batch<f64>), TraceError> {
        let network =
            Network { cell: self.cell(), params: self.params()?, loss: self.loss, switches: Switches::default() };
        let steps = self.inputs.len();
        if steps == 0 {
            return Err(TraceError::new("inputs", "at least one step", "none"));
        }
        if self.targets.len() != steps {
            let expected = format!("{steps} entries, as many as inputs");
            return Err(TraceError::new("targets", expected, self.targets.len().to_string()));
        }
        if let (Some(c0), false) = (&self.c0, network.cell.has_cell_state()) {
            let expected = format!("nothing for {}, which has no cell state", self.cell_name());
            return Err(TraceError::new("c0", expected, count_of(c0.len())));
        }
        let units = network.units();
        let batch = Batch {
            steps,
            batch: 1,
            inputs: self.batch_inputs(network.inputs())?,
            targets: self.batch_targets(network.outputs())?,
            h0: self.h0.as_deref().map(|h0| state("h0", h0, units)).transpose()?,
            c0: self.c0.as_deref().map(|c0| state("c0", c0, units)).transpose()?,
            source: None,
        };
        Ok((network, batch))
    }

    fn cell_name(&self) -> &'static str {
        match self.cell {
            CellKind::Rnn => "rnn",
            CellKind::Lstm => "lstm",
            CellKind::Gru => "gru",
        }
    }

    fn params(&self) -> Result<Params<f64>, TraceError> {
        let weights = &self.weights;
        let weight_hh = matrix("weights.weight_hh", &weights.weight_hh)?;
        let units = weight_hh.cols;
        if units == 0 {
            return Err(TraceError::new("weights.weight_hh", "(G·H, H) with H of at least 1", shape(&weight_hh)));
        }
        let rows = self.cell().gate_blocks() * units;
        let sizes = format!("for {} with H = {units}", self.cell_name());
        if weight_hh.rows != rows {
            let expected = format!("({rows}, {units}) {sizes}");
            return Err(TraceError::new("weights.weight_hh", expected, shape(&weight_hh)));
        }
        let weight_ih = matrix("weights.weight_ih", &weights.weight_ih)?;
        if weight_ih.rows != rows || weight_ih.cols == 0 {
            let expected = format!("({rows}, I) {sizes}, I of at least 1");
            return Err(TraceError::new("weights.weight_ih", expected, shape(&weight_ih)));
        }
        let weight_ho = matrix("weights.weight_ho", &weights.weight_ho)?;
        if weight_ho.cols != units || weight_ho.rows == 0 {
            let expected = format!("(O, {units}) {sizes}, O of at least 1");
            return Err(TraceError::new("weights.weight_ho", expected, shape(&weight_ho)));
        }
        let outputs = format!("for a weight_ho of {}", shape(&weight_ho));
        Ok(Params {
            bias_ih: vector("weights.bias_ih", &weights.bias_ih, rows, &sizes)?,
            bias_hh: vector("weights.bias_hh", &weights.bias_hh, rows, &sizes)?,
            bias_o: vector("weights.bias_o", &weights.bias_o, weight_ho.rows, &outputs)?,
            weight_ih,
            weight_hh,
            weight_ho,
            encoder: None,
        })
    }

    fn batch_inputs(&self, inputs: usize) -> Result<Inputs<f64>, TraceError> {
        let mut values = vec![0.0; self.inputs.len() * inputs];
        for (t, (input, values)) in self.inputs.iter().zip(values.chunks_exact_mut(inputs)).enumerate() {
            if let Some(input) = input {
                check_vector(&format!("inputs[{t}]"), input, inputs, "as weight_ih has columns")?;
                values.copy_from_slice(input);
            }
        }
        Ok(Inputs::Vectors { values, present: self.inputs.iter().map(Option::is_some).collect() })
    }

    fn batch_targets(&self, outputs: usize) -> Result<Targets<f64>, TraceError> {
        match self.loss {
            LossKind::CrossEntropy => {
                let classes = self.targets.iter().enumerate().map(|(t, target)| {
                    target.as_ref().map(|target| class_index(&format!("targets[{t}]"), target, outputs)).transpose()
                });
                Ok(Targets::Classes(classes.collect::<Result<_, _>>()?))
            }
            LossKind::MeanSquaredError => {
                let mut values = vec![0.0; self.targets.len() * outputs];
                for (t, (target, values)) in self.targets.iter().zip(values.chunks_exact_mut(outputs)).enumerate() {
                    let field = format!("targets[{t}]");
                    match target {
                        Some(TraceTarget::Vector(target)) => {
                            check_vector(&field, target, outputs, "for mse, as weight_ho has rows")?;
                            values.copy_from_slice(target);
                        }
                        Some(TraceTarget::Class(class)) => {
                            let expected = format!("a list of {outputs} numbers or null for mse");
                            return Err(TraceError::new(field, expected, format!("the number {class}")));
                        }
                        None => {}
                    }
                }
                Ok(Targets::Vectors { values, present: self.targets.iter().map(Option::is_some).collect() })
            }
        }
    }
}

fn class_index(field: &str, target: &TraceTarget, outputs: usize) -> Result<usize, TraceError> {
    let expected = || format!("a class index from 0 to {} or null for cross_entropy", outputs - 1);
    match target {
        TraceTarget::Class(class) if *class >= 0.0 && *class < outputs as f64 && class.fract() == 0.0 => {
            Ok(*class as usize)
        }
        TraceTarget::Class(class) => Err(TraceError::new(field, expected(), class.to_string())),
        TraceTarget::Vector(vector) => Err(TraceError::new(field, expected(), count_of(vector.len()))),
    }
}

fn state(field: &str, values: &[f64], units: usize) -> Result<Vec<f64>, TraceError> {
    vector(field, values, units, "as many as units")
}

fn matrix(field: &str, rows: &[Vec<f64>]) -> Result<Matrix<f64>, TraceError> {
    let cols = rows.first().map_or(0, Vec::len);
    for (row, values) in rows.iter().enumerate() {
        check_vector(&format!("{field}[{row}]"), values, cols, "as in row 0")?;
    }
    Ok(Matrix::from_rows(rows))
}

fn vector(field: &str, values: &[f64], count: usize, why: &str) -> Result<Vec<f64>, TraceError> {
    check_vector(field, values, count, why)?;
    Ok(values.to_vec())
}

fn check_vector(field: &str, values: &[f64], count: usize, why: &str) -> Result<(), TraceError> {
    if values.len() != count {
        return Err(TraceError::new(field, format!("{} {why}", count_of(count)), values.len().to_string()));
    }
    match values.iter().position(|value| !value.is_finite()) {
        Some(index) => {
            let found = if values[index].is_nan() {
                "NaN"
            } else if values[index] > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            };
            Err(TraceError::new(format!("{field}[{index}]"), "a finite number", found))
        }
        None => Ok(()),
    }
}

fn shape(matrix: &Matrix<f64>) -> String {
    format!("({}, {})", matrix.rows, matrix.cols)
}

fn count_of(count: usize) -> String {
    if count == 1 { "1 number".to_owned() } else { format!("{count} numbers") }
}
