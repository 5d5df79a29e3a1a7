# ---- The next update, with what the optimizer remembers of the earlier ones ----

optimizer = torch.optim.RMSprop(parameters.values(), lr=learning_rate, alpha=alpha, eps=epsilon)
for name, parameter in parameters.items():
    optimizer.state[parameter] = {"step": torch.tensor(float(updates)), "square_avg": v[name]}
optimizer.step()
