//! Where the gradient dies: each step back as a bar for each of what weights, saturation and gates do to its length.

use leptos::prelude::*;
use unrolled_engine::{CellKind, Factor, FactorPart, Roads, between_steps, costliest};
use unrolled_plots::{GRADIENT_FLOW_DECADES, Waterfall, WaterfallLayout, WaterfallPart, WaterfallStep, WaterfallWords};

use super::{cursor_in, fits, seek_back, source_note, upright_at};
use crate::canvas::Surface;
use crate::cell_tabs::CellTabs;
use crate::figure::{About, Figure, Key, Part, SaveFigure, Sign, WHOLE};
use crate::frame::on_frame;
use crate::indices::with_indices;
use crate::numbers::{list, short};
use crate::panels::chart_table::{ChartTable, Rows};
use crate::panels::chart_text::{ChartText, ChartTexts};
use crate::panels::summary::Summary;
use crate::panels::{identity, pointer_at};
use crate::paper::Paper;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;

/// What is on the canvas.
#[derive(Clone, PartialEq)]
struct Drawn {
    kind: CellKind,
    /// ‖∂L/∂h_t‖ where no factor is.
    norms: Vec<f64>,
    factors: Vec<Option<Factor>>,
    /// Whether losses of other steps come to it on the way.
    adds_losses: bool,
    layout: WaterfallLayout,
}

impl Drawn {
    /// The steps that share bars with this one, where there are others.
    fn shared_with(&self, t: usize) -> Option<(usize, usize)> {
        self.layout.column_of(t).filter(|(first, last)| first < last)
    }

    /// What a part does over all moves between steps together; `None` if there is none.
    fn product(&self, part: FactorPart) -> Option<f64> {
        let moves: Vec<Factor> = between_steps(&self.factors).into_iter().flatten().collect();
        let log10: f64 = moves.iter().map(|factor| libm::log10(factor.part(part))).sum();
        (!moves.is_empty()).then(|| libm::pow(10.0, log10))
    }
}

/// What a cell has; an RNN has no gates.
fn parts(kind: CellKind) -> &'static [FactorPart] {
    match kind {
        CellKind::Rnn => &[FactorPart::Weights, FactorPart::Saturation],
        CellKind::Lstm | CellKind::Gru => &FactorPart::ALL,
    }
}

/// The step, from 0, and the part that cost most, with its factor; nothing where no factor is below 1.
fn cost(factors: &[Option<Factor>]) -> Option<(usize, FactorPart, f64)> {
    let (t, part) = costliest(&between_steps(factors))?;
    let factor = factors[t]?.part(part);
    (factor < 1.0).then_some((t, part, factor))
}

#[component]
pub fn WaterfallPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().lab.waterfall;
    let surface = Surface::new();
    let dark = DarkMode::get();
    let drawn = RwSignal::new(None::<Drawn>);
    let hover = RwSignal::new(None::<usize>);
    let viewed = store.viewed;
    let lab = store.lab;
    on_frame(
        move || {
            surface.track();
            store.revision.track();
            viewed.track();
            lab.track();
            dark.0.track();
        },
        move || {
            if fits(store, &lab.read_untracked())
                && let Some(now) = draw(store, viewed.get_untracked(), surface, dark)
            {
                drawn.set(Some(now));
            }
        },
    );
    let panel = NodeRef::new();
    let cursor = cursor_in(panel, store);
    let step_under = move |event: &web_sys::MouseEvent| {
        let (x, _) = pointer_at(event)?;
        drawn.with_untracked(|drawn| drawn.as_ref()?.layout.step_at(x))
    };
    let upright = move |t: Option<usize>| {
        drawn.with(|drawn| {
            let found = drawn.as_ref().zip(t).filter(|(drawn, t)| *t < drawn.factors.len());
            found.map_or_else(
                || "display:none".to_owned(),
                |(drawn, t)| upright_at(drawn.layout.plot(), drawn.layout.x(t)),
            )
        })
    };
    let back = move || cursor.get().filter(|(_, is_back)| *is_back).map(|(t, _)| t);
    let factors = move || {
        drawn.with(|drawn| {
            let factors = drawn.iter().flat_map(|drawn| &drawn.factors);
            let wholes: Vec<f64> = factors.map(|factor| factor.map_or(f64::NAN, Factor::whole)).collect();
            list(&wholes)
        })
    };
    view! {
        <section class="panel waterfall-panel" node_ref=panel id="waterfall" aria-labelledby="waterfall-title">
            <div class="panel-head">
                <h3 id="waterfall-title">{words.title}</h3>
                <CellTabs />
                <SaveFigure id="waterfall" name=words.title figure=Box::new(move || figure(store, drawn)) />
            </div>
            <p class="panel-subtitle">{live(move || (words.subtitle)(viewed.get()))}</p>
            <div class="waterfall-parts">
                {FactorPart::ALL.map(|part| view! { <Total part drawn /> })}
                <span class="waterfall-shared">{live(move || drawn.with(|drawn| drawn.as_ref().and_then(|drawn| shared(&drawn.layout))))}</span>
            </div>
            <div
                class="chart waterfall-chart" data-factors=live(factors)
                on:pointermove=handler(move |event: web_sys::PointerEvent| hover.set(step_under(&event)))
                on:pointerleave=handler(move |_| hover.set(None))
                on:click=handler(move |event: web_sys::MouseEvent| {
                    if let Some(t) = step_under(&event) {
                        seek_back(store, t);
                    }
                })
            >
                <canvas node_ref=surface.node role="img" aria-label=words.canvas aria-describedby="waterfall-summary"></canvas>
                <span class="chart-upright hover" style=live(move || upright(hover.get()))></span>
                <span class="chart-upright" style=live(move || upright(back()))></span>
                <ChartTexts texts=memo(move || bands(drawn)) />
            </div>
            <p class="panel-note" hidden=live(move || viewed.get() == CellKind::Rnn) inner_html=with_indices(words.gated)></p>
            <p class="panel-note" id="waterfall-step">{live(move || at_step(drawn, hover.get().or(back())))}</p>
            <ChartTable id="waterfall" rows=Box::new(move || rows(drawn)) />
            <Summary id="waterfall-summary" text=Box::new(move || summary(drawn)) has_indices=true />
        </section>
    }
}

fn draw(store: Store, kind: CellKind, surface: Surface, dark: DarkMode) -> Option<Drawn> {
    let paper = Paper::on(surface, dark)?;
    let lab = &store.state.read_untracked().lab;
    let (factors, norms) = store
        .with_untracked(|experiment| (experiment.factors(kind, lab), experiment.flow(kind, lab, Roads::default()).h));
    let adds_losses =
        lab.source.is_none() && store.with_untracked(|experiment| !experiment.sequence.measures_last_only());
    let layout = chart(kind, &factors, &norms, paper)?;
    Some(Drawn { kind, norms, factors, adds_losses, layout })
}

fn chart(kind: CellKind, factors: &[Option<Factor>], norms: &[f64], paper: Paper) -> Option<WaterfallLayout> {
    let words = &words().panels.flow;
    let steps: Vec<WaterfallStep> = factors.iter().zip(norms).map(|(factor, norm)| step(*factor, *norm)).collect();
    let chart = Waterfall {
        size: paper.size,
        identity: identity(kind),
        steps: &steps,
        parts: &parts(kind).iter().copied().map(drawn_part).collect::<Vec<_>>(),
        costliest: cost(factors).map(|(t, part, _)| (t, drawn_part(part))),
        cursor: None,
        hover: None,
        decades: GRADIENT_FLOW_DECADES,
        words: paper.draw_text.then_some(WaterfallWords { vanished: words.vanished, exploding: words.exploding }),
    };
    chart.draw(paper.backend, &paper.theme).ok()
}

fn figure(store: Store, drawn: RwSignal<Option<Drawn>>) -> Option<Figure> {
    let (strings, words) = (words(), &words().lab.waterfall);
    let now = drawn.read_untracked();
    let now = now.as_ref()?;
    let bar = |part: &FactorPart| Key { sign: Sign::Bar(drawn_part(*part)), name: (words.part)(*part).to_owned() };
    let mut together = None;
    let part = Part::chart(WHOLE, strings.figure.step_axis, |paper| {
        let layout = chart(now.kind, &now.factors, &now.norms, paper)?;
        together = shared(&layout);
        Some(layout)
    })?;
    let subtitle = [Some((words.subtitle)(now.kind)), together, Some(source_note(store))];
    Some(Figure {
        id: "waterfall",
        title: words.title.to_owned(),
        subtitle: subtitle.into_iter().flatten().collect::<Vec<_>>().join(". "),
        summary: summary(drawn),
        keys: std::iter::once(Key::cell(now.kind)).chain(parts(now.kind).iter().map(bar)).collect(),
        parts: vec![part],
        numbers: rows(drawn),
        about: About::page(store),
    })
}

/// How many steps a bar is of, where that is not one.
fn shared(layout: &WaterfallLayout) -> Option<String> {
    let steps = layout.steps_per_column;
    (steps > 1).then(|| (words().lab.waterfall.shared_bars)(steps, layout.shares_evenly()))
}

/// Where nothing can be split, only the level is known.
fn step(factor: Option<Factor>, norm: f64) -> WaterfallStep {
    match factor {
        Some(factor) => WaterfallStep {
            before: factor.arrives,
            after: factor.leaves,
            log10_factors: Some(FactorPart::ALL.map(|part| libm::log10(factor.part(part)))),
        },
        None => WaterfallStep { before: norm, after: if norm == 0.0 { 0.0 } else { f64::NAN }, log10_factors: None },
    }
}

fn drawn_part(part: FactorPart) -> WaterfallPart {
    match part {
        FactorPart::Gates => WaterfallPart::Gates,
        FactorPart::Saturation => WaterfallPart::Saturation,
        FactorPart::Weights => WaterfallPart::Weights,
    }
}

/// The words in the bands.
fn bands(drawn: RwSignal<Option<Drawn>>) -> Vec<ChartText> {
    let words = &words().panels.flow;
    drawn.with(|drawn| {
        let layouts = drawn.iter().map(|drawn| &drawn.layout);
        let bands = layouts.flat_map(|layout| {
            let vanished = layout.vanished.and_then(|band| ChartText::band(band, words.vanished, false));
            [vanished, layout.exploding.and_then(|band| ChartText::band(band, words.exploding, true))]
        });
        bands.flatten().collect()
    })
}

/// What a part does over all moves between steps together, with the pattern of its bars.
#[component]
fn Total(part: FactorPart, drawn: RwSignal<Option<Drawn>>) -> impl IntoView {
    let words = &words().lab.waterfall;
    let total = move || {
        let product = drawn.with(|drawn| drawn.as_ref().and_then(|drawn| drawn.product(part)));
        product.map_or_else(|| "–".to_owned(), |product| format!("× {}", short(product)))
    };
    let class = match part {
        FactorPart::Gates => "swatch of-gates",
        FactorPart::Saturation => "swatch of-saturation",
        FactorPart::Weights => "swatch of-weights",
    };
    let is_absent = move || drawn.with(|drawn| drawn.as_ref().is_some_and(|drawn| !parts(drawn.kind).contains(&part)));
    view! {
        <span class="waterfall-part" title=(words.part_help)(part) hidden=live(is_absent)>
            <span class=class aria-hidden="true"></span> {(words.part)(part)} " " <b>{live(total)}</b>
        </span>
    }
}

fn rows(drawn: RwSignal<Option<Drawn>>) -> Rows {
    let words = &words().lab.waterfall;
    let of_drawn = |drawn: &Drawn| {
        let parts = parts(drawn.kind);
        let row = |(t, (factor, norm)): (usize, (&Option<Factor>, &f64))| {
            let step = step(*factor, *norm);
            let split = parts.iter().map(|part| factor.map_or(f64::NAN, |factor| factor.part(*part)));
            let numbers = std::iter::once(step.before).chain(split).chain([step.after]).collect();
            (format!("{} → {t}", t + 1), numbers)
        };
        let heads = ["t", words.arrives].into_iter().chain(parts.iter().map(|part| (words.times)(*part)));
        Rows {
            heads: heads.chain([words.leaves]).map(str::to_owned).collect(),
            rows: drawn.factors.iter().zip(&drawn.norms).enumerate().rev().map(row).collect(),
            ..Rows::default()
        }
    };
    drawn.with(|drawn| drawn.as_ref().map(of_drawn).unwrap_or_default())
}

/// The numbers of a step, and first those of its bars, where they are of other steps, too.
fn at_step(drawn: RwSignal<Option<Drawn>>, t: Option<usize>) -> String {
    let words = &words().lab.waterfall;
    drawn.with(|drawn| {
        let Some((drawn, t)) = drawn.as_ref().zip(t).filter(|(drawn, t)| *t < drawn.factors.len()) else {
            return words.hint.to_owned();
        };
        let Some(factor) = drawn.factors[t] else { return (words.nothing_at)(t + 1, drawn.norms[t]) };
        let of_parts = |number: &dyn Fn(FactorPart) -> f64| {
            let part = |part: &FactorPart| format!("{} × {}", (words.part)(*part), short(number(*part)));
            parts(drawn.kind).iter().map(part).collect::<Vec<_>>().join(", ")
        };
        let bars = drawn.shared_with(t).map(|(first, last)| {
            let moves = || drawn.factors[first..=last].iter().flatten();
            let log10 = |part| moves().map(|factor| libm::log10(factor.part(part))).sum();
            (words.at_bars)(last + 1, first, &of_parts(&|part| libm::pow(10.0, log10(part))))
        });
        bars.unwrap_or_default() + &(words.at_step)(t + 1, factor, &of_parts(&|part| factor.part(part)))
    })
}

/// From the last step that a gradient reaches to the first, where it is last alive, and what costs most on the way, in all and at
/// one step.
fn summary(drawn: RwSignal<Option<Drawn>>) -> String {
    let (strings, words) = (words(), &words().lab.waterfall);
    drawn.with(|drawn| {
        let Some(drawn) = drawn.as_ref() else { return String::new() };
        let last = drawn.factors.iter().enumerate().rev().find_map(|(t, factor)| Some((t, (*factor)?)));
        let Some((last, factor)) = last else { return words.nothing.to_owned() };
        let level = |(factor, norm): (&Option<Factor>, &f64)| factor.map_or(*norm, |factor| factor.arrives);
        let levels: Vec<f64> = drawn.factors.iter().zip(&drawn.norms).map(level).collect();
        let cost = cost(&drawn.factors).map(|(t, part, factor)| (words.cost)(drawn.kind, part, t + 1, factor));
        let mut name = (strings.cell_name)(drawn.kind).to_owned();
        if drawn.kind == CellKind::Lstm {
            // Above, ∂L/∂h and ∂L/∂c have a line each.
            name += " (h, c)";
        }
        if last == 0 {
            return (words.summary_one)(&name, levels[0]);
        }
        let way = (words.summary)(&name, (last + 1, factor.arrives), levels[0]);
        // A sum of losses does not tell what travels.
        let fate = (!drawn.adds_losses).then(|| (strings.panels.flow.fate)(&levels));
        let products = parts(drawn.kind).iter().filter_map(|&part| Some((part, drawn.product(part)?)));
        let most = products.min_by(|one, other| one.1.total_cmp(&other.1)).filter(|(_, product)| *product < 1.0);
        let most = most.map(|(part, product)| (words.most)(drawn.kind, part, product));
        let added = drawn.adds_losses.then(|| words.added.to_owned());
        [Some(way), fate, most, cost, added].into_iter().flatten().collect::<Vec<_>>().join(" ")
    })
}
