//! The layers of the stage, from back to front: the wash on the current step, pictures, the drawing.

use web_sys::Element;

use super::plan::{Form, Plan};
use super::scene::Scene;
use crate::written::Written;

pub struct Layers {
    /// Behind the pictures of the columns, whose colours it must not change; before those of the heat map, as a frame.
    /// Moves by itself, so that the browser need not paint the drawing again while it does.
    pub wash: Element,
    /// Holds the canvases.
    pub canvases: Element,
    /// Holds everything that is no picture.
    pub drawing: Element,
}

/// Puts the wash on the current step; the style sheet moves it there.
pub fn move_wash(wash: &Written, plan: &Plan, scene: &Scene) {
    let Some(t) = scene.current_step() else {
        wash.set("class", "wash none");
        return;
    };
    let top = if plan.form == Form::HeatMap { 22.0 } else { 2.0 };
    let margin = if plan.form == Form::HeatMap { 0.0 } else { 1.0 };
    let left = plan.gutter + t as f64 * plan.pitch + margin;
    let (width, height) = ((plan.pitch - 2.0 * margin).max(2.0), plan.height - top - 2.0);
    wash.set("class", "wash");
    wash.set("style", &format!("transform:translate({left:.1}px,{top}px);width:{width:.1}px;height:{height:.0}px"));
}
