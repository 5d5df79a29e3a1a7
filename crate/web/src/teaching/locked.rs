//! Controls of settings that a link may keep as they are, or hide. The state refuses the change (`lab::teaching::Locks`); here the reader
//! sees why before trying.

use leptos::prelude::*;
use unrolled_lab::Lock;

use crate::reactive::{live, memo};
use crate::store::Store;
use crate::strings::words;

/// A group of controls that cannot be used while it is locked, and is not there while it is hidden.
#[component]
pub fn Lockable(
    lock: Lock,
    /// Takes the group's place among its neighbours without a line below it.
    #[prop(optional)]
    is_inline: bool,
    children: Children,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().teaching;
    let is_locked = memo(move || store.state.read().teaching.fixed().has(lock));
    let is_hidden = memo(move || store.state.read().teaching.hidden.has(lock));
    let title = move || (is_inline && is_locked.get()).then_some(words.locked);
    let line =
        move || (!is_inline && is_locked.get()).then(|| view! { <p class="help locked-line">{words.locked}</p> });
    view! {
        <fieldset
            class="lockable" class:is-inline=is_inline class:is-locked=live(move || is_locked.get())
            prop:disabled=live(move || is_locked.get()) hidden=live(move || is_hidden.get()) title=live(title)
        >
            {children()}
            {live(line)}
        </fieldset>
    }
}
