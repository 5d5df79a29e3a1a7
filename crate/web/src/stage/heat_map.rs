//! The stage zoomed out: a lane is a picture of units × time, with p(target) and the gradient as a curve below it.
//!
//! A canvas has one pixel per value and is stretched by the browser without smoothing, so it is sharp at every density of
//! the screen; the SVG above it carries names, curve, covers and cursor.

use std::fmt::Write;

use unrolled_lab::decimal::number_from;
use unrolled_lab::score::likeliest;
use unrolled_plots::{GRADIENT_DECADES, Rgb, gradient_position, rgba};
use unrolled_tasks::Sequence;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData};

use super::layers::{Layers, move_wash};
use super::marker;
use super::markup::{escaped, open_svg, rule};
use super::parts::all;
use super::plan::{Form, Lane, Plan};
use super::point::StateKind;
use super::reading::{fitting, fitting_input, input_text, output_name, picture_markup};
use super::scene::Scene;
use crate::numbers;
use crate::strings::words;
use crate::written::Written;

/// Side of a picture that is read, where the columns have room for it; as small as the columns, else, down to a pixel a dot.
const PICTURE: f64 = 22.0;
const SMALLEST_PICTURE: f64 = 8.0;
/// Words that are written out in a line of their own.
const MOST_WORDS: usize = 60;
/// No probability: stands for a step that is asked nothing.
const NO_ANSWER: f64 = -1.0;

struct DrawnLane {
    lane: Lane,
    /// One for each strip, the last for p(target).
    canvases: Vec<HtmlCanvasElement>,
    /// Of the steps that are asked something, where there is room: the likeliest answer.
    answers: Vec<(usize, Written)>,
    curve: Written,
    /// In the order of [`UNUSUAL`].
    unusual: Vec<Written>,
    values_cover: Written,
    gradient_cover: Written,
    not_yet: Written,
    norm: Written,
    total_loss: Written,
}

pub struct HeatMap {
    plan: Plan,
    drawing: Written,
    wash: Written,
    step: Written,
    /// The numbers in the header, with their places.
    numbers: Vec<(f64, Written)>,
    lanes: Vec<DrawnLane>,
    painted: u64,
}

impl HeatMap {
    pub fn new(layers: &Layers, plan: &Plan, scene: &Scene) -> Option<Self> {
        let Layers { drawing, canvases, wash } = layers;
        drawing.set_inner_html(&markup(plan, &scene.experiment.sequence));
        canvases.set_inner_html(&canvas_markup(plan));
        let mut pictures = all(canvases, "canvas").into_iter().filter_map(|canvas| canvas.dyn_into().ok());
        let mut lanes = Vec::new();
        for (lane, group) in plan.lanes.iter().zip(all(drawing, ".lane")) {
            let one = |selector: &str| all(&group, selector).pop().map(Written::new);
            lanes.push(DrawnLane {
                lane: lane.clone(),
                canvases: pictures.by_ref().take(lane.strips.len() + 1).collect(),
                answers: all(&group, ".answer")
                    .into_iter()
                    .filter_map(|answer| {
                        let t = answer.get_attribute("data-step")?.parse::<usize>().ok()?;
                        Some((t - 1, Written::new(answer)))
                    })
                    .collect(),
                curve: one(".curve")?,
                unusual: UNUSUAL.into_iter().filter_map(|kind| one(&format!(".unusual.{kind}"))).collect(),
                values_cover: one(".values-cover")?,
                gradient_cover: one(".gradient-cover")?,
                not_yet: one(".not-yet")?,
                norm: one(".norm")?,
                total_loss: one(".lane-loss")?,
            });
        }
        let step = Written::new(all(drawing, ".step-now").pop()?);
        let place = |number: &Element| number.get_attribute("x").and_then(|x| number_from(&x));
        let numbers = all(drawing, ".step:not(.step-now)").into_iter();
        let numbers = numbers.filter_map(|number| Some((place(&number)?, Written::new(number)))).collect();
        Some(Self {
            plan: plan.clone(),
            drawing: Written::new(drawing.clone()),
            wash: Written::new(wash.clone()),
            step,
            numbers,
            lanes,
            painted: 0,
        })
    }

    pub fn draw(&mut self, scene: &Scene) {
        for drawn in &self.lanes {
            if self.painted != scene.stamp {
                drawn.paint(scene, &self.plan);
            }
            drawn.show_moment(scene, &self.plan);
        }
        self.painted = scene.stamp;
        move_wash(&self.wash, &self.plan, scene);
        self.drawing.set("data-has-loss", if scene.has_loss() { "true" } else { "false" });
        if scene.current_step().is_none() {
            self.numbers.iter().for_each(|(_, number)| number.set("visibility", "visible"));
        }
        let text = scene.current_step().map(|t| {
            let half = 34.0;
            let x = self.plan.x(t).clamp(self.plan.gutter + half - 8.0, self.plan.right() - half);
            self.step.set("x", &format!("{x:.1}"));
            // The numbers beside it make room.
            for (place, number) in &self.numbers {
                number.set("visibility", if (place - x).abs() < half + 8.0 { "hidden" } else { "visible" });
            }
            format!("t={}  {}", t + 1, input_text(&scene.experiment.sequence, t))
        });
        self.step.set_text(text.as_deref());
    }
}

impl DrawnLane {
    fn paint(&self, scene: &Scene, plan: &Plan) {
        let network = scene.experiment.lane(self.lane.cell);
        let steps = plan.input.steps;
        for (strip, canvas) in self.lane.strips.iter().zip(&self.canvases) {
            let state = |t| if strip.state == StateKind::C { network.tape.c(t) } else { network.tape.h(t) };
            let units = plan.units(self.lane.cell);
            let mut values = vec![0.0; units * steps];
            for t in 0..steps {
                for (unit, &value) in state(t).iter().enumerate() {
                    values[unit * steps + t] = value;
                }
            }
            picture(canvas, &values, units, steps, |value| scene.scales.signed(value, strip.state.domain()));
        }
        if let Some(canvas) = self.canvases.last() {
            let sequence = &scene.experiment.sequence;
            let p = |t| sequence.class(t).map_or(NO_ANSWER, |class| network.tape.probs(t)[class]);
            let values: Vec<f64> = (0..steps).map(p).collect();
            let nothing = scene.scales.paper();
            let color = |value| if value == NO_ANSWER { nothing } else { scene.scales.gate(value) };
            picture(canvas, &values, 1, steps, color);
        }
        for (t, answer) in &self.answers {
            let (sequence, answered) = (&scene.experiment.sequence, likeliest(network.tape.logits(*t)));
            let is_right = sequence.class(*t) == Some(answered);
            answer.set("class", if is_right { "answer" } else { "answer is-wrong" });
            answer.set_text(Some(&fitting(output_name(sequence, answered), input_room(plan))));
        }
        let norms: Vec<f64> = (0..steps).map(|t| network.tape.dh_norm(t)).collect();
        self.curve.set("data-value", &numbers::list(&norms));
        self.curve.set("d", &curve(plan, &self.lane, &norms));
        for (path, marks) in self.unusual.iter().zip(unusual_marks(plan, &self.lane, &norms)) {
            path.set("d", &marks);
        }
        // A narrow gutter has room for three digits.
        let is_wide = plan.gutter >= 60.0;
        let digits = |loss| if is_wide || loss < 10.0 { 2 } else { usize::from(loss < 100.0) };
        let loss = numbers::measured(network.loss(), |loss| numbers::decimals(loss, digits(loss)));
        self.total_loss.set_text(Some(&(words().stage.total_loss)(&loss)));
    }

    /// Covers what is not there yet and writes the number at the cursor.
    fn show_moment(&self, scene: &Scene, plan: &Plan) {
        let steps = plan.input.steps;
        let timeline = scene.timeline();
        let read = (0..steps).take_while(|t| timeline.is_read(scene.done, *t)).count();
        let without = (0..steps).take_while(|t| !timeline.has_gradient(scene.done, *t)).count();
        let left = plan.gutter + read as f64 * plan.pitch;
        self.values_cover.set("x", &format!("{left:.1}"));
        self.values_cover.set("width", &format!("{:.1}", plan.right() - left));
        let reach = without as f64 * plan.pitch;
        self.gradient_cover.set("width", &format!("{reach:.1}"));
        let middle = self.lane.gradient_y + self.lane.gradient_height / 2.0;
        self.not_yet.set("d", &format!("M{:.1} {middle:.1}h{reach:.1}", plan.gutter));
        let number = scene.current_step().filter(|t| timeline.has_gradient(scene.done, *t));
        let text = number.map(|t| {
            let norm = scene.experiment.lane(self.lane.cell).tape.dh_norm(t);
            let at_left = plan.x(t) - plan.gutter > 76.0;
            // Beside the frame of the step, whose lines would cross it.
            let aside = plan.pitch / 2.0 + 4.0;
            self.norm.set("x", &format!("{:.1}", plan.x(t) + if at_left { -aside } else { aside }));
            self.norm.set("class", if at_left { "norm end" } else { "norm start" });
            numbers::short(norm)
        });
        self.norm.set_text(text.as_deref());
    }
}

fn picture(canvas: &HtmlCanvasElement, values: &[f64], rows: usize, columns: usize, color: impl Fn(f64) -> Rgb) {
    let Ok(bytes) = rgba(values, rows, columns, color) else { return };
    let Ok(data) = ImageData::new_with_u8_clamped_array(Clamped(&bytes), columns as u32) else { return };
    let context = canvas.get_context("2d").ok().flatten();
    if let Some(context) = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok()) {
        // Nothing can be done for a canvas that the browser has no memory for.
        let _ = context.put_image_data(&data, 0.0, 0.0);
    }
}

fn curve_y(lane: &Lane, norm: f64) -> Option<f64> {
    gradient_position(norm).map(|position| lane.gradient_y + (1.0 - position) * lane.gradient_height)
}

/// The line through all norms that have a place on the scale; zero, infinity and NaN break it and are marked.
fn curve(plan: &Plan, lane: &Lane, norms: &[f64]) -> String {
    let mut path = String::with_capacity(norms.len() * 14);
    let mut pen_down = false;
    for (t, &norm) in norms.iter().enumerate() {
        match curve_y(lane, norm).filter(|_| norm.is_finite() && norm > 0.0) {
            Some(y) => {
                let _ = write!(path, "{}{:.1} {y:.1}", if pen_down { 'L' } else { 'M' }, plan.x(t));
                pen_down = true;
            }
            None => pen_down = false,
        }
    }
    if norms.len() == 1 { path + "h.1" } else { path }
}

/// What has no place on the scale: no number, zero, infinite, beyond one of its ends; each with a path of its own.
const UNUSUAL: [&str; 4] = ["nan", "zero", "infinite", "beyond"];

/// The paths of the marks, in the order of [`UNUSUAL`].
fn unusual_marks(plan: &Plan, lane: &Lane, norms: &[f64]) -> [String; 4] {
    let (low, high) = GRADIENT_DECADES;
    let (top, bottom) = (lane.gradient_y, lane.gradient_y + lane.gradient_height);
    let middle = lane.gradient_y + lane.gradient_height / 2.0;
    let [mut nan, mut zero, mut infinite, mut beyond] = [const { String::new() }; 4];
    for (t, &norm) in norms.iter().enumerate() {
        let x = plan.x(t);
        let _ = if norm.is_nan() {
            write!(nan, "M{:.1} {:.1}l5 5m0 -5l-5 5", x - 2.5, middle - 2.5)
        } else if norm == 0.0 {
            write!(zero, "M{:.1} {bottom:.1}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z", x - 2.0)
        } else if norm.is_infinite() {
            write!(infinite, "M{x:.1} {:.1}l-3 5h6z", top - 2.0)
        } else if norm > 10f64.powi(high as i32) {
            write!(beyond, "M{:.1} {:.1}l2 -3.5l2 3.5", x - 2.0, top - 1.5)
        } else if norm < 10f64.powi(low as i32) {
            write!(beyond, "M{:.1} {:.1}l2 3.5l2 -3.5", x - 2.0, bottom + 1.5)
        } else {
            Ok(())
        };
    }
    [nan, zero, infinite, beyond]
}

fn canvas_markup(plan: &Plan) -> String {
    let mut html = String::new();
    for lane in &plan.lanes {
        let output = (lane.output_top, lane.output_height, 1);
        let places = lane.strips.iter().map(|strip| (strip.top, strip.height, plan.units(lane.cell))).chain([output]);
        for (top, height, rows) in places {
            let _ = write!(
                html,
                r#"<canvas width="{}" height="{rows}" style="left:{:.1}px;top:{top:.1}px;width:{:.1}px;height:{height:.1}px"></canvas>"#,
                plan.input.steps,
                plan.gutter,
                plan.right() - plan.gutter
            );
        }
    }
    html
}

fn markup(plan: &Plan, sequence: &Sequence) -> String {
    let mut svg = open_svg(r#"class="whole""#, 0.0, 0.0, plan.input.width, plan.height);
    header(&mut svg, plan, sequence);
    for lane in &plan.lanes {
        let _ = write!(svg, r#"<g class="lane" data-cell="{}">"#, marker::key(lane.cell));
        svg.push_str(&rule(plan.input.width, lane.top));
        names(&mut svg, plan, lane);
        answers(&mut svg, plan, lane, sequence);
        let width = plan.right() - plan.gutter;
        for strip in &lane.strips {
            let _ = write!(
                svg,
                r#"<rect class="frame" x="{:.1}" y="{:.1}" width="{width:.1}" height="{:.1}"/>"#,
                plan.gutter, strip.top, strip.height
            );
        }
        let (top, bottom) = (lane.gradient_y, lane.gradient_y + lane.gradient_height);
        let one = curve_y(lane, 1.0).unwrap_or(top);
        let cover_bottom = lane.output_top + lane.output_height + lane.answers_height;
        let unusual = UNUSUAL.map(|kind| format!(r#"<path class="unusual {kind}"/>"#)).concat();
        let _ = write!(
            svg,
            r#"<path class="scale" d="M{0:.1} {one:.1}h{width:.1}M{0:.1} {bottom:.1}h{width:.1}"/><path class="curve"/>{unusual}<rect class="gradient-cover" x="{0:.1}" y="{1:.1}" height="{2:.1}"/><path class="not-yet"/><rect class="values-cover" y="{3:.1}" height="{4:.1}"/><text class="norm" y="{5:.1}"></text></g>"#,
            plan.gutter,
            top - 6.0,
            bottom - top + 12.0,
            lane.box_top - 1.0,
            cover_bottom - lane.box_top + 2.0,
            top + 9.0,
        );
    }
    border_of_parts(&mut svg, plan);
    svg + "</svg>"
}

/// Between the last step of an encoder with weights of its own and the decoder's first.
fn border_of_parts(svg: &mut String, plan: &Plan) {
    let source = plan.input.source;
    if (1..plan.input.steps).contains(&source) {
        let (x, height) = (plan.x(source) - plan.pitch / 2.0, plan.height - 24.0);
        let _ = write!(svg, r#"<path class="part-border" d="M{x:.1} 24v{height:.1}"/>"#);
    }
}

/// A place for the answer at each step that is asked something.
fn answers(svg: &mut String, plan: &Plan, lane: &Lane, sequence: &Sequence) {
    let y = lane.output_top + lane.output_height + 14.0;
    let asked = (0..sequence.steps()).filter(|t| lane.answers_height > 0.0 && sequence.class(*t).is_some());
    for t in asked {
        let _ = write!(svg, r#"<text class="answer" data-step="{}" x="{:.1}" y="{y:.1}"></text>"#, t + 1, plan.x(t));
    }
}

fn names(svg: &mut String, plan: &Plan, lane: &Lane) {
    let words = words();
    let narrow = plan.gutter < 60.0;
    let key = marker::key(lane.cell);
    let y = lane.box_top + 12.0;
    svg.push_str(&marker::markup(lane.cell, if narrow { 8.0 } else { 12.0 }, y - 5.0));
    let x = if narrow { 16.0 } else { 23.0 };
    let _ = write!(
        svg,
        r#"<text class="cell-name {key}" x="{x}" y="{y:.1}">{}</text>"#,
        escaped((words.cell_name)(lane.cell))
    );
    let end = plan.gutter - 6.0;
    for strip in &lane.strips {
        let y = strip.top + strip.height - 5.0;
        let _ = write!(svg, r#"<text class="name end" x="{end:.1}" y="{y:.1}">{}</text>"#, strip.state.symbol());
    }
    let output = if narrow { &plan.input.output[..1] } else { plan.input.output };
    let scale = lane.gradient_y + lane.gradient_height;
    let _ = write!(
        svg,
        r#"<text class="name end" x="{end:.1}" y="{:.1}">{}</text><text class="name gradient-name" x="6" y="{:.1}">∂L/∂h</text><text class="name lane-loss" x="6" y="{:.1}"></text>"#,
        lane.output_top + 9.0,
        escaped(output),
        lane.gradient_y + 12.0,
        lane.gradient_y + 28.0,
    );
    if lane.answers_height > 0.0 && !narrow {
        let y = lane.output_top + lane.output_height + 14.0;
        let _ = write!(svg, r#"<text class="name end" x="{end:.1}" y="{y:.1}">{}</text>"#, escaped(words.stage.says));
    }
    if !narrow {
        let one = curve_y(lane, 1.0).unwrap_or(lane.gradient_y);
        let _ = write!(
            svg,
            r#"<text class="tick" x="{end:.1}" y="{:.1}">1</text><text class="tick" x="{end:.1}" y="{:.1}">10⁻⁶</text>"#,
            one + 3.5,
            scale + 3.5
        );
    }
}

/// How wide what a step reads may be.
fn input_room(plan: &Plan) -> f64 {
    plan.pitch.max(9.0)
}

/// The whole sequence in a line, as markup, where words have been cut to fit their columns; the step of now stands out.
pub fn cut_words(plan: &Plan, sequence: &Sequence, now: usize) -> Option<String> {
    // Numbers are not words.
    let word = |t| if sequence.numbers(t).is_some() { String::new() } else { input_text(sequence, t) };
    let words: Vec<String> = (0..sequence.steps()).map(word).collect();
    let is_cut = |word: &String| fitting(word, input_room(plan)) != *word;
    if plan.form != Form::HeatMap || words.len() > MOST_WORDS || !words.iter().any(is_cut) {
        return None;
    }
    let word = |(t, word): (usize, &String)| if t == now { format!("<b>{}</b>", escaped(word)) } else { escaped(word) };
    Some(words.iter().enumerate().map(word).collect::<Vec<_>>().join(" "))
}

/// Steps and characters, as many as can be read.
fn header(svg: &mut String, plan: &Plan, sequence: &Sequence) {
    let _ = write!(svg, r#"<text class="name" x="6" y="40">{}</text>"#, escaped(words().stage.input));
    let every = [1, 2, 5, 10, 20, 50, 100].into_iter().find(|every| *every as f64 * plan.pitch >= 36.0).unwrap_or(200);
    // Where they have no room side by side, they stand below the numbers of steps only: every second one would read as a text.
    let is_close = plan.pitch < 9.5;
    for t in (0..plan.input.steps).filter(|t| !is_close || (t + 1).is_multiple_of(every)) {
        let text = escaped(&fitting_input(sequence, t, input_room(plan)));
        let _ = write!(svg, r#"<text class="input small" x="{:.1}" y="40">{text}</text>"#, plan.x(t));
        let size = PICTURE.min(plan.pitch - 2.0);
        if size >= SMALLEST_PICTURE {
            picture_markup(svg, sequence, t, plan.x(t), 21.0 + (PICTURE - size) / 2.0, size);
        }
    }
    for t in (0..plan.input.steps).filter(|t| (t + 1).is_multiple_of(every)) {
        let _ = write!(svg, r#"<text class="step" x="{:.1}" y="17">{}</text>"#, plan.x(t), t + 1);
    }
    svg.push_str(r#"<text class="step step-now" y="17"></text>"#);
}
