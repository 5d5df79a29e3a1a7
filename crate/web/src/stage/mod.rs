//! The stage: the cells over time, what they compute and the gradient that comes back.
//!
//! The drawing is written once for each plan, pictures on canvases and text over them, and then kept in step by
//! [`Drawing::draw`]; nothing on it is a signal of its own, so that a moment costs little more than what it changes.

mod brush;
mod column_markup;
mod column_picture;
mod columns;
mod cuts;
mod glyphs;
pub mod gradient_arrow;
mod gradient_path;
mod heat_map;
mod layers;
mod legend;
pub mod marker;
mod markup;
mod moment;
mod output;
mod overlay;
mod palette;
pub mod parts;
mod pixels;
mod plan;
mod point;
mod read_out;
pub mod reading;
mod rolled;
mod rolled_markup;
mod scene;
pub mod symbols;
pub mod width;

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use unrolled_engine::{CellKind, LossKind};
use unrolled_lab::quantity::{Place, Variable};
use unrolled_lab::{Asked, Command, Experiment, Granularity, Moment};
use unrolled_tasks::Sequence;
use wasm_bindgen::JsCast;
use web_sys::Element;

pub use gradient_path::GradientPath;
pub use marker::CellMarker;
pub use markup::escaped;
pub use moment::{formula, phase, title};
pub use point::SharedWeight;
pub use scene::shown_step;
pub use symbols::visible;

use crate::browser::leaves;
use crate::dialogs::DialogButtons;
use crate::gradient_check::CheckBadge;
use crate::reactive::{Memo, RwSignal, effect, handler, live, memo};
use crate::store::{BRISK_MS, Store};
use crate::strings::words;
use crate::theme::DarkMode;
use crate::written::Written;
use columns::Columns;
use heat_map::HeatMap;
use layers::Layers;
use legend::Legend;
use output::shown_symbols;
use overlay::{CutsNote, Overlay, all_cuts};
use plan::{Form, Plan, PlanInput};
use point::{Item, Move, Point};
use rolled::Rolled;
use scene::Scene;

/// What is drawn now.
enum Drawing {
    Columns(Columns),
    HeatMap(HeatMap),
    Rolled(Rolled),
}

impl Drawing {
    fn new(layers: &Layers, plan: &Plan, scene: &Scene) -> Option<Self> {
        layers.canvases.set_inner_html("");
        Some(match plan.form {
            Form::Columns => Self::Columns(Columns::new(layers, plan, scene)?),
            Form::HeatMap => Self::HeatMap(HeatMap::new(layers, plan, scene)?),
            Form::Rolled => Self::Rolled(Rolled::new(layers, plan)?),
        })
    }

    fn draw(&mut self, scene: &Scene) {
        match self {
            Self::Columns(columns) => columns.draw(scene),
            Self::HeatMap(map) => map.draw(scene),
            Self::Rolled(rolled) => rolled.draw(scene),
        }
    }
}

/// A plan with the text it is for: both are written into the drawing.
#[derive(Clone, PartialEq)]
pub struct Planned {
    plan: Plan,
    text: String,
}

#[component]
pub fn Stage() -> impl IntoView {
    let store = expect_context::<Store>();
    let container = NodeRef::<html::Div>::new();
    let width = width::of(container);
    let written = memo(move || written(store, width.get()));
    let cuts = all_cuts(store);
    let lit = RwSignal::new(None::<SharedWeight>);
    let pointed = RwSignal::new(None::<Point>);
    let drawing = NodeRef::<html::Div>::new();
    let (canvases, wash) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    let layers = move || {
        Some(Layers { canvases: canvases.get()?.into(), wash: wash.get()?.into(), drawing: drawing.get()?.into() })
    };
    keep_drawn(store, written, lit, layers);
    mark_root(store);
    let cut_words = memo(move || {
        let written = written.read();
        store.with(|experiment| {
            let now = shown_step(experiment.timeline(), store.cursor.get());
            heat_map::cut_words(&written.plan, &experiment.sequence, now)
        })
    });
    let outline = move || pointed.get().and_then(|point| written.read().plan.rect_of(point));
    let place = move |event: &web_sys::MouseEvent| {
        let bounds = container.get_untracked()?.get_bounding_client_rect();
        Some((f64::from(event.client_x()) - bounds.left(), f64::from(event.client_y()) - bounds.top()))
    };
    let position = move |event: &web_sys::MouseEvent| {
        let (x, y) = place(event)?;
        let t = store.with_untracked(|experiment| shown_step(experiment.timeline(), store.cursor.get_untracked()));
        written.read_untracked().plan.point_at(x, y, t)
    };
    let moved = move |event: leptos::ev::PointerEvent| {
        let weight = event.target().and_then(|target| weight_of(target.unchecked_ref()));
        let weight = weight.or_else(|| {
            let (x, y) = place(&event)?;
            written.read_untracked().plan.weight_at(x, y)
        });
        lit.maybe_update(|lit| std::mem::replace(lit, weight) != weight);
        let point = if weight.is_some() { None } else { position(&event) };
        pointed.maybe_update(|pointed| std::mem::replace(pointed, point) != point);
    };
    let left = move |event: leptos::ev::PointerEvent| {
        if leaves(&event) {
            lit.set(None);
            pointed.set(None);
        }
    };
    let clicked = move |event: leptos::ev::MouseEvent| {
        if let Some(point) = position(&event) {
            select(store, &written.read_untracked().plan, point);
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        let plan = written.read_untracked().plan.clone();
        if stage_key(store, &plan, pointed, &event) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <section class="stage" aria-label=words().stage.stage>
            <div
                class="stage-figure"
                id="stage"
                node_ref=container
                tabindex="0"
                role="application"
                aria-label=words().stage.stage
                aria-describedby="stage-keys"
                data-lit=live(move || lit.get().map_or("", SharedWeight::index))
                data-form=live(move || form_name(written.read().plan.form))
                data-roomy=live(move || written.read().plan.roomy.then_some(""))
                style:height=live(move || format!("{:.0}px", written.read().plan.height))
                on:pointermove=handler(moved)
                on:pointerdown=handler(moved)
                on:pointerleave=handler(left)
                on:click=handler(clicked)
                on:keydown=handler(key)
                on:blur=handler(move |_| pointed.set(None))
            >
                <div class="wash none" node_ref=wash></div>
                <div class="stage-canvases" node_ref=canvases></div>
                <div class="stage-drawing" node_ref=drawing aria-hidden="true"></div>
                <Overlay written all=cuts />
                <div
                    class="stage-outline"
                    hidden=live(move || outline().is_none())
                    style=live(move || {
                        outline().map_or_else(String::new, |rect| {
                            let (left, top) = (rect.left, rect.top);
                            format!("transform:translate({left:.1}px,{top:.1}px);width:{:.1}px;height:{:.1}px", rect.width, rect.height)
                        })
                    })
                ></div>
            </div>
            {live(move || cut_words.get().map(|words| view! { <p class="stage-words" aria-hidden="true" inner_html=words></p> }))}
            <p id="stage-keys" class="visually-hidden">{words().stage.stage_keys}</p>
            <p
                class="read-out" id="read-out" role="status"
                class:is-hint=live(move || pointed.get().is_none() && lit.get().is_none())
            >
                {live(move || read_out(store, written, pointed.get(), lit.get()))}
                <span class="hint-keys">" "{words().stage.hint_keys}</span>
            </p>
            <CutsNote written all=cuts />
            <div class="stage-foot">
                <Legend lit />
                <div class="foot-buttons">
                    <CheckBadge dialogs=expect_context() />
                    <DialogButtons dialogs=expect_context() />
                </div>
            </div>
        </section>
    }
}

/// The plan for the width and the state of now. Before the stage has a width it is drawn for the smallest one.
fn written(store: Store, width: f64) -> Planned {
    let fold = store.state.read().fold;
    let cells = store.shown.get();
    store.with(|experiment| {
        let plan = Plan::new(PlanInput {
            width: width.max(280.0),
            fold,
            steps: experiment.sequence.steps(),
            source: experiment.lanes[0].tape.source(),
            units: CellKind::ALL.map(|kind| experiment.lane(kind).tape.units),
            symbols: slots_wanted(&experiment.sequence),
            symbol_width: widest_name(&experiment.sequence),
            output: output_symbol(experiment),
            cells,
        });
        Planned { plan, text: written_text(experiment) }
    })
}

/// How many bars are wanted: none for an answer that is a number.
fn slots_wanted(sequence: &Sequence) -> usize {
    if sequence.coding.loss == LossKind::MeanSquaredError { 1 } else { sequence.coding.outputs.len() }
}

fn widest_name(sequence: &Sequence) -> f64 {
    let widths =
        (0..sequence.coding.outputs.len()).map(|k| reading::estimated_width(reading::output_name(sequence, k)));
    let widest = widths.fold(0.0, f64::max);
    // Words want a gap between them.
    if widest > 12.5 { widest + 7.0 } else { widest }
}

/// What comes out of a step.
pub fn output_symbol(experiment: &Experiment) -> &'static str {
    match (experiment.settings.task, experiment.sequence.coding.loss) {
        (None, _) => words().stage.output,
        (Some(_), LossKind::CrossEntropy) => "p",
        (Some(_), LossKind::MeanSquaredError) => "y",
    }
}

/// What makes a drawing another one although it has the same plan: what is written above its columns.
fn written_text(experiment: &Experiment) -> String {
    // A sample is another text with other weights.
    let sample = experiment.stepped().map(|_| reading::sequence_text(&experiment.sequence));
    format!("{:?} {} {} {sample:?}", experiment.settings.task, experiment.example, experiment.settings.text)
}

/// Writes the drawing anew when the plan changes, else changes in it only what differs.
fn keep_drawn(
    store: Store,
    written: Memo<Planned>,
    lit: RwSignal<Option<SharedWeight>>,
    layers: impl Fn() -> Option<Layers> + 'static,
) {
    let dark = DarkMode::get();
    let mut drawing: Option<(Planned, Drawing)> = None;
    effect(move || {
        let Some(layers) = layers() else { return };
        let (cursor, done) = (store.cursor.get(), store.done.get());
        let (revision, is_dark, lit) = (store.revision.get(), dark.0.get(), lit.get());
        let written = written.read();
        store.with(|experiment| {
            let stamp = 2 + 2 * u64::from(revision) + u64::from(is_dark);
            let scene = Scene { experiment, cursor, done, scales: dark.scales(), is_dark, lit, stamp };
            if drawing.as_ref().is_none_or(|(drawn, _)| *drawn != *written) {
                let new = Drawing::new(&layers, &written.plan, &scene);
                drawing = new.map(|new| (Planned::clone(&written), new));
            }
            if let Some((_, drawing)) = &mut drawing {
                drawing.draw(&scene);
            }
        });
    });
}

/// The moment, the number of updates and whether moments rush by on the root element: for styles and for tests.
fn mark_root(store: Store) {
    let Some(root) = document().document_element() else { return };
    let root = Rc::new(Written::new(root));
    let written = root.clone();
    effect(move || {
        let moment = store.moment();
        written.set("data-moment", &moment::attribute(moment));
        written.set("data-phase", phase(moment));
        written.set("data-updates", &store.updates.get().to_string());
    });
    let written = root.clone();
    effect(move || {
        let state = store.state.read();
        let is_operation = state.granularity == Granularity::Operation;
        written.set("data-operation", &if is_operation { state.operation.to_string() } else { String::new() });
    });
    effect(move || {
        let is_brisk = store.playing.get() && store.ms_per_moment.get() < BRISK_MS;
        root.set("data-brisk", if is_brisk { "true" } else { "false" });
    });
}

fn form_name(form: Form) -> &'static str {
    match form {
        Form::Columns => "columns",
        Form::HeatMap => "heat-map",
        Form::Rolled => "rolled",
    }
}

fn weight_of(target: &Element) -> Option<SharedWeight> {
    let index = target.get_attribute("data-weight")?;
    SharedWeight::ALL.into_iter().find(|weight| weight.index() == index)
}

fn read_out(store: Store, written: Memo<Planned>, pointed: Option<Point>, lit: Option<SharedWeight>) -> String {
    let words = &words().stage;
    match (lit, pointed) {
        (Some(weight), _) => (words.weight_note)(weight, written.read().plan.input.source > 0),
        (None, None) => words.hint.to_owned(),
        (None, Some(point)) => {
            let done = store.done.get();
            let written = written.read();
            store.with(|experiment| read_out::describe(experiment, &written.plan, point, done))
        }
    }
}

/// What is pressed is asked where it comes from, at its step; a step's head puts the moment there.
fn select(store: Store, plan: &Plan, point: Point) {
    go_to_step(store, point.t);
    let asked = store.with_untracked(|experiment| asked_at(store, experiment, plan, point));
    if let Some(asked) = asked {
        if matches!(point.item, Item::Unit(..)) {
            store.send(Command::Follow(asked.entry.row));
        }
        store.send(Command::Ask(Some(asked)));
    }
}

/// The number at a point: on the way back the gradient of a state, else its value.
fn asked_at(store: Store, experiment: &Experiment, plan: &Plan, point: Point) -> Option<Asked> {
    let (cell, time) = (point.cell?, point.t + 1);
    let is_back = matches!(store.moment_untracked(), Moment::Backward { .. });
    let state = |variable| if is_back { Place::gradient(variable, time) } else { Place::value(variable, time) };
    let entry = match point.item {
        Item::Input => return None,
        Item::Unit(kind, unit) => state(kind.variable()).entry(unit, 0),
        Item::Slot(slot) => {
            let next = experiment.sequence.class(point.t);
            let symbols = shown_symbols(experiment.lane(cell).tape.probs(point.t), next, plan.slots);
            let symbol = if plan.form == Form::HeatMap { next? } else { *symbols.get(slot)? };
            Place::value(Variable::Probs, time).entry(symbol, 0)
        }
        Item::Gradient => Place::gradient(Variable::Hidden, time).entry(store.state.read_untracked().unit, 0),
    };
    Some(Asked { cell, entry })
}

/// The same pass as now, at another step.
fn go_to_step(store: Store, t: usize) {
    let timeline = store.with_untracked(Experiment::timeline);
    let moment = match timeline.moment(store.cursor.get_untracked()) {
        Moment::Forward { .. } | Moment::Loss => Moment::Forward { t },
        Moment::Backward { .. } | Moment::Update => Moment::Backward { t },
    };
    store.playing.set(false);
    store.send(Command::Seek(timeline.index(moment)));
}

/// Keys while the stage has the focus; `true` if the key was for it.
fn stage_key(store: Store, plan: &Plan, pointed: RwSignal<Option<Point>>, event: &web_sys::KeyboardEvent) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
        return false;
    }
    let key = event.key();
    let rolled = plan.form == Form::Rolled;
    match (Move::from_key(&key), pointed.get_untracked()) {
        // The rolled cell has one step: the transport moves it.
        (Some(Move::Left | Move::Right | Move::Home | Move::End), _) if rolled => false,
        (Some(to), Some(point)) => {
            pointed.set(Some(point.moved(to, plan)));
            true
        }
        (Some(_), None) => {
            let t = store.with_untracked(|experiment| shown_step(experiment.timeline(), store.cursor.get_untracked()));
            let lane = &plan.lanes[0];
            pointed.set(Some(Point { cell: Some(lane.cell), t, item: Item::Unit(lane.strips[0].state, 0) }));
            true
        }
        (None, Some(point)) if key == "Enter" => {
            select(store, plan, point);
            true
        }
        (None, Some(_)) if key == "Escape" => {
            pointed.set(None);
            true
        }
        _ => false,
    }
}
