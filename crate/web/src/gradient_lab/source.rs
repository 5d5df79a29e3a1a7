//! Which losses the gradient comes from: all of them, or the loss of one step.

use leptos::prelude::*;
use unrolled_lab::Experiment;
use web_sys::HtmlSelectElement;

use super::change;
use crate::reactive::{handler, live, memo};
use crate::store::Store;
use crate::strings::words;

/// The steps that have a loss.
fn measured(experiment: &Experiment) -> Vec<usize> {
    let sequence = &experiment.sequence;
    (0..sequence.steps()).filter(|t| sequence.is_measured(*t)).collect()
}

/// The losses of now, in words.
pub fn source_name(store: Store) -> String {
    let words = words().lab;
    let source = store.state.with_untracked(|state| state.lab.source);
    match (source, store.with_untracked(measured).as_slice()) {
        (None, [only]) => (words.only_source)(*only),
        _ => (words.source_name)(source),
    }
}

#[component]
pub fn SourceField(id: &'static str) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().lab;
    let source = memo(move || store.lab.read().source);
    let measured = memo(move || store.with(measured));
    let option = move |t: Option<usize>, name: String| {
        let value = t.map_or_else(String::new, |t| (t + 1).to_string());
        view! { <option value=value selected=live(move || source.get() == t)>{name}</option> }
    };
    let each = move |t: Option<usize>| option(t, (words.source_name)(t));
    let options = move || match measured.read()[..] {
        // A single loss is the sum.
        [only] => vec![option(None, (words.only_source)(only))],
        ref steps => std::iter::once(None).chain(steps.iter().copied().map(Some)).map(each).collect(),
    };
    let choose = move |event: web_sys::Event| {
        let value = event_target::<HtmlSelectElement>(&event).value();
        change(store, |lab| lab.source = value.parse::<usize>().ok().map(|t| t - 1));
    };
    view! {
        <div class="source-field">
            <label for=id>{words.source}</label>
            <select id=id name=id on:change=handler(choose)>{live(options)}</select>
        </div>
    }
}
