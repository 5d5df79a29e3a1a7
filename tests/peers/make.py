"""Writes losses.json beside this script: the losses of ten updates of the benchmark's training step, computed by PyTorch.

    python tests/peers/make.py          # needs torch (written with 2.15.0); a minute; deterministic

Weights and texts follow the rules of `crate/bench/src/training.rs`, written down here once more; float64 throughout. A loss
is the cross-entropy per target before the update; what is descended on is the sum over the steps and the mean over the
sequences. `one_bias`: b_hh stays as it is, so that the sum of both biases moves as the only bias of TensorFlow.js does.
"""

import json
from pathlib import Path

import torch

SIZES = {"tiny": (4, 8, 16, 1), "small": (32, 32, 32, 1), "medium": (64, 128, 64, 16), "large": (96, 256, 128, 32)}
CELLS = {"rnn": (torch.nn.RNN, 1), "lstm": (torch.nn.LSTM, 4), "gru": (torch.nn.GRU, 3)}
UPDATES = 10
LEARNING_RATE = 0.01


def following(state):
    return (state * 1664525 + 1013904223) % 2**32


def text_of(symbols, steps, batch):
    """Inputs and targets, (T, B) each: every symbol follows from the last by a fixed rule with a little noise."""
    state, text = 1, []
    for at in range((steps + 1) * batch):
        state = following(state)
        before = text[at - batch] if at >= batch else at
        text.append((before * 5 + 1 + (state >> 30)) % symbols)
    text = torch.tensor(text).reshape(steps + 1, batch)
    return text[:-1], text[1:]


def fill(tensors):
    """Uniform in ±1/8, one after the other."""
    state = 2
    for tensor in tensors:
        values = []
        for _ in range(tensor.numel()):
            state = following(state)
            values.append(((state >> 8) / 2**24 - 0.5) / 4)
        with torch.no_grad():
            tensor.copy_(torch.tensor(values, dtype=tensor.dtype).reshape(tensor.shape))


def losses_of(cell, size, one_bias):
    symbols, units, steps, batch = SIZES[size]
    inputs, targets = text_of(symbols, steps, batch)
    recurrent = CELLS[cell][0](symbols, units).double()
    readout = torch.nn.Linear(units, symbols).double()
    fill([*recurrent.parameters(), *readout.parameters()])
    recurrent.bias_hh_l0.requires_grad = not one_bias
    parameters = [p for p in [*recurrent.parameters(), *readout.parameters()] if p.requires_grad]
    optimizer = torch.optim.SGD(parameters, lr=LEARNING_RATE)
    one_hot = torch.nn.functional.one_hot(inputs, symbols).double()
    losses = []
    for _ in range(UPDATES):
        optimizer.zero_grad()
        logits = readout(recurrent(one_hot)[0])
        loss = torch.nn.functional.cross_entropy(logits.reshape(-1, symbols), targets.reshape(-1))
        (loss * steps).backward()
        losses.append(loss.item())
        optimizer.step()
    return losses


def main():
    kinds = [(cell, size, False) for cell in CELLS for size in SIZES]
    kinds += [("lstm", size, True) for size in SIZES]
    runs = [{"cell": cell, "size": size, "one_bias": one_bias, "losses": losses_of(cell, size, one_bias)} for cell, size, one_bias in kinds]
    lines = ",\n".join(json.dumps(run, separators=(",", ":")) for run in runs)
    (Path(__file__).parent / "losses.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
