# ---- The next update: torch.optim.SGD with momentum (Polyak 1964) ----

new = {}
for name in weights:
    v[name] = momentum * v[name] + d[name]
    new[name] = weights[name] - learning_rate * v[name]
