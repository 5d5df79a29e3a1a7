//! Which losses the gradient comes from: all of them, or the loss of one step.

use leptos::prelude::*;
use web_sys::HtmlSelectElement;

use super::change;
use crate::reactive::{handler, live, memo};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn SourceField(id: &'static str) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().lab;
    let source = memo(move || store.lab.read().source);
    let measured = memo(move || {
        store.with(|experiment| {
            let sequence = &experiment.sequence;
            (0..sequence.steps()).filter(|t| sequence.is_measured(*t)).collect::<Vec<_>>()
        })
    });
    let option = move |t: Option<usize>| {
        let value = t.map_or_else(String::new, |t| (t + 1).to_string());
        view! { <option value=value selected=live(move || source.get() == t)>{(words.source_name)(t)}</option> }
    };
    let options = move || {
        let steps = measured.get();
        // A single loss is the sum.
        let each = if steps.len() > 1 { steps } else { Vec::new() };
        std::iter::once(None).chain(each.into_iter().map(Some)).map(option).collect_view()
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
