# ---- The cell: one step of torch.nn.RNN ----

cell = torch.nn.RNNCell(I, H, nonlinearity="tanh")
