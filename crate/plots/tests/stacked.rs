//! Stacked contributions: parts that add up, the norm beside them, the way back from pixels, refusals.

use unrolled_plots::{Identity, PlotError, Size, Stacked, StackedLayout, StackedPart, Theme, source_shade};

/// Two losses that pull h_1 in opposite ways: ‖∂L_1/∂h_1‖ = 2, ‖∂L_2/∂h_1‖ = 1.5, of which 0.5 is left.
const PARTS: [f64; 9] = [2.0, 1.5, 0.0, 0.0, 1.0, 0.5, 0.0, 0.0, 3.0];
const NORMS: [f64; 3] = [0.5, 1.5, 3.0];

fn chart<'a>(contributions: &'a [f64], norms: &'a [f64]) -> Stacked<'a> {
    Stacked {
        size: Size { width: 400.0, height: 250.0 },
        identity: Identity::Gru,
        contributions,
        norms,
        shares: false,
        cursor: None,
        hover: None,
        source: None,
    }
}

fn layout(chart: &Stacked) -> StackedLayout {
    chart.layout(&Theme::light()).unwrap()
}

#[test]
fn parts_add_up_and_the_norm_stands_as_it_is() {
    let layout = layout(&chart(&PARTS, &NORMS));
    let value = |y: f64| layout.axis().value_at(y).unwrap();
    for (step, (sum, norm)) in [(3.5, 0.5), (1.5, 1.5), (3.0, 3.0)].into_iter().enumerate() {
        assert!((value(layout.top(step)) - sum).abs() < 1e-9);
        assert!((value(layout.norm_y(step)) - norm).abs() < 1e-9);
    }
}

#[test]
fn shares_divide_parts_and_norm_by_the_same_sum() {
    let layout = layout(&Stacked { shares: true, ..chart(&PARTS, &NORMS) });
    let value = |y: f64| layout.axis().value_at(y).unwrap();
    for step in 0..3 {
        assert!((value(layout.top(step)) - 1.0).abs() < 1e-9);
    }
    let wanted = [0.5 / 3.5, 1.0, 1.0];
    assert!((0..3).all(|step| (value(layout.norm_y(step)) - wanted[step]).abs() < 1e-9));
}

#[test]
fn pixels_lead_back_to_steps_and_sources() {
    let layout = layout(&chart(&PARTS, &NORMS));
    let at = |height: f64| {
        let (top, bottom) = layout.axis().range();
        bottom - height / layout.axis().value_at(top).unwrap() * (bottom - top)
    };
    let part = |step, source| Some(StackedPart { step, source });
    assert_eq!(layout.hit(layout.x(0), at(1.9)), part(0, 0));
    assert_eq!(layout.hit(layout.x(0), at(2.1)), part(0, 1));
    assert_eq!(layout.hit(layout.x(1), at(1.2)), part(1, 2));
    assert_eq!(layout.hit(layout.x(1), at(1.6)), None);
    assert_eq!(layout.hit((layout.x(0) + layout.x(1)) / 2.0, at(0.5)), None, "between two bars");
    for step in 0..3 {
        assert_eq!(layout.step_at(layout.x(step) + 30.0), Some(step));
    }
    assert_eq!(layout.step_at(1.0), None);
}

#[test]
fn a_sum_that_is_not_finite_has_no_bar() {
    let mut parts = PARTS;
    parts[1] = f64::INFINITY;
    let norms = [f64::INFINITY, 1.5, 3.0];
    let layout = layout(&chart(&parts, &norms));
    assert_eq!(layout.axis().value_at(layout.top(0)), None, "in the strip of infinity");
    assert!(layout.norm_y(0) > layout.top(0), "not on the same row of it");
    assert_eq!(layout.hit(layout.x(0), layout.axis().range().1 - 1.0), None);
}

#[test]
fn sources_have_shades_of_their_own() {
    let theme = Theme::dark();
    assert_eq!([source_shade(4, 5, &theme), source_shade(0, 1, &theme)], [theme.gradient; 2]);
    let shades: Vec<_> = (0..16).map(|source| source_shade(source, 16, &theme).luminance()).collect();
    assert!(shades.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn wrong_data_is_refused_with_its_place() {
    let refused = |parts: &[f64], norms: &[f64]| chart(parts, norms).layout(&Theme::light()).unwrap_err();
    assert_eq!(refused(&[], &[]), PlotError::Empty);
    assert_eq!(refused(&PARTS[..6], &NORMS), PlotError::Shape { rows: 3, columns: 3, found: 6 });
    assert_eq!(refused(&PARTS, &[1.0, -1.0, 1.0]), PlotError::Negative { series: 3, index: 1, value: -1.0 });
    let mut parts = PARTS;
    parts[3] = 0.1;
    assert_eq!(refused(&parts, &NORMS), PlotError::LaterStep { step: 1, source: 0 });
    parts[3] = -0.1;
    assert_eq!(refused(&parts, &NORMS), PlotError::Negative { series: 1, index: 0, value: -0.1 });
}
