# ---- The cell: one step of torch.nn.LSTM, which itself would not hand out the c between its steps ----

cell = torch.nn.LSTMCell(I, H)
