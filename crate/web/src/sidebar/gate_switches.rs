//! The gates that are fixed: a box for each of them, and one for the coupling of two.

use leptos::prelude::*;
use unrolled_engine::Switch;
use unrolled_lab::{Command, Setting};

use crate::reactive::{handler, live};
use crate::sidebar::setting;
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn GateSwitches() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().sidebar;
    let switches = setting(|settings| settings.switches);
    let fix = move |switch, is_on| {
        store.send(Command::Set(Setting::Switches(switches.get_untracked().with(switch, is_on))));
    };
    let boxes = Switch::ALL.map(|switch| {
        let (name, label) = (words.gate)(switch);
        view! {
            <label>
                <input
                    type="checkbox" id=id(switch) aria-label=label
                    prop:checked=live(move || switches.get().has(switch))
                    on:change=handler(move |event: web_sys::Event| fix(switch, event_target_checked(&event)))
                />
                {name}
            </label>
        }
    });
    view! {
        <div class="gate-switches" role="group" aria-labelledby="gates-name" aria-describedby="gates-help">
            <span id="gates-name">{words.gates.name}</span>
            {boxes}
        </div>
        <p class="help" id="gates-help">{words.gates.help}</p>
    }
}

fn id(switch: Switch) -> &'static str {
    match switch {
        Switch::ForgetOpen => "switch-f",
        Switch::InputOpen => "switch-i",
        Switch::OutputOpen => "switch-o",
        Switch::ResetOpen => "switch-r",
        Switch::Coupled => "switch-coupled",
    }
}
