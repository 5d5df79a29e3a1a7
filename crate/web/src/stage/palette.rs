//! The colours of the style sheet that the pictures on the stage are painted with.

use unrolled_plots::{Rgb, Theme};

use super::glyphs::Style;
use crate::theme::style_value;

/// As CSS, which canvases understand.
#[derive(Clone, PartialEq)]
pub struct Palette {
    pub panel: String,
    /// Of the bars: the target's, the others'.
    pub bars: (Rgb, Rgb),
    /// Of the characters under them.
    pub symbols: (Style, Style),
    pub ink: String,
    pub ink_2: String,
    pub ink_3: String,
    pub line_strong: String,
    pub magenta: String,
    /// By cell: RNN, LSTM, GRU.
    pub cells: [String; 3],
    pub font: String,
}

impl Palette {
    /// The colours on the page now.
    pub fn read() -> Self {
        let (ink, ink_2, font) = (style_value("--ink"), style_value("--ink-2"), style_value("--font"));
        let rgb = |css: &str| Rgb::from_css(css).unwrap_or(Theme::light().ink);
        let symbol =
            |weight: &str, color: &str| Style { font: format!("{weight} 11px {font}"), color: color.to_owned() };
        Self {
            panel: style_value("--panel"),
            bars: (rgb(&ink), rgb(&style_value("--bar"))),
            symbols: (symbol("bold", &ink), symbol("normal", &ink_2)),
            ink,
            ink_2,
            ink_3: style_value("--ink-3"),
            line_strong: style_value("--line-strong"),
            magenta: style_value("--magenta"),
            cells: ["--rnn", "--lstm", "--gru"].map(style_value),
            font,
        }
    }
}
