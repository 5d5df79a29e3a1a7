//! What multiplies a gradient on its way back, as eigenvalues and singular values: W_hh, one step's Jacobian, and the product of
//! those of all moves between steps. What comes out as rounding is not shown.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::settings::Range;
use unrolled_lab::{Command, InitializerKind, Lock, Setting, Spectra, Spectrum, Start, Stretch};
use unrolled_plots::{
    Below, ComplexPlane, Eigenvalue, Eigenvalues, PLANE_REACH, PlaneLayout, Quantity, SINGULAR_DECADES, SingularLayout,
    SingularSet, SingularStyle, SingularValues,
};

use super::cursor_in;
use crate::canvas::Surface;
use crate::cell_tabs::CellTabs;
use crate::figure::{About, Figure, HALF, Key, Part, SaveFigure, Sign};
use crate::frame::on_frame;
use crate::indices::with_indices;
use crate::numbers::{full, plain, short};
use crate::panels::chart_table::{ChartTable, Rows};
use crate::panels::summary::Summary;
use crate::panels::{identity, pointer_at};
use crate::paper::Paper;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::stage::marker::{key, markup};
use crate::store::Store;
use crate::strings::words;
use crate::teaching::Lockable;
use crate::theme::DarkMode;

/// What has been found, and of what.
#[derive(Clone, PartialEq)]
struct Found {
    kind: CellKind,
    t: usize,
    /// T.
    steps: usize,
    spectra: Spectra,
    stretch: Option<Stretch>,
}

impl Found {
    /// Each matrix with its place among their names.
    fn matrices(&self) -> impl Iterator<Item = (usize, &Spectrum)> {
        let Spectra { weights, step, product, .. } = &self.spectra;
        [weights, step].into_iter().chain(product).enumerate()
    }

    fn names(&self) -> [String; 3] {
        (words().lab.spectral.names)(self.kind, self.t + 1, self.steps)
    }
}

#[component]
pub fn SpectralPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().lab.spectral;
    let (plane, strip) = (Surface::new(), Surface::new());
    let dark = DarkMode::get();
    let found = RwSignal::new(None::<Found>);
    let layout = RwSignal::new(None::<PlaneLayout>);
    let hover = RwSignal::new(None::<Eigenvalue>);
    // Trained weights are not drawn.
    let is_drawn = memo(move || store.settings.read().start == Start::Seed);
    let dragged = RwSignal::new(None::<Eigenvalue>);
    let viewed = store.viewed;
    let panel = NodeRef::new();
    let cursor = cursor_in(panel, store);
    let step = memo(move || cursor.get().map_or(0, |(t, _)| t));
    on_frame(
        move || {
            plane.track();
            store.revision.track();
            viewed.track();
            step.track();
        },
        move || {
            let (kind, t) = (viewed.get_untracked(), step.get_untracked());
            if plane.ready().is_some() {
                found.set(store.with_untracked(|experiment| {
                    let steps = experiment.sequence.steps();
                    (t < steps).then(|| {
                        let spectra = experiment.spectra(kind, t);
                        Found { kind, t, steps, stretch: experiment.stretch(kind, &spectra), spectra }
                    })
                }));
            }
        },
    );
    on_frame(
        move || {
            plane.track();
            strip.track();
            found.track();
            dark.0.track();
            hover.track();
        },
        move || {
            if let Some(found) = &*found.read_untracked() {
                let paper = Paper::on(plane, dark);
                layout.set(paper.and_then(|paper| draw_plane(found, hover.get_untracked(), paper)));
                // A chart without room for its axes waits for the next size.
                let _ = Paper::on(strip, dark).map(|paper| draw_strip(found, paper));
            }
        },
    );
    let at = move |event: &web_sys::PointerEvent| {
        let (x, y) = pointer_at(event)?;
        layout.with_untracked(|layout| {
            let layout = layout.as_ref()?;
            Some((layout.hit(x, y), layout.number(x, y)))
        })
    };
    let moved = move |event: web_sys::PointerEvent| {
        let Some((hit, (re, im))) = at(&event) else { return };
        match dragged.get_untracked() {
            Some(eigenvalue) => stretch(store, found, eigenvalue, libm::hypot(re, im)),
            None => {
                hover.maybe_update(|hover| std::mem::replace(hover, hit) != hit);
            }
        }
    };
    let pressed = move |event: web_sys::PointerEvent| {
        let hit = at(&event).and_then(|(hit, _)| hit).filter(|hit| hit.set == 0 && is_drawn.get_untracked());
        dragged.set(hit);
    };
    let released = move |_: web_sys::PointerEvent| dragged.set(None);
    view! {
        <section class="panel spectral-panel" node_ref=panel id="spectral" aria-labelledby="spectral-title">
            <div class="panel-head">
                <h3 id="spectral-title" inner_html=with_indices(words.title)></h3>
                <CellTabs />
                <SaveFigure id="spectral" name=words.title figure=Box::new(move || figure(store, found)) />
            </div>
            <p class="panel-lead" id="spectral-lead" inner_html=live(move || with_indices(&lead(found)))></p>
            <p class="panel-subtitle" inner_html=live(move || with_indices(&(words.subtitle)(viewed.get(), step.get() + 1)))></p>
            <div class="spectral-charts">
                <figure>
                    <figcaption>{words.plane} <Legend found count=2 /></figcaption>
                    <div
                    class="chart plane-chart" class:is-dragged=live(move || dragged.read().is_some())
                    on:pointermove=handler(moved) on:pointerdown=handler(pressed) on:pointerup=handler(released)
                    on:pointerleave=handler(move |_: web_sys::PointerEvent| {
                        dragged.set(None);
                        hover.set(None);
                    })
                >
                    <canvas node_ref=plane.node role="img" aria-label=words.plane aria-describedby="spectral-summary"></canvas>
                    </div>
                    <p class="chart-axis">{words.plane_axes}</p>
                </figure>
                <figure>
                    <figcaption>{words.strip} <Legend found count=3 /></figcaption>
                    <div class="chart singular-chart">
                        <canvas node_ref=strip.node role="img" aria-label=words.strip aria-describedby="spectral-summary"></canvas>
                    </div>
                    <p class="chart-axis">{words.strip_axes}</p>
                </figure>
            </div>
            <Show when=move || is_drawn.get()>
                <Lockable lock=Lock::Start><RadiusSlider found /></Lockable>
            </Show>
            <dl class="spectral-numbers">{live(move || numbers(found))}</dl>
            <Summary id="spectral-summary" text=Box::new(move || summary(found)) has_indices=true />
            <ChartTable id="spectral" rows=Box::new(move || table(found)) />
        </section>
    }
}

/// The first so many of the three matrices, each with its sign.
#[component]
fn Legend(found: RwSignal<Option<Found>>, count: usize) -> impl IntoView {
    // Other numbers have the same names.
    let named = memo(move || {
        found.with(|found| found.as_ref().map(|found| (found.kind, found.names(), found.matrices().count())))
    });
    let entry = |kind: CellKind, style: SingularStyle, name: &str| {
        let (class, width, line) = match style {
            SingularStyle::Solid => ("", 12.0, ""),
            SingularStyle::Hollow => ("is-hollow", 12.0, ""),
            SingularStyle::Line => ("is-small", 24.0, r#"<path class="line" d="M0 6h24"/>"#),
        };
        let sign = line.to_owned() + &markup(kind, width / 2.0, 6.0);
        view! {
            <span class="spectral-key">
                <svg class=format!("{} {class}", key(kind)) width=width viewBox=format!("0 0 {width} 12") aria-hidden="true" inner_html=sign></svg>
                <span inner_html=with_indices(name)></span>
            </span>
        }
    };
    let entries = move || {
        let styles = [SingularStyle::Solid, SingularStyle::Hollow, SingularStyle::Line];
        named.get().map(|(kind, names, known)| {
            let named = styles.into_iter().zip(&names).take(count.min(known));
            named.map(|(style, name)| entry(kind, style, name)).collect_view()
        })
    };
    view! { <p>{live(entries)}</p> }
}

/// Chooses first weights with this spectral radius.
fn choose_radius(store: Store, radius: f64) {
    let range = Range::RADIUS;
    let radius = radius.clamp(range.smallest, range.largest);
    store.send(Command::Set(Setting::Initializer(InitializerKind::SpectralRadius)));
    store.send(Command::Set(Setting::Radius((radius * 100.0).round() / 100.0)));
}

/// Chooses the ρ with which this eigenvalue would come to this absolute value. Once W_hh is drawn with a spectral radius, another
/// one rescales it, so the eigenvalue stays below the pointer.
fn stretch(store: Store, found: RwSignal<Option<Found>>, eigenvalue: Eigenvalue, modulus: f64) {
    let found = found.with_untracked(|found| {
        let weights = &found.as_ref()?.spectra.weights;
        let (re, im) = *weights.eigenvalues.as_ref()?.get(eigenvalue.index)?;
        Some((weights.radius()?, libm::hypot(re, im)))
    });
    if let Some((radius, now)) = found.filter(|(_, now)| *now > 1e-3) {
        choose_radius(store, radius * modulus / now);
    }
}

/// Stands at the ρ of now.
#[component]
fn RadiusSlider(found: RwSignal<Option<Found>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().lab.spectral;
    let radius = memo(move || {
        let (is_chosen, chosen) =
            store.settings.with(|now| (now.initializer == InitializerKind::SpectralRadius, now.radius));
        let measured = found.with(|found| found.as_ref()?.spectra.weights.radius());
        // Rounded numbers give one that is not quite what was chosen.
        if is_chosen && store.updates.get() == 0 { Some(chosen) } else { measured }
    });
    let drag = move |event: web_sys::Event| {
        if let Some(radius) = unrolled_lab::decimal::number_from(&event_target_value(&event)) {
            choose_radius(store, radius);
        }
    };
    view! {
        <div class="field has-slider radius-field">
            <label for="lab-radius" inner_html=with_indices(words.radius)></label>
            <input
                type="range" id="lab-radius" min="0" max="3" step="0.02"
                prop:value=live(move || radius.get().unwrap_or(1.0).to_string())
                on:input=handler(drag)
            />
            <output for="lab-radius">{live(move || radius.get().map_or_else(|| "–".to_owned(), short))}</output>
        </div>
    }
}

fn draw_plane(found: &Found, hover: Option<Eigenvalue>, paper: Paper) -> Option<PlaneLayout> {
    let sets = [(false, &found.spectra.weights), (true, &found.spectra.step)].map(|(secondary, spectrum)| {
        Eigenvalues { identity: identity(found.kind), secondary, values: spectrum.known_eigenvalues(), visible: true }
    });
    let chart = ComplexPlane { size: paper.size, sets: &sets, hover, reach: PLANE_REACH };
    chart.draw(paper.backend, &paper.theme).ok()
}

fn draw_strip(found: &Found, paper: Paper) -> Option<SingularLayout> {
    let below: Vec<String> =
        found.matrices().map(|(_, spectrum)| (words().lab.spectral.below)(spectrum.floor)).collect();
    let sets: Vec<SingularSet> = found
        .matrices()
        .zip(&below)
        .map(|((index, spectrum), below)| set(found.kind, index, spectrum, below))
        .collect();
    let chart =
        SingularValues { size: paper.size, sets: &sets, hover: None, decades: SINGULAR_DECADES, draw_text: true };
    chart.draw(paper.backend, &paper.theme).ok()
}

/// What is known of a matrix, and what is said of the rest.
fn set<'a>(kind: CellKind, index: usize, spectrum: &'a Spectrum, said: &'a str) -> SingularSet<'a> {
    let values = spectrum.known_singular_values();
    let ranks = spectrum.singular_values.as_ref().map_or(0, Vec::len) - values.len();
    SingularSet {
        identity: identity(kind),
        style: [SingularStyle::Solid, SingularStyle::Hollow, SingularStyle::Line][index],
        values,
        below: (ranks > 0).then_some(Below { limit: spectrum.floor, ranks, label: said }),
        label: words().lab.spectral.short_names[index],
        visible: true,
    }
}

fn figure(store: Store, found: RwSignal<Option<Found>>) -> Option<Figure> {
    let (strings, words) = (words(), &words().lab.spectral);
    let now = found.read_untracked();
    let now = now.as_ref()?;
    let cell = (strings.cell_name)(now.kind);
    let names = now.names().map(|name| format!("{cell}: {name}"));
    let signs = [Sign::Marker(now.kind, false), Sign::Marker(now.kind, true), Sign::Line(now.kind, Quantity::Hidden)];
    let plane = Part::chart(HALF, words.plane_axes, |paper| draw_plane(now, None, paper))?;
    let strip = Part::chart(HALF, words.strip_axes, |paper| draw_strip(now, paper))?;
    Some(Figure {
        id: "spectral",
        title: words.title.to_owned(),
        subtitle: format!("{cell}, t = {}", now.t + 1),
        summary: summary(found),
        keys: now.matrices().zip(signs).map(|((index, _), sign)| Key { sign, name: names[index].clone() }).collect(),
        parts: vec![plane.with_caption(None, words.plane), strip.with_caption(None, words.strip)],
        numbers: rows(now, &names),
        about: About::page(store),
    })
}

/// By rank the eigenvalues and the singular values of each matrix; NaN where there is none of a kind.
fn rows(found: &Found, names: &[String; 3]) -> Rows {
    let mut rows = Rows { heads: words().figure.spectral_heads.map(str::to_owned).to_vec(), ..Rows::default() };
    for (index, spectrum) in found.matrices() {
        let eigenvalues = spectrum.eigenvalues.as_deref().unwrap_or_default();
        let singular_values = spectrum.singular_values.as_deref().unwrap_or_default();
        let below = (words().lab.spectral.below)(spectrum.floor);
        for rank in 0..eigenvalues.len().max(singular_values.len()) {
            let row = rows.rows.len();
            let mut say = |place: usize| rows.said.push((row, place, below.clone()));
            if rank >= spectrum.known_eigenvalues().len() && rank < eigenvalues.len() {
                [1, 2].into_iter().for_each(&mut say);
            }
            if rank >= spectrum.known_singular_values().len() && rank < singular_values.len() {
                say(3);
            }
            let (re, im) = eigenvalues.get(rank).copied().unwrap_or((f64::NAN, f64::NAN));
            let singular = singular_values.get(rank).copied().unwrap_or(f64::NAN);
            rows.rows.push((names[index].clone(), vec![(rank + 1) as f64, re, im, singular]));
        }
    }
    rows
}

fn numbers(found: RwSignal<Option<Found>>) -> impl IntoView {
    let words = &words().lab.spectral;
    found.with(|found| {
        let found = found.as_ref()?;
        let names = found.names();
        let number = |value: Option<f64>, spectrum: &Spectrum| {
            let text = match value {
                Some(value) if value < spectrum.floor => (words.below)(spectrum.floor),
                Some(value) => short(value),
                None => "–".to_owned(),
            };
            let known = value.filter(|value| *value >= spectrum.floor);
            view! { <b title=known.map(full) data-value=known.map(plain)>{text}</b> }
        };
        let row = |(index, spectrum): (usize, &Spectrum)| {
            let (radius, largest) = (number(spectrum.radius(), spectrum), number(spectrum.largest(), spectrum));
            view! {
                <div>
                    <dt inner_html=with_indices(&names[index])></dt>
                    <dd>"ρ = " {radius} ", σ"<sub>"max"</sub>" = " {largest}</dd>
                </div>
            }
        };
        Some(found.matrices().map(row).collect_view())
    })
}

fn table(found: RwSignal<Option<Found>>) -> Rows {
    found.with(|found| found.as_ref().map(|found| rows(found, &found.names())).unwrap_or_default())
}

/// What to look at, for who sees such points for the first time.
fn lead(found: RwSignal<Option<Found>>) -> String {
    let words = &words().lab.spectral;
    found.with(|found| {
        let known = found.as_ref().and_then(|found| Some((words.lead)(found.kind, found.stretch?)));
        known.unwrap_or_default()
    })
}

fn summary(found: RwSignal<Option<Found>>) -> String {
    let words = &words().lab.spectral;
    found.with(|found| found.as_ref().map(|found| (words.summary)(&found.spectra, found.steps)).unwrap_or_default())
}
