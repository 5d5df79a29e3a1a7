use unrolled_plots::{
    GRADIENT_FLOW_DECADES, Identity, Size, Theme, Waterfall, WaterfallPart, WaterfallStep, WaterfallWords,
};

use crate::svg;

const WIDE: Size = Size { width: 560.0, height: 260.0 };
const NARROW: Size = Size { width: 320.0, height: 240.0 };

/// The way back of a gradient of norm 1 through these log₁₀ factors (weights, saturation, gates) of each step; `loss` is
/// what each earlier step's own loss multiplies the norm by.
fn steps(factors: impl DoubleEndedIterator<Item = [f64; 3]>, loss: f64) -> Vec<WaterfallStep> {
    let mut norm = 1.0;
    let step = |factors: [f64; 3]| {
        let before = norm;
        let after = before * libm::pow(10.0, factors.iter().sum());
        norm = after * loss;
        WaterfallStep { before, after, log10_factors: Some(factors) }
    };
    let mut steps: Vec<WaterfallStep> = factors.rev().map(step).collect();
    steps.reverse();
    steps
}

/// A gated cell: weights give, slopes and gates take, each step a little differently.
fn gated(count: usize) -> Vec<[f64; 3]> {
    let wave = |t: usize, rate: f64| libm::sin(t as f64 * rate);
    (0..count).map(|t| [0.2 + 0.08 * wave(t, 2.1), -0.25 + 0.15 * wave(t, 0.7), -0.2 + 0.1 * wave(t, 1.3)]).collect()
}

fn ungated(count: usize) -> Vec<[f64; 3]> {
    gated(count).into_iter().map(|[weights, saturation, _]| [weights - 0.15, saturation, 0.0]).collect()
}

fn picture(theme: &Theme, identity: Identity, steps: &[WaterfallStep], change: impl Fn(&mut Waterfall)) -> String {
    let mut chart = Waterfall {
        size: WIDE,
        identity,
        steps,
        parts: if identity == Identity::Rnn { &WaterfallPart::ALL[..2] } else { &WaterfallPart::ALL },
        costliest: None,
        cursor: None,
        hover: None,
        decades: GRADIENT_FLOW_DECADES,
        words: None,
    };
    change(&mut chart);
    svg(chart.size, theme, |backend| chart.draw(backend, theme))
}

pub fn cases() -> Vec<(&'static str, String)> {
    let (light, dark) = (Theme::light().for_svg(), Theme::dark().for_svg());
    let lstm = steps(gated(16).into_iter(), 1.0);
    let rnn = steps(ungated(16).into_iter(), 1.0);
    let long = steps(gated(200).into_iter().map(|parts| parts.map(|part| part / 4.0)), 1.0);
    let every_loss = steps(gated(16).into_iter(), 2.5);
    let long_loss = steps(gated(200).into_iter(), 1.78);
    let pointed = |chart: &mut Waterfall| {
        chart.costliest = Some((6, WaterfallPart::Saturation));
        chart.cursor = Some(11);
        chart.hover = Some(4);
    };
    let named = |chart: &mut Waterfall| {
        chart.words = Some(WaterfallWords { vanished: "vanished: below 10⁻³", exploding: "exploding: above 10³" });
    };
    let narrow = |chart: &mut Waterfall| chart.size = NARROW;
    let none = |_: &mut Waterfall| {};
    // A dead ReLU: the slope of a step is exactly zero, and nothing is left for the steps before it.
    let mut dead = rnn.clone();
    let zero = WaterfallStep { before: 0.0, after: 0.0, log10_factors: None };
    dead[..5].fill(zero);
    dead[5].after = 0.0;
    dead[5].log10_factors = Some([0.0, f64::NEG_INFINITY, 0.0]);
    let mut broken = steps((0..16).map(|_| [40.0, 0.0, 0.0]), 1.0);
    broken[8].after = f64::INFINITY;
    broken[8].log10_factors = Some([f64::INFINITY, 0.0, 0.0]);
    broken[4..8].fill(WaterfallStep { before: f64::INFINITY, after: f64::NAN, log10_factors: None });
    broken[..4].fill(WaterfallStep { before: f64::NAN, after: f64::NAN, log10_factors: None });
    let two = light.clone().with_scale(2.0);
    vec![
        ("waterfall_light", picture(&light, Identity::Lstm, &lstm, pointed)),
        ("waterfall_dark", picture(&dark, Identity::Lstm, &lstm, pointed)),
        ("waterfall_dpr_2", picture(&two, Identity::Lstm, &lstm, pointed)),
        ("waterfall_narrow", picture(&light, Identity::Gru, &lstm, narrow)),
        ("waterfall_rnn", picture(&light, Identity::Rnn, &rnn, none)),
        ("waterfall_every_loss", picture(&light, Identity::Lstm, &every_loss, none)),
        ("waterfall_one_step", picture(&light, Identity::Gru, &steps(gated(1).into_iter(), 1.0), none)),
        ("waterfall_200_steps", picture(&light, Identity::Gru, &long, pointed)),
        ("waterfall_200_steps_every_loss", picture(&light, Identity::Gru, &long_loss, narrow)),
        ("waterfall_dead", picture(&light, Identity::Rnn, &dead, pointed)),
        ("waterfall_broken", picture(&dark, Identity::Rnn, &broken, none)),
        ("waterfall_named", picture(&light, Identity::Lstm, &lstm, named)),
    ]
}
