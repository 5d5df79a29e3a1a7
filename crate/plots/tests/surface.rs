//! The surface of the loss: places, the way back from pixels, paths that leave it, refusals.

use unrolled_plots::{PlotError, Size, Surface, SurfaceLayout, SurfacePath, SurfacePoint, Theme};

/// w = 0, 1, 2 and b = −1, 1.
const LOSSES: [f64; 6] = [1.0, 2.0, 3.0, 0.1, 0.2, 0.3];

fn surface<'a>(paths: &'a [SurfacePath<'a>]) -> Surface<'a> {
    Surface {
        size: Size { width: 400.0, height: 250.0 },
        losses: &LOSSES,
        rows: 2,
        columns: 3,
        w: (0.0, 2.0),
        b: (-1.0, 1.0),
        paths,
        cursor: None,
    }
}

fn layout(surface: &Surface) -> SurfaceLayout {
    surface.layout(&Theme::light()).unwrap()
}

#[test]
fn values_of_the_grid_stand_in_the_middle_of_their_squares() {
    let layout = layout(&surface(&[]));
    let plot = layout.plot();
    for (row, b) in [-1.0, 1.0].into_iter().enumerate() {
        for (column, w) in [0.0, 1.0, 2.0].into_iter().enumerate() {
            let (x, y) = layout.point((w, b));
            assert!((x - plot.left - plot.width * (column as f64 + 0.5) / 3.0).abs() < 1e-9);
            assert!((plot.bottom() - y - plot.height * (row as f64 + 0.5) / 2.0).abs() < 1e-9);
            assert_eq!(layout.square_at(x, y), Some((row, column)));
            let back = layout.weights_at(x, y).unwrap();
            assert!((back.0 - w).abs() < 1e-12 && (back.1 - b).abs() < 1e-12);
        }
    }
    assert_eq!((layout.square_at(2.0, 100.0), layout.weights_at(2.0, 100.0)), (None, None));
    assert_eq!(layout.square_at(plot.right(), plot.top), Some((1, 2)));
}

#[test]
fn paths_end_where_they_are_no_number_and_tell_what_is_outside() {
    let points = [(0.0, 0.0), (1.0, 0.0), (50.0, 0.0), (1.0, 0.5), (f64::INFINITY, 0.0), (1.0, 1.0)];
    let paths = [SurfacePath { points: &points[..1], clipped: true }, SurfacePath { points: &points, clipped: false }];
    let layout = layout(&surface(&paths));
    assert_eq!([0, 1, 2].map(|path| layout.outside(path)), [0, 1, 0]);
    let hit = |weights| {
        let (x, y) = layout.point(weights);
        layout.hit(x + 3.0, y)
    };
    assert_eq!(hit((1.0, 0.5)), Some(SurfacePoint { path: 1, update: 3 }));
    assert_eq!(hit((1.0, 1.0)), None, "after an update that was not finite there is nothing");
    assert_eq!(hit((1.6, -0.6)), None);
}

#[test]
fn wrong_data_is_refused_with_its_place() {
    let refused = |surface: Surface| surface.layout(&Theme::light()).unwrap_err();
    let good = surface(&[]);
    assert_eq!(refused(Surface { rows: 3, ..good }), PlotError::Shape { rows: 3, columns: 3, found: 6 });
    assert_eq!(refused(Surface { rows: 1, columns: 6, ..good }), PlotError::Empty);
    assert_eq!(refused(Surface { w: (1.0, 1.0), ..good }), PlotError::Empty);
    let negative = [1.0, 2.0, 3.0, 0.1, 0.2, -0.3];
    let error = PlotError::Negative { series: 1, index: 2, value: -0.3 };
    assert_eq!(refused(Surface { losses: &negative, ..good }), error);
    let size = Size { width: 100.0, height: 250.0 };
    assert_eq!(refused(Surface { size, ..good }), PlotError::TooSmall { width: 100.0, height: 250.0 });
}
