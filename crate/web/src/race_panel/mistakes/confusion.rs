//! How often a cell answered each class where another one, or the same, would be right; a count lists its examples.

use std::fmt::Write;

use leptos::html::Div;
use leptos::prelude::*;
use unrolled_lab::Pair;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::Choice;
use super::asked::Asked;
use crate::reactive::{effect, handler, live, memo};
use crate::stage::escaped;
use crate::store::Store;
use crate::strings::words;

/// There where a cell is chosen that answers with classes.
#[component]
pub fn Confusion(choice: Choice) -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, cell_name) = (words().mistakes, words().cell_name);
    let room = NodeRef::<Div>::new();
    let html = memo(move || {
        let kind = choice.shown_cell(store)?;
        Asked::read(store, choice, |asked| {
            let counts = asked.confusion(kind)?;
            Some(rows(asked, &counts))
        })?
    });
    let caption = move || choice.shown_cell(store).map_or_else(String::new, |kind| (words.table)(cell_name(kind)));
    let press = move |event: web_sys::MouseEvent| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let pair = pressed.and_then(|pressed| pair_of(&pressed.closest("[data-said]").ok()??));
        if pair.is_some() {
            choice.pair.set(pair.filter(|_| pair != choice.pair.get_untracked()));
        }
    };
    // The buttons stay when one of them is pressed, and so does the focus.
    effect(move || {
        html.track();
        let pair = choice.pair.get();
        let Some(room) = room.get() else { return };
        request_animation_frame(move || {
            let Ok(buttons) = room.query_selector_all("[data-said]") else { return };
            for button in (0..buttons.length()).filter_map(|index| buttons.get(index)?.dyn_into::<Element>().ok()) {
                let is_pressed = pair.is_some() && pair_of(&button) == pair;
                let _ = button.set_attribute("aria-pressed", if is_pressed { "true" } else { "false" });
            }
        });
    });
    view! {
        <div
            class="confusion" id="confusion" node_ref=room hidden=live(move || html.read().is_none())
            on:click=handler(press)
        >
            <p class="help" id="confusion-caption">{live(caption)}</p>
            <table aria-labelledby="confusion-caption" inner_html=live(move || html.get().unwrap_or_default())></table>
        </div>
    }
}

fn pair_of(button: &Element) -> Option<Pair> {
    let class = |name| button.get_attribute(name)?.parse().ok();
    Some(Pair { wanted: class("data-wanted")?, said: class("data-said")? })
}

/// A row for each class that would be right; what neither is asked nor answered has no place.
fn rows(asked: &Asked, counts: &[Vec<usize>]) -> String {
    let words = words().mistakes;
    let occurs =
        |class: &usize| counts[*class].iter().any(|count| *count > 0) || counts.iter().any(|row| row[*class] > 0);
    let classes: Vec<usize> = (0..counts.len()).filter(occurs).collect();
    let heads = classes.iter().map(|class| format!("<th scope=\"col\">{}</th>", escaped(&asked.name(*class))));
    let mut html = format!("<thead><tr><td>{}</td>{}</tr></thead><tbody>", words.table_of, heads.collect::<String>());
    for wanted in &classes {
        let _ = write!(html, "<tr><th scope=\"row\">{}</th>", escaped(&asked.name(*wanted)));
        for said in &classes {
            let (count, class) = (counts[*wanted][*said], if said == wanted { "is-right" } else { "" });
            let _ = match count {
                0 => write!(html, r#"<td class="{class}">0</td>"#),
                count => {
                    let [right, answer] = asked.names(Pair { wanted: *wanted, said: *said });
                    let label = (words.count)(count, &right, &answer);
                    write!(
                        html,
                        r#"<td class="{class}"><button type="button" data-wanted="{wanted}" data-said="{said}" aria-pressed="false" aria-label="{}">{count}</button></td>"#,
                        escaped(&label),
                    )
                }
            };
        }
        html.push_str("</tr>");
    }
    html + "</tbody>"
}
