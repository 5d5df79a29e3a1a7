//! The picture of a lane of columns: boxes, units, bars, shared weights and gradient arrows on one canvas.
//!
//! A picture, not a part of the document for each unit, so that a new moment costs two or three columns' bands and an
//! update no thousand attributes. Text that changes is HTML above it (`columns`).

use unrolled_engine::{CellKind, LossKind};
use unrolled_lab::{Lane as Network, Moment};
use unrolled_plots::Rect;
use web_sys::HtmlCanvasElement;

use super::brush::Brush;
use super::glyphs::glyph;
use super::gradient_arrow;
use super::output::shown_symbols;
use super::palette::Palette;
use super::pixels::Pixels;
use super::plan::{Lane, Plan};
use super::point::{SharedWeight, StateKind};
use super::reading::{fitting, output_name};
use super::scene::Scene;

/// How faint the weights of a step are that has not been read.
const UNREAD: f64 = 0.3;

/// Everything that the picture of one column depends on.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    /// Numbers and colours: see [`Scene::stamp`].
    stamp: u64,
    read: bool,
    has_gradient: bool,
    current: bool,
    is_update: bool,
    lit: Option<SharedWeight>,
}

impl Look {
    fn of(scene: &Scene, t: usize) -> Self {
        let progress = scene.progress(t, 0);
        Self {
            stamp: scene.stamp,
            read: progress.read,
            has_gradient: progress.has_gradient,
            current: progress.current,
            is_update: scene.moment() == Moment::Update,
            lit: scene.lit,
        }
    }

    /// The part that reaches into the column before: the edge from there.
    fn edge(self) -> Self {
        Self { has_gradient: false, current: false, ..self }
    }

    /// The part that reaches into the column after: the arrow from there.
    fn arrow(self) -> Self {
        Self { read: false, current: false, is_update: false, lit: None, ..self }
    }
}

pub struct ColumnPicture {
    lane: Lane,
    brush: Brush,
    /// What each column looked like when it was painted.
    painted: Vec<Option<Look>>,
}

impl ColumnPicture {
    pub fn new(lane: &Lane, canvas: HtmlCanvasElement, ratio: f64) -> Option<Self> {
        let brush = Brush::new(canvas, lane.top.floor(), ratio)?;
        Some(Self { lane: lane.clone(), brush, painted: Vec::new() })
    }

    /// Paints the columns that look different now.
    pub fn draw(&mut self, scene: &Scene, plan: &Plan, palette: &Palette) {
        let looks: Vec<Look> = (0..plan.input.steps).map(|t| Look::of(scene, t)).collect();
        self.painted.resize(looks.len(), None);
        let differs = |t: usize, part: fn(Look) -> Look| {
            looks.get(t).is_some_and(|look| self.painted[t].map(part) != Some(part(*look)))
        };
        let stale: Vec<usize> = (0..looks.len())
            .filter(|&t| differs(t, |look| look) || differs(t + 1, Look::edge) || t > 0 && differs(t - 1, Look::arrow))
            .collect();
        let step = Step { scene, network: scene.experiment.lane(self.lane.cell), plan, lane: &self.lane, palette };
        // First all pixels: between two lots of lines they would make the browser draw the first lot at once.
        for &t in &stale {
            let (left, right) = plan.band(t);
            self.brush.replace(left, right, |pixels| {
                if looks[t].read {
                    step.units(pixels, t);
                    step.output(pixels, t, self.brush.ratio());
                }
            });
        }
        for &t in &stale {
            let (left, right) = plan.band(t);
            self.brush.within(left, right, |brush| {
                step.edges(brush, t, looks[t]);
                if let Some(next) = looks.get(t + 1) {
                    step.edge_from_before(brush, t + 1, *next);
                }
                step.border(brush, t);
                step.border(brush, t + 1);
                step.cell(brush, t, looks[t]);
                step.gradient(brush, t, looks[t]);
                if t > 0 {
                    step.gradient(brush, t - 1, looks[t - 1]);
                }
            });
        }
        self.painted = looks.into_iter().map(Some).collect();
    }
}

/// Paints the parts of a step.
struct Step<'a> {
    scene: &'a Scene<'a>,
    network: &'a Network,
    plan: &'a Plan,
    lane: &'a Lane,
    palette: &'a Palette,
}

impl Step<'_> {
    /// The shared weights as arrows: into the box, out of the box, from the box before.
    fn edges(&self, brush: &Brush, t: usize, look: Look) {
        let (x, top, bottom) = self.plan.input_edge(self.lane, t);
        let head = [(x, bottom - 1.5), (x - 3.2, bottom - 6.5), (x + 3.2, bottom - 6.5)];
        self.arrow(brush, self.at_step(SharedWeight::InputToState, t), look, ((x, top), (x, bottom - 5.0)), &head);
        let (x, top, bottom) = self.plan.output_edge(self.lane, t);
        self.arrow(brush, SharedWeight::StateToOutput, look, ((x, top), (x, bottom)), &[]);
        self.edge_from_before(brush, t, look);
        if self.plan.input.steps == 1 {
            self.edge_never_used(brush, look);
        }
    }

    /// A single step has the recurrent weights, too; there is nobody who reads what they would multiply.
    fn edge_never_used(&self, brush: &Brush, look: Look) {
        let Some((from, _, y)) = self.plan.state_edge(self.lane, 1) else { return };
        let to = self.plan.band(0).1 - 2.0;
        // Faint and dashed for ever; the update moves none of these weights.
        let look = Look { read: false, is_update: false, ..look };
        brush.dash(&[3.0, 3.0]);
        self.arrow(brush, SharedWeight::StateToState, look, ((from, y), (to, y)), &[]);
        brush.dash(&[]);
        self.name_of_state_edge(brush, SharedWeight::StateToState, look, ((from + to) / 2.0, y - 7.0));
    }

    fn at_step(&self, weight: SharedWeight, t: usize) -> SharedWeight {
        weight.at_step(t, self.plan.input.source)
    }

    /// Between the encoder's last step and the decoder's first.
    fn border(&self, brush: &Brush, t: usize) {
        if t > 0 && t == self.plan.input.source {
            let x = self.plan.band(t).0;
            brush.dash(&[4.0, 4.0]);
            brush.line((x, self.lane.top), (x, self.lane.bottom), &self.palette.line_strong, 1.2);
            brush.dash(&[]);
        }
    }

    fn edge_from_before(&self, brush: &Brush, t: usize, look: Look) {
        let Some((from, to, y)) = self.plan.state_edge(self.lane, t) else { return };
        let weight = self.at_step(SharedWeight::StateToState, t);
        if self.lane.cell == CellKind::Lstm {
            let road = self.lane.strips[0].top + self.lane.strips[0].height / 2.0;
            brush.alpha(if look.read { 1.0 } else { UNREAD });
            brush.line((from, road), (to, road), &self.palette.cells[CellKind::Lstm as usize], 3.0);
            brush.alpha(1.0);
        }
        let head = [(to, y), (to - 6.0, y - 3.2), (to - 6.0, y + 3.2)];
        self.arrow(brush, weight, look, ((from, y), (to - 4.0, y)), &head);
        if (t == 1 || t == self.plan.input.source && t > 0) && to - from >= 34.0 {
            self.name_of_state_edge(brush, weight, look, ((from + to) / 2.0, y - 7.0));
        }
    }

    fn name_of_state_edge(&self, brush: &Brush, weight: SharedWeight, look: Look, (middle, line): (f64, f64)) {
        let is_lit = is_lit(look, weight);
        let (boldness, color) = if is_lit { ("bold", &self.palette.ink) } else { ("normal", &self.palette.ink_2) };
        let font = |px: u32| format!("italic {boldness} {px}px {}", self.palette.font);
        brush.alpha(if look.read || is_lit { 1.0 } else { UNREAD });
        brush.text("W", (middle - 4.0, line), &font(12), color);
        brush.text(weight.index(), (middle + 7.0, line + 3.0), &font(9), color);
        brush.alpha(1.0);
    }

    /// A line with its head, faint while unread, strong while pointed at or updated.
    fn arrow(
        &self,
        brush: &Brush,
        weight: SharedWeight,
        look: Look,
        (from, to): ((f64, f64), (f64, f64)),
        head: &[(f64, f64)],
    ) {
        let is_lit = is_lit(look, weight);
        let (color, width) = if is_lit { (&self.palette.ink, 2.4) } else { (&self.palette.ink_3, 1.3) };
        brush.alpha(if look.read || is_lit { 1.0 } else { UNREAD });
        brush.line(from, to, color, width);
        brush.polygon(head);
        brush.fill(color);
        if is_lit {
            brush.stroke(color, 1.6);
        }
        brush.alpha(1.0);
    }

    fn cell(&self, brush: &Brush, t: usize, look: Look) {
        let (plan, lane) = (self.plan, self.lane);
        let left = plan.x(t) - plan.box_width / 2.0;
        brush.round_rect(Rect { left, top: lane.box_top, width: plan.box_width, height: lane.box_height }, 6.0);
        let (color, width) = if look.current {
            (&self.palette.cells[lane.cell as usize], 2.2)
        } else {
            (&self.palette.line_strong, 1.2)
        };
        if look.read {
            brush.fill_behind(&self.palette.panel);
            brush.stroke(color, width);
        } else {
            brush.dash(&[3.0, 3.0]);
            brush.stroke(&self.palette.line_strong, width);
            brush.dash(&[]);
        }
    }

    fn units(&self, pixels: &mut Pixels, t: usize) {
        for strip in &self.lane.strips {
            let values = match strip.state {
                StateKind::H => self.network.tape.h(t),
                StateKind::C => self.network.tape.c(t),
            };
            for (unit, value) in values.iter().enumerate() {
                let color = self.scene.scales.signed(*value, strip.state.domain());
                pixels.cell(self.plan.unit_rect(self.lane, strip, t, unit), color, self.palette.bars.0);
            }
        }
    }

    /// The softmax distribution: bars with their symbols, the target's in ink.
    fn output(&self, pixels: &mut Pixels, t: usize, ratio: f64) {
        let (plan, sequence) = (self.plan, &self.scene.experiment.sequence);
        let ((ink, grey), (bold, normal)) = (self.palette.bars, &self.palette.symbols);
        if sequence.coding.loss == LossKind::MeanSquaredError {
            return;
        }
        let probs = self.network.tape.probs(t);
        for (slot, symbol) in shown_symbols(probs, sequence.class(t), plan.slots).into_iter().enumerate() {
            let is_target = sequence.target(t) == Some(symbol);
            let (color, style) = if is_target { (ink, bold) } else { (grey, normal) };
            let rect = plan.slot_rect(self.lane, t, slot);
            pixels.rect(rect, ink, 13);
            pixels.rect(plan.bar_rect(self.lane, t, slot, probs[symbol]), color, 255);
            let (x, line) = (rect.left + rect.width / 2.0, rect.bottom() + 11.5);
            if is_target {
                pixels.rect(Rect { left: x - 4.0, top: line + 2.0, width: 8.0, height: 1.0 }, ink, 255);
            }
            if let Some(glyph) = glyph(&fitting(output_name(sequence, symbol), rect.width.max(9.0) + 3.0), style, ratio)
            {
                pixels.glyph(&glyph, (x, line));
            }
        }
    }

    /// The arrow that comes back to this step, a dotted hairline until it is there, and the tick of the step's own loss.
    fn gradient(&self, brush: &Brush, t: usize, look: Look) {
        let (y, magenta) = (self.lane.gradient_y, &self.palette.magenta);
        let (tail, tip) = self.plan.arrow_ends(t);
        if !look.has_gradient {
            brush.alpha(0.45);
            brush.dash(&[1.0, 4.0]);
            brush.line((tip, y), (tail, y), magenta, 1.0);
            brush.dash(&[]);
            brush.alpha(1.0);
            return;
        }
        let norm = self.network.tape.dh_norm(t);
        brush.polygon(&gradient_arrow::outline(tail, tip, y, norm));
        brush.fill(&self.scene.scales.gradient(norm).to_css());
        // Exact zero and what is no number look different in more than their colour.
        if norm == 0.0 {
            brush.dash(&[2.0, 2.0]);
        }
        if norm == 0.0 || norm.is_nan() {
            brush.stroke(magenta, 0.8);
            brush.dash(&[]);
        }
        if self.network.tape.loss_at(t).is_some() {
            brush.line((tip, y - 9.0), (tip, y - 4.5), magenta, 1.6);
        }
    }
}

fn is_lit(look: Look, weight: SharedWeight) -> bool {
    look.is_update || look.lit == Some(weight)
}
