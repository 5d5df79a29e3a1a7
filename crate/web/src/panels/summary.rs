//! What a chart shows, as a sentence to read and to hear.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::indices::with_indices;
use crate::reactive::{RwSignal, effect, live, memo};
use crate::stage::escaped;
use crate::store::Store;

/// Numbers that go on changing, as while a slider is dragged or a network trains, are said when they come to rest.
const REST: Duration = Duration::from_millis(1000);
/// So long it can be heard; then it is only the sentence on the page, lest it be read twice.
const HEARD: Duration = Duration::from_millis(5000);

/// The sentence stands in the element `id`. It is spoken when it changes, not while moments play or networks learn; the first one
/// is spoken only where it answers something that was asked for.
#[component]
pub fn Summary(
    #[prop(into)] id: String,
    text: Box<dyn Fn() -> String + Send + Sync>,
    #[prop(optional)] is_answer: bool,
    /// Whether `_` in it is for an index; no word that somebody has typed is in it then.
    #[prop(optional)]
    has_indices: bool,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let text = memo(text);
    let is_at_rest = memo(move || {
        let learns = store.race.is_busy() || store.trainer.progress.with(Option::is_some);
        !store.playing.get() && !learns
    });
    let spoken = RwSignal::new(String::new());
    let last = StoredValue::new(if is_answer { Some(String::new()) } else { None });
    let waiting = StoredValue::new_local(None::<TimeoutHandle>);
    effect(move || {
        let now = text.get();
        if let Some(handle) = waiting.write_value().take() {
            handle.clear();
        }
        if last.with_value(Option::is_none) && !now.is_empty() {
            last.set_value(Some(now));
        } else if is_at_rest.get() && last.with_value(|last| last.as_ref().is_some_and(|last| *last != now)) {
            let say = move || {
                last.try_set_value(Some(now.clone()));
                spoken.try_set(now);
                set_timeout(move || drop(spoken.try_set(String::new())), HEARD);
            };
            waiting.set_value(set_timeout_with_handle(say, REST).ok());
        }
    });
    let shown = move || if has_indices { with_indices(&text.read()) } else { escaped(&text.read()) };
    view! {
        <p class="panel-summary" id=id inner_html=live(shown)></p>
        <p class="visually-hidden" role="status">{live(move || spoken.get())}</p>
    }
    .into_any()
}
