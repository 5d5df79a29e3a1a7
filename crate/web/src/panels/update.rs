//! What the next update does to each weight of a cell: before, the step, after; and what clipping did to the gradient.

use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use unrolled_engine::{CellKind, ClipReport, ENCODER_TENSORS, Params, TENSOR_NAMES};
use unrolled_lab::quantity::Weight;
use unrolled_lab::{ClippingKind, Experiment, Moment, weight_name};

use crate::browser::leaves;
use crate::canvas::{Area, pixel_ratio, put_pixels};
use crate::cell_tabs::CellTabs;
use crate::frame::on_frame;
use crate::numbers::short;
use crate::panels::pointer_at;
use crate::panels::weight_map::MapLayout;
use crate::reactive::{Memo, RwSignal, handler, live, memo};
use crate::stage::SharedWeight;
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;

/// Weights are coloured from −1 to 1, whatever they are.
const WEIGHT_DOMAIN: f64 = 1.0;

/// The three pictures of a tensor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Before,
    Step,
    After,
}

impl Stage {
    const ALL: [Self; 3] = [Self::Before, Self::Step, Self::After];

    fn name(self) -> &'static str {
        let words = &words().panels.update;
        match self {
            Self::Before => words.before,
            Self::Step => words.step,
            Self::After => words.after,
        }
    }

    fn params(self, experiment: &Experiment, kind: CellKind) -> &Params<f64> {
        match self {
            Self::Before => &experiment.lane(kind).network.params,
            Self::Step => &experiment.preview(kind).step,
            Self::After => &experiment.preview(kind).next.params,
        }
    }
}

/// What the maps are of and where they are.
#[derive(Clone, Copy)]
struct Maps {
    kind: Memo<CellKind>,
    layouts: Memo<Option<[MapLayout; TENSOR_NAMES.len()]>>,
    canvases: StoredValue<[[NodeRef<Canvas>; 3]; TENSOR_NAMES.len()]>,
    /// Tensor, and index of the value in it.
    hover: RwSignal<Option<(usize, usize)>>,
}

#[component]
pub fn UpdatePanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().panels.update;
    let kind = store.viewed;
    let column = NodeRef::<Div>::new();
    let area = Area::of(column);
    let layouts = memo(move || {
        let width = area.width()?;
        let kind = kind.get();
        store.with(|experiment| {
            let network = &experiment.lane(kind).network;
            let layout = |tensor| MapLayout::new(network.cell, &network.params, tensor, width, pixel_ratio());
            Some(std::array::from_fn(layout))
        })
    });
    let canvases = StoredValue::new(std::array::from_fn(|_| std::array::from_fn(|_| NodeRef::new())));
    let maps = Maps { kind, layouts, canvases, hover: RwSignal::new(None) };
    let dark = DarkMode::get();
    on_frame(
        move || {
            area.track();
            store.revision.track();
            layouts.track();
            dark.0.track();
        },
        move || {
            if area.is_near() {
                draw(store, maps, dark);
            }
        },
    );
    let is_now = memo(move || store.moment() == Moment::Update);
    let has_encoder = memo(move || store.settings.read().has_encoder());
    view! {
        <section class="panel update-panel" id="update" class:is-lit=live(move || is_now.get()) aria-labelledby="update-title">
            <div class="panel-head">
                <h3 id="update-title">{words.title}</h3>
                <span class="lit-mark" hidden=live(move || !is_now.get())>{words.lit}</span>
                <CellTabs />
            </div>
            <Rule kind />
            <div class="weight-maps">
                <span></span>
                {Stage::ALL.map(|stage| view! { <StageHead stage /> })}
                {(0..ENCODER_TENSORS)
                    .map(|tensor| {
                        let first = (tensor == 0).then_some(column);
                        view! { <TensorRow tensor maps first /> }
                    })
                    .collect_view()}
                {live(move || has_encoder.get().then(|| {
                    let rows = ENCODER_TENSORS..TENSOR_NAMES.len();
                    rows.map(|tensor| view! { <TensorRow tensor maps first=None /> }).collect_view()
                }))}
            </div>
            <Entry maps />
        </section>
    }
}

fn draw(store: Store, maps: Maps, dark: DarkMode) {
    let Some(layouts) = maps.layouts.get_untracked() else { return };
    let kind = maps.kind.get_untracked();
    let (scales, frame) = (dark.scales(), dark.charts(1.0).grid);
    let canvases = maps.canvases.get_value();
    store.with_untracked(|experiment| {
        for (column, stage) in Stage::ALL.into_iter().enumerate() {
            let params = stage.params(experiment, kind);
            for (tensor, layout) in layouts.iter().enumerate() {
                let Some(canvas) = canvases[tensor][column].get_untracked() else { continue };
                // A layout of another cell is replaced before the next frame.
                if layout.blocks * layout.rows * layout.columns != params.tensors()[tensor].len() {
                    continue;
                }
                let domain = domain(params, stage, tensor);
                let pixels = layout.pixels(params.tensors()[tensor], frame, |value| scales.signed(value, domain));
                let (width, height) = layout.size();
                put_pixels(&canvas, &pixels, width as u32, height as u32);
            }
        }
    });
}

/// The value of full colour. For a step 1, 2 or 5 times a power of ten, written beside it, that holds its largest number.
fn domain(params: &Params<f64>, stage: Stage, tensor: usize) -> f64 {
    if stage != Stage::Step {
        return WEIGHT_DOMAIN;
    }
    let sizes = params.tensors()[tensor].iter().map(|step| step.abs());
    let largest = sizes.filter(|size| size.is_finite()).fold(0.0, f64::max);
    let power = libm::pow(10.0, libm::log10(largest).floor());
    if !power.is_normal() {
        return 1.0;
    }
    [1.0, 2.0, 5.0].into_iter().map(|factor| factor * power).find(|domain| *domain >= largest).unwrap_or(10.0 * power)
}

/// The rule with its numbers, and the length of the gradient before and after clipping.
#[component]
fn Rule(kind: Memo<CellKind>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().panels.update;
    let rule =
        move || store.with(|experiment| (words.rule)(experiment.settings.optimizer, experiment.settings.learning_rate));
    let clip = memo(move || {
        let kind = kind.get();
        store.with(|experiment| (experiment.settings.clipping, Report::from(experiment.preview(kind).next.clip)))
    });
    let norm = move || {
        let (clipping, report) = clip.get();
        let (name, [before, after]) = match report.0.largest.filter(|_| clipping == ClippingKind::Value) {
            Some(largest) => (words.largest, largest),
            None => (words.norm, [report.0.norm_before, report.0.norm_after]),
        };
        let numbers = if report.0.changed { format!("{} → {}", short(before), short(after)) } else { short(before) };
        view! { {name} " " <b class="gradient-number">{numbers}</b> }
    };
    let mark = move || {
        let (clipping, report) = clip.get();
        let text = if report.0.changed { words.clipped } else { words.not_clipped };
        (clipping != ClippingKind::Off)
            .then(|| view! { <span class="clip-mark" class:is-clipped=report.0.changed>{text}</span> })
    };
    view! {
        <p class="panel-subtitle rule">
            <span class="formula" id="update-rule">{live(rule)}</span>
            <span id="gradient-norm">{live(norm)} " " {live(mark)}</span>
        </p>
    }
}

/// A report whose NaN equals itself, so that a memo of it rests.
#[derive(Clone, Copy)]
struct Report(ClipReport);

impl From<ClipReport> for Report {
    fn from(report: ClipReport) -> Self {
        Self(report)
    }
}

impl PartialEq for Report {
    fn eq(&self, other: &Self) -> bool {
        let norms = |report: &ClipReport| [report.norm_before, report.norm_after].map(f64::to_bits);
        let largest = |report: &ClipReport| report.largest.map(|largest| largest.map(f64::to_bits));
        let (this, other) = (&self.0, &other.0);
        (norms(this), largest(this), this.changed) == (norms(other), largest(other), other.changed)
    }
}

#[component]
fn StageHead(stage: Stage) -> impl IntoView {
    let words = &words().panels.update;
    let domain = if stage == Stage::Step { words.own_domain.to_owned() } else { (words.domain)(WEIGHT_DOMAIN) };
    view! { <span class="stage-head">{stage.name()} <small>{domain}</small></span> }
}

/// Name and shape of a tensor and its three maps. `first` is the element whose width they may take.
#[component]
fn TensorRow(tensor: usize, maps: Maps, first: Option<NodeRef<Div>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let name = TENSOR_NAMES[tensor];
    // As the stage calls it.
    let symbol = match tensor {
        0 => Some(SharedWeight::InputToState),
        1 => Some(SharedWeight::StateToState),
        4 => Some(SharedWeight::StateToOutput),
        _ => None,
    };
    let symbol = symbol.map(|weight| view! { <i>"W"<sub>{weight.index()}</sub></i> });
    let shape = move || {
        store.with(|experiment| {
            let (rows, columns) = experiment.lane(maps.kind.get()).network.params.shapes()[tensor];
            if (Weight { tensor, block: 0 }).is_bias() { rows.to_string() } else { format!("{rows} × {columns}") }
        })
    };
    let cells = Stage::ALL.into_iter().enumerate().map(|(column, stage)| {
        let canvas = maps.canvases.read_value()[tensor][column];
        let style = move || maps.layouts.read().as_ref().map(|layouts| layouts[tensor].style());
        let point = move |event: web_sys::PointerEvent| {
            let layouts = maps.layouts.get_untracked();
            let layout = layouts.map(|layouts| layouts[tensor]);
            let found =
                layout.zip(pointer_at(&event)).and_then(|(layout, place)| Some(layout.index(layout.at(place)?)));
            maps.hover.set(found.map(|index| (tensor, index)));
        };
        let node = if column == 0 { first } else { None };
        let step_domain = move || {
            let of_step = |experiment: &Experiment| domain(&experiment.preview(maps.kind.get()).step, stage, tensor);
            (words().panels.update.domain)(store.with(of_step))
        };
        let step_domain =
            (stage == Stage::Step).then(|| view! { <small class="map-domain">{live(step_domain)}</small> });
        view! {
            <div class="weight-map" node_ref=node.unwrap_or_default()>
                <GateNames tensor maps />
                <canvas
                    node_ref=canvas style=live(style) role="img" aria-label=(words().panels.update.canvas)(name, stage.name())
                    on:pointermove=handler(point) on:pointerdown=handler(point)
                    on:pointerleave=handler(move |event| if leaves(&event) { maps.hover.set(None) })
                ></canvas>
                {step_domain}
            </div>
        }
    });
    view! {
        <span class="tensor-name"><code>{name}</code> <small>{symbol} " " {live(shape)}</small></span>
        {cells.collect_view()}
    }
}

/// The gates over their blocks, where there are some.
#[component]
fn GateNames(tensor: usize, maps: Maps) -> impl IntoView {
    let store = expect_context::<Store>();
    // Other numbers have the same names in the same places.
    let blocks = memo(move || {
        let layout = maps.layouts.get()?[tensor];
        let names = store.with(|experiment| experiment.lane(maps.kind.get()).network.cell.gate_names());
        (layout.blocks > 1 && layout.blocks == names.len()).then(|| (names, layout.block_style()))
    });
    live(move || {
        blocks.get().map(|(names, style)| {
            let blocks = names.iter().map(|name| view! { <span style=style.clone()>{*name}</span> });
            view! { <div class="gate-names" aria-hidden="true">{blocks.collect_view()}</div> }
        })
    })
}

/// The numbers of the weight under the pointer.
#[component]
fn Entry(maps: Maps) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().panels.update;
    let text = move || {
        let Some((tensor, index)) = maps.hover.get() else { return words.hint.to_owned() };
        let kind = maps.kind.get();
        store.with(|experiment| {
            let value = |stage: Stage| stage.params(experiment, kind).tensors()[tensor].get(index).copied();
            let numbers = value(Stage::Before).zip(value(Stage::Step)).zip(value(Stage::After));
            numbers.map_or(String::new(), |((before, step), after)| {
                (words.entry)(&weight_name(&experiment.lane(kind).network, tensor, index), before, step, after)
            })
        })
    };
    view! { <p class="panel-note" id="weight-entry">{live(text)}</p> }
}
