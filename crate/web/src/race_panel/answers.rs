//! What each cell answers to the example that is looked at, beside what is right.

use leptos::prelude::*;
use unrolled_lab::Experiment;
use unrolled_lab::score::is_right;
use unrolled_tasks::{Answer, Measure, Sequence};

use crate::numbers::short;
use crate::reactive::live;
use crate::stage::escaped;
use crate::stage::marker::{self, key};
use crate::stage::reading::{answer_text, output_name, sequence_text};
use crate::store::Store;
use crate::strings::words;

#[component]
pub fn Answers() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().race;
    let rows = move || {
        let shown = store.shown.get();
        store.with(|experiment| {
            let sequence = &experiment.example_sequence();
            let measured = (0..sequence.steps()).filter(|t| sequence.is_measured(*t));
            let right: Vec<String> = measured.map(|t| piece(&answer_text(sequence, t), true)).collect();
            let head = format!("<tr><th scope=\"row\">{}</th><td>{}</td><td></td></tr>", words.wanted, right.concat());
            let cells = shown.into_iter().map(|kind| row(experiment, kind));
            head + &cells.collect::<String>()
        })
    };
    let title = move || store.with(|experiment| sequence_text(&experiment.example_sequence()));
    view! {
        <div class="race-answers">
            <h4>{words.answers} <span class="read">{live(title)}</span></h4>
            <div class="race-table"><table id="race-answers"><tbody inner_html=live(rows)></tbody></table></div>
        </div>
    }
}

fn row(experiment: &Experiment, kind: unrolled_engine::CellKind) -> String {
    let (sequence, answered) = (&experiment.example_sequence(), experiment.answer(kind));
    let measure = experiment.settings.measure().unwrap_or(Measure::Classes);
    let said: String = answered
        .said
        .iter()
        .map(|(t, answer, _)| piece(&text(sequence, *answer), is_right(sequence, *t, *answer, measure)))
        .collect();
    let sure = match answered.said.as_slice() {
        [(_, Answer::Class(_), p)] => format!("p = {}", short(*p)),
        said if said.len() > 1 => (words().race.right_of)(answered.right, said.len(), measure == Measure::Whole),
        _ => String::new(),
    };
    format!(
        r#"<tr data-cell="{0}"><th scope="row"><svg class="cell-marker" viewBox="0 0 12 12" aria-hidden="true">{1}</svg>{2}</th><td>{said}</td><td>{sure}</td></tr>"#,
        key(kind),
        marker::markup(kind, 6.0, 6.0),
        escaped((words().cell_name)(kind)),
    )
}

pub fn text(sequence: &Sequence, answer: Answer) -> String {
    match answer {
        Answer::Class(class) => output_name(sequence, class).to_owned(),
        Answer::Number(number) => short(f64::from(number)),
    }
}

/// Wrong ones are underlined as well as coloured.
pub fn piece(text: &str, is_right: bool) -> String {
    format!(r#"<span class="{}">{}</span>"#, if is_right { "said" } else { "said wrong" }, escaped(text))
}
