# ---- Clipping: each number of the gradient into [−limit, limit] ----

d = {name: np.clip(gradient, -limit, limit) for name, gradient in d.items()}
show("|clipped|", norm(joined(d)))
