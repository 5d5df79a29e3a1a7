# ---- Clipping: each number of the gradient into [−limit, limit] ----

torch.nn.utils.clip_grad_value_(parameters.values(), limit)
show("|clipped|", norm(joined(d)))
