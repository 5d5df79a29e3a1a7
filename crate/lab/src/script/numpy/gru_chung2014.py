# ---- The cell: the GRU of Chung et al. 2014, where h_t = (1 − z) ⊙ h_{t−1} + z ⊙ n ----

W_hr, W_hz, W_hn = np.split(weight_hh, 3)
b_hr, b_hz, b_hn = np.split(bias_hh, 3)
r, z, n, h, dh = np.zeros((5, T + 1, H))


def forward(t):
    a_r, a_z, a_n = np.split(weight_ih @ x[t] + bias_ih, 3)
    r[t] = sigmoid(a_r + W_hr @ h[t - 1] + b_hr)
    z[t] = sigmoid(a_z + W_hz @ h[t - 1] + b_hz)
    n[t] = np.tanh(a_n + W_hn @ (r[t] * h[t - 1]) + b_hn)
    h[t] = (1 - z[t]) * h[t - 1] + z[t] * n[t]


def backward(t):
    """From dh[t], which is complete, to the weights and to dh[t - 1]."""
    dz, dn = dh[t] * (n[t] - h[t - 1]), dh[t] * z[t]
    da_n = dn * (1 - n[t] ** 2)  # tanh' = 1 − tanh²
    drh = W_hn.T @ da_n  # ∂L/∂(r ⊙ h_{t−1})
    dr = drh * h[t - 1]
    da_r = dr * r[t] * (1 - r[t])  # σ' = σ (1 − σ)
    da_z = dz * z[t] * (1 - z[t])
    da = np.concatenate([da_r, da_z, da_n])
    d["weight_ih"] += np.outer(da, x[t])
    d["weight_hh"] += np.concatenate(
        [np.outer(da_r, h[t - 1]), np.outer(da_z, h[t - 1]), np.outer(da_n, r[t] * h[t - 1])]
    )
    d["bias_ih"] += da
    d["bias_hh"] += da
    # h_{t−1} is used four times: by the average, by the candidate and by both gates.
    dh[t - 1] += dh[t] * (1 - z[t]) + drh * r[t] + W_hr.T @ da_r + W_hz.T @ da_z
