//! A setting that is one of a few.

use std::fmt::Debug;

use leptos::prelude::*;
use unrolled_lab::{Command, Setting, Settings};

use crate::sidebar::setting;
use crate::store::Store;

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
    T: Copy + Debug + PartialEq + Send + Sync + 'static,
{
    let store = expect_context::<Store>();
    let current = setting(value);
    let choose = move |event| {
        let found = event_target_value(&event);
        if let Some(choice) = all.iter().find(|choice| format!("{choice:?}") == found) {
            store.send(Command::Set(set(*choice)));
        }
    };
    view! {
        <div class="field">
            <label for=id>{name}</label>
            <select id=id name=id on:change=choose prop:value=move || format!("{:?}", current.get())>
                {all
                    .iter()
                    .map(|choice| {
                        let choice = *choice;
                        view! {
                            <option value=format!("{choice:?}") selected=move || current.get() == choice>{label(choice)}</option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}
