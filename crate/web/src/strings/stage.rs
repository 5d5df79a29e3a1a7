//! The words of the toolbar, the stage, the transport and the data table.

use unrolled_lab::{CutOf, Cuts};

use crate::stage::SharedWeight;

pub struct StageWords {
    // Toolbar.
    pub toolbar: &'static str,
    pub cells: &'static str,
    pub text: &'static str,
    pub steps: &'static str,
    pub units: &'static str,
    pub fold: &'static str,
    pub unrolled: &'static str,
    pub rolled: &'static str,
    pub measured_at: &'static str,
    pub every_step: &'static str,
    pub last_step: &'static str,
    pub loss_label: &'static str,
    pub updates: fn(u32) -> String,
    // Stage.
    pub stage: &'static str,
    pub stage_keys: &'static str,
    pub input: &'static str,
    pub output: &'static str,
    pub total_loss: fn(&str) -> String,
    /// The button that copies the link to the state, and what it says then: copied, or not.
    pub link: &'static str,
    pub link_hint: &'static str,
    pub link_copied: &'static str,
    pub link_kept: &'static str,
    pub p_of: fn(&str, &str) -> String,
    pub output_of: fn(&str, &str) -> String,
    pub numbers_read: fn(usize) -> String,
    pub picture: &'static str,
    pub nothing_read: &'static str,
    pub step_loss: fn(&str) -> String,
    pub hint: &'static str,
    pub shared_weights: &'static str,
    /// Whether encoder and decoder have weights of their own.
    pub weight_note: fn(SharedWeight, bool) -> String,
    pub value_scale_note: &'static str,
    pub gradient_scale_note: &'static str,
    // Read-out. Arguments are in the order in which they appear.
    pub read_input: fn(&str, &str, &str) -> String,
    /// Of a task with data: what is read, and what is to be said then, if anything.
    pub read_step: fn(&str, &str, Option<&str>) -> String,
    pub read_not_yet: fn(&str, &str) -> String,
    pub read_unit: fn(&str, &str, usize, &str, Option<&str>) -> String,
    pub read_probability: fn(&str, &str, &str, &str, bool, Option<&str>) -> String,
    pub read_gradient: fn(&str, &str, &str, Option<&str>, Option<&str>) -> String,
    // What is laid over the stage.
    /// So many times around the loop.
    pub times: fn(usize) -> String,
    /// What a truncated gradient is, and whose; whether it is cut anywhere.
    pub cuts_of_lab: fn(&Cuts) -> String,
    pub cuts_of_training: fn(&Cuts) -> String,
    pub cuts_too_close: &'static str,
    // Moments.
    pub forward: &'static str,
    pub backward: &'static str,
    pub loss: &'static str,
    pub update: &'static str,
    pub forward_at: fn(usize) -> String,
    pub backward_at: fn(usize) -> String,
    pub weight_gradient: &'static str,
    pub weight_gradient_formula: &'static str,
    pub update_formula: &'static str,
    // Transport.
    pub transport: &'static str,
    pub scrubber: &'static str,
    pub first: &'static str,
    pub back: &'static str,
    pub play: &'static str,
    pub pause: &'static str,
    pub next: &'static str,
    pub last: &'static str,
    pub granularity: &'static str,
    pub operation: &'static str,
    pub step: &'static str,
    pub pass: &'static str,
    pub speed: &'static str,
    // Data table.
    pub show_data: &'static str,
    pub data_title: fn(&str) -> String,
    pub data_note: fn(&str) -> String,
    pub close: &'static str,
    pub column_step: &'static str,
    pub column_input: &'static str,
    pub column_target: &'static str,
    pub column_loss: &'static str,
    pub column_unit: &'static str,
    pub units_title: fn(usize) -> String,
    pub weights_title: fn(&str, usize) -> String,
    pub too_many_weights: &'static str,
    pub sum: &'static str,
    // Keys.
    pub show_keys: &'static str,
    pub keys_title: &'static str,
    pub keys: &'static [(&'static str, &'static str)],
}

pub static EN: StageWords = StageWords {
    toolbar: "What is shown",
    cells: "Cells",
    text: "reads",
    steps: "steps",
    units: "units",
    fold: "Draw the recurrence",
    unrolled: "unrolled",
    rolled: "rolled",
    measured_at: "Loss is measured at",
    every_step: "every step",
    last_step: "last step",
    loss_label: "loss",
    updates: |updates| format!("update {updates}"),
    stage: "Stage: the network over time",
    stage_keys: "Arrow keys move through steps and units, page keys from cell to cell, Enter puts the moment on the step.",
    input: "input x",
    output: "p(next)",
    link: "Link",
    link_hint: "Copies a link that opens the page exactly as it is now",
    link_copied: "Copied",
    link_kept: "See address bar",
    total_loss: |loss| format!("L = {loss}"),
    p_of: |character, p| format!("p({character}) {p}"),
    output_of: |output, wanted| format!("y {output}, wanted {wanted}"),
    numbers_read: |count| format!("{count} numbers"),
    picture: "a picture",
    nothing_read: "nothing",
    step_loss: |loss| format!("−ln p {loss}"),
    hint: "Point at anything, or tap it, to read its value; press d for all numbers, c for code, ? for the keys.",
    shared_weights: "Shared weights",
    weight_note: |weight, has_encoder| {
        let path = match weight {
            SharedWeight::InputToState => "from the input to the state",
            SharedWeight::StateToState => "from the state to the next state",
            SharedWeight::StateToOutput => "from the state to the output",
            SharedWeight::InputToEncoder => "from the input to the encoder's state",
            SharedWeight::EncoderToEncoder => "from the encoder's state to its next state",
        };
        let steps = match weight {
            SharedWeight::InputToEncoder | SharedWeight::EncoderToEncoder => "every step of the encoder",
            SharedWeight::InputToState | SharedWeight::StateToState if has_encoder => "every step of the decoder",
            _ => "every step",
        };
        format!("W_{}, {path}: one set of weights, used at {steps}", weight.index())
    },
    value_scale_note: "Values: blue below zero, white at zero, orange above. h from −1 to 1, c from −2 to 2; beyond that the colour stays and the read-out tells the value.",
    gradient_scale_note: "Gradients: thickness and colour of an arrow are the norm of ∂L/∂h on one absolute log scale, from 10⁻⁶ to 10².",
    read_step: |index, read, wanted| match wanted {
        Some(wanted) => format!("x{index} = “{read}”, the right answer is “{wanted}”"),
        None => format!("x{index} = “{read}”, no answer is asked for"),
    },
    read_input: |index, character, next| format!("x{index} = “{character}”, the next character is “{next}”"),
    read_not_yet: |cell, symbol| format!("{cell} {symbol}: not computed yet at this moment"),
    read_unit: |cell, symbol, unit, value, gradient| {
        let gradient = gradient.map(|gradient| format!(", ∂L/∂{symbol} = {gradient}")).unwrap_or_default();
        format!("{cell} {symbol} unit {unit} = {value}{gradient}")
    },
    read_probability: |cell, index, character, p, is_target, loss| {
        let target = if is_target { " (the target)" } else { "" };
        let loss = loss.map(|loss| format!(", loss −ln p = {loss}")).unwrap_or_default();
        format!("{cell} p{index}(“{character}”) = {p}{target}{loss}")
    },
    read_gradient: |cell, index, norm, own, road| {
        let own = own
            .map(|own| format!(", of which the step's own loss sends ‖∂L{index}/∂h{index}‖ = {own}"))
            .unwrap_or_default();
        let road = road.map(|road| format!(", ‖∂L/∂c{index}‖ = {road}")).unwrap_or_default();
        format!("{cell} ‖∂L/∂h{index}‖ = {norm}{road}{own}")
    },
    times: |count| format!("{count}×"),
    cuts_of_lab: |cuts| {
        let k = cuts.window;
        match (cuts.of, cuts.before.last()) {
            (CutOf::Every, None) => format!("Detached every {k} steps: this sequence is no longer, nothing is cut."),
            (CutOf::Every, Some(_)) => format!(
                "Detached every {k} steps: at the double strokes a truncated gradient ends. The gradients that are drawn are the full ones."
            ),
            (CutOf::NoLoss, _) => format!(
                "Each loss flows back through {k} steps, its own included. Go to a step that has a loss, or choose one in the lab, to see where it ends."
            ),
            (CutOf::Loss(s), None) => {
                format!("Within {k} steps the loss at t = {} comes to the first step: it is not cut.", s + 1)
            }
            (CutOf::Loss(s), Some(reach)) => format!(
                "Through {k} steps, its own included, the loss at t = {} flows back to t = {}: at the double stroke it ends. The gradients that are drawn are the full ones.",
                s + 1,
                reach + 1
            ),
        }
    },
    cuts_of_training: |cuts| {
        let k = cuts.window;
        if cuts.before.is_empty() {
            format!("Training detaches the state every {k} steps: this sequence is no longer, nothing is cut.")
        } else {
            format!(
                "Training detaches the state every {k} steps: at the dashed lines no gradient goes on. The gradients that are drawn are the full ones."
            )
        }
    },
    cuts_too_close: "Here the cuts are too close to be marked.",
    forward: "forward",
    backward: "backward",
    loss: "Loss",
    update: "Update",
    forward_at: |step| format!("Forward t = {step}"),
    backward_at: |step| format!("Backward t = {step}"),
    weight_gradient: "Gradient of the weights",
    weight_gradient_formula: "∂L/∂W = Σₜ, of this example alone",
    update_formula: "W ← W + step, made as you go on",
    transport: "Transport",
    scrubber: "Moment",
    first: "First moment",
    back: "Step back",
    play: "Play",
    pause: "Pause",
    next: "Step",
    last: "Last moment",
    granularity: "A step is",
    operation: "op",
    step: "step",
    pass: "pass",
    speed: "Speed",
    show_data: "Data",
    data_title: |text| format!("The numbers behind “{text}”"),
    data_note: |moment| format!("All of this iteration; the stage stands at: {moment}."),
    close: "Close",
    column_step: "t",
    column_input: "input",
    column_target: "target",
    column_loss: "loss",
    column_unit: "unit",
    units_title: |step| format!("Units at step {step}"),
    weights_title: |cell, count| format!("Weights of the {cell}: {count} numbers"),
    too_many_weights: "Too many to list; point at them in the panel below the stage, which tells each to its last digit.",
    sum: "sum",
    show_keys: "Keys",
    keys_title: "Keyboard",
    keys: &[
        ("← →", "one step back or on"),
        ("Shift ← →", "one pass back or on"),
        ("Space", "play or pause"),
        (".", "run to the next stop"),
        ("Home End", "first moment, update"),
        ("u", "the same moment one update later"),
        ("o", "a step is one operation of the cell, or a whole step"),
        ("r", "rolled or unrolled"),
        ("d", "all numbers as a table"),
        ("c", "the same net as Python code"),
        ("?", "this list"),
        (
            "Tab, then arrows",
            "inside of the wiring: from quantity to quantity and from unit to unit, Enter asks where a number comes from",
        ),
        ("Tab, then arrows", "inside of the stage: move through steps and units, Enter goes to the step"),
    ],
};
