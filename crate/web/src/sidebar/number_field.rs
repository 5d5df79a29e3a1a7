//! A setting that is a number: typed exactly, or dragged. What was typed stays, also when it is none.

use std::rc::Rc;

use leptos::prelude::*;
use unrolled_lab::decimal::number_from;
use unrolled_lab::settings::Range;
use unrolled_lab::{Command, Setting, Settings};

use crate::reactive::{Memo, RwSignal, effect, handler, live};
use crate::sidebar::setting;
use crate::store::Store;
use crate::strings::words;

/// The way of a slider: less than what can be typed, at a useful pace.
#[derive(Clone, Copy)]
pub struct Slider {
    from: f64,
    to: f64,
    step: f64,
    is_log: bool,
}

impl Slider {
    pub fn linear(from: f64, to: f64, step: f64) -> Self {
        Self { from, to, step, is_log: false }
    }

    /// In powers of ten.
    pub fn log(from: f64, to: f64, step: f64) -> Self {
        Self { from, to, step, is_log: true }
    }

    fn position(self, value: f64) -> f64 {
        let position = if self.is_log { libm::log10(value) } else { value };
        if position.is_nan() { self.from } else { position.clamp(self.from, self.to) }
    }

    /// Numbers that a person would write: two digits on a log slider, else as many as the step has.
    fn value(self, position: f64) -> f64 {
        let text = if self.is_log { format!("{:.1e}", libm::pow(10.0, position)) } else { format!("{position:.2}") };
        number_from(&text).unwrap_or(position)
    }
}

#[component]
pub fn NumberField(
    id: &'static str,
    name: &'static str,
    range: Range,
    #[prop(optional)] is_whole: bool,
    #[prop(optional, into)] slider: Option<Slider>,
    value: fn(&Settings) -> f64,
    set: fn(f64) -> Setting,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let show = move |value: f64| store.send(Command::Set(set(value)));
    let field = LabelledNumber { id, name, range, is_whole, slider, current: setting(value) };
    field.view(Rc::new(show), children)
}

/// A number of the state, with its name.
#[derive(Clone, Copy)]
pub struct LabelledNumber {
    pub id: &'static str,
    pub name: &'static str,
    pub range: Range,
    pub is_whole: bool,
    pub slider: Option<Slider>,
    pub current: Memo<f64>,
}

impl LabelledNumber {
    /// The field; `show` is called with every number that is typed or dragged to.
    pub fn view(self, show: Rc<dyn Fn(f64)>, children: Option<Children>) -> impl IntoView {
        let Self { id, name, range, is_whole, slider, current } = self;
        let words = words().sidebar;
        let error = RwSignal::new(None::<String>);
        let typed = TypedNumber { id, range, is_whole, current, error, still: words.still_shows };
        let dragged = Rc::clone(&show);
        view! {
            <div class="field" class:has-slider=slider.is_some()>
                <label for=id>{name}</label>
                {slider.map(|slider| view! {
                    <input
                        type="range" id=format!("{id}-slider") min=slider.from max=slider.to step=slider.step
                        aria-label=(words.slider)(name)
                        prop:value=live(move || slider.position(current.get()).to_string())
                        aria-valuetext=live(move || current.get().to_string())
                        on:input=handler(move |event: web_sys::Event| {
                            let position = number_from(&event_target_value(&event)).unwrap_or(slider.from);
                            dragged(slider.value(position));
                        })
                    />
                })}
                {typed.input(None, Box::new(move |value| show(value)))}
                {children.map(|children| children())}
            </div>
            {typed.complaint()}
        }
    }
}

/// A number that is typed, wherever its name stands.
#[derive(Clone, Copy)]
pub struct TypedNumber {
    pub id: &'static str,
    pub range: Range,
    pub is_whole: bool,
    pub current: Memo<f64>,
    /// What is wrong with what was typed.
    pub error: RwSignal<Option<String>>,
    /// Says that this value still holds.
    pub still: fn(&str) -> String,
}

impl TypedNumber {
    /// The field; `name` for those who do not see it, if no label has its id. `show` is called with every number that is
    /// typed.
    pub fn input(self, name: Option<&'static str>, show: Box<dyn Fn(f64)>) -> impl IntoView {
        let Self { id, range, is_whole, current, error, still } = self;
        let text = RwSignal::new(current.get_untracked().to_string());
        // What typing has led to, and the number from before it.
        let from_typing = StoredValue::new(None::<f64>);
        let before = StoredValue::new(current.get_untracked());
        // A number that came another way replaces the text; one that was typed stays as it was typed.
        effect(move || {
            let value = current.get();
            if from_typing.get_value() != Some(value) {
                before.set_value(value);
                text.set(value.to_string());
                error.set(None);
            }
            from_typing.set_value(None);
        });
        let show = move |value: f64| {
            from_typing.set_value(Some(value));
            show(value);
        };
        let typed = move |event: web_sys::Event| {
            text.set(event_target_value(&event));
            match read(&text.read_untracked(), range, is_whole) {
                Ok(value) => {
                    error.set(None);
                    show(value);
                }
                // The beginning of a number that is none in the end is not to be kept either.
                Err(message) => {
                    let value = before.get_value();
                    error.set(Some(format!("{message} {}", still(&value.to_string()))));
                    show(value);
                }
            }
        };
        // Enter, too, makes it the number that holds.
        let settle = move || before.set_value(current.get_untracked());
        view! {
            <input
                type="text" id=id name=id inputmode="decimal" autocomplete="off" class="number" aria-label=name
                prop:value=live(move || text.get())
                on:input=handler(typed)
                on:change=handler(move |_: web_sys::Event| settle())
                on:blur=handler(move |_| settle())
                aria-invalid=live(move || error.read().is_some().then_some("true"))
                aria-describedby=live(move || error.read().is_some().then(|| format!("{id}-error")))
            />
        }
    }

    /// What is wrong, while something is.
    pub fn complaint(self) -> impl IntoView {
        let Self { id, error, .. } = self;
        live(move || {
            error.get().map(|error| {
                view! {
                    <p class="field-error" role="alert" id=format!("{id}-error")>{error}</p>
                }
            })
        })
    }
}

/// Reads what was typed; a comma is a decimal point too.
fn read(text: &str, range: Range, is_whole: bool) -> Result<f64, String> {
    let words = words().sidebar;
    let Some(value) = number_from(&text.trim().replace(',', ".").replace('−', "-")) else {
        return Err((words.not_a_number)(text, range.smallest, range.largest));
    };
    if let Err(rejection) = range.check(value) {
        return Err((words.rejection)(&rejection));
    }
    if is_whole && value.fract() != 0.0 {
        return Err((words.not_whole)(text.trim(), range.smallest, range.largest));
    }
    Ok(value)
}
