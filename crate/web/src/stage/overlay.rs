//! What lies over the stage's drawing and changes without it: the way of a gradient that is pointed at elsewhere, and where
//! truncated gradients are cut.

use leptos::prelude::*;
use unrolled_lab::{Cuts, Experiment};

use super::scene::shown_step;
use super::{Planned, cuts, gradient_path};
use crate::gradient_lab::{cursor_step, fits};
use crate::reactive::{Memo, live, memo};
use crate::store::Store;
use crate::strings::words;

/// What is cut: by the lab's window while its switch is on, and by that of training.
#[derive(Clone, Default, PartialEq)]
pub struct AllCuts {
    lab: Option<Cuts>,
    training: Option<Cuts>,
}

/// The cuts of now.
pub fn all_cuts(store: Store) -> Memo<AllCuts> {
    let cursor = cursor_step(store);
    memo(move || {
        let lab = &store.lab.read();
        let at = cursor.get().map(|(t, _)| t);
        store.with(|experiment| AllCuts {
            lab: (lab.cuts && fits(store, lab)).then(|| experiment.cuts_of_lab(lab, at)),
            training: experiment.cuts_of_training(),
        })
    })
}

#[component]
pub fn Overlay(written: Memo<Planned>, all: Memo<AllCuts>) -> impl IntoView {
    let store = expect_context::<Store>();
    let marks = move || {
        let (written, all, cursor) = (written.read(), all.read(), store.cursor.get());
        let t = shown_step(store.with(Experiment::timeline), cursor);
        let of = |class, cuts: &Option<Cuts>| {
            cuts.as_ref().map_or_else(String::new, |found| cuts::markup(&written.plan, class, found, t))
        };
        of("training", &all.training) + &of("lab", &all.lab)
    };
    let marks = memo(marks);
    let path = move || {
        let path = store.path.get();
        path.map_or_else(String::new, |path| gradient_path::markup(&written.read().plan, path))
    };
    view! {
        <svg class="stage-overlay" aria-hidden="true">
            <g inner_html=live(move || marks.get())></g>
            <g id="stage-path" inner_html=live(path)></g>
        </svg>
    }
}

/// The same in words, below the stage.
#[component]
pub fn CutsNote(written: Memo<Planned>, all: Memo<AllCuts>) -> impl IntoView {
    let words = &words().stage;
    let text = move || {
        let all = all.read();
        let training = all.training.as_ref().map(words.cuts_of_training);
        let lab = all.lab.as_ref().map(words.cuts_of_lab);
        let plan = &written.read().plan;
        let is_crowded = [&all.training, &all.lab].into_iter().flatten().any(|cuts| cuts::is_crowded(plan, cuts));
        let too_close = is_crowded.then(|| words.cuts_too_close.to_owned());
        [training, lab, too_close].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    view! { <p class="cuts-note" id="stage-cuts">{live(text)}</p> }
}
