//! The stage as one column a step: its parts, still without values.

use std::fmt::Write;

use unrolled_engine::CellKind;
use unrolled_tasks::CharacterTask;

use super::marker;
use super::markup::{escaped, indexed, open_svg};
use super::plan::{BAR_HEIGHT, Lane, Plan};
use super::point::{SharedWeight, StateKind};
use super::symbols::visible;
use crate::strings::words;

/// Everything on the stage: header, then a lane per cell, each with a drawing per step.
pub fn columns(plan: &Plan, task: &CharacterTask) -> String {
    let mut html = String::with_capacity(64 * 1024);
    html.push_str(&open_svg(r#"class="header""#, 0.0, 0.0, plan.input.width, plan.header_height));
    header(&mut html, plan, task);
    html.push_str("</svg>");
    for lane in &plan.lanes {
        let _ = write!(html, r#"<div class="lane" data-cell="{}">"#, marker::key(lane.cell));
        html.push_str(&open_svg(r#"class="names""#, 0.0, lane.top, plan.input.width, lane.bottom - lane.top));
        rule(&mut html, plan, lane.top + 0.5);
        lane_names(&mut html, plan, lane);
        html.push_str("</svg>");
        for t in 0..plan.input.steps {
            column(&mut html, plan, lane, t);
        }
        html.push_str("</div>");
    }
    html
}

/// The hairline above a lane.
pub fn rule(svg: &mut String, plan: &Plan, y: f64) {
    let _ = write!(svg, r#"<path class="rule" d="M0 {y:.1}H{:.1}"/>"#, plan.input.width);
}

fn header(svg: &mut String, plan: &Plan, task: &CharacterTask) {
    let _ = write!(svg, r#"<text class="name" x="6" y="38">{}</text>"#, escaped(words().stage.input));
    for t in 0..plan.input.steps {
        let x = plan.x(t);
        let _ = write!(
            svg,
            r#"<g class="column head" data-step="{0}"><text class="step" x="{x:.1}" y="17">{1}{0}</text><text class="input" x="{x:.1}" y="37">{2}</text></g>"#,
            t + 1,
            if plan.pitch < 40.0 { "" } else { "t=" },
            escaped(visible(&task.vocabulary[task.input(t)])),
        );
    }
}

/// The names on the left: the cell with its marker, its states, what comes out, the gradient.
fn lane_names(svg: &mut String, plan: &Plan, lane: &Lane) {
    let words = words();
    let narrow = plan.gutter < 60.0;
    let middle = lane.box_top + lane.box_height / 2.0;
    let name = escaped((words.cell_name)(lane.cell));
    let key = marker::key(lane.cell);
    if narrow {
        let _ = write!(svg, r#"<text class="cell-name {key}" x="6" y="{:.1}">{name}</text>"#, middle + 4.0);
        svg.push_str(&marker::markup(lane.cell, 12.0, middle - 16.0));
    } else {
        svg.push_str(&marker::markup(lane.cell, 12.0, middle - 7.0));
        let _ = write!(svg, r#"<text class="cell-name {key}" x="23" y="{:.1}">{name}</text>"#, middle - 2.0);
        let states: Vec<&str> = lane.strips.iter().map(|strip| strip.state.symbol()).collect();
        let _ = write!(svg, r#"<text class="name" x="23" y="{:.1}">{}</text>"#, middle + 14.0, states.join(", "));
    }
    let output = if narrow { "p" } else { words.stage.output };
    let _ = write!(svg, r#"<text class="name" x="6" y="{:.1}">{}</text>"#, lane.output_top + 15.0, escaped(output));
    let _ = write!(
        svg,
        r#"<text class="name lane-loss" x="6" y="{:.1}"></text><text class="name gradient-name" x="6" y="{:.1}">∂L/∂h</text>"#,
        lane.output_top + 32.0,
        lane.gradient_y + 4.0
    );
}

fn column(svg: &mut String, plan: &Plan, lane: &Lane, t: usize) {
    let attributes = format!(r#"class="column" data-step="{}""#, t + 1);
    let left = plan.x(t) - plan.pitch / 2.0;
    svg.push_str(&open_svg(&attributes, left, lane.top, plan.pitch, lane.bottom - lane.top));
    edges(svg, plan, lane, t);
    let (x, half) = (plan.x(t), plan.box_width / 2.0);
    let _ = write!(
        svg,
        r#"<rect class="box" x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" rx="6"/>"#,
        x - half,
        lane.box_top,
        plan.box_width,
        lane.box_height
    );
    svg.push_str(r#"<g class="values">"#);
    units(svg, plan, lane, t);
    output(svg, plan, lane, t);
    svg.push_str("</g>");
    gradient(svg, plan, lane, t);
    svg.push_str("</svg>");
}

/// The shared weights as arrows: into the box, from the box before, out of the box; and the LSTM's road.
fn edges(svg: &mut String, plan: &Plan, lane: &Lane, t: usize) {
    let (x, half) = (plan.x(t), plan.box_width / 2.0);
    let (box_bottom, out) = (lane.box_top + lane.box_height, plan.output_x(lane, t));
    edge(svg, SharedWeight::InputToState, &format!("M{x:.1} {:.1}V{:.1}", lane.top + 4.0, lane.box_top - 2.0));
    head(svg, SharedWeight::InputToState, &down_head(x, lane.box_top - 1.5));
    edge(svg, SharedWeight::StateToOutput, &format!("M{out:.1} {box_bottom:.1}V{:.1}", lane.output_top - 1.0));
    if t == 0 {
        return;
    }
    let (from, to) = (plan.x(t - 1) + half, x - half);
    let h = lane
        .strips
        .iter()
        .find(|strip| strip.state == StateKind::H)
        .map_or(0.0, |strip| strip.top + strip.height / 2.0);
    if lane.cell == CellKind::Lstm {
        let c = lane.strips[0].top + lane.strips[0].height / 2.0;
        let _ = write!(svg, r#"<path class="road" d="M{from:.1} {c:.1}H{to:.1}"/>"#);
    }
    edge(svg, SharedWeight::StateToState, &format!("M{from:.1} {h:.1}H{:.1}", to - 2.0));
    head(svg, SharedWeight::StateToState, &format!("M{to:.1} {h:.1}l-6 -3.2v6.4z"));
    if t == 1 && to - from >= 34.0 {
        let _ = write!(
            svg,
            r#"<text class="weight-name w-hh" x="{:.1}" y="{:.1}">{}</text>"#,
            (from + to) / 2.0,
            h - 7.0,
            indexed("W", "hh")
        );
    }
}

/// The head of an arrow that points down to (x, y).
pub fn down_head(x: f64, y: f64) -> String {
    format!("M{x:.1} {y:.1}l-3.2 -5h6.4z")
}

/// The line of a shared weight, with room around it to be pointed at.
pub fn edge(svg: &mut String, weight: SharedWeight, path: &str) {
    let index = weight.index();
    let _ = write!(
        svg,
        r#"<path class="edge w-{index}" d="{path}"/><path class="edge-room" data-weight="{index}" d="{path}"/>"#
    );
}

pub fn head(svg: &mut String, weight: SharedWeight, path: &str) {
    let _ = write!(svg, r#"<path class="edge-head w-{}" d="{path}"/>"#, weight.index());
}

/// A rectangle for every unit of every state.
pub fn units(svg: &mut String, plan: &Plan, lane: &Lane, t: usize) {
    for strip in &lane.strips {
        let _ = write!(svg, r#"<g class="units" data-state="{}">"#, strip.state.symbol());
        for unit in 0..plan.input.units {
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
pub fn output(svg: &mut String, plan: &Plan, lane: &Lane, t: usize) {
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
    let (x, class, lines) = if plan.roomy {
        (right + 8.0, "beside", [lane.output_top + 12.0, lane.output_top + 28.0])
    } else {
        let line = lane.output_top + BAR_HEIGHT + 25.0;
        (plan.x_in(lane, t), "below", [line, line])
    };
    let _ = write!(
        svg,
        r#"<text class="p {class}" x="{x:.1}" y="{:.1}"></text><text class="loss {class}" x="{x:.1}" y="{:.1}"></text></g>"#,
        lines[0], lines[1]
    );
}

/// The arrow that comes back to this step, a dotted hairline until it is there, and the tick of the step's own loss.
fn gradient(svg: &mut String, plan: &Plan, lane: &Lane, t: usize) {
    let (x, y) = (plan.x(t), lane.gradient_y);
    let (tail, tip) = plan.arrow_ends(t);
    let _ = write!(
        svg,
        r#"<path class="not-yet" d="M{tip:.1} {y:.1}H{tail:.1}"/><g class="gradient"><path class="arrow"/><path class="injection" d="M{x:.1} {:.1}V{:.1}"/><text class="norm" x="{x:.1}" y="{:.1}"></text></g>"#,
        y - 11.0,
        y - 4.5,
        y + 20.0,
    );
}
