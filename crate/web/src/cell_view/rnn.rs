//! The plain RNN's wiring: every way from the state before to the state now goes through W_hh and the activation.

use unrolled_engine::Activation;
use unrolled_lab::quantity::Variable::{Hidden, Input, Pre};

use super::layout::{GRADIENTS, Layout, Part, RADIUS, TANH, Term, VALUES, top_at};
use super::lstm::onward_and_out;

pub fn lay_out(layout: &mut Layout, activation: Activation) {
    let [first, sum, pre, act, last, readout] = [0.0, 0.22, 0.4, 0.56, 0.74, 1.0].map(|share| layout.x(share));
    let (half, line, below) = (layout.half(), 40.0, 124.0);
    let (h, x, a, before) = (Term::now(Hidden), Term::now(Input), Term::now(Pre(0)), Term::before(Hidden));
    layout.strip(before, first, top_at(line));
    layout.strip(x, first, top_at(below));
    layout.wire(before, Pre(0), &[(first + half, line), (sum - RADIUS, line)]).part = Part::Through(vec![Pre(0)]);
    layout.wire(x, Pre(0), &[(first + half, below), (sum, below), (sum, line + RADIUS)]);
    layout.node("Σ", Pre(0), (sum, line));
    layout.wire(a, Pre(0), &[(sum + RADIUS, line), (pre - half, line)]);
    layout.strip(a, pre, top_at(line));
    let function = match activation {
        Activation::Tanh => "tanh",
        Activation::Relu => "relu",
    };
    layout.node(function, Hidden, (act, line));
    layout.wire(a, Hidden, &[(pre + half, line), (act - TANH, line)]);
    layout.wire(h, Hidden, &[(act + TANH, line), (last - half, line)]);
    layout.strip(h, last, top_at(line));
    onward_and_out(layout, h, (last + half, line), readout, false);
    layout.height = layout.height.max(below + VALUES + GRADIENTS);
}
