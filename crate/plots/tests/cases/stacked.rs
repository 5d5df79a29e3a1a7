use unrolled_plots::{Identity, Size, Stacked, Theme};

use crate::svg;

const WIDE: Size = Size { width: 440.0, height: 260.0 };
const NARROW: Size = Size { width: 320.0, height: 220.0 };

/// Each step's loss gives about 1 to its own state and `keep` of that to each state before; a part of it cancels.
fn gradients(steps: usize, keep: f64) -> (Vec<f64>, Vec<f64>) {
    let own = |s: usize| 0.7 + 0.3 * libm::sin(s as f64 * 1.9);
    let part = |t: usize, s: usize| if s < t { 0.0 } else { own(s) * libm::pow(keep, (s - t) as f64) };
    let contributions: Vec<f64> = (0..steps * steps).map(|index| part(index / steps, index % steps)).collect();
    let norm = |t: usize| {
        let turned = |s: usize| (part(t, s) * libm::cos(s as f64 * 0.4), part(t, s) * libm::sin(s as f64 * 0.4));
        let (x, y) = (t..steps).map(turned).fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        libm::hypot(x, y)
    };
    (contributions, (0..steps).map(norm).collect())
}

fn picture(theme: &Theme, (contributions, norms): &(Vec<f64>, Vec<f64>), change: impl Fn(&mut Stacked)) -> String {
    let mut chart = Stacked {
        size: WIDE,
        identity: Identity::Lstm,
        contributions,
        norms,
        shares: false,
        cursor: None,
        hover: None,
        source: None,
    };
    change(&mut chart);
    svg(chart.size, theme, |backend| chart.draw(backend, theme))
}

pub fn cases() -> Vec<(&'static str, String)> {
    let (light, dark) = (Theme::light().for_svg(), Theme::dark().for_svg());
    let two = light.clone().with_scale(2.0);
    let data = gradients(16, 0.8);
    let pointed = |chart: &mut Stacked| {
        chart.cursor = Some(10);
        chart.hover = Some(4);
        chart.source = Some(11);
    };
    let none = |_: &mut Stacked| {};
    let mut broken = gradients(16, 0.8);
    broken.0[2 * 16 + 5] = f64::INFINITY;
    broken.1[2] = f64::INFINITY;
    broken.0[3 * 16 + 5] = f64::NAN;
    broken.1[3] = f64::NAN;
    broken.0[9 * 16..10 * 16].fill(0.0);
    broken.1[9] = 0.0;
    vec![
        ("stacked_light", picture(&light, &data, pointed)),
        ("stacked_dark", picture(&dark, &data, pointed)),
        ("stacked_dpr_2", picture(&two, &data, none)),
        ("stacked_narrow", picture(&light, &data, |chart| chart.size = NARROW)),
        ("stacked_shares", picture(&light, &gradients(16, 0.95), |chart| chart.shares = true)),
        ("stacked_one_step", picture(&light, &gradients(1, 0.8), none)),
        ("stacked_200_steps", picture(&light, &gradients(200, 0.5), |chart| chart.size = NARROW)),
        ("stacked_broken", picture(&light, &broken, none)),
    ]
}
