# ---- The next update: torch.optim.Adam (Kingma & Ba 2015) ----

updates += 1
new = {}
for name in weights:
    m[name] = beta1 * m[name] + (1 - beta1) * d[name]
    v[name] = beta2 * v[name] + (1 - beta2) * d[name] ** 2
    m_hat, v_hat = m[name] / (1 - beta1**updates), v[name] / (1 - beta2**updates)
    new[name] = weights[name] - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)
