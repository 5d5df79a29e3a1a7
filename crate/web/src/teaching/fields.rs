//! The few kinds of fields that the dialog is made of. Each is compiled once, whatever it changes.

use leptos::prelude::*;

use crate::reactive::handler;

/// A field beside its name.
pub fn row(id: String, name: &'static str, field: AnyView) -> AnyView {
    view! {
        <div class="row">
            <label for=id>{name}</label>
            {field}
        </div>
    }
    .into_any()
}

/// A line of text; `label` names it if no [`row`] does.
pub fn line(id: String, label: Option<String>, value: String, mut typed: impl FnMut(String) + 'static) -> AnyView {
    let typed: Box<dyn FnMut(web_sys::Event)> = handler(move |event| typed(event_target_value(&event)));
    view! {
        <input
            type="text" id=id aria-label=label autocomplete="off" spellcheck="false" prop:value=value on:input=typed
        />
    }
    .into_any()
}

/// An entry of a list: its value, its name, and whether it is chosen.
pub type Entry = (&'static str, &'static str, bool);

pub fn list(id: String, entries: Vec<Entry>, mut chosen: impl FnMut(String) + 'static) -> AnyView {
    let options = entries.into_iter().map(|(value, name, is_chosen)| {
        view! { <option value=value prop:selected=is_chosen>{name}</option> }
    });
    let options = options.collect_view();
    let chosen: Box<dyn FnMut(web_sys::Event)> = handler(move |event| chosen(event_target_value(&event)));
    view! { <select id=id on:change=chosen>{options}</select> }.into_any()
}

/// A box before its name.
pub fn check_box(id: String, name: &'static str, is_on: bool, mut change: impl FnMut(bool) + 'static) -> AnyView {
    let change: Box<dyn FnMut(web_sys::Event)> = handler(move |event| change(event_target_checked(&event)));
    view! {
        <label>
            <input type="checkbox" id=id prop:checked=is_on on:change=change />
            {name}
        </label>
    }
    .into_any()
}

/// `label` says more than the name to who does not see where it stands.
pub fn button(
    id: String,
    name: &'static str,
    label: Option<String>,
    is_off: bool,
    mut press: impl FnMut() + 'static,
) -> AnyView {
    let press: Box<dyn FnMut(web_sys::MouseEvent)> = handler(move |_| press());
    view! { <button type="button" class="button" id=id disabled=is_off aria-label=label on:click=press>{name}</button> }
        .into_any()
}
