//! A figure as one SVG: its title, its legend, its charts, and below them what they are of and where they are from.

use std::fmt::Write;

use unrolled_engine::CellKind;
use unrolled_plots::{Marker, Quantity, Rgb, Size, Theme, WaterfallPart, text_width_em};

use super::{Figure, Key, Part, Sign};
use crate::panels::identity;
use crate::stage::escaped;
use crate::strings::words;
use crate::theme::style_value;

/// An SVG with its size in CSS pixels.
pub struct Picture {
    pub svg: String,
    pub size: Size,
}

const MARGIN: f64 = 24.0;
/// Of all that is inside of the margins.
const WIDTH: f64 = 720.0;
const GAP: f64 = 20.0;
const TITLE_PX: f64 = 18.0;
const TEXT_PX: f64 = 12.0;
const LINE: f64 = 1.4;
/// Between a sign of the legend and its name.
const SIGN_GAP: f64 = 6.0;

pub fn picture(figure: &Figure) -> Picture {
    let theme = Theme::light();
    let mut sheet = Sheet { svg: String::new(), y: MARGIN, theme: &theme };
    sheet.text(&figure.title, TITLE_PX, theme.ink, "font-weight=\"bold\"");
    sheet.text(&figure.subtitle, TEXT_PX, theme.muted, "");
    sheet.y += 6.0;
    sheet.keys(&figure.keys);
    sheet.parts(&figure.parts);
    sheet.y += 4.0;
    sheet.text(&figure.summary, TEXT_PX, theme.ink, "");
    sheet.y += 4.0;
    sheet.text(&figure.about.settings, TEXT_PX, theme.muted, "");
    let _ = write!(sheet.svg, r#"<a href="{}">"#, escaped(&figure.about.link));
    sheet.text(&figure.about.link, TEXT_PX, theme.muted, "");
    sheet.svg.push_str("</a>");
    let size = Size { width: WIDTH + 2.0 * MARGIN, height: (sheet.y + MARGIN - 6.0).ceil() };
    Picture { svg: whole(figure, size, &sheet.svg, &theme), size }
}

fn whole(figure: &Figure, size: Size, body: &str, theme: &Theme) -> String {
    let Size { width, height } = size;
    // Several of them may come to stand in one document.
    let id = format!("unrolled-{}", figure.id);
    let [_, settings, link] = words().figure.csv_heads;
    let description = format!(
        "{} {} {settings}: {} {link}: {}",
        figure.subtitle, figure.summary, figure.about.settings, figure.about.link
    );
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" aria-labelledby="{id}-title" aria-describedby="{id}-description" font-family="{}" font-size="{TEXT_PX}"><title id="{id}-title">{}</title><desc id="{id}-description">{}</desc><rect width="100%" height="100%" fill="{}"/>{body}</svg>"#,
        escaped(&style_value("--font")),
        escaped(&figure.title),
        escaped(&description),
        theme.surface.to_css(),
    )
}

struct Sheet<'a> {
    svg: String,
    /// Where the next thing begins.
    y: f64,
    theme: &'a Theme,
}

impl Sheet<'_> {
    /// A paragraph.
    fn text(&mut self, text: &str, px: f64, color: Rgb, attributes: &str) {
        for line in wrapped(text, WIDTH / px) {
            self.y += px * LINE;
            let _ = write!(
                self.svg,
                r#"<text x="{MARGIN}" y="{:.1}" font-size="{px}" fill="{}" {attributes}>{}</text>"#,
                self.y - px * 0.35,
                color.to_css(),
                escaped(&line)
            );
        }
    }

    /// One beside the other, as many as there is room for in a line.
    fn keys(&mut self, keys: &[Key]) {
        let mut x = MARGIN;
        for (index, key) in keys.iter().enumerate() {
            let (sign, sign_width) = sign(&key.sign, self.theme);
            let width = sign_width + SIGN_GAP + text_width_em(&key.name) * TEXT_PX;
            if index == 0 || x + width > MARGIN + WIDTH {
                (x, self.y) = (MARGIN, self.y + TEXT_PX * 1.6);
            }
            let middle = self.y - TEXT_PX * 0.4;
            let _ = write!(
                self.svg,
                r#"<g transform="translate({x:.1} {middle:.1})">{sign}<text x="{:.1}" dy="0.35em" fill="{}">{}</text></g>"#,
                sign_width + SIGN_GAP,
                self.theme.ink.to_css(),
                escaped(&key.name)
            );
            x += width + GAP;
        }
    }

    /// Side by side where there is room, else one below the other.
    fn parts(&mut self, parts: &[Part]) {
        let has_captions = parts.iter().any(|part| part.caption.0.is_some() || !part.caption.1.is_empty());
        let above = if has_captions { TEXT_PX * 1.6 } else { 0.0 };
        let (mut x, mut bottom) = (MARGIN, self.y);
        for part in parts {
            if x + part.size.width > MARGIN + WIDTH + 1.0 {
                (x, self.y) = (MARGIN, bottom);
            }
            let top = self.y + 8.0 + above;
            self.caption(part, x, top - 6.0);
            let _ = write!(self.svg, r#"<g transform="translate({x:.1} {top:.1})">{}</g>"#, part.markup);
            let end = top + part.size.height;
            let _ = write!(
                self.svg,
                r#"<text x="{:.1}" y="{:.1}" text-anchor="end" fill="{}">{}</text>"#,
                x + part.size.width - 14.0,
                end + TEXT_PX,
                self.theme.muted.to_css(),
                escaped(&part.axis)
            );
            bottom = bottom.max(end + TEXT_PX * 1.5);
            x += part.size.width + GAP;
        }
        self.y = bottom;
    }

    fn caption(&mut self, part: &Part, x: f64, y: f64) {
        let (kind, text) = &part.caption;
        let mut left = x + 2.0;
        if let Some(kind) = kind {
            let shape = marker(*kind, 5.0, false, self.theme);
            let _ = write!(self.svg, r#"<g transform="translate({:.1} {:.1})">{shape}</g>"#, left + 5.0, y - 4.0);
            left += 16.0;
        }
        let _ = write!(
            self.svg,
            r#"<text x="{left:.1}" y="{y:.1}" fill="{}" font-weight="bold">{}</text>"#,
            self.theme.ink.to_css(),
            escaped(text)
        );
    }
}

/// The sign of a legend's entry around the middle of its left edge, and its width.
fn sign(sign: &Sign, theme: &Theme) -> (String, f64) {
    let magenta = theme.gradient.to_css();
    let rect = |y: f64, height: f64, fill: &str, more: &str| {
        format!(r#"<rect x="0.5" y="{y}" width="13" height="{height}" fill="{fill}" {more}/>"#)
    };
    match sign {
        Sign::Line(kind, quantity) => {
            let (width, dashes) = match quantity {
                Quantity::Hidden => (2.0, "none"),
                Quantity::Cell => (1.5, "5 3"),
                Quantity::Input => (1.5, "1.5 3.5"),
            };
            let color = theme.cell(identity(*kind)).to_css();
            let shape = marker(*kind, 4.0, *quantity != Quantity::Hidden, theme);
            let line = format!(
                r#"<path d="M0 0h30" stroke="{color}" stroke-width="{width}" stroke-dasharray="{dashes}" fill="none"/>"#
            );
            (format!(r#"{line}<g transform="translate(15 0)">{shape}</g>"#), 30.0)
        }
        Sign::Marker(kind, is_hollow) => {
            let shape = marker(*kind, 5.0, *is_hollow, theme);
            (format!(r#"<g transform="translate(6 0)">{shape}</g>"#), 12.0)
        }
        Sign::Bar(WaterfallPart::Gates) => (rect(-5.0, 10.0, &magenta, ""), 14.0),
        Sign::Bar(WaterfallPart::Saturation) => {
            let stripes = [-5.0, -1.0, 3.0].map(|y| rect(y, 2.0, &magenta, ""));
            (stripes.concat(), 14.0)
        }
        Sign::Bar(WaterfallPart::Weights) => {
            (rect(-5.0, 10.0, "none", &format!(r#"stroke="{magenta}" stroke-width="1.5""#)), 14.0)
        }
        Sign::Way(is_clipped) => {
            let dashes = if *is_clipped { "5 3" } else { "none" };
            let ink = theme.ink.to_css();
            (format!(r#"<path d="M0 0h26" stroke="{ink}" stroke-width="2" stroke-dasharray="{dashes}"/>"#), 26.0)
        }
        Sign::Ramp(shades) => {
            let step = 150.0 / shades.len().max(1) as f64;
            let square = |(index, shade): (usize, &Rgb)| {
                let x = index as f64 * step;
                format!(r#"<rect x="{x:.2}" y="-5" width="{:.2}" height="10" fill="{}"/>"#, step + 1.0, shade.to_css())
            };
            (shades.iter().enumerate().map(square).collect(), 150.0)
        }
    }
}

/// A cell's marker around (0, 0).
fn marker(kind: CellKind, radius: f64, is_hollow: bool, theme: &Theme) -> String {
    let color = theme.cell(identity(kind)).to_css();
    let fill = if is_hollow { theme.surface.to_css() } else { color.clone() };
    let paint = format!(r#"fill="{fill}" stroke="{color}" stroke-width="1.75""#);
    let half = radius * 0.9;
    match identity(kind).marker() {
        Marker::Disc => format!(r#"<circle r="{radius}" {paint}/>"#),
        Marker::Square => {
            format!(r#"<rect x="{:.2}" y="{0:.2}" width="{:.2}" height="{1:.2}" {paint}/>"#, -half, 2.0 * half)
        }
        Marker::Triangle => {
            let (wide, up, down) = (radius * 1.15, radius * 1.25, radius * 0.85);
            format!(r#"<path d="M0 {:.2}L{wide:.2} {down:.2}H{:.2}z" {paint}/>"#, -up, -wide)
        }
    }
}

/// Lines no wider than so many ems. A word that is wider, such as a link, is broken where it has to be.
fn wrapped(text: &str, width_em: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if text_width_em(&joined) <= width_em {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for character in word.chars() {
            if text_width_em(&line) + text_width_em(character.encode_utf8(&mut [0; 4])) > width_em {
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
