"""What is measured of a gradient beyond its norm on the tape: factors, Jacobians, roads, truncation. Every derivative is autograd's.

A step is written out so finely here that each vector on the way back has a tensor of its own to ask autograd for: what leads
to the next step is an alias of the state (its gradient is what comes back from later steps alone), and so is each use of the
state that a measure tells from the others. Roads and windows are cut with `detach()`.
"""

import torch

from passes import STEP, forward, gradient, input_of, norm, state_of, step_loss, total_loss, weights_of

OPEN = {"additive": True, "gates": True}
ROADS = {"both": OPEN, "additive": {**OPEN, "gates": False}, "gates": {**OPEN, "additive": False}}
# k1 and k2: per loss, detached, and a window that overlaps.
WINDOWS = [(1, 3), (3, 3), (2, 5)]


def alias(tensor):
    return tensor.view_as(tensor)


# ---- the cells, one step each ----


def rnn_step(spec, w, x, h, c, keep, roads):
    through = h if roads["gates"] else h.detach()
    a = keep("a", w["weight_ih"] @ x + w["bias_ih"] + w["weight_hh"] @ through + w["bias_hh"])
    return keep("h", torch.tanh(a) if spec.get("activation", "tanh") == "tanh" else torch.relu(a)), None


def lstm_step(spec, w, x, h, c, keep, roads):
    through = h if roads["gates"] else h.detach()
    along = c if roads["additive"] else c.detach()
    a = (w["weight_ih"] @ x + w["bias_ih"] + w["weight_hh"] @ through + w["bias_hh"]).chunk(4)
    a = [keep("a_" + gate, a[k]) for k, gate in enumerate("ifgo")]
    i, f, o = (keep(gate, torch.sigmoid(a[k])) for k, gate in [(0, "i"), (1, "f"), (3, "o")])
    g = keep("g", torch.tanh(a[2]))
    c = keep("c", f * along + i * g)
    return keep("h", o * keep("tanh_c", torch.tanh(c))), c


def gru_step(spec, w, x, h, c, keep, roads):
    through = h if roads["gates"] else h.detach()
    along = keep("along", alias(h if roads["additive"] else h.detach()))
    x_r, x_z, x_n = (w["weight_ih"] @ x + w["bias_ih"]).chunk(3)
    w_r, w_z, w_n = w["weight_hh"].chunk(3)
    b_r, b_z, b_n = w["bias_hh"].chunk(3)
    r = keep("r", torch.sigmoid(keep("a_r", x_r + w_r @ through + b_r)))
    z = keep("z", torch.sigmoid(keep("a_z", x_z + w_z @ through + b_z)))
    if spec.get("convention", "chung2014") == "chung2014":
        reset = keep("reset", r * keep("beside_r", alias(through)))
        n = keep("n", torch.tanh(keep("a_n", x_n + w_n @ reset + b_n)))
        return keep("h", (1 - z) * along + z * n), None
    n = keep("n", torch.tanh(keep("a_n", x_n + r * keep("beside_r", w_n @ through + b_n))))
    return keep("h", (1 - z) * n + z * along), None


FINE_STEP = {"rnn": rnn_step, "lstm": lstm_step, "gru": gru_step}


# ---- a pass ----


def fine_forward(spec, w, roads=OPEN, cuts=()):
    """One dict of tensors per step, `x` and `next_h` (and `next_c`) among them; before them, under −1, the initial state.

    The state that enters a step in `cuts` is detached.
    """
    has_c = spec["cell"] == "lstm"
    start = {"next_h": state_of(spec, "h0").clone().requires_grad_()}
    if has_c:
        start["next_c"] = state_of(spec, "c0").clone().requires_grad_()
    steps = {-1: start}
    for t, x in enumerate(spec["inputs"]):
        values = {}

        def keep(name, value):
            values[name] = value
            if value.requires_grad:
                value.retain_grad()
            return value

        x = keep("x", input_of(spec, x).requires_grad_())
        h, c = steps[t - 1]["next_h"], steps[t - 1].get("next_c")
        if t in cuts:
            h, c = h.detach(), None if c is None else c.detach()
        h, c = FINE_STEP[spec["cell"]](spec, w, x, h, c, keep, roads)
        target = spec["targets"][t]
        values["loss"] = None if target is None else step_loss(spec, w["weight_ho"] @ h + w["bias_o"], target)
        keep("next_h", alias(h))
        if has_c:
            keep("next_c", alias(c))
        steps[t] = values
    return steps


def backward(steps, losses):
    """From the sum of the losses of these steps; there is nothing to do where none of them has one."""
    losses = [steps[s]["loss"] for s in losses if steps[s]["loss"] is not None]
    if losses and (loss := sum(losses)).requires_grad:
        loss.backward()


# ---- where a gradient dies ----


def straight(a):
    """0 with the slope 1: what is not saturated."""
    return a - a.detach()


def let_through(kept, state):
    """Nothing, with a slope: what a gate keeps back of a state, which an open road lets through."""
    return kept.detach() * (state - state.detach())


def open_step(spec, w, x, h, c, tanh):
    """One step whose additive road is open on the way back, its tanh as given."""
    a = [w["weight_ih"] @ x + w["bias_ih"], w["weight_hh"] @ h + w["bias_hh"]]
    if spec["cell"] == "rnn":
        return tanh(sum(a)), None
    if spec["cell"] == "lstm":
        i, f, g, o = sum(a).chunk(4)
        i, f, o = torch.sigmoid(i), torch.sigmoid(f), torch.sigmoid(o)
        c = f * c + i * tanh(g) + let_through(1 - f, c)
        return o * tanh(c), c
    x_r, x_z, x_n = a[0].chunk(3)
    h_r, h_z, h_n = a[1].chunk(3)
    r, z = torch.sigmoid(x_r + h_r), torch.sigmoid(x_z + h_z)
    if spec.get("convention", "chung2014") == "chung2014":
        w_n, b_n = w["weight_hh"].chunk(3)[2], w["bias_hh"].chunk(3)[2]
        n = tanh(x_n + w_n @ (r * h) + b_n)
        return (1 - z) * h + z * n + let_through(z, h), None
    n = tanh(x_n + r * h_n)
    return (1 - z) * n + z * h + let_through(1 - z, h), None


def sent(spec, w, x, before, arriving, tanh):
    """‖what arrives, sent back by an open step‖."""
    given = [before[name].detach().requires_grad_() for name in ["next_h", "next_c"] if name in before]
    states = open_step(spec, w, x, given[0], given[1] if len(given) == 2 else None, tanh)
    states = [state for state in states if state is not None]
    found = torch.autograd.grad(states, given, arriving, allow_unused=True)
    return norm(torch.cat([torch.zeros_like(state) if grad is None else grad for state, grad in zip(given, found)]))


def factors_of(spec, source):
    w = weights_of(spec)
    steps = fine_forward(spec, w)
    backward(steps, source)
    tanh = torch.relu if spec.get("activation", "tanh") == "relu" else torch.tanh
    factors = []
    for t, x in enumerate(spec["inputs"]):
        values, before = steps[t], steps[t - 1]
        states = ["h", "next_c"] if spec["cell"] == "lstm" else ["h"]
        arriving = [gradient(values[name]) for name in states]
        ways = [sent(spec, w, input_of(spec, x), before, arriving, act) for act in [straight, tanh]]
        leaves = norm(torch.cat([gradient(before[name]) for name in ["next_h", "next_c"] if name in before]))
        norms = [norm(torch.cat(arriving)), *ways, leaves]
        weights, saturation, gates = (1.0 if after == last == 0 else after / last for last, after in zip(norms, norms[1:]))
        factor = {"gates": gates, "saturation": saturation, "weights": weights}
        factors.append({"arrives": norms[0], "leaves": leaves, **factor} if norms[0] > 0 else None)
    return factors


# ---- Jacobians ----


def jacobian_between(spec, w, states, start, end):
    """∂s_end/∂s_{start−1} by the steps of passes.py; s is h, or h and c."""
    has_c = spec["cell"] == "lstm"

    def run(state):
        h, c = state.chunk(2) if has_c else (state, None)
        for t in range(start, end + 1):
            h, c = STEP[spec["cell"]](spec, w, input_of(spec, spec["inputs"][t]), h, c, lambda _, value: value)
        return torch.cat([h, c]) if has_c else h

    return torch.autograd.functional.jacobian(run, states[start])


def jacobians_of(spec):
    w = {name: value.detach() for name, value in weights_of(spec).items()}
    names = ["h", "c"] if spec["cell"] == "lstm" else ["h"]
    rows = [{name: state_of(spec, name + "0") for name in names}] + forward(spec, w)
    states = [torch.cat([row[name] for name in names]) for row in rows]
    last = len(spec["inputs"]) - 1
    each = [jacobian_between(spec, w, states, t, t) for t in range(last + 1)]
    products = {f"{start} to {end}": jacobian_between(spec, w, states, start, end) for start, end in [(0, last), (1, 3)]}
    return each, products


# ---- roads and truncation ----


def flow_of(spec, source, roads):
    steps = fine_forward(spec, weights_of(spec), roads)
    backward(steps, source)
    names = ["h", "c", "x"] if spec["cell"] == "lstm" else ["h", "x"]
    return {name: [norm(gradient(steps[t][name])) for t in range(len(spec["inputs"]))] for name in names}


def truncated(spec, k1, k2):
    """∂L/∂h_t (and c) and ∂L/∂W: a pass for each chunk of k1 steps, with the state cut where the chunk's losses end."""
    w = weights_of(spec)
    names, count = (["h", "c"] if spec["cell"] == "lstm" else ["h"]), len(spec["inputs"])
    sums = {name: torch.zeros(count, len(spec["weights"]["weight_hh"][0])) for name in names}
    for start in range(0, count, k1):
        steps = fine_forward(spec, w, cuts={max(0, start + k1 - k2)} - {0})
        backward(steps, range(start, min(start + k1, count)))
        for name in names:
            sums[name] += torch.stack([gradient(steps[t][name]) for t in range(count)])
    return sums, {name: gradient(value) for name, value in w.items()}


def detached(spec, k):
    """The same for k1 = k2 as training loops do it: one pass whose state is detached every k steps."""
    w = weights_of(spec)
    count = len(spec["inputs"])
    steps = fine_forward(spec, w, cuts=range(k, count, k))
    total_loss([steps[t] for t in range(count)]).backward()
    return torch.stack([gradient(steps[t]["h"]) for t in range(count)]), {name: gradient(value) for name, value in w.items()}


def measures_of(case):
    spec, sources = case["spec"], {"every": range(len(case["spec"]["inputs"])), "one": [case["one"]]}
    each, products = jacobians_of(spec)
    windows = []
    for k1, k2 in WINDOWS:
        sums, w = truncated(spec, k1, k2)
        grad = {**{name: value.tolist() for name, value in sums.items()}, "weights": {k: v.tolist() for k, v in w.items()}}
        windows.append({"k1": k1, "k2": k2, "grad": grad})
    return {
        "factors": {name: factors_of(spec, source) for name, source in sources.items()},
        "jacobians": [jacobian.tolist() for jacobian in each],
        "products": {name: product.tolist() for name, product in products.items()},
        "flow": {name: {road: flow_of(spec, source, roads) for road, roads in ROADS.items()} for name, source in sources.items()},
        "truncated": windows,
    }
