//! The GRU's wiring: the state is the road on top, a weighted average of what it was and the candidate.

use unrolled_engine::Convention::{self, Chung2014, Pytorch};
use unrolled_lab::quantity::Variable::{Extra, Gate, Hidden, Input, Pre};

use super::layout::{GRADIENTS, LEVELS, Layout, Part, RADIUS, ROAD, Term, VALUES, top_at};
use super::lstm::onward_and_out;

const R: usize = 0;
const Z: usize = 1;
const N: usize = 2;

pub fn lay_out(layout: &mut Layout, convention: Convention) {
    let [first, r, reset, z, n, last, readout] = [0.0, 0.17, 0.325, 0.5, 0.68, 0.86, 1.0].map(|share| layout.x(share));
    let (half, levels) = (layout.half(), LEVELS);
    let (h, x, before) = (Term::now(Hidden), Term::now(Input), Term::before(Hidden));
    let (gate_r, gate_z, gate_n, extra) =
        (Term::now(Gate(R)), Term::now(Gate(Z)), Term::now(Gate(N)), Term::now(Extra));
    let mut through = vec![Pre(R), Pre(Z)];
    if convention == Pytorch {
        through.push(Extra);
    }

    // The road: h_{t−1} and n, weighted by z and 1 − z.
    layout.strip(before, first, top_at(ROAD));
    let kept = layout.wire(before, Hidden, &[(first + half, ROAD), (z - RADIUS, ROAD)]);
    (kept.part, kept.is_road) = (Part::Through(vec![Hidden]), true);
    layout.node("⊙", Hidden, (z, ROAD));
    layout.wire(h, Hidden, &[(z + RADIUS, ROAD), (n - RADIUS, ROAD)]).is_road = true;
    layout.node("+", Hidden, (n, ROAD));
    layout.wire(h, Hidden, &[(n + RADIUS, ROAD), (last - half, ROAD)]).is_road = true;
    layout.strip(h, last, top_at(ROAD));
    let mixed = 90.0;
    layout.node("⊙", Hidden, (n, mixed));
    layout.wire(h, Hidden, &[(n, mixed - RADIUS), (n, ROAD + RADIUS)]);
    layout.wire(gate_n, Hidden, &[(n, levels.gate), (n, mixed + RADIUS)]);
    let middle = (z + n) / 2.0;
    let beside = levels.gate + VALUES / 2.0;
    let to_candidate = [(z + half, beside), (middle, beside), (middle, mixed), (n - RADIUS, mixed)];
    match convention {
        Chung2014 => {
            layout.wire(gate_z, Hidden, &[(z, levels.gate), (z, mixed + RADIUS)]);
            layout.node("1−", Hidden, (z, mixed));
            layout.wire(gate_z, Hidden, &[(z, mixed - RADIUS), (z, ROAD + RADIUS)]);
            layout.wire(gate_z, Hidden, &to_candidate);
        }
        Pytorch => {
            layout.wire(gate_z, Hidden, &[(z, levels.gate), (z, ROAD + RADIUS)]);
            layout.wire(gate_z, Hidden, &to_candidate);
            layout.node("1−", Hidden, (middle, (beside + mixed) / 2.0));
        }
    }

    // The gates from the state before and the input.
    let joint = (first + half + r - half) / 2.0;
    let bottom = levels.bus + 56.0;
    let down = layout.wire(before, Pre(Z), &[(joint, ROAD), (joint, levels.bus), (n, levels.bus)]);
    down.part = Part::Through(through);
    layout.strip(x, first, top_at(bottom));
    layout.wire(x, Pre(Z), &[(first + half, bottom), (joint, bottom), (joint, levels.bus)]);
    for (k, function, column) in [(R, "σ", r), (Z, "σ", z), (N, "tanh", n)] {
        layout.gate(k, function, column, levels);
        // In both forms the candidate sees the state before only by way of r.
        let carries = if k == N { x } else { before };
        let branch = layout.wire(carries, Pre(k), &[(column, levels.bus), (column, levels.sum + RADIUS)]);
        branch.part = if k == N { Part::Whole } else { Part::Through(vec![Pre(k)]) };
    }

    // The reset gate's way into the candidate.
    let (lane, in_lane) = ((reset + half + z - half) / 2.0, levels.sum + 16.0);
    let into_candidate =
        |from: (f64, f64)| [from, (lane, from.1), (lane, in_lane), (n - 16.0, in_lane), (n - 8.0, levels.sum + 7.0)];
    match convention {
        Chung2014 => {
            // r ⊙ h_{t−1} first, then W_hn.
            layout.node("⊙", Extra, (r, mixed));
            layout.wire(gate_r, Extra, &[(r, levels.gate), (r, mixed + RADIUS)]);
            layout.wire(before, Extra, &[(r, ROAD), (r, mixed - RADIUS)]).part = Part::Through(vec![Extra]);
            layout.wire(extra, Extra, &[(r + RADIUS, mixed), (reset - half, mixed)]);
            layout.strip(extra, reset, top_at(mixed));
            layout.wire(extra, Pre(N), &into_candidate((reset + half, mixed)));
        }
        Pytorch => {
            // W_hn first, then r ⊙.
            layout.node("Σ", Extra, (reset, levels.sum));
            let to_extra = layout.wire(before, Extra, &[(reset, levels.bus), (reset, levels.sum + RADIUS)]);
            to_extra.part = Part::Through(vec![Extra]);
            layout.strip(extra, reset, levels.pre);
            layout.wire(extra, Extra, &[(reset, levels.sum - RADIUS), (reset, levels.pre + VALUES + GRADIENTS)]);
            layout.node("⊙", Pre(N), (reset, beside));
            layout.wire(extra, Pre(N), &[(reset, levels.pre), (reset, beside + RADIUS)]);
            layout.wire(gate_r, Pre(N), &[(r + half, beside), (reset - RADIUS, beside)]);
            layout.wire(Term::now(Pre(N)), Pre(N), &into_candidate((reset + RADIUS, beside)));
        }
    }
    onward_and_out(layout, h, (last + half, ROAD), readout, false);
}
