//! What the cells write by themselves: the page's symbols and probabilities are the native ones, and can be stepped through.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde::Deserialize;
use unrolled_engine::CellKind;
use unrolled_lab::{Experiment, State};

use crate::browser::Browser;
use crate::scenarios::figure::{self, assert_native, key, native, wait_for_updates};

#[derive(Deserialize, Debug, PartialEq)]
struct Written {
    /// The index of the symbol's step, counted from the first one written, and its p with all digits.
    symbols: Vec<(String, String)>,
}

/// The sample of each cell that has a row.
async fn written(browser: &Browser) -> Result<Vec<Written>> {
    let script = "
        return [...document.querySelectorAll('.sample-row:not([hidden]) .written')].map(text => ({
            symbols: [...text.querySelectorAll('.symbol')].map(symbol => [symbol.textContent, symbol.dataset.p]),
        }));";
    Ok(serde_json::from_value(browser.run(script, vec![]).await?)?)
}

fn wanted(state: &State, experiment: &Experiment) -> Vec<Written> {
    let names = &experiment.sequence.coding.outputs;
    let shown = |name: &str| match name {
        " " => "␣".to_owned(),
        "\n" => "↵".to_owned(),
        name => name.to_owned(),
    };
    let of = |kind| {
        let drawn = experiment.sample(kind, &state.sampling).drawn.into_iter();
        Written { symbols: drawn.map(|drawn| (shown(&names[drawn.symbol]), drawn.p.to_string())).collect() }
    };
    state.shown_cells().into_iter().map(of).collect()
}

async fn assert_written(browser: &Browser, link: &str) -> Result<(State, Experiment)> {
    let (state, experiment) = native(link);
    let wanted = wanted(&state, &experiment);
    figure::eventually(async || {
        let found = written(browser).await?;
        ensure!(found == wanted, "{link}: expected {wanted:?}, found {found:?}");
        Ok(())
    })
    .await?;
    Ok((state, experiment))
}

async fn input(browser: &Browser, id: &str, value: &str) -> Result<()> {
    let script = "
        const field = document.getElementById(arguments[0]);
        field.value = arguments[1];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.run(script, vec![id.into(), value.into()]).await?;
    Ok(())
}

/// A word, a sonnet and captions, greedy and drawn; the candidates of one symbol; other random numbers; the way back.
pub async fn samples_are_native(browser: &Browser) -> Result<()> {
    let word = "#v=1&updates=20&temperature=0.8&write=25";
    figure::open(browser, word).await?;
    let (state, experiment) = assert_written(browser, word).await?;
    // The third symbol of the LSTM, by keys.
    let focus = "document.getElementById('sample-lstm').focus()";
    browser.run(focus, vec![]).await?;
    for _ in 0..2 {
        let press = "
            document.getElementById('sample-lstm').dispatchEvent(
                new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));";
        browser.run(press, vec![]).await?;
    }
    let drawn = &experiment.sample(CellKind::Lstm, &state.sampling).drawn[2];
    let mut p: Vec<String> = drawn.candidates.iter().map(|(_, p)| p.to_string()).collect();
    if drawn.candidates.iter().all(|(symbol, _)| *symbol != drawn.symbol) {
        p.push(drawn.p.to_string());
    }
    figure::eventually(async || {
        let script = "
            return [...document.querySelectorAll('#sample-read-out .candidate')].map(candidate => candidate.dataset.p)";
        let found: Vec<String> = serde_json::from_value(browser.run(script, vec![]).await?)?;
        ensure!(found == p, "the candidates are {found:?}, not {p:?}");
        let active = "return document.getElementById('sample-lstm').getAttribute('aria-activedescendant')";
        let active = browser.run(active, vec![]).await?;
        ensure!(active == "sample-lstm-2", "{active} is active");
        Ok(())
    })
    .await?;
    browser.click("#draw-again").await?;
    assert_written(browser, &format!("{word}&draw=2")).await?;
    input(browser, "temperature", "0").await?;
    assert_written(browser, "#v=1&updates=20&write=25&draw=2").await?;
    for link in [
        "#v=1&task=sonnet&units=10&updates=6&temperature=1&prompt=Shall%20I&write=40",
        "#v=1&task=poem-jamo&units=8&temperature=1.5&prompt=%EB%B3%84&write=12",
        "#v=1&task=caption-en&units=12&updates=3&example=3",
    ] {
        browser.run("location.hash = arguments[0]", vec![link.into()]).await?;
        wait_for_updates(browser, native(link).0.updates).await?;
        assert_written(browser, link).await?;
    }
    Ok(())
}

/// Where all numbers are there.
async fn to_last_moment(browser: &Browser) -> Result<()> {
    browser.run("document.activeElement.blur()", vec![]).await?;
    browser.press(&Key::End.to_string()).await
}

/// A sample on the stage is what this cell writes now, also after another update; nothing is measured; the example comes back.
pub async fn a_sample_is_stepped_through(browser: &Browser) -> Result<()> {
    let word = "#v=1&updates=5&temperature=1&write=7";
    figure::open(browser, word).await?;
    browser.click("#step-through-gru").await?;
    browser.wait_until("document.getElementById('sample-on-stage')").await?;
    let stepped = format!("{word}&sample=gru");
    to_last_moment(browser).await?;
    assert_native(browser, &native(&stepped).1, &CellKind::ALL).await?;
    let said = browser.text("#sample-on-stage p").await?;
    for part in ["the GRU wrote", "after 5 updates", "nothing is measured"] {
        ensure!(said.contains(part), "expected {part:?} in {said:?}");
    }
    browser.wait_until("location.hash.includes('&sample=gru')").await?;
    browser.click("#update-once").await?;
    wait_for_updates(browser, 6).await?;
    to_last_moment(browser).await?;
    assert_native(browser, &native(&stepped.replace("updates=5", "updates=6")).1, &CellKind::ALL).await?;
    browser.click("#back-to-example").await?;
    browser.wait_until("!document.getElementById('sample-on-stage')").await?;
    to_last_moment(browser).await?;
    assert_native(browser, &native("#v=1&updates=6").1, &CellKind::ALL).await?;
    // A link leads there, with data too.
    let link = "#v=1&task=caption-ko&units=9&updates=4&temperature=1.2&sample=lstm&example=2&at=999";
    let experiment = figure::open(browser, link).await?;
    assert_native(browser, &experiment, &CellKind::ALL).await?;
    let key = key(CellKind::Lstm);
    browser.wait_until(&format!("document.getElementById('step-through-{key}').ariaPressed === 'true'")).await
}

/// A character that the network does not know is named; what was typed stays, and so do the samples.
pub async fn an_unknown_prompt_is_named(browser: &Browser) -> Result<()> {
    let word = "#v=1&updates=2&write=9";
    figure::open(browser, word).await?;
    input(browser, "sample-prompt", "hex").await?;
    browser.wait_until("document.getElementById('sample-prompt-error')").await?;
    let said = browser.text("#sample-prompt-error").await?;
    for part in ["does not know “x”", "character 3", "still begin with “h”"] {
        ensure!(said.contains(part), "expected {part:?} in {said:?}");
    }
    assert_written(browser, word).await?;
    input(browser, "sample-prompt", "hell").await?;
    browser.wait_until("!document.getElementById('sample-prompt-error')").await?;
    assert_written(browser, &format!("{word}&prompt=hell")).await?;
    Ok(())
}
