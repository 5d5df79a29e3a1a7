//! Norms of gradients over the steps on one absolute log scale, with the cursor as an overlay that moves without drawing anew.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_plots::{
    F32_UNDERFLOWS_BELOW, FlowLayout, FlowWords, GRADIENT_FLOW_DECADES, GradientFlow, GradientSeries, Quantity, Size,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

use crate::canvas::{Surface, backend, copy};
use crate::figure::{Key, Part};
use crate::frame::on_frame;
use crate::panels::chart_table::{ChartTable, Rows};
use crate::panels::chart_text::{ChartText, ChartTexts, has_room};
use crate::panels::summary::Summary;
use crate::panels::{identity, pointer_at};
use crate::paper::Paper;
use crate::reactive::{Memo, RwSignal, effect, handler, live, memo};
use crate::stage::marker::markup;
use crate::stage::parts::all;
use crate::strings::words;
use crate::theme::DarkMode;
use crate::written::Written;

/// One line: whose gradient, of which quantity, at every step.
#[derive(Clone, PartialEq)]
pub struct Line {
    pub kind: CellKind,
    pub quantity: Quantity,
    pub norms: Vec<f64>,
    pub label: String,
    pub is_shown: bool,
    /// What the sentence below the chart judges a cell by, with the line of its hidden state.
    pub judged: Option<Judged>,
}

/// Norms of each step, of whichever state is larger there.
#[derive(Clone, PartialEq)]
pub struct Judged {
    pub norms: Vec<f64>,
    /// Where each step adds its own loss: the step of the last loss, and the norms of what that one alone sends.
    pub alone: Option<(usize, Vec<f64>)>,
}

/// What is on the canvas, for everything that is laid over it.
#[derive(Clone, PartialEq)]
pub struct Drawn {
    pub lines: Vec<Line>,
    pub layout: FlowLayout,
}

/// What a chart shows and what moves over it.
#[derive(Clone, Copy)]
pub struct Flow {
    pub drawn: RwSignal<Option<Drawn>>,
    /// The step under the pointer.
    pub hover: RwSignal<Option<usize>>,
    /// The step of the moment, and whether a gradient is at it.
    pub cursor: Memo<Option<(usize, bool)>>,
}

/// `id` is what the ids of its parts begin with; `summary` says what is drawn. `watch` reads whatever `lines` are made from; they are made once a frame, and only if the chart is seen. A click on a
/// step calls `seek`.
#[component]
pub fn FlowChart(
    id: &'static str,
    #[prop(into)] label: String,
    flow: Flow,
    watch: Box<dyn Fn()>,
    lines: Box<dyn Fn() -> Vec<Line>>,
    summary: fn(&Drawn) -> String,
    #[prop(optional)] seek: Option<Box<dyn Fn(usize)>>,
) -> impl IntoView {
    let words = &words().panels.flow;
    let Flow { drawn, hover, cursor } = flow;
    let surface = Surface::new();
    let dark = DarkMode::get();
    let ground = StoredValue::new_local(None::<Ground>);
    on_frame(
        move || {
            surface.track();
            dark.0.track();
            watch();
        },
        move || {
            if surface.ready().is_some()
                && let Some(now) = draw(lines(), surface, ground, dark)
            {
                drawn.set(Some(now));
            }
        },
    );
    let step_under = move |event: &web_sys::MouseEvent| {
        let (x, _) = pointer_at(event)?;
        drawn.with_untracked(|drawn| drawn.as_ref()?.layout.step_at(x))
    };
    let summary_id = format!("{id}-summary");
    let text = move || drawn.with(|drawn| drawn.as_ref().map(summary).unwrap_or_default());
    let is_clickable = seek.is_some();
    view! {
        <div
            class="chart flow-chart" class:is-clickable=is_clickable title=is_clickable.then_some(words.click)
            on:pointermove=handler(move |event: web_sys::PointerEvent| hover.set(step_under(&event)))
            on:pointerleave=handler(move |_| hover.set(None))
            on:click=handler(move |event: web_sys::MouseEvent| {
                if let (Some(t), Some(seek)) = (step_under(&event), &seek) {
                    seek(t);
                }
            })
        >
            <canvas node_ref=surface.node role="img" aria-label=label aria-describedby=summary_id.clone()></canvas>
            <Overlay drawn hover cursor />
        </div>
        <Summary id=summary_id text=Box::new(text) />
        <Underflows drawn />
        <ChartTable id=id rows=Box::new(move || rows(drawn)) />
    }
}

pub fn rows(drawn: RwSignal<Option<Drawn>>) -> Rows {
    drawn.with(|drawn| {
        let shown = || drawn.iter().flat_map(|drawn| &drawn.lines).filter(|line| line.is_shown);
        let names = shown().map(|line| line.label.clone());
        let steps = shown().next().map_or(0, |line| line.norms.len());
        Rows {
            heads: std::iter::once(words().panels.step_head.to_owned()).chain(names).collect(),
            rows: (0..steps).map(|t| ((t + 1).to_string(), shown().map(|line| line.norms[t]).collect())).collect(),
            ..Rows::default()
        }
    })
}

/// Axes, bands and their labels, kept as a picture: new numbers on the same axes write no text.
struct Ground {
    canvas: HtmlCanvasElement,
    layout: FlowLayout,
    is_dark: bool,
    ratio: f64,
}

impl Ground {
    fn paint(chart: &GradientFlow, layout: &FlowLayout, dark: DarkMode, ratio: f64) -> Option<Self> {
        let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
        chart.draw_ground(backend(canvas.clone(), chart.size, ratio)?, layout, &dark.charts(ratio)).ok()?;
        Some(Self { canvas, layout: layout.clone(), is_dark: dark.0.get_untracked(), ratio })
    }

    fn fits(&self, layout: &FlowLayout, dark: DarkMode, ratio: f64) -> bool {
        self.layout.has_ground_of(layout) && self.is_dark == dark.0.get_untracked() && self.ratio == ratio
    }
}

/// Hands out the chart of some lines.
fn with_chart<T>(lines: &[Line], size: Size, draw_text: bool, take: impl FnOnce(&GradientFlow) -> T) -> T {
    let words = &words().panels.flow;
    let series: Vec<GradientSeries> = lines
        .iter()
        .map(|line| GradientSeries {
            identity: identity(line.kind),
            quantity: line.quantity,
            norms: &line.norms,
            label: &line.label,
            visible: line.is_shown,
        })
        .collect();
    take(&GradientFlow {
        size,
        series: &series,
        cursor: None,
        hover: None,
        decades: GRADIENT_FLOW_DECADES,
        words: FlowWords { vanished: words.vanished, exploding: words.exploding, underflow: words.underflow },
        draw_text,
    })
}

/// The lines for a sheet, and its legend.
pub fn part(lines: &[Line], size: Size) -> Option<Part> {
    Part::chart(size, words().figure.step_axis, |Paper { backend, size, theme, draw_text, .. }| {
        with_chart(lines, size, draw_text, |chart| chart.draw(backend, &theme).ok())
    })
}

pub fn keys(lines: &[Line]) -> Vec<Key> {
    let shown = lines.iter().filter(|line| line.is_shown);
    shown.map(|line| Key::line(line.kind, line.quantity, line.label.clone())).collect()
}

fn draw(
    lines: Vec<Line>,
    surface: Surface,
    ground: StoredValue<Option<Ground>, LocalStorage>,
    dark: DarkMode,
) -> Option<Drawn> {
    let (canvas, size, ratio) = surface.ready()?;
    let whole = Size { width: size.width.floor(), height: size.height.floor() };
    // A chart without room for its axes, while the page is being laid out, waits for the next size.
    let layout = with_chart(&lines, whole, false, |chart| {
        let put_ground = |layout: &FlowLayout| {
            let mut ground = ground.write_value();
            if !ground.as_ref().is_some_and(|ground| ground.fits(layout, dark, ratio)) {
                *ground = Ground::paint(chart, layout, dark, ratio);
            }
            if let Some(ground) = ground.as_ref() {
                copy(&ground.canvas, &canvas);
            }
        };
        chart.draw_on_ground(backend(canvas.clone(), size, ratio)?, &dark.charts(ratio), put_ground).ok()
    })?;
    Some(Drawn { lines, layout })
}

/// Height of a line of words over the canvas, as in the style sheet.
const UNDERFLOW_LINE_PX: f64 = 18.0;

/// Everything over the canvas: names beside their lines, words in the bands, the cursor and what the pointer is at.
#[component]
fn Overlay(
    drawn: RwSignal<Option<Drawn>>,
    hover: RwSignal<Option<usize>>,
    cursor: Memo<Option<(usize, bool)>>,
) -> impl IntoView {
    let words = &words().panels.flow;
    let texts = memo(move || {
        drawn.with(|drawn| {
            let Some(Drawn { lines, layout }) = drawn else { return Vec::new() };
            let exploding = layout.exploding.and_then(|band| ChartText::band(band, words.exploding, true));
            let vanished = layout.vanished.zip(layout.vanished_words(UNDERFLOW_LINE_PX));
            let vanished = vanished
                .filter(|(band, _)| has_room(*band))
                .map(|(band, y)| ChartText::at(band, y - UNDERFLOW_LINE_PX / 2.0, words.vanished));
            let underflow = layout
                .underflow_words(UNDERFLOW_LINE_PX)
                .map(|y| ChartText::at(layout.plot(), y - UNDERFLOW_LINE_PX / 2.0, words.underflow));
            let names = layout.labels.iter().map(|label| {
                let line = &lines[label.series];
                ChartText::name(line.kind, label, line.label.clone())
            });
            [vanished, exploding, underflow].into_iter().flatten().chain(names).collect()
        })
    });
    let at_cursor = move || cursor.get().map(|(t, is_back)| (t, if is_back { "back" } else { "forward" }));
    let at_hover = move || hover.get().filter(|t| Some(*t) != cursor.get().map(|(t, _)| t)).map(|t| (t, "hover"));
    view! {
        <svg class="chart-marks" aria-hidden="true">
            <Upright drawn place=Signal::derive(at_hover) />
            <Upright drawn place=Signal::derive(at_cursor) />
        </svg>
        <ChartTexts texts />
    }
}

/// A line at a step with its name on top, and rings around the values there. Made once for a drawing, then moved.
#[component]
fn Upright(drawn: RwSignal<Option<Drawn>>, place: Signal<Option<(usize, &'static str)>>) -> impl IntoView {
    let group = NodeRef::<leptos::svg::G>::new();
    let mut made: Option<(String, UprightParts)> = None;
    effect(move || {
        let (Some(group), Some(drawn)) = (group.get(), &*drawn.read()) else { return };
        let markup = upright_markup(drawn);
        if made.as_ref().is_none_or(|(known, _)| *known != markup) {
            group.set_inner_html(&markup);
            made = UprightParts::find(&group).map(|parts| (markup, parts));
        }
        let Some((_, parts)) = &made else { return };
        let place = place.get().filter(|(t, _)| drawn.lines.first().is_some_and(|line| *t < line.norms.len()));
        parts.group.set("visibility", if place.is_some() { "visible" } else { "hidden" });
        if let Some((t, class)) = place {
            parts.move_to(drawn, t, class);
        }
    });
    view! { <g node_ref=group></g> }
}

fn upright_markup(drawn: &Drawn) -> String {
    let plot = drawn.layout.plot();
    let rings: String = drawn.lines.iter().map(|line| markup(line.kind, 0.0, 0.0)).collect();
    format!(
        r#"<path class="upright" d="M0 {:.1}V{:.1}"/><rect class="pill" y="-2" height="17" rx="4"/><text y="11"></text>{rings}"#,
        plot.top,
        plot.bottom()
    )
}

/// What moves of [`upright_markup`].
struct UprightParts {
    group: Written,
    pill: Written,
    name: Written,
    /// One for each line.
    rings: Vec<Written>,
}

impl UprightParts {
    fn find(group: &web_sys::Element) -> Option<Self> {
        let parts = |selector| all(group, selector).into_iter().map(Written::new);
        let (pill, name, rings) = (parts(".pill").next()?, parts("text").next()?, parts(".marker").collect());
        Some(Self { group: Written::new(group.clone()), pill, name, rings })
    }

    /// To a step. Only a gradient has rings: on the way forward there is none yet.
    fn move_to(&self, drawn: &Drawn, t: usize, class: &str) {
        let (x, plot) = (drawn.layout.x(t), drawn.layout.plot());
        let name = (words().panels.step)(t + 1);
        let width = 10.0 + 7.0 * name.chars().count() as f64;
        let middle = x.clamp(plot.left + width / 2.0 - 8.0, plot.right() - width / 2.0 + 8.0) - x;
        self.group.set("class", class);
        self.group.set("transform", &format!("translate({x:.1} 0)"));
        self.pill.set("x", &format!("{:.1}", middle - width / 2.0));
        self.pill.set("width", &format!("{width:.1}"));
        self.name.set("x", &format!("{middle:.1}"));
        self.name.set_text(Some(&name));
        for (index, (ring, line)) in self.rings.iter().zip(&drawn.lines).enumerate() {
            // What is no number has a cross already.
            let has_ring = class != "forward" && line.is_shown && !line.norms[t].is_nan();
            ring.set("visibility", if has_ring { "inherit" } else { "hidden" });
            if has_ring {
                let y = drawn.layout.y(index, line.norms[t]);
                ring.set("style", &format!("transform:translateY({y:.1}px) scale(1.25)"));
            }
        }
    }
}

/// At how many steps single precision would not hold the norm. Nothing where it would hold all of them.
#[component]
fn Underflows(drawn: RwSignal<Option<Drawn>>) -> impl IntoView {
    let words = &words().panels.flow;
    let text = move || {
        drawn.with(|drawn| {
            let lines = drawn.iter().flat_map(|drawn| &drawn.lines).filter(|line| line.is_shown);
            let sentences = lines.filter_map(|line| {
                let count = line.norms.iter().filter(|&&norm| norm > 0.0 && norm < F32_UNDERFLOWS_BELOW).count();
                (count > 0).then(|| (words.underflows)(&line.label, count, line.norms.len()))
            });
            sentences.collect::<String>()
        })
    };
    view! { <p class="chart-note">{live(text)}</p> }
}
