//! What multiplies a gradient on its way back, as eigenvalues and singular values: W_hh, one step's Jacobian, all of them.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::settings::Range;
use unrolled_lab::{Command, InitializerKind, Setting, Spectra, Spectrum, Start};
use unrolled_plots::{
    ComplexPlane, Eigenvalue, Eigenvalues, PLANE_REACH, PlaneLayout, SINGULAR_DECADES, SingularSet, SingularStyle,
    SingularValues, Size,
};

use super::cursor_step;
use crate::canvas::{Surface, backend, on_frame};
use crate::cell_tabs::CellTabs;
use crate::numbers::{full, plain, short};
use crate::panels::{identity, pointer_at};
use crate::reactive::{RwSignal, handler, live, memo};
use crate::store::Store;
use crate::strings::words;
use crate::theme::DarkMode;

/// What has been found, and of what.
#[derive(Clone, PartialEq)]
struct Found {
    kind: CellKind,
    t: usize,
    spectra: Spectra,
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
    let is_drawn = memo(move || store.state.read().settings.start == Start::Seed);
    let dragged = RwSignal::new(None::<Eigenvalue>);
    let viewed = memo(move || store.state.read().viewed());
    let cursor = cursor_step(store);
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
                    is_step.then(|| Found { kind, t, spectra: experiment.spectra(kind, t) })
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
                layout.set(draw_plane(found, plane, hover.get_untracked(), dark));
                draw_strip(found, strip, dark);
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
        <section class="panel spectral-panel" id="spectral" aria-labelledby="spectral-title">
            <div class="panel-head">
                <h3 id="spectral-title">{words.title}</h3>
                <CellTabs />
            </div>
            <p class="panel-subtitle">{live(move || (words.subtitle)(viewed.get(), step.get() + 1))}</p>
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
                <RadiusSlider />
            </Show>
            <dl class="spectral-numbers">{live(move || numbers(found))}</dl>
            <p class="panel-summary" id="spectral-summary" role="status">{live(move || summary(found))}</p>
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

#[component]
fn RadiusSlider() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().lab.spectral;
    let radius = memo(move || {
        let state = store.state.read();
        (state.settings.initializer == InitializerKind::SpectralRadius).then_some(state.settings.radius)
    });
    let drag = move |event: web_sys::Event| {
        if let Some(radius) = unrolled_lab::decimal::number_from(&event_target_value(&event)) {
            choose_radius(store, radius);
        }
    };
    view! {
        <div class="field has-slider radius-field">
            <label for="lab-radius">{words.radius}</label>
            <input
                type="range" id="lab-radius" min="0" max="3" step="0.02"
                prop:value=live(move || radius.get().unwrap_or(1.0).to_string())
                on:input=handler(drag)
            />
            <output for="lab-radius">{live(move || radius.get().map_or_else(|| "–".to_owned(), |radius| radius.to_string()))}</output>
        </div>
    }
}

fn whole(size: Size) -> Size {
    Size { width: size.width.floor(), height: size.height.floor() }
}

fn draw_plane(found: &Found, plane: Surface, hover: Option<Eigenvalue>, dark: DarkMode) -> Option<PlaneLayout> {
    let (canvas, size, ratio) = plane.ready()?;
    let sets =
        [(false, &found.spectra.weights), (true, &found.spectra.step)].map(|(secondary, spectrum)| Eigenvalues {
            identity: identity(found.kind),
            secondary,
            values: spectrum.eigenvalues.as_deref().unwrap_or_default(),
            visible: true,
        });
    let chart = ComplexPlane { size: whole(size), sets: &sets, hover, reach: PLANE_REACH };
    chart.draw(backend(canvas, size, ratio)?, &dark.charts(ratio)).ok()
}

fn draw_strip(found: &Found, strip: Surface, dark: DarkMode) {
    let Some((canvas, size, ratio)) = strip.ready() else { return };
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
        SingularValues { size: whole(size), sets: &sets, hover: None, decades: SINGULAR_DECADES, draw_text: true };
    if let Some(backend) = backend(canvas, size, ratio) {
        // A chart without room for its axes waits for the next size.
        let _ = chart.draw(backend, &dark.charts(ratio));
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
                    <dt>{name}</dt>
                    <dd>"ρ = " {number(spectrum.radius())} ", σ_max = " {number(spectrum.largest())}</dd>
                </div>
            }
        };
        Some(names.into_iter().zip(rows).map(row).collect_view())
    })
}

fn summary(found: RwSignal<Option<Found>>) -> String {
    let words = &words().lab.spectral;
    found.with(|found| found.as_ref().map(|found| (words.summary)(&found.spectra)).unwrap_or_default())
}
