//! The word: any script, 2 to 200 characters; a clear message outside of that, and the old figure stays.

use anyhow::{Result, ensure};
use unrolled_engine::CellKind;
use unrolled_lab::{Experiment, Setting, Settings};

use crate::browser::Browser;
use crate::scenarios::figure;
use crate::scenarios::hands::paste;

/// Every text is read as the engine reads it: by characters as people count them.
pub async fn reads_any_text(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=999").await?;
    let longest = "가나다라마 바사아자차카타파하 ".repeat(13).chars().take(200).collect::<String>();
    assert_eq!(longest.chars().count(), 200);
    for (text, form) in [
        ("ab", "columns"),
        ("안녕하세요", "columns"),
        ("👨‍👩‍👧🙂👨‍👩‍👧🙂e\u{301}", "columns"),
        ("a <b>&amp; \"c\" 100%", "columns"),
        ("aaaa", "columns"),
        (longest.as_str(), "heat-map"),
    ] {
        paste(browser, "#word", text).await?;
        let experiment = Experiment::new(&Settings::default().with(Setting::Text(text.to_owned()))?)?;
        figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
        let found = figure::form(browser).await?;
        ensure!(found == form, "{text}: expected {form}, found {found}");
        ensure!(error(browser).await?.is_empty(), "{text} is refused: {}", error(browser).await?);
        if form == "columns" {
            let inputs = "return [...document.querySelectorAll('#stage .head .input')].map(head => head.textContent)";
            let found: Vec<String> = serde_json::from_value(browser.run(inputs, vec![]).await?)?;
            let sequence = &experiment.sequence;
            let wanted: Vec<&str> = (0..sequence.steps())
                .map(|t| sequence.coding.inputs[sequence.symbol(t).unwrap()].as_str())
                .map(|character| if character == " " { "␣" } else { character })
                .collect();
            ensure!(found == wanted, "expected {wanted:?}, found {found:?}");
        }
    }
    Ok(())
}

/// Typed letter by letter, each word on the way is shown.
pub async fn reads_as_it_is_typed(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=999").await?;
    browser.type_into("#word", "안녕").await?;
    let experiment = Experiment::new(&Settings::default().with(Setting::Text("안녕".to_owned()))?)?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await
}

/// Too short and too long are named; the figure and what was typed stay, and mending it clears the message.
pub async fn refuses_other_lengths(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=999").await?;
    let too_long = "x".repeat(201);
    for (text, words) in [
        ("", ["Nothing to read yet", "at least 2"]),
        ("h", ["1 character", "at least 2"]),
        ("🙂", ["1 character", "at least 2"]),
        (too_long.as_str(), ["201 characters", "at most 200"]),
    ] {
        paste(browser, "#word", text).await?;
        figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
        let message = error(browser).await?;
        for words in words.into_iter().chain(["still shows “hello”"]) {
            ensure!(message.contains(words), "{text:?}: expected {words:?}, found {message:?}");
        }
        let script = "
            const word = document.getElementById('word');
            return [word.value, word.getAttribute('aria-invalid'), word.getAttribute('aria-describedby')];";
        let field = browser.run(script, vec![]).await?;
        ensure!(field == serde_json::json!([text, "true", "word-error"]), "the field is {field}");
    }
    paste(browser, "#word", "hello").await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    let message = error(browser).await?;
    ensure!(message.is_empty(), "the message stays: {message}");
    Ok(())
}

/// A character that is still being composed, as Korean is typed, is not read before it is done.
pub async fn waits_for_composing(browser: &Browser) -> Result<()> {
    let before = figure::open(browser, "#v=1&at=999").await?;
    let compose = "
        const word = document.getElementById('word');
        word.focus();
        word.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
        word.value = arguments[0];
        word.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));";
    browser.run(compose, vec!["하느".into()]).await?;
    figure::assert_native(browser, &before, &CellKind::ALL).await?;
    let end = "
        const word = document.getElementById('word');
        word.value = arguments[0];
        word.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: arguments[0] }));";
    browser.run(end, vec!["하늘".into()]).await?;
    let after = Experiment::new(&Settings::default().with(Setting::Text("하늘".to_owned()))?)?;
    figure::assert_native(browser, &after, &CellKind::ALL).await
}

/// The message under the word, if there is one.
async fn error(browser: &Browser) -> Result<String> {
    figure::settle(browser).await?;
    let text = browser.run("return document.getElementById('word-error')?.textContent ?? ''", vec![]).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}
