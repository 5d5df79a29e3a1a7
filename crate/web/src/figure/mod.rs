//! A panel as a file: what it shows, said once, from which its SVG, its PNG and its CSV are made.

mod csv;
mod save;
mod sheet;

use unrolled_engine::CellKind;
use unrolled_lab::State;
use unrolled_plots::{Quantity, Rgb, Size, WaterfallPart};

use crate::address;
use crate::panels::chart_table::Rows;
use crate::paper::{Paper, SAVED_SCALE};
use crate::store::Store;
use crate::strings::words;

pub use save::SaveFigure;

/// A chart that has the whole width of a sheet, and one that has half of it.
pub const WHOLE: Size = Size { width: 720.0, height: 340.0 };
pub const HALF: Size = Size { width: 350.0, height: 300.0 };

pub struct Figure {
    /// What the file's name ends with: `unrolled-waterfall.svg`.
    pub id: &'static str,
    pub title: String,
    /// What is drawn, in which units, and of which cell, step or loss.
    pub subtitle: String,
    /// What is to be seen, in a sentence.
    pub summary: String,
    pub keys: Vec<Key>,
    pub parts: Vec<Part>,
    pub numbers: Rows,
    pub about: About,
}

impl Figure {
    pub fn file_name(&self, extension: &str) -> String {
        format!("unrolled-{}.{extension}", self.id)
    }
}

/// What the numbers depend on, in words and as a link that leads to them.
pub struct About {
    pub settings: String,
    pub link: String,
}

impl About {
    pub fn page(store: Store) -> Self {
        Self::state(&store.state.read_untracked())
    }

    /// Of a measure whose settings need not be those of the page.
    pub fn state(state: &State) -> Self {
        let settings = &state.settings;
        let sequence = settings.sequence(state.example).ok();
        let units = CellKind::ALL
            .map(|kind| sequence.as_ref().map_or(settings.units, |sequence| settings.units_of(kind, sequence)));
        Self { settings: (words().figure.settings)(state, units), link: address::link_to(state) }
    }

    /// Where a chain of one unit takes the place of the network.
    pub fn chain(store: Store) -> Self {
        let state = store.state.read_untracked();
        let settings = (words().figure.chain_settings)(&state.lab.chain);
        Self { settings, link: address::link_to(&state) }
    }
}

/// An entry of the legend.
pub struct Key {
    pub sign: Sign,
    pub name: String,
}

pub enum Sign {
    /// A cell's line with its marker.
    Line(CellKind, Quantity),
    /// A cell's marker alone, solid or hollow.
    Marker(CellKind, bool),
    Bar(WaterfallPart),
    /// A way over a surface: free or, dashed, clipped.
    Way(bool),
    Ramp(Vec<Rgb>),
}

impl Key {
    pub fn cell(kind: CellKind) -> Self {
        Self { sign: Sign::Marker(kind, false), name: (words().cell_name)(kind).to_owned() }
    }

    pub fn cell_line(kind: CellKind) -> Self {
        Self::line(kind, Quantity::Hidden, (words().cell_name)(kind))
    }

    pub fn line(kind: CellKind, quantity: Quantity, name: impl Into<String>) -> Self {
        Self { sign: Sign::Line(kind, quantity), name: name.into() }
    }
}

/// A picture of the sheet.
pub struct Part {
    /// Above it: whose it is, and of what.
    pub caption: (Option<CellKind>, String),
    /// Below it: what runs from left to right.
    pub axis: String,
    pub size: Size,
    /// SVG in CSS pixels, from (0, 0) on.
    pub markup: String,
}

impl Part {
    /// A chart as it is on the page, drawn anew; `None` where there is nothing to draw.
    pub fn chart<T>(size: Size, axis: &str, draw: impl FnOnce(Paper<'_>) -> Option<T>) -> Option<Self> {
        let mut picture = String::new();
        draw(Paper::svg(&mut picture, size))?;
        let markup = format!(r#"<g transform="scale({})">{picture}</g>"#, 1.0 / SAVED_SCALE);
        Some(Self { caption: (None, String::new()), axis: axis.to_owned(), size, markup })
    }

    pub fn with_caption(self, kind: Option<CellKind>, text: impl Into<String>) -> Self {
        Self { caption: (kind, text.into()), ..self }
    }
}
