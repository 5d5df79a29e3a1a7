//! The words of the gradient lab.

use std::cmp::Ordering;

use unrolled_engine::{Activation, Cell, CellKind, Convention, Factor, FactorPart, Roads};
use unrolled_lab::chain::Run;
use unrolled_lab::{Bound, Change, Moves, Phi, Spectra, Stretch};

use super::message::{say, text};
use crate::numbers::{full, short, subscript, superscript};

pub struct LabWords {
    pub title: &'static str,
    pub subtitle: &'static str,
    pub source: &'static str,
    /// The loss at a step, from 0; all of them.
    pub source_name: fn(Option<usize>) -> String,
    /// All of them, where there is only that of a step, from 0.
    pub only_source: fn(usize) -> String,
    pub inputs: &'static str,
    /// In the panel above, before a button for each cell that leads here; and what such a button does.
    pub why: &'static str,
    pub why_of: &'static str,
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
    /// Where nothing reaches the first step, or what is no finite number; the name.
    pub nothing: fn(&str) -> String,
    pub not_finite: fn(&str) -> String,
    /// Name, the step whose loss has the largest part at the first step, and that part in per cent.
    pub summary: fn(&str, usize, &str) -> String,
}

pub struct SpectralWords {
    pub title: &'static str,
    /// The cell and the step, from 1.
    pub subtitle: fn(CellKind, usize) -> String,
    pub lead: fn(CellKind, Stretch) -> String,
    pub plane: &'static str,
    pub plane_axes: &'static str,
    pub strip: &'static str,
    pub strip_axes: &'static str,
    /// Of W_hh, of the step's Jacobian and of the product of those of all moves, in little room; and in full, with the step, from
    /// 1, and T.
    pub short_names: [&'static str; 3],
    pub names: fn(CellKind, usize, usize) -> [String; 3],
    /// What is smaller than this and therefore not known.
    pub below: fn(f64) -> String,
    pub radius: &'static str,
    /// With T.
    pub summary: fn(&Spectra, usize) -> String,
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
    pub subtitle: fn(CellKind) -> String,
    pub canvas: &'static str,
    /// Heads of the table: what arrives, a factor, what leaves.
    pub arrives: &'static str,
    pub times: fn(FactorPart) -> &'static str,
    pub leaves: &'static str,
    pub part: fn(FactorPart) -> &'static str,
    pub part_help: fn(FactorPart) -> &'static str,
    /// Where so many steps share their bars; whether none are of fewer.
    pub shared_bars: fn(usize, bool) -> String,
    pub hint: &'static str,
    /// The step that bars start from, the one that they lead to, and the factors of all moves between them.
    pub at_bars: fn(usize, usize, &str) -> String,
    /// A step and what its move does, with the factors of its parts.
    pub at_step: fn(usize, Factor, &str) -> String,
    /// A step without factors, and the norm that is there.
    pub nothing_at: fn(usize, f64) -> String,
    /// Name, and the norm at the first step where no later one has any.
    pub summary_one: fn(&str, f64) -> String,
    /// Name, last step and norm there, norm at the first.
    pub summary: fn(&str, (usize, f64), f64) -> String,
    /// What costs most over all moves, and its product.
    pub most: fn(CellKind, FactorPart, f64) -> String,
    /// What costs most at one step: the part, its step and its factor.
    pub cost: fn(CellKind, FactorPart, usize, f64) -> String,
    /// Where losses come to the gradient on its way.
    pub added: &'static str,
    /// What the bars of a gated cell are.
    pub gated: &'static str,
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
    /// Without its weight, and with it.
    pub name: &'static str,
    pub title: fn(f64) -> String,
    pub subtitle: &'static str,
    pub phi: &'static str,
    pub phi_name: fn(Phi) -> &'static str,
    pub w: &'static str,
    pub b: &'static str,
    pub x: &'static str,
    pub steps: &'static str,
    pub target: &'static str,
    /// |∂h_T/∂h_t| and |w|^(T − t) for so many steps.
    pub product: fn(usize) -> String,
    pub power: fn(usize) -> String,
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
        FactorPart::Gates => text("lab-part-gates"),
        FactorPart::Saturation => text("lab-part-saturation"),
        FactorPart::Weights => text("lab-part-weights"),
    }
}

/// What a sentence about one cell calls it: in the LSTM and the GRU what remains is more than W_hh.
fn part_of(kind: CellKind, of: FactorPart) -> &'static str {
    match (kind, of) {
        (CellKind::Lstm | CellKind::Gru, FactorPart::Weights) => text("lab-part-rest"),
        _ => part(of),
    }
}

/// What to look at among the eigenvalues, and how far the gradient is stretched if it moves at all.
fn lead(kind: CellKind, stretch: Stretch) -> String {
    let radius = short(stretch.radius);
    let activation = stretch.activation.map(|activation| match activation {
        Activation::Tanh => "tanh",
        Activation::Relu => "ReLU",
    });
    let look = match activation {
        Some(activation) => {
            let way = match stretch.weights_alone() {
                Ordering::Greater => "grows",
                Ordering::Less => "shrinks",
                Ordering::Equal => "stays",
            };
            say!("lab-spectral-lead", way, radius, activation)
        }
        None => {
            let weights = if kind == CellKind::Lstm { "W_hg" } else { "W_hn" };
            say!("lab-spectral-lead-gates", weights, radius)
        }
    };
    let Some(Moves { count, slope, product, each }) = stretch.moves else { return look };
    let (moves, last, product, each) = (count, count + 1, short(product), short(each));
    let stretched = match (activation, slope) {
        (Some(activation), Some(slope)) => {
            say!("lab-spectral-moves", activation, slope = short(slope), moves, last, product, each)
        }
        _ => say!("lab-spectral-moves-gates", moves, last, product, each),
    };
    look + &stretched
}

pub fn words() -> LabWords {
    LabWords {
        title: text("lab-title"),
        subtitle: text("lab-subtitle"),
        source: text("lab-source"),
        source_name: |t| t.map_or_else(|| say!("lab-source-all"), |t| say!("lab-source-one", t = t + 1)),
        only_source: |t| say!("lab-source-only", t = t + 1),
        inputs: text("lab-inputs"),
        why: text("lab-why"),
        why_of: text("lab-why-of"),
        waterfall: WaterfallWords {
            title: text("lab-waterfall-title"),
            subtitle: |kind| {
                let cell = match kind {
                    CellKind::Rnn => "rnn",
                    CellKind::Lstm => "lstm",
                    CellKind::Gru => "gru",
                };
                say!("lab-waterfall-subtitle", cell)
            },
            canvas: text("lab-waterfall-canvas"),
            arrives: text("lab-waterfall-arrives"),
            times: |part| match part {
                FactorPart::Gates => text("lab-waterfall-gates"),
                FactorPart::Saturation => text("lab-waterfall-saturation"),
                FactorPart::Weights => text("lab-waterfall-weights"),
            },
            leaves: text("lab-waterfall-leaves"),
            part,
            part_help: |part| match part {
                FactorPart::Gates => text("lab-waterfall-help-gates"),
                FactorPart::Saturation => text("lab-waterfall-help-saturation"),
                FactorPart::Weights => text("lab-waterfall-help-weights"),
            },
            shared_bars: |steps, evenly| {
                say!("lab-waterfall-shared-bars", all = if evenly { "yes" } else { "no" }, steps)
            },
            hint: text("lab-waterfall-hint"),
            at_bars: |t, to, factors| say!("lab-waterfall-at-bars", t, to, factors),
            at_step: |t, factor, factors| {
                let (arrives, leaves) = (short(factor.arrives), short(factor.leaves));
                format!("t = {t} → {}: {arrives} → {leaves}: {factors}", t - 1)
            },
            nothing_at: |t, norm| say!("lab-waterfall-nothing-at", t, norm = short(norm)),
            summary_one: |name, to| say!("lab-waterfall-summary-one", name, to = short(to)),
            summary: |name, (last, from), to| {
                let way = if to < from { "falls" } else { "grows" };
                say!("lab-waterfall-summary", name, way, from = short(from), last, to = short(to))
            },
            most: |kind, cost, product| {
                say!("lab-waterfall-most", cost = part_of(kind, cost), product = short(product))
            },
            added: text("lab-waterfall-added"),
            gated: text("lab-waterfall-gated"),
            cost: |kind, cost, t, factor| {
                say!("lab-waterfall-cost", cost = part_of(kind, cost), t, factor = short(factor))
            },
            nothing: text("lab-waterfall-nothing"),
        },
        roads: RoadsWords {
            title: text("lab-roads-title"),
            subtitle: text("lab-roads-subtitle"),
            road: |cell, roads| match (roads.additive, roads.gates, cell) {
                (true, true, _) => text("lab-road-both"),
                (true, false, Cell::Lstm) => text("lab-road-f"),
                (true, false, Cell::Gru(Convention::Pytorch)) => text("lab-road-z"),
                (true, false, _) => text("lab-road-complement"),
                _ => text("lab-road-gates"),
            },
            canvas: |name| say!("lab-roads-canvas", name),
            forget_bias: text("lab-roads-forget-bias"),
            half_life: |bias, steps| say!("lab-roads-half-life", bias = short(bias), steps = short(steps)),
            summary: |name, roads| {
                let road = |(road, norm): &(&str, f64)| format!("{road} {}", short(*norm));
                say!("lab-roads-summary", name, roads = roads.iter().map(road).collect::<Vec<_>>().join(", "))
            },
        },
        stacked: StackedWords {
            title: text("lab-stacked-title"),
            subtitle: text("lab-stacked-subtitle"),
            canvas: text("lab-stacked-canvas"),
            hint: text("lab-stacked-hint"),
            part: |s, t, norm| say!("lab-stacked-part", s, norm = short(norm), t),
            heads: ["t", "‖∂L/∂h‖", text("lab-stacked-sum")],
            nothing: |name| say!("lab-stacked-nothing", name),
            not_finite: |name| say!("lab-stacked-not-finite", name),
            summary: |name, s, share| say!("lab-stacked-summary", name, s, share),
        },
        spectral: SpectralWords {
            title: text("lab-spectral-title"),
            subtitle: |kind, t| {
                let weights = match kind {
                    CellKind::Rnn => "W_hh".to_owned(),
                    CellKind::Lstm => say!("lab-spectral-block", block = "W_hg"),
                    CellKind::Gru => say!("lab-spectral-block", block = "W_hn"),
                };
                say!("lab-spectral-subtitle", weights, t)
            },
            lead,
            plane: text("lab-spectral-plane"),
            plane_axes: text("lab-spectral-plane-axes"),
            strip: text("lab-spectral-strip"),
            strip_axes: text("lab-spectral-strip-axes"),
            short_names: ["W", "J", text("lab-spectral-product")],
            names: |kind, t, steps| {
                let weights = match kind {
                    CellKind::Rnn => "W_hh",
                    CellKind::Lstm => "W_hg",
                    CellKind::Gru => "W_hn",
                };
                let state = if kind == CellKind::Lstm { "s = (h, c)" } else { "s = h" };
                let product = say!("lab-spectral-product-all", moves = steps - 1, last = steps);
                [weights.to_owned(), say!("lab-spectral-jacobian", t, state), product]
            },
            below: |limit| say!("lab-spectral-below", limit = short(limit)),
            radius: text("lab-spectral-radius"),
            summary: |spectra, steps| {
                let sure = match spectra.bound {
                    Some(Bound::MustVanish) => text("lab-spectral-must-vanish"),
                    Some(Bound::CanExplode) => text("lab-spectral-can-explode"),
                    Some(Bound::Neither) | None => "",
                };
                let Some(product) = &spectra.product else { return say!("lab-spectral-no-move", sure) };
                let what = match product.largest() {
                    Some(largest) if largest > 1.0 => text("lab-spectral-grows"),
                    Some(_) => text("lab-spectral-shrinks"),
                    None => text("lab-spectral-undefined"),
                };
                let product = product.largest().map_or_else(|| say!("lab-spectral-no-number"), short);
                say!("lab-spectral-summary", sure, moves = steps - 1, last = steps, product, what)
            },
        },
        shortened: ShortenedWords {
            title: text("lab-shortened-title"),
            subtitle: text("lab-shortened-subtitle"),
            window: text("lab-shortened-window"),
            detached: text("lab-shortened-detached"),
            cuts: text("lab-shortened-cuts"),
            gradient: text("lab-shortened-gradient"),
            full: text("lab-shortened-full"),
            truncated: |window| say!("lab-shortened-truncated", window),
            by_norm: |limit| say!("lab-shortened-by-norm", limit = short(limit)),
            by_value: |limit| say!("lab-shortened-by-value", limit = short(limit)),
            degrees: |angle| format!("{angle:.1}°"),
            note: |detached| {
                let window = if detached { text("lab-shortened-stretches") } else { text("lab-shortened-losses") };
                say!("lab-shortened-note", window)
            },
            summary: |name, window, [truncated, by_norm, by_value]| {
                let turned = |change: Change| match change.angle {
                    Some(angle) if angle >= 0.05 => say!("lab-shortened-turned", angle = format!("{angle:.1}°")),
                    _ => String::new(),
                };
                say!(
                    "lab-shortened-summary",
                    name,
                    window,
                    full = short(truncated.before),
                    truncated = short(truncated.after),
                    truncated_turned = turned(truncated),
                    norm = short(by_norm.after),
                    value = short(by_value.after),
                    value_turned = turned(by_value)
                )
            },
            angle: |column| say!("lab-shortened-angle", column),
        },
        chain: ChainWords {
            name: text("lab-chain-name"),
            title: |w| say!("lab-chain-title", w = full(w)),
            subtitle: text("lab-chain-subtitle"),
            phi: "φ",
            phi_name: |phi| match phi {
                Phi::Linear => text("lab-chain-linear"),
                Phi::Tanh => "tanh",
                Phi::Relu => "ReLU",
                Phi::Sigmoid => text("lab-chain-sigmoid"),
            },
            w: "w",
            b: "b",
            x: "x₁",
            steps: text("lab-chain-steps"),
            target: text("lab-chain-target"),
            product: |steps| format!("|∂h{}/∂hₜ|", subscript(steps)),
            power: |steps| format!("|w|{}⁻ᵗ", superscript(steps as i32)),
            canvas: text("lab-chain-canvas"),
            note: text("lab-chain-note"),
            no_factor: "1",
            loss: |run| {
                format!("L = ½(h_T − y)² = {}, ∂L/∂w = {}, ∂L/∂b = {}", short(run.loss), short(run.dw), short(run.db))
            },
            summary: |symbol, product, factors, power| {
                let (product, power) = (short(product), short(power));
                match factors {
                    1 => say!("lab-chain-summary-one", symbol, product, power),
                    _ => say!("lab-chain-summary", symbol, product, factors, power),
                }
            },
            surface_hint: text("lab-chain-surface-hint"),
            surface_title: text("lab-chain-surface-title"),
            surface_subtitle: text("lab-chain-surface-subtitle"),
            surface: text("lab-chain-surface"),
            rate: text("lab-chain-rate"),
            limit: text("lab-chain-limit"),
            updates: text("lab-chain-updates"),
            cliff: text("lab-chain-cliff"),
            loss_at: |w, b, loss| format!("w = {}, b = {}: L = {}", short(w), short(b), short(loss)),
            ways: |free, clipped| say!("lab-chain-ways", free, clipped),
            table: text("lab-chain-table"),
            columns: ["t", "aₜ", "hₜ", "φ′(aₜ)", "w·φ′", "∂h_T/∂hₜ", "∂L/∂hₜ"],
        },
    }
}
