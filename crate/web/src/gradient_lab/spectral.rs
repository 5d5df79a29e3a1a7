//! What multiplies a gradient on its way back, as eigenvalues and singular values: W_hh, one step's Jacobian, all of them.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::settings::Range;
use unrolled_lab::{Command, InitializerKind, Lock, Setting, Spectra, Spectrum, Start, Stretch};
use unrolled_plots::{
    ComplexPlane, Eigenvalue, Eigenvalues, PLANE_REACH, PlaneLayout, Quantity, SINGULAR_DECADES, SingularLayout,
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
use crate::store::Store;
use crate::strings::words;
use crate::teaching::Lockable;
use crate::theme::DarkMode;

/// What has been found, and of what.
#[derive(Clone, PartialEq)]
struct Found {
    kind: CellKind,
    t: usize,
    spectra: Spectra,
    stretch: Option<Stretch>,
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
                    let is_step = t < experiment.sequence.steps();
                    is_step.then(|| {
                        let spectra = experiment.spectra(kind, t);
                        Found { kind, t, stretch: experiment.stretch(kind, t, &spectra), spectra }
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
                <div class="chart singular-chart">
                    <canvas node_ref=strip.node role="img" aria-label=words.strip aria-describedby="spectral-summary"></canvas>
                </div>
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
    let sets =
        [(false, &found.spectra.weights), (true, &found.spectra.step)].map(|(secondary, spectrum)| Eigenvalues {
            identity: identity(found.kind),
            secondary,
            values: spectrum.eigenvalues.as_deref().unwrap_or_default(),
            visible: true,
        });
    let chart = ComplexPlane { size: paper.size, sets: &sets, hover, reach: PLANE_REACH };
    chart.draw(paper.backend, &paper.theme).ok()
}

fn draw_strip(found: &Found, paper: Paper) -> Option<SingularLayout> {
    let spectra = [&found.spectra.weights, &found.spectra.step, &found.spectra.product];
    let styles = [SingularStyle::Solid, SingularStyle::Hollow, SingularStyle::Line];
    let set = |index: usize| SingularSet {
        identity: identity(found.kind),
        style: styles[index],
        values: spectra[index].singular_values.as_deref().unwrap_or_default(),
        label: words().lab.spectral.short_names[index],
        visible: true,
    };
    let sets = [0, 1, 2].map(set);
    let chart =
        SingularValues { size: paper.size, sets: &sets, hover: None, decades: SINGULAR_DECADES, draw_text: true };
    chart.draw(paper.backend, &paper.theme).ok()
}

fn figure(store: Store, found: RwSignal<Option<Found>>) -> Option<Figure> {
    let (strings, words) = (words(), &words().lab.spectral);
    let now = found.read_untracked();
    let now = now.as_ref()?;
    let cell = (strings.cell_name)(now.kind);
    let names = (words.names)(now.kind, now.t + 1).map(|name| format!("{cell}: {name}"));
    let signs = [Sign::Marker(now.kind, false), Sign::Marker(now.kind, true), Sign::Line(now.kind, Quantity::Hidden)];
    let plane = Part::chart(HALF, strings.figure.real_axis, |paper| draw_plane(now, None, paper))?;
    let strip = Part::chart(HALF, strings.figure.rank_axis, |paper| draw_strip(now, paper))?;
    Some(Figure {
        id: "spectral",
        title: words.title.to_owned(),
        subtitle: format!("{cell}, t = {}", now.t + 1),
        summary: summary(found),
        keys: signs.into_iter().zip(&names).map(|(sign, name)| Key { sign, name: name.clone() }).collect(),
        parts: vec![plane.with_caption(None, words.plane), strip.with_caption(None, words.strip)],
        numbers: rows(now, &names),
        about: About::page(store),
    })
}

/// By rank the eigenvalues and the singular values of each matrix; NaN where there is none of a kind.
fn rows(found: &Found, names: &[String; 3]) -> Rows {
    let spectra = &found.spectra;
    let of_matrix = |(name, spectrum): (&String, &Spectrum)| {
        let eigenvalues = spectrum.eigenvalues.clone().unwrap_or_default();
        let singular_values = spectrum.singular_values.clone().unwrap_or_default();
        let row = |rank: usize| {
            let (re, im) = eigenvalues.get(rank).copied().unwrap_or((f64::NAN, f64::NAN));
            let singular = singular_values.get(rank).copied().unwrap_or(f64::NAN);
            (name.clone(), vec![(rank + 1) as f64, re, im, singular])
        };
        (0..eigenvalues.len().max(singular_values.len())).map(row).collect::<Vec<_>>()
    };
    Rows {
        heads: words().figure.spectral_heads.map(str::to_owned).to_vec(),
        rows: names.iter().zip([&spectra.weights, &spectra.step, &spectra.product]).flat_map(of_matrix).collect(),
    }
}

fn numbers(found: RwSignal<Option<Found>>) -> impl IntoView {
    let words = &words().lab.spectral;
    found.with(|found| {
        let found = found.as_ref()?;
        let spectra = &found.spectra;
        let rows = [&spectra.weights, &spectra.step, &spectra.product];
        let names = (words.names)(found.kind, found.t + 1);
        let number = |value: Option<f64>| {
            let text = value.map_or_else(|| "–".to_owned(), short);
            view! { <b title=value.map(full) data-value=value.map(plain)>{text}</b> }
        };
        let row = |(name, spectrum): (String, &Spectrum)| {
            view! {
                <div>
                    <dt inner_html=with_indices(&name)></dt>
                    <dd>"ρ = " {number(spectrum.radius())} ", σ"<sub>"max"</sub>" = " {number(spectrum.largest())}</dd>
                </div>
            }
        };
        Some(names.into_iter().zip(rows).map(row).collect_view())
    })
}

fn table(found: RwSignal<Option<Found>>) -> Rows {
    let of_found = |found: &Found| rows(found, &(words().lab.spectral.names)(found.kind, found.t + 1));
    found.with(|found| found.as_ref().map(of_found).unwrap_or_default())
}

/// What to look at, for who sees such points for the first time.
fn lead(found: RwSignal<Option<Found>>) -> String {
    let words = &words().lab.spectral;
    found.with(|found| {
        let known = found.as_ref().and_then(|found| Some((found, found.stretch?)));
        known.map(|(found, stretch)| (words.lead)(found.kind, found.t + 1, stretch)).unwrap_or_default()
    })
}

fn summary(found: RwSignal<Option<Found>>) -> String {
    let words = &words().lab.spectral;
    found.with(|found| found.as_ref().map(|found| (words.summary)(&found.spectra)).unwrap_or_default())
}
