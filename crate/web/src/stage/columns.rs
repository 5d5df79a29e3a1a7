//! The stage as one column a step, each for each cell: keeps what is drawn in step with the numbers and the moment.
//!
//! A lane's picture is a canvas; its numbers are text over it, written when they change and the column has been read. A
//! moment changes classes only, the style sheet does the rest.

use unrolled_lab::Lane as Network;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::column_markup;
use super::column_picture::ColumnPicture;
use super::layers::{Layers, move_wash};
use super::palette::Palette;
use super::parts::{all, set};
use super::plan::{Lane, Plan};
use super::point::StateKind;
use super::reading::{answer_number, answer_numbers};
use super::scene::{Progress, Scene};
use crate::canvas::pixel_ratio;
use crate::numbers;
use crate::strings::words;
use crate::written::Written;

struct Column {
    element: Element,
    strips: Vec<(StateKind, Written)>,
    p: Written,
    loss: Written,
    norm: Written,
    shown: Option<Progress>,
    written_values: u64,
    written_gradient: u64,
}

struct DrawnLane {
    lane: Lane,
    picture: ColumnPicture,
    columns: Vec<Column>,
    total_loss: Written,
    written_loss: u64,
}

pub struct Columns {
    plan: Plan,
    palette: (bool, Palette),
    drawing: Written,
    wash: Written,
    heads: Vec<(Element, Option<Progress>)>,
    lanes: Vec<DrawnLane>,
}

impl Columns {
    pub fn new(layers: &Layers, plan: &Plan, scene: &Scene) -> Option<Self> {
        let Layers { drawing, canvases, wash } = layers;
        let ratio = pixel_ratio();
        drawing.set_inner_html(&column_markup::columns(plan, &scene.experiment.sequence));
        canvases.set_inner_html(&column_markup::canvases(plan, ratio));
        let pictures = all(canvases, "canvas").into_iter().filter_map(|canvas| canvas.dyn_into().ok());
        let lanes = plan.lanes.iter().zip(all(drawing, ".lane")).zip(pictures);
        Some(Self {
            plan: plan.clone(),
            palette: (scene.is_dark, Palette::read()),
            drawing: Written::new(drawing.clone()),
            wash: Written::new(wash.clone()),
            heads: all(drawing, ".head").into_iter().map(|head| (head, None)).collect(),
            lanes: lanes
                .filter_map(|((lane, group), canvas)| {
                    DrawnLane::find(lane, &group, ColumnPicture::new(lane, canvas, ratio)?)
                })
                .collect(),
        })
    }

    pub fn draw(&mut self, scene: &Scene) {
        if self.palette.0 != scene.is_dark {
            self.palette = (scene.is_dark, Palette::read());
        }
        let reach = number_stride(&self.plan);
        for (t, (head, shown)) in self.heads.iter_mut().enumerate() {
            let progress = scene.progress(t, reach);
            if *shown != Some(progress) {
                set(head, "class", class("column head", progress).as_str());
                *shown = Some(progress);
            }
        }
        for drawn in &mut self.lanes {
            drawn.draw(scene, &self.plan, reach);
            drawn.picture.draw(scene, &self.plan, &self.palette.1);
        }
        move_wash(&self.wash, &self.plan, scene);
        self.drawing.set("data-has-loss", if scene.has_loss() { "true" } else { "false" });
    }
}

/// Gradients are numbered at every so many steps, so that the numbers keep apart.
fn number_stride(plan: &Plan) -> usize {
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
    fn find(lane: &Lane, group: &Element, picture: ColumnPicture) -> Option<Self> {
        let columns = all(group, ".column").into_iter().filter_map(|column| Column::find(lane, column));
        Some(Self {
            lane: lane.clone(),
            picture,
            columns: columns.collect(),
            total_loss: Written::new(all(group, ".lane-loss").pop()?),
            written_loss: 0,
        })
    }

    fn draw(&mut self, scene: &Scene, plan: &Plan, reach: usize) {
        let network = scene.experiment.lane(self.lane.cell);
        if self.written_loss != scene.stamp {
            // A narrow gutter has room for three digits.
            let is_wide = plan.gutter >= 60.0;
            let digits = |loss| if is_wide { 3 } else { usize::from(loss < 100.0) + usize::from(loss < 10.0) };
            let loss = numbers::measured(network.loss(), |loss| numbers::decimals(loss, digits(loss)));
            self.total_loss.set_text(Some(&(words().stage.total_loss)(&loss)));
            self.written_loss = scene.stamp;
        }
        for (t, column) in self.columns.iter_mut().enumerate() {
            let progress = scene.progress(t, reach);
            if progress.read && column.written_values != scene.stamp {
                column.write_values(scene, network, plan, t);
                column.written_values = scene.stamp;
            }
            if progress.has_gradient && column.written_gradient != scene.stamp {
                column.write_gradient(network, plan, t);
                column.written_gradient = scene.stamp;
            }
            if column.shown != Some(progress) {
                set(&column.element, "class", class("column", progress).as_str());
                column.shown = Some(progress);
            }
        }
    }
}

impl Column {
    fn find(lane: &Lane, element: Element) -> Option<Self> {
        let parts = |selector: &str| all(&element, selector).into_iter().map(Written::new);
        let one = |selector: &str| parts(selector).next_back();
        let strips = lane.strips.iter().map(|strip| strip.state).zip(parts(".strip")).collect();
        Some(Self {
            strips,
            p: one(".p")?,
            loss: one(".loss")?,
            norm: one(".norm")?,
            element,
            shown: None,
            written_values: 0,
            written_gradient: 0,
        })
    }

    /// The picture's values with all of their digits, as attributes, and those that are written out.
    fn write_values(&self, scene: &Scene, network: &Network, plan: &Plan, t: usize) {
        let (tape, sequence) = (&network.tape, &scene.experiment.sequence);
        for (state, strip) in &self.strips {
            let values = match state {
                StateKind::H => tape.h(t),
                StateKind::C => tape.c(t),
            };
            strip.set("data-values", &numbers::list(values));
        }
        let p = answer_number(sequence, tape, t);
        self.p.set("data-value", &p.map(numbers::plain).unwrap_or_default());
        let loss = tape.loss_at(t);
        self.loss.set("data-value", &loss.map(numbers::plain).unwrap_or_default());
        let (p_text, loss_text) = answer_numbers(plan.roomy, sequence, tape, t);
        self.p.set_text(Some(&p_text));
        self.loss.set_text(loss_text.as_deref());
    }

    fn write_gradient(&self, network: &Network, plan: &Plan, t: usize) {
        let norm = network.tape.dh_norm(t);
        self.norm.set("data-value", &numbers::plain(norm));
        self.norm.set_text(Some(&numbers::short(norm)));
        let numbered = (plan.input.steps - 1 - t).is_multiple_of(number_stride(plan));
        self.norm.set("class", if numbered { "norm" } else { "norm between" });
    }
}
