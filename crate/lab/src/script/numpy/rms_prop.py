# ---- The next update: torch.optim.RMSprop (Tieleman & Hinton 2012) ----

new = {}
for name in weights:
    v[name] = alpha * v[name] + (1 - alpha) * d[name] ** 2
    new[name] = weights[name] - learning_rate * d[name] / (np.sqrt(v[name]) + epsilon)
