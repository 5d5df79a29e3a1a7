//! Where the first weights come from: the seed, and how it draws them, or a net that was trained before.

use leptos::prelude::*;
use unrolled_lab::settings::Range;
use unrolled_lab::{BiasKind, File, InitializerKind, Lock, Setting, Start, WeightsFile};

use crate::indices::with_indices;
use crate::reactive::live;
use crate::sidebar::choice_field::ChoiceField;
use crate::sidebar::number_field::{NumberField, Slider};
use crate::sidebar::setting;
use crate::sidebar::task_field::missing_file;
use crate::store::Store;
use crate::strings::words;
use crate::teaching::Lockable;

#[component]
pub fn FirstWeights() -> impl IntoView {
    let words = words().sidebar;
    let has_trained = setting(|settings| WeightsFile::of(settings).is_some());
    let is_drawn = setting(|settings| settings.start == Start::Seed);
    let store = expect_context::<Store>();
    let missing = move || {
        let error = store.missing.get().filter(|error| matches!(error.file, File::Weights(_)))?;
        Some(missing_file(store, error.file, "weights-missing", (words.missing_weights)(&error)))
    };
    let start_help = setting(move |settings| (words.start_help)(settings.start));
    view! {
        <Lockable lock=Lock::Start>
            <legend>{words.start}</legend>
            <Show when=move || has_trained.get()>
                <ChoiceField
                    id="start" name=words.start_from all=&[Start::Seed, Start::Trained] label=words.start_name
                    value=|settings| settings.start set=Setting::Start
                />
                <p class="help" id="start-help">{live(move || start_help.get())}</p>
            </Show>
            {live(missing)}
            <Show when=move || is_drawn.get()>
                <Drawn />
            </Show>
        </Lockable>
    }
}

/// How the seed draws them.
#[component]
fn Drawn() -> impl IntoView {
    let words = words().sidebar;
    let has_gain = setting(|settings| settings.initializer.has_gain());
    let has_radius = setting(|settings| settings.initializer.has_radius());
    let is_chrono = setting(|settings| settings.bias == BiasKind::Chrono);
    let help = setting(move |settings| (words.initializer_help)(settings.initializer));
    view! {
        <ChoiceField
            id="initializer" name=words.initializer.name all=&InitializerKind::ALL label=words.initializer_name
            value=|settings| settings.initializer set=Setting::Initializer
        />
        <Show when=move || has_gain.get()>
            <NumberField
                id="gain" name=words.gain range=Range::GAIN slider=Slider::linear(0.0, 4.0, 0.05)
                value=|settings| settings.gain set=Setting::Gain
            />
        </Show>
        <Show when=move || has_radius.get()>
            <NumberField
                id="radius" name=words.radius range=Range::RADIUS slider=Slider::linear(0.0, 3.0, 0.02)
                value=|settings| settings.radius set=Setting::Radius
            />
        </Show>
        <p class="help">{live(move || help.get())}</p>
        <ChoiceField
            id="bias" name=words.bias all=&[BiasKind::Constant, BiasKind::Chrono] label=words.bias_name
            value=|settings| settings.bias set=Setting::Bias
        />
        <Show
            when=move || is_chrono.get()
            fallback=move || view! {
                <NumberField
                    id="forget-bias" name=words.forget_bias.name range=Range::FORGET_BIAS
                    slider=Slider::linear(-5.0, 5.0, 0.1)
                    value=|settings| settings.forget_bias set=Setting::ForgetBias
                />
                <p class="help" inner_html=with_indices(words.forget_bias.help)></p>
            }
        >
            <NumberField
                id="longest" name=words.longest.name range=Range::LONGEST slider=Slider::linear(3.0, 200.0, 1.0)
                value=|settings| settings.longest set=Setting::Longest
            />
            <p class="help">{words.longest.help}</p>
        </Show>
    }
}
