"""A pass, step by step in float64, from the equations of the cells as the documentation of the trace prints them."""

import math

import torch
from torch.nn import functional

from cases import GATES

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

NAMES = ["weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_ho", "bias_o"]


# ---- the cells, one step each: values in the order in which they are computed ----


def rnn_step(spec, w, x, h, c, keep):
    pre = w["weight_ih"] @ x + w["bias_ih"] + w["weight_hh"] @ h + w["bias_hh"]
    return keep("h", torch.tanh(pre) if spec.get("activation", "tanh") == "tanh" else torch.relu(pre)), None


def lstm_step(spec, w, x, h, c, keep):
    a = (w["weight_ih"] @ x + w["bias_ih"]).chunk(4)
    b = (w["weight_hh"] @ h + w["bias_hh"]).chunk(4)
    i = keep("i", torch.sigmoid(a[0] + b[0]))
    f = keep("f", torch.sigmoid(a[1] + b[1]))
    g = keep("g", torch.tanh(a[2] + b[2]))
    o = keep("o", torch.sigmoid(a[3] + b[3]))
    c = keep("c", f * c + i * g)
    return keep("h", o * torch.tanh(c)), c


def gru_step(spec, w, x, h, c, keep):
    a_r, a_z, a_n = (w["weight_ih"] @ x + w["bias_ih"]).chunk(3)
    w_r, w_z, w_n = w["weight_hh"].chunk(3)
    b_r, b_z, b_n = w["bias_hh"].chunk(3)
    r = keep("r", torch.sigmoid(a_r + w_r @ h + b_r))
    z = keep("z", torch.sigmoid(a_z + w_z @ h + b_z))
    if spec.get("convention", "chung2014") == "chung2014":
        n = keep("n", torch.tanh(a_n + w_n @ (r * h) + b_n))
        return keep("h", (1 - z) * h + z * n), None
    n = keep("n", torch.tanh(a_n + r * (w_n @ h + b_n)))
    return keep("h", (1 - z) * n + z * h), None


STEP = {"rnn": rnn_step, "lstm": lstm_step, "gru": gru_step}


# ---- a pass: the spec of the trace in, every value out ----


def weights_of(spec):
    return {name: torch.tensor(spec["weights"][name]).requires_grad_() for name in NAMES}


def state_of(spec, name):
    units = len(spec["weights"]["weight_hh"][0])
    state = spec.get(name, torch.zeros(units))
    return state if isinstance(state, torch.Tensor) else torch.tensor(state)


def input_of(spec, x):
    width = len(spec["weights"]["weight_ih"][0])
    return torch.zeros(width) if x is None else torch.tensor(x)


def step_loss(spec, logits, target):
    if spec["loss"] == "cross_entropy":
        return functional.cross_entropy(logits, torch.tensor(target))
    return functional.mse_loss(logits, torch.tensor(target))


def forward(spec, w, nudge=None):
    """One dict per step: the tensors h, c, gates, logits, probs and loss. `nudge` = (t, name, vector) is added to a value."""
    h, c = state_of(spec, "h0"), state_of(spec, "c0")
    steps = []
    for t, x in enumerate(spec["inputs"]):
        values = {}

        def keep(name, value):
            if nudge is not None and nudge[:2] == (t, name):
                value = value + nudge[2]
            values[name] = value
            if value.requires_grad:
                value.retain_grad()
            return value

        h, c = STEP[spec["cell"]](spec, w, input_of(spec, x), h, c, keep)
        values["logits"] = w["weight_ho"] @ h + w["bias_o"]
        if spec["loss"] == "cross_entropy":
            values["probs"] = torch.softmax(values["logits"], 0)
        target = spec["targets"][t]
        values["loss"] = None if target is None else step_loss(spec, values["logits"], target)
        steps.append(values)
    return steps


def forward_in_parts(spec, w, encoder):
    """The encoder's pass on its steps, then the decoder's on the others, which starts from the encoder's last state."""
    source = spec["source"]
    first = forward({**spec, "inputs": spec["inputs"][:source]}, {**w, **encoder})
    states = {name + "0": first[-1][name] for name in ["h", "c"] if name in first[-1]}
    rest = {**spec, "inputs": spec["inputs"][source:], "targets": spec["targets"][source:], **states}
    return first + forward(rest, w)


def total_loss(steps):
    losses = [values["loss"] for values in steps if values["loss"] is not None]
    return sum(losses) if losses else None


def gradient(tensor):
    """Zeros for a value that the loss does not depend on."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def norm(vector):
    """The Euclidean norm, scaled so that squares neither overflow nor underflow."""
    largest = vector.abs().max().item()
    if not math.isfinite(largest) or largest == 0:
        return largest
    return largest * torch.linalg.vector_norm(vector / largest).item()


def influence_of(spec, steps):
    """‖∂L_s/∂h_t‖ (and c), by one call of autograd for each s: rows s, columns t. Also the sums of the vectors over s."""
    states = ["h", "c"] if spec["cell"] == "lstm" else ["h"]
    norms = {state: [] for state in states}
    sums = {state: [torch.zeros_like(values[state]) for values in steps] for state in states}
    for values in steps:
        for state in states:
            if values["loss"] is None:
                norms[state].append(None)
                continue
            wanted = [other[state] for other in steps]
            found = torch.autograd.grad(values["loss"], wanted, retain_graph=True, allow_unused=True)
            norms[state].append([0.0 if part is None else norm(part) for part in found])
            for t, part in enumerate(found):
                sums[state][t] += 0 if part is None else part
    return norms, sums


def trace(spec):
    w = weights_of(spec)
    steps = forward(spec, w)
    # On a graph of its own: autograd.grad adds to what `retain_grad` collects.
    influence, sums = influence_of(spec, forward(spec, w))
    loss = total_loss(steps)
    if loss is not None:
        loss.backward()
    gates = GATES[spec["cell"]]
    states = ["h", "c"] if spec["cell"] == "lstm" else ["h"]
    result = {"loss": 0.0 if loss is None else loss.item()}
    rows = []
    for values in steps:
        row = {state: values[state].tolist() for state in states}
        row["gates"] = {gate: values[gate].tolist() for gate in gates}
        row |= {name: values[name].tolist() for name in ["logits", "probs"] if name in values}
        row["loss"] = None if values["loss"] is None else values["loss"].item()
        row["grad"] = {state: gradient(values[state]).tolist() for state in states}
        row["grad"]["gates"] = {gate: gradient(values[gate]).tolist() for gate in gates}
        rows.append(row)
    first = first_non_finite(rows, gates)
    if first is not None:
        result["first_non_finite"] = first
    result["steps"] = rows
    result["grad"] = {name: gradient(w[name]).tolist() for name in NAMES}
    result["influence"] = influence
    return result, steps, sums


def first_non_finite(rows, gates):
    """In the order of computation: forward, then backward; t counts from 0."""

    def bad(values):
        values = values if isinstance(values, list) else [0.0 if values is None else values]
        return not all(map(math.isfinite, values))

    for t, row in enumerate(rows):
        named = [("gates." + gate, row["gates"][gate]) for gate in gates]
        named += [(name, row[name]) for name in ["c", "h", "logits", "probs", "loss"] if name in row]
        for name, values in named:
            if bad(values):
                return {"t": t, "pass": "forward", "quantity": name}
    for t, row in reversed(list(enumerate(rows))):
        named = [("grad." + name, row["grad"][name]) for name in ["h", "c"] if name in row["grad"]]
        named += [("grad.gates." + gate, row["grad"]["gates"][gate]) for gate in gates]
        for name, values in named:
            if bad(values):
                return {"t": t, "pass": "backward", "quantity": name}
    return None
