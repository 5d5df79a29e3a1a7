//! The wedge over the costliest bar of a waterfall, with the name of its step: the bar may be of several.

use plotters::style::text_anchor::HPos;
use plotters_backend::DrawingBackend;

use crate::pen::{Drawn, Pen};
use crate::waterfall_bars::WaterfallBar;
use crate::{Rect, Theme, WaterfallPart, text_width_em};

/// In CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallWedge {
    /// `t = 12`
    pub name: String,
    /// The box of the name.
    pub place: Rect,
    /// Just above its bar.
    pub tip: (f64, f64),
}

/// Half of its width, and its height.
const HALF_PX: f64 = 5.0;
const HEIGHT_PX: f64 = 8.0;
/// Bold text is wider than text.
const BOLD: f64 = 1.1;
/// Between the tip and the bar, and between wedge and name.
const GAP_PX: f64 = 3.0;

impl WaterfallWedge {
    /// On the bar of a step's part, from 0, if there is one. The name stands where it hides least, rather to the left: there a
    /// gradient that dies leaves room.
    pub(crate) fn on(
        (step, part): (usize, WaterfallPart),
        bars: &[WaterfallBar],
        area: Rect,
        font_px: f64,
    ) -> Option<Self> {
        let bar = bars.iter().find(|bar| bar.part == part && bar.has(step))?;
        let tip = (bar.place.left + bar.place.width / 2.0, bar.place.top - GAP_PX);
        let name = format!("t = {}", step + 1);
        let (width, height) = (text_width_em(&name) * font_px * BOLD, font_px * 1.15);
        let (beside, above) = (tip.1 - HEIGHT_PX / 2.0 - height / 2.0, tip.1 - HEIGHT_PX - GAP_PX - height);
        let corners = [
            (tip.0 - HALF_PX - GAP_PX - width, beside),
            (tip.0 + HALF_PX + GAP_PX, beside),
            (tip.0 - width / 2.0, above),
            (tip.0 - HALF_PX, above),
            (tip.0 + HALF_PX - width, above),
        ];
        let hidden = |place: &Rect| {
            let beyond = place.left < area.left || place.right() > area.right() || place.top < area.top;
            bars.iter().filter(|bar| bar.place.grown(1.0).overlaps(place)).count() + if beyond { bars.len() } else { 0 }
        };
        let places = corners.map(|(left, top)| Rect { left, top, width, height });
        let place = places.into_iter().min_by_key(hidden)?;
        Some(Self { name, place, tip })
    }

    pub(crate) fn draw<DB: DrawingBackend>(&self, pen: &Pen<DB>, theme: &Theme) -> Drawn {
        let (x, y) = self.tip;
        pen.polygon(&[(x, y), (x - HALF_PX, y - HEIGHT_PX), (x + HALF_PX, y - HEIGHT_PX)], theme.ink, 1.0)?;
        let middle = (self.place.left + self.place.width / 2.0, self.place.top + self.place.height / 2.0);
        pen.text(&self.name, middle, HPos::Center, theme.ink, true)
    }
}
