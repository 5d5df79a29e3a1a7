//! The fields in which a teacher writes one question.

use leptos::prelude::*;
use unrolled_lab::decimal::number_from;
use unrolled_lab::teaching::{Kind, MOST_OPTIONS, Quantity, Question, TOLERANCE};

use super::draft::Draft;
use super::quantity_fields::QuantityFields;
use crate::reactive::handler;
use crate::strings::words;

/// The kinds by their values in the list.
const KINDS: [&str; 4] = ["text", "choice", "number", "experiment"];

fn kind_of(kind: &Kind) -> &'static str {
    KINDS[match kind {
        Kind::Text => 0,
        Kind::Choice { .. } => 1,
        Kind::Number { .. } => 2,
        Kind::Experiment { .. } => 3,
    }]
}

/// A kind that is still to be filled; a quantity that was chosen stays.
fn begun(value: &str, before: &Kind) -> Kind {
    let quantity = match before {
        Kind::Number { quantity, .. } | Kind::Experiment { quantity, .. } => quantity.clone(),
        Kind::Text | Kind::Choice { .. } => Quantity("loss rnn".to_owned()),
    };
    match value {
        "choice" => Kind::Choice { options: vec![String::new(); 2], right: None },
        "number" => Kind::Number { quantity, tolerance: TOLERANCE },
        "experiment" => Kind::Experiment { quantity, is_more: true, value: 0.0 },
        _ => Kind::Text,
    }
}

#[component]
pub fn QuestionFields(draft: Draft, at: usize, count: usize, question: Question) -> impl IntoView {
    let words = words().teach;
    let id = move |field: &str| format!("teach-{at}-{field}");
    let typed = move |event: web_sys::Event| draft.question(at, |question| question.text = event_target_value(&event));
    let choose = move |event: web_sys::Event| {
        let value = event_target_value(&event);
        draft.question(at, |question| question.kind = begun(&value, &question.kind));
        draft.reshape(id("kind"));
    };
    let chosen = kind_of(&question.kind);
    let kinds = KINDS.map(|kind| {
        view! { <option value=kind selected=kind == chosen>{(words.kind)(kind)}</option> }
    });
    view! {
        <fieldset class="teach-question">
            <legend>{(words.question)(at + 1)}</legend>
            <div class="row">
                <label for=id("text")>{words.text}</label>
                <textarea id=id("text") rows="2" prop:value=question.text on:input=handler(typed) />
            </div>
            <div class="row">
                <label for=id("kind")>{words.answered}</label>
                <select id=id("kind") on:change=handler(choose)>{kinds.into_iter().collect_view()}</select>
            </div>
            {decided(draft, at, question.kind)}
            <Moves draft at count />
        </fieldset>
    }
}

/// The buttons that move a question, or take it away.
#[component]
fn Moves(draft: Draft, at: usize, count: usize) -> impl IntoView {
    let words = words().teach;
    let number = at + 1;
    let go = move |to: usize, name: &'static str| {
        draft.write(|homework| homework.questions.swap(at, to));
        // Where it came to the end, the other way is left.
        let name = match (to, name) {
            (0, "up") => "down",
            (to, "down") if to + 1 == count => "up",
            (_, name) => name,
        };
        draft.reshape(format!("teach-{to}-{name}"));
    };
    let remove = move |_| {
        draft.write(|homework| {
            if at < homework.questions.len() {
                homework.questions.remove(at);
            }
        });
        draft.reshape(if at + 1 < count { format!("teach-{at}-text") } else { "teach-add".to_owned() });
    };
    view! {
        <div class="buttons">
            <button
                type="button" class="button" id=format!("teach-{at}-up") disabled=at == 0 aria-label=(words.up_of)(number)
                on:click=handler(move |_| go(at - 1, "up"))
            >{words.up}</button>
            <button
                type="button" class="button" id=format!("teach-{at}-down") disabled=at + 1 == count
                aria-label=(words.down_of)(number) on:click=handler(move |_| go(at + 1, "down"))
            >{words.down}</button>
            <button
                type="button" class="button" id=format!("teach-{at}-remove") aria-label=(words.remove_of)(number)
                on:click=handler(remove)
            >{words.remove}</button>
        </div>
    }
}

/// Without what a product of decimals leaves behind.
fn percent(tolerance: f64) -> String {
    ((tolerance * 1e8).round() / 1e6).to_string()
}

/// What decides a question.
fn decided(draft: Draft, at: usize, kind: Kind) -> AnyView {
    let words = words().teach;
    let id = move |field: &str| format!("teach-{at}-{field}");
    // What is no number is refused when the link is made, and says so there.
    let number = |event: &web_sys::Event| number_from(&event_target_value(event).replace(',', ".")).unwrap_or(f64::NAN);
    match kind {
        Kind::Text => view! { <p class="help">{words.text_help}</p> }.into_any(),
        Kind::Choice { options, right } => view! { <Options draft at options right /> }.into_any(),
        Kind::Number { quantity, tolerance } => {
            let change = move |event: web_sys::Event| {
                draft.question(at, |question| {
                    if let Kind::Number { tolerance, .. } = &mut question.kind {
                        *tolerance = number(&event) / 100.0;
                    }
                });
            };
            view! {
                <QuantityFields draft at quantity />
                <div class="row">
                    <label for=id("tolerance")>{words.tolerance}</label>
                    <input
                        type="text" id=id("tolerance") inputmode="decimal" prop:value=percent(tolerance)
                        on:input=handler(change)
                    />
                </div>
                <p class="help">{words.tolerance_help}</p>
            }
            .into_any()
        }
        Kind::Experiment { quantity, is_more, value } => {
            let compare = move |event: web_sys::Event| {
                draft.question(at, |question| {
                    if let Kind::Experiment { is_more, .. } = &mut question.kind {
                        *is_more = event_target_value(&event) == "more";
                    }
                });
            };
            let change = move |event: web_sys::Event| {
                draft.question(at, |question| {
                    if let Kind::Experiment { value, .. } = &mut question.kind {
                        *value = number(&event);
                    }
                });
            };
            view! {
                <QuantityFields draft at quantity />
                <div class="row">
                    <label for=id("sign")>{words.is_to_be}</label>
                    <select id=id("sign") on:change=handler(compare)>
                        <option value="more" selected=is_more>{words.more}</option>
                        <option value="less" selected=!is_more>{words.less}</option>
                    </select>
                </div>
                <div class="row">
                    <label for=id("value")>{words.value}</label>
                    <input type="text" id=id("value") inputmode="decimal" prop:value=value.to_string() on:input=handler(change) />
                </div>
            }
            .into_any()
        }
    }
}

/// The options of a choice, and which is right.
#[component]
fn Options(draft: Draft, at: usize, options: Vec<String>, right: Option<usize>) -> impl IntoView {
    let words = words().teach;
    let count = options.len();
    let change = move |change: &dyn Fn(&mut Vec<String>, &mut Option<usize>)| {
        draft.question(at, |question| {
            if let Kind::Choice { options, right } = &mut question.kind {
                change(options, right);
            }
        });
    };
    let fields = options.into_iter().enumerate().map(|(option, text)| {
        let typed = move |event: web_sys::Event| {
            let text = event_target_value(&event);
            change(&move |options, _| options[option].clone_from(&text));
        };
        let mark = move |_: web_sys::Event| change(&move |_, right| *right = Some(option));
        view! {
            <div class="option">
                <input
                    type="radio" name=format!("teach-{at}-right") id=format!("teach-{at}-right-{option}")
                    aria-label=(words.right_of)(option + 1) prop:checked=right == Some(option) on:change=handler(mark)
                />
                <input
                    type="text" id=format!("teach-{at}-option-{option}") aria-label=(words.option)(option + 1) prop:value=text
                    on:input=handler(typed)
                />
            </div>
        }
    });
    let fields = fields.collect_view();
    let more = move |_| {
        change(&|options, _| options.push(String::new()));
        draft.reshape(format!("teach-{at}-option-{count}"));
    };
    let fewer = move |_| {
        change(&|options, right| {
            options.pop();
            *right = right.filter(|right| *right < options.len());
        });
        draft.reshape(format!("teach-{at}-option-{}", count - 2));
    };
    let unmark = move |_| {
        change(&|_, right| *right = None);
        draft.reshape(format!("teach-{at}-option-0"));
    };
    view! {
        {fields}
        <p class="help">{words.right_help}</p>
        <div class="buttons">
            <button type="button" class="button" id=format!("teach-{at}-more") disabled=count == MOST_OPTIONS on:click=handler(more)>
                {words.add_option}
            </button>
            <button type="button" class="button" id=format!("teach-{at}-fewer") disabled=count <= 2 on:click=handler(fewer)>
                {words.remove_option}
            </button>
            <button type="button" class="button" id=format!("teach-{at}-unmark") on:click=handler(unmark)>{words.unmark}</button>
        </div>
    }
}
