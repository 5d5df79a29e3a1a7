# ---- The next update ----

optimizer = torch.optim.SGD(parameters.values(), lr=learning_rate)
optimizer.step()
