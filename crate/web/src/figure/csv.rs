//! The numbers of a figure as CSV (RFC 4180), with three lines before them that say what they are and where they are from.
//! A byte order mark begins it: spreadsheets read the file in the code page of the machine otherwise, and Hangul and ∂ are lost.

use std::fmt::Write;

use super::Figure;
use crate::numbers::plain;
use crate::panels::chart_table::Rows;
use crate::strings::words;

const BYTE_ORDER_MARK: &str = "\u{feff}";

pub fn csv(figure: &Figure) -> String {
    let heads = words().figure.csv_heads;
    let mut text = BYTE_ORDER_MARK.to_owned();
    for (head, line) in heads.into_iter().zip([&figure.title, &figure.about.settings, &figure.about.link]) {
        // A `String` takes everything.
        let _ = write!(text, "# {head}: {}\r\n", one_line(line));
    }
    push_rows(&mut text, &figure.numbers);
    text
}

/// What the reader has typed may have ends of lines.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

fn push_rows(text: &mut String, rows: &Rows) {
    push_record(text, rows.heads.iter().map(|head| field(head)));
    for (name, entries) in rows.entries() {
        let entries = entries.map(|entry| entry.map_or_else(field, plain));
        push_record(text, std::iter::once(field(name)).chain(entries));
    }
}

fn push_record(text: &mut String, fields: impl Iterator<Item = String>) {
    for (index, field) in fields.enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&field);
    }
    text.push_str("\r\n");
}

fn field(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
