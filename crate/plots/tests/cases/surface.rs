use unrolled_plots::{LossColors, Size, Surface, SurfacePath, Theme};

use crate::svg;

const SIZE: Size = Size { width: 420.0, height: 300.0 };
const NARROW: Size = Size { width: 320.0, height: 240.0 };
const ROWS: usize = 30;
const COLUMNS: usize = 40;
const W: (f64, f64) = (0.5, 2.5);
const B: (f64, f64) = (-1.5, 1.0);
const STEPS: usize = 50;
const DECADES: (i32, i32) = (-4, 0);

/// h_t = tanh(w h_{t−1} + b) from h_0 = 0.3, L = ½ (h_T − ½)², and its gradient by differences, good enough for a picture.
fn loss((w, b): (f64, f64)) -> f64 {
    let mut h = 0.3;
    for _ in 0..STEPS {
        h = libm::tanh(w * h + b);
    }
    0.5 * (h - 0.5) * (h - 0.5)
}

fn descent(start: (f64, f64), rate: f64, limit: f64, updates: usize) -> Vec<(f64, f64)> {
    let mut path = vec![start];
    for _ in 0..updates {
        let (w, b) = path[path.len() - 1];
        let small = 1e-6;
        let dw = (loss((w + small, b)) - loss((w - small, b))) / (2.0 * small);
        let db = (loss((w, b + small)) - loss((w, b - small))) / (2.0 * small);
        let size = libm::hypot(dw, db);
        let factor = rate * if size > limit { limit / size } else { 1.0 };
        path.push((w - factor * dw, b - factor * db));
    }
    path
}

fn grid() -> Vec<f64> {
    let at = |(first, last): (f64, f64), index: usize, count: usize| {
        first + (last - first) * index as f64 / (count as f64 - 1.0)
    };
    let place = |index: usize| (at(W, index % COLUMNS, COLUMNS), at(B, index / COLUMNS, ROWS));
    (0..ROWS * COLUMNS).map(|index| loss(place(index))).collect()
}

fn picture(theme: &Theme, losses: &[f64], paths: &[SurfacePath], change: impl Fn(&mut Surface)) -> String {
    let mut chart = Surface { size: SIZE, losses, rows: ROWS, columns: COLUMNS, w: W, b: B, paths, cursor: None };
    change(&mut chart);
    let dark = theme.surface == Theme::dark().surface;
    let colors = if dark { LossColors::dark(DECADES) } else { LossColors::light(DECADES) };
    svg(chart.size, theme, |backend| chart.draw(backend, &colors, theme))
}

pub fn cases() -> Vec<(&'static str, String)> {
    let (light, dark) = (Theme::light().for_svg(), Theme::dark().for_svg());
    let two = light.clone().with_scale(2.0);
    let losses = grid();
    let start = (2.2, -0.45);
    let (plain, clipped) = (descent(start, 1.5, f64::INFINITY, 12), descent(start, 1.5, 0.08, 12));
    let paths = [SurfacePath { points: &plain, clipped: false }, SurfacePath { points: &clipped, clipped: true }];
    let mut broken = losses.clone();
    broken[..3 * COLUMNS].fill(f64::NAN);
    broken[5 * COLUMNS..8 * COLUMNS].fill(f64::INFINITY);
    broken[10 * COLUMNS..12 * COLUMNS].fill(0.0);
    let lost = [(1.0, 0.0), (1.5, 0.5), (9.0, 3.0), (1.2, -9.0), (1.0, -0.4), (f64::NAN, 0.0)];
    let cursor = |chart: &mut Surface| chart.cursor = Some(4);
    let none = |_: &mut Surface| {};
    vec![
        ("surface_light", picture(&light, &losses, &paths, cursor)),
        ("surface_dark", picture(&dark, &losses, &paths, cursor)),
        ("surface_dpr_2", picture(&two, &losses, &paths, none)),
        ("surface_narrow", picture(&light, &losses, &paths, |chart| chart.size = NARROW)),
        ("surface_broken", picture(&light, &broken, &[SurfacePath { points: &lost, clipped: false }], none)),
        ("surface_broken_dark", picture(&dark, &broken, &[SurfacePath { points: &lost, clipped: true }], none)),
    ]
}
