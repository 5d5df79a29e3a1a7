//! What truncating and clipping do to a gradient: its length before and after, and the angle between the two, for each
//! tensor of weights and for all of them together.
//!
//! Clipping by the norm keeps the direction, clipping by value does not; a truncation leaves out what losses owe to steps
//! far back, and so turns the gradient of the recurrent weights, but never that of the readout.

use unrolled_engine::{Batch, Clipping, Network, Params, Recording, TENSOR_NAMES, Tape, Truncation, angle, clip, norm};

/// One gradient in two forms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// ‖∂L/∂W‖₂ of the full, unclipped one.
    pub before: f64,
    /// Of the truncated or clipped one.
    pub after: f64,
    /// Between the two, in degrees; `None` if one of them is zero or not finite.
    pub angle: Option<f64>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    pub all: Change,
    /// Under the names of [`TENSOR_NAMES`] and in their order; an encoder's only if there is one.
    pub tensors: Vec<(&'static str, Change)>,
}

/// From one gradient to another.
///
/// # Panics
/// If they are of networks of different sizes.
pub fn changes(before: &Params<f64>, after: &Params<f64>) -> Changes {
    let (before, after) = (before.tensors(), after.tensors());
    let of = |before: &[&[f64]], after: &[&[f64]]| {
        let length = |tensors: &[&[f64]]| norm(&tensors.iter().map(|tensor| norm(tensor)).collect::<Vec<f64>>());
        Change { before: length(before), after: length(after), angle: angle(before, after) }
    };
    let tensors = before.iter().zip(&after).zip(TENSOR_NAMES).filter(|((before, _), _)| !before.is_empty());
    Changes {
        all: of(&before, &after),
        tensors: tensors.map(|((before, after), name)| (name, of(&[before], &[after]))).collect(),
    }
}

/// From a gradient to the clipped one.
pub fn clipped(gradient: &Params<f64>, clipping: Clipping) -> Changes {
    let mut after = gradient.clone();
    clip(&mut after, clipping);
    changes(gradient, &after)
}

/// The full gradient of a network on a batch, to compare truncated ones with. For a window after another, in pieces as
/// small as one backward pass, call [`Self::against`] with [`Truncation::per_loss`] or [`Truncation::detached_every`].
pub struct FullGradient<'a> {
    network: &'a Network<f64>,
    batch: &'a Batch<f64>,
    tape: Tape<f64>,
    full: Params<f64>,
}

impl<'a> FullGradient<'a> {
    /// # Panics
    /// If the batch does not fit the network.
    pub fn new(network: &'a Network<f64>, batch: &'a Batch<f64>) -> Self {
        let mut tape = network.tape(Recording::Training, batch.steps, batch.batch);
        network.run(batch, &mut tape);
        let full = tape.dparams.clone();
        Self { network, batch, tape, full }
    }

    /// ∂L/∂W through all steps.
    pub fn gradient(&self) -> &Params<f64> {
        &self.full
    }

    /// From the full gradient to a truncated one.
    ///
    /// # Panics
    /// If the truncation is not a valid one.
    pub fn against(&mut self, truncation: Truncation) -> Changes {
        self.network.backward(self.batch, &mut self.tape, truncation);
        changes(&self.full, &self.tape.dparams)
    }
}

#[cfg(test)]
mod tests {
    use unrolled_engine::{Cell, CellKind};

    use super::*;
    use crate::{Experiment, Settings};

    fn of(changes: &Changes, name: &str) -> Change {
        changes.tensors.iter().find(|(tensor, _)| *tensor == name).unwrap().1
    }

    #[test]
    fn a_window_over_everything_changes_nothing_and_a_smaller_one_never_the_readout() {
        let settings = Settings { text: "remember me".into(), units: 6, ..Settings::default() };
        let experiment = Experiment::new(&settings).unwrap();
        let steps = experiment.sequence.steps();
        for kind in CellKind::ALL {
            let lane = experiment.lane(kind);
            let mut full = FullGradient::new(&lane.network, experiment.batch());
            assert_eq!(full.gradient(), &lane.tape.dparams, "{kind:?}");
            for scheme in [Truncation::per_loss, Truncation::detached_every] {
                let windows: Vec<Changes> = (1..=steps).map(|k| full.against(scheme(k))).collect();
                for changes in &windows {
                    assert_eq!(changes.tensors.len(), 6);
                    for name in ["weight_ho", "bias_o"] {
                        let change = of(changes, name);
                        assert_eq!((change.before, change.angle), (change.after, Some(0.0)), "{kind:?} {name}");
                    }
                }
                let last = windows[steps - 1].all;
                assert!((last.after / last.before - 1.0).abs() < 1e-13, "{kind:?} {last:?}");
                assert!(last.angle.unwrap() < 1e-12, "{kind:?} {last:?}");
                assert!(of(&windows[0], "weight_hh").angle.unwrap() > 1.0, "{kind:?} {:?}", windows[0]);
            }
        }
    }

    /// With a window of one step ∂L/∂W_hh = Σ_t (W_hoᵀ ∂L/∂y_t ⊙ (1 − h_t²)) h_{t−1}ᵀ.
    #[test]
    fn a_window_of_one_step_by_hand() {
        let experiment = Experiment::new(&Settings { units: 3, ..Settings::default() }).unwrap();
        let lane = experiment.lane(CellKind::Rnn);
        let (tape, readout) = (&lane.tape, &lane.network.params.weight_ho);
        let mut wanted = vec![0.0; 9];
        for t in 0..tape.steps {
            for unit in 0..3 {
                let dh: f64 = (0..tape.outputs).map(|k| readout.at(k, unit) * tape.dlogits(t)[k]).sum();
                let da = dh * (1.0 - tape.h(t)[unit] * tape.h(t)[unit]);
                (0..3).for_each(|from| wanted[unit * 3 + from] += da * tape.h_before(t)[from]);
            }
        }
        let mut full = FullGradient::new(&lane.network, experiment.batch());
        let found = of(&full.against(Truncation::per_loss(1)), "weight_hh");
        let wanted = Change {
            before: norm(&tape.dparams.weight_hh.data),
            after: norm(&wanted),
            angle: angle(&[&tape.dparams.weight_hh.data], &[&wanted]),
        };
        assert_eq!(found.before, wanted.before);
        assert!((found.after - wanted.after).abs() < 1e-14, "{found:?} {wanted:?}");
        assert!((found.angle.unwrap() - wanted.angle.unwrap()).abs() < 1e-10, "{found:?} {wanted:?}");
    }

    /// The numbers 3, −4 and 12: by the norm 13 they keep their direction; into ±3.5 they become 3, −3.5 and 3.5.
    #[test]
    fn clipping_by_hand() {
        let mut gradient = Params::zeros(Cell::Lstm, 2, 2, 2);
        gradient.weight_ih.data[5] = 3.0;
        gradient.bias_hh[1] = -4.0;
        gradient.bias_o[0] = 12.0;
        let by_norm = clipped(&gradient, Clipping::GlobalNorm(6.5)).all;
        assert!((by_norm.before, by_norm.angle.unwrap() < 1e-13) == (13.0, true), "{by_norm:?}");
        assert!((by_norm.after - 6.5).abs() < 1e-6);
        let by_value = clipped(&gradient, Clipping::Value(3.5));
        let after = (9.0 + 2.0 * 3.5 * 3.5_f64).sqrt();
        let cosine = (9.0 + 14.0 + 42.0) / (13.0 * after);
        assert!((by_value.all.after - after).abs() < 1e-14);
        assert!((by_value.all.angle.unwrap() - libm::acos(cosine).to_degrees()).abs() < 1e-12, "{by_value:?}");
        assert_eq!(of(&by_value, "bias_o"), Change { before: 12.0, after: 3.5, angle: Some(0.0) });
        assert_eq!(of(&by_value, "weight_hh"), Change { before: 0.0, after: 0.0, angle: None });
        assert_eq!(clipped(&gradient, Clipping::Off).all, Change { before: 13.0, after: 13.0, angle: Some(0.0) });
    }
}
