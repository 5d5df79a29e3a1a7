use unrolled_plots::{BandSeries, Bands, GRADIENT_FLOW_DECADES, Identity, Size, Theme};

use crate::svg;

const WIDE: Size = Size { width: 440.0, height: 260.0 };
const NARROW: Size = Size { width: 320.0, height: 240.0 };
const LENGTHS: [usize; 9] = [2, 5, 10, 20, 40, 60, 100, 150, 200];

/// Least value, quartiles and median, greatest value of a factor r per step whose logarithm differs between runs.
struct Runs {
    rows: [Vec<f64>; 5], // (lengths) each
}

impl Runs {
    fn new(factor: f64, spread: f64) -> Self {
        let row = |away: f64| {
            let value = |&length: &usize| libm::pow(factor * libm::pow(10.0, spread * away), length as f64 - 1.0);
            LENGTHS.iter().map(value).collect()
        };
        Self { rows: [-2.2, -0.7, 0.0, 0.6, 1.9].map(row) }
    }

    fn series<'a>(&'a self, identity: Identity, label: &'a str) -> BandSeries<'a> {
        let [least, lower, medians, upper, most] = &self.rows;
        BandSeries {
            identity,
            secondary: false,
            medians,
            quartiles: Some([lower, upper]),
            extremes: Some([least, most]),
            label,
            visible: true,
        }
    }

    fn set(&mut self, point: usize, values: [f64; 5]) {
        self.rows.iter_mut().zip(values).for_each(|(row, value)| row[point] = value);
    }
}

fn cells() -> [Runs; 3] {
    [Runs::new(0.86, 0.012), Runs::new(0.975, 0.004), Runs::new(0.94, 0.006)]
}

fn picture(theme: &Theme, runs: &[Runs], change: impl Fn(&mut Bands, &mut [BandSeries])) -> String {
    let names = [(Identity::Rnn, "RNN"), (Identity::Lstm, "LSTM"), (Identity::Gru, "GRU")];
    let mut series: Vec<BandSeries> =
        runs.iter().zip(names).map(|(runs, (identity, label))| runs.series(identity, label)).collect();
    let mut chart = Bands {
        size: WIDE,
        lengths: &LENGTHS,
        log_lengths: false,
        series: &[],
        hover: None,
        decades: GRADIENT_FLOW_DECADES,
        limit: None,
        draw_text: true,
    };
    change(&mut chart, &mut series);
    chart.series = &series;
    svg(chart.size, theme, |backend| chart.draw(backend, theme))
}

/// An exploding norm, and what clipping by norm leaves of it.
fn clipped_picture(theme: &Theme) -> String {
    let exploding = [Runs::new(1.06, 0.01), Runs::new(0.975, 0.004)];
    let clipped = exploding.each_ref().map(|runs| Runs {
        rows: runs.rows.each_ref().map(|row| row.iter().map(|&norm| f64::min(norm, 5.0)).collect()),
    });
    let names = [(Identity::Rnn, "RNN"), (Identity::Lstm, "LSTM")];
    let mut series = Vec::new();
    for ((before, after), (identity, label)) in exploding.iter().zip(&clipped).zip(names) {
        series.push(BandSeries { extremes: None, ..before.series(identity, label) });
        series.push(BandSeries { extremes: None, secondary: true, ..after.series(identity, "clipped") });
    }
    let chart = Bands {
        size: WIDE,
        lengths: &LENGTHS,
        log_lengths: false,
        series: &series,
        hover: None,
        decades: GRADIENT_FLOW_DECADES,
        limit: Some(5.0),
        draw_text: true,
    };
    svg(chart.size, theme, |backend| chart.draw(backend, theme))
}

pub fn cases() -> Vec<(&'static str, String)> {
    let (light, dark) = (Theme::light().for_svg(), Theme::dark().for_svg());
    let two = light.clone().with_scale(2.0);
    let none = |_: &mut Bands, _: &mut [BandSeries]| {};
    let pointed = |chart: &mut Bands, _: &mut [BandSeries]| chart.hover = Some(4);
    let narrow = |chart: &mut Bands, series: &mut [BandSeries]| {
        chart.size = NARROW;
        chart.log_lengths = true;
        series.iter_mut().for_each(|series| series.extremes = None);
    };
    let mut broken = cells();
    broken[0].set(7, [0.0, 0.0, 0.0, 1e-9, 1e-7]);
    broken[0].set(8, [0.0; 5]);
    broken[1].set(6, [1e-3, 1e2, f64::INFINITY, f64::INFINITY, f64::INFINITY]);
    broken[1].set(7, [f64::INFINITY; 5]);
    broken[1].set(8, [f64::NAN; 5]);
    broken[2].set(4, [f64::NAN; 5]);
    vec![
        ("bands_light", picture(&light, &cells(), pointed)),
        ("bands_dark", picture(&dark, &cells(), pointed)),
        ("bands_dpr_2", picture(&two, &cells(), none)),
        ("bands_narrow_log", picture(&light, &cells(), narrow)),
        ("bands_clipped", clipped_picture(&light)),
        ("bands_clipped_dark", clipped_picture(&dark)),
        ("bands_broken", picture(&light, &broken, none)),
    ]
}
