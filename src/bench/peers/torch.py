"""Answers each line on its input with the milliseconds of one medium training step of RNN, GRU and LSTM, as JSON."""

import json
import sys
import time

import torch

SYMBOLS, UNITS, STEPS, BATCH = 64, 128, 64, 16
COUNT = 8


def trained(kind):
    recurrent, readout = kind(SYMBOLS, UNITS), torch.nn.Linear(UNITS, SYMBOLS)
    optimizer = torch.optim.SGD([*recurrent.parameters(), *readout.parameters()], lr=0.01)
    inputs, targets = torch.randint(SYMBOLS, (2, STEPS, BATCH))
    one_hot = torch.nn.functional.one_hot(inputs, SYMBOLS).float()

    def step():
        optimizer.zero_grad()
        logits = readout(recurrent(one_hot)[0])
        loss = torch.nn.functional.cross_entropy(logits.reshape(-1, SYMBOLS), targets.reshape(-1), reduction="sum") / BATCH
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def ms_of(step):
    # CPU time, not wall time: another process on the machine must not count.
    start = time.process_time()
    for _ in range(COUNT):
        step()
    return 1000 * (time.process_time() - start) / COUNT


torch.manual_seed(1)
torch.set_num_threads(1)
steps = [trained(kind) for kind in [torch.nn.RNN, torch.nn.GRU, torch.nn.LSTM]]
for step in steps:
    ms_of(step)
for _ in sys.stdin:
    print(json.dumps([ms_of(step) for step in steps]), flush=True)
