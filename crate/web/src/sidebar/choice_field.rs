//! A setting that is one of a few.

use std::fmt::Debug;

use leptos::prelude::*;
use unrolled_lab::{Command, Setting, Settings};
use web_sys::HtmlSelectElement;

use crate::reactive::{Memo, handler, live};
use crate::sidebar::setting;
use crate::store::Store;

/// A choice: its value in the list, its name, and the setting that it makes.
type Choice = (String, &'static str, Setting);

/// The values of the options are the variants' names.
#[component]
pub fn ChoiceField<T>(
    id: &'static str,
    name: &'static str,
    all: &'static [T],
    label: fn(T) -> &'static str,
    value: fn(&Settings) -> T,
    set: fn(T) -> Setting,
) -> impl IntoView
where
    T: Copy + Debug + 'static,
{
    let choices = all.iter().map(|choice| (format!("{choice:?}"), label(*choice), set(*choice))).collect();
    let current = setting(move |settings| format!("{:?}", value(settings)));
    field(id, name, choices, current)
}

/// The same for every type of choice.
fn field(id: &'static str, name: &'static str, choices: Vec<Choice>, current: Memo<String>) -> impl IntoView {
    let store = expect_context::<Store>();
    let options = choices.iter().map(|(value, label, _)| {
        let (value, own) = (value.clone(), value.clone());
        view! { <option value=value selected=live(move || *current.read() == own)>{*label}</option> }
    });
    let options = options.collect_view();
    let choose = move |event: web_sys::Event| {
        let found = event_target_value(&event);
        if let Some((.., setting)) = choices.iter().find(|(value, ..)| *value == found) {
            store.send(Command::Set(setting.clone()));
            // What is still to be loaded is not chosen yet, and what is refused never.
            event_target::<HtmlSelectElement>(&event).set_value(&current.read_untracked());
        }
    };
    view! {
        <div class="field">
            <label for=id>{name}</label>
            <select id=id name=id on:change=handler(choose) prop:value=live(move || current.get())>{options}</select>
        </div>
    }
}
