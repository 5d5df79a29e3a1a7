//! What each fixed gate did: tried one after the other, and kept when a gate is fixed by hand.

use anyhow::{Result, ensure};
use unrolled_engine::{CellKind, Switch, Switches};
use unrolled_lab::{Racer, Setting};

use crate::browser::Browser;
use crate::scenarios::figure::{self, native, wait_for_updates};

const LINK: &str = "#v=1&task=first-symbol&units=5&length=6";

const ROWS: &str = "
    return [...document.querySelectorAll('#gates-table tbody tr')].map(row =>
        [...row.cells].map(cell => cell.textContent).join(' | '));";

/// The row of some fixed gates after so many updates of both cells, computed natively.
fn row(name: &str, switches: &[Switch], updates: u32) -> Result<String> {
    let settings = native(LINK).0.settings.with(Setting::Switches(Switches::of(switches)))?;
    let mut row = name.to_owned();
    for kind in [CellKind::Lstm, CellKind::Gru] {
        let mut racer = Racer::new(kind, &settings)?;
        while racer.updates < updates {
            racer.advance().expect("the scenario's settings do not explode");
        }
        let (test, _) = racer.judge();
        row += &format!(" | {:.3} | {:.1} %", test.loss, 100.0 * test.accuracy);
    }
    Ok(format!("{row} | {updates}"))
}

async fn assert_rows(browser: &Browser, wanted: &[String]) -> Result<()> {
    figure::eventually(async || {
        let found: Vec<String> = serde_json::from_value(browser.run(ROWS, vec![]).await?)?;
        ensure!(found == wanted, "expected {wanted:?}, found {found:?}");
        Ok(())
    })
    .await
}

/// Each gate is tried in a worker with the native result; the page shows what it showed, and trying can be stopped.
pub async fn tries_each_gate(browser: &Browser) -> Result<()> {
    figure::open(browser, LINK).await?;
    let type_updates = "
        const field = document.getElementById('gates-to');
        field.value = arguments[0];
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(type_updates, vec!["5000".into()]).await?;
    browser.click("#gates-try").await?;
    browser.wait_until("document.getElementById('gates-progress').textContent.startsWith('Run 1 of 7')").await?;
    // Not by the driver's pointer: WebKit's finds its way to the button while the numbers beside it change, and misses it.
    browser.run("document.getElementById('gates-try').click()", vec![]).await?;
    browser.wait_until("document.getElementById('gates-progress').textContent === ''").await?;
    browser.run(type_updates, vec!["20".into()]).await?;
    browser.click("#gates-try").await?;
    let wanted = [
        row("none", &[], 20)?,
        row("f = 1", &[Switch::ForgetOpen], 20)?,
        row("i = 1", &[Switch::InputOpen], 20)?,
        row("o = 1", &[Switch::OutputOpen], 20)?,
        row("r = 1", &[Switch::ResetOpen], 20)?,
        row("i = 1 − f", &[Switch::Coupled], 20)?,
    ];
    assert_rows(browser, &wanted).await?;
    browser.wait_until("document.getElementById('gates-try').disabled").await?;
    let updates = browser.run("return Number(document.documentElement.dataset.updates)", vec![]).await?;
    ensure!(updates == 0, "the page went to update {updates}");
    Ok(())
}

/// What was trained before a gate is fixed stays in the table.
pub async fn keeps_what_was_trained(browser: &Browser) -> Result<()> {
    figure::open(browser, &format!("{LINK}&updates=10")).await?;
    assert_rows(browser, &[row("none", &[], 10)?]).await?;
    browser.click("#switch-r").await?;
    wait_for_updates(browser, 0).await?;
    assert_rows(browser, &[row("none", &[], 10)?]).await?;
    browser.run("location.hash = arguments[0]", vec![format!("{LINK}&gates=r&updates=10").into()]).await?;
    wait_for_updates(browser, 10).await?;
    assert_rows(browser, &[row("none", &[], 10)?, row("r = 1", &[Switch::ResetOpen], 10)?]).await
}
