//! Eigenvalues and singular values: places, the way back from pixels, refusals.

use unrolled_plots::{
    Below, ComplexPlane, Eigenvalue, Eigenvalues, Identity, PLANE_REACH, PlaneLayout, PlotError, SINGULAR_DECADES,
    Scale, SingularSet, SingularStyle, SingularValues, Size, Theme, conjugate_of,
};

const SIZE: Size = Size { width: 320.0, height: 300.0 };
const PAIR: [(f64, f64); 3] = [(0.3, 0.4), (-0.25, 0.0), (0.3, -0.4)];

fn set(values: &[(f64, f64)]) -> Eigenvalues<'_> {
    Eigenvalues { identity: Identity::Rnn, secondary: false, values, visible: true }
}

fn plane(sets: &[Eigenvalues]) -> Result<PlaneLayout, PlotError> {
    ComplexPlane { size: SIZE, sets, hover: None, reach: PLANE_REACH }.layout(&Theme::light())
}

#[test]
fn the_nearest_visible_eigenvalue_is_hit() {
    let mut sets = [set(&PAIR), set(&[(0.3, 0.45)])];
    let (x, y) = plane(&sets).unwrap().point((0.3, 0.44));
    assert_eq!(plane(&sets).unwrap().hit(x, y), Some(Eigenvalue { set: 1, index: 0 }));
    sets[1].visible = false;
    let layout = plane(&sets).unwrap();
    assert_eq!(layout.hit(x, y), Some(Eigenvalue { set: 0, index: 0 }));
    assert_eq!(layout.hit(x, y - 30.0), None);
}

#[test]
fn pixels_lead_back_to_numbers_on_one_scale() {
    let layout = plane(&[set(&PAIR)]).unwrap();
    let (x, y) = layout.point((0.5, -0.75));
    let (re, im) = layout.number(x, y);
    assert!((re - 0.5).abs() < 1e-12 && (im + 0.75).abs() < 1e-12);
    let [zero, one, i] = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)].map(|number| layout.point(number));
    assert!((one.0 - zero.0 - (zero.1 - i.1)).abs() < 1e-9, "1 is as long as i");
    assert!(layout.plot().contains(one.0, one.1) && layout.plot().contains(i.0, i.1));
}

#[test]
fn spectral_radii_are_the_greatest_moduli() {
    let infinite = [(f64::INFINITY, 0.0)];
    let layout = plane(&[set(&PAIR), set(&infinite)]).unwrap();
    assert_eq!(layout.spectral_radii, [Some(0.5), None]);
    let (x, y) = (layout.plot().left + 12.0, layout.plot().top - 9.0);
    assert_eq!(layout.hit(x, y), Some(Eigenvalue { set: 1, index: 0 }), "in its strip above the plane");
}

#[test]
fn conjugates_find_each_other() {
    assert_eq!([0, 1, 2].map(|index| conjugate_of(&PAIR, index)), [Some(2), None, Some(0)]);
    assert_eq!(conjugate_of(&[(0.1, 1.0), (0.1, -0.9)], 0), None);
    assert_eq!(conjugate_of(&PAIR, 3), None);
}

fn singular<'a>(values: &'a [f64]) -> SingularSet<'a> {
    SingularSet { identity: Identity::Rnn, style: SingularStyle::Solid, values, below: None, label: "W", visible: true }
}

fn ranks<'a>(sets: &'a [SingularSet<'a>]) -> SingularValues<'a> {
    SingularValues { size: SIZE, sets, hover: None, decades: SINGULAR_DECADES, draw_text: false }
}

#[test]
fn ranks_and_values_are_where_the_dots_are() {
    let (long, short) = ([3.0, 1.0, 0.5, 0.0], [0.2, 0.1]);
    let sets = [singular(&long), singular(&short)];
    let layout = ranks(&sets).layout(&Theme::light()).unwrap();
    assert_eq!(layout.rank_at(layout.x(3)), Some(3), "as many ranks as the longest set has");
    assert_eq!(layout.rank_at(layout.x(3) + 60.0), None);
    assert!((layout.axis().value_at(layout.y(0, 3.0)).unwrap() - 3.0).abs() < 1e-9);
    assert_eq!(layout.axis().value_at(layout.y(0, 0.0)), None, "zero has a strip");
}

#[test]
fn what_is_below_a_limit_has_ranks_and_words_but_no_values() {
    let below = Some(Below { limit: 1e-12, ranks: 3, label: "below 1.0·10⁻¹², rounding" });
    let sets = [SingularSet { below, ..singular(&[2.0, 1e-5]) }];
    let layout = ranks(&sets).layout(&Theme::light()).unwrap();
    assert_eq!(layout.rank_at(layout.x(4)), Some(4));
    assert!(matches!(layout.axis().scale(), Scale::Log { low: ..=-12, .. }), "the limit is on the scale");
    let [limit] = &layout.limits[..] else { panic!("{:?}", layout.limits) };
    assert!(limit.place.top > layout.y(0, 1e-12) && limit.place.bottom() <= layout.plot().bottom());
}

#[test]
fn wrong_data_is_refused_with_its_place() {
    assert_eq!(plane(&[]), Err(PlotError::Empty));
    assert_eq!(plane(&[set(&[])]), Err(PlotError::Empty));
    let small =
        ComplexPlane { size: Size { width: 320.0, height: 90.0 }, sets: &[set(&PAIR)], hover: None, reach: 1.25 };
    assert_eq!(small.layout(&Theme::light()), Err(PlotError::TooSmall { width: 320.0, height: 90.0 }));
    let refused = |values: &[f64]| ranks(&[singular(values)]).layout(&Theme::light()).unwrap_err();
    assert_eq!(refused(&[]), PlotError::Empty);
    assert_eq!(refused(&[1.0, 2.0]), PlotError::Order { series: 0, index: 1 });
    assert_eq!(refused(&[1.0, -2.0]), PlotError::Negative { series: 0, index: 1, value: -2.0 });
}
