//! Light, dark, or as the system has it: the toggle in the masthead, and the colours of the charts.
//!
//! www/styles/tokens.css holds the colours; charts read them from there. www/theme.js reads the stored choice before
//! anything is drawn.

use std::sync::OnceLock;

use leptos::portal::Portal;
use leptos::prelude::*;
use unrolled_plots::{ColorScales, Rgb, Theme};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::browser::{matches_media, remember};
use crate::reactive::{Memo, RwSignal, handler, live, memo};
use crate::strings::words;

const STORED_AS: &str = "unrolled-theme";
const SYSTEM_IS_DARK: &str = "(prefers-color-scheme: dark)";

/// Whether the page is dark now; in the context of every component.
#[derive(Clone, Copy)]
pub struct DarkMode(pub Memo<bool>);

impl DarkMode {
    pub fn get() -> Self {
        expect_context()
    }

    /// The value colours on the paper of now, without following it.
    pub fn scales(self) -> &'static ColorScales {
        static SCALES: [OnceLock<ColorScales>; 2] = [OnceLock::new(), OnceLock::new()];
        let dark = self.0.get_untracked();
        SCALES[usize::from(dark)].get_or_init(if dark { ColorScales::dark } else { ColorScales::light })
    }

    /// The chart colours of now for a screen with so many device pixels per CSS pixel.
    pub fn charts(self, ratio: f64) -> Theme {
        static THEMES: [OnceLock<Theme>; 2] = [OnceLock::new(), OnceLock::new()];
        let dark = self.0.get_untracked();
        let theme = THEMES[usize::from(dark)]
            .get_or_init(|| from_style_sheet(if dark { Theme::dark() } else { Theme::light() }));
        theme.clone().with_scale(ratio)
    }

    /// The colour of strong lines. Read once: each look at the style sheet makes the browser restyle the page at once.
    pub fn strong_line(self) -> &'static str {
        static LINES: [OnceLock<String>; 2] = [OnceLock::new(), OnceLock::new()];
        LINES[usize::from(self.0.get_untracked())].get_or_init(|| style_value("--line-strong"))
    }
}

/// A custom property of www/styles as it is on the page now.
pub fn style_value(name: &str) -> String {
    let style = window().get_computed_style(&root()).ok().flatten();
    style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default().trim().to_owned()
}

/// What the reader chose.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    System,
    Light,
    Dark,
}

impl Choice {
    fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    fn of_page() -> Self {
        match root().get_attribute("data-theme").as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    /// Puts the choice on the page and keeps it for the next visit.
    fn apply(self) {
        let _ = match self.name() {
            Some(name) => root().set_attribute("data-theme", name),
            None => root().remove_attribute("data-theme"),
        };
        // www/theme.js knows the two names alone.
        remember(STORED_AS, self.name().unwrap_or("system"));
    }
}

fn root() -> HtmlElement {
    document().document_element().expect("a page has a root").unchecked_into()
}

/// The choice, for the toggle; in context with [`DarkMode`].
#[derive(Clone, Copy)]
struct Chosen(RwSignal<Choice>);

/// Puts [`DarkMode`] into the context.
pub fn provide() {
    let chosen = RwSignal::new(Choice::of_page());
    let system = RwSignal::new(matches_media(SYSTEM_IS_DARK));
    if let Ok(Some(query)) = window().match_media(SYSTEM_IS_DARK) {
        let changed = Closure::<dyn FnMut()>::new(move || system.set(matches_media(SYSTEM_IS_DARK)));
        query.set_onchange(Some(changed.as_ref().unchecked_ref()));
        // The page's life is the listener's; the query is kept by its listener.
        changed.forget();
    }
    let is_dark = memo(move || match chosen.get() {
        Choice::System => system.get(),
        choice => choice == Choice::Dark,
    });
    provide_context(Chosen(chosen));
    provide_context(DarkMode(is_dark));
}

/// Where the controls of the masthead stand.
pub fn masthead_controls() -> web_sys::Element {
    place_of("masthead-controls")
}

/// A place that index.html has for a part of the page outside of `#app`.
pub fn place_of(id: &str) -> web_sys::Element {
    document().get_element_by_id(id).unwrap_or_else(|| panic!("index.html has #{id}"))
}

/// The button in the masthead: system, light, dark in turn.
#[component]
pub fn ThemeToggle() -> impl IntoView {
    let words = &words().theme;
    let Chosen(chosen) = expect_context();
    let name = move || match chosen.get() {
        Choice::System => words.system,
        Choice::Light => words.light,
        Choice::Dark => words.dark,
    };
    let label = move || (words.label)(name());
    let turn = move |_| {
        let next = chosen.get_untracked().next();
        next.apply();
        chosen.set(next);
    };
    let icon = move || match chosen.get() {
        Choice::System => "M8 2.5a5.5 5.5 0 0 1 0 11z",
        Choice::Light => "M8 5a3 3 0 1 1 0 6a3 3 0 0 1 0-6z",
        Choice::Dark => "M8 2.5a5.5 5.5 0 0 1 0 11a5.5 5.5 0 0 1 0-11z",
    };
    view! {
        <Portal mount=masthead_controls()>
            <button type="button" id="theme-toggle" class="button icon-button" title=live(label) aria-label=live(label) on:click=handler(turn)>
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.4" />
                    <path d=live(icon) fill="currentColor" />
                </svg>
            </button>
        </Portal>
    }
}

/// The roles that style sheet and charts share; a role that cannot be read keeps the chart's own colour.
fn from_style_sheet(theme: Theme) -> Theme {
    let color = |name: &str, otherwise: Rgb| Rgb::from_css(&style_value(name)).unwrap_or(otherwise);
    Theme {
        surface: color("--panel", theme.surface),
        ink: color("--ink", theme.ink),
        muted: color("--ink-2", theme.muted),
        grid: color("--line", theme.grid),
        band: color("--band", theme.band),
        gradient: color("--magenta", theme.gradient),
        cells: [color("--rnn", theme.cells[0]), color("--lstm", theme.cells[1]), color("--gru", theme.cells[2])],
        font_family: style_value("--font"),
        ..theme
    }
}
