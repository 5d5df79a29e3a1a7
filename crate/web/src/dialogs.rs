//! What opens over the page, most of it one key away: the numbers as tables, the net as code, a link for a class, the list of keys;
//! a snippet for another page; and the gradient check.

use leptos::html;
use leptos::prelude::*;

use crate::address;
use crate::browser;
use crate::code_dialog::Code;
use crate::data_table::Data;
use crate::embed_dialog::EmbedFigure;
use crate::gradient_check::Details;
use crate::reactive::{RwSignal, effect, handler, live};
use crate::store::Store;
use crate::strings::words;
use crate::teaching::Teach;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    Data,
    Code,
    Keys,
    Check,
    Teach,
    Embed,
}

/// Which dialog is open.
#[derive(Clone, Copy)]
pub struct Dialogs(RwSignal<Option<Opened>>);

impl Dialogs {
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    pub fn open(self, which: Opened) {
        self.0.set(Some(which));
    }
}

/// The dialog with what is open in it.
#[component]
pub fn Dialog() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().stage;
    let dialog = NodeRef::<html::Dialog>::new();
    let Dialogs(opened) = expect_context();
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        match opened.get() {
            Some(_) if !dialog.open() => {
                // Refused only if the dialog is not on the page any more.
                let _ = dialog.show_modal();
            }
            None if dialog.open() => dialog.close(),
            _ => {}
        }
    });
    let content = move || {
        opened.get().map(|which| match which {
            Opened::Data => view! { <Data store /> }.into_any(),
            Opened::Code => view! { <Code store /> }.into_any(),
            Opened::Check => view! { <Details store /> }.into_any(),
            Opened::Teach => view! { <Teach store /> }.into_any(),
            Opened::Embed => view! { <EmbedFigure store /> }.into_any(),
            Opened::Keys => view! { <Keys /> }.into_any(),
        })
    };
    view! {
        <dialog
            id="data"
            class="data-dialog"
            node_ref=dialog
            on:close=handler(move |_| opened.set(None))
            aria-labelledby="dialog-title"
        >
            <button type="button" class="close" id="close-dialog" aria-label=words.close title=words.close on:click=handler(move |_| opened.set(None))>
                "×"
            </button>
            {live(content)}
        </dialog>
    }
}

/// The buttons that open the dialogs.
#[component]
pub fn DialogButtons(dialogs: Dialogs) -> impl IntoView {
    let words = words();
    let buttons = [
        (Opened::Embed, "show-embed", words.lesson.embed, ""),
        (Opened::Data, "show-data", words.stage.show_data, "d"),
        (Opened::Code, "show-code", words.code.show, "c"),
        (Opened::Teach, "show-teach", words.teach.show, "t"),
        (Opened::Keys, "show-keys", words.stage.show_keys, "?"),
    ];
    let buttons = buttons.map(|(which, id, name, key)| {
        view! {
            <button type="button" id=id class="quiet-button" on:click=handler(move |_| dialogs.open(which))>
                {name}
                {(!key.is_empty()).then(|| view! { <kbd aria-hidden="true">{key}</kbd> })}
            </button>
        }
    });
    view! { <CopyLink /> {buttons} }
}

/// A link to exactly this; it is in the address, too, but who would know.
#[component]
fn CopyLink() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = &words().stage;
    let said = RwSignal::new(None::<&'static str>);
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let link = address::link_to(&store.state.get_untracked());
            said.try_set(Some(if browser::copy(&link).await { words.link_copied } else { words.link_kept }));
        });
    };
    view! {
        <button
            type="button" id="copy-link" class="quiet-button" title=words.link_hint aria-describedby="link-copied"
            on:click=handler(copy) on:blur=handler(move |_| said.set(None))
        >
            {live(move || said.get().unwrap_or(words.link))}
        </button>
        <span id="link-copied" class="visually-hidden" role="status">{live(move || said.get())}</span>
    }
}

#[component]
fn Keys() -> impl IntoView {
    let words = &words().stage;
    let entry = |(key, does): &(&str, &str)| format!("<div><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>");
    let entries: String = words.keys.iter().map(entry).collect();
    view! {
        <h2 id="dialog-title">{words.keys_title}</h2>
        <dl class="keys" inner_html=entries></dl>
    }
}
