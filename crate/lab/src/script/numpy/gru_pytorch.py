# ---- The cell: torch.nn.GRU, where h_t = (1 − z) ⊙ n + z ⊙ h_{t−1} ----

W_hr, W_hz, W_hn = np.split(weight_hh, 3)
b_hr, b_hz, b_hn = np.split(bias_hh, 3)
r, z, n, u, h, dh = np.zeros((6, T + 1, H))


def forward(t):
    a_r, a_z, a_n = np.split(weight_ih @ x[t] + bias_ih, 3)
    r[t] = sigmoid(a_r + W_hr @ h[t - 1] + b_hr)
    z[t] = sigmoid(a_z + W_hz @ h[t - 1] + b_hz)
    u[t] = W_hn @ h[t - 1] + b_hn
    n[t] = np.tanh(a_n + r[t] * u[t])
    h[t] = (1 - z[t]) * n[t] + z[t] * h[t - 1]


def backward(t):
    """From dh[t], which is complete, to the weights and to dh[t - 1]."""
    dz, dn = dh[t] * (h[t - 1] - n[t]), dh[t] * (1 - z[t])
    da_n = dn * (1 - n[t] ** 2)  # tanh' = 1 − tanh²
    dr, du = da_n * u[t], da_n * r[t]
    da_r = dr * r[t] * (1 - r[t])  # σ' = σ (1 − σ)
    da_z = dz * z[t] * (1 - z[t])
    da = np.concatenate([da_r, da_z, da_n])
    d["weight_ih"] += np.outer(da, x[t])
    d["bias_ih"] += da
    # W_hh h_{t−1} + b_hh enters like W_ih x_t + b_ih, but for n, where r gates it.
    dgated = np.concatenate([da_r, da_z, du])
    d["weight_hh"] += np.outer(dgated, h[t - 1])
    d["bias_hh"] += dgated
    dh[t - 1] += dh[t] * z[t] + weight_hh.T @ dgated
