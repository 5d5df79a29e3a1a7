"""What is asserted before a golden file is written.

- Against torch.nn.RNN, LSTM and GRU: all hidden states, the loss, the gradients of all six tensors. The `chung2014` GRU is not
  in torch.nn: against a second formulation with one Python loop per unit, and against the other convention in two families
  of weights where the two must agree.
- Finite differences: a recorded gradient means "the derivative by that very value, every path included".
- The itemised gradients of a state add up to its total gradient.
- The finer steps of the measures: against the passes above, and the measures against what else they have to be.
"""

import math

import torch
from torch.nn import functional

from cases import cases_of
from measures import detached, fine_forward, truncated
from passes import NAMES, forward, gradient, input_of, state_of, total_loss, weights_of


def same(found, expected, what, rtol=1e-10, atol=1e-13):
    tensors = torch.as_tensor(found), torch.as_tensor(expected)
    torch.testing.assert_close(*tensors, rtol=rtol, atol=atol, equal_nan=True, msg=lambda text: f"{what}: {text}")


def check_sums(steps, sums):
    """The itemised gradients of one state add up to its total gradient (where they are finite)."""
    for state, vectors in sums.items():
        for t, vector in enumerate(vectors):
            if vector.isfinite().all() and gradient(steps[t][state]).isfinite().all():
                same(vector, gradient(steps[t][state]), f"sum over s of the influence on {state} at {t}", rtol=1e-9, atol=1e-12)


def readout_loss(spec, w, hidden):
    """The loss of all steps at once from their hidden states (T, H), by other calls than `step_loss`."""
    present = [t for t, target in enumerate(spec["targets"]) if target is not None]
    logits = functional.linear(hidden[present], w["weight_ho"], w["bias_o"])
    targets = torch.tensor([spec["targets"][t] for t in present])
    if spec["loss"] == "cross_entropy":
        return functional.cross_entropy(logits, targets, reduction="sum")
    return functional.mse_loss(logits, targets, reduction="sum") / logits.shape[1]


def hidden_from_torch_nn(spec, w):
    inputs = torch.stack([input_of(spec, x) for x in spec["inputs"]])
    h0, c0 = state_of(spec, "h0")[None], state_of(spec, "c0")[None]
    sizes = (inputs.shape[1], h0.shape[1])
    if spec["cell"] == "rnn":
        module, state = torch.nn.RNN(*sizes, nonlinearity=spec.get("activation", "tanh")), h0
    elif spec["cell"] == "lstm":
        module, state = torch.nn.LSTM(*sizes), (h0, c0)
    else:
        module, state = torch.nn.GRU(*sizes), h0
    renamed = {name + "_l0": w[name] for name in NAMES[:4]}
    hidden, last = torch.func.functional_call(module, renamed, (inputs, state))
    return hidden, (last[1][0] if spec["cell"] == "lstm" else None)


def hidden_unit_by_unit(spec, w):
    """The chung2014 GRU with scalars only: no matrix, no slice."""
    names = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]
    w_x, w_h = ([row.unbind() for row in w[name].unbind()] for name in names[:2])
    b_x, b_h = (w[name].unbind() for name in names[2:])
    h = list(state_of(spec, "h0").unbind())
    units = range(len(h))
    hidden = []
    for x in spec["inputs"]:
        x = input_of(spec, x).unbind()

        def pre(row, state):
            recurrent = sum(weight * value for weight, value in zip(w_h[row], state))
            return sum(weight * value for weight, value in zip(w_x[row], x)) + b_x[row] + recurrent + b_h[row]

        r = [1 / (1 + torch.exp(-pre(k, h))) for k in units]
        z = [1 / (1 + torch.exp(-pre(len(h) + k, h))) for k in units]
        reset = [r[k] * h[k] for k in units]
        n = [torch.tanh(pre(2 * len(h) + k, reset)) for k in units]
        h = [h[k] + z[k] * (n[k] - h[k]) for k in units]
        hidden.append(torch.stack(h))
    return torch.stack(hidden), None


def hidden_otherwise(spec, w):
    chung = spec["cell"] == "gru" and spec.get("convention", "chung2014") == "chung2014"
    return hidden_unit_by_unit(spec, w) if chung else hidden_from_torch_nn(spec, w)


def check_against_another(spec, result, steps, name):
    w = weights_of(spec)
    hidden, last_c = hidden_otherwise(spec, w)
    same(hidden, torch.stack([values["h"] for values in steps]), f"{name}: h")
    if last_c is not None:
        same(last_c, steps[-1]["c"], f"{name}: c of the last step")
    counted = [t + 1 for t, target in enumerate(spec["targets"]) if target is not None]
    if not counted:
        return
    # Without the steps after the last target: torch.nn would multiply their zero gradients by states that overflowed.
    until = {**spec, "inputs": spec["inputs"][: counted[-1]], "targets": spec["targets"][: counted[-1]]}
    loss = readout_loss(until, w, hidden_otherwise(until, w)[0])
    loss.backward()
    same(loss, torch.tensor(result["loss"]), f"{name}: loss")
    for tensor in NAMES:
        expected = torch.tensor(result["grad"][tensor])
        assert "exploding" in name or expected.isfinite().all(), f"{name}: {tensor} overflowed"
        same(w[tensor].grad, expected, f"{name}: ∂L/∂{tensor}", rtol=1e-9)


def check_nudges(spec, result, name):
    """Each recorded gradient against the central difference of the loss when that value alone is moved."""
    w = {key: value.detach() for key, value in weights_of(spec).items()}
    width = 1e-6
    for t, row in enumerate(result["steps"]):
        recorded = {**row["grad"]["gates"], **{key: row["grad"][key] for key in ["h", "c"] if key in row["grad"]}}
        for quantity, values in recorded.items():
            for k, expected in enumerate(values):
                vector = torch.zeros(len(values))
                vector[k] = width
                up, down = (total_loss(forward(spec, w, (t, quantity, sign * vector))) for sign in [1, -1])
                same((up - down) / (2 * width), torch.tensor(expected), f"{name}: {quantity}[{k}] at {t}", rtol=1e-6, atol=1e-8)


def check_conventions():
    """Where the two GRUs are the same function: z-rows negated (z → 1 − z), b_hn = 0, and W_hn (r⊙h) = r⊙(W_hn h).

    The last holds for a diagonal W_hn, and for any W_hn if r is the same constant in every unit. Then the loss and the
    gradients of these are equal too: readout, z-rows (negated), n-rows of the input; r-rows and diagonal of W_hn in the
    first family, all of W_hn in the second.
    """
    for family in ["diagonal", "constant reset"]:
        spec = next(case for name, case in cases_of("gru_chung2014") if name == "plain")
        chung = {key: value.detach() for key, value in weights_of(spec).items()}
        units = chung["weight_hh"].shape[1]
        r, z, n = (slice(gate * units, (gate + 1) * units) for gate in range(3))
        chung["bias_hh"][n] = 0
        if family == "diagonal":
            chung["weight_hh"][n] = torch.diag(chung["weight_hh"][n].diagonal())
        else:
            for tensor, value in [("weight_ih", 0), ("weight_hh", 0), ("bias_ih", 0.3), ("bias_hh", 0.4)]:
                chung[tensor][r] = value
        other = {key: value.clone() for key, value in chung.items()}
        for tensor in NAMES[:4]:
            other[tensor][z] *= -1
        losses = []
        for weights, convention in [(chung, "chung2014"), (other, "pytorch")]:
            for tensor in weights.values():
                tensor.requires_grad_()
            losses.append(total_loss(forward({**spec, "convention": convention}, weights)))
            losses[-1].backward()
        same(*losses, family)
        for tensor in NAMES:
            left, right = chung[tensor].grad, other[tensor].grad
            if tensor in NAMES[4:]:
                same(left, right, f"{family}: {tensor}")
                continue
            same(left[z], -right[z], f"{family}: z of {tensor}")
            if tensor == "weight_hh":
                pick = torch.diagonal if family == "diagonal" else torch.clone
                same(pick(left[n]), pick(right[n]), f"{family}: n of {tensor}")
            elif tensor != "bias_hh":
                same(left[n], right[n], f"{family}: n of {tensor}")
            if family == "diagonal":
                same(left[r], right[r], f"{family}: r of {tensor}")


def check_measures(spec, result, recorded, name):
    """`recorded`: what `trace` has of the same spec."""
    steps = fine_forward(spec, weights_of(spec))
    hidden = torch.stack([steps[t]["h"] for t in range(len(spec["inputs"]))])
    same(hidden, hidden_otherwise(spec, weights_of(spec))[0], f"{name}: h")
    # Both roads open is the gradient itself; ‖∂L_s/∂h_t‖ of one loss its row of the itemised gradient.
    for state in ["h", "c"] if spec["cell"] == "lstm" else ["h"]:
        wanted = [torch.tensor(row["grad"][state]).norm() for row in recorded["steps"]]
        same(torch.tensor(result["flow"]["every"]["both"][state]), torch.stack(wanted), f"{name}: ‖∂L/∂{state}‖", rtol=1e-9)
    last = max(t for t, target in enumerate(spec["targets"]) if target is not None)
    row = recorded["influence"]["h"][last]
    same(torch.tensor(result["flow"]["one"]["both"]["h"]), torch.tensor(row), f"{name}: one loss", rtol=1e-9)
    # The product of the Jacobians is the Jacobian of the product, and carries a single loss to where the tape has it.
    product = torch.linalg.multi_dot([torch.tensor(jacobian) for jacobian in reversed(result["jacobians"][1:4])])
    same(product, torch.tensor(result["products"]["1 to 3"]), f"{name}: product", rtol=1e-9)
    for factor in result["factors"]["every"] + result["factors"]["one"]:
        if factor is not None:
            parts = math.prod(factor[part] for part in ["gates", "saturation", "weights"])
            same(factor["arrives"] * parts, factor["leaves"], f"{name}: parts of a factor")
    check_windows(spec, recorded, name)


def check_windows(spec, recorded, name):
    """A window of the whole length is no truncation, and k1 = k2 is one pass whose state is detached."""
    sums, w = truncated(spec, 1, len(spec["inputs"]))
    same(sums["h"], torch.tensor([row["grad"]["h"] for row in recorded["steps"]]), f"{name}: a long window", rtol=1e-9)
    for tensor in NAMES:
        same(w[tensor], torch.tensor(recorded["grad"][tensor]), f"{name}: {tensor} of a long window", rtol=1e-9)
    sums, w = truncated(spec, 3, 3)
    hidden, other = detached(spec, 3)
    same(sums["h"], hidden, f"{name}: detached", rtol=1e-9)
    for tensor in NAMES:
        same(w[tensor], other[tensor], f"{name}: {tensor}, detached", rtol=1e-9)
