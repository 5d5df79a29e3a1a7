//! The table of truncated and clipped gradients as a figure: a picture of a table.

use std::fmt::Write;

use unrolled_engine::CellKind;
use unrolled_lab::Changes;
use unrolled_plots::{Rgb, Size, Theme};

use super::shortened::{Left, RECURRENT, change_of};
use crate::figure::{About, Figure, Key, Part, WHOLE};
use crate::numbers::short;
use crate::panels::chart_table::Rows;
use crate::stage::escaped;
use crate::store::Store;
use crate::strings::words;

const ROW_PX: f64 = 22.0;
/// Where the columns end: the name, the full length, then length and angle of each of the three.
const ENDS: [f64; 8] = [200.0, 260.0, 360.0, 420.0, 510.0, 570.0, 650.0, 710.0];

pub fn figure(store: Store, left: &Option<Left>, summary: String) -> Option<Figure> {
    let (words, left) = (&words().lab.shortened, left.as_ref()?);
    let state = store.state.read_untracked();
    let limit = state.settings.clip_limit;
    let columns = [(words.truncated)(left.window), (words.by_norm)(limit), (words.by_value)(limit)];
    Some(Figure {
        id: "shortened",
        title: words.title.to_owned(),
        subtitle: format!("{}. {}", words.subtitle, (words.note)(state.lab.detached)),
        summary,
        keys: left.cells.iter().map(|(kind, _)| Key::cell(*kind)).collect(),
        parts: vec![part(left, &columns)],
        numbers: rows(left, &columns),
        about: About::page(store),
    })
}

/// Each row of the table: whose it is, and of which tensor, all together first.
fn entries(left: &Left) -> impl Iterator<Item = (CellKind, &[Changes; 3], Option<&'static str>)> {
    left.cells.iter().flat_map(|(kind, changes)| [None, Some(RECURRENT)].map(|tensor| (*kind, changes, tensor)))
}

fn name(kind: CellKind, tensor: Option<&str>) -> String {
    format!("{} {}", (words().cell_name)(kind), tensor.unwrap_or("∂L/∂W"))
}

fn rows(left: &Left, columns: &[String; 3]) -> Rows {
    let words = &words().lab.shortened;
    let heads = columns.iter().flat_map(|column| [column.clone(), (words.angle)(column)]);
    let row = |(kind, changes, tensor): (CellKind, &[Changes; 3], Option<&str>)| {
        let changes: Vec<_> = changes.iter().filter_map(|changes| change_of(changes, tensor)).collect();
        let before = changes.first().map(|change| change.before);
        let after = changes.iter().flat_map(|change| [change.after, change.angle.unwrap_or(f64::NAN)]);
        (name(kind, tensor), before.into_iter().chain(after).collect())
    };
    Rows {
        heads: [words.gradient.to_owned(), words.full.to_owned()].into_iter().chain(heads).collect(),
        rows: entries(left).map(row).collect(),
        ..Rows::default()
    }
}

fn part(left: &Left, columns: &[String; 3]) -> Part {
    let (words, theme) = (&words().lab.shortened, Theme::light());
    let mut markup = String::new();
    let mut line = |row: f64, cells: &[String], color: Rgb| {
        let y = (row + 0.7) * ROW_PX;
        for (index, (text, end)) in cells.iter().zip(ENDS).enumerate() {
            let (x, anchor) = if index == 0 { (4.0, "start") } else { (end, "end") };
            // A `String` takes everything.
            let _ = write!(
                markup,
                r#"<text x="{x}" y="{y:.1}" text-anchor="{anchor}" fill="{}">{}</text>"#,
                color.to_css(),
                escaped(text)
            );
        }
        let _ = write!(
            markup,
            r#"<path d="M0 {:.1}H{}" stroke="{}"/>"#,
            (row + 1.0) * ROW_PX,
            WHOLE.width,
            theme.grid.to_css()
        );
    };
    let [truncated, by_norm, by_value] = columns.clone();
    let gradient = [words.gradient, words.full].map(str::to_owned);
    let heads = gradient.into_iter().chain([String::new(), truncated, String::new(), by_norm, String::new(), by_value]);
    line(0.0, &heads.collect::<Vec<_>>(), theme.muted);
    let mut row = 0.0;
    for (kind, changes, tensor) in entries(left) {
        row += 1.0;
        let changes = changes.iter().filter_map(|changes| change_of(changes, tensor));
        let numbers = changes.enumerate().flat_map(|(index, change)| {
            let before = (index == 0).then(|| short(change.before));
            let angle = change.angle.map_or_else(|| "–".to_owned(), words.degrees);
            before.into_iter().chain([short(change.after), angle])
        });
        let cells: Vec<String> = std::iter::once(name(kind, tensor)).chain(numbers).collect();
        line(row, &cells, theme.ink);
    }
    let size = Size { width: WHOLE.width, height: (row + 1.0) * ROW_PX };
    Part { caption: (None, String::new()), axis: String::new(), size, markup }
}
