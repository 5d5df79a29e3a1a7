//! The smallest charts, the fewest and the most values, and the most extreme ones: everything is drawn inside of its picture.

use plotters_svg::SVGBackend;
use unrolled_plots::{
    BandSeries, Bands, Below, ComplexPlane, Eigenvalue, Eigenvalues, GRADIENT_FLOW_DECADES, Identity, LossColors,
    PLANE_REACH, PlotError, SINGULAR_DECADES, ShareCurve, ShareSeries, SingularSet, SingularStyle, SingularValues,
    Size, Stacked, Surface, SurfacePath, Theme, Waterfall, WaterfallPart, WaterfallStep,
};

const SIZES: [Size; 3] =
    [Size { width: 120.0, height: 120.0 }, Size { width: 320.0, height: 120.0 }, Size { width: 900.0, height: 300.0 }];
const COUNTS: [usize; 5] = [1, 2, 3, 16, 200];
const NORMS: [f64; 8] = [1.0, 0.0, 1e-300, f64::INFINITY, 0.3, f64::NAN, f64::MAX, 5e-324];

/// Strokes and texts reach a little beyond their places.
const MARGIN: f64 = 30.0;

fn check<T>(name: &str, size: Size, draw: impl FnOnce(SVGBackend, &Theme) -> Result<T, PlotError>) {
    let mut text = String::new();
    let pixels = (size.width as u32, size.height as u32);
    if let Err(error) = draw(SVGBackend::with_string(&mut text, pixels), &Theme::light().for_svg()) {
        panic!("{name} {size:?}: {error}");
    }
    assert!(!text.contains("NaN\"") && !text.contains("inf"), "{name} {size:?}");
    let attributes = text.split_whitespace().filter_map(|word| word.split_once("=\""));
    for (attribute, value) in attributes {
        let most = match attribute {
            "x" | "x1" | "x2" | "cx" => size.width,
            "y" | "y1" | "y2" | "cy" => size.height,
            _ => continue,
        };
        let place: f64 = value.split('"').next().unwrap().parse().unwrap();
        assert!((-MARGIN..=most + MARGIN).contains(&place), "{name} {size:?}: {attribute}={place}");
    }
    for points in text.split("points=\"").skip(1) {
        for point in points.split('"').next().unwrap().split_whitespace() {
            let (x, y) = point.split_once(',').unwrap();
            let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
            assert!((-MARGIN..=size.width + MARGIN).contains(&x), "{name} {size:?}: {point}");
            assert!((-MARGIN..=size.height + MARGIN).contains(&y), "{name} {size:?}: {point}");
        }
    }
}

fn extreme(count: usize) -> Vec<f64> {
    (0..count).map(|index| NORMS[index % NORMS.len()]).collect()
}

fn each(draw: impl Fn(Size, usize)) {
    for size in SIZES {
        COUNTS.iter().for_each(|&count| draw(size, count));
    }
}

#[test]
fn waterfall() {
    each(|size, count| {
        let norms = extreme(count + 1);
        let step = |index: usize| {
            let (before, after) = (norms[index + 1], norms[index]);
            let whole = libm::log10(after) - libm::log10(before);
            let known = before > 0.0 && before.is_finite();
            WaterfallStep { before, after, log10_factors: known.then_some([-900.0, whole, 900.0]) }
        };
        let steps: Vec<WaterfallStep> = (0..count).map(step).collect();
        let chart = Waterfall {
            size,
            identity: Identity::Gru,
            steps: &steps,
            parts: &WaterfallPart::ALL,
            costliest: Some((count - 1, WaterfallPart::Gates)),
            cursor: Some(count - 1),
            hover: Some(0),
            decades: GRADIENT_FLOW_DECADES,
            words: None,
        };
        check("waterfall", size, |backend, theme| chart.draw(backend, theme));
    });
}

#[test]
fn bands() {
    each(|size, count| {
        let (lengths, medians): (Vec<usize>, Vec<f64>) =
            ((0..count).map(|index| index * index).collect(), extreme(count));
        let (zeros, infinities) = (vec![0.0; count], vec![f64::INFINITY; count]);
        let one = BandSeries {
            identity: Identity::Rnn,
            secondary: false,
            medians: &medians,
            quartiles: Some([&medians, &infinities]),
            extremes: Some([&zeros, &infinities]),
            label: "RNN",
            visible: true,
        };
        let series = [one, BandSeries { secondary: true, identity: Identity::Gru, ..one }];
        for log_lengths in [false, true] {
            let chart = Bands {
                size,
                lengths: &lengths,
                log_lengths,
                series: &series,
                hover: Some(count - 1),
                decades: GRADIENT_FLOW_DECADES,
                limit: Some(f64::MAX),
                draw_text: true,
            };
            check("bands", size, |backend, theme| chart.draw(backend, theme));
        }
    });
}

#[test]
fn complex_plane_and_singular_values() {
    each(|size, count| {
        let values: Vec<(f64, f64)> = (0..count).map(|index| (NORMS[index % 8], -NORMS[(index / 8) % 8])).collect();
        let sets = [Eigenvalues { identity: Identity::Lstm, secondary: false, values: &values, visible: true }];
        let chart =
            ComplexPlane { size, sets: &sets, hover: Some(Eigenvalue { set: 0, index: 0 }), reach: PLANE_REACH };
        check("plane", size, |backend, theme| chart.draw(backend, theme));
        let mut values = extreme(count);
        values.sort_by(|a, b| b.total_cmp(a));
        let sets = [SingularStyle::Solid, SingularStyle::Hollow, SingularStyle::Line].map(|style| SingularSet {
            identity: Identity::Lstm,
            style,
            values: &values,
            below: Some(Below { limit: f64::MIN_POSITIVE, ranks: count, label: "below" }),
            label: "W",
            visible: true,
        });
        let chart = SingularValues { size, sets: &sets, hover: Some(0), decades: SINGULAR_DECADES, draw_text: true };
        check("singular values", size, |backend, theme| chart.draw(backend, theme));
    });
}

#[test]
fn share_curve() {
    each(|size, count| {
        let shares: Vec<f64> = (0..count).map(|lag| [1.0, 0.0, f64::NAN][lag % 3]).collect();
        let series =
            [ShareSeries { identity: Identity::Gru, secondary: true, shares: &shares, label: "GRU", visible: true }];
        let chart = ShareCurve { size, series: &series, floor: Some((0.0, "floor")), hover: Some(0), draw_text: false };
        check("share curve", size, |backend, theme| chart.draw(backend, theme));
    });
}

#[test]
fn stacked() {
    each(|size, count| {
        let norms = extreme(count);
        let part = |index: usize| if index % count < index / count { 0.0 } else { norms[index % count] };
        let contributions: Vec<f64> = (0..count * count).map(part).collect();
        for shares in [false, true] {
            let chart = Stacked {
                size,
                identity: Identity::Rnn,
                contributions: &contributions,
                norms: &norms,
                shares,
                cursor: Some(0),
                hover: Some(count - 1),
                source: Some(count - 1),
            };
            check("stacked", size, |backend, theme| chart.draw(backend, theme));
        }
    });
}

#[test]
fn surface() {
    let points = [(0.0, 0.0), (1e300, -1e300), (-1e300, 0.5), (f64::MAX, f64::MAX), (-f64::MAX, 0.0), (0.5, 0.5)];
    let paths = [SurfacePath { points: &points, clipped: false }, SurfacePath { points: &points, clipped: true }];
    for size in SIZES {
        for count in COUNTS.into_iter().filter(|&count| count > 1) {
            let losses = extreme(count * 2);
            let chart = Surface {
                size,
                losses: &losses,
                rows: 2,
                columns: count,
                w: (0.0, 1e-9),
                b: (-1.0, 1.0),
                paths: &paths,
                cursor: Some(0),
            };
            check("surface", size, |backend, theme| chart.draw(backend, &LossColors::light((-3, 1)), theme));
        }
    }
}
