//! The fields in which a teacher writes one question.

use leptos::prelude::*;
use unrolled_lab::decimal::number_from;
use unrolled_lab::teaching::{Kind, MOST_OPTIONS, Quantity, Question, TOLERANCE};

use super::draft::Draft;
use super::fields::{button, line, list, row};
use super::quantity_fields::{quantity_fields, within_reach};
use crate::reactive::handler;
use crate::store::Store;
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
fn begun(store: Store, value: &str, before: &Kind) -> Kind {
    let quantity = match before {
        Kind::Number { quantity, .. } | Kind::Experiment { quantity, .. } => quantity.clone(),
        Kind::Text | Kind::Choice { .. } => Quantity("loss rnn".to_owned()),
    };
    match value {
        "choice" => Kind::Choice { options: vec![String::new(); 2], right: None },
        "number" => Kind::Number { quantity, tolerance: TOLERANCE },
        "experiment" => {
            let value = within_reach(store, &quantity, false);
            Kind::Experiment { quantity, is_more: false, value }
        }
        _ => Kind::Text,
    }
}

pub fn question_fields(store: Store, at: usize, count: usize, question: Question) -> AnyView {
    let (draft, words) = (store.draft, words().teach);
    let id = move |field: &str| format!("teach-{at}-{field}");
    let typed = move |event: web_sys::Event| draft.question(at, |question| question.text = event_target_value(&event));
    let chosen = kind_of(&question.kind);
    let text = view! { <textarea id=id("text") rows="2" prop:value=question.text on:input=handler(typed) /> };
    let kinds = KINDS.map(|kind| (kind, (words.kind)(kind), kind == chosen)).to_vec();
    let kinds = list(id("kind"), kinds, move |value| {
        draft.question(at, |question| question.kind = begun(store, &value, &question.kind));
        draft.reshape(id("kind"));
    });
    view! {
        <fieldset class="teach-question">
            <legend>{(words.question)(at + 1)}</legend>
            {row(id("text"), words.text, text.into_any())}
            {row(id("kind"), words.answered, kinds)}
            {decided(store, at, question.kind)}
            {moves(draft, at, count)}
        </fieldset>
    }
    .into_any()
}

fn help(text: &'static str) -> AnyView {
    view! { <p class="help">{text}</p> }.into_any()
}

fn buttons(buttons: Vec<AnyView>) -> AnyView {
    view! { <div class="buttons">{buttons}</div> }.into_any()
}

/// The buttons that move a question, or take it away.
fn moves(draft: Draft, at: usize, count: usize) -> AnyView {
    let words = words().teach;
    let (id, number) = (move |name: &str| format!("teach-{at}-{name}"), at + 1);
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
    let remove = move || {
        draft.write(|homework| drop(homework.questions.remove(at)));
        draft.reshape(if at + 1 < count { id("text") } else { "teach-add".to_owned() });
    };
    buttons(vec![
        button(id("up"), words.up, Some((words.up_of)(number)), at == 0, move || go(at - 1, "up")),
        button(id("down"), words.down, Some((words.down_of)(number)), at + 1 == count, move || go(at + 1, "down")),
        button(id("remove"), words.remove, Some((words.remove_of)(number)), false, remove),
    ])
}

/// Without what a product of decimals leaves behind.
fn percent(tolerance: f64) -> String {
    ((tolerance * 1e8).round() / 1e6).to_string()
}

/// What decides a question.
fn decided(store: Store, at: usize, kind: Kind) -> Vec<AnyView> {
    let (draft, words) = (store.draft, words().teach);
    let id = move |field: &str| format!("teach-{at}-{field}");
    // What is no number is refused when the link is made, and says so there.
    let number = |text: String| number_from(&text.replace(',', ".")).unwrap_or(f64::NAN);
    match kind {
        Kind::Text => vec![help(words.text_help)],
        Kind::Choice { options, right } => choice(draft, at, options, right),
        Kind::Number { quantity, tolerance } => {
            let change = move |text| {
                draft.question(at, |question| {
                    if let Kind::Number { tolerance, .. } = &mut question.kind {
                        *tolerance = number(text) / 100.0;
                    }
                });
            };
            let field = line(id("tolerance"), None, percent(tolerance), change);
            let mut fields = quantity_fields(store, at, &quantity);
            fields.extend([row(id("tolerance"), words.tolerance, field), help(words.tolerance_help)]);
            fields
        }
        Kind::Experiment { quantity, is_more, value } => {
            let compare = move |sign| {
                draft.question(at, |question| {
                    if let Kind::Experiment { is_more, .. } = &mut question.kind {
                        *is_more = sign == "more";
                    }
                });
            };
            let change = move |text| {
                draft.question(at, |question| {
                    if let Kind::Experiment { value, .. } = &mut question.kind {
                        *value = number(text);
                    }
                });
            };
            let signs = list(id("sign"), vec![("more", words.more, is_more), ("less", words.less, !is_more)], compare);
            let value = if value.is_nan() { String::new() } else { value.to_string() };
            let field = line(id("value"), None, value, change);
            let mut fields = quantity_fields(store, at, &quantity);
            fields.extend([row(id("sign"), words.is_to_be, signs), row(id("value"), words.value, field)]);
            fields
        }
    }
}

/// The options of a choice, and which is right.
fn choice(draft: Draft, at: usize, options: Vec<String>, right: Option<usize>) -> Vec<AnyView> {
    let words = words().teach;
    let id = move |field: &str| format!("teach-{at}-{field}");
    let count = options.len();
    let change = move |change: &dyn Fn(&mut Vec<String>, &mut Option<usize>)| {
        draft.question(at, |question| {
            if let Kind::Choice { options, right } = &mut question.kind {
                change(options, right);
            }
        });
    };
    let fields = options.into_iter().enumerate().map(|(option, text)| {
        let typed = move |text: String| change(&move |options, _| options[option].clone_from(&text));
        let mark = move |_: web_sys::Event| change(&move |_, right| *right = Some(option));
        view! {
            <div class="option">
                <input
                    type="radio" name=id("right") id=id(&format!("right-{option}"))
                    aria-label=(words.right_of)(option + 1) prop:checked=right == Some(option) on:change=handler(mark)
                />
                {line(id(&format!("option-{option}")), Some((words.option)(option + 1)), text, typed)}
            </div>
        }
        .into_any()
    });
    let mut fields: Vec<AnyView> = fields.collect();
    let more = move || {
        change(&|options, _| options.push(String::new()));
        draft.reshape(id(&format!("option-{count}")));
    };
    let fewer = move || {
        change(&|options, right| {
            options.pop();
            *right = right.filter(|right| *right < options.len());
        });
        draft.reshape(id(&format!("option-{}", count - 2)));
    };
    let unmark = move || {
        change(&|_, right| *right = None);
        draft.reshape(id("option-0"));
    };
    fields.push(help(words.right_help));
    fields.push(buttons(vec![
        button(id("more"), words.add_option, None, count == MOST_OPTIONS, more),
        button(id("fewer"), words.remove_option, None, count <= 2, fewer),
        button(id("unmark"), words.unmark, None, false, unmark),
    ]));
    fields
}
