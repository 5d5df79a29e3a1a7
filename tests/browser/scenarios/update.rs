//! Updates: one, a hundred in the worker, stopped, and back.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use unrolled_engine::CellKind;
use unrolled_lab::{Experiment, Moment};

use crate::browser::Browser;
use crate::scenarios::figure::{self, wait_for_moment, wait_for_updates};
use crate::scenarios::hands::{paste, point_at};

/// Single updates change the weights as natively, and each way back leads to the same bits again.
pub async fn one_by_one_is_native(browser: &Browser) -> Result<()> {
    let mut experiment = figure::open(browser, "#v=1&at=999&optimizer=adam&clip=norm&limit=0.5").await?;
    let first = experiment.snapshot();
    for updates in 1..=3 {
        browser.click("#update-once").await?;
        experiment.advance();
        wait_for_updates(browser, updates).await?;
        figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
        figure::assert_painted(browser, &experiment).await?;
    }
    browser.click("#first").await?;
    wait_for_moment(browser, Moment::Forward { t: 0 }).await?;
    browser.click("#back").await?;
    wait_for_updates(browser, 2).await?;
    wait_for_moment(browser, Moment::Update).await?;
    experiment.restore(first.clone(), Default::default());
    (0..2).for_each(|_| experiment.advance());
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    browser.click("#reset-updates").await?;
    wait_for_updates(browser, 0).await?;
    experiment.restore(first, Default::default());
    figure::assert_native(browser, &experiment, &CellKind::ALL).await
}

/// A hundred updates in the worker end at the native bits; the losses fall; on and back from there.
pub async fn a_hundred_is_native(browser: &Browser) -> Result<()> {
    let mut experiment = figure::open(browser, "#v=1&at=999").await?;
    let first = CellKind::ALL.map(|kind| experiment.lane(kind).tape.loss());
    browser.click("#run-100").await?;
    wait_for_updates(browser, 100).await?;
    (0..100).for_each(|_| experiment.advance());
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    for (kind, first) in CellKind::ALL.into_iter().zip(first) {
        let last = experiment.lane(kind).tape.loss();
        ensure!(last < first, "{kind:?}: the loss goes from {first} to {last}");
    }
    figure::eventually(async || assert_summary(browser, &experiment).await).await?;
    // The weights before the last update were never on the page: they are worked out when somebody steps back.
    browser.click("#first").await?;
    wait_for_moment(browser, Moment::Forward { t: 0 }).await?;
    browser.click("#back").await?;
    wait_for_updates(browser, 99).await?;
    wait_for_moment(browser, Moment::Update).await?;
    figure::assert_native(browser, &figure::native("#v=1&updates=99").1, &CellKind::ALL).await?;
    for updates in [100, 101] {
        browser.press("u").await?;
        wait_for_updates(browser, updates).await?;
    }
    experiment.advance();
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    browser.click("#reset-updates").await?;
    wait_for_updates(browser, 0).await?;
    figure::assert_native(browser, &figure::native("").1, &CellKind::ALL).await
}

/// The words for those who cannot see the chart.
async fn assert_summary(browser: &Browser, experiment: &Experiment) -> Result<()> {
    let summary = browser.run("return document.getElementById('loss-summary').textContent", vec![]).await?;
    for lane in &experiment.lanes {
        let words = format!("{:.3} at update 0, now {:.3}", lane.losses[0], lane.tape.loss());
        ensure!(summary.as_str().is_some_and(|text| text.contains(&words)), "expected {words:?} in {summary}");
    }
    Ok(())
}

/// A long run draws on, stops where it is told to, and that place is as good as any other.
pub async fn a_long_run_stops(browser: &Browser) -> Result<()> {
    let text = "the quick brown fox jumps over the lazy dog ".repeat(5);
    let link = format!("#v=1&at=999&units=64&rate=0.01&text={}", text[..200].replace(' ', "+"));
    let mut experiment = figure::open(browser, &link).await?;
    // In the page: a driver's click may take longer than the run.
    let script = "
        const byId = id => document.getElementById(id);
        byId('run-100').click();
        const bar = byId('run-progress');
        let frames = 0, moved = 0, before = 0;
        while (frames < 3 || moved < 2) {
            await new Promise(requestAnimationFrame);
            frames += 1;
            moved += bar.value > before ? 1 : 0;
            before = bar.value;
            if (frames > 2 && byId('stop-run').hidden) return { tooSoon: byId('run-status').textContent, frames, moved };
        }
        byId('stop-run').click();
        while (!byId('stop-run').hidden) await new Promise(requestAnimationFrame);
        return { updates: Number(document.documentElement.dataset.updates), status: byId('run-status').textContent };";
    let found = browser.run_async(script, &Value::Null).await?;
    let updates = found["updates"].as_u64().with_context(|| found.to_string())?;
    ensure!((1..100).contains(&updates), "stopped at {updates}");
    let status = found["status"].as_str().unwrap_or_default();
    ensure!(status == format!("Stopped at update {updates}."), "the line says {status:?} at {updates}");
    (0..updates).for_each(|_| experiment.advance());
    figure::assert_native(browser, &experiment, &CellKind::ALL).await
}

/// A setting that changes during a run ends it: the figure is that of the new settings, with no update.
pub async fn a_setting_ends_a_run(browser: &Browser) -> Result<()> {
    let text = "the quick brown fox jumps over the lazy dog ".repeat(5);
    figure::open(browser, &format!("#v=1&at=999&units=64&text={}", text[..200].replace(' ', "+"))).await?;
    browser.run("document.getElementById('run-100').click()", vec![]).await?;
    paste(browser, "#word", "hello").await?;
    paste(browser, "#units", "12").await?;
    browser.wait_until("document.getElementById('stop-run').hidden").await?;
    wait_for_updates(browser, 0).await?;
    figure::assert_native(browser, &figure::native("").1, &CellKind::ALL).await?;
    // The worker is free for the next run.
    browser.click("#run-100").await?;
    wait_for_updates(browser, 100).await?;
    figure::assert_native(browser, &figure::native("#v=1&updates=100").1, &CellKind::ALL).await
}

/// The line below the weight maps: what stands after an update is what stands before the next one.
pub async fn shows_single_weights(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=999").await?;
    ensure!(browser.text("#update .lit-mark").await? == "now", "the update is not marked");
    let map = "#update .weight-map canvas";
    point_at(browser, map, (0.3, 0.5)).await?;
    let before = entry(browser).await?;
    browser.press("u").await?;
    wait_for_updates(browser, 1).await?;
    figure::settle(browser).await?;
    let after = entry(browser).await?;
    ensure!(before.0.starts_with("weight_ih "), "the weight is called {}", before.0);
    ensure!(before.0 == after.0 && before.2 == after.1, "{before:?}, then {after:?}");
    Ok(())
}

/// Name, value before and value after, from `weight_ih f[3, 2]: 0.12 − 0.01 = 0.11`.
async fn entry(browser: &Browser) -> Result<(String, String, String)> {
    browser.wait_until("document.getElementById('weight-entry').textContent.includes(' = ')").await?;
    let text = browser.text("#weight-entry").await?;
    let (name, numbers) = text.split_once(": ").with_context(|| text.clone())?;
    let (sum, after) = numbers.split_once(" = ").with_context(|| text.clone())?;
    let before = sum.split(' ').next().unwrap_or_default();
    Ok((name.to_owned(), before.to_owned(), after.to_owned()))
}
