# ---- The cell: one step of torch.nn.GRU ----

cell = torch.nn.GRUCell(I, H)
