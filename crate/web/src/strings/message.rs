//! Messages of Project Fluent: a language's file is read once, its messages are looked up by name.
//!
//! `text` and `say!` take the name as a literal, so that a test can read which messages the page needs (`tests/locale.rs`).

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;
use unrolled_lab::Language;

use super::Strings;

/// A language whose file is here. It stays as long as the page.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// Texts that have been asked for: looked up once, and kept, so that whatever shows them need not.
    texts: RefCell<HashMap<&'static str, &'static str>>,
    strings: OnceCell<&'static Strings>,
}

thread_local! {
    static KNOWN: RefCell<Vec<&'static Catalogue>> = const { RefCell::new(Vec::new()) };
    static SPOKEN: Cell<Option<&'static Catalogue>> = const { Cell::new(None) };
}

/// Gives the program the file of a language; a second time changes nothing.
///
/// # Errors
/// What is wrong with the file.
pub fn provide(language: Language, file: String) -> Result<(), String> {
    if is_known(language) {
        return Ok(());
    }
    let resource = FluentResource::try_new(file)
        .map_err(|(_, errors)| errors.first().map_or_else(String::new, ToString::to_string))?;
    let identifier: LanguageIdentifier = language.tag().parse().map_err(|error| format!("{error:?}"))?;
    let mut bundle = FluentBundle::new(vec![identifier]);
    // Both languages go from left to right, and marks that cannot be seen would be copied with the text.
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).map_err(|errors| format!("{errors:?}"))?;
    let catalogue = Catalogue { language, bundle, texts: RefCell::default(), strings: OnceCell::new() };
    KNOWN.with_borrow_mut(|known| known.push(Box::leak(Box::new(catalogue))));
    Ok(())
}

pub fn is_known(language: Language) -> bool {
    KNOWN.with_borrow(|known| known.iter().any(|catalogue| catalogue.language == language))
}

/// From now on the page speaks a language that it knows; whatever is on the screen has to be made anew.
pub fn speak(language: Language) {
    let found = KNOWN.with_borrow(|known| known.iter().copied().find(|catalogue| catalogue.language == language));
    SPOKEN.set(found);
}

/// The language that the page speaks.
pub fn spoken() -> Language {
    catalogue().language
}

/// The words of the language that the page speaks.
pub fn words() -> &'static Strings {
    catalogue().strings.get_or_init(|| super::leaked(Strings::of_now()))
}

fn catalogue() -> &'static Catalogue {
    SPOKEN.get().expect("a language was given to the page before it shows anything")
}

/// The text of a message without variables.
pub fn text(id: &'static str) -> &'static str {
    let catalogue = catalogue();
    if let Some(known) = catalogue.texts.borrow().get(id).copied() {
        return known;
    }
    let text = super::leaked(message(id, &[])).as_str();
    catalogue.texts.borrow_mut().insert(id, text);
    text
}

/// A message with its variables. A name that the file does not have stands for itself; a test makes sure that there is none.
pub fn message(id: &'static str, variables: &[(&'static str, FluentValue<'_>)]) -> String {
    let bundle = &catalogue().bundle;
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { return id.to_owned() };
    let mut arguments = FluentArgs::with_capacity(variables.len());
    for (name, value) in variables {
        arguments.set(*name, value.clone());
    }
    bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
}

/// A message with its variables: `say!("stage-updates", updates)`, `say!("lab-part", norm = short(norm))`.
macro_rules! say {
    (@value $name:ident) => { fluent_bundle::FluentValue::from($name) };
    (@value $name:ident $value:expr) => { fluent_bundle::FluentValue::from($value) };
    ($id:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::strings::message::message(
            $id,
            &[$((stringify!($name), $crate::strings::message::say!(@value $name $($value)?))),*],
        )
    };
}
pub(crate) use say;
