//! The cell's wiring as it is drawn: one SVG with wires, nodes and names, written once for a layout and then kept in step
//! with the numbers, over a canvas with the strips of units.

use unrolled_lab::quantity::{Formula, Place, Quantity, Record, Variable};
use unrolled_lab::{Made, State};
use unrolled_plots::{ColorScales, Rect};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement};

use super::layout::{Layout, Node, Part, Strip, Term, Wire};
use super::symbol;
use crate::numbers::{list, short};
use crate::stage::gradient_arrow::thickness;
use crate::stage::parts::all;
use crate::written::Written;

/// Between a wire and the gradient that comes back beside it.
const ASIDE: f64 = 4.5;
/// From the middle of a strip to its numbers, and how wide these are at most.
const NUMBER_ASIDE: f64 = 9.0;
const NUMBER: f64 = 62.0;
/// Strips below this width have the next one too near for numbers in full size.
const CLOSE: f64 = 92.0;
/// Pre-activations beyond this have the colour of it.
const PRE_DOMAIN: f64 = 3.0;

/// What one drawing is made from.
pub struct Scene<'a> {
    pub record: &'a Record<'a>,
    pub state: &'a State,
    pub made: &'a Made,
    /// The step, counted from 1.
    pub time: usize,
    /// What is asked or has just been computed.
    pub subject: Place,
    pub scales: &'a ColorScales,
    pub line: &'a str,
}

struct DrawnStrip {
    group: Written,
    index: Written,
    value: Written,
    gradient: Written,
    follow: Written,
}

struct DrawnWire {
    wire: Written,
    back: Written,
    head: Written,
}

/// The elements of a layout.
pub struct Drawing {
    pub layout: Layout,
    strips: Vec<DrawnStrip>,
    nodes: Vec<Written>,
    wires: Vec<DrawnWire>,
    context: CanvasRenderingContext2d,
    canvas: HtmlCanvasElement,
    ratio: f64,
}

impl Drawing {
    pub fn new(layout: Layout, svg: &Element, canvas: &HtmlCanvasElement, ratio: f64) -> Option<Self> {
        svg.set_inner_html(&markup(&layout));
        canvas.set_width((layout.width * ratio).round() as u32);
        canvas.set_height((layout.height * ratio).round() as u32);
        let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        let part = |group: &Element, selector: &str| group.query_selector(selector).ok().flatten().map(Written::new);
        let strip = |group: Element| {
            Some(DrawnStrip {
                index: part(&group, ".index")?,
                value: part(&group, ".value")?,
                gradient: part(&group, ".gradient")?,
                follow: part(&group, ".follow")?,
                group: Written::new(group),
            })
        };
        let wire = |group: Element| {
            Some(DrawnWire { wire: part(&group, ".wire")?, back: part(&group, ".back")?, head: part(&group, ".head")? })
        };
        Some(Self {
            strips: all(svg, ".strip").into_iter().filter_map(strip).collect(),
            nodes: all(svg, ".node").into_iter().map(Written::new).collect(),
            wires: all(svg, ".way").into_iter().filter_map(wire).collect(),
            canvas: canvas.clone(),
            context,
            ratio,
            layout,
        })
    }

    pub fn draw(&self, scene: &Scene) {
        let operands = scene.record.formula(scene.subject).map(|formula| formula.operands()).unwrap_or_default();
        // Fails for numbers that are none only.
        let _ = self.context.set_transform(self.ratio, 0.0, 0.0, self.ratio, 0.0, 0.0);
        self.context.clear_rect(0.0, 0.0, f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        for (strip, drawn) in self.layout.strips.iter().zip(&self.strips) {
            self.draw_strip(strip, drawn, scene, &operands);
        }
        for (node, drawn) in self.layout.nodes.iter().zip(&self.nodes) {
            let value = Place::value(node.variable, scene.time);
            let mut class = "node".to_owned();
            add(&mut class, scene.made.has(value), " made");
            add(&mut class, scene.subject == value, " subject");
            drawn.set("class", &class);
        }
        for (wire, drawn) in self.layout.wires.iter().zip(&self.wires) {
            draw_wire(wire, drawn, scene, &operands);
        }
    }

    fn draw_strip(&self, strip: &Strip, drawn: &DrawnStrip, scene: &Scene, operands: &[Place]) {
        let (value, gradient) = (strip.term.value(scene.time), strip.term.gradient(scene.time));
        let is_made = scene.made.has(value);
        let has_gradient = strip.term.has_gradient() && has_come_back(scene, strip.term);
        let numbers = scene.record.numbers(value);
        let count = numbers.data.len();
        let is_followed = matches!(value.dimensions().0, Some(unrolled_lab::quantity::Dimension::Units));
        let unit = scene.state.unit.min(count - 1);
        self.paint(strip.values(), count, scene, |k| {
            is_made.then(|| color(scene.scales, strip.term.variable, numbers.data[k]))
        });
        let mut class = "strip".to_owned();
        add(&mut class, is_made, " made");
        add(&mut class, has_gradient, " has-gradient");
        add(&mut class, scene.subject == value || has_gradient && scene.subject == gradient, " subject");
        add(&mut class, operands.contains(&value) || operands.contains(&gradient), " operand");
        drawn.group.set("class", &class);
        let index = symbol::index(self.layout.cell, strip.term.variable, value.time);
        drawn.index.set_text(Some(&index));
        drawn.group.set("data-values", &if is_made { list(&numbers.data) } else { String::new() });
        // A letter with one digit below it has room without being counted.
        let letters = symbol::letter(self.layout.cell, strip.term.variable).chars().count();
        let name = letters + index.chars().count() - 1;
        let text = |number: f64, name: usize| (is_followed && strip.has_numbers(name)).then(|| short(number));
        drawn.value.set_text(text(numbers.data[unit], name).filter(|_| is_made).as_deref());
        let gradients = has_gradient.then(|| scene.record.numbers(gradient));
        drawn.group.set("data-gradients", &gradients.as_ref().map(|g| list(&g.data)).unwrap_or_default());
        if let Some(gradients) = &gradients {
            self.paint(strip.gradients(), count, scene, |k| {
                Some(scene.scales.gradient(gradients.data[k].abs()).to_css())
            });
        }
        drawn.gradient.set_text(gradients.and_then(|gradients| text(gradients.data[unit], 0)).as_deref());
        let (pitch, values) = (strip.width / count as f64, strip.values());
        let height = if has_gradient { strip.gradients().bottom() - values.top } else { values.height };
        drawn.follow.set("x", &format!("{:.2}", values.left + unit as f64 * pitch));
        drawn.follow.set("width", &format!("{pitch:.2}"));
        drawn.follow.set("height", &format!("{height:.2}"));
        drawn.follow.set("visibility", if is_followed { "visible" } else { "hidden" });
    }

    /// Cells side by side, and a frame around them.
    fn paint(&self, rect: Rect, count: usize, scene: &Scene, color: impl Fn(usize) -> Option<String>) {
        let edge = |k: usize| ((rect.left + rect.width * k as f64 / count as f64) * self.ratio).round() / self.ratio;
        // Where cells are wide enough they stand apart.
        let gap = if rect.width / count as f64 >= 5.0 { 1.0 } else { 0.0 };
        for k in 0..count {
            if let Some(color) = color(k) {
                self.context.set_fill_style_str(&color);
                self.context.fill_rect(edge(k), rect.top, edge(k + 1) - edge(k) - gap, rect.height);
            }
        }
        self.context.set_stroke_style_str(scene.line);
        self.context.set_line_width(1.0);
        self.context.stroke_rect(rect.left - 0.5, rect.top - 0.5, rect.width + 1.0, rect.height + 1.0);
    }
}

fn add(class: &mut String, is_so: bool, name: &str) {
    if is_so {
        class.push_str(name);
    }
}

/// Gates are white to dark, everything else signed.
fn color(scales: &ColorScales, variable: Variable, value: f64) -> String {
    match variable {
        Variable::Gate(k) if !is_candidate(k) => scales.gate(value),
        Variable::Probs => scales.gate(value),
        Variable::Cell => scales.signed(value, 2.0),
        Variable::Pre(_) | Variable::Logits => scales.signed(value, PRE_DOMAIN),
        _ => scales.signed(value, 1.0),
    }
    .to_css()
}

/// g of the LSTM and n of the GRU are the third in their order, and no gates.
fn is_candidate(k: usize) -> bool {
    k == 2
}

/// Whether the gradient of a term is there.
fn has_come_back(scene: &Scene, term: Term) -> bool {
    let place = term.gradient(scene.time);
    match place.quantity {
        // A step without a target gets nothing from its readout.
        Quantity::Gradient(Variable::Logits) => {
            scene.record.target_class(scene.time).is_some() && scene.made.has(place)
        }
        _ => scene.made.has(place),
    }
}

fn draw_wire(wire: &Wire, drawn: &DrawnWire, scene: &Scene, operands: &[Place]) {
    let carries = wire.carries.value(scene.time);
    // The way to a gate is shared: along the bus go the state before and the input.
    let leads_to = |variable: Variable| {
        let is_shared = match &wire.part {
            Part::Through(variables) => variables.contains(&variable),
            Part::Whole => wire.carries.variable == Variable::Input && matches!(variable, Variable::Pre(_)),
            Part::FromLater => false,
        };
        wire.to == Some(variable) || is_shared
    };
    let leads = match scene.subject {
        Place { quantity: Quantity::Value(variable), time } if time == scene.time => {
            leads_to(variable) && operands.contains(&carries)
                || carries == scene.subject && wire.to == Some(wire.carries.variable)
        }
        _ => false,
    };
    let mut class = "wire".to_owned();
    add(&mut class, wire.is_road, " road");
    add(&mut class, scene.made.has(carries), " made");
    add(&mut class, leads, " lit");
    drawn.wire.set("class", &class);
    let norm = norm_back(wire, scene);
    drawn.back.set("data-norm", &norm.map(crate::numbers::plain).unwrap_or_default());
    let Some(norm) = norm else {
        drawn.back.set("visibility", "hidden");
        drawn.head.set("visibility", "hidden");
        return;
    };
    let color = scene.scales.gradient(norm).to_css();
    drawn.back.set("visibility", "visible");
    drawn.back.set("stroke", &color);
    drawn.back.set("stroke-width", &format!("{:.2}", 0.6 * thickness(norm)));
    // The wires by which it arrives, not those by which it goes on.
    let arrives = wire.part != Part::Whole || wire.to != Some(wire.carries.variable);
    let is_subject = arrives && scene.subject == wire.gradient_of.gradient(scene.time);
    drawn.back.set("class", if is_subject { "back lit" } else { "back" });
    drawn.head.set("visibility", "visible");
    drawn.head.set("fill", &color);
}

/// ‖·‖₂ of what comes back along a wire, once it is there.
fn norm_back(wire: &Wire, scene: &Scene) -> Option<f64> {
    let place = wire.gradient_of.gradient(scene.time);
    if !scene.record.outline().is_place(place) {
        return None;
    }
    if wire.part == Part::Whole {
        let comes = has_come_back(scene, wire.gradient_of);
        return comes.then(|| unrolled_engine::norm(&scene.record.numbers(place).data));
    }
    let formula = scene.record.formula(place)?;
    let addends = formula.addends();
    let parts: Vec<&Formula> =
        addends.into_iter().map(|(_, part)| part).filter(|part| comes_by(wire, part, scene)).collect();
    let operands = parts.iter().flat_map(|part| part.operands());
    if parts.is_empty() || !operands.clone().all(|operand| scene.made.has(operand)) {
        return None;
    }
    let sum = Formula::sum(parts.into_iter().cloned().collect());
    Some(unrolled_engine::norm(&scene.record.evaluate(&sum, place)))
}

/// Whether this addend of a gradient comes along the wire.
fn comes_by(wire: &Wire, addend: &Formula, scene: &Scene) -> bool {
    let mut gradients = addend.operands().into_iter().filter(|place| place.is_gradient());
    match &wire.part {
        Part::Whole => true,
        Part::FromLater => gradients.any(|place| place.time > scene.time),
        Part::Through(variables) => {
            gradients.any(|place| variables.iter().any(|variable| place == Place::gradient(*variable, scene.time)))
        }
    }
}

fn markup(layout: &Layout) -> String {
    let wires: String = layout.wires.iter().map(wire_markup).collect();
    let strips: String = layout.strips.iter().map(|strip| strip_markup(layout, strip)).collect();
    let nodes: String = layout.nodes.iter().map(node_markup).collect();
    format!("<g>{wires}</g><g>{nodes}</g><g>{strips}</g>")
}

fn path(points: &[(f64, f64)]) -> String {
    let place = |(index, (x, y)): (usize, &(f64, f64))| format!("{}{x:.1} {y:.1}", if index == 0 { "M" } else { "L" });
    points.iter().enumerate().map(place).collect()
}

/// The same way beside it, as long: to the right of what goes up or down, below what goes across.
fn beside(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let stretches = |index: usize| points[index.saturating_sub(1)..(index + 2).min(points.len())].windows(2);
    let place = |(index, (x, y)): (usize, &(f64, f64))| {
        let is_upright = stretches(index).any(|ends| ends[0].0 == ends[1].0);
        let is_level = stretches(index).any(|ends| ends[0].1 == ends[1].1);
        (if is_upright { x + ASIDE } else { *x }, if is_level { y + ASIDE } else { *y })
    };
    points.iter().enumerate().map(place).collect()
}

fn wire_markup(wire: &Wire) -> String {
    let aside = beside(&wire.points);
    let [from, to] = [aside[0], aside[1]];
    let length = ((to.0 - from.0).powi(2) + (to.1 - from.1).powi(2)).sqrt().max(1.0);
    let (dx, dy) = ((to.0 - from.0) / length, (to.1 - from.1) / length);
    // It points back to where the wire begins.
    let corner = |along: f64, across: f64| {
        format!("{:.1},{:.1}", from.0 + along * dx - across * dy, from.1 + along * dy + across * dx)
    };
    let head = format!("{} {} {}", corner(0.0, 0.0), corner(7.0, 4.0), corner(7.0, -4.0));
    format!(
        r#"<g class="way"><path class="back" d="{}" visibility="hidden"/><polygon class="head" points="{head}" visibility="hidden"/><path class="wire" d="{}"/></g>"#,
        path(&aside),
        path(&wire.points)
    )
}

fn node_markup(node: &Node) -> String {
    let (half, x, y) = (node.half_width, node.x, node.y);
    let (left, top, width) = (x - half, y - 10.0, 2.0 * half);
    format!(
        r#"<g class="node"{}><rect x="{left:.1}" y="{top:.1}" width="{width:.1}" height="20" rx="{}"/><text x="{x:.1}" y="{:.1}">{}</text></g>"#,
        if node.sign == "softmax" && half < 30.0 { r#" style="font-size:9px""# } else { "" },
        if half > 10.0 { 5 } else { 10 },
        y + 4.2,
        node.sign
    )
}

fn strip_markup(layout: &Layout, strip: &Strip) -> String {
    let Rect { left, top, width, height } = strip.values();
    let name = strip.term.value(1).quantity.name(layout.cell);
    let before = if strip.term.is_before { "-before" } else { "" };
    let right = left + width;
    let (line, low) = (top - 6.5, strip.gradients().bottom() + 11.5);
    let letter = symbol::letter(layout.cell, strip.term.variable);
    // Beside the wires, which come in the middle, where that is on the page.
    let aside = left + width / 2.0 + NUMBER_ASIDE;
    let (number, anchor) = if aside + NUMBER <= layout.width { (aside, "start") } else { (right, "end") };
    let close = if width < CLOSE { " is-close" } else { "" };
    format!(
        r#"<g class="strip" data-strip="{name}{before}"><rect class="frame" x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" rx="3"/><rect class="follow" y="{top:.1}" height="{height:.1}"/><text class="name" x="{left:.1}" y="{line:.1}">{letter}<tspan class="index" dy="3"></tspan></text><text class="value {anchor}{close}" x="{number:.1}" y="{line:.1}"></text><text class="gradient {anchor}{close}" x="{number:.1}" y="{low:.1}"></text></g>"#,
        left - 2.5,
        top - 2.5,
        width + 5.0,
        strip.gradients().bottom() - top + 5.0,
    )
}
