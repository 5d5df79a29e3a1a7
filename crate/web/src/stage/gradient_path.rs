//! The way of one gradient over the stage, from the loss of a step back to a state, while something else on the page points at it.

use std::fmt::Write;

use unrolled_engine::CellKind;
use unrolled_plots::Rect;

use super::marker;
use super::plan::{Form, Lane, Plan};
use super::point::StateKind;
use super::rolled_markup;
use crate::strings::words;

/// From L_s to h_t of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GradientPath {
    pub cell: CellKind,
    /// The step s of the loss, from 0.
    pub loss: usize,
    /// The step t of the state, from 0; not after the loss.
    pub state: usize,
}

/// Length of an arrow's head.
const HEAD: f64 = 6.0;
/// Between the arrow of a weight and that of the gradient that comes back along it.
const BESIDE: f64 = 8.5;

/// The way in the stage's coordinates; nothing for a cell or a step that is not on the stage.
pub fn markup(plan: &Plan, path: GradientPath) -> String {
    let is_here = path.state <= path.loss && path.loss < plan.input.steps;
    let Some(lane) = plan.lane_of(path.cell).filter(|_| is_here) else { return String::new() };
    let mut svg = format!(
        r#"<g class="gradient-path" data-cell="{}" data-loss="{}" data-state="{}">"#,
        marker::key(path.cell),
        path.loss + 1,
        path.state + 1
    );
    match plan.form {
        Form::Columns => columns(&mut svg, plan, lane, path),
        Form::HeatMap => zoomed(&mut svg, plan, lane, path),
        Form::Rolled => rolled(&mut svg, plan, lane, path),
    }
    svg.push_str("</g>");
    svg
}

/// A frame around every box on the way, the state's own strip, and the arrows from box to box.
fn columns(svg: &mut String, plan: &Plan, lane: &Lane, path: GradientPath) {
    let half = plan.box_width / 2.0;
    for t in path.state..=path.loss {
        let rect = Rect { left: plan.x(t) - half, top: lane.box_top, width: plan.box_width, height: lane.box_height };
        frame(svg, "path-column", Some(t), rect);
    }
    // From the readout into the box.
    let (x, bottom, top) = plan.output_edge(lane, path.loss);
    let _ = write!(svg, r#"<path d="M{x:.1} {top:.1}V{bottom:.1}"/>"#);
    frame_ends(svg, plan, lane, path);
    for t in path.state + 1..=path.loss {
        for strip in &lane.strips {
            // What comes along c to the last step back has c_t behind it, not h_t.
            if strip.state == StateKind::H || t > path.state + 1 {
                // Beside the arrow of W_hh, whose head would look out from under it.
                let beside = if strip.state == StateKind::H { BESIDE } else { 0.0 };
                let y = strip.top + strip.height / 2.0 + beside;
                arrow(svg, plan.x(t) - half, plan.x(t - 1) + half, y);
            }
        }
    }
}

/// A frame around all columns on the way, and an arrow above the curve of the gradient.
fn zoomed(svg: &mut String, plan: &Plan, lane: &Lane, path: GradientPath) {
    let (left, right) = (plan.band(path.state).0, plan.band(path.loss).1);
    frame(svg, "path-columns", None, Rect::from_edges(left, lane.box_top, right, lane.box_top + lane.box_height));
    frame_ends(svg, plan, lane, path);
    let y = (lane.output_top + lane.output_height + lane.gradient_y) / 2.0;
    if path.state < path.loss {
        arrow(svg, plan.x(path.loss), plan.x(path.state), y);
    }
}

/// What sends the gradient, and the state that it is of.
fn frame_ends(svg: &mut String, plan: &Plan, lane: &Lane, path: GradientPath) {
    let (first, last) = (plan.slot_rect(lane, path.loss, 0), plan.slot_rect(lane, path.loss, plan.slots.max(1) - 1));
    frame(svg, "path-loss", Some(path.loss), Rect::from_edges(first.left, first.top, last.right(), last.bottom()));
    if let Some(strip) = lane.strips.iter().find(|strip| strip.state == StateKind::H) {
        frame(svg, "path-state", Some(path.state), plan.strip_rect(lane, strip, path.state));
    }
}

/// So many times around the loop.
fn rolled(svg: &mut String, plan: &Plan, lane: &Lane, path: GradientPath) {
    let (left, middle) = (lane.rolled_x - plan.box_width / 2.0, lane.box_top + lane.box_height / 2.0);
    let rect = Rect { left, top: lane.box_top, width: plan.box_width, height: lane.box_height };
    frame(svg, "path-columns", None, rect);
    let count = path.loss - path.state;
    if count > 0 {
        let (way, head) = rolled_markup::way_back(left, middle);
        let _ = write!(
            svg,
            r#"<path d="{way}"/><path class="path-head" d="{head}"/><text x="{:.1}" y="{:.1}">{}</text>"#,
            left - 24.0,
            middle + 4.0,
            (words().stage.times)(count)
        );
    }
}

fn frame(svg: &mut String, class: &str, t: Option<usize>, rect: Rect) {
    let step = t.map_or_else(String::new, |t| format!(r#" data-step="{}""#, t + 1));
    let _ = write!(
        svg,
        r#"<rect class="{class}"{step} x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" rx="4"/>"#,
        rect.left - 1.5,
        rect.top - 1.5,
        rect.width + 3.0,
        rect.height + 3.0
    );
}

/// To the left.
fn arrow(svg: &mut String, from: f64, to: f64, y: f64) {
    let head = HEAD.min(from - to);
    let _ = write!(
        svg,
        r#"<path d="M{from:.1} {y:.1}H{:.1}"/><path class="path-head" d="M{to:.1} {y:.1}l{head:.1} -4v8z"/>"#,
        to + head
    );
}
