//! The stage as one column a step, each for each cell: keeps what is drawn in step with the numbers and the moment.
//!
//! A column's numbers are written when they change and the column has been read; a moment changes classes only, the style
//! sheet does the rest.

use web_sys::Element;

use super::column_markup;
use super::gradient_arrow;
use super::layers::{Layers, move_wash};
use super::parts::{ValueParts, all, set};
use super::plan::{Lane, Plan};
use super::scene::{Progress, Scene};
use crate::numbers;
use crate::strings::words;

struct Column {
    group: Element,
    values: ValueParts,
    arrow: Element,
    norm: Element,
    drawn: Option<Progress>,
    painted_values: u64,
    painted_gradient: u64,
}

struct DrawnLane {
    lane: Lane,
    columns: Vec<Column>,
    total_loss: Element,
    painted_loss: u64,
}

pub struct Columns {
    plan: Plan,
    drawing: Element,
    wash: Element,
    heads: Vec<(Element, Option<Progress>)>,
    lanes: Vec<DrawnLane>,
}

impl Columns {
    pub fn new(layers: &Layers, plan: &Plan, scene: &Scene) -> Option<Self> {
        let drawing = &layers.drawing;
        drawing.set_inner_html(&column_markup::columns(plan, &scene.experiment.task));
        let lanes =
            plan.lanes.iter().zip(all(drawing, ".lane")).filter_map(|(lane, group)| DrawnLane::find(lane, &group));
        Some(Self {
            plan: plan.clone(),
            drawing: drawing.clone(),
            wash: layers.wash.clone(),
            heads: all(drawing, ".head").into_iter().map(|head| (head, None)).collect(),
            lanes: lanes.collect(),
        })
    }

    pub fn draw(&mut self, scene: &Scene) {
        let reach = number_stride(&self.plan);
        for (t, (head, drawn)) in self.heads.iter_mut().enumerate() {
            let progress = scene.progress(t, reach);
            if *drawn != Some(progress) {
                set(head, "class", class("column head", progress).as_str());
                *drawn = Some(progress);
            }
        }
        for drawn in &mut self.lanes {
            drawn.draw(scene, &self.plan, reach);
        }
        move_wash(&self.wash, &self.plan, scene);
        set(&self.drawing, "data-has-loss", if scene.has_loss() { "true" } else { "false" });
    }
}

/// Gradients are numbered at every so many steps, so that the numbers keep apart.
pub fn number_stride(plan: &Plan) -> usize {
    (56.0 / plan.pitch).ceil().max(1.0) as usize
}

fn class(base: &str, progress: Progress) -> String {
    let mut class = base.to_owned();
    for (is_so, name) in [
        (!progress.read, " unread"),
        (progress.has_gradient, " has-gradient"),
        (progress.current, " current"),
        (progress.near, " near"),
    ] {
        if is_so {
            class.push_str(name);
        }
    }
    class
}

impl DrawnLane {
    fn find(lane: &Lane, group: &Element) -> Option<Self> {
        let columns = all(group, ".column").into_iter().filter_map(|column| Column::find(lane, column));
        Some(Self {
            lane: lane.clone(),
            columns: columns.collect(),
            total_loss: all(group, ".lane-loss").pop()?,
            painted_loss: 0,
        })
    }

    fn draw(&mut self, scene: &Scene, plan: &Plan, reach: usize) {
        let network = scene.experiment.lane(self.lane.cell);
        if self.painted_loss != scene.stamp {
            let text = (words().stage.total_loss)(&numbers::decimals(
                network.tape.loss(),
                if plan.gutter < 60.0 { 2 } else { 3 },
            ));
            self.total_loss.set_text_content(Some(&text));
            self.painted_loss = scene.stamp;
        }
        for (t, column) in self.columns.iter_mut().enumerate() {
            let progress = scene.progress(t, reach);
            if progress.read && column.painted_values != scene.stamp {
                column.values.paint(scene, network, plan, &self.lane, t);
                column.painted_values = scene.stamp;
            }
            if progress.has_gradient && column.painted_gradient != scene.stamp {
                column.paint_gradient(scene, network, plan, &self.lane, t);
                column.painted_gradient = scene.stamp;
            }
            if column.drawn != Some(progress) {
                set(&column.group, "class", class("column", progress).as_str());
                column.drawn = Some(progress);
            }
        }
    }
}

impl Column {
    fn find(lane: &Lane, group: Element) -> Option<Self> {
        Some(Self {
            values: ValueParts::find(&group, lane)?,
            arrow: all(&group, ".arrow").pop()?,
            norm: all(&group, ".norm").pop()?,
            group,
            drawn: None,
            painted_values: 0,
            painted_gradient: 0,
        })
    }

    fn paint_gradient(&self, scene: &Scene, network: &unrolled_lab::Lane, plan: &Plan, lane: &Lane, t: usize) {
        let norm = network.tape.dh_norm(t);
        let (tail, tip) = plan.arrow_ends(t);
        set(&self.arrow, "d", &gradient_arrow::path(tail, tip, lane.gradient_y, norm));
        set(&self.arrow, "fill", &scene.scales.gradient(norm).to_css());
        set(&self.arrow, "class", gradient_arrow::class(norm));
        set(&self.arrow, "data-value", &numbers::plain(norm));
        self.norm.set_text_content(Some(&numbers::short(norm)));
        let steps = plan.input.steps;
        let numbered = (steps - 1 - t).is_multiple_of(number_stride(plan));
        set(&self.norm, "class", if numbered { "norm" } else { "norm between" });
        let has_target = network.tape.loss_at(t).is_some();
        set(&self.group, "data-target", if has_target { "true" } else { "false" });
    }
}
