//! The stage folded: one cell with a loop for each lane, showing the step at the cursor.

use std::fmt::Write;

use unrolled_lab::{Experiment, Moment};
use web_sys::Element;

use super::column_markup::{down_head, edge, head, output, units};
use super::gradient_arrow;
use super::layers::Layers;
use super::marker;
use super::markup::{escaped, indexed, open_svg};
use super::parts::{ValueParts, all, set};
use super::plan::{Lane, Plan};
use super::point::SharedWeight;
use super::scene::{Scene, shown_step};
use super::symbols::visible;
use crate::numbers;
use crate::strings::words;

struct DrawnLane {
    lane: Lane,
    group: Element,
    values: ValueParts,
    step: Element,
    input: Element,
    back: Element,
    back_head: Element,
    norm: Element,
    drawn: Option<(u64, usize)>,
}

pub struct Rolled {
    plan: Plan,
    drawing: Element,
    lanes: Vec<DrawnLane>,
}

impl Rolled {
    pub fn new(layers: &Layers, plan: &Plan) -> Option<Self> {
        let drawing = &layers.drawing;
        set(&layers.wash, "class", "wash none");
        let whole = open_svg(r#"class="whole""#, 0.0, 0.0, plan.input.width, plan.height);
        let lanes: String = plan.lanes.iter().map(|lane| markup(plan, lane)).collect();
        drawing.set_inner_html(&format!("{whole}{lanes}</svg>"));
        let lanes = plan.lanes.iter().zip(all(drawing, ".lane")).filter_map(|(lane, group)| {
            let one = |selector: &str| all(&group, selector).pop();
            Some(DrawnLane {
                lane: lane.clone(),
                values: ValueParts::find(&group, lane)?,
                step: one(".step")?,
                input: one(".input")?,
                back: one(".back")?,
                back_head: one(".back-head")?,
                norm: one(".norm")?,
                group,
                drawn: None,
            })
        });
        Some(Self { plan: plan.clone(), drawing: drawing.clone(), lanes: lanes.collect() })
    }

    pub fn draw(&mut self, scene: &Scene) {
        let t = shown_step(scene.timeline(), scene.cursor);
        for drawn in &mut self.lanes {
            drawn.draw(scene, &self.plan, t);
        }
        set(&self.drawing, "data-has-loss", if scene.has_loss() { "true" } else { "false" });
    }
}

impl DrawnLane {
    fn draw(&mut self, scene: &Scene, plan: &Plan, t: usize) {
        let progress = scene.progress(t, 0);
        if self.drawn != Some((scene.stamp, t)) {
            let network = scene.experiment.lane(self.lane.cell);
            self.values.paint(scene, network, plan, &self.lane, t);
            self.step.set_text_content(Some(&format!("t={}", t + 1)));
            let input = format!("x{} = {}", numbers::subscript(t + 1), input_of(scene.experiment, t));
            self.input.set_text_content(Some(&input));
            self.paint_gradient(scene, t);
            self.drawn = Some((scene.stamp, t));
        }
        let has_gradient = progress.has_gradient || matches!(scene.moment(), Moment::Update);
        set(&self.group, "class", if has_gradient { "lane current has-gradient" } else { "lane current" });
        set(&self.group, "data-step", &(t + 1).to_string());
    }

    fn paint_gradient(&self, scene: &Scene, t: usize) {
        let norm = scene.experiment.lane(self.lane.cell).tape.dh_norm(t);
        let color = scene.scales.gradient(norm).to_css();
        let thickness = gradient_arrow::thickness(norm);
        set(&self.back, "stroke", &color);
        set(&self.back, "stroke-width", &format!("{thickness:.2}"));
        set(&self.back, "data-value", &numbers::plain(norm));
        set(&self.back_head, "fill", &color);
        self.norm.set_text_content(Some(&numbers::short(norm)));
    }
}

fn input_of(experiment: &Experiment, t: usize) -> &str {
    visible(&experiment.task.vocabulary[experiment.task.input(t)])
}

fn markup(plan: &Plan, lane: &Lane) -> String {
    let mut svg = String::new();
    let key = marker::key(lane.cell);
    let (x, half) = (lane.rolled_x, plan.box_width / 2.0);
    let (top, bottom) = (lane.box_top, lane.box_top + lane.box_height);
    let down = plan.output_x(lane, 0);
    let (left, right, middle) = (x - half, x + half, (top + bottom) / 2.0);
    let _ = write!(svg, r#"<g class="lane" data-cell="{key}">"#);
    svg.push_str(&marker::markup(lane.cell, left + 6.0, lane.top + 24.0));
    let _ = write!(
        svg,
        r#"<text class="cell-name {key}" x="{:.1}" y="{:.1}">{}</text><text class="step" x="{right:.1}" y="{:.1}"></text><text class="input" x="{x:.1}" y="{:.1}"></text>"#,
        left + 17.0,
        lane.top + 29.0,
        escaped((words().cell_name)(lane.cell)),
        lane.top + 29.0,
        lane.top + 34.0
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
    let names = [(x + 8.0, top - 12.0, "xh"), (right + 53.0, middle + 4.0, "hh"), (down + 8.0, bottom + 17.0, "hy")];
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
    let _ = write!(
        svg,
        r#"<g class="gradient"><path class="back" d="M{left:.1} {into:.1}c -64 -14 -64 36 -7 22"/><path class="back-head" d="M{left:.1} {out:.1}l-9 -5.5v11z"/><text class="norm end" x="{0:.1}" y="{1:.1}"></text><text class="norm-name end" x="{0:.1}" y="{2:.1}">∂L/∂h</text></g></g>"#,
        left - 12.0,
        bottom + 14.0,
        top - 4.0
    );
    svg
}
