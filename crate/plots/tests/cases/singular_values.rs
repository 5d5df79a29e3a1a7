use unrolled_plots::{Below, Identity, SINGULAR_DECADES, SingularSet, SingularStyle, SingularValues, Size, Theme};

use crate::svg;

const SIZE: Size = Size { width: 320.0, height: 200.0 };

/// The quarter circle of a square Gaussian matrix, about: σ_max (1 − k/H).
fn quarter(count: usize, most: f64) -> Vec<f64> {
    (0..count).map(|k| most * (1.0 - (k as f64 + 0.3) / (count as f64 + 0.3))).collect()
}

/// Weights, one Jacobian with slopes below 1, and the product of twenty.
fn three(count: usize) -> [Vec<f64>; 3] {
    let weights = quarter(count, 1.9);
    let jacobian: Vec<f64> = weights.iter().map(|value| value * 0.62).collect();
    let product = jacobian.iter().map(|value| libm::pow(*value, 6.0)).collect();
    [weights, jacobian, product]
}

/// A set with fewer values than another one has the other ranks below a limit.
fn picture(theme: &Theme, identity: Identity, values: &[Vec<f64>], change: impl Fn(&mut SingularValues)) -> String {
    let styles = [(SingularStyle::Solid, "W_hh"), (SingularStyle::Hollow, "J₉"), (SingularStyle::Line, "J₁₆ … J₁₁")];
    let set = |(values, (style, label)): (&'_ Vec<f64>, _)| (style, label, values.clone());
    let owned: Vec<_> = values.iter().zip(styles).map(set).collect();
    let most = values.iter().map(Vec::len).max().unwrap_or(0);
    let sets: Vec<SingularSet> = owned
        .iter()
        .map(|(style, label, values)| {
            let missing = most - values.len();
            let below = Below { limit: 2.7e-10, ranks: missing, label: "below 2.7·10⁻¹⁰, rounding" };
            let below = (missing > 0).then_some(below);
            SingularSet { identity, style: *style, values, below, label, visible: true }
        })
        .collect();
    let mut chart = SingularValues { size: SIZE, sets: &sets, hover: None, decades: SINGULAR_DECADES, draw_text: true };
    change(&mut chart);
    svg(chart.size, theme, |backend| chart.draw(backend, theme))
}

pub fn cases() -> Vec<(&'static str, String)> {
    let (light, dark) = (Theme::light().for_svg(), Theme::dark().for_svg());
    let two = light.clone().with_scale(2.0);
    let pointed = |chart: &mut SingularValues| chart.hover = Some(3);
    let none = |_: &mut SingularValues| {};
    let narrow = |chart: &mut SingularValues| chart.size = Size { width: 160.0, height: 140.0 };
    let mut broken = three(16);
    broken[0][13..].fill(0.0);
    broken[1][..2].fill(f64::INFINITY);
    broken[2].fill(f64::NAN);
    let mut rounded = three(32);
    rounded[2] = (0..19).map(|rank| 3.8e4 * libm::pow(10.0, -0.75 * f64::from(rank))).collect();
    let page = |chart: &mut SingularValues| chart.size = Size { width: 320.0, height: 300.0 };
    vec![
        ("singular_light", picture(&light, Identity::Rnn, &three(16), pointed)),
        ("singular_dark", picture(&dark, Identity::Gru, &three(16), pointed)),
        ("singular_dpr_2", picture(&two, Identity::Lstm, &three(16), none)),
        ("singular_128", picture(&light, Identity::Gru, &three(128), none)),
        ("singular_narrow", picture(&light, Identity::Rnn, &three(8)[..1], narrow)),
        ("singular_broken", picture(&light, Identity::Rnn, &broken, none)),
        ("singular_below", picture(&light, Identity::Rnn, &rounded, page)),
    ]
}
