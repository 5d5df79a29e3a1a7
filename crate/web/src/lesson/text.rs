//! A lesson's text: fetched once for each language, and read into the page.

use std::cell::RefCell;

use leptos::prelude::*;
use unrolled_lab::Lesson;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomParser, Element, Response, SupportedType};

use crate::data::reason_of;

thread_local! {
    static KEPT: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// The address of a lesson's file beside the page.
pub fn address(folder: &str, lesson: Lesson) -> String {
    format!("lessons/{folder}/{}.html", lesson.file())
}

/// Gives the article of a lesson, or why there is none.
pub fn load(folder: &str, lesson: Lesson, done: impl FnOnce(Result<Element, String>) + 'static) {
    let address = address(folder, lesson);
    wasm_bindgen_futures::spawn_local(async move {
        let text = fetch(&address).await;
        done(text.and_then(|text| article(&text)).map_err(|error| reason_of(&error)));
    });
}

/// Keeps the text that stands in the page's frame already (`www/early-lesson.js`), so that it is not fetched again.
pub fn take_over(frame: &Element, folder: &str) {
    let article = frame.query_selector("article[data-lesson]").ok().flatten();
    let lesson = article.as_ref().and_then(|article| Lesson::of_file(&article.get_attribute("data-lesson")?));
    if let (Some(article), Some(lesson)) = (article, lesson) {
        KEPT.with_borrow_mut(|kept| kept.push((address(folder, lesson), article.outer_html())));
    }
}

async fn fetch(address: &str) -> Result<String, JsValue> {
    let kept = KEPT.with_borrow(|kept| kept.iter().find(|(name, _)| name == address).map(|(_, text)| text.clone()));
    if let Some(text) = kept {
        return Ok(text);
    }
    let response: Response = JsFuture::from(window().fetch_with_str(&format!("./{address}"))).await?.dyn_into()?;
    if !response.ok() {
        return Err(js_sys::Error::new(&response.status().to_string()).into());
    }
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    KEPT.with_borrow_mut(|kept| kept.push((address.to_owned(), text.clone())));
    Ok(text)
}

/// The one article of a page, as a part of this document.
fn article(text: &str) -> Result<Element, JsValue> {
    let page = DomParser::new()?.parse_from_string(text, SupportedType::TextHtml)?;
    let article = page.query_selector("article")?.ok_or_else(|| js_sys::Error::new("no article in it"))?;
    document().import_node_with_deep(&article, true)?.dyn_into().map_err(Into::into)
}
