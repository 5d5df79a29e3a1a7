# ---- Clipping: the gradient of all weights together is no longer than the limit ----

torch.nn.utils.clip_grad_norm_(parameters.values(), limit)
show("|clipped|", norm(joined(d)))
