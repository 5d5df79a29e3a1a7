//! Every chart as SVG, compared with the stored picture. `UPDATE_SNAPSHOTS=1 cargo test` writes them anew: look at them
//! before they are committed. The folder is the gallery.

mod cases;

use std::collections::BTreeSet;
use std::path::PathBuf;

use plotters_backend::{BackendColor, DrawingBackend};
use plotters_svg::SVGBackend;
use unrolled_plots::{
    ColorScales, FlowWords, GRADIENT_FLOW_DECADES, GradientFlow, GradientSeries, Identity, LossCurve, LossSeries,
    PlotError, Quantity, Rgb, Size, Theme,
};

const LN_4: f64 = 2.0 * std::f64::consts::LN_2;
const WIDE: Size = Size { width: 440.0, height: 260.0 };
const NARROW: Size = Size { width: 340.0, height: 240.0 };
const WORDS: FlowWords = FlowWords {
    vanished: "vanished: below 10⁻³",
    exploding: "exploding: above 10³",
    underflow: "f32 underflows below this line",
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

/// The picture of a chart; `draw` gets the backend.
fn svg<T>(size: Size, theme: &Theme, draw: impl FnOnce(SVGBackend) -> Result<T, PlotError>) -> String {
    let mut text = String::new();
    let pixels = |css: f64| (css * theme.scale) as u32;
    draw(SVGBackend::with_string(&mut text, (pixels(size.width), pixels(size.height)))).unwrap();
    text
}

fn check(name: &str, picture: &str) {
    let path = folder().join(format!("{name}.svg"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, picture).unwrap();
        return;
    }
    let stored = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; UPDATE_SNAPSHOTS=1 writes it", path.display()));
    let differs = stored.lines().zip(picture.lines()).position(|(old, new)| old != new);
    if stored != picture {
        let line = differs.unwrap_or(stored.lines().count().min(picture.lines().count()));
        let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
        panic!("{name}.svg differs at line {}:\n- {}\n+ {}", line + 1, at(&stored), at(picture));
    }
}

/// c·r^(last − t): what a chain with the factor r leaves of c at each step.
fn decay(steps: usize, at_loss: f64, factor: f64) -> Vec<f64> {
    (0..steps).map(|t| at_loss * libm::pow(factor, (steps - 1 - t) as f64)).collect()
}

/// RNN, LSTM (h), LSTM (c), GRU.
fn series(norms: &[Vec<f64>; 4]) -> Vec<GradientSeries<'_>> {
    [
        (Identity::Rnn, Quantity::Hidden, "RNN"),
        (Identity::Lstm, Quantity::Hidden, "LSTM"),
        (Identity::Lstm, Quantity::Cell, "LSTM, c"),
        (Identity::Gru, Quantity::Hidden, "GRU"),
    ]
    .into_iter()
    .zip(norms)
    .map(|((identity, quantity, label), norms)| GradientSeries { identity, quantity, norms, label, visible: true })
    .collect()
}

fn flow<'a>(series: &'a [GradientSeries<'a>]) -> GradientFlow<'a> {
    GradientFlow {
        size: WIDE,
        series,
        cursor: None,
        hover: None,
        decades: GRADIENT_FLOW_DECADES,
        words: WORDS,
        draw_text: true,
    }
}

fn sketch(steps: usize) -> [Vec<f64>; 4] {
    [decay(steps, 1.0, 0.61), decay(steps, 0.7, 0.92), decay(steps, 0.9, 0.95), decay(steps, 1.1, 0.85)]
}

/// Zeros, infinities and NaN in every series, next to each other.
fn broken(steps: usize) -> [Vec<f64>; 4] {
    let mut norms = sketch(steps);
    let (third, half) = (steps / 3, steps / 2);
    norms[0][..third].fill(0.0);
    norms[3][..third + 1].fill(0.0);
    norms[1][third..half].fill(f64::INFINITY);
    norms[1][..third].fill(f64::NAN);
    norms[2][half] = f64::NAN;
    norms[2][half + 2] = f64::INFINITY;
    norms
}

fn flow_cases() -> Vec<(&'static str, String)> {
    let (light, dark) = (Theme::light().for_svg(), Theme::dark().for_svg());
    let draw = |theme: &Theme, change: &dyn Fn(&mut GradientFlow), norms: [Vec<f64>; 4]| {
        let series = series(&norms);
        let mut chart = flow(&series);
        change(&mut chart);
        svg(chart.size, theme, |backend| chart.draw(backend, theme))
    };
    let none = |_: &mut GradientFlow| {};
    let narrow = |chart: &mut GradientFlow| chart.size = NARROW;
    let cursor = |chart: &mut GradientFlow| chart.cursor = Some(6);
    let tiny = [decay(120, 1.0, 3e-3), decay(120, 1.0, 0.9), decay(120, 1.0, 0.95), decay(120, 1.0, 0.3)];
    let exploding = [decay(16, 1.0, 3.3), decay(16, 0.6, 0.9), decay(16, 0.7, 0.93), decay(16, 1.0, 1.2)];
    let both_ends = [decay(30, 1e-300, 1e20), decay(30, 1.0, 0.5), decay(30, 1.0, 0.6), decay(30, 1e-300, 1.0)];
    let two = light.clone().with_scale(2.0);
    let mut cases = vec![
        ("flow_light", draw(&light, &cursor, sketch(16))),
        ("flow_dark", draw(&dark, &cursor, sketch(16))),
        ("flow_dpr_2", draw(&two, &cursor, sketch(16))),
        ("flow_narrow", draw(&light, &narrow, sketch(16))),
        ("flow_one_step", draw(&light, &none, sketch(1))),
        ("flow_two_steps", draw(&light, &none, sketch(2))),
        ("flow_200_steps", draw(&light, &narrow, sketch(200))),
        ("flow_exploding", draw(&light, &none, exploding)),
        ("flow_1e-300", draw(&light, &none, tiny)),
        ("flow_overflow", draw(&light, &none, both_ends)),
        ("flow_broken", draw(&light, &cursor, broken(16))),
        ("flow_broken_dark", draw(&dark, &narrow, broken(16))),
        ("flow_broken_200_steps", draw(&light, &narrow, broken(200))),
        ("flow_all_zero", draw(&light, &none, std::array::from_fn(|_| vec![0.0; 8]))),
        ("flow_all_nan", draw(&light, &none, std::array::from_fn(|_| vec![f64::NAN; 8]))),
    ];
    let hover = |chart: &mut GradientFlow| {
        chart.cursor = Some(6);
        chart.hover = Some(11);
        chart.draw_text = false;
    };
    cases.push(("flow_hover_no_text", draw(&light, &hover, sketch(16))));
    let wider = |chart: &mut GradientFlow| chart.decades = (-10, 5);
    cases.push(("flow_given_decades", draw(&light, &wider, sketch(16))));
    cases
}

/// A loss that falls from ln 4 to about `floor`, with a ripple so that thinning has something to keep.
fn falling(updates: usize, rate: f64, floor: f64) -> Vec<f64> {
    let ripple = |k: f64| 1.0 + 0.15 * libm::sin(k * 1.7) * libm::cos(k * 0.31);
    (0..=updates)
        .map(|k| k as f64)
        .map(|k| (floor + (LN_4 - floor) * libm::exp(-k * rate)) * if k == 0.0 { 1.0 } else { ripple(k) })
        .collect()
}

fn loss_picture(theme: &Theme, losses: &[Vec<f64>], change: impl Fn(&mut LossCurve)) -> String {
    let names = [(Identity::Rnn, "RNN"), (Identity::Lstm, "LSTM"), (Identity::Gru, "GRU")];
    let series: Vec<LossSeries> = names
        .into_iter()
        .zip(losses)
        .map(|((identity, label), losses)| LossSeries { identity, losses, updates: None, label })
        .collect();
    let mut chart = LossCurve {
        size: WIDE,
        series: &series,
        chance: Some((LN_4, "guessing: ln 4 a character")),
        log: false,
        top: None,
        updates: 0,
        cursor: None,
        draw_text: true,
    };
    change(&mut chart);
    svg(chart.size, theme, |backend| chart.draw(backend, theme))
}

fn loss_cases() -> Vec<(&'static str, String)> {
    let (light, dark) = (Theme::light().for_svg(), Theme::dark().for_svg());
    let race = |updates| [falling(updates, 0.03, 0.3), falling(updates, 0.06, 0.02), falling(updates, 0.05, 0.05)];
    let mut broken = race(100);
    broken[0][40..60].fill(f64::INFINITY);
    broken[0][60..].fill(f64::NAN);
    broken[1][50] = f64::NAN;
    broken[2].truncate(71);
    let two = dark.clone().with_scale(2.0);
    vec![
        ("loss_light", loss_picture(&light, &race(100), |chart| chart.cursor = Some(40))),
        ("loss_dark_dpr_2", loss_picture(&two, &race(100), |chart| chart.cursor = Some(40))),
        (
            "loss_narrow_log",
            loss_picture(&light, &race(300), |chart| {
                chart.size = NARROW;
                chart.log = true;
            }),
        ),
        ("loss_one_point", loss_picture(&light, &[vec![1.39]], |chart| chart.updates = 100)),
        ("loss_10000_points", loss_picture(&light, &race(10_000), |chart| chart.size = NARROW)),
        ("loss_broken", loss_picture(&light, &broken, |chart| chart.updates = 100)),
        (
            "loss_exact_zero_log",
            loss_picture(&light, &[vec![1.0, 0.1, 0.0, 0.0, 1e-4]], |chart| {
                chart.log = true;
                chart.chance = None;
            }),
        ),
    ]
}

/// The three channels as rows of swatches: signed values from −1.2 to 1.2 between −∞ and +∞, gates from 0 to 1, norms from zero
/// over 10⁻⁷ … 10³ to ∞; NaN at the end of each row.
fn color_picture(scales: &ColorScales, paper: Rgb) -> String {
    let unit = |steps: i32| (0..=steps).map(move |step| f64::from(step) / f64::from(steps));
    let signed = unit(24).map(|x| 2.4 * x - 1.2);
    let signed = [f64::NEG_INFINITY].into_iter().chain(signed).chain([f64::INFINITY, f64::NAN]);
    let norms = unit(20).map(|x| libm::pow(10.0, 10.0 * x - 7.0));
    let norms = [0.0].into_iter().chain(norms).chain([f64::INFINITY, f64::NAN]);
    let rows: [Vec<Rgb>; 3] = [
        signed.map(|x| scales.signed(x, 1.0)).collect(),
        unit(20).chain([f64::NAN]).map(|x| scales.gate(x)).collect(),
        norms.map(|x| scales.gradient(x)).collect(),
    ];
    let mut text = String::new();
    let mut backend = SVGBackend::with_string(&mut text, (460, 110));
    let mut fill = |(x, y): (i32, i32), (w, h): (i32, i32), Rgb(r, g, b): Rgb| {
        backend.draw_rect((x, y), (x + w, y + h), &BackendColor { alpha: 1.0, rgb: (r, g, b) }, true).unwrap();
    };
    fill((0, 0), (460, 110), paper);
    for (row, colors) in rows.iter().enumerate() {
        for (column, color) in colors.iter().enumerate() {
            fill((8 + 16 * column as i32, 8 + 34 * row as i32), (13, 26), *color);
        }
    }
    backend.present().unwrap();
    drop(backend);
    text
}

fn color_cases() -> Vec<(&'static str, String)> {
    vec![
        ("colors_light", color_picture(&ColorScales::light(), Theme::light().surface)),
        ("colors_dark", color_picture(&ColorScales::dark(), Theme::dark().surface)),
    ]
}

fn all_cases() -> Vec<(&'static str, String)> {
    [flow_cases(), loss_cases(), color_cases(), cases::cases()].concat()
}

#[test]
fn pictures_are_as_stored() {
    for (name, picture) in all_cases() {
        check(name, &picture);
    }
    gallery_holds_nothing_else();
}

fn gallery_holds_nothing_else() {
    let wanted: BTreeSet<String> = all_cases().iter().map(|(name, _)| format!("{name}.svg")).collect();
    let found: BTreeSet<String> =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(found, wanted);
}
