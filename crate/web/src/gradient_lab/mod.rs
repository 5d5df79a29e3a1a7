//! The gradient lab: where the gradient of now dies, which roads it takes, the chain of one unit that shows
//! why, and what comes back and is remembered over many steps.

mod chain;
mod chain_surface;
mod chain_table;
mod lengths;
mod measure_parts;
mod memory;
mod roads;
mod shortened;
mod shortened_figure;
mod source;
mod spectral;
mod stacked;
mod waterfall;

use leptos::html::ElementType;
use leptos::prelude::*;
use unrolled_lab::{Command, Experiment, GradientLab, Moment};
use unrolled_plots::Rect;
use wasm_bindgen::JsCast;

use crate::canvas::Area;
use crate::lesson::Wanted;
use crate::reactive::{Memo, memo};
use crate::store::Store;
use crate::strings::words;
use chain::ChainPanel;
use lengths::LengthsPanel;
use memory::MemoryPanel;
use roads::RoadsPanel;
use shortened::ShortenedPanel;
pub use source::SourceField;
use spectral::SpectralPanel;
use stacked::StackedPanel;
use waterfall::WaterfallPanel;

#[component]
pub fn GradientLabSection() -> impl IntoView {
    let words = words().lab;
    view! {
        <section class="lab" id="lab" aria-labelledby="lab-title">
            <div class="lab-head">
                <h2 id="lab-title">{words.title}</h2>
                <p>{words.subtitle}</p>
                <SourceField id="lab-source" />
            </div>
            <div class="panels">
                <Wanted names=&["waterfall"]><WaterfallPanel /></Wanted>
                <Wanted names=&["roads"]><RoadsPanel /></Wanted>
                <Wanted names=&["stacked"]><StackedPanel /></Wanted>
                <Wanted names=&["shortened"]><ShortenedPanel /></Wanted>
                <Wanted names=&["spectral"]><SpectralPanel /></Wanted>
                <Wanted names=&["chain", "surface"]><ChainPanel /></Wanted>
                <Wanted names=&["lengths"]><LengthsPanel /></Wanted>
                <Wanted names=&["memory"]><MemoryPanel /></Wanted>
            </div>
        </section>
    }
    // Kept as a whole inside of the page's view, it would take more of the stack than there is without optimisation.
    .into_any()
}

/// Changes what is chosen in the lab.
pub fn change(store: Store, change: impl FnOnce(&mut GradientLab)) {
    let mut lab = store.state.read_untracked().lab.clone();
    change(&mut lab);
    store.send(Command::Lab(lab));
}

/// The step of the moment, and whether a gradient is at it.
pub fn cursor_step(store: Store) -> Memo<Option<(usize, bool)>> {
    memo(move || step_of(store))
}

/// The same for what is in a panel; it waits as it was while nobody sees the panel.
pub fn cursor_in<E>(panel: NodeRef<E>, store: Store) -> Memo<Option<(usize, bool)>>
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    let area = Area::of(panel);
    let last = StoredValue::new(step_of(store));
    memo(move || {
        if area.is_wanted_now(store.playing) {
            last.set_value(step_of(store));
        }
        last.get_value()
    })
}

fn step_of(store: Store) -> Option<(usize, bool)> {
    match store.moment() {
        Moment::Forward { t } => Some((t, false)),
        Moment::Backward { t } => Some((t, true)),
        Moment::Loss | Moment::Update => None,
    }
}

/// Goes to the moment in which the gradient reaches step `t`.
pub fn seek_back(store: Store, t: usize) {
    let index = store.with_untracked(Experiment::timeline).index(Moment::Backward { t });
    store.send(Command::Seek(index));
}

/// The style of a line over a chart's plot, at x.
fn upright_at(plot: Rect, x: f64) -> String {
    format!("transform:translateX({x:.1}px);top:{:.1}px;height:{:.1}px", plot.top, plot.height)
}

/// Which losses the gradient is of, for what is saved.
pub fn source_note(store: Store) -> String {
    format!("{} {}.", words().lab.source, source::source_name(store))
}

/// Whether the lab's choices are about what is read: a sequence changes a moment before the state does.
pub fn fits(store: Store, lab: &GradientLab) -> bool {
    store.with_untracked(|experiment| lab.check(experiment.sequence.steps()).is_ok())
}
