//! The net of a cell as a Python script, to read, to copy and to save.

use leptos::html;
use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::script::{Library, file_name, is_long, preview, script};

use crate::browser;
use crate::reactive::{RwSignal, effect, handler, live, memo};
use crate::stage::marker::{CellMarker, key};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn Code(store: Store) -> impl IntoView {
    let words = words().code;
    let library = RwSignal::new(Library::Numpy);
    let chosen = RwSignal::new(store.state.read_untracked().viewed());
    let kind = memo(move || {
        let shown = store.shown.get();
        if shown.contains(&chosen.get()) { chosen.get() } else { shown.first().copied().unwrap_or(CellKind::Rnn) }
    });
    let text = memo(move || store.with(|experiment| preview(experiment, kind.get(), library.get())));
    let is_long = memo(move || store.with(|experiment| is_long(experiment, kind.get())));
    let whole = move || {
        let (kind, library) = (kind.get_untracked(), library.get_untracked());
        store.with_untracked(|experiment| script(experiment, kind, library))
    };
    let name =
        memo(move || store.with(|experiment| file_name(experiment.lane(kind.get()).network.cell, library.get())));
    let lines = NodeRef::<html::Pre>::new();
    let answer = RwSignal::new("");
    effect(move || {
        text.track();
        answer.set("");
    });
    let copy = move |_| {
        let (text, is_long) = (whole(), is_long.get_untracked());
        leptos::task::spawn_local(async move {
            let is_copied = browser::copy(&text).await;
            let said = match (is_copied, lines.try_get_untracked().flatten()) {
                (true, _) => words.copied,
                (false, Some(lines)) if !is_long => {
                    browser::select(&lines);
                    words.selected
                }
                (false, _) => words.refused,
            };
            // The dialog may be closed by now.
            let _ = answer.try_set(said);
        });
    };
    let save = move |_| browser::save(&name.get_untracked(), &whole());
    let libraries = [(Library::Numpy, "code-numpy", words.numpy), (Library::Pytorch, "code-pytorch", words.pytorch)];
    let libraries = libraries.map(|(value, id, name)| {
        let is_chosen = move || (library.get() == value).to_string();
        view! {
            <button type="button" id=id aria-pressed=live(is_chosen) on:click=handler(move |_| library.set(value))>
                {name}
            </button>
        }
    });
    let cells = move || {
        let button = |value| {
            view! {
                <button
                    type="button"
                    id=format!("code-{}", key(value))
                    aria-pressed=live(move || (kind.get() == value).to_string())
                    on:click=handler(move |_| chosen.set(value))
                >
                    <CellMarker kind=value />
                    {(crate::strings::words().cell_name)(value)}
                </button>
            }
        };
        store.shown.get().into_iter().map(button).collect_view()
    };
    view! {
        <h2 id="dialog-title">{words.title}</h2>
        <p>{words.note} {live(move || if is_long.get() { words.shortened } else { "" })}</p>
        <div class="code-tools">
            <div class="segmented" role="group" aria-label=words.library>{libraries}</div>
            <div class="segmented cells" role="group" aria-label=words.cell>{live(cells)}</div>
            <button type="button" id="copy-code" class="quiet-button" on:click=handler(copy)>{words.copy}</button>
            <button type="button" id="save-code" class="quiet-button" on:click=handler(save)>
                {live(move || (words.download)(&name.get()))}
            </button>
            <span class="answer" role="status">{live(move || answer.get())}</span>
        </div>
        <pre id="code" tabindex="0" role="region" aria-label=live(move || (words.script)(&name.get())) node_ref=lines>
            {live(move || text.get())}
        </pre>
    }
}
