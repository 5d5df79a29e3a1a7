//! The words about panels as files: the buttons, and what a picture is of.

use unrolled_engine::{CellKind, Switch};
use unrolled_lab::{BiasKind, Chain, ClippingKind, Settings, Sizing, Start, State};
use unrolled_tasks::LossSteps;

use crate::stage::visible;

pub struct FigureWords {
    pub save: &'static str,
    /// With the title of the panel.
    pub save_of: fn(&str) -> String,
    /// The ending of the file's name, and the title of the panel.
    pub format_of: fn(&str, &str) -> String,
    /// The name of the file.
    pub saved: fn(&str) -> String,
    pub nothing: &'static str,
    pub no_png: &'static str,
    /// What the first lines of a CSV begin with, for programs too.
    pub csv_heads: [&'static str; 3],
    /// H of each cell, in the order of [`CellKind::ALL`].
    pub settings: fn(&State, [usize; 3]) -> String,
    pub chain_settings: fn(&Chain) -> String,
    /// What runs along an axis.
    pub step_axis: &'static str,
    pub rank_axis: &'static str,
    pub real_axis: &'static str,
    pub update_axis: &'static str,
    pub weight_axis: &'static str,
    /// What the lowest and the highest power of ten of a ramp of colours are of.
    pub ramp: fn(&str, &str, &str) -> String,
    pub update_head: &'static str,
    /// Where a picture stands alone, in place of the panel's own.
    pub flow_subtitle: &'static str,
    pub surface_subtitle: &'static str,
    /// Of the table of the eigenvalues and singular values.
    pub spectral_heads: [&'static str; 5],
    /// Of the table of the loss over two weights; then what its rows are.
    pub surface_heads: [&'static str; 5],
    pub surface_rows: [&'static str; 3],
    /// Of the table of the itemised gradient.
    pub influence_heads: [&'static str; 4],
    /// The column of the loss at a step, from 1.
    pub of_loss: fn(usize) -> String,
    pub free: &'static str,
    pub clipped: &'static str,
    pub whole_norm: &'static str,
}

pub static EN: FigureWords = FigureWords {
    save: "Save",
    save_of: |title| format!("Save “{title}”"),
    format_of: |extension, title| format!("{}: save “{title}”", extension.to_uppercase()),
    saved: |name| format!("{name} is on its way."),
    nothing: "Nothing is drawn yet.",
    no_png: "This browser makes no PNG of it; the SVG is the same picture.",
    csv_heads: ["title", "settings", "link"],
    settings,
    chain_settings: |chain| {
        let phi = (super::EN.lab.chain.phi_name)(chain.phi);
        format!(
            "One unit: φ is {phi}, w = {}, b = {}, x₁ = {}, T = {}, y = {}.",
            chain.w, chain.b, chain.x, chain.steps, chain.target
        )
    },
    step_axis: "t, the step",
    rank_axis: "rank",
    real_axis: "real part",
    update_axis: "updates",
    weight_axis: "w from left to right, b from bottom to top",
    ramp: |what, low, high| format!("{what}, {low} to {high}, log scale"),
    update_head: "updates",
    flow_subtitle: "‖∂L/∂hₜ‖₂, and of the LSTM’s cell state ‖∂L/∂cₜ‖₂; log scale, absolute.",
    surface_subtitle: "L = ½(h_T − y)² of a chain of one unit. The stronger the shade, the more loss.",
    spectral_heads: ["matrix", "rank", "eigenvalue, real part", "eigenvalue, imaginary part", "singular value"],
    surface_heads: ["of", "number", "w", "b", "L"],
    surface_rows: ["grid", "free", "clipped"],
    influence_heads: ["cell", "s", "t", "‖∂Lₛ/∂hₜ‖₂"],
    of_loss: |s| format!("loss at s = {s}"),
    free: "gradient descent",
    clipped: "the same, clipped",
    whole_norm: "‖∂L/∂hₜ‖₂",
};

fn settings(state: &State, units: [usize; 3]) -> String {
    let settings = &state.settings;
    let own_text =
        state.stepped.map(|kind| format!(", in place of it what the {} writes", (super::EN.cell_name)(kind)));
    let parts = [
        Some(read(state) + &own_text.unwrap_or_default()),
        Some(cells(state, units)),
        gates(settings),
        Some(first_weights(settings)),
        Some(learning(settings)),
        Some(match state.updates {
            1 => "after 1 update".to_owned(),
            updates => format!("after {updates} updates"),
        }),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ") + "."
}

/// What leaves no mark gets one.
fn printed(word: &str) -> String {
    let mut text = String::new();
    word.chars().for_each(|character| text.push_str(visible(character.encode_utf8(&mut [0; 4]))));
    text
}

/// The text or the task, and where its losses are.
fn read(state: &State) -> String {
    let settings = &state.settings;
    match settings.task {
        None => {
            let text: String = settings.text.split(' ').map(printed).collect::<Vec<_>>().join(" ");
            let losses = match settings.losses {
                LossSteps::Every => "a loss at every step",
                LossSteps::Last => "the loss at the last step only",
            };
            format!("Text “{text}”, {losses}")
        }
        Some(task) => {
            let length = task.lengths().map_or_else(String::new, |_| format!(", length {}", settings.length));
            format!("Task: {}{length}, example {}", (super::EN.task.name)(task), state.example + 1)
        }
    }
}

fn cells(state: &State, units: [usize; 3]) -> String {
    let (settings, sidebar) = (&state.settings, super::EN.sidebar);
    let cell = |kind: CellKind| {
        let variant = match kind {
            CellKind::Rnn => format!(" ({})", (sidebar.activation_name)(settings.activation)),
            CellKind::Lstm => String::new(),
            CellKind::Gru => format!(" ({})", (sidebar.convention_name)(settings.convention)),
        };
        format!("{}{variant} H = {}", (super::EN.cell_name)(kind), units[kind as usize])
    };
    let shown = state.shown_cells().into_iter().map(cell).collect::<Vec<_>>().join(", ");
    let sizing = match settings.sizing {
        Sizing::SameParameters => format!(", at most {} parameters each", settings.parameters),
        Sizing::SameUnits | Sizing::Free => String::new(),
    };
    let encoder = if settings.has_encoder() { ", an encoder with weights of its own" } else { "" };
    format!("{shown}{sizing}{encoder}")
}

fn gates(settings: &Settings) -> Option<String> {
    let fixed = Switch::ALL.into_iter().filter(|switch| settings.switches.has(*switch));
    let names: Vec<&str> = fixed.map(|switch| (super::EN.sidebar.gate)(switch).1).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn first_weights(settings: &Settings) -> String {
    if settings.start == Start::Trained {
        return format!("from trained weights, seed {}", settings.seed);
    }
    let name = (super::EN.sidebar.initializer_name)(settings.initializer);
    let number = match settings.initializer {
        kind if kind.has_gain() => format!(", gain {}", settings.gain),
        kind if kind.has_radius() => format!(", ρ = {}", settings.radius),
        _ => String::new(),
    };
    let bias = match settings.bias {
        BiasKind::Constant => format!("forget bias {}", settings.forget_bias),
        BiasKind::Chrono => format!("chrono biases up to {} steps", settings.longest),
    };
    format!("seed {}, W_hh {name}{number}, {bias}", settings.seed)
}

fn learning(settings: &Settings) -> String {
    let optimizer = (super::EN.sidebar.optimizer_name)(settings.optimizer);
    let clipping = match settings.clipping {
        ClippingKind::Off => "no clipping".to_owned(),
        ClippingKind::Value => format!("clipped by value at {}", settings.clip_limit),
        ClippingKind::GlobalNorm => format!("clipped by norm at {}", settings.clip_limit),
    };
    let text = format!("{optimizer} with rate {}, {clipping}", settings.learning_rate);
    if settings.task.is_none() {
        return text;
    }
    let more = [
        Some(format!("batches of {}", settings.batch)),
        (settings.decay > 0.0).then(|| format!("decay {}", settings.decay)),
        (settings.dropout > 0.0).then(|| format!("dropout {}", settings.dropout)),
        (settings.window > 0).then(|| format!("truncated every {} steps", settings.window)),
        (!settings.teacher_forcing).then(|| "without teacher forcing".to_owned()),
    ];
    std::iter::once(text).chain(more.into_iter().flatten()).collect::<Vec<_>>().join(", ")
}
