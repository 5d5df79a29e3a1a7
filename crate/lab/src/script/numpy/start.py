# ---- Sizes, inputs and what is used all over ----

weight_ih, weight_hh, bias_ih, bias_hh, weight_ho, bias_o = weights.values()
T, I, H, O = len(inputs), weight_ih.shape[1], weight_hh.shape[1], len(bias_o)

x = np.zeros((T + 1, I))  # x[t] is one-hot; t counts from 1, [0] is before the first step
x[np.arange(1, T + 1), inputs] = 1
d = {name: np.zeros_like(weight) for name, weight in weights.items()}  # d["weight_hh"] is ∂L/∂W_hh


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def norm(values):
    """‖v‖₂; divided by the largest first, for the square of 1e-200 would be 0."""
    largest = np.abs(values).max()
    return largest * np.sqrt(np.sum((values / largest) ** 2)) if 0 < largest < np.inf else largest


def joined(tensors):
    """All numbers of all tensors in one row."""
    return np.concatenate([tensor.ravel() for tensor in tensors.values()])


def show(name, values):
    print(name, *np.ravel(values).tolist())
