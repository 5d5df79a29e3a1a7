//! Words over a chart: names beside lines, what a band or a line is. They are text of the page, for the same sharpness and font.
//! They move whenever the chart is drawn anew, so the elements stay and only what differs is written.

use leptos::html;
use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_plots::{Rect, SeriesLabel};

use crate::reactive::{Memo, effect};
use crate::stage::marker::key;
use crate::written::Written;

#[derive(Clone, PartialEq)]
pub struct ChartText {
    class: &'static str,
    /// Whose colour it has.
    kind: Option<CellKind>,
    style: String,
    text: String,
}

impl ChartText {
    /// Beside the line of a cell, where the chart has left room.
    pub fn name(kind: CellKind, label: &SeriesLabel, text: impl Into<String>) -> Self {
        let Rect { left, top, height, .. } = label.place;
        let style = format!("left:{left:.1}px;top:{top:.1}px;height:{height:.1}px;line-height:{height:.1}px");
        Self { class: "series-name", kind: Some(kind), style, text: text.into() }
    }

    /// What a band is; one that is only just on the scale has no words.
    pub fn band(band: Rect, text: &str, at_top: bool) -> Option<Self> {
        let top = if at_top { band.top + 2.0 } else { band.bottom() - 20.0 };
        has_room(band).then(|| Self::at(band, top, text))
    }

    /// At the right end of a horizontal line: below it, where fewer lines of cells are, or above it where there is no room.
    pub fn line(plot: Rect, y: f64, text: &str) -> Self {
        Self::at(plot, if plot.bottom() - y < 20.0 { y - 19.0 } else { y + 1.0 }, text)
    }

    /// At the right, where a gradient comes from and is seldom in a band yet.
    pub fn at(area: Rect, top: f64, text: &str) -> Self {
        let style = format!("left:{:.1}px;width:{:.1}px;top:{top:.1}px", area.left, area.width - 8.0);
        Self { class: "band-words", kind: None, style, text: text.to_owned() }
    }
}

/// Whether a band is high enough for words.
pub fn has_room(band: Rect) -> bool {
    band.height >= 18.0
}

/// The words over a chart, as they are now.
#[component]
pub fn ChartTexts(texts: Memo<Vec<ChartText>>) -> impl IntoView {
    let room = NodeRef::<html::Div>::new();
    let mut spans: Vec<(web_sys::Element, Written)> = Vec::new();
    effect(move || {
        let Some(room) = room.get() else { return };
        let texts = texts.read();
        for (span, _) in spans.drain(texts.len().min(spans.len())..) {
            span.remove();
        }
        while spans.len() < texts.len() {
            let Ok(span) = document().create_element("span") else { return };
            if room.append_child(&span).is_err() {
                return;
            }
            spans.push((span.clone(), Written::new(span)));
        }
        for ((_, span), text) in spans.iter().zip(&*texts) {
            span.set(
                "class",
                &text.kind.map_or_else(|| text.class.to_owned(), |kind| format!("{} {}", text.class, key(kind))),
            );
            span.set("style", &text.style);
            span.set_text(Some(&text.text));
        }
    });
    view! { <div class="chart-names" aria-hidden="true" node_ref=room></div> }
}
