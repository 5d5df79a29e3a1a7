# ---- Sizes, inputs and what is used all over ----

T, I, H, O = len(inputs), weights["weight_ih"].shape[1], weights["weight_hh"].shape[1], len(weights["bias_o"])
# A batch of one: without a batch the cells hand out copies of h_t and c_t, and c_t.grad would miss the way c_t → h_t.
x = torch.nn.functional.one_hot(torch.tensor(inputs), I).to(torch.float64).unsqueeze(1)  # (T, 1, I)


def norm(values):
    """‖v‖₂; divided by the largest first, for the square of 1e-200 would be 0."""
    largest = values.abs().max()
    return largest * (values / largest).square().sum().sqrt() if 0 < largest < torch.inf else largest


def joined(tensors):
    """All numbers of all tensors in one row."""
    return torch.cat([tensor.flatten() for tensor in tensors.values()])


def show(name, values):
    print(name, *values.detach().flatten().tolist())
