//! The net as a script, one key away.

use anyhow::{Result, ensure};
use serde_json::Value;
use unrolled_engine::CellKind;
use unrolled_lab::Experiment;
use unrolled_lab::script::{Library, file_name, preview, script};

use crate::browser::Browser;
use crate::scenarios::figure::{self, eventually, key};

const LINK: &str = "#v=1&at=2&cell=rnn&updates=2&text=안녕 \"\\ 👨‍👩‍👧&loss=last&gru=pytorch&optimizer=adam&clip=norm";

/// `c` opens it; of each cell and library it has the very text that the lab writes natively, with the weights as they are.
pub async fn is_the_native_script(browser: &Browser) -> Result<()> {
    let experiment = open(browser, LINK).await?;
    shows(browser, &experiment, CellKind::Rnn, Library::Numpy).await?;
    for library in [Library::Pytorch, Library::Numpy] {
        browser.click(if library == Library::Numpy { "#code-numpy" } else { "#code-pytorch" }).await?;
        for kind in CellKind::ALL {
            browser.click(&format!("#code-{}", key(kind))).await?;
            shows(browser, &experiment, kind, library).await?;
        }
    }
    browser.screenshot("code").await?;
    Ok(())
}

/// Only the cells that are on the stage can be chosen.
pub async fn has_the_shown_cells(browser: &Browser) -> Result<()> {
    let experiment = open(browser, "#v=1&at=2&cells=lstm gru").await?;
    shows(browser, &experiment, CellKind::Lstm, Library::Numpy).await?;
    let buttons = "return [...document.querySelectorAll('#data .cells button')].map(button => button.id)";
    let found = browser.run(buttons, vec![]).await?;
    ensure!(found == serde_json::json!(["code-lstm", "code-gru"]), "found {found}");
    Ok(())
}

/// The text goes to the clipboard and into a file; where the clipboard is closed, it is selected.
pub async fn is_copied_and_saved(browser: &Browser) -> Result<()> {
    let experiment = open(browser, "#v=1&at=2&cell=rnn").await?;
    let wanted = script(&experiment, CellKind::Rnn, Library::Numpy);
    // Whatever this browser allows, it says something.
    browser.click("#copy-code").await?;
    browser.wait_until("document.querySelector('#data .answer').textContent").await?;
    browser.click("#code-lstm").await?;
    browser.wait_until("!document.querySelector('#data .answer').textContent").await?;
    browser.click("#code-rnn").await?;
    let open = "const writeText = async text => { window.copied = text; };
        Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });";
    browser.run(open, vec![]).await?;
    browser.click("#copy-code").await?;
    browser.wait_until("document.querySelector('#data .answer').textContent === 'Copied'").await?;
    let copied = browser.run("return window.copied", vec![]).await?;
    ensure!(copied == wanted.as_str(), "another text was copied: {copied}");
    // A clipboard that refuses, and none at all.
    let refusing = "{ writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }";
    for closed in [refusing, "undefined"] {
        let close = format!(
            "Object.defineProperty(navigator, 'clipboard', {{ value: {closed}, configurable: true }});
            getSelection().removeAllRanges();"
        );
        browser.run(&close, vec![]).await?;
        browser.click("#copy-code").await?;
        browser.wait_until("document.querySelector('#data .answer').textContent.includes('selected')").await?;
        let selected = browser.run("return getSelection().toString()", vec![]).await?;
        let selected = selected.as_str().unwrap_or_default();
        ensure!(selected.trim_end() == wanted.trim_end(), "{closed}: another text is selected: {selected}");
        browser.click("#code-lstm").await?;
        browser.click("#code-rnn").await?;
        browser.wait_until("!document.querySelector('#data .answer').textContent").await?;
    }
    saves(browser, &experiment).await
}

/// Of a large net the dialog has the beginning, the file all.
pub async fn is_short_of_many_weights(browser: &Browser) -> Result<()> {
    let experiment = open(browser, "#v=1&at=2&units=64").await?;
    let whole = script(&experiment, CellKind::Lstm, Library::Numpy);
    browser.click("#code-lstm").await?;
    shows(browser, &experiment, CellKind::Lstm, Library::Numpy).await?;
    let length = browser.run("return document.getElementById('code').textContent.length", vec![]).await?;
    ensure!(length.as_f64().unwrap_or(f64::NAN) < 0.1 * whole.len() as f64, "{length} of {}", whole.len());
    browser.click("#code-rnn").await?;
    shows(browser, &experiment, CellKind::Rnn, Library::Numpy).await?;
    saves(browser, &experiment).await
}

/// Takes the file from the link that would be followed.
async fn saves(browser: &Browser, experiment: &Experiment) -> Result<()> {
    let wanted = script(experiment, CellKind::Rnn, Library::Numpy);
    let catch = "
        const make = URL.createObjectURL;
        URL.createObjectURL = blob => { window.blob = blob; return make.call(URL, blob); };
        HTMLElement.prototype.click = function () { window.saved = [this.download, new URL(this.href).protocol]; };";
    browser.run(catch, vec![]).await?;
    browser.click("#save-code").await?;
    browser.wait_until("window.saved").await?;
    let saved = browser.run_async("return [...window.saved, await window.blob.text()];", &Value::Null).await?;
    let name = file_name(experiment.lane(CellKind::Rnn).network.cell, Library::Numpy);
    ensure!(saved == serde_json::json!([name, "blob:", wanted]), "saved {saved}");
    Ok(())
}

/// The page at a link, with the dialog open.
async fn open(browser: &Browser, link: &str) -> Result<Experiment> {
    let experiment = figure::open(browser, link).await?;
    browser.press("c").await?;
    browser.wait_until("document.getElementById('data').open && document.getElementById('code')").await?;
    Ok(experiment)
}

async fn shows(browser: &Browser, experiment: &Experiment, kind: CellKind, library: Library) -> Result<()> {
    let wanted = preview(experiment, kind, library);
    eventually(async || {
        let found = browser.run("return document.getElementById('code').textContent", vec![]).await?;
        ensure!(found == wanted.as_str(), "{kind:?} in {library:?}: found {found}");
        Ok(())
    })
    .await
}
