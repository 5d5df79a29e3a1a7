# ---- Backward: autograd goes through time by itself ----

L = sum(loss)
L.backward()
d = {name: parameter.grad for name, parameter in parameters.items()}
