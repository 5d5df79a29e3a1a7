//! The rolled cell: its parts, still without values.

use std::fmt::Write;

use unrolled_engine::CellKind;
use web_sys::Element;

use super::marker;
use super::markup::{escaped, indexed};
use super::parts::{all, set};
use super::plan::{Lane, Plan};
use super::point::SharedWeight;
use crate::strings::words;

/// One cell with its loop, its distribution and the gradient that comes back.
pub fn lane(plan: &Plan, lane: &Lane) -> String {
    let mut svg = String::new();
    let key = marker::key(lane.cell);
    let (x, half) = (lane.rolled_x, plan.box_width / 2.0);
    let (top, bottom) = (lane.box_top, lane.box_top + lane.box_height);
    let down = plan.output_x(lane, 0);
    let (left, right, middle) = (x - half, x + half, (top + bottom) / 2.0);
    let _ = write!(svg, r#"<g class="lane" data-cell="{key}">"#);
    svg.push_str(&marker::markup(lane.cell, left + 6.0, lane.top + 12.0));
    let _ = write!(
        svg,
        r#"<text class="cell-name {key}" x="{:.1}" y="{:.1}">{}</text><text class="step" x="{right:.1}" y="{:.1}"></text><text class="input" x="{x:.1}" y="{:.1}"></text>"#,
        left + 17.0,
        lane.top + 17.0,
        escaped((words().cell_name)(lane.cell)),
        lane.top + 17.0,
        lane.top + 36.0
    );
    edge(&mut svg, SharedWeight::InputToState, &format!("M{x:.1} {:.1}V{:.1}", lane.top + 42.0, top - 2.0));
    head(&mut svg, SharedWeight::InputToState, &down_head(x, top - 1.5));
    edge(&mut svg, SharedWeight::StateToOutput, &format!("M{down:.1} {bottom:.1}V{:.1}", lane.output_top - 4.0));
    head(&mut svg, SharedWeight::StateToOutput, &down_head(down, lane.output_top - 3.0));
    // The loop leaves the box on its right and comes back into it above.
    let (out, into) = (middle + 11.0, middle - 11.0);
    let around = format!("M{right:.1} {out:.1}c 64 14 64 -36 3 -22");
    edge(&mut svg, SharedWeight::StateToState, &around);
    head(&mut svg, SharedWeight::StateToState, &format!("M{right:.1} {into:.1}l7 -4.5l0.6 6.8z"));
    // The LSTM's road goes around by itself, without a weight on it.
    let has_road = lane.cell == CellKind::Lstm;
    if has_road {
        let (out, rise) = (bottom - 6.0, lane.box_height - 12.0);
        let _ =
            write!(svg, r#"<path class="road" d="M{right:.1} {out:.1}c 96 26 96 -{:.1} 2 -{rise:.1}"/>"#, rise + 26.0);
        head_of_road(&mut svg, right, out - rise);
        let _ = write!(svg, r#"<text class="road-name" x="{:.1}" y="{:.1}">c</text>"#, right + 82.0, middle + 4.0);
    }
    // Within its own loop where another one goes around it.
    let beside = match (has_road, plan.input.source > 0) {
        (false, _) => 53.0,
        (true, false) => 12.0,
        (true, true) => 4.0,
    };
    let names = [(x + 8.0, top - 12.0, "xh"), (right + beside, middle + 4.0, "hh"), (down + 8.0, bottom + 17.0, "hy")];
    for (x, y, index) in names {
        let _ = write!(
            svg,
            r#"<text class="weight-name start w-{index}" x="{x:.1}" y="{y:.1}">{}</text>"#,
            indexed("W", index)
        );
    }
    let _ = write!(
        svg,
        r#"<rect class="box" x="{left:.1}" y="{top:.1}" width="{:.1}" height="{:.1}" rx="6"/><g class="values">"#,
        plan.box_width, lane.box_height
    );
    units(&mut svg, plan, lane, 0);
    output(&mut svg, plan, lane, 0);
    svg.push_str("</g>");
    let (way, head) = way_back(left, middle);
    let _ = write!(
        svg,
        r#"<g class="gradient"><path class="back" d="{way}"/><path class="back-head" d="{head}"/><text class="norm end" x="{0:.1}" y="{1:.1}"></text><text class="norm-name end" x="{0:.1}" y="{2:.1}">∂L/∂h</text></g></g>"#,
        left - 12.0,
        bottom + 14.0,
        top - 4.0
    );
    svg
}

/// The loop on the left by which a gradient comes back into a box, and the head of its arrow, from the left edge of the box and
/// its middle.
pub fn way_back(left: f64, middle: f64) -> (String, String) {
    let (from, into) = (middle - 11.0, middle + 11.0);
    (format!("M{left:.1} {from:.1}c -64 -14 -64 36 -7 22"), format!("M{left:.1} {into:.1}l-9 -5.5v11z"))
}

/// The head of an arrow that points down to (x, y).
fn down_head(x: f64, y: f64) -> String {
    format!("M{x:.1} {y:.1}l-3.2 -5h6.4z")
}

/// The head of the road where it comes back into the box at (x, y).
fn head_of_road(svg: &mut String, x: f64, y: f64) {
    let _ = write!(svg, r#"<path class="road-head" d="M{x:.1} {y:.1}l9 -4.5l-0.5 8.5z"/>"#);
}

/// A shared weight's elements: line, room around it, head and name.
pub struct DrawnWeight {
    weight: SharedWeight,
    line: Element,
    room: Element,
    head: Element,
    name: Element,
}

impl DrawnWeight {
    pub fn find(lane: &Element, weight: SharedWeight) -> Option<Self> {
        let one = |selector: &str| all(lane, &format!("{selector}.w-{}", weight.index())).pop();
        let room = all(lane, &format!(".edge-room[data-weight={}]", weight.index())).pop()?;
        Some(Self { weight, line: one(".edge")?, room, head: one(".edge-head")?, name: one(".weight-name")? })
    }

    /// Step `t` of an encoder with weights of its own goes through those.
    pub fn show_step(&self, t: usize, source: usize) {
        let index = self.weight.at_step(t, source).index();
        let class = index.replace('.', "-");
        set(&self.line, "class", &format!("edge w-{class}"));
        set(&self.room, "data-weight", index);
        set(&self.head, "class", &format!("edge-head w-{class}"));
        set(&self.name, "class", &format!("weight-name start w-{class}"));
        self.name.set_inner_html(&indexed("W", index));
    }
}

/// The line of a shared weight, with room around it to be pointed at.
fn edge(svg: &mut String, weight: SharedWeight, path: &str) {
    let index = weight.index();
    let _ = write!(
        svg,
        r#"<path class="edge w-{index}" d="{path}"/><path class="edge-room" data-weight="{index}" d="{path}"/>"#
    );
}

fn head(svg: &mut String, weight: SharedWeight, path: &str) {
    let _ = write!(svg, r#"<path class="edge-head w-{}" d="{path}"/>"#, weight.index());
}

/// A rectangle for every unit of every state.
fn units(svg: &mut String, plan: &Plan, lane: &Lane, t: usize) {
    for strip in &lane.strips {
        let _ = write!(svg, r#"<g class="units" data-state="{}">"#, strip.state.symbol());
        for unit in 0..plan.units(lane.cell) {
            let rect = plan.unit_rect(lane, strip, t, unit);
            let _ = write!(
                svg,
                r#"<rect class="unit" data-unit="{}" x="{:.2}" y="{:.2}" width="{:.2}" height="{:.2}" rx="{:.1}"/>"#,
                unit + 1,
                rect.left,
                rect.top,
                rect.width,
                rect.height,
                (rect.width / 4.0).min(1.5)
            );
        }
        svg.push_str("</g>");
    }
}

/// The softmax distribution: bars with their symbols, p(target) and the loss of the step.
fn output(svg: &mut String, plan: &Plan, lane: &Lane, t: usize) {
    svg.push_str(r#"<g class="output">"#);
    let mut right = plan.x_in(lane, t);
    for slot in 0..plan.slots {
        let rect = plan.slot_rect(lane, t, slot);
        right = rect.right();
        let _ = write!(
            svg,
            r#"<g class="slot"><rect class="slot-room" x="{0:.2}" y="{1:.2}" width="{2:.2}" height="{3:.2}" rx="1.5"/><rect class="bar" x="{0:.2}" y="{1:.2}" width="{2:.2}" height="{3:.2}"/><text class="symbol" x="{4:.2}" y="{5:.2}"></text></g>"#,
            rect.left,
            rect.top,
            rect.width,
            rect.height,
            rect.left + rect.width / 2.0,
            rect.bottom() + 11.5,
        );
    }
    let x = right + 8.0;
    let _ = write!(
        svg,
        r#"<text class="p beside" x="{x:.1}" y="{:.1}"></text><text class="loss beside" x="{x:.1}" y="{:.1}"></text></g>"#,
        lane.output_top + 12.0,
        lane.output_top + 28.0
    );
}
