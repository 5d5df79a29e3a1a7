# ---- The cell: torch.nn.LSTM (Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000) ----

i, f, g, o, c, h, dc, dh = np.zeros((8, T + 1, H))


def forward(t):
    a = weight_ih @ x[t] + bias_ih + weight_hh @ h[t - 1] + bias_hh
    a_i, a_f, a_g, a_o = np.split(a, 4)
    i[t], f[t], g[t], o[t] = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    c[t] = f[t] * c[t - 1] + i[t] * g[t]
    h[t] = o[t] * np.tanh(c[t])


def backward(t):
    """From dh[t] and dc[t], to which only h_t = o ⊙ tanh(c_t) is missing, to the weights and to step t − 1."""
    dc[t] += dh[t] * o[t] * (1 - np.tanh(c[t]) ** 2)
    di, df, dg, do = dc[t] * g[t], dc[t] * c[t - 1], dc[t] * i[t], dh[t] * np.tanh(c[t])
    da_i = di * i[t] * (1 - i[t])  # σ' = σ (1 − σ)
    da_f = df * f[t] * (1 - f[t])
    da_g = dg * (1 - g[t] ** 2)  # tanh' = 1 − tanh²
    da_o = do * o[t] * (1 - o[t])
    da = np.concatenate([da_i, da_f, da_g, da_o])
    d["weight_ih"] += np.outer(da, x[t])
    d["weight_hh"] += np.outer(da, h[t - 1])
    d["bias_ih"] += da
    d["bias_hh"] += da
    dh[t - 1] += weight_hh.T @ da
    dc[t - 1] += dc[t] * f[t]  # the road without a weight
