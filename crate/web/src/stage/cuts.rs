//! Marks on the stage where a truncated gradient ends: on the way back from a step to the one before.

use std::fmt::Write;

use unrolled_lab::Cuts;

use super::marker;
use super::plan::{Form, Lane, Plan};

/// Marks closer than this would be one.
const CLOSEST: f64 = 4.0;
/// Half the height of the two strokes.
const HALF: f64 = 8.0;

/// The marks of one truncation in every lane. `class` says whose it is; `rolled_t` is the step that a rolled cell shows.
pub fn markup(plan: &Plan, class: &str, cuts: &Cuts, rolled_t: usize) -> String {
    let mut svg = String::new();
    if is_crowded(plan, cuts) {
        return svg;
    }
    // Two strokes are wider than a line.
    let has_room = cuts.before.len() == 1 || plan.pitch * cuts.window as f64 >= 2.0 * HALF;
    for lane in &plan.lanes {
        for &t in cuts.before.iter().filter(|&&t| t < plan.input.steps) {
            if plan.form != Form::Rolled || t == rolled_t + 1 {
                mark(&mut svg, plan, lane, class, t, has_room);
            }
        }
    }
    svg
}

/// Whether the marks would stand so close that nothing could be told from them.
pub fn is_crowded(plan: &Plan, cuts: &Cuts) -> bool {
    plan.form == Form::HeatMap && cuts.before.len() > 1 && plan.pitch * (cuts.window as f64) < CLOSEST
}

/// On the gradient's way from step t to t−1.
fn mark(svg: &mut String, plan: &Plan, lane: &Lane, class: &str, t: usize, has_room: bool) {
    let cell = marker::key(lane.cell);
    let _ = write!(svg, r#"<g class="cut {class}" data-cell="{cell}" data-step="{}">"#, t + 1);
    match plan.form {
        Form::Columns => {
            let x = plan.band(t).0;
            line(svg, x, lane.top + 4.0, lane.gradient_y - HALF - 2.0);
            strokes(svg, x, lane.gradient_y);
        }
        Form::HeatMap => {
            let (x, top) = (plan.band(t).0, lane.gradient_y);
            line(svg, x, top, top + lane.gradient_height);
            if has_room {
                strokes(svg, x, top + lane.gradient_height / 2.0);
            }
        }
        // What comes back to the step that is shown comes around the loop.
        Form::Rolled => {
            let (x, y) = (lane.rolled_x - plan.box_width / 2.0 - 49.0, lane.box_top + lane.box_height / 2.0);
            line(svg, x, y - 22.0, y + 22.0);
            strokes(svg, x, y);
        }
    }
    svg.push_str("</g>");
}

fn line(svg: &mut String, x: f64, top: f64, bottom: f64) {
    let _ = write!(svg, r#"<path class="cut-line" d="M{x:.1} {top:.1}V{bottom:.1}"/>"#);
}

/// Two slanting strokes with nothing between them.
fn strokes(svg: &mut String, x: f64, y: f64) {
    let (top, bottom) = (y - HALF, y + HALF);
    let _ = write!(
        svg,
        r#"<path class="cut-gap" d="M{:.1} {bottom:.1}L{:.1} {top:.1}H{:.1}L{:.1} {bottom:.1}z"/><path class="cut-stroke" d="M{0:.1} {bottom:.1}L{1:.1} {top:.1}M{3:.1} {bottom:.1}L{2:.1} {top:.1}"/>"#,
        x - 5.0,
        x - 1.0,
        x + 5.0,
        x + 1.0,
    );
}
