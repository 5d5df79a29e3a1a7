//! Charts and colours over plain slices, drawn with plotters on any backend: canvas in the page, SVG for export.
//!
//! Every length here is in CSS pixels; [`Theme::scale`] (the device pixel ratio) multiplies all of them at the very
//! end. Steps and updates are counted from 0 in code; step axes are labelled from 1.
//!
//! Titles, captions and legends are not drawn: they are HTML, so that they can be selected, translated and read aloud.
//! A chart's layout says where the page may put them. Nothing here measures text with the browser, and logarithms and
//! roots come from the `libm` crate, so that the same data gives the same SVG, byte for byte, on every machine.
//!
//! The charts place their own axes on plotters' drawing areas instead of using its chart builder: they need strips for
//! exact zero, infinity and "not a number" beside a log scale, and a mapping back from pixels, which it cannot give.

mod backend;
mod bands;
mod color;
mod color_scale;
mod complex_plane;
mod error;
mod fate;
mod frame;
mod geometry;
mod gradient_flow;
mod heat_map;
mod labels;
mod linear_axis;
mod log_axis;
mod loss_colors;
mod loss_curve;
pub mod numbers;
mod pen;
mod place_axis;
mod plane_axes;
mod series;
mod share_curve;
mod singular_values;
mod stacked;
mod step_axis;
mod surface;
mod surface_path;
mod theme;
mod tone;
mod value_axis;
mod waterfall;
mod waterfall_bars;
mod waterfall_wedge;

pub use backend::{FixedText, text_width_em};
pub use bands::{BandSeries, Bands, BandsLayout};
pub use color::{Rgb, contrast};
pub use color_scale::{ColorScales, GRADIENT_DECADES, gradient_position};
pub use complex_plane::{ComplexPlane, Eigenvalue, Eigenvalues, PLANE_REACH, PlaneLayout, conjugate_of};
pub use error::PlotError;
pub use fate::Fate;
pub use geometry::{Rect, Size};
pub use gradient_flow::{
    EXPLODING_ABOVE, F32_UNDERFLOWS_BELOW, FlowLayout, FlowWords, GRADIENT_FLOW_DECADES, GradientFlow, GradientSeries,
    Quantity, VANISHED_BELOW,
};
pub use heat_map::rgba;
pub use labels::SeriesLabel;
pub use log_axis::{decade_label, decades_of};
pub use loss_colors::LossColors;
pub use loss_curve::{LossCurve, LossLayout, LossSeries};
pub use share_curve::{ShareCurve, ShareLayout, ShareSeries};
pub use singular_values::{Below, SINGULAR_DECADES, SingularLayout, SingularSet, SingularStyle, SingularValues};
pub use stacked::{Stacked, StackedLayout, StackedPart, source_shade};
pub use surface::{Surface, SurfaceLayout, SurfacePoint};
pub use surface_path::SurfacePath;
pub use theme::{Identity, Marker, SVG_FONT_FACTOR, Theme};
pub use tone::{Tone, tone_of};
pub use value_axis::{Mark, Scale, ValueAxis};
pub use waterfall::{Waterfall, WaterfallLayout, WaterfallPart, WaterfallStep, WaterfallWords};
pub use waterfall_bars::WaterfallBar;
pub use waterfall_wedge::WaterfallWedge;
