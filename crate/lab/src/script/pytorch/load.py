# ---- The weights go into the cell and the readout ----

cell.load_state_dict({name: weights[name] for name in ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]})
readout = torch.nn.Linear(H, O)
readout.load_state_dict({"weight": weights["weight_ho"], "bias": weights["bias_o"]})
parameters = {**dict(cell.named_parameters()), "weight_ho": readout.weight, "bias_o": readout.bias}
