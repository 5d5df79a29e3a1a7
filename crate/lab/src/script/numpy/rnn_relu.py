# ---- The cell: torch.nn.RNN (Elman 1990) with the ReLU ----

h, dh = np.zeros((T + 1, H)), np.zeros((T + 1, H))


def forward(t):
    a = weight_ih @ x[t] + bias_ih + weight_hh @ h[t - 1] + bias_hh
    h[t] = np.maximum(a, 0)


def backward(t):
    """From dh[t], which is complete, to the weights and to dh[t - 1]."""
    da = np.where(h[t] <= 0, 0, dh[t])  # a unit that is off passes nothing on
    d["weight_ih"] += np.outer(da, x[t])
    d["weight_hh"] += np.outer(da, h[t - 1])
    d["bias_ih"] += da
    d["bias_hh"] += da
    dh[t - 1] += weight_hh.T @ da  # once more times W_hh at every step back
