# ---- The cell ----


class ChungGRUCell(torch.nn.GRUCell):
    """The GRU of Chung et al. 2014 with the weights of torch.nn.GRU, which computes something else: its z is the
    other way round, h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}, and its r gates W_hn h_{t−1} + b_hn instead of h_{t−1}."""

    def forward(self, x, h):
        a_r, a_z, a_n = (x @ self.weight_ih.T + self.bias_ih).chunk(3, dim=1)
        W_hr, W_hz, W_hn = self.weight_hh.chunk(3)
        b_hr, b_hz, b_hn = self.bias_hh.chunk(3)
        r = torch.sigmoid(a_r + h @ W_hr.T + b_hr)
        z = torch.sigmoid(a_z + h @ W_hz.T + b_hz)
        n = torch.tanh(a_n + (r * h) @ W_hn.T + b_hn)
        return (1 - z) * h + z * n


cell = ChungGRUCell(I, H)
