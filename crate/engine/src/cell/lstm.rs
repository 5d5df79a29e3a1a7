//! Long short-term memory with a forget gate and without peepholes (Hochreiter & Schmidhuber 1997; forget gate: Gers,
//! Schmidhuber & Cummins 2000; weights, biases and gate order i f g o as `torch.nn.LSTM`):
//!
//! a_t = W_ih x_t + b_ih + W_hh h_{t−1} + b_hh, split into a_i a_f a_g a_o
//! i, f, o = σ(a_i), σ(a_f), σ(a_o);  g = tanh(a_g)
//! c_t = f ⊙ c_{t−1} + i ⊙ g
//! h_t = o ⊙ tanh(c_t)

use super::step::{ForwardStep, StepGradients, StepValues, WeightSums, add_column_sums};
use super::{Switch, Switches};
use crate::gemm::{gemm, gemm_tn};
use crate::packed::PackedWeights;
use crate::{Params, Real};

// Parameters: weight_ih (4H, I), weight_hh (4H, H), bias_ih (4H), bias_hh (4H).

pub(super) const GATES: &[&str] = &["i", "f", "g", "o"];
/// i, f and o can be fixed at 1, or i at 1 − f; see [`Switches`].
pub(super) const SWITCHED: &[(Switch, usize)] =
    &[(Switch::InputOpen, 0), (Switch::ForgetOpen, 1), (Switch::OutputOpen, 3)];
/// W_hh is multiplied as a whole.
pub(super) const RECURRENT_BLOCKS: &[usize] = &[4];

/// The part of a_t that does not depend on the step: b_ih + b_hh.
pub(super) fn gate_bias<R: Real>(params: &Params<R>, bias: &mut [R]) {
    for ((bias, &ih), &hh) in bias.iter_mut().zip(&params.bias_ih).zip(&params.bias_hh) {
        *bias = ih + hh;
    }
}

/// One sequence: the gates from their pre-activations in place, then c = f ⊙ c_before + i ⊙ g and h = o ⊙ tanh(c).
fn step<R: Real>(switches: Switches, gates: &mut [R], c_before: &[R], c: &mut [R], tanh_c: &mut [R], h: &mut [R]) {
    let units = c.len();
    R::sigmoid_slice(&mut gates[..2 * units]);
    R::tanh_slice(&mut gates[2 * units..3 * units]);
    R::sigmoid_slice(&mut gates[3 * units..]);
    if switches.any() {
        fix_gates(switches, gates);
    }
    let (i, f, g, o) = quarters(gates, units);
    let (c_before, tanh_c, h) = (&c_before[..units], &mut tanh_c[..units], &mut h[..units]);
    for k in 0..units {
        c[k] = f[k] * c_before[k] + i[k] * g[k];
        tanh_c[k] = c[k];
    }
    R::tanh_slice(tanh_c);
    for k in 0..units {
        h[k] = o[k] * tanh_c[k];
    }
}

/// One sequence of the gates that are fixed: 1, or i = 1 − f.
fn fix_gates<R: Real>(switches: Switches, gates: &mut [R]) {
    let units = gates.len() / 4;
    for k in switches.open_gates(SWITCHED) {
        gates[k * units..][..units].fill(R::ONE);
    }
    if switches.has(Switch::Coupled) {
        let (i, f, _, _) = quarters_mut(gates, units);
        i.iter_mut().zip(f).for_each(|(i, f)| *i = R::ONE - *f);
    }
}

pub(super) fn forward<R: Real>(switches: Switches, weights: &mut PackedWeights<R>, now: ForwardStep<R>) {
    let units = now.units;
    let rows = now.rows;
    gemm(rows, (now.h_before, units), &weights.recurrent_t[0], (now.gates, 4 * units), true, &mut weights.scratch);
    if !now.pre.is_empty() {
        now.pre.copy_from_slice(now.gates);
    }
    for row in 0..rows {
        let (state, gates) = (row * units..(row + 1) * units, row * 4 * units..(row + 1) * 4 * units);
        let (c_before, c) = (&now.c_before[state.clone()], &mut now.c[state.clone()]);
        let (tanh_c, h) = (&mut now.extra[state.clone()], &mut now.h[state]);
        step(switches, &mut now.gates[gates], c_before, c, tanh_c, h);
    }
}

/// ∂L/∂c_t += ∂L/∂h_t o (1 − tanh²c); then every gate's share, and ∂L/∂c_{t−1} = f ⊙ ∂L/∂c_t: the road without a weight.
pub(super) fn backward<R: Real>(
    switches: Switches,
    weights: &mut PackedWeights<R>,
    values: StepValues<R>,
    now: StepGradients<R>,
) {
    let units = values.units;
    let rows = now.rows;
    for row in 0..rows {
        let (state, gates) = (row * units..(row + 1) * units, row * 4 * units..(row + 1) * 4 * units);
        let at = Row {
            gates: values.row(values.gates, 4 * units, row),
            c_before: values.row(values.c_before, units, row),
            tanh_c: values.row(values.extra, units, row),
            dh: &now.dh[state.clone()],
        };
        backward_row(at, &mut now.dc[state.clone()], &mut now.dpre[gates.clone()], &mut now.dc_before[state.clone()]);
        let dgates = if now.dgates.is_empty() { &mut [] } else { &mut now.dgates[gates.clone()] };
        if !dgates.is_empty() {
            gate_gradients(at, &now.dc[state.clone()], dgates);
        }
        if switches.any() {
            fix_gradients(switches, at, &now.dc[state], &mut now.dpre[gates], dgates);
        }
    }
    if !now.dextra.is_empty() {
        for (row, (dextra, dh)) in now.dextra.chunks_exact_mut(units).zip(now.dh.chunks_exact(units)).enumerate() {
            let o = &values.row(values.gates, 4 * units, row)[3 * units..];
            for ((dextra, &dh), &o) in dextra.iter_mut().zip(dh).zip(o) {
                *dextra = dh * o;
            }
        }
    }
    if !now.roads.additive {
        now.dc_before.fill(R::ZERO);
    }
    if !now.roads.gates {
        return;
    }
    // a_t = … + W_hh h_{t−1}
    gemm(rows, (now.dpre, 4 * units), &weights.recurrent[0], (now.dh_before, units), true, &mut weights.scratch);
}

#[derive(Clone, Copy)]
struct Row<'a, R> {
    gates: &'a [R],    // (4H)
    c_before: &'a [R], // (H)
    tanh_c: &'a [R],   // (H)
    dh: &'a [R],       // (H)
}

/// Derivatives from cached outputs: σ' = σ(1 − σ), tanh' = 1 − tanh².
fn backward_row<R: Real>(at: Row<R>, dc: &mut [R], dpre: &mut [R], dc_before: &mut [R]) {
    let units = dc.len();
    let (i, f, g, o) = quarters(at.gates, units);
    let (di, df, dg, d_o) = quarters_mut(dpre, units);
    let (c_before, tanh_c, dh, dc_before) =
        (&at.c_before[..units], &at.tanh_c[..units], &at.dh[..units], &mut dc_before[..units]);
    for k in 0..units {
        let dc_k = dc[k] + dh[k] * o[k] * (R::ONE - tanh_c[k] * tanh_c[k]);
        dc[k] = dc_k;
        di[k] = dc_k * g[k] * (R::ONE - i[k]) * i[k];
        df[k] = dc_k * c_before[k] * (R::ONE - f[k]) * f[k];
        dg[k] = dc_k * i[k] * (R::ONE - g[k] * g[k]);
        d_o[k] = dh[k] * tanh_c[k] * (R::ONE - o[k]) * o[k];
        dc_before[k] = dc_k * f[k];
    }
}

/// ∂L/∂ each gate, after its activation.
fn gate_gradients<R: Real>(at: Row<R>, dc: &[R], dgates: &mut [R]) {
    let units = dc.len();
    let (i, _, g, _) = quarters(at.gates, units);
    let (di, df, dg, d_o) = quarters_mut(dgates, units);
    for k in 0..units {
        di[k] = dc[k] * g[k];
        df[k] = dc[k] * at.c_before[k];
        dg[k] = dc[k] * i[k];
        d_o[k] = at.dh[k] * at.tanh_c[k];
    }
}

/// A gate that is 1 whatever goes into it sends nothing back. Nor does i = 1 − f: what arrives there goes on to f,
/// ∂L/∂f = ∂L/∂c_t c_{t−1} − ∂L/∂i.
fn fix_gradients<R: Real>(switches: Switches, at: Row<R>, dc: &[R], dpre: &mut [R], dgates: &mut [R]) {
    let units = dc.len();
    if switches.has(Switch::Coupled) {
        let (_, f, g, _) = quarters(at.gates, units);
        let df = |k: usize| dc[k] * at.c_before[k] - dc[k] * g[k];
        let (dpre_i, dpre_f, _, _) = quarters_mut(dpre, units);
        dpre_i.fill(R::ZERO);
        for k in 0..units {
            dpre_f[k] = df(k) * (R::ONE - f[k]) * f[k];
        }
        if !dgates.is_empty() {
            let (_, dgate_f, _, _) = quarters_mut(dgates, units);
            dgate_f.iter_mut().enumerate().for_each(|(k, dgate)| *dgate = df(k));
        }
    }
    for k in switches.open_gates(SWITCHED) {
        dpre[k * units..][..units].fill(R::ZERO);
    }
}

fn quarters<R>(row: &[R], units: usize) -> (&[R], &[R], &[R], &[R]) {
    let (i, rest) = row.split_at(units);
    let (f, rest) = rest.split_at(units);
    let (g, o) = rest.split_at(units);
    (i, f, g, &o[..units])
}

fn quarters_mut<R>(row: &mut [R], units: usize) -> (&mut [R], &mut [R], &mut [R], &mut [R]) {
    let (i, rest) = row.split_at_mut(units);
    let (f, rest) = rest.split_at_mut(units);
    let (g, o) = rest.split_at_mut(units);
    (i, f, g, &mut o[..units])
}

/// ∂L/∂W_hh = Σ_t ∂L/∂a_t h_{t−1}ᵀ; both biases receive Σ_t ∂L/∂a_t.
pub(super) fn weight_gradients<R: Real>(sums: WeightSums<R>) {
    let WeightSums { rows, units, h_before, dpre, dparams, scratch, .. } = sums;
    let dw = &mut dparams.weight_hh.data;
    gemm_tn([rows, 4 * units, units], (dpre, 4 * units), (h_before, units), (dw, units), scratch);
    add_column_sums(dpre, 4 * units, &mut dparams.bias_ih);
    dparams.bias_hh.copy_from_slice(&dparams.bias_ih);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_close, one_switched_unit, one_unit, sigma};
    use super::super::{Cell, Switch, Switches};

    /// Rows are W_ih, W_hh, b_ih, b_hh of i f g o.
    const WEIGHTS: [[f64; 4]; 4] =
        [[0.5, 0.3, 0.1, 0.2], [-0.4, 0.7, 1.0, 0.5], [1.2, -0.6, 0.0, 0.1], [0.3, 0.9, -0.2, 0.4]];

    /// Two steps of one unit; readout 1; x = 1, −2; ∂L/∂h_2 = 1.
    #[test]
    fn one_unit_by_hand() {
        let tape = one_unit(Cell::Lstm, &WEIGHTS, [1.0, -2.0]);
        let pre = |x: f64, h: f64| WEIGHTS.map(|[ih, hh, b_ih, b_hh]| ih * x + b_ih + hh * h + b_hh);
        let act = |[i, f, g, o]: [f64; 4]| [sigma(i), sigma(f), g.tanh(), sigma(o)];
        let [i1, _, g1, o1] = act(pre(1.0, 0.0));
        let c1 = i1 * g1;
        let h1 = o1 * c1.tanh();
        let [i, f, g, o] = act(pre(-2.0, h1));
        let c = f * c1 + i * g;
        for (k, gate) in [i, f, g, o].into_iter().enumerate() {
            assert_close(tape.gate(k, 1).at(0, 0), gate);
        }
        assert_close(tape.c(0)[0], c1);
        assert_close(tape.h(0)[0], h1);
        assert_close(tape.c(1)[0], c);
        assert_close(tape.h(1)[0], o * c.tanh());

        let dc = o * (1.0 - c.tanh() * c.tanh());
        let da = [dc * g * i * (1.0 - i), dc * c1 * f * (1.0 - f), dc * i * (1.0 - g * g), c.tanh() * o * (1.0 - o)];
        assert_close(tape.dc(1)[0], dc);
        for (k, dgate) in [dc * g, dc * c1, dc * i, c.tanh()].into_iter().enumerate() {
            assert_close(tape.dgate(k, 1).at(0, 0), dgate);
            assert_close(tape.dpre(1)[k], da[k]);
            assert_close(tape.dparams.weight_hh.at(k, 0), da[k] * h1);
        }
        assert_close(tape.dextra(1)[0], o);
        let dh1: f64 = da.iter().zip(WEIGHTS).map(|(da, [_, hh, ..])| da * hh).sum();
        assert_close(tape.dh(0)[0], dh1);
        // The two roads: through f along the cell state, and through h_1.
        assert_close(tape.dc(0)[0], dc * f + dh1 * o1 * (1.0 - c1.tanh() * c1.tanh()));
    }
    /// The same two steps with gates fixed: f = 1, o = 1, and i = 1 − f with an f that is learned.
    fn check_switched(switches: &[Switch]) {
        let switches = Switches::of(switches);
        let tape = one_switched_unit(Cell::Lstm, switches, &WEIGHTS, [1.0, -2.0]);
        let open = |switch: Switch, value: f64| if switches.has(switch) { 1.0 } else { value };
        let is_coupled = switches.has(Switch::Coupled);
        let step = |x: f64, h: f64| {
            let [a_i, a_f, a_g, a_o] = WEIGHTS.map(|[ih, hh, b_ih, b_hh]| ih * x + b_ih + hh * h + b_hh);
            let f = open(Switch::ForgetOpen, sigma(a_f));
            let i = if is_coupled { 1.0 - f } else { open(Switch::InputOpen, sigma(a_i)) };
            ([i, f, a_g.tanh(), open(Switch::OutputOpen, sigma(a_o))], [a_i, a_f, a_g, a_o])
        };
        let ([i1, _, g1, o1], _) = step(1.0, 0.0);
        let c1 = i1 * g1;
        let h1 = o1 * c1.tanh();
        let ([i, f, g, o], pre) = step(-2.0, h1);
        let c = f * c1 + i * g;
        for (k, (gate, a)) in [i, f, g, o].into_iter().zip(pre).enumerate() {
            assert_close(tape.gate(k, 1).at(0, 0), gate);
            // What would go into the gate is recorded whether it is fixed or not.
            assert_close(tape.pre(1)[k], a);
        }
        assert_close(tape.h(1)[0], o * c.tanh());

        let dc = o * (1.0 - c.tanh() * c.tanh());
        // c = f c_1 + (1 − f) g: ∂c/∂f = c_1 − g.
        let df = if is_coupled { dc * (c1 - g) } else { dc * c1 };
        let slope = |switch: Switch, gate: f64| if switches.has(switch) { 0.0 } else { gate * (1.0 - gate) };
        let di_slope = if is_coupled { 0.0 } else { slope(Switch::InputOpen, i) };
        let da = [
            dc * g * di_slope,
            df * slope(Switch::ForgetOpen, f),
            dc * i * (1.0 - g * g),
            c.tanh() * slope(Switch::OutputOpen, o),
        ];
        for (k, dgate) in [dc * g, df, dc * i, c.tanh()].into_iter().enumerate() {
            assert_close(tape.dgate(k, 1).at(0, 0), dgate);
            assert_close(tape.dpre(1)[k], da[k]);
            assert_close(tape.dparams.weight_hh.at(k, 0), da[k] * h1);
        }
        let dh1: f64 = da.iter().zip(WEIGHTS).map(|(da, [_, hh, ..])| da * hh).sum();
        assert_close(tape.dh(0)[0], dh1);
        assert_close(tape.dc(0)[0], dc * f + dh1 * o1 * (1.0 - c1.tanh() * c1.tanh()));
    }

    #[test]
    fn one_unit_with_fixed_gates_by_hand() {
        check_switched(&[]);
        Switch::ALL.into_iter().for_each(|switch| check_switched(&[switch]));
        check_switched(&[Switch::ForgetOpen, Switch::InputOpen, Switch::OutputOpen]);
        check_switched(&[Switch::Coupled, Switch::OutputOpen]);
    }
}
