//! The language of the page: the switch in the masthead, and the way from one language to the other. The parts of the page are
//! made anew in the new words; state, weights and what is under way stay, as they belong to the [`Store`].

use js_sys::futures::JsFuture;
use leptos::portal::Portal;
use leptos::prelude::*;
use unrolled_lab::{Command, Language};
use wasm_bindgen::JsValue;

use crate::browser::remember;
use crate::data;
use crate::reactive::{RwSignal, effect, handler, live, memo};
use crate::store::Store;
use crate::strings::{self, language_name, words};
use crate::theme::masthead_controls;

/// www/language.js reads the stored choice before anything is drawn.
const STORED_AS: &str = "unrolled-language";

/// The language whose words could not be loaded, and why; in context.
#[derive(Clone, Copy)]
pub struct Missing(pub RwSignal<Option<(Language, String)>>);

/// Whenever the state has another language than the page speaks, fetches its words and calls `show`, which makes the page anew.
pub fn follow(store: Store, show: impl Fn() + Clone + 'static) {
    let missing = RwSignal::new(None);
    provide_context(Missing(missing));
    say_in_document();
    let wanted = memo(move || store.state.read().language);
    effect(move || {
        let (wanted, show) = (wanted.get(), show.clone());
        if wanted == strings::spoken() {
            return;
        }
        missing.set(None);
        leptos::task::spawn_local(async move {
            let loaded = load(wanted).await;
            if store.state.read_untracked().language != wanted {
                // Another one has been chosen by now.
                return;
            }
            match loaded {
                Ok(()) => {
                    strings::speak(wanted);
                    say_in_document();
                    show();
                }
                Err(reason) => {
                    missing.set(Some((wanted, reason)));
                    store.send(Command::Speak(strings::spoken()));
                }
            }
        });
    });
}

/// Gives the program the words of a language.
async fn load(language: Language) -> Result<(), String> {
    if strings::is_known(language) {
        return Ok(());
    }
    let fetched = async {
        let response = data::get(&format!("locale/{}.ftl", language.tag())).await?;
        let text = JsFuture::from(response.text()?).await?;
        text.as_string().ok_or_else(|| js_sys::Error::new("no text").into())
    };
    let file = fetched.await.map_err(|error: JsValue| data::reason_of(&error))?;
    strings::provide(language, file)
}

/// What stands outside of `#app`.
fn say_in_document() {
    let (document, words) = (document(), words());
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("lang", strings::spoken().tag());
    }
    document.set_title(words.title);
    if let Ok(Some(description)) = document.query_selector("meta[name=description]") {
        let _ = description.set_attribute("content", words.description);
    }
    if let Ok(Some(tagline)) = document.query_selector(".tagline") {
        tagline.set_text_content(Some(words.tagline));
    }
}

/// The languages in the masthead, each by its own name.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let store = expect_context::<Store>();
    let chosen = memo(move || store.state.read().language);
    let button = move |language: Language| {
        let tag = language.tag();
        let choose = move |_| {
            remember(STORED_AS, tag);
            store.send(Command::Speak(language));
        };
        view! {
            <button
                type="button"
                id=format!("language-{tag}")
                lang=tag
                aria-pressed=live(move || (chosen.get() == language).to_string())
                on:click=handler(choose)
            >
                {language_name(language)}
            </button>
        }
    };
    view! {
        <Portal mount=masthead_controls()>
            <div class="segmented languages" role="group" aria-label=words().language>
                {Language::ALL.map(button)}
            </div>
        </Portal>
    }
}

/// Says that the words of a language are not to be had, until it is put away.
#[component]
pub fn MissingLanguage() -> impl IntoView {
    let Missing(missing) = expect_context();
    let words = words();
    live(move || {
        missing.get().map(|(language, reason)| {
            view! {
                <div class="notice" role="alert" id="missing-language">
                    <p>{(words.missing_language)(language, &reason)}</p>
                    <button type="button" class="button" on:click=handler(move |_| missing.set(None))>{words.dismiss}</button>
                </div>
            }
        })
    })
}
