//! The stage as one column a step: its canvases and the places for its text, still without values.

use std::fmt::Write;

use unrolled_tasks::Sequence;

use super::marker;
use super::markup::{escaped, open_svg, rule};
use super::plan::{BAR_HEIGHT, Lane, Plan};
use super::reading::{estimated_width, fitting_input, input_text, picture_markup};
use crate::strings::words;

/// Everything that is not picture: header, then a lane per cell, each with the text of every step.
pub fn columns(plan: &Plan, sequence: &Sequence) -> String {
    let mut html = String::with_capacity(16 * 1024);
    html.push_str(&open_svg(r#"class="header""#, 0.0, 0.0, plan.input.width, plan.header_height));
    header(&mut html, plan, sequence);
    html.push_str("</svg>");
    for lane in &plan.lanes {
        let _ = write!(html, r#"<div class="lane" data-cell="{}">"#, marker::key(lane.cell));
        html.push_str(&open_svg(r#"class="names""#, 0.0, lane.top, plan.input.width, lane.bottom - lane.top));
        html.push_str(&rule(plan.input.width, lane.top + 0.5));
        lane_names(&mut html, plan, lane);
        html.push_str("</svg>");
        for t in 0..plan.input.steps {
            column(&mut html, plan, lane, t);
        }
        html.push_str("</div>");
    }
    html
}

/// A canvas for each lane, with as many pixels as the screen has there.
pub fn canvases(plan: &Plan, ratio: f64) -> String {
    let mut html = String::new();
    for lane in &plan.lanes {
        let (top, width) = (lane.top.floor(), plan.input.width);
        let height = (lane.bottom - top).ceil();
        let _ = write!(
            html,
            r#"<canvas width="{:.0}" height="{:.0}" style="left:0;top:{top}px;width:{width}px;height:{height}px"></canvas>"#,
            width * ratio,
            height * ratio,
        );
    }
    html
}

fn header(svg: &mut String, plan: &Plan, sequence: &Sequence) {
    let _ = write!(svg, r#"<text class="name" x="6" y="38">{}</text>"#, escaped(words().stage.input));
    for t in 0..plan.input.steps {
        let (x, text) = (plan.x(t), input_text(sequence, t));
        let is_tight = 1.25 * estimated_width(&text) > plan.pitch;
        let _ = write!(
            svg,
            r#"<g class="column head" data-step="{0}"><text class="step" x="{x:.1}" y="17">{1}{0}</text><text class="input{2}" x="{x:.1}" y="37">{3}</text>"#,
            t + 1,
            if plan.pitch < 40.0 { "" } else { "t=" },
            if is_tight { " small" } else { "" },
            escaped(&fitting_input(sequence, t, (plan.pitch - 2.0).max(9.0))),
        );
        picture_markup(svg, sequence, t, x, 21.0, 24.0);
        svg.push_str("</g>");
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
    let output = if narrow { &plan.input.output[..1] } else { plan.input.output };
    let _ = write!(svg, r#"<text class="name" x="6" y="{:.1}">{}</text>"#, lane.output_top + 15.0, escaped(output));
    let _ = write!(
        svg,
        r#"<text class="name lane-loss" x="6" y="{:.1}"></text><text class="name gradient-name" x="6" y="{:.1}">∂L/∂h</text>"#,
        lane.output_top + 32.0,
        lane.gradient_y + 4.0
    );
}

/// Where the strips are, for whoever asks the document; p(target) and the step's loss; the gradient's norm.
fn column(html: &mut String, plan: &Plan, lane: &Lane, t: usize) {
    let (left, top) = (plan.band(t).0, lane.top.floor());
    let _ = write!(
        html,
        r#"<div class="column" data-step="{}" style="left:{left:.1}px;top:{top}px;width:{:.1}px;height:{:.0}px">"#,
        t + 1,
        plan.pitch,
        lane.bottom - top
    );
    for strip in &lane.strips {
        let rect = plan.strip_rect(lane, strip, t);
        let _ = write!(
            html,
            r#"<i class="strip" data-state="{}" data-per-row="{}" data-rows="{}" style="left:{:.2}px;top:{:.2}px;width:{:.2}px;height:{:.2}px"></i>"#,
            strip.state.symbol(),
            strip.per_row,
            strip.rows,
            rect.left - left,
            rect.top - top,
            rect.width,
            rect.height
        );
    }
    // Lines of 16 px whose text stands on the line that is given.
    let line = |y: f64| y - 12.0 - top;
    if plan.roomy {
        let x = plan.slot_rect(lane, t, plan.slots - 1).right() + 8.0 - left;
        for (class, y) in [("p", lane.output_top + 12.0), ("loss", lane.output_top + 28.0)] {
            let _ = write!(html, r#"<span class="{class} beside" style="left:{x:.1}px;top:{:.1}px"></span>"#, line(y));
        }
    } else {
        let y = line(lane.output_top + BAR_HEIGHT + 25.0);
        let _ = write!(
            html,
            r#"<span class="p below" style="top:{y:.1}px"></span><span class="loss below" style="top:{y:.1}px"></span>"#
        );
    }
    let _ = write!(html, r#"<span class="norm" style="top:{:.1}px"></span></div>"#, line(lane.gradient_y + 20.0));
}
