# ---- Clipping: the gradient of all weights together is no longer than the limit ----

factor = limit / (norm(joined(d)) + 1e-6)
if not factor >= 1:
    d = {name: gradient * factor for name, gradient in d.items()}
show("|clipped|", norm(joined(d)))
