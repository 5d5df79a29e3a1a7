//! The waterfall's bars add up, are found by their pixels, and wrong parts are refused.

use unrolled_plots::{
    GRADIENT_FLOW_DECADES, Identity, PlotError, Size, Theme, VANISHED_BELOW, Waterfall, WaterfallLayout, WaterfallPart,
    WaterfallStep,
};

fn chart(steps: &[WaterfallStep], width: f64) -> Waterfall<'_> {
    Waterfall {
        size: Size { width, height: 260.0 },
        identity: Identity::Gru,
        steps,
        parts: &WaterfallPart::ALL,
        costliest: None,
        cursor: None,
        hover: None,
        decades: GRADIENT_FLOW_DECADES,
        words: None,
    }
}

fn layout(steps: &[WaterfallStep], width: f64) -> WaterfallLayout {
    chart(steps, width).layout(&Theme::light()).unwrap()
}

/// Weights · saturation · gates = 2 · ¼ · ½ at each step, and no loss but the last one.
fn quartering(count: usize) -> Vec<WaterfallStep> {
    let level = |step: usize| libm::pow(0.25, (count - step) as f64);
    let log10_factors = Some([2.0, 0.25, 0.5].map(libm::log10));
    (1..=count).map(|step| WaterfallStep { before: level(step), after: level(step - 1), log10_factors }).collect()
}

#[test]
fn bars_lead_from_each_level_to_the_next() {
    let steps = quartering(3);
    let layout = layout(&steps, 500.0);
    assert_eq!((layout.bars.len(), layout.steps_per_column), (9, 1));
    let parts: Vec<WaterfallPart> = layout.bars[..3].iter().map(|bar| bar.part).collect();
    assert_eq!(parts, WaterfallPart::ALL);
    for pair in layout.bars.windows(2) {
        assert!((pair[0].to - pair[1].from).abs() < 1e-12);
        assert!((pair[1].place.right() - pair[0].place.left) < 1e-9, "the gradient goes to the left");
    }
    for (bar, step) in layout.bars.chunks(3).zip(steps.iter().rev()) {
        assert_eq!(bar[0].from, libm::log10(step.before));
        assert!((bar[2].to - libm::log10(step.after)).abs() < 1e-12);
        assert!((bar[0].place.bottom() - layout.y(step.before)).abs() < 1e-9, "weights give, so their bar stands up");
        assert!((bar[2].place.bottom() - layout.y(step.after)).abs() < 1e-9, "gates take, so their bar hangs down");
    }
}

#[test]
fn narrow_steps_share_bars_that_hold_the_sums() {
    let steps = quartering(200);
    let layout = layout(&steps, 400.0);
    let most = layout.steps_per_column;
    assert!(most > 1);
    for bar in &layout.bars {
        let count = bar.last + 1 - bar.first;
        assert!(count <= most);
        let factor = [2.0, 0.25, 0.5][bar.part as usize];
        assert!((bar.to - bar.from - libm::log10(factor) * count as f64).abs() < 1e-9);
    }
    let covered: usize = layout.bars.iter().step_by(3).map(|bar| bar.last + 1 - bar.first).sum();
    assert_eq!(covered, 200);
    let (first, last) = layout.column_of(100).unwrap();
    assert!((first..=last).contains(&100) && last + 1 - first == most);
    assert_eq!(layout.shares_evenly(), 200 % most == 0);
}

#[test]
fn a_cell_without_gates_has_two_wider_bars() {
    let mut steps = quartering(3);
    let log10_factors = Some([2.0, 0.125, 1.0].map(libm::log10));
    steps.iter_mut().for_each(|step| step.log10_factors = log10_factors);
    let chart = Waterfall { parts: &WaterfallPart::ALL[..2], ..chart(&steps, 500.0) };
    let (two, three) = (chart.layout(&Theme::light()).unwrap(), layout(&steps, 500.0));
    assert_eq!(two.bars.iter().map(|bar| bar.part).collect::<Vec<_>>(), WaterfallPart::ALL[..2].repeat(3));
    for (bars, step) in two.bars.chunks(2).zip(steps.iter().rev()) {
        assert_eq!(bars[0].from, libm::log10(step.before));
        assert!((bars[1].to - libm::log10(step.after)).abs() < 1e-12);
    }
    assert!(two.bars[0].place.width >= three.bars[0].place.width);
    let missing = Waterfall { parts: &WaterfallPart::ALL[1..], ..chart };
    assert!(matches!(missing.layout(&Theme::light()), Err(PlotError::Sum { step: 0, .. })), "a part that is not drawn");
}

#[test]
fn steps_share_no_bars_with_a_factor_of_zero_and_nothing_follows_it() {
    let mut steps = quartering(200);
    steps[100].after = 0.0;
    steps[100].log10_factors = Some([0.0, f64::NEG_INFINITY, f64::NAN]);
    steps[..100].fill(WaterfallStep { before: 0.0, after: 0.0, log10_factors: None });
    let layout = layout(&steps, 400.0);
    let own: Vec<_> = layout.bars.iter().filter(|bar| bar.has(100)).collect();
    assert_eq!(own.len(), 2);
    assert!(own.iter().all(|bar| bar.first == 100 && bar.last == 100));
    assert_eq!(own[1].to, f64::NEG_INFINITY);
    assert!((own[1].place.bottom() - layout.y(0.0)).abs() < 1e-9, "down to the strip of zero");
    assert!(layout.bars.iter().all(|bar| bar.first >= 100));
}

#[test]
fn pixels_lead_back_to_steps_and_bars() {
    let steps = quartering(6);
    let layout = layout(&steps, 500.0);
    for bar in &layout.bars {
        let (x, y) = (bar.place.left + bar.place.width / 2.0, bar.place.top + bar.place.height / 2.0);
        assert_eq!(layout.hit(x, y), Some(bar));
        assert_eq!(layout.step_at(x), Some(bar.first));
        assert_eq!(layout.hit(x, bar.place.top - 8.0), None);
    }
    for step in 0..6 {
        assert_eq!(layout.step_at(layout.x(step)), Some(step));
        assert_eq!(layout.step_at(layout.x(step) + 3.0), Some(step), "a marker is its step's on both sides");
    }
    assert_eq!(layout.step_at(layout.initial_x()), Some(0));
    assert_eq!(layout.step_at(0.0), None);
}

#[test]
fn the_wedge_stands_on_the_costliest_bar() {
    let steps = quartering(6);
    let mut chart = chart(&steps, 500.0);
    chart.costliest = Some((2, WaterfallPart::Saturation));
    let layout = chart.layout(&Theme::light()).unwrap();
    let wedge = layout.costliest.clone().unwrap();
    let bar = layout.hit(wedge.tip.0, wedge.tip.1 + 4.0).unwrap();
    assert_eq!((bar.first, bar.part, wedge.name.as_str()), (2, WaterfallPart::Saturation, "t = 3"));
    chart.costliest = Some((6, WaterfallPart::Gates));
    assert_eq!(chart.layout(&Theme::light()).unwrap().costliest, None);
}

/// Wherever the bar is, the name hides none.
#[test]
fn the_wedge_names_its_step_also_where_a_bar_is_of_several() {
    for (count, width) in [(6, 500.0), (30, 320.0), (200, 400.0)] {
        let steps = quartering(count);
        for step in 0..count {
            let mut chart = chart(&steps, width);
            chart.costliest = Some((step, WaterfallPart::Saturation));
            let layout = chart.layout(&Theme::light()).unwrap();
            let wedge = layout.costliest.as_ref().unwrap();
            assert_eq!(wedge.name, format!("t = {}", step + 1));
            let bar = layout.hit(wedge.tip.0, wedge.tip.1 + 4.0).unwrap();
            assert!(bar.has(step) && bar.part == WaterfallPart::Saturation);
            let (place, plot) = (wedge.place, layout.plot());
            assert!(place.left >= plot.left && place.right() <= plot.right() && place.top >= 0.0);
            let middle = (place.left + place.width / 2.0, place.top + place.height / 2.0);
            assert_eq!(layout.hit(middle.0, middle.1), None);
        }
    }
}

/// 4⁻⁵ is the first level below 10⁻³: the bars of the move from 4⁻⁴ cross the band's edge.
#[test]
fn the_bands_begin_at_the_limits_of_the_flow_chart() {
    let steps = quartering(8);
    let layout = layout(&steps, 500.0);
    let band = layout.vanished.unwrap();
    assert!((band.top - layout.y(VANISHED_BELOW)).abs() < 1e-9);
    assert_eq!((band.bottom(), layout.exploding), (layout.axis().range().1, None));
    assert!(layout.y(steps[3].before) < band.top && layout.y(steps[2].before) > band.top);
}

#[test]
fn what_lies_between_the_levels_is_on_the_scale() {
    // Weights take 9 decades and gates give them back: both ends are 1.
    let steps = [WaterfallStep { before: 1.0, after: 1.0, log10_factors: Some([-9.0, 0.0, 9.0]) }];
    let layout = layout(&steps, 400.0);
    assert_eq!(layout.axis().value_at(layout.bars[0].place.bottom()).map(libm::log10).map(f64::round), Some(-9.0));
}

#[test]
fn wrong_data_is_refused_with_its_place() {
    let refused = |steps: &[WaterfallStep]| chart(steps, 400.0).layout(&Theme::light()).unwrap_err();
    assert_eq!(refused(&[]), PlotError::Empty);
    let mut steps = quartering(3);
    steps[1].log10_factors = Some([0.0, 0.0, 0.0]);
    assert!(matches!(refused(&steps), PlotError::Sum { step: 1, parts: 0.0, .. }));
    steps[1].log10_factors = None;
    assert!(matches!(refused(&steps), PlotError::Sum { step: 1, .. }), "a move without its parts");
    steps[0].before = -1.0;
    assert_eq!(refused(&steps), PlotError::Negative { series: 0, index: 0, value: -1.0 });
    assert!(matches!(chart(&quartering(3), 90.0).layout(&Theme::light()), Err(PlotError::TooSmall { .. })));
}
