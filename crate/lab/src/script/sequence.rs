//! What is read and what is to be answered, and what a script has besides if that is no plain text: steps that read numbers or
//! nothing, steps without a right answer, the squared error, an encoder with weights of its own.

use unrolled_engine::{CellKind, LossKind};
use unrolled_tasks::{Answer, Sequence};

use super::{Library, python};

/// Whether each step reads a symbol and has a right one among the same, and something is measured.
pub fn is_text(sequence: &Sequence) -> bool {
    let coding = &sequence.coding;
    let is_whole = |t| sequence.symbol(t).is_some() && sequence.class(t).is_some();
    let is_of_symbols = coding.loss == LossKind::CrossEntropy && coding.inputs == coding.outputs;
    is_of_symbols && sequence.losses() > 0 && (0..sequence.steps()).all(is_whole)
}

/// Inputs, right answers and the mask, as lists of T.
pub fn lists(sequence: &Sequence) -> String {
    let coding = &sequence.coding;
    let of_steps = |of: &dyn Fn(usize) -> String| (0..sequence.steps()).map(of).collect::<Vec<_>>();
    let names = |names: &[String]| names.iter().map(|name| python::string(name)).collect::<Vec<_>>();
    let mask = list("mask", of_steps(&|t| usize::from(sequence.is_measured(t)).to_string()), MASK);
    let (inputs, targets) = (of_steps(&|t| input(sequence, t)), of_steps(&|t| target(sequence, t)));
    if is_text(sequence) {
        return [
            "# ---- The text: at every step one character is read and the next one is to be predicted ----\n\n"
                .to_owned(),
            list("vocabulary", names(&coding.inputs), "  # x_t is one-hot, and p_t a distribution, in this order"),
            list("inputs", inputs, "  # what is read, as indices into the vocabulary"),
            list("targets", targets, "  # what is to be predicted"),
            mask,
        ]
        .concat();
    }
    let answers = match coding.loss {
        LossKind::CrossEntropy => {
            "  # what is to be said, as indices into the outputs; None: nothing is right or wrong"
        }
        LossKind::MeanSquaredError => "  # what y_t is to be; None: nothing is right or wrong",
    };
    [
        "# ---- The sequence: what is read and what is to be said at every step ----\n\n".to_owned(),
        list("names_of_inputs", names(&coding.inputs), "  # in the order of x_t"),
        list("names_of_outputs", names(&coding.outputs), "  # in the order of y_t"),
        list(
            "inputs",
            inputs,
            "  # an index: one-hot; a list: the first numbers of x_t, all others are 0; None: all are 0",
        ),
        list("targets", targets, answers),
        mask,
    ]
    .concat()
}

const MASK: &str = "  # 1 where the loss is measured";

fn list(name: &str, items: Vec<String>, note: &str) -> String {
    format!("{name} = [{note}\n{}]\n", python::wrapped(&items))
}

fn input(sequence: &Sequence, t: usize) -> String {
    match (sequence.symbol(t), sequence.numbers(t)) {
        (Some(symbol), _) => symbol.to_string(),
        (None, Some(numbers)) => {
            let numbers: Vec<String> = numbers.iter().map(|number| python::float((*number).into())).collect();
            format!("[{}]", numbers.join(", "))
        }
        (None, None) => "None".to_owned(),
    }
}

fn target(sequence: &Sequence, t: usize) -> String {
    match sequence.answers[t] {
        Some(Answer::Class(class)) => class.to_string(),
        Some(Answer::Number(number)) => python::float(number.into()),
        None => "None".to_owned(),
    }
}

/// A place in a script for texts, which is there once, and what stands there instead.
type Change = (&'static str, &'static str);

/// A script that was put together for a text, changed to what this sequence and this network are.
///
/// # Panics
/// If it has not the lines that are to be changed.
pub fn adapted(script: String, sequence: &Sequence, kind: CellKind, has_encoder: bool, library: Library) -> String {
    let is_distribution = sequence.coding.loss == LossKind::CrossEntropy;
    let mut changes: Vec<Change> = Vec::new();
    if !is_text(sequence) {
        changes.extend(match library {
            Library::Numpy => NUMPY,
            Library::Pytorch => PYTORCH,
        });
        changes.extend(match (library, is_distribution) {
            (Library::Numpy, true) => NUMPY_CLASSES,
            (Library::Numpy, false) => NUMPY_NUMBERS,
            (Library::Pytorch, true) => PYTORCH_CLASSES,
            (Library::Pytorch, false) => PYTORCH_NUMBERS,
        });
        if (library, kind) == (Library::Pytorch, CellKind::Lstm) {
            changes.push(("norm(c[t].grad)", "norm(gradient(c[t]))"));
        }
    }
    if has_encoder {
        changes.extend(match library {
            Library::Numpy => NUMPY_ENCODER,
            Library::Pytorch => PYTORCH_ENCODER,
        });
        changes.extend(match (library, kind) {
            (Library::Numpy, CellKind::Gru) => NUMPY_ENCODER_GRU,
            (Library::Pytorch, CellKind::Lstm) => PYTORCH_ENCODER_LSTM,
            (Library::Pytorch, _) => PYTORCH_ENCODER_STATE,
            _ => &[],
        });
    }
    changes.into_iter().fold(script, |script, (place, instead)| {
        assert_eq!(script.matches(place).count(), 1, "the script has one line {place:?}");
        script.replacen(place, instead, 1)
    })
}

const NUMPY: &[Change] = &[(
    "\
x = np.zeros((T + 1, I))  # x[t] is one-hot; t counts from 1, [0] is before the first step
x[np.arange(1, T + 1), inputs] = 1
",
    "\
x = np.zeros((T + 1, I))  # x[t] is what is read; t counts from 1, [0] is before the first step
for t, read in enumerate(inputs, 1):
    if isinstance(read, list):
        x[t, : len(read)] = read
    elif read is not None:
        x[t, read] = 1
",
)];

const NUMPY_CLASSES: &[Change] = &[(
    "    show(f\"p(target)[{t}]\", p[t, targets[t - 1]])\n",
    "    if targets[t - 1] is not None:\n        show(f\"p(target)[{t}]\", p[t, targets[t - 1]])\n",
)];

const NUMPY_NUMBERS: &[Change] = &[
    ("# ---- Forward: states, distributions, losses ----", "# ---- Forward: states, outputs, losses ----"),
    ("p, loss = np.zeros((T + 1, O)), np.zeros(T + 1)\n", "y, loss = np.zeros((T + 1, O)), np.zeros(T + 1)\n"),
    (
        "    y = weight_ho @ h[t] + bias_o
    y -= y.max()  # softmax stays the same, and no exponential overflows
    p[t] = np.exp(y) / np.exp(y).sum()
",
        "    y[t] = weight_ho @ h[t] + bias_o\n",
    ),
    (
        "        loss[t] = np.log(np.exp(y).sum()) - y[targets[t - 1]]  # −ln p(target)\n",
        "        loss[t] = np.mean((y[t] - targets[t - 1]) ** 2)\n",
    ),
    (
        "        dy = p[t].copy()  # ∂L/∂y = p − 1[target]\n        dy[targets[t - 1]] -= 1\n",
        "        dy = 2 * (y[t] - targets[t - 1]) / O  # ∂L/∂y\n",
    ),
    ("    show(f\"p(target)[{t}]\", p[t, targets[t - 1]])\n", "    show(f\"y[{t}]\", y[t])\n"),
];

const NUMPY_ENCODER: &[Change] = &[
    (
        "\n\ndef sigmoid(a):\n",
        "
# The first `source` steps are the encoder's, which has weights of its own; all others, and the readout, the decoder's.
d_decoder, d_encoder = d, {name: np.zeros_like(weight) for name, weight in encoder.items()}


def take_weights(t):
    \"\"\"Those of step t, and where their gradients go.\"\"\"
    global weight_ih, weight_hh, bias_ih, bias_hh, d
    part, d = (encoder, d_encoder) if t <= source else (weights, d_decoder)
    weight_ih, weight_hh, bias_ih, bias_hh = list(part.values())[:4]


def sigmoid(a):
",
    ),
    ("    forward(t)\n", "    take_weights(t)\n    forward(t)\n"),
    ("for t in range(T, 0, -1):\n", "for t in range(T, 0, -1):\n    take_weights(t)\n"),
    (
        "show(\"loss\", loss.sum())\n",
        "\
d = {**d_decoder, **{f\"encoder.{name}\": gradient for name, gradient in d_encoder.items()}}
show(\"loss\", loss.sum())
",
    ),
];

/// Its blocks are taken apart once, where all steps have the same weights.
const NUMPY_ENCODER_GRU: &[Change] = &[
    ("W_hr, W_hz, W_hn = np.split(weight_hh, 3)\nb_hr, b_hz, b_hn = np.split(bias_hh, 3)\n", ""),
    (
        "    global weight_ih, weight_hh, bias_ih, bias_hh, d\n",
        "    global weight_ih, weight_hh, bias_ih, bias_hh, W_hr, W_hz, W_hn, b_hr, b_hz, b_hn, d\n",
    ),
    (
        "list(part.values())[:4]\n",
        "\
list(part.values())[:4]
    W_hr, W_hz, W_hn = np.split(weight_hh, 3)
    b_hr, b_hz, b_hn = np.split(bias_hh, 3)
",
    ),
];

const PYTORCH: &[Change] = &[
    (
        "x = torch.nn.functional.one_hot(torch.tensor(inputs), I).to(torch.float64).unsqueeze(1)  # (T, 1, I)\n",
        "\
x = torch.zeros(T, 1, I)
for t, read in enumerate(inputs):
    if isinstance(read, list):
        x[t, 0, : len(read)] = torch.tensor(read)
    elif read is not None:
        x[t, 0, read] = 1
",
    ),
    (
        "\n\ndef joined(tensors):\n",
        "

def gradient(tensor):
    \"\"\"What nothing depends on has no .grad: it is 0.\"\"\"
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def joined(tensors):
",
    ),
    ("L.backward()\n", "if L.requires_grad:  # not if nothing is measured\n    L.backward()\n"),
    (
        "d = {name: parameter.grad for name, parameter in parameters.items()}\n",
        "d = {name: gradient(parameter) for name, parameter in parameters.items()}\n",
    ),
    ("norm(h[t].grad)", "norm(gradient(h[t]))"),
];

const PYTORCH_CLASSES: &[Change] = &[
    (
        "    loss_t = torch.nn.functional.cross_entropy(y, torch.tensor([targets[t - 1]]))
    loss.append(loss_t if mask[t - 1] else torch.tensor(0.0))
",
        "    loss.append(torch.tensor(0.0))
    if mask[t - 1]:
        loss[t] = torch.nn.functional.cross_entropy(y, torch.tensor([targets[t - 1]]))
",
    ),
    (
        "    show(f\"p(target)[{t}]\", p[t][targets[t - 1]])\n",
        "    if targets[t - 1] is not None:\n        show(f\"p(target)[{t}]\", p[t][targets[t - 1]])\n",
    ),
];

const PYTORCH_NUMBERS: &[Change] = &[
    ("# ---- Forward: states, distributions, losses;", "# ---- Forward: states, outputs, losses;"),
    ("p, loss = ", "y, loss = "),
    ("    y = readout(h[t])\n    p.append(y.softmax(1)[0])\n", "    y.append(readout(h[t])[0])\n"),
    (
        "    loss_t = torch.nn.functional.cross_entropy(y, torch.tensor([targets[t - 1]]))
    loss.append(loss_t if mask[t - 1] else torch.tensor(0.0))
",
        "    loss.append(torch.tensor(0.0))
    if mask[t - 1]:
        loss[t] = torch.nn.functional.mse_loss(y[t], torch.tensor([targets[t - 1]]))
",
    ),
    ("    show(f\"p(target)[{t}]\", p[t][targets[t - 1]])\n", "    show(f\"y[{t}]\", y[t])\n"),
];

const PYTORCH_ENCODER: &[Change] = &[
    (
        "readout = torch.nn.Linear(H, O)\n",
        "\
# The first `source` steps are the encoder's, which has weights of its own; all others, and the readout, the decoder's.
encoder_cell = copy.deepcopy(cell)
encoder_cell.load_state_dict(encoder)
readout = torch.nn.Linear(H, O)
",
    ),
    (
        "parameters = {**dict(cell.named_parameters()), \"weight_ho\": readout.weight, \"bias_o\": readout.bias}\n",
        "\
parameters = {**dict(cell.named_parameters()), \"weight_ho\": readout.weight, \"bias_o\": readout.bias}
parameters |= {f\"encoder.{name}\": parameter for name, parameter in encoder_cell.named_parameters()}
",
    ),
];

const PYTORCH_ENCODER_STATE: &[Change] = &[(
    "    h.append(cell(x[t - 1], h[t - 1]))\n",
    "    h.append((encoder_cell if t <= source else cell)(x[t - 1], h[t - 1]))\n",
)];

const PYTORCH_ENCODER_LSTM: &[Change] = &[(
    "    h_t, c_t = cell(x[t - 1], (h[t - 1], c[t - 1]))\n",
    "    h_t, c_t = (encoder_cell if t <= source else cell)(x[t - 1], (h[t - 1], c[t - 1]))\n",
)];
