"""Writes the golden files beside this script: every number of a forward and a backward pass, computed by PyTorch.

    python tests/goldens/make.py          # needs torch (written with 2.15.0); half a minute; deterministic

`cases.py` says which cases there are, `passes.py` and `measures.py` compute them step by step in float64 (every derivative is
autograd's, none is written by hand), `checks.py` asserts, before a file is written, that the steps equal torch.nn or a second
formulation.

Numbers are written as Python's `repr`, which reads back to the same float64; JSON has no others, so that those that are
not finite are the strings "Infinity", "-Infinity" and "NaN".
"""

import json
import math
import sys
from pathlib import Path

import torch

sys.dont_write_bytecode = True

from cases import CELLS, ENCODER_NAMES, cases_of, encoder_of, measures_of as case_of_measures, training_of
from checks import (
    check_against_another, check_conventions, check_measures, check_nudges, check_sums, hidden_otherwise, readout_loss, same,
)  # fmt: skip
from measures import measures_of
from passes import NAMES, forward, forward_in_parts, gradient, norm, total_loss, trace, weights_of

HERE = Path(__file__).parent
TORCH = torch.__version__.split("+")[0]


# ---- training ----


def optimizer_of(settings, parameters):
    known = {"sgd": torch.optim.SGD, "momentum": torch.optim.SGD, "rmsprop": torch.optim.RMSprop, "adam": torch.optim.Adam}
    options = {key: value for key, value in settings.items() if key not in ["name", "learning_rate", "beta1", "beta2"]}
    if "beta1" in settings:
        options["betas"] = (settings["beta1"], settings["beta2"])
    return known[settings["name"]](parameters, lr=settings["learning_rate"], **options)


def train(case, settings, clipping, updates, loss_of):
    """Losses before each update (and norms of the gradient before clipping), then the weights after the last one."""
    w = weights_of(case["spec"])
    optimizer = optimizer_of(settings, w.values())
    losses, norms = [], []
    for _ in range(updates):
        optimizer.zero_grad()
        loss = sum(loss_of({**case["spec"], **sequence}, w) for sequence in case["sequences"]) / len(case["sequences"])
        loss.backward()
        losses.append(loss.item())
        norms.append(norm(torch.cat([tensor.grad.flatten() for tensor in w.values()])))
        if clipping["name"] == "global_norm":
            same(torch.nn.utils.clip_grad_norm_(w.values(), clipping["limit"]), torch.tensor(norms[-1]), "norm")
        elif clipping["name"] == "value":
            torch.nn.utils.clip_grad_value_(w.values(), clipping["limit"])
        optimizer.step()
    return {"losses": losses, "norms_before_clipping": norms, "weights": {name: w[name].tolist() for name in NAMES}}


def train_all(cell):
    case = training_of(cell)
    runs = []
    for settings, clipping in case.pop("runs"):
        arguments = (case, settings, clipping, 10)
        result = train(*arguments, lambda spec, w: total_loss(forward(spec, w)))
        other = train(*arguments, lambda spec, w: readout_loss(spec, w, hidden_otherwise(spec, w)[0]))
        for key in ["losses", "norms_before_clipping"]:
            same(torch.tensor(other[key]), torch.tensor(result[key]), f"{cell} {settings}: {key}", rtol=1e-9)
        for name in NAMES:
            left, right = (torch.tensor(run["weights"][name]) for run in [other, result])
            same(left, right, f"{cell} {settings}: {name}", rtol=1e-9)
        runs.append({"optimizer": settings, "clipping": clipping, **result})
    return {"name": f"training_{cell}", "torch": TORCH, **case, "runs": runs}


# ---- an encoder with weights of its own ----


def encode_and_decode(cell):
    case = encoder_of(cell)
    spec = case["spec"]
    w = weights_of(spec)
    encoder = {name: torch.tensor(spec["encoder"][name]).requires_grad_() for name in ENCODER_NAMES}
    steps = forward_in_parts(spec, w, encoder)
    loss = total_loss(steps)
    loss.backward()
    # Another formulation of both cells, the second from the state of the first.
    source = spec["source"]
    first, c = hidden_otherwise({**spec, "inputs": spec["inputs"][:source]}, {**w, **encoder})
    states = {"h0": first[-1]} if c is None else {"h0": first[-1], "c0": c}
    rest, _ = hidden_otherwise({**spec, "inputs": spec["inputs"][source:], **states}, w)
    for t, values in enumerate(steps):
        same(torch.cat([first, rest])[t], values["h"], f"{cell} encoder: h at {t}")
    result = {"loss": loss.item()}
    for state in ["h", "c"] if cell == "lstm" else ["h"]:
        result[state] = [values[state].tolist() for values in steps]
        result[f"grad_{state}"] = [gradient(values[state]).tolist() for values in steps]
    result["logits"] = [values["logits"].tolist() for values in steps]
    result["grad"] = {name: gradient(w[name]).tolist() for name in NAMES}
    result["grad"] |= {f"encoder.{name}": gradient(encoder[name]).tolist() for name in ENCODER_NAMES}
    return {"name": f"encoder_{cell}", "torch": TORCH, **case, "result": result}


# ---- what is measured of a gradient ----


def measure(cell):
    case = case_of_measures(cell)
    result = measures_of(case)
    check_measures(case["spec"], result, trace(case["spec"])[0], f"{cell} measures")
    return {"name": f"measures_{cell}", "torch": TORCH, **case, "result": result}


# ---- writing ----


def encoded(value):
    if isinstance(value, dict):
        return {key: encoded(part) for key, part in value.items()}
    if isinstance(value, list):
        return [encoded(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def rendered(value, indent=""):
    """JSON with one row of numbers, or one short object, a line."""
    line = json.dumps(value, allow_nan=False, separators=(",", ":"))
    flat = isinstance(value, list) and not any(isinstance(part, (list, dict)) for part in value)
    if flat or not isinstance(value, (list, dict)) or len(line) + len(indent) <= 140:
        return line
    inner = indent + " "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}:{rendered(part, inner)}" for key, part in value.items()]
    else:
        parts = [rendered(part, inner) for part in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return opening + "\n" + ",\n".join(inner + part for part in parts) + "\n" + indent + closing


def write(content):
    (HERE / f"{content['name']}.json").write_text(rendered(encoded(content)) + "\n", encoding="utf-8")


def main():
    check_conventions()
    wanted = set()
    for cell in CELLS:
        for name, spec in cases_of(cell):
            full = f"{cell}_{name}"
            result, steps, sums = trace(spec)
            check_sums(steps, sums)
            check_against_another(spec, result, steps, full)
            if name in ["plain", "mse", "missing", "initial_states"]:
                check_nudges(spec, result, full)
            write({"name": full, "torch": TORCH, "spec": spec, "result": result})
            wanted.add(f"{full}.json")
        write(train_all(cell))
        wanted.add(f"training_{cell}.json")
        write(encode_and_decode(cell))
        wanted.add(f"encoder_{cell}.json")
        write(measure(cell))
        wanted.add(f"measures_{cell}.json")
        print(f"{cell}: {len(cases_of(cell))} cases and training")
    for stale in {path.name for path in HERE.glob("*.json")} - wanted:
        (HERE / stale).unlink()


if __name__ == "__main__":
    main()
