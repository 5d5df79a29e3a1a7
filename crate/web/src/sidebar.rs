//! The experiment's settings, beside the stage: the word first, then everything that the numbers depend on.

mod choice_field;
mod first_weights;
mod gate_switches;
pub mod number_field;
mod own_field;
mod task_field;
mod word_field;

use leptos::prelude::*;
use unrolled_engine::{Activation, CellKind, Convention};
use unrolled_lab::settings::Range;
use unrolled_lab::{ClippingKind, Command, File, Lock, OptimizerKind, Setting, Settings, Sizing, State};
use wasm_bindgen::prelude::*;
use web_sys::HtmlDetailsElement;

use crate::browser::matches_media;
use crate::numbers::times;
use crate::reactive::{Memo, RwSignal, effect, handler, live, memo};
use crate::stage::marker::CellMarker;
use crate::store::Store;
use crate::strings::words;
use crate::teaching::Lockable;
use crate::tour::Welcome;
use crate::turns::Turn;
use choice_field::ChoiceField;
use first_weights::FirstWeights;
use gate_switches::GateSwitches;
use number_field::{NumberField, Slider};
use task_field::TaskField;

/// Where the settings stand beside the stage and are always open; www/styles/page.css has the same width.
pub const IS_WIDE: &str = "(min-width: 860px)";

#[component]
pub fn Sidebar() -> impl IntoView {
    let store = expect_context::<Store>();
    // What has been typed stays.
    let all_defaults = move |_| {
        let text = store.state.read_untracked().settings.text.clone();
        store.go_within(State { settings: Settings { text, ..Settings::default() }, ..State::default() });
    };
    let words = words();
    let is_open = RwSignal::new(matches_media(IS_WIDE));
    let has_data = memo(move || store.has_data());
    // Where all of its settings are hidden, there is nothing to open.
    let is_hidden = memo(move || {
        let hidden = store.state.read().teaching.hidden;
        [Lock::Size, Lock::Start, Lock::Cells, Lock::Learning].into_iter().all(|lock| hidden.has(lock))
    });
    follow_width(is_open);
    let unfolded = (!is_open.get_untracked()).then(|| {
        let was_open = StoredValue::new(false);
        memo(move || {
            was_open.update_value(|was_open| *was_open |= is_open.get());
            was_open.get_value()
        })
    });
    let toggled = move |event: web_sys::Event| {
        let details = event.current_target().and_then(|details| details.dyn_into::<HtmlDetailsElement>().ok());
        if let Some(details) = details {
            is_open.set(details.open());
        }
    };
    // What is said about a file stands beside the field that wants it.
    effect(move || {
        if store.missing.get().is_some_and(|error| matches!(error.file, File::Weights(_))) {
            is_open.set(true);
        }
    });
    view! {
        <aside class="sidebar" aria-label=words.experiment>
            <div class="intro">
                <h2>{live(move || if has_data.get() { words.task_title } else { words.intro_title })}</h2>
                <p>{live(move || if has_data.get() { words.task_intro } else { words.intro })}</p>
                <p>{words.promise}</p>
            </div>
            <Welcome />
            <TaskField />
            <details
                class="settings" prop:open=live(move || is_open.get()) on:toggle=handler(toggled)
                hidden=live(move || is_hidden.get())>
                <summary>{words.sidebar.settings}</summary>
                <Turn unfolded=unfolded><SizeAndSeed /></Turn>
                <Turn unfolded=unfolded><FirstWeights /></Turn>
                <Turn unfolded=unfolded><Variants /></Turn>
                <Turn unfolded=unfolded><Learning /></Turn>
                <Turn unfolded=unfolded><Counts /></Turn>
                <button type="button" class="button" id="all-defaults" on:click=handler(all_defaults)>
                    {words.sidebar.all_defaults}
                </button>
            </details>
        </aside>
    }
}

/// Opens the settings when the window gets wide: the summary that would open them is hidden there.
fn follow_width(is_open: RwSignal<bool>) {
    if let Ok(Some(query)) = window().match_media(IS_WIDE) {
        let changed = Closure::<dyn FnMut()>::new(move || drop(is_open.try_set(matches_media(IS_WIDE))));
        query.set_onchange(Some(changed.as_ref().unchecked_ref()));
        // As long as the page lives.
        changed.forget();
    }
}

/// A memo of something in the settings.
fn setting<T: PartialEq + Send + Sync + 'static>(read: impl Fn(&Settings) -> T + Send + Sync + 'static) -> Memo<T> {
    let store = expect_context::<Store>();
    memo(move || read(&store.settings.read()))
}

#[component]
fn SizeAndSeed() -> impl IntoView {
    let store = expect_context::<Store>();
    let task_words = words().task;
    let words = words().sidebar;
    let sizing = setting(|settings| settings.sizing);
    let new_seed = move |_| {
        let seed = 1.0 + (js_sys::Math::random() * 9999.0).floor();
        store.send(Command::Set(Setting::Seed(seed as u32)));
    };
    view! {
        <Lockable lock=Lock::Size>
            <legend>{words.size}</legend>
            <ChoiceField
                id="sizing" name=task_words.sizing all=&[Sizing::SameUnits, Sizing::SameParameters, Sizing::Free]
                label=|sizing| match sizing {
                    Sizing::SameUnits => crate::strings::words().task.same_units,
                    Sizing::SameParameters => crate::strings::words().task.same_parameters,
                    Sizing::Free => crate::strings::words().task.same_nothing,
                }
                value=|settings| settings.sizing set=Setting::Sizing
            />
            {live(move || match sizing.get() {
                Sizing::SameUnits => view! {
                    <NumberField
                        id="units" name=words.units.name range=Range::UNITS is_whole=true
                        slider=Slider::linear(1.0, 64.0, 1.0)
                        value=|settings| settings.units as f64
                        set=|value| Setting::Units(value as usize)
                    />
                }
                .into_any(),
                Sizing::SameParameters => view! {
                    <NumberField
                        id="parameters" name=task_words.parameters.name range=Range::PARAMETERS is_whole=true
                        value=|settings| settings.parameters as f64
                        set=|value| Setting::Parameters(value as usize)
                    />
                    <p class="help">{task_words.parameters.help}</p>
                }
                .into_any(),
                Sizing::Free => own_units().into_any(),
            })}
            <NumberField
                id="seed" name=words.seed.name is_whole=true
                range=Range { setting: "seed", smallest: 0.0, largest: f64::from(u32::MAX) }
                value=|settings| f64::from(settings.seed)
                set=|value| Setting::Seed(value as u32)
            >
                <button type="button" class="button" id="new-seed" on:click=handler(new_seed)>{words.new_seed}</button>
            </NumberField>
            <p class="help">{words.seed.help}</p>
        </Lockable>
    }
}

/// A number of units for each cell.
fn own_units() -> impl IntoView {
    type Field = (&'static str, fn(&Settings) -> f64, fn(f64) -> Setting);
    let fields: [Field; 3] = [
        (
            "rnn-units",
            |settings| settings.own_units[0] as f64,
            |value| Setting::OwnUnits(CellKind::Rnn, value as usize),
        ),
        (
            "lstm-units",
            |settings| settings.own_units[1] as f64,
            |value| Setting::OwnUnits(CellKind::Lstm, value as usize),
        ),
        (
            "gru-units",
            |settings| settings.own_units[2] as f64,
            |value| Setting::OwnUnits(CellKind::Gru, value as usize),
        ),
    ];
    let fields = fields.into_iter().zip(words().task.own_units).map(|((id, value, set), name)| {
        view! {
            <NumberField
                id name range=Range::UNITS is_whole=true slider=Slider::linear(1.0, 64.0, 1.0) value set
            />
        }
    });
    fields.collect_view()
}

#[component]
fn Variants() -> impl IntoView {
    let words = words().sidebar;
    let formula = setting(move |settings| (words.convention_formula)(settings.convention));
    view! {
        <Lockable lock=Lock::Cells>
            <legend>{words.cells}</legend>
            <ChoiceField
                id="activation" name=words.activation all=&[Activation::Tanh, Activation::Relu]
                label=words.activation_name value=|settings| settings.activation set=Setting::Activation
            />
            <ChoiceField
                id="convention" name=words.convention all=&[Convention::Chung2014, Convention::Pytorch]
                label=words.convention_name value=|settings| settings.convention set=Setting::Convention
            />
            <p class="help formula" id="convention-formula">{live(move || formula.get())}</p>
            <GateSwitches />
        </Lockable>
    }
}

#[component]
fn Learning() -> impl IntoView {
    let words = words().sidebar;
    let has_data = setting(|settings| settings.task.is_some());
    let clips = setting(|settings| settings.clipping != ClippingKind::Off);
    let help = setting(move |settings| (words.clipping_help)(settings.clipping));
    view! {
        <Lockable lock=Lock::Learning>
            <legend>{words.learning}</legend>
            <ChoiceField
                id="optimizer" name=words.optimizer all=&OptimizerKind::ALL label=words.optimizer_name
                value=|settings| settings.optimizer set=Setting::Optimizer
            />
            <NumberField
                id="learning-rate" name=words.learning_rate range=Range::LEARNING_RATE
                slider=Slider::log(-4.0, 1.0, 0.05)
                value=|settings| settings.learning_rate set=Setting::LearningRate
            />
            <ChoiceField
                id="clipping" name=words.clipping all=&ClippingKind::ALL label=words.clipping_name
                value=|settings| settings.clipping set=Setting::Clipping
            />
            <Show when=move || clips.get()>
                <NumberField
                    id="clip-limit" name=words.clip_limit range=Range::CLIP_LIMIT slider=Slider::log(-3.0, 2.0, 0.05)
                    value=|settings| settings.clip_limit set=Setting::ClipLimit
                />
            </Show>
            <p class="help">{live(move || help.get())}</p>
            <Show when=move || has_data.get()>
                <DataLearning />
            </Show>
        </Lockable>
    }
}

/// What only learning from data has.
#[component]
fn DataLearning() -> impl IntoView {
    let words = words().task;
    let reads_answers = setting(|settings| settings.reads_answers());
    view! {
        <NumberField
            id="batch" name=words.batch range=Range::BATCH is_whole=true
            value=|settings| settings.batch as f64 set=|value| Setting::Batch(value as usize)
        />
        <NumberField id="decay" name=words.decay.name range=Range::DECAY value=|settings| settings.decay set=Setting::Decay />
        <p class="help">{words.decay.help}</p>
        <NumberField
            id="dropout" name=words.dropout.name range=Range::DROPOUT slider=Slider::linear(0.0, 0.9, 0.05)
            value=|settings| settings.dropout set=Setting::Dropout
        />
        <p class="help">{words.dropout.help}</p>
        <NumberField
            id="window" name=words.window.name range=Range::WINDOW is_whole=true
            value=|settings| settings.window as f64 set=|value| Setting::Window(value as usize)
        />
        <p class="help">{words.window.help}</p>
        <Show when=move || reads_answers.get()>
            <ChoiceField
                id="forcing" name=words.forcing.name all=&[true, false]
                label=|is_on| if is_on { crate::strings::words().task.forcing_on } else { crate::strings::words().task.forcing_off }
                value=|settings| settings.teacher_forcing set=Setting::TeacherForcing
            />
            <p class="help">{words.forcing.help}</p>
        </Show>
    }
}

/// How many numbers each cell learns, without the readout, which all share the shape of.
#[component]
fn Counts() -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, cell_name) = (words().sidebar, words().cell_name);
    let count = move |kind: CellKind| {
        store.with(|experiment| {
            let params = &experiment.lane(kind).network.params;
            params.tensors().map(<[f64]>::len).iter().sum::<usize>() - params.weight_ho.data.len() - params.bias_o.len()
        })
    };
    view! {
        <section class="counts" id="parameter-counts">
            <h3>{words.counts}</h3>
            <ul>
                {CellKind::ALL.map(|kind| {
                    let own = memo(move || -> usize { count(kind) });
                    view! {
                        <li>
                            <CellMarker kind />
                            <b>{cell_name(kind)}</b>
                            <span>{live(move || own.get().to_string())}</span>
                            <small>{live(move || times(own.get(), count(CellKind::Rnn)))}</small>
                        </li>
                    }
                })}
            </ul>
            <p class="help">{words.counts_help}</p>
        </section>
    }
}
