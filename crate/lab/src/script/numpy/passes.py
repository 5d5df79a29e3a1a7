# ---- Forward: states, distributions, losses ----

p, loss = np.zeros((T + 1, O)), np.zeros(T + 1)
for t in range(1, T + 1):
    forward(t)
    y = weight_ho @ h[t] + bias_o
    y -= y.max()  # softmax stays the same, and no exponential overflows
    p[t] = np.exp(y) / np.exp(y).sum()
    if mask[t - 1]:
        loss[t] = np.log(np.exp(y).sum()) - y[targets[t - 1]]  # −ln p(target)

# ---- Backward: backpropagation through time, from the last step to the first ----

for t in range(T, 0, -1):
    if mask[t - 1]:
        dy = p[t].copy()  # ∂L/∂y = p − 1[target]
        dy[targets[t - 1]] -= 1
        d["weight_ho"] += np.outer(dy, h[t])
        d["bias_o"] += dy
        dh[t] += weight_ho.T @ dy
    backward(t)
