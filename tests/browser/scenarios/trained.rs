//! Nets that were trained before: chosen, trained on, and missing.

use anyhow::{Result, ensure};
use unrolled_engine::CellKind;

use crate::browser::Browser;
use crate::scenarios::figure::{self, assert_native, native, wait_for_updates};

/// Chooses where the first weights come from.
const CHOOSE: &str = "
    const list = document.getElementById('start');
    list.value = arguments[0];
    list.dispatchEvent(new Event('change', { bubbles: true }));";

/// Chosen weights are those of the file, on the page and in the workers, until other units are wanted.
pub async fn starts_from_trained_weights(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=999").await?;
    browser.run(CHOOSE, vec!["Trained".into()]).await?;
    browser.wait_until("document.getElementById('start').value === 'Trained'").await?;
    assert_native(browser, &native("#v=1&start=trained&at=999").1, &CellKind::ALL).await?;
    let link = "#v=1&task=first-symbol&start=trained&at=999&length=9";
    figure::open(browser, link).await?;
    assert_native(browser, &native(link).1, &CellKind::ALL).await?;
    ensure!(browser.run("return document.getElementById('initializer')", vec![]).await?.is_null(), "drawn by what?");
    browser.click("#race-once").await?;
    wait_for_updates(browser, 1).await?;
    assert_native(browser, &native(&format!("{link}&updates=1")).1, &CellKind::ALL).await?;
    let type_units = "
        const field = document.getElementById('units');
        field.value = '5';
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.run(type_units, vec![]).await?;
    browser.wait_until("document.getElementById('start').value === 'Seed'").await?;
    assert_native(browser, &native("#v=1&task=first-symbol&at=999&length=9&units=5").1, &CellKind::ALL).await
}

/// A file that does not come, or is broken, is named; what is shown stays, and it can be asked for again.
pub async fn tells_missing_weights(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&task=parity&at=999").await?;
    for (answer, parts) in [
        ("Promise.reject(new Error('the line is dead'))", ["parity.weights", "the line is dead"]),
        ("Promise.resolve(new Response('nothing'))", ["parity.weights", "expected a file that begins with UNRW"]),
    ] {
        let break_line = format!("window.kept ??= window.fetch; window.fetch = () => {answer};");
        browser.run(&break_line, vec![]).await?;
        browser.run(CHOOSE, vec!["Trained".into()]).await?;
        let is_told = format!("document.getElementById('weights-missing')?.textContent.includes('{}')", parts[1]);
        browser.wait_until(&is_told).await?;
        let said = browser.text("#weights-missing").await?;
        ensure!(said.contains(parts[0]), "expected {:?} in {said:?}", parts[0]);
        let start = browser.run("return document.getElementById('start').value", vec![]).await?;
        ensure!(start == "Seed", "the list shows {start}");
        assert_native(browser, &experiment, &CellKind::ALL).await?;
    }
    browser.run("window.fetch = window.kept", vec![]).await?;
    browser.run(CHOOSE, vec!["Trained".into()]).await?;
    browser.wait_until("document.getElementById('start').value === 'Trained'").await?;
    assert_native(browser, &native("#v=1&task=parity&start=trained&at=999").1, &CellKind::ALL).await
}
