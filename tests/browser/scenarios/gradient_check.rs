//! The gradient check: the badge, the numbers behind it, and what it says if something is wrong.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::Value;
use unrolled_engine::{CellKind, GradientCheck, Verdict};
use unrolled_lab::{Checked, Checking, Experiment, weight_name};

use crate::browser::Browser;
use crate::scenarios::figure::{self, is_same, key, wait_for_updates};
use crate::scenarios::hands::paste;
use crate::scenarios::written::{is_rounded, number};

/// The default word, after other settings, and after updates: what the badge says is what the native check finds.
pub async fn checks_as_natively(browser: &Browser) -> Result<()> {
    let mut experiment = figure::open(browser, "#v=1&at=999").await?;
    assert_checked(browser, &experiment).await?;
    browser.press("u").await?;
    wait_for_updates(browser, 1).await?;
    experiment.advance();
    assert_checked(browser, &experiment).await?;
    paste(browser, "#units", "5").await?;
    assert_checked(browser, &figure::native("#v=1&units=5").1).await?;
    browser.click("#losses-last").await?;
    assert_checked(browser, &figure::native("#v=1&units=5&loss=last").1).await?;
    // A run of many updates, and a cell less.
    browser.click("#run-100").await?;
    wait_for_updates(browser, 100).await?;
    browser.click("#show-gru").await?;
    let experiment = figure::native("#v=1&units=5&loss=last&updates=100").1;
    figure::eventually(async || {
        compare(browser, &experiment, &check(&experiment), &[CellKind::Rnn, CellKind::Lstm]).await
    })
    .await
}

/// A net too big to be checked as a whole is sampled, and the page says of how many entries.
pub async fn checks_a_sample_of_big_nets(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=999&units=64").await?;
    assert_checked(browser, &experiment).await?;
    let text = browser.text("#gradient-check").await?;
    ensure!(text.starts_with("✓"), "the badge says {text:?}");
    browser.click("#gradient-check").await?;
    let entries = fact(browser, CellKind::Lstm, "entries").await?.0;
    ensure!(entries.contains("drawn from all 18180"), "it says {entries:?}");
    Ok(())
}

/// The dialog opens and closes by keys, while a check is waited for and after it.
pub async fn checks_are_read_by_keys(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=2").await?;
    browser.run("document.getElementById('gradient-check').focus()", vec![]).await?;
    browser.press(&Key::Enter.to_string()).await?;
    browser.wait_until("document.getElementById('data').open").await?;
    browser.wait_until("document.querySelectorAll('.check-cell').length === 3").await?;
    browser.press(&Key::Escape.to_string()).await?;
    browser.wait_until("!document.getElementById('data').open").await?;
    let focused = browser.run("return document.activeElement.id", vec![]).await?;
    ensure!(focused == "gradient-check", "the focus is on {focused}");
    Ok(())
}

/// A worker that finds a difference: here its answer is changed on the way to the page, as the page itself has no mistake.
pub async fn checks_tell_a_wrong_gradient(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=999").await?;
    wait_for_check(browser).await?;
    let script = "
        const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
        Object.defineProperty(MessageEvent.prototype, 'data', { get() {
            const data = get.call(this);
            const comparison = data[0]?.Checked?.cells[1].worst.comparison;
            if (comparison) Object.assign(comparison, { analytic: 2 * comparison.analytic, error: 0.5 });
            return data;
        } });";
    browser.run(script, vec![]).await?;
    browser.press("u").await?;
    browser.wait_until("document.getElementById('gradient-check').dataset.known === 'differs'").await?;
    let text = browser.text("#gradient-check").await?;
    ensure!(text == "✕ gradient wrong by 0.50", "the badge says {text:?}");
    let script = "
        const style = getComputedStyle(document.getElementById('gradient-check'));
        const probe = document.body.appendChild(document.createElement('span'));
        probe.style.color = 'var(--error)';
        return [style.color, getComputedStyle(probe).color];";
    let (color, error): (String, String) = serde_json::from_value(browser.run(script, vec![]).await?)?;
    ensure!(color == error, "the badge is {color}, an error is {error}");
    browser.click("#gradient-check").await?;
    browser.wait_until("document.getElementById('check-alarm') !== null").await?;
    let alarm = browser.text("#check-alarm").await?;
    ensure!(alarm.contains("differ by 0.50") && alarm.contains("1.0·10⁻⁶"), "it says {alarm:?}");
    for (kind, wanted) in CellKind::ALL.into_iter().zip(["agrees", "differs", "agrees"]) {
        let script = "return document.querySelector(arguments[0]).dataset.known";
        let found = browser.run(script, vec![format!("[data-check='{}']", key(kind)).into()]).await?;
        ensure!(found == wanted, "{kind:?}: {found}, expected {wanted}");
    }
    browser.screenshot("gradient-wrong").await?;
    Ok(())
}

fn check(experiment: &Experiment) -> Checked {
    let mut checking = Checking::default();
    checking.start(0, experiment);
    checking.work(|| false).expect("it works to the end")
}

async fn wait_for_check(browser: &Browser) -> Result<()> {
    browser
        .wait_until("!['waiting', 'checking'].includes(document.getElementById('gradient-check').dataset.known)")
        .await
}

/// The badge and the dialog say to the bit what the native check of all three cells says.
async fn assert_checked(browser: &Browser, experiment: &Experiment) -> Result<()> {
    let checked = check(experiment);
    figure::eventually(async || compare(browser, experiment, &checked, &CellKind::ALL).await).await
}

async fn compare(browser: &Browser, experiment: &Experiment, checked: &Checked, shown: &[CellKind]) -> Result<()> {
    wait_for_check(browser).await?;
    let summary = checked.summary(shown);
    ensure!(summary.verdict == Verdict::Agrees, "natively {checked:?}");
    let badge = browser.text("#gradient-check").await?;
    let error = badge.strip_prefix("✓ gradient check ").with_context(|| format!("the badge says {badge:?}"))?;
    ensure!(is_rounded(number(error)?, summary.error), "the badge says {badge:?}, expected {}", summary.error);
    browser.run("document.getElementById('gradient-check').click()", vec![]).await?;
    browser.wait_until("document.querySelector('.check-cell') !== null").await?;
    let found = compare_cells(browser, experiment, checked, shown).await;
    browser.run("document.getElementById('close-dialog').click()", vec![]).await?;
    // What had the focus in the dialog cannot be typed into any more.
    browser.run("document.activeElement?.blur()", vec![]).await?;
    found
}

async fn compare_cells(
    browser: &Browser,
    experiment: &Experiment,
    checked: &Checked,
    shown: &[CellKind],
) -> Result<()> {
    let cells = browser.run("return document.querySelectorAll('.check-cell').length", vec![]).await?;
    ensure!(cells == shown.len(), "{cells} cells, expected {shown:?}");
    for &kind in shown {
        let native: &GradientCheck = checked.cell(kind);
        let worst = native.worst.context("a weight")?;
        let name = weight_name(&experiment.lane(kind).network, worst.tensor, worst.index);
        let found = fact(browser, kind, "weight").await?.0;
        ensure!(found == name, "{kind:?}: {found}, expected {name}");
        let one = worst.comparison;
        for (fact_name, wanted) in [("error", one.error), ("epsilon", one.epsilon)] {
            let found = fact(browser, kind, fact_name).await?.1;
            ensure!(is_same(found.parse()?, wanted), "{kind:?} {fact_name}: {found}, expected {wanted}");
        }
        for (fact_name, wanted) in [("analytic", one.analytic), ("numeric", one.numeric)] {
            let (text, value) = fact(browser, kind, fact_name).await?;
            let is_right = is_same(number(&text)?, wanted) && is_same(value.parse()?, wanted);
            ensure!(is_right, "{kind:?} {fact_name}: {text} {value}, expected {wanted}");
        }
        let counts = fact(browser, kind, "entries").await?.1;
        let wanted = format!("{} {}", native.checked, native.entries);
        ensure!(counts == wanted, "{kind:?}: {counts} entries, expected {wanted}");
    }
    Ok(())
}

/// The text of a fact of a cell and its value for machines.
async fn fact(browser: &Browser, kind: CellKind, name: &str) -> Result<(String, String)> {
    let css = format!("[data-check='{}'] [data-fact='{name}']", key(kind));
    let script = "
        const fact = document.querySelector(arguments[0]);
        return fact ? [fact.textContent, fact.dataset.value] : null;";
    let found: Value = browser.run(script, vec![css.clone().into()]).await?;
    serde_json::from_value(found).with_context(|| css)
}
