# ---- What the update adds to the weights, and the first three of each after it ----

step = {name: new[name] - weights[name] for name in weights}
for name in weights:
    show(f"|step.{name}|", norm(step[name]))
show("|step|", norm(joined(step)))
for name in weights:
    show(f"new.{name}[:3]", new[name].ravel()[:3])
