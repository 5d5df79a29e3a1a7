//! The gated recurrent unit (Cho et al. 2014), in the two forms that are in use; gate order r z n as `torch.nn.GRU`:
//!
//! a_t = W_ih x_t + b_ih, split into a_r a_z a_n
//! r, z = σ(a_r + W_hr h_{t−1} + b_hr), σ(a_z + W_hz h_{t−1} + b_hz)
//!
//! Chung et al. 2014 (*Empirical evaluation of gated recurrent neural networks*, eqs. 5–8; with biases):
//! n = tanh(a_n + W_hn (r ⊙ h_{t−1}) + b_hn)
//! h_t = (1 − z) ⊙ h_{t−1} + z ⊙ n
//!
//! PyTorch (`torch.nn.GRU`, as Cho et al. 2014 in the orientation of z):
//! n = tanh(a_n + r ⊙ (W_hn h_{t−1} + b_hn))
//! h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}

use super::step::{ForwardStep, StepGradients, StepValues, WeightSums, add_column_sums};
use super::{Convention, Switch, Switches};
use crate::gemm::{gemm, gemm_tn};
use crate::packed::PackedWeights;
use crate::{Params, Real};

// Parameters: weight_ih (3H, I), weight_hh (3H, H), bias_ih (3H), bias_hh (3H).

pub(super) const GATES: &[&str] = &["r", "z", "n"];
/// r can be fixed at 1; see [`Switches`].
pub(super) const SWITCHED: &[(Switch, usize)] = &[(Switch::ResetOpen, 0)];
/// W_hr and W_hz are multiplied together, W_hn apart: it acts on r ⊙ h_{t−1}, or its product is gated by r.
pub(super) const RECURRENT_BLOCKS: &[usize] = &[2, 1];

/// The part of the pre-activations that does not depend on the step: b_ih + b_hh, but for n only b_in in PyTorch's form,
/// where r gates b_hn.
pub(super) fn gate_bias<R: Real>(convention: Convention, params: &Params<R>, bias: &mut [R]) {
    let ungated = match convention {
        Convention::Chung2014 => bias.len(),
        Convention::Pytorch => bias.len() / 3 * 2,
    };
    bias.copy_from_slice(&params.bias_ih);
    for (bias, &hh) in bias[..ungated].iter_mut().zip(&params.bias_hh) {
        *bias += hh;
    }
}

/// One sequence of the reset gate and the update gate, in place.
fn step_gates<R: Real>(switches: Switches, gates: &mut [R], units: usize) {
    R::sigmoid_slice(&mut gates[..2 * units]);
    if switches.has(Switch::ResetOpen) {
        gates[..units].fill(R::ONE);
    }
}

/// One sequence of the candidate, in place, and of the new state.
fn step<R: Real>(convention: Convention, gates: &mut [R], h_before: &[R], h: &mut [R]) {
    let units = h.len();
    R::tanh_slice(&mut gates[2 * units..]);
    let (z, n) = gates[units..].split_at(units);
    for (((h, &before), &z), &n) in h.iter_mut().zip(h_before).zip(z).zip(n) {
        *h = match convention {
            Convention::Chung2014 => (R::ONE - z) * before + z * n,
            Convention::Pytorch => (R::ONE - z) * n + z * before,
        };
    }
}

pub(super) fn forward<R: Real>(
    convention: Convention,
    switches: Switches,
    weights: &mut PackedWeights<R>,
    now: ForwardStep<R>,
) {
    let ForwardStep { rows, units, bias_hh, h_before, gates, pre, extra, h, .. } = now;
    let stride = 3 * units;
    gemm(rows, (h_before, units), &weights.recurrent_t[0], (gates, stride), true, &mut weights.scratch);
    // Those of r and z are complete, that of n is not yet.
    if !pre.is_empty() {
        pre.copy_from_slice(gates);
    }
    match convention {
        Convention::Chung2014 => {
            // extra = r ⊙ h_{t−1}
            let states = h_before.chunks_exact(units).zip(extra.chunks_exact_mut(units));
            for (gates, (h_before, rh)) in gates.chunks_exact_mut(stride).zip(states) {
                step_gates(switches, gates, units);
                for ((rh, &r), &before) in rh.iter_mut().zip(&gates[..units]).zip(h_before) {
                    *rh = r * before;
                }
            }
            let a_n = (&mut gates[2 * units..], stride);
            gemm(rows, (extra, units), &weights.recurrent_t[1], a_n, true, &mut weights.scratch);
        }
        Convention::Pytorch => {
            // extra = W_hn h_{t−1} + b_hn
            extra.chunks_exact_mut(units).for_each(|extra| extra.copy_from_slice(&bias_hh[2 * units..]));
            gemm(rows, (h_before, units), &weights.recurrent_t[1], (extra, units), true, &mut weights.scratch);
            for (gates, extra) in gates.chunks_exact_mut(stride).zip(extra.chunks_exact(units)) {
                step_gates(switches, gates, units);
                let (r, rest) = gates.split_at_mut(2 * units);
                for ((a, &r), &extra) in rest.iter_mut().zip(&r[..units]).zip(extra) {
                    *a += r * extra;
                }
            }
        }
    }
    for (pre, gates) in pre.chunks_exact_mut(stride).zip(gates.chunks_exact(stride)) {
        pre[2 * units..].copy_from_slice(&gates[2 * units..]);
    }
    let states = h_before.chunks_exact(units).zip(h.chunks_exact_mut(units));
    for (gates, (h_before, h)) in gates.chunks_exact_mut(stride).zip(states) {
        step(convention, gates, h_before, h);
    }
}

/// From ∂L/∂h_t to the three gates and to h_{t−1}, which is used by the average, by the candidate and by the gates.
pub(super) fn backward<R: Real>(
    convention: Convention,
    switches: Switches,
    weights: &mut PackedWeights<R>,
    values: StepValues<R>,
    mut now: StepGradients<R>,
) {
    let units = values.units;
    let rows = now.rows;
    // Roads that are cut are computed as others are, because the gates of this step need them, and then taken back.
    let mut without = if now.roads.are_open() { Vec::new() } else { now.dh_before.to_vec() };
    for row in 0..rows {
        let (state, gates) = (row * units..(row + 1) * units, row * 3 * units..(row + 1) * 3 * units);
        let (dh, dh_before) = (&now.dh[state.clone()], &mut now.dh_before[state]);
        let dgates = if now.dgates.is_empty() { &mut [] } else { &mut now.dgates[gates.clone()] };
        average_backward(convention, Row::new(&values, row), dh, &mut now.dpre[gates], dgates, dh_before);
    }
    if !now.roads.additive {
        now.dh_before.copy_from_slice(&without);
    } else if !now.roads.gates {
        without.copy_from_slice(now.dh_before);
    }
    match convention {
        Convention::Chung2014 => candidate_backward_chung(weights, &values, &mut now),
        Convention::Pytorch => candidate_backward_pytorch(weights, &values, &mut now),
    }
    // An r that is 1 whatever goes into it sends nothing back.
    if switches.has(Switch::ResetOpen) {
        now.dpre.chunks_exact_mut(3 * units).for_each(|dpre| dpre[..units].fill(R::ZERO));
    }
    // a_r + …, a_z + … = W_hr h_{t−1}, W_hz h_{t−1}
    gemm(rows, (now.dpre, 3 * units), &weights.recurrent[0], (now.dh_before, units), true, &mut weights.scratch);
    if !now.roads.gates {
        now.dh_before.copy_from_slice(&without);
    }
}

/// The values of one sequence at one step, each (H).
#[derive(Clone, Copy)]
struct Row<'a, R> {
    r: &'a [R],
    z: &'a [R],
    n: &'a [R],
    h_before: &'a [R],
    extra: &'a [R],
}

impl<'a, R: Real> Row<'a, R> {
    fn new(values: &StepValues<'a, R>, row: usize) -> Self {
        let units = values.units;
        let gates = values.row(values.gates, 3 * units, row);
        Self {
            r: &gates[..units],
            z: &gates[units..2 * units],
            n: &gates[2 * units..],
            h_before: values.row(values.h_before, units, row),
            extra: values.row(values.extra, units, row),
        }
    }
}

/// h_t = (1 − z) ⊙ h_{t−1} + z ⊙ n, or with the roles of n and h_{t−1} exchanged. Derivatives from cached outputs:
/// σ' = σ(1 − σ), tanh' = 1 − tanh².
fn average_backward<R: Real>(
    convention: Convention,
    at: Row<R>,
    dh: &[R],
    dpre: &mut [R],
    dgates: &mut [R],
    dh_before: &mut [R],
) {
    let units = dh.len();
    let (dpre_z, dpre_n) = dpre[units..].split_at_mut(units);
    let (z, n, before) = (&at.z[..units], &at.n[..units], &at.h_before[..units]);
    let (dpre_z, dpre_n, dh_before) = (&mut dpre_z[..units], &mut dpre_n[..units], &mut dh_before[..units]);
    let shares = |k: usize| match convention {
        Convention::Chung2014 => (dh[k] * (n[k] - before[k]), dh[k] * z[k], dh[k] * (R::ONE - z[k])),
        Convention::Pytorch => (dh[k] * (before[k] - n[k]), dh[k] * (R::ONE - z[k]), dh[k] * z[k]),
    };
    for k in 0..units {
        let (dz, dn, dbefore) = shares(k);
        dpre_z[k] = dz * (R::ONE - z[k]) * z[k];
        dpre_n[k] = dn * (R::ONE - n[k] * n[k]);
        dh_before[k] += dbefore;
    }
    if !dgates.is_empty() {
        let (dgate_z, dgate_n) = dgates[units..].split_at_mut(units);
        for k in 0..units {
            (dgate_z[k], dgate_n[k], _) = shares(k);
        }
    }
}

/// n = tanh(a_n + W_hn (r ⊙ h_{t−1}) + b_hn); extra = r ⊙ h_{t−1}.
fn candidate_backward_chung<R: Real>(
    weights: &mut PackedWeights<R>,
    values: &StepValues<R>,
    now: &mut StepGradients<R>,
) {
    let units = values.units;
    let rows = now.rows;
    let da_n = (&now.dpre[2 * units..], 3 * units);
    gemm(rows, da_n, &weights.recurrent[1], (now.dextra, units), false, &mut weights.scratch);
    for row in 0..rows {
        let at = Row::new(values, row);
        let drh = &now.dextra[row * units..][..units];
        for ((dbefore, &drh), &r) in now.dh_before[row * units..].iter_mut().zip(drh).zip(at.r) {
            *dbefore += drh * r;
        }
        let dr = drh.iter().zip(at.h_before).map(|(&drh, &before)| drh * before);
        reset_backward(at, dr, &mut now.dpre[row * 3 * units..], now.dgates.get_mut(row * 3 * units..));
    }
}

/// n = tanh(a_n + r ⊙ (W_hn h_{t−1} + b_hn)); extra = W_hn h_{t−1} + b_hn.
fn candidate_backward_pytorch<R: Real>(
    weights: &mut PackedWeights<R>,
    values: &StepValues<R>,
    now: &mut StepGradients<R>,
) {
    let units = values.units;
    let rows = now.rows;
    for row in 0..rows {
        let at = Row::new(values, row);
        let (dpre_r, rest) = now.dpre[row * 3 * units..].split_at_mut(2 * units);
        let da_n = &rest[..units];
        for ((dextra, &da_n), &r) in now.dextra[row * units..].iter_mut().zip(da_n).zip(at.r) {
            *dextra = da_n * r;
        }
        let dr = da_n.iter().zip(at.extra).map(|(&da_n, &extra)| da_n * extra);
        reset_backward(at, dr, dpre_r, now.dgates.get_mut(row * 3 * units..));
    }
    gemm(rows, (now.dextra, units), &weights.recurrent[1], (now.dh_before, units), true, &mut weights.scratch);
}

/// From ∂L/∂r to its pre-activation, and into the record if there is one.
fn reset_backward<R: Real>(at: Row<R>, dr: impl Iterator<Item = R> + Clone, dpre: &mut [R], dgates: Option<&mut [R]>) {
    for ((dpre, dr), &r) in dpre.iter_mut().zip(dr.clone()).zip(at.r) {
        *dpre = dr * (R::ONE - r) * r;
    }
    for (dgate, dr) in dgates.unwrap_or_default().iter_mut().zip(dr) {
        *dgate = dr;
    }
}

/// ∂L/∂W_hh block by block: r and z see h_{t−1}; n sees r ⊙ h_{t−1} (Chung), or passes r ⊙ ∂L/∂a_n on (PyTorch). Both
/// biases receive Σ_t ∂L/∂a_t, but b_hn that passed through r in PyTorch's form.
pub(super) fn weight_gradients<R: Real>(convention: Convention, sums: WeightSums<R>) {
    let WeightSums { rows, units, h_before, extra, dpre, dextra, dparams, scratch } = sums;
    let stride = 3 * units;
    let (dw_rz, dw_n) = dparams.weight_hh.data.split_at_mut(2 * units * units);
    gemm_tn([rows, 2 * units, units], (dpre, stride), (h_before, units), (dw_rz, units), scratch);
    add_column_sums(dpre, stride, &mut dparams.bias_ih);
    dparams.bias_hh.copy_from_slice(&dparams.bias_ih);
    match convention {
        Convention::Chung2014 => {
            let da_n = &dpre[2 * units..];
            gemm_tn([rows, units, units], (da_n, stride), (extra, units), (dw_n, units), scratch);
        }
        Convention::Pytorch => {
            gemm_tn([rows, units, units], (dextra, units), (h_before, units), (dw_n, units), scratch);
            let db_n = &mut dparams.bias_hh[2 * units..];
            db_n.fill(R::ZERO);
            add_column_sums(dextra, units, db_n);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_close, one_switched_unit, sigma};
    use super::super::{Cell, Convention, Switch, Switches};

    /// W_ih, W_hh, b_ih, b_hh of r z n.
    const WEIGHTS: [[f64; 4]; 3] = [[0.5, 0.3, 0.1, 0.2], [-0.4, 0.7, 1.0, 0.5], [1.2, -0.6, 0.3, 0.1]];

    /// Two steps of one unit, readout 1; x = 1, −2; ∂L/∂h_2 = 1.
    fn check(convention: Convention, switches: Switches) {
        let tape = one_switched_unit(Cell::Gru(convention), switches, &WEIGHTS, [1.0, -2.0]);
        let is_open = switches.has(Switch::ResetOpen);
        let [r_w, z_w, n_w] = WEIGHTS;
        let gate = |[ih, hh, b_ih, b_hh]: [f64; 4], x: f64, h: f64| sigma(ih * x + b_ih + hh * h + b_hh);
        let step = |x: f64, h: f64| {
            let (r, z) = (if is_open { 1.0 } else { gate(r_w, x, h) }, gate(z_w, x, h));
            let a_n = n_w[0] * x + n_w[2];
            match convention {
                Convention::Chung2014 => {
                    let n = (a_n + n_w[1] * (r * h) + n_w[3]).tanh();
                    (r, z, n, r * h, (1.0 - z) * h + z * n)
                }
                Convention::Pytorch => {
                    let n = (a_n + r * (n_w[1] * h + n_w[3])).tanh();
                    (r, z, n, n_w[1] * h + n_w[3], (1.0 - z) * n + z * h)
                }
            }
        };
        let h1 = step(1.0, 0.0).4;
        let (r, z, n, extra, h2) = step(-2.0, h1);
        assert_close(tape.h(0)[0], h1);
        assert_close(tape.h(1)[0], h2);
        assert_close(tape.extra(1)[0], extra);
        for (k, value) in [r, z, n].into_iter().enumerate() {
            assert_close(tape.gate(k, 1).at(0, 0), value);
        }
        let (dz, dn, direct) = match convention {
            Convention::Chung2014 => (n - h1, z, 1.0 - z),
            Convention::Pytorch => (h1 - n, 1.0 - z, z),
        };
        let da_n = dn * (1.0 - n * n);
        let (dr, dextra, through_n, dw_n, db_n) = match convention {
            Convention::Chung2014 => (da_n * n_w[1] * h1, da_n * n_w[1], da_n * n_w[1] * r, da_n * r * h1, None),
            Convention::Pytorch => (da_n * extra, da_n * r, da_n * r * n_w[1], da_n * r * h1, Some(da_n * r)),
        };
        let (da_r, da_z) = (if is_open { 0.0 } else { dr * r * (1.0 - r) }, dz * z * (1.0 - z));
        for (k, (dgate, da)) in [(dr, da_r), (dz, da_z), (dn, da_n)].into_iter().enumerate() {
            assert_close(tape.dgate(k, 1).at(0, 0), dgate);
            assert_close(tape.dpre(1)[k], da);
        }
        assert_close(tape.dextra(1)[0], dextra);
        assert_close(tape.dh(0)[0], direct + through_n + da_r * r_w[1] + da_z * z_w[1]);
        for (k, dw) in [da_r * h1, da_z * h1, dw_n].into_iter().enumerate() {
            assert_close(tape.dparams.weight_hh.at(k, 0), dw);
        }
        let (db_ih, db_hh) = (tape.dparams.bias_ih[2], tape.dparams.bias_hh[2]);
        match db_n {
            None => assert_eq!(db_ih, db_hh),
            Some(db_n) => assert_close(db_hh, db_n + tape.dextra(0)[0]),
        }
    }

    #[test]
    fn one_unit_of_chung_2014_by_hand() {
        check(Convention::Chung2014, Switches::default());
    }

    #[test]
    fn one_unit_of_pytorch_by_hand() {
        check(Convention::Pytorch, Switches::default());
    }
    #[test]
    fn one_unit_with_an_open_reset_gate_by_hand() {
        check(Convention::Chung2014, Switches::of(&[Switch::ResetOpen]));
        check(Convention::Pytorch, Switches::of(&[Switch::ResetOpen]));
    }
}
