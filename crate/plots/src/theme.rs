//! Colours, font and sizes of all charts.

use crate::Rgb;

/// Plotters' SVG backend divides font sizes by 1.24, its canvas backend does not; see [`Theme::for_svg`].
pub const SVG_FONT_FACTOR: f64 = 1.24;

/// Which cell a line belongs to: a colour *and* a marker that no value uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Identity {
    Rnn,
    Lstm,
    Gru,
}

impl Identity {
    pub const ALL: [Identity; 3] = [Identity::Rnn, Identity::Lstm, Identity::Gru];

    /// ● for the RNN, ■ for the LSTM, ▲ for the GRU.
    pub fn marker(self) -> Marker {
        match self {
            Identity::Rnn => Marker::Disc,
            Identity::Lstm => Marker::Square,
            Identity::Gru => Marker::Triangle,
        }
    }
}

/// The shape that stands for a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marker {
    Disc,
    Square,
    Triangle,
}

/// Everything about how a chart looks that is not its data.
///
/// The page reads its own style sheet into the colours ([`Rgb::from_css`]), so that HTML and charts agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Behind the chart.
    pub surface: Rgb,
    pub ink: Rgb,
    /// Tick labels.
    pub muted: Rgb,
    pub grid: Rgb,
    /// The "vanished" and "exploding" bands.
    pub band: Rgb,
    /// Gradient, everywhere; here the cursor of the backward pass.
    pub gradient: Rgb,
    /// By [`Identity`]: RNN, LSTM, GRU.
    pub cells: [Rgb; 3],
    /// As in CSS, a list is allowed.
    pub font_family: String,
    /// Tick labels, CSS pixels.
    pub font_px: f64,
    /// Device pixels per CSS pixel: multiplies every font, margin, stroke and marker.
    pub scale: f64,
    /// What the backend needs font sizes multiplied by: 1 on canvas, [`SVG_FONT_FACTOR`] in SVG.
    pub font_factor: f64,
}

impl Theme {
    /// Paper and ink.
    pub fn light() -> Self {
        Self {
            surface: Rgb(255, 255, 255),
            ink: Rgb(28, 27, 25),
            muted: Rgb(107, 102, 94),
            grid: Rgb(232, 229, 223),
            band: Rgb(245, 242, 236),
            gradient: Rgb(184, 7, 107),
            cells: [Rgb(58, 58, 58), Rgb(23, 138, 60), Rgb(109, 40, 217)],
            font_family: "system-ui, sans-serif".to_owned(),
            font_px: 12.0,
            scale: 1.0,
            font_factor: 1.0,
        }
    }

    /// The same roles on dark paper, whose colour is that of the panels in www/styles/tokens.css.
    pub fn dark() -> Self {
        Self {
            surface: Rgb(31, 32, 36),
            ink: Rgb(236, 233, 227),
            muted: Rgb(166, 160, 150),
            grid: Rgb(54, 52, 48),
            band: Rgb(42, 40, 37),
            gradient: Rgb(255, 122, 190),
            cells: [Rgb(203, 200, 194), Rgb(74, 201, 118), Rgb(176, 143, 255)],
            ..Self::light()
        }
    }

    /// For a canvas of `css size × scale` device pixels.
    pub fn with_scale(self, scale: f64) -> Self {
        Self { scale, ..self }
    }

    /// For plotters' SVG backend.
    pub fn for_svg(self) -> Self {
        Self { font_factor: SVG_FONT_FACTOR, ..self }
    }

    pub fn cell(&self, identity: Identity) -> Rgb {
        self.cells[identity as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contrast;

    #[test]
    fn text_and_lines_stand_out_from_the_surface() {
        for theme in [Theme::light(), Theme::dark()] {
            assert!(contrast(theme.ink, theme.surface) >= 12.0);
            for behind in [theme.surface, theme.band] {
                assert!(contrast(theme.muted, behind) >= 4.5);
                assert!(contrast(theme.gradient, behind) >= 4.5);
                for identity in Identity::ALL {
                    assert!(contrast(theme.cell(identity), behind) >= 3.5, "{identity:?}");
                }
            }
        }
    }
}
