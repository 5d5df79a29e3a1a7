# ---- The next update, with what the optimizer remembers of the earlier ones ----

optimizer = torch.optim.Adam(parameters.values(), lr=learning_rate, betas=(beta1, beta2), eps=epsilon)
for name, parameter in parameters.items():
    optimizer.state[parameter] = {
        "step": torch.tensor(float(updates)), "exp_avg": m[name], "exp_avg_sq": v[name]
    }
optimizer.step()
