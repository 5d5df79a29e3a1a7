//! Shares against a lag: places, the way back from pixels, refusals.

use unrolled_plots::{Identity, PlotError, ShareCurve, ShareSeries, Size, Theme};

fn series(shares: &[f64]) -> ShareSeries<'_> {
    ShareSeries { identity: Identity::Lstm, secondary: false, shares, label: "LSTM", visible: true }
}

fn chart<'a>(series: &'a [ShareSeries<'a>], floor: f64) -> ShareCurve<'a> {
    let size = Size { width: 400.0, height: 250.0 };
    ShareCurve { size, series, floor: Some((floor, "")), hover: None, draw_text: false }
}

#[test]
fn the_scale_goes_from_0_to_1_whatever_the_shares() {
    let low = [0.2; 12];
    let list = [series(&low)];
    let layout = chart(&list, 0.1).layout(&Theme::light()).unwrap();
    let (top, bottom) = layout.axis().range();
    assert_eq!((layout.axis().value_at(top), layout.axis().value_at(bottom)), (Some(1.0), Some(0.0)));
    assert_eq!(layout.floor_y, Some(layout.y(0, 0.1)));
    for lag in 0..12 {
        assert_eq!(layout.lag_at(layout.x(lag) + 5.0), Some(lag));
    }
    assert_eq!(layout.lag_at(1.0), None);
}

/// Between its peaks there is no room for a name, and above its level end there stand the words of the floor.
#[test]
fn no_name_stands_on_the_words_of_the_floor() {
    let shares: Vec<f64> = (0..21).map(|lag| if lag < 14 && lag % 2 == 0 { 1.0 } else { 0.04 }).collect();
    let list = [series(&shares)];
    let words = "guessing is right in about as many";
    let chart = ShareCurve { floor: Some((0.04, words)), ..chart(&list, 0.04) };
    let layout = chart.layout(&Theme::light()).unwrap();
    let (plot, y) = (layout.plot(), layout.floor_y.unwrap());
    let left = plot.right() - unrolled_plots::text_width_em(words) * Theme::light().font_px;
    let place = layout.labels[0].place;
    let is_level = place.top < y + 18.0 && place.bottom() > y - 18.0;
    assert!(!(is_level && place.right() > left), "{place:?} is on the words from {left}, {y}");
}

#[test]
fn wrong_data_is_refused_with_its_place() {
    let refused = |list: &[ShareSeries], floor| chart(list, floor).layout(&Theme::light()).unwrap_err();
    let (good, short, high) = ([1.0, f64::NAN, 0.0], [1.0, 0.5], [1.0, 1.01, 0.0]);
    assert_eq!(refused(&[], 0.1), PlotError::Empty);
    let length = PlotError::Length { series: 1, found: 2, wanted: 3 };
    assert_eq!(refused(&[series(&good), series(&short)], 0.1), length);
    assert_eq!(refused(&[series(&good), series(&high)], 0.1), PlotError::Share { series: 1, index: 1, value: 1.01 });
    assert_eq!(refused(&[series(&good)], -0.1), PlotError::Share { series: 1, index: 0, value: -0.1 });
}
