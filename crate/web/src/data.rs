//! The files that tasks are read from, fetched from beside the page when they are wanted.

use leptos::prelude::*;
use unrolled_tasks::{DataFile, data};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Why a file is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    pub file: DataFile,
    pub reason: String,
}

/// Gives the program a file, and then says so.
pub fn load(file: DataFile, done: impl FnOnce(Result<(), LoadError>) + 'static) {
    let done: Box<dyn FnOnce(Result<(), LoadError>)> = Box::new(done);
    wasm_bindgen_futures::spawn_local(async move {
        let found = fetch(file).await;
        done(
            found.map(|text| data::provide(file, text)).map_err(|error| LoadError { file, reason: reason_of(&error) }),
        );
    });
}

async fn fetch(file: DataFile) -> Result<String, JsValue> {
    let response: Response =
        JsFuture::from(window().fetch_with_str(&format!("./data/{}", file.name()))).await?.dyn_into()?;
    if !response.ok() {
        return Err(js_sys::Error::new(&response.status().to_string()).into());
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or_else(|| js_sys::Error::new("no text").into())
}

/// The message of whatever was thrown: an error may be of another realm, whose `Error` is not that of the page.
fn reason_of(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    message.unwrap_or_else(|| format!("{error:?}"))
}
