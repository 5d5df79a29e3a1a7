//! What the panels' CSV files have to hold, computed natively.

use anyhow::{Context, Result, bail};
use unrolled_engine::{CellKind, Factor, Roads};
use unrolled_lab::{Experiment, Moment, State};

/// The rows of a file: what each begins with, and its numbers.
pub type Rows = Vec<(String, Vec<f64>)>;

pub fn by_step(steps: usize, numbers: impl Fn(usize) -> Vec<f64>) -> Rows {
    (0..steps).map(|t| ((t + 1).to_string(), numbers(t))).collect()
}

pub fn pairs(experiment: &Experiment) -> Rows {
    let of_cell = |kind: CellKind, name: &'static str| {
        let map = &experiment.influence(kind).h;
        let losses = map.iter().enumerate().filter_map(|(s, row)| Some((s, row.as_ref()?)));
        let pair = move |(s, row): (usize, &Vec<f64>)| {
            let pair = |t: usize| (name.to_owned(), vec![(s + 1) as f64, (t + 1) as f64, row[t]]);
            (0..=s).map(pair).collect::<Vec<_>>()
        };
        losses.flat_map(pair).collect::<Vec<_>>()
    };
    [(CellKind::Rnn, "RNN"), (CellKind::Lstm, "LSTM"), (CellKind::Gru, "GRU")]
        .into_iter()
        .flat_map(|(kind, name)| of_cell(kind, name))
        .collect()
}

pub fn factors(experiment: &Experiment, state: &State) -> Rows {
    let factors = experiment.factors(CellKind::Gru, &state.lab);
    let norms = experiment.flow(CellKind::Gru, &state.lab, Roads::default()).h;
    let row = |(t, (factor, norm)): (usize, (&Option<Factor>, &f64))| {
        let numbers = match factor {
            Some(factor) => vec![factor.arrives, factor.weights, factor.saturation, factor.gates, factor.leaves],
            None => vec![*norm, f64::NAN, f64::NAN, f64::NAN, if *norm == 0.0 { 0.0 } else { f64::NAN }],
        };
        (format!("{} → {t}", t + 1), numbers)
    };
    factors.iter().zip(&norms).enumerate().rev().map(row).collect()
}

pub fn roads(experiment: &Experiment, state: &State) -> Rows {
    let mut lines = Vec::new();
    for kind in [CellKind::Lstm, CellKind::Gru] {
        for (additive, gates) in [(true, true), (true, false), (false, true)] {
            let flow = experiment.flow(kind, &state.lab, Roads { additive, gates });
            lines.push(flow.c.unwrap_or(flow.h));
        }
    }
    by_step(lines[0].len(), |t| lines.iter().map(|line| line[t]).collect())
}

/// The norm, the sum of the parts, and each part.
pub fn stacked(experiment: &Experiment) -> Rows {
    let (map, tape) = (&experiment.influence(CellKind::Gru).h, &experiment.lane(CellKind::Gru).tape);
    by_step(tape.steps, |t| {
        let part = |s: usize| map[s].as_ref().filter(|_| t <= s).map_or(0.0, |row| row[t]);
        let parts: Vec<f64> = (0..tape.steps).map(part).collect();
        [tape.dh_norm(t), parts.iter().sum()].into_iter().chain(parts).collect()
    })
}

pub fn shortened(experiment: &Experiment, state: &State) -> Rows {
    let mut rows = Rows::new();
    for (kind, name) in [(CellKind::Rnn, "RNN"), (CellKind::Lstm, "LSTM"), (CellKind::Gru, "GRU")] {
        let all = experiment.shortened(kind, &state.lab);
        for tensor in [None, Some("weight_hh")] {
            let changes = all.each_ref().map(|changes| match tensor {
                None => changes.all,
                Some(tensor) => changes.tensors.iter().find(|(name, _)| *name == tensor).expect("every cell has it").1,
            });
            let left = changes.iter().flat_map(|change| [change.after, change.angle.unwrap_or(f64::NAN)]);
            let numbers = std::iter::once(changes[0].before).chain(left).collect();
            rows.push((format!("{name} {}", tensor.unwrap_or("∂L/∂W")), numbers));
        }
    }
    rows
}

pub fn spectra(experiment: &Experiment, state: &State) -> Result<Rows> {
    let Moment::Backward { t } = experiment.timeline().moment(state.cursor) else {
        bail!("the link is at another moment");
    };
    let spectra = experiment.spectra(CellKind::Gru, t);
    let steps = experiment.sequence.steps();
    let names = [
        "GRU: W_hn".to_owned(),
        format!("GRU: J at t = {}, s = h", t + 1),
        format!("GRU: product of J over the {} moves from t = {steps} to t = 1", steps - 1),
    ];
    let product = spectra.product.as_ref().context("several steps")?;
    let mut rows = Rows::new();
    for (name, spectrum) in names.iter().zip([&spectra.weights, &spectra.step, product]) {
        let eigenvalues = spectrum.eigenvalues.as_ref().context("eigenvalues")?;
        let singular_values = spectrum.singular_values.as_ref().context("singular values")?;
        for (rank, ((re, im), singular)) in eigenvalues.iter().zip(singular_values).enumerate() {
            let is_known = |known: usize, value: f64| if rank < known { value } else { f64::NAN };
            let [re, im] = [*re, *im].map(|part| is_known(spectrum.known_eigenvalues().len(), part));
            let singular = is_known(spectrum.known_singular_values().len(), *singular);
            rows.push((name.clone(), vec![(rank + 1) as f64, re, im, singular]));
        }
    }
    Ok(rows)
}
