# ---- The next update: torch.optim.SGD ----

new = {name: weights[name] - learning_rate * d[name] for name in weights}
