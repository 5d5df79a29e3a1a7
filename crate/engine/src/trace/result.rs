//! What a trace returns: every value and every gradient of every step.

use crate::{Influence, LossKind, NonFinite, Tape};
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// All numbers of one forward and one backward pass, as they are serialised.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Trace {
    /// The sum over the steps that have a target.
    pub loss: f64,
    /// Only of a pass that left the finite numbers. Its `t` is an index into `steps`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_non_finite: Option<NonFinite>,
    pub steps: Vec<Step>, // (T)
    pub grad: Gradients,
    pub influence: TraceInfluence,
}

/// One time step.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Step {
    pub h: Vec<f64>, // (H)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub c: Option<Vec<f64>>, // (H)
    pub gates: Gates,
    pub logits: Vec<f64>, // (O)
    /// With the cross-entropy only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probs: Option<Vec<f64>>, // (O)
    /// `None`, as null, without a target.
    pub loss: Option<f64>,
    pub grad: StepGradient,
}

/// ∂L/∂ the very value of the same name, every path included.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct StepGradient {
    pub h: Vec<f64>, // (H)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub c: Option<Vec<f64>>, // (H)
    pub gates: Gates,
}

/// Gates by name, in PyTorch's order, after their activation; none for the RNN.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gates(pub Vec<(&'static str, Vec<f64>)>); // (H) each

impl Gates {
    pub fn get(&self, name: &str) -> Option<&[f64]> {
        self.0.iter().find(|(gate, _)| *gate == name).map(|(_, values)| values.as_slice())
    }
}

impl Serialize for Gates {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut gates = serializer.serialize_struct("Gates", self.0.len())?;
        for (name, values) in &self.0 {
            gates.serialize_field(name, values)?;
        }
        gates.end()
    }
}

/// ∂L/∂W before any clipping.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Gradients {
    pub weight_ih: Vec<Vec<f64>>, // (G·H, I)
    pub weight_hh: Vec<Vec<f64>>, // (G·H, H)
    pub bias_ih: Vec<f64>,        // (G·H)
    pub bias_hh: Vec<f64>,        // (G·H)
    pub weight_ho: Vec<Vec<f64>>, // (O, H)
    pub bias_o: Vec<f64>,         // (O)
}

/// See [`Influence`].
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct TraceInfluence {
    pub h: Vec<Option<Vec<f64>>>, // (T, T)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub c: Option<Vec<Option<Vec<f64>>>>, // (T, T)
}

impl Trace {
    pub(super) fn new(loss: LossKind, tape: &Tape<f64>, influence: Influence) -> Self {
        let params = &tape.dparams;
        Self {
            loss: tape.loss(),
            first_non_finite: tape.first_non_finite(),
            steps: (0..tape.steps).map(|t| step(loss, tape, t)).collect(),
            grad: Gradients {
                weight_ih: params.weight_ih.to_rows(),
                weight_hh: params.weight_hh.to_rows(),
                bias_ih: params.bias_ih.clone(),
                bias_hh: params.bias_hh.clone(),
                weight_ho: params.weight_ho.to_rows(),
                bias_o: params.bias_o.clone(),
            },
            influence: TraceInfluence { h: influence.h, c: influence.c },
        }
    }
}

fn step(loss: LossKind, tape: &Tape<f64>, t: usize) -> Step {
    let has_c = tape.cell.has_cell_state();
    let names = tape.cell.gate_names().iter().enumerate();
    Step {
        h: tape.h(t).to_vec(),
        c: has_c.then(|| tape.c(t).to_vec()),
        gates: Gates(names.clone().map(|(k, name)| (*name, tape.gate(k, t).to_vec())).collect()),
        logits: tape.logits(t).to_vec(),
        probs: (loss == LossKind::CrossEntropy).then(|| tape.probs(t).to_vec()),
        loss: tape.loss_at(t),
        grad: StepGradient {
            h: tape.dh(t).to_vec(),
            c: has_c.then(|| tape.dc(t).to_vec()),
            gates: Gates(names.map(|(k, name)| (*name, tape.dgate(k, t).to_vec())).collect()),
        },
    }
}
