use unrolled_plots::{Identity, ShareCurve, ShareSeries, Size, Theme};

use crate::svg;

const WIDE: Size = Size { width: 440.0, height: 260.0 };
const NARROW: Size = Size { width: 320.0, height: 220.0 };
const FLOOR: f64 = 0.125;

/// From 1 at lag 0 down to guessing, half way at `half`.
fn memory(lags: usize, half: f64, steepness: f64) -> Vec<f64> {
    let share = |lag: f64| 1.0 / (1.0 + libm::exp((lag - half) / steepness));
    let first = share(0.0);
    (0..lags).map(|lag| FLOOR + (1.0 - FLOOR) * share(lag as f64) / first).collect()
}

type Line = (Identity, &'static str, bool, Vec<f64>);

fn race(lags: usize) -> Vec<Line> {
    let length = lags as f64;
    vec![
        (Identity::Rnn, "RNN", false, memory(lags, length * 0.3, 1.5)),
        (Identity::Lstm, "LSTM", false, memory(lags, length * 0.75, 1.2)),
        (Identity::Gru, "GRU", false, memory(lags, length * 0.55, 1.8)),
        (Identity::Rnn, "before training", true, memory(lags, 1.0, 1.0)),
        (Identity::Lstm, "before training", true, memory(lags, 2.5, 1.0)),
    ]
}

fn picture(theme: &Theme, lines: &[Line], change: impl Fn(&mut ShareCurve)) -> String {
    let series: Vec<ShareSeries> = lines
        .iter()
        .map(|(identity, label, secondary, shares)| ShareSeries {
            identity: *identity,
            secondary: *secondary,
            shares,
            label,
            visible: true,
        })
        .collect();
    let mut chart = ShareCurve {
        size: WIDE,
        series: &series,
        floor: Some((FLOOR, "guessing: 1 of 8")),
        hover: None,
        draw_text: true,
    };
    change(&mut chart);
    svg(chart.size, theme, |backend| chart.draw(backend, theme))
}

pub fn cases() -> Vec<(&'static str, String)> {
    let (light, dark) = (Theme::light().for_svg(), Theme::dark().for_svg());
    let two = light.clone().with_scale(2.0);
    let hover = |chart: &mut ShareCurve| chart.hover = Some(6);
    let narrow = |chart: &mut ShareCurve| chart.size = NARROW;
    let none = |_: &mut ShareCurve| {};
    let mut broken = race(16);
    broken[0].3[4..9].fill(f64::NAN);
    broken[2].3 = vec![0.0; 16];
    vec![
        ("share_light", picture(&light, &race(16), hover)),
        ("share_dark", picture(&dark, &race(16), hover)),
        ("share_dpr_2", picture(&two, &race(16)[..3], none)),
        ("share_narrow", picture(&light, &race(16)[..3], narrow)),
        ("share_200_lags", picture(&light, &race(201), none)),
        ("share_broken", picture(&light, &broken, none)),
    ]
}
