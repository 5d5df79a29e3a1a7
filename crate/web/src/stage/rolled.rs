//! The stage folded: one cell with a loop for each lane, showing the step at the cursor.

use unrolled_lab::Moment;
use web_sys::Element;

use super::gradient_arrow;
use super::layers::Layers;
use super::markup::open_svg;
use super::parts::{ValueParts, all, set};
use super::plan::{Lane, Plan};
use super::point::SharedWeight;
use super::reading::input_text;
use super::rolled_markup::{self, DrawnWeight};
use super::scene::{Scene, shown_step};
use crate::numbers;

struct DrawnLane {
    lane: Lane,
    group: Element,
    values: ValueParts,
    step: Element,
    input: Element,
    back: Element,
    back_head: Element,
    norm: Element,
    /// What an encoder may have of its own.
    weights: Vec<DrawnWeight>,
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
        let lanes: String = plan.lanes.iter().map(|lane| rolled_markup::lane(plan, lane)).collect();
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
                weights: [SharedWeight::InputToState, SharedWeight::StateToState]
                    .into_iter()
                    .filter_map(|weight| DrawnWeight::find(&group, weight))
                    .collect(),
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
            let input = format!("x{} = {}", numbers::subscript(t + 1), input_text(&scene.experiment.sequence, t));
            self.input.set_text_content(Some(&input));
            self.paint_gradient(scene, t);
            self.weights.iter().for_each(|weight| weight.show_step(t, plan.input.source));
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
