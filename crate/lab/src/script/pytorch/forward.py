# ---- Forward: states, distributions, losses; h[t] counts from 1, h[0] is the state before the first step ----

h, p, loss = [torch.zeros(1, H)], [None], [torch.tensor(0.0)]
for t in range(1, T + 1):
    h.append(cell(x[t - 1], h[t - 1]))
    h[t].retain_grad()  # or autograd would throw ∂L/∂h_t away
    y = readout(h[t])
    p.append(y.softmax(1)[0])
    loss_t = torch.nn.functional.cross_entropy(y, torch.tensor([targets[t - 1]]))
    loss.append(loss_t if mask[t - 1] else torch.tensor(0.0))
