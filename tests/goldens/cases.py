"""What the golden files are about: the specs of all cases, without any mathematics of the cells. See make.py."""

import random

# File name prefix → what the spec says about the cell. Defaults are left out where the contract has one, except once each.
CELLS = {
    "rnn_tanh": {"cell": "rnn"},
    "rnn_relu": {"cell": "rnn", "activation": "relu"},
    "lstm": {"cell": "lstm"},
    "gru_chung2014": {"cell": "gru"},
    "gru_pytorch": {"cell": "gru", "convention": "pytorch"},
}
GATES = {"rnn": [], "lstm": ["i", "f", "g", "o"], "gru": ["r", "z", "n"]}
ENCODER_NAMES = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]
BLOCKS = {"rnn": 1, "lstm": 4, "gru": 3}  # G


class Maker:
    """Random parts of one case, from a generator seeded with its name."""

    def __init__(self, cell, name, inputs, units, outputs, digits=4):
        self.cell, self.digits = cell, digits
        self.inputs, self.units, self.outputs = inputs, units, outputs
        self.rows = BLOCKS[CELLS[cell]["cell"]] * units
        self.random = random.Random(f"{cell} {name}")

    def vector(self, size, scale=1.0, shift=0.0):
        numbers = [self.random.gauss(shift, scale) for _ in range(size)]
        return numbers if self.digits is None else [round(number, self.digits) for number in numbers]

    def matrix(self, rows, columns, scale):
        return [self.vector(columns, scale) for _ in range(rows)]

    def weights(self, scale=0.6, bias=0.4):
        # Without a push upwards, half of the rectified units would be dead in a small network.
        shift = 0.3 if self.cell == "rnn_relu" else 0.0
        return {
            "weight_ih": self.matrix(self.rows, self.inputs, scale),
            "weight_hh": self.matrix(self.rows, self.units, scale),
            "bias_ih": self.vector(self.rows, bias, shift),
            "bias_hh": self.vector(self.rows, bias, shift),
            "weight_ho": self.matrix(self.outputs, self.units, scale),
            "bias_o": self.vector(self.outputs, bias),
        }

    def inputs_at(self, steps, present=None):
        return [self.vector(self.inputs) if present is None or t in present else None for t in range(steps)]

    def classes_at(self, steps, present=None):
        drawn = [self.random.randrange(self.outputs) for _ in range(steps)]
        return [drawn[t] if present is None or t in present else None for t in range(steps)]

    def vectors_at(self, steps, present=None):
        return [self.vector(self.outputs) if present is None or t in present else None for t in range(steps)]

    def spec(self, weights, inputs, targets, loss="cross_entropy", **states):
        return {**CELLS[self.cell], "weights": weights, "inputs": inputs, "targets": targets, "loss": loss, **states}

    def blocks(self, values):
        """Biases (G·H) that are the same in every unit of a gate."""
        return [float(value) for value in values for _ in range(self.units)]


def cases_of(cell):
    """(name, spec) of every case of one cell."""
    cases = [(case.__name__, case(cell, case.__name__)) for case in COMMON]
    cases += [(case.__name__, case(cell, case.__name__)) for case in EXTRA.get(cell, [])]
    return cases


# ---- cases of every cell ----


def plain(cell, name):
    make = Maker(cell, name, inputs=3, units=4, outputs=5)
    return make.spec(make.weights(), make.inputs_at(6), make.classes_at(6))


def single_step(cell, name):
    make = Maker(cell, name, inputs=2, units=3, outputs=4)
    return make.spec(make.weights(), make.inputs_at(1), make.classes_at(1))


def one_unit(cell, name):
    """Every dimension is 1: a shape that is transposed or broadcast by mistake shows elsewhere, an index here."""
    make = Maker(cell, name, inputs=1, units=1, outputs=1)
    return make.spec(make.weights(), make.inputs_at(5), make.vectors_at(5), "mse")


def more_inputs_than_units(cell, name):
    make = Maker(cell, name, inputs=6, units=2, outputs=3)
    return make.spec(make.weights(), make.inputs_at(4), make.classes_at(4))


def long_weights(make):
    weights = make.weights(scale=1.0)
    if make.cell == "rnn_relu":
        # Positive with a spectral radius of about 1, or one unit or the other is dead long before the end.
        weights["weight_hh"] = [[0.62, 0.35], [0.31, 0.66]]
        weights["weight_ih"] = [[0.2], [-0.15]]
        weights["bias_ih"] = [0.3, 0.4]
        weights["bias_hh"] = [0.25, 0.15]
        weights["weight_ho"] = [[0.05, -0.04]] + [[-0.03, 0.05]] * (make.outputs - 1)
    return weights


def long_last(cell, name):
    make = Maker(cell, name, inputs=1, units=2, outputs=2)
    return make.spec(long_weights(make), make.inputs_at(200), make.classes_at(200, {199}))


def long_several(cell, name):
    make = Maker(cell, name, inputs=1, units=2, outputs=1)
    inputs = make.inputs_at(200, set(range(0, 200, 3)))
    return make.spec(long_weights(make), inputs, make.vectors_at(200, {20, 90, 91, 180}), "mse")


def missing(cell, name):
    """Inputs and targets at some steps only; the last step has neither."""
    make = Maker(cell, name, inputs=3, units=4, outputs=3)
    return make.spec(make.weights(), make.inputs_at(8, {0, 1, 4, 5}), make.classes_at(8, {1, 3, 4, 6}))


def last_only(cell, name):
    """Many to one: every input, one target."""
    make = Maker(cell, name, inputs=2, units=3, outputs=4)
    return make.spec(make.weights(), make.inputs_at(7), make.classes_at(7, {6}))


def first_input_only(cell, name):
    """One to many: one input, every target."""
    make = Maker(cell, name, inputs=2, units=3, outputs=4)
    return make.spec(make.weights(), make.inputs_at(5, {0}), make.classes_at(5))


def no_inputs(cell, name):
    make = Maker(cell, name, inputs=2, units=3, outputs=3)
    return make.spec(make.weights(), make.inputs_at(4, set()), make.classes_at(4))


def no_targets(cell, name):
    make = Maker(cell, name, inputs=2, units=3, outputs=3)
    return make.spec(make.weights(), make.inputs_at(3), make.classes_at(3, set()))


def mse(cell, name):
    make = Maker(cell, name, inputs=2, units=3, outputs=4)
    return make.spec(make.weights(), make.inputs_at(5), make.vectors_at(5), "mse")


def mse_missing(cell, name):
    make = Maker(cell, name, inputs=2, units=4, outputs=3)
    return make.spec(make.weights(), make.inputs_at(7, {1, 2, 5}), make.vectors_at(7, {0, 3, 5}), "mse")


def initial_states(cell, name):
    make = Maker(cell, name, inputs=3, units=4, outputs=3)
    states = {"h0": make.vector(4)} | ({"c0": make.vector(4)} if cell == "lstm" else {})
    return make.spec(make.weights(), make.inputs_at(5), make.classes_at(5), **states)


def initial_states_mse(cell, name):
    """No input at the first step: what is there comes from the initial state alone."""
    make = Maker(cell, name, inputs=2, units=3, outputs=2)
    states = {"h0": make.vector(3)} | ({"c0": make.vector(3, scale=2.0)} if cell == "lstm" else {})
    return make.spec(make.weights(), make.inputs_at(4, {1, 2}), make.vectors_at(4, {0, 3}), "mse", **states)


def defaults_spelled_out(cell, name):
    """Every optional field present, at its default."""
    make = Maker(cell, name, inputs=2, units=3, outputs=3)
    spec = make.spec(make.weights(), make.inputs_at(3), make.classes_at(3), h0=[0.0] * 3)
    spec |= {"c0": [0.0] * 3} if cell == "lstm" else {}
    if spec["cell"] == "rnn":
        spec.setdefault("activation", "tanh")
    if spec["cell"] == "gru":
        spec.setdefault("convention", "chung2014")
    return spec


def hello(cell, name):
    """The letters h e l o; inputs `hell`, targets `ello`."""
    make = Maker(cell, name, inputs=4, units=5, outputs=4)
    one_hot = [[float(k == letter) for k in range(4)] for letter in range(4)]
    return make.spec(make.weights(), [one_hot[letter] for letter in [0, 1, 2, 2]], [1, 2, 2, 3])


def saturated(cell, name):
    """Pre-activations up to hundreds: gates at 0 and 1 to the last bit, tanh at ±1."""
    make = Maker(cell, name, inputs=3, units=4, outputs=3, digits=2)
    weights = make.weights(scale=3.0, bias=15.0)
    weights["bias_ih"][0] = 800.0
    weights["bias_ih"][-1] = -800.0
    return make.spec(weights, make.inputs_at(5), make.classes_at(5))


def large_weights(cell, name):
    make = Maker(cell, name, inputs=3, units=4, outputs=4, digits=3)
    return make.spec(make.weights(scale=2.5, bias=1.0), make.inputs_at(8), make.classes_at(8))


def bigger(cell, name):
    make = Maker(cell, name, inputs=7, units=12, outputs=5, digits=None)
    return make.spec(make.weights(scale=0.4), make.inputs_at(20), make.classes_at(20))


def vanishing(cell, name):
    """Each step back loses four orders of magnitude, down to about 1e-200: compared relatively, without an absolute part."""
    make = Maker(cell, name, inputs=1, units=2, outputs=2)
    weights = make.weights(scale=0.5)
    weights["weight_hh"] = [[round(value * 1e-4, 9) for value in row] for row in make.matrix(make.rows, 2, scale=0.2)]
    # The gate that would carry the state on is shut: forget ≈ 1e-4, or the update gate at its forgetful end.
    shut = {"lstm": [0, -9, 0, 0], "gru_chung2014": [0, 9, 0], "gru_pytorch": [0, -9, 0]}.get(cell)
    weights["bias_ih"] = [0.5] * 2 if shut is None else make.blocks(shut)
    weights["bias_hh"] = [0.0] * make.rows
    # Never the same twice: where a state has come to rest, ∂L/∂z is a difference of equal numbers.
    inputs = [[round(make.random.uniform(0.1, 0.6), 4)] for _ in range(52)]
    return make.spec(weights, inputs, [None] * 51 + [1])


def exploding_loss(cell, name):
    """A readout of 1e160: its square is no float64, so the first loss is Infinity while every gradient stays finite."""
    make = Maker(cell, name, inputs=2, units=3, outputs=2)
    weights = make.weights()
    weights["bias_o"] = [1e160, -2e160]
    return make.spec(weights, make.inputs_at(4), make.vectors_at(4), "mse")


def exploding_backward(cell, name):
    """States that stay small, a gradient that grows by 2^40 (RNN) or about that at each step back, past 2^1024.

    Powers of two make the growth exact, so that the step that overflows does not depend on rounding.
    """
    make = Maker(cell, name, inputs=1, units=2, outputs=1)
    half = 2.0**39
    blocks = {"lstm": [0, 0, half, 0], "gru_chung2014": [0, 0, half], "gru_pytorch": [0, 0, half]}.get(cell, [half])
    weights = {
        "weight_ih": [[0.0]] * make.rows,
        "weight_hh": [[value, value] for value in make.blocks(blocks)],
        "bias_ih": [0.0] * make.rows,
        "bias_hh": [0.0] * make.rows,
        "weight_ho": [[1.0, 1.0]],
        "bias_o": [1.0],
    }
    inputs, states = [[1.0]] * 32, {}
    if cell == "rnn_relu":
        # A rectified unit at zero passes nothing back: these are held at exactly 1, as 2·2^39·1 + 1 − 2^40.
        weights["weight_ih"], inputs, states = [[1.0], [1.0]], [[1 - 2.0**40]] * 32, {"h0": [1.0, 1.0]}
    return make.spec(weights, inputs, [None] * 31 + [[0.0]], "mse", **states)


COMMON = [
    plain, single_step, one_unit, more_inputs_than_units, long_last, long_several, missing, last_only, first_input_only,
    no_inputs, no_targets, mse, mse_missing, initial_states, initial_states_mse, defaults_spelled_out, hello, saturated,
    large_weights, bigger, vanishing, exploding_loss, exploding_backward,
]  # fmt: skip


# ---- cases of one cell ----


def initial_h_only(cell, name):
    make = Maker(cell, name, inputs=2, units=3, outputs=3)
    return make.spec(make.weights(), make.inputs_at(4), make.classes_at(4), h0=make.vector(3))


def initial_c_only(cell, name):
    make = Maker(cell, name, inputs=2, units=3, outputs=3)
    return make.spec(make.weights(), make.inputs_at(4), make.classes_at(4), c0=make.vector(3))


def kink(cell, name):
    """Pre-activations of exactly zero, where the derivative of ReLU is taken to be zero."""
    make = Maker(cell, name, inputs=2, units=3, outputs=3)
    weights = make.weights()
    weights["bias_ih"], weights["bias_hh"] = [0.0, 0.5, 0.0], [0.0, -0.5, 0.25]
    return make.spec(weights, [None, None, [1.0, -1.0], None], [0, 1, 2, None])


def growing(weight_hh, inputs, targets, loss):
    """A rectified network in which everything is positive, growing by 2^40 at each step: no order of a sum matters."""
    return {
        **CELLS["rnn_relu"],
        "weights": {
            "weight_ih": [[1.0], [1.0]],
            "weight_hh": weight_hh,
            "bias_ih": [0.0, 0.0],
            "bias_hh": [0.0, 0.0],
            "weight_ho": [[1.0, 1.0], [2.0, 2.0]],
            "bias_o": [0.0, 0.0],
        },
        "inputs": inputs,
        "targets": targets,
        "loss": loss,
    }


HALF = 2.0**39


def exploding_forward(cell, name):
    """The state overflows to Infinity, then the loss, then every gradient; no NaN anywhere."""
    return growing([[HALF, HALF], [HALF, HALF]], [[1.0]] * 30, [None] * 29 + [[1.0, 1.0]], "mse")


def exploding_forward_cross_entropy(cell, name):
    """A loss at every step: finite rows of the influence before the overflow, NaN from there on."""
    return growing([[HALF, HALF], [HALF, HALF]], [[1.0]] * 30, [0] * 30, "cross_entropy")


def exploding_to_nan(cell, name):
    """Infinity − Infinity in the second unit: a rectified NaN is NaN, not zero."""
    return growing([[2 * HALF, 2 * HALF], [2 * HALF, -HALF / 2]], [[1.0]] * 30, [None] * 29 + [[1.0, 1.0]], "mse")


def exploding_after_last_target(cell, name):
    """The loss does not depend on the steps that overflow, so that its gradients are finite, and zero there."""
    return growing([[2 * HALF, 2 * HALF], [2 * HALF, -HALF / 2]], [[1.0]] * 30, [None, 0, None, 1] + [None] * 26, "cross_entropy")


EXTRA = {
    "lstm": [initial_h_only, initial_c_only],
    "rnn_relu": [kink, exploding_forward, exploding_forward_cross_entropy, exploding_to_nan, exploding_after_last_target],
}


# ---- training ----

OPTIMIZERS = [
    {"name": "sgd", "learning_rate": 0.1},
    {"name": "momentum", "learning_rate": 0.05, "momentum": 0.9},
    {"name": "rmsprop", "learning_rate": 0.01, "alpha": 0.99, "eps": 1e-8},
    {"name": "adam", "learning_rate": 0.01, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
]
OFF = {"name": "off"}


def encoder_of(cell):
    """Two cells, each with its own weights: the first `source` steps are the encoder's; the readout is the decoder's."""
    make = Maker(cell, "encoder", inputs=3, units=4, outputs=3)
    decoder, encoder = make.weights(), make.weights()
    spec = make.spec(decoder, make.inputs_at(7, {0, 1, 2, 4, 5, 6}), make.classes_at(7, {4, 5, 6}))
    return {"spec": {**spec, "encoder": {name: encoder[name] for name in ENCODER_NAMES}, "source": 4}}


def measures_of(cell):
    """Losses at some steps, none at the last one, and the step whose loss is looked at alone."""
    make = Maker(cell, "measures", inputs=2, units=3, outputs=3)
    states = {"h0": make.vector(3)} | ({"c0": make.vector(3)} if cell == "lstm" else {})
    spec = make.spec(make.weights(scale=0.8), make.inputs_at(7), make.classes_at(7, {0, 2, 3, 5}), **states)
    return {"spec": spec, "one": 5}


def training_of(cell):
    """Three sequences in one batch; the loss of an update is the mean over sequences of the sum over steps."""
    make = Maker(cell, "training", inputs=3, units=4, outputs=3)
    spec = {**CELLS[cell], "loss": "cross_entropy", "weights": make.weights()}
    sequences = [
        {"inputs": make.inputs_at(5), "targets": make.classes_at(5)},
        {"inputs": make.inputs_at(5, {0, 2}), "targets": make.classes_at(5, {1, 2})},
        {"inputs": make.inputs_at(5, {0, 1, 2, 3}), "targets": make.classes_at(5, {0, 4})},
    ]
    runs = [(settings, OFF) for settings in OPTIMIZERS]
    # A limit that is never reached, one that always is; the largest components only.
    runs += [(OPTIMIZERS[0], {"name": "global_norm", "limit": limit}) for limit in [1000.0, 0.5]]
    runs += [(OPTIMIZERS[1], {"name": "value", "limit": 0.2}), (OPTIMIZERS[3], {"name": "global_norm", "limit": 1.0})]
    return {"spec": spec, "sequences": sequences, "runs": runs}
