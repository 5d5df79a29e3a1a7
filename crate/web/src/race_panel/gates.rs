//! What each fixed gate did to the result, and a button that tries each.

use leptos::prelude::*;
use unrolled_engine::{Switch, Switches};
use unrolled_lab::trials::{GATED, Reached, Row};

use crate::numbers::decimals;
use crate::reactive::{RwSignal, handler, live, memo};
use crate::stage::escaped;
use crate::stage::marker::{self, key};
use crate::store::Store;
use crate::strings::words;

/// Updates to try each gate for when nothing has been trained yet, and at most.
const USUAL: u32 = 200;
const MOST: u32 = 5000;

#[component]
pub fn Gates() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().gates;
    let table = memo(move || store.gates.known.read().table(&store.settings.read()));
    let head = format!(
        "<tr><th scope=\"col\">{}</th>{}<th scope=\"col\">{}</th></tr>",
        words.fixed,
        GATED
            .map(|kind| {
                let name = escaped((crate::strings::words().cell_name)(kind));
                let mark = format!(
                    r#"<svg class="cell-marker" viewBox="0 0 12 12" aria-hidden="true">{}</svg>"#,
                    marker::markup(kind, 6.0, 6.0)
                );
                let column = |what| format!("<th scope=\"col\" data-cell=\"{}\">{mark}{name} {what}</th>", key(kind));
                column(words.loss) + &column(words.right)
            })
            .concat(),
        words.updates,
    );
    let rows = move || {
        let now = store.settings.read().switches;
        table.read().rows.iter().map(|found| row(found, now)).collect::<String>()
    };
    let said = move || {
        let table = table.read();
        if table.rows.is_empty() { words.empty.to_owned() } else { (words.compared)(table.updates) }
    };
    let is_empty = memo(move || table.read().rows.is_empty());
    view! {
        <section class="race-gates" id="race-gates" aria-labelledby="race-gates-title">
            <h4 id="race-gates-title">{words.title}</h4>
            <TryEach />
            <p class="help" id="gates-said">{live(said)}</p>
            <div class="race-table" hidden=live(move || is_empty.get())>
                <table id="gates-table" aria-describedby="gates-said">
                    <thead inner_html=head></thead>
                    <tbody inner_html=live(rows)></tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn TryEach() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().gates;
    let gates = store.gates;
    let typed = RwSignal::new(None::<u32>);
    let to = memo(move || {
        let trained = store.race.updates_now();
        typed.get().unwrap_or(if trained > 0 { trained.min(MOST) } else { USUAL })
    });
    let is_trying = memo(move || gates.progress.read().is_some());
    let has_all = memo(move || gates.known.read().missing(&store.settings.read(), to.get()).is_empty());
    let toggle =
        move |_| if is_trying.get_untracked() { gates.stop() } else { gates.try_each(store, to.get_untracked()) };
    let said = move || match (gates.progress.get(), gates.failure.get()) {
        (Some(progress), _) => (words.progress)(&progress, &fixed(progress.switches)),
        (None, Some(reason)) => (words.failed)(&reason),
        (None, None) if has_all.get() => (words.all_tried)(to.get()),
        (None, None) => String::new(),
    };
    view! {
        <div class="run-buttons">
            <button
                type="button" class="button" id="gates-try"
                disabled=live(move || !is_trying.get() && has_all.get()) on:click=handler(toggle)
            >{live(move || if is_trying.get() { words.stop } else { words.try_each })}</button>
            <label class="race-goal">
                {words.to}
                <input
                    type="number" id="gates-to" min="1" max=MOST step="1"
                    prop:value=live(move || to.get().to_string()) disabled=live(move || is_trying.get())
                    on:change=handler(move |event: web_sys::Event| {
                        let number = event_target_value(&event).parse::<f64>().ok();
                        typed.set(number.map(|number| number.clamp(1.0, f64::from(MOST)) as u32));
                    })
                />
            </label>
            <span class="race-progress" id="gates-progress" role="status">{live(said)}</span>
        </div>
    }
}

/// `f = 1, i = 1 − f`.
fn fixed(switches: Switches) -> String {
    let words = words().gates;
    let names: Vec<&str> = Switch::ALL.into_iter().filter(|switch| switches.has(*switch)).map(words.name).collect();
    if names.is_empty() { words.none.to_owned() } else { names.join(", ") }
}

/// The row of the gates that are fixed now is marked.
fn row(row: &Row, now: Switches) -> String {
    let words = words().gates;
    let numbers = |cell: Option<Reached>| match cell {
        None => ["–".to_owned(), "–".to_owned()],
        Some(Reached { test: Some(test), .. }) => {
            [decimals(test.loss, 3), format!("{} %", decimals(100.0 * test.accuracy, 1))]
        }
        Some(Reached { exploded: true, updates, .. }) => [(words.exploded)(updates), "–".to_owned()],
        Some(_) => ["–".to_owned(), "–".to_owned()],
    };
    let cells: String = row.cells.into_iter().flat_map(numbers).map(|number| format!("<td>{number}</td>")).collect();
    let updates = row.cells.iter().flatten().map(|cell| cell.updates).min().unwrap_or(0);
    let current = if row.switches == now { r#" aria-current="true""# } else { "" };
    format!("<tr{current}><th scope=\"row\">{}</th>{cells}<td>{updates}</td></tr>", fixed(row.switches))
}
