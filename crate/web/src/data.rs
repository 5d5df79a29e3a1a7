//! The files beside the page, fetched when they are wanted: data of tasks, and trained weights.

use js_sys::Uint8Array;
use leptos::prelude::*;
use unrolled_lab::{File, trained};
use unrolled_tasks::data;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Why a file is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    pub file: File,
    pub reason: String,
}

/// Gives the program a file, and then says so.
pub fn load(file: File, done: impl FnOnce(Result<(), LoadError>) + 'static) {
    let done: Box<dyn FnOnce(Result<(), LoadError>)> = Box::new(done);
    wasm_bindgen_futures::spawn_local(async move {
        let given = fetch(file).await;
        done(given.map_err(|error| LoadError { file, reason: reason_of(&error) }));
    });
}

async fn fetch(file: File) -> Result<(), JsValue> {
    let response = get(&file.path()).await?;
    match file {
        File::Data(file) => {
            let text = JsFuture::from(response.text()?).await?;
            data::provide(file, text.as_string().ok_or_else(|| js_sys::Error::new("no text"))?);
        }
        File::Weights(file) => {
            let bytes = Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?).to_vec();
            trained::provide(file, &bytes).map_err(|error| js_sys::Error::new(&error.to_string()))?;
        }
    }
    Ok(())
}

/// What the server says to a path below the page's address.
///
/// # Errors
/// If it cannot be reached, or says that there is nothing.
pub async fn get(path: &str) -> Result<Response, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(&format!("./{path}"))).await?.dyn_into()?;
    if response.ok() { Ok(response) } else { Err(js_sys::Error::new(&response.status().to_string()).into()) }
}

/// The message of whatever was thrown: an error may be of another realm, whose `Error` is not that of the page.
pub fn reason_of(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    message.unwrap_or_else(|| format!("{error:?}"))
}
