//! The itemised gradient as a sentence and as a figure: a square for each cell.

use std::collections::BTreeMap;
use std::fmt::Write;

use unrolled_engine::CellKind;
use unrolled_plots::{ColorScales, GRADIENT_DECADES, Size, Theme, decade_label};

use crate::figure::{About, Figure, Key, Part, Sign};
use crate::panels::chart_table::Rows;
use crate::panels::influence_maps::{Maps, Rows as Map};
use crate::store::Store;
use crate::strings::words;

/// Left of a square and below it, for what stands on its axes.
const LEFT: f64 = 20.0;
const BELOW: f64 = 16.0;
/// Three side by side.
const SQUARE_PX: f64 = 205.0;

/// How much of the last loss comes to its own step and to the first, and where it is last alive on the way.
pub fn summary(shown: &[CellKind], maps: &Maps) -> String {
    let strings = words();
    let of_cell = |kind: &CellKind| {
        let rows = &maps.of_cell[*kind as usize];
        let last = rows.iter().rposition(Option::is_some)?;
        let row = rows.get(last)?.as_ref()?;
        let name = (strings.cell_name)(*kind);
        let way = (strings.panels.influence.summary)(name, last + 1, *row.first()?, *row.get(last)?);
        Some(format!("{way} {}", (strings.panels.flow.fate)(row.get(..=last)?)))
    };
    let cells = shown.iter().filter_map(of_cell).collect::<Vec<_>>().join(" ");
    if maps.is_complete { cells } else { String::new() }
}

/// `None` while the maps are not complete.
pub fn figure(store: Store, maps: &Maps) -> Option<Figure> {
    let (strings, words) = (words(), &words().panels.influence);
    let shown = store.shown.get_untracked();
    if !maps.is_complete {
        return None;
    }
    let scales = ColorScales::light();
    let (low, high) = GRADIENT_DECADES;
    let shade = |share: f64| scales.gradient(libm::pow(10.0, low + share * (high - low)));
    let shades = (0..40).map(|index| shade(f64::from(index) / 39.0)).collect();
    let ramp = (strings.figure.ramp)("‖∂Lₛ/∂hₜ‖₂", &decade_label(low as i32), &decade_label(high as i32));
    let part = |kind: &CellKind| square(*kind, &maps.of_cell[*kind as usize], &scales);
    Some(Figure {
        id: "influence",
        title: words.title.to_owned(),
        subtitle: format!("{}.", words.subtitle),
        summary: summary(&shown, maps),
        keys: vec![Key { sign: Sign::Ramp(shades), name: ramp }],
        parts: shown.iter().map(part).collect(),
        numbers: rows(&shown, maps),
        about: About::page(store),
    })
}

/// How many rows [`rows`] has.
pub fn row_count(shown: &[CellKind], maps: &Maps) -> usize {
    let of_cell = |kind: &CellKind| {
        let known = maps.of_cell[*kind as usize].iter().enumerate().filter(|(_, row)| row.is_some());
        known.map(|(s, _)| s + 1).sum::<usize>()
    };
    shown.iter().map(of_cell).sum()
}

pub fn rows(shown: &[CellKind], maps: &Maps) -> Rows {
    Rows {
        heads: words().figure.influence_heads.map(str::to_owned).to_vec(),
        rows: shown.iter().flat_map(|kind| pairs(*kind, &maps.of_cell[*kind as usize])).collect(),
        ..Rows::default()
    }
}

/// Every loss s with every state t up to it, both from 1.
fn pairs(kind: CellKind, map: &Map) -> Vec<(String, Vec<f64>)> {
    let name = (words().cell_name)(kind);
    let losses = map.iter().enumerate().filter_map(|(s, row)| Some((s, row.as_ref()?)));
    let of_loss = |(s, row): (usize, &Vec<f64>)| {
        let pair = |(t, norm): (usize, &f64)| (name.to_owned(), vec![(s + 1) as f64, (t + 1) as f64, *norm]);
        row.iter().enumerate().take(s + 1).map(pair).collect::<Vec<_>>()
    };
    losses.flat_map(of_loss).collect()
}

fn square(kind: CellKind, map: &Map, scales: &ColorScales) -> Part {
    let (strings, words, theme) = (words(), &words().panels.influence, Theme::light());
    let steps = map.len().max(1);
    let mut of_color = BTreeMap::<String, String>::new();
    for (s, row) in map.iter().enumerate() {
        for (t, norm) in row.iter().flatten().enumerate().take(s + 1) {
            let path = of_color.entry(scales.gradient(*norm).to_css()).or_default();
            // A `String` takes everything.
            let _ = write!(path, "M{t} {s}h1v1h-1z");
        }
    }
    let paths: String = of_color.iter().map(|(color, path)| format!(r#"<path fill="{color}" d="{path}"/>"#)).collect();
    let (band, muted, middle) = (theme.band.to_css(), theme.muted.to_css(), SQUARE_PX / 2.0);
    let markup = format!(
        r#"<g transform="translate({LEFT} 0)" fill="{muted}"><rect width="{SQUARE_PX}" height="{SQUARE_PX}" fill="{band}" stroke="{muted}"/><g transform="scale({})" shape-rendering="crispEdges">{paths}</g><text transform="translate(-6 {middle}) rotate(-90)" text-anchor="middle">{}</text><text x="-6" y="10" text-anchor="end">1</text><text x="-6" y="{SQUARE_PX}" text-anchor="end">{steps}</text></g>"#,
        SQUARE_PX / steps as f64,
        words.loss_at,
    );
    let axis = format!("{}, 1 … {steps}", words.state_at);
    let size = Size { width: LEFT + SQUARE_PX, height: SQUARE_PX + BELOW - 10.0 };
    Part { caption: (Some(kind), (strings.cell_name)(kind).to_owned()), axis, size, markup }
}
