//! The badge that says whether backpropagation is right about the numbers on the page, and what it was compared with.

use std::time::Duration;

use leptos::prelude::*;
use unrolled_engine::{CellKind, GradientCheck, Verdict};
use unrolled_lab::{Experiment, Summary, weight_name};

use crate::dialogs::{Dialogs, Opened};
use crate::numbers::{full, plain, short};
use crate::reactive::{effect, handler, live, memo};
use crate::stage::CellMarker;
use crate::stage::marker::key;
use crate::store::Store;
use crate::strings::words;

/// How long nothing may have changed before a check is begun.
const REST: Duration = Duration::from_millis(400);

/// Begins a check whenever the page has come to rest at weights that are not checked yet.
pub fn keep_checked(store: Store) {
    let trainer = store.trainer;
    let is_moving = memo(move || store.playing.get() || trainer.progress.read().is_some());
    // Counts what has happened: a rest during which it has changed was none.
    let turn = StoredValue::new(0_u32);
    effect(move || {
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let (begun_at, revision) = (turn.get_value(), store.revision.get());
        let is_checked = trainer.checked.read().as_ref().is_some_and(|checked| checked.revision == revision);
        if is_moving.get() || is_checked || trainer.checking.get() == Some(revision) {
            return;
        }
        let begin = move || {
            if turn.get_value() == begun_at {
                trainer.check(store);
            }
        };
        set_timeout(begin, REST);
    });
}

/// What is known of the weights of now.
#[derive(Clone, Copy, PartialEq)]
enum Known {
    /// There is no loss, so there is no gradient.
    Nothing,
    Waiting,
    Checking,
    Checked(Summary),
}

impl Known {
    fn now(store: Store) -> Self {
        let revision = store.revision.get();
        if store.with(|experiment| experiment.sequence.losses() == 0) {
            return Self::Nothing;
        }
        let checked = store.trainer.checked.read();
        match checked.as_ref().filter(|checked| checked.revision == revision) {
            Some(checked) => Self::Checked(checked.summary(&store.shown.read())),
            None if store.trainer.checking.get() == Some(revision) => Self::Checking,
            None => Self::Waiting,
        }
    }

    /// For styles and tests.
    fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Waiting => "waiting",
            Self::Checking => "checking",
            Self::Checked(summary) => verdict_name(summary.verdict),
        }
    }

    fn text(self) -> String {
        let words = words().check;
        match self {
            Self::Nothing => words.nothing.to_owned(),
            Self::Waiting => words.waiting.to_owned(),
            Self::Checking => words.checking.to_owned(),
            Self::Checked(summary) => {
                let (icon, text) = (words.badge)(&summary);
                format!("{icon} {text}")
            }
        }
    }
}

fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees => "agrees",
        Verdict::Differs => "differs",
        Verdict::Untold => "untold",
        Verdict::NotFinite => "not-finite",
    }
}

/// The badge; pressed, it opens [`Details`].
#[component]
pub fn CheckBadge(dialogs: Dialogs) -> impl IntoView {
    let store = expect_context::<Store>();
    let known = memo(move || Known::now(store));
    view! {
        <button
            type="button"
            id="gradient-check"
            class="quiet-button check-badge"
            data-known=live(move || known.get().name())
            title=words().check.title
            on:click=handler(move |_| dialogs.open(Opened::Check))
        >
            {live(move || known.get().text())}
        </button>
        // Only what must not be missed is said aloud.
        <span class="visually-hidden" role="alert">
            {live(move || match known.get() {
                Known::Checked(summary) if summary.verdict == Verdict::Differs => (words().check.alarm)(summary.error),
                _ => String::new(),
            })}
        </span>
    }
}

/// What was compared, and for each shown cell the weight with the largest error.
#[component]
pub fn Details(store: Store) -> impl IntoView {
    let words = words().check;
    let known = memo(move || Known::now(store));
    let alarm = move || match known.get() {
        Known::Checked(summary) if summary.verdict == Verdict::Differs => {
            Some(view! { <p class="alarm" id="check-alarm">{format!("✕ {}", (words.alarm)(summary.error))}</p> })
        }
        _ => None,
    };
    let cells = move || match known.get() {
        Known::Checked(_) => store
            .shown
            .get()
            .into_iter()
            .filter_map(|kind| {
                let checked = store.trainer.checked.read();
                let check = checked.as_ref()?.cell(kind);
                Some(store.with(|experiment| cell_view(experiment, kind, check)))
            })
            .collect_view()
            .into_any(),
        known => view! { <p id="check-pending">{known.text()}</p> }.into_any(),
    };
    view! {
        <h2 id="dialog-title">{words.title}</h2>
        <p>{words.compared}</p>
        {live(alarm)}
        <div class="check-cells">{live(cells)}</div>
        <p class="help">{words.measure}</p>
    }
}

/// Its name for tests, its title, its text, and its value for machines.
type Fact = (&'static str, &'static str, String, String);

fn cell_view(experiment: &Experiment, kind: CellKind, check: &GradientCheck) -> AnyView {
    let words = words();
    let verdict = check.verdict();
    let mut facts: Vec<Fact> = Vec::new();
    if let Some(worst) = check.worst {
        let one = worst.comparison;
        let name = weight_name(&experiment.lane(kind).network, worst.tensor, worst.index);
        facts.push(("error", words.check.error, short(one.error), plain(one.error)));
        facts.push(("weight", words.check.weight, name, String::new()));
        facts.push(("analytic", words.check.analytic, full(one.analytic), plain(one.analytic)));
        facts.push(("numeric", words.check.numeric, full(one.numeric), plain(one.numeric)));
        facts.push(("epsilon", words.check.epsilon, short(one.epsilon), plain(one.epsilon)));
    }
    if check.is_finite {
        let (entries, directions) = ((words.check.entries_of)(check), (words.check.directions_of)(&check.directions));
        facts.push(("entries", words.check.entries, entries, format!("{} {}", check.checked, check.entries)));
        facts.push(("directions", words.check.directions, directions, check.directions.len().to_string()));
    }
    let facts = facts.into_iter().map(|(fact, title, text, value)| {
        view! { <div><dt>{title}</dt><dd data-fact=fact data-value=value>{text}</dd></div> }
    });
    view! {
        <section class="check-cell" data-check=key(kind) data-known=verdict_name(verdict)>
            <h3><CellMarker kind /> {(words.cell_name)(kind)}</h3>
            <p class="check-verdict">{(words.check.verdict)(verdict)}</p>
            <dl>{facts.collect_view()}</dl>
        </section>
    }
    .into_any()
}
