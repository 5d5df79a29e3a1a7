//! The words about panels as files: the buttons, and what a picture is of.

use unrolled_engine::{CellKind, Switch};
use unrolled_lab::{BiasKind, Chain, ClippingKind, Settings, Sizing, Start, State};
use unrolled_tasks::LossSteps;

use super::message::{say, text};
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
    pub update_axis: &'static str,
    pub weight_axis: &'static str,
    /// What the lowest and the highest power of ten of a ramp of colours are of.
    pub ramp: fn(&str, &str, &str) -> String,
    pub update_head: &'static str,
    /// Where a picture stands alone, in place of the panel's own.
    /// Whether the gradient of the LSTM's cell state is drawn, and that of the inputs.
    pub flow_subtitle: fn(bool, bool) -> String,
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
    /// The name of a cell.
    pub whole_norm: fn(&str) -> String,
    /// The shades of the parts, by the step of the loss.
    pub of_losses: fn(usize) -> String,
}

pub fn words() -> FigureWords {
    FigureWords {
        save: text("figure-save"),
        save_of: |title| say!("figure-save-of", title),
        format_of: |extension, title| say!("figure-format-of", extension = extension.to_ascii_uppercase(), title),
        saved: |name| say!("figure-saved", name),
        nothing: text("figure-nothing"),
        no_png: text("figure-no-png"),
        csv_heads: ["title", "settings", "link"],
        settings,
        chain_settings: |chain| {
            let phi = (super::words().lab.chain.phi_name)(chain.phi);
            let numbers = format!(
                "w = {}, b = {}, x₁ = {}, T = {}, y = {}",
                chain.w, chain.b, chain.x, chain.steps, chain.target
            );
            say!("figure-chain-settings", phi, numbers)
        },
        step_axis: text("figure-step-axis"),
        update_axis: text("figure-update-axis"),
        weight_axis: text("figure-weight-axis"),
        ramp: |what, low, high| say!("figure-ramp", what, low, high),
        update_head: text("figure-updates"),
        flow_subtitle: |has_cell_state, has_inputs| {
            let more = [
                has_cell_state.then(|| text("figure-flow-cell-state")),
                has_inputs.then(|| text("figure-flow-inputs")),
            ];
            let norms = std::iter::once("‖∂L/∂hₜ‖₂").chain(more.into_iter().flatten()).collect::<Vec<_>>().join(", ");
            say!("figure-flow-subtitle", norms)
        },
        surface_subtitle: text("figure-surface-subtitle"),
        spectral_heads: [
            text("figure-matrix"),
            text("figure-rank"),
            text("figure-real"),
            text("figure-imaginary"),
            text("figure-singular"),
        ],
        surface_heads: [text("figure-of"), text("figure-number"), "w", "b", "L"],
        surface_rows: [text("figure-grid"), text("figure-free"), text("figure-clipped")],
        influence_heads: [text("figure-cell"), "s", "t", "‖∂Lₛ/∂hₜ‖₂"],
        of_loss: |s| say!("figure-of-loss", s),
        free: text("figure-descent"),
        clipped: text("figure-descent-clipped"),
        whole_norm: |name| format!("{name} ‖∂L/∂hₜ‖₂"),
        of_losses: |steps| say!("figure-of-losses", steps),
    }
}

fn settings(state: &State, units: [usize; 3]) -> String {
    let settings = &state.settings;
    let own_text = state.stepped.map(|kind| say!("figure-in-place", cell = (super::words().cell_name)(kind)));
    let parts = [
        Some(read(state) + &own_text.unwrap_or_default()),
        Some(cells(state, units)),
        gates(settings),
        Some(first_weights(settings)),
        Some(learning(settings)),
        Some(say!("figure-after", updates = state.updates)),
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
            let read: String = settings.text.split(' ').map(printed).collect::<Vec<_>>().join(" ");
            let losses = match settings.losses {
                LossSteps::Every => text("figure-losses-every"),
                LossSteps::Last => text("figure-losses-last"),
            };
            say!("figure-text", read, losses)
        }
        Some(task) => {
            let length = task.lengths().map_or_else(String::new, |_| say!("figure-length", length = settings.length));
            say!("figure-task", name = (super::words().task.name)(task), length, example = state.example + 1)
        }
    }
}

fn cells(state: &State, units: [usize; 3]) -> String {
    let (settings, sidebar) = (&state.settings, super::words().sidebar);
    let cell = |kind: CellKind| {
        let variant = match kind {
            CellKind::Rnn => format!(" ({})", (sidebar.activation_name)(settings.activation)),
            CellKind::Lstm => String::new(),
            CellKind::Gru => format!(" ({})", (sidebar.convention_name)(settings.convention)),
        };
        format!("{}{variant} H = {}", (super::words().cell_name)(kind), units[kind as usize])
    };
    let shown = state.shown_cells().into_iter().map(cell).collect::<Vec<_>>().join(", ");
    let sizing = match settings.sizing {
        Sizing::SameParameters => say!("figure-same-parameters", parameters = settings.parameters),
        Sizing::SameUnits | Sizing::Free => String::new(),
    };
    let encoder = if settings.has_encoder() { text("figure-encoder") } else { "" };
    format!("{shown}{sizing}{encoder}")
}

fn gates(settings: &Settings) -> Option<String> {
    let fixed = Switch::ALL.into_iter().filter(|switch| settings.switches.has(*switch));
    let names: Vec<&str> = fixed.map(|switch| (super::words().sidebar.gate)(switch).1).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn first_weights(settings: &Settings) -> String {
    if settings.start == Start::Trained {
        return say!("figure-trained", seed = settings.seed);
    }
    let name = (super::words().sidebar.initializer_name)(settings.initializer);
    let number = match settings.initializer {
        kind if kind.has_gain() => say!("figure-gain", gain = settings.gain.to_string()),
        kind if kind.has_radius() => format!(", ρ = {}", settings.radius),
        _ => String::new(),
    };
    let bias = match settings.bias {
        BiasKind::Constant => say!("figure-bias", bias = settings.forget_bias.to_string()),
        BiasKind::Chrono => say!("figure-chrono", steps = settings.longest.to_string()),
    };
    say!("figure-first-weights", seed = settings.seed, name, number, bias)
}

fn learning(settings: &Settings) -> String {
    let optimizer = (super::words().sidebar.optimizer_name)(settings.optimizer);
    let clipping = match settings.clipping {
        ClippingKind::Off => say!("figure-not-clipped"),
        ClippingKind::Value => say!("figure-by-value", limit = settings.clip_limit.to_string()),
        ClippingKind::GlobalNorm => say!("figure-by-norm", limit = settings.clip_limit.to_string()),
    };
    let learned = say!("figure-learning", optimizer, rate = settings.learning_rate.to_string(), clipping);
    if settings.task.is_none() {
        return learned;
    }
    let more = [
        Some(say!("figure-batch", batch = settings.batch)),
        (settings.decay > 0.0).then(|| say!("figure-decay", decay = settings.decay.to_string())),
        (settings.dropout > 0.0).then(|| say!("figure-dropout", dropout = settings.dropout.to_string())),
        (settings.window > 0).then(|| say!("figure-window", window = settings.window)),
        (!settings.teacher_forcing).then(|| say!("figure-no-forcing")),
    ];
    std::iter::once(learned).chain(more.into_iter().flatten()).collect::<Vec<_>>().join(", ")
}
