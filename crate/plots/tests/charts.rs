//! What a page asks of the charts besides the picture: places, the way back from pixels, refusals, independence of the machine.

use plotters::style::{IntoFont, TextStyle};
use plotters_backend::DrawingBackend;
use plotters_svg::SVGBackend;
use unrolled_plots::{
    EXPLODING_ABOVE, F32_UNDERFLOWS_BELOW, FixedText, FlowWords, GRADIENT_FLOW_DECADES, GradientFlow, GradientSeries,
    Identity, LossCurve, LossSeries, PlotError, Quantity, Scale, Size, Theme, VANISHED_BELOW,
};

const SIZE: Size = Size { width: 400.0, height: 250.0 };

fn series(norms: &[f64]) -> GradientSeries<'_> {
    GradientSeries { identity: Identity::Gru, quantity: Quantity::Hidden, norms, label: "GRU", visible: true }
}

fn flow<'a>(series: &'a [GradientSeries<'a>]) -> GradientFlow<'a> {
    GradientFlow {
        size: SIZE,
        series,
        cursor: None,
        hover: None,
        decades: GRADIENT_FLOW_DECADES,
        words: FlowWords { vanished: "", exploding: "", underflow: "" },
        draw_text: false,
    }
}

fn loss<'a>(series: &'a [LossSeries<'a>]) -> LossCurve<'a> {
    LossCurve { size: SIZE, series, chance: None, log: false, top: None, updates: 0, cursor: None, draw_text: false }
}

#[test]
fn pixels_lead_back_to_steps_and_values() {
    let norms = [1e-4, 0.02, 0.0, f64::INFINITY, 1.0];
    let list = [series(&norms)];
    let layout = flow(&list).layout(&Theme::light()).unwrap();
    for (step, &norm) in norms.iter().enumerate() {
        assert_eq!(layout.step_at(layout.x(step) + 3.0), Some(step));
        assert!(layout.plot().contains(layout.x(step), layout.y(0, norm)), "{norm}");
        let back = layout.axis().value_at(layout.y(0, norm));
        match back {
            Some(value) => assert!((value / norm - 1.0).abs() < 1e-9),
            None => assert!(norm == 0.0 || norm.is_infinite()),
        }
    }
    assert_eq!(layout.step_at(0.0), None);
}

#[test]
fn places_do_not_depend_on_the_device_pixel_ratio() {
    let norms = [0.1, 0.5, 1.0];
    let list = [series(&norms)];
    let one = flow(&list).layout(&Theme::light()).unwrap();
    assert_eq!(one, flow(&list).layout(&Theme::light().with_scale(2.0)).unwrap());
}

#[test]
fn hiding_a_series_or_pointing_at_a_step_moves_nothing() {
    let (small, large) = ([1e-9, 1e-3], [0.5, 1e7]);
    let mut list = [series(&small), series(&large)];
    let before = flow(&list).layout(&Theme::light()).unwrap();
    list[1].visible = false;
    let mut chart = flow(&list);
    chart.hover = Some(1);
    let after = chart.layout(&Theme::light()).unwrap();
    assert_eq!(before.axis(), after.axis());
    assert_eq!(before.axis().scale(), Scale::Log { low: -10, high: 10 });
    assert_eq!(after.labels.len(), 1);
}

#[test]
fn bands_are_absolute() {
    let norms = [1e-9, 1e9];
    let list = [series(&norms)];
    let layout = flow(&list).layout(&Theme::light()).unwrap();
    let (vanished, exploding) = (layout.vanished.unwrap(), layout.exploding.unwrap());
    assert_eq!(vanished.top, layout.y(0, VANISHED_BELOW));
    assert_eq!(exploding.bottom(), layout.y(0, EXPLODING_ABOVE));
    let calm = [0.5, 1.0];
    assert_eq!(flow(&[series(&calm)]).layout(&Theme::light()).unwrap().exploding, None);
}

#[test]
fn what_single_precision_cannot_hold_is_marked_where_the_scale_reaches_it() {
    assert_eq!(F32_UNDERFLOWS_BELOW, f64::from(f32::from_bits(1 << 23)));
    let layout_of = |norms: &[f64]| flow(&[series(norms)]).layout(&Theme::light()).unwrap();
    for norms in [[0.5, 1.0], [0.0, 1.0], [1e-20, 1.0]] {
        assert_eq!(layout_of(&norms).underflow, None, "{norms:?}");
    }
    for (least, has_room) in [(1e-39, false), (1e-60, true), (1e-300, true)] {
        let layout = layout_of(&[least, 1.0]);
        let band = layout.underflow.unwrap();
        assert_eq!((band.top, band.bottom()), (layout.y(0, F32_UNDERFLOWS_BELOW), layout.axis().range().1), "{least}");
        let words = layout.underflow_words(18.0).unwrap();
        if has_room {
            assert_eq!(words - band.top, 9.0, "{least}");
        } else {
            assert_eq!(words, band.top - 9.0, "{least}");
        }
        // The words of the vanished band lie neither on these nor on the line.
        let vanished = layout.vanished_words(18.0).unwrap();
        assert!((vanished - words).abs() >= 18.0 && (vanished - band.top).abs() >= 9.0, "{least}: {vanished}, {words}");
        assert!(vanished <= band.bottom() - 9.0, "{least}: {vanished} is below the floor");
    }
    // Without the line they stand on the floor.
    let layout = layout_of(&[1e-20, 1.0]);
    assert_eq!(layout.vanished_words(18.0), Some(layout.axis().range().1 - 11.0));
    for exponent in 39..50 {
        let layout = layout_of(&[10_f64.powi(-exponent), 1.0]);
        let [vanished, words] = [layout.vanished_words(18.0), layout.underflow_words(18.0)].map(Option::unwrap);
        assert!((vanished - words).abs() >= 16.0, "1e-{exponent}: {vanished}, {words}");
    }
}

#[test]
fn wrong_data_is_refused_with_its_place() {
    let theme = Theme::light();
    let (two, three, negative) = ([1.0, 1.0], [1.0, 1.0, 1.0], [1.0, -0.5]);
    let refused = |list: &[GradientSeries]| flow(list).layout(&theme).unwrap_err();
    assert_eq!(refused(&[]), PlotError::Empty);
    assert_eq!(refused(&[series(&[])]), PlotError::Empty);
    assert_eq!(refused(&[series(&two), series(&three)]), PlotError::Length { series: 1, found: 3, wanted: 2 });
    assert_eq!(refused(&[series(&negative)]), PlotError::Negative { series: 0, index: 1, value: -0.5 });
    let list = [series(&two)];
    let mut small = flow(&list);
    small.size.width = 40.0;
    assert_eq!(small.layout(&theme).unwrap_err(), PlotError::TooSmall { width: 40.0, height: 250.0 });
    let losses = LossSeries { identity: Identity::Rnn, losses: &[], updates: None, label: "" };
    assert_eq!(loss(&[losses]).layout(&theme).unwrap_err(), PlotError::Empty);
    assert_eq!(PlotError::Length { series: 1, found: 3, wanted: 2 }.to_string(), "series 1: expected 2 steps, found 3");
}

#[test]
fn thinning_is_told() {
    let many = vec![1.0; 10_001];
    let list = [LossSeries { identity: Identity::Rnn, losses: &many, updates: None, label: "RNN" }];
    let layout = loss(&list).layout(&Theme::light()).unwrap();
    let told = layout.updates_per_column.unwrap();
    assert!((25.0..40.0).contains(&told), "{told}");
    let few = [LossSeries { losses: &many[..100], ..list[0] }];
    assert_eq!(loss(&few).layout(&Theme::light()).unwrap().updates_per_column, None);
}

#[test]
fn a_lonely_spike_survives_thinning() {
    let mut many = vec![1.0; 10_001];
    many[7_003] = 4.9;
    let list = [LossSeries { identity: Identity::Rnn, losses: &many, updates: None, label: "RNN" }];
    let chart = loss(&list);
    let mut text = String::new();
    let layout = chart.draw(SVGBackend::with_string(&mut text, (400, 250)), &Theme::light().for_svg()).unwrap();
    let spike = format!("{},{} ", layout.x(7_003).round(), layout.y(0, 4.9).round());
    assert!(text.contains(&spike), "{spike}");
}

#[test]
fn text_is_measured_by_rule_not_by_font() {
    let mut text = String::new();
    let backend = FixedText(SVGBackend::with_string(&mut text, (10, 10)));
    for family in ["serif", "monospace", "no such font"] {
        let style = TextStyle::from((family, 10.0).into_font());
        assert_eq!(backend.estimate_text_size("100", &style).unwrap(), (17, 12));
    }
}
