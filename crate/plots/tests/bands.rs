//! Bands over lengths: places, the way back from pixels, refusals.

use unrolled_plots::{BandSeries, Bands, GRADIENT_FLOW_DECADES, Identity, PlotError, Size, Theme};

const LENGTHS: [usize; 4] = [2, 20, 100, 200];

fn series<'a>(medians: &'a [f64], quartiles: Option<[&'a [f64]; 2]>) -> BandSeries<'a> {
    BandSeries {
        identity: Identity::Gru,
        secondary: false,
        medians,
        quartiles,
        extremes: None,
        label: "GRU",
        visible: true,
    }
}

fn chart<'a>(series: &'a [BandSeries<'a>]) -> Bands<'a> {
    Bands {
        size: Size { width: 400.0, height: 250.0 },
        lengths: &LENGTHS,
        log_lengths: false,
        series,
        hover: None,
        decades: GRADIENT_FLOW_DECADES,
        limit: None,
        draw_text: false,
    }
}

#[test]
fn lengths_stand_where_they_are() {
    let list = [series(&[1.0, 0.1, 0.01, 1e-3], None)];
    let mut chart = chart(&list);
    for log in [false, true] {
        chart.log_lengths = log;
        let layout = chart.layout(&Theme::light()).unwrap();
        let share = |index| (layout.x(index) - layout.x(0)) / (layout.x(3) - layout.x(0));
        let wanted = if log { 0.5 } else { 18.0 / 198.0 };
        assert!((share(1) - wanted).abs() < 1e-9);
        for index in 0..4 {
            assert_eq!(layout.length_at(layout.x(index) + 2.0), Some(index));
        }
        assert_eq!(layout.length_at(0.0), None);
    }
}

#[test]
fn whiskers_count_for_the_scale_and_its_strips() {
    let medians = [1.0; 4];
    let mut list = [series(&medians, None)];
    let plain = chart(&list).layout(&Theme::light()).unwrap();
    let least = [1.0, 1e-7, 0.0, 1.0];
    list[0].extremes = Some([&least, &medians]);
    let with = chart(&list).layout(&Theme::light()).unwrap();
    let floor = with.axis().range().1;
    assert_eq!(plain.axis().value_at(plain.axis().range().1).map(libm::log10), Some(-5.0));
    assert!((with.axis().value_at(floor).map(libm::log10).unwrap() + 10.0).abs() < 1e-9);
    assert!(with.y(0, 0.0) > floor, "a zero among the whiskers has its strip");
    list[0].visible = false;
    assert_eq!(chart(&list).layout(&Theme::light()).unwrap().axis(), with.axis());
}

#[test]
fn a_limit_has_its_line_and_is_on_the_scale() {
    let list = [series(&[1.0; 4], None)];
    let mut chart = chart(&list);
    chart.limit = Some(1e4);
    let layout = chart.layout(&Theme::light()).unwrap();
    assert!((layout.axis().value_at(layout.limit_y.unwrap()).unwrap() / 1e4 - 1.0).abs() < 1e-9);
    chart.limit = Some(f64::INFINITY);
    assert_eq!(chart.layout(&Theme::light()).unwrap().limit_y, None);
}

#[test]
fn wrong_data_is_refused_with_its_place() {
    let refused = |series: &[BandSeries]| chart(series).layout(&Theme::light()).unwrap_err();
    let (good, short, high) = ([1.0; 4], [1.0; 3], [1.0, 1.0, 2.0, 1.0]);
    let negative = [1.0, -1.0, 1.0, 1.0];
    assert_eq!(refused(&[]), PlotError::Empty);
    assert_eq!(refused(&[series(&short, None)]), PlotError::Length { series: 0, found: 3, wanted: 4 });
    assert_eq!(refused(&[series(&negative, None)]), PlotError::Negative { series: 0, index: 1, value: -1.0 });
    let order = PlotError::Order { series: 1, index: 2 };
    assert_eq!(refused(&[series(&good, None), series(&good, Some([&high, &high]))]), order);
    assert_eq!(refused(&[series(&good, None), series(&high, Some([&good, &good]))]), order);
    let list = [series(&good, None)];
    let twice = Bands { lengths: &[2, 20, 20, 200], ..chart(&list) };
    assert_eq!(twice.layout(&Theme::light()).unwrap_err(), PlotError::NotAscending { index: 2 });
}
