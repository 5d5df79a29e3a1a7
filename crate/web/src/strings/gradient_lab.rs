//! The words of the gradient lab.

use unrolled_engine::{Cell, CellKind, Convention, Factor, FactorPart, Roads};
use unrolled_lab::chain::Run;
use unrolled_lab::{Bound, Change, Phi, Spectra};

use crate::numbers::short;

/// What costs most: the part, its step and its factor.
type Cost = (FactorPart, usize, f64);

pub struct LabWords {
    pub title: &'static str,
    pub subtitle: &'static str,
    pub source: &'static str,
    /// The loss at a step, from 0; all of them.
    pub source_name: fn(Option<usize>) -> String,
    pub inputs: &'static str,
    /// The button in the panel above that leads here.
    pub why: &'static str,
    pub waterfall: WaterfallWords,
    pub roads: RoadsWords,
    pub stacked: StackedWords,
    pub spectral: SpectralWords,
    pub shortened: ShortenedWords,
    pub chain: ChainWords,
}

pub struct StackedWords {
    pub title: &'static str,
    pub subtitle: &'static str,
    pub canvas: &'static str,
    pub hint: &'static str,
    /// The steps of the loss and of the state, and what comes there.
    pub part: fn(usize, usize, f64) -> String,
    pub heads: [&'static str; 3],
    /// Name, the step whose loss has the largest part at the first step, and that part in per cent.
    pub summary: fn(&str, usize, &str) -> String,
}

pub struct SpectralWords {
    pub title: &'static str,
    /// The cell and the step, from 1.
    pub subtitle: fn(CellKind, usize) -> String,
    pub plane: &'static str,
    pub strip: &'static str,
    /// Of W_hh, of the step's Jacobian and of the product of all, in little room; and in full.
    pub short_names: [&'static str; 3],
    pub names: fn(CellKind, usize) -> [String; 3],
    pub radius: &'static str,
    pub summary: fn(&Spectra) -> String,
}

pub struct ShortenedWords {
    pub title: &'static str,
    pub subtitle: &'static str,
    pub window: &'static str,
    pub detached: &'static str,
    pub cuts: &'static str,
    pub gradient: &'static str,
    pub full: &'static str,
    pub truncated: fn(usize) -> String,
    pub by_norm: fn(f64) -> String,
    pub by_value: fn(f64) -> String,
    pub degrees: fn(f64) -> String,
    /// Whether the state is detached.
    pub note: fn(bool) -> String,
    /// Name, the window, and what is left by truncating, by clipping the norm and by clipping values.
    pub summary: fn(&str, usize, [Change; 3]) -> String,
    /// The head of the column after that of this name.
    pub angle: fn(&str) -> String,
}

pub struct WaterfallWords {
    pub title: &'static str,
    pub subtitle: &'static str,
    pub canvas: &'static str,
    /// Of the table: the step, what arrives, the three factors, what leaves.
    pub heads: [&'static str; 6],
    pub part: fn(FactorPart) -> &'static str,
    pub part_help: fn(FactorPart) -> &'static str,
    /// Where so many steps share their bars.
    pub shared_bars: fn(usize) -> String,
    pub hint: &'static str,
    pub at_step: fn(usize, Factor) -> String,
    /// A step without factors, and the norm that is there.
    pub nothing_at: fn(usize, f64) -> String,
    /// Name, last step and norm there, norm at the first, and what costs most: part, step, factor.
    pub summary: fn(&str, (usize, f64), f64, Cost) -> String,
    pub nothing: &'static str,
}

pub struct RoadsWords {
    pub title: &'static str,
    pub subtitle: &'static str,
    pub road: fn(Cell, Roads) -> &'static str,
    pub canvas: fn(&str) -> String,
    pub forget_bias: &'static str,
    pub half_life: fn(f64, f64) -> String,
    /// Name, and what arrives at the first step on each road.
    pub summary: fn(&str, &[(&str, f64)]) -> String,
}

pub struct ChainWords {
    pub title: &'static str,
    pub subtitle: &'static str,
    pub phi: &'static str,
    pub phi_name: fn(Phi) -> &'static str,
    pub w: &'static str,
    pub b: &'static str,
    pub x: &'static str,
    pub steps: &'static str,
    pub target: &'static str,
    pub product: &'static str,
    pub power: &'static str,
    pub canvas: &'static str,
    pub note: &'static str,
    pub no_factor: &'static str,
    pub loss: fn(&Run) -> String,
    pub surface_title: &'static str,
    pub surface_subtitle: &'static str,
    pub surface: &'static str,
    pub rate: &'static str,
    pub limit: &'static str,
    pub updates: &'static str,
    pub cliff: &'static str,
    /// ∂h_T/∂h_1 as a symbol and as a number, its number of factors, and w^(T − 1).
    pub summary: fn(&str, f64, usize, f64) -> String,
    pub surface_hint: &'static str,
    pub loss_at: fn(f64, f64, f64) -> String,
    /// Where the free way ends, and where the clipped one.
    pub ways: fn(String, String) -> String,
    pub table: &'static str,
    pub columns: [&'static str; 7],
}

fn part(part: FactorPart) -> &'static str {
    match part {
        FactorPart::Gates => "gates",
        FactorPart::Saturation => "saturation",
        FactorPart::Weights => "weights",
    }
}

pub static EN: LabWords = LabWords {
    title: "Gradient lab",
    subtitle: "The gradient of the network above, taken apart. What is drawn at once follows the text, the weights and the sliders.",
    source: "Gradient of",
    source_name: |t| t.map_or_else(|| "all losses, summed".to_owned(), |t| format!("the loss at t = {} alone", t + 1)),
    inputs: "∂L/∂x, too",
    why: "Why? Gradient lab ↓",
    waterfall: WaterfallWords {
        title: "Where the gradient dies",
        subtitle: "Each step back multiplies the gradient by what gates, slopes and weights leave of it: three bars from one level to the next, log scale, absolute. Of the LSTM it is that of the pair (h, c)",
        canvas: "Waterfall chart of the gradient from the last step to the first",
        heads: ["t", "arrives", "× gates", "× saturation", "× weights", "leaves"],
        part,
        part_help: |part| match part {
            FactorPart::Gates => "Solid: products with gates, and with what gates multiply. An RNN has none.",
            FactorPart::Saturation => {
                "Striped: slopes of the activations, such as 1 − h² of tanh. No slope is above 1; where two parts meet in the LSTM's c, the bar may still grow."
            }
            FactorPart::Weights => "Hollow: the product with W_hh transposed. It can grow.",
        },
        shared_bars: |steps| format!("Each three bars are of {steps} steps together. "),
        hint: "Point at a step for its factors; click to go there. Above: the product over all steps.",
        at_step: |t, factor| {
            format!(
                "t = {t} → {}: {} → {}: gates × {}, saturation × {}, weights × {}",
                t - 1,
                short(factor.arrives),
                short(factor.leaves),
                short(factor.gates),
                short(factor.saturation),
                short(factor.weights),
            )
        },
        nothing_at: |t, norm| format!("t = {t}: {}, nothing to split", short(norm)),
        summary: |name, (last, from), to, (cost, t, factor)| {
            let way = if to < from { "falls" } else { "grows" };
            format!(
                "{name}: the gradient {way} from {} at t = {last} to {} at t = 1. The smallest factor is {} at t = {t}: × {}.",
                short(from),
                short(to),
                part(cost),
                short(factor),
            )
        },
        nothing: "No gradient that could be split arrives anywhere.",
    },
    roads: RoadsWords {
        title: "Two roads back",
        subtitle: "Full: both roads. Dashed: only along the state, × f or × (1 − z) (in PyTorch’s convention × z), without W_hh. Dotted: only through the gates. The two do not add up to the whole, as most paths change roads",
        road: |cell, roads| match (roads.additive, roads.gates, cell) {
            (true, true, _) => "both",
            (true, false, Cell::Lstm) => "f alone",
            (true, false, Cell::Gru(Convention::Pytorch)) => "z alone",
            (true, false, _) => "1 − z alone",
            _ => "gates alone",
        },
        canvas: |name| format!("{name}: line chart of the gradient along both roads and along each alone"),
        forget_bias: "Forget bias of the LSTM",
        half_life: |bias, steps| {
            format!(
                "With nothing else at the gate, f = σ({}) and half of the cell state, and of its gradient, is left after {} steps.",
                short(bias),
                short(steps)
            )
        },
        summary: |name, roads| {
            let road = |(road, norm): &(&str, f64)| format!("{road} {}", short(*norm));
            format!("{name}, what arrives at t = 1: {}.", roads.iter().map(road).collect::<Vec<_>>().join(", "))
        },
    },
    stacked: StackedWords {
        title: "Whose loss it is",
        subtitle: "‖∂Lₛ/∂hₜ‖₂ of every later loss, stacked, the nearest at the bottom; the line is the norm of their sum, lower where they cancel",
        canvas: "Stacked bars of the gradient at each step by the step of its loss",
        hint: "Point at a part of a bar for its loss; click to go to that step.",
        part: |s, t, norm| format!("the loss at s = {s} brings {} to t = {t}", short(norm)),
        heads: ["t", "‖∂L/∂h‖", "sum of the parts"],
        summary: |name, s, share| {
            format!(
                "{name}: of what reaches the first step, most comes from the loss at s = {s}: {share} % of the parts."
            )
        },
    },
    spectral: SpectralWords {
        title: "What W_hh can do",
        subtitle: |kind, t| {
            let weights = match kind {
                CellKind::Rnn => "W_hh",
                CellKind::Lstm => "W_hg, the candidate's block of W_hh",
                CellKind::Gru => "W_hn, the candidate's block of W_hh",
            };
            format!(
                "Solid: eigenvalues of {weights}; hollow: of J = ∂s/∂s₋₁ at t = {t}, with slopes and gates in it. Drag a solid one: W_hh is drawn anew with the ρ that this takes"
            )
        },
        plane: "Eigenvalues in the complex plane with the unit circle",
        strip: "Singular values by rank on a log axis",
        short_names: ["W", "J", "product"],
        names: |kind, t| {
            let weights = match kind {
                CellKind::Rnn => "W_hh",
                CellKind::Lstm => "W_hg",
                CellKind::Gru => "W_hn",
            };
            let state = if kind == CellKind::Lstm { "s = (h, c)" } else { "s = h" };
            [weights.to_owned(), format!("J at t = {t}, {state}"), "product of all J".to_owned()]
        },
        radius: "ρ of fresh W_hh",
        summary: |spectra| {
            let number = |value: Option<f64>| value.map_or_else(|| "no number".to_owned(), short);
            let product = spectra.product.largest();
            let what = match product {
                Some(largest) if largest > 1.0 => "here some gradient would grow",
                Some(_) => "here every gradient shrinks",
                None => "here it is no number",
            };
            let sure = match spectra.bound {
                Some(Bound::MustVanish) => {
                    "σ_max(W_hh) < 1/γ: every gradient must vanish in the long run (sufficient). "
                }
                Some(Bound::CanExplode) => "σ_max(W_hh) > 1/γ: a gradient can explode, but need not (necessary). ",
                Some(Bound::Neither) | None => "",
            };
            format!(
                "{sure}Over all steps the most that a gradient is stretched is × {}: {what}, slopes and gates counted.",
                number(product)
            )
        },
    },
    shortened: ShortenedWords {
        title: "Truncated and clipped",
        subtitle: "What is left of ∂L/∂W, all losses summed: its length ‖·‖₂ and the angle to the full one. Clipping by the norm never turns it",
        window: "Window k",
        detached: "detach the state every k steps",
        cuts: "show the cuts on the stage",
        gradient: "gradient",
        full: "full",
        truncated: |window| format!("truncated, k = {window}"),
        by_norm: |limit| format!("by norm, {}", short(limit)),
        by_value: |limit| format!("by value, {}", short(limit)),
        degrees: |angle| format!("{angle:.1}°"),
        note: |detached| {
            let window = if detached {
                "no gradient goes from one stretch of k steps to the one before"
            } else {
                "each loss flows back through k steps, its own included"
            };
            format!("Truncated: {window}. The limit is that of the settings.")
        },
        summary: |name, window, [truncated, by_norm, by_value]| {
            let turned = |change: Change| match change.angle {
                Some(angle) if angle >= 0.05 => format!(" and turned by {angle:.1}°"),
                _ => String::new(),
            };
            format!(
                "{name}: of ∂L/∂W, {} long, {}{} is left truncated, k = {window}, {} clipped by norm, {}{} clipped by value.",
                short(truncated.before),
                short(truncated.after),
                turned(truncated),
                short(by_norm.after),
                short(by_value.after),
                turned(by_value),
            )
        },
        angle: |column| format!("{column}: angle in degrees"),
    },
    chain: ChainWords {
        title: "One unit, W = 3",
        subtitle: "hₜ = φ(w·hₜ₋₁ + xₜ + b) with a single unit that reads x at the first step: each step back multiplies by w·φ′(aₜ)",
        phi: "φ",
        phi_name: |phi| match phi {
            Phi::Linear => "linear",
            Phi::Tanh => "tanh",
            Phi::Relu => "ReLU",
            Phi::Sigmoid => "sigmoid",
        },
        w: "w",
        b: "b",
        x: "x₁",
        steps: "Steps T",
        target: "Target y",
        product: "|∂h_T/∂hₜ|",
        power: "|w|^(T−t)",
        canvas: "Line chart of the gradient along the chain beside the power of its weight",
        note: "Dashed: what w alone would do. The slopes φ′ make the difference.",
        no_factor: "1",
        loss: |run| {
            format!("L = ½(h_T − y)² = {}, ∂L/∂w = {}, ∂L/∂b = {}", short(run.loss), short(run.dw), short(run.db))
        },
        surface_title: "The loss over (w, b), and the way down",
        surface_subtitle: "From the chain above. Solid: gradient descent; dashed: the gradient is not longer than the limit. The stronger the shade, the more loss.",
        surface: "Heat map of the loss over w and b with two paths of gradient descent",
        rate: "Rate η",
        limit: "Limit",
        updates: "Updates",
        cliff: "Go to a cliff",
        summary: |symbol, product, factors, power| match factors {
            1 => format!("{symbol} = {}, a single factor; w alone would be {}.", short(product), short(power)),
            _ => format!("{symbol} = {}, of {factors} factors; w alone would make {}.", short(product), short(power)),
        },
        surface_hint: "Point at the surface for its loss.",
        loss_at: |w, b, loss| format!("w = {}, b = {}: L = {}", short(w), short(b), short(loss)),
        ways: |free, clipped| format!("Free, it ends at {free}. Clipped, it ends at {clipped}."),
        table: "Every step of the chain",
        columns: ["t", "aₜ", "hₜ", "φ′(aₜ)", "w·φ′", "∂h_T/∂hₜ", "∂L/∂hₜ"],
    },
};
