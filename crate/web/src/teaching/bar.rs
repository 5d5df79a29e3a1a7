//! Says what the link keeps as it is, and leads out of it.

use leptos::prelude::*;
use unrolled_lab::{Layout, Rejection, State, Teaching};

use crate::address;
use crate::reactive::{handler, live, memo};
use crate::store::Store;
use crate::strings::words;

/// The same experiment without anything that a teacher has put into the link.
fn freed(state: State) -> State {
    State { teaching: Teaching::default(), parts: None, ..state }
}

/// What is fixed or left out, and a link to the same experiment without it.
#[component]
pub fn TeachingBar() -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().teaching;
    let what = memo(move || {
        let state = store.state.read();
        let is_there = state.layout == Layout::Whole && (!state.teaching.is_none() || state.parts.is_some());
        is_there.then(|| (state.teaching.locks, state.teaching.hidden, state.parts.is_some()))
    });
    let link = move || address::link_to(&freed(store.state.get()));
    live(move || {
        what.get().map(|(locks, hidden, has_parts)| {
            let shown = locks.iter().filter(|lock| !hidden.has(*lock));
            let groups: Vec<&str> = shown.map(words.group).collect();
            let away: Vec<&str> = hidden.iter().map(words.group).collect();
            view! {
                <section class="teaching-bar" id="teaching-bar" aria-label=words.about>
                    {(!groups.is_empty()).then(|| view! { <p>{(words.fixed)(&groups.join(", "))}</p> })}
                    {(!away.is_empty()).then(|| view! { <p>{(words.hidden)(&away.join(", "))}</p> })}
                    {has_parts.then(|| view! { <p>{words.some_parts}</p> })}
                    <p>
                        <a href=live(link) target="_blank" rel="noopener" id="leave-teaching" title=words.leave_hint>
                            {words.leave}
                        </a>
                    </p>
                </section>
            }
        })
    })
}

/// Says that a change was refused, whatever has asked for it.
#[component]
pub fn RefusedNotice() -> impl IntoView {
    let store = expect_context::<Store>();
    let (words, dismiss) = (words(), words().dismiss);
    live(move || {
        let refused = store.rejection.get().filter(|rejection| matches!(rejection, Rejection::Locked(_)));
        refused.map(|rejection| {
            view! {
                <div class="notice floating" role="status" id="refused">
                    <p>{(words.sidebar.rejection)(&rejection)}</p>
                    <button type="button" class="button quiet" on:click=handler(move |_| store.rejection.set(None))>
                        {dismiss}
                    </button>
                </div>
            }
        })
    })
}
