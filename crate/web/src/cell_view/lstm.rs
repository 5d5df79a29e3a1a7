//! The LSTM's wiring: the cell state is the road on top, with f on it and i ⊙ g added to it.

use unrolled_lab::quantity::Variable::{self, Cell, Extra, Gate, Hidden, Input, Pre};

use super::layout::{GRADIENTS, LEVELS, Layout, Part, RADIUS, ROAD, Term, VALUES, top_at};

const I: usize = 0;
const F: usize = 1;
const G: usize = 2;
const O: usize = 3;

pub fn lay_out(layout: &mut Layout) {
    let [first, f, i, g, o, last, readout] = [0.0, 0.17, 0.345, 0.515, 0.675, 0.84, 1.0].map(|share| layout.x(share));
    let (half, width, levels, is_coupled) = (layout.half(), layout.width, LEVELS, layout.is_coupled());
    let (added, both) = ((i + g) / 2.0, 96.0);
    let hidden = 236.0;
    let (c, h, x) = (Term::now(Cell), Term::now(Hidden), Term::now(Input));
    let (c_before, h_before) = (Term::before(Cell), Term::before(Hidden));

    // The road: c_{t−1} · f + i · g = c_t.
    layout.strip(c_before, first, top_at(ROAD));
    let from_before = layout.wire(c_before, Cell, &[(first + half, ROAD), (f - RADIUS, ROAD)]);
    (from_before.part, from_before.is_road) = (Part::Through(vec![Cell]), true);
    layout.node("⊙", Cell, (f, ROAD));
    layout.wire(c, Cell, &[(f + RADIUS, ROAD), (added - RADIUS, ROAD)]).is_road = true;
    layout.node("+", Cell, (added, ROAD));
    layout.wire(c, Cell, &[(added + RADIUS, ROAD), (last - half, ROAD)]).is_road = true;
    layout.strip(c, last, top_at(ROAD));
    let onward = layout.wire(c, Cell, &[(last + half, ROAD), (width, ROAD)]);
    (onward.part, onward.is_road, onward.to) = (Part::FromLater, true, None);

    // What is added, and what is let through.
    let forgets = layout.wire(Term::now(Gate(F)), Cell, &[(f, levels.gate), (f, ROAD + RADIUS)]);
    if is_coupled {
        forgets.part = Part::Through(vec![Cell]);
        let (lane, beside) = ((f + i) / 2.0, levels.gate + VALUES / 2.0);
        let turns = [(f + half, beside), (lane, beside), (lane, levels.function), (i - RADIUS, levels.function)];
        layout.wire(Term::now(Gate(F)), Gate(I), &turns).part = Part::Through(vec![Gate(I)]);
    }
    layout.wire(Term::now(Gate(I)), Cell, &[(i, levels.gate), (i, both), (added - RADIUS, both)]);
    layout.wire(Term::now(Gate(G)), Cell, &[(g, levels.gate), (g, both), (added + RADIUS, both)]);
    layout.node("⊙", Cell, (added, both));
    layout.wire(c, Cell, &[(added, both - RADIUS), (added, ROAD + RADIUS)]);

    // The four gates from the state before and the input.
    layout.strip(h_before, first, top_at(levels.bus));
    layout.strip(x, first, top_at(levels.bus + 56.0));
    let bus = layout.wire(h_before, Pre(O), &[(first + half, levels.bus), (o, levels.bus)]);
    bus.part = Part::Through([I, F, G, O].map(Pre).to_vec());
    let joint = (first + half + f) / 2.0;
    layout.wire(x, Pre(O), &[(first + half, levels.bus + 56.0), (joint, levels.bus + 56.0), (joint, levels.bus)]);
    for (k, function, column) in [(F, "σ", f), (I, "σ", i), (G, "tanh", g), (O, "σ", o)] {
        layout.gate(k, function, column, levels);
        let branch = layout.wire(h_before, Pre(k), &[(column, levels.bus), (column, levels.sum + RADIUS)]);
        branch.part = Part::Through(vec![Pre(k)]);
    }

    // What is shown of the cell state: h_t = o · tanh(c_t).
    let (squash, shown) = (92.0, 186.0);
    layout.node("tanh", Extra, (last, squash));
    let to_tanh = layout.wire(c, Extra, &[(last, ROAD + VALUES + GRADIENTS - 6.0), (last, squash - RADIUS)]);
    to_tanh.part = Part::Through(vec![Extra]);
    layout.strip(Term::now(Extra), last, levels.gate - 8.0);
    layout.wire(Term::now(Extra), Extra, &[(last, squash + RADIUS), (last, levels.gate - 8.0)]);
    layout.node("⊙", Hidden, (last, shown));
    let tanh_bottom = levels.gate - 8.0 + VALUES + GRADIENTS;
    layout.wire(Term::now(Extra), Hidden, &[(last, tanh_bottom), (last, shown - RADIUS)]);
    let lane = (o + last) / 2.0;
    let beside = levels.gate + VALUES / 2.0;
    layout.wire(
        Term::now(Gate(O)),
        Hidden,
        &[(o + half, beside), (lane, beside), (lane, shown), (last - RADIUS, shown)],
    );
    layout.wire(h, Hidden, &[(last, shown + RADIUS), (last, top_at(hidden))]);
    layout.strip(h, last, top_at(hidden));
    onward_and_out(layout, h, (last + half, hidden), readout, true);
}

/// A state's wire to the next step, with the readout on it.
pub(super) fn onward_and_out(layout: &mut Layout, state: Term, (from, y): (f64, f64), readout: f64, up: bool) {
    let to_readout = layout.wire(state, Variable::Logits, &[(from, y), (readout, y)]);
    to_readout.part = Part::Whole;
    let onward = layout.wire(state, Hidden, &[(readout, y), (layout.width, y)]);
    (onward.part, onward.to) = (Part::FromLater, None);
    layout.readout(readout, y, up);
}
