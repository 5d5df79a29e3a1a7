//! One set of weights, T contributions: what each step adds to ∂L/∂W, a small map each, and their sum. On the way back the
//! sum grows from the right.

use leptos::html::Div;
use leptos::prelude::*;
use unrolled_lab::quantity::{Printer, Weight};
use unrolled_lab::{Asked, Command, Moment};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement};

use crate::browser::leaves;
use crate::canvas::{Area, pixel_ratio};
use crate::cell_tabs::CellTabs;
use crate::frame::on_frame;
use crate::numbers::{plain, short};
use crate::panels::color_key::ColorKey;
use crate::panels::sum_choice::{GateTabs, TensorTabs};
use crate::panels::sum_entry::{At, describe, moved};
use crate::panels::sum_maps::{Choice, Room, SIGN, contribution, gradient, markup, paint, sum};
use crate::reactive::{Memo, RwSignal, effect, handler, live, memo};
use crate::stage::reading::input_text;
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;

/// What the maps are of and where they are.
#[derive(Clone, Copy)]
struct Maps {
    store: Store,
    choice: Memo<Choice>,
    room: Memo<Option<Room>>,
    steps: NodeRef<Div>,
    whole: NodeRef<Div>,
    /// The entry that is pointed at, by the mouse or with the keys.
    pointed: RwSignal<Option<At>>,
    /// How far the steps are scrolled: asking the element itself would lay the page out in the middle of a frame.
    scrolled: RwSignal<i32>,
    /// What is painted, so that a moment paints no more than what it changes.
    painted: StoredValue<Painted>,
}

/// The maps that are painted, and for which numbers.
#[derive(Clone, Default)]
struct Painted {
    of: Option<(u32, Choice, Room, bool)>,
    /// Of each step that has been seen, whether its contribution was there.
    steps: Vec<Option<bool>>,
    /// How many contributions are in the sum.
    there: Option<usize>,
    moment: Option<Moment>,
}

impl Painted {
    /// What is still right when the maps are of something else: an empty place stays empty whatever the numbers are.
    fn forget(&mut self, of: Option<(u32, Choice, Room, bool)>, steps: usize) {
        let place =
            |of: Option<(u32, Choice, Room, bool)>| of.map(|(_, choice, room, is_dark)| (choice, room, is_dark));
        let is_same_place = place(self.of) == place(of);
        self.of = of;
        self.steps.resize(steps, None);
        for is_there in &mut self.steps {
            *is_there = is_there.filter(|is_there| is_same_place && !is_there);
        }
        self.there = self.there.filter(|count| is_same_place && *count == 0);
    }
}

#[component]
pub fn SumPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().panels.sum;
    let (tensor, gate) = (RwSignal::new(Weight::RECURRENT), RwSignal::new(None::<usize>));
    let choice = memo(move || choice(store, tensor.get(), gate.get()));
    let row = NodeRef::<Div>::new();
    let area = Area::of(row);
    let room = memo(move || {
        let (width, choice) = (area.width()?, choice.get());
        Some(store.with(|experiment| Room::new(experiment, choice, width, pixel_ratio())))
    });
    let maps = Maps {
        store,
        choice,
        room,
        steps: NodeRef::new(),
        whole: NodeRef::new(),
        pointed: RwSignal::new(None),
        scrolled: RwSignal::new(0),
        painted: StoredValue::new(Painted::default()),
    };
    let heads = memo(move || {
        store.with(|experiment| {
            let head = |t| input_text(&experiment.sequence, t);
            (0..experiment.sequence.steps()).map(head).collect::<Vec<_>>()
        })
    });
    effect(move || {
        if let Some(steps) = maps.steps.get() {
            steps.set_inner_html(&markup(&heads.read()));
            maps.painted.set_value(Painted::default());
        }
    });
    effect(move || {
        choice.track();
        maps.pointed.set(None);
    });
    let dark = DarkMode::get();
    on_frame(
        move || {
            area.track();
            store.revision.track();
            store.done.track();
            // Other weights may have as much room.
            choice.track();
            room.track();
            heads.track();
            dark.0.track();
            maps.scrolled.track();
        },
        move || {
            if area.is_near() {
                draw(maps, dark);
            }
        },
    );
    view! {
        <section class="panel sum-panel" id="sum" aria-labelledby="sum-title">
            <div class="panel-head">
                <h3 id="sum-title">{words.title}</h3>
                <CellTabs />
            </div>
            <p class="panel-subtitle">{words.caption}</p>
            <div class="sum-choice">
                <TensorTabs tensor />
                <GateTabs choice gate />
            </div>
            <Formulas choice />
            <div class="sum-row" node_ref=row><MapRow maps /></div>
            <Scale maps />
            <p class="panel-note" id="sum-entry" role="status" inner_html=live(move || note(maps))></p>
        </section>
    }
}

fn choice(store: Store, tensor: usize, gate: Option<usize>) -> Choice {
    let kind = store.viewed.get();
    let cell = store.with(|experiment| experiment.lane(kind).network.cell);
    // An encoder that was looked at may be gone.
    let has_encoder = store.settings.read().has_encoder();
    let tensor = if has_encoder { tensor } else { Weight { tensor, block: 0 }.role() };
    let has_gates = !Weight { tensor, block: 0 }.is_readout() && cell.gate_blocks() > 1;
    Choice { kind, cell, tensor, gate: gate.filter(|gate| has_gates && *gate < cell.gate_blocks()) }
}

/// `∂L/∂W_hh` as text.
fn name(choice: Choice) -> String {
    let (letter, index) = choice.symbol();
    format!("∂L/∂{letter}_{index}")
}

/// ∂L/∂W = Σ_t …, for each block of rows, as the table of quantities has it.
#[component]
fn Formulas(choice: Memo<Choice>) -> impl IntoView {
    let store = expect_context::<Store>();
    let markup = move || {
        let choice = choice.get();
        store.with(|experiment| {
            let record = experiment.record(choice.kind);
            let printer = Printer { record: &record, write: short, write_exactly: plain, target: "" };
            let one = |weight| {
                let place = gradient(weight);
                let formula = printer.symbols(&record.formula(place)?);
                Some(format!("<math><mrow>{}<mo>=</mo>{formula}</mrow></math>", printer.symbol(place)))
            };
            choice.weights().filter_map(one).collect::<String>()
        })
    };
    view! { <p class="sum-formulas" inner_html=live(markup)></p> }
}

/// The steps with a plus sign between them, and what they add up to.
#[component]
fn MapRow(maps: Maps) -> impl IntoView {
    let words = words().panels.sum;
    let Maps { store, choice, room, steps, whole, pointed, scrolled, .. } = maps;
    let shown = memo(move || pointed.get().or_else(|| asked(store, choice.get())));
    let style = move || {
        let Some(room) = room.get() else { return String::new() };
        let at = shown.get().map_or([0.0; 4], |at| room.layout.rect(at));
        let [x, y, width, height] = at.map(|css| format!("{css:.2}px"));
        format!("--item:{:.2}px;--sign:{SIGN}px;--x:{x};--y:{y};--w:{width};--h:{height}", room.item)
            + &format!(";--map-{}", room.layout.style().replace(';', ";--map-"))
    };
    let measures = move || room.get().map(|room| room.layout.measures().map(|device| device.to_string()).join(" "));
    let point = move |event: web_sys::PointerEvent| {
        let at = at(maps, &event);
        pointed.maybe_update(|pointed| std::mem::replace(pointed, at) != at);
    };
    let click = move |event: web_sys::MouseEvent| {
        if let Some(at) = at(maps, &event) {
            ask(maps, at);
        }
    };
    let steps_name = move || (words.maps)(&name(choice.get()), store.timeline().steps);
    let head = move || {
        let timeline = store.timeline();
        let there = (0..timeline.steps).filter(|t| timeline.has_gradient(store.done.get(), *t)).count();
        match there {
            0 => words.none_yet,
            _ if there == timeline.steps => words.sum,
            _ => words.so_far,
        }
    };
    let symbol = move || {
        let (letter, index) = choice.get().symbol();
        view! { "∂L/∂"<i>{letter}<sub>{index}</sub></i> }
    };
    view! {
        <div
            class="sum-maps" style=live(style) data-measures=live(measures)
            class:has-entry=live(move || shown.get().is_some()) class:is-long=live(move || room.get().is_some_and(|room| room.is_long))
            on:pointermove=handler(point) on:pointerdown=handler(point) on:click=handler(click)
            on:pointerleave=handler(move |event| if leaves(&event) { pointed.set(None) })
        >
            <GateNames maps />
            <div
                class="sum-steps" id="sum-steps" node_ref=steps tabindex="0" role="application"
                aria-label=live(steps_name) aria-describedby="sum-keys"
                on:scroll=handler(move |_| scrolled.set(steps.get_untracked().map_or(0, |steps| steps.scroll_left())))
                on:keydown=handler(move |event| key(maps, &event))
                on:blur=handler(move |_| pointed.set(None))
            ></div>
            <div class="sum-whole" node_ref=whole>
                <p class="sum-head"><small>{live(head)}</small><b>{live(symbol)}</b></p>
                <div class="sum-map"><canvas role="img" aria-label=live(move || (words.whole)(&name(choice.get())))></canvas><i class="entry-mark"></i></div>
                <b class="gradient-number"></b>
            </div>
            <p id="sum-keys" class="visually-hidden">{words.keys}</p>
        </div>
    }
}

/// The gates beside their rows, where there are some.
#[component]
fn GateNames(maps: Maps) -> impl IntoView {
    live(move || {
        let (choice, room) = (maps.choice.get(), maps.room.get()?);
        let names = choice.cell.gate_names();
        let has_gates = !choice.is_of_readout() && names.len() > 1;
        let name =
            |weight: Weight| view! { <span style=room.layout.block_style()>{names.get(weight.block).copied()}</span> };
        let names = has_gates.then(|| choice.weights().map(name).collect_view());
        Some(view! { <div class="sum-gates" aria-hidden="true">{names}</div> })
    })
}

/// The one scale of all maps, with the mark of the negative ones, and whether there is more to see at the side.
#[component]
fn Scale(maps: Maps) -> impl IntoView {
    let words = words().panels.sum;
    let room = maps.room;
    let has_signs = memo(move || room.get().is_none_or(|room| room.layout.has_signs()));
    let signs = move || match has_signs.get() {
        true => view! { <span class="sum-sign" aria-hidden="true">"−"</span> " " {words.negative} }.into_any(),
        false => view! { {words.no_signs} }.into_any(),
    };
    let sideways =
        move || room.get().filter(|room| room.is_long).map(|_| (words.sideways)(maps.store.timeline().steps));
    view! {
        <div class="sum-scale">
            <ColorKey />
            <span class="sum-signs">{live(signs)}</span>
            <span class="sum-sideways">{live(sideways)}</span>
        </div>
    }
}

fn note(maps: Maps) -> String {
    let (choice, done) = (maps.choice.get(), maps.store.done.get());
    let at = maps.pointed.get().or_else(|| asked(maps.store, choice));
    let text = at.and_then(|at| maps.store.with(|experiment| describe(experiment, choice, at, done)));
    text.unwrap_or_else(|| words().panels.sum.hint.to_owned())
}

/// The entry of these weights' gradient that is asked.
fn asked(store: Store, choice: Choice) -> Option<At> {
    let asked = store.state.read().asked?;
    choice.find(asked.entry).filter(|_| asked.cell == choice.kind)
}

fn ask(maps: Maps, at: At) {
    let choice = maps.choice.get_untracked();
    if let Some(entry) = choice.entry(at) {
        maps.store.send(Command::Ask(Some(Asked { cell: choice.kind, entry })));
    }
}

/// The entry under the pointer, in whichever map.
fn at(maps: Maps, event: &web_sys::MouseEvent) -> Option<At> {
    let canvas: HtmlCanvasElement = event.target()?.dyn_into().ok()?;
    let shape = canvas.get_bounding_client_rect();
    let place = (f64::from(event.client_x()) - shape.left(), f64::from(event.client_y()) - shape.top());
    maps.room.get_untracked()?.layout.at(place)
}

/// Keys while the maps have the focus.
fn key(maps: Maps, event: &web_sys::KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let (Some(room), Some(steps)) = (maps.room.get_untracked(), maps.steps.get_untracked()) else { return };
    let now = maps.pointed.get_untracked();
    let page = f64::from(steps.client_width()) * 0.8;
    match (event.key().as_str(), now) {
        ("Enter", Some(at)) => ask(maps, at),
        ("Escape", Some(_)) => maps.pointed.set(None),
        ("PageDown", _) => steps.set_scroll_left(steps.scroll_left() + page as i32),
        ("PageUp", _) => steps.set_scroll_left(steps.scroll_left() - page as i32),
        (key, now) => {
            let first = || asked(maps.store, maps.choice.get_untracked()).unwrap_or_default();
            let Some(next) = moved(now.unwrap_or_else(first), key, &room.layout) else { return };
            // The first key shows where one is.
            maps.pointed.set(Some(if now.is_some() { next } else { first() }));
        }
    }
    event.prevent_default();
    event.stop_propagation();
}

fn draw(maps: Maps, dark: DarkMode) {
    let (Some(room), Some(steps), Some(whole)) =
        (maps.room.get_untracked(), maps.steps.get_untracked(), maps.whole.get_untracked())
    else {
        return;
    };
    let (choice, done) = (maps.choice.get_untracked(), maps.store.done.get_untracked());
    let of = Some((maps.store.revision.get_untracked(), choice, room, dark.0.get_untracked()));
    let (scales, frame) = (dark.scales(), dark.charts(1.0).grid);
    let items = steps.children();
    maps.store.with_untracked(|experiment| {
        let (timeline, record) = (experiment.timeline(), experiment.record(choice.kind));
        let mut painted = maps.painted.write_value();
        if painted.of != of {
            painted.forget(of, timeline.steps);
        }
        let moment = timeline.moment(maps.store.cursor.get_untracked());
        let is_new = painted.moment.replace(moment) != Some(moment);
        let is_moved = is_new && room.is_long && bring_in(&steps, &room, moment);
        let left = if is_moved { steps.scroll_left() } else { maps.scrolled.get_untracked() };
        for t in room.seen(f64::from(left)) {
            let is_there = timeline.has_gradient(done, t);
            let Some(before) = painted.steps.get_mut(t) else { break };
            if before.replace(is_there) != Some(is_there)
                && let Some(item) = items.item(t as u32)
            {
                let values = is_there.then(|| contribution(&record, choice, t + 1));
                paint(&item, &room.layout, values.as_deref(), scales, frame);
            }
        }
        let there = (0..timeline.steps).filter(|t| timeline.has_gradient(done, *t));
        let count = there.clone().count();
        if painted.there.replace(count) != Some(count) {
            let values = (count > 0).then(|| sum(&record, choice, there.map(|t| t + 1)));
            paint(&whole, &room.layout, values.as_deref(), scales, frame);
        }
    });
}

/// Scrolls to the step that the gradient has come to; `true` if it could not be seen.
fn bring_in(steps: &Element, room: &Room, moment: Moment) -> bool {
    let Moment::Backward { t } = moment else { return false };
    let pitch = room.item + SIGN;
    let (left, width) = (f64::from(steps.scroll_left()), f64::from(steps.client_width()));
    let place = t as f64 * pitch;
    let is_hidden = place < left || place + pitch > left + width;
    if is_hidden {
        steps.set_scroll_left((place + 1.5 * pitch - width).max(0.0) as i32);
    }
    is_hidden
}
