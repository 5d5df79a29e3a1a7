use unrolled_plots::{ComplexPlane, Eigenvalue, Eigenvalues, Identity, PLANE_REACH, Size, Theme};

use crate::svg;

const SQUARE: Size = Size { width: 320.0, height: 300.0 };

/// Conjugate pairs and some real ones, spread over a disc of this radius.
fn disc(count: usize, radius: f64) -> Vec<(f64, f64)> {
    let golden = 2.399_963_229_728_653;
    let mut values = Vec::new();
    for k in 0..count / 2 {
        let size = radius * libm::sqrt((k as f64 + 0.5) / (count as f64 / 2.0));
        let angle = golden * k as f64;
        let (re, im) = (size * libm::cos(angle), size * libm::sin(angle));
        if k % 5 == 2 { values.extend([(size, 0.0), (-0.6 * size, 0.0)]) } else { values.extend([(re, im), (re, -im)]) }
    }
    values
}

fn picture(theme: &Theme, sets: &[Eigenvalues], change: impl Fn(&mut ComplexPlane)) -> String {
    let mut chart = ComplexPlane { size: SQUARE, sets, hover: None, reach: PLANE_REACH };
    change(&mut chart);
    svg(chart.size, theme, |backend| chart.draw(backend, theme))
}

fn set(identity: Identity, values: &[(f64, f64)]) -> Eigenvalues<'_> {
    Eigenvalues { identity, secondary: false, values, visible: true }
}

pub fn cases() -> Vec<(&'static str, String)> {
    let (light, dark) = (Theme::light().for_svg(), Theme::dark().for_svg());
    let two = light.clone().with_scale(2.0);
    let (weights, jacobian) = (disc(32, 1.0), disc(32, 0.6));
    let both = [set(Identity::Rnn, &weights), Eigenvalues { secondary: true, ..set(Identity::Rnn, &jacobian) }];
    let one = [set(Identity::Gru, &weights)];
    let (large, tiny) = (disc(64, 7.3), disc(8, 1e-4));
    let pointed = |chart: &mut ComplexPlane| chart.hover = Some(Eigenvalue { set: 0, index: 20 });
    let none = |_: &mut ComplexPlane| {};
    let wide = |chart: &mut ComplexPlane| chart.size = Size { width: 560.0, height: 240.0 };
    let narrow = |chart: &mut ComplexPlane| chart.size = Size { width: 160.0, height: 180.0 };
    let mut broken = weights.clone();
    broken[3] = (f64::NAN, 0.0);
    broken[4..7].fill((0.0, f64::INFINITY));
    vec![
        ("plane_light", picture(&light, &both, pointed)),
        ("plane_dark", picture(&dark, &both, pointed)),
        ("plane_dpr_2", picture(&two, &one, pointed)),
        ("plane_wide", picture(&light, &[set(Identity::Lstm, &large)], wide)),
        ("plane_narrow", picture(&light, &one, narrow)),
        ("plane_tiny", picture(&light, &[set(Identity::Lstm, &tiny)], none)),
        ("plane_broken", picture(&light, &[set(Identity::Rnn, &broken)], none)),
    ]
}
