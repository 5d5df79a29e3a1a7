# ---- The next update, with what the optimizer remembers of the earlier ones ----

optimizer = torch.optim.SGD(parameters.values(), lr=learning_rate, momentum=momentum)
for name, parameter in parameters.items():
    optimizer.state[parameter] = {"momentum_buffer": v[name]}
optimizer.step()
